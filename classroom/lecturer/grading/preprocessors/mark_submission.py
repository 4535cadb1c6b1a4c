"""Runs a submission, and takes only signed marks."""

import ast
import hashlib
import json
import secrets

import nbformat
from nbclient.exceptions import CellTimeoutError
from traitlets import Unicode

from classroom.checks import stubs
from classroom.files import Problem
from classroom.lecturer.grading.execution import BoundedExecute
from classroom.lecturer.grading.preprocessors.handed_out import id_of, is_check, released
from classroom.lecturer.inside import marking


class MarkSubmission(BoundedExecute):
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


def imported(nb):
    """{module: names} that the cells of a notebook, as it was handed out, import from the course, or use as micrograd_core.X."""
    found = {}
    for cell in nb.cells:
        for node in ast.walk(ast.parse(cell.source)) if cell.cell_type == "code" else ():
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("classroom", marking.ENGINE):
                found.setdefault(node.module, []).extend(alias.name for alias in node.names)
            elif (
                isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == marking.ENGINE
            ):
                found.setdefault(marking.ENGINE, []).append(node.attr)
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
