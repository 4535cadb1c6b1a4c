"""Reading an expression graph: any engine's, as long as its values have `data`, `grad`, `_prev` and `_op`.

`read_graph` takes a snapshot and changes nothing; `local_derivatives` asks a value's own backward rule; `describe` says in
words what a graph computes.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

FORMAT = "{:.4g}"  # of every number in graphs and films
_NEEDED = ("data", "grad", "_prev", "_op")
BINDS = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "**": 4}  # how strongly; a name or a call binds more than all
ATOM = 5


@dataclass(frozen=True, eq=False, slots=True)
class Node:
    """One value of an expression graph, as it was when the graph was read.

    key: "v0", "v1", ... is its place in the topological order. value: the object itself. inputs: the keys of the values
    it was made from, in order; `a + a` has the same key twice.
    """

    key: str
    value: Any
    label: str
    data: Any
    grad: Any
    op: str
    inputs: tuple[str, ...]


def read_graph(root: Any) -> list[Node]:
    """Every value that `root` was made from, and `root`, as Nodes, each after all of its inputs.

    Depth first, inputs in order, so that the same graph always gives the same list. No recursion: depth is no limit.
    TypeError if `root`, or anything below it, is not a value; ValueError if a value is made from itself.
    """
    if missing := _missing(root):
        raise TypeError(f"a graph starts at a Value, but {_kind(root)} has no {missing}")
    nodes: list[Node] = []
    keys, waiting = {}, {id(root)}
    path = [(root, inputs := _inputs(root), iter(inputs))]
    while path:
        value, inputs, rest = path[-1]
        for input in rest:
            if id(input) in waiting:
                raise ValueError(f"the graph has a cycle: {_name(input)} is made from itself, so no order is right")
            if id(input) not in keys:
                waiting.add(id(input))
                path.append((input, inputs := _inputs(input), iter(inputs)))
                break
        else:  # all inputs of this value are read
            path.pop()
            waiting.remove(id(value))
            keys[id(value)] = f"v{len(nodes)}"
            label, op = _plain(getattr(value, "label", "")), _plain(value._op)
            input_keys = tuple(keys[id(input)] for input in inputs)
            nodes.append(Node(keys[id(value)], value, label, value.data, value.grad, op, input_keys))
    return nodes


def local_derivatives(node, nodes):
    """d(node)/d(input) for each of the node's inputs: a tuple of floats, None where it cannot be told.

    nodes: the list from `read_graph` that holds `node`. An engine that stores local derivatives in `_local` is asked;
    otherwise the value's own `_backward` is run with its gradient at 1, and every gradient of the graph is put back,
    even if `_backward` raises. That measures one sum per object: for a value used twice, as in `a * a`, the two shares are
    known only where swapping the inputs changes nothing (+ and *), and None elsewhere.
    """
    stored = getattr(node.value, "_local", None)
    in_order = isinstance(node.value._prev, tuple | list)
    if in_order and isinstance(stored, tuple | list) and len(stored) == len(node.inputs):
        return tuple(stored)
    measured = _measure(node, nodes)
    return tuple(_share(node, key, measured.get(key)) for key in node.inputs)


def _measure(node, nodes):
    """What the node's `_backward` adds to each input, by key, when the node's gradient is 1; empty if it fails."""
    inputs = {key: nodes[int(key[1:])].value for key in node.inputs}
    before = [(n.value, n.value.grad) for n in nodes]  # all, because a wrong rule may write anywhere
    try:
        for value in inputs.values():
            value.grad = 0.0
        node.value.grad = 1.0
        node.value._backward()
        return {key: float(value.grad) for key, value in inputs.items()}
    except Exception:  # noqa: BLE001  the student's own code may raise anything
        return {}
    finally:
        for value, grad in before:
            if value.grad is not grad:
                value.grad = grad


def _share(node, key, total):
    """The part of `total` that belongs to one use of the input `key`."""
    uses = node.inputs.count(key)
    if uses == 1 or total is None:
        return total
    return total / uses if node.op in ("+", "*") else None


def _inputs(value):
    """What `value` was made from, as a tuple; TypeError naming the first thing that is not a value."""
    inputs = value._prev
    if not isinstance(inputs, tuple | list | set | frozenset):
        raise TypeError(f"_prev of {_name(value)} is {_kind(inputs)}; it should be a tuple of Values")
    for input in inputs:
        if missing := _missing(input):
            raise TypeError(f"_prev of {_name(value)} holds {_kind(input)}, which is not a Value: it has no {missing}")
    if isinstance(inputs, set | frozenset):  # a set has no order of its own that two runs would share
        return tuple(sorted(inputs, key=lambda v: (str(getattr(v, "label", "")), str(v._op), str(v.data))))
    return tuple(inputs)


def _plain(text):
    """A label or symbol as a str on one line, without characters that no font shows and no XML allows."""
    return "" if text is None else "".join(c for c in " ".join(str(text).split()) if c.isprintable())


def _missing(thing):
    """The first attribute that a value needs and `thing` lacks, or ""."""
    if isinstance(thing, type):
        return "data of its own"
    return next((name for name in _NEEDED if not hasattr(thing, name)), "")


def _kind(thing):
    """ "a list", "an int", "the class Value", "None": what an error message calls a thing that should not be there."""
    if thing is None:
        return "None"
    if isinstance(thing, type):
        return f"the class {thing.__name__}"
    name = type(thing).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def _name(value):
    """What an error message calls a value: its label, or the operation and the number."""
    label = getattr(value, "label", "")
    return f"'{label}'" if label else f"the {value._op + ' ' if value._op else ''}value {value.data}"


def number_text(number, fmt=FORMAT):
    """A number as a picture shows it: in `fmt`, or in short where that would be endless; anything else by its repr."""
    try:
        text = fmt.format(number + 0.0)  # + 0.0 makes -0.0 a plain 0.0
    except (TypeError, ValueError, OverflowError):
        text = " ".join(repr(number).split())
        return text if len(text) <= 24 else text[:23] + "…"
    return f"{number:.4g}" if len(text) > 16 and abs(number) >= 1e10 else text


def describe(nodes, fmt=FORMAT, parameters=(), longest=12):
    """What the graph computes, in one line of words, for a reader who cannot see the picture.

    nodes: from `read_graph`. parameters: the ids of the values to count as such. Up to `longest` operations are written
    out, each labelled value with its formula and its number; beyond that they are counted.
    """
    operations = Counter(node.op or "?" for node in nodes if node.inputs)
    root = nodes[-1]
    result = f"{root.label} = {number_text(root.data, fmt)}" if root.label else number_text(root.data, fmt)
    if not operations:
        return f"Expression graph: {result}"
    if operations.total() <= longest:
        return "Expression graph: " + "; ".join(_formulas(nodes, fmt))
    leaves = [node for node in nodes if not node.inputs]
    trained = sum(id(node.value) in parameters for node in leaves)
    kinds = ", ".join(f"{count} {op}" for op, count in sorted(operations.items()))
    inputs = f"{len(leaves)} inputs" + (f", {trained} of them parameters," if trained else "")
    return f"Expression graph: {operations.total()} operations ({kinds}) on {inputs} give {result}"


def _formulas(nodes, fmt, longest=40):
    """ "e = a * b = -6" for each labelled value; an unlabelled one goes into the formula of what it is used for."""
    uses = Counter(key for node in nodes for key in node.inputs)
    known, lines = {}, []  # known: key -> (text, how strongly it binds)
    for node in nodes:
        if not node.inputs:
            text = node.label or number_text(node.data, "{:g}")
            known[node.key] = (text, BINDS["neg"] if text.startswith("-") else ATOM)
            continue
        formula, binds = formula_of(node.op, [known[key] for key in node.inputs])
        is_root = node is nodes[-1]
        if not is_root and not node.label and uses[node.key] == 1 and len(formula) <= longest:
            known[node.key] = (formula, binds)
            continue
        name = node.label or ("" if is_root else node.key)
        known[node.key] = (name, ATOM)
        lines.append(" = ".join(filter(None, (name, formula, number_text(node.data, fmt)))))
    return lines


def formula_of(op, inputs):
    """The formula for one operation, and how strongly it binds. inputs: (text, binds) of each."""

    def bracketed(input, least):
        text, binds = input
        return text if binds >= least else f"({text})"

    if op in BINDS and len(inputs) == 2:
        least = BINDS[op]
        left = bracketed(inputs[0], least + (op == "**"))
        return f"{left} {op} {bracketed(inputs[1], least + (op != '**'))}", least
    if op == "neg" and len(inputs) == 1:
        return f"-{bracketed(inputs[0], BINDS['neg'])}", BINDS["neg"]
    if op.startswith("**") and len(inputs) == 1:
        return f"{bracketed(inputs[0], ATOM)}{op}", BINDS["**"]
    return f"{op or '?'}({', '.join(text for text, _ in inputs)})", ATOM
