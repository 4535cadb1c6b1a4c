"""What every lesson promises: built from its source, run from top to bottom, and readable by everyone.

That its cells print what they print is tested by nbval, in the same run of pytest.
"""

import asyncio
import copy
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from course_notebooks import LESSONS

from classroom.authoring import build, setup_cell
from classroom.authoring.place import NOWHERE, current
from classroom.files import ROOT

NUMBER = re.compile(r"(?<![\w.])[−-]?\d+(?:\.\d+)?(?:e[−-]?\d+)?(?![\w.]*\d)")


def lesson(source):
    return nbformat.read(build.target(source), 4)


def per_lesson(test):
    return pytest.mark.parametrize("source", LESSONS, ids=[path.stem for path in LESSONS])(test)


def texts(cell):
    """Everything a code cell shows as text."""
    for output in cell.get("outputs", []):
        yield output.get("text", "")
        yield output.get("data", {}).get("text/plain", "")


def prose(cell):
    """A markdown cell without code, formulas, links' addresses and HTML tags."""
    text = re.sub(r"\$\$.*?\$\$|\$[^$]*\$", " ", cell.source, flags=re.S)
    text = re.sub(r"`[^`]*`", " ", text)
    text = re.sub(r"\]\([^)]*\)", "] ", text)
    return re.sub(r"<[^>]*>", " ", text)


def runs_of_markdown(notebook):
    """The markdown between two code cells, as one text each; what follows the last code cell is not between."""
    run = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            run.append(cell)
        else:
            yield run
            run = []


def joined(notebook):
    """The cells as an author writes them: the text between two code cells in one, however the build has cut it for slides."""
    cells = []
    for cell in copy.deepcopy(notebook.cells):
        if cells and cell.cell_type == cells[-1].cell_type == "markdown":
            cells[-1].source += "\n\n" + cell.source
        else:
            cells.append(cell)
    return cells


def test_there_are_lessons():
    assert len(LESSONS) >= 5


def test_build_check_finds_no_drift(capsys):
    assert build.check(), capsys.readouterr().out


