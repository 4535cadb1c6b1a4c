"""The sandbox: what the code of a submission gets in it, as root and as an ordinary user. Linux with bubblewrap only."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from ordinary_user import ordinary

from classroom.files import ROOT, Problem
from classroom.lecturer.grading import sandbox

pytest.importorskip("nbgrader")
pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="no bubblewrap")
INSIDE = """\
import json, subprocess, sys
from classroom.lecturer.grading import sandbox
program, folder, limits = json.loads(sys.argv[1])
sys.exit(subprocess.run(sandbox.command([sys.executable, "-c", program], folder, limits=sandbox.Limits(**limits))).returncode)
"""
USERS = [pytest.param(list, id="as-is"), pytest.param(ordinary, id="ordinary-user")]


@pytest.fixture
def place():
    """A folder that every user may use, outside pytest's own, which is private."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        yield Path(folder)


@pytest.fixture(params=USERS)
def inside(request, place):
    """inside(code, **limits) runs Python code in the sandbox, in a course's submission, and returns what it printed."""
    own = course(place) / "autograded" / "me" / "ex"

    def run(code, **limits):
        words = json.dumps([textwrap.dedent(code), str(own), limits])
        line = request.param([sys.executable, "-c", INSIDE, words])
        done = subprocess.run(
            line, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60
        )
        return done.stdout + done.stderr

    run.place = place
    return run


def course(place):
    """What a course directory holds, in short."""
    for path, text in {
        "source/ex/ex.ipynb": "SECRET solutions",
        "gradebook.db": "SECRET marks",
        "nbgrader_config.py": "SECRET seed",
        "submitted/other/ex/ex.ipynb": "SECRET of another",
        "autograded/other/ex/ex.ipynb": "SECRET of another",
        "autograded/me/ex/ex.ipynb": "SECRET checks",
        "autograded/me/ex/data/numbers.txt": "1 2 3",
    }.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text)
    return place


def test_a_submission_finds_its_own_files_and_no_secret(inside):
    said = inside(f"""
        import os, subprocess
        print(open("data/numbers.txt").read())
        print(sorted(name for place, folders, names in os.walk({str(inside.place)!r}) for name in names))
        found = subprocess.run(["grep", "-rIl", "SECRET", {str(inside.place)!r}], capture_output=True, text=True)
        print("grep:", found.stdout)
        for path in ("gradebook.db", "source/ex/ex.ipynb", "submitted/other/ex/ex.ipynb"):
            print(os.path.exists({str(inside.place)!r} + "/" + path), end=" ")
        """)
    assert said == "1 2 3\n['numbers.txt']\ngrep: \nFalse False False "


def test_a_submission_sees_nothing_else_of_the_machine(inside):
    said = inside("""
        import os
        print(sorted(set(os.listdir("/")) - {"bin", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "sbin", "usr"}))
        print(sorted(os.listdir("/etc")), os.path.exists("/proc/1/root/home"), os.environ.get("HOME"))
        print(max(int(name) for name in os.listdir("/proc") if name.isdigit()) < 50)
        import classroom.checks, micrograd_core, pathlib
        course = pathlib.Path(classroom.checks.__file__).parent.parent.parent
        print(sorted(path.name for path in course.iterdir() if path.name in ("notebooks", "tests", ".git", "README.md")))
        """)
    seen, etc, only_own_processes, no_solutions = said.splitlines()
    allowed = {Path(path).parts[1] for path in map(str, [*sandbox.visible(), "/submission", inside.place])} | {
        "submission-fonts"
    }
    assert set(json.loads(seen.replace("'", '"'))) <= allowed
    assert "passwd" not in etc and "False /tmp" in etc
    assert (only_own_processes, no_solutions) == ("True", "[]")


def test_a_submission_reaches_no_network(inside):
    said = inside("""
        import socket
        for address in ("127.0.0.1", "192.0.2.1"):
            try:
                socket.create_connection((address, 80), timeout=3)
                print("connected")
            except OSError as error:
                print(type(error).__name__)
        print([name for _, name in socket.if_nameindex()])
        """)
    assert "connected" not in said and said.endswith("['lo']\n")


def test_a_submission_writes_nowhere_but_in_its_copy(inside):
    said = inside("""
        import classroom, os, sys
        for path in (classroom.__file__, sys.prefix + "/x", "/usr/x", "/x", "/dev/x", "/etc/x"):
            try:
                open(path, "a").write("mine")
                print("wrote", path)
            except OSError:
                print("no", end=" ")
        open("data/numbers.txt", "w").write("4 5 6")
        open("new.txt", "w").write("new")
        open("/tmp/new.txt", "w").write("new")
        try:
            open("../../../gradebook.db", "w").write("mine")  # where the gradebook is outside; here there is none
        except OSError:
            pass
        """)
    assert said == "no no no no no no "
    assert (inside.place / "autograded/me/ex/data/numbers.txt").read_text() == "1 2 3"
    assert not (inside.place / "autograded/me/ex/new.txt").exists()
    assert (inside.place / "gradebook.db").read_text() == "SECRET marks"


def test_a_process_that_outlives_the_submission_does_not(inside):
    mark = f"detached-{os.getpid()}-{time.monotonic_ns()}"
    said = inside(f"""
        import subprocess, sys
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", {mark!r}], start_new_session=True)
        print("started")
        """)
    assert said == "started\n"
    lines = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout.splitlines()
    assert [line for line in lines if mark in line and "json" not in line] == []


