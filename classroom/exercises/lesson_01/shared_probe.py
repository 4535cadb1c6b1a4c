"""How the slopes of 1.1 and 1.2 are tried, with nudges so large that different formulas give different numbers."""

import math

from classroom.checks.fresh import fresh, text
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe

takes_a_slope = a_function("function", "x", "h")


def cube(x):
    return x * x * x


def curve(x):
    return 3 * x**2 - 4 * x + 5


def probe_of_a_slope(answer):
    def run(function, *inputs):
        return {"the slope": answer(function, *inputs)}

    for name, function, x, h in (
        ("x * x * x", cube, 1.3, 0.1),
        ("x * x * x", cube, -0.7, 0.25),
        ("3x² − 4x + 5", curve, 1.7, 0.5),
    ):
        x, h = fresh(x, h)
        yield from observe(f"the slope of {name} at x = {text(x)}, with h = {text(h)}", run, function, x, h, rtol=1e-5)
    x = fresh(0.6)
    yield from observe(f"the slope of sin(x) at x = {text(x)}, with your own h", run, math.sin, x, rtol=1e-5)
