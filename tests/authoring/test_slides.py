"""The lessons as slides, made by the command in for_lecturers.md: what is on each, and that all of it can be read, in Chromium."""

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
# MathJax sets the formulas of a slide anew when one comes to it.
SETTLE = """async () => {
    const slide = document.querySelector('.slides section.present section.present');
    const pause = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    do { await pause(); await new Promise(done => MathJax.Hub.Queue(done)); }
    while ([...slide.querySelectorAll('script[type^="math/tex"]')].some(one => !one.previousSibling.querySelector('.mjx-math')?.clientHeight));
    await pause();
}"""
# To slide v of column h, all its fragments shown.
GO = """async ([h, v]) => {
    const Reveal = await new Promise(done => require(['https://unpkg.com/reveal.js@4.0.2/dist/reveal.js'], done));
    Reveal.configure({transition: 'none', backgroundTransition: 'none', fragments: false});
    Reveal.slide(h, v);
}"""
# Where everything on the current slide is, with all its fragments shown, at its beginning and scrolled to its end.
MEASURE = """() => {
    const slide = document.querySelector('.slides section.present section.present');
    const every = selector => [...slide.querySelectorAll(selector)].filter(one => one.checkVisibility());
    const boxes = () => every('p, li, h1, h2, h3, pre, pre span, img, td, summary, .MathJax_CHTML, [data-player]')
        .map(one => one.getBoundingClientRect());
    const letters = every('p, pre').filter(one => one.textContent.trim());
    const scale = slide.getBoundingClientRect().width / slide.offsetWidth;
    slide.scrollTop = 0;
    const first = boxes();
    slide.scrollTop = slide.scrollHeight;
    const last = boxes();
    slide.scrollTop = 0;
    return {
        left: Math.min(...first.map(box => box.left)), right: Math.max(...first.map(box => box.right)),
        top: Math.min(...first.map(box => box.top)), bottom: Math.max(...last.map(box => box.bottom)),
        end: slide.getBoundingClientRect().bottom,
        byHand: slide.scrollHeight <= slide.clientHeight || getComputedStyle(slide).overflowY === 'auto',
        smallest: Math.min(99, ...letters.map(one => scale * parseFloat(getComputedStyle(one).fontSize))),
        pictures: every('img').map(one => one.complete && one.naturalWidth > 50 && one.clientHeight > 150),
        fit: every('img, [data-player]').every(one => one.clientHeight <= slide.clientHeight),
        words: slide.innerText.trim().length,
    };
}"""
# Whether what has appeared last can be seen: all of it, or as much as fits.
SEEN = """() => {
    const slide = document.querySelector('.slides section.present section.present');
    const [all, part] = [slide, slide.querySelector('.current-fragment') || slide].map(one => one.getBoundingClientRect());
    return part.top >= all.top - 1 && (part.bottom <= all.bottom + 1 || part.height > all.height);
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

    def opened(name, width=WIDTH, height=HEIGHT):
        page = launch().new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
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
        page.evaluate(SETTLE)
        yield f"{h + 1}.{v + 1}", page.evaluate(MEASURE)


@pytest.mark.browser
@per_lesson
def test_every_slide_can_be_read_to_its_end_and_from_afar(source, show):
    stored = nbformat.read(build.target(source), 4)
    seen = dict(walk(show(source.stem)))
    headings = sum(cell.source.startswith(("# ", "## ")) for cell in stored.cells if cell.cell_type == "markdown")
    assert len({place.partition(".")[0] for place in seen}) == headings
    assert headings < len(seen) <= len(stored.cells)
    pictures = 0
    for place, found in seen.items():
        assert found["words"] or found["pictures"], f"slide {place} is empty"
        assert found["top"] >= 0 and found["bottom"] <= found["end"] <= HEIGHT and found["byHand"], (place, found)
        assert found["left"] >= 0 and found["right"] <= WIDTH, (place, found)
        assert found["smallest"] >= 17, (place, found)
        assert all(found["pictures"]) and found["fit"], (place, found)
        pictures += len(found["pictures"])
    shown = [output for cell in stored.cells for output in cell.get("outputs", [])]
    assert pictures == sum(output.get("data", {}).get("text/html", "").count("<img") for output in shown)


@pytest.mark.browser
@pytest.mark.parametrize("window", [(1024, 768), (1920, 1080)], ids="{0[0]}x{0[1]}".format)
def test_in_a_window_of_another_size_every_slide_can_be_read_to_its_end(window, show):
    for place, found in walk(show(LESSONS[2].stem, *window)):
        assert found["top"] >= 0 and found["bottom"] <= found["end"] <= window[1] and found["byHand"], (place, found)


@pytest.mark.browser
def test_an_opened_answer_can_be_read_to_its_end(show):
    page = show(LESSONS[0].stem)
    page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
    for place, found in walk(page):
        assert found["bottom"] <= found["end"] <= HEIGHT and found["byHand"], (place, found)


@pytest.mark.browser
def test_what_appears_is_scrolled_to(show):
    page, scrolled = show(LESSONS[2].stem), 0
    page.keyboard.press("Home")
    while not page.evaluate("() => document.querySelector('.slides > section:last-child').matches('.present')"):
        page.keyboard.press("Space")
        page.evaluate(SETTLE)
        assert page.evaluate(SEEN), page.url
        scrolled += page.evaluate("() => document.querySelector('section.present section.present').scrollTop > 0")
    assert scrolled


@pytest.mark.browser
def test_a_film_plays_on_its_slide(show):
    page = show(LESSONS[4].stem)
    film = page.locator("section.present section.present [data-player]")
    assert any(film.count() for _ in walk(page))
    film.get_by_label("Next step").click()
    assert film.get_by_text("2 of 21").is_visible()
    film.get_by_label("Play").click()
    film.get_by_text("4 of 21").wait_for()


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
        ("3 + 3", "subslide"),
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
