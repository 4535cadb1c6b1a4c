"""What nbgrader runs over a notebook on its way to the students and back; nbgrader_config.py puts these in their places.

On the way out ClearSolutions takes the solutions away, and CopyForEach writes a copy for each student, with numbers of their
own. On the way back RestoreCells gives a submission the cells that it was handed out with, and RestoreNumbers the numbers of
its student; MarkSubmission runs it and takes only signed marks, and SaveMarks stores them.

What a person has to look at is written into the graded notebook: metadata.course.notes, a list of sentences.
"""

from classroom.lecturer.grading.preprocessors.clear_solutions import ClearSolutions
from classroom.lecturer.grading.preprocessors.copy_for_each import CopyForEach
from classroom.lecturer.grading.preprocessors.mark_submission import MarkSubmission
from classroom.lecturer.grading.preprocessors.restore_cells import RestoreCells
from classroom.lecturer.grading.preprocessors.restore_numbers import RestoreNumbers
from classroom.lecturer.grading.preprocessors.save_marks import SaveMarks

__all__ = ["ClearSolutions", "CopyForEach", "MarkSubmission", "RestoreCells", "RestoreNumbers", "SaveMarks"]
