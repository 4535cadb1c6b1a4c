"""A network as a picture, and the parts of it that the film of its training shows as well."""

import math
from collections.abc import Collection, Iterable
from typing import Any

from classroom.pictures import svg
from classroom.pictures.embed import Picture
from classroom.pictures.expression_graph import number_text
from classroom.pictures.network_reading import activations_of, kind_of, largest_weight, layers_of, number_of, weights_of
from classroom.pictures.palette import BLUE, GREY, INK, RED, WHITE
from classroom.pictures.player import sheet

POSITIVE, NEGATIVE, MUTED = BLUE, RED, GREY
SPACING, TIGHTEST = 64, 14  # px from one neuron of a layer to the next, at most and at least
LEVELS = 8  # how many widths of edges a picture tells apart


def draw_network(
    net: Any, x: Collection[Any] | None = None, *, names: Iterable[str] | None = None, title: str | None = None
) -> Picture:
    """A picture of `net`, an MLP, a Layer or a Neuron: an edge per weight, its width |w| and its colour the sign of w.

    x: nin numbers; each circle is then filled by, and holds, what comes out there. names: nin names for the inputs,
    x1, x2, … by default. title: the line above, the number of parameters by default.
    Raises TypeError for an object that is no network, ValueError if x or names has the wrong length.
    """
    layers = layers_of(net)
    weights, biases = weights_of(layers), [[number_of(neuron.b) for neuron in layer] for layer in layers]
    sizes = [len(layers[0][0].w), *map(len, layers)]
    names = [f"x{i}" for i in range(1, sizes[0] + 1)] if names is None else [str(name) for name in names]
    if len(names) != sizes[0]:
        raise ValueError(f"this network takes {sizes[0]} inputs, but names has {len(names)}")
    activations = None if x is None else activations_of(layers, x)

    margin = 44 + max(30, *(8 * len(name) for name in names))
    width = max(2 * margin + 176 * len(layers), 460)
    top, height = 108, min(SPACING * max(sizes), max(440, TIGHTEST * max(sizes)))
    columns, radius = place_columns(sizes, margin, top, width - 2 * margin, height)
    counts = [sum(len(neuron.w) + 1 for neuron in layer) for layer in layers]
    body = [
        draw_text(16, 26, title or _total(counts), 15, "start", weight="bold"),
        *(_heading(column[0][0], 54, lines) for column, lines in zip(columns, _headings(net, layers, counts))),
        draw_edges(columns, radius, weights, largest_weight(weights)),
        *(_edge_labels(*layer) for layer in zip(columns, columns[1:], weights) if radius > 20),
        *(
            draw_text(cx - radius - 8, cy + 4, name, 12 if radius > 8 else 11, "end")
            for (cx, cy), name in zip(columns[0], names)
        ),
        *(draw_nodes(column, radius, outs) for column, outs in zip(columns, activations or [None] * len(columns))),
    ]
    if radius > 17:
        for column, layer in zip(columns[1:], biases):
            body += [
                draw_text(cx, cy + radius + 11, f"b {number_text(b, '{:z.2f}')}", 11, fill=MUTED)
                for (cx, cy), b in zip(column, layer)
            ]
    body.append(draw_legend(16, top + height + 26, largest_weight(weights), activations is not None))
    alt = _description(net, sizes, counts)
    if activations is not None:
        alt += f"; for {', '.join(f'{value:g}' for value in activations[0])} it returns " + ", ".join(
            number_text(value, "{:z.4f}") for value in activations[-1]
        )
    return Picture(sheet(width, top + height + 62, "".join(body)), alt)


# Words


def counted(n, thing):
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def _total(counts):
    """16 + 20 + 5 = 41 parameters."""
    return (" + ".join(map(str, counts)) + " = " if len(counts) > 1 else "") + counted(sum(counts), "parameter")


def _description(net, sizes, counts):
    inputs = counted(sizes[0], "input")
    if kind_of(net) != "MLP":
        neurons = f" and {counted(sizes[1], 'neuron')}" if kind_of(net) == "layer" else ""
        return f"A {kind_of(net)} with {inputs}{neurons}; {_total(counts)}"
    hidden = [str(size) for size in sizes[1:-1]]
    parts = [inputs, counted(sizes[-1], "output")]
    if hidden:
        listed = " and ".join(filter(None, [", ".join(hidden[:-1]), hidden[-1]]))
        parts.insert(1, f"{'a hidden layer' if len(hidden) == 1 else 'hidden layers'} of {listed} neurons")
    return f"An MLP with {', '.join(parts[:-1])}{',' if hidden else ''} and {parts[-1]}; {_total(counts)}"


