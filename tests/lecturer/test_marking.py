"""Marks, in a Python of their own, as a kernel has them."""

import json
import subprocess
import sys

import course_submissions as made
import pytest

from classroom.checks.registry import registry
from classroom.files import ROOT

LESSONS = {number.split(".")[0]: [] for number in registry()}
for number in registry():
    LESSONS[number.split(".")[0]].append(number)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_right_answer_earns_all_points_and_every_known_mistake_less(lesson):
    exercises = [registry()[number] for number in LESSONS[lesson]]
    right = [(e.number, "reference", 0) for e in exercises]
    right += [(e.number, "accepted", k) for e in exercises for k in range(len(e.accepted))]
    wrong = [(e.number, "mistake", k) for e in exercises for k in range(len(e.mistakes))]
    points = made.awarded(right + wrong, seed="a class of 2026, graded")
    full = [registry()[number].points for number, _, _ in right + wrong]
    assert points[: len(right)] == full[: len(right)]
    assert not [
        answer for answer, earned, all_ in zip(wrong, points[len(right) :], full[len(right) :]) if earned >= all_
    ]


# What a graded notebook may import, and what is put back.

PREPARED = """
import json
import os
from classroom.lecturer.inside import marking
from classroom.checks.registry import registry
right, wrong = registry()["3.1"].reference, registry()["3.1"].mistakes[0].answer
marking.begin("key", "seed", "", {"micrograd_core": ["Value"], "classroom.checks": ["check", "hint", "solution"]})
"""


def in_a_kernel(code):
    """What a Python prints that runs this after marking.begin()."""
    done = subprocess.run([sys.executable, "-c", PREPARED + code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


GIVEN = [
    "from micrograd_core import Value",
    "import classroom.pictures.graph_picture, classroom.pictures.figures, micrograd_core",
    "import classroom.pictures; classroom.pictures.draw_dot",
    "from classroom.pictures import watch_backward",
    "from classroom.checks import check, hint, solution",
    "import classroom.checks as c; c.hint('3.1')",
    "from classroom.lecturer.inside.marking import award",
]
WITHHELD = [
    "from micrograd_core import MLP",
    "from micrograd_core import *; MLP",
    "import micrograd_core; micrograd_core.Neuron",
    "import importlib; importlib.import_module('classroom.checks.registry').registry",
    "import importlib, micrograd_core; importlib.reload(micrograd_core); micrograd_core.MLP",
    "from classroom.exercises.lesson_03.ex1_rule_of_plus import add",
    "from classroom.instruments import nudge",
    "from classroom.checks.judging import judge",
    "from classroom.checks.registry import with_answers",
    "from classroom.lecturer.inside.marking import Mark",
    "import classroom.authoring.build",
    "import sys; del sys.modules['micrograd_core']; from micrograd_core import MLP",
    "import sys; del sys.modules['classroom.checks.registry']; from classroom.checks.registry import registry",
]


def test_a_graded_notebook_imports_what_its_cells_were_given():
    told = in_a_kernel(f"""
for line in {GIVEN + WITHHELD}:
    try:
        exec(line, {{}})
        print("imported")
    except (ImportError, NameError, AttributeError) as error:
        print("withheld")
""").split()
    assert told == ["imported"] * len(GIVEN) + ["withheld"] * len(WITHHELD)


def test_what_is_withheld_is_there_outside_of_grading():
    """Or a line would prove nothing."""
    done = subprocess.run([sys.executable, "-c", "\n".join(WITHHELD)], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_a_mark_is_signed_and_says_what_was_seen():
    told = in_a_kernel("""
from classroom.checks import solution
print(solution("3.1"))
try:
    from micrograd_core import MLP
except ImportError as error:
    print(error)
for answer in (right, wrong):
    mark = marking.award("3.1", answer)
    data, meta = mark._repr_mimebundle_()
    print(data["text/plain"], meta["course"]["record"], meta["course"]["seal"] == marking.seal("key", meta["course"]["record"]))
""").splitlines()
    assert told[0] == "While a notebook is graded, no solutions are shown."
    assert told[1].startswith("micrograd_core.MLP cannot be imported while this notebook is graded")
    lines = [line for line in told if line.endswith("True")]
    notes = json.dumps(["asked for micrograd_core.MLP, which its given cells do not import"])
    assert lines[0] == f'2.0 ["3.1", 2.0, 2, {notes}] True'
    assert lines[1].startswith('0.0 ["3.1", 0.0, 2, ') or lines[1].startswith('1.0 ["3.1", 1.0, 2, ')


REPLACED = {  # what a notebook does to the checks: what is said of it
    "import builtins; builtins.abs = lambda x: 0": "builtins.abs",
    "import math; math.isclose = lambda *a, **k: True": "math.isclose",
    "real.judge.__globals__['comparing'].differences = lambda *a: []": "classroom.checks.comparing.differences",
    "real.judge.__code__ = (lambda e, a: result(e, 'yes', '')).__code__": "classroom.checks.judging.judge.__code__",
    "real.judge.__globals__['comparing'].agree.__code__ = (lambda a, b: True).__code__": "classroom.checks.comparing.agree.__code__",
    "object.__setattr__(real.registry()['3.1'], 'reference', wrong)": "exercise 3.1.reference",
    "real.Result.passed = True": "classroom.checks.judging.Result.passed",
}


def test_what_was_replaced_is_put_back_before_marking_and_named():
    told = in_a_kernel(f"""
import types
real = types.SimpleNamespace(**marking._run.check.__globals__)
for trick in {list(REPLACED)}:
    marking._run.notes = []
    exec(trick)
    mark = marking.award("3.1", wrong)
    marking.sys.stdout.write(f"MARK {{mark.points < 2}} {{mark.record}}\\n")
""")
    marks = [line for line in told.splitlines() if line.startswith("MARK")]
    assert len(marks) == len(REPLACED)
    for line, said in zip(marks, REPLACED.values()):
        assert line.startswith("MARK True") and f"replaced {said}, which was put back before marking" in line


def test_an_answer_that_warns_and_writes_to_stderr_is_quiet_and_right():
    done = subprocess.run(
        [sys.executable, "-c", PREPARED + "import sys, warnings\ndef loud(self, other):\n    print('x', file=sys.stderr)\n"
         "    warnings.warn('x')\n    return right(self, other)\nprint(marking.award('3.1', loud).points)"],
        capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.endswith("2.0\n") and done.stderr == ""


def test_without_preparation_the_check_marks_on_the_numbers_of_the_class():
    from classroom.lecturer.inside.marking import award

    assert award("3.1", registry()["3.1"].reference).points == 2.0
