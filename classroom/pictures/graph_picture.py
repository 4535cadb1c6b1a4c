"""`draw_dot(root)`: the picture of an expression graph, which shows whether or not Graphviz is installed.

The same boxes, edges, words and colours are handed to Graphviz's program `dot` or, where that is missing or fails, to
layered_drawing.py. `COURSE_RENDERER=builtin` in the environment, or `renderer="builtin"`, chooses the latter, so that a
stored picture does not depend on what is installed.
"""

import os
import re
import subprocess
import webbrowser
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

import graphviz

from classroom.pictures import layered_drawing, layered_layout
from classroom.pictures.embed import img
from classroom.pictures.expression_graph import FORMAT, describe, local_derivatives, number_text, read_graph
from classroom.pictures.layered_layout import Box, Edge, rows
from classroom.pictures.palette import BLUE, BLUE_TINT, DARK_GREEN, GREEN_TINT, GREY, GREY_TINT, INK, MONO, RED
from classroom.pictures.svg import in_both_themes

Look = dict[str, Any]  # options of a Box or an Edge

# In grey the shapes tell the kinds apart:
# inputs have square corners, parameters round ones and a heavier line, results are white, operations are ellipses.
INPUT: Look = {"fill": BLUE_TINT, "line": BLUE}
PARAMETER: Look = {"fill": GREEN_TINT, "line": DARK_GREEN, "line_width": 2.0, "soft": True}
RESULT: Look = {"fill": "white", "line": GREY}
OPERATION: Look = {"fill": GREY_TINT, "line": GREY, "round": True}
OUTPUT: Look = {"line": INK, "line_width": 2.0}  # on top of the others
EDGE: Look = {"line": GREY}
ON_PATH: Look = {"line": RED, "line_width": 3.0}
BLANK = "_" * 9
HEIGHT, BLANK_HEIGHT = 40.0, 56.0  # of a box with two numbers, in pixels

RENDERERS = ("dot", "builtin")
DOT_TIMEOUT = 10  # seconds
LARGEST = 2000  # values in one picture
PIXELS_PER_INCH = 72  # one of dot's points is drawn as one pixel

_dot_is_missing = False  # remembered, so that a notebook looks for it once


class Drawing(graphviz.Digraph):
    """A `graphviz.Digraph` that always shows itself in a notebook, with a description. Made by `draw_dot`.

    picture: its boxes, edges and rankdir. alt: the description. drawn_by: "dot", "builtin", or None for whichever works.
    What is added later, with `node()` and `edge()`, dot alone draws.
    """

    def __init__(self, *args, picture=((), (), "LR"), alt="", drawn_by=None, **options):
        super().__init__(*args, **options)
        self.picture, self.alt, self.drawn_by = picture, alt, drawn_by

    def svg(self) -> str:
        """The picture as an SVG document, a str. RuntimeError if dot was asked for by name and does not work."""
        choice = self.drawn_by or os.environ.get("COURSE_RENDERER") or None
        _check_renderer(choice)
        if choice != "builtin":
            try:
                return _with_dot(self.source, self.alt)
            except (OSError, subprocess.SubprocessError, ValueError) as error:
                if choice == "dot":
                    raise RuntimeError(f"Graphviz's dot was asked for, and does not work here: {error}") from error
        boxes, edges, rankdir = self.picture
        return layered_drawing.draw_graph(boxes, edges, rankdir, title=self.alt)

    def render(self, filename=None, directory=None, **options):
        """As in graphviz; where dot is missing, an SVG file is drawn by the built-in layout, and others are refused."""
        try:
            return super().render(filename=filename, directory=directory, **options)
        except (graphviz.ExecutableNotFound, OSError):
            outfile = options.get("outfile")
            self._only_svg_without_dot(options.get("format") or (outfile and Path(outfile).suffix[1:]))
        source = None if outfile else self.save(filename, directory=directory)
        path = Path(outfile or f"{source}.svg")
        path.write_text(self.svg(), encoding="utf-8")
        if source and options.get("cleanup"):
            os.remove(source)
        if options.get("view"):
            webbrowser.open(path.resolve().as_uri())
        return str(path)

    def pipe(self, format=None, *, encoding=None, **options):
        """As in graphviz; where dot is missing, as `render`."""
        try:
            return super().pipe(format, encoding=encoding, **options)
        except (graphviz.ExecutableNotFound, OSError):
            self._only_svg_without_dot(format)
            return self.svg() if encoding else self.svg().encode()

    def _only_svg_without_dot(self, format):
        if (format or self.format) != "svg":
            raise RuntimeError(
                f"a {format or self.format} needs Graphviz's program dot, which is not there; "
                'without it, there are .svg() and .render("name", format="svg")'
            ) from None

    def copy(self):
        twin = super().copy()
        twin.picture, twin.alt, twin.drawn_by = self.picture, self.alt, self.drawn_by
        return twin

    def __repr__(self):
        return self.source

    def _repr_mimebundle_(self, include=None, exclude=None, **_) -> dict[str, bytes | str]:
        return {"text/html": img(self.svg(), self.alt, from_end=True), "text/plain": self.source}


