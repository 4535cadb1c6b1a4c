"""How 4.3 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import outcome, signed, taught
from classroom.exercises.lesson_04.shared_probe import class_of, functions, right_division, right_power

METHODS = ("__radd__", "__rmul__", "__rsub__", "__rtruediv__")

takes = functions(4, "self", "other")


def probe(answers):
    kind = class_of(answers)

    def run(f, *inputs):
        with taught(kind, __truediv__=right_division, __pow__=right_power, **dict(zip(METHODS, answers))):
            leaves = dict(zip("ab", map(kind, inputs)))
            return outcome(f(*leaves.values()), **leaves)

    endless = set()  # operations that called each other without an end: that takes long, so they are tried once

    def tried(text, f, *inputs, note=""):
        operations = {symbol for symbol in "+*−/" if f" {symbol} " in text or (symbol == "+" and "sum" in text)}
        if operations & endless:
            return
        at = ", ".join(f"{name} = {signed(x)}" for name, x in zip("ab", inputs))
        for observation in observe(f"y = {text} at {at}{note}", run, f, *inputs):
            if getattr(observation.value, "kind", "") == "RecursionError":
                endless.update(operations)
            yield observation

    a, b, c, d = fresh(1.7, -0.6, 5.3, 6.4)
    yield from tried(f"{c} + a", lambda a: c + a, a)
    yield from tried(f"{c} * a", lambda a: c * a, a)
    yield from tried(f"{c} − a", lambda a: c - a, a)
    yield from tried(f"{c} / a", lambda a: c / a, a)
    yield from tried("7 − a", lambda a: 7 - a, b)
    yield from tried("sum([a, b])", lambda a, b: sum([a, b]), a, b)
    yield from tried(f"({c} − a) * a", lambda a: (c - a) * a, a)
    yield from tried(f"{d} / ({c} − a)", lambda a: d / (c - a), a)
    e, f, small, tiny, large = fresh(-2.1, -3.2, 0.4, 0.0137, 41.0)
    for x in (b, a):
        yield from tried(f"{signed(e)} + a", lambda a: e + a, x)
        yield from tried(f"{signed(e)} * a", lambda a: e * a, x)
        yield from tried(f"{signed(e)} − a", lambda a: e - a, x)
        yield from tried(f"{signed(e)} / a", lambda a: e / a, x)
        yield from tried("0 + a", lambda a: 0 + a, x)
        yield from tried("0 * a", lambda a: 0 * a, x)
        yield from tried("0 − a", lambda a: 0 - a, x)
        yield from tried("0 / a", lambda a: 0 / a, x)
    yield from tried(f"{small} − a", lambda a: small - a, a)
    yield from tried(f"{small} / a", lambda a: small / a, a)
    yield from tried(f"{tiny} * a", lambda a: tiny * a, a)
    yield from tried(f"{tiny} / a", lambda a: tiny / a, large)
    yield from tried(f"{tiny} + a", lambda a: tiny + a, tiny)
    yield from tried(f"{small} − a", lambda a: small - a, small + tiny)
    yield from tried(f"({signed(f)} * a) * a", lambda a: (f * a) * a, b)
    yield from tried(f"{c} * a", lambda a: c * a, a, note=", once more")
    yield from tried(f"{c} / a", lambda a: c / a, a, note=", once more")
