"""How 1.1 is tried."""

import math

from classroom.checks.fresh import fresh, text
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe

takes = a_function("box")
NAMES = ("p", "q", "r", "s")
TINY = 2e-6  # where no knob is turned further than this, r is not found to four digits, however it is done


def formula(p, q, r, s):
    return f"{text(p)}*a + {text(q)}*b + {text(r)}*a*b + {text(s)}".replace("+ −", "− ")


def near(found, number):
    return isinstance(found, float) and math.isclose(found, number, rel_tol=0.05, abs_tol=0.05)


def probe(open_box):
    def run(p, q, r, s):
        turns = []

        def box(a, b):
            result = p * a + q * b + r * a * b + s
            turns.extend((abs(a), abs(b)))
            return result

        box.__qualname__ = "box"  # as an error about it says
        found = open_box(box)
        if hasattr(found, "tolist"):
            found = found.tolist()
        if found is None or found is ...:
            return {"what comes back": found}
        if not isinstance(found, (list, tuple)):
            return {"what comes back": "one number" if isinstance(found, (int, float)) else f"a {type(found).__name__}"}
        if len(found) != len(NAMES):
            return {"what comes back": f"{len(found)} numbers"}
        if all(isinstance(number, str) for number in found):
            return {"what comes back": "4 texts"}
        if 0 < max(turns, default=0) < TINY and all(map(near, (found[0], found[1], found[3]), (p, q, s))):
            found = p, q, "lost in noise", s  # whatever the noise is today
        return {"what comes back": "4 numbers"} | dict(zip(NAMES, found))

    boxes = [
        fresh(3.1, -1.7, 0.6, 4.2),
        fresh(-0.4, 2.3, -1.9, -5.6),
        fresh(0.0, 1.3, 2.7, 0.0),
        fresh(1.4, 1.4, 1.4, 1.4),
        fresh(0.004, -0.03, 1700.0, 38.0),
        fresh(3.1, -1.7, 0.7, 4.2),  # the first again, but for one number: an answer may remember
    ]
    for numbers in boxes:
        yield from observe(f"the box {formula(*numbers)}", run, *numbers, rtol=1e-4)
