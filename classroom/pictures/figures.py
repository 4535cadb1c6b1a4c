"""The course's matplotlib figures: one house style, and one way to show a figure with its description.

matplotlib is imported by the functions, so that a notebook that only might draw a figure starts without it.
"""

import io
import re

from classroom.pictures.embed import Picture
from classroom.pictures.palette import BLUE, GREEN, ORANGE, PALE_GREY, RED
from classroom.pictures.svg import DIMMED, TURNED, in_both_themes

STYLE = {
    "figure.figsize": (6.4, 3.6),
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": PALE_GREY,
    "axes.axisbelow": True,
    "axes.prop_cycle": f"cycler(color={[BLUE, ORANGE, GREEN, RED]}, linestyle=['-', '--', '-.', ':'])",
    "font.family": "DejaVu Sans",  # ships with matplotlib, so a figure is the same everywhere
    "font.size": 11,
    "lines.linewidth": 2,
    "legend.frameon": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "micrograd-course",
}


def new_figure(rows=1, cols=1, **options):
    """A figure and its axes in the house style, as `plt.subplots` gives them."""
    import matplotlib.pyplot as plt

    with plt.style.context(["default", STYLE]):
        return plt.subplots(rows, cols, layout="constrained", **options)


def show(figure, alt):
    """The finished figure as a picture with a description; alt says what there is to see."""
    import matplotlib.pyplot as plt

    with plt.style.context(["default", STYLE]):
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(figure)
    has_key_of_colours = any(axes.get_label() == "<colorbar>" for axes in figure.axes)
    drawn = re.sub(r"<!DOCTYPE[^>]*>\n?", "", buffer.getvalue())
    return Picture(in_both_themes(drawn, DIMMED if has_key_of_colours else TURNED), alt)
