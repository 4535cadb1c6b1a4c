"""`draw_dot`: what it shows, that it always shows, and that it leaves the graph alone."""

import base64
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import graphviz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.pictures import graph_picture
from classroom.pictures.expression_graph import describe, local_derivatives, number_text, read_graph
from classroom.pictures.graph_picture import draw_dot
from micrograd_core import MLP, Value

SVG = "{http://www.w3.org/2000/svg}"


def needs_dot(test):
    missing = shutil.which("dot") is None
    return pytest.mark.graphviz(pytest.mark.skipif(missing, reason="Graphviz's program dot is not installed")(test))


class Closure:
    """A student's Value, as lesson 03 builds it: its backward rule is a closure."""

    def __init__(self, data, inputs=(), op="", keep=tuple):
        self.data, self.grad, self._prev, self._op = data, 0.0, keep(inputs), op
        self._backward = lambda: None

    def __add__(self, other):
        out = Closure(self.data + other.data, (self, other), "+", type(self._prev))

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __sub__(self, other):
        out = Closure(self.data - other.data, (self, other), "-", type(self._prev))

        def _backward():
            self.grad += out.grad
            other.grad -= out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Closure(self.data * other.data, (self, other), "*", type(self._prev))

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out


def worked_example():
    """L = (a * b + c) * f, labelled, after backward()."""
    a, b, c, f = Value(2, "a"), Value(-3, "b"), Value(10, "c"), Value(-2, "f")
    e = a * b
    d = e + c
    L = d * f
    e.label, d.label, L.label = "e", "d", "L"
    L.backward()
    return L, {v.label: v for v in (a, b, c, d, e, f, L)}


def twice():
    a = Value(3, "a")
    return a + a


def odd_labels():
    a, b = Value(1e300, '<i> {a|b} "q" &amp; \\N\n漢字\x00'), Value(float("nan"), "w" * 70)
    root = (a * b).relu()
    root._op, root.label = 'odd {|} "op" <b>', "[x] -> \\"
    return root


def small_network():
    model = MLP(2, [3, 1], rng=random.Random(1))
    return model([Value(1, "x0"), Value(-2, "x1")]), model.parameters()


PICTURES = {
    "worked example": lambda: (worked_example()[0], {}),
    "local derivatives": lambda: (worked_example()[0], {"local": True, "fmt": "{:.1f}"}),
    "a worksheet": lambda: (worked_example()[0], {"blank": True, "rankdir": "TB"}),
    "no gradients": lambda: (worked_example()[0], {"grad": False, "rankdir": "TB"}),
    "one value": lambda: (Value(1), {}),
    "a value used twice": lambda: (twice(), {"local": True}),
    "odd labels": lambda: (odd_labels(), {"local": True}),
    "a network": lambda: (small_network()[0], {}),
    "a student's class": lambda: (Closure(2) * Closure(3) + Closure(4), {"local": True}),
}


def highlighted(rankdir="LR"):
    root, value = worked_example()
    return draw_dot(
        root, highlight=value["b"], parameters=[value["a"], value["f"]], rankdir=rankdir, renderer="builtin"
    )


def contents(svg):
    """What a picture shows, whoever drew it: nodes and edges with their texts and colours."""
    nodes, edges = {}, Counter()
    for group in ElementTree.fromstring(svg).iter(f"{SVG}g"):
        if group.get("class") not in ("node", "edge"):
            continue
        title = re.sub(r":[a-z]+(?=->|$)", "", group.find(f"{SVG}title").text)
        texts = tuple(text.text.strip("\xa0 ") for text in group.iter(f"{SVG}text"))
        if group.get("class") == "node":
            shape = next(part for part in group.iter() if part.get("stroke"))
            nodes[title] = texts, shape.get("fill"), shape.get("stroke")
        else:
            edges[title, texts, group.find(f"{SVG}path").get("stroke")] += 1
    return nodes, edges


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    """No answer is remembered from one test to the next, and the environment chooses no renderer."""
    monkeypatch.setattr(graph_picture, "_dot_is_missing", False)
    monkeypatch.delenv("COURSE_RENDERER", raising=False)


# The two renderers


