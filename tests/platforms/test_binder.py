"""Binder builds the course from requirements.txt and runtime.txt; repo2docker, its builder, tells what it would do."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from classroom.files import ROOT


@pytest.fixture(scope="module")
def plan():
    """What repo2docker says and the Dockerfile that it would build; needs no Docker."""
    pytest.importorskip("repo2docker", reason='repo2docker is not installed: pip install -e ".[binder]"')
    done = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(ROOT)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_binder_takes_the_python_of_runtime_txt(plan):
    assert re.findall(r"Building conda environment for python=(.+)", plan) == ["3.13"]
    assert "unspecified" not in plan


def test_binder_installs_the_requirements_with_the_course_at_hand(plan):
    copied = re.search(r"^COPY .*src/ \$\{REPO_DIR\}/$", plan, flags=re.M)
    installed = re.search(r'^RUN .*pip install .*-r "requirements\.txt"$', plan, flags=re.M)
    assert copied.start() < installed.start()
    assert "apt-get install" not in plan[copied.start() :]


def test_nothing_makes_binder_ignore_these_files():
    """A folder binder or .binder, even an empty one, or an environment.yml would take their place."""
    for name in ("binder", ".binder", "environment.yml", "Dockerfile", "Pipfile", "setup.py", "postBuild", "apt.txt"):
        assert not (ROOT / name).exists()


def test_solutions_are_found_where_the_packages_are_installed_without_their_folder(tmp_path):
    """As on Binder, which installs the course a second time, as a copy without notebooks/."""
    shutil.copytree(ROOT / "classroom", tmp_path / "classroom", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "micrograd_core.py", tmp_path)
    ask = "import classroom; from classroom.checks import solution; print(classroom.__file__, solution('3.1'))"
    for folder in ("notebooks", "notebooks/exercises"):
        done = subprocess.run(
            [sys.executable, "-c", ask],
            cwd=ROOT / folder,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
        )
        assert str(tmp_path) in done.stdout and "other.grad +=" in done.stdout, done.stderr
