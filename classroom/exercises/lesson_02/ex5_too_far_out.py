"""2.5: how far out is too far."""

import math

from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.kinds import a_number
from classroom.checks.observing import observe
from classroom.checks.on_paper import drawn

MISTAKES = """
too near | right - 2
    tanh still climbs more than that there. Print the slope at the next few whole numbers.
1 - o | right - 1
    there, 1 − o is below {limit}. That is how far the output is from 1. The slope has a square in it.
not the first | right + 5
    the slope is small enough there, but also at the whole number before. Where does that begin?
not whole | right - 0.5
    a whole number is asked for: the first one that is far enough out.
other side | -right
    tanh is flat on the left as well, but the question begins at 0 and goes to the right.
"""


def first_flat(limit):
    """The first whole number at which the slope of tanh is below the limit."""
    return next(n for n in range(99) if 1 / math.cosh(n) ** 2 < limit)


def too_far_out(wording):
    """The exercise for a limit, as it stands on the card, such as "1e-9"."""
    limit = float(wording)
    right = first_flat(limit)
    slips = numbers_of(MISTAKES, {"right": right, "limit": wording})

    def look(n):
        if not n.is_integer():
            return {"your n": "not a whole number"}
        if n < 0:
            return {"your n": "below 0"}
        if 1 - math.tanh(n) ** 2 >= limit:
            but = ", but 1 − o is" if 1 - math.tanh(n) < limit else ""
            return {"the slope at your n": f"not below {wording}{but}"}
        earlier = ", and one step earlier, too" if 1 - math.tanh(n - 1) ** 2 < limit else ""
        return {"the slope at your n": f"below {wording}{earlier}"}

    def probe(n):
        yield from observe("your number", look, float(n), says="")

    return Exercise(
        number="2.5",
        title="How far out is too far?",
        points=1,
        takes=a_number(),
        probe=probe,
        reference=right,
        cell="""\
n = ...
### BEGIN SOLUTION
n = next(n for n in range(30) if 1 - math.tanh(n) ** 2 < 1e-9)
### END SOLUTION""",
        accepted=(float(right), next(n for n in range(30) if 1 - math.tanh(n) ** 2 < limit)),
        mistakes=tuple(Mistake(name, *slip) for name, slip in slips.items()),
        hints=(
            "Section 4 has a loop that prints the slope at five places. Which places would you look at?",
            f"Let it go through `range(30)` and print the slope with `:.1e`. Where does it fall below {wording}?",
            "Compare the exponents first: a larger number behind the minus is a smaller slope. Then come the digits.",
        ),
        otherwise="Print `1 - math.tanh(n) ** 2` for the whole numbers around yours.",
        equivalent=(
            ("n = next((n for n in range(29) if 1 - math.tanh(n) ** 2 < 1e-09))", "the search ends before 29"),
            ("n = next((n for n in range(31) if 1 - math.tanh(n) ** 2 < 1e-09))", "the search ends before 30"),
            ("n = next((n for n in range(30) if 1 - math.tanh(n) ** 2 <= 1e-09))", "no slope is exactly 1e-9"),
            ("n = next((n for n in range(30) if 1 - math.tanh(n) ** 3 < 1e-09))", "another formula, the same number"),
        ),
        shown=f"You have shown that tanh loses its slope fast: a few steps out, and less than {wording} is left.",
        follow_up="by what factor does the slope shrink when n grows by 1, far out?",
        reasoning="Far out the slope is nearly 4·exp(−2n), so every step to the right divides it by about 7.4. At n = "
        f"{right - 1} it is {1 - math.tanh(right - 1) ** 2:.1e}, at n = {right} it is {1 - math.tanh(right) ** 2:.1e}.",
        vary=limit_of_ones_own,
    )


def limit_of_ones_own(rng):
    (wording,), exercise = drawn(rng, draw_limit, too_far_out, EXERCISE)
    return Variant((("1e-9", wording),), exercise)


def draw_limit(rng):
    """A limit that 1 − o reaches one step before the slope does, and not in the table of section 4."""
    for _ in range(1000):
        wording = f"{rng.randint(2, 19) / 2:g}e-{rng.randint(6, 13)}"
        n = first_flat(float(wording))
        if n != 10 and 1 - math.tanh(n - 1) < float(wording):
            return (wording,)
    raise ValueError("2.5: no limit was drawn that 1 − o reaches one step before the slope does")


EXERCISE = too_far_out("1e-9")
