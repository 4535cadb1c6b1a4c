"""The ward of lesson 06: its engines are sick as they say, and what the lesson and its exercises claim of them is so."""

import ast
import math
import random
from types import SimpleNamespace

import nbformat
import pytest

import micrograd_core
from classroom.authoring import build
from classroom.checks.registry import registry
from classroom.exercises.engines_probe import topological
from classroom.exercises.lesson_06.ex4_smallest_symptoms_probe import PATIENTS, judged
from classroom.ward import BEDS, BUGS, caught_by, edited, engine, found_by, patient

LESSON = nbformat.read(build.NOTEBOOKS / "06_bug_clinic.ipynb", 4)


def from_the_lesson():
    """What the lesson's cells define, as a namespace: their functions, and what these import and look at."""
    space = {}
    for cell in LESSON.cells[2:]:
        if cell.cell_type == "code":
            tree = ast.parse(cell.source)
            tree.body = [node for node in tree.body if isinstance(node, KEPT) or names_data(node)]
            exec(compile(tree, "<lesson 06>", "exec"), space)
    return SimpleNamespace(**space)


KEPT = ast.Import, ast.ImportFrom, ast.FunctionDef


def names_data(node):
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in ("xs", "ys")


def test_thirty_four_bugs_lie_in_as_many_beds():
    assert len(BUGS) == len({*BEDS}) == 34
    f = registry()["6.5"].accepted[0][0]
    for bed, bug in enumerate(BEDS, 1):
        assert found_by(patient(bed), f, (0.7, -1.3)) == found_by(engine(bug), f, (0.7, -1.3))
    assert len({tuple(changes.items()) for changes in BUGS.values()}) == 34


def test_the_healthy_engine_computes_what_the_course_s_does():
    for f in (
        lambda x, y: (x * y).tanh() * (x + y).exp() - (1 - x) ** 3 / y,
        lambda x, y: 2 / (x - 3 * y) + -x / 2 + sum([x, y]),
        lambda x, y: sum([t := x * y, t * x, t * t]),
    ):
        assert found_by(engine(), f, (0.7, -1.3)) == pytest.approx(found_by(micrograd_core.Value, f, (0.7, -1.3)))


def test_the_lesson_s_checker_finds_what_the_ward_s_finds_but_for_wrong_values_that_fit():
    gradients_fit = from_the_lesson().gradients_fit
    fitting = {"sub: plus", "1 - x: the wrong way round", "1 / x: the wrong way round", "tanh: of half the number"}
    for f in (lambda x, y: x**3 * x.tanh() + (1 - x) / x.exp() + 1 / x, lambda x, y: (x - y) * y + x.tanh()):
        by_lesson = {bug for bug in BUGS if not gradients_fit(engine(bug), f, 0.7, -1.3)}
        assert by_lesson == {*caught_by(f)} - fitting < {*caught_by(f)}


def test_whoever_changes_an_engine_changes_no_other():
    kind = engine()
    kind.__add__ = kind.tanh = None
    assert (engine()(1.0) + 1.0).tanh().data == pytest.approx(math.tanh(2))


def test_what_the_lesson_and_6_5_say_of_few_operations():
    point = [micrograd_core.Value(0.7), micrograd_core.Value(-1.3)]

    def operations(f):
        return sum(bool(node._prev) for node in topological(f(*point)))

    (all_in_one,), exercise = registry()["6.5"].accepted[0], registry()["6.5"]
    assert operations(all_in_one) == 9 == sum(map(operations, exercise.reference))
    assert {*caught_by(all_in_one)} == {*BUGS}
    mixed, apart = from_the_lesson().mixed, from_the_lesson().tanh_apart
    assert operations(mixed) + operations(apart) == 14
    assert {*caught_by(lambda x, y: mixed(x, y) + apart(x, y))} == {*BUGS}


def test_fewer_steps_than_6_4_asks_for_show_nothing():
    for text, bugs, fewest in PATIENTS.values():
        shorter = [f for steps in range(fewest) for f in expressions_of(steps)]
        assert len(shorter) == (1, 21, 741)[fewest - 1]
        for f in shorter:
            assert "all engines agree" in judged(f, bugs, fewest)["your expression"], text


