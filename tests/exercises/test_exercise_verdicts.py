"""The verdicts of the checks are the same in every round, in every process, on other numbers, and on numbers of one's own."""

import exercise_sources as source
import pytest

from classroom.checks import check, comparing, fresh, stubs, student
from classroom.checks.judging import NOT_YET
from classroom.checks.registry import registry, variant_of

EXERCISES = registry()


def per_exercise(test):
    return pytest.mark.parametrize("number", EXERCISES)(test)


@per_exercise
def test_verdicts_are_the_same_every_time(number):
    """A hundred rounds: right answers in each, and a fifth of the known mistakes in turn."""
    exercise = EXERCISES[number]
    right = (exercise.reference, *exercise.accepted)
    wrong = [mistake.answer for mistake in exercise.mistakes]
    first = {id(answer): check(number, answer) for answer in (*right, *wrong)}
    for count in range(99 if exercise.steps <= 100_000 else 4):
        for answer in (*right, *wrong[count % 5 :: 5]):
            assert check(number, answer) == first[id(answer)]


# The same on other numbers, as in grading.

SEEDS = ("a class of 2026", 7, "u0042")


@pytest.mark.parametrize("seed", SEEDS)
@per_exercise
def test_right_answers_pass_on_other_numbers_and_known_mistakes_do_not(number, seed):
    exercise = EXERCISES[number]
    for answer in (exercise.reference, *exercise.accepted):
        assert check(number, answer, seed=seed).passed, check(number, answer, seed=seed)
    for mistake in exercise.mistakes:
        assert check(number, mistake.answer, seed=seed).outcome == NOT_YET, mistake.name


@per_exercise
def test_grading_tries_other_numbers_where_the_answer_is_a_program(number, monkeypatch):
    exercise = EXERCISES[number]
    if isinstance(exercise.reference, (float, int, dict)):
        return
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
