"""A new version of the course, without losing what you have written: python -m classroom update.

A file that you changed and that is new as well cannot stay where it is. It goes, as you left it, to my_work/, under today's
date; the new version takes its place. Files that only you changed, or that only you have, stay.
"""

import datetime
import filecmp
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from classroom.files import ROOT, Problem

KEPT = "my_work"
NEWS = "CHANGELOG.md"
DRAFT = ".new-"
TOOLS = {".git", ".venv", "__pycache__", ".ipynb_checkpoints", "node_modules"}


def add(commands):
    """The command, for classroom/__main__.py."""
    parser = commands.add_parser("update", help="fetch the course's new version; what you changed is kept in my_work/")
    parser.add_argument("--from", dest="old", metavar="FOLDER", help="take your work over from an older copy instead")
    parser.set_defaults(run=lambda options: take_over(options.old) if options.old else update())


def update():
    """Bring the git repository that the course stands in up to date; returns True, or raises a Problem."""
    if not (ROOT / ".git").exists():
        raise Problem(
            "this folder was not made by git. Unpack the new version into a folder of its own, and run there: "
            f'python -m classroom update --from "{ROOT}"'
        )
    if (ROOT / git("rev-parse", "--git-path", "MERGE_HEAD")).exists():
        raise Problem("git is in the middle of a merge; end it first: git merge --abort, or git commit")
    git("fetch", "--quiet", told="the new version could not be fetched, and nothing has changed")
    if not names("diff", "--name-only", "HEAD...@{upstream}"):
        print("There is no new version.")
        return True
    moved = keep(ROOT, clashes())
    if git("rev-list", "--count", "@{upstream}..HEAD") != "0":
        raise Problem(
            "you have committed changes of your own, so git has to merge: git pull. "
            f"{'Copies of the files that both sides changed are in ' + moved if moved else 'Nothing has changed'}"
        )
    known = changes_told_in(ROOT)
    step_forward()
    print("The course is up to date.")
    tell_what_is_new(known)
    return True


def changes_told_in(course):
    """The lines of a copy's CHANGELOG.md that name a version or a change; none where there is no such file."""
    try:
        text = (course / NEWS).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [line for line in text.splitlines() if line.startswith(("## ", "- "))]


def tell_what_is_new(known):
    """Print what CHANGELOG.md tells beyond the lines `known`."""
    for line in changes_told_in(ROOT):
        if line not in known:
            print(line.removeprefix("## "))


def clashes():
    """The files that the new version changes and that here are not as git has them, in the order of their names."""
    coming = set(names("diff", "--name-only", "--no-renames", "HEAD...@{upstream}"))
    base = git("merge-base", "HEAD", "@{upstream}")
    changed = set(names("diff", "--name-only", "--no-renames", base))
    tracked = set(names("ls-files"))
    return sorted(name for name in coming if name in changed or (name not in tracked and (ROOT / name).exists()))


def step_forward():
    """Put the new version in place. What stands in its way has been copied."""
    for name in clashes():
        if git("ls-tree", "--name-only", "HEAD", "--", name):
            git("checkout", "--quiet", "HEAD", "--", name)
        else:
            git("rm", "--quiet", "--cached", "--ignore-unmatch", "--", name)
            (ROOT / name).unlink(missing_ok=True)
    git("merge", "--quiet", "--ff-only", "@{upstream}", told=f"git could not go on; your files are in {KEPT}")
    if {"requirements.txt", "pyproject.toml"} & set(names("diff", "--name-only", "ORIG_HEAD", "HEAD")):
        print("What the course needs may have changed: python -m pip install -r requirements.txt")


def git(*arguments, told=None):
    """What git prints. `told` begins the Problem if git fails."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    except FileNotFoundError:
        raise Problem("git is not installed") from None
    if done.returncode:
        reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise Problem(f"{told or 'git ' + arguments[0] + ' failed'}: {reason}")
    return done.stdout.strip()


def names(*arguments):
    """The file names that git prints, whatever is in them."""
    return [name for name in git(*arguments, "-z").split("\0") if name]


def take_over(old):
    """Copy what somebody wrote in another copy of the course into my_work/ of this one; the other copy is only read."""
    old = Path(old).expanduser().absolute()
    if not (old / "micrograd_core.py").is_file() or not (old / "notebooks").is_dir():
        raise Problem(f"{old} does not hold a copy of the course")
    if old.resolve() == ROOT:
        raise Problem(f"{old} is this very copy; name the older one")
    mine = [path.relative_to(old).as_posix() for path in files_in(old) if written_by_hand(path, old)]
    if not keep(old, mine):
        print(f"In {old} nothing was changed.")
    tell_what_is_new(changes_told_in(old))
    return True


def files_in(folder):
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in set(folders) - TOOLS if not name.startswith(DRAFT))
        yield from (Path(parent, name) for name in sorted(files))


def written_by_hand(path, course):
    """Whether a file of another copy is its reader's: an edited notebook, or anything in my_work/."""
    if path.relative_to(course).parts[0] == KEPT:
        return True
    if path.suffix != ".ipynb":
        return False
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
        built = notebook["metadata"].get("course", {}).get("digest")
    except (ValueError, KeyError, TypeError, AttributeError):  # damaged: not for us to judge
        return True
    text = "\0".join(f"{kind}\n{source}" for kind, source in cells)
    return built != hashlib.sha256(text.encode()).hexdigest()[:16]


def keep(home, files):
    """Copy files from `home` to a new folder in my_work/, whole or not at all; returns its name, or None without files.

    What my_work/ holds already, byte for byte, is not copied again.
    """
    held = list(files_in(ROOT / KEPT))
    files = [name for name in files if (home / name).is_file()]
    fresh = [n for n in files if not any(p.name == Path(n).name and filecmp.cmp(p, home / n, False) for p in held)]
    if not fresh:
        return KEPT if files else None
    try:
        folder = copy_whole(home, fresh)
    except OSError as error:
        raise Problem(f"{error.filename} could not be copied, and nothing has changed: {error.strerror}") from None
    for name in fresh:
        print(f"kept: {name} -> {KEPT}/{folder.name}/{name.removeprefix(KEPT + '/')}")
    return f"{KEPT}/{folder.name}"


def copy_whole(home, files):
    """A new folder in my_work/ with copies of the files; it is there when all of them are."""
    (ROOT / KEPT).mkdir(exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=ROOT / KEPT, prefix=DRAFT))
    try:
        draft.chmod(0o755)
        for name in files:
            place = draft / name.removeprefix(f"{KEPT}/")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(home / name, place)
        return draft.rename(unused(ROOT / KEPT / datetime.date.today().isoformat()))
    finally:
        for unfinished in (ROOT / KEPT).glob(f"{DRAFT}*"):  # also what a killed update left
            shutil.rmtree(unfinished, ignore_errors=True)


def unused(folder):
    """`folder`, or folder-2, folder-3 and so on, whichever is not there yet."""
    number, candidate = 1, folder
    while candidate.exists():
        number += 1
        candidate = folder.with_name(f"{folder.name}-{number}")
    return candidate
