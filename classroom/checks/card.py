"""A check's result as a notebook shows it: a card in HTML, next to the plain text that is there anyway.

It works in an output that nobody has trusted, so it has no script and no style sheet, and its colours stand out on a light
page and on a dark one. Where even inline styles are taken out, as on GitHub, the words still stand in their order.
"""

import re
from html import escape

# outcome: its mark and its colour. White words can be read on these, and they stand out on white and on black; the mark and
# the word say the same without colour. They are DARK_GREEN, DARK_RED and GREY of the pictures' palette.
LOOKS = {"yes": ("✓", "#00795a"), "not yet": ("✗", "#a84300"), "not started yet": ("○", "#5f6368")}
LEADS = ("Tried", "What it looks like", "One more question")

BOX = "border-left: 4px solid {}; padding: 2px 12px; margin: 4px 0; max-width: 48em; overflow-wrap: break-word"
CHIP = "background-color: {}; color: #ffffff; padding: 1px 8px; border-radius: 10px; white-space: nowrap"
LINE = "margin-top: 6px"
FONT = "font-family: system-ui, sans-serif; font-size: 15px; line-height: 1.5"


def of_result(result):
    """The card of a Result: what came of it, its points, what was seen, what it looks like, and the hints as folds."""
    mark, colour = LOOKS[result.outcome]
    worth = f"{result.points:g} of {result.possible} points" if result.possible else ""
    facts = "".join(f" · {fact}" for fact in (worth, result.progress) if fact)
    chip = f'<span style="{CHIP.format(colour)}">{mark} {result.outcome}</span>'
    parts = [f"<div><strong>{escape(result.number)}</strong> {chip}{facts}</div>"]
    lines = result.message.splitlines()
    if result.beside:
        parts += [_line(f"Tried: {result.beside.tried}."), _both(result.beside)]
        lines = lines[1:]
    parts += [*map(_line, lines), _folds(result.hints)]
    return f'<div data-result style="{BOX.format(colour)}; {FONT}">{"".join(parts)}</div>'


def of_text(text, code=""):
    """The card of a text: some code, and below it the text's lines."""
    shown = f'<pre style="white-space: pre-wrap; margin: 0">{escape(code)}</pre>' if code else ""
    lines = "".join(_line(line) for line in text.splitlines() if line)
    return f'<div data-result style="{BOX.format(LOOKS["not started yet"][1])}; {FONT}">{shown}{lines}</div>'


def _line(text):
    lead, colon, rest = text.partition(": ")
    words = f"<strong>{lead}:</strong> {_marked(rest)}" if colon and lead in LEADS else _marked(text)
    return f'<div style="{LINE}">{words}</div>'


def _both(beside):
    """What came back, and beside it what is right."""
    cell = '<div style="min-width: 10em"><div>{}</div> <strong style="font-size: 17px">{}</strong></div>'
    cells = (
        cell.format(_marked(f"{beside.node} came back as"), escape(beside.value)),
        cell.format(_marked(beside.knows), escape(beside.right)),
    )
    return f'<div style="{LINE}; display: flex; flex-wrap: wrap; gap: 4px 24px">{" ".join(cells)}</div>'


def _folds(hints):
    """The hints, each behind the one before it, so that nobody sees the last one first."""
    inside = ""
    for count, hint in reversed([*enumerate(hints, 1)]):
        summary = f'<summary style="cursor: pointer">Hint {count} of {len(hints)}</summary>'
        words = f'<div style="padding-left: 14px">{_marked(hint)}{inside}</div>'
        inside = f'<details style="margin: 6px 0 0 0">{summary}{words}</details>'
    return inside


def _marked(text):
    """Plain text as HTML, with what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
