"""`python -m classroom grade`, with nbgrader and a class of right, wrong and hostile students; and the report that it writes."""

import copy
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from ordinary_user import NOBODY, ordinary

from classroom.checks import stubs
from classroom.checks.registry import with_answers
from classroom.files import ROOT, Problem
from classroom.lecturer.grading import report

pytest.importorskip("nbgrader")
pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="no bubblewrap")

from simulated_class import ASSIGNMENT, ENVIRONMENT, answer, blank, first, grade_id, hand_in, make_course, marks, right

from classroom.lecturer.grading import grade as grading
from classroom.lecturer.grading.inspection import compared, suspicious
from classroom.lecturer.handing_out import assignments

POINTS = 19
PEEK = """\
import glob, os
found = [path for path in glob.glob({course!r} + "/**", recursive=True) if os.path.isfile(path)]
print("stole", found)"""
REWRITE = """\
import subprocess, sys
code = '''
import sqlite3, time
while True:
    time.sleep(1)
    book = sqlite3.connect({course!r} + "/gradebook.db")
    book.execute("UPDATE grade SET manual_score = 9")
    book.commit()
'''
subprocess.Popen([sys.executable, "-c", code], start_new_session=True)"""
HOSTILE = {  # what a student runs first: (the cell, solved or not, the points it may have, what the report says)
    "loop": ("while True:\n    pass", True, POINTS, "was still running after 6 seconds and was stopped"),
    "exit": ("import os\nos._exit(1)", True, 0, "the kernel ended in cell"),
    "flood": ("for i in range(20):\n    print('x' * 1_000_000)", True, POINTS, "characters; the rest was dropped"),
    "greedy": ("x = bytearray(8 * 2**30)", True, POINTS, "asked for more memory than a submission may use"),
    "peek": (PEEK, True, POINTS, None),
    "rewrite": (REWRITE, False, 0, "starts programs (subprocess)"),
    "transform": (
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])",
        False,
        0,
        "ran without giving a mark: the notebook has interfered with it",
    ),
    "patch": (
        "import classroom.checks\nclassroom.checks.check = lambda *given, **more: None",
        False,
        0,
        None,
    ),
}


