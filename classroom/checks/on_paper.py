"""Answers that are numbers found on paper: what a wrong one looks like, and other numbers for a student of their own."""

import math

from classroom.checks import comparing
from classroom.checks.exercise import Mistake
from classroom.checks.observing import observe


def near(value, other, tolerance=1e-3):
    return math.isclose(value, other, rel_tol=tolerance, abs_tol=1e-9)


ELSEWHERE = "a number from elsewhere"


def looks_like(value, right, slips, tolerance):
    """ "right", the name of the first of the slips that the value is near, or what it is in general."""
    if near(value, right, tolerance):
        return "right"
    for name, (number, _) in slips.items():
        if near(value, number, tolerance):
            return name
    return "nearly right" if near(value, right, 2e-2) else ELSEWHERE


def walk(tried, names, node, step, tolerance=1e-3):
    """A probe that goes the student's way from the result to the left, and ends at the first number that is wrong.

    step(name, given): the right number for a name, and its slips {what it looks like: (number, message)}, where `given` are
    the student's own numbers so far. Each has the slips "nearly right" and ELSEWHERE. node: a form such as "{}.grad".
    """

    def probe(answer):
        for name in names:
            right, slips = step(name, answer)
            found = looks_like(answer[name], right, slips, tolerance)
            yield from observe(tried, dict, {node.format(name): found}, says="")
            if found != "right":
                return

    return probe


def slips_on(names, step, right):
    """The known mistakes of a walk: each slip at each of its names, in an answer that is right otherwise."""
    for name in names:
        for what, (number, message) in step(name, right)[1].items():
            yield Mistake(f"{name}: {what}", right | {name: number}, message)


def pairs(*olds_and_news):
    """The texts of a Variant: each pair as it stands in code and, where it has a minus, as it stands on the card."""
    found = dict(olds_and_news)
    return tuple((found | {old.replace("-", "−"): new.replace("-", "−") for old, new in found.items()}).items())


def names_its_mistakes(exercise):
    """Whether each known mistake is refused with its own name, as with numbers where no two of them coincide."""
    right = comparing.of_reference(exercise)
    for mistake in exercise.mistakes:
        seen = comparing.of_mistakes(exercise)[mistake.name]
        wrong = comparing.differences(seen, right)
        if not wrong or comparing.recognise(exercise, seen, wrong) is not mistake:
            return False
    return True


def drawn(rng, draw, make, class_exercise):
    """The first numbers from draw(rng) that make a good exercise of make(*numbers); and the exercise."""
    for _ in range(1000):
        numbers = draw(rng)
        exercise = make(*numbers)
        if is_good(exercise, class_exercise):
            return numbers, exercise
    raise ValueError(f"{class_exercise.number}: a thousand draws gave no numbers that make a good exercise")


def is_good(exercise, class_exercise):
    """Whether all its mistakes are told apart, its right answers are accepted, and the answer of the class is not."""
    return (
        names_its_mistakes(exercise)
        and all(passes(exercise, answer) for answer in exercise.accepted)
        and not passes(exercise, class_exercise.reference)
    )


def passes(exercise, answer):
    return not comparing.differences(comparing.observations(exercise, answer), comparing.of_reference(exercise))
