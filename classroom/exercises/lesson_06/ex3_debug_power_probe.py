"""How 6.3 is tried: values and gradients of a power that is attached to an engine which is right otherwise."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe, own_class
from classroom.exercises.engines_probe import signed, taught, topological
from classroom.ward import engine

takes = a_function("self", "k")


def probe(answer):
    kind = own_class(answer, engine())
    p, q, r = fresh(0.7, -1.3, 1.6)
    for text, f, inputs in (
        ("x**3", lambda x: x**3, (p,)),
        ("x**3", lambda x: x**3, (q,)),
        ("x**2 * z", lambda x, z: x**2 * z, (p, r)),
        ("x**2 + x", lambda x: x**2 + x, (q,)),
        ("x**4 * x", lambda x: x**4 * x, (p,)),
        ("(x * z)**3", lambda x, z: (x * z) ** 3, (q, r)),
        ("(x**2)**3", lambda x: (x**2) ** 3, (r,)),
        ("x**-1 * z", lambda x, z: x**-1 * z, (q, r)),
        ("x**0.5 * z", lambda x, z: x**0.5 * z, (p, q)),
        ("x**1 * z", lambda x, z: x**1 * z, (q, r)),
        ("x**2 * z", lambda x, z: x**2 * z, (0.0, r)),
        ("x**2 + x**3", lambda x: x**2 + x**3, (q,)),
    ):
        at = ", ".join(f"{name} = {signed(x)}" for name, x in zip("xz", inputs))
        yield from observe(f"y = {text} at {at}", run, answer, kind, f, inputs)


def run(answer, kind, f, inputs):
    with taught(kind, __pow__=answer):
        leaves = dict(zip("xz", map(kind, inputs)))
        numbers = {name: leaf.data for name, leaf in leaves.items()}
        found = result_of(f(*leaves.values()), leaves)
    changed = any(leaf.data != numbers[name] for name, leaf in leaves.items())
    return found | {"the inputs": "changed" if changed else "as they were"}


def result_of(y, leaves):
    if not hasattr(y, "backward"):
        return {"the result": y if y is None else f"a {type(y).__name__}"}
    below = topological(y)
    found = ", ".join(name for name, leaf in leaves.items() if leaf in below) or "none of the inputs"
    y.backward()
    return {"y.data": y.data, "in its graph": found} | {f"{name}.grad": leaf.grad for name, leaf in leaves.items()}
