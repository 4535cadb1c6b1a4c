"""What every prediction promises: nothing tells its answer before the student has run the cell, or opened the fold.

That hidden outputs are not seen, in JupyterLab and on the site, is tested in tests/platforms/test_browser.py and tests/site/.
"""

import copy
import re

import pytest
from course_notebooks import LESSONS, notebook
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from classroom.authoring import predictions

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.]*\d)")


def text_of(cells):
    return "\n\n".join(cell.source for cell in cells)


def printed(cells):
    """What the outputs of some cells say in words."""
    outputs = [output for cell in cells for output in predictions.shown(cell)]
    return "\n".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs)


def numbers(text):
    """The numbers in a text, without their signs."""
    return set(NUMBER.findall(text))


def same(number, other):
    """Whether a number is the other one, perhaps rounded: 0.57 is 0.5672."""
    digits = len(number.partition("e")[0].partition(".")[2])
    return float(number) == float(other) or ("e" not in number and round(float(other), digits) == float(number))


def told_again(prediction, verdict, rest):
    """The numbers that come out, are neither in the question nor in the code, and stand in the text after the fold.

    One without two decimals counts only if the verdict tells it: 2 may be anything.
    """
    given = numbers(text_of(prediction.asked) + text_of(prediction.answers))
    come_out = numbers(printed(prediction.answers)) - given
    open_text = re.sub(r"<details.*?</details>|^#+ \d+\.", "", rest, flags=re.S | re.M)  # and no heading's number
    for number in numbers(open_text) - given:
        telling = number in numbers(verdict) or re.search(r"\.\d\d", number)
        if telling and any(same(number, other) for other in come_out):
            yield number


def faults(notebook):
    """What is wrong with a notebook's predictions, each as a sentence."""
    for prediction in predictions.predictions(notebook.cells):
        _, *questions = predictions.ASKS.split(text_of(prediction.asked))
        question, after = questions[0].strip()[:90], text_of(prediction.after)
        if len(questions) > 1:
            yield f"{question}: no code stands between this question and the next"
        if not any(predictions.shown(cell) for cell in prediction.answers):
            yield f"{question}: nothing comes out"
        verdict, rest = predictions.verdict(after)
        if verdict is None:
            yield f"{question}: the text that follows does not begin with a fold: {after[:80]!r}"
            continue
        for number in sorted(told_again(prediction, verdict, rest)):
            yield f"{question}: {number} comes out, and stands outside the fold: {rest[:200]!r}"
    if not predictions.are_hidden(notebook):
        yield "an answer is not hidden"


@pytest.mark.parametrize("source", LESSONS, ids=[path.stem for path in LESSONS])
def test_no_prediction_is_spoiled(source):
    found = list(faults(notebook(source)))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("source", LESSONS, ids=[path.stem for path in LESSONS])
def test_every_prediction_is_found(source):
    asked = predictions.predictions(notebook(source).cells)
    assert len(asked) == text_of(notebook(source).cells).count("**Predict.**") >= 5


# The test tested: what follows has no fault, and each change of it has one


ASKED = "## 1. Up or down?\n\n**Predict.** By how much does `d` change at 2: by 4, or by 40?"
CODE = "print(slope(2, 0.1))"
FOLD = '<details style="margin-bottom: 1em"><summary>Check your guess</summary>\n\nBy 13, or 13.04.\n\n</details>'


def lesson(
    asked=ASKED, printed="13.0352 and 7 and 0.125\n", after=f"{FOLD}\n\n## 13. On it goes\n\nAt 2, in 7 steps, by 4."
):
    """A small notebook as the build stores it."""
    output = [new_output("stream", text=printed)] if printed else []
    cells = [new_markdown_cell(asked), new_code_cell("import math"), new_code_cell(CODE, outputs=output)]
    made = new_notebook(cells=[*cells, new_markdown_cell(after), new_code_cell("7", outputs=output)])
    predictions.hide(made)
    return made


def test_a_prediction_that_is_not_spoiled_has_no_fault():
    assert list(faults(lesson())) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"after": "By 13."}, "does not begin with a fold"),
        ({"after": f"By 13.\n\n{FOLD}"}, "does not begin with a fold"),
        ({"after": FOLD.replace("Check your guess", "Why 13?")}, "does not begin with a fold"),
        ({"after": f"{FOLD}\n\nThe 13 is too much."}, "13 comes out"),
        ({"after": f"{FOLD}\n\nThat is −13.04."}, "13.04 comes out"),
        ({"after": f"{FOLD}\n\nThe other, 0.125, is less."}, "0.125 comes out"),
        ({"asked": f"{ASKED}\n\n**Predict.** And at 3?"}, "no code stands between"),
        ({"printed": ""}, "nothing comes out"),
    ],
)
def test_a_prediction_that_is_spoiled_is_found(change, fault):
    (found,) = faults(lesson(**change))
    assert fault in found


@pytest.mark.parametrize("spoil", [lambda cell: cell.metadata.clear(), lambda cell: cell.outputs.pop(0)])
def test_an_answer_that_shows_is_found(spoil):
    spoiled = lesson()
    spoil(spoiled.cells[2])
    assert list(faults(spoiled)) == ["an answer is not hidden"]


def test_on_a_slide_nothing_is_folded_or_hidden_in_front():
    Lesson = pytest.importorskip("classroom.teaching_slides").Lesson
    made = lesson()
    made.metadata["course"] = {}
    slides, _ = Lesson().preprocess(copy.deepcopy(made), {"reveal": {}})
    text = text_of(slides.cells)
    assert "By 13, or 13.04.\n\n## 13. On it goes" in text and "<details" not in text
    assert predictions.NOTHING not in [output for cell in slides.cells for output in cell.get("outputs", [])]
