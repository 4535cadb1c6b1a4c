"""The laboratory of the site: every notebook run in JupyterLite, in a real browser, below a path, without a network.

numpy and matplotlib for the browser cannot be had offline; cells_left_out.txt says which cells that leaves out.
"""

import itertools
import json
import re
from pathlib import Path

import nbformat
import pytest
from browser_parts import PARTS, SEEN, expose
from exercise_sources import places
from serving import served

from classroom.authoring import build, predictions
from classroom.checks import stubs
from classroom.files import ROOT

pytestmark = pytest.mark.browser
NOTEBOOKS = [build.name_of(path) for path in build.sources()]
AHEAD = 2  # notebooks that start while another one is tested
STAYS = "exercises/03_automatic_backward"  # whose page the tests at the end go on with
LEFT_OUT = Path(__file__).with_name("cells_left_out.txt")
NOT_HERE = ("numpy", "matplotlib")

OPENED = """async () => {
    for (const begun = Date.now(); Date.now() - begun < 60000; await new Promise(done => setTimeout(done, 100))) {
        const panel = window.jupyterapp?.shell.currentWidget;
        if (!panel?.sessionContext) continue;
        const late = new Promise(done => setTimeout(done, 60000));
        await Promise.race([panel.context.ready.then(() => panel.sessionContext.ready), late]);
        const kernel = panel.sessionContext.session?.kernel;
        if (kernel) return await Promise.race([kernel.info.then(() => kernel.name), late]) ?? '';
    }
    return '';
}"""
SHOWN = """async () => {
    for (;; await new Promise(done => setTimeout(done, 100))) {
        const panel = window.jupyterapp?.shell.currentWidget;
        if (panel?.context) return await panel.context.ready;
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
CELLS = "() => window.jupyterapp.shell.currentWidget.context.model.toJSON().cells"
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
        if name not in opened:
            begin(name)
        page = opened[name]
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=120_000)
        if not page.evaluate(OPENED):  # seen on a busy machine: a kernel that never came
            page.reload()
            page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=120_000)
        assert "python" in page.evaluate(OPENED)
        # While the very first tab starts, no other does: one of several could wait for its kernel for ever.
        position = NOTEBOOKS.index(name)
        for other in NOTEBOOKS[position + 1 : position + 1 + AHEAD]:
            if other not in opened:
                begin(other)
        page.bring_to_front()  # or nothing is drawn in it, and what waits to be drawn waits for ever
        return page

    yield ready
    # JupyterLite's service worker answers its own heartbeat, which therefore reaches no server.
    heartbeat = address.split("/some/")[0] + "/api/service-worker-heartbeat"
    assert not [url for url in strangers if not url.startswith((address, "data:", "blob:", heartbeat))]


def first_line(cell):
    """The first line of a code cell that is not a comment, which tells it from the others; or that it is the set-up."""
    lines = "".join(cell["source"]).splitlines()
    if lines[0].startswith("# Set-up"):
        return "the set-up"
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
    stored = build.code_cells(nbformat.read(build.NOTEBOOKS / f"{name}.ipynb", 4))
    answers = [cell["id"] for cell in stored if "jupyter" in cell.metadata]
    assert page.evaluate(SEEN, answers) == [["", False]] * len(answers)
    cells = page.evaluate(RUN)
    assert page.evaluate(SEEN, answers) == [["", True]] * len(answers)
    done = [cell["execution_count"] for cell in cells if cell["execution_count"]]
    assert done == list(range(1, len(stored) + 1)), f"ended by: {first_line(cells[min(len(done), len(cells) - 1)])}"

    left_out, missing_names = [], set()
    for ours, theirs in zip(cells, stored, strict=True):
        errors = [output for output in ours["outputs"] if output["output_type"] == "error"]
        if not errors:
            if build.OPTIONAL_TORCH not in theirs.metadata.get("tags", []):
                assert said(ours["outputs"]) == said(predictions.shown(theirs)), first_line(ours)
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
    film = next((i for i, cell in enumerate(page.evaluate(CELLS)) if "data-player" in str(cell.get("outputs"))), None)
    if film is not None:
        page.evaluate("i => window.jupyterapp.shell.currentWidget.content.scrollToItem(i)", film)
        step_through(page.locator("[data-player][data-ready]").first)
    artefacts = ROOT / ".ci" / "artifacts"
    artefacts.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=artefacts / f"lite_{name.replace('/', '_')}.png")
    if name != STAYS:
        page.close()


def step_through(film):
    """The film's stepper works: by click, and by key."""
    counter, count = film.locator("span"), film.locator("li").count()
    slider = film.get_by_label("Step", exact=True)
    slider.focus()
    slider.press("Home")
    film.get_by_label("Next step").click()
    assert counter.inner_text() == f"2 of {count}"
    slider.press("End")
    assert counter.inner_text() == f"{count} of {count}"


def test_no_list_of_cells_left_out_is_stale():
    assert set(expected_left_out()) <= set(NOTEBOOKS)


# check() in the browser

