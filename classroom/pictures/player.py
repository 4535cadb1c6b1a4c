"""A film in one notebook output: frames that play by themselves, and a stepper wherever scripts may run.

What is stored is one <img> whose SVG holds all the frames and lets CSS show them in turn, so it plays in a notebook
that nobody has run or trusted, and on any page. A script, where it may run, takes the frames out of that picture and
puts previous, next, play and a slider below it. No network, no libraries; the same frames always give the same bytes.
"""

import textwrap
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from classroom.pictures import svg
from classroom.pictures.embed import Picture, img
from classroom.pictures.palette import BLUE, GREY, INK, SANS

FONT_SIZE, LINE, PAD = 14, 20, 12
LOOK = {"font_family": SANS, "font_size": FONT_SIZE, "fill": INK}
NARROWEST, WIDEST = 320, 800  # px that a caption gets in the film
AT_THE_END = 460  # px at most, where the film begins at its right end, so that the caption is seen, too
# No colours of its own: on a dark page it is dark. Its border is one that can be seen on both.
CARD = "padding:8px;border-radius:6px;border:1px solid #80868b;font-family:system-ui,sans-serif;font-size:15px"
FRAME = 18  # px of padding and border, left and right together
FIRST_CHANGE = 1.5  # seconds: who has just met a film should see that it is one

# The nested <svg> in the film is the drawing without captions and animation: what the stepper shows, a frame at a time, on
# the film's paper. Films on one page take turns: one that starts stops the others.
# Every film brings this script; the first to run takes all the films there are, each once. A shadow root keeps the
# page's styles out, and lmSuppressShortcuts keeps JupyterLab from taking the arrow keys.
STEPPER = Path(__file__).with_name("stepper.js").read_text(encoding="utf-8")


