"""new-course: what it writes, what it refuses, and what it leaves alone; and assignments, students and marks in the small."""

import importlib.metadata
import re
import subprocess
import sys

import nbformat
import pytest
from children import environment

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e '.[lecturer]'")

from classroom.__main__ import main
from classroom.checks import stubs
from classroom.checks.registry import registry, variant_of
from classroom.files import ROOT, Problem
from classroom.lecturer import cells
from classroom.lecturer.handing_out import assignments, course, variants
from classroom.lecturer.handing_out.course import new_course

NAMES = assignments.names()


def files_in(directory):
    return {str(p.relative_to(directory)): p.read_bytes() for p in directory.rglob("*") if p.is_file()}


# The directory.


def test_a_new_course_has_its_configuration_its_sources_and_its_instructions(tmp_path, capsys):
    assert main(["new-course", str(tmp_path / "a" / "course")]) == 0
    found = files_in(tmp_path / "a" / "course")
    sources = [f"source/{name}/{name}.ipynb" for name in NAMES]
    assert sorted(found) == sorted([".course.json", "README.md", "nbgrader_config.py", *sources])
    assert "README.md" in capsys.readouterr().out
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["course"]
    for name in NAMES:
        nbformat.validate(nbformat.reads(found[f"source/{name}/{name}.ipynb"].decode(), 4))
        assert f"`{name}`" in found["README.md"].decode()
    compile(found["nbgrader_config.py"], "nbgrader_config.py", "exec")


def test_each_course_has_a_secret_of_its_own_and_keeps_it(tmp_path):
    for name in ("one", "two"):
        new_course(tmp_path / name)
    seeds = [course.secret(tmp_path / name) for name in ("one", "two")]
    assert seeds[0] != seeds[1] and all(re.fullmatch("[0-9a-f]{32}", seed) for seed in seeds)
    new_course(tmp_path / "one")
    assert course.secret(tmp_path / "one") == seeds[0]
    assert seeds[0].encode() not in b"".join(
        text for name, text in files_in(tmp_path / "one").items() if name != "nbgrader_config.py"
    )


def test_a_second_run_changes_nothing_and_an_empty_directory_will_do(tmp_path, capsys):
    new_course(tmp_path)
    before = files_in(tmp_path)
    assert new_course(tmp_path)
    assert files_in(tmp_path) == before
    assert f"0 updated, {len(before) - 1} as they were" in capsys.readouterr().out


def test_a_second_run_updates_what_the_lecturer_has_not_changed(tmp_path, capsys, monkeypatch):
    new_course(tmp_path)
    changed, removed = (
        tmp_path / f"source/{NAMES[1]}/{NAMES[1]}.ipynb",
        tmp_path / f"source/{NAMES[2]}/{NAMES[2]}.ipynb",
    )
    changed.write_text(changed.read_text().replace("Which gradients are zero?", "Which are zero?"))
    removed.unlink()
    (tmp_path / "submitted").mkdir()
    mine = changed.read_bytes()
    monkeypatch.setattr(assignments, "MESSAGE", "Another word to the students.")
    monkeypatch.setattr(course, "safety", lambda options: "Other words.")
    capsys.readouterr()
    assert new_course(tmp_path)
    told = capsys.readouterr().out
    assert changed.read_bytes() == mine and not removed.exists()
    assert f"left alone: source/{NAMES[1]}/{NAMES[1]}.ipynb, which you have changed" in told
    assert f"left alone: source/{NAMES[2]}/{NAMES[2]}.ipynb, which you have removed" in told
    assert "Another word" in (tmp_path / f"source/{NAMES[0]}/{NAMES[0]}.ipynb").read_text()
    assert "Other words." in (tmp_path / "README.md").read_text()
    assert f"{len(NAMES) - 2 + 1} updated, 1 as they were" in told


def test_a_lecturers_own_file_in_the_way_of_a_new_one_stays(tmp_path, capsys):
    new_course(tmp_path)
    (tmp_path / "students.csv").write_text("id\nmine\n")
    students = tmp_path.parent / "theirs.csv"
    students.write_text("id\nada\n")
    assert new_course(tmp_path, seed="s", students=students)
    assert (tmp_path / "students.csv").read_text() == "id\nmine\n"
    assert "left alone: students.csv" in capsys.readouterr().out


# What is refused, in one sentence, with nothing written.


