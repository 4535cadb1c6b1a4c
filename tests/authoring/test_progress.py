"""The bar of long loops: only where somebody watches, and nothing of it is left."""

import asyncio
import sys
import time
from types import SimpleNamespace

import IPython
import nbformat
import pytest
from nbclient import NotebookClient

from classroom.instruments import progress


@pytest.fixture
def shown(monkeypatch):
    """What is displayed below a cell, while somebody watches: a list of outputs, each its latest text."""
    outputs = []

    def display(line, raw, display_id):
        assert raw and display_id and list(line) == ["text/html"]
        outputs.append(line["text/html"])
        place = len(outputs) - 1
        return SimpleNamespace(update=lambda line, raw: outputs.__setitem__(place, line["text/html"]))

    monkeypatch.setattr("IPython.display.display", display)
    watch(monkeypatch, {"content": {"allow_stdin": True}})
    return outputs


def watch(monkeypatch, parent):
    shell = SimpleNamespace(kernel=SimpleNamespace(get_parent=lambda: parent))
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)


def test_a_long_loop_has_a_bar_that_leaves_nothing(shown, monkeypatch):
    pytest.importorskip("tqdm")
    now = time.time()
    clock = iter(range(1000))
    monkeypatch.setattr("tqdm.std.time", lambda: now + next(clock))  # a second for each look at the clock
    seen = []
    for number in progress(range(12), "training"):
        seen.append(shown[-1] if shown else None)
    assert len(seen) == 12 and seen[0] is None
    assert any(text and "training" in text and "/12" in text and "&lt;" in text for text in seen)
    assert shown == ["\n"]


def test_a_short_loop_has_none(shown):
    pytest.importorskip("tqdm")
    assert list(progress(range(3))) == [0, 1, 2] and shown == []


def test_a_loop_that_is_left_leaves_nothing(shown, monkeypatch):
    pytest.importorskip("tqdm")
    now = time.time()
    clock = iter(range(1000))
    monkeypatch.setattr("tqdm.std.time", lambda: now + next(clock))
    for number in progress(range(50)):
        if number == 20:
            break
    assert shown == ["\n"]


def test_without_tqdm_there_are_the_rounds(shown, monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert list(progress(range(3))) == [0, 1, 2] and shown == []


@pytest.mark.parametrize("parent", [{}, {"content": {}}, {"content": {"allow_stdin": False}}, None])
def test_where_nobody_watches_the_rounds_come_as_they_are(monkeypatch, parent):
    watch(monkeypatch, parent)
    rounds = range(3)
    assert progress(rounds) is rounds


def test_outside_a_notebook_too(monkeypatch):
    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    rounds = range(3)
    assert progress(rounds) is rounds


@pytest.mark.parametrize("watched", [True, False])
def test_a_kernel_says_whether_somebody_watches(watched, tmp_path):
    """A program that runs notebooks allows no questions. Where they are allowed, as in JupyterLab, a person is there."""
    code = "from classroom import instruments\nprint(instruments._is_watched())"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])

    class Client(NotebookClient):
        async def async_start_new_kernel_client(self):
            client = await super().async_start_new_kernel_client()
            client.allow_stdin = watched
            return client

    asyncio.run(Client(notebook, resources={"metadata": {"path": str(tmp_path)}}).async_execute())
    (output,) = notebook.cells[0].outputs
    assert output.text == f"{watched}\n"


def test_a_number_is_no_rounds():
    with pytest.raises(TypeError, match=r"such as range\(100\), not int 100"):
        progress(100)
