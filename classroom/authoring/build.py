"""Notebooks from their sources, one way: notebooks/src/*.py (py:percent) -> execute -> notebooks/*.ipynb.

Exercises go the same way, from src/exercises/ to exercises/, and lose their solutions on it.

The same sources give the same bytes: cell ids come from the text, nothing is timed, and pictures are drawn by the course's
own layout, whatever Graphviz is installed. A notebook that somebody has edited by hand is never overwritten.
"""

import asyncio
import hashlib
import importlib.util
import os
import re
from concurrent.futures import ThreadPoolExecutor

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from classroom.authoring import predictions, setup_cell, slide_tags
from classroom.authoring.embedding import embedded
from classroom.authoring.links import links
from classroom.authoring.notebook_format import KERNELSPEC, LANGUAGE
from classroom.authoring.place import current
from classroom.checks import stubs
from classroom.checks.registry import with_answers
from classroom.files import ROOT, Problem, write_whole

NOTEBOOKS = ROOT / "notebooks"
SOURCES = NOTEBOOKS / "src"

# What the kernel sees during a build, so that no personal setting leaks into a stored output.
KERNEL_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",
    "OMP_NUM_THREADS": "1",
    "TERM": "dumb",
    "COURSE_RENDERER": "builtin",
}

METADATA = ("slideshow", "tags")  # what a built cell keeps of what its source says
OPTIONAL_TORCH = "optional-torch"  # a cell whose stored output is kept where PyTorch is missing
UNSTABLE = re.compile(r" at 0x[0-9a-fA-F]{6,}|ipykernel_\d+|" + re.escape(str(ROOT)))


def sources(names=()):
    """The source files whose name starts with one of `names`, or all; a Problem for a name that fits none."""
    every = sorted(SOURCES.glob("*.py")) + sorted(SOURCES.glob("exercises/*.py"))
    if not names:
        return every
    for name in names:
        if not any(fits(path, name) for path in every):
            raise Problem(f"no lesson starts with {name!r}; there are {', '.join(map(name_of, every))}")
    return [path for path in every if any(fits(path, name) for name in names)]


def fits(source, name):
    """Whether `name` begins a lesson's name (03 means its exercises too) or exercises/03 and so on."""
    return source.name.startswith(name) or name_of(source).startswith(name)


def name_of(path):
    """A source's or a notebook's name below its folder: 03_automatic_backward, exercises/03_automatic_backward."""
    return f"exercises/{path.stem}" if path.parent.name == "exercises" else path.stem


def target(source):
    return NOTEBOOKS / f"{name_of(source)}.ipynb"


def read_source(source, place=None):
    """The notebook that a source file describes, unsolved and not executed; a cell's id depends on its text alone.

    place: where the course is published; None stands for the setting.
    """
    notebook = jupytext.reads(with_answers(source.read_text(encoding="utf-8")), fmt="py:percent")
    place = current() if place is None else place
    names = [name_of(path) for path in sources()]
    notebook.cells = complete(notebook.cells, name_of(source), place, names, target(source).parent)
    if source.parent == SOURCES:
        slide_tags.cut(notebook)
        slide_tags.tag(notebook)
    seen = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and stubs.BEGIN in cell.source:
            cell.source = stubs.stub(cell.source)
        key = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:8]
        seen[key] = seen.get(key, 0) + 1
        cell["id"] = key if seen[key] == 1 else f"{key}-{seen[key]}"
        cell.metadata = nbformat.from_dict({key: cell.metadata[key] for key in METADATA if cell.metadata.get(key)})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    set_metadata(notebook)
    return notebook


def complete(cells, name, place, names, folder):
    """The cells of a source with set-up cell and links put in, and pictures embedded; `folder` is the notebook's own."""
    done = []
    for position, cell in enumerate(cells):
        if cell.cell_type == "code" and cell.source.strip() == setup_cell.MARK:
            cell.source = setup_cell.set_up(place)
        elif cell.cell_type == "markdown":
            cell.source = embedded(cell.source, folder)
        done.append(cell)
        if position == 0 and place:
            done.append(nbformat.v4.new_markdown_cell(links(name, place, names)))
    return done


def set_metadata(notebook):
    """What a built notebook says of itself; the digest tells later whether somebody edited a cell."""
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNELSPEC, "language_info": LANGUAGE, "course": {"digest": digest(notebook)}}
    )


def digest(notebook):
    text = "\0".join(f"{cell.cell_type}\n{cell.source}" for cell in notebook.cells)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def execute(source):
    """The finished notebook of a source file, every cell run in a fresh kernel."""
    notebook = read_source(source)
    target(source).parent.mkdir(parents=True, exist_ok=True)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(target(source).parent)}},
    )
    try:
        asyncio.run(client.async_execute(env={**os.environ, **KERNEL_ENVIRONMENT}))
    except CellExecutionError as error:
        raise Problem(f"{source.name}: a cell fails.\n{error}") from None
    set_metadata(notebook)
    keep_outputs_without_torch(notebook, target(source))
    predictions.hide(notebook)
    refuse_unstable_outputs(notebook, source)
    nbformat.validate(notebook)
    return notebook


