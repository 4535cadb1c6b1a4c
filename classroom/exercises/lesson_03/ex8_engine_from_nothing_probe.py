"""How 3.8 is tried: a whole class, by what its expressions compute."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_class
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import signed, taught
from classroom.exercises.lesson_03.shared_probe import with_own_defaults

takes = a_class("backward", "__add__", "__mul__", "tanh")


def probe(kind):
    with taught(kind, backward=with_own_defaults(kind.backward)):
        yield from seen_of(kind)


def seen_of(kind):
    def gradients(f, *inputs):
        leaves = [kind(x) for x in inputs]
        y = f(*leaves)
        y.backward()
        found = {f"{name}.grad": leaf.grad for name, leaf in zip("ab", leaves)}
        return {"y.data": y.data} | found | {f"{name}.data": leaf.data for name, leaf in zip("ab", leaves)}

    def two_outputs(x, z):
        """The gradients of the second output alone."""
        a, b = kind(x), kind(z)
        (a * b).backward()
        a.grad = b.grad = 0.0
        return gradients_of(a * a + b, a=a, b=b)

    def nobody_disturbed(x, z):
        """One engine, two expressions that share nothing."""
        a, b = kind(x), kind(z)
        y, other = a * b, kind(z) * kind(x)
        other.backward()
        return gradients_of(y, a=a, b=b)

    def gradients_of(y, **leaves):
        y.backward()
        return {f"{name}.grad": leaf.grad for name, leaf in leaves.items()}

    a, b = fresh(1.3, -0.7)
    at = f"at a = {a}, b = {signed(b)}"
    for text, f in expressions():
        yield from observe(f"{text} {at}", gradients, f, a, b)
    small, smaller, far = fresh(0.0137, 0.0211, 2.6)
    for text, f, x in (("y = a * b", lambda a, b: a * b, 0.0), ("y = tanh(a + b)", lambda a, b: (a + b).tanh(), 0.0)):
        yield from observe(f"{text} at a = 0, b = {signed(b)}", gradients, f, x, b)
    yield from observe("y = tanh(a) * b at a = 0, b = 0", gradients, lambda a, b: a.tanh() * b, 0.0, 0.0)
    yield from observe(f"y = tanh(a) * b at a = {far}, b = {far}", gradients, lambda a, b: a.tanh() * b, far, far)
    all_three = f"y = tanh(a + b) * b at a = {small}, b = {smaller}"
    yield from observe(all_three, gradients, lambda a, b: (a + b).tanh() * b, small, smaller)
    yield from observe(f"y = (a + b) * (a + b) * a, a and b both {a}", gradients, expressions_of_equals, a, a)
    yield from observe(f"y = a * b, a and b both {a}", gradients, lambda a, b: a * b, a, a)
    yield from observe(f"y = a * a + b {at}, after backward() of z = a * b and gradients set to 0", two_outputs, a, b)
    yield from observe(f"y = a * b {at}, after backward() of another expression", nobody_disturbed, a, b)


def expressions_of_equals(a, b):
    return (a + b) * (a + b) * a


def expressions():
    """(text, function of two nodes): reuse in both orders, each operation behind another, and a ladder."""

    def detour(a, b, swap):
        t = a * b
        u = t * t
        return u + t if swap else t + u

    def long_detour(t):
        return t.tanh().tanh() + t

    def squashed(a, b):
        t = a * b
        return t.tanh() * t

    def ladder(a, b):
        y = a
        for _ in range(15):
            y = y + y
        return y * b

    yield "y = a + b", lambda a, b: a + b
    yield "y = a * b", lambda a, b: a * b
    yield "y = tanh(a) + b", lambda a, b: a.tanh() + b
    yield "y = a + a, b unused", lambda a, b: a + a
    yield "y = a * a, b unused", lambda a, b: a * a
    yield "t = a * b, u = t * t, y = t + u", lambda a, b: detour(a, b, False)
    yield "t = a * b, u = t * t, y = u + t", lambda a, b: detour(a, b, True)
    yield "t = a * b, y = tanh(tanh(t)) + t", lambda a, b: long_detour(a * b)
    yield "y = tanh(a * b) * a + b", lambda a, b: (a * b).tanh() * a + b
    yield "y = (a + b) * (b + a) * a * b", lambda a, b: (a + b) * (b + a) * a * b
    yield "t = a * b, y = tanh(t) * t", squashed
    yield "a ladder of 15 steps, y = y + y, from a, then y * b", ladder
