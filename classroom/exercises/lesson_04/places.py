"""A wrong line that may stand in several of an answer's functions, or in one alone."""

from classroom.checks.edits import rows, told
from classroom.exercises.lesson_04 import shared


def in_places(table, places):
    """The table with each row once for every place; places: {words for it: which of the row's changes it has}."""
    found = []
    for row in rows(table):
        changes = (*row.changes, *row.code)
        for place, which in places.items():
            found.append(f"{row.name} in {place.replace('`', '')} | {' | '.join(changes[i] for i in which)}")
            found.append(f"    in {place}, {told(row, shared)}")
    return "\n".join(found)
