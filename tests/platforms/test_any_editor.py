"""Notebooks that open alike in JupyterLab, Notebook, VS Code, Colab and on GitHub: the format, and nothing beyond it."""

import re

import nbformat
import pytest

from classroom.authoring import build, predictions

PATHS = [build.target(source) for source in build.sources()]
PLAIN = {"text/plain", "text/html", "image/png"}  # what every one of them shows
LEFT_BEHIND = r"\bipywidgets\b|\banywidget\b|\bjupyterlab\b|\bgoogle\.colab\b|\bJupyter\.notebook\b|\brequire\(\["
FOREIGN = r"^```\{|^:::|^```mermaid|\]\(attachment:|<(?:script|style|iframe)\b"  # MyST, Mermaid, and what is cut out


def per_notebook(test):
    return pytest.mark.parametrize("path", PATHS, ids=[build.name_of(path) for path in PATHS])(test)


def outputs(notebook):
    return [output for cell in build.code_cells(notebook) for output in predictions.shown(cell)]


@per_notebook
def test_is_valid(path):
    text = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ids = [cell["id"] for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert build.dumps(notebook) == text


@per_notebook
def test_names_a_kernel_that_every_editor_finds(path):
    metadata = nbformat.read(path, 4).metadata
    assert metadata.kernelspec.name == "python3" and metadata.kernelspec.language == "python"
    assert metadata.language_info.name == "python"
    assert set(metadata) == {"kernelspec", "language_info", "course"}  # no widgets' state


@per_notebook
def test_outputs_are_of_kinds_that_every_editor_shows(path):
    for output in outputs(nbformat.read(path, 4)):
        if output.output_type == "stream":
            continue
        assert output.output_type in ("execute_result", "display_data")
        assert set(output.data) <= PLAIN and output.data["text/plain"]
        assert not re.search(LEFT_BEHIND, output.data.get("text/html", ""))
        assert not re.search(r"<script[^>]+src=|https?://(?!www\.w3\.org/)", output.data.get("text/html", ""))


@per_notebook
def test_code_is_python_alone(path):
    for cell in build.code_cells(nbformat.read(path, 4)):
        compile(cell.source, build.name_of(path), "exec")  # so no magic and no shell command
        assert not re.search(LEFT_BEHIND + r"|\bget_ipython\b", cell.source)


@per_notebook
def test_text_is_plain_markdown(path):
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "markdown":
            assert not re.search(FOREIGN, cell.source, flags=re.M)
            assert "attachments" not in cell
