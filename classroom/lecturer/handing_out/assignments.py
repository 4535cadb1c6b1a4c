"""From an exercise's source to an nbgrader assignment: the same cells, with solutions, points and hidden checks."""

import ast
import hashlib
import re

import jupytext
import nbformat

from classroom.authoring import setup_cell
from classroom.authoring.notebook_format import KERNELSPEC, LANGUAGE
from classroom.authoring.place import current
from classroom.checks import stubs
from classroom.checks.registry import registry, with_answers
from classroom.files import ROOT, Problem
from classroom.lecturer.cells import heading

SOURCES = ROOT / "notebooks" / "src" / "exercises"
MESSAGE = """\
*This notebook is handed in. Write in the cells with a blank; cells of your own are welcome. Please do not delete or copy the other
cells: what is changed there is put back. Save, and hand in this one file. While it is graded, answers are tried on other numbers,
and only what the given cells import from the course can be imported.*"""

# A check cell as it is graded. nbgrader takes the last line's value as the points; students get the first line alone.
GRADED = """\
{check}
### BEGIN HIDDEN TESTS
from classroom.lecturer.inside.marking import award as _award
_award("{number}", {answer})
### END HIDDEN TESTS"""


def names():
    """The assignments, one per exercise source: 01_manual_gradients and so on."""
    return [path.stem for path in sorted(SOURCES.glob("[0-9]*.py"))]


def assignment(name):
    """The source notebook of an assignment, with solutions, as nbgrader wants it in source/NAME/NAME.ipynb."""
    path = SOURCES / f"{name}.py"
    if not path.exists():
        raise Problem(f"There is no exercise source {name}; there are {', '.join(names())}.")
    cells, number, seen = [], "", {}
    for cell in jupytext.reads(with_answers(path.read_text(encoding="utf-8")), fmt="py:percent").cells:
        if cell.cell_type == "markdown":
            number = heading(cell.source) or number
            cells.append(markdown(without_links(cell.source)))
        else:
            given = setup_cell.set_up(current()) if cell.source.strip() == setup_cell.MARK else cell.source
            cells += graded_cells(given, number)
        if len(cells) == 1:
            cells.append(markdown(MESSAGE))
    for cell in cells:
        if meta := cell.metadata.get("nbgrader"):
            seen[meta["grade_id"]] = seen.get(meta["grade_id"], 0) + 1
            if seen[meta["grade_id"]] > 1:
                meta["grade_id"] += f"-{seen[meta['grade_id']]}"
    number_cells(cells)
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC, "language_info": LANGUAGE})


def points_of(notebook):
    """An assignment's points: all of them, and those that a person gives."""
    tagged = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
    every = sum(tags.get("points", 0) for tags in tagged)
    return every, sum(tags.get("points", 0) for tags in tagged if tags["solution"])


def without_links(text):
    """A text whose links to files beside the notebook are plain words: those files are not handed out."""
    return re.sub(r"\[([^]]*)\]\((?!https?:)[^)]*\)", r"\1", text)


def graded_cells(source, number):
    """The cells that a code cell of exercise `number` becomes."""
    if checked := stubs.checked_number(source):
        exercise = registry()[checked]
        cells = [code(graded(source, checked), "check", checked, exercise.points)]
        return ([rubric(exercise)] if exercise.rubric else []) + cells
    if stubs.BEGIN in source:
        points = len(registry()[number].rubric)
        return [code(source, "answer", number, points or None)]
    return [code(source, "given", number)]


def graded(source, number):
    """The text of a check cell in the source notebook."""
    answer = ast.unparse(ast.parse(source).body[-1].value.args[1])
    return GRADED.format(check=source, number=number, answer=answer)


def rubric(exercise):
    """A locked text that tells students and whoever marks what a free text earns, beyond the points of the check."""
    lines = "\n".join(f"- 1 point: {line}" for line in exercise.rubric)
    cell = markdown(
        f"**Read by a person.** Beyond the {exercise.points} points of the check, your text earns:\n\n{lines}"
    )
    cell.metadata["nbgrader"] = tags("rubric", exercise.number)
    return cell


def markdown(source):
    return nbformat.v4.new_markdown_cell(source)


def code(source, kind, number, points=None):
    """A code cell with nbgrader's tags. kind: "given", "answer" or "check"."""
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": tags(kind, number, points)})


def tags(kind, number, points=None):
    """What nbgrader wants to know of a cell; its grade_id is such as check-1-5."""
    found = {
        "grade": points is not None,
        "grade_id": "-".join([kind, *number.split(".")]) if number else kind,
        "locked": kind != "answer",
        "schema_version": 3,
        "solution": kind == "answer",
        "task": False,
    }
    return found | ({"points": points} if points is not None else {})


def number_cells(cells):
    """Give each cell an id that depends on its text and on the cells before it with the same text."""
    seen = {}
    for cell in cells:
        key = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:8]
        seen[key] = seen.get(key, 0) + 1
        cell["id"] = key if seen[key] == 1 else f"{key}-{seen[key]}"