@pytest.fixture
def refused(tmp_path, capsys):
    """refused(words of the sentence, directory, options): the command fails with one sentence and writes nothing."""

    def run(said, directory, *options):
        before = files_in(tmp_path)
        assert main(["new-course", str(directory), *map(str, options)]) == 2
        told = capsys.readouterr()
        assert said in told.err and "Traceback" not in told.err and len(told.err.strip().splitlines()) == 1, told.err
        assert files_in(tmp_path) == before and not (directory.exists() and directory == tmp_path / "new")

    return run


def test_a_course_inside_the_repository_is_refused(refused):
    refused("inside the repository", ROOT / "course")
    assert not (ROOT / "course").exists()


def test_something_else_is_never_written_into(refused, tmp_path):
    (tmp_path / "thesis.tex").write_text("mine")
    refused("is not a course of ours", tmp_path)
    refused("is not a course of ours", tmp_path / "thesis.tex")


def test_a_damaged_record_is_refused(refused, tmp_path):
    new_course(tmp_path / "old")
    (tmp_path / "old" / ".course.json").write_text("{")
    refused("is damaged", tmp_path / "old")


@pytest.mark.parametrize("version", ["0.9.5", "1.0.0"])
def test_another_nbgrader_is_refused(refused, tmp_path, monkeypatch, version):
    monkeypatch.setattr(importlib.metadata, "version", lambda name: version)
    refused(f"nbgrader {version} is installed, and the course needs 0.9.6", tmp_path / "new")


