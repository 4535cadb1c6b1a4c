"""The course from end to end with real nbgrader: every assignment, simulated students, one gradebook.

One course is made, released and graded once, for all tests here. Each known mistake of each exercise is graded, too: two of
an exercise in submissions of its assignment, all of them in an assignment that a lecturer might have written, with a blank
and a check for each.
"""

import csv
import re
from functools import partial

import course_submissions as made
import nbformat
import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e '.[lecturer]'")

from classroom.checks import stubs
from classroom.checks.registry import registry
from classroom.lecturer.handing_out import assignments
from classroom.lecturer.handing_out.course import new_course

NAMES = assignments.names()
LESSONS = {name: [n for n in registry() if int(n.split(".")[0]) == int(name[:2])] for name in NAMES}
PACKED = 2  # submissions of each assignment that have a known mistake in every blank

SAME = {  # what leaves the marks of a right notebook as they are, whatever it does to the notebook
    "reference": lambda notebook: notebook,
    "accepted": partial(made.answered, kind="accepted", k=0),
    "accepted-too": partial(made.answered, kind="accepted", k=1),
    "noisy": made.noisy,
    "doubled": made.doubled,
    "checks-deleted": made.without_checks,
    "checks-edited": made.with_edited_checks,
    "tags-stripped": made.without_tags,
}

HOSTILE = "03_automatic_backward"  # where the tricks are tried: its blanks ask for what micrograd_core has
TRANSFORM = """
def gone(lines):
    return ["2.0\\n"] if any("_award" in line for line in lines) else lines

get_ipython().input_transformers_cleanup.append(gone)
"""
REWRITE = """
from classroom.checks import check
real = check.__getattr__.__globals__["_run"].check
real.__globals__["judge"].__code__ = (lambda exercise, answer: result(exercise, "yes", "well done")).__code__
"""
TRICKS = {  # what stands in the first cell of a notebook whose blanks are empty
    "engine": "import micrograd_core\nfrom micrograd_core import Value\nadd, multiply, tanh = Value.__add__, Value.__mul__, Value.tanh",
    "reloads": "import sys\nfor name in [n for n in sys.modules if n.startswith(('classroom', 'micrograd'))]:\n    del sys.modules[name]\n"
    "from micrograd_core import Value",
    "registry": "from classroom.checks.exercise import registry\nadd = registry()['3.1'].reference",
    "lesson": "from classroom.exercises.lesson_03.ex1_rule_of_plus import add",
    "through-checking": "import classroom.checks\nadd = classroom.checks.judging.registry()['3.1'].reference",
    "sources": "from classroom.checks.registry import with_answers\nexec(with_answers('# ANSWER 3.1'))",
    "solution": "from classroom.checks import solution\nexec(str(solution('3.1')).split('\\n\\n')[0])",
    "planted": "import micrograd_core\nadd, Value = micrograd_core.add, micrograd_core.Value",
    "transformer": TRANSFORM,
    "points": "class Two:\n    def __repr__(self):\n        return '2.0'\n\n"
    "import sys\nsys.modules['classroom.lecturer.inside.marking'].award = lambda *arguments: Two()",
}


def submissions(course, name):
    """{student: notebook} for one assignment."""
    right, released = made.solved(course, name), course.read("release", name)
    found = {student: change(right) for student, change in SAME.items()}
    found |= {"untouched": released, "blanked": made.blanked(released)}
    for k in range(PACKED):
        found[f"mistakes-{k}"] = made.answered(released, "mistake", k * 7)
    return found


def tricks(course):
    """{student: notebook} whose blanks are empty, and which try to get points all the same."""
    empty = made.blanked(course.read("release", HOSTILE))
    found = {f"trick-{name}": made.with_cell(empty, source) for name, source in TRICKS.items()}
    right = made.solved(course, HOSTILE)
    return found | {
        "loop": made.with_answer(right, "3.7", "while True:\n    pass"),
        "leaves": made.with_answer(right, "3.7", "import os\nos._exit(0)"),
        "no-python": made.with_answer(right, "3.7", "def is_right(Value:\n    return True"),
        "floods": made.with_cell(right, "print('x' * 20_000_000)"),
        "patches": made.with_cell(right, "import math, builtins\nmath.tanh = abs\nbuiltins.round = abs", "check-3-7"),
        "rewrites": made.with_cell(course.read("release", HOSTILE), REWRITE),
    }