@needs_dot
@pytest.mark.parametrize("name", PICTURES)
def test_both_renderers_draw_the_same_nodes_edges_and_words(name):
    root, options = PICTURES[name]()
    by_dot = contents(draw_dot(root, renderer="dot", **options).svg())
    assert by_dot == contents(draw_dot(root, renderer="builtin", **options).svg())
    assert len(by_dot[0]) == sum(2 if node.inputs else 1 for node in read_graph(root))


@needs_dot
@settings(derandomize=True, deadline=None, max_examples=15)
@given(st.data())
def test_both_renderers_agree_on_random_expressions(data):
    values = [Value(i - 1.5, f"x{i}") for i in range(3)]
    for _ in range(data.draw(st.integers(1, 15))):
        a, b = data.draw(st.sampled_from(values)), data.draw(st.sampled_from(values))
        values.append(data.draw(st.sampled_from([a + b, a * b, a - b, a.tanh()])))
    options = {"local": data.draw(st.booleans()), "highlight": [], "parameters": values[:1]}
    if data.draw(st.booleans()):
        options["highlight"] = [node.value for node in read_graph(values[-1])[:1]]
    by_dot = contents(draw_dot(values[-1], renderer="dot", **options).svg())
    assert by_dot == contents(draw_dot(values[-1], renderer="builtin", **options).svg())


def test_a_value_used_twice_has_two_edges():
    _, edges = contents(draw_dot(twice(), renderer="builtin").svg())
    assert [count for (title, *_), count in edges.items() if title == "v0->v1_op"] == [2]


def test_without_dot_on_the_path_the_picture_is_the_built_in_one(monkeypatch):
    root, _ = worked_example()
    monkeypatch.setenv("PATH", "")
    assert draw_dot(root).svg() == draw_dot(root, renderer="builtin").svg()
    with pytest.raises(graphviz.ExecutableNotFound):  # that really was no dot
        graphviz.Digraph().pipe()


def test_without_dot_it_is_rendered_and_piped_as_svg(monkeypatch, tmp_path):
    picture = draw_dot(worked_example()[0])
    opened = []
    monkeypatch.setenv("PATH", "")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(graph_picture.webbrowser, "open", opened.append)
    assert picture.pipe("svg") == picture.svg().encode() and picture.pipe("svg", encoding="utf-8") == picture.svg()
    assert picture.render("graph", format="svg") == "graph.svg" and (tmp_path / "graph").exists() and not opened
    assert picture.render("once", "folder", format="svg", cleanup=True, view=True) == os.path.join("folder", "once.svg")
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["once.svg"] and len(opened) == 1
    assert picture.render(outfile="own.svg") == "own.svg"
    picture.format = "svg"
    assert picture.view("seen") == os.path.join("folder", "seen.svg") and opened[1].endswith("/seen.svg")
    written = {path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.svg")}
    assert written == {picture.svg()}


def test_what_only_dot_can_make_is_refused_in_a_sentence_that_names_what_works(monkeypatch, tmp_path):
    picture = draw_dot(worked_example()[0])
    monkeypatch.setenv("PATH", "")
    for make in (
        picture.view,
        picture.render,
        lambda path: picture.render(path, format="png"),
        lambda path: picture.pipe(),
    ):
        with pytest.raises(RuntimeError, match=r"a (pdf|png) needs Graphviz's program dot, .* there are \.svg\(\)"):
            make(tmp_path / "graph")


ERRORS = [
    FileNotFoundError(2, "No such file or directory"),
    PermissionError(13, "Permission denied"),
    OSError(138, "emscripten does not support processes"),
    subprocess.CalledProcessError(1, "dot"),
    subprocess.TimeoutExpired("dot", 10),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_whatever_dot_does_the_picture_shows(monkeypatch, error):
    def fail(*args, **options):
        raise error

    monkeypatch.setattr(subprocess, "run", fail)
    root, _ = worked_example()
    assert draw_dot(root).svg() == draw_dot(root, renderer="builtin").svg()
    with pytest.raises(RuntimeError, match="dot was asked for, and does not work here"):
        draw_dot(root, renderer="dot").svg()


def test_a_dot_that_says_nothing_is_no_dot(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess("dot", 0, stdout="", stderr=""))
    root, _ = worked_example()
    assert draw_dot(root).svg() == draw_dot(root, renderer="builtin").svg()


@pytest.mark.parametrize(("error", "runs"), [(ERRORS[0], 1), (ERRORS[2], 1), (ERRORS[3], 3)], ids=str)
def test_a_missing_dot_is_looked_for_once_but_one_failed_picture_says_nothing_of_the_next(monkeypatch, error, runs):
    calls = []

    def fail(*args, **options):
        calls.append(args)
        raise error

    monkeypatch.setattr(subprocess, "run", fail)
    for _ in range(3):
        draw_dot(Value(1)).svg()
    assert len(calls) == runs


def test_the_environment_chooses_the_renderer(monkeypatch):
    root, _ = worked_example()
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("dot was run"))
    monkeypatch.setenv("COURSE_RENDERER", "builtin")
    assert draw_dot(root).svg() == draw_dot(root, renderer="builtin").svg()
    monkeypatch.setenv("COURSE_RENDERER", "paint")
    with pytest.raises(ValueError, match="not 'paint'"):
        draw_dot(root).svg()


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_graph_gives_the_same_bytes(name):
    root, options = PICTURES[name]()
    first, second = (draw_dot(root, renderer="builtin", **options) for _ in range(2))
    assert (first.svg(), first.source, first.alt) == (second.svg(), second.source, second.alt)


def test_the_same_program_gives_the_same_bytes_whatever_the_hash_seed():
    """With inputs kept in a set, too, whose own order changes from run to run."""
    program = (
        "from test_graph_picture import *\n"
        "a, b, c = (Closure(x, keep=set) for x in (2, 3, 4))\n"
        "for root in (worked_example()[0], small_network()[0], a * b + c * a):\n"
        "    picture = draw_dot(root, renderer='builtin', local=True)\n"
        "    print(picture.source, picture.svg(), picture.alt)\n"
    )
    here = os.path.dirname(__file__)
    path = os.pathsep.join([here, os.path.dirname(here)])
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in "0123"
    }
    assert len(printed) == 1 and len(printed.pop()) > 1000


