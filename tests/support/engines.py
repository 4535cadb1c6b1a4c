"""Small engines, right and wrong, for the tests of what watches them. All are closure engines like that of lesson 03.

A walk runs the rules below a root, in some order. `engine(walk)` makes a class whose backward() seeds and walks.
"""

import math
from types import SimpleNamespace


def topological(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for input in node._prev:
                visit(input)
            order.append(node)

    visit(root)
    return order


def in_order(root):
    for node in reversed(topological(root)):
        node._backward()


def not_reversed(root):
    for node in topological(root):
        node._backward()


def recursive(node):
    node._backward()
    for input in node._prev:
        recursive(input)


def level_by_level(root):
    queue, seen = [root], {root}
    for node in queue:
        node._backward()
        for input in node._prev:
            if input not in seen:
                seen.add(input)
                queue.append(input)


def endless(root):
    while True:
        root._backward()


def engine(walk=in_order, adds=True, seed=1.0, multiplies=True):
    """A class of values. adds: += rather than =. seed: None for none. multiplies: False forgets `* out.grad`."""

    class Value:
        def __init__(self, data, _prev=(), _op="", label=""):
            self.data, self.grad, self.label = data, 0.0, label
            self._prev, self._op = _prev, _op
            self._backward = lambda: None

        def __add__(self, other):
            return _made(self.data + other.data, "+", (self, other), (1.0, 1.0))

        def __mul__(self, other):
            return _made(self.data * other.data, "*", (self, other), (other.data, self.data))

        def tanh(self):
            y = math.tanh(self.data)
            return _made(y, "tanh", (self,), (1 - y**2,))

        def backward(self):
            if seed is not None:
                self.grad = seed
            walk(self)

    def _made(data, op, inputs, slopes):
        out = Value(data, inputs, op)

        def _backward():
            for input, slope in zip(inputs, slopes):
                amount = slope * out.grad if multiplies else slope
                input.grad = input.grad + amount if adds else amount

        out._backward = _backward
        return out

    return Value


def reused(Value, first=2.0, second=3.0):
    """t = a * first, u = t * second, y = t + u, at a = 1, as a namespace: a's gradient is first * (1 + second)."""
    a = Value(1.0)
    t = a * Value(first)
    u = t * Value(second)
    return _labelled(a=a, t=t, u=u, y=t + u)


def neuron(Value):
    """o = tanh(x1*w1 + x2*w2 + b), the neuron of lessons 02 to 05, as a namespace."""
    x1, x2, w1, w2, b = map(Value, (2.0, 0.0, -3.0, 1.0, 6.8813735870195432))
    n = x1 * w1 + x2 * w2 + b
    return _labelled(x1=x1, x2=x2, w1=w1, w2=w2, b=b, n=n, o=n.tanh())


def _labelled(**values):
    for name, value in values.items():
        value.label = name
    return SimpleNamespace(**values)
