"""Networks that note how they are trained, and words for the way they went."""

import math
import random
from functools import partial
from itertools import pairwise, repeat
from numbers import Real
from operator import attrgetter, mul

from classroom.checks.fresh import fresh
from micrograd_core import MLP

SHAPE = 2, [3, 1]
RIGHT = "each by rate times its gradient, downhill"
# The four of the notebook, and three with the same inputs, of which two have the same target as well.
XS = ((0.7, -1.3), (-0.4, 0.6), (1.6, 0.9), (-1.2, -0.5), (0.0, 1.1), (0.0, 1.1), (0.0, 1.1))
YS = (0.8, -0.6, 0.7, -0.8, 0.5, 0.5, -0.3)


def examples(kind=float, count=4):
    """So many of them; in class the first four are those of the notebook."""
    return [[kind(each) for each in fresh(*x)] for x in XS[:count]], list(fresh(*YS)[:count])


def all_right(seen, right):
    """Whether observations are the right ones, by node. A probe goes no further than the first case that goes wrong."""
    return {observation.node: observation.value for observation in seen} == right


class Enough(Exception):
    """The network has been trained for as long as it allows."""


class Noting(MLP):
    """A network that notes whether its `zero_grad` was looked up, and whether it was called."""

    named = cleared = False

    @property
    def zero_grad(self):
        self.named = True
        return self.clear

    def clear(self):
        self.cleared = True
        super().zero_grad()

    def brackets(self):
        """What to observe besides where gradients are wrong."""
        return {"`net.zero_grad`": "looked up, and never called"} if self.named and not self.cleared else {}


class Watched(Noting):
    """A network that notes its parameters whenever it is asked and they have changed since.

    states: the parameters at the start and after each update. most: the number of updates after which it raises Enough.
    It starts like the MLP of this seed, in grading from other numbers near those.
    """

    def __init__(self, seed, most=None):
        super().__init__(*SHAPE, rng=random.Random(seed))
        for p in self.parameters():
            p.data = fresh(p.data)
        self.states = [state_of(self)]
        self.most = most
        self.asked = 0

    @property
    def updates(self):
        return len(self.states) - 1

    def __call__(self, x):
        self.note()
        return super().__call__(x)

    def note(self):
        """Add a state if the parameters are no longer those of the latest one."""
        self.asked += 1
        if (now := state_of(self)) != self.states[-1]:
            self.states.append(now)
        if self.most is not None and (self.updates > self.most or self.asked > 40 * self.most):
            raise Enough


Watched.__name__ = "MLP"  # what a student reads where an error names the kind of `net`


def state_of(net):
    return list(map(attrgetter("data"), net.parameters()))


def of_another_class(net):
    """What to observe of a network whose class is not what it was, or {}."""
    return {} if type(net) is Watched else {"what the network is afterwards": "of another class"}


def is_nudging(states):
    """Whether each state between the first and the last is the first with one parameter moved a little."""
    between = [list(map(abs, step_between(states[0], state))) for state in states[1:-1]]
    return len(between) > 1 and all(sum(each > 1e-12 for each in moved) <= 1 and max(moved) < 0.02 for moved in between)


def strange_kind(state):
    """What stands in a parameter's data in place of a number, or None."""
    return next((f"a {type(each).__name__}" for each in state if not isinstance(each, Real)), None)


def loss_of(net, xs, ys):
    return sum((net(x) - y) ** 2 for x, y in zip(xs, ys))


def network_at(state):
    """A network with these parameters."""
    net = MLP(*SHAPE, rng=random.Random(0))
    for p, number in zip(net.parameters(), state):
        p.data = float(number)
    return net


def loss_at(state, xs, ys):
    return loss_of(network_at(state), xs, ys).data


def gradients_at(state, xs, ys):
    net = network_at(state)
    loss_of(net, xs, ys).backward()
    return [p.grad for p in net.parameters()]


# These three run inside a check, which counts every line of Python; so they leave their loops to map.


def close(one, other):
    return len(one) == len(other) and all(map(partial(math.isclose, rel_tol=1e-6, abs_tol=1e-12), one, other))


