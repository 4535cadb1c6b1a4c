"""One way to put a picture into a notebook: an <img> that carries its own data and its own words.

Stored like this, a picture shows in a notebook that nobody has run or trusted yet; bare SVG does not. `text/plain` is what
a terminal and the notebook tests see.
"""

import base64
from html import escape


def img(svg, alt, fit=True):
    """HTML for an SVG document (a str). fit: shrink to the page's width; otherwise natural size, with a scroll bar."""
    data = base64.b64encode(svg.encode()).decode()
    size = "max-width:100%;height:auto" if fit else "max-width:none"
    return (
        f'<div style="overflow-x:auto"><img style="{size}" alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}"></div>'
    )


class Picture:
    """An SVG document and its description in words; shows itself in a notebook."""

    def __init__(self, svg, alt, text=None, fit=True):
        self.svg, self.alt, self.text, self.fit = svg, alt, text or alt, fit

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": img(self.svg, self.alt, self.fit), "text/plain": self.text}
