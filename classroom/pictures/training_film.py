"""The training of a network as a film: its loss, its predictions and its weights, step by step."""

import math
from collections.abc import Collection, Iterable
from typing import Any

from classroom.pictures import svg
from classroom.pictures.expression_graph import number_text
from classroom.pictures.network_picture import (
    MUTED,
    POSITIVE,
    counted,
    draw_edges,
    draw_legend,
    draw_nodes,
    draw_text,
    place_columns,
)
from classroom.pictures.network_reading import largest_weight, layers_of, number_of, weights_of
from classroom.pictures.palette import INK, PALE_GREY
from classroom.pictures.player import Player


class TrainingFilm:
    """Records the training of `net` on inputs xs and targets ys, one `snap` before each step and one after the last, and plays it.

    film = TrainingFilm(net, xs, ys)
    for step in range(20):
        predictions = [net(x) for x in xs]
        loss = sum((p - y) ** 2 for p, y in zip(predictions, ys))
        film.snap(loss, predictions)
        ...  # zero the gradients, backward, update
    film.snap(sum((net(x) - y) ** 2 for x, y in zip(xs, ys)))
    film.play()

    A target, like a prediction, is one number or a list of them.
    """

    def __init__(self, net: Any, xs: Collection[Any], ys: Collection[Any]):
        if len(xs) != len(ys):
            raise ValueError(f"every input needs a target: xs has {len(xs)}, ys has {len(ys)}")
        if not len(xs):
            raise ValueError("there is nothing to train on: xs is empty")
        self.net, self.xs, self.targets = net, xs, _flat(ys)
        self.losses: list[float] = []
        self.predictions: list[list[float]] = []
        self.weights: list[list[list[list[float]]]] = []  # by step, layer, neuron and input
        layers_of(net)

    def __len__(self) -> int:
        return len(self.losses)

    def snap(self, loss: Any, predictions: Iterable[Any] | None = None) -> None:
        """Store this step's loss, predictions and weights, as plain numbers.

        Call it before the update, while the weights are those that gave the loss. predictions: what the network
        returned for each of xs; left out, they are computed, at the cost of one more forward pass.
        """
        outs = _flat([self.net(x) for x in self.xs] if predictions is None else predictions)
        if len(outs) != len(self.targets):
            raise ValueError(f"there are {len(self.targets)} targets, but {len(outs)} predictions")
        self.losses.append(number_of(loss))
        self.predictions.append(outs)
        self.weights.append(weights_of(layers_of(self.net)))

    def play(self, alt: str | None = None, frames: int = 20, seconds_per_frame: float = 0.5) -> Player:
        """The film as a Player: the loss so far, predictions and targets, and the weights, at up to `frames` of the
        steps, evenly spaced, the first and the last among them. alt: what it shows, in words."""
        if not self.losses:
            raise ValueError("nothing to play: call snap(loss) once in every training step")
        last, frames = len(self) - 1, max(2, min(frames, len(self)))
        steps = sorted({round(i * last / (frames - 1)) for i in range(frames)})
        loss, points = _LossPanel(self.losses), _PredictionPanel(self.targets, self.predictions)
        network = _WeightsPanel(self.weights)
        return Player(
            [loss.at(step) + points.at(self.predictions[step]) + network.at(self.weights[step]) for step in steps],
            [self._caption(step) for step in steps],
            alt
            or f"Training in {counted(last, 'step')}: the loss goes from {loss_text(self.losses[0])} to "
            f"{loss_text(self.losses[-1])}, the predictions move towards their targets, and the weights change",
            size=(660, 400),
            base=loss.base + points.base + network.base,
            seconds_per_frame=seconds_per_frame,
        )

    def _caption(self, step):
        when = f"After step {step}" if step else "Before training"
        words = f"{when}: the loss is {loss_text(self.losses[step])}"
        if len(self.targets) > 6:
            return words
        return f"{words}, the predictions {', '.join(number_text(p, '{:z.2f}') for p in self.predictions[step])}"


def loss_text(loss):
    return number_text(loss, "{:.4f}")


def _flat(values):
    """One list of floats out of numbers, Values and lists of them."""
    flat = []
    for value in values:
        flat += [number_of(v) for v in value] if hasattr(value, "__len__") else [number_of(value)]
    return flat


# The three panels of the film. Each has `base`, drawn once, and `at(…)`, what one step adds to it.


