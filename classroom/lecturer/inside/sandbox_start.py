"""The first program inside the sandbox: copies what was handed in, sets the limits, and becomes the kernel.

Run by path with the standard library only: sandbox_start.py '{"memory": 2048, ...}' program word word ...
"""

import json
import os
import resource
import shutil
import sys

MEBIBYTE = 2**20


def copy(source, target):
    """Copy a folder so that whoever runs the kernel can read and write the copy. Nothing but files and folders."""
    os.makedirs(target, exist_ok=True)
    for entry in os.scandir(source):
        place = os.path.join(target, entry.name)
        if entry.is_dir(follow_symlinks=False):
            copy(entry.path, place)
        elif entry.is_file(follow_symlinks=False):
            shutil.copyfile(entry.path, place)
            os.chmod(place, 0o666)
    if target not in (os.getcwd(), "/tmp"):
        os.chmod(target, 0o777)


def limit(name, value):
    resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))


def main(start, *program):
    start = json.loads(start)
    for source, target in ((start["given"], os.getcwd()), (f"{start['given']}-fonts", "/tmp/.cache/matplotlib")):
        if os.path.isdir(source):
            copy(source, target)
    if start["user"]:
        os.chmod("/tmp/.cache", 0o777) if os.path.isdir("/tmp/.cache") else None
        os.setgroups([])
        os.setresgid(*[start["user"]] * 3)
        os.setresuid(*[start["user"]] * 3)
    limit("CORE", 0)
    limit("NOFILE", 256)
    limit("CPU", start["cpu"])
    limit("FSIZE", start["file"] * MEBIBYTE)
    limit("NPROC", start["processes"])
    limit("AS", start["memory"] * MEBIBYTE)
    os.execv(program[0], program)


if __name__ == "__main__":
    main(*sys.argv[1:])