class Player:
    """Frames and their captions, shown one after the other.

    frames: SVG fragments (str), one per step; a whole <svg> element counts as one. They share one document, so an id
    means the same thing in all of them. captions: what each frame shows, in words (plain text, no markup).
    alt: what the film shows, in words. size: width and height of the drawing in px. base: the fragment that all frames
    have in common, drawn once, beneath. first: the frame to start with, counted from 0; by itself the film goes on from it
    soon, and comes round to those before it. looks_at: for each frame from where to where, in px across the drawing,
    something happens, or None; a film that is wider than the page then begins at its right end, and goes with it.
    Raises ValueError if there are no frames, if a caption is missing, or if the SVG is not well formed.

    Shows itself in a notebook; `text/plain` is the numbered captions. len(player) is the number of frames.
    """

    def __init__(
        self,
        frames: Iterable[str],
        captions: Iterable[str],
        alt: str,
        *,
        size: tuple[float, float],
        base: str = "",
        seconds_per_frame: float = 1.5,
        first: int = 0,
        looks_at: Sequence[tuple[float, float] | None] = (),
    ):
        self.frames, self.captions, self.alt = list(frames), [" ".join(c.split()) for c in captions], alt
        self.size, self.base, self.seconds_per_frame = size, base, seconds_per_frame
        self.first, self.looks_at = first, looks_at
        if not self.frames:
            raise ValueError("a film needs at least one frame")
        if len(self.frames) != len(self.captions):
            raise ValueError(f"every frame needs a caption: {len(self.frames)} frames, {len(self.captions)} captions")
        if not seconds_per_frame > 0:
            raise ValueError(f"seconds_per_frame must be positive, not {seconds_per_frame}")
        for name, fragment in [("the base", base), *((f"frame {i}", f) for i, f in enumerate(self.frames, 1))]:
            _check(name, fragment)

    def __len__(self) -> int:
        return len(self.frames)

    def __repr__(self):
        return "\n".join(f"{i}. {caption}" for i, caption in enumerate(self.captions, 1))

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html(), "text/plain": repr(self)}

    def still(self, step: int) -> Picture:
        """One frame as a Picture, described by its caption. step: counted from 0, or from the end if negative."""
        return Picture(sheet(*self.size, self.base + self.frames[step]), self.captions[step])

    def strip(self, columns: int = 3, width: int = 960) -> Picture:
        """All frames side by side as one Picture for print, numbered, captions below. width: of the strip, in px."""
        if columns < 1:
            raise ValueError(f"a strip needs at least 1 column, not {columns}")
        columns = min(columns, len(self))
        gap = 2 * PAD
        cell = (width - gap * (columns - 1)) / columns
        height = cell * self.size[1] / self.size[0]
        words = [_wrap(f"{i}. {caption}", cell) for i, caption in enumerate(self.captions, 1)]
        base = svg.element("use", href="#film-base")
        edge = svg.element("rect", width="100%", height="100%", fill="none", stroke="#9aa0a6", stroke_width=2)
        body, y = [svg.element("defs", svg.element("g", self.base, id="film-base"))], 0.0
        for first in range(0, len(self), columns):
            row = range(first, min(first + columns, len(self)))
            for i in row:
                x = (i - first) * (cell + gap)
                place = {"x": x, "y": y, "width": cell, "height": height}
                body.append(_view(self.size, base + self.frames[i] + edge, **place))
                body.append(_lines(x, y + height + LINE, words[i]))
            y += height + LINE * (max(len(words[i]) for i in row) + 1)
        return Picture(sheet(width, round(y), "".join(body)), self.alt, text=repr(self))

    def svg(self) -> str:
        """The film as one SVG document that plays by itself, captions included. It stands still, at the last frame,
        where the reader has asked for less motion."""
        (width, height), count, seconds = self.size, len(self), self.seconds_per_frame
        full_width = max(width, NARROWEST)
        room = min(full_width, AT_THE_END if self.looks_at else WIDEST)
        left = full_width - room if self.looks_at else 0
        words = [_wrap(caption, room - 2 * PAD - 60) for caption in self.captions]
        full_height = height + 2 * PAD + LINE * max(map(len, words))
        loop = (count + 1) * seconds  # the last frame stays for two turns
        begun = self.first * seconds + max(0, seconds - FIRST_CHANGE)  # how far the film is when it is opened

        def shown_in_turn(i, content):
            kind = "frame last" if i == count - 1 else "frame"
            delay = i * seconds - loop - begun
            where = "{:.0f} {:.0f}".format(*self.looks_at[i]) if self.looks_at and self.looks_at[i] else None
            return svg.element("g", content, class_=kind, style=f"animation-delay:{delay:g}s", data_x=where)

        style = (
            f".frame{{visibility:hidden;animation:frame {loop:g}s step-end infinite}}"
            f"@keyframes frame{{0%{{visibility:visible}}{100 / (count + 1):.4f}%{{visibility:hidden}}}}"
            f"@keyframes last{{0%{{visibility:visible}}{200 / (count + 1):.4f}%{{visibility:hidden}}}}"
            ".last{visibility:visible;animation-name:last}"
            "@media (prefers-reduced-motion:reduce){.frame{animation:none}}@media print{.frame{animation:none}}"
        )
        frames = "".join(shown_in_turn(i, frame) for i, frame in enumerate(self.frames))
        below = (self._below(i, words[i], full_width, left, height) for i in range(count))
        return sheet(
            full_width,
            full_height,
            svg.element("style", style)
            + _view(self.size, self.base + frames, width=width, height=height)
            + "".join(shown_in_turn(i, content) for i, content in enumerate(below)),
        )

    def _below(self, i, words, width, left, top):
        """What stands below frame i while the film plays by itself: how far it is, which step, and the caption."""
        baseline = top + PAD + FONT_SIZE
        step = svg.element("tspan", str(i + 1), font_weight="bold") + svg.element("tspan", f"/{len(self)}", fill=GREY)
        return (
            svg.element("rect", y=top, width=width * (i + 1) / len(self), height=3, fill=BLUE)
            + svg.element("text", step, x=left + PAD, y=baseline)
            + _lines(left + PAD + 60, baseline, words)
        )

    def html(self) -> str:
        """The film as one piece of HTML, stepper included, for a notebook output or any page."""
        width = max(self.size[0], NARROWEST)
        steps = "".join(f"<li>{escape(caption)}</li>" for caption in self.captions)
        return (
            f'<div data-player data-seconds="{self.seconds_per_frame:g}" data-first="{self.first}" '
            f'style="max-width:{width + FRAME}px;{CARD}">{img(self.svg(), self.alt, from_end=bool(self.looks_at))}'
            f'<details style="margin-top:4px"><summary>The steps in words ({len(self)})</summary>'
            f'<ol style="margin:4px 0px">{steps}</ol></details>'
            f"<script>\n{STEPPER}</script></div>"
        )


def _check(name, fragment):
    """ValueError unless `fragment` can stand inside an SVG document."""
    try:
        ElementTree.fromstring(sheet(1, 1, fragment))
    except ElementTree.ParseError as problem:
        raise ValueError(f"{name} is not well-formed SVG: {problem}") from None


def sheet(width, height, body):
    """An SVG document, a str, on white paper, in the font of films and networks; sizes in px."""
    return svg.document(width, height, [body], xlink=True, **LOOK)


def _view(size, body, **place):
    """A drawing of `size` within a document; `place` says where, as SVG attributes."""
    return svg.element("svg", body, **place, viewBox=f"0 0 {size[0]} {size[1]}", **LOOK)


def _wrap(words, width):
    """Lines that fit into `width` px in any font a reader is likely to have."""
    return textwrap.wrap(words, max(int(width / (0.6 * FONT_SIZE)), 12)) or [""]


def _lines(x, y, lines):
    spans = (svg.element("tspan", escape(line), x=float(x), y=float(y + i * LINE)) for i, line in enumerate(lines))
    return svg.element("text", "".join(spans))