def times(factor, vector):
    return list(map(mul, repeat(factor), vector))


def plus(*vectors):
    return list(map(sum, zip(*vectors)))


def step_between(before, after):
    return plus(after, times(-1, before))


def rate_of(step, gradients):
    """The rate with which this step goes downhill, or None if it does not go along the gradients."""
    square = sum(map(mul, gradients, gradients))
    rate = -sum(map(mul, step, gradients)) / square if square else 0.0
    return rate if rate and close(step, times(-rate, gradients)) else None


def way(before, after, rate, xs, ys, earlier=()):
    """How an update moved the parameters, in words; RIGHT if it is one of gradient descent with this rate.

    earlier: the gradients of the steps before, the first one first.
    """
    step = step_between(before, after)
    if not any(step):
        return "not at all"
    gradients = gradients_at(before, xs, ys)
    for words, expected in known_ways(before, rate, xs, ys, gradients, earlier):
        if close(step, expected):
            return words
    if rate_of(step, gradients):
        return "each by one and the same multiple of its gradient, but not by the rate"
    return to_one_side(step) or "in another way"


def known_ways(before, rate, xs, ys, gradients, earlier):
    """(words, step) for the right way and those that people take, each computed when the ones before did not fit."""
    yield RIGHT, times(-rate, gradients)
    yield "each by rate times its gradient, uphill", times(rate, gradients)
    yield "each by its whole gradient", times(-1, gradients)
    yield "each by twice what it should be", times(-2 * rate, gradients)
    yield "each by the part of one example, as with a mean", times(-rate / len(xs), gradients)
    yield "each to minus rate times its gradient", plus(times(-rate, gradients), times(-1, before))
    yield "each to rate times its gradient", plus(times(rate, gradients), times(-1, before))
    yield "all by the rate itself", [-rate] * len(before)
    yield "all by rate times the loss", [-rate * loss_at(before, xs, ys)] * len(before)
    yield "all by the same amount, some up and some down", [-math.copysign(rate, g) for g in gradients]
    yield "each by rate times its own number", times(-rate, before)
    if earlier:
        yield "by gradients that piled up", times(-rate, plus(gradients, *earlier))
        yield "by the gradients of the first step", times(-rate, earlier[0])
        yield "by the gradients of the first step, which piled up", times(-rate * (len(earlier) + 1), earlier[0])
        yield "by the gradients of the step before", times(-rate, earlier[-1])
    yield "by the gradients of the first example alone", times(-rate, gradients_at(before, xs[:1], ys[:1]))
    yield "by the gradients of the last example alone", times(-rate, gradients_at(before, xs[-1:], ys[-1:]))


def to_one_side(step):
    """Which parameters moved, in words, if not all did."""
    moved = [number for number, each in enumerate(step) if each]
    net = network_at(step)
    biases = [number for number, p in enumerate(net.parameters()) if p in {n.b for l in net.layers for n in l.neurons}]
    if len(moved) == len(step):
        return None
    if moved == [0]:
        return "the first one and no other"
    if moved == [len(step) - 1]:
        return "the last one and no other"
    return "the weights and not the biases" if not set(moved) & set(biases) else "some of them and not all"


def whole_way(states, rate, steps, xs, ys):
    """How a training of so many steps went from state to state, in words."""
    if len(states) == 1:
        return "not at all"
    first = gradients_at(states[0], xs, ys)
    if len(states) == 2 and steps > 1:
        rate_of_all = rate_of(step_between(*states), first)
        if rate_of_all and math.isclose(rate_of_all, steps * rate):
            return "every step by the gradients of the first"
        if rate_of_all and math.isclose(rate_of_all, steps * (steps + 1) / 2 * rate):
            return "every step by the gradients of the first, which piled up"
    earlier = []
    for number, (before, after) in enumerate(pairwise(states), 1):
        if number > 1 and after == states[0]:
            return "back to the start after a step"
        if (words := way(before, after, rate, xs, ys, earlier)) != RIGHT:
            return words
        earlier.append(gradients_at(before, xs, ys))
    return f"{len(states) - 1} steps as they should be"
