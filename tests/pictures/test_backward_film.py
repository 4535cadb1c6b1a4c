"""The film of a backward pass: its words, its numbers, and what it shows of a wrong engine."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from engines import endless, engine, in_order, level_by_level, neuron, not_reversed, recursive, reused

import micrograd_core
from classroom.pictures.backward_film import watch_backward
from classroom.pictures.backward_recorder import record_backward
from classroom.pictures.backward_story import MOST_FRAMES
from classroom.pictures.expression_graph import number_text

WARNING = "l10 18h-20z"  # the path of the warning triangle
TICK = "l2.5 3 4.5 -6"


def texts(film, frame):
    """What is written in one frame, boxes aside: the gradients in the graph's order, then the notes."""
    return [text.text for text in ElementTree.fromstring(film.frames[frame]).iter("text")]


def gradients(film, frame):
    return [text.removeprefix("grad ") for text in texts(film, frame) if text.startswith("grad ")]


def notes(film, frame):
    operations = {"+", "*", "tanh"}
    return [text for text in texts(film, frame) if not text.startswith("grad ") and text not in operations]


def test_the_neuron_in_words():
    film = watch_backward(neuron(micrograd_core.Value).o)
    assert film.captions == [
        "Before backward(). Every gradient is 0. The question: how much does o change when an input changes?",
        "The seed: the gradient of o is set to 1, because o changes one for one with itself.",
        "o runs its rule (tanh) and hands on 1. n gets (1 - o²) × 1 = 0.5 × 1 = 0.5.",
        "n runs its rule (+) and hands on 0.5. x1 * w1 + x2 * w2 gets 1 × 0.5 = 0.5. b gets 1 × 0.5 = 0.5.",
        "x1 * w1 + x2 * w2 runs its rule (+) and hands on 0.5. x1 * w1 gets 1 × 0.5 = 0.5. x2 * w2 gets 1 × 0.5 = 0.5.",
        (
            "x1 * w1 runs its rule (*) and hands on 0.5. "
            "x1 gets w1 × 0.5 = -3 × 0.5 = -1.5. w1 gets x1 × 0.5 = 2 × 0.5 = 1."
        ),
        "x2 * w2 runs its rule (*) and hands on 0.5. x2 gets w2 × 0.5 = 1 × 0.5 = 0.5. w2 gets x2 × 0.5 = 0 × 0.5 = 0.",
        "Done. Every rule ran once, when all had arrived. Gradients: x1 -1.5, w1 1, x2 0.5, w2 0, b 0.5.",
    ]
    assert repr(film).splitlines()[1].startswith("2. The seed")
    assert not any(WARNING in frame for frame in film.frames)


@pytest.mark.parametrize("Value", [engine(), engine(recursive), engine(adds=False), micrograd_core.Value])
def test_the_numbers_are_those_that_were_recorded(Value):
    recording = record_backward(neuron(Value).o)
    film = watch_backward(neuron(Value).o)
    expected = [recording.grads(i) for i in range(len(recording.steps) + 1)]
    expected.append(expected[-1])  # the verdict
    shown = [gradients(film, i) for i in range(len(film))]
    assert shown == [[number_text(grad, "{:.4g}") for grad in grads.values()] for grads in expected]


def test_level_by_level_shows_why_it_goes_wrong():
    g = reused(engine(seed=None), 3.0, 5.0)
    g.y.grad = 1.0
    film = watch_backward(g.y, backward=level_by_level)
    assert film.captions == [
        "Before level_by_level(). y holds 1, its seed, and every other gradient is 0.",
        "y runs its rule (+) and hands on 1. t gets 1 × 1 = 1. u gets 1 × 1 = 1.",
        (
            "t runs its rule (*) too early: it hands on 1 now, but 5 more is still to come, and t will never hand "
            "that on. a gets 3 × 1 = 3. The number 3 gets a × 1 = 1 × 1 = 1."
        ),
        (
            "u runs its rule (*) and hands on 1. t gets 5 × 1 = 5, on top of 1: 1 + 5 = 6. "
            "But t has run already, and does not hand this on. The number 5 gets t × 1 = 3 × 1 = 3."
        ),
        (
            "Wrong: a got 3, should be 18. "
            "t handed on 1, but its gradient is 6: its rule ran before all of it had arrived."
        ),
    ]
    assert {"too early: hands on 1", "5 more comes later"} <= set(notes(film, 2))
    assert {"5 × 1 = 5", "too late: 1 + 5 = 6"} <= set(notes(film, 3))
    assert {"should be 18", "handed on 1, not 6"} <= set(notes(film, 4))
    assert [frame.count(WARNING) for frame in film.frames] == [0, 0, 1, 1, 1]
    assert g.a.grad == 3, "the gradients stay as the wrong engine left them"


