"""Which exercise a cell of an assignment belongs to."""

import re

from classroom.checks import stubs

HEADING = re.compile(r"^## (\d+\.\d+) ·", flags=re.M)


def heading(text):
    """The number of the exercise whose card begins in a markdown text, or None."""
    found = HEADING.search(text)
    return found and found[1]


def by_exercise(cells):
    """(number, cell) for each cell of an assignment: the exercise that it belongs to, "" before the first card."""
    number, over = "", False
    for cell in cells:
        if found := cell.cell_type == "markdown" and heading(cell.source):
            number, over = found, False
        yield tagged_number(cell) or ("" if over else number), cell
        over = over or (cell.cell_type == "code" and stubs.checked_number(cell.source) == number)


def tagged_number(cell):
    """The exercise that a cell's grade_id names, or None: a student may have moved the cell, or deleted its card."""
    parts = cell.metadata.get("nbgrader", {}).get("grade_id", "").split("-")
    return ".".join(parts[1:3]) if len(parts) > 2 else None
