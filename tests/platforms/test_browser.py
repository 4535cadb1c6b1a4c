"""The notebooks as a reader meets them: in JupyterLab, in a real browser; not run yet, and run from top to bottom.

Once in the light theme, with Graphviz where it is installed; lessons 01 to 04, which draw graphs, once more in the dark theme, with
`dot` hidden.
Pictures of both, after the run, are kept in .ci/artifacts/lab/.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from browser_parts import SEEN
from legibility import SMALLEST_WORDS

from classroom.authoring import build, predictions
from classroom.files import ROOT
from classroom.pictures.embed import LEGIBLE

SHOTS = ROOT / ".ci" / "artifacts" / "lab"
THEMES = {"light, with dot": "JupyterLab Light", "dark, without dot": "JupyterLab Dark"}
NOTEBOOKS = [build.name_of(path) for path in build.sources()]
CASES = [(t, n) for t in THEMES for n in NOTEBOOKS if t.startswith("light") or n[:2] < "05"]

OPENED = """async () => {
    await window.jupyterapp.restored;
    const panel = window.jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;
}"""
RUN_ALL = "async () => { await window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
SET_THEME = """async name => {
    await window.jupyterapp.restored;
    await window.jupyterapp.commands.execute('apputils:change-theme', {theme: name});
    while (document.body.dataset.jpThemeName !== name) await new Promise(done => setTimeout(done, 20));
}"""
# For a picture of all of it: no cell left out because it is out of sight, and no question in front of it.
UNFOLD = """async () => {
    document.querySelectorAll('.Toastify').forEach(note => note.remove());
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.notebookConfig = {...notebook.notebookConfig, windowingMode: 'none'};
    await new Promise(done => setTimeout(done, 200));
    return notebook.widgets.reduce((sum, cell) => sum + cell.node.offsetHeight, 400);
}"""
SCHEME = "() => getComputedStyle(document.querySelector('.jp-Notebook')).colorScheme"
TO_THE_TOP = """async () => {
    await window.jupyterapp.shell.currentWidget.content.scrollToItem(0);
    await new Promise(done => setTimeout(done, 300));
}"""
CODE_CELLS = """() => window.jupyterapp.shell.currentWidget.context.model.toJSON().cells
    .filter(cell => cell.cell_type === 'code')"""
# Cells out of sight may not be drawn yet, so each is brought into view, and its pictures get five seconds to appear.
PICTURES = """async () => {
    const notebook = window.jupyterapp.shell.currentWidget.content, found = [];
    for (const [i, cell] of notebook.widgets.entries()) {
        const outputs = cell.outputHidden ? [] : cell.model.toJSON().outputs || [];
        const html = outputs.map(output => [output.data?.['text/html'] || ''].flat().join(''));
        const expected = html.join('').split('<img').length - 1;
        if (!expected) continue;
        await notebook.scrollToItem(i);
        let pictures = [];
        for (let tries = 0; tries < 100; tries++) {
            await new Promise(done => setTimeout(done, 50));
            pictures = [...cell.node.querySelectorAll('.jp-OutputArea-output img')];
            if (pictures.length >= expected && pictures.every(img => img.complete)) break;
        }
        found.push(...pictures.map(img => ({
            alt: img.alt, drawn: img.naturalWidth > 50 && img.clientWidth > 50, words: SMALLEST_WORDS(img),
        })));
    }
    return found;
}""".replace("SMALLEST_WORDS", SMALLEST_WORDS)

# Whether the cells with these ids show the fold of their first hint, closed.
HINTS = """async ids => {
    const notebook = window.jupyterapp.shell.currentWidget.content, found = [];
    for (const [i, cell] of notebook.widgets.entries()) {
        if (!ids.includes(cell.model.id)) continue;
        await notebook.scrollToItem(i);
        let fold = null;
        for (let tries = 0; tries < 100 && !fold; tries++) {
            await new Promise(done => setTimeout(done, 50));
            fold = cell.node.querySelector('.jp-OutputArea-output details');
        }
        found.push(!!fold && !fold.open && fold.querySelector('summary').textContent.startsWith('Hint 1 of'));
    }
    return found;
}"""


def path_without_dot(folder):
    """A PATH in which everything is as before, but there is no `dot`."""
    folder.mkdir()
    for place in reversed(os.environ["PATH"].split(os.pathsep)):
        for program in Path(place).glob("*") if Path(place).is_dir() else ():
            link = folder / program.name
            if program.name != "dot" and not link.exists():
                link.symlink_to(program)
    return str(folder)


@pytest.fixture(scope="module")
def browser(launch):
    return launch()


@pytest.fixture(scope="module")
def lab(request, tmp_path_factory, browser):  # the browser first: where there is none, no JupyterLab is started
    """The address of a JupyterLab that serves the notebooks, and its theme."""
    home = tmp_path_factory.mktemp("lab")
    changes = {"PATH": path_without_dot(home / "bin")} if "without dot" in request.param else {}
    with serving("jupyterlab", home, changes) as address:
        yield address, THEMES[request.param]


@contextmanager
def serving(program, home, changes=None):
    """The address of a JupyterLab or a Notebook that serves the course; its settings are its own, nobody's."""
    pytest.importorskip(program)
    environment = {**os.environ, **(changes or {}), "IPYTHONDIR": str(home / "ipython")}
    environment |= {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    environment |= {"JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", "--allow-root", "--expose-app-in-browser", "--LabApp.news_url=None"]
    options += [f"--port={port}", "--IdentityProvider.token=", f"--ServerApp.root_dir={ROOT}"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", program, *options], cwd=home, env=environment, stdout=log, stderr=log
        )
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{address}/api", server)
            yield address
        finally:
            server.terminate()
            server.wait()


def wait_for(address, server, seconds=60):
    for _ in range(10 * seconds):
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            assert server.poll() is None, "it ended"
            time.sleep(0.1)
        else:
            return
    pytest.fail("it did not start")


def answers_of(notebook):
    """The ids of the cells that answer a prediction and show something."""
    asked = predictions.predictions(notebook.cells)
    return [cell["id"] for prediction in asked for cell in prediction.answers if predictions.shown(cell)]


def pictures_in(cells):
    """How many pictures the stored outputs of some cells show."""
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return sum(output.get("data", {}).get("text/html", "").count("<img") for output in outputs)


def keep_picture(page, name):
    """All of the notebook in one picture, as tall as it is."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": 1280, "height": min(page.evaluate(UNFOLD), 16_000)})  # Chromium draws no taller
    page.evaluate(TO_THE_TOP)
    page.screenshot(path=SHOTS / f"{name.replace('/', '-')}.png")


def luminance(page):
    """How bright the notebook's background is, 0 to 255."""
    color = page.evaluate("() => getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", color)[:3]) / 3