def test_recursion_shows_why_it_goes_wrong():
    film = watch_backward(reused(engine(recursive)).y)
    early, again, verdict = (film.captions[i] for i in (3, 5, 6))
    assert early.startswith("t runs its rule (*) too early: it hands on 1 now, but 3 more is still to come. a gets")
    assert again.startswith(
        "t runs its rule (*) once more and hands on 4, 1 of it for the second time: that part counts"
    )
    assert "a gets 2 × 4 = 8, on top of 2: 2 + 8 = 10." in again
    assert verdict == (
        "Wrong: a got 10, should be 8. t handed on 1 and 4, but should hand on 4, once, when all of it has arrived."
    )
    assert {"again: hands on 4", "1 of it a second time", "2 + 8 = 10"} <= set(notes(film, 5))
    assert "handed on 1 + 4, not 4" in notes(film, 6)


def test_without_reversing():
    film = watch_backward(reused(engine(not_reversed)).y)
    assert "nothing has arrived yet, so it hands on 0, but 1 more is still to come" in film.captions[2]
    assert film.captions[-1].startswith("Wrong: a got 0, should be 8.")


def test_a_value_used_twice():
    a = engine()(3.0, label="a")
    film = watch_backward(a + a)
    assert film.captions[2] == "a + a runs its rule (+) and hands on 1. a gets 1 × 1 = 1, twice: 1 + 1 = 2."
    assert notes(film, 2) == ["1 × 1 = 1, twice", "hands on 1", "1 + 1 = 2"]


def test_a_value_that_gets_less():
    Value = micrograd_core.Value
    a = Value(2.0, "a")
    film = watch_backward(a * 3 - a)
    assert any("a gets 3 × 1 = 3, on top of -1: -1 + 3 = 2." in caption for caption in film.captions)
    film = watch_backward(a - a * 3)
    assert any("a gets 3 × -1 = -3, on top of 1: 1 - 3 = -2." in caption for caption in film.captions)


def test_overwriting():
    Value = engine(adds=False)
    a, b = Value(-2.0, label="a"), Value(3.0, label="b")
    film = watch_backward((a * b) * (a + b))
    assert film.captions[-2].endswith("so what was there before is lost: -6 in a and -6 in b.")
    assert film.captions[-1] == (
        "Wrong: a got 3, should be -3; b got -2, should be -8. Wrote = where += belongs: the rule of a * b."
    )
    assert notes(film, -2).count("overwritten: -6 is lost") == 2
    assert WARNING in film.frames[-2]


def test_a_rule_that_forgets_what_arrives():
    film = watch_backward(neuron(engine(multiplies=False)).o)
    assert "b gets 1, not 1 × 0.5." in film.captions[3]
    assert film.captions[-1].endswith("Did not multiply by what arrives: the rule of n.")


def test_no_seed():
    film = watch_backward(reused(engine(seed=None)).y)
    assert "nobody has set it to 1, the seed" in film.captions[1]
    assert film.captions[-1] == (
        "Wrong: a got 0, should be 8. Nobody set the gradient of y to 1, and 0 times anything is 0."
    )


def test_another_seed():
    film = watch_backward(reused(engine(seed=2.0)).y)
    assert film.captions[1] == "The seed should be 1, but the gradient of y is set to 2."
    assert film.captions[-1].startswith("Wrong: a got 16, should be 8")


