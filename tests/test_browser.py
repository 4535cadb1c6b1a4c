"""The lessons as a reader meets them: in JupyterLab, in a real browser; not run yet, and run from top to bottom.

Once with Graphviz where it is installed, and once with `dot` hidden from the kernel.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

from classroom import build
from classroom.files import ROOT

NOTEBOOKS = [build.name_of(path) for path in build.sources()]

OPENED = """async () => {
    await window.jupyterapp.restored;
    const panel = window.jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;
}"""
RUN_ALL = "async () => { await window.jupyterapp.commands.execute('notebook:run-all-cells'); }"
CODE_CELLS = """() => window.jupyterapp.shell.currentWidget.context.model.toJSON().cells
    .filter(cell => cell.cell_type === 'code')"""
# Cells out of sight may not be drawn yet, so each is brought into view, and its pictures get five seconds to appear.
PICTURES = """async () => {
    const notebook = window.jupyterapp.shell.currentWidget.content, found = [];
    for (const [i, cell] of notebook.widgets.entries()) {
        const html = (cell.model.toJSON().outputs || []).map(output => [output.data?.['text/html'] || ''].flat().join(''));
        const expected = html.join('').split('<img').length - 1;
        if (!expected) continue;
        await notebook.scrollToItem(i);
        let pictures = [];
        for (let tries = 0; tries < 100; tries++) {
            await new Promise(done => setTimeout(done, 50));
            pictures = [...cell.node.querySelectorAll('.jp-OutputArea-output img')];
            if (pictures.length >= expected && pictures.every(img => img.complete)) break;
        }
        found.push(...pictures.map(img => ({alt: img.alt, drawn: img.naturalWidth > 50 && img.clientWidth > 50})));
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


@pytest.fixture(scope="module", params=["with dot", "without dot"])
def lab(request, tmp_path_factory):
    """The address of a JupyterLab that serves the lessons; its own settings, nobody's."""
    pytest.importorskip("jupyterlab")
    home = tmp_path_factory.mktemp("lab")
    environment = {**os.environ, "IPYTHONDIR": str(home / "ipython")}
    environment |= {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    environment |= {"JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")}
    if request.param == "without dot":
        environment["PATH"] = path_without_dot(home / "bin")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", "--allow-root", "--expose-app-in-browser", "--LabApp.news_url=None"]
    options += [f"--port={port}", "--IdentityProvider.token=", f"--ServerApp.root_dir={ROOT}"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], cwd=home, env=environment, stdout=log, stderr=log
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
            assert server.poll() is None, "JupyterLab ended"
            time.sleep(0.1)
        else:
            return
    pytest.fail("JupyterLab did not start")


@pytest.mark.browser
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_pictures_show_before_and_after_a_run_without_errors(lab, launch, name):
    stored = nbformat.read(build.NOTEBOOKS / f"{name}.ipynb", 4)
    pictures = sum(
        output.get("data", {}).get("text/html", "").count("<img")
        for cell in stored.cells
        for output in cell.get("outputs", [])
    )
    page = launch().new_page(viewport={"width": 1280, "height": 1400})
    strangers = []
    page.on("request", lambda r: strangers.append(r.url) if not r.url.startswith((lab, "data:", "blob:")) else None)
    page.goto(
        f"{lab}/lab/workspaces/{name.replace('/', '-')}/tree/notebooks/{name}.ipynb"
    )  # its own workspace: no tabs of other lessons
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    page.evaluate(OPENED)
    before = page.evaluate(PICTURES)
    assert pictures > 0 or name.startswith("exercises/")
    assert [picture["drawn"] for picture in before] == [True] * pictures
    assert all(len(picture["alt"]) >= 20 for picture in before)

    page.evaluate(RUN_ALL)
    cells = page.evaluate(CODE_CELLS)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not [
        o for cell in cells for o in cell["outputs"] if o["output_type"] == "error" or o.get("name") == "stderr"
    ]
    after = page.evaluate(PICTURES)
    assert [picture["drawn"] for picture in after] == [True] * pictures
    assert not strangers
    page.close()
