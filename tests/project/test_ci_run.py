"""What .ci/run does, seen in a copy of it in which every program only writes down how it was called."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from classroom.files import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
TEST_COMMAND = (ROOT / "README.md").read_text(encoding="utf-8").split("<!-- tests -->\n```bash\n")[1].split("\n```")[0]
# A Python says where it is, and makes environments; pytest fails where FAILS names a part of the program's path.
PROGRAM = """\
#!/bin/bash
echo "$0 $*" >>"$CALLS"
case "$*" in
    -c*executable*) echo "$0" ;;
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    "-m pytest"*) [[ -n $COURSE_NO_SKIPS && $0 != *$FAILS* ]] ;;
esac
"""
OTHERS = ["dot", "chromium", "npm", "bwrap", "python3.11", "python3.12", "python3.13"]


@pytest.fixture
def run(tmp_path):
    """run(fails) gives the code with which .ci/run ended, and the commands that it ran, each as (environment, words)."""
    course, programs, calls = tmp_path / "course", tmp_path / "programs", tmp_path / "calls"
    (course / ".ci").mkdir(parents=True)
    programs.mkdir()
    for name in ("README.md", ".ci/run"):
        shutil.copy(ROOT / name, course / name)
    for path in [
        *(course / ".ci" / name for name in ("npm", "browser_parts", "colab_python")),
        *map(programs.joinpath, OTHERS),
    ]:
        path.write_text(PROGRAM)
        path.chmod(0o755)

    def run(fails="nowhere"):
        environment = os.environ | {"CALLS": str(calls), "FAILS": fails, "CHROMIUM": "chromium"}
        environment["PATH"] = os.pathsep.join([str(programs), os.environ["PATH"]])
        calls.write_text("")
        done = subprocess.run(["bash", course / ".ci/run"], env=environment, capture_output=True, text=True)
        return done.returncode, [split(line) for line in calls.read_text().splitlines()]

    return run


def split(line):
    """A command as the folder of its environment, or the name of its program, and the words behind it."""
    program, *words = shlex.split(line)
    parent = Path(program).parent
    return (parent.parent.name if parent.name == "bin" else Path(program).name), words


def test_the_readmes_test_command_is_run_as_it_stands(run):
    code, calls = run()
    assert code == 0
    steps = [shlex.split(step) for step in TEST_COMMAND.split(" && ")]
    assert steps[0] == ["python3", "-m", "venv", ".venv"] and steps[-1][:3] == [".venv/bin/python", "-m", "pytest"]
    wanted = [("python3.11", steps[0][1:]), *((".venv", step[1:]) for step in steps[1:])]
    place = calls.index(wanted[-1]) + 1
    assert calls[place - len(wanted) : place] == wanted


def test_the_engine_the_checks_and_the_lessons_are_tested_on_later_pythons(run):
    _, calls = run()
    for version in ("3.12", "3.13"):
        (words,) = [words for where, words in calls if where == f"venv{version}" and "pytest" in words[:2]]
        assert {"tests/core", "tests/checks", "notebooks"} <= set(words)


@pytest.mark.parametrize("where", [".venv/", "venv3.12/", "venv3.13/"])
def test_a_failure_anywhere_is_a_failure_of_all(run, where):
    code, _ = run(where)
    assert code != 0
