"""How 3.5 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_class
from classroom.checks.observing import observe
from classroom.checks.raised import Raised
from classroom.exercises.engines_probe import codes_of, signed, taught
from classroom.exercises.lesson_03.shared_probe import with_own_defaults

takes = a_class("backward", "__add__", "__mul__", "tanh")


def built_on(kind):
    """`topological` is found where backward was written."""
    parts = {"3.1": kind.__add__}
    order = getattr(kind.backward, "__globals__", {}).get("topological")
    return parts | ({"3.4": order} if callable(order) else {})


def probe(kind):
    with taught(kind, backward=with_own_defaults(kind.backward)):
        yield from seen_of(kind)


def seen_of(kind):
    a, b, leftover = fresh(1.3, -0.7, 5.0)
    at = f"at a = {a}, b = {signed(b)}"
    for text, f in expressions():
        yield from observe(f"{text} {at}", gradients, kind, f, a, b)
    text = f"y = a * b {at}, where y.grad was {leftover} from an earlier experiment"
    yield from observe(text, lambda: gradients(kind, lambda a, b: a * b, a, b, leftover=leftover))
    text = f"y = a + a at a = {a}, after backward() of z = a * a and a.grad = 0.0"
    yield from observe(text, one_after_the_other, kind, a)


def expressions():
    """Expressions that tell walks apart: (text, function of Values)."""

    def small(a, b, swap):
        t = a * b
        u = t * t
        return u + t if swap else t + u

    def squashed_and_plain(a, b):
        t = a * b
        return t.tanh() * t

    yield "y = a * b", lambda a, b: a * b
    yield "t = a * b, u = t * t, y = t + u", lambda a, b: small(a, b, False)
    yield "t = a * b, u = t * t, y = u + t", lambda a, b: small(a, b, True)
    yield "y = tanh(a * a * b) * a + b", lambda a, b: (a * a * b).tanh() * a + b
    # Here each operation hands to a node that already holds a share, so one that overwrites shows, on either side.
    yield "y = (a + b) * (b + a) * a * b", lambda a, b: (a + b) * (b + a) * a * b
    yield "t = a * b, y = tanh(t) * t", squashed_and_plain


def one_after_the_other(kind, x):
    """What the second of two expressions of one leaf leaves there."""
    a = kind(x)
    z = a * a
    z.backward()
    a.grad = 0.0
    (a + a).backward()
    return {"a.grad": a.grad}


def gradients(kind, f, *inputs, leftover=None):
    """{node: value} after y.backward() for y = f(leaves)."""
    leaves = [kind(x) for x in inputs]
    y = f(*leaves)
    if leftover is not None:
        y.grad = leftover
    try:
        y.backward()
    except RecursionError as error:
        if codes_of(error).count(getattr(kind.backward, "__code__", None)) < 2:
            raise
        return {"backward, called by itself": Raised(error)}
    return {"y.data": y.data, "y.grad": y.grad} | {f"{name}.grad": leaf.grad for name, leaf in zip("abcd", leaves)}
