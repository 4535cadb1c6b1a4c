"""The course's notebooks as tests look at them: the lessons' sources, built notebooks, and the cards of an exercise notebook."""

import re

import nbformat

from classroom.authoring import build

LESSONS = sorted(build.SOURCES.glob("[0-9]*.py"))
CARD = re.compile(
    r"## (?P<number>\d\.\d+) · (?P<title>[^\n]+)\n\n"
    r"difficulty (?P<stars>[★☆]{3}) · (core|extra) · (?P<minutes>\d+) minutes · (?P<points>\d+) points?\n\n"
)


def notebook(path):
    return nbformat.read(build.target(path), 4)


def cards(cells):
    """(match of the card's head, the cells of that card) for each exercise."""
    starts = [i for i, cell in enumerate(cells) if cell.cell_type == "markdown" and CARD.match(cell.source)]
    for start, end in zip(starts, [*starts[1:], len(cells)]):
        yield CARD.match(cells[start].source), cells[start:end]
