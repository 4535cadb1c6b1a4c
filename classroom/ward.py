"""The ward of lesson 06: a healthy engine like that of lesson 03, and the sick ones, each of which has one bug.

    >>> Value = engine("sub: plus")
    >>> (Value(3.0) - Value(1.0)).data
    4.0

A bug is an edit of the healthy engine's source, {old text: new text}. caught_by tells which of them an expression exposes.
"""

import difflib
import inspect
import math
import random
from collections.abc import Callable
from functools import cache
from typing import Any

import micrograd_core
from classroom.instruments import nudge


class Value:
    def __init__(self, data, _prev=(), _op=""):
        self.data, self.grad, self.label = float(data), 0.0, ""
        self._prev, self._op = _prev, _op
        self._backward = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def __pow__(self, k):
        if isinstance(k, Value):
            raise TypeError(f"Value({self.data}) ** Value({k.data}): in the ward, an exponent is a plain number")
        out = Value(self.data**k, (self,), f"**{k}")

        def _backward():
            self.grad += k * self.data ** (k - 1) * out.grad

        out._backward = _backward
        return out

    def exp(self):
        e = math.exp(self.data)
        out = Value(e, (self,), "exp")

        def _backward():
            self.grad += e * out.grad

        out._backward = _backward
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Value(t, (self,), "tanh")

        def _backward():
            self.grad += (1 - t * t) * out.grad

        out._backward = _backward
        return out

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __truediv__(self, other):
        return self * other**-1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return (-self) + other

    def __rtruediv__(self, other):
        return other * self**-1

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for input in node._prev:
                    visit(input)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            node._backward()


SOURCE = inspect.getsource(Value)
BUGS = {
    "add: = for +=": {"grad += out.grad": "grad = out.grad"},
    "add: right input gets nothing": {"other.grad += out.grad": "pass"},
    "add: left input gets nothing": {"self.grad += out.grad": "pass"},
    "add: forgets what arrives": {"grad += out.grad": "grad += 1.0"},
    "mul: = for +=": {"grad += other.data": "grad = other.data", "grad += self.data": "grad = self.data"},
    "mul: own number for the other's": {
        "self.grad += other.data": "self.grad += self.data",
        "other.grad += self.data": "other.grad += other.data",
    },
    "mul: forgets what arrives": {".data * out.grad": ".data"},
    "mul: right input gets nothing": {"other.grad += self.data * out.grad": "pass"},
    "mul: left input gets nothing": {"self.grad += other.data * out.grad": "pass"},
    "mul: slope 1 for both": {"other.data * out.grad": "out.grad", "self.data * out.grad": "out.grad"},
    "tanh: = for +=": {"grad += (1": "grad = (1"},
    "tanh: slope 1": {"(1 - t * t) *": "1 *"},
    "tanh: 1 - n*n for 1 - t*t": {"(1 - t * t)": "(1 - self.data**2)"},
    "tanh: 1 - t for 1 - t*t": {"(1 - t * t)": "(1 - t)"},
    "tanh: the sigmoid's slope": {"(1 - t * t)": "t * (1 - t)"},
    "tanh: forgets what arrives": {"(1 - t * t) * out.grad": "1 - t * t"},
    "tanh: of half the number": {"tanh(self.data)": "tanh(self.data / 2)", "(1 - t * t)": "(1 - t * t) / 2"},
    "exp: = for +=": {"grad += e": "grad = e"},
    "exp: slope exp(exp(n))": {"+= e *": "+= math.exp(e) *"},
    "exp: forgets what arrives": {"+= e * out.grad": "+= e"},
    "exp: slope n": {"+= e *": "+= self.data *"},
    "pow: = for +=": {"grad += k": "grad = k"},
    "pow: exponent not lowered": {"** (k - 1)": "**k"},
    "pow: without the factor k": {"k * self.data": "self.data"},
    "pow: k - 1 as the factor": {"k * self.data": "(k - 1) * self.data"},
    "pow: forgets what arrives": {" ** (k - 1) * out.grad": " ** (k - 1)"},
    "sub: plus": {"self + (-other)": "self + other"},
    "1 - x: the wrong way round": {"(-self) + other": "self - other"},
    "1 / x: the wrong way round": {"other * self**-1": "self * Value(other)**-1"},
    "backward: no seed": {"self.grad = 1.0": "pass"},
    "backward: not reversed": {"reversed(order)": "order"},
    "backward: listed when met": {
        "visit(input)\n                order.append(node)": "visit(input)",
        "seen.add(node)": "seen.add(node)\n                order.append(node)",
        "reversed(order)": "order",
    },
    "backward: visits again and again": {"if node not in seen": "if True"},
    "backward: stops after one level": {
        "node._backward()": "(node is self or node in self._prev) and node._backward()"
    },
}
BEDS = random.Random(6).sample([*BUGS], len(BUGS))  # who lies where, from bed 1 on
POINT = 0.7, -1.3  # away from 0, 1, -1 and 2, where wrong rules agree with right ones
TOLERANCE = 1e-5


