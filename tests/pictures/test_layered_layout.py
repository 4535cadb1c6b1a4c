"""The built-in layout, checked on what it draws: the SVG is read back and its geometry measured."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from classroom.pictures.layered_drawing import draw_graph
from classroom.pictures.layered_layout import Box, Edge, layout

SVG = "{http://www.w3.org/2000/svg}"
repeatably = settings(derandomize=True, deadline=None, max_examples=80)


@st.composite
def graphs(draw):
    """Boxes and edges of a random graph without cycles; parallel edges and unconnected boxes included."""
    count = draw(st.integers(1, 14))
    fields = st.lists(
        st.sampled_from(["a", "data -2.0000", "a long label, as students write them"]), min_size=1, max_size=3
    )
    boxes = []
    for i in range(count):
        is_round = draw(st.booleans())
        boxes.append(Box(f"n{i}", ("tanh",) if is_round else tuple(draw(fields)), round=is_round))
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1])
    pairs = draw(st.lists(ends, max_size=24)) if count > 1 else []
    edges = [Edge(f"n{a}", f"n{b}", draw(st.sampled_from(["", "-3.0000"]))) for a, b in pairs]
    return boxes, edges


class Drawn:
    """What an SVG of the layout shows: rectangles as (left, top, right, bottom), curves as lists of points."""

    def __init__(self, text):
        root = ElementTree.fromstring(text)
        self.size = float(root.get("width")), float(root.get("height"))
        self.boxes, self.labels, self.curves, self.tips = {}, [], [], []
        for group in root.iter(f"{SVG}g"):
            title = group.find(f"{SVG}title").text
            if group.get("class") == "node":
                self.boxes[title] = extent(group)
            else:
                line, arrow = group.findall(f"{SVG}path")
                self.labels.append(extent(group))
                self.curves.append((*title.split("->"), points(line.get("d"))))
                self.tips.append(points(arrow.get("d").partition("l")[0])[0])


def extent(group):
    """The rectangle of the first rect or ellipse of a group, or None."""
    for shape in group:
        number = {name: float(text) for name, text in shape.attrib.items() if re.fullmatch(r"-?[\d.]+", text)}
        if shape.tag == f"{SVG}rect":
            return number["x"], number["y"], number["x"] + number["width"], number["y"] + number["height"]
        if shape.tag == f"{SVG}ellipse":
            x, y, rx, ry = number["cx"], number["cy"], number["rx"], number["ry"]
            return x - rx, y - ry, x + rx, y + ry
    return None


def points(data):
    """Path data of M, L and C as many points on the curve."""
    found = []
    for command, numbers in re.findall(r"([MLC])([^MLC]*)", data):
        values = [float(number) for number in numbers.split()]
        p = list(zip(values[::2], values[1::2]))
        if command == "M":
            found.append(p[0])
            continue
        if command == "L":
            p = [found[-1], p[0], p[0]]
        start = found[-1]
        for i in range(1, 13):
            t = i / 12
            weights = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
            found.append(tuple(sum(w * q[k] for w, q in zip(weights, (start, *p))) for k in (0, 1)))
    return found


def apart(a, b, least=0.0):
    return a[2] + least <= b[0] or b[2] + least <= a[0] or a[3] + least <= b[1] or b[3] + least <= a[1]


def inside(point, box, by):
    return box[0] + by < point[0] < box[2] - by and box[1] + by < point[1] < box[3] - by


directions = st.sampled_from(["LR", "TB"])


# Found once among thousands: straightening must not push a box into the one before.
CROWDED = (
    [*(Box(f"n{i}", ("tanh",), round=True) for i in (0, 1, 3)), Box("n2", ("a", "a", "a")), Box("n4", ("a",))],
    [Edge("n0", "n1"), Edge("n0", "n1"), Edge("n0", "n3", "-3.0000")],
)


@repeatably
@given(graphs(), directions)
@example(CROWDED, "TB")
def test_boxes_and_labels_never_overlap_and_stay_on_the_card(graph, rankdir):
    drawn = Drawn(draw_graph(*graph, rankdir))
    things = [*drawn.boxes.values(), *filter(None, drawn.labels)]
    assert len(drawn.boxes) == len(graph[0])
    assert [label is not None for label in drawn.labels] == [edge.label != "" for edge in graph[1]]
    for a, b in combinations(things, 2):
        assert apart(a, b, least=4)
    for left, top, right, bottom in things:
        assert left >= 8 and top >= 8 and right <= drawn.size[0] - 8 and bottom <= drawn.size[1] - 8


@repeatably
@given(graphs(), directions)
def test_edges_flow_one_way_from_their_tail_to_their_head(graph, rankdir):
    drawn = Drawn(draw_graph(*graph, rankdir))
    along = 0 if rankdir == "LR" else 1
    assert [(tail, head) for tail, head, _ in drawn.curves] == [(edge.tail, edge.head) for edge in graph[1]]
    for (tail, head, curve), tip in zip(drawn.curves, drawn.tips):
        flow = [point[along] for point in curve]
        assert flow == sorted(flow)
        assert drawn.boxes[tail][along] < flow[0] <= drawn.boxes[tail][along + 2] + 0.1
        assert inside(curve[0], drawn.boxes[tail], by=-0.2)
        assert flow[-1] < tip[along] < drawn.boxes[head][along + 2]
        assert inside(tip, drawn.boxes[head], by=-0.2)


@repeatably
@given(graphs(), directions)
def test_edges_do_not_run_through_boxes_or_other_edges_labels(graph, rankdir):
    drawn = Drawn(draw_graph(*graph, rankdir))
    for n, (tail, head, curve) in enumerate(drawn.curves):
        others = [box for key, box in drawn.boxes.items() if key not in (tail, head)]
        others += [label for m, label in enumerate(drawn.labels) if label and m != n]
        for point in curve:
            assert not any(inside(point, box, by=0.5) for box in others)
            assert not any(inside(point, drawn.boxes[key], by=6) for key in (tail, head))


@repeatably
@given(graphs(), directions)
def test_edges_that_join_the_same_boxes_are_told_apart(graph, rankdir):
    drawn = Drawn(draw_graph(*graph, rankdir))
    for (i, a), (j, b) in combinations(enumerate(drawn.curves), 2):
        if a[:2] == b[:2]:
            assert max(abs(drawn.tips[i][0] - drawn.tips[j][0]), abs(drawn.tips[i][1] - drawn.tips[j][1])) > 0.5


@repeatably
@given(graphs(), directions)
def test_the_same_graph_gives_the_same_bytes(graph, rankdir):
    assert draw_graph(*graph, rankdir) == draw_graph(*graph, rankdir)


def test_the_text_fits_its_field():
    """An advance of 0.602 em is what DejaVu Sans Mono, the widest of the fonts named, has."""
    box = Box("a", ("x1*w1 + x2*w2", "data -6.0000"))
    for text, width in zip(box.fields, box.widths):
        assert width >= len(text) * 0.602 * 12 + 8
    assert Box("b", ("漢字漢字",)).widths[0] > Box("c", ("abcd",)).widths[0]


def test_inputs_stand_in_order_where_nothing_crosses():
    boxes = [Box("a", ("a",)), Box("b", ("b",)), Box("op", ("*",), round=True)]
    for first, second in (("a", "b"), ("b", "a")):
        plan = layout(boxes, [Edge(first, "op"), Edge(second, "op")])
        assert plan.boxes[first][1] < plan.boxes[second][1]


DECOMPOSED_TANH = [("e", "-"), ("1", "-"), ("e", "+"), ("2", "+"), ("-", "p"), ("+", "q"), ("p", "/"), ("q", "/")]


@pytest.mark.parametrize("label", ["", "1.0000"])
def test_a_reused_input_stands_between_its_users_and_nothing_crosses(label):
    keys = ["e", "1", "-", "2", "+", "p", "q", "/"]
    edges = [Edge(tail, head, label) for tail, head in DECOMPOSED_TANH]
    plan = layout([Box(key, (key,), round=key in "+-/") for key in keys], edges)
    above = {key: plan.boxes[key][1] for key in keys}
    assert min(above["1"], above["2"]) < above["e"] < max(above["1"], above["2"])
    assert (above["-"] < above["+"]) == (above["1"] < above["2"]) == (above["p"] < above["q"])
    assert above["p"] < above["q"], "the first input of / stands first"


def test_what_follows_one_another_alone_is_level():
    boxes = [Box("root", ("root",))]
    edges = []
    for i in range(12):
        inputs = [f"{i} in {k}" for k in range(1 + i % 3)]
        boxes += [Box(key, (key * (1 + i % 4),)) for key in (f"{i}", *inputs)] + [Box(f"{i} op", ("+",), round=True)]
        edges += [Edge(key, f"{i} op") for key in inputs] + [Edge(f"{i} op", f"{i}"), Edge(f"{i}", "root")]
    plan = layout(boxes, edges)
    for edge, route in zip(edges, plan.routes):
        if edge.tail.endswith("op"):
            assert route[0][1] == pytest.approx(route[-1][1], abs=1e-6)


def test_long_edges_side_by_side_keep_their_distance():
    boxes = [Box(key, (key,)) for key in "abcd"]
    plan = layout(boxes, [Edge("a", "d"), Edge("a", "d"), Edge("a", "b"), Edge("b", "c"), Edge("c", "d")])
    (_, *first, _), (_, *second, _) = plan.routes[:2]
    for p, q in zip(first[2:-2], second[2:-2], strict=True):
        assert abs(p[1] - q[1]) > 8


def test_an_edge_waits_until_it_is_past_a_wider_box():
    boxes = [Box("narrow", ("n",)), Box("wide", ("w" * 60,)), *(Box(f"{i}", (f"{i}",)) for i in range(9))]
    edges = [*(Edge("narrow", f"{i}") for i in range(9)), Edge("wide", "4"), Edge("wide", "5")]
    drawn = Drawn(draw_graph(boxes, edges))
    for tail, _, curve in drawn.curves:
        assert tail == "wide" or not any(inside(point, drawn.boxes["wide"], by=0.5) for point in curve)


def test_nothing_at_all_is_drawn_too():
    drawn = Drawn(draw_graph([], []))
    assert drawn.boxes == {} and min(drawn.size) > 0


def test_one_box():
    assert len(Drawn(draw_graph([Box("a", ("a",))], [])).boxes) == 1


def test_four_hundred_boxes_with_long_edges():
    boxes = [Box(f"n{i}", (f"data {i}",)) for i in range(400)]
    edges = [Edge(f"n{(i * 7919) % i}", f"n{i}") for i in range(1, 400)]
    edges += [Edge(f"n{i - 1 - (i * 31) % min(i, 20)}", f"n{i}") for i in range(1, 400)]
    assert len(Drawn(draw_graph(boxes, edges)).curves) == 798


def test_text_is_escaped():
    root = ElementTree.fromstring(draw_graph([Box("a", ('<b>&"',))], [], title='x "<y>"'))
    assert [text.text for text in root.iter(f"{SVG}text")] == ['<b>&"']
    assert root.get("aria-label") == 'x "<y>"'


@pytest.mark.parametrize(
    ("boxes", "edges", "rankdir", "message"),
    [
        ("ab", ["ab", "ba"], "LR", "cycle"),
        ("a", ["aa"], "LR", "cycle"),
        ("a", ["ab"], "LR", "joins a box that is not there"),
        ("aa", [], "LR", "same key"),
        ("a", [], "RL", "not 'RL'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(boxes, edges, rankdir, message):
    with pytest.raises(ValueError, match=message):
        draw_graph([Box(key, (key,)) for key in boxes], [Edge(*ends) for ends in edges], rankdir)
