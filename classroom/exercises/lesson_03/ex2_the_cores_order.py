"""3.2: the core's own order, read and explained."""

import re
from itertools import permutations

import micrograd_core
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.kinds import describe
from classroom.checks.observing import observe
from classroom.checks.on_paper import drawn

RUBRIC = (
    "it says that t has two users, and that each hands it a share of its gradient",
    "it says what goes wrong otherwise: t would hand on a part, and what comes later would be lost",
)
LEAVES = "pqr"
MESSAGES = {
    "users first": "the list is turned round: it begins at the output. With which node does the function's list begin?",
    "level by level": "these are the levels, from the output down. The function does not go by distance; it goes into a "
    "node's inputs before anything else is put down.",
    "level by level, turned round": "these are the levels, from the leaves up. One of the nodes is near the output along "
    "one path and far along another.",
    "each when it is met": "each node is put down when it is met. In the function, what has to be done before a node is "
    "appended?",
    "each when it is met, turned round": "each node is put down when it is met, and the list is turned round. Is that "
    "where the function appends?",
    "the last input first": "that is right for a function that puts leaves and results into one list. Where does this one "
    "put a leaf?",
    "the first input first": "that is right for a function with one list that goes to the first input first. Which input "
    "does this one take off its list first?",
    "as they were made": "this is the order in which the code makes the nodes. It would do for backward(), but the function "
    "sees only the output: on what path does it come to each leaf?",
    "shared nodes again": "a node that is used twice comes twice. How does the function know what it has visited?",
    "leaves left out": "the leaves are missing. Is a node without inputs put down as well?",
    "leaves only": "the computed nodes are missing. What happens when all inputs of a node have been dealt with?",
    "the output left out": "the output is missing. What is appended at the very end?",
    "the output first": "the output stands first, and the others are right. When is everything below the output done?",
    "two exchanged": "a node stands before one of its inputs. Go through the function once more, and write down at each "
    "step what is in `results`.",
    "nodes missing": "a node is missing. How many does the graph have?",
    "another right order": "inputs stand before their users everywhere, so backward() could use this list, but it is not the "
    "one that the function makes. To which input does it go first?",
    "a name that is none": "there is a name in your list that no node of the graph has.",
}


def takes(answer):
    """A dict with a list of names and a sentence."""
    if not isinstance(answer, dict):
        return f"This check takes the dict with order and why, but it got {describe(answer)}."
    for name in ("order", "why"):
        if name not in answer:
            return f"`{name}` is missing in your dict."
    order, why = answer["order"], answer["why"]
    if not isinstance(order, (list, tuple)) or not all(isinstance(name, str) for name in order):
        found = describe(order) if not isinstance(order, (list, tuple)) else "a list of other things"
        return f'`order` takes a list of names in quotation marks, such as ["p", "q"], but it is {found}.'
    if not isinstance(why, str):
        return f"`why` takes a sentence in quotation marks, but it is {describe(why)}."
    words = re.findall(r"[^\W\d_]+", why)
    if len(words) < 10 or len({word.lower() for word in words}) < 7:
        return "`why` is too short, or repeats itself: it needs at least 10 words, 7 of them different. A person will read it."
    if "t" not in words or not {"u", "v"} & {*words}:
        return "`why` has to name `t` and those that it waits for."
    return None


def graph_of(t, u, v, y):
    """{name: the names of its inputs}, in the order in which the card makes them; t, u, v and y are pairs of names."""
    return dict.fromkeys(LEAVES, ()) | {"t": t, "u": u, "v": v, "y": y}


def orders_of(graph):
    """{what somebody may have done: the list that it gives}, the right one first."""
    nodes = {}
    for name, inputs in graph.items():
        nodes[name] = micrograd_core.Value(1.0, label=name)
        if inputs:
            nodes[name] = nodes[inputs[0]] * nodes[inputs[1]]
            nodes[name].label = name
    right = [node.label for part in micrograd_core._topological_order(nodes["y"]) for node in part]
    met = walked(graph, put_down="before")
    levels = by_levels(graph)
    found = {"right": right, "users first": right[::-1]}
    found |= {"level by level": levels, "level by level, turned round": levels[::-1]}
    found |= {"each when it is met": met, "each when it is met, turned round": met[::-1]}
    found["the last input first"] = walked({name: inputs[::-1] for name, inputs in graph.items()})
    found["the first input first"] = walked(graph)
    found["as they were made"] = [*graph]
    found["shared nodes again"] = walked(graph, memory=False)
    found["leaves left out"] = [name for name in right if graph[name]]
    found["leaves only"] = [name for name in right if not graph[name]]
    found["the output left out"] = right[:-1]
    found["the output first"] = ["y", *right[:-1]]
    return {name: order for name, order in found.items() if name == "right" or order != right}


def walked(graph, put_down="after", memory=True):
    order, seen = [], set()

    def visit(name):
        if name in seen:
            return
        if memory:
            seen.add(name)
        if put_down == "before":
            order.append(name)
        for each in graph[name]:
            visit(each)
        if put_down == "after":
            order.append(name)

    visit("y")
    return order


def by_levels(graph):
    queue = ["y"]
    for name in queue:
        queue += [each for each in dict.fromkeys(graph[name]) if each not in queue]
    return queue


