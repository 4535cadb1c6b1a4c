"""Runs a program as an ordinary user, for tests that root runs."""

import os
import sys
from pathlib import Path

from classroom.files import ROOT

NOBODY = "65534"


def ordinary(program):
    """The program line that runs `program` (a list of words) as a user without any right of root's.

    What Python and the course need is shown to that user, also where it lies in root's home directory.
    """
    if os.geteuid():
        return program
    home = Path.home()
    line = ["bwrap", "--bind", "/", "/", "--dev-bind", "/dev", "/dev", "--perms", "0755", "--tmpfs", str(home)]
    shown = {Path(sys.base_prefix), Path(sys.prefix), ROOT, Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()}
    needed = sorted(path for path in shown if path.is_relative_to(home))
    for parent in sorted(
        {parent for path in needed for parent in path.parents if parent != home and parent.is_relative_to(home)}
    ):
        line += ["--perms", "0755", "--dir", str(parent)]
    for path in needed:
        line += ["--ro-bind", str(path), str(path)]
    line += ["--setenv", "HOME", "/tmp", "--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return [*line, "setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", *program]
