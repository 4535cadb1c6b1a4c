"""The laboratory of the site: every notebook run in JupyterLite, in a real browser, below a path, without a network.

numpy and matplotlib for the browser cannot be had offline; cells_left_out.txt says which cells that leaves out.
"""

import itertools
import re
from pathlib import Path

import nbformat
import pytest

from classroom import build, stubs
from classroom.files import ROOT

pytestmark = pytest.mark.browser
NOTEBOOKS = [build.name_of(path) for path in build.sources()]
AHEAD = 2  # notebooks that start while another one is tested
LEFT_OUT = Path(__file__).with_name("cells_left_out.txt")
NOT_HERE = ("numpy", "matplotlib")

OPENED = """async () => {
    for (;; await new Promise(done => setTimeout(done, 100))) {
        const panel = window.jupyterapp?.shell.currentWidget;
        if (!panel?.sessionContext) continue;
        await panel.context.ready;
        await panel.sessionContext.ready;
        const kernel = panel.sessionContext.session?.kernel;
        if (kernel) return await kernel.info && kernel.name;
    }
}"""
# Run All would end at the first cell that needs numpy, so the cells are run one by one; one that ends the
# kernel is the last.
RUN = """async () => {
    const {commands, shell} = window.jupyterapp, notebook = shell.currentWidget.content;
    for (let i = 0; i < notebook.widgets.length; i++) {
        notebook.activeCellIndex = i;
        notebook.deselectAll();
        const ended = commands.execute('notebook:run-cell').then(() => true);
        if (!await Promise.race([ended, new Promise(done => setTimeout(done, 60000))])) break;
    }
    return shell.currentWidget.context.model.toJSON().cells.filter(cell => cell.cell_type === 'code');
}"""
EXECUTE = """async code => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel, said = [];
    const future = kernel.requestExecute({code, stop_on_error: false});
    future.onIOPub = ({content}) => said.push(content.text ?? content.data?.['text/plain'] ?? content.ename ?? '');
    const reply = await Promise.race([future.done, new Promise(done => setTimeout(done, 30000))]);
    return [reply ? reply.content.status : 'no answer: the kernel is dead', said.join('')];
}"""


def text_of(output):
    """What an output says in plain text, with the kind of an error in front."""
    if output["output_type"] == "error":
        return f"{output['ename']}: {output['evalue']}"
    return "".join([output.get("text") or output["data"]["text/plain"]][0])


def said(outputs):
    """All of a cell's outputs as one text; JupyterLite may send a print in pieces."""
    return "\n".join(text_of(output).strip("\n") for output in outputs)


@pytest.fixture(scope="module")
def context(launch):
    return launch().new_context(viewport={"width": 1280, "height": 1400})


@pytest.fixture(scope="module")
def tab(context, site_server):
    """tab(name) gives the page in which a notebook is open and its kernel ready; it was asked for some tests ahead."""
    address, _ = site_server
    strangers, opened = [], {}
    context.on("request", lambda request: strangers.append(request.url))

    def begin(name):
        opened[name] = context.new_page()
        opened[name].goto(f"{address}live/notebooks/index.html?path=notebooks/{name}.ipynb", wait_until="commit")

    def ready(name):
        position = NOTEBOOKS.index(name)
        for other in NOTEBOOKS[position : position + 1 + AHEAD]:
            if other not in opened:
                begin(other)
        opened[name].wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=120_000)
        assert "python" in opened[name].evaluate(OPENED)
        return opened[name]

    yield ready
    # JupyterLite's service worker answers its own heartbeat, which therefore reaches no server.
    heartbeat = address.split("/some/")[0] + "/api/service-worker-heartbeat"
    assert not [url for url in strangers if not url.startswith((address, "data:", "blob:", heartbeat))]


def first_line(cell):
    """The first line of a code cell that is not a comment, which tells it from the others."""
    lines = "".join(cell["source"]).splitlines()
    return next((line for line in lines if line.strip() and not line.startswith("#")), lines[0])


def expected_left_out():
    """{notebook: [first line of each cell that cannot run without numpy and matplotlib]}"""
    lines = LEFT_OUT.read_text(encoding="utf-8").splitlines()
    pairs = [line.split(": ", 1) for line in lines if line and not line.startswith("#")]
    return {name: [line for _, line in group] for name, group in itertools.groupby(pairs, key=lambda pair: pair[0])}


def lacks(output, missing_names):
    """Whether an error comes from numpy or matplotlib, or from a name that a cell left out would have made."""
    text = text_of(output)
    if match := re.search(r"ModuleNotFoundError.*No module named '(\w+)", text):
        return match[1] in NOT_HERE
    return bool(match := re.search(r"NameError.*name '(\w+)' is not defined", text)) and match[1] in missing_names


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_cell_runs_and_says_what_the_stored_notebook_says(tab, name, capsys):
    page = tab(name)
    assert page.locator(".jp-Dialog").count() == 0
    cells = page.evaluate(RUN)
    stored = build.code_cells(nbformat.read(build.NOTEBOOKS / f"{name}.ipynb", 4))
    done = [cell["execution_count"] for cell in cells if cell["execution_count"]]
    assert done == list(range(1, len(stored) + 1)), f"ended by: {first_line(cells[min(len(done), len(cells) - 1)])}"

    left_out, missing_names = [], set()
    for ours, theirs in zip(cells, stored, strict=True):
        errors = [output for output in ours["outputs"] if output["output_type"] == "error"]
        if not errors:
            if build.OPTIONAL_TORCH not in theirs.metadata.get("tags", []):
                assert said(ours["outputs"]) == said(theirs.outputs), first_line(ours)
            continue
        assert all(lacks(error, missing_names) for error in errors), errors
        left_out.append(first_line(ours))
        missing_names |= set(re.findall(r"\w+", theirs.source))
    with capsys.disabled():
        print(f"\n{name}: {len(cells) - len(left_out)} of {len(cells)} cells covered; left out: {left_out}")
    assert left_out == expected_left_out().get(name, []), f"{LEFT_OUT.name} has another list for {name}"

    pictures = page.evaluate("[...document.querySelectorAll('.jp-OutputArea-output img')].map(i => i.alt)")
    assert all(len(alt) >= 20 for alt in pictures)
    assert page.locator(".jp-Dialog").count() == 0
    artefacts = ROOT / ".ci" / "artifacts"
    artefacts.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=artefacts / f"lite_{name.replace('/', '_')}.png")
    if name != "exercises/03_automatic_backward":  # the next tests go on with that one
        page.close()


def test_no_list_of_cells_left_out_is_stale():
    assert set(expected_left_out()) <= set(NOTEBOOKS)
