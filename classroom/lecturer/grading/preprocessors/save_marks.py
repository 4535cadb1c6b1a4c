"""Stores the marks in the gradebook."""

from nbgrader.preprocessors import SaveAutoGrades

from classroom.checks.registry import registry


class SaveMarks(SaveAutoGrades):
    """Stores the marks, and puts the rubric of a free text into its comment, where formgrader shows it."""

    def _add_comment(self, cell, resources):
        super()._add_comment(cell, resources)
        tags = cell.metadata.nbgrader
        if not tags.get("grade"):
            return
        comment = self.gradebook.find_comment(tags["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        if comment.auto_comment is None and (lines := rubric_of(tags["grade_id"])):
            comment.auto_comment = "1 point each: " + " / ".join(lines)
            self.gradebook.db.commit()


def rubric_of(grade_id):
    """The rubric of the exercise whose answer cell has this grade_id."""
    number = ".".join(grade_id.split("-")[1:3])
    return registry()[number].rubric if number in registry() else ()
