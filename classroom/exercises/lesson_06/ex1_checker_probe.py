"""How 6.1 is tried: on right engines and sick ones, with expressions that show a bug and others that do not."""

import micrograd_core
from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import signed
from classroom.ward import edited, engine

takes = a_function("Value", "f", "inputs")


def probe(answer):
    p, q, r, large, tiny, bottom = fresh(0.7, -1.3, 1.6, 41.3, 3e-7, 0.6)
    right, course = "a healthy engine", "the course's engine"
    for kind, text, f, inputs in (
        (right, "x * y + x", lambda x, y: x * y + x, (p, q)),
        (right, "x.tanh()", lambda x: x.tanh(), (p,)),
        (right, "x * y - z.exp()", lambda x, y, z: x * y - z.exp(), (p, q, r)),
        (right, "x**8, which is steep", lambda x: x**8, (large,)),
        (right, "x**8 * −1, which is steep", lambda x: x**8 * -1, (large,)),
        (right, "x**8 / y, which is steep", lambda x, y: x**8 / y, (41.0, 3.0)),  # two right engines: two last digits
        (right, "x * y", lambda x, y: x * y, (r, r)),
        (right, "x**3 - 3 * c * x, which is flat there", lambda x: x**3 - 3 * bottom**2 * x, (bottom,)),
        (right, "x * y * z", lambda x, y, z: x * y * z, (tiny, q, r)),
        (course, "x / y + x.tanh() * y", lambda x, y: x / y + x.tanh() * y, (p, q)),
        ("mul: = for +=", "x * x", lambda x: x * x, (q,)),
        ("mul: = for +=", "x * y, where it does not show", lambda x, y: x * y, (p, q)),
        ("mul: right input gets nothing", "x * y", lambda x, y: x * y, (p, q)),
        ("mul: left input gets nothing", "x * y", lambda x, y: x * y, (p, q)),
        ("add: right input gets nothing", "x + y + z", lambda x, y, z: x + y + z, (p, q, r)),
        ("tanh: slope 1", "x.tanh() * y", lambda x, y: x.tanh() * y, (p, r)),
        ("tanh: slope 1", "x.tanh() * y", lambda x, y: x.tanh() * y, (p, q)),
        ("tanh: slope 1", "x.tanh(), where it shows in the third digit", lambda x: x.tanh(), (p / 20,)),
        ("tanh: of half the number", "x.tanh()", lambda x: x.tanh(), (r,)),
        ("sub: plus", "x - y", lambda x, y: x - y, (p, q)),
        ("1 / x: the wrong way round", "1 / x", lambda x: 1 / x, (r,)),
        ("1 / x: the wrong way round", "1 / x, where the value is right", lambda x: 1 / x, (1.0,)),
        ("exp: slope n", "x.exp(), at two numbers that are equal", lambda x, y: x.exp() * y, (r, r)),
        (TOO_LARGE, "x + y", lambda x, y: x + y, (p, q)),
    ):
        at = ", ".join(f"{name} = {signed(x)}" for name, x in zip("xyz", inputs))
        given = engine_of(kind)
        whose = kind if kind in (right, course, TOO_LARGE) else f"the engine with the bug `{kind}`"
        yield from observe(
            f"your function on {whose}, f = {text} at {at}", verdict, answer, given, f, inputs, says="it should be"
        )


TOO_LARGE = "an engine whose sums are too large by 0.1, with the right gradients"


def engine_of(kind):
    if kind == TOO_LARGE:
        return edited({"self.data + other.data": "self.data + other.data + 0.1"})
    return micrograd_core.Value if "course" in kind else engine(None if "healthy" in kind else kind)


def verdict(answer, kind, f, inputs):
    given = list(inputs)
    found = answer(kind, f, given)
    return {"its verdict": found, "the inputs": "as they were" if given == list(inputs) else "changed"}
