"""A new version of the course comes, and nothing that a student wrote is lost: with real git, or by unpacking a zip."""

import json
import os
import shutil
import signal
import subprocess
import sys

import pytest

from classroom import updating
from classroom.authoring import build
from classroom.files import ROOT, Problem

LESSON, EXERCISE, ENGINE = "notebooks/01_small.ipynb", "notebooks/exercises/01_small.ipynb", "micrograd_core.py"
NEWS = "CHANGELOG.md"
PERSON = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def git(folder, *arguments):
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],
        cwd=folder,
        env={**os.environ, **PERSON},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def write_notebook(path, *cells, ran=False):
    """A notebook as the build leaves it: with the digest of its cells, and outputs."""
    import nbformat

    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(text, id=f"c{i}") for i, text in enumerate(cells)]
    )
    build.set_metadata(notebook)
    for count, cell in enumerate(notebook.cells, start=1):
        cell.execution_count = count
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(build.dumps(notebook), encoding="utf-8")


def edit(path, old, new):
    """What a student does in Jupyter: other text, an output, another execution count."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = [line.replace(old, new) for line in cell["source"]]
        cell["execution_count"] = 17
        cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": ["mine\n"]}]
    path.write_text(json.dumps(notebook, indent=1), encoding="utf-8")


def release(course, number):
    """The authors' version `number` of a small course, with the code that is tested."""
    for name in ("__init__.py", "__main__.py", "files.py", "updating.py"):
        (course / "classroom").mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "classroom" / name, course / "classroom")
    (course / ENGINE).write_text(f"version = {number}\n")
    changes = [f"## 0.{n}.0\n\n- Change {n}, with a `name`.\n" for n in range(number, 0, -1)]
    (course / NEWS).write_text("\n".join(["# What is new\n\nNewest first.\n", *changes]))
    (course / ".gitignore").write_text("__pycache__/\n/my_work/\n")
    write_notebook(course / LESSON, f"print('lesson, version {number}')")
    write_notebook(course / EXERCISE, f"# exercise, version {number}", "# YOUR CODE HERE")
    write_notebook(course / "notebooks/02_same.ipynb", "'the same in every version'")


@pytest.fixture(autouse=True)
def nobodys_git_settings(monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture
def authors(tmp_path):
    course = tmp_path / "authors"
    course.mkdir()
    git(course, "init", "--quiet")
    release(course, 1)
    git(course, "add", "-A")
    git(course, "commit", "--quiet", "-m", "version 1")
    return course


@pytest.fixture
def student(tmp_path, authors):
    git(tmp_path, "clone", "--quiet", str(authors), "student")
    return tmp_path / "student"


def publish_version_2(authors):
    release(authors, 2)
    write_notebook(authors / "notebooks/03_new.ipynb", "'new'")
    git(authors, "add", "-A")
    git(authors, "commit", "--quiet", "-m", "version 2")


def update(course, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "classroom", "update", *arguments],
        cwd=course,
        env={**os.environ, **PERSON, "PYTHONPATH": str(course)},
        capture_output=True,
        text=True,
    )


def files(course):
    return {
        path.relative_to(course).as_posix(): path.read_bytes()
        for path in course.rglob("*")
        if path.is_file() and not {".git", "__pycache__"} & set(path.parts)
    }


def kept(course):
    """{name in the course: bytes} of what is in my_work, whatever the day."""
    return {name.split("/", 2)[2]: data for name, data in files(course).items() if name.startswith("my_work/")}


def is_version_2(course, authors):
    return all(files(course)[name] == data for name, data in files(authors).items())


def test_edited_notebooks_are_kept_and_the_new_version_is_there(student, authors):
    edit(student / LESSON, "lesson", "my lesson")
    edit(student / EXERCISE, "# YOUR CODE HERE", "return (f(x + h) - f(x)) / h")
    edit(student / "notebooks/02_same.ipynb", "same", "same, and mine")
    (student / "notebooks/own.ipynb").write_text("{}")
    before = files(student)
    publish_version_2(authors)

    done = update(student)
    assert done.returncode == 0, done.stderr
    assert kept(student) == {name: before[name] for name in (LESSON, EXERCISE)}
    assert "notebooks/exercises/01_small.ipynb -> my_work/" in done.stdout
    after = files(student)
    for name, data in files(authors).items():
        assert after[name] == (before[name] if "02_same" in name else data)
    assert after["notebooks/own.ipynb"] == before["notebooks/own.ipynb"]
    assert git(student, "log", "--format=%s").splitlines() == ["version 2", "version 1"]


