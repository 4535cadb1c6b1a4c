"""Every picture that is stored in a notebook, as the site shows it: large enough to read, and nothing of it lost."""

import re

import pytest
from legibility import SMALLEST_WORDS

from classroom.authoring import build
from classroom.pictures.embed import LEGIBLE

pytest.importorskip("latex2mathml")

from classroom.site import pages

NAMES = [build.name_of(path) for path in build.sources()]
# For each picture: its smallest words, whether it is a figure, how much wider it is than its box, and whether that shows its end.
MEASURE = f"""async () => {{
    document.querySelectorAll('details').forEach(fold => fold.open = true);
    await Promise.all([...document.images].map(img => img.decode()));
    return [...document.querySelectorAll('img[src^="data:"]')].map(img => {{
        const box = img.parentElement, inner = img.getBoundingClientRect(), outer = box.getBoundingClientRect();
        return {{
            words: {SMALLEST_WORDS}(img), is_figure: img.style.minWidth === '0px',
            hidden: Math.round(inner.width - box.clientWidth), at_end: Math.abs(inner.right - outer.right) < 3,
        }};
    }});
}}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    target = tmp_path_factory.mktemp("pages") / "site"
    pages.make(target, live=False)
    return target


def measured(page, site, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((site / f"lessons/{name}.html").as_uri())
    found = page.evaluate(MEASURE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page itself never scrolls sideways"
    return found


@pytest.fixture(scope="module")
def page(launch):
    return launch().new_page(reduced_motion="reduce")


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_words_are_legible_and_what_is_too_wide_is_seen_from_its_end(page, site, name):
    stored = sum(
        len(re.findall("<img", output.get("data", {}).get("text/html", "")))
        for cell in build.code_cells(build.nbformat.read(build.NOTEBOOKS / f"{name}.ipynb", 4))
        for output in cell.outputs
    )
    found = measured(page, site, name, 1280)
    assert len(found) >= stored
    assert [picture for picture in found if picture["words"] < LEGIBLE - 0.05] == []
    assert [picture for picture in found if picture["hidden"] > 0 and not picture["at_end"]] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_on_a_telephone_figures_are_whole_and_graphs_legible(page, site, name):
    for picture in measured(page, site, name, 360):
        if picture["is_figure"]:
            assert picture["hidden"] <= 0, picture
        else:
            assert picture["words"] >= LEGIBLE - 0.05, picture
