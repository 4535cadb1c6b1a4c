"""How 1.4 is tried: with a large h on machines straight in each knob, where looking ahead and both ways agree; with the
answer's own h on others."""

import math

from classroom.checks.fresh import fresh, text
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe

takes = a_function("function", "a", "b")


ONE_LIST = "this function takes its numbers one by one, and was given a list"
NOT_ALL = "this function takes {} numbers, and was given {}"
SAYS_SO = {  # how an error begins: what is seen of it; the first that fits
    ONE_LIST: "handed over as one list",
    NOT_ALL.partition("{}")[0]: "too few or too many of them are handed over",
    "'tuple' object does not support item assignment": "an error: a tuple cannot be changed",
}


def only_numbers(count, function):
    """A function of so many separate numbers that says so when it is given something else."""

    def machine(*knobs):
        if any(isinstance(knob, (list, tuple)) for knob in knobs):
            raise TypeError(ONE_LIST)
        if len(knobs) != count:
            raise TypeError(NOT_ALL.format(count, len(knobs)))
        return function(*knobs)

    return machine


def probe(answer):
    def run(function, *inputs, **size):
        try:
            slopes = answer(function, *inputs, **size)
        except TypeError as error:
            for beginning, seen in SAYS_SO.items():
                if str(error).startswith(beginning):
                    return {"the knobs": seen}
            raise
        if hasattr(slopes, "tolist"):
            slopes = slopes.tolist()
        if slopes is None:
            return {"how many slopes": None}
        if not isinstance(slopes, (list, tuple)):
            return {"the slopes": slopes}
        found = {f"slope {i}": "a text" if isinstance(slope, str) else slope for i, slope in enumerate(slopes, 1)}
        return {"how many slopes": len(slopes)} | found

    a, b, c = fresh(1.3, -0.7, 4.2)
    plain = only_numbers(3, lambda a, b, c: a + 3 * b - 5 * c)
    yield from observe(f"a + 3*b − 5*c at {text(a)}, {text(b)}, {text(c)}", run, plain, a, b, c)
    a, b, c, f, h = fresh(1.4, -2.6, 4.3, 3.5, 0.5)
    machine = only_numbers(4, lambda a, b, c, f: (a * b + c) * f)
    at = f"(a*b + c) * f at a = {text(a)}, b = {text(b)}, c = {text(c)}, f = {text(f)}"
    turned = set()

    def watched(*knobs):
        turned.update(abs(knob - before) for knob, before in zip(knobs, (a, b, c, f)))
        return machine(*knobs)

    def run_with_h():
        found = run(watched, a, b, c, f, h=h)
        uses_h = any(math.isclose(turn, size) for turn in turned for size in (h, h / 2))
        return found | {"how far the knobs are turned": "by h" if uses_h else "not by the h that comes in"}

    # First, for there even a small leftover of an earlier turn is plain to see.
    yield from observe(f"{at}, with h = {text(h)}", run_with_h)
    yield from observe(at, run, machine, a, b, c, f)
    flat = only_numbers(2, lambda a, b: 0.00123 * a - 0.00045 * b)
    yield from observe(f"0.00123*a − 0.00045*b at {text(a)}, {text(b)}", run, flat, a, b)
    a, b = fresh(0.6, -1.7)
    wavy = only_numbers(2, lambda a, b: a * b + math.sin(a))
    yield from observe(f"a*b + sin(a) at {text(a)}, {text(b)}", run, wavy, a, b, rtol=1e-3)
    knobs = fresh(1.6, 1.6, 0.0, -2.1, 0.8)  # two that are equal, and a 0
    five = only_numbers(5, lambda a, b, c, d, e: a * a * b + c * d * e)
    yield from observe(f"a*a*b + c*d*e at {', '.join(map(text, knobs))}", run, five, *knobs, rtol=1e-3)
    a, b = fresh(0.6, -1.7)  # where an answer has been before
    product = only_numbers(2, lambda a, b: a * b * b)
    yield from observe(f"a*b*b at {text(a)}, {text(b)}", run, product, a, b, rtol=1e-3)
