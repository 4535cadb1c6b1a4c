"""A notebook as it was handed out, and what the tags of its cells say."""

from pathlib import Path

import nbformat

from classroom.files import Problem


def released(preprocessor, resources):
    """The notebook as it was handed out."""
    names = resources["nbgrader"]
    course = preprocessor.parent.parent.coursedir  # a preprocessor belongs to an exporter, and that to a converter
    path = Path(course.format_path(course.release_directory, ".", names["assignment"])) / f"{names['notebook']}.ipynb"
    if not path.exists():
        raise Problem(f"{path} is missing. Run: nbgrader generate_assignment {names['assignment']} --force")
    return nbformat.read(path, 4)


def id_of(cell):
    """The grade_id of a cell, or None."""
    tags = cell.metadata.get("nbgrader")
    return tags.get("grade_id") if isinstance(tags, dict) else None


def is_answer(cell):
    return cell.cell_type == "code" and bool(cell.metadata.get("nbgrader", {}).get("solution"))


def is_check(cell):
    """Whether a cell's mark comes from running it."""
    tags = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and tags.get("grade") and not tags.get("solution")
