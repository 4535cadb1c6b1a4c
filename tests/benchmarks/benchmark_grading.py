"""Measures `python -m classroom grade` on a class: time, memory, and whether the marks equal those of `nbgrader autograde`.

    python tests/benchmarks/benchmark_grading.py [--students 200] [--jobs 2] [--no-sandbox] [--serial]

--serial grades a copy of the same class with one `nbgrader autograde`, which takes about as long again for each job saved.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]
from simulated_class import ASSIGNMENT, answer, blank, first, hand_in, make_course, marks, right

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}  # a lecturer's, without what lets the tests start quickly
HOSTILE = {
    7: "while True:\n    pass",
    57: "import os\nos._exit(1)",
    107: "for i in range(20):\n    print('x' * 1_000_000)",
    157: "x = bytearray(8 * 2**30)",
}


def fill(course, students):
    """Students who have solved none to all of the exercises, and a hostile one now and then."""
    solved, given = right(course), blank(course)
    blanks = {cell.metadata.nbgrader.grade_id: cell.source for cell in given.cells if "nbgrader" in cell.metadata}
    numbers = sorted(name.removeprefix("answer-").replace("-", ".") for name in blanks if name.startswith("answer-"))
    for i in range(students):
        notebook = solved
        for number in numbers[i % (len(numbers) + 1) :]:
            notebook = answer(notebook, number, blanks[f"answer-{number.replace('.', '-')}"])
        hand_in(course, f"s{i:03}", first(notebook, HOSTILE[i]) if i in HOSTILE else notebook)


def measured(line, cwd):
    """Run a program: (its seconds, the most MiB that it and its children had at once, what it printed)."""
    started, most = time.perf_counter(), 0
    process = subprocess.Popen(
        line, cwd=cwd, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    lines = []
    reader = threading.Thread(target=lambda: lines.extend(process.stdout))
    reader.start()
    while process.poll() is None:
        most = max(most, memory(psutil.Process(process.pid)))
        time.sleep(0.5)
    reader.join()
    return time.perf_counter() - started, most / 2**20, "".join(lines)


def memory(process):
    """Bytes that a process and its children have, shared pages counted once for each sharer in proportion."""
    total = 0
    try:
        for one in [process, *process.children(recursive=True)]:
            total += one.memory_full_info().pss
    except psutil.Error:
        pass
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=psutil.cpu_count())
    parser.add_argument("--no-sandbox", action="store_true")
    parser.add_argument("--serial", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        course = make_course(Path(folder, "course"), *([] if options.no_sandbox else ["--sandbox"]))
        fill(course, options.students)
        copy = shutil.copytree(course, Path(folder, "copy"))
        line = [sys.executable, "-m", "classroom", "grade", str(course), ASSIGNMENT, "--jobs", str(options.jobs)]
        seconds, most, printed = measured(line, folder)
        each = seconds / options.students
        print(f"grade, {options.jobs} jobs: {seconds:.0f} s, {each:.2f} s each, at most {most:.0f} MiB at once")
        print(*[text for text in printed.splitlines() if text.startswith(ASSIGNMENT)], sep="\n")
        if options.serial:
            line = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT]
            seconds, most, _ = measured(line, copy)
            print(
                f"nbgrader autograde: {seconds:.0f} s, {seconds / options.students:.2f} s each, at most {most:.0f} MiB at once"
            )
            here, there = marks(course), marks(copy)
            differ = {
                name: (here.get(name), there.get(name)) for name in here | there if here.get(name) != there.get(name)
            }
            print(f"marks: {len(here)} and {len(there)}, {len(differ)} differ {differ or ''}")


if __name__ == "__main__":
    main()
