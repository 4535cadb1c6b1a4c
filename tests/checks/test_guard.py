"""The guard around what a student wrote: everything ends, and afterwards everything is as it was."""

# ruff: noqa: BLE001, S110 -- what it does is what students should not do
import os
import random
import subprocess
import sys
import time

import endless
import pytest

from classroom.checks import guard
from classroom.checks.guard import disarm, guarded, rearm
from classroom.checks.raised import OutOfSteps, Raised, is_students
from classroom.files import ROOT
from micrograd_core import Value

RUN = """
import sys, threading
from classroom.checks import check
import endless
tracer, limit = sys.gettrace(), sys.getrecursionlimit()
for _ in range(2):
    print(check("3.1", endless.ANSWERS[sys.argv[1]]))
    assert (sys.gettrace(), sys.getprofile(), sys.getrecursionlimit()) == (tracer, None, limit)
assert check("3.1", lambda self, other: None).outcome == "not yet"
"""


@pytest.mark.parametrize("name", endless.ANSWERS)
def test_an_answer_without_an_end_is_ended_and_told_so(name):
    """The timeout is there for a guard that fails, not to measure one that works."""
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", RUN, name],
        cwd=ROOT / "tests" / "support",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0 and not ran.stderr, ran.stderr
    told = ran.stdout.strip().splitlines()
    assert len(told) == 8 and told[:4] == told[4:], ran.stdout
    assert told[0] == "3.1 · not yet · 0 of 2 points"
    assert "was still running when the check gave up" in told[2] or "RecursionError" in told[2]
    assert told[3].startswith(("A loop whose condition", "The function calls itself without an end"))


def stopped(answer, steps=1000):
    """The Raised of an answer that is out of steps."""
    with pytest.raises(OutOfSteps) as caught, guarded(steps):
        answer()
    return Raised(caught.value)


# Each state of the guard: what gets there, and what it gets told.


def test_running_an_answer_within_its_budget():
    with guarded(1000) as guard:
        assert sum(number for number in range(100)) == 4950
        assert guard.state == "running"


def test_spent_in_a_try_it_may_come_to_the_end_of_that():
    def answer():
        try:
            for number in range(600):
                last = number
            states.append(guard.state)
        except ValueError:
            pass
        return last

    states = []
    with pytest.raises(OutOfSteps) as caught, guarded(1000) as guard:
        answer()
    assert states == ["spent"] and Raised(caught.value).line == "return last"


def test_leaving_through_except_and_finally_they_do_their_work_and_are_not_to_blame():
    def answer():
        try:
            try:
                with open(__file__):
                    while True:
                        pass
            except ValueError:
                pass
            except BaseException:
                done.append("except")
                raise
        finally:
            while len(done) < 4:
                done.append("finally")

    done = []
    assert stopped(answer).line in ("while True:", "pass")
    assert done == ["except", "finally", "finally", "finally"]


def test_leaving_a_generator_closes_it():
    def numbers():
        try:
            while True:
                yield 1
        finally:
            done.append("closed")

    def answer():
        for _ in numbers():
            pass

    done = []
    stopped(answer)
    assert done == ["closed"]


def test_leaving_is_no_time_for_more():
    def answer():
        try:
            while True:
                done.append("loop")
        except BaseException:
            pass
        done.append("afterwards")

    done = []
    assert stopped(answer).line == 'done.append("afterwards")'
    assert set(done) == {"loop"}


def test_leaving_to_the_very_end_is_being_stopped_all_the_same():
    def answer():
        try:
            while True:
                pass
        except BaseException:
            return 3

    stopped(answer)


def test_over_the_rest_is_not_the_answers():
    def answer():
        while True:
            pass

    with guarded(1000) as guard:
        try:
            answer()
        except OutOfSteps:
            disarm()
            assert guard.state == "over" and sys.gettrace() is None
        rearm()
        assert sys.gettrace() is None
        assert sum(number for number in range(10_000)) == 49995000


def test_a_guard_in_a_guard_leaves_the_outer_one_in_force():
    def answer():
        while True:
            pass

    with guarded(1000) as outer:
        with pytest.raises(OutOfSteps), guarded(100):
            answer()
        assert sys.gettrace() == outer.trace
        sys.settrace(None)
        rearm()
        assert sys.gettrace() == outer.trace


@pytest.mark.parametrize("steps", range(1000, 1004))
def test_the_line_to_blame_is_one_of_the_loop_and_not_the_head_of_a_function(steps):
    def double(number):
        return 2 * number

    def answer():
        while True:
            double(3)

    assert stopped(answer, steps).line in ("while True:", "double(3)", "return 2 * number")


# Whose code it is.


def test_a_known_mistake_counts_as_a_students():
    codes = [compile("1", name, "exec") for name in ("<mistake 3.1: minus>", "<ipython-input-1>", __file__)]
    assert all(map(is_students, codes))
    others = random.Random.shuffle, pytest.raises, guarded.__wrapped__, Value.__add__
    assert not any(is_students(function.__code__) for function in others)


# What must not be stopped, and what comes back.


def test_what_an_answer_changes_comes_back(capsys):
    before = sys.gettrace(), sys.getprofile(), sys.getrecursionlimit(), random.getstate(), sys.stdout
    with guarded(1000):
        random.seed(3)
        sys.setrecursionlimit(5000)
        print("noise")
    assert (sys.gettrace(), sys.getprofile(), sys.getrecursionlimit(), random.getstate(), sys.stdout) == before
    assert capsys.readouterr().out == ""


def test_a_recursion_may_be_as_deep_as_without_the_guard():
    def depth(left):
        return 0 if left == 0 else 1 + depth(left - 1)

    room = sys.getrecursionlimit() - 300
    with guarded(100_000):
        assert depth(room) == room
        with pytest.raises(RecursionError):
            depth(sys.getrecursionlimit())
        assert depth(room) == room


def test_lines_are_counted_and_the_same_line_ends_it_each_time():
    def count(reached):
        while True:
            reached.append(1)

    ends = []
    for _ in range(3):
        reached = []
        with pytest.raises(OutOfSteps), guarded(1000):
            count(reached)
        ends.append(len(reached))
    assert ends[0] == ends[1] == ends[2] and 0 < ends[0] <= 1000


def test_lines_of_a_library_do_not_count():
    def uses_a_library(lists, factor):
        import fractions

        return sum(fractions.Fraction(number) * factor for number in lists)

    sys.modules.pop("fractions", None)
    with guarded(50):
        assert uses_a_library([1, 2, 3], 2) == 12


def test_waiting_and_computing_both_come_to_an_end(monkeypatch):
    def waits():
        while True:
            time.sleep(0.01)

    def computes():
        number = 3
        while True:
            number = number * number  # each round takes longer

    monkeypatch.setattr(guard, "SECONDS", 0.05)
    for answer in (waits, computes):
        with pytest.raises(OutOfSteps), guarded(1_000_000):
            answer()


def test_a_busy_machine_costs_an_answer_nothing(monkeypatch):
    """The clock goes on while others compute; what counts is the time spent in here."""
    clock = iter(range(10_000))
    monkeypatch.setattr(guard, "SECONDS", 4.0)
    monkeypatch.setattr(guard, "PATIENCE", 1e9)
    monkeypatch.setattr(guard, "perf_counter", lambda: next(clock))
    with guarded(1000):
        assert sum(number for number in range(100)) == 4950
