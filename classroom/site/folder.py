"""The folder that `python -m classroom site` writes: whole or not at all, and never somebody else's."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from classroom.files import Problem

MARK = ".course-site"  # lists what the command wrote, so that the next build knows what it may replace


@contextmanager
def replacing(folder):
    """Gives a new folder to fill; at the end it takes the place of `folder`. An error leaves `folder` as it was."""
    folder = Path(folder).absolute()
    refuse_what_is_not_ours(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise Problem(f"the site cannot be written to {folder}: {error.strerror}") from None
    try:
        draft = work / "new"
        draft.mkdir()
        yield draft
        (draft / MARK).write_text("\n".join(files_in(draft)) + "\n", encoding="utf-8")
        swap(folder, draft, work / "old")
    except OSError as error:
        raise Problem(f"the site could not be written to {folder}: {error}") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def swap(folder, draft, old):
    """Put `draft` in the place of `folder`, which becomes `old`; if that fails, put it back."""
    if folder.exists():
        os.replace(folder, old)
    try:
        os.replace(draft, folder)
    except OSError:
        if old.exists():
            os.replace(old, folder)
        raise


def files_in(folder):
    """The paths of all files below `folder`, with slashes, sorted; without the mark."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return sorted(path for path in paths if path != MARK)


def refuse_what_is_not_ours(folder):
    """A Problem unless `folder` is missing, empty, or holds nothing but what an earlier build wrote."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Problem(f"{folder} is not a folder; say --out with another name")
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / MARK).is_file():
        raise Problem(f"{folder} holds files that this command did not write; say --out with the name of a new folder")
    written = set((folder / MARK).read_text(encoding="utf-8").splitlines())
    if strangers := [path for path in files_in(folder) if path not in written]:
        raise Problem(
            f"{folder} holds {strangers[0]}, which this command did not write and would delete; "
            "move it away or say --out with the name of a new folder"
        )
