"""PyTorch as the witness: the same expressions and the same network give the same numbers in float64."""

import random

import pytest
from expressions import evaluate, programs
from hypothesis import given, settings

from micrograd_core import MLP, Value

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.torch

ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu, "sigmoid": torch.sigmoid, "linear": lambda n: n}


def tensor(x):
    return torch.tensor(x, dtype=torch.float64, requires_grad=True)


def ours(f, *numbers, calls=1):
    """The engine's value of f and its gradients, after `calls` calls of backward()."""
    leaves = [Value(x) for x in numbers]
    out = f(*leaves)
    for _ in range(calls):
        out.backward()
    return [out.data, *(x.grad for x in leaves)]


def theirs(f, *numbers, calls=1):
    """The same from PyTorch."""
    leaves = [tensor(x) for x in numbers]
    out = f(*leaves)
    for _ in range(calls):
        out.backward(retain_graph=True)
    return [out.item(), *(0.0 if x.grad is None else x.grad.item() for x in leaves)]


@given(programs())
@settings(derandomize=True, deadline=None, max_examples=300, database=None)
def test_random_expressions(expression):
    program, inputs = expression

    def f(*leaves):
        out = evaluate(program, leaves)
        return out + 0 * leaves[0]  # so that PyTorch has a graph even where relu cut every path

    assert ours(f, *inputs) == pytest.approx(theirs(f, *inputs), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("x", [-1000.0, -40.0, -2.0, -0.3, 0.0, 0.3, 2.0, 40.0, 1000.0])
@pytest.mark.parametrize("name", ["tanh", "relu", "sigmoid"])
def test_activations_far_from_zero_and_at_it(name, x):
    def f(a):
        return getattr(a, name)()

    assert ours(f, x) == pytest.approx(theirs(f, x), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("k", [-2, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3])
@pytest.mark.parametrize("x", [-1.7, 0.0, 1.7])
def test_powers(x, k):
    if (x == 0 and k < 0) or (x < 0 and k % 1):
        with pytest.raises((ValueError, ZeroDivisionError)):  # where PyTorch says inf or nan, the engine says why
            Value(x) ** k
        assert not torch.isfinite(tensor(x) ** k)
    else:
        assert ours(lambda a: a**k, x) == pytest.approx(theirs(lambda a: a**k, x), rel=1e-12)


def reused(a, b):
    t = a * b
    u = t.exp() + a
    return u * t + u / b - t**2


@pytest.mark.parametrize("calls", [1, 2, 3])
def test_gradients_accumulate_over_calls_of_backward(calls):
    numbers = (-0.7, 1.3)
    assert ours(reused, *numbers, calls=calls) == pytest.approx(theirs(reused, *numbers, calls=calls), rel=1e-12)
    for f in (lambda a, b: a * a * a * b, lambda a, b: a):
        assert ours(f, *numbers, calls=calls) == pytest.approx(theirs(f, *numbers, calls=calls), rel=1e-12)


def test_gradients_of_two_results_accumulate():
    a, t = Value(2.0), tensor(2.0)
    for x in (a, t):
        (x * 3).backward()
        (x * x).backward()
    assert a.grad == t.grad.item() == 7.0


def twin(net):
    """A copy of `net` out of tensors: its forward pass, and its parameters as (weights, biases) of each layer."""
    layers = []
    for layer in net.layers:
        w, b = (tensor([[w.data for w in n.w] for n in layer.neurons]), tensor([n.b.data for n in layer.neurons]))
        layers.append((w, b, ACTIVATIONS[layer.neurons[0].activation]))

    def forward(x):
        for w, b, activation in layers:
            x = activation(x @ w.T + b)
        return x

    return forward, [(w, b) for w, b, _ in layers]


def in_our_order(tensors):
    """Numbers of all (weights, biases) in the order of MLP.parameters(): each neuron's weights, then its bias."""
    return [x for w, b in tensors for row, bias in zip(w.tolist(), b.tolist()) for x in (*row, bias)]


@pytest.mark.parametrize("hidden", ACTIVATIONS)
@pytest.mark.parametrize("output", ["tanh", "linear"])
def test_the_network_and_its_twin(hidden, output):
    rng = random.Random(4)
    net = MLP(3, [4, 4, 1], activation=hidden, output=output, rng=rng)
    xs = [[rng.uniform(-2, 2) for _ in range(3)] for _ in range(6)]
    ys = [rng.choice([-1.0, 1.0]) for _ in xs]
    forward, tensors = twin(net)

    for _ in range(10):  # ten steps of training: a difference would grow
        outs = [net(x) for x in xs]
        loss = sum((out - y) ** 2 for out, y in zip(outs, ys)) + 0.01 * sum(p * p for p in net.parameters())
        net.zero_grad()
        loss.backward()

        their_outs = forward(torch.tensor(xs, dtype=torch.float64))[:, 0]
        their_loss = ((their_outs - torch.tensor(ys)) ** 2).sum()
        their_loss = their_loss + 0.01 * sum((w * w).sum() + (b * b).sum() for w, b in tensors)
        their_loss.backward()

        assert [out.data for out in outs] == pytest.approx(their_outs.tolist(), rel=1e-12, abs=1e-12)
        assert loss.data == pytest.approx(their_loss.item(), rel=1e-12)
        their_grads = in_our_order([(w.grad, b.grad) for w, b in tensors])
        assert [p.grad for p in net.parameters()] == pytest.approx(their_grads, rel=1e-12, abs=1e-12)

        for p in net.parameters():
            p.data -= 0.02 * p.grad
        with torch.no_grad():
            for t in (t for pair in tensors for t in pair):
                t -= 0.02 * t.grad
                t.grad = None

    assert [p.data for p in net.parameters()] == pytest.approx(in_our_order(tensors), rel=1e-12, abs=1e-12)
