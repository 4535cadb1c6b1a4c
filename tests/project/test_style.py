"""Code and prose are in order: what .pre-commit-config.yaml looks at before a commit finds nothing to mend."""

import subprocess
import sys

import pytest
from ruamel.yaml import YAML

from classroom.files import ROOT

REPOSITORIES = YAML(typ="safe").load(ROOT / ".pre-commit-config.yaml")["repos"]
HOOKS = {hook["id"]: hook for repository in REPOSITORIES for hook in repository["hooks"]}


@pytest.mark.parametrize("hook", sorted(HOOKS.keys() - {"notebooks"}))  # which test_notebooks.py looks at
def test_nothing_to_mend(hook):
    command = HOOKS[hook]["entry"].split()[1:]
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hooks_run_the_tools_that_are_installed_here_on_everything():
    """A hook of another repository would bring a version of its own, and one that gets file names would skip the others."""
    assert [repository["repo"] for repository in REPOSITORIES] == ["local"]
    assert list(HOOKS) == ["lint", "format", "spelling", "types", "notebooks"]
    assert HOOKS["notebooks"]["entry"] == "python -m classroom build --check"
    for hook in HOOKS.values():
        assert hook["entry"].startswith("python -m ") and hook["language"] == "system"
        assert hook["pass_filenames"] is False and "files" not in hook and "types" not in hook
