"""7.1: the steps in a valley, and the rate at which they lead out of it. The answer is three numbers found on paper."""

from classroom.checks import kinds
from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Variant
from classroom.checks.fresh import text
from classroom.checks.on_paper import drawn, pairs, slips_on, walk

AT_A_PLACE = """
the slope added | start + rate * slope
    the slope was added. Which way is downhill?
without the rate | start - slope
    the whole slope was taken away. What is it multiplied by first?
without the 2 | start - rate * slope / 2
    the slope is half of what it should be. What is the slope of a square?
the slope itself | slope
    this is the slope. Where does the step lead from here?
the step itself | -rate * slope
    this is the step. Where does it lead?
without the place | start - rate * slope / start
    the slope does not depend on the place here. What is the slope of a square?
the slope of the other | start - rate * other * start
    this is made with the factor of the other direction. Which of the two belongs to this one?
the loss for the slope | start - rate * slope * start / 2
    the loss was taken for its slope. What is the slope of a square?
it stays | start
    nothing moved. Is the slope 0 there?
"""
AT_THE_LIMIT = """
just below it | 1.996 / steep
    the places are right, and so is the idea: this is just below the limit. Which number is it without rounding?
a little below it | 1.96 / steep
    the places are right, and so is the idea: this is a little below the limit. Which number is it without rounding?
without the 2 | 4 / steep
    the places are right. The slope is twice the factor on the card, times the place. Is the 2 in yours?
the bottom in one step | 1 / steep
    the places are right. This rate leads to the bottom in one step, and it may be larger still. How far beyond the bottom is not too far?
of the flat direction | 2 / flat
    the places are right. This is the limit of the flat direction alone. What happens in the steep one at this rate?
the bottom of the flat one | 1 / flat
    the places are right. This rate leads to the bottom of the flat direction in one step. What happens in the steep one?
of both together | 2 / (steep + flat)
    the places are right. Both directions were added up. Each goes its own way: which one is the first to grow?
the mean of both limits | (2 / steep + 2 / flat) / 2
    the places are right. This lies between the limits of the two directions. When does the loss grow: if one of them does, or both?
upside down | steep / 2
    the places are right. The fraction is upside down: may the rate of a steeper valley be larger?
the slope | steep
    the places are right. That is how steep the slope grows. By which rate is it multiplied if the place must not grow?
half of it | 0.5 / steep
    the places are right. This rate is safe, and more is possible. By what is the steep place multiplied in each step?
"""


def valley(flat=3.0, steep=20.0, x=3.0, y=-4.0, rate=0.04):
    """The exercise for the loss flat * x**2 + steep * y**2, from x and y, with a step of this rate."""
    slopes = {"x": 2 * flat * x, "y": 2 * steep * y}
    starts, others = {"x": x, "y": y}, {"x": 2 * steep, "y": 2 * flat}
    right = {name: starts[name] - rate * slopes[name] for name in starts} | {"limit": 1 / steep}
    slips = {
        name: numbers_of(
            AT_A_PLACE, {"start": starts[name], "slope": slopes[name], "other": others[name], "rate": rate}
        )
        for name in starts
    }
    slips["limit"] = numbers_of(AT_THE_LIMIT, {"steep": 2 * steep, "flat": 2 * flat})

    def step(name, given):
        return right[name], slips[name]

    return Exercise(
        number="7.1",
        title="How fast down the valley?",
        points=3,
        takes=kinds.numbers(*right),
        probe=walk("your three numbers", tuple(right), "{}", step),
        reference=right,
        cell=CELL,
        accepted=(
            {name: round(number, 5) for name, number in right.items()},
            {name: number * (1 + 1e-5) for name, number in right.items()},
        ),
        mistakes=(*slips_on(tuple(right), step, right),),
        parts=((1, ": x$"), (1, ": y$")),
        otherwise="Write down the slope in each direction, as a formula, before you put in a number.",
        hints=(
            "The slope of x² is 2x. What is the slope of the loss in x, and what in y? Neither knows of the other.",
            (
                "A step makes each place the old one minus rate times slope. Put the slope's formula in: the place is multiplied by "
                "1 minus something."
            ),
            "A place that is multiplied by a number between −1 and 1 gets nearer to 0. At which rate is the steep one multiplied by −1?",
        ),
        shown="You have shown that the steepest direction sets the limit for all of them.",
        follow_up="at which rate does the steep direction reach the bottom in one step?",
        follow_up_answer="At half the limit: then the place is multiplied by 0.",
        reasoning=f"The slopes are {text(2 * flat)}x and {text(2 * steep)}y. A step multiplies y by 1 − {text(2 * steep)} · rate. "
        f"That is −1 at a rate of {text(right['limit'])}, and beyond it y swings further out each time. In x the limit is "
        f"{text(round(1 / flat, 4))}, so y decides.",
        secrets=(f" {text(right['limit'])}",),
        vary=valley_of_ones_own,
    )


def valley_of_ones_own(rng):
    numbers, exercise = drawn(rng, draw_valley, valley, EXERCISE)
    flat, steep, x, y, rate = numbers
    olds = "3 * x**2", "20 * y**2", "x = 3", "y = -4", "x, y = 3.0, -4.0", "0.04 * 6", "0.04 * 40", "0.04", "1 / 20"
    news = f"{flat:g} * x**2", f"{steep:g} * y**2", f"x = {x:g}", f"y = {y:g}", f"x, y = {x}, {y}"
    news += f"{rate:g} * {2 * flat:g}", f"{rate:g} * {2 * steep:g}", f"{rate:g}", f"1 / {steep:g}"
    return Variant(pairs(*zip(olds, news)), exercise)


def draw_valley(rng):
    """Whole numbers for the valley and the place, and a rate below the limit."""
    flat, steep = float(rng.randint(2, 5)), float(rng.choice((16, 20, 25, 40, 50)))
    rate = round(rng.choice((0.6, 0.7, 0.8, 0.9)) / steep, 4)
    return flat, steep, float(rng.randint(3, 6)), float(-rng.randint(3, 6)), rate


CELL = """\
valley = {"x": ..., "y": ..., "limit": ...}
### BEGIN SOLUTION
x, y = 3.0, -4.0
valley = {"x": x - 0.04 * 6 * x, "y": y - 0.04 * 40 * y, "limit": 1 / 20}
### END SOLUTION"""
EXERCISE = valley()
