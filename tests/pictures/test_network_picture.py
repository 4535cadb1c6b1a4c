"""Pictures of a network, and the film of its training."""

import json
import random
import re
import subprocess
import sys
from itertools import pairwise
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from classroom.pictures import TrainingFilm, draw_network, palette
from classroom.pictures.embed import LEGIBLE
from classroom.pictures.player import Player
from micrograd_core import MLP, Layer, Neuron, Value

SVG = "{http://www.w3.org/2000/svg}"
XS = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
YS = [1.0, -1.0, -1.0, 1.0]


def mlp(nin=3, nouts=(4, 4, 1), seed=3, **options):
    return MLP(nin, list(nouts), rng=random.Random(seed), **options)


def tree(picture):
    return ElementTree.fromstring(picture.svg)


def circles(picture):
    return tree(picture).findall(f"{SVG}circle")


def words(picture):
    return [text.text for text in tree(picture).iter(f"{SVG}text")]


def edges(svg):
    """(colour, width, opacity, dashed, (x1, y1, x2, y2)) of every edge in a drawing."""
    found = []
    for path in ElementTree.fromstring(svg).find(f"{SVG}g[@fill='none']"):
        look = path.get("stroke"), float(path.get("stroke-width")), float(path.get("opacity"))
        for line in re.findall(r"M(\S+) (\S+?)L(\S+) ([^M]+)", path.get("d")):
            found.append((*look, path.get("stroke-dasharray") is not None, tuple(map(float, line))))
    return found


def numbers(net):
    return [(p.data, p.grad) for p in net.parameters()]


# The picture


@pytest.mark.parametrize(
    "net",
    [mlp(), mlp(2, (16, 16, 1)), mlp(5, (1,)), Layer(4, 3), Neuron(2)],
    ids=["3-4-4-1", "2-16-16-1", "5-1", "layer", "neuron"],
)
def test_an_edge_for_every_weight_and_a_circle_for_every_number(net):
    layers = getattr(net, "layers", [net])
    neurons = [neuron for layer in layers for neuron in getattr(layer, "neurons", [layer])]
    nin = len(neurons[0].w)
    drawn = edges(draw_network(net).svg)
    assert len(drawn) == sum(len(neuron.w) for neuron in neurons)
    assert sum(dashed for _, _, _, dashed, _ in drawn) == sum(w.data < 0 for neuron in neurons for w in neuron.w)
    assert len(circles(draw_network(net))) == nin + len(neurons)
    assert len(circles(draw_network(net, [0.5] * nin))) == nin + len(neurons)


def test_width_tells_the_size_of_a_weight_and_colour_and_dashes_its_sign():
    neuron = Neuron(4)
    for w, data in zip(neuron.w, (0.0, 1.0, -2.0, 4.0)):
        w.data = data
    by_height = sorted(edges(draw_network(neuron).svg), key=lambda edge: edge[4][1])
    widths = [width for _, width, _, _, _ in by_height]
    assert widths == sorted(set(widths))
    positive, negative = palette.BLUE, palette.RED
    assert [(colour, dashed) for colour, _, _, dashed, _ in by_height] == [
        (positive, False),
        (positive, False),
        (negative, True),
        (positive, False),
    ]


def test_circles_hold_what_comes_out():
    neuron = Neuron(2)
    neuron.w[0].data, neuron.w[1].data, neuron.b.data = -3.0, 1.0, 6.8813735870195432
    picture = draw_network(neuron, [2, 0])
    assert {"2.00", "0.00", "0.71", "b 6.88", "-3.00", "1.00"} <= set(words(picture))
    assert picture.alt == "A neuron with 2 inputs; 3 parameters; for 2, 0 it returns 0.7071"
    assert circles(picture)[1].get("fill") == "#ffffff"
    assert len({circle.get("fill") for circle in circles(picture)}) == 3


def test_a_negative_number_shows_without_colour_too():
    net = mlp()
    dashed = [circle.get("stroke-dasharray") is not None for circle in circles(draw_network(net, XS[0]))]
    out = XS[0]
    outs = [*out]
    for layer in net.layers:
        out = [neuron(out).data for neuron in layer.neurons]
        outs += out
    assert dashed == [number < 0 for number in outs]