def every_mistake(name):
    """A lecturer's own assignment: a blank and a check for each known mistake of a lesson's exercises."""
    source, cells = assignments.assignment(name), []
    start = [cell for cell in source.cells if cell.metadata.get("nbgrader", {}).get("grade_id") in ("given", "given-2")]
    checks = {
        c.metadata.nbgrader.grade_id: c.source for c in source.cells if c.metadata.get("nbgrader", {}).get("grade")
    }
    for number in LESSONS[name]:
        check = checks[f"check-{number.replace('.', '-')}"]
        for k in range(len(registry()[number].mistakes)):
            cells.append(assignments.code("### BEGIN SOLUTION\n### END SOLUTION", "answer", f"{number}.{k}"))
            cells.append(assignments.code(check, "check", f"{number}.{k}", registry()[number].points))
    notebook = nbformat.v4.new_notebook(cells=start + cells, metadata=source.metadata)
    assignments.number_cells(notebook.cells)
    return notebook


def with_every_mistake(notebook):
    count = {}
    for answer, check in zip(filter(made.is_answer, notebook.cells), filter(made.is_check, notebook.cells)):
        number = stubs.checked_number(check.source)
        count[number] = count.get(number, -1) + 1
        answer.source = made.taken(check.source, "mistake", count[number])
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    directory = tmp_path_factory.mktemp("lecturer") / "course"
    new_course(directory)
    course = made.Course(directory)
    helpers = directory.parent / "helpers"
    helpers.mkdir()
    (helpers / "sitecustomize.py").write_text(made.START)
    with open(directory / "nbgrader_config.py", "a", encoding="utf-8") as config:
        config.write(f"\nos.environ['PYTHONPATH'] += os.pathsep + {str(helpers)!r}\nc.Execute.timeout = 15\n")
    for name in NAMES:
        folder = directory / "source" / f"mistakes_{name}"
        folder.mkdir()
        nbformat.write(every_mistake(name), folder / f"mistakes_{name}.ipynb")
    output, code = course.run("nbgrader", "generate_assignment", "*")
    assert code == 0, output
    for name in NAMES:
        for student, notebook in submissions(course, name).items():
            course.submit(student, name, notebook)
        own = f"mistakes_{name}"
        course.submit("every", own, with_every_mistake(course.read("release", own)))
    for student, notebook in tricks(course).items():
        folder = course.submit(student, HOSTILE, notebook)
        if student == "trick-planted":
            (folder / "micrograd_core.py").write_text("Value = None\n\n\ndef add(self, other):\n    raise SystemExit\n")
            (folder / "classroom").mkdir()
            (folder / "classroom" / "__init__.py").write_text("print('planted')\n")
    course.printed = {}
    for name in NAMES:
        for assignment in (name, f"mistakes_{name}"):
            course.printed[assignment], _ = course.run("classroom", "grade", ".", assignment, "--jobs", "2")
    return course


def per_assignment(test):
    return pytest.mark.parametrize("name", NAMES)(test)


def full(name):
    return {f"check-{n.replace('.', '-')}": float(registry()[n].points) for n in LESSONS[name]}


def by_check(course, student, name):
    """The marks of checks alone; a person gives the others."""
    return {key: points for key, points in course.marks(student, name).items() if key.startswith("check")}


@pytest.mark.parametrize("student", SAME)
@per_assignment
def test_a_right_notebook_has_full_marks_whatever_became_of_it(course, name, student):
    assert by_check(course, student, name) == full(name), course.printed[name]


@pytest.mark.parametrize("student", ["untouched", "blanked"])
@per_assignment
def test_without_answers_there_are_no_points(course, name, student):
    assert set(course.marks(student, name).values()) == {0.0}


@pytest.mark.parametrize("k", range(PACKED))
@per_assignment
def test_known_mistakes_cost_points(course, name, k):
    marks = by_check(course, f"mistakes-{k}", name)
    assert marks.keys() == full(name).keys()
    assert not [key for key, points in marks.items() if points >= full(name)[key]]


@per_assignment
def test_every_known_mistake_costs_points(course, name):
    marks = by_check(course, "every", f"mistakes_{name}")
    assert len(marks) == sum(len(registry()[number].mistakes) for number in LESSONS[name])
    for key, points in marks.items():
        number = ".".join(key.split("-")[1:3])
        assert points < registry()[number].points, key


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_earn_nothing(course, trick):
    assert set(by_check(course, f"trick-{trick}", HOSTILE).values()) == {0.0}


