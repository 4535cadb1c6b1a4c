"""A Pyodide distribution for tests without a network: npm's core, and from PyPI the packages that notebooks start with.

Usage: local_pyodide.py NPM_PACKAGE_FOLDER NEW_FOLDER. numpy and matplotlib for the browser stand on neither, so the
distribution has none; tests/test_site_live.py says which cells that leaves out.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "package.json")
NEEDED = ("micropip", "packaging", "ipython", "jedi", "traitlets", "pygments")


def main(source, folder):
    folder.mkdir(parents=True)
    for name in CORE:
        shutil.copy(source / name, folder)
    lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["packages"] = with_dependencies(lock["packages"], NEEDED)
    wanted = [f"{name}=={package['version']}" for name, package in lock["packages"].items()]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, "--python-version", "3.14", "--dest", str(folder), *wanted], check=True)
    for wheel in folder.glob("*.whl"):
        package = lock["packages"][normal(wheel.name.split("-")[0])]  # PyPI's wheel is not byte for byte Pyodide's
        package |= {"file_name": wheel.name, "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest()}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def with_dependencies(packages, names):
    """Those packages, and what they need, by normal name."""
    packages = {normal(name): package for name, package in packages.items()}
    found, waiting = {}, [normal(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = packages[name]
            waiting += map(normal, packages[name]["depends"])
    return found


def normal(name):
    return name.lower().replace("_", "-").replace(".", "-")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
