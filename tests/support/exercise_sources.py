"""The sources of the exercise notebooks, as the tests look at them: solved, stubbed, or with one cell replaced."""

import ast
import io
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache

from classroom.checks import check, stubs
from classroom.checks.guard import guarded
from classroom.checks.raised import OutOfSteps
from classroom.checks.registry import variant_of, with_answers
from classroom.files import ROOT

FILES = sorted((ROOT / "notebooks" / "src" / "exercises").glob("[0-9]*.py"))


@dataclass(frozen=True)
class Place:
    """Where an exercise stands: the code cells before its own, its own cell with marks, and what its check is given."""

    before: tuple
    cell: str
    given: str


@cache
def places():
    """{number: Place} for every exercise in the sources."""
    found = {}
    for path in FILES:
        cells = stubs.code_cells(with_answers(path.read_text(encoding="utf-8")))
        for position, cell in enumerate(cells):
            if number := stubs.checked_number(cell):
                own = max(i for i in range(position) if stubs.BEGIN in cells[i])
                call = ast.parse(cell).body[0].value
                found[number] = Place(tuple(cells[:own]), cells[own], ast.unparse(call.args[1]))
    return found


def space_before(number, texts=()):
    """The names that a student has when all exercises before this one are solved; texts: the numbers of a variant."""
    space = {"__name__": "exercise"}
    with redirect_stdout(io.StringIO()):
        for text in places()[number].before:
            if not stubs.checked_number(text):
                exec(stubs.renumbered(stubs.solved(text), texts), space)
    return space


def verdict(number, cell, code=""):
    """The result of the check with `cell` in the exercise's place, or None if the cell itself raises.

    code: whose numbers are on the card. Where the cell raises, the student sees Python's own message and does not come as far as the check.
    """
    variant = variant_of(number, code)
    space = space_before(number, variant.texts if variant else ())
    try:
        with guarded(500_000):
            exec(cell, space)
            given = eval(places()[number].given, space)
    except (Exception, OutOfSteps):  # noqa: BLE001, a mutation may do anything
        return None
    return check(number, given, variant=code)