def draw_dot(
    root: Any,
    *,
    rankdir: str = "LR",
    parameters: Iterable[Any] = (),
    local: bool = False,
    grad: bool = True,
    highlight: Any = (),
    fmt: str = FORMAT,
    blank: bool = False,
    alt: str | None = None,
    renderer: str | None = None,
) -> Drawing:
    """The expression graph that made `root`, as a Drawing; the numbers are those of now.

    root: a Value of any engine with `data`, `grad`, `_prev` and `_op`.
    rankdir: "LR", left to right, or "TB", top to bottom.
    parameters: Values to show as parameters, in green, e.g. `model.parameters()`.
    local: write the local derivative on each edge into an operation.
    grad: show gradients.
    blank: a worksheet, with room to write the gradients in by hand; the same call without it is the key.
    highlight: a Value or several; the paths from there to `root` are drawn thick.
    fmt: the format of numbers. alt: the description, if the one made from the graph does not do.
    renderer: "dot" or "builtin"; by default dot where it works, else the built-in one.

    TypeError or ValueError, in one sentence, for what is not a Value, for a cycle, and for an option that means nothing.
    """
    check_options(rankdir, fmt, grad, blank, renderer)
    parameters, highlight = several(parameters, "parameters"), several(highlight, "highlight")
    nodes = read_graph(root)
    if len(nodes) > LARGEST:
        raise ValueError(f"this graph has {len(nodes)} values, more than the {LARGEST} that a picture can hold")
    marked = _downstream(nodes, highlight)
    boxes, edges = [], []
    for node in nodes:
        style = style_of(node, parameters, is_output=node is nodes[-1], is_marked=node.key in marked)
        height = BLANK_HEIGHT if blank else HEIGHT if grad else Box.height
        boxes.append(Box(node.key, _fields(node, fmt, grad, blank), height=height, **style))
        if node.inputs:
            slopes = local_derivatives(node, nodes) if local else (None,) * len(node.inputs)
            operation, its_edges = operation_of(node, slopes, fmt, marked)
            boxes.append(operation)
            edges += its_edges
    if alt is None:
        alt = _alt(nodes, fmt, parameters, grad, blank)
    return _drawing(boxes, edges, rankdir, alt=alt, drawn_by=renderer)


def check_options(rankdir, fmt, grad, blank, renderer):
    if rankdir not in ("LR", "TB"):
        raise ValueError(f'rankdir is "LR" or "TB", not {rankdir!r}')
    if blank and not grad:
        raise ValueError("blank=True leaves room for the gradients that grad=False hides: choose one of them")
    try:
        usable = fmt.format(1.0) != fmt.format(2.0)
    except (AttributeError, LookupError, ValueError):
        usable = False
    if not usable:
        raise ValueError(f'fmt is a format for one number, such as "{{:.4g}}", not {fmt!r}')
    _check_renderer(renderer)


def _check_renderer(renderer):
    if renderer not in (*RENDERERS, None):
        raise ValueError(f'the renderer is "dot" or "builtin", not {renderer!r}')


def several(values, option):
    """A Value or several Values, as a dict from id to Value."""
    if hasattr(values, "_prev"):
        values = [values]
    try:
        return {id(value): value for value in values}
    except TypeError:
        raise TypeError(f"{option} is a Value or several Values, not {values!r}") from None


def _downstream(nodes, starts):
    """The keys of the given values, and of all that was made from them."""
    inside = {id(node.value) for node in nodes}
    for key, value in starts.items():
        if key not in inside:
            raise ValueError(f"highlight: {getattr(value, 'label', '') or repr(value)} is not in this graph")
    keys = set()
    for node in nodes:
        if id(node.value) in starts or keys.intersection(node.inputs):
            keys.add(node.key)
    return keys


def style_of(node, parameters, is_output, is_marked):
    style = PARAMETER if id(node.value) in parameters else RESULT if node.inputs else INPUT
    return style | (OUTPUT if is_output else {}) | (ON_PATH if is_marked else {})


