"""How 3.3 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe, own_class
from classroom.exercises.engines_probe import Value, signed

takes = a_function("self")


def probe(operation):
    kind = own_class(operation, Value)

    def run(x, arrives, earlier=0.0, afterwards=None):
        n = kind(x)
        n.grad = earlier
        o = operation(n)
        o.grad = arrives
        n.data = x if afterwards is None else afterwards
        o._backward()
        return {"o.data": o.data, "n.grad": n.grad}

    x, arrives, earlier = fresh(0.6, 3.7, 0.4)
    tried = f"o = tanh(n) at n = {x}, with {arrives} arriving at o"
    for case in ((x, arrives), fresh(-1.4, 0.3)):
        yield from observe(f"o = tanh(n) at n = {signed(case[0])}, with {case[1]} arriving at o", run, *case)
    brought = f"{tried}; another use had already brought {earlier} to n"
    yield from observe(brought, run, x, arrives, earlier, says="it should be")
    replaced = f"{tried}, and n.data set to 5 before the rule runs"
    yield from observe(replaced, run, x, arrives, 0.0, 5.0, says="it should be")
