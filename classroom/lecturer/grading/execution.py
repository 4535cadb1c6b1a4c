"""How a submission's kernel runs when it is graded: in the sandbox where the course asks for it, and with bounded output.

`preprocessors.MarkSubmission` builds on BoundedExecute, so plain `nbgrader autograde` is as safe as `python -m classroom grade`.
In nbgrader_config.py: c.BoundedExecute.sandbox = True, and for other limits c.SandboxedKernelManager.memory = 4096 (in MiB)
and so on; see sandbox.Limits.
"""

import os
import shutil
import tempfile
import threading
import time
from dataclasses import fields
from pathlib import Path
from subprocess import DEVNULL

import psutil
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import DeadKernelError
from nbgrader.preprocessors import Execute
from traitlets import Bool, Integer

from classroom.lecturer.grading import sandbox

SOCKETS_AT = "/tmp"  # a socket's path has at most 107 characters, and TMPDIR may be long


class BoundedExecute(Execute):
    """nbgrader's Execute, which keeps the first characters of each cell's output, and may run in the sandbox."""

    sandbox = Bool(False, help="run the kernel in the sandbox (Linux, bubblewrap)").tag(config=True)
    longest_output = Integer(1_000_000, help="characters of one cell's output that are taken from the kernel").tag(
        config=True
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.sandbox:
            self.kernel_manager_class = SandboxedKernelManager

    def preprocess(self, nb, resources, km=None):
        if self.sandbox:
            sandbox.require()
        self.taken = {}
        try:
            return super().preprocess(nb, resources, km)
        except RuntimeError:
            if reason := getattr(self.manager, "stopped_because", None):
                raise DeadKernelError(reason) from None
            raise

    def create_kernel_manager(self):
        self.manager = super().create_kernel_manager()
        return self.manager

    def output(self, outs, msg, display_id, cell_index):
        """Take an output that the kernel sends, or drop it once the cell has sent too much. Errors and results always come."""
        before = self.taken.get(cell_index, 0)
        self.taken[cell_index] = before + length(msg["content"])
        if self.taken[cell_index] > self.longest_output:
            if before <= self.longest_output:
                notes = self.nb.metadata.setdefault("course", {}).setdefault("notes", [])
                notes.append(
                    f"cell {cell_index + 1} wrote more than {self.longest_output:,} characters; the rest was dropped"
                )
            elif msg["msg_type"] not in ("error", "execute_result"):
                return None
            shorten(msg["content"])
        return super().output(outs, msg, display_id, cell_index)


def length(content):
    """The number of characters in an output message."""
    data = content.get("data")
    texts = [content.get("text", ""), *content.get("traceback", []), *(data.values() if isinstance(data, dict) else [])]
    return sum(len(text) if isinstance(text, str) else len(str(text)) for text in texts)


def shorten(content, longest=10_000):
    """Cut the texts of an output message, in place; of its pictures and other forms nothing stays."""
    if isinstance(content.get("data"), dict):
        content["data"] = {"text/plain": str(content["data"].get("text/plain", ""))[:longest]}
    if isinstance(content.get("traceback"), list):
        content["traceback"] = [str(line)[:longest] for line in content["traceback"][-20:]]
    for name in {"text", "evalue"} & content.keys():
        content[name] = str(content[name])[:longest]


class SandboxedKernelManager(AsyncKernelManager):
    """Starts a Python kernel in the sandbox, with sockets of its own, and ends it when it uses more than it may."""

    memory, cpu, seconds, processes, file, folder = (
        Integer(field.default, help=f"see sandbox.Limits.{field.name}").tag(config=True)
        for field in fields(sandbox.Limits)
    )
    stopped_because = None

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.room = tempfile.mkdtemp(prefix="grading-", dir=SOCKETS_AT)
        self.sockets = os.path.join(self.room, "s")
        os.mkdir(self.sockets)
        os.chmod(self.sockets, 0o777)  # nobody gets there: the folder around it is private
        self.transport, self.ip = "ipc", os.path.join(self.sockets, "k")
        self.connection_file = os.path.join(self.room, "kernel.json")

    @property
    def limits(self):
        return sandbox.Limits(**{field.name: getattr(self, field.name) for field in fields(sandbox.Limits)})

    @property
    def kernel_spec(self):
        """Always this Python, whatever the notebook or the machine's kernelspecs say."""
        return KernelSpec(argv=["python3"], display_name="Python 3", language="python", interrupt_mode="message")

    def format_kernel_cmd(self, extra_arguments=None):
        os.chmod(self.connection_file, 0o644)
        kernel = [sandbox.PYTHON, "-P", "-m", "ipykernel_launcher", "-f", self.connection_file]
        folder = self._launch_args.get("cwd") or os.getcwd()
        return sandbox.command(
            [*kernel, *(extra_arguments or [])], folder, self.sockets, self.connection_file, self.limits
        )

    async def _async_launch_kernel(self, kernel_cmd, **kw):
        kw |= {"stdout": DEVNULL, "stderr": DEVNULL}
        await super()._async_launch_kernel(kernel_cmd, **kw)

    async def _async_post_start_kernel(self, **kw):
        await super()._async_post_start_kernel(**kw)
        threading.Thread(target=self.watch, args=(psutil.Process(self.provisioner.pid),), daemon=True).start()

    def watch(self, process, pause=0.25):
        """Until the kernel has ended: look at what all its processes use together, and kill them if that is too much."""
        end = time.monotonic() + self.seconds
        try:
            while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                if reason := self.too_much(process, end):
                    self.stopped_because = reason
                    process.kill()
                    return
                time.sleep(pause)
        except psutil.NoSuchProcess:
            pass

    def too_much(self, process, end):
        """Why the kernel has to be stopped now, or None."""
        if time.monotonic() > end:
            return f"the submission was not through after {self.seconds} seconds"
        if memory_of_all(process) > self.limits.memory_of_all * sandbox.MEBIBYTE:
            return f"its processes used more than {self.limits.memory_of_all} MiB of memory together"
        with os.scandir(self.sockets) as entries:
            if any(not entry.name.startswith("k-") or entry.is_file(follow_symlinks=False) for entry in entries):
                return "it wrote files where only its sockets belong"
        return None

    async def _async_cleanup_resources(self, restart=False):
        await super()._async_cleanup_resources(restart)
        if not restart:
            shutil.rmtree(self.room, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources


def memory_of_all(process):
    """Bytes that a process and its children use, shared pages shared out."""
    total = 0
    for one in [process, *process.children(recursive=True)]:
        try:
            total += proportional(one)
        except (OSError, psutil.Error):
            continue  # it has just ended
    return total


def proportional(process):
    """The proportional set size of one process, or its resident size where Linux does not show the former."""
    try:
        for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except PermissionError:
        pass
    return process.memory_info().rss
