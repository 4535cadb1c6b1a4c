"""`watch_backward(root)`: a film of one backward pass, as it really happened.

One frame for each thing that backward_recorder.py saw: the graph as `draw_dot` draws it, the gradients of that moment, the
rule that runs, what it hands to each input, and how the sums grow. What goes wrong is marked by colour, shape and words.
All frames share one layout, and only what changes is drawn again.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from classroom.pictures import layered_drawing, layered_layout, svg
from classroom.pictures.backward_recorder import record_backward
from classroom.pictures.backward_story import Story
from classroom.pictures.expression_graph import FORMAT, describe, number_text
from classroom.pictures.graph_picture import HEIGHT, check_options, operation_of, several, style_of
from classroom.pictures.layered_layout import FONT_SIZE, Box, text_width
from classroom.pictures.palette import DARK_GREEN, DARK_RED, INK, MONO, ORANGE, ORANGE_TINT, RED, RED_TINT, WHITE
from classroom.pictures.player import Player

RUNNING, RUNNING_TINT = ORANGE, ORANGE_TINT
WRONG, WRONG_TINT, WRONG_TEXT = RED, RED_TINT, DARK_RED
DONE = DARK_GREEN
ROOM = 19.0  # px above and below each box, for a line of words
NOTE_SIZE = 11
OVERHANG = (
    22.0  # px that a note may be wider than its box, on either side: there is that much room before the next column
)


def watch_backward(
    root: Any,
    *,
    backward: Callable[[Any], object] | None = None,
    parameters: Iterable[Any] = (),
    rankdir: str = "LR",
    fmt: str = FORMAT,
    seconds_per_frame: float = 6.0,
) -> Player:
    """Run `root.backward()`, and return a film of what happened as a Player; its captions tell the story in words.

    root: a Value of any engine with `data`, `grad`, `_prev`, `_op` and `_backward`.
    backward: a function to run instead, as `backward(root)`.
    parameters: Values to show as parameters, in green. rankdir: "LR" or "TB". fmt: the format of numbers.

    Afterwards the gradients are as the call left them. What it raises is told by the last frame, not raised here. Of a
    pass of more than 58 steps, the beginning and the end are shown. TypeError or ValueError, in one sentence, for what
    is not a Value, for more than 400 values, and for an option that means nothing; then nothing has been run.
    """
    check_options(rankdir, fmt, grad=True, blank=False, renderer=None)
    parameters = several(parameters, "parameters")
    recording = record_backward(root, backward)
    story = Story(recording, fmt, f"{getattr(backward, '__name__', 'backward')}()")
    scenes = story.scenes()
    stage = _Stage(recording.nodes, scenes, parameters, rankdir, fmt)
    return Player(
        [stage.frame(scene) for scene in scenes],
        [scene.caption for scene in scenes],
        f"Film of a backward pass. {describe(recording.nodes, fmt, parameters)}. {scenes[-1].caption}",
        size=stage.size,
        base=stage.base(),
        seconds_per_frame=seconds_per_frame,
        first=next((i for i, scene in enumerate(scenes) if any(scene.grads.values())), 0),
        looks_at=[stage.focus(scene) for scene in scenes],
    )


class _Stage:
    """The layout that all frames share, and the drawing of one frame. Lengths in px."""

    def __init__(self, nodes, scenes, parameters, rankdir, fmt):
        self.nodes, self.fmt, self.rankdir = nodes, fmt, rankdir
        self.boxes, self.operations, self.edges = {}, {}, []
        self.edges_of = {}  # key -> indices of the edges into and out of its operation
        for node in nodes:
            style = style_of(node, parameters, is_output=node is nodes[-1], is_marked=False)
            self.boxes[node.key] = Box(node.key, self._fields(node, scenes), height=HEIGHT, **style)
            if node.inputs:
                self.operations[node.key], edges = operation_of(node, (None,) * len(node.inputs), fmt, set())
                self.edges_of[node.key] = range(len(self.edges), len(self.edges) + len(edges))
                self.edges += edges
        roomy = [replace(box, height=HEIGHT + 2 * ROOM) for box in self.boxes.values()]
        self.plan = layered_layout.layout([*roomy, *self.operations.values()], self.edges, rankdir)
        self.places = {  # key -> left, top, width, height of the box without the room for notes
            key: (left, top + ROOM, width, HEIGHT)
            for key, (left, top, width, _) in self.plan.boxes.items()
            if key in self.boxes
        }
        self.routes = [self._through_room(edge, route) for edge, route in zip(self.edges, self.plan.routes)]

    def _through_room(self, edge, route):
        """A route that runs on to the box itself, where the room for notes is in the way."""
        if not self.plan.turned:
            return route
        (x, y), *corners, (to_x, to_y) = route
        leaves_box, enters_box = edge.tail in self.boxes, edge.head in self.boxes
        return [(x, y - ROOM * leaves_box), *corners, (to_x, to_y + ROOM * enters_box)]

    @property
    def size(self):
        """Width and height of the drawing."""
        width = self.plan.width
        if self.plan.turned:
            width = max([width, *(left + 1.5 * w + 10 for left, _, w, _ in self.places.values())])
        return math.ceil(width), math.ceil(self.plan.height)

    def _fields(self, node, scenes):
        """The fields of a box, with room for the longest gradient of all scenes and below for the longest note."""
        label = (node.label,) if node.label else ()
        data = f"data {number_text(node.data, self.fmt)}"
        grads = [self._grad_text(scene, node.key) for scene in scenes]
        notes = [note[node.key][0] for scene in scenes for note in (scene.above, scene.below) if node.key in note]
        longest = max(len(text) for text in grads)
        box = Box(node.key, (*label, (data, "\u00a0" * longest)))
        overhang = 0.0 if self.rankdir == "TB" else 2 * OVERHANG
        widest = max((text_width(text, NOTE_SIZE) for text in notes), default=0)
        missing = widest + 16 - overhang - math.fsum(box.widths)
        if missing > 0:
            letters = math.ceil((box.widths[-1] + missing - 2 * layered_layout.FIELD_PAD) / text_width("x"))
            longest = max(letters, longest)
        return (*label, (data, "\u00a0" * longest))

    def _grad_text(self, scene, key):
        return f"grad {number_text(scene.grads[key], self.fmt)}"

    def focus(self, scene):
        """From where to where, across the drawing, something happens in a scene; None if all of it is to be seen."""
        boxes = [self.places[key] for key in (scene.running, *scene.receiving) if key]
        return (min(left for left, *_ in boxes), max(left + width for left, _, width, _ in boxes)) if boxes else None

    def base(self):
        """What all frames have in common."""
        plan = self.plan
        parts = [layered_drawing.draw_edge(*edge, plan.turned) for edge in zip(self.edges, self.routes, plan.labels)]
        parts += [layered_drawing.draw_box(box, *plan.boxes[box.key]) for box in self.operations.values()]
        parts += [layered_drawing.draw_box(box, *self.places[key]) for key, box in self.boxes.items()]
        return _in_font(parts)

    def frame(self, scene):
        """What one scene adds to the base."""
        parts = []
        if scene.running:
            parts += self._flow(scene)
        for node in self.nodes:
            parts.append(self._gradient(scene, node.key))
        for notes, is_above in ((scene.above, True), (scene.below, False)):
            parts += [
                self._note(key, words, is_warning, is_above) for key, (words, is_warning) in notes.items() if words
            ]
        for key in sorted(scene.done, key=lambda key: int(key[1:])):
            parts.append(self._badge(key, key in scene.warned))
        return _in_font(parts)

    def _flow(self, scene):
        """The operation that runs, and its edges to the inputs that it gives to, with arrow heads that point back."""
        *incoming, out = self.edges_of[scene.running]
        colour = WRONG if scene.above[scene.running][1] else RUNNING
        giving = [i for i in incoming if self.edges[i].tail in scene.receiving]
        for i in (*giving, out):
            route, turned = self.routes[i], self.plan.turned
            x, y = (round(place, 1) for place in route[-1])
            head = f"M{x} {y}l-5.5 -9h11z" if turned else f"M{x} {y}l-9 -5.5v11z"
            yield svg.path(head, fill=WHITE, stroke=WHITE)  # covers the one that points forward
            line = layered_drawing.path_data([*route, route[-1]], turned)
            yield svg.path(line, fill="none", stroke=colour, stroke_width=3)
            x, y = (round(place, 1) for place in route[0])
            head = f"M{x} {y}l-5.5 11h11z" if turned else f"M{x} {y}l11 -5.5v11z"
            yield svg.path(head, fill=colour)
        operation = self.operations[scene.running]
        tint = WRONG_TINT if colour == WRONG else RUNNING_TINT
        marked = replace(operation, fill=tint, line=colour, line_width=3)
        yield layered_drawing.draw_box(marked, *self.plan.boxes[operation.key])

    def _gradient(self, scene, key):
        """The gradient in its box, and the outline of a box that takes part."""
        left, top, width, height = self.places[key]
        box = self.boxes[key]
        cell = box.widths[-1]
        cell_left, middle = left + math.fsum(box.widths[:-1]), top + height / 2
        notes = (scene.above.get(key), scene.below.get(key))
        is_wrong = key in scene.wrong or (scene.running is not None and any(note and note[1] for note in notes))
        parts = []
        if is_wrong or key == scene.running or key in scene.receiving:
            tint, line = (WRONG_TINT, WRONG) if is_wrong else (RUNNING_TINT, RUNNING)
            corner = 6 if box.soft else None
            parts.append(svg.rect(cell_left + 1, middle + 0.5, cell - 2, height / 2 - 1.5, rx=corner, fill=tint))
            if key in scene.wrong or key == scene.running:
                look = {"rx": 9 if box.soft else None, "fill": "none", "stroke": line, "stroke_width": 3}
                dashes = "7 4" if key in scene.wrong else None
                parts.append(svg.rect(left, top, width, height, **look, stroke_dasharray=dashes))
        x, y = cell_left + cell / 2, middle + height / 4 + FONT_SIZE / 3
        parts.append(svg.text(x, y, self._grad_text(scene, key), font_weight="bold" if parts else None))
        return "".join(parts)

    def _note(self, key, words, is_warning, is_above):
        left, top, width, height = self.places[key]
        x, y, anchor = round(left + width / 2, 1), top - 6 if is_above else top + height + NOTE_SIZE + 3, None
        if self.plan.turned:  # beside the edges that enter and leave in the middle
            x, anchor = x + 14, "start"
        else:
            half = text_width(words, NOTE_SIZE) / 2 + 2
            x = round(min(max(x, half), self.plan.width - half), 1)
        look = {"fill": WRONG_TEXT if is_warning else INK, "font_size": NOTE_SIZE, "font_weight": "bold"}
        rim = {"stroke": WHITE, "stroke_width": 4, "paint_order": "stroke"}
        return svg.text(x, y, words, **look, **rim, text_anchor=anchor)

    def _badge(self, key, is_warning):
        """In the box's corner: its rule has run. A tick, or a warning triangle."""
        left, top, width, _ = self.places[key]
        x, y = round(left if self.plan.turned else left + width, 1), round(top, 1)  # away from the notes
        if is_warning:
            triangle = svg.path(f"M{x} {y - 11}l10 18h-20z", fill=WRONG, stroke=WHITE, stroke_linejoin="round")
            return triangle + svg.path(f"M{x} {y - 5}v6m0 2v2", stroke=WHITE, stroke_width=2)
        tick = svg.path(f"M{x - 3.5} {y}l2.5 3 4.5 -6", fill="none", stroke=WHITE, stroke_width=2)
        return svg.circle(x, y, 7, fill=DONE, stroke=WHITE) + tick


def _in_font(parts):
    return svg.group(parts, font_family=MONO, font_size=FONT_SIZE, text_anchor="middle")
