"""`python -m classroom grade DIR ASSIGNMENT`: nbgrader's autograde for the new submissions, on all cores.

Each worker (worker.py) is a process that grades one submission after the other with nbgrader itself, all into the
one gradebook. A submission's record is written after its marks, so the run may be killed at any moment: the next one grades
what has no record. New is what has no record, or another content than the record says.
"""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from classroom.files import ROOT, Problem
from classroom.lecturer.grading import report
from classroom.lecturer.grading.report import FAILED, NOT_GRADED, Record

PATIENCE = 1800  # seconds after which a worker that says nothing is given up


def grade(directory, assignment, jobs=None, student=None, force=False):
    """Grade the new submissions of an assignment; True if each one has been dealt with.

    jobs: how many at once; one for each core by default. student: only this one, also if graded before. force: all of them.
    """
    from classroom.lecturer.handing_out.course import require_nbgrader

    require_nbgrader()
    if jobs is not None and jobs < 1:
        raise Problem(f"--jobs needs a number from 1 on, and this is {jobs}.")
    directory = Path(directory).expanduser().resolve()
    course = opened(directory, assignment)
    present = submissions(course, assignment, student)
    with alone(directory):
        before = report.recall(directory, assignment)
        digests = {name: report.digest_of(folder) for name, folder in present.items()}
        again = force or student is not None
        new = [name for name in present if again or not is_graded(course, assignment, before.get(name), digests[name])]
        print(f"{assignment}: {len(present)} submissions, {len(new)} to grade.", flush=True)
        if new:
            back_up(directory, course.db_url)
            for name in new:  # what it says will not be true any more, and nbgrader would keep it
                shutil.rmtree(course.folder("feedback", name, assignment), ignore_errors=True)
            run(directory, assignment, {name: digests[name] for name in new}, min(jobs or cores(), len(new)))
        records = report.recall(directory, assignment)
        everyone = submissions(course, assignment)
        path, text = report.write_report(
            directory,
            assignment,
            [records[name] for name in everyone if name in records],
            missing=[name for name in class_list(course) if name not in everyone],
            unknown=unplaced(course, assignment),
        )
    print(f"\n{text}\nThis report: {path}")
    missed = [name for name in present if name not in records or records[name].outcome == NOT_GRADED]
    if missed:
        print(f"Not graded: {', '.join(missed)}. Run the command again.")
    return not missed


@dataclass(frozen=True)
class Course:
    """What of nbgrader's CourseDirectory is needed here, and the pattern of the names that zip_collect understands."""

    coursedir: object
    pattern: str = ""

    @property
    def db_url(self):
        return self.coursedir.db_url

    def folder(self, step, student, assignment):
        return Path(self.coursedir.format_path(getattr(self.coursedir, f"{step}_directory"), student, assignment))


def opened(directory, assignment):
    """The course in a directory, once it is sure that the assignment can be graded there."""
    if not (directory / "nbgrader_config.py").is_file():
        raise Problem(f"{directory} is not a course: it has no nbgrader_config.py. Make one with new-course.")
    app = nbgrader_in(directory)
    course = Course(app.coursedir, app.config.FileNameCollectorPlugin.get("named_regexp") or "")
    known = sorted(path.name for path in course.folder("source", ".", "*").parent.glob("*") if path.is_dir())
    if not assignment or assignment not in known:
        raise Problem(f"There is no assignment {assignment!r} in {directory}; there are {', '.join(known) or 'none'}.")
    if not any(course.folder("release", ".", assignment).glob("*.ipynb")):
        raise Problem(
            f"{assignment} has not been generated yet. In {directory}, run: nbgrader generate_assignment {assignment}"
        )
    if app.config.BoundedExecute.get("sandbox"):
        from classroom.lecturer.grading.sandbox import require

        require(directory)
    else:
        print(
            "Without the sandbox: submissions run with your rights. On Linux, see new-course --sandbox.",
            file=sys.stderr,
        )
    return course


def nbgrader_in(directory):
    """nbgrader's autograde application, with the configuration of the course in a directory. Goes there."""
    from nbgrader.apps import AutogradeApp

    os.chdir(directory)
    AutogradeApp.clear_instance()
    app = AutogradeApp.instance()
    app.raise_config_file_errors = True  # or nbgrader would go on without it: no sandbox, and no points for anybody
    try:
        app.initialize([])
    except Exception as error:
        raise Problem(f"{directory / 'nbgrader_config.py'} does not work: {type(error).__name__}: {error}") from error
    return app


