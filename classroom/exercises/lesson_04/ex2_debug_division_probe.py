"""How 4.2 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe, own_class
from classroom.exercises.engines_probe import Small, outcome, signed, taught
from classroom.exercises.lesson_04.shared_probe import right_power

takes = a_function("self", "other")


def probe(divide):
    kind = own_class(divide, Small, "Small")

    def run(f, *inputs):
        with taught(kind, __pow__=right_power):  # so that nothing here depends on the exercise before
            leaves = dict(zip("ab", map(kind, inputs)))
            return outcome(f(*leaves.values()), **leaves)

    for x, y in (fresh(1.3, -0.7), fresh(-2.6, 0.4)):
        text = f"y = a / b at a = {signed(x)}, b = {signed(y)}"
        yield from observe(text, lambda *inputs: run(divide, *inputs), x, y)
    a, b, again, number = fresh(1.3, -0.7, 1.7, 3.2)
    twice = f"y = (a / b) / b at a = {a}, b = {signed(b)}"
    yield from observe(twice, run, lambda a, b: divide(divide(a, b), b), a, b)
    yield from observe(f"y = a / a at a = {again}", run, lambda a: divide(a, a), again)
    yield from observe(f"y = a / {number} at a = {again}", run, lambda a: divide(a, number), again)
    equal, large, less = fresh(1.7, 41.0, 0.6)
    for x, z in ((equal, equal), (less, large)):
        yield from observe(f"y = a / b at a = {x}, b = {z}", lambda *inputs: run(divide, *inputs), x, z)
    small, negative, factor = fresh(0.004, -1.7, -0.3)  # near 0 a nudge is no slope any more
    near_zero = f"y = a / b at a = {again}, b = {small}"
    yield from observe(near_zero, lambda *inputs: run(divide, *inputs), again, small, says="it should be")
    yield from observe(f"y = a / b at a = 0, b = {again}", lambda *inputs: run(divide, *inputs), 0.0, again)
    scaled = f"y = (a / b) * {signed(factor)} at a = {signed(negative)}, b = {again}"
    yield from observe(scaled, run, lambda a, b: divide(a, b) * factor, negative, again)
