"""The card that a notebook shows for what a check says: words first, and nothing that an untrusted output loses."""

import re
from html.parser import HTMLParser

import pytest

from classroom.checks import card, check, hint, solution, student
from classroom.checks.judging import Result
from classroom.checks.registry import registry
from classroom.pictures import palette

REGISTRY = registry()
ALL = [*REGISTRY]


@pytest.fixture(autouse=True)
def _nothing_done(monkeypatch):
    monkeypatch.setattr(student, "_passed", set())


class Words(HTMLParser):
    """The words of some HTML, its tags, and the names of its attributes; what is not well-formed raises."""

    def __init__(self, html):
        super().__init__()
        self.words, self.tags, self.attributes, self.open = [], set(), set(), []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def text(self):
        return re.sub(r"\s+", " ", "".join(self.words))


def wrong(number):
    """A result that is "not yet", for the first known mistake of an exercise."""
    return check(number, REGISTRY[number].mistakes[0].answer)


def without_space(text):
    return re.sub(r"[\s`]", "", text)


@pytest.mark.parametrize("number", ALL)
def test_it_says_what_the_text_says(number):
    """Every word of the message stands on the card, in its order; but for what came back and what is right, side by side."""
    for result in (wrong(number), check(number, REGISTRY[number].reference), check(number, ...)):
        told = without_space(Words(result._repr_html_()).text())
        lines = result.message.splitlines()
        if result.beside:
            assert lines[0].startswith(f"Tried: {result.beside.tried}. ")
            assert lines[0].endswith(f"; {result.beside.knows} {result.beside.right}.")
            lines[0] = f"Tried: {result.beside.tried}.{result.beside.node} came back as"
            lines.insert(1, f"{result.beside.value}{result.beside.knows}{result.beside.right}")
        head = f"{number}{card.LOOKS[result.outcome][0]}{result.outcome}"
        assert told.startswith(without_space(head))
        assert without_space("".join(lines)) in told, result


@pytest.mark.parametrize("number", ALL)
def test_the_text_is_the_one_without_a_card(number):
    result = wrong(number)
    bare = Result(number, result.outcome, result.points, result.possible, result.message, result.mistake)
    assert repr(result) == repr(bare) and result == bare
    assert repr(result).startswith(f"{number} · not yet · {result.points} of {result.possible} points\n")


def test_a_number_and_what_nudging_says_stand_side_by_side():
    result = wrong("3.1")
    assert result.beside.node.endswith(".grad") and result.beside.knows == "nudging says"
    assert (
        f"{result.beside.node}: {result.beside.value} came back; nudging says {result.beside.right}." in result.message
    )
    html = result._repr_html_()
    assert html.count("display: flex") == 1 and html.index(result.beside.value) < html.index("nudging says")


def test_what_must_not_be_told_is_not_on_the_card():
    """Where the right value is the answer, the check tells none, and the card has nothing to put beside what came back."""
    answer = {**REGISTRY["1.5"].reference, "a": 1}
    assert check("1.5", answer).beside is None


def test_hints_are_folds_one_behind_the_other():
    html = wrong("3.1")._repr_html_()
    hints = REGISTRY["3.1"].hints
    assert html.count("<details") == html.count("<summary") == len(hints) >= 2
    assert "<details open" not in html
    starts = [html.index(f"Hint {count} of {len(hints)}") for count in range(1, len(hints) + 1)]
    assert starts == sorted(starts)
    assert html.endswith("</div></details>" * len(hints) + "</div>")
    assert "<details" not in check("3.1", REGISTRY["3.1"].reference)._repr_html_()


def test_progress_counts_what_the_last_check_of_each_exercise_said():
    lesson = [number for number in ALL if number.startswith("3.")]
    first, second = lesson[:2]
    assert not wrong(first).progress
    assert check(first, REGISTRY[first].reference).progress == f"1 of {len(lesson)} done"
    assert check(first, REGISTRY[first].reference).progress == f"1 of {len(lesson)} done"
    assert f" · 1 of {len(lesson)} done" in Words(check(second, ...)._repr_html_()).text()
    assert not wrong("1.1").progress
    assert check(second, REGISTRY[second].reference).progress == f"2 of {len(lesson)} done"
    assert wrong(first).progress == f"1 of {len(lesson)} done"


def test_an_exercise_that_there_is_not_has_a_card_too():
    text = Words(check("99.9", 1)._repr_html_()).text()
    assert "not yet" in text and "There is no exercise" in text and "points" not in text


@pytest.mark.parametrize("number", ALL)
def test_nothing_on_it_is_lost_where_nobody_has_trusted_the_notebook(number):
    for shown in (wrong(number), hint(number), solution(number)):
        words = Words(shown._repr_html_())
        assert words.tags <= {"div", "span", "strong", "code", "pre", "details", "summary"}
        assert words.attributes <= {"style", "data-result"}


def test_what_an_answer_says_is_text_and_not_html():
    def add(self, other):
        raise ValueError("<b>&amp;</b>")

    html = check("3.1", add)._repr_html_()
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in html and "<b>" not in html


def test_solution_and_hint_are_the_same_as_text_and_as_a_card():
    for number in ALL:
        text = solution(number)
        assert text.startswith(text.code) and text.code
        assert without_space(Words(text._repr_html_()).text()) == without_space(text)
    text = hint("3.1")
    assert without_space(Words(text._repr_html_()).text()) == without_space(text) and repr(text) == str(text)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_colours_are_the_palettes_and_stand_out_in_both_themes():
    colours = [colour for _, colour in card.LOOKS.values()]
    assert colours == [palette.DARK_GREEN, palette.DARK_RED, palette.GREY]
    for colour in colours:
        assert contrast(colour, "#ffffff") > 4.5  # the word on it
        assert contrast(colour, "#111111") > 3  # it on JupyterLab's dark page
    assert len({mark for mark, _ in card.LOOKS.values()}) == len(card.LOOKS)
