"""A notebook alone, as Colab opens it: with Colab's versions, a stand-in for GitHub, and everything that can go wrong there.

COURSE_COLAB_PYTHON names a Python 3.13 with the packages of .ci/colab.txt; .ci/colab_python makes one.
"""

import asyncio
import json
import os
import re
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import nbformat
import published
import pytest
from nbclient import NotebookClient

from classroom.authoring import build, publish, setup_cell
from classroom.files import ROOT

PLACE = publish.Place(published.REPOSITORY)
SET_UP = setup_cell.set_up(PLACE)
NAMES = [build.name_of(path) for path in build.sources()]


@pytest.fixture(scope="module")
def colab():
    """The Python of an environment like Colab's."""
    python = os.environ.get("COURSE_COLAB_PYTHON")
    if not python:
        pytest.skip("COURSE_COLAB_PYTHON names no Python with Colab's versions; .ci/colab_python makes one")
    pins = dict(re.findall(r"^([\w-]+)==(.+)$", (ROOT / ".ci/colab.txt").read_text(), flags=re.M))
    ask = "import json, sys; from importlib.metadata import version as v; "
    ask += f"print(json.dumps([sys.version_info[:2], {{name: v(name) for name in {list(pins)}}}]))"
    done = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[3, 13], pins]
    return python


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return published.published_copy(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def zipped(course):
    return published.archive(course)


class Host:
    """A stand-in for GitHub: `body` is what it answers, with `status`, up to `stop` bytes; `asked` is what it was asked."""

    def __init__(self, body=b"", status=200, stop=None, tell_length=True):
        self.body, self.status, self.stop, self.tell_length = body, status, stop, tell_length
        self.asked, self.stalled, self.go_on = [], threading.Event(), threading.Event()
        self.go_on.set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/{PLACE.archive.removeprefix('https://github.com/')}"

    def handler(host):  # the inner self is the handler
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                host.asked.append(self.path)
                self.send_response(host.status)
                if host.tell_length:
                    self.send_header("Content-Length", str(len(host.body)))
                self.end_headers()
                self.wfile.write(host.body[: host.stop])
                self.wfile.flush()
                host.stalled.set()
                host.go_on.wait(60)

            def log_message(self, *_):
                pass

        return Handler

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.go_on.set()
        self.server.shutdown()
        self.server.server_close()


def run(python, folder, notebook, address, allow_errors=False):
    """Run a notebook in `folder` with that Python's kernel, which sees no course of this machine."""
    kernel = folder.parent / "jupyter" / "kernels" / "colab"
    kernel.mkdir(parents=True, exist_ok=True)
    environment = {"PYTHONPATH": "", "PYTHONNOUSERSITE": "1", "COURSE_ARCHIVE": address}
    spec = {"argv": [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "", "language": ""}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    environment = {**os.environ, **environment, "IPYTHONDIR": str(folder.parent / "ipython")}
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="colab",
        allow_errors=allow_errors,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
    )
    client.create_kernel_manager().kernel_spec_manager.kernel_dirs.insert(0, str(kernel.parent))
    asyncio.run(client.async_execute(env=environment))
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def words(cell):
    """What a code cell shows as text."""
    return [output.get("text") or output.get("data", {}).get("text/plain") for output in cell.outputs]


def alone(tmp_path, *cells):
    """An empty folder, and a notebook of some code cells."""
    folder = tmp_path / "content"
    folder.mkdir()
    return folder, nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_alone_runs_twice_and_fetches_once(name, colab, course, zipped, tmp_path):
    stored = nbformat.read(course / "notebooks" / f"{name}.ipynb", 4)
    wanted = [(words(cell), cell.metadata.get("tags")) for cell in stored.cells if cell.cell_type == "code"]
    folder = tmp_path / "content"
    folder.mkdir()
    nbformat.write(stored, folder / "notebook.ipynb")
    with Host(zipped) as host:
        for _ in range(2):
            cells = run(colab, folder, nbformat.read(folder / "notebook.ipynb", 4), host.address)
            for cell, (shown, tags) in zip(cells, wanted, strict=True):
                assert not [o for o in cell.outputs if o.output_type == "error" or o.get("name") == "stderr"]
                assert build.OPTIONAL_TORCH in (tags or []) or words(cell) == shown
            assert host.asked == ["/school/micrograd/archive/main.zip"]
            assert sorted(path.name for path in folder.iterdir()) == ["micrograd-course", "notebook.ipynb"]


def test_running_the_set_up_cell_again_does_nothing_and_solutions_are_there(colab, zipped, tmp_path):
    ask = "import classroom\nfrom classroom.checks import solution\nprint(classroom.__file__)\nsolution('3.1')"
    folder, notebook = alone(tmp_path, SET_UP, SET_UP, ask)
    with Host(zipped) as host:
        *set_up, answer = run(colab, folder, notebook, host.address)
        assert len(host.asked) == 1
    assert [cell.outputs for cell in set_up] == [[], []]
    assert str(folder / "micrograd-course") in answer.outputs[0].text
    assert "other.grad +=" in str(answer.outputs)


def test_nothing_that_colab_has_is_installed_again():
    assert not re.search(r"\bpip\b|\bapt", SET_UP)
    assert len(SET_UP.splitlines()) <= 15


def half(zipped):
    return {"body": zipped, "stop": len(zipped) // 2}


def damaged(zipped):
    middle = len(zipped) // 2
    return {"body": zipped[:middle] + bytes(64) + zipped[middle + 64 :]}


BAD = {
    "nothing there": lambda zipped: {"status": 404, "body": b"Not Found"},
    "a server in trouble": lambda zipped: {"status": 503},
    "half a download": half,
    "half a download of unknown length": lambda zipped: {**half(zipped), "tell_length": False},
    "a damaged archive": damaged,
    "a page instead of an archive": lambda zipped: {"body": b"<html>Sign in to the school's network</html>"},
    "nothing at all": lambda zipped: {"body": b""},
}


def says_what_to_do(cell, folder, address):
    """Whether a failed set-up cell is a sentence or two, without a traceback."""
    (error,) = cell.outputs
    shown = "\n".join(error.traceback)
    assert shown.startswith("The course could not be set up: ") and len(shown.splitlines()) == 2
    assert address in shown and str(folder) in shown and "run this again" in shown and "Nothing is half done" in shown
    return shown


def mended(cells, folder):
    """Whether the last cells set the course up after all, whatever went wrong before."""
    assert not cells[-2].outputs
    assert str(folder / "micrograd-course") in cells[-1].outputs[0].text


@pytest.mark.parametrize("case", BAD)
def test_what_goes_wrong_on_the_way_is_said_and_leaves_nothing_behind(case, colab, zipped, tmp_path):
    with Host(zipped) as good, Host(**BAD[case](zipped)) as bad:
        look = "import os; print(os.listdir())"
        mend = f"os.environ['COURSE_ARCHIVE'] = {good.address!r}"
        folder, notebook = alone(tmp_path, SET_UP, look, mend, SET_UP, "print(classroom.__file__)")
        cells = run(colab, folder, notebook, bad.address, allow_errors=True)
    says_what_to_do(cells[0], folder, bad.address)
    assert words(cells[1]) == ["[]\n"]
    mended(cells, folder)


def test_without_a_network(colab, zipped, tmp_path):
    with Host() as host:
        nobody = host.address
    with Host(zipped) as good:
        mend = f"os.environ['COURSE_ARCHIVE'] = {good.address!r}"
        folder, notebook = alone(tmp_path, SET_UP, mend, SET_UP, "print(classroom.__file__)")
        cells = run(colab, folder, notebook, nobody, allow_errors=True)
    assert "refused" in says_what_to_do(cells[0], folder, nobody)
    mended(cells, folder)


def test_another_project_is_not_taken_for_the_course(colab, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "setup.py").write_text("")
    folder, notebook = alone(tmp_path, SET_UP, "import os; print(os.listdir())")
    with Host(published.archive(tmp_path / "other", "other-main")) as host:
        cells = run(colab, folder, notebook, host.address, allow_errors=True)
        says_what_to_do(cells[0], folder, host.address)
    assert words(cells[1]) == ["[]\n"]


def test_in_a_folder_where_nothing_may_be_written(colab, zipped, tmp_path):
    # The tests may run as an administrator, whom no permission stops; so what others meet is put in their place.
    forbid = (
        "import os\nreal = os.mkdir\ndef no(path, *_, **__): raise PermissionError(13, 'Permission denied', path)\n"
    )
    folder, notebook = alone(
        tmp_path, forbid + "os.mkdir = no", SET_UP, "os.mkdir = real", SET_UP, "print(classroom.__file__)"
    )
    with Host(zipped) as host:
        cells = run(colab, folder, notebook, host.address, allow_errors=True)
        assert "Permission denied" in says_what_to_do(cells[1], folder, host.address)
    mended(cells, folder)


def test_a_package_that_is_missing_is_named(colab, zipped, tmp_path):
    hide = "import sys; sys.modules['graphviz'] = None"
    folder, notebook = alone(tmp_path, hide, SET_UP)
    with Host(zipped) as host:
        cells = run(colab, folder, notebook, host.address, allow_errors=True)
        assert "graphviz" in says_what_to_do(cells[1], folder, host.address).splitlines()[0]


def test_ended_in_the_middle_of_a_download(colab, zipped, tmp_path):
    """A runtime that is killed while it fetches has no course afterwards, and the next run sets it up."""
    environment = {**os.environ, "PYTHONPATH": ""}
    look = f"{SET_UP}\nprint(micrograd_core.__file__)"
    with Host(zipped, stop=len(zipped) // 2) as host:
        host.go_on.clear()
        environment["COURSE_ARCHIVE"] = host.address
        half_way = subprocess.Popen([colab, "-c", look], cwd=tmp_path, env=environment)
        assert host.stalled.wait(60)
        half_way.kill()
        half_way.wait()
    assert not (tmp_path / "micrograd-course").exists()
    with Host(zipped) as host:
        environment["COURSE_ARCHIVE"] = host.address
        done = subprocess.run([colab, "-c", look], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert str(tmp_path / "micrograd-course") in done.stdout, done.stderr


def test_in_a_copy_of_the_course_that_is_not_installed_that_copy_is_used(colab, course, tmp_path):
    folder = course / "notebooks" / "exercises"
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(text) for text in (SET_UP, "print(classroom.__file__)")]
    )
    with Host() as host:
        cells = run(colab, folder, notebook, host.address)
        assert not host.asked
    assert str(course / "classroom") in cells[1].outputs[0].text
    assert not (folder / "micrograd-course").exists()
