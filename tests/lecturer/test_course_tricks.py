"""What careless and hostile students hand in, in one assignment of a course with real nbgrader: points, notes and the report."""

import course_submissions as made
import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e '.[lecturer]'")

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
    "registry": "from classroom.checks.registry import registry\nadd = registry()['3.1'].reference",
    "lesson": "from classroom.exercises.lesson_03.ex1_rule_of_plus import add",
    "through-checking": "import classroom.checks\nadd = classroom.checks.judging.registry()['3.1'].reference",
    "sources": "from classroom.checks.registry import with_answers\nexec(with_answers('# ANSWER 3.1'))",
    "solution": "from classroom.checks import solution\nexec(str(solution('3.1')).split('\\n\\n')[0])",
    "planted": "import micrograd_core\nadd, Value = micrograd_core.add, micrograd_core.Value",
    "transformer": TRANSFORM,
    "points": "class Two:\n    def __repr__(self):\n        return '2.0'\n\n"
    "import sys\nsys.modules['classroom.lecturer.inside.marking'].award = lambda *arguments: Two()",
}


def tricks(course):
    """{student: notebook} whose blanks are empty, and which try to get points all the same."""
    empty = made.blanked(course.read("release", HOSTILE))
    found = {f"trick-{name}": made.with_cell(empty, source) for name, source in TRICKS.items()}
    right = made.solved(course, HOSTILE)
    return found | {
        "loop": made.with_answer(right, "3.7", "while True:\n    pass"),
        "leaves": made.with_answer(right, "3.8", "import os\nos._exit(0)"),
        "no-python": made.with_answer(right, "3.7", "def is_right(Value:\n    return True"),
        "floods": made.with_cell(right, "print('x' * 20_000_000)"),
        "patches": made.with_cell(right, "import math, builtins\nmath.tanh = abs\nbuiltins.round = abs", "check-3-7"),
        "rewrites": made.with_cell(course.read("release", HOSTILE), REWRITE),
    }


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = made.graded_course(tmp_path_factory.mktemp("lecturer") / "course", timeout=10)
    course.must("nbgrader", "generate_assignment", HOSTILE)
    for student, notebook in tricks(course).items():
        folder = course.submit(student, HOSTILE, notebook)
        if student == "trick-planted":
            (folder / "micrograd_core.py").write_text("Value = None\n\n\ndef add(self, other):\n    raise SystemExit\n")
            (folder / "classroom").mkdir()
            (folder / "classroom" / "__init__.py").write_text("print('planted')\n")
    course.run("classroom", "grade", ".", HOSTILE, "--jobs", "2")
    course.report = (course.directory / "reports" / f"{HOSTILE}.txt").read_text(encoding="utf-8").splitlines()
    return course


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_earn_nothing(course, trick):
    assert set(course.by_check(f"trick-{trick}", HOSTILE).values()) == {0.0}


def test_a_check_that_was_rewritten_in_memory_is_put_right_before_it_marks(course):
    assert set(course.by_check("rewrites", HOSTILE).values()) == {0.0}


@pytest.mark.parametrize(
    "trick", ["engine", "reloads", "registry", "lesson", "through-checking", "sources", "transformer"]
)
def test_tricks_are_reported(course, trick):
    assert course.notes(f"trick-{trick}", HOSTILE)
    assert [line for line in course.report if line.startswith(f"trick-{trick} (")]


@pytest.mark.parametrize(
    "student, said",
    [
        ("loop", "still running after 10 seconds"),
        ("leaves", "the kernel ended in cell"),
        ("no-python", "is not Python"),
        ("floods", "characters"),
        ("patches", "replaced math.tanh, which was put back before marking"),
        ("rewrites", "replaced classroom.checks.judging.judge.__code__, which was put back"),
    ],
)
def test_what_a_person_has_to_see_is_in_the_notes_and_in_the_report(course, student, said):
    assert any(said in note for note in course.notes(student, HOSTILE)), course.notes(student, HOSTILE)
    assert [line for line in course.report if line.startswith(f"{student} (") and said in line], course.report


@pytest.mark.parametrize(
    ("student", "lost"), [("loop", "check-3-7"), ("leaves", "check-3-8"), ("no-python", "check-3-7")]
)
def test_what_stops_one_answer_costs_that_answer_alone(course, student, lost):
    assert course.by_check(student, HOSTILE) == made.full(HOSTILE) | {lost: 0.0}


@pytest.mark.parametrize("student", ["floods", "patches"])
def test_a_right_but_suspicious_notebook_keeps_its_points(course, student):
    assert course.by_check(student, HOSTILE) == made.full(HOSTILE)
