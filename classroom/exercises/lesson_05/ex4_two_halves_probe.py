"""How 5.4 is tried: with a network that notes how many examples go into one graph."""

import random
from math import isclose

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises.training_probe import Noting, loss_of
from micrograd_core import MLP, Value

takes = a_function("net", "xs", "ys")
# The last three have the same inputs, and two of them the same target as well: two examples are two examples.
XS = [[0.7, -1.3], [-0.4, 0.6], [1.6, 0.9], [-1.2, -0.5], [0.0, 1.1], [0.0, 1.1], [0.0, 1.1]]
YS = [0.8, -0.6, 0.7, -0.8, -0.3, -0.3, 0.5]


class Parameter(Value):
    """A parameter that tells its network when its gradient is written: by backward(), or by whoever clears it."""

    __slots__ = ("net", "noted")

    @property
    def grad(self):
        return self.noted

    @grad.setter
    def grad(self, number):
        self.noted = number
        if hasattr(self, "net"):
            self.net.asked = 0


Parameter.__name__ = "Value"  # what a student reads where an error names the kind of parameter


class Counting(Noting):
    """A network that counts the examples it is asked about until a gradient is written."""

    most = asked = 0

    def __call__(self, x):
        self.asked += 1
        self.most = max(self.most, self.asked)
        return super().__call__(x)


Counting.__name__ = "MLP"


def network(seed):
    net = MLP(2, [3, 1], rng=random.Random(seed))
    for p in net.parameters():
        p.data = fresh(p.data)
    return net


def counting(net):
    """A network with the same parameters that counts."""
    twin = Counting(2, [3, 1], rng=random.Random(0))
    numbers = iter([p.data for p in net.parameters()])
    for layer in twin.layers:
        for neuron in layer.neurons:
            neuron.w = [Parameter(next(numbers)) for _ in neuron.w]
            neuron.b = Parameter(next(numbers))
    for p in twin.parameters():
        p.net = twin
    return twin


def probe(answer):
    def run(seed, count, left):
        xs, ys = [list(fresh(*x)) for x in XS[:count]], list(fresh(*YS[:count]))
        right = network(seed)
        net = counting(right)
        loss_of(right, xs, ys).backward()
        for p in net.parameters():
            p.grad = left
        kept = [list(x) for x in xs], list(ys), [p.data for p in net.parameters()]
        answer(net, xs, ys)
        same = (xs, ys, [p.data for p in net.parameters()]) == kept
        pairs = list(zip(net.parameters(), right.parameters()))
        fits = [isclose(one.grad, other.grad, rel_tol=1e-6, abs_tol=1e-9) for one, other in pairs]
        found = {
            "the first weight's gradient": pairs[0][0].grad,
            "the last bias's gradient": pairs[-1][0].grad,
            "gradients that are those of the whole loss": f"{sum(fits)} of {len(fits)}",
            "examples in one graph, at most": "half of them" if net.most <= (count + 1) // 2 else "more than half",
            "parameters and examples": "as they were" if same else "changed",
        }
        return found if all(fits) else found | net.brackets()

    for tried, *case in (
        ("4 examples, on a new network", 3, 4, 0.0),
        ("6 examples, on a network with old gradients of 0.5 in it", 8, 6, 0.5),
        ("7 examples, on a new network", 5, 7, 0.0),
        ("4 examples, on a network that is new again", 6, 4, 0.0),
    ):
        yield from observe(tried, run, *case)