@pytest.mark.browser
@pytest.mark.parametrize("lab, name", CASES, indirect=["lab"])
def test_pictures_and_answers_show_in_their_time_without_errors(lab, browser, name):
    """A picture is seen before and after a run, and what answers a prediction only after it."""
    address, theme = lab
    stored = nbformat.read(build.NOTEBOOKS / f"{name}.ipynb", 4)
    answers, pictures = answers_of(stored), pictures_in(stored.cells)
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    strangers = []
    page.on("request", lambda r: strangers.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None)
    page.goto(
        f"{address}/lab/workspaces/{name.replace('/', '-')}/tree/notebooks/{name}.ipynb"
    )  # its own workspace: no tabs of other lessons
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    page.evaluate(SET_THEME, theme)
    assert (luminance(page) < 64) == (theme == "JupyterLab Dark")
    assert page.evaluate(SCHEME) == theme.split()[1].lower()  # pictures in an <img> follow that
    page.evaluate(OPENED)
    before = page.evaluate(PICTURES)
    assert (pictures and answers) or name.startswith("exercises/")
    others = [cell for cell in stored.cells if cell["id"] not in answers]
    assert [picture["drawn"] for picture in before] == [True] * pictures_in(others)
    assert page.evaluate(SEEN, answers) == [["", False]] * len(answers)
    assert all(len(picture["alt"]) >= 20 for picture in before)
    checks = [cell["id"] for cell in stored.cells if "data-result" in str(cell.get("outputs"))]
    assert bool(checks) == name.startswith("exercises/")
    assert page.evaluate(HINTS, checks) == [True] * len(checks)

    page.evaluate(RUN_ALL)
    cells = page.evaluate(CODE_CELLS)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not [
        o for cell in cells for o in cell["outputs"] if o["output_type"] == "error" or o.get("name") == "stderr"
    ]
    after = page.evaluate(PICTURES)
    assert [picture["drawn"] for picture in after] == [True] * pictures
    assert [picture for picture in [*before, *after] if picture["words"] < LEGIBLE - 0.05] == []
    assert page.evaluate(SEEN, answers) == [["", True]] * len(answers)
    keep_picture(page, f"{name} {theme.split()[1].lower()}".replace(" ", "-"))
    assert not strangers
    page.context.close()


@pytest.mark.browser
def test_in_notebook_7_too_answers_wait_for_a_run(browser, tmp_path):
    name = NOTEBOOKS[0]
    answers = answers_of(nbformat.read(build.NOTEBOOKS / f"{name}.ipynb", 4))
    with serving("notebook", tmp_path) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 1400})
        page.goto(f"{address}/notebooks/notebooks/{name}.ipynb")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
        page.evaluate(OPENED)
        assert answers and page.evaluate(SEEN, answers) == [["", False]] * len(answers)
        page.evaluate(RUN_ALL)
        assert page.evaluate(SEEN, answers) == [["", True]] * len(answers)
        page.context.close()
