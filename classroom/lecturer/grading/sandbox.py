"""Where a student's code runs when it is graded: a sandbox of bubblewrap (Debian package bubblewrap; Linux only).

`require(course)` says in one sentence what is missing on this machine; new-course --sandbox calls it before it writes
anything. `execution.configure(c, sandbox=True)`, called in a course's nbgrader_config.py, makes nbgrader run every kernel
inside. `command(...)` builds the program line.

What the code of a submission finds inside:
- no network, and no sight of other processes;
- Python and its packages, `classroom` and `micrograd_core.py`, all read-only; nothing else of the machine: no source
  notebooks, no gradebook, no other student, no home directory;
- the files that were handed in with its notebook, as a copy that is thrown away. Its own folder and /tmp are writable,
  in memory, and small;
- a limit on the memory of each process and of all together, on processor time, on the time from start to end, on the
  number of processes and on the size of a file. What a cell prints is cut by `execution.BoundedExecute`.

What it cannot stop. A submission and the checks that judge it share one Python interpreter, so code that sets out to
deceive the checks can: it may rewrite them in memory, or print what they would have printed. The report names the ways
that it recognises, and no list of ways is complete: look at what it names, and at a few submissions it does not name.
Code can read the hidden checks as they run, and show them in its feedback; it cannot send them anywhere. It shares the
machine's kernel, so an error in Linux itself would let it out, and it can slow the machine down while its time lasts.
Grade on a machine, or as a user, that holds nothing worth stealing.
"""

import json
import os
import shutil
import site
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from classroom.files import ROOT, Problem