def is_topological(order, graph):
    return all(order.index(each) < order.index(name) for name in order for each in graph[name])


def looks_like(order, graph):
    """The name of what the list is."""
    order = [name.strip() for name in order]
    for what, known in orders_of(graph).items():
        if order == known:
            return what
    if any(name not in graph for name in order):
        return "a name that is none"
    if len({*order}) < len(order):
        return "shared nodes again"
    if len(order) < len(graph):
        return "nodes missing"
    return "another right order" if is_topological(order, graph) else "two exchanged"


def examples(graph):
    """A list for each name in MESSAGES."""
    found = orders_of(graph)
    right = found.pop("right")
    found["nodes missing"] = right[1:]
    found["a name that is none"] = [*right[:-1], "o"]
    t = right.index("t")
    for name, fits in (("two exchanged", False), ("another right order", True)):
        shuffled = ([*right[:2], *more] for more in permutations(right[2:])) if not fits else permutations(right)
        found[name] = next([*order] for order in shuffled if looks_like(order, graph) == name)
    assert right[t] == "t"
    return found


def in_the_core(t, u, v, y):
    """The exercise for the graph with these inputs."""
    graph = graph_of(t, u, v, y)
    right = orders_of(graph)["right"]

    def probe(answer):
        yield from observe(
            "your list beside the function's", dict, {"your list": looks_like(answer["order"], graph)}, says=""
        )

    def answer(order, why=WHY):
        return {"order": order, "why": why}

    return Exercise(
        number="3.2",
        title="Read the core's order",
        points=2,
        takes=takes,
        probe=probe,
        reference=answer(right),
        cell=CELL,
        accepted=(
            answer(tuple(right)),
            answer(
                [f"{name} " for name in right],
                "Only when u and v have both handed on is all of the gradient there at t.",
            ),
        ),
        mistakes=tuple(Mistake(name, answer(order), MESSAGES[name]) for name, order in examples(graph).items()),
        rubric=RUBRIC,
        hints=(
            (
                "Write down, line by line, what is still to visit and what is in each list. The output comes in first; which node "
                "comes out first?"
            ),
            (
                "A node is appended when all of its inputs have been dealt with. Go down from `y` to the first node that has "
                "none."
            ),
            "Below `t` everything is put down before `t` itself. After that, who is the next to be complete?",
        ),
        otherwise="Go through the function line by line, with a list on paper.",
        shown="You have shown that you can read the order of a real engine.\n"
        "The check has looked at the list, not at your sentence: compare that with these two points. "
        + " ".join(f"({number}) {point};" for number, point in enumerate(RUBRIC, 1)).rstrip(";")
        + ".",
        follow_up="how many of the seven places in your list would have to be the same in every right order?",
        follow_up_answer=fixed_places(graph),
        reasoning=f"The list is {', '.join(right)}. A node is appended when nothing is left to visit below it, so every input "
        "stands before its users. Read backwards, u and v run before t: t gets a share from each, and hands on once, when "
        "both are there. Were t to run before one of them, it would hand on a part, and the rest would come too late.",
        vary=graph_of_ones_own,
    )


def fixed_places(graph):
    """The answer to "one more question", found by listing every right order."""
    inner = [name for name in graph if name != "y"]
    right = [[*order, "y"] for order in permutations(inner) if is_topological([*order, "y"], graph)]
    same = [number for number, names in enumerate(zip(*right), 1) if len({*names}) == 1]
    names = [right[0][number - 1] for number in same]
    return (
        f"{len(same)}. Of the {len(right)} right orders, all have {', '.join(f'{name} at place {k}' for name, k in zip(names, same))}. "
        "Whatever was made from all the others, one after the other, has no choice."
    )


def graph_of_ones_own(rng):
    inputs, exercise = drawn(rng, draw_graph, in_the_core, EXERCISE)
    symbols = [rng.choice("+*") for _ in inputs]
    old = [line_of(*made) for made in zip("tuvy", SYMBOLS, GRAPH)]
    new = [line_of(*made) for made in zip("tuvy", symbols, inputs)]
    return Variant(tuple(zip(old, new)), exercise)


def line_of(name, symbol, made):
    """The right side of the card's line that makes a node."""
    one, other = made
    return f'Value({one}.data {symbol} {other}.data, ({one}, {other}), "{symbol}", "{name}")'


def draw_graph(rng):
    """Which leaf goes where, and on which side."""
    first, second, third = rng.sample([*LEAVES], 3)
    u = rng.choice(((third, "t"), ("t", third)))
    v = rng.choice((("t", "u"), ("u", "t")))
    last = rng.choice(LEAVES)
    return (first, second), u, v, rng.choice((("v", last), (last, "v")))


WHY = "The users of t are u and v, and the gradient of t is whole only when both have handed on their share."
CELL = """\
core = {"order": ..., "why": ...}
### BEGIN SOLUTION
core = {
    "order": [node.label for part in micrograd_core._topological_order(y) for node in part],
    "why": "The users of t are u and v, and the gradient of t is whole only when both have handed on their share.",
}
### END SOLUTION"""
SYMBOLS = "**+*"
GRAPH = (("p", "q"), ("r", "t"), ("t", "u"), ("v", "q"))
EXERCISE = in_the_core(*GRAPH)
