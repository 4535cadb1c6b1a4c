"""A lecturer who has never seen the project: the commands as for_lecturers.md has them, on a class of 20; and own numbers."""

import csv
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import course_submissions as made
import nbformat
import pytest
from children import environment

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e '.[lecturer]'")

from classroom.checks.registry import variant_of
from classroom.files import ROOT
from classroom.lecturer.handing_out import variants
from classroom.lecturer.handing_out.course import new_course

NAME = "01_manual_gradients"
UPHILL = "def downhill(knobs, step):\n    for knob in knobs:\n        knob.data += step * knob.grad"
EXACTLY = "def believe(function, x, claimed):\n    return claimed == (function(x + 1e-5) - function(x - 1e-5)) / 2e-5"
IN_FOUR_RUNS = "def open_box(box):\n    s, p, q = box(0, 0), box(1, 0), box(0, 1)\n    return [p - s, q - s, box(1, 1) - p - q + s, s]"
ENDLESS = "def open_box(box):\n    while True:\n        box = box"
OPENING = "get_ipython().input_transformers_cleanup.append(lambda lines: ['4.0\\n'] if any('_award' in l for l in lines) else lines)"


def a_class(course):
    """{student: (notebook, points)}: right, wrong, empty and hostile ones; points: what they are worth, of 19."""
    right, empty = made.solved(course, NAME), course.read("release", NAME)
    wrong = made.with_answer(right, "1.6", UPHILL)
    return {
        "101": (right, 19),
        "102": (made.with_answer(right, "1.1", IN_FOUR_RUNS), 19),
        "103": (made.noisy(right), 19),
        "104": (made.doubled(right), 19),
        "105": (made.without_checks(right), 19),
        "106": (made.without_tags(right), 19),
        "107": (made.with_cell(right, "1 / 0"), 19),
        "108": (made.with_cell(right, "print('a bracket is missing'"), 19),
        "109": (
            made.with_cell(right, "from classroom.checks import check\ncheck('1.1', open_box)", "answer-1-2"),
            19,
        ),
        "110": (wrong, 16),
        "111": (made.with_answer(wrong, "1.2", EXACTLY), 14),
        "112": (made.with_answer(right, "1.3", "h = 1e-5"), 17),
        "113": (made.with_answer(right, "1.1", ENDLESS), 17),
        "114": (made.with_answer(right, "1.7", "promised = "), 16),
        "115": (empty, 0),
        "116": (made.blanked(right), 0),
        "117": (made.with_cell(empty, OPENING), 0),
        "118": (made.with_edited_checks(empty), 0),
        "119": (made.with_cell(right, "import os\nos._exit(0)", "answer-1-6"), 13),
        "120": (made.with_cell(right, "print('x' * 20_000_000)"), 19),
    }


def zipped(students, archive):
    """Half of the class as Moodle packs it, the other half as Canvas does."""
    archive.mkdir(parents=True, exist_ok=True)
    half = len(students) // 2
    with zipfile.ZipFile(archive / "Micrograd 2026-Sheet 1.zip", "w") as moodle:
        for number, (notebook, _) in list(students.items())[:half]:
            moodle.writestr(f"Student {number}_{number}_assignsubmission_file_/{NAME}.ipynb", nbformat.writes(notebook))
        moodle.writestr("Student 121_121_assignsubmission_file_/homework final.ipynb", "{}")
    with zipfile.ZipFile(archive / "submissions.zip", "w") as canvas:
        for number, (notebook, _) in list(students.items())[half:]:
            late = "_LATE" if number == "112" else ""
            canvas.writestr(f"student{late}_{number}_9{number}_{NAME}-1.ipynb", nbformat.writes(notebook))


def commands():
    """The page's commands for making a course, without the two that install it, and those for grading.

    The tests have it installed.
    """
    text = (ROOT / "notebooks/teaching/for_lecturers.md").read_text(encoding="utf-8")
    make, judge = (
        text.partition(mark)[2].partition("```bash\n")[2].partition("\n```")[0].splitlines()
        for mark in ("<!-- course -->", "<!-- grade -->")
    )
    assert make[0].startswith("python3 -m venv") and '-e ".[lecturer]"' in make[0] and make[1].startswith("source ")
    return make[2:], judge


