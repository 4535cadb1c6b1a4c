"""SVG as text: the elements that all pictures are put together from. Places and sizes are in px.

Attributes are keyword arguments: stroke_width=2 is stroke-width="2", and a name that Python keeps for itself ends in _,
as in class_="edge". None leaves an attribute out. A float is written to a tenth, also 3.0; what should be written in
another way is passed as text.
"""

import re
from html import escape

from classroom.pictures.palette import WHITE

# On a dark page a picture turns light on dark and keeps its hues; one whose colours stand for numbers is only dimmed.
TURNED, DIMMED = "invert(.89) hue-rotate(180deg)", "brightness(.85)"
NAMESPACE, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"


def short(number):
    """A number as text, to a tenth, with no digit that says nothing: 3 for 3.0."""
    return f"{round(number, 1) + 0.0:g}"


def element(name, content=None, **attributes):
    """One element around `content`, which is SVG, or an empty one."""
    start = f"<{name}{_written(attributes)}"
    return f"{start}/>" if content is None else f"{start}>{content}</{name}>"


def text(x, y, words, **look):
    return element("text", escape(words), x=x, y=y, **look)


def rect(x, y, width, height, **look):
    return element("rect", x=x, y=y, width=width, height=height, **look)


def circle(x, y, radius, **look):
    return element("circle", cx=x, cy=y, r=radius, **look)


def path(data, **look):
    return element("path", d=data, **look)


def group(parts, **look):
    """Parts as one, and what they have in common."""
    return element("g", "".join(parts), **look)


def document(width, height, parts, *, background=WHITE, between="", xlink=False, **look):
    """A whole document: the parts, on a background, and what they have in common.

    between: what stands between the parts, such as "\\n" in a file that somebody may read.
    xlink: name that namespace too, for parts that others have drawn; matplotlib's refer to it.
    """
    names = f'xmlns="{NAMESPACE}"' + f' xmlns:xlink="{XLINK}"' * xlink
    return in_both_themes(
        between.join(
            [
                f'<svg {names} width="{width}" height="{height}" viewBox="0 0 {width} {height}"',
                f"{_written(look)}>",
                element("rect", width="100%", height="100%", fill=background),
                *parts,
                "</svg>",
                "",
            ]
        )
    )


def in_both_themes(picture, dark=TURNED):
    """The same SVG document, which on a dark page is seen through the filter `dark`.

    In an <img> the page's own theme counts, where it names one as JupyterLab does, and else the system's.
    """
    style = element("style", f"@media screen and (prefers-color-scheme:dark){{svg.course-picture{{filter:{dark}}}}}")
    return re.sub(r"<svg\b([^>]*)>", rf'<svg class="course-picture"\1>{style}', picture, count=1)


def _written(attributes):
    """Attributes as text, each after a space."""
    words = []
    for name, value in attributes.items():
        if value is not None:
            value = f"{value:.1f}" if isinstance(value, float) else escape(str(value))
            words.append(f' {name.rstrip("_").replace("_", "-")}="{value}"')
    return "".join(words)
