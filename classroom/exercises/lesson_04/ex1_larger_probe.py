"""How 4.1 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe, own_class
from classroom.exercises.engines_probe import Small, outcome, signed

takes = a_function("self", "other")


def probe(larger):
    kind = own_class(larger, Small, "Small")

    def run(f, *inputs):
        leaves = dict(zip("abc", map(kind, inputs)))
        return outcome(f(*leaves.values()), **leaves)

    def tried(text, f, *inputs, note=""):
        at = ", ".join(f"{name} = {signed(x)}" for name, x in zip("abc", inputs))
        return observe(f"y = {text} at {at}{note}", run, f, *inputs, says="it should be")

    p, q, r, s, t, factor, number = fresh(1.7, 3.4, -0.6, -2.3, 0.004, -0.3, 2.1)
    for a, b in ((p, q), (q, p), (r, s), (s, r), (p, s), (r, 0.0), (0.0, t)):
        yield from tried("larger(a, b)", larger, a, b)
    yield from tried("larger(a, b)", larger, p, p, note=", a tie")
    yield from tried("larger(a, b)", larger, r, r, note=", a tie")
    yield from tried("larger(a, b)", larger, p, p + 2e-6)
    yield from tried("larger(a, a)", lambda a: larger(a, a), p)
    yield from tried(f"larger(a, {number})", lambda a: larger(a, number), p)
    yield from tried(f"larger(a, b) * {signed(factor)}", lambda a, b: larger(a, b) * factor, p, q)
    yield from tried("larger(a, b) * a", lambda a, b: larger(a, b) * a, q, p)
    yield from tried("larger(larger(a, b), c)", lambda a, b, c: larger(larger(a, b), c), q, r, p)
