"""The border between a network's two answers: where in the plane it says more than 0, drawn once or filmed as it forms."""

import math
from collections.abc import Collection, Sequence
from itertools import pairwise
from numbers import Real
from typing import Any

from classroom.pictures import svg
from classroom.pictures.embed import Picture
from classroom.pictures.network_picture import draw_text
from classroom.pictures.network_reading import number_of
from classroom.pictures.palette import BLUE, BLUE_TINT, INK, ORANGE_TINT, RED, WHITE
from classroom.pictures.player import Player

WIDEST, HIGHEST, CELL = 528, 336, 24  # px: the most that the plane gets, and how far apart the network is asked
MARGIN = 0.2  # of the points' width and height, around them
LEGEND = 34


def draw_border(
    net: Any, points: Collection[Sequence[float]], labels: Collection[int], words: str = "the border"
) -> Picture:
    """A picture of the plane: where `net` says more than 0, the points with their labels, and which are on the wrong side.

    See BorderFilm; words: what the picture's description begins with.
    """
    film = BorderFilm(net, points, labels)
    film.snap(words)
    return film.play().still(0)


class BorderFilm:
    """Films the border between the two answers of `net`, one `snap` per frame.

    film = BorderFilm(net, points, labels)
    film.snap("at the start")
    ...  # some steps of training
    film.snap("after 10 steps")
    film.play()

    net: takes a list of two numbers and returns one number or Value; its answer is 1 where that is above 0, else -1.
    points: pairs of numbers. labels: 1 or -1 for each.
    """

    def __init__(self, net: Any, points: Collection[Sequence[float]], labels: Collection[int]):
        if len(points) != len(labels):
            raise ValueError(f"every point needs a label: there are {len(points)} points and {len(labels)} labels")
        if not len(points):
            raise ValueError("there is nothing to draw: points is empty")
        for number, (point, label) in enumerate(zip(points, labels)):
            if not _is_point(point):
                raise ValueError(f"a point is two finite numbers, but points[{number}] is {point}")
            if label not in (1, -1):
                raise ValueError(f"a label is 1 or -1, but labels[{number}] is {label}")
        self.net, self.points, self.labels = net, [tuple(map(float, point)) for point in points], list(labels)
        self.plane = _Plane(self.points)
        self.frames: list[str] = []
        self.captions: list[str] = []

    def __len__(self) -> int:
        return len(self.frames)

    def snap(self, words: str) -> None:
        """Store a frame: the network is asked about every point, and on a grid. words: what the caption begins with."""
        wrong = [
            point
            for point, label in zip(self.points, self.labels)
            if (number_of(self.net(list(point))) > 0) != (label > 0)
        ]
        scores = [[number_of(self.net(list(place))) for place in row] for row in self.plane.grid]
        region, border = self.plane.region(scores)
        rings = "".join(svg.circle(*self.plane.place(point), 8) for point in wrong)
        self.frames.append(
            svg.path(region, fill=BLUE_TINT)
            + svg.path(border, stroke=INK, stroke_width=2, fill="none")
            + svg.element("use", href="#points")
            + svg.element("g", rings, fill="none", stroke=INK, stroke_width=2)
        )
        self.captions.append(f"{words}: {len(self.points) - len(wrong)} of {len(self.points)} points are on their side")

    def play(self, alt: str | None = None, seconds_per_frame: float = 0.8) -> Player:
        """The frames as a Player. alt: what the film shows, in words."""
        if not self.frames:
            raise ValueError("nothing to play: call snap(words) while the network is trained")
        return Player(
            self.frames,
            self.captions,
            alt
            or f"The plane with {len(self.points)} points of two kinds and the border between the network's two answers, "
            f"in {len(self)} frames. First, {self.captions[0]}. In the end, {self.captions[-1]}",
            size=(self.plane.width, self.plane.height + LEGEND),
            base=self._base(),
            seconds_per_frame=seconds_per_frame,
        )

    def _base(self):
        """What all frames share: the paper, the legend, and the points, which each frame puts on top of its colours."""
        marks = "".join(_mark(*self.plane.place(point), label) for point, label in zip(self.points, self.labels))
        y = self.plane.height + 22
        return (
            svg.element("defs", svg.element("g", marks, id="points"))
            + svg.rect(0, 0, self.plane.width, self.plane.height, fill=ORANGE_TINT)
            + _mark(12, y - 4, 1)
            + draw_text(22, y, "label 1", 12, "start")
            + _mark(92, y - 4, -1)
            + draw_text(102, y, "label −1", 12, "start")
            + svg.circle(182, y - 4, 8, fill="none", stroke=INK, stroke_width=2)
            + draw_text(196, y, "on the wrong side", 12, "start")
        )


def _is_point(point):
    return (
        hasattr(point, "__len__") and len(point) == 2 and all(isinstance(x, Real) and math.isfinite(x) for x in point)
    )


def _mark(x, y, label):
    """A point: a circle for 1, a square for -1."""
    if label > 0:
        return svg.circle(x, y, 4.5, fill=BLUE, stroke=WHITE)
    return svg.rect(x - 4, y - 4, 8, 8, fill=RED, stroke=WHITE)


class _Plane:
    """The part of the plane around some points, at the same scale in both directions, and the grid of places in it."""

    def __init__(self, points):
        (left, right), (bottom, top) = map(_widened, zip(*points))
        self.scale = min(WIDEST / (right - left), HIGHEST / (top - bottom))
        self.left, self.top = left, top
        columns, rows = (max(1, round(side * self.scale / CELL)) for side in (right - left, top - bottom))
        self.width, self.height = columns * CELL, rows * CELL
        xs = [left + i * CELL / self.scale for i in range(columns + 1)]
        ys = [top - i * CELL / self.scale for i in range(rows + 1)]
        self.grid = [[(x, y) for x in xs] for y in ys]

    def place(self, point):
        """Where a point stands, in px."""
        return (point[0] - self.left) * self.scale, (self.top - point[1]) * self.scale

    def region(self, scores):
        """Two paths: around where the scores are above 0, and along the border; straight within a cell of the grid."""
        region, border = [], []
        for row, (upper, lower) in enumerate(pairwise(scores)):
            for column in range(len(upper) - 1):
                right, below = column + 1, row + 1
                corners = [(column, row, upper[column]), (right, row, upper[right])]
                corners += [(right, below, lower[right]), (column, below, lower[column])]
                outline, crossings = _above_0(corners)
                if len(outline) > 2:
                    region.append("M" + "L".join(outline) + "Z")
                border += [f"M{one}L{other}" for one, other in zip(crossings[::2], crossings[1::2])]
        return "".join(region), "".join(border)


def _above_0(corners):
    """The outline of the part of a cell with scores above 0, and the places where the border crosses the cell's sides."""
    outline, crossings = [], []
    for (x, y, score), (next_x, next_y, next_score) in zip(corners, [*corners[1:], corners[0]]):
        if score > 0:
            outline.append(_written(x, y))
        if (score > 0) != (next_score > 0):
            share = score / (score - next_score)
            share = share if 0 <= share <= 1 else 0.5  # an infinite score, or none
            crossings.append(_written(x + share * (next_x - x), y + share * (next_y - y)))
            outline.append(crossings[-1])
    return outline, crossings


def _written(x, y):
    return f"{svg.short(x * CELL)} {svg.short(y * CELL)}"


def _widened(numbers):
    """The smallest and the largest of some numbers, with a margin."""
    low, high = min(numbers), max(numbers)
    margin = MARGIN * (high - low) or 1.0
    return low - margin, high + margin
