"""Simulated students for the tests and the benchmark of grading: what they hand in, made from what was handed out."""

import copy
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from children import environment

from classroom.checks import stubs
from classroom.files import ROOT

ASSIGNMENT = "01_manual_gradients"


def make_course(directory, *options):
    """A course with one assignment generated."""
    run_command("-m", "classroom", "new-course", str(directory), *options)
    run_command("-m", "nbgrader", "generate_assignment", ASSIGNMENT, cwd=directory)
    return directory


ENVIRONMENT = environment(ROOT)


def run_command(*words, cwd=None):
    """Run this Python with these words, and return what it printed; it has to succeed."""
    run = subprocess.run([sys.executable, *words], cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def blank(course):
    """The notebook as it is handed out."""
    return nbformat.read(Path(course, "release", ASSIGNMENT, f"{ASSIGNMENT}.ipynb"), 4)


def right(course):
    """The notebook with every exercise solved."""
    source = nbformat.read(Path(course, "source", ASSIGNMENT, f"{ASSIGNMENT}.ipynb"), 4)
    solved = {grade_id(cell): stubs.solved(cell.source) for cell in source.cells if stubs.BEGIN in cell.source}
    notebook = blank(course)
    for cell in notebook.cells:
        if grade_id(cell) in solved:
            cell.source = solved[grade_id(cell)]
    return notebook


def grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def answer(notebook, number, source):
    """The notebook with another answer to exercise `number`."""
    notebook = copy.deepcopy(notebook)
    cell = next(cell for cell in notebook.cells if grade_id(cell) == f"answer-{number.replace('.', '-')}")
    cell.source = source
    return notebook


def first(notebook, source):
    """The notebook with a cell of the student's own before the first exercise."""
    notebook = copy.deepcopy(notebook)
    place = next(i for i, cell in enumerate(notebook.cells) if (grade_id(cell) or "").startswith("answer"))
    notebook.cells.insert(place, nbformat.v4.new_code_cell(source))
    return notebook


def hand_in(course, student, notebook, **others):
    """Put a notebook (or a text in its place) where collected submissions are, and other files given as name=text."""
    folder = Path(course, "submitted", student, ASSIGNMENT)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    text = notebook if isinstance(notebook, str) else nbformat.writes(notebook)
    (folder / f"{ASSIGNMENT}.ipynb").write_text(text, encoding="utf-8")
    for name, text in others.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def marks(course):
    """{student: points} in the gradebook of a course."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course}/gradebook.db", "micrograd") as gradebook:
        return {submission.student_id: submission.score for submission in gradebook.assignment_submissions(ASSIGNMENT)}