VALUE = """
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data, self.grad, self.label = data, 0.0, label
        self._prev, self._op, self._backward = _prev, _op, lambda: None
"""
TROUBLE = {
    "a loop": "while True:\n    x = 1",
    "a loop on one line": "while True: pass",
    "a loop that catches": "while True:\n    try:\n        x = 1\n    except Exception:\n        pass",
    "recursion": "def again(n):\n    return 1 + again(n + 1)\nagain(0)",
    "recursion through an operator": "class V:\n    def __add__(self, other):\n        return self + other\nV() + V()",
    "recursion through repr": "class V:\n    def __repr__(self):\n        return f'{[self]}'\nrepr(V())",
    "recursion through sorted": "def key(x):\n    return sorted([1, 2], key=key)\nkey(1)",
    "recursion through an attribute": "class V:\n    def __getattr__(self, name):\n        return getattr(self, name + 'a')\nV().b",
}


def indented(text, spaces):
    return "\n".join(" " * spaces + line for line in text.splitlines())


@pytest.mark.parametrize("trouble", TROUBLE)
def test_what_never_ends_is_ended_by_the_check(tab, trouble):
    page = tab(STAYS)
    add = "def add(self, other):\n    out = type(self)(self.data + other.data, (self, other), '+')\n"
    add += f"    def _backward():\n{indented(TROUBLE[trouble], 8)}\n    out._backward = _backward\n    return out\n"
    check = (
        "from time import perf_counter\nstart = perf_counter()\nprint(check('3.1', add), perf_counter() - start < 5)"
    )
    status, text = page.evaluate(EXECUTE, f"from classroom.checks import check\n{VALUE}\n{add}\n{check}")
    assert status == "ok" and text.strip().endswith("True"), text
    assert "not yet" in text and ("still running" in text or "maximum recursion depth" in text)
    assert page.evaluate(EXECUTE, "print(6 * 7)") == ["ok", "42\n"]


@pytest.mark.parametrize("trouble", [name for name in TROUBLE if "recursion" in name])
def test_endless_recursion_in_a_cell_is_an_error_and_not_the_end(tab, trouble):
    page = tab(STAYS)
    status, text = page.evaluate(EXECUTE, f"import classroom\n{TROUBLE[trouble]}")
    assert status == "error" and "RecursionError" in text
    assert page.evaluate(EXECUTE, "print(6 * 7)") == ["ok", "42\n"]


@pytest.mark.parametrize("number", places())
def test_the_solution_passes_its_check(tab, number):
    place = places()[number]
    cells = [stubs.solved(text) for text in (*place.before, place.cell) if not stubs.checked_number(text)]
    code = f"""
import json
from classroom.checks import check
space = {{"__name__": "exercise"}}
for text in json.loads({json.dumps(cells)!r}):
    exec(text, space)
print(check({number!r}, eval({place.given!r}, space)).outcome)"""
    status, text = tab(STAYS).evaluate(EXECUTE, code)
    assert (status, text.strip().splitlines()[-1:]) == ("ok", ["yes"]), text


def test_all_packages_are_there_without_a_cell_that_fetches_them(tab):
    code = "import classroom, graphviz, micrograd_core\nprint(graphviz.__version__, micrograd_core.__file__)"
    status, text = tab(STAYS).evaluate(EXECUTE, code)
    assert status == "ok" and "site-packages/micrograd_core.py" in text


def test_work_is_kept_and_the_original_comes_back_when_it_is_deleted(tab):
    page = tab(STAYS)
    page.evaluate(
        """async () => {
            const {commands, shell} = window.jupyterapp;
            shell.currentWidget.content.widgets.at(-1).model.sharedModel.setSource('# my own words');
            await commands.execute('docmanager:save');
        }"""
    )
    page.reload()
    page.evaluate(SHOWN)
    assert page.evaluate(CELLS)[-1]["source"] == "# my own words"
    page.evaluate(f"window.jupyterapp.serviceManager.contents.delete('notebooks/{STAYS}.ipynb')")
    page.reload()
    page.evaluate(SHOWN)
    stored = nbformat.read(build.NOTEBOOKS / f"{STAYS}.ipynb", 4)
    assert page.evaluate(CELLS)[-1]["source"] == stored.cells[-1].source
    page.close()


def test_jupyterlab_lists_lessons_and_exercises(context, site_server):
    address, _ = site_server
    page = context.new_page()
    page.goto(f"{address}live/lab/index.html?path=notebooks/{NOTEBOOKS[0]}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=120_000)
    listed = page.locator(".jp-DirListing-itemText")
    listed.first.wait_for()
    lessons = [name for name in NOTEBOOKS if "/" not in name]
    assert sorted(listed.all_inner_texts()) == sorted(["exercises", *(f"{name}.ipynb" for name in lessons)])
    assert page.locator(".jp-Dialog").count() == 0
    page.close()


def test_python_from_another_server_is_what_a_site_uses_by_default(launch, tmp_path, monkeypatch):
    from classroom.site import lite

    with served(PARTS / "pyodide") as (cdn, _), served(tmp_path) as (address, missing):
        monkeypatch.setattr(lite, "PYODIDE_CDN_URL", cdn.rstrip("/"))
        lite.make(tmp_path / "live")
        expose(tmp_path / "live")
        page, asked = launch().new_page(), []
        page.context.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}live/notebooks/index.html?path=notebooks/{STAYS}.ipynb")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=120_000)
        page.evaluate(OPENED)
        assert page.evaluate(EXECUTE, "import classroom.checks, graphviz; print(6 * 7)") == ["ok", "42\n"]
        page.context.close()
        assert not [path for path in missing if "favicon" not in path]
        assert cdn + "pyodide.mjs" in asked and cdn + "pyodide.asm.wasm" in asked
    assert not (tmp_path / "live" / "static" / "pyodide").exists()