def test_a_fork_bomb_stays_small(inside):
    said = inside(
        """
        import os, time
        count = 0
        try:
            while True:
                if os.fork() == 0:
                    time.sleep(30)
                    os._exit(0)
                count += 1
        except BlockingIOError:
            print(count)
        """,
        processes=40,
    )
    assert 20 < int(said) < 40


def test_memory_and_files_are_bounded(inside):
    said = inside(
        """
        import os
        try:
            bytearray(8 * 2**30)
        except MemoryError:
            print("memory")
        try:
            with open("big", "wb") as file:
                for _ in range(100):
                    file.write(bytes(2**20))
        except OSError as error:
            print("file", error.strerror)
        try:
            for number in range(100):
                with open(f"/tmp/many{number}", "wb") as file:
                    file.write(bytes(2**20))
        except OSError as error:
            print("folder", error.strerror)
        """,
        file=8,
        folder=32,
    )
    assert said == "memory\nfile File too large\nfolder No space left on device\n"


def test_processor_time_is_bounded(inside):
    started = time.monotonic()
    inside("while True: pass", cpu=1)
    assert time.monotonic() - started < 50


def test_a_missing_bubblewrap_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Problem, match="install your system's package bubblewrap"):
        sandbox.require(tmp_path / "course")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("echo bubblewrap 0.6.1", "needs bubblewrap 0.8 or newer"),
        (
            '[ "$1" = --version ] && echo bubblewrap 0.8.0 || { echo "bwrap: No permissions" >&2; exit 1; }',
            "No permissions",
        ),
    ],
)
def test_a_bubblewrap_that_does_not_work_is_one_sentence(monkeypatch, tmp_path, text, words):
    fake = tmp_path / "bwrap"
    fake.write_text(f"#!/bin/sh\n{text}\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(Problem, match=words) as problem:
        sandbox.require()
    assert "\n" not in str(problem.value)


def test_other_systems_are_told(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(Problem, match="needs Linux"):
        sandbox.require()


def test_without_bubblewrap_no_course_is_made(tmp_path):
    from classroom.lecturer.handing_out.course import new_course

    (tmp_path / "bin").mkdir()
    path, os.environ["PATH"] = os.environ["PATH"], str(tmp_path / "bin")
    try:
        with pytest.raises(Problem, match="bubblewrap"):
            new_course(tmp_path / "course", sandbox=True)
    finally:
        os.environ["PATH"] = path
    assert not (tmp_path / "course").exists()


def test_a_course_that_every_submission_could_read_is_refused():
    with pytest.raises(Problem, match="can read /usr"):
        sandbox.require("/usr/local/course")


# Kernels.


def run_cells(cells, **limits):
    """The notebook with these cells after it has run in the sandbox; limits: of the kernel, timeout= of a cell."""
    from traitlets.config import Config

    from classroom.lecturer.grading.execution import BoundedExecute

    config = Config()
    config.Execute.timeout = limits.pop("timeout", 60)
    config.BoundedExecute.sandbox = True
    for name, value in limits.items():
        setattr(config.SandboxedKernelManager, name, value)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(textwrap.dedent(cell)) for cell in cells])
    with tempfile.TemporaryDirectory() as folder:
        executed, _ = BoundedExecute(config=config, enabled=True)(notebook, {"metadata": {"path": folder}})
    return executed


def texts(notebook):
    return ["".join(output.get("text", output.get("ename", "")) for output in cell.outputs) for cell in notebook.cells]


def test_a_loop_is_interrupted_and_the_next_cell_runs():
    stuck, after = texts(run_cells(["while True: pass", "print('after')"], timeout=5))
    assert "CellTimeoutError" in stuck and after == "after\n"


def test_of_a_flood_the_beginning_is_kept_and_errors_are_not_lost():
    executed = run_cells(["for i in range(20): print('x' * 1_000_000)\nraise ValueError", "print('after')"])
    flood, after = texts(executed)
    assert len(flood) < 1_100_000 and flood.startswith("xxx") and flood.endswith("ValueError") and after == "after\n"
    assert executed.metadata["course"]["notes"] == ["cell 1 wrote more than 1,000,000 characters; the rest was dropped"]


@pytest.mark.parametrize(
    ("code", "limits", "reason"),
    [
        pytest.param(
            "import os, time\nfor i in range(9):\n    if os.fork() == 0:\n        x = b'x' * 90_000_000\n        time.sleep(60)\ntime.sleep(60)",
            {"memory": 400},
            "memory together",
            id="memory-of-all",
        ),
        pytest.param("import time; time.sleep(60)", {"seconds": 6}, "not through after 6 seconds", id="time-of-all"),
        pytest.param(
            "import glob, time; open(glob.glob('/tmp/grading-*/s')[0] + '/x', 'w').write('x'); time.sleep(60)",
            {},
            "where only its sockets belong",
            id="sockets",
        ),
    ],
)
def test_what_takes_too_much_is_stopped_and_named(code, limits, reason):
    from nbclient.exceptions import DeadKernelError

    with pytest.raises(DeadKernelError, match=reason):
        run_cells([code], **limits)


def test_kernels_in_parallel_keep_apart():
    cell = "import os; print(len(os.listdir('/tmp')), os.getcwd()); x = {}"
    with ThreadPoolExecutor(2) as pool:
        ran = list(pool.map(lambda number: run_cells([cell.format(number), "print(x)"]), range(4)))
    assert [texts(notebook)[1] for notebook in ran] == ["0\n", "1\n", "2\n", "3\n"]
