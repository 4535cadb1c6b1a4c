"""How 3.1 is tried: fresh numbers, an arriving gradient that is not 1, negative, or small, and one node in both places."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe, own_class
from classroom.checks.raised import Raised
from classroom.exercises.engines_probe import Value, codes_of, signed

takes = a_function("self", "other")


def probe(operation):
    kind = own_class(operation, Value)
    a_, b_, arrives, earlier_a, earlier_b = fresh(1.3, -0.7, 3.7, 0.4, 1.2)
    both = f"y = a + b at a = {a_}, b = {signed(b_)}"

    def changed(y, arrived, **inputs):
        """What a rule has no business to change, by name."""
        before = {"y.grad": (y.grad, arrived)} | {f"{name}.data": (v.data, x) for name, (v, x) in inputs.items()}
        return ", ".join(name for name, (now, then) in before.items() if now != then) or "nothing"

    def run(earlier=(0.0, 0.0), a_=a_, b_=b_, arrives=arrives):
        a, b, ran = kind(a_), kind(b_), []
        a.grad, b.grad = earlier
        a._backward, b._backward = lambda: ran.append("a's"), lambda: ran.append("b's")
        y = operation(a, b)
        y.grad = arrives
        if failed := running_the_rule(y, operation):
            return failed
        others = changed(y, arrives, a=(a, a_), b=(b, b_))
        found = {"y.data": y.data, "what else the rule has changed": others, "a.grad": a.grad, "b.grad": b.grad}
        return found | {"other rules that it has run": ", ".join(sorted(ran)) or "none"}

    def run_twice_used():
        a = kind(a_)
        y = operation(a, a)
        y.grad = arrives
        if failed := running_the_rule(y, operation):
            return failed
        return {"y.data": y.data, "a.grad": a.grad}

    def run_before():
        a, b = kind(a_), kind(b_)
        operation(a, b).grad = arrives
        return {"a.grad": a.grad}

    def inputs_of_two():
        """Two sums of equal numbers are two sums."""
        a, b, c, d = kind(a_), kind(b_), kind(a_), kind(b_)
        names = {id(a): "a", id(b): "b", id(c): "c", id(d): "d"}
        y, z = operation(a, b), operation(c, d)
        made_of = [", ".join(sorted(names.get(id(x), "another") for x in each._prev)) or "nothing" for each in (y, z)]
        return {"what y was made from": made_of[0], "what z was made from": made_of[1]}

    yield from observe(f"{both}, with {arrives} arriving at y", run)
    yield from observe(f"y = a + a at a = {a_}, with {arrives} arriving at y", run_twice_used)
    yield from observe(
        f"{both}, with {arrives} arriving at y; another use had already brought {earlier_a} to a and {earlier_b} to b",
        lambda: run((earlier_a, earlier_b)),
        says="it should be",
    )
    at_zero = f"y = a + b at a = 0, b = {signed(b_)}, with {arrives} arriving at y"
    yield from observe(at_zero, lambda: run(a_=0.0))
    small, tiny, negative, less = fresh(0.0137, 0.0211, -2.3, 0.00017)
    for x, z, other in ((a_, b_, negative), (small, tiny, less), (a_, a_, negative)):
        at = f"y = a + b at a = {x}, b = {signed(z)}, with {signed(other)} arriving at y"
        yield from observe(at, lambda x=x, z=z, other=other: run(a_=x, b_=z, arrives=other))
    yield from observe(f"{both}, before the rule of y has run", run_before, says="so far it should be")
    yield from observe(f"{both}, and z = c + d of the same two numbers", inputs_of_two)


def running_the_rule(y, operation):
    """Run y's rule: {}, or {what it did: the error} where it calls the operation itself, with a number for a node."""
    try:
        y._backward()
    except AttributeError as error:
        if codes_of(error)[-1] is not getattr(operation, "__code__", None):
            raise
        return {"the operation, called by the rule": Raised(error)}
    return {}
