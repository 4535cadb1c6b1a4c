"""How long the exercises take, as measured, and that the cards say so.

exercise_minutes.csv, in minutes: reading the card (200 words a minute) and its code (100); each decision or step on paper
(45 seconds); typing the solution (3 characters a second); two wrong turns with their messages (a minute each). `strangers` is
what people took who had not seen the exercise before; blank where it was written, or changed, after they tried. A card says
the mean of that and the sum of the others, or the sum alone.
"""

import csv
from pathlib import Path

import exercise_sources as source
import pytest
from course_notebooks import cards, notebook

from classroom.checks.registry import registry

with open(Path(__file__).with_name("exercise_minutes.csv"), encoding="utf-8", newline="") as file:
    ROWS = {row["exercise"]: row for row in csv.DictReader(file)}


def test_every_exercise_has_been_measured():
    assert list(ROWS) == list(registry())


@pytest.mark.parametrize("path", source.FILES, ids=[path.stem for path in source.FILES])
def test_the_cards_say_what_was_measured(path):
    for head, _ in cards(notebook(path).cells):
        assert head["minutes"] == ROWS[head["number"]]["minutes"], head["number"]
