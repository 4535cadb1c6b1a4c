"""The ward of lesson 06: its engines are sick as they say, and what the lesson and its exercises claim of them is so."""

import nbformat
import pytest

import micrograd_core
from classroom.authoring import build
from classroom.ward import BEDS, BUGS, caught_by, edited, engine, found_by, patient

LESSON = nbformat.read(build.NOTEBOOKS / "06_bug_clinic.ipynb", 4)


def from_the_lesson(*names):
    """The functions that the lesson's cells define, with what they use."""
    space = {}
    for cell in LESSON.cells:
        if cell.cell_type == "code" and any(f"def {name}(" in cell.source for name in names):
            exec(cell.source.partition("\n\n\nfor ")[0].partition("\n\n\nprint(")[0], space)
    return [space[name] for name in names]


def test_thirty_four_bugs_lie_in_as_many_beds():
    assert len(BUGS) == len({*BEDS}) == 34
    assert [patient(bed) for bed in range(1, 35)] == [engine(bug) for bug in BEDS]
    assert len({tuple(changes.items()) for changes in BUGS.values()}) == 34


def test_the_healthy_engine_computes_what_the_course_s_does():
    for f in (
        lambda x, y: (x * y).tanh() * (x + y).exp() - (1 - x) ** 3 / y,
        lambda x, y: 2 / (x - 3 * y) + -x / 2 + sum([x, y]),
        lambda x, y: sum([t := x * y, t * x, t * t]),
    ):
        assert found_by(engine(), f, (0.7, -1.3)) == pytest.approx(found_by(micrograd_core.Value, f, (0.7, -1.3)))


def test_the_lesson_s_checker_finds_what_the_ward_s_finds_but_for_wrong_values_that_fit():
    gradients_fit, _ = from_the_lesson("gradients_fit", "train")
    fitting = {"sub: plus", "1 - x: the wrong way round", "1 / x: the wrong way round", "tanh: of half the number"}
    for f in (lambda x, y: x**3 * x.tanh() + (1 - x) / x.exp() + 1 / x, lambda x, y: (x - y) * y + x.tanh()):
        by_lesson = {bug for bug in BUGS if not gradients_fit(engine(bug), f, 0.7, -1.3)}
        assert by_lesson == {*caught_by(f)} - fitting < {*caught_by(f)}


def test_at_zero_less_is_exposed_than_elsewhere():
    assert {*caught_by(lambda x, y: x * x + x.tanh(), 0.0, 0.0)} < {*caught_by(lambda x, y: x * x + x.tanh())}


def test_three_faults_in_a_power_do_not_stop_the_training_and_twins_train_alike():
    """What 6.3 and 6.4 say."""
    (train,) = from_the_lesson("train", "answer", "loss_of")[:1]
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
        (lambda: engine()(2.0) ** engine()(3.0), "an exponent is a plain number"),
    ],
)
def test_bad_input_is_told_in_one_line(call, words):
    with pytest.raises((ValueError, TypeError), match="(?s)" + words) as caught:
        call()
    assert "\n" not in str(caught.value)
