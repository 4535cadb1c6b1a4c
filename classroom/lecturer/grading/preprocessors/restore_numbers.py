"""Gives a submission the numbers of its student."""

from pathlib import Path

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from classroom.lecturer.handing_out import variants


class RestoreNumbers(NbGraderPreprocessor):
    """Gives the locked cells the numbers of the student whose folder the notebook lies in, whatever it says itself."""

    seed = Unicode("", help="what the students' own numbers come from; empty: the same numbers for all").tag(
        config=True
    )

    def preprocess(self, nb, resources):
        if not self.seed:
            return nb, resources
        student = resources["nbgrader"]["student"]
        code, said = variants.code_of(student, self.seed), submitted_code(self, resources)
        if said != code:
            whose = owner(said, self.seed, self.parent.parent.coursedir.root)
            nb.metadata["course"]["notes"].append(
                f"its numbers are those of {whose}; it was marked by those of its own student"
            )
        nb.metadata["course"]["code"] = code
        return variants.personal(nb, code, only_locked=True), resources


def owner(code, seed, course):
    """Whose numbers a code stands for, in words."""
    for student in variants.students_in(Path(course, "students.csv")) if code else ():
        if variants.code_of(student, seed) == code:
            return student
    return f"nobody in students.csv, with the code {code}" if code else "the class"


def submitted_code(preprocessor, resources):
    """The code that a notebook was handed in with, before its locked cells were restored."""
    names = resources["nbgrader"]
    course = preprocessor.parent.parent.coursedir
    folder = Path(course.format_path(course.submitted_directory, names["student"], names["assignment"]))
    return variants.code_in(nbformat.read(folder / f"{names['notebook']}.ipynb", 4))
