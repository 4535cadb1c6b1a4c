"""How 4.6 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import calling, outcome, signed, topological
from micrograd_core import Value

takes = a_function("n")


def finished(y):
    """Which squashing functions a Value was made with, as nodes."""
    return ", ".join(sorted({node._op for node in topological(y)} & {"tanh", "sigmoid", "relu"})) or "none"


def probe(tanh):
    def run(x, after):
        n = Value(x)
        o, other = calling(tanh, n)
        if other:
            return other
        if not isinstance(o, Value):
            return {"the result": o if o is None else f"a {type(o).__name__}"}
        return {"finished functions in it": finished(o)} | outcome(after(o, n), n=n)

    p, q, r, far, factor = fresh(0.7, -1.3, 0.35, 4.2, 3.7)
    for x in (p, q, r, far):
        yield from observe(f"y = tanh(n) at n = {signed(x)}", run, x, lambda o, n: o)
    yield from observe(f"y = {factor} * tanh(n) + n at n = {p}", run, p, lambda o, n: o * factor + n)
