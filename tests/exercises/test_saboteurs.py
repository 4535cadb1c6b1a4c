"""Saboteurs: ways to make any right answer wrong, applied to every reference. Each is refused, or is known to be right there.

A saboteur takes a right function and returns one that remembers what it should compute, takes equal things for one, changes what
it was given, loses zeros, signs or small numbers, or forgets what a result was made from. It says which kind of thing it needs
to do harm: where a probe hands a function no list, nobody can sort it. Where it has its occasion and passes all the same,
the probe has a hole, or there is no harm, and PASSES says why.
"""

from contextlib import contextmanager
from functools import wraps
from numbers import Real

import pytest

from classroom.checks import comparing
from classroom.checks.registry import registry

EXERCISES = registry()
LESSONS = "123456"  # whose references are spoiled; a lesson that is new is added when its survivors have been looked at
PROGRAMS = [number for number, e in EXERCISES.items() if callable(e.reference) or isinstance(e.reference, tuple)]
PROGRAMS = [number for number in PROGRAMS if number[0] in LESSONS]
PARTS = {"3.5": {"backward"}}  # where the rest of a class was written in earlier exercises


# What a function is given, and what it gives back.


def kind_of(thing):
    if isinstance(thing, Real):
        return "nothing" if isinstance(thing, bool) else "number"
    if isinstance(thing, (list, tuple)):
        return "list"
    if isinstance(thing, type) or not hasattr(thing, "data"):
        return "net" if hasattr(thing, "layers") else "function" if callable(thing) else "nothing"
    return "node"


def by_value(thing):
    """What somebody finds a thing by who does not ask whether it is the same thing."""
    kind = kind_of(thing)
    if kind == "list":
        return tuple(map(by_value, thing))
    return {"number": thing, "node": getattr(thing, "data", 0)}.get(kind, f"{kind} {getattr(thing, '__name__', '')}")


def inputs_of(node):
    return node._prev if hasattr(node, "_prev") else node.inputs


def kinds_in(things):
    found = {kind_of(thing) for thing in things}
    nodes = [thing for thing in things if kind_of(thing) == "node"]
    found |= {"two nodes"} if len(nodes) > 1 else set()
    found |= {"computed node"} if any(map(inputs_of, nodes)) else set()
    for thing in things:
        if kind_of(thing) == "list":
            found |= {f"list of {kind}" for kind in kinds_in(thing)}
    return found


def each_in(thing, change):
    """The thing, a result, with every number in it changed; of a node, its data."""
    kind = kind_of(thing)
    if kind == "number":
        return change(thing)
    if kind == "list":
        return type(thing)(each_in(each, change) for each in thing)
    if kind == "node" and isinstance(thing.data, Real):
        thing.data = change(thing.data)
    return thing


def each_share(thing, change):
    """The thing with every share changed that its nodes hand on: what arrives at a rule, or the local derivatives."""
    if kind_of(thing) == "list":
        for each in thing:
            each_share(each, change)
    elif kind_of(thing) == "node":
        for name in ("_local", "slopes"):
            if isinstance(getattr(thing, name, None), tuple):
                setattr(thing, name, tuple(map(change, getattr(thing, name))))
                return thing
        rule = thing._backward

        def changed():
            thing.grad = change(thing.grad)
            rule()

        thing._backward = changed
    return thing


# The saboteurs.


def remembers(key):
    """Keeps between calls what came back, by `key(arguments)`."""

    def saboteur(f):
        known = {}

        def g(*arguments):
            place = key(arguments)
            if place not in known:
                known[place] = f(*arguments)
            return known[place]

        return g

    return saboteur


def not_twice_for_the_same(f):
    """What it has marked in one call is still marked in the next."""
    seen = []

    def g(*arguments):
        if any(each is arguments[0] for each in seen):
            return []
        seen.append(arguments[0])
        return f(*arguments)

    return g


def first_equals(things):
    """For each place, the first place with an equal thing."""
    values = list(map(by_value, things))
    return [values.index(value) for value in values]


def finds_by_value(f):
    """Of two equal things it always finds the first: in what it is given, and in what it gives back."""

    def g(*arguments):
        lists = [each for each in arguments if isinstance(each, list)]
        first = first_equals(lists[0] if lists else arguments)

        def found_in(each):
            return [each[k] for k in first] if isinstance(each, list) and len(each) == len(first) else each

        nodes = all(kind_of(each) == "node" for each in arguments)
        found = f(*(found_in(each) for each in (found_in(list(arguments)) if nodes else arguments)))
        if isinstance(found, list) and len(found) in (len(first), len(first) - 1):
            return [found[k] for k in first[: len(found)]]
        return found

    return g


