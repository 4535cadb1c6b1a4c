"""Answers that are numbers found on paper: what a wrong one looks like, and other numbers for a student of their own."""

import math

from classroom import diagnosis


def near(value, other, tolerance=1e-3):
    return math.isclose(value, other, rel_tol=tolerance, abs_tol=1e-9)


def looks_like(value, right, named, tolerance=1e-3):
    """ "right", the name of the first of `named` ({name: number}) that the value is near, or what it is in general."""
    if near(value, right, tolerance):
        return "right"
    for name, other in named.items():
        if near(value, other, tolerance):
            return name
    return "nearly right" if near(value, right, 2e-2) else "a number from elsewhere"


def text(number):
    """A number as it stands on a card, with a real minus."""
    return f"{number:.10g}".replace("-", "−")


def pairs(*olds_and_news):
    """The texts of a Variant: each pair as it stands in code and, where it has a minus, as it stands on the card."""
    found = dict(olds_and_news)
    return tuple((found | {old.replace("-", "−"): new.replace("-", "−") for old, new in found.items()}).items())


def names_its_mistakes(exercise):
    """Whether each known mistake is refused with its own name, as with numbers where no two of them coincide."""
    right = diagnosis.of_reference(exercise)
    for mistake in exercise.mistakes:
        seen = diagnosis.of_mistakes(exercise)[mistake.name]
        wrong = diagnosis.differences(seen, right)
        if not wrong or diagnosis.recognise(exercise, seen, wrong) is not mistake:
            return False
    return True


def drawn(random, draw, make, class_exercise):
    """The first numbers from draw(random) that make a good exercise of make(*numbers); and the exercise."""
    while True:
        numbers = draw(random)
        exercise = make(*numbers)
        if is_good(exercise, class_exercise):
            return numbers, exercise


def is_good(exercise, class_exercise):
    """Whether all its mistakes are told apart, its right answers are accepted, and the answer of the class is not."""
    return (
        names_its_mistakes(exercise)
        and all(passes(exercise, answer) for answer in exercise.accepted)
        and not passes(exercise, class_exercise.reference)
    )


def passes(exercise, answer):
    return not diagnosis.differences(diagnosis.observations(exercise, answer), diagnosis.of_reference(exercise))
