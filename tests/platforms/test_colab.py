"""A notebook alone, as Colab opens it: with Colab's versions, and a stand-in for GitHub from which pip installs the course.

COURSE_COLAB_PYTHON names a Python 3.13 with the packages of .ci/colab.txt; .ci/colab_python makes one.
"""

import asyncio
import json
import os
import re
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import nbformat
import published
import pytest
from nbclient import NotebookClient

from classroom.authoring import build, predictions, setup_cell
from classroom.authoring.place import Place
from classroom.files import ROOT

PLACE = Place(published.REPOSITORY)
NAMES = [build.name_of(path) for path in build.sources()]
WHERE = "import classroom, micrograd_core; print(classroom.__file__)"


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


def runtime(colab, folder):
    """A new runtime: an environment of its own that has what Colab has, and into which pip may install."""
    subprocess.run([colab, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    theirs, own = (
        subprocess.run([one, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
        for one in (colab, python)
    )
    (Path(own) / "colab.pth").write_text(theirs)
    return str(python)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return published.published_copy(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def zipped(course):
    return published.archive(course)


class Host:
    """A stand-in for GitHub: `body` is what it answers, with `status`; `asked` is what it was asked."""

    def __init__(self, body=b"", status=200):
        self.body, self.status, self.asked = body, status, []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/{PLACE.archive.removeprefix('https://github.com/')}"

    def handler(host):  # the inner self is the handler
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                host.asked.append(self.path)
                self.send_response(host.status)
                self.send_header("Content-Length", str(len(host.body)))
                self.end_headers()
                self.wfile.write(host.body)

            def log_message(self, *_):
                pass

        return Handler

    def set_up(self):
        """The set-up cell of the published course, which asks this host in GitHub's place."""
        text = setup_cell.set_up(PLACE)
        assert PLACE.archive in text
        return text.replace(PLACE.archive, self.address)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def run(python, folder, notebook, allow_errors=False):
    """Run a notebook in `folder` with that Python's kernel, which sees no course of this machine."""
    folder.mkdir(exist_ok=True)
    kernel = folder.parent / "jupyter" / "kernels" / "colab"
    kernel.mkdir(parents=True, exist_ok=True)
    spec = {"argv": [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "", "language": ""}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    alone = {"PYTHONPATH": "", "PYTHONNOUSERSITE": "1", "IPYTHONDIR": str(folder.parent / "ipython")}
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="colab",
        allow_errors=allow_errors,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
    )
    client.create_kernel_manager().kernel_spec_manager.kernel_dirs.insert(0, str(kernel.parent))
    asyncio.run(client.async_execute(env={k: v for k, v in os.environ.items() if k != "PIP_CONSTRAINT"} | alone))
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def cells(*texts):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in texts])


def words(cell):
    """What a code cell shows as text."""
    return [output.get("text") or output.get("data", {}).get("text/plain") for output in predictions.shown(cell)]


@pytest.fixture(scope="module")
def set_up(colab, zipped, tmp_path_factory):
    """(python, what the cells showed, what the host was asked) after the set-up cell has run twice in a new runtime."""
    python = runtime(colab, tmp_path_factory.mktemp("runtime") / "env")
    with Host(zipped) as host:
        ask = f"{WHERE}\nfrom classroom.checks import solution\nsolution('3.1')"
        ran = run(python, tmp_path_factory.mktemp("first") / "content", cells(host.set_up(), host.set_up(), ask))
        return python, ran, host.asked


def test_the_course_is_fetched_once_and_solutions_are_there(set_up):
    python, (first, second, answer), asked = set_up
    assert asked == ["/school/micrograd/archive/main.zip"]
    assert not [o for o in first.outputs if o.output_type == "error"] and second.outputs == []
    assert str(Path(python).parent.parent) in answer.outputs[0].text
    assert "other.grad +=" in str(answer.outputs)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_alone_shows_what_is_stored(name, set_up, course, tmp_path):
    stored = nbformat.read(course / "notebooks" / f"{name}.ipynb", 4)
    wanted = [(words(cell), cell.metadata.get("tags")) for cell in stored.cells if cell.cell_type == "code"]
    for cell, (shown, tags) in zip(run(set_up[0], tmp_path / "content", stored), wanted, strict=True):
        assert not [o for o in cell.outputs if o.output_type == "error" or o.get("name") == "stderr"]
        assert build.OPTIONAL_TORCH in (tags or []) or words(cell) == shown


def test_the_set_up_cell_is_short_and_names_no_file():
    text = setup_cell.set_up(PLACE)
    assert len(text.splitlines()) <= 4 and "sys.path" not in text


BAD = {
    "nothing there": {"status": 404, "body": b"Not Found"},
    "a page instead of an archive": {"body": b"<html>Sign in to the school's network</html>"},
}


@pytest.mark.parametrize("case", BAD)
def test_what_goes_wrong_on_the_way_is_said_and_the_cell_can_be_run_again(case, colab, zipped, tmp_path):
    python = runtime(colab, tmp_path / "env")
    with Host(zipped) as good, Host(**BAD[case]) as bad:
        ran = run(python, tmp_path / "content", cells(bad.set_up(), WHERE, good.set_up(), WHERE), allow_errors=True)
    assert "ERROR" in str(words(ran[0]))
    assert ran[1].outputs[0].ename == "ModuleNotFoundError"
    assert str(tmp_path / "env") in words(ran[3])[0]
