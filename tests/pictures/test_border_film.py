"""Pictures of the border between a network's two answers, and the film of it."""

import math
import random
import re
from xml.etree import ElementTree

import pytest

from classroom.pictures import BorderFilm, draw_border
from micrograd_core import MLP, Value

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [[-1.0, 0.0], [1.0, 0.2], [0.8, 0.9], [-0.7, 1.0]]
LABELS = [-1, 1, 1, -1]


def right_of(border):
    """A network whose border is the vertical line x = border."""
    return lambda point: Value(point[0]) - border


def frame(film, number=0):
    return ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{film.frames[number]}</svg>')


def snapped(net, points=POINTS, labels=LABELS):
    film = BorderFilm(net, points, labels)
    film.snap("now")
    return film


def places(data):
    """The places that a path goes through."""
    return [tuple(map(float, place.split())) for place in re.findall(r"[-\d.]+ [-\d.]+", data)]


@pytest.mark.parametrize("border", [-0.31, 0.0, 0.47])
def test_the_border_is_where_the_answer_changes(border):
    film = snapped(right_of(border))
    region, line = (path.get("d") for path in frame(film).findall(f"{SVG}path"))
    x, _ = film.plane.place((border, 0))
    assert {round(across, 1) for across, _ in places(line)} == {round(x, 1)}
    down = [y for _, y in places(line)]
    assert min(down) == 0 and max(down) == film.plane.height
    assert min(across for across, _ in places(region)) == pytest.approx(x, abs=0.06)
    assert max(across for across, _ in places(region)) == film.plane.width


def test_the_coloured_part_has_the_right_size():
    """The disc around 0: its area comes from the outlines of all cells."""
    film = snapped(lambda point: 1.8 - math.hypot(*point), [[-2, -2], [2, 2]], [-1, -1])
    outlines = frame(film).find(f"{SVG}path").get("d").split("M")[1:]
    area = sum(polygon_area(places(outline)) for outline in outlines)
    assert area == pytest.approx(math.pi * (1.8 * film.plane.scale) ** 2, rel=0.02)


def polygon_area(corners):
    return sum(x * b - a * y for (x, y), (a, b) in zip(corners, [*corners[1:], corners[0]])) / 2


def test_points_on_the_wrong_side_get_a_ring_and_are_counted():
    film = snapped(right_of(0.9))
    (ring,) = frame(film).iter(f"{SVG}circle")
    assert (float(ring.get("cx")), float(ring.get("cy"))) == pytest.approx(film.plane.place((0.8, 0.9)), abs=0.06)
    assert film.captions == ["now: 3 of 4 points are on their side"]


def test_a_network_that_says_the_same_everywhere_has_no_border():
    for answer in (1.0, -1.0, 0.0, math.nan):
        region, line = (
            path.get("d") for path in frame(snapped(lambda point, answer=answer: answer)).findall(f"{SVG}path")
        )
        assert line == "" and bool(region) == (answer == 1.0)


def test_infinite_answers_are_drawn():
    film = snapped(lambda point: math.copysign(math.inf, point[0] - 0.3))
    assert "nan" not in film.frames[0] and "inf" not in film.frames[0]


def test_a_film_has_a_frame_for_each_snap_and_leaves_the_network_as_it_is():
    net = MLP(2, [3, 1], rng=random.Random(1))
    before = [(p.data, p.grad) for p in net.parameters()]
    film = BorderFilm(net, POINTS, LABELS)
    film.snap("at the start")
    net.parameters()[0].data += 1
    film.snap("later")
    net.parameters()[0].data -= 1
    assert [(p.data, p.grad) for p in net.parameters()] == before
    player = film.play()
    assert len(player) == len(film) == 2 and film.frames[0] != film.frames[1]
    assert "at the start" in player.alt and "later" in player.alt
    ElementTree.fromstring(player.svg())
    assert player.base.count("<rect") + player.base.count("<circle") == 1 + len(POINTS) + 3


def test_a_picture_is_a_film_of_one_frame():
    picture = draw_border(right_of(0.0), POINTS, LABELS, "a line")
    assert picture.alt == "a line: 4 of 4 points are on their side"
    ElementTree.fromstring(picture.svg)


@pytest.mark.parametrize(
    ("points", "labels", "complaint"),
    [
        (POINTS, [1, 1], "there are 4 points and 2 labels"),
        ([], [], "points is empty"),
        ([[1.0, 2.0, 3.0]], [1], r"points\[0\] is \[1.0, 2.0, 3.0\]"),
        ([[1.0, 2.0], [1.0, math.nan]], [1, 1], r"points\[1\] is \[1.0, nan\]"),
        ([0.5], [1], r"points\[0\] is 0.5"),
        ([["a", 2.0]], [1], r"points\[0\] is \['a', 2.0\]"),
        ([[1.0, 2.0]], [0], r"a label is 1 or -1, but labels\[0\] is 0"),
    ],
)
def test_what_cannot_be_drawn_is_named(points, labels, complaint):
    with pytest.raises(ValueError, match=complaint):
        BorderFilm(right_of(0), points, labels)


def test_a_network_without_one_answer_is_an_error():
    with pytest.raises(TypeError, match="a number or a Value is needed here, not list"):
        snapped(MLP(2, [2], rng=random.Random(1)))


def test_nothing_to_play():
    with pytest.raises(ValueError, match="call snap"):
        BorderFilm(right_of(0), POINTS, LABELS).play()


def test_points_on_a_line_can_be_drawn():
    """All at the same height, or all in one place: the plane still has a size."""
    for points in ([[0.0, 1.0], [1.0, 1.0]], [[0.5, 0.5], [0.5, 0.5]]):
        plane = snapped(right_of(0.2), points, [1, -1]).plane
        assert plane.width > 0 and plane.height > 0