def test_a_missing_nbgrader_is_refused(refused, tmp_path, monkeypatch):
    def missing(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    refused('pip install -e ".[lecturer]"', tmp_path / "new")


def test_a_sandbox_that_cannot_work_is_refused(refused, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    refused("The sandbox needs", tmp_path / "new", "--sandbox")


def test_numbers_of_ones_own_need_a_seed_and_students(refused, tmp_path):
    list_ = tmp_path / "students.csv"
    list_.write_text("id,first_name\nada,Ada\n")
    for options in (["--variants", "s"], ["--students", list_]):
        refused("need both", tmp_path / "new", *options)
    refused("cannot be read", tmp_path / "new", "--variants", "s", "--students", tmp_path / "nobody.csv")
    for text, said in (
        ("name\nada\n", "a column `id`"),
        ("", "a column `id`"),
        ("id\nada\nada\n", "line 3: the id 'ada' is there twice"),
        ("id\na/b\n", "line 2: 'a/b' cannot be a folder's name"),
        ("id\n..\n", "line 2"),
        ("id,first_name\n,Ada\n", "line 2"),
    ):
        list_.write_text(text)
        refused(said, tmp_path / "new", "--variants", "s", "--students", list_)


def test_another_seed_for_the_same_course_is_refused(refused, tmp_path):
    list_ = tmp_path / "list.csv"
    list_.write_text("id\nada\n")
    new_course(tmp_path / "old", seed="one", students=list_)
    refused("another would change them", tmp_path / "old", "--variants", "two")


def test_a_failure_while_writing_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "remember", lambda *arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        new_course(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


# The assignments.


def per_assignment(test):
    return pytest.mark.parametrize("name", NAMES)(test)


@per_assignment
def test_an_assignment_is_the_students_notebook_with_solutions_points_and_checks(name):
    notebook = assignments.assignment(name)
    own = nbformat.read(ROOT / "notebooks" / "exercises" / f"{name}.ipynb", 4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    theirs = [cell.source for cell in own.cells if cell.cell_type == "code"]
    assert [stubs.stub(cell.source).split("\n### BEGIN HIDDEN")[0] for cell in code] == theirs
    ids = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert len(set(ids)) == len(ids) and all(re.fullmatch("[a-z0-9-]+", i) for i in ids)
    for cell in code:
        tags, number = cell.metadata.nbgrader, stubs.checked_number(cell.source)
        assert tags.locked != tags.solution == (stubs.BEGIN in cell.source)
        assert tags.grade == (number is not None) or registry()[cells.tagged_number(cell)].rubric
        if number:
            assert tags.points == registry()[number].points
            assert f'_award("{number}", ' in cell.source
    lesson = [n for n in registry() if int(n.split(".")[0]) == int(name[:2])]
    assert [
        stubs.checked_number(cell.source) for cell in code if cell.metadata.nbgrader.grade_id[:5] == "check"
    ] == lesson
    assert assignments.points_of(notebook)[0] == sum(registry()[n].points + len(registry()[n].rubric) for n in lesson)
    assert "](.." not in "".join(cell.source for cell in notebook.cells)


@pytest.mark.parametrize("number", [n for n, exercise in registry().items() if exercise.rubric])
def test_a_free_text_is_marked_by_a_person_with_a_rubric(number):
    name = next(name for name in NAMES if name.startswith(f"{int(number.split('.')[0]):02}"))
    cells = {c.metadata.nbgrader.grade_id: c for c in assignments.assignment(name).cells if "nbgrader" in c.metadata}
    dashed, rubric = number.replace(".", "-"), registry()[number].rubric
    answer = cells[f"answer-{dashed}"].metadata.nbgrader
    assert answer.grade and answer.solution and answer.points == len(rubric)
    assert cells[f"check-{dashed}"].metadata.nbgrader.points == registry()[number].points
    shown = cells[f"rubric-{dashed}"]
    assert shown.metadata.nbgrader.locked and all(f"- 1 point: {line}" in shown.source for line in rubric)


def test_an_unknown_assignment_is_named():
    with pytest.raises(Problem, match="01_manual_gradients"):
        assignments.assignment("99_nothing")


# What is collected.


@pytest.mark.parametrize(
    "path, student",
    [
        ("Ada Lovelace_4711_assignsubmission_file_/01_manual_gradients.ipynb", "4711"),
        ("Ada Lovelace_4711_assignsubmission_file_01_manual_gradients.ipynb", "4711"),
        ("class-2026/O'Neil-Müller Bea_12_assignsubmission_file_/01_manual_gradients (1).ipynb", "12"),
        ("lovelaceada_8123_99017_01_manual_gradients.ipynb", "8123"),
        ("lovelaceada_LATE_8123_99017_01_manual_gradients-1.ipynb", "8123"),
        ("submissions/hoppergrace_77_1_01_manual_gradients-Copy1.ipynb", "77"),
    ],
)
def test_names_from_moodle_and_canvas_are_understood(path, student):
    found = re.match(course.collected(NAMES), f"/srv/course_2_3_x/downloaded/01_manual_gradients/extracted/{path}")
    assert found and (found["student_id"], found["file_id"]) == (student, "01_manual_gradients")


@pytest.mark.parametrize("path", ["Ada_4711_assignsubmission_file_/homework.ipynb", "01_manual_gradients.ipynb"])
def test_other_names_are_not(path):
    assert not re.match(course.collected(NAMES), f"/srv/course/extracted/{path}")


# Numbers of one's own.

VARIED = [number for number, exercise in registry().items() if exercise.vary]


@per_assignment
def test_each_student_has_numbers_of_their_own_and_the_cells_that_make_them_count(name):
    notebook = assignments.assignment(name)
    seen = set()
    for student in ("ada", "grace", "emmy"):
        code = variants.code_of(student, "seed")
        own = variants.personal(notebook, code)
        assert own == variants.personal(notebook, variants.code_of(student, "seed"))
        assert variants.code_in(own) == code and variants.code_in(notebook) is None
        for (number, cell), mine in zip(cells.by_exercise(notebook.cells), own.cells):
            assert stubs.checked_number(mine.source) == stubs.checked_number(cell.source)
            assert cells.heading(mine.source) == cells.heading(cell.source)
            if number not in VARIED and "use_variant" not in mine.source:
                assert mine.source == cell.source
        card = "".join(cell.source for cell in own.cells)
        for number in set(VARIED) & {n for n, _ in cells.by_exercise(notebook.cells)}:
            assert any(new in card for _, new in variant_of(number, code).texts)
        seen.add(card.replace(code, ""))
    varied = set(VARIED) & {number for number, _ in cells.by_exercise(notebook.cells)}
    assert len(seen) == (3 if varied else 1)


def test_a_code_depends_on_seed_and_student_alone():
    assert variants.code_of("ada", "s") == variants.code_of("ada", "s")
    assert len({variants.code_of(who, seed) for who in ("ada", "grace") for seed in ("s", "t")}) == 4


def test_a_list_as_excel_writes_it_is_read(tmp_path):
    (tmp_path / "s.csv").write_bytes("\ufeffid,first_name\r\nada,Ada\r\n12,Bea\r\n".encode())
    assert variants.students_in(tmp_path / "s.csv") == ["ada", "12"]


def test_nbgrader_from_a_python_without_the_course_stops_and_says_so(tmp_path):
    """nbgrader alone would log the error, go on without the configuration, and give everybody 0 points."""
    new_course(tmp_path / "course")
    (tmp_path / "classroom.py").write_text("# hides the course's package\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "nbgrader", "autograde", "01_manual_gradients"],
        cwd=tmp_path / "course",
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert ran.returncode != 0 and "the Python in which the course is installed" in ran.stderr
