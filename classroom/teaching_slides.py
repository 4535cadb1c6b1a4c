"""What `jupyter nbconvert --to slides` does to a lesson of this course, so that every slide is whole and can be read from afar.

notebooks/teaching/slides_config.py names it. Other notebooks pass unchanged.
"""

import base64
import copy
import math
import re

import nbformat
from nbconvert.preprocessors import Preprocessor

WIDTH, HEIGHT = 1280, 720
NEW, HIDDEN = ("slide", "subslide"), ("skip", "notes")
ROOM = 665  # px of a slide that cells may fill; the rest is margin
TEXT, CODE, SMALL = 27, 23, 18  # px
TEXT_LETTERS = 90  # in a line, about
CODE_LETTERS, SMALL_LETTERS = (int((WIDTH - 110) / (0.602 * size)) for size in (CODE, SMALL))  # in a line
PICTURE, FILM = 600, 400  # px at most
VERDICT = re.compile(r"<details[^>]*><summary>Check your guess</summary>\n\n(.*?)\n\n</details>", flags=re.S)
CSS = f"""
.reveal {{ --jp-content-font-size1: {TEXT}px; --jp-ui-font-size1: {TEXT}px; --jp-code-font-size: {CODE}px;
          --jp-content-line-height: 1.4; --jp-cell-prompt-width: 0px; --jp-cell-padding: 6px; color: #202124; }}
.reveal .slides > section, .reveal .slides > section > section {{ top: 0 !important; padding: 0; }}
.reveal .slides > section > section {{ padding-top: 12px; max-height: {HEIGHT}px; overflow: hidden auto; }}
.reveal .controls {{ transform: scale(0.6); transform-origin: bottom right; }}
.reveal .slide-number {{ left: 8px; right: auto; }}
.reveal .jp-InputPrompt, .reveal .jp-OutputPrompt, .reveal .jp-Collapser {{ display: none; }}
.reveal .jp-RenderedHTMLCommon :is(h1, h2, h3) {{ text-transform: none; }}
.reveal .jp-RenderedHTMLCommon h1 {{ font-size: 2em; }}
.reveal .jp-RenderedHTMLCommon h2 {{ font-size: 1.6em; }}
.reveal .jp-RenderedHTMLCommon h3 {{ font-size: 1.25em; }}
.reveal .jp-RenderedHTMLCommon code {{ font-size: 0.9em; }}
.reveal .jp-RenderedHTMLCommon table {{ font-size: 0.85em; margin-left: 0; }}
.reveal .jp-RenderedHTMLCommon summary {{ cursor: pointer; }}
.reveal .slides :is(pre, div.highlight > pre, .jp-OutputArea-output > pre) {{ font-size: {CODE}px; line-height: 1.3;
    white-space: pre-wrap; overflow-wrap: anywhere; box-sizing: border-box; width: 100%; max-height: none; margin: 0; }}
.reveal .slides .celltag_small .jp-OutputArea-output > pre {{ font-size: {SMALL}px; }}
.reveal .jp-OutputArea-output img {{ width: 100% !important; min-width: 0 !important; max-height: {PICTURE}px !important;
    object-fit: contain; margin: 0; }}
.reveal [data-player] {{ max-width: none !important; font-size: 22px !important; }}
.reveal [data-player] img {{ max-height: {FILM}px !important; }}
"""


class Lesson(Preprocessor):
    """Breaks a slide where it would overflow, shows outputs after their code, and sets sizes for a room."""

    def preprocess(self, nb, resources):
        if "course" not in nb.metadata:
            return nb, resources
        nb = copy.deepcopy(nb)
        open_answers(nb.cells)
        nb.cells = fit([part for cell in nb.cells for part in parts(cell)])
        resources["reveal"] |= {"width": str(WIDTH), "height": str(HEIGHT), "number": "c/t", "transition": "none"}
        nb.cells[0].source += f"\n\n<style>{CSS}</style>"
        return nb, resources


