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


def constants(tanh, x):
    """What tanh(n) is made of beside n itself, in order: its operations and the plain numbers among its leaves."""
    n = Value(x)
    return [
        (node._op, "" if node._prev or node is n else f"{node.data:.9g}")
        for node in topological(tanh(n))
        if node is not n
    ]


def probe(tanh):
    def run(x, after):
        n = Value(x)
        o, other = calling(tanh, n)
        if other:
            return other
        if not isinstance(o, Value):
            return {"the result": o if o is None else f"a {type(o).__name__}"}
        found = {
            "finished functions in it": finished(o),
            "n's number afterwards": "as before" if n.data == x else "changed",
        }
        moves = constants(tanh, x) != constants(tanh, x * 1.01)  # a constant that follows n was taken out of it
        turns = constants(tanh, x) != constants(tanh, -x)  # so does a form that is another on the other side of 0
        found["numbers taken out of the graph"] = "some" if moves else "n's sign" if turns else "none"
        return found | outcome(after(o, n), n=n)

    p, q, r, far, low, factor, small = fresh(0.7, -1.3, 0.35, 4.2, -4.4, -3.7, 0.0137)
    for x in (p, q, r, far, low, 0.0, small):
        yield from observe(f"y = tanh(n) at n = {signed(x)}", run, x, lambda o, n: o)
    yield from observe(f"y = {signed(factor)} * tanh(n) + n at n = {p}", run, p, lambda o, n: o * factor + n)