def submissions(course, assignment, student=None):
    """{student: folder} of what has been handed in."""
    anywhere = course.folder("submitted", "*", assignment)
    position = anywhere.parts.index("*")
    found = {
        path.parts[position]: path
        for path in Path(*anywhere.parts[:position]).glob(str(Path(*anywhere.parts[position:])))
    }
    found = {name: found[name] for name in sorted(found) if found[name].is_dir() and not name.startswith(".")}
    if student is not None and student not in found:
        raise Problem(f"{student} has handed in nothing for {assignment}.")
    if not found:
        raise Problem(f"Nothing has been handed in for {assignment}: {anywhere.parent.parent} has no folder for it.")
    return found if student is None else {student: found[student]}


def class_list(course):
    """The ids of the students in the gradebook."""
    from nbgrader.api import Gradebook

    with Gradebook(course.db_url) as gradebook:
        return sorted(student.id for student in gradebook.students)


def unplaced(course, assignment):
    """Notebooks that zip_collect unpacked and could not place, because they are not called as its pattern wants."""
    folder = course.coursedir.root / Path("downloaded", assignment, "extracted")
    found = [path for path in sorted(folder.rglob("*.ipynb")) if not re.match(course.pattern, str(path))]
    return [str(path.relative_to(course.coursedir.root)) for path in found]


def is_graded(course, assignment, record, digest):
    """Whether a record stands for this very submission, and what came of it is still there."""
    if record is None or record.digest != digest or record.outcome == NOT_GRADED:
        return False
    return record.outcome == FAILED or any(course.folder("autograded", record.student, assignment).glob("*.ipynb"))


def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def alone(directory):
    """Within, no other run of this command grades in this course. SQLite holds the lock, which ends with the process."""
    (directory / "reports").mkdir(exist_ok=True)
    with closing(sqlite3.connect(directory / "reports" / ".lock", timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise Problem(f"Another `grade` is at work in {directory}. Wait for its end.") from None
        yield


def back_up(directory, db_url):
    """Copy the gradebook to backups/ before anything is changed in it."""
    path = Path(db_url.removeprefix("sqlite:///"))
    if not db_url.startswith("sqlite:///") or not path.exists():
        return
    target = directory / "backups" / time.strftime("gradebook-%Y%m%d-%H%M%S.db")
    target.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def run(directory, assignment, digests, jobs):
    """Grade these submissions with `jobs` workers, and print a line for each as it is done."""
    idle = SimpleQueue()
    workers = [Worker(directory, assignment) for _ in range(jobs)]
    for worker in workers:
        idle.put(worker)

    def one(student):
        worker = idle.get()
        try:
            return worker.grade(student, digests[student])
        finally:
            idle.put(worker)

    try:
        with ThreadPoolExecutor(jobs) as pool:
            futures = [pool.submit(one, student) for student in digests]
            for count, future in enumerate(as_completed(futures), 1):
                record = future.result()
                remark = f" - {report.one_line(record.notes[0], 90)}" if record.notes else ""
                shown = f"[{count:{len(str(len(digests)))}}/{len(digests)}] {record.student}: {report.worth(record)}"
                print(f"{shown}, {record.seconds:.1f} s{remark}", flush=True)
    finally:
        for worker in workers:
            worker.stop()


class Worker:
    """A process that grades, started when it is first needed, and anew after it has died."""

    def __init__(self, directory, assignment):
        self.directory, self.assignment, self.process = directory, assignment, None

    def start(self):
        line = [sys.executable, "-m", "classroom.lecturer.grading.worker", str(self.directory), self.assignment]
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        self.process = subprocess.Popen(
            line,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": path},
            encoding="utf-8",
        )

    def grade(self, student, digest):
        """The Record of a submission that this worker has graded."""
        if self.process is None or self.process.poll() is not None:
            self.start()
        started, process = time.monotonic(), self.process
        guard = threading.Timer(PATIENCE, process.kill)
        guard.start()
        try:
            process.stdin.write(json.dumps([student, digest]) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        finally:
            guard.cancel()
        if answer:
            return Record(**json.loads(answer))
        self.end(process)
        note = "the process that graded it died; the next run tries again"
        record = Record(student, NOT_GRADED, digest, seconds=time.monotonic() - started, notes=[note])
        report.remember(self.directory, self.assignment, record)
        return record

    def end(self, process):
        process.kill()
        process.communicate()

    def stop(self):
        """End the process, which has nothing left to do."""
        if self.process and self.process.poll() is None:
            self.end(self.process)
