"""The environment of the programs that tests start."""

import os
from pathlib import Path

LEAN = Path(__file__).with_name("lean")


def environment(folder, **more):
    """This process's environment, but Python finds the course in `folder`, and starts quickly; see support/lean."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(LEAN)]), **more}