@needs_dot
@pytest.mark.parametrize(("rankdir", "side"), [("LR", 0), ("TB", 1)])
def test_dots_arrows_end_in_the_middle_of_a_side(rankdir, side):
    """And not in a box's corner, at a slant."""
    root = ElementTree.fromstring(draw_dot(worked_example()[0], rankdir=rankdir, renderer="dot").svg())
    groups = {group.findtext(f"{SVG}title"): group for group in root.iter(f"{SVG}g")}

    def points(element):
        return [tuple(map(float, pair.split(","))) for pair in element.get("points").split()]

    ends = 0
    for title, group in groups.items():
        head = re.sub(r".*->|:\w+$", "", title)
        if "->" not in title or head.endswith("_op"):
            continue
        ends += 1
        corners, arrow = points(groups[head].find(f"{SVG}polygon")), points(group.find(f"{SVG}polygon"))
        near = min(corner[side] for corner in corners) if side == 0 else max(corner[side] for corner in corners)
        tip = min(arrow, key=lambda point: abs(point[side] - near) + abs(point[1 - side] - middle(corners, 1 - side)))
        assert tip[1 - side] == pytest.approx(middle(corners, 1 - side), abs=1)
    assert ends == 3


def middle(corners, axis):
    places = [corner[axis] for corner in corners]
    return (min(places) + max(places)) / 2


# In a notebook


def test_a_notebook_gets_an_image_with_words_and_the_dot_source():
    from IPython.core.formatters import DisplayFormatter

    picture = draw_dot(worked_example()[0], renderer="builtin")
    bundle, _ = DisplayFormatter().format(picture)
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == repr(picture) == picture.source
    data = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', bundle["text/html"])[1]
    assert base64.b64decode(data).decode() == picture.svg()
    assert unescape(re.search(r'alt="([^"]*)"', bundle["text/html"])[1]) == picture.alt


