"""Copies what is handed out for each student, with numbers of one's own."""

from pathlib import Path

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from classroom.files import write_whole
from classroom.lecturer.handing_out import variants


class CopyForEach(NbGraderPreprocessor):
    """Writes release-for/STUDENT/ASSIGNMENT/, the notebook with the numbers of each student in students.csv."""

    seed = Unicode("", help="what the students' own numbers come from; empty: no copies").tag(config=True)

    def preprocess(self, nb, resources):
        if self.seed:
            names, course = resources["nbgrader"], self.parent.parent.coursedir
            for student in variants.students_in(Path(course.root, "students.csv")):
                own = variants.personal(nb, variants.code_of(student, self.seed))
                path = Path(course.root, variants.FOLDER, student, names["assignment"], f"{names['notebook']}.ipynb")
                write_whole(path, nbformat.writes(own, version=nbformat.NO_CONVERT) + "\n")
        return nb, resources
