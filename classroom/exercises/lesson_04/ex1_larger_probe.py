"""How 4.1 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe, own_class
from classroom.exercises.engines_probe import Small, outcome, signed

takes = a_function("self", "k")


def probe(power):
    kind = own_class(power, Small, "Small")

    def run(x, k):
        a = kind(x)
        return outcome(power(a, k), a=a)

    def run_reused(x):
        a = kind(x)
        return outcome(power(a, 3) * a, a=a)

    p, q, r, s, t, again, root = fresh(1.7, -0.6, 1.4, 2.3, -1.5, 1.3, 0.5)
    for x, k in ((p, 3), (q, 4), (r, -1), (s, root), (t, -2)):
        yield from observe(f"y = a**{signed(k)} at a = {signed(x)}", run, x, k)
    small = fresh(0.004)  # near 0 a nudge is no slope any more
    yield from observe(f"y = a**−1 at a = {small}", run, small, -1)
    yield from observe(f"y = a**3 * a at a = {again}", run_reused, again)
    yield from observe("y = a**3 at a = 0", run, 0.0, 3)
    yield from observe("y = a**1 at a = 0", run, 0.0, 1)
