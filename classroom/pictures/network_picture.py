"""A network as a picture, and its training as a film. Standard library only.

Both draw any object with `.layers` of `.neurons` with weights `.w` and a bias `.b`, the course's MLP as well as a
student's. They read its numbers and leave it as it is.
"""

import math
from html import escape
from numbers import Real

from classroom.pictures.embed import Picture
from classroom.pictures.palette import BLUE, GREY, INK, RED
from classroom.pictures.player import Player, document

POSITIVE, NEGATIVE, MUTED, GRID = BLUE, RED, GREY, "#e3e5e8"
SPACING, TIGHTEST = 64, 14  # px from one neuron of a layer to the next, at most and at least
LEVELS = 8  # how many widths of edges a picture tells apart


def draw_network(net, x=None, *, names=None, title=None):
    """A picture of `net`, an MLP, a Layer or a Neuron: an edge per weight, its width |w| and its colour the sign of w.

    x: nin numbers; each circle is then filled by, and holds, what comes out there. names: nin names for the inputs,
    x1, x2, … by default. title: the line above, the number of parameters by default.
    Raises TypeError for an object that is no network, ValueError if x or names has the wrong length.
    """
    layers = _layers(net)
    weights, biases = _weights(layers), [[_number(neuron.b) for neuron in layer] for layer in layers]
    sizes = [len(layers[0][0].w), *map(len, layers)]
    names = [f"x{i}" for i in range(1, sizes[0] + 1)] if names is None else [str(name) for name in names]
    if len(names) != sizes[0]:
        raise ValueError(f"this network takes {sizes[0]} inputs, but names has {len(names)}")
    activations = None if x is None else _activations(layers, x)

    margin = 44 + max(30, *(8 * len(name) for name in names))
    width = max(2 * margin + 176 * len(layers), 460)
    top, height = 108, min(SPACING * max(sizes), max(440, TIGHTEST * max(sizes)))
    columns, radius = _places(sizes, margin, top, width - 2 * margin, height)
    counts = [sum(len(neuron.w) + 1 for neuron in layer) for layer in layers]
    body = [
        _text(16, 26, title or _total(counts), 15, "start", weight="bold"),
        *(_heading(column[0][0], 54, lines) for column, lines in zip(columns, _headings(net, layers, counts))),
        _edges(columns, radius, weights, _largest(weights)),
        *(_edge_labels(*pair, matrix) for *pair, matrix in zip(columns, columns[1:], weights) if radius > 20),
        *(
            _text(cx - radius - 8, cy + 4, name, min(12, radius + 3), "end")
            for (cx, cy), name in zip(columns[0], names)
        ),
        *(_nodes(column, radius, outs) for column, outs in zip(columns, activations or [None] * len(columns))),
    ]
    if radius > 17:
        for column, layer in zip(columns[1:], biases):
            body += [_text(cx, cy + radius + 11, f"b {b:z.2f}", 10, fill=MUTED) for (cx, cy), b in zip(column, layer)]
    body.append(_legend(16, top + height + 26, _largest(weights), activations is not None))
    alt = _description(net, sizes, counts)
    if x is not None:
        alt += f"; for {', '.join(f'{value:g}' for value in activations[0])} it returns " + ", ".join(
            f"{value:z.4f}" for value in activations[-1]
        )
    return Picture(document(width, top + height + 62, "".join(body)), alt)


