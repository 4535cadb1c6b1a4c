"""What an answer raised, kept as something to look at, and which line of whose code is to blame for it."""

import linecache
import re
import site
import traceback
from collections import Counter
from os.path import dirname, join

import classroom
import micrograd_core

ENGINE = micrograd_core.__file__
CLASSROOM = join(dirname(classroom.__file__), "")  # with a slash at the end: a student's folder may be classroom-notes
# Python's own, which in the browser is a zip file, and those for packages; a browser has no folder for one user's (None).
FOLDERS = dirname(traceback.__file__), *site.getsitepackages(), site.getusersitepackages()
LIBRARIES = (*(join(folder, "") for folder in FOLDERS if folder), "<frozen")
NOT_STUDENTS = (CLASSROOM, ENGINE, *LIBRARIES)


class OutOfSteps(BaseException):
    """The budget is spent. Not an Exception, so that `except Exception` in an answer does not catch it."""


class Raised:
    """An exception in an answer, kept as something to look at: kind, message, and the student's own line.

    Two are equal if they are of the same kind.
    """

    def __init__(self, error):
        self.kind = type(error).__name__
        self.message = re.sub(r"^(maximum recursion depth exceeded).*", r"\1", str(error))
        self.line, self.function = own_line(error)

    def __eq__(self, other):
        return isinstance(other, Raised) and self.kind == other.kind

    def __hash__(self):
        return hash(self.kind)

    def __repr__(self):
        return f"{self.kind}: {self.message}" if self.message else self.kind


def own_line(error):
    """The line of the student's own code that is to blame for an error, and the function it stands in; "" if there is none."""
    walked = traceback.walk_tb(error.__traceback__)
    own = [(frame, number) for frame, number in walked if number and is_students(frame.f_code)]
    if not own:
        return "", ""
    frame, number = to_blame(error, own)
    line = linecache.getline(frame.f_code.co_filename, number, frame.f_globals).strip()
    return line, frame.f_code.co_qualname.replace(".<locals>", "")


def is_students(code):
    """Whether a student wrote this code, or could have: a known mistake's file is called `<mistake 3.1: its name>`."""
    return not code.co_filename.startswith(NOT_STUDENTS)


def is_library(filename):
    return filename.startswith(LIBRARIES) and not filename.startswith(CLASSROOM)


def to_blame(error, own):
    """The innermost of the student's (frame, line number) pairs, with three exceptions.

    An endless recursion stands in the first function that occurs twice, at the call. A number or None without the attribute
    asked for, if it came in as an argument, is the fault of the line that passed it. Where the steps ran out as a function
    was called, the line that calls it was running.
    """
    frame, number = own[-1]
    if isinstance(error, OutOfSteps) and number == frame.f_code.co_firstlineno and len(own) > 1:
        return own[-2]
    if isinstance(error, RecursionError):
        codes = Counter(frame.f_code for frame, _ in own)
        return next((pair for pair in own if codes[pair[0].f_code] > 1), own[-1])
    if isinstance(error, AttributeError) and isinstance(error.obj, (int, float, type(None))) and len(own) > 1:
        arguments = frame.f_code.co_varnames[: frame.f_code.co_argcount]
        if any(frame.f_locals.get(name) is error.obj for name in arguments):
            return own[-2]
    return own[-1]