def test_a_second_update_keeps_more_and_overwrites_nothing(student, authors):
    edit(student / EXERCISE, "# YOUR CODE HERE", "first")
    publish_version_2(authors)
    assert update(student).returncode == 0
    first = kept(student)
    edit(student / EXERCISE, "# YOUR CODE HERE", "second")
    release(authors, 3)
    git(authors, "commit", "--quiet", "-a", "-m", "version 3")
    assert update(student).returncode == 0
    contents = [data for name, data in files(student).items() if name.startswith("my_work/")]
    assert len(contents) == 2 and first[EXERCISE] in contents and any(b"second" in data for data in contents)


def test_without_changes_of_ones_own_it_is_a_plain_pull(student, authors):
    publish_version_2(authors)
    assert update(student).returncode == 0
    assert files(student) == files(authors)
    done = update(student)
    assert done.returncode == 0 and done.stdout == "There is no new version.\n"


def told(number):
    return f"0.{number}.0\n- Change {number}, with a `name`.\n"


@pytest.mark.parametrize("versions", [[2], [2, 3]], ids=["one", "two at once"])
def test_after_an_update_its_changes_are_told_and_no_others(versions, student, authors):
    for number in versions:
        release(authors, number)
        git(authors, "commit", "--quiet", "-a", "-m", f"version {number}")
    done = update(student)
    assert done.stdout == "The course is up to date.\n" + "".join(map(told, reversed(versions)))


def test_a_line_that_is_added_to_a_version_is_told_alone(student, authors):
    (authors / NEWS).write_text((authors / NEWS).read_text() + "- One more.\n")
    git(authors, "commit", "--quiet", "-a", "-m", "one more")
    assert update(student).stdout == "The course is up to date.\n- One more.\n"


def test_a_copy_that_had_no_list_of_changes_is_told_all_of_it(student, authors):
    (student / NEWS).unlink()
    publish_version_2(authors)
    assert update(student).stdout.endswith("up to date.\n" + told(2) + told(1))


def staged(student):
    edit(student / LESSON, "lesson", "my lesson")
    git(student, "add", LESSON)


def deleted(student):
    (student / LESSON).unlink()


def engine_changed(student):
    (student / ENGINE).write_text("version = 'my own'\n")


def own_file_of_a_coming_name(student):
    (student / "notebooks/03_new.ipynb").write_text("my own third lesson")


def own_file_of_a_coming_name_staged(student):
    own_file_of_a_coming_name(student)
    git(student, "add", "notebooks/03_new.ipynb")


def own_file_that_git_ignores(student):
    own_file_of_a_coming_name(student)
    (student / ".git/info/exclude").write_text("*.ipynb\n")


@pytest.mark.parametrize(
    "change",
    [
        staged,
        deleted,
        engine_changed,
        own_file_of_a_coming_name,
        own_file_of_a_coming_name_staged,
        own_file_that_git_ignores,
    ],
)
def test_whatever_stands_in_the_way_is_kept(change, student, authors):
    original = files(student)
    change(student)
    mine = {name: data for name, data in files(student).items() if original.get(name) != data}
    publish_version_2(authors)
    done = update(student)
    assert done.returncode == 0, done.stderr
    assert kept(student) == mine
    assert is_version_2(student, authors)


def test_own_commits_are_left_to_git_and_copied_first(student, authors):
    edit(student / EXERCISE, "# YOUR CODE HERE", "mine")
    git(student, "commit", "--quiet", "-a", "-m", "my solution")
    before = files(student)
    publish_version_2(authors)
    done = update(student)
    assert done.returncode == 2 and "git pull" in done.stderr and "Traceback" not in done.stderr
    assert kept(student) == {EXERCISE: before[EXERCISE]}
    assert {name: data for name, data in files(student).items() if not name.startswith("my_work/")} == before


@pytest.mark.parametrize("step", ["copy", "checkout", "merge"])
def test_ended_at_any_step_nothing_is_lost_and_the_next_update_finishes(step, student, authors, monkeypatch):
    edit(student / LESSON, "lesson", "my lesson")
    edit(student / EXERCISE, "# YOUR CODE HERE", "mine")
    before = files(student)
    publish_version_2(authors)
    monkeypatch.setattr(updating, "ROOT", student)
    with monkeypatch.context() as ending:
        real_git, real_copy, copies = updating.git, shutil.copy2, []

        def git_until(*arguments, **keywords):
            if arguments[0] == step:
                raise KeyboardInterrupt
            return real_git(*arguments, **keywords)

        def copy_one(*arguments):
            if copies:
                raise KeyboardInterrupt
            copies.append(real_copy(*arguments))

        ending.setattr(updating, "git", git_until)
        if step == "copy":
            ending.setattr(updating.shutil, "copy2", copy_one)
        with pytest.raises(KeyboardInterrupt):
            updating.update()
    between = files(student)
    assert {before[LESSON], before[EXERCISE]} <= set(between.values())
    assert updating.update()
    assert kept(student) == {name: before[name] for name in (LESSON, EXERCISE)}
    assert is_version_2(student, authors)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_killed_while_it_copies_nothing_is_lost_and_no_half_folder_counts(student, authors):
    edit(student / EXERCISE, "# YOUR CODE HERE", "mine")
    before = files(student)
    publish_version_2(authors)
    kill = "import os, shutil, signal; from classroom import updating\n"
    kill += "shutil.copy2 = lambda a, b: (open(b, 'w').write('half'), os.kill(os.getpid(), signal.SIGKILL))\n"
    done = subprocess.run(
        [sys.executable, "-c", kill + "updating.update()"], cwd=student, env={**os.environ, "PYTHONPATH": str(student)}
    )
    assert done.returncode == -signal.SIGKILL
    assert files(student)[EXERCISE] == before[EXERCISE]
    assert update(student).returncode == 0
    assert kept(student) == {EXERCISE: before[EXERCISE]} and is_version_2(student, authors)