def equals_once(f):
    """Of things that are equal in all lists, only the first counts."""

    def g(*arguments):
        rows = list(zip(*(each for each in arguments if isinstance(each, list))))
        kept = sorted({*first_equals(rows)}) if rows else []
        return f(*([each[k] for k in kept] if isinstance(each, list) and rows else each for each in arguments))

    return g


def afterwards(change):
    """Changes the lists that it was given, when all has been computed."""

    def saboteur(f):
        def g(*arguments):
            found = f(*arguments)
            for each in arguments:
                if isinstance(each, list) and each is not found:
                    change(each)
            return found

        return g

    return saboteur


def sorts(things):
    things.sort(key=lambda thing: (str(type(thing)), by_value(thing)))


def nudges_inputs(f):
    """Changes the numbers of the nodes that it was given, when all has been computed."""

    def g(*arguments):
        found = f(*arguments)
        for each in arguments:
            for node in each if isinstance(each, list) else [each]:
                if kind_of(node) == "node":
                    node.data += 0.25
        return found

    return g


def takes_graphs_apart(f):
    def g(*arguments):
        found = f(*arguments)
        for node in arguments:
            if kind_of(node) == "node":
                setattr(node, "_prev" if hasattr(node, "_prev") else "inputs", ())
        return found

    return g


def given_with(change):
    """Changes each number before it looks at it; a node is replaced by a new one where that makes a difference."""

    def changed(thing):
        kind = kind_of(thing)
        if kind == "number":
            return change(thing)
        if kind == "list":
            return type(thing)(map(changed, thing))
        if kind == "node" and change(thing.data) != thing.data:
            return type(thing)(change(thing.data))
        return thing

    def saboteur(f):
        return lambda *arguments: f(*map(changed, arguments))

    return saboteur


def returns_with(change, of=each_in):
    def saboteur(f):
        return lambda *arguments: of(f(*arguments), change)

    return saboteur


def moves_with(change):
    """Changes by how much the parameters of a network, or their gradients, move."""

    def saboteur(f):
        def g(net, *others):
            before = [(p.data, p.grad) for p in net.parameters()]
            found = f(net, *others)
            for p, (data, grad) in zip(net.parameters(), before):
                p.data = data + change(p.data - data)
                p.grad = grad + change(p.grad - grad)
            return found

        return g

    return saboteur


def forgets(kept):
    """Forgets what its result was made from, but for the first so many inputs."""

    def forget(thing):
        if kind_of(thing) == "list":
            for each in thing:
                forget(each)
        elif kind_of(thing) == "node":
            name = "_prev" if hasattr(thing, "_prev") else "inputs"
            setattr(thing, name, tuple(getattr(thing, name))[:kept])
        return thing

    return lambda f: lambda *arguments: forget(f(*arguments))


def without_small(x):
    return x if abs(x) >= 0.05 else type(x)(0)


def within_one(x):
    return max(-1.0, min(1.0, x))


ANY = {"number", "list", "node", "net", "function"}
SABOTEURS = {  # name: (what it needs to be given or, after a >, to give back; the saboteur)
    "knows one answer": (ANY, remembers(lambda arguments: 0)),
    "remembers by the first argument": (ANY, remembers(lambda arguments: by_value(arguments[0]))),
    "remembers equal arguments": ({"node", "net", "list of node"}, remembers(by_value)),
    "not twice for the same": ({"net", "graph"}, not_twice_for_the_same),
    "finds by value": ({"list", "two nodes"}, finds_by_value),
    "equals once": ({"list"}, equals_once),
    "sorts the list": ({"list"}, afterwards(sorts)),
    "reverses the list": ({"list"}, afterwards(list.reverse)),
    "takes from the list": ({"list"}, afterwards(lambda things: things and things.pop())),
    "changes the inputs' data": ({"node", "list of node"}, nudges_inputs),
    "takes the graph apart": ({"computed node"}, takes_graphs_apart),
    "a 0 is nothing": ({"number", "node", "list of number", "list of node"}, given_with(lambda x: x or 1.0)),
    "sizes given": ({"number", "node", "list of number", "list of node"}, given_with(abs)),
    "sizes returned": ({"> number", "> node", "> list"}, returns_with(abs)),
    "nothing negative": ({"> number", "> node", "> list"}, returns_with(lambda x: x if x > 0 else type(x)(0))),
    "small is nothing": ({"> number", "> node", "> list"}, returns_with(without_small)),
    "within one": ({"> number", "> node", "> list"}, returns_with(within_one)),
    "rounds": ({"> number", "> node", "> list"}, returns_with(lambda x: round(x, 2))),
    "hands on sizes": ({"> node", "> list of node"}, returns_with(abs, each_share)),
    "hands on nothing negative": ({"> node", "> list of node"}, returns_with(lambda x: max(x, 0.0), each_share)),
    "hands on nothing small": ({"> node", "> list of node"}, returns_with(without_small, each_share)),
    "hands on within one": ({"> node", "> list of node"}, returns_with(within_one, each_share)),
    "small moves left out": ({"net"}, moves_with(lambda x: x if abs(x) > 0.01 else 0.0)),
    "moves cut off": ({"net"}, moves_with(lambda x: max(-0.05, min(0.05, x)))),
    "moves one way only": ({"net"}, moves_with(abs)),
    "forgets its inputs": ({"> node", "> list of node"}, forgets(0)),
    "forgets the second input": ({"> node", "> list of node"}, forgets(1)),
}


