"""The site's pages: whole, reachable, readable; and the command that builds them."""

import os
import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from browser_parts import PARTS
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from serving import served

from classroom.__main__ import main
from classroom.authoring import build, predictions
from classroom.files import ROOT, Problem

pytest.importorskip("latex2mathml")
from bs4 import BeautifulSoup

from classroom import site
from classroom.authoring.place import parse
from classroom.site import folder, pages

NAMES = [build.name_of(path) for path in build.sources()]
ADDRESSES = ["index.html", *(f"lessons/{name}.html" for name in NAMES)]
ARTEFACTS = ROOT / ".ci" / "artifacts"


@pytest.fixture(scope="module")
def read_only(tmp_path_factory):
    """The site without the laboratory, which needs neither network nor JupyterLite."""
    target = tmp_path_factory.mktemp("pages") / "site"
    assert site.build(target, live=False)
    return target


def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def broken(root):
    """What links, pictures and style sheets below `root` lead nowhere, as texts."""
    ids, found = {}, []
    for path in [root / "index.html", *root.glob("lessons/**/*.html")]:
        page = path.relative_to(root).as_posix()
        for element in soup(path).find_all(["a", "img", "link", "script"]):
            url = element.get("href") or element.get("src")
            if not url or urlsplit(url).scheme in ("data", "https"):
                continue
            parts = urlsplit(urljoin(page, url))
            target = root / unquote(parts.path)
            if not target.is_file():
                found.append(f"{page}: {url}")
            elif parts.fragment:
                known = ids.setdefault(target, {e["id"] for e in soup(target).find_all(id=True)})
                if unquote(parts.fragment) not in known:
                    found.append(f"{page}: {url}")
            elif any(not (root / "live" / "files" / name).is_file() for name in parse_qs(parts.query).get("path", [])):
                found.append(f"{page}: {url}")
    return found


def test_every_lesson_and_exercise_has_its_page_and_no_other(read_only):
    found = {path.relative_to(read_only).as_posix() for path in read_only.rglob("*.html")}
    assert found == set(ADDRESSES)


def test_no_link_is_broken_without_the_laboratory(read_only):
    assert broken(read_only) == []


def test_no_link_is_broken_with_the_laboratory(site_folder):
    assert broken(site_folder) == []
    links = [a["href"] for a in soup(site_folder / "index.html").find_all("a")]
    for name in NAMES:
        assert f"live/notebooks/index.html?path=notebooks/{name}.ipynb" in links
        assert f"lessons/{name}.html" in links


def test_a_broken_link_would_be_found(read_only, tmp_path):
    page = (read_only / "index.html").read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(page + '<a href="#nowhere">x</a><img src="images/no.svg">', encoding="utf-8")
    found = broken(tmp_path)
    assert "index.html: images/no.svg" in found and "index.html: #nowhere" in found


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_all_that_its_notebook_says(read_only, name):
    page = soup(read_only / f"lessons/{name}.html")
    text = "".join(page.main.stripped_strings).replace(" ", "").replace("\n", "")
    notebook = build.nbformat.read(build.NOTEBOOKS / f"{name}.ipynb", 4)
    code = [cell for cell in build.code_cells(notebook) if not pages.is_for_running(cell)]
    assert len(page.select(".highlight")) >= len(code) > 0
    for cell in code:
        assert "".join(cell.source.split()) in text, cell.source
        for output in cell.outputs:
            if output.output_type == "stream":
                assert "".join(output.text.split()) in text
    assert len(page.find_all("h2")) == len(re.findall(r"(?m)^## ", "\n".join(c.source for c in notebook.cells)))
    assert len(page.find_all("h1")) == 1


