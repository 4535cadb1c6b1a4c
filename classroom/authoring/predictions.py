"""Predictions: what comes out is hidden until the student has run the cell, or opens the fold with the verdict.

A text with **Predict.** asks, the code cells up to the next text answer, and that text begins with the verdict, folded.
"""

import copy
import re
from dataclasses import dataclass
from itertools import groupby

import nbformat

ASKS = re.compile(r"^\*\*Predict\.\*\*", flags=re.M)
FOLD = re.compile(r"\s*<details[^>]*><summary>Check your guess</summary>\n\n(.*?)\n\n</details>\n*", flags=re.S)
HIDDEN = {"collapsed": True, "jupyter": {"outputs_hidden": True}}  # Colab writes the one key, JupyterLab reads either
# JupyterLab previews the first words of a hidden cell's first output. This one has none, and a run does away with it.
# It is HTML because nbval compares none (tests/plugin.py), and because every front end can render it.
NOTHING = nbformat.v4.new_output("display_data", {"text/html": "\n"})


@dataclass
class Prediction:
    """asked: the markdown cells up to the code; answers: the code cells; after: the markdown cells up to the next code."""

    asked: list
    answers: list
    after: list


def predictions(cells):
    """Every Prediction among the cells of a notebook, in order."""
    runs = [list(run) for _, run in groupby(cells, key=lambda cell: cell.cell_type)] + [[], []]
    return [
        Prediction(run, answers, after)
        for run, answers, after in zip(runs, runs[1:], runs[2:])
        if run and run[0].cell_type == "markdown" and any(ASKS.search(cell.source) for cell in run)
    ]


def hide(notebook):
    """Hide the stored outputs that answer a prediction. A front end shows them once the cell has run."""
    for prediction in predictions(notebook.cells):
        for cell in prediction.answers:
            if cell.outputs:  # a cell without any would get an ellipsis that opens nothing
                cell.metadata.update(nbformat.from_dict(HIDDEN))
                cell.outputs = [NOTHING, *shown(cell)]


def are_hidden(notebook):
    """Whether the notebook is as hide() leaves it."""
    hidden = copy.deepcopy(notebook)
    hide(hidden)
    return hidden == notebook


def without_hiding(metadata):
    """A cell's metadata without what hide() puts there."""
    return {key: value for key, value in metadata.items() if key not in HIDDEN}


def shown(cell):
    """The outputs of a cell that show something."""
    return [output for output in cell.outputs if output != NOTHING]


def verdict(text):
    """(what the fold says with which a text begins, the rest of the text); (None, the text) if it begins with none."""
    found = FOLD.match(text)
    return (found[1], text[found.end() :]) if found else (None, text)