class _Axis:
    """A vertical axis from y = bottom up to y = top for values between low and high, with a few round ticks."""

    def __init__(self, values, top, bottom, log=False):
        values = [v for v in values if math.isfinite(v)] or [0.0]
        self.log, self.top, self.bottom = log, top, bottom
        low, high = min(values), max(values)
        if log:
            low, high = math.floor(math.log10(low)), math.ceil(math.log10(high))
            high += low == high
            step = math.ceil((high - low) / 5)
            exponents = range(low, high + 1, step)
            self.low, self.high, self.ticks = low, high, [(10.0**e, f"{10.0**e:g}") for e in exponents]
            return
        high += (low == high) * 1.0
        size = 10 ** math.floor(math.log10((high - low) / 3))
        step = next(size * k for k in (1, 2, 5, 10) if (high - low) / (size * k) <= 4)
        first, final = math.floor(low / step), math.ceil(high / step)
        self.low, self.high = first * step, final * step
        self.ticks = [(k * step, f"{k * step:g}") for k in range(first, final + 1)]

    def y(self, value):
        """Where `value` stands; what is off the scale, or no number, stands at the top."""
        value = (math.log10(value) if value > 0 else self.low) if self.log else value
        share = (value - self.low) / (self.high - self.low) if math.isfinite(value) else 1.0
        return self.bottom - share * (self.bottom - self.top)

    def svg(self, left, right):
        return "".join(
            svg.path(f"M{left} {self.y(value):.1f}H{right}", stroke=PALE_GREY)
            + draw_text(left - 6, self.y(value) + 4, label, 11, "end", MUTED)
            for value, label in self.ticks
        )


class _LossPanel:
    left, right, top, bottom = 52, 268, 34, 170

    def __init__(self, losses):
        finite = [loss for loss in losses if math.isfinite(loss)]
        log = bool(finite) and min(finite) > 0 and max(finite) > 20 * min(finite)
        axis = _Axis(losses if log else [0.0, *losses], self.top, self.bottom, log)
        stride = (self.right - self.left) / max(1, len(losses) - 1)
        self.places = [(self.left + i * stride, axis.y(loss)) for i, loss in enumerate(losses)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in self.places)
        curve = svg.element("polyline", id="loss", points=points, fill="none", stroke=POSITIVE, stroke_width=2)
        self.base = (
            draw_text(16, 20, "loss" + " (logarithmic scale)" * log, 13, "start", weight="bold")
            + axis.svg(self.left, self.right)
            + draw_text(self.left, self.bottom + 18, "step 0", 11, "start", MUTED)
            + draw_text(self.right, self.bottom + 18, str(len(losses) - 1), 11, "end", MUTED)
            + svg.element("defs", curve)
        )

    def at(self, step):
        x, y = self.places[step]
        curve_so_far = svg.element("svg", svg.element("use", href="#loss"), width=x, height=200)  # it cuts off the rest
        return curve_so_far + svg.circle(x, y, 4, fill=POSITIVE)


class _PredictionPanel:
    left, right, top, bottom = 52, 268, 236, 366

    def __init__(self, targets, predictions):
        self.axis = _Axis([*targets, *(p for row in predictions for p in row)], self.top, self.bottom)
        self.stride = (self.right - self.left) / len(targets)
        self.targets = targets
        half = min(10, 0.4 * self.stride)
        marks = "".join(
            f"M{x - half:.1f} {self.axis.y(target):.1f}h{2 * half:.1f}" for x, target in zip(self._xs(), targets)
        )
        labels = "".join(draw_text(x, 384, str(i), 11, fill=MUTED) for i, x in enumerate(self._xs(), 1))
        self.base = (
            draw_text(16, 222, "predictions", 13, "start", weight="bold")
            + svg.circle(116, 218, 4, fill=POSITIVE)
            + draw_text(132, 222, "and targets", 13, "start", weight="bold")
            + self.axis.svg(self.left, self.right)
            + svg.path(f"M222 218h20{marks}", stroke=INK, stroke_width=3)
            + (labels if len(targets) <= 12 else draw_text(160, 384, counted(len(targets), "target"), 11, fill=MUTED))
        )

    def _xs(self):
        return [self.left + (i + 0.5) * self.stride for i in range(len(self.targets))]

    def at(self, predictions):
        places = [(x, self.axis.y(p), self.axis.y(t)) for x, p, t in zip(self._xs(), predictions, self.targets)]
        gaps = "".join(f"M{x:.1f} {y:.1f}V{target:.1f}" for x, y, target in places)
        radius = f"{min(4.5, max(1.5, 0.4 * self.stride)):.2g}"
        dots = svg.group((svg.circle(x, y, radius) for x, y, _ in places), fill=POSITIVE)
        return svg.path(gaps, stroke=MUTED, stroke_dasharray="2 2") + dots


class _WeightsPanel:
    def __init__(self, history):
        sizes = [len(history[0][0][0]), *map(len, history[0])]
        self.columns, self.radius = place_columns(sizes, 320, 44, 310, 290)
        self.largest = max(map(largest_weight, history))
        self.base = (
            draw_text(300, 20, "weights", 13, "start", weight="bold")
            + "".join(draw_nodes(column, self.radius) for column in self.columns)
            + draw_legend(300, 364, self.largest)
        )

    def at(self, weights):
        return draw_edges(self.columns, self.radius, weights, self.largest)