def test_it_is_a_digraph(tmp_path):
    picture = draw_dot(worked_example()[0], alt="words", renderer="builtin")
    assert isinstance(picture, graphviz.Digraph)
    saved = picture.save("graph.gv", directory=tmp_path)
    with open(saved, encoding="utf-8") as file:
        assert file.read() == picture.source
    twin = picture.copy()
    assert (twin.source, twin.svg(), twin.alt) == (picture.source, picture.svg(), picture.alt)


@needs_dot
def test_graphviz_renders_it_to_a_file(tmp_path):
    file = draw_dot(worked_example()[0]).render(tmp_path / "graph", format="png")
    with open(file, "rb") as image:
        assert image.read(4) == b"\x89PNG"


def test_the_source_numbers_values_in_topological_order():
    source = draw_dot(small_network()[0]).source
    values = re.findall(r"^\tv(\d+) \[", source, re.MULTILINE)
    assert values == [str(i) for i in range(len(values))]
    for tail, head in re.findall(r"v(\d+) -> v(\d+)_op", source):
        assert int(tail) < int(head)


def test_numbers_are_those_of_the_moment_it_was_drawn():
    root, value = worked_example()
    picture = draw_dot(root, renderer="builtin")
    before = picture.svg()
    value["a"].data, root.grad = 99.0, 99.0
    assert picture.svg() == before


# Any engine, and no other thing


@pytest.mark.parametrize("keep", [tuple, list, set])
def test_a_students_own_class_is_drawn_and_left_untouched(keep):
    a, b = Closure(2, keep=keep), Closure(3, keep=keep)
    root = a * b + a
    values = [node.value for node in read_graph(root)]
    before = [dict(vars(value)) for value in values]
    nodes, edges = contents(draw_dot(root, renderer="builtin", local=True).svg())
    assert [dict(vars(value)) for value in values] == before
    assert [texts for texts, *_ in nodes.values() if len(texts) == 1] == [("*",), ("+",)]
    assert sorted(texts for _, texts, _ in edges.elements() if texts) == [
        ("1",),
        ("1",),
        ("2",),
        ("3",),
    ]


def test_reading_gives_every_value_once_after_its_inputs():
    root, value = worked_example()
    nodes = read_graph(root)
    assert [node.label for node in nodes] == ["a", "b", "e", "c", "d", "f", "L"]
    assert [node.key for node in nodes] == [f"v{i}" for i in range(7)]
    assert [node.inputs for node in nodes] == [(), (), ("v0", "v1"), (), ("v2", "v3"), (), ("v4", "v5")]
    assert nodes[-1].value is value["L"] and (nodes[2].data, nodes[2].grad, nodes[2].op) == (-6.0, -2.0, "*")


def test_depth_is_no_limit():
    x = Value(1)
    for _ in range(100_000):
        x = x + x
    nodes = read_graph(x)
    assert len(nodes) == 100_001 and nodes[-1].inputs == ("v99999", "v99999")


def loop():
    a = Closure(1)
    b = a + Closure(2)
    a._prev = (b,)
    return b


def itself():
    a = Closure(1)
    a._prev = (a,)
    return a


def holding(thing):
    inside = Closure(1)
    root = inside + Closure(2)
    inside._prev, inside.label = thing, "inside"
    return root


