"""Gives a submission the cells that it was handed out with."""

import ast
import copy
import re

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from classroom.lecturer.grading.preprocessors.handed_out import id_of, is_answer, is_check, released


class RestoreCells(NbGraderPreprocessor):
    """Gives a submission the cells of the released notebook again: what was copied, changed, deleted or lost its tags.

    Of a cell that is there twice, the last one counts. A cell that lost its tags is known by its text, an answer by the names
    that it gives. What is missing comes back behind the cell that it followed; a missing answer stays away, since it may stand
    in a cell of the student's own. Points and locked texts are those of the gradebook, with the hidden checks.
    """

    def preprocess(self, nb, resources):
        given = {id_of(cell): cell for cell in released(self, resources).cells if id_of(cell)}
        locked = locked_texts(resources)
        seen = {words: [] for words in (COPIED, UNTAGGED, CHANGED, PUT_BACK, GONE)}
        known = self.last_of_each(nb, given, seen[COPIED])
        seen[UNTAGGED] += self.without_tags(nb, given, known)
        order = list(filter(None, map(id_of, nb.cells)))
        place = 0
        for name, cell in given.items():
            at = next((i for i, own in enumerate(nb.cells) if id_of(own) == name), None)
            if at is None:
                at = self.put_back(nb, mended(cell, cell, locked.get(name)), place, seen)
            else:
                if is_check(cell) and not same_text(nb.cells[at], cell):
                    seen[CHANGED].append(name)
                nb.cells[at] = mended(nb.cells[at], cell, locked.get(name))
            place = place if at is None else at + 1
        notes = [f"{words}: {several(names)}" for words, names in seen.items() if names]
        if order != [name for name in given if name in order]:
            notes.append("its cells stand in another order than they were handed out in")
        nb.metadata["course"] = {"notes": notes}
        return nb, resources

    def last_of_each(self, nb, given, copied):
        """The names of the given cells that are there; earlier copies and unknown cells lose their tags."""
        found = set()
        for cell in reversed(nb.cells):
            name = id_of(cell)
            if name in found:
                copied.append(name)
            if name in found or name not in given:
                cell.metadata.pop("nbgrader", None)
            else:
                found.add(name)
        return found

    def without_tags(self, nb, given, found):
        """Tag the cells that lost their tags; yields their names."""
        for alike in (same_text, same_names):
            for cell in nb.cells if alike is same_text else reversed(nb.cells):
                known = [n for n in given if n not in found and id_of(cell) is None and alike(cell, given[n])]
                if known:
                    cell.metadata["nbgrader"] = given[known[0]].metadata["nbgrader"]
                    found.add(known[0])
                    yield known[0]

    def put_back(self, nb, cell, place, seen):
        """Insert a cell that is missing, if it has to be there. Returns where, or None for an answer."""
        tags = cell.metadata.nbgrader
        if not tags.solution:
            nb.cells.insert(place, cell)
            seen[PUT_BACK].append(tags.grade_id)
            return place
        seen[GONE].append(tags.grade_id)
        if tags.grade:
            nb.cells.append(cell)  # at the end, so that the empty answer does not undo one that stands elsewhere
        return None


COPIED = "copied, so that the last one counts"
UNTAGGED = "without tags, but known by its text"
CHANGED = "changed, and put back"
PUT_BACK = "deleted, and put back"
GONE = "answers whose cell was deleted"


def several(names):
    """The first of the names of cells, sorted, and how many more there are."""
    shown = ", ".join(sorted(set(names))[:8])
    return shown + (f" and {len(set(names)) - 8} more" if len(set(names)) > 8 else "")


def mended(own, given, text):
    """A cell of a submission with the kind, the tags and, if `text` is not None, the text that it was handed out with."""
    cell = copy.deepcopy(given)
    cell["id"] = own.get("id", given["id"])
    cell.source = own.source if text is None else text
    return cell


def locked_texts(resources):
    """{grade_id: text} of the cells that a student must not change, as the gradebook has them."""
    names = resources["nbgrader"]
    with Gradebook(names["db_url"]) as gradebook:
        notebook = gradebook.find_notebook(names["notebook"], names["assignment"])
        return {cell.name: cell.source for cell in notebook.source_cells if cell.locked}


def same_text(one, other):
    return one.cell_type == other.cell_type and one.source.split() == other.source.split()


def same_names(one, given):
    """Whether a cell gives names as the answer cell `given` does: the same functions, classes or variables."""
    return is_answer(given) and one.cell_type == "code" and set() < names_in(given) <= names_in(one)


def names_in(cell):
    """The names that a code cell gives at its top level."""
    try:
        body = ast.parse(cell.source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(re.findall(r"^(?:def |class )?(\w+)(?= *=[^=]|\()", cell.source, flags=re.M))
    found = {node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return found | {
        name.id
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
    }
