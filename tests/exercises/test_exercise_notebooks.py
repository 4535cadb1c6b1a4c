"""What every exercise notebook promises: no solution in it, the same card each time, and a run from top to bottom unsolved."""

import re

import exercise_sources as source
import nbformat
import pytest
from course_notebooks import LESSONS, cards, notebook

from classroom.authoring import build, setup_cell
from classroom.checks import stubs
from classroom.checks.registry import registry, with_answers
from classroom.files import Problem


def per_notebook(test):
    return pytest.mark.parametrize("path", source.FILES, ids=[path.stem for path in source.FILES])(test)


def test_there_are_exercise_notebooks():
    assert source.FILES


@per_notebook
def test_is_built_and_fits_its_source(path):
    assert build.drift(path) is None


@per_notebook
def test_belongs_to_a_lesson(path):
    assert path.name in [lesson.name for lesson in LESSONS]


@per_notebook
def test_holds_no_solution(path):
    shown = "\n".join(
        cell.source + "".join(str(output) for output in cell.get("outputs", [])) for cell in notebook(path).cells
    )
    assert "SOLUTION" not in shown
    bare = re.sub(r"\s", "", shown)
    for cell in stubs.code_cells(with_answers(path.read_text(encoding="utf-8"))):
        lines = stubs.solved(cell).split("\n")
        hidden = [lines[number - 1] for number in sorted(stubs.solution_lines(cell)) if lines[number - 1].strip()]
        assert not hidden or re.sub(r"\s", "", "".join(hidden)) not in bare


@per_notebook
def test_each_stub_is_its_solution_with_lines_taken_out(path):
    built = [cell.source for cell in notebook(path).cells if cell.cell_type == "code"]
    for wanted, cell in zip(stubs.code_cells(with_answers(path.read_text(encoding="utf-8"))), built, strict=True):
        if wanted == setup_cell.MARK:
            continue
        left = [line for line in cell.splitlines() if line.strip() not in (stubs.BLANK, "raise NotImplementedError")]
        solved = iter(stubs.solved(wanted).splitlines())
        assert all(line in solved for line in left)
        assert (stubs.BLANK in cell) == (stubs.BEGIN in wanted)
        assert cell.count(stubs.BLANK) <= 1


@per_notebook
def test_runs_unsolved_from_top_to_bottom(path):
    code = [cell for cell in notebook(path).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not [o for cell in code for o in cell.outputs if o.output_type == "error" or o.get("name") == "stderr"]
    for cell in code:
        if number := stubs.checked_number(cell.source):
            assert cell.outputs[0].data["text/plain"].startswith(f"{number} · not started yet")


@per_notebook
def test_every_card_is_built_alike(path):
    found = list(cards(notebook(path).cells))
    assert 5 <= len(found) <= 8
    for head, cells in found:
        text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        parts = [text.find(part) for part in ("**Goal.**", "**Rule.**", "**Expected.**")]
        assert -1 not in parts and parts == sorted(parts), head[0]
        goal = text[parts[0] + len("**Goal.**") : parts[1]]
        assert len(re.findall(r"[.?](?=\s|$)", goal)) == 1, f"the goal is one sentence: {goal}"
        assert "```" not in text[parts[2] :]
        code = [cell.source for cell in cells if cell.cell_type == "code"]
        assert [stubs.BLANK in cell for cell in code].count(True) == 1
        assert stubs.BLANK in code[-2] and stubs.checked_number(code[-1]) == head["number"]
        assert head["stars"] in ("★☆☆", "★★☆", "★★★")


@per_notebook
def test_numbers_titles_and_points_are_those_of_the_registry(path):
    lesson = str(int(path.name[:2]))
    heads = [(head["number"], head["title"], int(head["points"])) for head, _ in cards(notebook(path).cells)]
    wanted = [(e.number, e.title, e.points) for e in registry().values() if e.number.split(".")[0] == lesson]
    assert heads == wanted


@per_notebook
def test_the_minutes_at_the_top_are_about_the_sum_of_the_cards(path):
    cells = notebook(path).cells
    top = int(re.search(r"^\*(\d+) minutes", cells[0].source, flags=re.M)[1])
    assert top == sum(int(head["minutes"]) for head, _ in cards(cells))


@per_notebook
def test_has_the_set_up_cell_of_the_lessons(path):
    lesson = nbformat.read(build.target(LESSONS[0]), 4)
    first = [next(cell.source for cell in book.cells if cell.cell_type == "code") for book in (lesson, notebook(path))]
    assert first[0] == first[1]


@per_notebook
def test_imports_no_finished_engine_where_it_is_to_be_written(path):
    if path.name[:2] == "03":
        code = "\n".join(cell.source for cell in notebook(path).cells[3:] if cell.cell_type == "code")
        assert "from micrograd_core" not in code


@per_notebook
def test_links_lead_somewhere_and_words_are_kind(path):
    for cell in notebook(path).cells:
        if cell.cell_type == "markdown":
            for address in re.findall(r"\]\(([^)\s]+)\)", cell.source):
                assert address.startswith(("http", "#")) or (build.target(path).parent / address).exists()
            assert not re.search(r"\b(simply|just|obviously|of course|trivial(ly)?)\b", cell.source, flags=re.I)


def test_every_exercise_of_the_registry_stands_in_a_notebook():
    assert list(source.places()) == list(registry())


@pytest.mark.parametrize(
    "cell",
    [
        "### BEGIN SOLUTION\nx = 1",
        "x = 1\n### END SOLUTION",
        "### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION",
    ],
)
def test_marks_that_do_not_pair_are_an_error(cell):
    with pytest.raises(Problem, match="SOLUTION"):
        stubs.stub(cell)


def test_a_blank_for_a_value_is_a_comment_and_for_a_function_an_error():
    marks = "{0}### BEGIN SOLUTION\n{0}x = 1\n{0}### END SOLUTION"
    assert stubs.stub("x = ...\n" + marks.format("")) == "x = ...\n# YOUR CODE HERE"
    assert (
        stubs.stub("def f():\n" + marks.format("    "))
        == "def f():\n    # YOUR CODE HERE\n    raise NotImplementedError"
    )
