"""One way to put a picture into a notebook: an <img> that carries its own data and its own words.

Stored like this, a picture shows in a notebook that nobody has run or trusted yet; bare SVG does not. `text/plain` is what
a terminal and the notebook tests see.
"""

import base64
import re
from html import escape

SMALLEST_SCALE = 0.7  # a wide picture shrinks with the page down to this; beyond, it gets a scroll bar


def img(svg, alt):
    """HTML for an SVG document (a str): as wide as the page allows, but never too small to read."""
    data = base64.b64encode(svg.encode()).decode()
    size = f"max-width:100%;min-width:{SMALLEST_SCALE * width(svg):.0f}px;height:auto"
    return (
        f'<div style="overflow-x:auto"><img style="{size}" alt="{escape(alt)}" '
        f'src="data:image/svg+xml;base64,{data}"></div>'
    )


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
