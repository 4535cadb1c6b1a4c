"""A lesson's cells as slides: where one begins, and what waits on it until the lecturer asks for it.

The build cuts the text where a slide may begin, and tags every cell by the rules below, in the way that nbconvert and other
slide shows read. A source may say otherwise for a cell: `# %% [markdown] slideshow={"slide_type": "notes"}`. How much fits
on one slide is known only with the outputs; slide_show.py sees to that.
"""

import copy
import re

import nbformat

# What begins a cell of its own, at the start of a line.
MISTAKE = r"\*\*[^\n]*\*Symptom:\*"
MARKS = re.compile(
    rf"^(?=## |\*\*Predict\.\*\*|{MISTAKE}|\*\*[2-9]\.\*\* |\*\*In practice\.\*\*|\*\*Go further\.\*\*|---$)",
    flags=re.M,
)


def cut(notebook):
    """Cut the text so that a heading, a prediction or a question begins a cell; nothing else about it changes."""
    cells = []
    for cell in notebook.cells:
        whole = cell.cell_type != "markdown" or "slideshow" in cell.metadata
        for text in [cell.source] if whole else filter(str.strip, MARKS.split(cell.source)):
            part = copy.deepcopy(cell)
            part.source = text.strip("\n")
            cells.append(part)
    notebook.cells = cells


def tag(notebook):
    """Give every cell its slide type: one that its source names, or one by rule."""
    set_up = next((cell for cell in notebook.cells if cell.cell_type == "code"), None)
    before = None
    for cell in notebook.cells:
        if "slideshow" not in cell.metadata:
            kind = "skip" if cell is set_up else slide_type(cell, before)
            cell.metadata["slideshow"] = nbformat.from_dict({"slide_type": kind})
        before = cell


def slide_type(cell, before):
    """The rule. A fragment appears on the slide of the cell before it, when the lecturer goes on."""
    if cell.cell_type == "code":
        asked = before is None or before.cell_type == "code" or before.source.startswith("**Predict.**")
        return "subslide" if asked else "fragment"  # a prediction comes before its code is seen
    if re.match("##? ", cell.source):
        return "slide"
    if cell.source.startswith("**What you will do.**") or (before and re.fullmatch("## .*", before.source)):
        return "-"  # on the slide of the title, or of a heading without a text of its own
    if re.match(rf"{MISTAKE}|\*\*[2-9]\.\*\* |\*\*Go further|---", cell.source):
        return "subslide"
    return "fragment"