@per_lesson
def test_runs_from_top_to_bottom_without_errors(source):
    code = [cell for cell in lesson(source).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not [o for cell in code for o in cell.outputs if o.output_type == "error" or o.get("name") == "stderr"]


@per_lesson
def test_is_a_valid_notebook_that_opens_without_asking_for_a_kernel(source):
    notebook = lesson(source)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info.name == "python"


@per_lesson
def test_cells_are_short(source):
    for cell in lesson(source).cells:
        if cell.cell_type == "code":
            lines = [line for line in cell.source.splitlines() if line.strip()]
            assert len(lines) <= 15, f"{len(lines)} lines of code:\n{cell.source}"


@per_lesson
def test_at_most_150_words_between_two_code_cells(source):
    for run in runs_of_markdown(lesson(source)):
        text = "\n".join(re.sub(r"<details.*?</details>", "", cell.source, flags=re.S) for cell in run)
        words = [word for word in text.split() if re.search(r"\w", word)]
        assert len(words) <= 150, f"{len(words)} words:\n{text}"


@per_lesson
def test_headings_form_a_tree(source):
    markdown = "\n".join(cell.source for cell in lesson(source).cells if cell.cell_type == "markdown")
    levels = [len(match[1]) for match in re.finditer(r"^(#+) \S", markdown, flags=re.M)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@per_lesson
def test_every_picture_has_a_description(source):
    for cell in lesson(source).cells:
        html = cell.source if cell.cell_type == "markdown" else ""
        html += "".join(str(output.get("data", {}).get("text/html", "")) for output in cell.get("outputs", []))
        for tag in re.findall(r"<img\b[^>]*>", html):
            alt = re.search(r'\balt="([^"]*)"', tag)
            assert alt and len(alt[1]) >= 20, tag[:200]
        for alt in re.findall(r"!\[(.*?)\]\(", html):
            assert len(alt) >= 20
        assert not any("image/png" in output.get("data", {}) for output in cell.get("outputs", []))


@per_lesson
def test_links_lead_somewhere(source):
    for cell in lesson(source).cells:
        if cell.cell_type == "markdown":
            for words, address in re.findall(r"\[([^\]]+)\]\(([^)\s]+)\)", cell.source):
                assert words.lower() not in {"here", "link", "this"}
                file, _, heading = address.partition("#")
                if not address.startswith(("http://", "https://")):
                    assert (build.NOTEBOOKS / file).exists(), address
                    assert not heading or f"\n## {heading}\n" in (build.NOTEBOOKS / file).read_text("utf-8").lower()


@per_lesson
def test_numbers_in_prose_are_printed_by_a_cell_nearby(source):
    """Every number with decimals in the prose stands, rounded as there, in the code or the output of a neighbouring cell."""
    cells = joined(lesson(source))
    for position, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            continue
        nearby = [c for c in cells[max(0, position - 5) : position + 5] if c.cell_type == "code"]
        shown = " ".join(text for c in nearby for text in (c.source, *texts(c)))
        known = {float(number) for number in NUMBER.findall(shown.replace("−", "-"))}
        told = re.sub(r"^## Checkpoint.*?(?=^## )", "", prose(cell), flags=re.M | re.S)  # its numbers are "what if"
        for number in re.findall(r"(?<![\w.])[−-]?\d+\.\d+(?:e[−-]?\d+)?", told):
            digits = len(number.partition(".")[2].partition("e")[0])
            value = float(number.replace("−", "-"))
            fits = any(
                abs(value) == abs(k) or ("e" not in number and round(abs(k), digits) == abs(value)) for k in known
            )
            assert fits, f"{number} is in the prose, but no cell nearby prints it:\n{cell.source}"


@per_lesson
def test_anatomy(source):
    """Every lesson has the parts that readers look for, in their order."""
    markdown = "\n".join(cell.source for cell in lesson(source).cells if cell.cell_type == "markdown")
    parts = [r"^# \d\d · ", r"^\*\d+ minutes · builds on", r"\*\*What you will do", r"\*\*What you will learn"]
    parts += [r"\*\*What you need", r"\*\*Predict\.\*\*", r"^## Mistakes people really make", r"^## Checkpoint"]
    parts += [r"^## In this lesson you…", r"\*\*In practice\.\*\*", r"\*\*Go further\.\*\*", r"^---$"]
    places = [match.start() if (match := re.search(part, markdown, flags=re.M)) else -1 for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


@per_lesson
def test_each_checkpoint_has_three_questions_with_three_explained_answers(source):
    checkpoint = joined(lesson(source))[-1].source.partition("## Checkpoint")[2].partition("\n## ")[0]
    questions = re.split(r"^\*\*\d\.\*\* ", checkpoint, flags=re.M)[1:]
    assert len(questions) == 3
    for question in questions:
        answers = re.findall(r"<details[^>]*><summary>(.+?)</summary>\n\n(.+?)\n\n</details>", question, flags=re.S)
        assert len(answers) == 3
        assert sum(explanation.startswith("Yes") for _, explanation in answers) == 1


@per_lesson
def test_words_that_make_a_reader_feel_stupid_do_not_occur(source):
    for cell in lesson(source).cells:
        if cell.cell_type == "markdown":
            assert not re.search(r"\b(simply|just|obviously|of course|trivial(ly)?)\b", prose(cell), flags=re.I), (
                cell.source
            )


def test_all_lessons_have_the_same_set_up_cell():
    cells = {next(cell.source for cell in lesson(source).cells if cell.cell_type == "code") for source in LESSONS}
    assert len(cells) == 1
    assert cells.pop() == setup_cell.set_up(current())


def test_the_set_up_cell_tells_how_to_install_what_is_missing(tmp_path):
    """In a kernel that cannot import the course, the error shows the cell, and in it the command."""
    from nbclient import NotebookClient

    set_up = setup_cell.set_up(NOWHERE)
    hide = "import sys; sys.modules['micrograd_core'] = None"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in (hide, set_up, set_up)])
    client = NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}})
    asyncio.run(client.async_execute())
    for cell in notebook.cells[1:]:
        (error,) = cell.outputs
        shown = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(error.traceback))
        assert "python -m pip install -r requirements.txt" in shown and error.ename == "ModuleNotFoundError"
        assert len(shown.splitlines()) <= 12


def test_nudge_is_the_one_that_lesson_01_builds():
    from classroom import instruments

    built_in_lesson = {}
    (cell,) = (c for c in lesson(LESSONS[0]).cells if c.cell_type == "code" and c.source.startswith("def nudge"))
    exec(cell.source.partition("\n\n\n")[0], built_in_lesson)
    for f, inputs in ((lambda a, b: a * b**3, (1.3, -0.7)), (lambda a, b, c: a / b - c * c, (2.0, 3.0, 0.4))):
        assert built_in_lesson["nudge"](f, *inputs) == instruments.nudge(f, *inputs)


def test_nothing_in_the_project_names_a_path_of_the_machine_it_was_built_on():
    files = [*ROOT.glob("*"), *ROOT.glob("classroom/*.py"), *ROOT.glob("images/*"), *build.NOTEBOOKS.rglob("*.ipynb")]
    for path in filter(Path.is_file, files):
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text and str(Path.home()) + "/" not in text, path.name
