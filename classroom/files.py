"""Where the course's files are, how one is written (whole or not at all), and how a command says what is wrong."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Problem(Exception):
    """Something a person has to mend; its text says what, in a sentence or two."""


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` so that a crash leaves the old file, never half a new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def write_all(texts: dict[Path, str]) -> None:
    """Write {path: text}, all or none: every draft is there before the first takes its place."""
    drafts = []
    try:
        for path, text in texts.items():
            draft = path.with_name(path.name + ".new")
            draft.write_text(text, encoding="utf-8", newline="\n")
            drafts.append((draft, path))
        for draft, path in drafts:
            os.replace(draft, path)
    except OSError as error:
        raise Problem(f"{error.filename} could not be written: {error.strerror}") from None
    finally:
        for draft, _ in drafts:
            draft.unlink(missing_ok=True)