def test_the_words_count_the_parameters():
    picture = draw_network(mlp())
    assert picture.alt == repr(picture)
    assert picture.alt == (
        "An MLP with 3 inputs, hidden layers of 4 and 4 neurons, and 1 output; 16 + 20 + 5 = 41 parameters"
    )
    assert {"3 inputs", "x1", "x3", "hidden layer 1", "output layer", "4 neurons, tanh", "20 parameters"} <= set(
        words(picture)
    )
    assert draw_network(mlp(1, (1,))).alt == "An MLP with 1 input and 1 output; 2 parameters"
    assert draw_network(mlp(2, (3, 2))).alt == (
        "An MLP with 2 inputs, a hidden layer of 3 neurons, and 2 outputs; 9 + 8 = 17 parameters"
    )
    assert draw_network(Layer(4, 3)).alt == "A layer with 4 inputs and 3 neurons; 15 parameters"


def test_names_and_title_are_text_not_markup():
    picture = draw_network(Neuron(2), names=["a < b", "length"], title="Q & A")
    assert {"a < b", "length", "Q & A"} <= set(words(picture))


def test_a_wide_network_has_small_circles_apart_and_no_numbers_in_them():
    picture = draw_network(mlp(2, (16, 16, 1)), [0.5, -1])
    assert not [text for text in words(picture) if re.fullmatch(r"(b )?-?\d+\.\d+", text)]
    column = [circle for circle in circles(picture) if circle.get("cx") == circles(picture)[2].get("cx")]
    assert len(column) == 16
    heights = [float(circle.get("cy")) for circle in column]
    assert min(b - a for a, b in pairwise(heights)) > 2 * float(column[0].get("r"))