def _fields(node, fmt, grad, blank):
    """The label, if there is one, and beside it the data above the gradient."""
    numbers = [f"data {number_text(node.data, fmt)}"]
    if grad:
        numbers.append(f"grad {BLANK if blank else number_text(node.grad, fmt)}")
    return (node.label, tuple(numbers)) if node.label else (tuple(numbers),)


def operation_of(node, slopes, fmt, marked):
    """The round box of the operation that made `node`, and the edges to and from it."""
    key = f"{node.key}_op"
    edges = []
    for input, slope in zip(node.inputs, slopes):
        label = "" if slope is None else number_text(slope, fmt)
        edges.append(Edge(input, key, label, **(ON_PATH if input in marked else EDGE)))
    through: Look = ON_PATH if marked.intersection(node.inputs) else {}
    edges.append(Edge(key, node.key, **(EDGE | through)))
    return Box(key, (node.op or "?",), **(OPERATION | through)), edges


def _alt(nodes, fmt, parameters, grad, blank):
    """What the graph computes and, where they are shown, the gradients, in words."""
    text = describe(nodes, fmt, parameters)
    if blank:
        return f"{text}. The gradients are left to be filled in."
    gradients = [f"{node.label} {number_text(node.grad, fmt)}" for node in nodes if node.label]
    if grad and any(node.grad for node in nodes) and 0 < len(gradients) <= 12:
        return f"{text}. Gradients: {', '.join(gradients)}."
    return text


def _drawing(boxes, edges, rankdir, **options):
    """The Drawing with its DOT source."""
    drawing = Drawing(
        "expression",
        picture=(tuple(boxes), tuple(edges), rankdir),
        **options,
        graph_attr={"rankdir": rankdir, "bgcolor": "white", "pad": "0.15", "nodesep": "0.2", "ranksep": "0.35"},
        node_attr={
            "shape": "record",
            "style": "filled",
            "fontname": MONO,
            "fontsize": str(layered_layout.FONT_SIZE),
        },
        edge_attr={
            "tailport": "e" if rankdir == "LR" else "s",
            "fontname": MONO,
            "fontsize": str(layered_layout.SMALL),
            "arrowsize": "0.7",
        },
    )
    operations = {box.key for box in boxes if box.round}
    for box in boxes:
        drawing.node(box.key, **_dot_box(box, rankdir))
    for edge in edges:
        label = {"label": _dot_text(f" {edge.label} "), "fontcolor": edge.line} if edge.label else {}
        enters = {} if edge.head in operations else {"headport": "w" if rankdir == "LR" else "n"}  # not at a corner
        drawing.edge(edge.tail, edge.head, **label, **enters, color=edge.line, penwidth=f"{edge.line_width:g}")
    return drawing


def _dot_box(box, rankdir):
    look = {"fillcolor": box.fill, "color": box.line, "penwidth": f"{box.line_width:g}"}
    look["height"] = f"{box.height / PIXELS_PER_INCH:.2f}"
    if box.round:
        return {
            "label": _dot_text(box.fields[0]),
            "shape": "ellipse",
            "width": look["height"],
            "margin": "0.03",
            **look,
        }
    fields = (" | ".join(map(_dot_text, rows(field))) for field in box.fields)
    text = " | ".join(f"{{{field}}}" for field in fields)
    if rankdir == "LR":
        text = f"{{{text}}}"  # dot stacks a record's fields across the flow, unless they stand in braces
    return {"label": text, **({"shape": "Mrecord"} if box.soft else {}), **look}


def _dot_text(text):
    """Text in which no character means anything to dot."""
    return re.sub(r"([\\{}|<>\[\]])", r"\\\1", text.replace("&", "&amp;"))


def _with_dot(source, alt):
    """The SVG that dot makes of a DOT source. OSError, SubprocessError or ValueError if it does not."""
    global _dot_is_missing
    if _dot_is_missing:
        raise OSError("it did not work for an earlier picture")
    try:
        done = subprocess.run(
            ["dot", "-Tsvg"],
            input=source,
            capture_output=True,
            encoding="utf-8",
            timeout=DOT_TIMEOUT,
            check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        _dot_is_missing = True
        raise
    svg = re.sub(r"<!--.*?-->\n?", "", done.stdout[done.stdout.index("<svg") :], flags=re.DOTALL)
    svg = re.sub(r'width="([\d.]+)pt" height="([\d.]+)pt"', r'width="\1" height="\2"', svg, count=1)
    return in_both_themes(svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1))