def test_a_check_that_was_rewritten_in_memory_is_put_right_before_it_marks(course):
    assert set(by_check(course, "rewrites", HOSTILE).values()) == {0.0}


@pytest.mark.parametrize(
    "trick", ["engine", "reloads", "registry", "lesson", "through-checking", "sources", "transformer"]
)
def test_tricks_are_reported(course, trick):
    assert course.notes(f"trick-{trick}", HOSTILE)
    report = (course.directory / "reports" / f"{HOSTILE}.txt").read_text()
    assert f"trick-{trick}" in report


@pytest.mark.parametrize(
    "student, said",
    [
        ("tags-stripped", "without tags, but known by its text: answer-3-1"),
        ("doubled", "copied, so that the last one counts: answer-3-1"),
        ("checks-deleted", "deleted, and put back: check-3-1"),
        ("checks-edited", "changed, and put back: check-3-1"),
        ("loop", "still running after 15 seconds"),
        ("leaves", "the kernel ended in cell"),
        ("no-python", "is not Python"),
        ("floods", "characters"),
        ("patches", "replaced math.tanh, which was put back before marking"),
        ("rewrites", "replaced classroom.checks.judging.judge.__code__, which was put back"),
    ],
)
def test_what_a_person_has_to_see_is_in_the_notes_and_in_the_report(course, student, said):
    assert any(said in note for note in course.notes(student, HOSTILE)), course.notes(student, HOSTILE)
    report = (course.directory / "reports" / f"{HOSTILE}.txt").read_text().splitlines()
    assert [line for line in report if line.startswith(f"{student} (") and said in line], report


def test_a_right_notebook_is_not_in_the_report(course):
    for name in NAMES:
        report = (course.directory / "reports" / f"{name}.txt").read_text()
        for student in ("reference", "accepted", "noisy", "blanked"):
            assert f"\n{student} (" not in report
            assert course.notes(student, name) == []


@pytest.mark.parametrize("student", ["loop", "leaves", "no-python"])
def test_what_stops_one_answer_costs_that_answer_alone(course, student):
    assert by_check(course, student, HOSTILE) == full(HOSTILE) | {"check-3-7": 0.0}


@pytest.mark.parametrize("student", ["floods", "patches"])
def test_a_right_but_suspicious_notebook_keeps_its_points(course, student):
    assert by_check(course, student, HOSTILE) == full(HOSTILE)


@per_assignment
def test_nothing_of_the_answers_is_handed_out(course, name):
    """The released cells are those of the students' own notebooks, and there is no other file."""
    files = [path for path in (course.directory / "release" / name).rglob("*") if path.is_file()]
    assert [path.name for path in files] == [f"{name}.ipynb"]
    text = files[0].read_text()
    for mark in ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN", "_award", "lecturer"):
        assert mark not in text
    released = [cell.source for cell in course.read("release", name).cells if cell.cell_type == "code"]
    own = nbformat.read(assignments.SOURCES.parent.parent / "exercises" / f"{name}.ipynb", 4)
    assert released == [cell.source for cell in own.cells if cell.cell_type == "code"]
    assert not any(cell.get("outputs") for cell in course.read("release", name).cells)
    config = (course.directory / "nbgrader_config.py").read_text()
    seed = re.search(r'^SEED = "(\w+)"', config, flags=re.M)[1]
    for path in course.directory.rglob("*"):
        if path.is_file() and path.name != "nbgrader_config.py" and "helpers" not in path.parts:
            assert seed.encode() not in path.read_bytes(), path


def test_the_export_has_a_row_for_each_student_and_the_feedback_tells_what_was_said(course):
    output, code = course.run("nbgrader", "export")
    assert code == 0, output
    with open(course.directory / "grades.csv", newline="") as file:
        rows = {(row["assignment"], row["student_id"]): row for row in csv.DictReader(file)}
    for name in NAMES:
        assert float(rows[name, "untouched"]["score"]) == 0
        possible = float(rows[name, "reference"]["max_score"])
        assert possible == sum(full(name).values()) + sum(len(registry()[n].rubric) for n in LESSONS[name])
        assert float(rows[name, "reference"]["score"]) == sum(full(name).values())
    output, code = course.run("nbgrader", "generate_feedback", NAMES[0], "--student=reference")
    assert code == 0, output
    feedback = course.directory / "feedback" / "reference" / NAMES[0] / f"{NAMES[0]}.html"
    assert "You have shown that a slope" in feedback.read_text(encoding="utf-8")