@pytest.mark.parametrize(
    "net", [mlp(), mlp(2, (16, 16, 1)), mlp(40, (30, 2)), Neuron(1)], ids=["an MLP", "wide", "very wide", "a neuron"]
)
def test_everything_is_inside_the_picture(net):
    root = tree(draw_network(net))
    width, height = float(root.get("width")), float(root.get("height"))
    for circle in root.iter(f"{SVG}circle"):
        r = float(circle.get("r"))
        assert r <= float(circle.get("cx")) <= width - r
        assert r <= float(circle.get("cy")) <= height - r
    for text in root.iter(f"{SVG}text"):
        reach = 0.62 * float(text.get("font-size")) * len(text.text)
        share = {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor")]
        left = float(text.get("x")) - share * reach
        assert left >= 0, text.text
        assert left + reach <= width, text.text


def test_drawing_leaves_the_network_alone_and_gives_the_same_bytes():
    net = mlp()
    sum((net(x) for x in XS), Value(0)).backward()
    before = numbers(net)
    assert draw_network(net, XS[0]).svg == draw_network(net, XS[0]).svg
    assert numbers(net) == before


def test_other_engines_networks_are_drawn_too():
    def neuron(*w):
        out = SimpleNamespace(data=0.25)
        made = type("Theirs", (), {"__call__": lambda self, x: out})()
        made.w, made.b = [SimpleNamespace(data=number) for number in w], SimpleNamespace(data=0.0)
        return made

    net = SimpleNamespace(layers=[SimpleNamespace(neurons=[neuron(1.0, -1.0)])])
    assert draw_network(net, [1, 2]).alt.endswith("it returns 0.2500")


def test_weights_that_ran_away_are_drawn():
    net = mlp()
    net.parameters()[0].data, net.parameters()[1].data = float("nan"), float("-inf")
    assert len(edges(draw_network(net, XS[0]).svg)) == 32


class TestBadInput:
    @pytest.mark.parametrize("x", [[1.0, 2.0], [1.0] * 4, []])
    def test_wrong_length_of_x(self, x):
        with pytest.raises(ValueError, match=f"this network takes 3 inputs, but x has {len(x)}"):
            draw_network(mlp(), x)

    def test_x_that_holds_no_numbers(self):
        with pytest.raises(TypeError, match="a number or a Value is needed here, not str"):
            draw_network(mlp(), ["a", "b", "c"])
        with pytest.raises(TypeError, match="x must be a list of 3 numbers, not float"):
            draw_network(mlp(), 1.0)

    def test_wrong_number_of_names(self):
        with pytest.raises(ValueError, match="this network takes 3 inputs, but names has 2"):
            draw_network(mlp(), names=["a", "b"])

    @pytest.mark.parametrize("thing", [3, None, [1, 2], Value(1.0), SimpleNamespace(layers=[])], ids=repr)
    def test_no_network(self, thing):
        with pytest.raises(TypeError, match=f"this {type(thing).__name__} has not"):
            draw_network(thing)

    def test_layers_that_do_not_fit(self):
        net = mlp(3, (4, 2))
        net.layers[1] = Layer(3, 2)
        with pytest.raises(ValueError, match="layer 2 gets 4 numbers, but its neurons have 3, 3 weights"):
            draw_network(net)


# The film


def train(net, xs=XS, ys=YS, steps=20, lr=0.1, given=True):
    film = TrainingFilm(net, xs, ys)
    for _ in range(steps):
        predictions = [net(x) for x in xs]
        loss = sum((p - y) ** 2 for p, y in zip(predictions, ys))
        film.snap(loss, *[predictions] * given)
        net.zero_grad()
        loss.backward()
        for p in net.parameters():
            p.data -= lr * p.grad
    return film


def test_a_step_stores_plain_numbers_of_that_moment():
    net = mlp()
    first = [w.data for layer in net.layers for neuron in layer.neurons for w in neuron.w]
    film = train(net, steps=3)
    assert len(film) == 3
    assert [w for layer in film.weights[0] for row in layer for w in row] == first
    assert json.loads(json.dumps([film.losses, film.predictions, film.weights]))
    assert film.losses[0] == sum((p - y) ** 2 for p, y in zip(film.predictions[0], YS))


def test_predictions_are_computed_where_they_are_not_given_and_the_network_stays_as_it_is():
    assert train(mlp(), given=False).predictions == train(mlp(), given=True).predictions
    net = mlp()
    before = numbers(net)
    TrainingFilm(net, XS, YS).snap(1.0)
    assert numbers(net) == before


def test_the_film_shows_every_step_and_says_what_happens():
    player = train(mlp()).play()
    assert isinstance(player, Player)
    assert len(player) == 20
    assert re.fullmatch(
        r"1\. Before training: the loss is \d\.\d{4}, the predictions (-?\d\.\d\d(, |$)){4}",
        repr(player).splitlines()[0],
    )
    assert [caption.partition(":")[0] for caption in player.captions[1:]] == [f"After step {n}" for n in range(1, 20)]
    assert "in 19 steps" in player.alt  # twenty moments, nineteen steps from one to the next
    assert train(mlp()).play(alt="words").alt == "words"


def test_every_frame_has_the_weights_of_its_step():
    film = train(mlp())
    player = film.play()
    for weights, step in zip(film.weights, range(20)):
        drawn = edges(player.still(step).svg)
        assert len(drawn) == 32
        assert sum(dashed for _, _, _, dashed, _ in drawn) == sum(
            w < 0 for layer in weights for row in layer for w in row
        )
    assert player.frames[0] != player.frames[1]


def test_the_curve_ends_at_the_step_and_dots_stand_at_the_predictions():
    film = train(mlp(), steps=5)
    player = film.play()
    for step in range(5):
        frame = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{player.frames[step]}</svg>')
        cut, dot = frame.find(f"{SVG}svg"), frame.find(f"{SVG}circle")
        assert cut.get("width") == dot.get("cx")
        assert float(dot.get("cx")) == pytest.approx(52 + step * 54)
        dots = frame.findall(f"{SVG}g/{SVG}circle")
        heights = [float(dot.get("cy")) for dot in dots]
        assert heights == pytest.approx([301 - 65 * p for p in film.predictions[step]], abs=0.06)


def test_a_long_training_keeps_its_first_and_last_step_and_the_whole_curve():
    film = train(mlp(), steps=100, lr=0.02)
    player = film.play(frames=10)
    steps = [int(re.search(r"step (\d+)", caption).group(1)) for caption in player.captions[1:]]
    assert len(steps) == 9
    assert player.captions[0].startswith("Before training") and steps[-1] == 99
    assert [text for text in re.findall(r">([^<>]*)</text>", player.base) if text in {"step 0", "99", "100"}] == [
        "step 0",
        "99",
    ]
    (points,) = re.findall(r'<polyline id="loss" points="([^"]*)"', player.base)
    assert len(points.split()) == 100


def test_twenty_steps_of_the_largest_network_of_lesson_07_stay_below_300_kilobytes():
    random_points = random.Random(0)
    xs = [[random_points.uniform(-1, 1), random_points.uniform(-1, 1)] for _ in range(50)]
    film = TrainingFilm(mlp(2, (16, 16, 1)), xs, [1.0] * 50)
    for _ in range(20):
        film.snap(1.0)
    assert len(json.dumps(film.play()._repr_mimebundle_())) < 300_000


@pytest.mark.parametrize(
    ("losses", "ticks"),
    [
        ([4.0, 1.0, 0.02], ["0.01", "0.1", "1", "10"]),  # more than a factor of 20: logarithmic
        ([4.0, 1.0, 0.9], ["0", "1", "2", "3", "4"]),
        ([4.0, 1.0, 0.0], ["0", "1", "2", "3", "4"]),  # 0 has no logarithm
        ([8.0, 8.0], ["0", "2", "4", "6", "8"]),
        ([0.0, 0.0], ["0", "0.5", "1"]),
        ([float("nan"), float("inf")], ["0", "0.5", "1"]),
        ([2.0, float("nan"), 1.0], ["0", "0.5", "1", "1.5", "2"]),
    ],
    ids=str,
)
def test_the_axis_of_the_loss_suits_the_losses(losses, ticks):
    film = TrainingFilm(mlp(), XS, YS)
    for loss in losses:
        film.snap(loss)
    root = ElementTree.fromstring(film.play().still(0).svg)
    axis = [text.text for text in root.iter(f"{SVG}text") if text.get("x") == "46.0" and float(text.get("y")) < 190]
    assert axis == ticks
    for circle in root.iter(f"{SVG}circle"):
        assert 0 <= float(circle.get("cy")) <= 400


def test_several_outputs_are_several_predictions():
    film = TrainingFilm(mlp(3, (4, 2)), XS, [[1.0, 0.0]] * 4)
    film.snap(Value(2.0))
    assert len(film.predictions[0]) == len(film.targets) == 8
    assert len(film.play()) == 1


def test_the_same_training_gives_the_same_bytes():
    assert train(mlp()).play().html() == train(mlp()).play().html()


def test_what_a_film_cannot_be_made_of():
    with pytest.raises(ValueError, match="every input needs a target: xs has 4, ys has 3"):
        TrainingFilm(mlp(), XS, YS[:3])
    with pytest.raises(ValueError, match="xs is empty"):
        TrainingFilm(mlp(), [], [])
    with pytest.raises(TypeError, match="this int has not"):
        TrainingFilm(3, XS, YS)
    film = TrainingFilm(mlp(), XS, YS)
    with pytest.raises(ValueError, match="nothing to play"):
        film.play()
    with pytest.raises(ValueError, match="there are 4 targets, but 3 predictions"):
        film.snap(1.0, [1, 2, 3])
    with pytest.raises(TypeError, match="a number or a Value is needed here, not NoneType"):
        film.snap(None)
    assert len(film) == 0


def test_neither_module_needs_more_than_the_standard_library():
    code = "import sys, classroom.pictures; print(sorted({'numpy', 'matplotlib'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.stdout == "[]\n", result.stderr


def test_a_loss_that_ran_away_is_told_in_short():
    film = TrainingFilm(mlp(), XS, YS)
    film.snap(1e300, [1e300, -1e300, 0.0, float("nan")])
    film.snap(2.5)
    player = film.play()
    assert player.captions[0] == "Before training: the loss is 1e+300, the predictions 1e+300, -1e+300, 0.00, nan"
    assert "goes from 1e+300 to 2.5000" in player.alt
    net = mlp()
    net.parameters()[0].data = 1e300
    assert not re.search(r"\d{20}", draw_network(net, XS[0]).svg + draw_network(net, XS[0]).alt)


@pytest.mark.parametrize(
    ("net", "nin"),
    [(mlp(), 3), (mlp(2, (16, 16, 1)), 2), (mlp(40, (30, 2)), 40), (mlp(3, (9, 1)), 3), (Neuron(2), 2)],
    ids=["3-4-4-1", "2-16-16-1", "40-30-2", "3-9-1", "neuron"],
)
def test_no_words_are_smaller_than_eleven_pixels(net, nin):
    for picture in (draw_network(net), draw_network(net, [0.5] * nin)):
        assert min(float(text.get("font-size")) for text in tree(picture).iter(f"{SVG}text")) >= LEGIBLE