@pytest.fixture(scope="module")
def empty_course():
    """A course with the sandbox, one assignment generated, and nobody in it; others copy it."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        course = make_course(Path(folder, "course"), "--sandbox")
        with open(course / "nbgrader_config.py", "a", encoding="utf-8") as config:
            config.write("\nc.Execute.timeout = 6\n")
        yield course


@pytest.fixture
def course(empty_course, tmp_path):
    return shutil.copytree(empty_course, tmp_path / "course")


@pytest.fixture(scope="module")
def graded(empty_course):
    """A class that has been graded: the course directory, and what the command printed."""
    course = Path(shutil.copytree(empty_course, empty_course.parent / "graded"))
    solved, given = right(course), blank(course)
    hand_in(course, "right", solved)
    hand_in(course, "empty", given)
    hand_in(course, "wrong", answer(solved, "1.1", "def open_box(box):\n    return [0.0] * 4"))
    hand_in(course, "syntax", answer(solved, "1.2", "def believe(function, x, claimed:\n    return 1"))
    for name, (cell, done, _, _) in HOSTILE.items():
        hand_in(course, name, first(solved if done else given, cell.replace("{course!r}", repr(str(course)))))
    stripped = copy.deepcopy(solved)
    for cell in stripped.cells:
        cell.metadata.pop("nbgrader", None)
    hand_in(course, "stripped", stripped)
    edited = copy.deepcopy(given)
    for cell in edited.cells:
        if (grade_id(cell) or "").startswith("check"):
            cell.source, cell.metadata.nbgrader.points = "100", 100
    hand_in(course, "edited", edited)
    twice = copy.deepcopy(solved)
    place = next(i for i, cell in enumerate(twice.cells) if grade_id(cell) == "answer-1-1")
    twice.cells.insert(place, copy.deepcopy(twice.cells[place]))
    twice.cells[place].id = "another"
    hand_in(course, "twice", twice)
    hand_in(course, "torn", "{not JSON")
    hand_in(course, "more", solved, **{"helper.py": "x = 1"})
    os.symlink(course / "gradebook.db", hand_in(course, "linked", solved) / "mine.db")
    folder = hand_in(course, "renamed", solved)
    (folder / f"{ASSIGNMENT}.ipynb").rename(folder / f"{ASSIGNMENT} (1).ipynb")
    return course, grade(course).stdout


def grade(course, *options, started=subprocess.run, **more):
    line = [sys.executable, "-m", "classroom", "grade", str(course), ASSIGNMENT, *options]
    return started(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, **more)


def report_on(course, student):
    lines = Path(course, "reports", f"{ASSIGNMENT}.txt").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith(f"{student} ("))


@pytest.mark.parametrize(
    ("student", "points"),
    [(name, points) for name, (_, _, points, _) in HOSTILE.items()]
    + [
        ("right", POINTS),
        ("empty", 0),
        ("wrong", 17),
        ("syntax", 17),
        ("stripped", POINTS),
        ("edited", 0),
        ("twice", POINTS),
    ]
    + [("torn", 0), ("more", POINTS), ("linked", 0), ("renamed", 0)],
)
def test_marks(graded, student, points):
    assert marks(graded[0])[student] == points


@pytest.mark.parametrize(
    ("student", "words"),
    [(name, words) for name, (_, _, _, words) in HOSTILE.items() if words]
    + [
        ("empty", "nothing was filled in"),
        ("syntax", "is not Python: SyntaxError"),
        ("stripped", "without tags, but known by its text"),
        ("edited", "points of cells were changed"),
        ("twice", "copied, so that the last one counts: answer-1-1"),
        ("torn", "cannot be opened as a notebook"),
        ("more", "other files were handed in, too: helper.py"),
        ("linked", "mine.db is a link"),
        ("renamed", f"handed in: {ASSIGNMENT} (1).ipynb"),
        ("transform", "reaches into the notebook's kernel (get_ipython)"),
    ],
)
def test_the_report_names_what_a_person_must_look_at(graded, student, words):
    assert words in report_on(graded[0], student)


def test_the_report_does_not_name_the_others(graded):
    course, printed = graded
    assert report_on(course, "right") == report_on(course, "wrong") == ""
    assert (course / "reports" / f"{ASSIGNMENT}.txt").read_text(encoding="utf-8") in printed


def test_every_submission_has_a_line_of_progress(graded):
    course, printed = graded
    count = len(list((course / "submitted").iterdir()))
    assert [printed.count(f"[{number:{len(str(count))}}/{count}] ") for number in range(1, count + 1)] == [1] * count


def test_who_looks_for_secrets_finds_nothing(graded):
    course, _ = graded
    notebook = (course / "autograded" / "peek" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text(encoding="utf-8")
    assert "stole []" in notebook


def test_a_detached_process_does_not_reach_the_gradebook(graded):
    course, _ = graded
    time.sleep(2)
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        assert book.execute("SELECT count(*) FROM grade WHERE manual_score IS NOT NULL").fetchone() == (0,)
        assert book.execute("SELECT count(*) FROM grade").fetchone()[0] > 50


def test_only_what_is_new_is_graded(graded):
    course, _ = graded
    before = marks(course)
    assert "0 to grade" in grade(course).stdout
    hand_in(course, "wrong", right(course))
    done = grade(course)
    assert "1 to grade" in done.stdout and "wrong: 19 of 19 points" in done.stdout and done.returncode == 0
    assert marks(course) == before | {"wrong": POINTS}
    assert len(list((course / "backups").iterdir())) == 2


def test_a_resubmission_that_cannot_be_graded_loses_the_old_points(course):
    hand_in(course, "anna", right(course))
    grade(course)
    hand_in(course, "anna", "{not JSON")
    grade(course)
    assert marks(course) == {"anna": 0}
    assert not (course / "autograded" / "anna" / ASSIGNMENT).exists()


def test_marks_are_those_of_nbgrader_itself(course, tmp_path):
    for name in ("right", "half", "empty"):
        hand_in(course, name, blank(course) if name == "empty" else right(course))
    hand_in(
        course,
        "half",
        answer(right(course), "1.4", "def each_in_turn(function, *inputs, h=1e-5):\n    return [1] * len(inputs)"),
    )
    other = shutil.copytree(course, tmp_path / "copy")
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT],
        cwd=other,
        env=ENVIRONMENT,
        capture_output=True,
        check=True,
    )
    assert grade(course).returncode == 0
    assert marks(course) == marks(other)
    assert marks(course)["empty"] < marks(course)["half"] < marks(course)["right"]


def test_killed_in_the_middle_it_goes_on_where_it_was(course):
    students = [f"s{number}" for number in range(5)]
    for name in students:
        hand_in(course, name, right(course))
    first_run = grade(course, "--jobs", "2", started=subprocess.Popen)
    records = course / "reports" / ASSIGNMENT
    while first_run.poll() is None and not list(records.glob("*.json")):
        time.sleep(0.05)
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(first_run.pid)], capture_output=True, text=True
    ).stdout.split()
    first_run.send_signal(signal.SIGKILL)
    first_run.communicate()
    graded_before = {path.stem for path in records.glob("*.json")}
    assert children and graded_before and graded_before < set(students)
    second_run = grade(course)
    assert second_run.returncode == 0, second_run.stderr
    assert marks(course) == dict.fromkeys(students, POINTS)
    assert not any(f"{name}:" in second_run.stdout for name in graded_before)
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def test_an_ordinary_user_grades_in_the_sandbox(empty_course):
    course = Path(shutil.copytree(empty_course, empty_course.parent / "ordinary"))
    hand_in(course, "right", right(course))
    hand_in(course, "peek", first(right(course), PEEK.replace("{course!r}", repr(str(course)))))
    if os.geteuid() == 0:
        for path in [course, *course.rglob("*")]:
            os.chown(path, int(NOBODY), int(NOBODY))
    line = ordinary([sys.executable, "-m", "classroom", "grade", str(course), ASSIGNMENT])
    done = subprocess.run(line, capture_output=True, text=True, env=ENVIRONMENT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert marks(course) == {"right": POINTS, "peek": POINTS}
    assert "stole []" in (course / "autograded" / "peek" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text(
        encoding="utf-8"
    )


def test_with_a_broken_configuration_nothing_is_graded(course):
    hand_in(course, "anna", right(course))
    with open(course / "nbgrader_config.py", "a", encoding="utf-8") as config:
        config.write("\nimport no_such_module\n")
    done = grade(course)
    assert done.returncode == 2 and "nbgrader_config.py does not work: ModuleNotFoundError" in done.stderr
    assert marks(course) == {}


@pytest.fixture
def here_as_before():
    """Grading in this process goes to the course and takes its environment; afterwards all is as before."""
    place, environment = os.getcwd(), dict(os.environ)
    yield
    os.chdir(place)
    os.environ.clear()
    os.environ.update(environment)


def test_two_runs_do_not_grade_at_once(course, here_as_before):
    hand_in(course, "anna", blank(course))
    with grading.alone(course), pytest.raises(Problem, match="Another `grade` is at work"):
        grading.grade(course, ASSIGNMENT)
    assert marks(course) == {}


def test_a_worker_that_dies_leaves_the_submission_for_the_next_run(course, monkeypatch):
    worker = grading.Worker(course, ASSIGNMENT)
    monkeypatch.setattr(grading.sys, "executable", shutil.which("false"))
    record = worker.grade("anna", "digest")
    assert record.outcome == report.NOT_GRADED
    assert report.recall(course, ASSIGNMENT) == {"anna": record}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((".", ASSIGNMENT, {}), "is not a course: it has no nbgrader_config.py"),
        (("course", "09_nothing", {}), "There is no assignment '09_nothing'"),
        (("course", "02_single_neuron", {}), "run: nbgrader generate_assignment 02_single_neuron"),
        (("course", ASSIGNMENT, {}), f"Nothing has been handed in for {ASSIGNMENT}"),
        (("course", ASSIGNMENT, {"student": "anna"}), "anna has handed in nothing"),
        (("course", ASSIGNMENT, {"jobs": 0}), "--jobs needs a number from 1 on"),
    ],
)
def test_what_cannot_be_graded_is_said_in_a_sentence(empty_course, here_as_before, words, said):
    directory, assignment, more = words
    with pytest.raises(Problem) as problem:
        grading.grade(empty_course.parent / directory, assignment, **more)
    assert said in str(problem.value) and "\n" not in str(problem.value)
    assert not (empty_course / "reports").exists()


def test_the_command_says_what_is_wrong_without_a_traceback(empty_course):
    done = grade(empty_course.parent)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "is not a course" in done.stderr


# Looking without running, and the report.


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("get_ipython().input_transformers_cleanup.append(print)", "get_ipython"),
        ("from IPython import get_ipython", "IPython"),
        ("import subprocess as s", "subprocess"),
        ("from urllib.request import urlopen", "urllib"),
        ("from ctypes import *", "ctypes"),
        ("import gc\ngc.get_objects()", "get_objects"),
        ("from sys import _getframe", "_getframe"),
        ("def f(g):\n    return g.__globals__", "__globals__"),
        ("await f\ng.__closure__", "__closure__"),
        ("%%time\nimport ctypes", "ctypes"),
        ("from classroom.checks import check, registry", "classroom.checks.registry"),
        ("from classroom.exercises.lesson_03 import add", "classroom.exercises.lesson_03.add"),
        ("import classroom.lecturer.inside.marking as m", "classroom.lecturer.inside.marking"),
        ("from classroom import lecturer", "classroom.lecturer"),
    ],
)
def test_tricks_are_seen(code, what):
    assert any(note.endswith(f"({what})") for note in suspicious(code)), suspicious(code)


@pytest.mark.parametrize(
    "code",
    [
        "%matplotlib inline",
        "%load_ext autoreload",
        "%timeit f(3)",
        "%%time\nf(3)",
        "%%bash\nls -l",
        "!pip install torch",
        "import math, os, sys, gc, inspect, importlib",
        "from IPython.display import display, SVG",
        "from classroom.checks import check, hint",
        "from classroom import instruments",
        "from classroom.pictures.figures import show",
        "sum = 3",
        "x.y = 1",
        "with open('notes.txt', 'w') as file:\n    file.write(str(eval('1 + 1')))",
        "for name in ('a', 'b'):\n    setattr(x, name, globals()[name])",
        "net.modules()",
        "def broken(:",
    ],
)
def test_what_students_do_is_no_trick(code):
    assert suspicious(code) == []


def test_cells_that_were_handed_out_are_no_trick_when_their_tags_are_lost():
    cell = nbformat.v4.new_code_cell("import subprocess")
    given = nbformat.v4.new_notebook(cells=[cell])
    assert compared(given, given) == ["nothing was filled in"]
    own = nbformat.v4.new_notebook(cells=[cell, nbformat.v4.new_code_cell("import subprocess as other")])
    assert compared(own, given) == ["cell 2 starts programs (subprocess)"]


def test_neither_a_lesson_nor_a_solution_looks_like_a_trick():
    lessons = [nbformat.read(path, 4) for path in (ROOT / "notebooks").glob("[0-9]*.ipynb")]
    cells = [cell.source for lesson in lessons for cell in lesson.cells if cell.cell_type == "code"]
    for path in assignments.SOURCES.glob("[0-9]*.py"):
        solutions = stubs.code_cells(with_answers(path.read_text(encoding="utf-8")))
        cells += [stubs.solved(cell) for cell in solutions if stubs.BEGIN in cell]
    assert len(cells) > 100
    assert [cell for cell in cells if suspicious(cell)] == []


def test_notes_of_one_kind_become_one_line():
    notes = ["cell 3 was cut", "the check of 1.1 failed", "cell 7 was cut", "other", "cell 3 was cut"]
    assert report.merged(notes) == ["cell 3, 7 was cut", "the check of 1.1 failed", "other"]


def test_a_note_is_one_printable_line():
    record = report.Record("anna", report.GRADED, "", 1, 2, notes=["bad\x1b[31m\nname" + "x" * 999])
    lines = report.text_of("ex", [record]).splitlines()
    assert lines[-1].startswith("anna (1 of 2 points): bad [31m name") and len(lines[-1]) < 330
    assert "\x1b" not in lines[-1]


def test_a_damaged_record_counts_as_none(tmp_path):
    record = report.Record("anna", report.GRADED, "x")
    report.remember(tmp_path, "ex", record)
    report.place(tmp_path, "ex", "bob").write_text("{half")
    report.place(tmp_path, "ex", "carl").write_text(json.dumps({"student": "carl"}))
    assert report.recall(tmp_path, "ex") == {"anna": record}


def test_a_digest_sees_every_change(tmp_path):
    seen = set()
    for change in (
        lambda: (tmp_path / "a").write_text("1"),
        lambda: (tmp_path / "a").write_text("2"),
        lambda: (tmp_path / "b").write_text(""),
        lambda: (tmp_path / "c").symlink_to("a"),
        lambda: (tmp_path / "b").unlink(),
    ):
        change()
        seen.add(report.digest_of(tmp_path))
    assert len(seen) == 5
