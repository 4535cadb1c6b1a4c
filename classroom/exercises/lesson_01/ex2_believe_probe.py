"""How 1.2 is tried: on claims far from the border between right and wrong, so that it does not matter how one measures."""

import math

from classroom.checks.fresh import fresh, text
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe

takes = a_function("function", "x", "claimed")
TINY = 5e-11  # with a nudge smaller than this, noise decides whether a claim of a function near 100 is believed


def cube(x):
    return x * x * x


def fourth(x):
    return x * x * x * x


def curve(x):
    return 3 * x**2 - 4 * x + 5


def line(x):
    return 5 * x - 3


def steep(x):
    return 1000 * x * x * x


def level(x):
    return (x - 1.5) ** 2


def lifted(x):
    return x * x / 8 + 100


def cases():
    """(the function's name, the function, x, what the slope is, what is added to it in the claims)."""
    x, y, far, angle, gentle = fresh(1.3, -0.7, -3.1, 1.5, 0.45)
    slope = 3 * x * x
    yield "x * x * x", cube, x, slope, (0, 5e-4, 4e-4 * slope, -4e-4 * slope, 3e-3 * slope, -3e-3 * slope, 0.2, -0.2)
    yield "x * x * x", cube, x, slope, (-2 * slope, slope, -slope / 2, cube(x) - slope, -slope)
    yield "x * x * x", cube, y, 3 * y * y, (0, 0.006, slope - 3 * y * y)
    yield "3x² − 4x + 5", curve, far, 6 * far - 4, (0, 0.002, 4e-4 * (6 * far - 4), 0.06, -0.06, 60, -3000)
    yield "(x − 1.5)²", level, 1.5, 0.0, (0, 6e-4, -6e-4, 3e-3, -3e-3, 0.5)
    yield "sin(x)", math.sin, angle, math.cos(angle), (0, 5e-4, 1.6e-3, -1.6e-3)
    yield "sin(x)", math.sin, gentle, math.cos(gentle), (0, 5e-4, 1.5e-3, -1.5e-3)
    yield "x² / 8 + 100", lifted, x, x / 4, (0, 5e-4, -5e-4, 3e-3)
    yield "5x − 3", line, y, 5.0, (0, 0.2)
    yield "sin(x)", math.sin, 0.0, 1.0, (0, 0.02, -0.1)
    yield "1000 * x * x * x", steep, x, 1000 * slope, (0, 1.0, 25.0, -40.0)
    yield "x * x * x * x", fourth, x, 4 * cube(x), (0, slope - 4 * cube(x))


def probe(believe):
    def run(function, x, claimed):
        nudges = []

        def watched(at):
            result = function(at)
            nudges.append(abs(at - x))
            return result

        watched.__qualname__ = function.__qualname__  # as an error about it says
        believed = believe(watched, x, claimed)
        # At 0 every nudge moves x, however small.
        return {"believed": "a matter of luck" if x and 0 < max(nudges, default=0) < TINY else believed}

    for name, function, x, slope, offs in cases():
        for off in offs:
            claimed = float(f"{slope + off:.7g}")
            tried = f"{name} at x = {text(x)}, with a claimed slope of {text(claimed)}"
            yield from observe(tried, run, function, x, claimed)