GUESS = [
    new_markdown_cell("# 09 · A small lesson"),
    new_markdown_cell("**Predict.** How much?"),
    new_code_cell("print(2 * 3)", outputs=[new_output("stream", text="six\n")]),
    new_code_cell("import math"),
    new_code_cell(
        "draw()",
        outputs=[
            predictions.NOTHING,
            new_output("display_data", {"text/html": '<img src="images/mlp.svg" alt="what came out">'}),
        ],
    ),
    new_markdown_cell(
        '<details style="margin-bottom: 1em"><summary>Check your guess</summary>\n\nSix, says $x$.\n\n</details>\n\nGo on.'
    ),
    new_code_cell("print(7)", outputs=[new_output("stream", text="seven\n")]),
    new_markdown_cell("**Predict.** And here?"),
    new_code_cell("print(8)", outputs=[new_output("stream", text="eight\n")]),
]


@pytest.fixture(scope="module")
def guess(tmp_path_factory):
    """The site of a lesson with two predictions; the second has no verdict, and nothing comes after it."""
    target = tmp_path_factory.mktemp("guess")
    build.nbformat.write(new_notebook(cells=GUESS), target / "09_small.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "NOTEBOOKS", target)
        pages.make(target / "site", live=False)
    return target / "site"


def test_one_fold_has_all_that_answers_a_prediction(guess):
    page = soup(guess / "lessons/09_small.html")
    first, second = (fold.extract() for fold in page.select("details.guess"))
    assert list(first.stripped_strings) == ["I have a guess: show what comes out", "six", "Six, says", "x", "."]
    assert [picture["alt"] for picture in first.find_all("img")] == ["what came out"]
    assert list(second.stripped_strings) == ["I have a guess: show what comes out", "eight"]
    assert [output.text.strip() for output in page.select(".output")] == ["seven"]
    assert "Go on." in page.main.text and "Check your guess" not in page.main.text


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_to_a_prediction_is_outside_its_fold(read_only, name):
    notebook = build.nbformat.read(build.NOTEBOOKS / f"{name}.ipynb", 4)
    asked = predictions.predictions(notebook.cells)
    answers = {cell["id"] for prediction in asked for cell in prediction.answers}
    page = soup(read_only / f"lessons/{name}.html")
    folds = [fold.extract() for fold in page.select("details.guess")]
    assert len(folds) == len(asked) and bool(asked) == ("/" not in name)
    assert all(fold.select_one(".output") and fold.select(".guess > .text") for fold in folds)
    assert "Check your guess" not in page.main.text
    code = [cell for cell in build.code_cells(notebook) if not pages.is_for_running(cell)]
    shows = [bool(cell.outputs) and cell["id"] not in answers for cell in code]
    assert [bool(section.select(".output")) for section in page.select("section.code")] == shows


@pytest.mark.parametrize("name", NAMES)
def test_formulas_are_whole(read_only, name):
    page = soup(read_only / f"lessons/{name}.html")
    sources = "\n".join(c.source for c in pages.nbformat.read(build.NOTEBOOKS / f"{name}.ipynb", 4).cells)
    assert bool(page.find("math")) == bool(re.search(r"\$\$|\$\\|\\frac|\\partial", sources))
    for formula in page.find_all("math"):
        assert "\\" not in formula.text and "$" not in formula.text
    for part in page.find_all(["pre", "code", "script"]):
        part.decompose()
    assert "$" not in page.main.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_picture_has_a_description(read_only, address):
    for picture in soup(read_only / address).find_all("img"):
        assert len(picture.get("alt", "")) >= 20 and "No description" not in picture["alt"]


def test_exercises_are_unsolved(read_only):
    from classroom.checks import stubs

    for name in NAMES:
        if name.startswith("exercises/"):
            text = soup(read_only / f"lessons/{name}.html").main.text
            assert stubs.BLANK in text and stubs.BEGIN not in text


def test_the_landing_page_tells_minutes_and_exercises(read_only):
    items = soup(read_only / "index.html").select("ol.lessons > li")
    lessons = [name for name in NAMES if "/" not in name]
    assert len(items) == len(lessons)
    for item, name in zip(items, lessons):
        assert item.select_one(".number").text == name[:2]
        assert re.search(r"\d+ minutes", item.text) and "You leave with" in item.text
        if f"exercises/{name}" in NAMES:
            source = (build.SOURCES / "exercises" / f"{name}.py").read_text(encoding="utf-8")
            assert f"{len(re.findall(r'(?m)^# ## [0-9]+[.][0-9]+ ·', source))} exercises" in item.text


def test_pages_name_their_neighbours(read_only):
    lessons = [name for name in NAMES if "/" not in name]
    for previous, following in pairwise(lessons):
        assert (
            soup(read_only / f"lessons/{previous}.html").select_one("a[rel=next]")["href"].endswith(f"{following}.html")
        )
        assert (
            soup(read_only / f"lessons/{following}.html").select_one("a[rel=prev]")["href"].endswith(f"{previous}.html")
        )


def test_headings_keep_what_is_not_markup():
    assert pages.plain("3.2 · The rule of *") == "3.2 · The rule of *"
    assert pages.plain("`a` and **b**, *c*") == "a and b, c"


def test_a_published_course_links_to_its_other_homes(monkeypatch):
    page = pages.pages()[0]
    assert pages.elsewhere(page) == [] and pages.page_address("../README.md#speed") is None
    monkeypatch.setattr(pages, "current", lambda: parse("some-one/a-course"))
    assert [name for name, _ in pages.elsewhere(page)] == ["Colab", "Binder", "GitHub"]
    assert all("some-one/a-course" in address for _, address in pages.elsewhere(page))
    assert pages.page_address("../README.md#speed") == "https://github.com/some-one/a-course/blob/main/README.md#speed"


def test_a_second_build_gives_the_same_bytes_and_takes_the_first_ones_place(read_only, tmp_path):
    target = tmp_path / "site"
    site.build(target, live=False)
    (target / "index.html").write_text("old", encoding="utf-8")
    site.build(target, live=False)
    for path in folder.files_in(read_only):
        assert (target / path).read_bytes() == (read_only / path).read_bytes(), path
    assert folder.files_in(target) == folder.files_in(read_only)
    assert os.listdir(tmp_path) == ["site"]


# Bad input: one sentence, and nothing is lost


def refused(*arguments, capsys):
    """What the command says when it refuses, in one line."""
    assert main(["site", *map(str, arguments)]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and "Traceback" not in printed.err
    return printed.err


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    assert "did not write" in refused("--no-live", "--out", tmp_path, capsys=capsys)
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "years of work"
    assert os.listdir(tmp_path) == ["thesis.txt"]


def test_a_file_added_to_the_site_is_not_deleted(read_only, tmp_path, capsys):
    target = tmp_path / "site"
    with folder.replacing(target) as draft:
        (draft / "index.html").write_text("one", encoding="utf-8")
    (target / "CNAME").write_text("course.example", encoding="utf-8")
    assert "CNAME" in refused("--no-live", "--out", target, capsys=capsys)
    assert (target / "CNAME").is_file() and (target / "index.html").read_text(encoding="utf-8") == "one"


@pytest.mark.parametrize("arguments", [("--out", "{file}"), ("--out", "{file}/below")])
def test_a_file_in_the_way_is_named(tmp_path, capsys, arguments):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    arguments = [argument.format(file=tmp_path / "file") for argument in arguments]
    assert "file" in refused("--no-live", *arguments, capsys=capsys)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_an_error_half_way_leaves_the_old_site(tmp_path):
    target = tmp_path / "site"
    with folder.replacing(target) as draft:
        (draft / "index.html").write_text("one", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), folder.replacing(target) as draft:
        (draft / "index.html").write_text("two", encoding="utf-8")
        raise ZeroDivisionError
    assert (target / "index.html").read_text(encoding="utf-8") == "one" and os.listdir(tmp_path) == ["site"]


def test_an_edited_notebook_is_not_published(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "drift", lambda source: "edited by hand since it was built")
    with pytest.raises(Problem, match="edited by hand"):
        site.build(tmp_path / "site", live=False)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"packages": {"numpy": {}}}', '{"packages": [1]}'])
def test_what_is_no_pyodide_is_refused(tmp_path, capsys, content):
    pytest.importorskip("jupyterlite_pyodide_kernel")
    from classroom.site import lite

    pyodide = tmp_path / "pyodide"
    pyodide.mkdir()
    if content:
        for name in lite.PARTS:
            (pyodide / name).write_text(content, encoding="utf-8")
    said = refused("--pyodide", pyodide, "--out", tmp_path / "site", capsys=capsys)
    assert "is not" in said and said.count("\n") == 1
    assert os.listdir(tmp_path) == ["pyodide"]


def test_another_version_of_pyodide_is_refused(tmp_path, capsys):
    pytest.importorskip("jupyterlite_pyodide_kernel")
    from classroom.site import lite

    for name in lite.PARTS:
        (tmp_path / name).write_text('{"packages": {}}', encoding="utf-8")
    for content, word in (('{"version": "0.1"}', "Pyodide 0.1"), ("not JSON", "package.json")):
        (tmp_path / "package.json").write_text(content, encoding="utf-8")
        assert word in refused("--pyodide", tmp_path, "--out", tmp_path / "site", capsys=capsys)
    assert not (tmp_path / "site").exists()


def test_a_full_disk_leaves_the_old_site(tmp_path):
    target = tmp_path / "site"
    target.mkdir()
    with pytest.raises(Problem, match="No space left"), folder.replacing(target):
        raise OSError(28, "No space left on device")
    assert os.listdir(tmp_path) == ["site"] and os.listdir(target) == []


def test_without_a_network_it_says_so(tmp_path, capsys, monkeypatch):
    pytest.importorskip("jupyterlite_pyodide_kernel")
    from classroom.site import lite

    monkeypatch.setattr(lite, "PYODIDE_CDN_URL", "http://127.0.0.1:9")  # where nobody listens
    assert "--pyodide" in refused("--out", tmp_path / "site", capsys=capsys)
    assert os.listdir(tmp_path) == []


def test_without_pip_or_its_index_it_says_so(tmp_path, monkeypatch):
    from classroom.site import wheel

    monkeypatch.setattr(wheel, "FROM_INDEX", ("graphviz",))
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    with pytest.raises(Problem, match="could not download graphviz"):
        wheel.download(tmp_path)


def test_without_the_extra_it_says_what_to_install(tmp_path):
    code = "import sys; sys.modules['latex2mathml'] = None; from classroom.__main__ import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "site", "--no-live", "--out", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and '".[site]"' in done.stderr and "Traceback" not in done.stderr


def test_the_wheel_is_whole_and_always_the_same(tmp_path):
    from classroom.site import wheel

    for name in "ab":
        (tmp_path / name).mkdir()
    one, two = wheel.write_wheel(tmp_path / "a"), wheel.write_wheel(tmp_path / "b")
    assert one.read_bytes() == two.read_bytes()
    target = tmp_path / "installed"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(one),
    ]
    assert subprocess.run(pip, capture_output=True).returncode == 0
    code = "from classroom.checks import solution; import micrograd_core, classroom.pictures; print(solution('3.1'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=target, capture_output=True, text=True)
    assert "def add" in done.stdout, done.stderr
    assert not [name for name in zipfile.ZipFile(one).namelist() if name.startswith(("classroom/site", "classroom/l"))]


