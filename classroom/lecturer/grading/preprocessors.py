"""What nbgrader runs over a notebook on its way to the students and back; nbgrader_config.py puts these in their places.

On the way out Blanked takes the solutions away. On the way back Mended gives a submission the cells that it was handed out
with, OwnNumbers the numbers of its student, Marked runs it and takes only signed marks, and Saved stores them.

What a person has to look at is written into the graded notebook: metadata.course.notes, a list of sentences.
"""

import ast
import copy
import hashlib
import json
import re
import secrets
from pathlib import Path

import nbformat
from nbclient.exceptions import CellTimeoutError
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Unicode

from classroom.checks import stubs
from classroom.checks.registry import registry
from classroom.files import Problem, write_whole
from classroom.lecturer.grading.execution import BoundedExecute
from classroom.lecturer.handing_out import variants
from classroom.lecturer.inside import marking


class Blanked(ClearSolutions):
    """Takes solutions out exactly as in the students' own notebooks."""

    def preprocess_cell(self, cell, resources, index):
        if stubs.BEGIN in cell.source and cell.cell_type == "code":
            cell.source = stubs.stub(cell.source)
            return cell, resources
        return super().preprocess_cell(cell, resources, index)


class CopyForEach(NbGraderPreprocessor):
    """Writes release-for/STUDENT/ASSIGNMENT/, the notebook with the numbers of each student in students.csv."""

    seed = Unicode("", help="what the students' own numbers come from; empty: no copies").tag(config=True)

    def preprocess(self, nb, resources):
        if self.seed:
            names, course = resources["nbgrader"], self.parent.parent.coursedir
            for student in variants.students_in(Path(course.root, "students.csv")):
                own = variants.personal(nb, variants.code_of(student, self.seed))
                path = Path(course.root, variants.FOLDER, student, names["assignment"], f"{names['notebook']}.ipynb")
                write_whole(path, nbformat.writes(own, version=nbformat.NO_CONVERT) + "\n")
        return nb, resources


# Sanitizing: before a submission runs.


class Mended(NbGraderPreprocessor):
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


def id_of(cell):
    """The grade_id of a cell, or None."""
    tags = cell.metadata.get("nbgrader")
    return tags.get("grade_id") if isinstance(tags, dict) else None


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


def released(preprocessor, resources):
    """The notebook as it was handed out."""
    names = resources["nbgrader"]
    course = preprocessor.parent.parent.coursedir  # a preprocessor belongs to an exporter, and that to a converter
    path = Path(course.format_path(course.release_directory, ".", names["assignment"])) / f"{names['notebook']}.ipynb"
    if not path.exists():
        raise Problem(f"{path} is missing. Run: nbgrader generate_assignment {names['assignment']} --force")
    return nbformat.read(path, 4)


class OwnNumbers(NbGraderPreprocessor):
    """Gives the locked cells the numbers of the student whose folder the notebook lies in, whatever it says itself."""

    seed = Unicode("", help="what the students' own numbers come from; empty: the same numbers for all").tag(
        config=True
    )

    def preprocess(self, nb, resources):
        if not self.seed:
            return nb, resources
        student = resources["nbgrader"]["student"]
        code, said = variants.code_of(student, self.seed), submitted_code(self, resources)
        if said != code:
            whose = owner(said, self.seed, self.parent.parent.coursedir.root)
            nb.metadata["course"]["notes"].append(
                f"its numbers are those of {whose}; it was marked by those of its own student"
            )
        nb.metadata["course"]["code"] = code
        return variants.personal(nb, code, only_locked=True), resources


def owner(code, seed, course):
    """Whose numbers a code stands for, in words."""
    for student in variants.students_in(Path(course, "students.csv")) if code else ():
        if variants.code_of(student, seed) == code:
            return student
    return f"nobody in students.csv, with the code {code}" if code else "the class"


def submitted_code(preprocessor, resources):
    """The code that a notebook was handed in with, before its locked cells were restored."""
    names = resources["nbgrader"]
    course = preprocessor.parent.parent.coursedir
    folder = Path(course.format_path(course.submitted_directory, names["student"], names["assignment"]))
    return variants.code_in(nbformat.read(folder / f"{names['notebook']}.ipynb", 4))


# Grading: running a submission, and storing its marks.