def keep_outputs_without_torch(notebook, path):
    """Where PyTorch is not installed, its optional cells keep the outputs that the notebook at `path` has for them."""
    if importlib.util.find_spec("torch") or not path.exists():
        return
    stored = {cell["id"]: cell.get("outputs") for cell in nbformat.read(path, 4).cells}
    for cell in notebook.cells:
        if OPTIONAL_TORCH in cell.metadata.get("tags", []) and stored.get(cell["id"]):
            cell.outputs = stored[cell["id"]]


def refuse_unstable_outputs(notebook, source):
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                raise Problem(f"{source.name}, cell {number} writes to stderr: {output.text[:300]}")
            text = output.get("text", "") + "".join(map(str, output.get("data", {}).values()))
            if found := UNSTABLE.search(text):
                raise Problem(f"{source.name}, cell {number} prints {found[0]!r}, which changes from run to run")


def dumps(notebook):
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n"


def edited_by_hand(path):
    """Whether the cells of the notebook at `path` are no longer those that a build wrote."""
    if not path.exists():
        return False
    try:
        notebook = nbformat.read(path, 4)
    except nbformat.reader.NotJSONError:  # an unmerged file, perhaps
        return True
    return notebook.metadata.get("course", {}).get("digest") != digest(notebook)


def cells_of(notebook):
    """What a source says of a notebook's cells, which is not whether their outputs are hidden."""
    return [(cell["id"], cell.source, predictions.without_hiding(cell.metadata)) for cell in notebook.cells]


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def drift(source):
    """Why the notebook does not fit its source, in words, or None. Needs no kernel."""
    path = target(source)
    if not path.exists():
        return "not built yet"
    if edited_by_hand(path):
        return "edited by hand since it was built"
    built, wanted = nbformat.read(path, 4), read_source(source)
    if cells_of(built) != cells_of(wanted):
        return "its source has changed since it was built"
    counts = [cell.execution_count for cell in code_cells(built)]
    if counts != list(range(1, len(counts) + 1)):
        return "not run from top to bottom, or its outputs were cleared"
    if not predictions.are_hidden(built):
        return "run and saved since it was built, so that the answers to its predictions show"
    return None


def fitted_to(place):
    """{path: text} of every notebook as a build for a course published at `place` writes it; no cell is run again."""
    fitted = {}
    for source in sources():
        path, wanted = target(source), read_source(source, place)
        if edited_by_hand(path):
            raise Problem(f"{name_of(path)}.ipynb was edited by hand since it was built; build it anew, then publish")
        built = path.exists() and nbformat.read(path, 4)
        # It may fit the new place already: an earlier attempt was ended half-way.
        if not built or cells_of(built) not in (cells_of(read_source(source)), cells_of(wanted)):
            raise Problem(f"{name_of(path)}.ipynb does not fit its source; build it, then publish")
        for new, old in zip(code_cells(wanted), code_cells(built), strict=True):
            new.outputs, new.execution_count = old.outputs, old.execution_count
        predictions.hide(wanted)
        fitted[path] = dumps(wanted)
    return fitted


def check(names=()):
    """Print what has drifted; True if nothing has."""
    found = {name_of(source): drift(source) for source in sources(names)}
    if not names:
        for path in [*sorted(NOTEBOOKS.glob("*.ipynb")), *sorted(NOTEBOOKS.glob("exercises/*.ipynb"))]:
            found.setdefault(name_of(path), "has no source")
    for name, reason in found.items():
        print(f"{name}: {reason or 'fits its source'}")
    return not any(found.values())


def build(names=(), force=False):
    """Execute and write the notebooks, all or none. True if all is well."""
    chosen = sources(names)
    for source in [] if force else chosen:
        if edited_by_hand(target(source)):
            raise Problem(
                f"{target(source).name} was edited by hand since it was built, and building would overwrite that. "
                "Copy it elsewhere and try again, or say --force."
            )
    for source, notebook in zip(chosen, executed(chosen)):
        write_whole(target(source), dumps(notebook))
        print(f"{name_of(source)}.ipynb: built")
    return True


def verify(names=()):
    """Print whether a fresh build gives the same bytes as the notebooks that are there; True if it does."""
    fine, chosen = True, sources(names)
    for source, notebook in zip(chosen, executed(chosen)):
        path = target(source)
        same = path.exists() and path.read_text(encoding="utf-8") == dumps(notebook)
        print(f"{name_of(source)}.ipynb: {'identical' if same else 'DIFFERS from a fresh build'}")
        fine &= same
    return fine


def executed(chosen):
    """The finished notebooks of some sources, as many at once as there are processors."""
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(execute, chosen))
