"""The engines that lessons 03 and 04 build, whole and right, and what the probes of both do with them.

`Value` keeps a rule, a closure, in each node; `Small` keeps local derivatives. A probe uses an answer's own class where there is one.
"""

import re
import traceback
from contextlib import contextmanager
from numbers import Real

from classroom.checks.guard import class_kept
from classroom.checks.raised import Raised


class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self.grad = 0.0
        self.label = label
        self._prev = _prev
        self._op = _op
        self._backward = lambda: None


class Small:
    def __init__(self, data, op="", inputs=(), local=()):
        self.data, self.grad, self.label = data, 0.0, ""
        self._op, self._prev, self._local = op, inputs, local

    def __add__(self, other):
        other = wrap(other)
        return Small(self.data + other.data, "+", (self, other), (1.0, 1.0))

    def __sub__(self, other):
        other = wrap(other)
        return Small(self.data - other.data, "-", (self, other), (1.0, -1.0))

    def __mul__(self, other):
        other = wrap(other)
        return Small(self.data * other.data, "*", (self, other), (other.data, self.data))

    def backward(self):
        self.grad = 1.0
        for node in reversed(topological(self)):
            for input, slope in zip(node._prev, node._local):
                input.grad += slope * node.grad


def wrap(x):
    return x if isinstance(x, Small) else Small(float(x))


def topological(root):
    """Every node below `root`, and `root`, each after all of its inputs."""
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for input in node._prev:
                visit(input)
            order.append(node)

    visit(root)
    return order


@contextmanager
def taught(kind, **methods):
    """Within, a class has these methods; afterwards it is what it was."""
    with class_kept(kind):
        for name, method in methods.items():
            setattr(kind, name, method)
        yield


def signed(x):
    """A number as a student reads it, with a true minus sign."""
    return str(x).replace("-", "−")


def made_wrong(y):
    """{what: how} for the first node in y's graph that was put together wrong; {} if there is none."""
    todo, seen = [y], set()
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            if faults := faults_of_node(node):
                which = "the result" if node is y else "a node below the result"
                return {f"{what} of {which}": how for what, how in faults.items()}
            todo += node._prev
    return {}


def faults_of_node(node):
    """Its inputs should be nodes, and each should have a local derivative, a plain number."""
    for what, parts, kind in (("inputs", node._prev, type(node)), ("local derivatives", node._local, Real)):
        if not isinstance(parts, (tuple, list)):
            return {what: f"a {type(parts).__name__}, not a tuple"}
        if strangers := [part for part in parts if not isinstance(part, kind)]:
            return {what: f"a {type(strangers[0]).__name__} among them"}
    if len(node._prev) != len(node._local):
        return {"local derivatives": f"{len(node._local)} of them, for {len(node._prev)} inputs"}
    return {}


def outcome(y, **leaves):
    """{node: value} for a result y: what it is, which leaves it can be traced back to, and their gradients."""
    if not hasattr(y, "backward"):
        return {"the result": y if y is None else f"a {type(y).__name__}"}
    if wrong := made_wrong(y):
        return wrong
    below = topological(y)
    found = ", ".join(name for name, leaf in leaves.items() if leaf in below) or "none of the inputs"
    y.backward()
    seen = {"the result": y, "y.data": y.data, "in its graph": found}
    seen |= {f"{name}.grad": leaf.grad for name, leaf in leaves.items()}
    return seen | {f"{name}.data": leaf.data for name, leaf in leaves.items()}


def codes_of(error):
    """The code of every function that an error came through, the innermost last."""
    return [frame.f_code for frame, _ in traceback.walk_tb(error.__traceback__)]


TOLD_APART = {
    r"must be real number|ufunc": "a function for plain numbers, called with a Value",
    r"not supported between instances": "Values compared with each other",
    r"holds one real number, not Value": "a Value made of a Value",
    r"'(float|int)' object has no attribute 'exp'": "a plain number asked for its exp",
}


def calling(answer, *inputs):
    """(what the answer returned, {}), or (None, {what it did: the error}) for errors that a probe tells from all others."""
    try:
        return answer(*inputs), {}
    except (TypeError, AttributeError) as error:
        for pattern, did in TOLD_APART.items():
            if re.search(pattern, str(error)):
                return None, {did: Raised(error)}
        raise
