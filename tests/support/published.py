"""A copy of the course that is published somewhere, for the tests that look at one."""

import io
import re
import shutil
import subprocess
import sys
import zipfile

from children import environment

from classroom.authoring.place import current
from classroom.files import ROOT

REPOSITORY = "school/micrograd"
PARTS = [
    "README.md",
    "CHANGELOG.md",
    "CITATION.cff",
    "pyproject.toml",
    "requirements.txt",
    "runtime.txt",
    "LICENSE",
    "micrograd_core.py",
]
PARTS += ["classroom", "images", "notebooks", "tests", ".ci", ".github", ".gitignore"]
PASSING = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "artifacts", "micrograd-course")


def copy_of_the_course(folder):
    """All that the repository holds, in `folder`, not published."""
    for part in filter(lambda name: (ROOT / name).exists(), PARTS):
        source = ROOT / part
        shutil.copytree(source, folder / part, ignore=PASSING) if source.is_dir() else shutil.copy(source, folder)
    if current():
        assert command(folder, "publish", "--unset").returncode == 0
    return folder


def command(course, *arguments, python=sys.executable):
    """python -m classroom ... with a copy's own code."""
    return subprocess.run(
        [python, "-m", "classroom", *arguments],
        cwd=course,
        env=environment(course, PYTHONIOENCODING="utf-8"),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def published_copy(folder, *arguments):
    """A copy of the course, published as REPOSITORY or as the arguments say."""
    course = copy_of_the_course(folder)
    done = command(course, "publish", *(arguments or [REPOSITORY]))
    assert done.returncode == 0, done.stderr
    return course


def archive(course, top="micrograd-main"):
    """The bytes of the zip that GitHub would serve."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.mkdir(top)
        for path in sorted(course.rglob("*")):
            if path.is_file() and not re.search(r"__pycache__|\.git[/\\]", str(path)):
                packed.write(path, f"{top}/{path.relative_to(course).as_posix()}")
    return buffer.getvalue()
