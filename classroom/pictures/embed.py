"""One way to put a picture into a notebook: an <img> that carries its own data and its own words.

Stored like this, a picture shows in a notebook that nobody has run or trusted yet; bare SVG does not. `text/plain` is what
a terminal and the notebook tests see.
"""

import base64
import math
import re
from html import escape

LEGIBLE = 11  # px: a picture shrinks with the page until its smallest words have this size; then it gets a scroll bar


def img(svg, alt, from_end=False):
    """HTML for an SVG document (a str): as wide as the page allows, but never too small to read.

    from_end: where it is wider than the page, show its right end first.
    """
    data = base64.b64encode(svg.encode()).decode()
    size = f"max-width:100%;min-width:{least_width(svg)}px;height:auto"
    look = f"display:block;margin:0 auto 0 0;border-radius:6px;{size}"
    box = "overflow-x:auto;direction:rtl" if from_end else "overflow-x:auto"  # the one way to do it without a script
    return f'<div style="{box}"><img style="{look}" alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}"></div>'


def least_width(svg):
    """The px that a picture needs for its texts. A figure's texts are outlines, and it may shrink with the page."""
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)]
    return math.ceil(width(svg) * min(1, LEGIBLE / min(sizes))) if sizes else 0


def width(svg):
    """The natural width of an SVG document in px; matplotlib and Graphviz give it in pt."""
    number, unit = re.findall(r'<svg\b[^>]*?\swidth="([\d.]+)(px|pt|)"', svg)[0]
    return float(number) * (4 / 3 if unit == "pt" else 1)


class Picture:
    """An SVG document and its description in words; shows itself in a notebook."""

    def __init__(self, svg: str, alt: str, text: str | None = None):
        self.svg, self.alt, self.text = svg, alt, text or alt

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": img(self.svg, self.alt), "text/plain": self.text}
