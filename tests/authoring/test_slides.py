"""The lessons as slides, as the command in for_lecturers.md makes them: what is on each, and that all of it is whole, seen in Chromium."""

import os
import re
import subprocess
import sys

import nbformat
import pytest

from classroom.authoring import build, setup_cell
from classroom.authoring.place import current
from classroom.files import ROOT

LESSONS = sorted(build.SOURCES.glob("[0-9]*.py"))
WIDTH, HEIGHT = 1280, 720
CONFIG = "notebooks/teaching/slides_config.py"
NPM = ROOT / ".ci" / "node_modules"
CDN = (  # what the slides load from the web, and where the tests have it
    (r"https://unpkg\.com/reveal\.js@4\.0\.2/(.*)", "reveal.js"),
    (r"https://cdnjs\.cloudflare\.com/ajax/libs/require\.js/2\.1\.10/(require)\.min(\.js)", "requirejs"),
    (r"https://cdnjs\.cloudflare\.com/ajax/libs/mathjax/2\.7\.7/(.*)", "mathjax"),
)
# Formulas are set and every film shows its buttons.
READY = """async () => {
    while (!(window.MathJax?.Hub?.Queue && document.querySelector('.reveal.ready'))) await new Promise(go => setTimeout(go, 20));
    await new Promise(done => MathJax.Hub.Queue(done));
}"""
# To slide v of column h, all its fragments shown; MathJax sets the formulas of a slide anew when one comes to it.
GO = """async ([h, v]) => {
    const Reveal = await new Promise(done => require(['https://unpkg.com/reveal.js@4.0.2/dist/reveal.js'], done));
    Reveal.configure({transition: 'none', backgroundTransition: 'none', fragments: false});
    Reveal.slide(h, v);
    const slide = Reveal.getCurrentSlide();
    const pause = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    do { await pause(); await new Promise(done => MathJax.Hub.Queue(done)); }
    while ([...slide.querySelectorAll('script[type^="math/tex"]')].some(one => !one.previousSibling.querySelector('.mjx-math')?.clientHeight));
    await pause();
}"""
# Where everything on the current slide is, with all its fragments shown; the window is 1280 by 720.
MEASURE = """() => {
    const slide = document.querySelector('.slides section.present section.present');
    const boxes = [...slide.querySelectorAll('p, li, h1, h2, h3, pre, pre span, img, td, summary, .MathJax_CHTML, [data-player]')]
        .filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect());
    const letters = [...slide.querySelectorAll('p, pre')].filter(one => one.checkVisibility() && one.textContent.trim());
    const scale = slide.getBoundingClientRect().width / slide.offsetWidth;
    return {
        left: Math.min(...boxes.map(box => box.left)), right: Math.max(...boxes.map(box => box.right)),
        top: Math.min(...boxes.map(box => box.top)), bottom: Math.max(...boxes.map(box => box.bottom)),
        scrolls: slide.scrollHeight > slide.clientHeight + 2,
        smallest: Math.min(99, ...letters.map(one => scale * parseFloat(getComputedStyle(one).fontSize))),
        pictures: [...slide.querySelectorAll('img')].map(one => one.complete && one.naturalWidth > 50 && one.clientHeight > 150),
        words: slide.innerText.trim().length,
    };
}"""


def per_lesson(test):
    return pytest.mark.parametrize("source", LESSONS, ids=[path.stem for path in LESSONS])(test)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder with the slides that nbconvert makes of every lesson, run as for_lecturers.md says."""
    folder = tmp_path_factory.mktemp("slides")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    notebooks = [f"notebooks/{source.stem}.ipynb" for source in LESSONS]
    command = [
        sys.executable,
        "-m",
        "nbconvert",
        "--to",
        "slides",
        "--config",
        CONFIG,
        "--output-dir",
        str(folder),
        *notebooks,
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def show(made, launch):
    """show(lesson) opens a lesson's slides; what they load from the web comes from .ci/node_modules instead."""
    if not NPM.exists():
        pytest.skip("what .ci/npm installs is not there")

    def answer(route):
        address = route.request.url.partition("?")[0]
        if address.startswith("http://slides.test/"):
            return route.fulfill(path=made / address.rpartition("/")[2])
        for pattern, package in CDN:
            if found := re.fullmatch(pattern, address):
                path = NPM / package / "".join(found.groups())
                return route.fulfill(path=path) if path.exists() else route.abort()
        return route.abort()

    def opened(name):
        page = launch().new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
        page.route("**/*", answer)
        page.goto(f"http://slides.test/{name}.slides.html")
        page.evaluate(READY)
        return page

    return opened


def walk(page):
    """Where each slide of a lesson is, from first to last, and what MEASURE finds there."""
    columns = page.evaluate(
        "() => [...document.querySelectorAll('.slides > section')].map(column => column.children.length)"
    )
    for h, v in [(h, v) for h, rows in enumerate(columns) for v in range(rows)]:
        page.evaluate(GO, [h, v])
        yield f"{h + 1}.{v + 1}", page.evaluate(MEASURE)