def unreachable(student):
    git(student, "remote", "set-url", "origin", str(student.parent / "gone"))


def without_upstream(student):
    git(student, "branch", "--unset-upstream")


def detached(student):
    git(student, "checkout", "--quiet", "--detach")


def in_a_merge(student):
    (student / ".git/MERGE_HEAD").write_text(git(student, "rev-parse", "HEAD"))


def no_place_for_copies(student):
    (student / "my_work").write_text("a file, not a folder")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (unreachable, "could not be fetched, and nothing has changed"),
        (without_upstream, "no upstream"),
        (detached, "HEAD does not point to a branch"),
        (in_a_merge, "in the middle of a merge"),
        (no_place_for_copies, "could not be copied, and nothing has changed"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(spoil, message, student, authors):
    edit(student / EXERCISE, "# YOUR CODE HERE", "mine")
    publish_version_2(authors)
    spoil(student)
    before = files(student)
    done = update(student)
    assert done.returncode == 2 and message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert files(student) == before


def unpacked(course):
    release(course, 1)
    return course


def test_from_an_unpacked_zip_edited_notebooks_come_along(tmp_path):
    old, new = unpacked(tmp_path / "old"), tmp_path / "new"
    edit(old / EXERCISE, "# YOUR CODE HERE", "mine")
    edit(old / LESSON, "nothing", "nothing")  # run, but not edited
    (old / "notebooks/own.ipynb").write_text('{"cells": [], "metadata": {}}')
    (old / "notebooks/damaged.ipynb").write_text("{")
    (old / "my_work/2026-01-01").mkdir(parents=True)
    (old / "my_work/2026-01-01/note.txt").write_text("from an earlier update")
    release(new, 2)
    before, fresh = files(old), files(new)

    done = update(new, "--from", str(old))
    assert done.returncode == 0, done.stderr
    assert kept(new) == {
        EXERCISE: before[EXERCISE],
        "notebooks/own.ipynb": before["notebooks/own.ipynb"],
        "notebooks/damaged.ipynb": b"{",
        "2026-01-01/note.txt": b"from an earlier update",
    }
    assert files(old) == before
    assert all(files(new)[name] == data for name, data in fresh.items())
    assert done.stdout.endswith(told(2)) and told(1) not in done.stdout

    held = files(new)
    assert update(new, "--from", str(old)).returncode == 0
    assert files(new) == held  # nothing is copied twice


def test_a_zip_that_was_only_run_needs_nothing(tmp_path):
    old, new = unpacked(tmp_path / "old"), unpacked(tmp_path / "new")
    edit(old / LESSON, "nothing", "nothing")
    done = update(new, "--from", str(old))
    assert done.returncode == 0 and "nothing was changed" in done.stdout
    assert not (new / "my_work").exists()


@pytest.mark.parametrize(
    ("folder", "message"), [(".", "this very copy"), ("..", "does not hold a copy"), ("gone", "does not hold a copy")]
)
def test_a_folder_that_is_no_older_copy_is_refused(folder, message, tmp_path):
    course = unpacked(tmp_path / "course")
    done = update(course, "--from", folder)
    assert done.returncode == 2 and message in done.stderr and not (course / "my_work").exists()


def test_without_git_it_tells_the_other_way(tmp_path, monkeypatch):
    course = unpacked(tmp_path / "course")
    monkeypatch.setattr(updating, "ROOT", course)
    with pytest.raises(Problem, match="--from") as told:
        updating.update()
    assert str(course) in str(told.value)


def test_a_digest_means_the_same_to_the_build_and_to_the_update(tmp_path):
    """updating reads notebooks without nbformat, so it tells edited ones on its own."""
    for source in build.sources():
        path = build.target(source)
        assert updating.written_by_hand(path, ROOT) == build.edited_by_hand(path)