# In the browser


@pytest.fixture(scope="module")
def browser(launch):
    return launch()


def opened(browser, server, address, **options):
    """A page of the site, its requests watched."""
    base, _ = server
    page = browser.new_context(**options).new_page()
    strangers = []
    page.on("request", lambda request: strangers.append(request.url))
    page.goto(base + address)
    assert not [url for url in strangers if not url.startswith((base, "data:"))]
    return page


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_serious(browser, site_server, address, scheme):
    page = opened(browser, site_server, address, color_scheme=scheme, viewport={"width": 1200, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.add_script_tag(path=PARTS / "axe.min.js")
    found = page.evaluate("async () => (await axe.run()).violations")
    serious = [
        (violation["id"], node["html"][:150], node["failureSummary"][:200])
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"page_{address.replace('/', '_')}_{scheme}.png")
    page.context.close()
    assert serious == []


@pytest.mark.browser
def test_axe_would_find_a_fault(browser, site_server):
    page = opened(browser, site_server, "index.html")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"images/mlp.svg\">')")
    page.add_script_tag(path=PARTS / "axe.min.js")
    found = page.evaluate("async () => (await axe.run()).violations")
    assert [violation["id"] for violation in found if violation["impact"] == "critical"] == ["image-alt"]
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("address", ADDRESSES)
def test_at_360_px_the_page_does_not_scroll_sideways(browser, site_server, address):
    page = opened(browser, site_server, address, viewport={"width": 360, "height": 740})
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    hidden = page.evaluate(
        """[...document.querySelectorAll('main pre, main .math, main .card > div, .film')].filter(box =>
               box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX !== 'auto'
               && !box.querySelector("div[style*='overflow-x']")).map(box => box.outerHTML.slice(0, 80))"""
    )
    page.screenshot(path=ARTEFACTS / f"page_{address.replace('/', '_')}_360.png")
    page.context.close()
    assert hidden == []


@pytest.mark.browser
def test_the_film_steps_by_click_and_by_key(browser, site_server):
    page = opened(browser, site_server, "lessons/03_automatic_backward.html", reduced_motion="reduce")
    film = page.locator("[data-player][data-ready]:visible").first
    counter = film.locator("span")
    count = film.locator("li").count()
    assert counter.inner_text() == f"1 of {count}"
    first = film.locator("img").get_attribute("src")
    film.get_by_label("Next step").click()
    assert counter.inner_text() == f"2 of {count}" and film.locator("img").get_attribute("src") != first
    film.get_by_label("Step", exact=True).focus()
    page.keyboard.press("End")
    assert counter.inner_text() == f"{count} of {count}"
    page.keyboard.press("ArrowLeft")
    assert counter.inner_text() == f"{count - 1} of {count}"
    film.screenshot(path=ARTEFACTS / "film.png")
    page.context.close()


@pytest.mark.browser
def test_a_page_reads_without_scripts(browser, site_server):
    page = opened(browser, site_server, "lessons/03_automatic_backward.html", java_script_enabled=False)
    assert page.locator("main h1").is_visible() and page.locator("[data-player] img:visible").count()
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in NAMES if "/" not in name])
def test_an_answer_is_seen_after_one_click(browser, site_server, name):
    page = opened(browser, site_server, f"lessons/{name}.html")
    folds = page.locator("details.guess").all()
    assert folds and not any(part.is_visible() for part in page.locator(".guess > :not(summary)").all())
    for fold in folds:
        fold.locator("> summary").click()
        assert all(part.is_visible() for part in fold.locator("> :not(summary)").all())
    page.context.close()


