"""The laboratory: JupyterLite, which is JupyterLab with Python inside the browser, with the course in it.

By default Python itself comes from Pyodide's own server; with a distribution in a folder, from the site.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jupyter_core.paths import jupyter_path
from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL, PYODIDE_KERNEL_PLUGIN_ID, PYODIDE_VERSION

from classroom.authoring.build import NOTEBOOKS
from classroom.files import ROOT, Problem
from classroom.site import wheel

INSTALL = 'install it with python -m pip install -e ".[site]"'
PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", wheel.LOCK)
PACKAGES = ["micropip", "ipython", "jedi", "comm", wheel.COURSE]  # loaded at the start of every kernel, in parallel


def make(folder, pyodide=None):
    """Build the laboratory in `folder`; returns what of numpy and matplotlib it has not.

    pyodide: a folder with a Pyodide distribution, which is copied; None means Pyodide's own server.
    """
    base, prefix, start = from_folder(Path(pyodide)) if pyodide else from_server()
    run_jupyterlite(folder, start)
    if pyodide:
        shutil.copytree(pyodide, folder / "static" / "pyodide")
    return wheel.fill(folder / "static" / "course", base, prefix)


def from_server():
    """Lock file, place of its packages and place of pyodide.mjs, on Pyodide's server."""
    return wheel.fetch_lock(f"{PYODIDE_CDN_URL}/{wheel.LOCK}"), f"{PYODIDE_CDN_URL}/", f"{PYODIDE_CDN_URL}/pyodide.mjs"


def from_folder(pyodide):
    """The same, of a distribution in a folder."""
    if missing := [name for name in PARTS if not (pyodide / name).is_file()]:
        raise Problem(f"{pyodide} is not a Pyodide distribution: it has no {missing[0]}")
    if (found := version_of(pyodide)) != PYODIDE_VERSION:
        raise Problem(f"{pyodide} is Pyodide {found}, and this JupyterLite works with {PYODIDE_VERSION}")
    lock = pyodide / wheel.LOCK
    base = wheel.parse(lock.read_text(encoding="utf-8"), lock)
    base["packages"] = {n: p for n, p in base["packages"].items() if (pyodide / p["file_name"]).is_file()}
    return base, "../pyodide/", "./static/pyodide/pyodide.mjs"


def version_of(pyodide):
    """What a distribution says of its version; one that says nothing is taken to fit."""
    try:
        return json.loads((pyodide / "package.json").read_text(encoding="utf-8"))["version"]
    except FileNotFoundError:
        return PYODIDE_VERSION
    except (ValueError, KeyError, TypeError):
        raise Problem(f"{pyodide} is not a Pyodide distribution: its package.json names no version") from None


def run_jupyterlite(folder, start):
    """`jupyter lite build` on a copy of the notebooks, in a folder of its own, with no setting but these."""
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        stage(home / "contents")
        write_json(home / "jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": page(start)})
        write_json(home / "jupyter_lite_config.json", {"LiteBuildConfig": only_the_kernel()})
        arguments = ["--apps", "lab", "--apps", "notebooks", "--no-sourcemaps", "--no-unused-shared-packages"]
        arguments += ["--contents", "contents", "--output-dir", str(folder.absolute())]
        done = subprocess.run(
            [sys.executable, "-m", "jupyterlite_core", "build", *arguments], cwd=home, capture_output=True, text=True
        )
    if done.returncode or not (folder / "api" / "contents" / "all.json").is_file():
        reason = "\n".join((done.stderr + done.stdout).strip().splitlines()[-5:])
        raise Problem(f"JupyterLite could not be built:\n{reason}")


def only_the_kernel():
    """Settings that take Pyodide's kernel into the site, and no other extension that is installed here."""
    kernel = PYODIDE_KERNEL_PLUGIN_ID.split(":")[0]
    found = [Path(place) / kernel for place in jupyter_path("labextensions") if (Path(place) / kernel).is_dir()]
    if not found:
        raise Problem(f"JupyterLab's extension {kernel} is missing; {INSTALL}")
    return {"ignore_sys_prefix": ["federated_extensions"], "federated_extensions": [str(found[0])]}


def stage(folder):
    """What a student sees in the laboratory's file browser: lessons, exercises and pictures."""
    for path in [*NOTEBOOKS.glob("*.ipynb"), *NOTEBOOKS.glob("exercises/*.ipynb"), *(ROOT / "images").glob("*.svg")]:
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)


def page(start):
    """The settings of JupyterLite's pages; addresses are relative to its root, wherever that is served."""
    lock = f"./static/course/{wheel.LOCK}"
    kernel = {"pyodideUrl": start, "loadPyodideOptions": {"lockFileURL": lock, "packages": PACKAGES}}
    return {"appName": "micrograd", "litePluginSettings": {PYODIDE_KERNEL_PLUGIN_ID: kernel}}


def write_json(path, content):
    path.write_text(json.dumps(content, indent=2), encoding="utf-8")