@pytest.mark.parametrize(
    ("root", "error", "message"),
    [
        (loop(), ValueError, "the graph has a cycle: the + value 3 is made from itself"),
        (itself(), ValueError, "the graph has a cycle: the value 1 is made from itself"),
        (3.0, TypeError, "a graph starts at a Value, but a float has no data"),
        (None, TypeError, "but None has no data"),
        ([Value(1)], TypeError, "but a list has no data"),
        (Value, TypeError, "but the class Value has no data of its own"),
        (holding((Closure(1), 2)), TypeError, "_prev of 'inside' holds an int, which is not a Value: it has no data"),
        (holding(None), TypeError, "_prev of 'inside' is None; it should be a tuple of Values"),
        (holding(iter(())), TypeError, "_prev of 'inside' is a tuple_iterator"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_what_is_no_graph_is_refused_in_one_sentence(root, error, message):
    with pytest.raises(error, match=re.escape(message)) as caught:
        draw_dot(root)
    assert "\n" not in str(caught.value)


# Local derivatives


def test_local_derivatives_of_closures_are_those_of_the_course():
    for a, b in ((Value(2), Value(3)), (Closure(2), Closure(3))):
        nodes = read_graph(a * b - a)
        assert [local_derivatives(node, nodes) for node in nodes] == [(), (), (3.0, 2.0), (1.0, -1.0)]


def test_measuring_puts_every_gradient_back_even_if_the_rule_raises_or_writes_elsewhere():
    a = Closure(2)
    b = a * Closure(3)
    root = b + Closure(4)
    values = [node.value for node in read_graph(root)]
    for i, value in enumerate(values):
        value.grad = i + 0.5

    def wrong():
        a.grad = 77.0
        b.grad = 77.0
        raise ZeroDivisionError

    root._backward = wrong
    grads = [value.grad for value in values]
    nodes = read_graph(root)
    assert local_derivatives(nodes[-1], nodes) == (None, None)
    assert [value.grad for value in values] == grads
    _, edges = contents(draw_dot(root, local=True, renderer="builtin").svg())
    assert [value.grad for value in values] == grads
    assert sorted(texts for _, texts, _ in edges if texts) == [("2",), ("3",)]


def test_a_value_used_twice_shares_what_was_measured_where_that_is_sound():
    a = Closure(3)
    for root, expected in ((a + a, (1.0, 1.0)), (a * a, (3.0, 3.0)), (a - a, (None, None))):
        nodes = read_graph(root)
        assert local_derivatives(nodes[-1], nodes) == expected


# Options


def texts_of(picture):
    nodes, _ = contents(picture.svg())
    return {texts[0]: texts for texts, *_ in nodes.values()}


def test_gradients_can_be_hidden_or_left_blank():
    root, _ = worked_example()
    assert texts_of(draw_dot(root, renderer="builtin"))["e"] == ("e", "data -6", "grad -2")
    assert texts_of(draw_dot(root, renderer="builtin", grad=False))["e"] == ("e", "data -6")
    worksheet = draw_dot(root, renderer="builtin", blank=True)
    assert re.fullmatch("grad _{6,}", texts_of(worksheet)["e"][2])
    assert not re.search(r"grad -?\d|Gradients:", worksheet.source + worksheet.alt)
    assert "left to be filled in" in worksheet.alt


def test_the_number_format():
    root, _ = worked_example()
    assert texts_of(draw_dot(root, renderer="builtin", fmt="{:+.1f}"))["e"] == ("e", "data -6.0", "grad -2.0")


def test_a_path_is_highlighted_from_a_value_to_the_root():
    root, value = worked_example()
    key = {node.value.label: node.key for node in read_graph(root)}
    nodes, edges = contents(highlighted().svg())
    marked = {title for title, (_, _, stroke) in nodes.items() if stroke == graph_picture.RED}
    path = [key["b"], f"{key['e']}_op", key["e"], f"{key['d']}_op", key["d"], f"{key['L']}_op", key["L"]]
    assert marked == set(path)
    assert {title for title, _, stroke in edges if stroke == graph_picture.RED} == {
        f"{tail}->{head}" for tail, head in pairwise(path)
    }
    everything = draw_dot(root, highlight=value.values(), renderer="builtin").svg()
    assert all(stroke == graph_picture.RED for _, _, stroke in contents(everything)[0].values())


def test_inputs_parameters_and_results_are_told_apart_by_colour_and_by_shape():
    nodes, _ = contents(highlighted().svg())
    fill = {texts[0]: fill for texts, fill, _ in nodes.values()}
    assert fill["a"] == fill["f"] == graph_picture.PARAMETER["fill"]
    assert fill["b"] == fill["c"] == graph_picture.INPUT["fill"]
    assert fill["d"] == fill["L"] == "white"
    rounded = [
        group.findtext(f"{SVG}title")
        for group in ElementTree.fromstring(highlighted().svg()).iter(f"{SVG}g")
        if group.find(f"{SVG}rect[@rx]") is not None
    ]
    assert rounded == ["v0", "v5"]  # a and f


def test_top_to_bottom():
    root, _ = worked_example()
    assert "rankdir=TB" in draw_dot(root, rankdir="TB").source
    wide, tall = (ElementTree.fromstring(draw_dot(root, rankdir=r, renderer="builtin").svg()) for r in ("LR", "TB"))
    assert float(wide.get("width")) > float(tall.get("width"))
    assert float(wide.get("height")) < float(tall.get("height"))


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"rankdir": "RL"}, ValueError, 'rankdir is "LR" or "TB", not \'RL\''),
        ({"fmt": "{:.4q}"}, ValueError, "fmt is a format for one number"),
        ({"fmt": ".4f"}, ValueError, "fmt is a format for one number"),
        ({"fmt": "{} {}"}, ValueError, "fmt is a format for one number"),
        ({"fmt": None}, ValueError, "fmt is a format for one number"),
        ({"renderer": "paint"}, ValueError, "not 'paint'"),
        ({"blank": True, "grad": False}, ValueError, "choose one of them"),
        ({"highlight": Value(1, "stranger")}, ValueError, "highlight: stranger is not in this graph"),
        ({"highlight": 3}, TypeError, "highlight is a Value or several Values, not 3"),
        ({"parameters": 3}, TypeError, "parameters is a Value or several Values, not 3"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_an_option_that_means_nothing_is_refused(options, error, message):
    with pytest.raises(error, match=re.escape(message)):
        draw_dot(Value(1), **options)


def chain(length):
    x = Value(1)
    for _ in range(length - 1):
        x = x.tanh()
    return x


def test_four_hundred_values_are_drawn_and_a_hopeless_number_is_refused():
    nodes, _ = contents(draw_dot(chain(400), renderer="builtin").svg())
    assert len(nodes) == 799
    with pytest.raises(ValueError, match="this graph has 2001 values, more than the 2000"):
        draw_dot(chain(2001))


# Words and numbers


def neuron_apart():
    n = Value(0.5, "n")
    e = (2 * n).exp()
    e.label = "e"
    o = (e - 1) / (e + 1)
    o.label = "o"
    return o


def shared():
    a, b = Value(2, "a"), Value(3, "b")
    s = a + b
    return -s * s**2


@pytest.mark.parametrize(
    ("root", "words"),
    [
        (worked_example()[0], "e = a * b = -6; d = e + c = 4; L = d * f = -8"),
        (neuron_apart(), "e = exp(2 * n) = 2.718; o = (e - 1) / (e + 1) = 0.4621"),
        (shared(), "v2 = a + b = 5; -v2 * v2**2 = -125"),
        (Value(2, "a") - (Value(3, "b") - Value(-4)), "a - (b - -4) = -5"),
        (Value(-2) ** 2, "(-2)**2 = 4"),
        ((Value(2, "a") ** Value(3, "b")) ** Value(2, "c"), "(a ** b) ** c = 64"),
        (Value(2, "a"), "a = 2"),
        (Value(2), "2"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_the_description_says_what_the_graph_computes(root, words):
    assert describe(read_graph(root)) == f"Expression graph: {words}"


def test_a_large_graph_is_summed_up():
    root, parameters = small_network()
    root.label = "o"
    assert draw_dot(root, parameters=parameters).alt == (
        "Expression graph: 22 operations (9 *, 9 +, 4 tanh) on 15 inputs, 13 of them parameters, "
        f"give o = {root.data:.4g}"
    )


def test_the_description_has_the_gradients_once_there_are_any():
    a = Value(3, "a")
    y = a * a
    y.label = "y"
    assert draw_dot(y).alt == "Expression graph: y = a * a = 9"
    y.backward()
    assert draw_dot(y).alt == "Expression graph: y = a * a = 9. Gradients: a 6, y 1."
    assert draw_dot(y, alt="my words").alt == "my words"
    assert 'aria-label="my words"' in draw_dot(y, alt="my words", renderer="builtin").svg()


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (-0.0, "0.0000"),
        (2, "2.0000"),
        (123456.789, "123456.7890"),
        (3.5e17, "3.5e+17"),
        (-1e300, "-1e+300"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (10**400, "1" + "0" * 22 + "…"),
        (None, "None"),
        ("2", "'2'"),
        (Value(1), "Value(data=1.0, grad=0.…"),
    ],
)
def test_a_number_is_shown_in_the_format_and_never_endlessly(number, text):
    assert number_text(number, "{:.4f}") == text
