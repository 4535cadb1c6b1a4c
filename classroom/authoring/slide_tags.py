"""A lesson's cells as slides: where one begins, and what waits on it until the lecturer asks for it.

The build cuts the text where a slide may begin, and tags every cell by the rules below, in the way that nbconvert and other
slide shows read. A source may say otherwise for a cell: `# %% [markdown] slideshow={"slide_type": "notes"}`. One code cell
a slide keeps most of them within a screen; the others scroll.
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
    above = []  # what the slide holds so far
    for cell in notebook.cells:
        if "slideshow" not in cell.metadata:
            kind = "skip" if cell is set_up else slide_type(cell, above)
            cell.metadata["slideshow"] = nbformat.from_dict({"slide_type": kind})
        kind = cell.metadata["slideshow"]["slide_type"]
        if kind not in ("skip", "notes"):
            above = [cell] if kind in ("slide", "subslide") else [*above, cell]


def slide_type(cell, above):
    """The rule. A fragment appears on the slide of the cells above it, when the lecturer goes on."""
    before = above[-1].source if above else ""
    if cell.cell_type == "code":
        another = any(one.cell_type == "code" for one in above)
        return "subslide" if another or before.startswith("**Predict.**") else "fragment"  # predict, then see the code
    if re.match("##? ", cell.source):
        return "slide"
    if cell.source.startswith("**What you will do.**") or re.fullmatch("## .*", before):
        return "-"  # on the slide of the title, or of a heading without a text of its own
    if re.match(rf"{MISTAKE}|\*\*[2-9]\.\*\* |\*\*Go further|---", cell.source):
        return "subslide"
    return "fragment"