def test_twice():
    a = engine()(2.0, label="a")
    y = a * a * a
    y.backward()
    film = watch_backward(y)
    assert "Of that, 2 was left over from an earlier pass." in film.captions[3]
    assert film.captions[-1] == (
        "Wrong: a got 32, should be 24. Handed on what an earlier pass had left behind: a * a."
    )


def test_twice_with_the_course_engine():
    a = micrograd_core.Value(2.0, "a")
    y = a * a * a
    y.backward()
    film = watch_backward(y)
    assert film.captions[1].startswith("backward() first sets what an earlier pass has left behind to 0:")
    assert film.captions[-1] == "Done. Every rule ran once, when all had arrived. Gradients: a 24."


def test_right_by_luck():
    """Recursion hands on twice, but all of it is multiplied by 0, the slope of tanh at 1000."""
    Value = engine(recursive)
    a = Value(1000.0, label="a")
    t = a.tanh()
    t.label = "t"
    film = watch_backward(t + t * Value(3.0))
    assert film.captions[-1] == (
        "The gradients are right, but by luck. "
        "t handed on 1 and 4, but should hand on 4, once, when all of it has arrived."
    )


def test_an_error_ends_the_film():
    g = reused(engine())
    g.t._backward = None
    film = watch_backward(g.y)
    assert film.captions[-1] == (
        "backward() raised TypeError: 'NoneType' object is not callable. The gradients stay as they are now."
    )
    assert len(film) == 5 and g.t.grad == 4 and "should be" not in film.frames[-1]


def test_a_pass_without_end():
    film = watch_backward(reused(engine(endless)).y)
    assert len(film) == MOST_FRAMES
    assert film.captions[-2].endswith("more steps, which are not shown. The rule of y ran 10000 times in all.")
    assert film.captions[-1].startswith("backward() was stopped after 10000 rules")


def test_the_longest_pass_that_is_shown_in_full():
    def chain(length):
        y = micrograd_core.Value(1.0)
        for _ in range(length):
            y = y.tanh()
        return watch_backward(y)

    fits = MOST_FRAMES - 3  # what is left beside the frame before, the seed and the verdict
    assert len(chain(fits)) == len(chain(fits + 1)) == MOST_FRAMES
    assert "not shown" not in repr(chain(fits)) and "2 more steps, which are not shown" in repr(chain(fits + 1))


def test_a_rule_that_never_runs():
    film = watch_backward(reused(engine()).y, backward=lambda root: root._backward())
    assert film.captions[-1].endswith("Never ran its rule: t and u.")


def test_an_engine_without_rules():
    """It passes the gradient along as an argument: nothing can be told of rules, and nothing is claimed."""

    class Value:
        def __init__(self, data, _prev=(), slopes=()):
            self.data, self.grad, self._prev, self._op, self.slopes = data, 0.0, _prev, "+" if _prev else "", slopes

        def backward(self, arrives=1.0):
            self.grad += arrives
            for input, slope in zip(self._prev, self.slopes):
                input.backward(slope * arrives)

    a = Value(2.0)
    film = watch_backward(Value(4.0, (a, a), (1.0, 1.0)))
    assert a.grad == 2
    assert "Outside any rule, gradients change: 2 from 0 to 1 and 2 from 1 to 2." in film.captions
    assert film.captions[-1] == "Done."


def test_micrograd_of_pypi():
    Value = pytest.importorskip("micrograd.engine").Value
    film = watch_backward(reused(Value, 3.0, 5.0).y)
    assert film.captions[-1] == "Done. Every rule ran once, when all had arrived. Gradients: a 18."


# The picture


@pytest.mark.parametrize("rankdir", ["LR", "TB"])
@pytest.mark.parametrize("make", [neuron, reused])
def test_everything_lies_inside_the_picture(make, rankdir):
    *_, root = vars(make(engine(level_by_level))).values()
    film = watch_backward(root, rankdir=rankdir)
    width, height = film.size
    assert width > height if rankdir == "LR" else width < height
    for frame in film.frames:
        for text in ElementTree.fromstring(frame).iter("text"):
            if text.get("font-size") == "11":  # a note: in TB beside the arrow that enters in the middle
                assert text.get("text-anchor") == ("start" if rankdir == "TB" else None)
            half = len(text.text) * 11 * 0.62 * (1 if "text-anchor" in text.attrib else 0.5)
            right = float(text.get("x")) + half
            assert right <= width + 1 and 0 < float(text.get("y")) < height
            assert "text-anchor" in text.attrib or float(text.get("x")) - half >= -1


