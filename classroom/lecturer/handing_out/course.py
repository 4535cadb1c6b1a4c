"""`python -m classroom new-course DIR`: an nbgrader course directory outside the repository, and its updates.

What was written is remembered in DIR/.course.json, with a digest of each file. A second run replaces a file whose digest is
still the same, leaves every other alone, and says so.
"""

import hashlib
import importlib.metadata
import json
import re
import secrets
import shutil
import tempfile
from pathlib import Path
from string import Template

from classroom.files import ROOT, Problem, write_whole

NBGRADER = "0.9.6"
INSTALL = 'python -m pip install -e ".[lecturer]"'
RECORD = ".course.json"
TEMPLATES = Path(__file__).with_name("templates")
SEED = re.compile(r'^SEED = "([0-9a-f]+)"$', flags=re.M)


def new_course(directory, sandbox=False, seed=None, students=None):
    """Make or update the course in `directory`; True when done.

    sandbox: submissions run under bubblewrap. seed, students: each student of the CSV gets numbers of their own, from the seed.
    """
    require_nbgrader()
    directory = Path(directory).expanduser().resolve()
    record = record_of(directory)
    options = remembered(record, sandbox, seed)
    if options["sandbox"]:
        from classroom.lecturer.grading.sandbox import require

        require(directory)
    files = contents(directory, options, list_of_students(directory, options, students))
    if record is None:
        create(directory, files, options)
        print(f"{directory}: {len(files)} files. Go on with README.md there.")
    else:
        update(directory, files, record["files"], options)
    return True


def require_nbgrader():
    """Raise Problem unless the one version is installed that the course is tested with: it relies on nbgrader's insides."""
    try:
        found = importlib.metadata.version("nbgrader")
    except importlib.metadata.PackageNotFoundError:
        raise Problem(f"nbgrader is not installed; in the course's folder, run {INSTALL}") from None
    if found != NBGRADER:
        raise Problem(
            f"nbgrader {found} is installed, and the course needs {NBGRADER}; in the course's folder, run {INSTALL}"
        )


def record_of(directory):
    """What an earlier run remembered of the course in a directory, or None where a new course can be made."""
    if directory.is_relative_to(ROOT):
        raise Problem(
            f"{directory} is inside the repository, where submissions and grades must never be. Choose another place."
        )
    if directory.is_dir() and (directory / RECORD).is_file():
        try:
            record = json.loads((directory / RECORD).read_text(encoding="utf-8"))
            return {"files": dict(record["files"]), "options": dict(record["options"])}
        except (ValueError, KeyError, TypeError):
            raise Problem(f"{directory / RECORD} is damaged; without it nobody knows what you have changed.") from None
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise Problem(f"{directory} exists and is not a course of ours. Choose a new or an empty directory.")
    return None


def remembered(record, sandbox, seed):
    """The options in force: those asked for, and those of the run before."""
    before = record["options"] if record else {}
    if seed is not None and before.get("variants") and before["variants"] != str(seed):
        raise Problem(
            f"The course's students have their numbers from the seed {before['variants']!r}; another would change them."
        )
    return {"sandbox": bool(sandbox or before.get("sandbox")), "variants": str(seed or before.get("variants", ""))}


def list_of_students(directory, options, students):
    """The text of students.csv, checked, or None if there is none."""
    from classroom.lecturer.handing_out.variants import students_in

    if bool(students) != bool(options["variants"]) and not (directory / "students.csv").exists():
        raise Problem("Numbers of one's own need both: --variants SEED and --students FILE.csv.")
    if not students:
        return None
    students_in(students)
    return Path(students).read_text(encoding="utf-8-sig")


