"""What a student calls in an exercise notebook: check, hint, solution."""

import copy
import difflib
from dataclasses import replace
from typing import Any

from classroom.checks import card, fresh, stubs
from classroom.checks.exercise import Exercise
from classroom.checks.judging import NOT_YET, Result, blanks, judge, result, still_blank_in
from classroom.checks.registry import find, registry, variant_of


class Text(str):
    """A text that a notebook shows as it is, without quotation marks. code: what of it is code, at its beginning."""

    code = ""

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return card.of_text(self.removeprefix(self.code), self.code)


MISSING: Any = object()


_variant = ""  # the code of the student whose numbers are on the cards


def use_variant(code: str) -> None:
    """From now on check, hint and solution mean the exercises with the numbers of the student who has this code."""
    global _variant
    _variant = str(code)


def check(
    number: str | float = MISSING,
    answer: object = MISSING,
    *,
    variant: str | None = None,
    seed: str | int | None = None,
) -> Result:
    """Check an answer to the exercise `number`, such as "3.2". Never raises, and leaves the answer as it was.

    variant: the code of the student whose numbers are on the card; None for the one that use_variant() named.
    seed: for grading, to try the answer on other numbers than in class.
    """
    exercise = find(number, _variant if variant is None else variant)
    if exercise is None:
        return Result(str(number) if isinstance(number, (str, int, float)) else "check", NOT_YET, 0, 0, unknown(number))
    return with_progress(result_of(exercise, answer, seed))


_passed: set[str] = set()  # the numbers of the exercises whose last check said yes


def with_progress(result: Result) -> Result:
    """The same result, which also knows how many exercises of its notebook are done."""
    (_passed.add if result.passed else _passed.discard)(result.number)
    lesson = result.number.split(".")[0]
    numbers = [number for number in registry() if number.split(".")[0] == lesson]
    done = len(_passed.intersection(numbers))
    return replace(result, progress=f"{done} of {len(numbers)} done" if done else "")


def result_of(exercise: Exercise, answer: object, seed: str | int | None) -> Result:
    """What comes of an answer to an exercise."""
    if answer is MISSING:
        complaint = (
            f'Tell the check what to look at, too: check("{exercise.number}", ...) with the name of your answer.'
        )
        return result(exercise, NOT_YET, complaint)
    if answer is None and callable(exercise.reference):
        complaint = (
            "The check got None: what a call gives back, perhaps. Pass the function's name alone, without brackets."
        )
        return result(exercise, NOT_YET, complaint)
    if blank := blanks(answer):
        return still_blank_in(exercise, answer, blank)
    if not_its_kind := exercise.takes(answer):
        return result(exercise, NOT_YET, not_its_kind)
    with fresh.other_numbers(seed):
        return judge(exercise, copy.deepcopy(answer) if isinstance(answer, (dict, list, tuple)) else answer)


def unknown(number: object) -> str:
    """What to say about a number that no exercise has: the nearest ones."""
    if number is MISSING:
        return 'Say which exercise, by its number: hint("3.1"), for example.'
    if callable(number):
        return "The number of the exercise comes first, in quotation marks, and then the name of your answer."
    every = list(registry())
    near = difflib.get_close_matches(str(number), every, n=1, cutoff=0.0)
    return f"There is no exercise {number!r}. The nearest is {near[0]!r}; give the number in quotation marks."


_given: dict[str, int] = {}  # how many hints of each exercise have been shown


def hint(number: str | float = MISSING) -> Text:
    """The next hint for an exercise: each call tells a little more."""
    exercise = find(number, _variant)
    if exercise is None:
        return Text(unknown(number))
    count = min(_given.get(exercise.number, 0) + 1, len(exercise.hints))
    _given[exercise.number] = count
    rest = len(exercise.hints) - count
    more = f'hint("{exercise.number}") again tells more' if rest else f'then there is solution("{exercise.number}")'
    return Text(f"Hint {count} of {len(exercise.hints)}: {exercise.hints[count - 1]}\n({more})")


def solution(number: str | float = MISSING) -> Text:
    """The solution of an exercise, with its reasoning."""
    exercise = find(number, _variant)
    if exercise is None:
        return Text(unknown(number))
    code = stubs.shown(exercise.cell)
    if variant := variant_of(exercise.number, _variant):
        code = stubs.renumbered(code, variant.texts)
    more = (
        f"\n\nOne more question: {exercise.follow_up}\n{exercise.follow_up_answer}" if exercise.follow_up_answer else ""
    )
    text = Text(f"{code}\n\n{exercise.reasoning}{more}")
    text.code = code
    return text
