"""The scoreboard of lesson 06: which expression exposes which sick engine, one row for each engine, one column for each."""

from collections.abc import Collection, Iterable, Mapping

from classroom.pictures import svg
from classroom.pictures.embed import Picture
from classroom.pictures.palette import BLUE, DARK_RED, GREY, INK, MONO, PALE_GREY, SANS

ROW, COLUMN, LETTER = 19, 26, 7.2  # px: a row's height, a column's width, a letter's width at most
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def draw_scoreboard(caught: Mapping[str, Collection[str]], names: Iterable[str]) -> Picture:
    """A picture of what each expression exposes. caught: {expression: the names it exposes}; names: all, in order.

    Raises ValueError for no or more than 26 expressions, and for an exposed name that is not among the names.
    """
    names, columns = list(names), dict(zip(LETTERS, caught))
    if not 1 <= len(caught) <= len(LETTERS):
        raise ValueError(f"a scoreboard has 1 to {len(LETTERS)} expressions, not {len(caught)}")
    exposed = {name for found in caught.values() for name in found}
    if strangers := sorted(exposed - {*names}):
        raise ValueError(f"{strangers[0]!r} is exposed, but is not among the names")

    left, top = 24 + LETTER * max(map(len, names)), 64
    key = left + COLUMN * len(columns) + 24
    width = key + max(250, 56 + 8.0 * max(map(len, caught)))
    height = top + ROW * max(len(names), len(columns)) + 12
    body = [_text(16, 28, f"{len(exposed)} of {len(names)} exposed", size=16, weight="bold")]
    body += [_text(key, 28, "expression, and how many it exposes", fill=GREY)]
    for place, (letter, expression) in enumerate(columns.items()):
        x, y = left + COLUMN * (place + 0.5), top + ROW * (place + 0.5) + 4
        body += [_text(x, top - 8, letter, anchor="middle", weight="bold")]
        body += [
            _text(key, y, f"{letter}  {expression}", family=MONO),
            _text(width - 16, y, f"{len(caught[expression])}", anchor="end"),
        ]
    for place, name in enumerate(names):
        y = top + ROW * (place + 0.5)
        known = name in exposed
        body.append(svg.path(f"M16 {svg.short(y + ROW / 2)}H{svg.short(key - 24)}", stroke=PALE_GREY))
        body.append(_text(16, y + 4, name, fill=INK if known else DARK_RED, weight=None if known else "bold"))
        for column, found in enumerate(caught.values()):
            x = left + COLUMN * (column + 0.5)
            body.append(svg.circle(x, y, 5.5 if name in found else 1.5, fill=BLUE if name in found else GREY))
    alt = f"Scoreboard: {len(exposed)} of {len(names)} engines exposed by {', '.join(caught)}. "
    alt += f"Not exposed: {', '.join(name for name in names if name not in exposed) or 'none'}."
    return Picture(svg.document(round(width), round(height), body), alt)


def _text(x, y, words, size=12, anchor=None, weight=None, fill=INK, family=SANS):
    look = {"font_size": size, "font_family": family, "fill": fill, "font_weight": weight, "text_anchor": anchor}
    return svg.text(float(x), float(y), words, **look)