def contents(directory, options, students):
    """{path in the course: text} of every file that a course has."""
    import nbformat

    from classroom.lecturer.handing_out import assignments

    files, rows = {}, []
    for name in assignments.names():
        notebook = assignments.assignment(name)
        files[f"source/{name}/{name}.ipynb"] = nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n"
        rows.append((name, *assignments.points_of(notebook)))
    if not rows:
        raise Problem(f"The exercises' sources are not in {ROOT}: make the course from a clone of the repository.")
    values = {"seed": secret(directory), "variants": options["variants"], "sandbox": options["sandbox"]}
    files["nbgrader_config.py"] = filled("nbgrader_config", **values)
    files["README.md"] = filled("README", table=table(rows), own_numbers=own_numbers(options), safety=safety(options))
    if students is not None:
        files["students.csv"] = students
    return files


def filled(template, **values):
    return Template((TEMPLATES / f"{template}.template").read_text(encoding="utf-8")).substitute(values)


def secret(directory):
    """The course's seed: that in its configuration, or a new one."""
    config = directory / "nbgrader_config.py"
    found = SEED.search(config.read_text(encoding="utf-8")) if config.is_file() else None
    return found[1] if found else secrets.token_hex(16)


def table(rows):
    head = "| assignment | points | of them marked by a person |\n|---|---|---|\n"
    return head + "\n".join(f"| `{name}` | {points} | {by_hand or '–'} |" for name, points, by_hand in rows)


def own_numbers(options):
    if not options["variants"]:
        return ""
    return """   Each student has numbers of their own, so give out `release-for/ID/01_manual_gradients/` instead. They come from the seed and the id, and
   the engine computes the right answers. A notebook with another student's numbers is marked by its own student's, and reported.
"""


def safety(options):
    if options["sandbox"]:
        return (
            "Submissions run under bubblewrap: without network, without sight of `source/`, the gradebook or other students, and with "
            "bounded memory and time. A submission and its check still share one Python interpreter, so who knows its insides can cheat in there; "
            "the report names the tricks that it recognises. Read a few submissions yourself."
        )
    return (
        "Submissions run as you, and can read and write what you can. On Linux, `new-course . --sandbox` locks them in; without it, grade on a "
        "machine that holds nothing else, and keep copies of `gradebook.db`."
    )


def create(directory, files, options):
    """Write a new course, all of it or nothing."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{directory.name}-", dir=directory.parent) as draft:
        draft = Path(draft, "course")
        for path, text in files.items():
            write_whole(draft / path, text)
        remember(draft, {path: digest(text) for path, text in files.items()}, options)
        if directory.exists():
            directory.rmdir()
        shutil.move(draft, directory)


def update(directory, files, before, options):
    """Replace what is still as it was written, leave the rest alone, and say which."""
    digests, counts = dict(before), {"updated": 0, "as they were": 0}
    for path, text in files.items():
        target, wanted = directory / path, digest(text)
        there = digest(target.read_text(encoding="utf-8", errors="replace")) if target.exists() else None
        if there == wanted:
            counts["as they were"] += 1
        elif there is None and path not in before or there is not None and there == before.get(path):
            write_whole(target, text)
            counts["updated"] += 1
        else:
            print(f"left alone: {path}, which you have {'changed' if there else 'removed'}")
            continue
        digests[path] = wanted
    remember(directory, digests, options)
    print(f"{directory}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))


def remember(directory, digests, options):
    record = {"options": options, "files": digests}
    write_whole(directory / RECORD, json.dumps(record, indent=1, sort_keys=True) + "\n")


def digest(text):
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def collected(assignments):
    """For nbgrader's zip_collect: what a downloaded file's path says. NAME_ID_assignsubmission_file_/FILE is Moodle's way,
    NAME_ID_NUMBER_FILE or NAME_LATE_ID_NUMBER_FILE that of Canvas; both may number files that were handed in again."""
    name = r".*[/\\](?P<first_name>[^/\\]*?)_(?:LATE_)?(?P<student_id>\d+)_"
    return rf"{name}(?:assignsubmission_file_[/\\]?|\d+_)(?P<file_id>{'|'.join(map(re.escape, assignments))})[^/\\]*$"
