"""Numbers of one's own: which student has which, the notebooks that show them, and how grading finds them again.

A student's numbers come from a code, and the code from the course's seed and the student's id. So the same seed gives the
same numbers, and nobody needs to keep a list.
"""

import copy
import csv
import hashlib
import re

from classroom.checks import stubs
from classroom.checks.registry import registry, variant_of
from classroom.files import Problem
from classroom.lecturer.cells import by_exercise

FOLDER = "release-for"
IMPORT = "from classroom.checks import "


def code_of(student, seed):
    """The code that stands for a student's numbers."""
    return hashlib.sha256(f"{seed}\0{student}".encode()).hexdigest()[:8]


def code_in(notebook):
    """The code that a notebook names, or None."""
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    found = re.search(r"""^use_variant\(["'](\w+)["']\)""", text, flags=re.M)
    return found and found[1]


def personal(notebook, code, only_locked=False):
    """The notebook with the numbers that `code` stands for; only_locked: in the cells that nobody may change."""
    notebook = copy.deepcopy(notebook)
    for number, cell in by_exercise(notebook.cells):
        if only_locked and not cell.metadata.get("nbgrader", {}).get("locked"):
            continue
        variant = number in registry() and variant_of(number, code)
        if variant:
            cell.source = stubs.renumbered(cell.source, variant.texts)
        if cell.cell_type == "code" and IMPORT in cell.source and code_in(notebook) != code:
            cell.source = f'{cell.source}\n\nfrom classroom.checks import use_variant\nuse_variant("{code}")'
    return notebook


def students_in(path):
    """The ids in a CSV of students, as `nbgrader db student import` takes it: a column id, and others."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Problem(f"The list of students cannot be read: {error}") from None
    if not rows or "id" not in rows[0]:
        raise Problem(f"{path} needs a first line with a column `id`, and a line for each student.")
    ids = [(row["id"] or "").strip() for row in rows]
    for line, name in enumerate(ids, 2):
        if not re.fullmatch(r"[\w.@-]+", name) or name.strip(".") == "" or "+" in name:
            raise Problem(
                f"{path}, line {line}: {name!r} cannot be a folder's name. Ids have letters, digits, `_`, `-`, `.` or `@`."
            )
        if name in ids[: line - 2]:
            raise Problem(f"{path}, line {line}: the id {name!r} is there twice.")
    return ids