# Applied to every part of every reference.


def parts_of(reference):
    """{name: (the function, how to check an answer in which another one stands in its place)}"""

    def in_class(kind, name):
        @contextmanager
        def put(function):
            before = vars(kind)[name]
            setattr(kind, name, function)
            try:
                yield reference
            finally:
                setattr(kind, name, before)

        return put

    def in_tuple(place):
        @contextmanager
        def put(function):
            yield tuple(function if k == place else each for k, each in enumerate(reference))

        return put

    @contextmanager
    def alone(function):
        yield function

    if isinstance(reference, type):
        return {name: (vars(reference)[name], in_class(reference, name)) for name in methods(reference)}
    if not isinstance(reference, tuple):
        return {reference.__name__: (reference, alone)}
    found = {}
    for place, part in enumerate(reference):
        if isinstance(part, type):
            found |= {f"{part.__name__}.{name}": (vars(part)[name], in_class(part, name)) for name in methods(part)}
        else:
            found[part.__name__] = part, in_tuple(place)
    return found


def methods(kind):
    return [name for name, value in vars(kind).items() if callable(value) and name != "__init__"]


def observed(exercise, put, function):
    with put(function) as answer:
        return comparing.observations(exercise, answer)


def what_comes_and_goes(exercise, f, put):
    """The kinds of things that a function is given and, after a >, that it gives back."""
    seen = set()

    @wraps(f)
    def spied(*arguments):
        found = f(*arguments)
        seen.update(kinds_in(arguments), {f"> {kind}" for kind in kinds_in([found])})
        return found

    observed(exercise, put, spied)
    return seen | ({"graph"} if "computed node" in seen and "> node" not in seen else set())


def survivors(number):
    """{(part, saboteur)} of those that had their occasion, and passed."""
    exercise = EXERCISES[number]
    right, found = comparing.of_reference(exercise), set()
    for part, (f, put) in parts_of(exercise.reference).items():
        if part not in PARTS.get(number, {part}):
            continue
        occasions = what_comes_and_goes(exercise, f, put)
        for name, (needs, saboteur) in SABOTEURS.items():
            if occasions & needs and not comparing.differences(observed(exercise, put, saboteur(f)), right):
                found.add((part, name))
    return found


