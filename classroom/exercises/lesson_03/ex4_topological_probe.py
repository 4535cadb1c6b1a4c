"""How 3.4 is tried: on graphs in which a wrong order shows."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import Value
from classroom.exercises.lesson_03.shared_probe import with_own_defaults

takes = a_function("root")
steps = 30_000


def probe(answer):
    answer = with_own_defaults(answer)

    def run(root, names):
        inputs, numbers = {node: node._prev for node in names}, [node.data for node in names]
        faults = faults_of(answer(root), root, names)
        changed = ", ".join(names[node] for node in names if node._prev is not inputs[node])
        found = faults | {"nodes whose inputs are others now": changed or "none"}
        return found | {"the nodes' numbers": "as before" if [node.data for node in names] == numbers else "changed"}

    for text, root, names in graphs():
        says = "" if text.startswith("a ladder") else "it should be"
        yield from observe(text, run, root, names, says=says)
        if text.startswith("t = a * b, u = t * c, y = t"):
            yield from observe(f"{text}, the same graph once more", run, root, names, says=says)


def graphs():
    """Small graphs by name: (what it is, its root, {node: name})."""

    def build(text, make, same=False):
        nodes = {}

        def value(name, *inputs):
            place = 0 if same else 9 * len(nodes) % 23  # so that no order of the numbers is an order of the graph
            made = Value(fresh(1.5 + 0.25 * place), inputs)
            nodes[made] = name
            return made

        return text, make(value), nodes

    def chain(value):
        a = value("a")
        return value("y", value("u", value("t", a)))

    def shared(first):
        def make(value):
            t = value("t", value("a"), value("b"))
            u = value("u", t, value("c"))
            return value("y", *((t, u) if first == "t" else (u, t)))

        return make

    def detour(value):
        t = value("t", value("a"))
        return value("y", value("u", value("v", t)), t)

    def unary_above(value):
        """A node with one input above one with two."""
        t = value("t", value("a"), value("b"))
        return value("y", value("u", t), value("v", t, value("c")))

    def used_twice_by_one(first):
        """By v twice and by u once, so whoever counts users must count v's two uses, or all three alike."""

        def make(value):
            t = value("t", value("a"))
            v, u = value("v", t, t), value("u", t)
            return value("y", *((v, u) if first == "v" else (u, v)))

        return make

    def ladder(value):
        y = value("s0")
        for step in range(1, 21):
            y = value(f"s{step}", y, y)
        return y

    yield build("a alone", lambda value: value("a"))
    yield build("t = f(a), u = f(t), y = f(u)", chain)
    yield build("y = a + a", lambda value: value("y", *[value("a")] * 2))
    yield build("t = a * b, u = t * c, y = t + u", shared("t"))
    yield build("t = a * b, u = t * c, y = u + t", shared("u"))
    yield build("t = f(a), v = f(t), u = f(v), y = u + t", detour)
    yield build("t = a * b, u = f(t), v = t * c, y = u + v", unary_above)
    yield build("t = f(a), v = t + t, u = f(t), y = v * u", used_twice_by_one("v"))
    yield build("t = f(a), v = t + t, u = f(t), y = u * v", used_twice_by_one("u"))
    yield build(
        "y = a * b, all three with the same number", lambda value: value("y", value("a"), value("b")), same=True
    )
    yield build("a ladder of 20 steps, s1 = s0 + s0, s2 = s1 + s1, and so on", ladder)


def faults_of(order, root, names):
    """{what was looked at: the first thing wrong there, or "fine"} for a list that should be a topological order."""
    if not isinstance(order, (list, tuple)):
        return {"your list": f"{'None' if order is None else f'a {type(order).__name__}'}, not a list"}
    strangers = [item for item in order if item not in names]
    if any(isinstance(item, type(root)) for item in strangers):
        return {"your list": "it holds nodes that are not in this graph: new ones, or those of an earlier call"}
    if strangers:
        return {"your list": f"it holds a {type(strangers[0]).__name__} where a node should be"}
    twice = [names[n] for n in names if order.count(n) > 1]
    missing = [names[n] for n in names if n not in order]
    place = {n: order.index(n) for n in order}
    late = [(names[i], names[n]) for n in place for i in n._prev if i in place and place[i] > place[n]]
    return {
        "nodes that come twice": ", ".join(twice) or "none",
        "nodes that are missing": ", ".join(missing) or "none",
        "inputs that come after their users": ", ".join(f"{i} after {n}" for i, n in late) or "none",
        "the last in the list": names[order[-1]] if order else "nothing",
    }
