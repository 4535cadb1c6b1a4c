"""What Python in the browser loads when a notebook starts: the course as a wheel, and the list that says where all is.

That list is Pyodide's lock file with three packages more. So `import classroom` works in every notebook, without a cell
that installs anything, and nobody's browser has to ask a package index.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path

from classroom.files import ROOT, Problem

COURSE = "micrograd-course"
FROM_INDEX = ("graphviz", "comm")  # pure Python, and not part of Pyodide; comm is what its kernel needs
FROM_PYODIDE = ("numpy", "matplotlib")
LOCK = "pyodide-lock.json"


def fill(folder, base, prefix):
    """Put the wheels and the lock file into `folder`; returns what is not to be had, of FROM_PYODIDE.

    base: the lock file of a Pyodide, as a dict. prefix: what leads from `folder` to its packages, a URL or a path.
    """
    folder.mkdir(parents=True)
    write_wheel(folder)
    download(folder)
    packages = base["packages"]
    for package in packages.values():
        package["file_name"] = prefix + package["file_name"]
    for wheel in sorted(folder.glob("*.whl")):
        name, number = wheel.name.split("-")[:2]
        packages[name.replace("_", "-")] = entry(wheel, name.replace("_", "-"), number)
    packages[COURSE]["imports"] = ["classroom", "micrograd_core"]
    packages[COURSE]["depends"] = ["graphviz", *(name for name in FROM_PYODIDE if name in packages)]
    (folder / LOCK).write_text(json.dumps(base), encoding="utf-8")
    return [name for name in FROM_PYODIDE if name not in packages]


def entry(wheel, name, number):
    """A wheel as a package of the lock file."""
    return {
        "name": name,
        "version": number,
        "file_name": wheel.name,
        "install_dir": "site",
        "package_type": "package",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "imports": [name.replace("-", "_")],
        "depends": [],
        "unvendored_tests": False,
    }


def write_wheel(folder):
    """The course's own wheel, made by pip from what a student needs of the course; the same bytes each time."""
    with tempfile.TemporaryDirectory() as course:  # a copy, because setuptools leaves its traces where it builds
        for name in ("micrograd_core.py", "pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, course)
        without = shutil.ignore_patterns("__pycache__", "authoring", "lecturer", "site")
        shutil.copytree(ROOT / "classroom", Path(course) / "classroom", ignore=without)
        epoch_of_zip = {"SOURCE_DATE_EPOCH": "315532800"}
        pip("the course's wheel could not be made", "wheel", "--no-deps", "--wheel-dir", folder, course, **epoch_of_zip)
    (path,) = folder.glob(f"{COURSE.replace('-', '_')}-*.whl")
    return path


def pip(failed, *words, **environment):
    """Run pip; a Problem that begins with `failed` and ends with pip's own reason."""
    line = [sys.executable, "-m", "pip", words[0], "--quiet", *map(str, words[1:])]
    done = subprocess.run(line, capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode:
        raise Problem(f"{failed}: {(done.stderr.strip() or 'no reason given').splitlines()[-1]}")


def download(folder):
    """The wheels of FROM_INDEX, in the versions that are installed here, fetched with pip."""
    wanted = [f"{name}=={version(name)}" for name in FROM_INDEX]
    failed = f"pip could not download {' and '.join(wanted)}, which the site serves"
    pip(failed, "download", "--no-deps", "--only-binary=:all:", "--dest", folder, *wanted)


def fetch_lock(address):
    """The lock file at an address, as a dict."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return parse(answer.read(), address)
    except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
        reason = getattr(error, "reason", error)
        raise Problem(
            f"the list of Python's packages for the browser could not be fetched from {address}: {reason}. "
            "Without a network, say --pyodide with the folder of a Pyodide distribution."
        ) from None


def parse(text, origin):
    """A lock file's text as a dict; a Problem that names its origin if it is something else."""
    try:
        lock = json.loads(text)
        whole = all(isinstance(package["file_name"], str) for package in lock["packages"].values())
    except (ValueError, KeyError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise Problem(f"{origin} is not the lock file of a Pyodide distribution")
    return lock
