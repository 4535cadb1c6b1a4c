"""What can be seen in a submission without running it: what is missing, what is too much, and code that looks like a trick.

Everything here only reports. A suspicious submission is graded like any other; a person decides.
"""

import ast
import os
import re
import stat
from pathlib import Path

import nbformat
from IPython.core.inputtransformer2 import TransformerManager

LARGEST = 100  # MiB
NOT_HANDED_IN = ("timestamp.txt", ".DS_Store", "__MACOSX", ".ipynb_checkpoints", "__pycache__")

MODULES = {
    "subprocess": "starts programs",
    "multiprocessing": "starts programs",
    "pty": "starts programs",
    "ctypes": "reaches into the interpreter's memory",
    "gc": "reaches into the interpreter's memory",
    "builtins": "reaches for Python's built-in functions",
    "importlib": "loads modules by another way than import",
    "runpy": "loads modules by another way than import",
    "pkgutil": "loads modules by another way than import",
    "inspect": "reads the source of what runs it",
    "linecache": "reads the source of what runs it",
    "IPython": "reaches into the notebook's kernel",
    "ipykernel": "reaches into the notebook's kernel",
    "signal": "changes how it can be interrupted",
    "socket": "reaches for the network",
    "urllib": "reaches for the network",
    "requests": "reaches for the network",
    "http": "reaches for the network",
}
NAMES = {
    "get_ipython": "reaches into the notebook's kernel",
    "__builtins__": "reaches for Python's built-in functions",
    "__import__": "loads modules by another way than import",
    "eval": "runs text as code",
    "exec": "runs text as code",
    "globals": "changes or reads names by their text",
    "setattr": "changes or reads names by their text",
    "open": "reads or writes files",
    "exit": "ends the kernel",
    "quit": "ends the kernel",
}
ATTRIBUTES = {
    "modules": "changes or reads what has been imported",
    "_exit": "ends the kernel",
    "abort": "ends the kernel",
    "kill": "ends processes",
    "fork": "starts programs",
    "system": "starts programs",
    "popen": "starts programs",
    "read_text": "reads or writes files",
    "write_text": "reads or writes files",
    **dict.fromkeys(
        (
            "_getframe",
            "settrace",
            "setprofile",
            "f_back",
            "f_globals",
            "tb_frame",
            "__globals__",
            "__code__",
            "__closure__",
        ),
        "reaches into the interpreter's frames",
    ),
    **dict.fromkeys(("__subclasses__", "__mro__", "__bases__"), "reaches for Python's built-in classes"),
}
OURS = ("check", "hint", "solution", "use_variant", "award", "_award")
HARMLESS_MAGICS = re.compile(r"^%(matplotlib|config|precision)\b.*$|^%%?(time|timeit)\b", flags=re.M)


class Unreadable(Exception):
    """A submission that must not or cannot be run; its text says why."""


def inspect_submission(folder, release):
    """Notes on a submission: folder is what was handed in, release what was handed out. Raises Unreadable."""
    folder, release = Path(folder), Path(release)
    files = files_of(folder)
    given = {path.name: path for path in release.glob("*.ipynb")}
    present = [name for name in given if folder / name in files]
    others = [
        str(path.relative_to(folder)) for path in files if path.name not in given and not (release / path.name).exists()
    ]
    if not present:
        found = ", ".join(others[:5]) or "nothing"
        raise Unreadable(f"there is no {' or '.join(given)}; handed in: {found}")
    notes = [f"{name} was not handed in" for name in given if name not in present]
    if others:
        notes.append(f"other files were handed in, too: {', '.join(others[:5])}{' ...' if len(others) > 5 else ''}")
    for name in present:
        notes += compared(opened(folder / name), opened(given[name]))
    return notes


def files_of(folder):
    """The files of a submission; Unreadable where something else than files and folders is among them, or too much."""
    files, size = [], 0
    for place, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            path = Path(place, name)
            mode = path.lstat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                raise Unreadable(
                    f"{path.relative_to(folder)} is a link or a special file, which nobody can hand in by accident"
                )
            size += path.lstat().st_size
        folders[:] = [name for name in folders if name not in NOT_HANDED_IN]
        files += [Path(place, name) for name in names if name not in NOT_HANDED_IN]
    if size > LARGEST * 2**20:
        raise Unreadable(f"it has {size // 2**20} MiB; more than {LARGEST} MiB are not graded")
    return sorted(files)


def opened(path):
    """The notebook in a file; Unreadable if it cannot be opened."""
    try:
        notebook = nbformat.read(path, 4)
        nbformat.validate(notebook)
        return notebook
    except Exception as error:  # noqa: BLE001, nbformat raises whatever it stumbles over
        said = str(error).splitlines() or [type(error).__name__]
        raise Unreadable(f"{path.name} cannot be opened as a notebook: {said[0][:100]}") from None


def compared(notebook, given):
    """Notes on a notebook that was handed in, beside the one that was handed out."""
    originals = {tags_of(cell)["grade_id"]: cell for cell in given.cells if "grade_id" in tags_of(cell)}
    retagged, untouched, notes = [], True, []
    for number, cell in enumerate(notebook.cells, 1):
        tags = tags_of(cell)
        original = originals.get(tags.get("grade_id"))
        if original is not None and any(tags.get(key) != value for key, value in tags_of(original).items()):
            retagged.append(tags["grade_id"])
        locked = original is not None and tags_of(original).get("locked")
        if cell.cell_type == "code" and not locked and (original is None or cell.source != original.source):
            untouched = False
            notes += [f"cell {number} {note}" for note in suspicious(cell.source)]
    if retagged:
        notes.append(f"the tags or points of cells were changed, and put back: {', '.join(retagged)}")
    if untouched:
        notes.append("nothing was filled in")
    return notes


def tags_of(cell):
    found = cell.metadata.get("nbgrader")
    return {key: value for key, value in found.items() if key != "checksum"} if isinstance(found, dict) else {}


def suspicious(source):
    """What a cell's code does that no exercise needs: such as "starts programs (subprocess)"."""
    source = HARMLESS_MAGICS.sub("", source)
    try:
        tree = ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return sorted(f"{WORDS[word]} ({word})" for word in set(re.findall(r"\w+", source)) & WORDS.keys())
    modules = {
        alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    return sorted({f"{what} ({name})" for node in ast.walk(tree) for name, what in tricks(node, modules)})


WORDS = {**MODULES, **NAMES, **{name: what for name, what in ATTRIBUTES.items() if name.startswith("_")}}


def tricks(node, modules):
    """(name, what it does) for each suspicious thing in one node of a cell's syntax tree."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        yield from ((name, MODULES[top]) for name in names if (top := name.split(".")[0]) in MODULES)
        yield from redefined(alias.asname for alias in node.names)
    elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield from redefined([node.name])
    elif isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Load):
            yield from ((name, NAMES[name]) for name in [node.id] if name in NAMES)
        else:
            yield from redefined([node.id])
    elif isinstance(node, ast.Attribute):
        if isinstance(node.ctx, ast.Store) and ast.unparse(node.value) in modules:
            yield ast.unparse(node), "replaces a part of a module"
        if node.attr in ATTRIBUTES:
            yield node.attr, ATTRIBUTES[node.attr]


def redefined(names):
    return ((name, "gives one of the course's own names another meaning") for name in names if name in OURS)
