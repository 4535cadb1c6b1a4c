"""The numbers that an answer is tried on: the same every time in class, others near them in grading."""

import random
from contextlib import contextmanager

_seed = None


@contextmanager
def other_numbers(seed):
    """Within, fresh() gives other numbers, the same ones for the same seed; None stands for those of the class."""
    global _seed
    before, _seed = _seed, seed
    try:
        yield
    finally:
        _seed = before


def seed():
    """What the numbers in force come from: a seed, or None in class."""
    return _seed


def fresh(*numbers):
    """The numbers to use in place of these, a tuple, or one number for one.

    In class they are these very numbers. In grading each moves by up to a tenth, to three digits; its sign stays, and the
    same number always moves to the same place, so that texts and references agree.
    """
    moved = tuple(map(move, numbers))
    return moved[0] if len(moved) == 1 else moved


def text(number):
    """A number as it stands on a card, with a real minus."""
    return f"{number:.10g}".replace("-", "−")


def move(number):
    if _seed is None:
        return number
    return float(f"{number * (1 + random.Random(f'{_seed} {number!r}').uniform(-0.1, 0.1)):.3g}")
