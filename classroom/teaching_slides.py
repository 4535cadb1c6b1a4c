"""What `jupyter nbconvert --to slides` does to a lesson of this course, so that its slides can be read from afar.

notebooks/teaching/slides_config.py names it. Other notebooks pass unchanged.
"""

import copy
import re

import nbformat
from nbconvert.preprocessors import Preprocessor

WIDTH, HEIGHT = 1280, 720
ROOM = 665  # px of the height; below are the number and the arrows
TEXT, CODE, SMALL = 27, 23, 18  # px
LINE = 84  # letters of code that fit in one line
PICTURE, FILM = 600, 400  # px at most, so that a picture is seen whole
# A slide scrolls by its own height. nbconvert's reveal_scroll takes the window's, and reveal.js enlarges a slide to fill the
# window: at 1920 by 1080 the end of a long slide is out of reach.
VERDICT = re.compile(r"<details[^>]*><summary>Check your guess</summary>\n\n(.*?)\n\n</details>", flags=re.S)
CSS = f"""
.reveal {{ --jp-content-font-size1: {TEXT}px; --jp-ui-font-size1: {TEXT}px; --jp-code-font-size: {CODE}px;
          --jp-content-line-height: 1.4; --jp-cell-prompt-width: 0px; --jp-cell-padding: 6px; color: #202124; }}
.reveal .slides > section, .reveal .slides > section > section {{ top: 0 !important; padding: 0; }}
.reveal .slides > section > section {{ padding-top: 12px; max-height: {ROOM}px; overflow: hidden auto; }}
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
# What appears below the edge is scrolled to: the lecturer's keys go on, and do not scroll.
SCROLL = """
document.addEventListener("fragmentshown", ({fragment}) => {
    const slide = fragment.closest("section"), end = fragment.offsetTop + fragment.offsetHeight;
    slide.scrollTop = Math.max(slide.scrollTop, Math.min(fragment.offsetTop, end - slide.clientHeight));
});
"""


class Lesson(Preprocessor):
    """Shows outputs after their code, sets sizes for a room, and lets a slide that is too long scroll."""

    def preprocess(self, nb, resources):
        if "course" not in nb.metadata:
            return nb, resources
        nb = copy.deepcopy(nb)
        open_answers(nb.cells)
        nb.cells = [part for cell in nb.cells for part in parts(cell)]
        resources["reveal"] |= {"width": str(WIDTH), "height": str(HEIGHT), "number": "c/t", "transition": "none"}
        nb.cells[0].source += f"\n\n<style>{CSS}</style>\n<script>{SCROLL}</script>"
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
    if cell.cell_type != "code" or cell.metadata.get("slideshow", {}).get("slide_type") in ("skip", "notes"):
        return [cell]
    cell.source = cell.source.replace("\n\n\n", "\n\n")
    if not cell.outputs:
        return [cell]
    code, outputs = copy.deepcopy(cell), copy.deepcopy(cell)
    code.outputs, outputs.source, outputs["id"] = [], "", f"{cell['id']}-outputs"
    if longest_line(cell.outputs) > LINE:
        outputs.metadata["tags"] = ["small"]  # a table, rather than broken lines
    outputs.metadata["transient"] = nbformat.from_dict({"remove_source": True})
    if "new_figure()" in cell.source:
        return [outputs]
    outputs.metadata["slideshow"] = nbformat.from_dict({"slide_type": "fragment"})
    return [code, outputs]


def longest_line(outputs):
    """Letters in the longest line of text that the outputs print."""
    texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]
    return max((len(line) for text in texts for line in text.splitlines()), default=0)
