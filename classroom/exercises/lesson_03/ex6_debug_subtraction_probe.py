"""How 3.6 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe, own_class
from classroom.exercises.engines_probe import signed, taught, topological
from classroom.exercises.lesson_03.right_engine_probe import Value

takes = a_function("self", "other")


def probe(answer):
    kind = own_class(answer, Value)

    def run(f, *inputs, earlier=(0.0, 0.0)):
        with taught(kind, __add__=Value.__add__, __mul__=Value.__mul__):  # so that nothing depends on 3.1
            leaves = dict(zip("abc", map(kind, inputs)))
            for leaf, brought in zip(leaves.values(), earlier):
                leaf.grad = brought
            y = f(*leaves.values())
            Value.backward(y)
        below = ", ".join(name for name, leaf in leaves.items() if leaf in topological(y)) or "none"
        data = {f"{name}.data": leaf.data for name, leaf in leaves.items()}
        gradients = {f"{name}.grad": leaf.grad for name, leaf in leaves.items()}
        return {"y.data": y.data} | data | gradients | {"in its graph": below}

    a, b = fresh(1.3, -0.4)
    at = f"at a = {a}, b = {signed(b)}"
    yield from observe(f"y = a - b {at}", run, answer, a, b)
    yield from observe(f"y = (a - b) - b {at}", run, lambda a, b: answer(answer(a, b), b), a, b)
    yield from observe(f"y = b - (a - b) {at}", run, lambda a, b: answer(b, answer(a, b)), a, b)
    yield from observe(f"y = (a - b) - (b - a) {at}", run, lambda a, b: answer(answer(a, b), answer(b, a)), a, b)
    large, tiny, small, smaller = fresh(3.7, -0.013, 0.0137, 0.0211)
    for c in (large, tiny):
        text = f"y = (a - b) * c {at}, c = {signed(c)}"
        yield from observe(text, run, lambda a, b, c: Value.__mul__(answer(a, b), c), a, b, c)
    yield from observe(f"y = a - a at a = {a}", run, lambda a: answer(a, a), a)
    for x, z in ((a, 0.0), (0.0, b), (a, a), (small, smaller)):
        yield from observe(f"y = a - b at a = {x:g}, b = {signed(f'{z:g}')}", run, answer, x, z)
    earlier = fresh(0.4, 1.2)
    yield from observe(
        f"y = a - b {at}; another use had already brought {earlier[0]} to a and {earlier[1]} to b",
        lambda: run(answer, a, b, earlier=earlier),
        says="it should be",
    )