WITHIN_ONE = "a tanh, a share and the last slope of a quotient are between -1 and 1 in any case"
ONE_INPUT = "the node that comes back has one input"
SLOPES = "the slopes of this operation are 0, 0.1, a half or 1 in any case, and it is these that would be changed"
AT_ZERO = "at 0 there is no slope, so no probe goes there"
NO_NUMBERS = "the order of a graph has nothing to do with the numbers in it"
RANDOM = "the weights that come back are drawn at random, and no number of them is promised"
POSITIVE = "sizes are positive, and so are losses"
ONLY_TELLS = (
    "its expression has to tell two engines apart; it need not compute anything right, and its nodes are its own"
)
ASKED_ONCE = "each network, and each output, is handed in once; what a second call should do, the card leaves open"
LOOP = "a loop around the step of 5.5, where examples with a 0 and equal ones are tried"
VERDICT = "what comes back is a verdict on an engine, and it is the same at other numbers than those given"
SHARES = {f"hands on {how}" for how in ("nothing negative", "nothing small", "sizes", "within one")}
DATA = {"nothing negative", "rounds", "sizes returned", "small is nothing", "within one"}
GIVEN = {"a 0 is nothing", "sizes given", "changes the inputs' data", "finds by value"}
REMEMBERED = {"remembers by the first argument", "remembers equal arguments"}
PASSES = [  # exercise, part, the saboteurs that pass there, and why they may
    (
        "1.6",
        "downhill",
        {"remembers equal arguments"},
        "all that it depends on is remembered, though a function by its name",
    ),
    ("3.3", "shows_setting", SHARES | DATA | GIVEN | {"forgets the second input"}, ONLY_TELLS),
    ("3.3", "shows_recursion", SHARES | DATA | GIVEN, ONLY_TELLS),
    ("3.3", "shows_levels", SHARES | DATA | GIVEN, ONLY_TELLS),
    ("3.4", "topological", SHARES | DATA - {"within one"} | {"a 0 is nothing", "sizes given"}, NO_NUMBERS),
    ("3.5", "backward", {"a 0 is nothing"}, "the probe of 3.5 takes right operations, and 3.8 tries a 0"),
    ("3.5", "backward", {"not twice for the same", "takes the graph apart"}, ASKED_ONCE),
    ("3.8", "__add__", SHARES, SLOPES),
    ("3.8", "backward", {"not twice for the same", "takes the graph apart"}, ASKED_ONCE),
    ("3.8", "tanh", SHARES - {"hands on nothing small"} | {"within one"}, WITHIN_ONE),
    ("3.8", "tanh", {"forgets the second input"}, ONE_INPUT),
    ("4.1", "larger", SHARES, SLOPES),
    ("4.3", "radd", SHARES, SLOPES),
    ("4.3", "rsub", {"hands on nothing small", "hands on within one"}, SLOPES),
    ("4.4", "shows", SHARES | DATA - {"rounds", "nothing negative"} | GIVEN | REMEMBERED, ONLY_TELLS),
    ("4.4", "shows", {"forgets the second input"}, ONE_INPUT),
    ("4.4", "Mended.leaky", SHARES, SLOPES),
    ("4.4", "Mended.leaky", {"forgets the second input"}, ONE_INPUT),
    ("4.4", "Mended.leaky", {"a 0 is nothing"}, AT_ZERO),
    ("4.6", "tanh_apart", {"within one", "hands on within one"}, WITHIN_ONE),
    ("4.7", "softmax", {"within one", "hands on within one", "nothing negative", "sizes returned"}, WITHIN_ONE),
    ("5.2", "neuron", SHARES | {"within one"}, WITHIN_ONE),
    ("5.2", "neuron", {"forgets the second input"}, ONE_INPUT),
    ("5.3", "build", DATA | {"finds by value"}, RANDOM),
    ("5.3", "build", {"a 0 is nothing", "sizes given"}, POSITIVE),
    ("5.4", "two_halves", {"not twice for the same"}, ASKED_ONCE),
    ("5.4", "two_halves", {"small moves left out"}, "no gradient of these cases is that small"),
    ("5.6", "train", {"not twice for the same"}, ASKED_ONCE),
    ("5.6", "train", {"a 0 is nothing", "equals once", "finds by value", "small moves left out"}, LOOP),
    ("5.7", "mended", {"not twice for the same"}, ASKED_ONCE),
    ("5.7", "mended", {"a 0 is nothing", "equals once", "finds by value"}, LOOP),
    ("5.7", "mended", {"nothing negative", "sizes returned"}, POSITIVE),
    ("6.1", "fits", {"a 0 is nothing", "finds by value", "sizes given"}, VERDICT),
    ("6.4", "shows_forgetting", SHARES | DATA | GIVEN | {"forgets the second input"}, ONLY_TELLS),
    ("6.4", "shows_setting", SHARES | DATA | GIVEN | {"forgets the second input"}, ONLY_TELLS),
    ("6.4", "tells_twins", SHARES | DATA | GIVEN | {"forgets the second input"}, ONLY_TELLS),
    ("6.4", "shows_stopping", SHARES | DATA | GIVEN | {"forgets the second input"}, ONLY_TELLS),
]


@pytest.mark.parametrize("number", PROGRAMS)
def test_every_saboteur_is_refused_or_known_to_do_no_harm(number):
    found = survivors(number)
    known = {(part, name) for exercise, part, names, _ in PASSES if exercise == number for name in names}
    assert found <= known, f"these pass the check of {number}: {sorted(found - known)}"
    assert known <= found, f"listed for {number}, but refused or without an occasion: {sorted(known - found)}"
