"""1.3: a nudge for large numbers. The answer is a number: nothing is run."""

import math

from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.fresh import text
from classroom.checks.kinds import a_number
from classroom.checks.observing import observe
from classroom.checks.on_paper import drawn, pairs
from classroom.instruments import nudge

CELL = """
h = ...
### BEGIN SOLUTION
h = 0.2
### END SOLUTION
"""

# Sizes are measured by `about`, the size of x on the card.
MISTAKES = """
too small | 1e-5
    cube(x + h) and cube(x − h) agree in too many of their 16 digits, and the subtraction leaves noise. The lesson found 1e-5
    at x = 3. How does x = {about:,.0f} differ?
nothing moves | 1e-15
    x + h and x − h are both x to the computer: its 16 digits have no room for the nudge. So the slope comes out as 0.
too large | 6e-4 * about
    the nudge is so large that the slope changes within it. In the lesson's picture you are on the left, where the error still falls.
larger than x | 3 * about
    this h is larger than x itself, so it is no nudge at all. If you meant a small number: its exponent has a minus.
negative | -right
    this h has a minus in front. The nudge goes both ways anyway: give a size above 0. (In a small number the minus is in the exponent.)
zero | 0.0
    a nudge of nothing: the result does not move, and `error` divides by 0.
not a number | math.nan
    your number is nan, "not a number". It comes from a computation that has no result, such as infinity minus infinity.
"""


def error(h, places):
    """How wrong the slope of x * x * x is, as a fraction of it: the worst of these places."""
    return max(abs(nudge(lambda x: x * x * x, x, h=h)[0] / (3 * x * x) - 1) for x in places)


def verdict(h, places):
    if math.isnan(h):
        return "not measured, for h is nan"
    if h == 0:
        return "not measured, for `error` divides by h"
    if h < 0:
        return "not measured, for h is below 0"
    if h > min(places):
        return "too large: the nudge is larger than x"
    if error(h, places) < 1e-9:
        return "small enough"
    if all(x + h == x for x in places):
        return "as large as the slope"
    best = 3e-6 * places[2]
    return "too large, and a smaller nudge does better" if h > best else "too large, and a larger nudge does better"


def one_digit(number):
    return float(f"{number:.1g}")


def in_short(number):
    return f"{one_digit(number):,.10g}"


def nudge_size(first=30_000.7, apart=1_234.5):
    """The exercise for five places: the first, and how far they are apart."""
    places = [first + apart * i for i in range(5)]
    about = float(f"{places[2]:.2g}")
    right = one_digit(6.25e-6 * about)
    slips = numbers_of(MISTAKES, {"about": about, "right": right, "math": math})

    def probe(h):
        at = f"your h, at five places around {about:,.0f}"
        yield from observe(at, lambda: {"the error": verdict(h, places)}, says="")

    return Exercise(
        number="1.3",
        title="A nudge for large numbers",
        points=2,
        takes=a_number(),
        probe=probe,
        reference=right,
        cell=CELL,
        accepted=(3.2e-7 * about, one_digit(3e-5 * about), 1e-5 * about, 2e-6 * about),
        mistakes=tuple(Mistake(name, *told) for name, told in slips.items()),
        hints=(
            "Call `error` with a large nudge, then with a tenth of it, and so on. Where does it fall, and where does it rise again?",
            f"The lesson's best nudge was 1e-5 at x = 3: a few millionths of x. What is that of {about:,.0f}?",
            f"A few millionths of {about:,.0f} is near {in_short(3e-6 * about)}. Every h within a factor of ten of that is fine.",
        ),
        otherwise="Call `error` with your h, with ten times as much and with a tenth of it. Which way does it fall?",
        shown="You have shown that how small a nudge should be depends on how large x is.",
        follow_up="which h would you try at x = 0.0003?",
        follow_up_answer="About 1e-9, a few millionths of x again. There, 1e-5 would be a thirtieth of x, and the slope off by 4e-4 of itself.",
        reasoning=f"A float keeps about 16 digits whatever its size, so at {about:,.0f} its last digit is "
        f"{in_short(about / 3)} times coarser than at 3, and the noise with it. The bending matters less there. Both "
        f"move the best h up, in step with x; from {in_short(3e-7 * about)} to {in_short(3e-5 * about)} all is well.",
        vary=nudge_size_of_ones_own,
        equivalent=(("h = 1.2", "near enough: the error is 5e-10"),),
    )


def nudge_size_of_ones_own(rng):
    (first, apart), exercise = drawn(rng, draw_places, nudge_size, EXERCISE)
    about = float(f"{first + 2 * apart:.2g}")
    olds = "30_000.7", "1_234.5", "32,000", "0.2"
    news = f"{first:_}", f"{apart:_}", f"{about:,.0f}", text(exercise.reference)
    return Variant(pairs(*zip(olds, news)), exercise)


def draw_places(rng):
    first = rng.randrange(20_000_000, 90_000_000, 10_000) + 0.7
    return first, rng.randrange(100_000, 1_000_000, 100) + 0.5


EXERCISE = nudge_size()
