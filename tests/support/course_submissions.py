"""Submissions of simulated students, right, wrong, careless and hostile, for the tests that grade with real nbgrader."""

import copy
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
from children import environment

from classroom.checks import stubs
from classroom.checks.registry import registry
from classroom.files import ROOT
from classroom.lecturer.handing_out.course import new_course

# Runs when a kernel starts, so before it is told what a graded notebook may import.
START = """\
import types, sys
from classroom.checks.registry import registry
answers = types.ModuleType("answers_of_the_tests")
answers.reference = lambda number, k=0: registry()[number].reference
answers.accepted = lambda number, k: registry()[number].accepted[k % len(registry()[number].accepted)]
answers.mistake = lambda number, k: registry()[number].mistakes[k % len(registry()[number].mistakes)].answer
sys.modules["answers_of_the_tests"] = answers
"""
NOISE = """

import functools, sys, warnings

def noisy(f):
    @functools.wraps(f)
    def g(*arguments, **options):
        print("noise")
        print("noise", file=sys.stderr)
        warnings.warn("careful")
        return f(*arguments, **options)
    return g

print("noise", file=sys.stderr)
warnings.warn("careful")
"""


class Course:
    """A course directory, the commands run in it, and what comes out."""

    def __init__(self, directory):
        self.directory = Path(directory)

    def run(self, *command, cwd=None):
        """A Python command (its words) in the course; returns its output, and the code that it ended with."""
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=cwd or self.directory,
            env=environment(ROOT, PYTHONWARNINGS="ignore"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.stdout, done.returncode

    def must(self, *command):
        """Run a command that has to succeed, and return its output."""
        output, code = self.run(*command)
        assert code == 0, output
        return output

    def read(self, folder, name, student="."):
        return nbformat.read(self.directory / folder / student / name / f"{name}.ipynb", 4)

    def submit(self, student, name, notebook):
        folder = self.directory / "submitted" / student / name
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, folder / f"{name}.ipynb")
        return folder

    def marks(self, student, name):
        """{grade_id: points} as the gradebook has them."""
        query = """
            SELECT base_cell.name, coalesce(grade.manual_score, grade.auto_score, 0)
            FROM grade JOIN base_cell ON grade.cell_id = base_cell.id
            JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
            JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
            JOIN assignment ON submitted_assignment.assignment_id = assignment.id
            WHERE submitted_assignment.student_id = ? AND assignment.name = ?"""
        with sqlite3.connect(self.directory / "gradebook.db") as book:
            return dict(book.execute(query, (student, name)).fetchall())

    def by_check(self, student, name):
        """The marks of checks alone; a person gives the others."""
        return {key: points for key, points in self.marks(student, name).items() if key.startswith("check")}

    def notes(self, student, name):
        return self.read("autograded", name, student).metadata["course"]["notes"]


def graded_course(directory, timeout):
    """A course whose kernels find the answers of the tests, with a limit in seconds for a cell."""
    new_course(directory)
    helpers = directory.parent / "helpers"
    helpers.mkdir()
    (helpers / "sitecustomize.py").write_text(START)
    with open(directory / "nbgrader_config.py", "a", encoding="utf-8") as config:
        config.write(f"\nos.environ['PYTHONPATH'] += os.pathsep + {str(helpers)!r}\nc.Execute.timeout = {timeout}\n")
    return Course(directory)


def exercises_of(name):
    """The numbers of the exercises of an assignment."""
    return [number for number in registry() if int(number.split(".")[0]) == int(name[:2])]


def full(name):
    """{grade_id: points} of the checks of an assignment in which all is right."""
    return {f"check-{number.replace('.', '-')}": float(registry()[number].points) for number in exercises_of(name)}