class Marked(BoundedExecute):
    """Runs a submission in a kernel that marking.begin() has prepared, and takes no mark without its signature."""

    seed = Unicode("", help="the course's secret: what the numbers come from on which answers are tried").tag(
        config=True
    )

    def preprocess(self, nb, resources, km=None):
        self.key, self.begun = secrets.token_hex(16), False
        self.notes = nb.metadata.setdefault("course", {}).setdefault("notes", [])
        last = None
        try:
            nb, resources = super().preprocess(nb, resources, km)
        except (RuntimeError, CellTimeoutError) as error:  # the kernel died, or does not answer any more
            if not self.begun:
                raise
            last = str(error).splitlines()[0]
            where = next((i for i, cell in enumerate(nb.cells, 1) if cell is self.running), 0)
            self.notes.append(f"the kernel ended in cell {where} ({last}); the checks from there on earned nothing")
        for cell in nb.cells:
            if is_check(cell):
                take_mark(cell, self.key, self.notes, last)
        nb.metadata["course"]["notes"] = sorted(set(self.notes), key=self.notes.index)
        return nb, resources

    def preprocess_cell(self, cell, resources, index):
        if not self.begun:
            self.begin(resources)
        self.running = cell
        cell, resources = super().preprocess_cell(cell, resources, index)
        for output in cell.get("outputs", []):
            if output.get("ename") == "CellTimeoutError":
                self.notes.append(f"cell {index + 1} was still running after {self.timeout} seconds and was stopped")
            if output.get("ename") == "SyntaxError" or output.get("ename") == "IndentationError":
                self.notes.append(f"cell {index + 1} is not Python: {output.ename}: {output.evalue}")
        return cell, resources

    def begin(self, resources):
        """Prepare the kernel, silently, so that neither history nor outputs keep the key."""
        names = resources["nbgrader"]
        seed = hashlib.sha256(f"{self.seed} {names['assignment']}".encode()).hexdigest()
        code = self.nb.metadata["course"].get("code", "")
        arguments = json.dumps([self.key, seed, code, imported(released(self, resources))])
        text = f"from classroom.lecturer.inside import marking as _\n_.begin(*__import__('json').loads({arguments!r}))\ndel _"
        reply = self.wait_for_reply(self.kc.execute(text, silent=True, store_history=False))
        if reply is None or reply["content"]["status"] != "ok":
            raise Problem(f"The kernel cannot mark: {reply['content'].get('evalue') if reply else 'no answer'}")
        self.begun = True


def is_answer(cell):
    return cell.cell_type == "code" and bool(cell.metadata.get("nbgrader", {}).get("solution"))


def is_check(cell):
    """Whether a cell's mark comes from running it."""
    tags = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and tags.get("grade") and not tags.get("solution")


def imported(nb):
    """{module: names} that the cells of a notebook, as it was handed out, import from the course."""
    found = {}
    for cell in nb.cells:
        for node in ast.walk(ast.parse(cell.source)) if cell.cell_type == "code" else ():
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("classroom", marking.ENGINE):
                found.setdefault(node.module, []).extend(alias.name for alias in node.names)
    return found


def take_mark(cell, key, notes, ended=None):
    """Leave in a check cell's outputs its signed mark, scaled to the cell's points, or an error.

    What the answer writes to stderr, warnings and so on, costs nothing: nbgrader would give 0 points for it.
    """
    number = stubs.checked_number(cell.source) or id_of(cell)
    cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    signed = [output for output in cell.outputs if is_signed(output, key, number)]
    if len(signed) == 1:
        _, earned, possible, seen = json.loads(signed[0].metadata.course.record)
        notes.extend(seen)
        points = earned / possible * cell.metadata.nbgrader["points"]
        signed[0].data, signed[0].metadata = (
            nbformat.from_dict({"text/plain": str(round(points, 4))}),
            nbformat.from_dict({}),
        )
        cell.outputs = [o for o in cell.outputs if o.output_type in ("stream", "display_data")] + signed
        return
    failed = [output for output in cell.outputs if output.output_type == "error"]
    if not failed:
        why = ended or "its check did not come back with a mark"
        if not ended:
            notes.append(f"the check of {number} ran without giving a mark: the notebook has interfered with it")
        failed = [nbformat.v4.new_output("error", ename="NoMark", evalue=why, traceback=[f"No mark: {why}."])]
    cell.outputs = [output for output in cell.outputs if output.output_type == "stream"] + failed


def is_signed(output, key, number):
    """Whether an output is a mark for this exercise, made by award() in this run."""
    said = output.get("metadata", {}).get("course", {})
    record = said.get("record", "") if isinstance(said, dict) else ""
    if not secrets.compare_digest(str(said.get("seal", "")) if record else "", marking.seal(key, record)):
        return False
    return output.output_type == "execute_result" and json.loads(record)[0] == number


class Saved(SaveAutoGrades):
    """Stores the marks, and puts the rubric of a free text into its comment, where formgrader shows it."""

    def _add_comment(self, cell, resources):
        super()._add_comment(cell, resources)
        tags = cell.metadata.nbgrader
        if not tags.get("grade"):
            return
        comment = self.gradebook.find_comment(tags["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        if comment.auto_comment is None and (lines := rubric_of(tags["grade_id"])):
            comment.auto_comment = "1 point each: " + " / ".join(lines)
            self.gradebook.db.commit()


def rubric_of(grade_id):
    """The rubric of the exercise whose answer cell has this grade_id."""
    number = ".".join(grade_id.split("-")[1:3])
    return registry()[number].rubric if number in registry() else ()
