"""How 4.4 is tried: the engine with the fault, a right one, and what an expression shows of it."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_class, a_function, a_list
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import outcome, signed, topological
from classroom.exercises.lesson_04.engine_with_a_fault_probe import Node
from classroom.instruments import nudge

A, B = 2.0, 3.0
MOST = 3  # operations in the expression


def takes(answer):
    if complaint := a_list(2)(answer):
        return complaint
    shows, mended = answer
    return a_function("a", "b")(shows) or a_class("backward", "__add__", "__sub__", "__mul__", "tanh")(mended)


def probe(answer):
    shows, mended = answer
    yield from observe("your expression", what_it_shows, shows)
    yield from observe("your engine", lambda: {"what you wrote anew": which_rule(mended)})

    def run(f, *inputs):
        leaves = dict(zip("abc", map(mended, inputs)))
        y = f(*leaves.values())
        found = outcome(y, **leaves)
        return found | (
            {"the result": "of your class" if type(y) is mended else "of another"} if "y.data" in found else {}
        )

    p, q, tiny, low, far, factor = fresh(1.3, -0.7, -0.004, 0.04, -6.2, -1.6)
    for text, f, inputs in (
        ("leaky(a)", lambda a: a.leaky(), (p,)),
        ("leaky(a)", lambda a: a.leaky(), (q,)),
        ("leaky(a)", lambda a: a.leaky(), (tiny,)),
        ("leaky(a)", lambda a: a.leaky(), (low,)),
        ("leaky(a)", lambda a: a.leaky(), (far,)),
        ("leaky(leaky(a))", lambda a: a.leaky().leaky(), (q,)),
        ("leaky(a * b) * a", lambda a, b: (a * b).leaky() * a, (p, q)),
        ("leaky(a) * b", lambda a, b: a.leaky() * b, (q, factor)),
        ("a + b", lambda a, b: a + b, (p, q)),
        ("a − b", lambda a, b: a - b, (p, q)),
        ("a * b", lambda a, b: a * b, (p, q)),
        ("tanh(a)", lambda a: a.tanh(), (q,)),
        ("tanh(leaky(a * b) + c)", lambda a, b, c: ((a * b).leaky() + c).tanh(), (p, q, factor)),
    ):
        at = ", ".join(f"{name} = {signed(x)}" for name, x in zip("abc", inputs))
        yield from observe(f"your engine: y = {text} at {at}", run, f, *inputs)


def which_rule(mended):
    written = vars(mended)
    if "leaky" in written:
        return "the rule that was wrong"
    return "a rule that was right" if any(map(callable, written.values())) else "no rule"


def what_it_shows(shows):
    a, b = Node(A), Node(B)
    y = shows(a, b)
    if not hasattr(y, "backward"):
        return {"the result": y if y is None else f"a {type(y).__name__}"}
    below = topological(y)
    operations = sum(bool(node._prev) for node in below)
    y.backward()
    told = nudge(lambda a, b: shows(Node(a), Node(b)).data, A, B)
    differ = any(abs(leaf.grad - slope) > 1e-4 for leaf, slope in zip((a, b), told))
    return {
        "what it shows": "a gradient that is wrong" if differ else f"nothing: {why_nothing(below)}",
        "nodes of its own": "some" if any(not node._prev and node not in (a, b) for node in below) else "none",
        "operations": f"at most {MOST}" if operations <= MOST else f"more than {MOST}",
    }


def why_nothing(nodes):
    """Why the fault does not show in an expression with these nodes."""
    entering = [node._prev[0].data for node in nodes if node._op == "leaky"]
    if not entering:
        return "the rule with the fault does not take part"
    return "its rule is right for this number" if min(entering) > 0 else "the wrong share has no effect"