def awarded(answers, seed):
    """The points that marking gives, in a Python of its own and without nbgrader, for answers [(number, kind, k)]."""
    code = f"""{START}
import json
from classroom.lecturer.inside import marking
given = [(number, getattr(answers, kind)(number, k)) for number, kind, k in {answers!r}]
marking.begin("key", {seed!r}, "", {{}})
points = [marking.award(number, answer).points for number, answer in given]
print(json.dumps(points))
"""
    done = subprocess.run([sys.executable, "-c", code], env=environment(ROOT), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def is_answer(cell):
    return cell.metadata.get("nbgrader", {}).get("solution", False)


def is_check(cell):
    return cell.cell_type == "code" and stubs.checked_number(cell.source) is not None


def place(notebook, grade_id):
    """Where the cell with this grade_id stands."""
    return next(
        i for i, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


def solved(course, name):
    """The released notebook with our solutions in its blanks."""
    notebook = course.read("release", name)
    for cell, source in zip(notebook.cells, course.read("source", name).cells):
        if is_answer(cell):
            cell.source = stubs.solved(source.source)
    return notebook


def blanked(notebook):
    notebook = copy.deepcopy(notebook)
    for cell in filter(is_answer, notebook.cells):
        cell.source = "pass"
    return notebook


def answered(notebook, kind, k):
    """The notebook with the k-th of the `accepted` answers or of the known `mistake`s in each blank."""
    notebook = copy.deepcopy(notebook)
    for answer, check in zip(filter(is_answer, notebook.cells), filter(is_check, notebook.cells)):
        answer.source = taken(check.source, kind, k)
    return notebook


def taken(check, kind, k):
    """A cell that takes an answer from those of the tests; check: the source of its check cell."""
    number, given = re.match(r'check\("([^"]+)", (.*)\)$', check, flags=re.M).groups()
    return f"from answers_of_the_tests import {kind}\n\n{given} = {kind}({number!r}, {k})"


def noisy(notebook):
    """Right answers that print, warn and write to stderr, when they are made and when they are called."""
    notebook = copy.deepcopy(notebook)
    for answer, check in zip(filter(is_answer, notebook.cells), filter(is_check, notebook.cells)):
        number, given = re.match(r'check\("([^"]+)", (.*)\)', check.source).groups()
        if callable(registry()[number].reference) and not isinstance(registry()[number].reference, type):
            answer.source += NOISE + f"{given} = noisy({given})\n"
        else:
            answer.source += NOISE
    return notebook


def doubled(notebook):
    """Every answer cell and every check cell copied, with its tags, as copying in JupyterLab does."""
    notebook = copy.deepcopy(notebook)
    notebook.cells = [
        one for cell in notebook.cells for one in ([cell, copy.deepcopy(cell)] if tagged(cell) else [cell])
    ]
    for i, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{i}"
    return notebook


def tagged(cell):
    return is_answer(cell) or is_check(cell)


def without_checks(notebook):
    """All check cells and the first set-up cell deleted."""
    notebook = copy.deepcopy(notebook)
    notebook.cells = [c for i, c in enumerate(notebook.cells) if not is_check(c) and i != place(notebook, "given")]
    return notebook


def with_edited_checks(notebook):
    """Every check replaced by one that is always content, with a hundred points."""
    notebook = copy.deepcopy(notebook)
    for cell in filter(is_check, notebook.cells):
        cell.source = "100"
        cell.metadata.nbgrader.points = 100
        cell.metadata.nbgrader.locked = False
    return notebook


def without_tags(notebook):
    """The metadata of all cells lost, as some editors do."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({})
    return notebook


def with_cell(notebook, source, before=None):
    """The notebook with one more cell, at the front or before the cell with this grade_id."""
    notebook = copy.deepcopy(notebook)
    at = place(notebook, before) if before else 0
    notebook.cells.insert(at, nbformat.v4.new_code_cell(source))
    return notebook


def with_answer(notebook, number, source):
    """The notebook with `source` in the blank of one exercise."""
    notebook = copy.deepcopy(notebook)
    notebook.cells[place(notebook, f"answer-{number.replace('.', '-')}")].source = source
    return notebook
