"""The notebook build: the same bytes again, drift told without a kernel, and nobody's work overwritten."""

import re
import subprocess
import sys
from importlib.metadata import version

import nbformat
import pytest

from classroom import __main__ as command
from classroom.authoring import build, images, predictions
from classroom.authoring.place import NOWHERE
from classroom.files import ROOT, Problem, write_whole

SOURCE = """\
# %% [markdown]
# # A small lesson

# %%
1 + 1

# %% tags=["optional-torch"]
print("with PyTorch")
"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of one small lesson, in an empty folder."""
    monkeypatch.setattr(build, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(build, "SOURCES", tmp_path / "src")
    write_whole(tmp_path / "src" / "01_small.py", SOURCE)
    return tmp_path


def notebook(course):
    return course / "01_small.ipynb"


def pinned_versions_are_installed():
    pins = dict(re.findall(r"^([\w-]+)==(.+)$", (ROOT / ".ci/constraints.txt").read_text(), flags=re.M))
    matter = ("graphviz", "ipykernel", "ipython", "jupytext", "matplotlib", "nbclient", "nbformat", "numpy")
    return {name: version(name) for name in matter} == {name: pins[name] for name in matter}


@pytest.mark.pinned
def test_a_fresh_build_gives_the_same_bytes(capsys):
    """Of two lessons with films and figures; what the cells of all notebooks show is compared when they are run."""
    if not pinned_versions_are_installed():
        pytest.skip("the versions in .ci/constraints.txt are not installed")
    fine = build.verify(["03", "05", "exercises/03"])
    assert fine, capsys.readouterr().out


def test_every_picture_is_fresh(capsys):
    assert images.check(), capsys.readouterr().out


@pytest.mark.parametrize("name", images.PICTURES)
def test_a_stale_picture_is_found(name, tmp_path, monkeypatch):
    monkeypatch.setattr(images, "IMAGES", tmp_path)
    write_whole(tmp_path / name, images.PICTURES[name]())
    assert images.is_fresh(name)
    drawn = (tmp_path / name).read_text(encoding="utf-8")
    write_whole(tmp_path / name, drawn.replace("</svg>", "<g/></svg>"))
    assert not images.is_fresh(name)
    (tmp_path / name).unlink()
    assert not images.is_fresh(name)


def test_a_curve_drawn_by_another_matplotlib_is_stale_when_its_numbers_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(images, "IMAGES", tmp_path)
    drawn = images.training_curve()
    other = re.sub(r"<!-- matplotlib [^,]+,", "<!-- matplotlib 0.0.0,", drawn).replace("<path", "<path ", 1)
    write_whole(tmp_path / "training_curve.svg", other)
    assert images.is_fresh("training_curve.svg")
    write_whole(tmp_path / "training_curve.svg", re.sub(r"data \w+ -->", "data 0123456789abcdef -->", other))
    assert not images.is_fresh("training_curve.svg")


def test_building_twice_gives_the_same_bytes(course):
    assert build.build()
    first = notebook(course).read_bytes()
    assert build.build() and build.verify()
    assert notebook(course).read_bytes() == first


def test_check_tells_drift_without_a_kernel(course, monkeypatch):
    source = course / "src" / "01_small.py"
    assert build.drift(source) == "not built yet"
    build.build()
    monkeypatch.setattr(build, "NotebookClient", None)
    assert build.drift(source) is None
    write_whole(source, SOURCE.replace("1 + 1", "1 + 2"))
    assert build.drift(source) == "its source has changed since it was built"


def test_check_finds_cleared_outputs_and_strangers(course):
    build.build()
    stored = nbformat.read(notebook(course), 4)
    stored.cells[1].outputs, stored.cells[1].execution_count = [], None
    nbformat.write(stored, notebook(course))
    assert "outputs were cleared" in build.drift(course / "src" / "01_small.py")
    nbformat.write(stored, course / "99_stranger.ipynb")
    assert not build.check()


def test_an_unmerged_notebook_is_named_and_not_overwritten(course):
    build.build()
    unmerged = "<<<<<<< mine\n" + notebook(course).read_text(encoding="utf-8")
    write_whole(notebook(course), unmerged)
    assert "edited by hand" in build.drift(course / "src" / "01_small.py")
    with pytest.raises(Problem, match="edited by hand"):
        build.build()
    assert notebook(course).read_text(encoding="utf-8") == unmerged


GUESS = """\
# %% [markdown]
# # A small lesson
# %%
print("not asked for")
# %% [markdown]
# ## One
#
# Text.
#
# **Predict.** What comes out?
# %%
import math
# %%
print("first", 1)
# %%
math.sqrt(4)
# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# One and two.
#
# </details>
#
# Then it goes on.
# %%
print("not asked for either")
"""


@pytest.fixture
def guess(course):
    """The cells of a built lesson that asks for a prediction."""
    write_whole(course / "src" / "01_small.py", GUESS)
    build.build()
    return nbformat.read(notebook(course), 4)


def test_what_answers_a_prediction_is_stored_hidden(guess):
    hidden = {cell.source: dict(cell.metadata) for cell in build.code_cells(guess) if "jupyter" in cell.metadata}
    assert list(hidden) == ['print("first", 1)', "math.sqrt(4)"]  # a cell without outputs has nothing to hide
    for metadata in hidden.values():
        assert metadata["collapsed"] is True and metadata["jupyter"] == {"outputs_hidden": True}


def test_the_first_output_of_a_hidden_cell_has_no_words_to_preview(guess):
    first, second = [cell.outputs for cell in build.code_cells(guess) if "jupyter" in cell.metadata]
    assert [output.output_type for output in first] == ["display_data", "stream"]
    assert [output.output_type for output in second] == ["display_data", "execute_result"]
    assert first[0] == second[0] and not "".join(first[0].data.values()).strip()


def test_a_fold_is_told_from_what_follows_it(guess):
    (prediction,) = predictions.predictions(guess.cells)
    text = "\n\n".join(cell.source for cell in prediction.after)
    assert predictions.verdict(text) == ("One and two.", "Then it goes on.")
    assert predictions.verdict("Then it goes on.") == (None, "Then it goes on.")


def test_answers_that_show_again_are_drift_and_a_publication_hides_them(guess, course):
    """JupyterLab shows an output once its cell has run; an author who saves then must not publish that."""
    source = course / "src" / "01_small.py"
    assert build.drift(source) is None
    for cell in build.code_cells(guess):
        cell.metadata.pop("jupyter", None), cell.metadata.pop("collapsed", None)
        cell.outputs = predictions.shown(cell)
    built = notebook(course).read_text(encoding="utf-8")
    nbformat.write(guess, notebook(course))
    assert "answers to its predictions show" in build.drift(source)
    assert build.fitted_to(NOWHERE) == {notebook(course): built}


def test_a_notebook_edited_by_hand_is_not_overwritten(course):
    build.build()
    stored = nbformat.read(notebook(course), 4)
    stored.cells[1].source = "1 + 1  # my own note"
    nbformat.write(stored, notebook(course))
    before = notebook(course).read_bytes()
    with pytest.raises(Problem, match="edited by hand"):
        build.build()
    assert notebook(course).read_bytes() == before
    assert build.build(force=True)
    assert notebook(course).read_bytes() != before


def test_a_failing_cell_is_named_and_nothing_is_written(course):
    build.build()
    before = notebook(course).read_bytes()
    write_whole(course / "src" / "01_small.py", SOURCE.replace("1 + 1", "1 / 0"))
    with pytest.raises(Problem, match=r"01_small\.py: a cell fails[\s\S]*1 / 0"):
        build.build()
    assert notebook(course).read_bytes() == before


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("object()", "changes from run to run"),
        ("import sys; print('careful', file=sys.stderr)", "writes to stderr"),
    ],
)
def test_outputs_that_no_rebuild_could_repeat_are_refused(course, cell, message):
    write_whole(course / "src" / "01_small.py", SOURCE.replace("1 + 1", cell))
    with pytest.raises(Problem, match=message):
        build.build()
    assert not notebook(course).exists()


def test_without_torch_an_optional_cell_keeps_its_stored_output(course, monkeypatch):
    build.build()
    stored = nbformat.read(notebook(course), 4)
    stored.cells[2].outputs[0].text = "what PyTorch printed\n"
    nbformat.write(stored, notebook(course))
    monkeypatch.setattr(build.importlib.util, "find_spec", lambda name: None)
    build.build()
    assert nbformat.read(notebook(course), 4).cells[2].outputs[0].text == "what PyTorch printed\n"


def test_a_lesson_that_does_not_exist_is_named(capsys):
    assert command.main(["build", "17"]) == 2
    assert "no lesson starts with '17'" in capsys.readouterr().err


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "kept.txt"
    write_whole(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "new \udfff")
    assert path.read_text() == "old"


def test_the_command_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "classroom", "build", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "fits its source" in done.stdout
