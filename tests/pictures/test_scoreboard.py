"""The scoreboard: who is exposed by what, in dots and in words."""

import re
from xml.etree import ElementTree

import pytest

from classroom.pictures import draw_scoreboard, palette

CAUGHT = {"x * y": ["mul", "seed"], "x < y & z": ["seed"]}
NAMES = ("add", "mul", "seed")


def test_each_exposure_is_a_dot_and_what_is_not_exposed_stands_out():
    board = draw_scoreboard(CAUGHT, NAMES)
    root = ElementTree.fromstring(board.svg)
    circles = root.findall("{*}circle")
    assert len(circles) == len(CAUGHT) * len(NAMES)
    assert sum(circle.get("fill") == palette.BLUE for circle in circles) == 3
    bold = [text.text for text in root.findall("{*}text") if text.get("font-weight") == "bold"]
    assert bold == ["2 of 3 exposed", "A", "B", "add"]


def test_it_says_in_words_what_it_shows():
    assert draw_scoreboard(CAUGHT, NAMES).alt == (
        "Scoreboard: 2 of 3 engines exposed by x * y, x < y & z. Not exposed: add."
    )
    assert draw_scoreboard({"x": NAMES}, NAMES).alt.endswith("Not exposed: none.")


def test_nothing_leaves_the_picture():
    board = draw_scoreboard({"x" * 50: NAMES} | {f"{n}": [] for n in range(20)}, ["a" * 40, *NAMES])
    width, height = (float(number) for number in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', board.svg).groups())
    for text in ElementTree.fromstring(board.svg).findall("{*}text"):
        start = float(text.get("x")) - (7 * len(text.text) if text.get("text-anchor") == "end" else 0)
        assert 0 <= start and float(text.get("y")) < height
        if text.get("text-anchor") is None:
            assert start + 7 * len(text.text) <= width


@pytest.mark.parametrize(
    ("caught", "words"),
    [
        ({}, "not 0"),
        ({f"{n}": [] for n in range(27)}, "not 27"),
        ({"x": ["exp"]}, "'exp' is exposed, but is not among"),
    ],
)
def test_what_cannot_be_shown_is_an_error(caught, words):
    with pytest.raises(ValueError, match=words):
        draw_scoreboard(caught, NAMES)
