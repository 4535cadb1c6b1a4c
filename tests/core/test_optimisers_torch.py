"""The optimisers that lesson 07 writes, beside those of torch.optim: the same trajectories in float64."""

import random

import nbformat
import pytest

from classroom.authoring import build
from micrograd_core import MLP, Value

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.torch

TOLERANCE = 1e-10


OPTIMISERS = {
    "SGD": ({"rate": 0.015}, lambda parameters: torch.optim.SGD(parameters, lr=0.015)),
    "Momentum": ({"rate": 0.012}, lambda parameters: torch.optim.SGD(parameters, lr=0.012, momentum=0.9)),
    "Adam": ({"rate": 0.3}, lambda parameters: torch.optim.Adam(parameters, lr=0.3)),
}
per_optimiser = pytest.mark.parametrize("name", OPTIMISERS)


@pytest.fixture(scope="module")
def lesson():
    """The names that the lesson's cells with its optimisers define."""
    names = {}
    cells = nbformat.read(build.NOTEBOOKS / "07_training_lab.ipynb", 4).cells
    for cell in cells:
        if cell.cell_type == "code" and cell.source.startswith(tuple(f"class {name}:" for name in OPTIMISERS)):
            exec(cell.source, names)
    return names


def tensor(number):
    return torch.tensor(number, dtype=torch.float64, requires_grad=True)


@per_optimiser
def test_the_way_down_the_valley(lesson, name):
    settings, theirs = OPTIMISERS[name]
    ours, tensors = [Value(4.0), Value(1.0)], [tensor(4.0), tensor(1.0)]
    optimiser, their_optimiser = lesson[name](ours, **settings), theirs(tensors)
    for _ in range(100):
        for x, y in (ours, tensors):
            loss = 0.5 * x * x + 50 * y * y
            x.grad = y.grad = 0.0 if isinstance(x, Value) else None
            loss.backward()
        optimiser.step()
        their_optimiser.step()
        assert [p.data for p in ours] == pytest.approx([t.item() for t in tensors], rel=TOLERANCE, abs=TOLERANCE)


@per_optimiser
def test_the_training_of_a_network(lesson, name):
    """With mini-batches and a rate that falls, as in the lesson."""
    from test_engine_torch import in_our_order, twin

    settings, theirs = OPTIMISERS[name]
    rng = random.Random(7)
    net = MLP(2, [5, 4, 1], output="linear", rng=rng)
    forward, pairs = twin(net)
    optimiser, their_optimiser = lesson[name](net.parameters(), **settings), theirs([t for pair in pairs for t in pair])
    for step in range(60):
        batch = [([rng.uniform(-2, 2), rng.uniform(-2, 2)], rng.choice((-1.0, 1.0))) for _ in range(5)]
        optimiser.rate = their_optimiser.param_groups[0]["lr"] = settings["rate"] * (1 - 0.9 * step / 60)
        loss = sum((net(x) - y) ** 2 for x, y in batch) * 0.2
        net.zero_grad()
        loss.backward()
        optimiser.step()
        their_optimiser.zero_grad()
        outs = forward(torch.tensor([x for x, _ in batch], dtype=torch.float64))[:, 0]
        (((outs - torch.tensor([y for _, y in batch])) ** 2).sum() * 0.2).backward()
        their_optimiser.step()
        found = in_our_order(pairs)
        assert [p.data for p in net.parameters()] == pytest.approx(found, rel=TOLERANCE, abs=TOLERANCE), step
