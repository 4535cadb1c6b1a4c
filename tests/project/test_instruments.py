"""The losses among the instruments: right, and clear about what they cannot take."""

import math
import random

import pytest

from classroom.checks.stubs import code_cells
from classroom.files import ROOT
from classroom.instruments import cross_entropy, mean_loss
from micrograd_core import MLP, Value


def test_the_worked_example():
    logits = [Value(z) for z in (0.0, 3.0, -2.0, 1.0)]
    loss = cross_entropy(logits, 3)
    loss.backward()
    assert round(loss.data, 4) == 2.1755
    assert [round(z.grad, 4) for z in logits] == [0.0418, 0.8390, 0.0057, -0.8865]


@pytest.mark.parametrize("shift", [-1e6, -700.0, 0.0, 710.0, 1e6])
def test_a_shift_changes_nothing(shift):
    logits = [Value(z + shift) for z in (0.0, 3.0, -2.0, 1.0)]
    loss = cross_entropy(logits, 3)
    loss.backward()
    assert loss.data == pytest.approx(2.175515, rel=1e-6)
    assert sum(z.grad for z in logits) == pytest.approx(0, abs=1e-9)


def test_a_share_that_is_too_small_for_a_float_has_a_loss():
    assert cross_entropy([Value(0.0), Value(-800.0)], 1).data == 800.0


@pytest.mark.parametrize(
    ("logits", "label", "words"),
    [
        ([0.5, 1.5, -0.5], 3, "with 3 logits a label is a whole number from 0 to 2, not 3"),
        ([0.5, 1.5, -0.5], -1, "from 0 to 2, not -1"),
        ([0.5, 1.5, -0.5], 1.0, "not 1.0"),
        ([0.5, 1.5, -0.5], "setosa", "not 'setosa'"),
        ([0.5], 0, "at least 2 classes, but the number of logits is 1"),
        ([], 0, "the number of logits is 0"),
    ],
)
def test_what_is_no_choice_or_no_label_is_refused(logits, label, words):
    with pytest.raises(ValueError, match=words):
        cross_entropy([Value(z) for z in logits], label)


def test_they_are_the_ones_that_lesson_08_builds():
    built = {}
    cells = code_cells((ROOT / "notebooks" / "src" / "08_three_classes.py").read_text(encoding="utf-8"))
    for name in ("cross_entropy", "mean_loss"):
        (cell,) = (cell for cell in cells if cell.startswith(f"def {name}("))
        exec(cell.partition("\n\n\n")[0], built)
    logits = [Value(z) for z in (0.7, -1.3, 720.0)]
    assert built["cross_entropy"](logits, 1).data == cross_entropy(logits, 1).data
    net = MLP(2, [3], output="linear", rng=random.Random(2))
    batch = [[0.3, -0.7], [1.3, 0.4]], [0, 2]
    assert built["mean_loss"](net, *batch).data == mean_loss(net, *batch).data


def test_a_network_with_one_output_is_refused():
    with pytest.raises(ValueError, match="the number of logits is 1"):
        mean_loss(MLP(2, [1]), [[0.5, 0.5]], [0])


def test_the_mean_is_over_the_batch():
    net = MLP(2, [3], output="linear", rng=random.Random(1))
    xs, labels = [[0.3, -0.7], [1.3, 0.4]], [0, 2]
    one, other = (cross_entropy(net(x), label).data for x, label in zip(xs, labels))
    assert math.isclose(mean_loss(net, xs, labels).data, (one + other) / 2)


@pytest.mark.parametrize(
    ("count", "labels", "words"),
    [(0, [], "xs is empty"), (2, [0], "xs has 2, labels has 1"), (1, [0, 1], "xs has 1, labels has 2")],
)
def test_a_batch_without_partners_is_refused(count, labels, words):
    with pytest.raises(ValueError, match=words):
        mean_loss(MLP(2, [3]), [[0.5, 0.5]] * count, labels)