@pytest.mark.browser
@per_lesson
def test_every_slide_is_whole_and_readable_from_afar(source, show):
    stored = nbformat.read(build.target(source), 4)
    seen = dict(walk(show(source.stem)))
    headings = sum(cell.source.startswith(("# ", "## ")) for cell in stored.cells if cell.cell_type == "markdown")
    assert len({place.partition(".")[0] for place in seen}) == headings
    assert headings < len(seen) <= len(stored.cells)
    pictures = 0
    for place, found in seen.items():
        assert found["words"] or found["pictures"], f"slide {place} is empty"
        assert not found["scrolls"] and found["top"] >= 0 and found["bottom"] <= HEIGHT, (place, found)
        assert found["left"] >= 0 and found["right"] <= WIDTH, (place, found)
        assert found["smallest"] >= 17, (place, found)
        assert all(found["pictures"]), (place, found)
        pictures += len(found["pictures"])
    shown = [output for cell in stored.cells for output in cell.get("outputs", [])]
    assert pictures == sum(output.get("data", {}).get("text/html", "").count("<img") for output in shown)


@pytest.mark.browser
def test_an_opened_answer_can_be_read_to_its_end(show):
    """A checkpoint's answers are closed; opened, all of them together still fit, or the slide scrolls."""
    page = show(LESSONS[0].stem)
    for place, _ in walk(page):
        page.evaluate(
            "() => document.querySelectorAll('section.present section.present details').forEach(one => one.open = true)"
        )
        slide = page.evaluate(
            """() => { const one = document.querySelector('.slides section.present section.present');
               return {needs: one.scrollHeight, has: one.clientHeight, scroll: getComputedStyle(one).overflowY}; }"""
        )
        assert slide["needs"] <= slide["has"] + 2 or slide["scroll"] == "auto", (place, slide)


def lesson_of(text, tmp_path, monkeypatch):
    """The cells and slide types of a small lesson from its source."""
    monkeypatch.setattr(build, "SOURCES", tmp_path)
    (tmp_path / "01_small.py").write_text(text, encoding="utf-8")
    cells = build.read_source(tmp_path / "01_small.py").cells
    return [(cell.source.partition("\n")[0], cell.metadata.slideshow.slide_type) for cell in cells]


def test_rules_tag_every_cell_and_a_source_may_say_otherwise(tmp_path, monkeypatch):
    small = """\
# %% [markdown]
# # 01 · A small lesson
# %%
import sys
# %% [markdown]
# **What you will do.** Little.
#
# ## One
# Text.
#
# **Predict.** What?
# %%
1 + 1
# %%
2 + 2
# %% [markdown]
# An explanation.
# %%
3 + 3
# %% [markdown] slideshow={"slide_type": "notes"}
# Whisper.
#
# ## Not cut
# %% [markdown]
# ## Mistakes
#
# **Forgetting.** *Symptom:* none.
#
# **Remembering.** Often. *Symptom:* many.
# %% [markdown]
# ## Checkpoint
# **1.** Who?
#
# **2.** Why?
#
# **Go further.** Where?
#
# ---
# The end.
"""
    assert lesson_of(small, tmp_path, monkeypatch) == [
        ("# 01 · A small lesson", "slide"),
        ("import sys", "skip"),
        ("**What you will do.** Little.", "-"),
        ("## One", "slide"),
        ("**Predict.** What?", "fragment"),
        ("1 + 1", "subslide"),
        ("2 + 2", "subslide"),
        ("An explanation.", "fragment"),
        ("3 + 3", "fragment"),
        ("Whisper.", "notes"),
        ("## Mistakes", "slide"),
        ("**Forgetting.** *Symptom:* none.", "-"),
        ("**Remembering.** Often. *Symptom:* many.", "subslide"),
        ("## Checkpoint", "slide"),
        ("**2.** Why?", "subslide"),
        ("**Go further.** Where?", "subslide"),
        ("---", "subslide"),
    ]


@per_lesson
def test_cutting_changes_nothing_but_where_cells_begin(source):
    import jupytext

    cells = jupytext.read(source, fmt="py:percent").cells
    given = {setup_cell.MARK: setup_cell.set_up(current())}
    written = "\n\n".join(given.get(text := cell.source.strip("\n"), text) for cell in cells)
    assert "\n\n".join(cell.source for cell in build.read_source(source).cells) == written


def test_exercises_are_not_tagged():
    for source in build.SOURCES.glob("exercises/*.py"):
        assert not any("slideshow" in cell.metadata for cell in build.read_source(source).cells)


def test_another_notebook_passes_unchanged():
    exporter = pytest.importorskip("nbconvert").SlidesExporter(preprocessors=["classroom.teaching_slides.Lesson"])
    plain = pytest.importorskip("nbconvert").SlidesExporter()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1", id="one")])
    assert exporter.from_notebook_node(notebook)[0] == plain.from_notebook_node(notebook)[0]


@per_lesson
def test_every_cell_but_the_set_up_is_on_a_slide(source, made):
    """Nothing is lost on the way: each piece of text and of code, and each output, is in the slides."""
    html = (made / f"{source.stem}.slides.html").read_text(encoding="utf-8")
    for cell in nbformat.read(build.target(source), 4).cells:
        hidden = cell.metadata.slideshow.slide_type == "skip"
        drawing = "new_figure()" in cell.source
        assert (f'id="cell-id={cell["id"]}"' in html) != (hidden or drawing), cell.source
        assert (f'id="cell-id={cell["id"]}-outputs"' in html) == bool(not hidden and cell.get("outputs")), cell.source
