"""What grading leaves behind: a record for each submission, and for each assignment a report that a person reads.

DIR/reports/ASSIGNMENT/STUDENT.json says what was graded and how it went; it is written last, so a submission without one is
graded again. DIR/reports/ASSIGNMENT.txt has a line for everything that a person has to look at.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path

from classroom.files import write_whole

GRADED, FAILED, NOT_GRADED = "graded", "failed", "not graded"


@dataclass(frozen=True)
class Record:
    """How the grading of one submission went.

    outcome: "graded"; "failed", where nbgrader could not grade it and it has 0 points until a person decides; "not graded",
    where something went wrong that is not the submission's doing, so that the next run tries again.
    digest: what was graded, see digest_of(). points, possible: what the gradebook says after it. notes: for a person.
    """

    student: str
    outcome: str
    digest: str
    points: float = 0.0
    possible: float = 0.0
    seconds: float = 0.0
    notes: list = field(default_factory=list)


def place(course, assignment, student=None):
    """The file of a record, or without a student the folder of an assignment's records."""
    folder = Path(course, "reports", assignment)
    return folder / f"{student}.json" if student else folder


def remember(course, assignment, record):
    write_whole(
        place(course, assignment, record.student), json.dumps(asdict(record), indent=1, ensure_ascii=False) + "\n"
    )


def recall(course, assignment):
    """{student: Record} of an assignment; a record that cannot be read counts as none."""
    found = {}
    for path in sorted(place(course, assignment).glob("*.json")):
        try:
            found[path.stem] = Record(**json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError):
            continue
    return found


def digest_of(folder):
    """A digest of everything in a submission's folder: another file, name, byte or link gives another."""
    digest = hashlib.sha256()
    for path in sorted(Path(folder).rglob("*")):
        digest.update(f"{path.relative_to(folder)}\0".encode(errors="surrogateescape"))
        if path.is_symlink():
            digest.update(str(path.readlink()).encode(errors="surrogateescape"))
        elif path.is_file():
            with open(path, "rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def text_of(assignment, records, missing=(), unknown=()):
    """The report of an assignment.

    records: those of every submission, in order. missing: students in the gradebook who handed in nothing. unknown: collected
    files that nbgrader could not place.
    """
    flagged = [record for record in records if record.notes or record.outcome != GRADED]
    smooth = sum(record.outcome == GRADED and not record.notes for record in records)
    lines = [f"{assignment}: {len(records)} submissions, {len(flagged)} to look at, {smooth} without a remark."]
    if flagged:
        lines += [
            "A remark alone takes no points away. Look, decide, and change marks in formgrader where you have to.",
            "",
        ]
    for record in flagged:
        for note in merged(record.notes) or ["it could not be graded"]:
            lines.append(f"{record.student} ({worth(record)}): {one_line(note)}")
    if missing:
        lines += ["", f"In the class list, nothing handed in: {', '.join(missing)}"]
    if unknown:
        lines += [
            "",
            f"Collected, but not called like the assignment; copy to submitted/ID/{assignment}/{assignment}.ipynb:",
        ]
        lines += [one_line(path) for path in unknown]
    return "\n".join(lines) + "\n"


def merged(notes):
    """Notes that differ in the cell or the exercise alone become one note about all of these."""
    groups = {}
    for note in notes:
        found = re.match(r"(.*?\b(?:cell|check of) )(\S+)(.*)", note, flags=re.S)
        before, name, after = found.groups() if found else (note, "", "")
        groups.setdefault((before, after), []).append(name)
    return [before + ", ".join(dict.fromkeys(names)) + after for (before, after), names in groups.items()]


def worth(record):
    if record.outcome != GRADED:
        return record.outcome if record.outcome == NOT_GRADED else f"{record.outcome}, 0 points for now"
    return f"{record.points:g} of {record.possible:g} points"


def one_line(note, longest=300):
    """A note as one printable line: some of its words come from the submission."""
    text = "".join(char if char.isprintable() else " " for char in " ".join(str(note).split()))
    return text if len(text) <= longest else text[: longest - 4] + " ..."


def write_report(course, assignment, records, missing=(), unknown=()):
    """Write DIR/reports/ASSIGNMENT.txt, and return its path and text."""
    path = Path(course, "reports", f"{assignment}.txt")
    text = text_of(assignment, records, missing, unknown)
    write_whole(path, text)
    return path, text
