"""The course's commands: python -m classroom build | images | publish | site | update | new-course | grade."""

import argparse
import importlib
import sys

from classroom.files import Problem

# Which module adds which commands. Only what is asked for is imported, so that `update` works in an old and half-new copy.
ROOMS = {
    "classroom.authoring.commands": ("build", "images", "publish"),
    "classroom.site.commands": ("site",),
    "classroom.lecturer.commands": ("new-course", "grade"),
    "classroom.updating": ("update",),
}


def main(arguments=None):
    """Run a command; returns what the process should: 0 if all is well, 1 if not, 2 for what a person has to mend."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(
        prog="python -m classroom", description="Commands for the course's students, lecturers and authors."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for room in [room for room, names in ROOMS.items() if arguments[:1] and arguments[0] in names] or ROOMS:
        importlib.import_module(room).add(commands)
    options = parser.parse_args(arguments)
    try:
        return 0 if options.run(options) else 1
    except ModuleNotFoundError as missing:
        print(f'{missing}. Tools are missing: python -m pip install -e ".[{options.extra}]"', file=sys.stderr)
    except Problem as problem:
        print(problem, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
