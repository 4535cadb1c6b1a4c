"""How 2.6 is tried."""

import re

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe

takes = a_function("x1", "x2", "w1", "w2", "b", "size")


def probe(learn):
    names = ("x1", "x2", "w1", "w2", "b")

    def run(*arguments):
        try:
            found = learn(*arguments)
        except TypeError as error:
            if re.match(r"output\(\) missing \d", str(error)):
                return {"what comes back": "an error: `output` was run with fewer than five numbers"}
            raise
        if isinstance(found, (dict, str)) or not hasattr(found, "__len__"):
            return {"what comes back": "None" if found is None else f"one {type(found).__name__}"}
        if any(hasattr(value, "__len__") for value in found):
            return {"what comes back": "a list with another list in it"}
        if len(found) != len(names):
            return {"what comes back": f"{len(found)} numbers"}
        return {"what comes back": "5 numbers"} | dict(zip(names, found))

    for values in (
        fresh(1.5, -0.7, 0.8, 0.6, 0.3, 0.3),
        fresh(0.03, 1.3, -0.6, 0.4, -0.9, 0.05),
        fresh(-1.2, -1.2, 0.6, 0.6, 0.6, 1.7),  # equal numbers, large steps
        fresh(0.0, 1.4, 0.9, 0.0, -0.5, 0.4),  # a slope of 0, and a weight of 0
        fresh(5.0, 4.0, 4.0, 3.0, 1.0, 0.6),  # saturated
        fresh(1.5, -0.7, 0.8, 0.6, 0.3, 0.9),  # the first again, with another size
    ):
        told = ", ".join(f"{value:.10g}" for value in values)
        yield from observe(f"learn({told})".replace("-", "−"), run, *values)
