"""The course from end to end with real nbgrader: every assignment, simulated students, one gradebook.

One course is made, released and graded once, for all tests here. Two known mistakes of each exercise are among what is graded;
test_marking.py marks all of them, without nbgrader.
"""

import csv
import hashlib
import re

import course_submissions as made
import nbformat
import pytest

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e '.[lecturer]'")

from classroom.checks.registry import registry
from classroom.lecturer.handing_out import assignments
from classroom.lecturer.handing_out.course import secret

NAMES = assignments.names()
PACKED = (0, 7)  # which of the known mistakes stand in every blank of a submission

SAME = {  # what leaves the marks of a right notebook as they are, whatever it does to the notebook
    "reference": lambda notebook: notebook,
    "noisy": made.noisy,
    "doubled": lambda notebook: made.doubled(made.answered(notebook, "accepted", 0)),
    "checks-deleted": lambda notebook: made.without_checks(made.answered(notebook, "accepted", 1)),
    "checks-edited": made.with_edited_checks,
    "tags-stripped": made.without_tags,
}


OFTEN = "03_automatic_backward"  # of this assignment all are graded, of the others a right one and one full of mistakes
CASES = [(name, student) for name in NAMES for student in SAME if name == OFTEN or student == "reference"]


def packed(name):
    return PACKED if name == OFTEN else PACKED[:1]


def submissions(course, name):
    """{student: notebook} for one assignment."""
    right, released = made.solved(course, name), course.read("release", name)
    found = {student: SAME[student](right) for case, student in CASES if case == name}
    return (
        found | {"untouched": released} | {f"mistakes-{k}": made.answered(released, "mistake", k) for k in packed(name)}
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = made.graded_course(tmp_path_factory.mktemp("lecturer") / "course", timeout=30)
    course.must("nbgrader", "generate_assignment", "*")
    course.printed = {}
    for name in NAMES:
        for student, notebook in submissions(course, name).items():
            course.submit(student, name, notebook)
        course.printed[name], _ = course.run("classroom", "grade", ".", name, "--jobs", "2")
    return course


def per_assignment(test):
    return pytest.mark.parametrize("name", NAMES)(test)


@pytest.mark.parametrize("name, student", CASES)
def test_a_right_notebook_has_full_marks_whatever_became_of_it(course, name, student):
    assert course.by_check(student, name) == made.full(name), course.printed[name]


@per_assignment
def test_without_answers_there_are_no_points(course, name):
    assert set(course.marks("untouched", name).values()) == {0.0}


@per_assignment
def test_known_mistakes_cost_what_marking_says(course, name):
    """The gradebook holds what award() gives for the same answers on the same numbers."""
    seed = hashlib.sha256(f"{secret(course.directory)} {name}".encode()).hexdigest()
    full, numbers = made.full(name), made.exercises_of(name)
    points = made.awarded([(number, "mistake", k) for k in packed(name) for number in numbers], seed)
    for place, k in enumerate(packed(name)):
        marks = course.by_check(f"mistakes-{k}", name)
        assert marks == dict(zip(full, points[place * len(full) :]))
        assert not [key for key, earned in marks.items() if earned >= full[key]]


@pytest.mark.parametrize(
    "student, said",
    [
        ("tags-stripped", "without tags, but known by its text: answer-3-1"),
        ("doubled", "copied, so that the last one counts: answer-3-1"),
        ("checks-deleted", "deleted, and put back: check-3-1"),
        ("checks-edited", "changed, and put back: check-3-1"),
    ],
)
def test_what_was_put_right_is_in_the_notes_and_in_the_report(course, student, said):
    assert any(said in note for note in course.notes(student, OFTEN)), course.notes(student, OFTEN)
    report = (course.directory / "reports" / f"{OFTEN}.txt").read_text().splitlines()
    assert [line for line in report if line.startswith(f"{student} (") and said in line], report


def test_a_right_notebook_is_not_in_the_report(course):
    for name, student in CASES:
        if student in ("reference", "noisy"):
            assert f"\n{student} (" not in (course.directory / "reports" / f"{name}.txt").read_text()
            assert course.notes(student, name) == []


@per_assignment
def test_nothing_of_the_answers_is_handed_out(course, name):
    """The released cells are those of the students' own notebooks, and there is no other file."""
    files = [path for path in (course.directory / "release" / name).rglob("*") if path.is_file()]
    assert [path.name for path in files] == [f"{name}.ipynb"]
    text = files[0].read_text()
    for mark in ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN", "_award", "lecturer"):
        assert mark not in text
    released = [cell.source for cell in course.read("release", name).cells if cell.cell_type == "code"]
    own = nbformat.read(assignments.SOURCES.parent.parent / "exercises" / f"{name}.ipynb", 4)
    assert released == [cell.source for cell in own.cells if cell.cell_type == "code"]
    assert not any(cell.get("outputs") for cell in course.read("release", name).cells)
    config = (course.directory / "nbgrader_config.py").read_text()
    seed = re.search(r'^SEED = "(\w+)"', config, flags=re.M)[1]
    for path in course.directory.rglob("*"):
        if path.is_file() and path.name != "nbgrader_config.py" and "helpers" not in path.parts:
            assert seed.encode() not in path.read_bytes(), path


def test_the_export_has_a_row_for_each_student_and_the_feedback_tells_what_was_said(course):
    output, code = course.run("nbgrader", "export")
    assert code == 0, output
    with open(course.directory / "grades.csv", newline="") as file:
        rows = {(row["assignment"], row["student_id"]): row for row in csv.DictReader(file)}
    for name in NAMES:
        assert float(rows[name, "untouched"]["score"]) == 0
        possible = float(rows[name, "reference"]["max_score"])
        assert possible == sum(made.full(name).values()) + sum(
            len(registry()[n].rubric) for n in made.exercises_of(name)
        )
        assert float(rows[name, "reference"]["score"]) == sum(made.full(name).values())
    output, code = course.run("nbgrader", "generate_feedback", NAMES[0], "--student=reference")
    assert code == 0, output
    feedback = course.directory / "feedback" / "reference" / NAMES[0] / f"{NAMES[0]}.html"
    assert "You have shown that a slope" in feedback.read_text(encoding="utf-8")