class TrainingFilm:
    """Records the training of `net` on inputs xs and targets ys, one `snap` per step, and plays it.

    film = TrainingFilm(net, xs, ys)
    for step in range(20):
        predictions = [net(x) for x in xs]
        loss = sum((p - y) ** 2 for p, y in zip(predictions, ys))
        film.snap(loss, predictions)
        ...  # zero the gradients, backward, update
    film.play()

    A target, like a prediction, is one number or a list of them.
    """

    def __init__(self, net, xs, ys):
        if len(xs) != len(ys):
            raise ValueError(f"every input needs a target: xs has {len(xs)}, ys has {len(ys)}")
        if not len(xs):
            raise ValueError("there is nothing to train on: xs is empty")
        self.net, self.xs, self.targets = net, xs, _flat(ys)
        self.losses, self.predictions, self.weights = [], [], []
        _layers(net)

    def __len__(self):
        return len(self.losses)

    def snap(self, loss, predictions=None):
        """Store this step's loss, predictions and weights, as plain numbers.

        Call it before the update, while the weights are those that gave the loss. predictions: what the network
        returned for each of xs; left out, they are computed, at the cost of one more forward pass.
        """
        predictions = _flat([self.net(x) for x in self.xs] if predictions is None else predictions)
        if len(predictions) != len(self.targets):
            raise ValueError(f"there are {len(self.targets)} targets, but {len(predictions)} predictions")
        self.losses.append(_number(loss))
        self.predictions.append(predictions)
        self.weights.append(_weights(_layers(self.net)))

    def play(self, alt=None, frames=20, seconds_per_frame=0.5):
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
            or f"Training in {len(self)} steps: the loss goes from {self.losses[0]:.4f} to {self.losses[-1]:.4f}, the "
            "predictions move towards their targets, and the weights change",
            size=(660, 400),
            base=loss.base + points.base + network.base,
            seconds_per_frame=seconds_per_frame,
        )

    def _caption(self, step):
        words = f"Step {step + 1}: the loss is {self.losses[step]:.4f}"
        if len(self.targets) > 6:
            return words
        return f"{words}, the predictions {', '.join(f'{p:z.2f}' for p in self.predictions[step])}"


# Reading a network


def _kind(net):
    return "MLP" if hasattr(net, "layers") else "layer" if hasattr(net, "neurons") else "neuron"


def _layers(net):
    """The network as lists of neurons, layer by layer; TypeError if it is none."""
    try:
        if _kind(net) == "MLP":
            layers = [list(layer.neurons) for layer in net.layers]
        else:
            layers = [list(getattr(net, "neurons", [net]))]
        sizes = [[len(neuron.w) for neuron in layer if neuron.b is not None] for layer in layers]
        if not layers or not all(layers) or not all(map(all, sizes)):
            raise TypeError
    except (AttributeError, TypeError):
        raise TypeError(
            f"a network has layers of neurons with weights w and a bias b; this {type(net).__name__} has not"
        ) from None
    fed = sizes[0][0]
    for i, (layer, counts) in enumerate(zip(layers, sizes), 1):
        if set(counts) != {fed}:
            raise ValueError(
                f"layer {i} gets {fed} numbers, but its neurons have {', '.join(map(str, counts))} weights"
            )
        fed = len(layer)
    return layers


def _number(value):
    """The number in a number or a Value, as a float."""
    number = value if isinstance(value, Real) else getattr(value, "data", None)
    if not isinstance(number, Real):
        raise TypeError(f"a number or a Value is needed here, not {type(value).__name__}")
    return float(number)


def _flat(values):
    """One list of floats out of numbers, Values and lists of them."""
    flat = []
    for value in values:
        flat += [_number(v) for v in value] if hasattr(value, "__len__") else [_number(value)]
    return flat


def _weights(layers):
    """weights[layer][neuron][input], floats."""
    return [[[_number(w) for w in neuron.w] for neuron in layer] for layer in layers]


def _activations(layers, x):
    """What comes out of every column of circles, inputs first; floats."""
    if not hasattr(x, "__len__"):
        raise TypeError(f"x must be a list of {len(layers[0][0].w)} numbers, not {type(x).__name__}")
    outs = [[_number(value) for value in x]]
    if len(outs[0]) != len(layers[0][0].w):
        raise ValueError(f"this network takes {len(layers[0][0].w)} inputs, but x has {len(outs[0])}")
    for layer in layers:
        outs.append([_number(neuron(outs[-1])) for neuron in layer])
    return outs


def _largest(weights):
    """The largest finite |w|, never 0."""
    return max((abs(w) for layer in weights for row in layer for w in row if math.isfinite(w)), default=0) or 1.0


# Words


def _count(n, thing):
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def _total(counts):
    """16 + 20 + 5 = 41 parameters."""
    return (" + ".join(map(str, counts)) + " = " if len(counts) > 1 else "") + _count(sum(counts), "parameter")


def _description(net, sizes, counts):
    inputs = _count(sizes[0], "input")
    if _kind(net) != "MLP":
        neurons = f" and {_count(sizes[1], 'neuron')}" if _kind(net) == "layer" else ""
        return f"A {_kind(net)} with {inputs}{neurons}; {_total(counts)}"
    hidden = [str(size) for size in sizes[1:-1]]
    parts = [inputs, _count(sizes[-1], "output")]
    if hidden:
        listed = " and ".join(filter(None, [", ".join(hidden[:-1]), hidden[-1]]))
        parts.insert(1, f"{'a hidden layer' if len(hidden) == 1 else 'hidden layers'} of {listed} neurons")
    return f"An MLP with {', '.join(parts[:-1])}{',' if hidden else ''} and {parts[-1]}; {_total(counts)}"


