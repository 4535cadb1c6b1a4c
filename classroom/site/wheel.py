"""What Python in the browser loads when a notebook starts: the course as a wheel, and the list that says where all is.

That list is Pyodide's lock file with three packages more. So `import classroom` works in every notebook, without a cell
that installs anything, and nobody's browser has to ask a package index.
"""

import base64
import hashlib
import json
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from importlib.metadata import version

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
    """The course's own wheel: both packages, and the exercises' sources, from which solution() reads."""
    number = version(COURSE)
    info = f"{COURSE.replace('-', '_')}-{number}.dist-info"
    paths = [ROOT / "micrograd_core.py", *sorted((ROOT / "classroom").rglob("*.py"))]
    paths += sorted((ROOT / "notebooks" / "src" / "exercises").glob("*.py"))
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths if path.parent.name != "site"}
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {COURSE}\nVersion: {number}\n".encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: classroom\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    record = [f"{name},sha256={digest(data)},{len(data)}" for name, data in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""]).encode()
    path = folder / f"{COURSE.replace('-', '_')}-{number}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # ZipInfo: no time of day inside
    return path


def digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def download(folder):
    """The wheels of FROM_INDEX, in the versions that are installed here, fetched with pip."""
    wanted = [f"{name}=={version(name)}" for name in FROM_INDEX]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    done = subprocess.run([*pip, "--dest", str(folder), *wanted], capture_output=True, text=True)
    if done.returncode:
        reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise Problem(f"pip could not download {' and '.join(wanted)}, which the site serves: {reason}")


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
