"""A process that grades submissions for grading.run: python -m classroom.lecturer.grading.worker DIR ASSIGNMENT

It reads [student, digest] from its standard input, a line each, and answers each with the Record. It ends when its input
does, also in the middle of a submission, so that none goes on after the command has been killed.
"""

import json
import logging
import os
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue

import nbformat

from classroom.lecturer.grading import report
from classroom.lecturer.grading.grade import Course, nbgrader_in
from classroom.lecturer.grading.inspection import Unreadable, inspect_submission
from classroom.lecturer.grading.report import FAILED, GRADED, NOT_GRADED, Record

WAIT_FOR_GRADEBOOK = 60  # seconds; the workers take turns at writing
NOT_THE_STUDENTS = (
    "sqlalchemy.exc.OperationalError",
    "classroom.files.Problem",
    "Kernel didn't respond",
    "before replying",
)


class Words(logging.Handler):
    """Keeps what nbgrader says about the submission in hand."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage())


class Grader:
    """nbgrader's Autograde for the submissions of one assignment, one at a time."""

    def __init__(self, directory, assignment):
        self.directory, self.assignment = directory, assignment
        self.app = nbgrader_in(directory)
        self.coursedir = self.app.coursedir
        self.course = Course(self.coursedir)
        self.coursedir.assignment_id = assignment
        if self.coursedir.db_url.startswith("sqlite:") and "?" not in self.coursedir.db_url:
            self.coursedir.db_url += f"?timeout={WAIT_FOR_GRADEBOOK}"
        self.words = Words()
        self.app.log.handlers = [self.words]
        self.app.log.propagate = False

    def grade(self, student, digest):
        """Grade a submission, write its record, and return it."""
        started, self.words.texts = time.monotonic(), []
        folder = self.course.folder("submitted", student, self.assignment)
        try:
            notes = inspect_submission(folder, self.course.folder("release", ".", self.assignment))
            outcome, more = self.autograde(student)
            notes += more
        except Unreadable as reason:
            outcome, notes = FAILED, [str(reason)]
        points, possible = self.marks(student, failed=outcome == FAILED) if outcome != NOT_GRADED else (0.0, 0.0)
        seconds = round(time.monotonic() - started, 2)
        record = Record(student, outcome, digest, points, possible, seconds, list(dict.fromkeys(notes)))
        report.remember(self.directory, self.assignment, record)
        return record

    def autograde(self, student):
        """Let nbgrader grade a submission: the outcome, and notes."""
        from nbgrader.converters import Autograde
        from nbgrader.converters.base import NbGraderException

        self.coursedir.student_id = student
        converter = Autograde(coursedir=self.coursedir, parent=self.app)
        converter.force = True
        try:
            converter.start()
        except (NbGraderException, SystemExit):
            said = "\n".join(self.words.texts)
            why = f"nbgrader could not grade it: {last_word(said)}"
            return (NOT_GRADED if any(words in said for words in NOT_THE_STUDENTS) else FAILED), [why]
        return GRADED, self.notes_in(student)

    def notes_in(self, student):
        """The notes that the graded notebooks of a student hold."""
        notes = []
        for path in sorted(self.course.folder("autograded", student, self.assignment).glob("*.ipynb")):
            notebook = nbformat.read(path, 4)
            notes += notebook.metadata.get("course", {}).get("notes", [])
            for number, cell in enumerate(notebook.cells, 1):
                raised = {output.ename for output in cell.get("outputs", []) if output.output_type == "error"}
                if "MemoryError" in raised:
                    notes.append(f"cell {number} asked for more memory than a submission may use")
        return notes

    def marks(self, student, failed):
        """(points, possible points) in the gradebook. Where grading failed, the automatic points of an earlier try go."""
        from nbgrader.api import Gradebook
        from nbgrader.utils import rmtree

        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            gradebook.update_or_create_student(student)
            submission = gradebook.update_or_create_submission(self.assignment, student)
            if failed:
                for notebook in submission.notebooks:
                    for grade in notebook.grades:
                        grade.auto_score, grade.needs_manual_grade = 0.0, True
                gradebook.db.commit()
                left = self.course.folder("autograded", student, self.assignment)
                if left.exists():
                    rmtree(str(left))
            gradebook.db.refresh(submission)
            return float(submission.score), float(submission.max_score)


def last_word(said):
    """The line of nbgrader's words that says most: the last one of a traceback."""
    lines = [line.strip() for line in said.split("\n") if line.strip()]
    raised = [line for line in lines[1:] if ": " in line and line.split(":")[0].replace(".", "").isidentifier()]
    return (raised or lines or ["it did not say why"])[-1]


def main(directory, assignment):
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what nbgrader prints is not an answer
    tasks = SimpleQueue()

    def read():
        for line in sys.stdin:
            tasks.put(json.loads(line))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    grader = Grader(Path(directory), assignment)
    while True:
        record = grader.grade(*tasks.get())
        print(json.dumps(asdict(record)), file=answers, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