@pytest.mark.browser
def test_a_guess_opens_without_scripts_by_key_and_on_paper(browser, guess):
    with served(guess) as server:
        page = opened(browser, server, "lessons/09_small.html", java_script_enabled=False)
        first, second = page.locator("details.guess").all()
        parts = [first.locator("> .output pre"), first.locator("> .output img"), first.locator("> .text")]
        assert [part.is_visible() for part in parts] == [False] * 3
        assert first.aria_snapshot() == '- group: "I have a guess: show what comes out"'
        first.locator("summary").focus()
        page.keyboard.press("Enter")
        assert [part.is_visible() for part in parts] == [True] * 3
        assert not second.locator(".output").is_visible()
        page.emulate_media(media="print")
        assert second.locator(".output").is_visible() and not second.locator("summary").is_visible()
        page.context.close()


@pytest.mark.browser
def test_dark_is_dark_and_light_is_light(browser, site_server):
    grounds = {}
    for scheme in ("light", "dark"):
        page = opened(browser, site_server, "index.html", color_scheme=scheme)
        grounds[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.context.close()
    brightness = {scheme: sum(map(int, re.findall(r"\d+", colour)[:3])) for scheme, colour in grounds.items()}
    assert brightness["dark"] < 150 and brightness["light"] > 700