def expressions_of(steps, made=("x", "y")):
    """Every expression of so many steps of the ward's engine, with two exponents and two plain numbers."""
    if len(made) == steps + 2:
        return [eval(f"lambda x, y: [{', '.join(made)}][-1]")]
    nodes = [text.partition(" := ")[0].lstrip("(") for text in made]
    lines = [f"{node}{step}" for node in nodes for step in (".tanh()", ".exp()", " ** 3", " ** -1", " * -1", " + 2")]
    lines += [f"{one} {step} {other}" for one in nodes for other in nodes for step in "+*"]
    return [f for line in lines for f in expressions_of(steps, (*made, f"(t{len(made)} := {line})"))]


def test_an_overwriting_sum_leaves_the_weights_gradients_right_and_the_biases_those_of_the_first_example():
    """What section 1 says of `add: = for +=`."""
    lesson = from_the_lesson()

    def gradients(bug, loss_of):
        rng, kind = random.Random(7), engine(bug)
        net = [
            [[kind(rng.uniform(-1, 1)) for _ in range(nin + 1)] for _ in range(nout)]
            for nin, nout in ((3, 4), (4, 4), (4, 1))
        ]
        loss_of(net).backward()
        return [[p.grad for p in neuron] for layer in net for neuron in layer]

    def loss_of_the_first(net):
        return (lesson.answer(net, lesson.xs[0]) - lesson.ys[0]) ** 2

    healthy, sick = gradients(None, lesson.loss_of), gradients("add: = for +=", lesson.loss_of)
    for neuron, ill, first in zip(healthy, sick, gradients(None, loss_of_the_first)):
        assert ill[:-1] == pytest.approx(neuron[:-1]) and ill[-1] != pytest.approx(neuron[-1])
        assert ill[-1] == pytest.approx(first[-1])


def test_at_zero_less_is_exposed_than_elsewhere():
    assert {*caught_by(lambda x, y: x * x + x.tanh(), 0.0, 0.0)} < {*caught_by(lambda x, y: x * x + x.tanh())}


def test_three_faults_in_a_power_do_not_stop_the_training_and_twins_train_alike():
    """What 6.3 and 6.4 say."""
    train = from_the_lesson().train
    broken = edited({"self.grad += k * self.data ** (k - 1) * out.grad": "self.grad = (k - 1) * self.data ** (k - 1)"})
    for seed in range(5):
        losses = train(broken, seed)[1]
        assert losses[-1] < losses[0] / 2
    twins = [train(engine(f"pow: {name}"), 3)[1] for name in ("without the factor k", "k - 1 as the factor")]
    assert twins[0] == twins[1]


def test_all_diagnoses_of_6_2_can_be_told_apart_by_its_table():
    rows = [f"{each}{more}" for each in ("x * y", "x.tanh()", "x.exp()", "x ** 3") for more in ("", " * 3", " + x")]
    functions = [eval(f"lambda x, y: {text}") for text in rows]
    suspects = [bug for bug in BUGS if bug.startswith(("mul", "tanh", "exp", "pow"))]
    seen = {
        bug: tuple(round(n, 4) for f in functions for n in found_by(engine(bug), f, (0.7, -1.3))) for bug in suspects
    }
    assert len({*seen.values()}) == len(suspects) == 22


# Bad input.

VALUE = engine()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: engine("tanh: slope 2"), "nobody in the ward has 'tanh: slope 2'; the nearest is 'tanh: slope 1'"),
        (lambda: engine(7), "nobody in the ward has 7; the nearest is "),
        (lambda: patient(0), "there is no bed 0; the beds are numbered from 1 to 34"),
        (lambda: patient("3"), "there is no bed '3'"),
        (lambda: edited({"no such text": ""}), "'no such text' does not stand"),
        (lambda: caught_by(lambda x, y: x if x.data > 0.7 else y * 3), "the healthy engine is not right at"),
        (lambda: caught_by(lambda x, y: 3.0), "returned 3.0"),
        (lambda: caught_by(lambda x, y: None), "returned None"),
        (lambda: VALUE(2.0) ** VALUE(3.0), "an exponent is a plain number"),
    ],
)
def test_bad_input_is_told_in_one_line(call, words):
    with pytest.raises((ValueError, TypeError), match="(?s)" + words) as caught:
        call()
    assert "\n" not in str(caught.value)