def _headings(net, layers, counts):
    """The lines above each column of circles."""
    yield [_count(len(layers[0][0].w), "input")]
    for i, (layer, count) in enumerate(zip(layers, counts), 1):
        name = "output layer" if i == len(layers) else f"hidden layer {i}" if len(layers) > 2 else "hidden layer"
        activation = getattr(layer[0], "activation", None)
        neurons = _count(len(layer), "neuron") + (f", {activation}" if isinstance(activation, str) else "")
        yield [name, neurons, _count(count, "parameter")][_kind(net) != "MLP" :]


# Drawing


def _text(x, y, words, size=12, anchor="middle", fill=INK, weight="normal"):
    look = f'font-size="{size:g}" text-anchor="{anchor}" fill="{fill}" font-weight="{weight}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(words)}</text>'


def _heading(x, y, lines):
    return "".join(_text(x, y + 16 * i, line, fill=MUTED if i else INK) for i, line in enumerate(lines))


def _places(sizes, left, top, width, height):
    """Where the circles go: a column of (x, y) per layer within the box, and their radius."""
    spacing = min(SPACING, height / max(sizes))
    step = width / (len(sizes) - 1)
    columns = [
        [(left + i * step, top + height / 2 + (j - (size - 1) / 2) * spacing) for j in range(size)]
        for i, size in enumerate(sizes)
    ]
    return columns, 0.35 * spacing


def _edges(columns, radius, weights, largest):
    """Every weight as a line from circle to circle, thin ones first; those that look alike share a path."""
    looks = {}
    for left, right, matrix in zip(columns, columns[1:], weights):
        for (x2, y2), row in zip(right, matrix):
            for (x1, y1), w in zip(left, row):
                level = math.ceil(LEVELS * abs(w) / largest) if math.isfinite(w) else LEVELS
                away = radius / math.hypot(x2 - x1, y2 - y1)
                dx, dy = away * (x2 - x1), away * (y2 - y1)
                line = f"M{x1 + dx:.0f} {y1 + dy:.0f}L{x2 - dx:.0f} {y2 - dy:.0f}"
                looks.setdefault((min(max(level, 1), LEVELS), w < 0), []).append(line)
    widest = min(max(radius / 4, 1.6), 5)
    paths = (
        f'<path d="{"".join(lines)}"{_pen(level / LEVELS, negative, widest)}/>'
        for (level, negative), lines in sorted(looks.items())
    )
    return f'<g fill="none">{"".join(paths)}</g>'


def _pen(strength, negative, widest):
    dashes = ' stroke-dasharray="6 3"' if negative else ""
    colour = NEGATIVE if negative else POSITIVE
    width, opacity = max(widest * strength, 0.5), 0.3 + 0.7 * strength**2
    return f' stroke="{colour}" stroke-width="{width:.2g}" opacity="{opacity:.2g}"{dashes}'


def _edge_labels(left, right, matrix):
    """The weights as numbers, where there are few enough of them to read."""
    if len(left) * len(right) > 6:
        return ""
    body = []
    for (x2, y2), row in zip(right, matrix):
        for (x1, y1), w in zip(left, row):
            x, y, words = x1 + 0.4 * (x2 - x1), y1 + 0.4 * (y2 - y1), f"{w:z.2f}"
            half = 3 + 3.4 * len(words)
            body.append(f'<rect x="{x - half:.1f}" y="{y - 8:.1f}" width="{2 * half:.1f}" height="16" fill="#fff"/>')
            body.append(_text(x, y + 4, words, 11))
    return "".join(body)


def _nodes(column, radius, outs=None):
    """The circles of a column; outs: what comes out of each, relative to the largest in the column or to 1."""
    if outs is None:
        return "".join(_circle(x, y, radius) for x, y in column)
    scale = max([1.0, *(abs(out) for out in outs if math.isfinite(out))])
    size = min(12, 0.5 * radius)
    return "".join(
        _circle(x, y, radius, _tint(out / scale), out < 0)
        + (_text(x, y + 0.35 * size, f"{out:z.2f}" if abs(out) < 100 else f"{out:.3g}", size) if radius > 14 else "")
        for (x, y), out in zip(column, outs)
    )