def open_answers(cells):
    """Show what a notebook hides until the student has guessed: on a slide the answer waits until the lecturer goes on."""
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = VERDICT.sub(r"\1", cell.source)
        elif cell.cell_type == "code":  # without the output that is there only to hide the next
            cell.outputs = [output for output in cell.outputs if output.get("data", {}).get("text/html") != "\n"]


def parts(cell):
    """A code cell as two: its code, and its outputs, which wait until the lecturer goes on. Code that only draws stays out."""
    if cell.cell_type != "code" or kind(cell) in HIDDEN:
        return [cell]
    cell.source = cell.source.replace("\n\n\n", "\n\n")
    if not cell.outputs:
        return [cell]
    code, outputs = copy.deepcopy(cell), copy.deepcopy(cell)
    code.outputs, outputs.source, outputs["id"] = [], "", f"{cell['id']}-outputs"
    if CODE_LETTERS < longest_line(cell.outputs) <= SMALL_LETTERS:
        outputs.metadata["tags"] = ["small"]  # a table, rather than broken lines
    outputs.metadata["transient"] = nbformat.from_dict({"remove_source": True})
    if "new_figure()" in cell.source:
        return [outputs]
    outputs.metadata["slideshow"] = nbformat.from_dict({"slide_type": "fragment"})
    return [code, outputs]


def kind(cell):
    return cell.metadata.get("slideshow", {}).get("slide_type", "-")


def fit(cells):
    """The cells, with a new slide below wherever the next one would not fit on the slide that it belongs to."""
    filled = 0
    for cell in cells:
        if kind(cell) in HIDDEN:
            continue
        if kind(cell) not in NEW and filled + height(cell) > ROOM:
            cell.metadata["slideshow"] = nbformat.from_dict({"slide_type": "subslide"})
        filled = height(cell) + (0 if kind(cell) in NEW else filled)
    return cells


def height(cell):
    """About how many px a cell takes on a slide."""
    if cell.cell_type == "code":
        return 20 + text_height(cell.source) + sum(map(output_height, cell.outputs))
    return 20 + sum(block_height(block) for block in cell.source.split("\n\n"))


def output_height(output):
    if "text/html" in output.get("data", {}):
        return picture_height(output.data["text/html"])
    return 15 + text_height(output.get("text", "") or plain(output))


def longest_line(outputs):
    """Letters in the longest line of text that the outputs print."""
    texts = [output.get("text", "") or plain(output) for output in outputs]
    return max((len(line) for text in texts for line in text.splitlines()), default=0)


def plain(output):
    """What an output shows as text, if it is not a picture."""
    data = output.get("data", {})
    return "" if "text/html" in data else data.get("text/plain", "")


def picture_height(html):
    """A picture is as wide as the slide if that does not make it too high. A film has buttons and a caption below."""
    svg = base64.b64decode(re.search(r"base64,([^\"]+)", html)[1]).decode()
    width, height = (float(re.search(rf'<svg\b[^>]*?\s{side}="([\d.]+)', svg)[1]) for side in ("width", "height"))
    player = "data-player" in html
    return 15 + min((WIDTH - 40) * height / width, FILM if player else PICTURE) + (180 if player else 0)


def text_height(text):
    """Code and output."""
    return sum(1.3 * CODE * max(1, math.ceil(len(line) / CODE_LETTERS)) for line in text.splitlines())


def block_height(block):
    """One paragraph, list, table, heading or formula of a text."""
    if block.startswith("#"):
        return 2.2 * TEXT
    if block.startswith("$$"):
        return 3 * TEXT
    rows = block.splitlines() if block.startswith(("- ", "1. ", "|", "<details")) else [block.replace("\n", " ")]
    return 0.9 * TEXT + sum(1.4 * TEXT * math.ceil(len(row) / TEXT_LETTERS) for row in rows)