def test_notes_do_not_touch():
    """Two notes on one line, in any frame, are apart."""
    film = watch_backward(neuron(engine(multiplies=False)).o)
    for frame in film.frames:
        found = [text for text in ElementTree.fromstring(frame).iter("text") if text.get("font-size") == "11"]
        spans = sorted((t.get("y"), float(t.get("x")), len(t.text) * 11 * 0.61 / 2) for t in found)
        for (y, x, half), (next_y, next_x, next_half) in pairwise(spans):
            assert y != next_y or x + half < next_x - next_half


@pytest.mark.parametrize("make", [recursive, level_by_level, in_order])
def test_a_box_is_little_wider_for_what_will_be_noted_above_and_below_it(make):
    """At first sight it is empty, so each note may hang over on both sides."""
    film = watch_backward(reused(engine(make)).y)
    boxes = [rect for rect in ElementTree.fromstring(f"<svg>{film.base}</svg>").iter("rect")]
    assert len(boxes) == 6 and max(float(box.get("width")) for box in boxes) < 130


def test_all_that_can_be_marked_is_marked_with_a_shape():
    film = watch_backward(reused(engine(in_order)).y)
    assert [frame.count(TICK) for frame in film.frames] == [0, 0, 1, 2, 3, 3]
    wrong = watch_backward(reused(engine(level_by_level)).y)
    assert wrong.frames[-1].count("stroke-dasharray") == len(re.findall("should be", wrong.frames[-1])) == 2


def test_parameters_are_green():
    g = neuron(micrograd_core.Value)
    plain, green = watch_backward(g.o), watch_backward(g.o, parameters=[g.w1, g.w2, g.b])
    assert green.base.count("#d5f0e6") == 3 and "#d5f0e6" not in plain.base


def test_the_format_of_numbers():
    film = watch_backward(neuron(micrograd_core.Value).o, fmt="{:.2f}")
    assert gradients(film, -1)[0] == "-1.50" and "0.50 × 1.00 = 0.50" in film.captions[2]


def test_names_that_mean_something_to_svg():
    a = engine()(2.0, label='<&">')
    film = watch_backward(a * a)
    ElementTree.fromstring(film.svg())
    assert '<&">' in film.captions[2]


def test_values_without_names_are_told_by_what_made_them():
    x, y, z = (micrograd_core.Value(number) for number in (1.0, 2.0, -3.5))
    film = watch_backward(((x + y) * z + x * (y + z)).exp() * x)
    words = repr(film)
    assert "The output runs its rule (*)" in words
    assert "The number -3.5 gets" in words and "1 + 2 runs its rule (+)" in words and "The result of +" in words


def test_the_same_pass_gives_the_same_film():
    films = [watch_backward(neuron(micrograd_core.Value).o) for _ in range(2)]
    assert films[0].html() == films[1].html()


def test_the_stored_film_is_small():
    assert len(watch_backward(neuron(micrograd_core.Value).o).html()) < 60_000


def test_a_strip_for_print():
    film = watch_backward(reused(engine()).y)
    strip = film.strip(columns=2)
    ElementTree.fromstring(strip.svg)
    assert strip.alt.startswith("Film of a backward pass. Expression graph:") and strip.alt.endswith("a 8.")


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"rankdir": "RL"}, ValueError, "rankdir"),
        ({"fmt": "{"}, ValueError, "fmt"),
        ({"parameters": 3}, TypeError, "parameters"),
    ],
)
def test_bad_options_run_nothing(options, error, words):
    g = reused(engine())
    with pytest.raises(error, match=words):
        watch_backward(g.y, **options)
    assert g.y.grad == 0