def shell(lines, home):
    """Run lines of bash, from a clone, as a lecturer would."""
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-euc", "\n".join(lines)],
        cwd=ROOT,
        env=environment(ROOT, HOME=str(home), PATH=path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_from_a_clone_to_a_csv_with_the_commands_of_the_page(home):
    make, judge = commands()
    shell(make, home)
    course = made.Course(home / "micrograd-course")
    students = a_class(course)
    zipped(students, course.directory / "downloaded" / NAME / "archive")
    stale = course.directory / "feedback" / "101" / NAME / f"{NAME}.html"
    stale.parent.mkdir(parents=True)
    stale.write_text("of an earlier submission")
    there = next(line for line in make if line.startswith("cd "))
    told = shell([there, "nbgrader db student add 122", *judge], home)
    with open(course.directory / "grades.csv", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {number: float(row["score"]) for number, row in rows.items()} == {
        n: points for n, (_, points) in students.items()
    } | {"122": 0.0}
    assert {float(row["max_score"]) for row in rows.values()} == {19.0}
    report = (course.directory / "reports" / f"{NAME}.txt").read_text()
    assert report in told
    assert "In the class list, nothing handed in: 122" in report
    assert re.search(r"extracted/.*121_assignsubmission_file_/homework final\.ipynb$", report, flags=re.M)
    named = set(re.findall(r"^(\d+) \(", report, flags=re.M))
    assert named == {"104", "105", "106", "108", "114", "115", "117", "118", "119", "120"}
    for number in students:
        assert (course.directory / "feedback" / number / NAME / f"{NAME}.html").stat().st_size > 10_000
    assert not list(ROOT.glob("gradebook*")) and not (ROOT / "submitted").exists()


# Numbers of one's own.


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A course with variants, graded: two who did their own, one who handed in another's, one with those of the class."""
    folder = tmp_path_factory.mktemp("variants")
    (folder / "class.csv").write_text(
        "id,first_name,last_name,email\nada,Ada,L,\ngrace,Grace,H,\nemmy,Emmy,N,\nsofja,Sofja,K,\n"
    )
    new_course(folder / "course", seed="spring", students=folder / "class.csv")
    course = made.Course(folder / "course")
    output, code = course.run("nbgrader", "generate_assignment", NAME)
    assert code == 0, output
    for student, whose in (("ada", "ada"), ("grace", "grace"), ("emmy", "grace")):
        course.submit(student, NAME, done_by(course, whose))
    course.submit("sofja", NAME, made.solved(course, NAME))
    output, _ = course.run("nbgrader", "autograde", NAME)
    course.printed = output
    return course


def done_by(course, student):
    """The notebook that was released for a student, with the right answers to the numbers on its cards."""
    notebook = nbformat.read(course.directory / "release-for" / student / NAME / f"{NAME}.ipynb", 4)
    solved = variants.personal(made.solved(course, NAME), variants.code_of(student, "spring"))
    for cell, right in zip(notebook.cells, solved.cells):
        if made.is_answer(cell):
            cell.source = right.source
    return notebook


def test_each_students_release_has_other_numbers_and_no_solutions(own):
    texts = [
        Path(own.directory, "release-for", who, NAME, f"{NAME}.ipynb").read_text() for who in ("ada", "grace", "emmy")
    ]
    assert len(set(texts)) == 3 and not any(
        "SOLUTION" in text or "HIDDEN" in text or "_award" in text for text in texts
    )
    assert all(
        f'use_variant(\\"{variants.code_of(who, "spring")}\\")' in text for who, text in zip(("ada", "grace"), texts)
    )
    before = {path: path.read_bytes() for path in Path(own.directory, "release-for").rglob("*.ipynb")}
    output, code = own.run("nbgrader", "generate_assignment", NAME, "--force")
    assert code == 0 and before == {path: path.read_bytes() for path in before}, output


@pytest.mark.parametrize("student", ["ada", "grace"])
def test_ones_own_numbers_earn_full_marks(own, student):
    assert sum(own.marks(student, NAME).values()) == 19, own.printed
    assert own.notes(student, NAME) == []


@pytest.mark.parametrize("student, whose", [("emmy", "those of grace"), ("sofja", "those of the class")])
def test_anothers_numbers_are_marked_by_ones_own_and_reported(own, student, whose):
    marks = own.marks(student, NAME)
    for key in ("check-1-5", "check-1-7"):
        assert marks[key] < 3
    assert marks["check-1-1"] == marks["check-1-2"] == 2 and marks["check-1-4"] == 3
    assert any(whose in note and "marked by those of its own student" in note for note in own.notes(student, NAME))


def test_the_locked_cells_show_the_students_own_numbers_after_grading(own):
    cell = own.read("autograded", NAME, "emmy").cells[made.place(own.read("autograded", NAME, "emmy"), "given-1-5")]
    texts = variant_of("1.5", variants.code_of("emmy", "spring")).texts
    assert all(
        new in cell.source for old, new in texts if f"({old}," in own.read("release", NAME).cells[place_of(own)].source
    )


def place_of(course):
    return made.place(course.read("release", NAME), "given-1-5")