def _headings(net, layers, counts):
    """The lines above each column of circles."""
    yield [counted(len(layers[0][0].w), "input")]
    for i, (layer, count) in enumerate(zip(layers, counts), 1):
        name = "output layer" if i == len(layers) else f"hidden layer {i}" if len(layers) > 2 else "hidden layer"
        activation = getattr(layer[0], "activation", None)
        neurons = counted(len(layer), "neuron") + (f", {activation}" if isinstance(activation, str) else "")
        yield [name, neurons, counted(count, "parameter")][kind_of(net) != "MLP" :]


# Drawing


def draw_text(x, y, words, size=12.0, anchor="middle", fill=INK, weight="normal"):
    look = {"font_size": f"{size:g}", "text_anchor": anchor, "fill": fill, "font_weight": weight}
    return svg.text(float(x), float(y), words, **look)


def _heading(x, y, lines):
    return "".join(draw_text(x, y + 16 * i, line, fill=MUTED if i else INK) for i, line in enumerate(lines))


def place_columns(sizes, left, top, width, height):
    """Where the circles go: a column of (x, y) per layer within the box, and their radius."""
    spacing = min(SPACING, height / max(sizes))
    step = width / (len(sizes) - 1)
    columns = [
        [(left + i * step, top + height / 2 + (j - (size - 1) / 2) * spacing) for j in range(size)]
        for i, size in enumerate(sizes)
    ]
    return columns, 0.35 * spacing


def draw_edges(columns, radius, weights, largest):
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
        svg.path("".join(lines), **_pen(level / LEVELS, negative, widest))
        for (level, negative), lines in sorted(looks.items())
    )
    return svg.group(paths, fill="none")


def _pen(strength, negative, widest):
    """What the line of a weight looks like. strength: up to 1, for the largest."""
    return {
        "stroke": NEGATIVE if negative else POSITIVE,
        "stroke_width": f"{max(widest * strength, 0.5):.2g}",
        "opacity": f"{0.3 + 0.7 * strength**2:.2g}",
        "stroke_dasharray": "6 3" if negative else None,
    }


def _edge_labels(left, right, matrix):
    """The weights as numbers, where there are few enough of them to read."""
    if len(left) * len(right) > 6:
        return ""
    body = []
    for (x2, y2), row in zip(right, matrix):
        for (x1, y1), w in zip(left, row):
            x, y, words = x1 + 0.4 * (x2 - x1), y1 + 0.4 * (y2 - y1), number_text(w, "{:z.2f}")
            half = 3 + 3.4 * len(words)
            body.append(svg.rect(x - half, y - 8, 2 * half, 16, fill=WHITE))
            body.append(draw_text(x, y + 4, words, 11))
    return "".join(body)


def draw_nodes(column, radius, outs=None):
    """The circles of a column; outs: what comes out of each, relative to the largest in the column or to 1."""
    if outs is None:
        return "".join(_circle(x, y, radius) for x, y in column)
    scale = max([1.0, *(abs(out) for out in outs if math.isfinite(out))])
    size = min(12, 0.5 * radius)
    has_room = size >= 11
    return "".join(
        _circle(x, y, radius, _tint(out / scale), out < 0)
        + (draw_text(x, y + 0.35 * size, f"{out:z.2f}" if abs(out) < 100 else f"{out:.3g}", size) if has_room else "")
        for (x, y), out in zip(column, outs)
    )


def _circle(x, y, radius, fill=WHITE, dashed=False):
    dashes = "3 2" if dashed else None
    return svg.circle(x, y, radius, fill=fill, stroke=INK, stroke_width=1.2, stroke_dasharray=dashes)


def _tint(share):
    """White for 0, and towards the colour of the sign up to ±1; pale enough for dark digits."""
    colour = NEGATIVE if share < 0 else POSITIVE
    strength = 0.65 * min(abs(share), 1) if math.isfinite(share) else 0
    return "#" + "".join(f"{round(255 + strength * (int(colour[i : i + 2], 16) - 255)):02x}" for i in (1, 3, 5))


def draw_legend(x, y, largest, with_values=False, size=12):
    """Two lines of key, 430 px wide."""
    key = (
        svg.element("line", x1=x, x2=x + 36, y1=y - 4, y2=y - 4, **_pen(1, False, 3))
        + draw_text(x + 44, y, "positive weight", size, "start")
        + svg.element("line", x1=x + 160, x2=x + 196, y1=y - 4, y2=y - 4, **_pen(1, True, 3))
        + draw_text(x + 204, y, "negative weight", size, "start")
    )
    words = f"thicker: larger, up to {number_text(largest, '{:.2f}')}"
    if with_values:
        words += "; a dashed circle holds a negative number"
    return key + draw_text(x, y + 20, words, size, "start", MUTED)