def _circle(x, y, radius, fill="#fff", dashed=False):
    dashes = ' stroke-dasharray="3 2"' if dashed else ""
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" stroke="{INK}" stroke-width="1.2"{dashes}/>'
    )


def _tint(share):
    """White for 0, and towards the colour of the sign up to ±1; pale enough for dark digits."""
    colour = NEGATIVE if share < 0 else POSITIVE
    strength = 0.65 * min(abs(share), 1) if math.isfinite(share) else 0
    return "#" + "".join(f"{round(255 + strength * (int(colour[i : i + 2], 16) - 255)):02x}" for i in (1, 3, 5))


def _legend(x, y, largest, with_values=False, size=12):
    """Two lines of key, 430 px wide."""
    line = '<line x1="{0}" x2="{1}" y1="{2}" y2="{2}"{3}/>'
    key = (
        line.format(x, x + 36, y - 4, _pen(1, False, 3))
        + _text(x + 44, y, "positive weight", size, "start")
        + line.format(x + 160, x + 196, y - 4, _pen(1, True, 3))
        + _text(x + 204, y, "negative weight", size, "start")
    )
    words = f"thicker: larger, up to {largest:.2f}"
    if with_values:
        words += "; a dashed circle holds a negative number"
    return key + _text(x, y + 20, words, size, "start", MUTED)


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
            f'<path d="M{left} {self.y(value):.1f}H{right}" stroke="{GRID}"/>'
            + _text(left - 6, self.y(value) + 4, label, 11, "end", MUTED)
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
        curve = " ".join(f"{x:.1f},{y:.1f}" for x, y in self.places)
        self.base = (
            _text(16, 20, "loss" + " (logarithmic scale)" * log, 13, "start", weight="bold")
            + axis.svg(self.left, self.right)
            + _text(self.left, self.bottom + 18, "step 1", 11, "start", MUTED)
            + _text(self.right, self.bottom + 18, str(len(losses)), 11, "end", MUTED)
            + f'<defs><polyline id="loss" points="{curve}" fill="none" stroke="{POSITIVE}" stroke-width="2"/></defs>'
        )

    def at(self, step):
        x, y = self.places[step]
        return (  # the inner <svg> cuts the curve off at this step
            f'<svg width="{x:.1f}" height="200"><use href="#loss"/></svg>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{POSITIVE}"/>'
        )


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
        labels = "".join(_text(x, 384, str(i), 11, fill=MUTED) for i, x in enumerate(self._xs(), 1))
        self.base = (
            _text(16, 222, "predictions", 13, "start", weight="bold")
            + f'<circle cx="116" cy="218" r="4" fill="{POSITIVE}"/>'
            + _text(132, 222, "and targets", 13, "start", weight="bold")
            + self.axis.svg(self.left, self.right)
            + f'<path d="M222 218h20{marks}" stroke="{INK}" stroke-width="3"/>'
            + (labels if len(targets) <= 12 else _text(160, 384, _count(len(targets), "target"), 11, fill=MUTED))
        )

    def _xs(self):
        return [self.left + (i + 0.5) * self.stride for i in range(len(self.targets))]

    def at(self, predictions):
        places = [(x, self.axis.y(p), self.axis.y(t)) for x, p, t in zip(self._xs(), predictions, self.targets)]
        gaps = "".join(f"M{x:.1f} {y:.1f}V{target:.1f}" for x, y, target in places)
        radius = min(4.5, max(1.5, 0.4 * self.stride))
        dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.2g}"/>' for x, y, _ in places)
        return f'<path d="{gaps}" stroke="{MUTED}" stroke-dasharray="2 2"/><g fill="{POSITIVE}">{dots}</g>'


class _WeightsPanel:
    def __init__(self, history):
        sizes = [len(history[0][0][0]), *map(len, history[0])]
        self.columns, self.radius = _places(sizes, 320, 44, 310, 290)
        self.largest = max(map(_largest, history))
        self.base = (
            _text(300, 20, "weights", 13, "start", weight="bold")
            + "".join(_nodes(column, self.radius) for column in self.columns)
            + _legend(300, 364, self.largest)
        )

    def at(self, weights):
        return _edges(self.columns, self.radius, weights, self.largest)