OLDEST = (0, 8)  # the first bubblewrap with --size and --disable-userns
PYTHON = os.path.abspath(sys.executable)  # without "..", which may lead through what the sandbox hides
START = Path(__file__).parents[1] / "inside" / "sandbox_start.py"
GIVEN = "/submission"
MEBIBYTE = 2**20
PASSED_ON = ("PYTHONHASHSEED", "NBGRADER_EXECUTION", "LANG", "LC_ALL", "TZ")
OF_THE_MACHINE = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime")
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    memory: of one process, in MiB; all of them together may use half as much again. cpu: seconds of processor time of
    one process. seconds: from the start of the kernel to its end. processes: threads count, too. file: the largest file,
    in MiB. folder: what its own folder, /tmp and /dev/shm may hold each, in MiB.
    """

    memory: int = 2048
    cpu: int = 240
    seconds: int = 480
    processes: int = 64
    file: int = 16
    folder: int = 64

    @property
    def memory_of_all(self):
        return self.memory * 3 // 2


def require(course=None):
    """Raise Problem, in one sentence, if this machine has no working sandbox, or if it would show the course directory.

    course: the path of the course directory, which need not exist yet. Nothing is written.
    """
    if sys.platform != "linux":
        raise Problem("The sandbox needs Linux: set the course up without --sandbox, or grade it on a Linux machine.")
    if not (program := shutil.which("bwrap")):
        raise Problem("The sandbox needs the program bwrap: install your system's package bubblewrap.")
    words = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.split()
    if not words or tuple(map(int, words[-1].split(".")[:2])) < OLDEST:
        raise Problem(f"The sandbox needs bubblewrap {'.'.join(map(str, OLDEST))} or newer, and this is {words[-1:]}.")
    if course:
        refuse_if_visible(Path(course))
    with tempfile.TemporaryDirectory() as folder:
        trial = command([PYTHON, "-I", "-c", "print('inside')"], folder)
        run = subprocess.run(trial, capture_output=True, text=True)
    if run.stdout != "inside\n":
        said = (run.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise Problem(
            "The sandbox does not start here, most often because user namespaces are switched off or because this is a "
            f"container without the right to make them: {said}"
        )


def refuse_if_visible(course):
    """Raise Problem if the course directory lies inside a folder that every submission can read."""
    for folder in visible():
        if course.resolve().is_relative_to(folder):
            raise Problem(f"A submission in the sandbox can read {folder}, so the course cannot be in it: {course}.")


def visible():
    """The folders and files of this machine that a submission can read, outermost first."""
    folders = [
        Path("/usr"),
        Path(sys.base_prefix),
        Path(os.path.abspath(sys.prefix)),
        ROOT / "classroom",
        ROOT / "micrograd_core.py",
    ]
    if site.ENABLE_USER_SITE:
        folders.append(Path(site.getusersitepackages()))
    return sorted({path.resolve() if path.exists() else path for path in folders} | {path for path in folders})


def command(program, folder, sockets=None, connection=None, limits=Limits()):
    """The program line that runs `program` (a list of words) in the sandbox, in a copy of `folder`.

    sockets: a folder that stays writable, for the kernel's sockets. connection: the kernel's connection file.
    """
    folder = os.path.abspath(folder)
    size = str(limits.folder * MEBIBYTE)
    line = ["bwrap", "--die-with-parent", "--new-session", *namespaces(), "--clearenv"]
    for name, value in environment().items():
        line += ["--setenv", name, value]
    line += ["--proc", "/proc", "--dev", "/dev"]
    for place in ("/tmp", "/dev/shm"):
        line += ["--perms", "1777", "--size", size, "--tmpfs", place]
    shown = [path for path in visible() if path.exists()]
    places = map(Path, (folder, sockets or "/", *OF_THE_MACHINE))
    for parent in sorted({parent for path in [*shown, *places] for parent in path.parents[:-1]}):
        line += ["--perms", "0755", "--dir", str(parent)]
    for path in map(str, shown):
        line += ["--ro-bind", path, path]
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        line += place_of_system(f"/{name}")
    for path in OF_THE_MACHINE:
        line += ["--ro-bind-try", path, path]
    line += ["--perms", "0777", "--size", size, "--tmpfs", folder]
    for path in handed_in(folder):
        line += ["--ro-bind", path, GIVEN + path.removeprefix(folder)]
    line += ["--ro-bind-try", str(fonts_known()), f"{GIVEN}-fonts"]
    if sockets:
        line += ["--ro-bind", connection, connection, "--bind", sockets, sockets]
    line += ["--chdir", folder, "--remount-ro", "/dev", "--remount-ro", "/"]
    start = {"given": GIVEN, "user": own_user(), **asdict(limits)}
    return [*line, "--", PYTHON, "-I", "-S", str(START), json.dumps(start), *program]


def namespaces():
    """The words that shut a submission off. An ordinary user needs a user namespace; root gives up being root inside."""
    if os.geteuid():
        return ["--unshare-all", "--unshare-user", "--disable-userns"]
    apart = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    return [*apart, "--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]


def own_user():
    """For root: a user that this kernel alone runs as, out of the range kept for passing services; else None.

    Linux counts processes by user and does not count those of root, so a limit needs one user for each kernel.
    """
    return None if os.geteuid() else 61184 + os.getpid() % (65520 - 61184)


def environment():
    """The environment inside: little of the one outside."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    path = os.pathsep.join([os.path.dirname(PYTHON), "/usr/bin", "/bin"])
    own = {"PATH": path, "HOME": "/tmp", "USER": "student", "LOGNAME": "student", "PYTHONPATH": str(ROOT)}
    return {**passed, **own, **ONE_THREAD, "MALLOC_ARENA_MAX": "2"}


def place_of_system(path):
    """The words that give /bin, /lib and the like the shape that they have outside."""
    if os.path.islink(path):
        return ["--symlink", os.readlink(path), path]
    return ["--ro-bind", path, path] if os.path.isdir(path) else []


def handed_in(folder):
    """What was handed in beside the notebooks. The notebooks stay outside: they hold the hidden checks."""
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name) if os.path.isdir(folder) else []
    return [entry.path for entry in entries if not entry.name.endswith(".ipynb") and not entry.is_symlink()]


def fonts_known():
    """matplotlib's list of this machine's fonts, which takes seconds to make."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
