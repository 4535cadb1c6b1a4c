"""What can be seen in a submission without running it: what is missing, what is too much, and code that reaches too far.

Everything here only reports. A suspicious submission is graded like any other; a person decides. The code is searched for
what no answer needs and for the few ways past the signature of a mark (inside/marking.py), which itself notes what is done
with imports and built-in functions while the notebook runs.
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

# What a student may import of the course.
OFFERED = re.compile(
    r"classroom(\.(pictures|instruments|ward|data)\b.*|\.checks(\.(check|hint|solution|use_variant|Result|\*))?)?"
)
MODULES = {
    **dict.fromkeys(("IPython", "ipykernel"), "reaches into the notebook's kernel"),
    **dict.fromkeys(("subprocess", "multiprocessing"), "starts programs"),
    **dict.fromkeys(("socket", "http", "urllib", "requests"), "reaches for the network"),
    "ctypes": "reaches into the interpreter's memory",
}
NAMES = {
    "get_ipython": "reaches into the notebook's kernel",
    **dict.fromkeys(("get_objects", "get_referrers", "__subclasses__"), "reaches into the interpreter's memory"),
    **dict.fromkeys(
        ("_getframe", "currentframe", "f_back", "f_globals", "tb_frame", "settrace", "setprofile"),
        "reaches into the interpreter's frames",
    ),
    **dict.fromkeys(("__globals__", "__closure__", "__code__"), "reaches into a function"),
}
MAGIC = re.compile(r"get_ipython\(\)\.(?=run_line_magic|run_cell_magic|system|getoutput)")  # what % and ! become


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
    originals = {tags_of(cell)["grade_id"]: tags_of(cell) for cell in given.cells if "grade_id" in tags_of(cell)}
    texts = {cell.source for cell in given.cells}
    retagged, untouched, notes = [], True, []
    for number, cell in enumerate(notebook.cells, 1):
        tags = tags_of(cell)
        original = originals.get(tags.get("grade_id"), {})
        if any(tags.get(key) != value for key, value in original.items()):
            retagged.append(tags["grade_id"])
        if cell.cell_type == "code" and cell.source not in texts:
            untouched = untouched and original.get("locked", False)
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
    try:
        code = MAGIC.sub("", TransformerManager().transform_cell(re.sub(r"\A\s*%%.*", "", source)))
        tree = compile(code, "", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []  # it does not run either
    return sorted({f"{what} ({name})" for node in ast.walk(tree) for name, what in reaches(node)})


def reaches(node):
    """(name, what it does) for what one node of a cell's syntax tree imports or names."""
    imported = []
    if isinstance(node, ast.Import):
        imported = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        imported = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from ((alias.name, NAMES[alias.name]) for alias in node.names if alias.name in NAMES)
    for name in imported:
        top = name.split(".")[0]
        if top == "classroom" and not OFFERED.fullmatch(name):
            yield name, "reaches for the course's insides"
        elif top in MODULES and not name.startswith("IPython.display"):
            yield top, MODULES[top]
    name = getattr(node, "id", None) or getattr(node, "attr", None)
    if name in NAMES:
        yield name, NAMES[name]
