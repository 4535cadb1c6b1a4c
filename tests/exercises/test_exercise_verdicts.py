"""The verdicts of the checks are the same in every round, in every process, on other numbers, and on numbers of one's own."""

import json
import os
import subprocess
import sys

import exercise_sources as source
import pytest
import verdicts

from classroom.checks import check, comparing, fresh, stubs, student
from classroom.checks.judging import NOT_YET
from classroom.checks.registry import registry, variant_of
from classroom.files import ROOT

EXERCISES = registry()


def per_exercise(test):
    return pytest.mark.parametrize("number", EXERCISES)(test)


# In two processes that order their sets differently.


@pytest.fixture(scope="module")
def told():
    """[{number: (verdicts, what changed)}] of two processes; see support/verdicts.py."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [sys.executable, verdicts.__file__, "3"],
            env=environment | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("0", "1")
    ]
    printed = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    return [json.loads(text) for text in printed]


@per_exercise
def test_verdicts_are_the_same_every_time_and_in_every_process(told, number):
    (one, changed_in_one), (other, changed_in_other) = (verdicts[number] for verdicts in told)
    assert len(one) == 1 + len(EXERCISES[number].accepted) + len(EXERCISES[number].mistakes)
    assert one == other
    assert changed_in_one == changed_in_other == []


# The same on other numbers, as in grading.

if os.environ.get("COURSE_NO_SKIPS"):  # .ci/run; everywhere else, one seed is tried, by lecturer/test_marking.py

    @pytest.mark.parametrize("seed", (7, "u0042"))
    @per_exercise
    def test_right_answers_pass_on_other_numbers_and_known_mistakes_do_not(number, seed):
        exercise = EXERCISES[number]
        for answer in (exercise.reference, *exercise.accepted):
            assert check(number, answer, seed=seed).passed, check(number, answer, seed=seed)
        for mistake in exercise.mistakes:
            assert check(number, mistake.answer, seed=seed).outcome == NOT_YET, mistake.name


PROGRAMS = [number for number, exercise in EXERCISES.items() if not isinstance(exercise.reference, (float, int, dict))]


@pytest.mark.parametrize("number", PROGRAMS)
def test_grading_tries_other_numbers_where_the_answer_is_a_program(number, monkeypatch):
    exercise = EXERCISES[number]
    moved, move = [], fresh.move
    monkeypatch.setattr(fresh, "move", lambda x: moved.append(x) or move(x))
    with fresh.other_numbers("another"):
        comparing.observations(exercise, exercise.reference)
    assert moved


def test_fresh_numbers_stay_near_and_stay_the_same():
    assert fresh.fresh(1.3, -0.7) == (1.3, -0.7) and fresh.fresh(1.3) == 1.3
    with fresh.other_numbers("seed"):
        moved = fresh.fresh(1.3, -0.7)
        assert moved == fresh.fresh(1.3, -0.7) != (1.3, -0.7)
        assert all(0.89 < new / old < 1.11 for new, old in zip(moved, (1.3, -0.7)))
    assert fresh.seed() is None


# Numbers of one's own.

VARIED = [number for number, exercise in EXERCISES.items() if exercise.vary]


@pytest.mark.parametrize("number", VARIED)
def test_a_student_of_ones_own_numbers(number, monkeypatch):
    seen = set()
    for code in ("4711", "4712", "ada", "grace", "x" * 40):
        variant = variant_of(number, code)
        seen.add(repr(variant.texts))
        assert check(number, variant.exercise.reference, variant=code).passed
        for answer in variant.exercise.accepted:
            assert check(number, answer, variant=code).passed, answer
        for mistake in variant.exercise.mistakes:
            result = check(number, mistake.answer, variant=code)
            assert (result.outcome, result.mistake) == (NOT_YET, mistake.name), code
        assert not check(number, EXERCISES[number].reference, variant=code).passed, "the numbers of the class still do"
        solved = stubs.renumbered(stubs.solved(source.places()[number].cell), variant.texts)
        assert source.verdict(number, solved, code).passed
    assert len(seen) == 5
    assert repr(variant_of(number, "ada").texts) == repr(variant_of.__wrapped__(number, "ada").texts)
    monkeypatch.setattr(student, "_variant", "")
    student.use_variant("ada")
    assert check(number, variant_of(number, "ada").exercise.reference).passed


def test_where_the_answer_is_a_number_there_are_variants():
    of_numbers = [n for n, e in EXERCISES.items() if isinstance(e.reference, (float, dict))]
    assert set(VARIED) >= set(of_numbers) - {"2.2"}, "2.2 asks for names"


def test_texts_are_renumbered_all_at_once_and_as_whole_numbers():
    assert stubs.renumbered("1.5 and 2.5, 11.5, 1.50, a1.5", (("1.5", "2.5"), ("2.5", "3.5"))) == (
        "2.5 and 3.5, 11.5, 1.50, a1.5"
    )
    assert stubs.renumbered("at −1.5. Then 1.5.", (("−1.5", "−2"), ("1.5", "3"))) == "at −2. Then 3."