def engine(bug: str | None = None) -> Any:
    """A new class: the engine that has this bug, a name in BUGS; the healthy one without. Changing it changes no other."""
    if bug is not None and bug not in BUGS:
        near = difflib.get_close_matches(str(bug), BUGS, 1, 0)[0]
        raise ValueError(f"nobody in the ward has {bug!r}; the nearest is {near!r}")
    return edited(BUGS[bug] if bug else {})


def edited(changes: dict[str, str]) -> Any:
    """A new class: the healthy engine with other texts in places of its source, {old: new}."""
    space = {"math": math, "__name__": __name__}
    exec(_compiled(tuple(changes.items())), space)
    return space["Value"]


@cache
def _compiled(changes):
    source = SOURCE
    for old, new in changes:
        if old not in source:
            raise ValueError(f"{old!r} does not stand in the engine's source")
        source = source.replace(old, new)
    return compile(source, __file__, "exec")


def patient(bed: int) -> Any:
    """The engine in a bed, from 1 to as many as there are; which bug lies where is in no order, and nobody says."""
    if bed not in range(1, len(BEDS) + 1):
        raise ValueError(f"there is no bed {bed!r}; the beds are numbered from 1 to {len(BEDS)}")
    return engine(BEDS[bed - 1])


def caught_by(f: Callable[..., Any], *inputs: float) -> list[str]:
    """The bugs that an expression exposes, by their names: f(x, y) is wrong there in its value or in a gradient.

    inputs: as many numbers as f takes; POINT if there are none. Right is what the course's own engine computes, and what nudging
    says of it, to TOLERANCE, relative to numbers above 1. An engine that raises an error is exposed as well.
    Raises TypeError where f returns no Value, and ValueError where the healthy engine fails, too: then f exposes nobody.
    """
    inputs = inputs or POINT
    right = [found_by(micrograd_core.Value, f, inputs)[0], *nudge(_plain(f), *inputs)]
    if not agree(found_by(engine(), f, inputs), right):
        raise ValueError(
            f"the healthy engine is not right at {inputs} either: near a jump, a 0 below a bar, or too steep?"
        )
    return [bug for bug in BUGS if not _is_right(engine(bug), f, inputs, right)]


def found_by(Value: Any, f: Callable[..., Any], inputs: tuple[float, ...]) -> list[float]:
    """What an engine says of f at these inputs: its value, then the gradient of each input."""
    leaves = [Value(x) for x in inputs]
    y = f(*leaves)
    if not isinstance(y, Value):
        raise TypeError(f"an expression returns a Value, but this one returned {y!r}")
    y.backward()
    return [y.data, *(leaf.grad for leaf in leaves)]


def agree(found: list[float], right: list[float]) -> bool:
    """Whether numbers agree to TOLERANCE: relative to the right one where that is above 1, absolute below."""
    return all(abs(one - other) <= TOLERANCE * max(1, abs(other)) for one, other in zip(found, right, strict=True))


def _plain(f):
    """f as a function of plain numbers, for nudge."""
    return lambda *numbers: f(*map(micrograd_core.Value, numbers)).data


def _is_right(Value, f, inputs, right):
    try:
        return agree(found_by(Value, f, inputs), right)
    except ArithmeticError:
        return False
