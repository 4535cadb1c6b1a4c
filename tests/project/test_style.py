"""Code and prose are in order: the linter, the formatter and the spelling checker find nothing."""

import subprocess
import sys

import pytest

from classroom.files import ROOT

PROSE = ["README.md", "classroom", "tests", "notebooks/src", "micrograd_core.py"]


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "--no-cache"], ["ruff", "format", "--check", "--no-cache"], ["codespell_lib", *PROSE]],
    ids=["lint", "format", "spelling"],
)
def test_nothing_to_mend(command):
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
