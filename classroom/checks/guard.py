"""Runs what a student wrote so that nothing it does can stop the notebook: endless loops, exceptions, prints, exit().

Everything happens in this thread and without signals, so it works the same on Windows and in the browser. The budget is a
number of executed lines, so the same answer ends at the same line each time; the seconds are for slow machines.
"""

import io
import linecache
import random
import re
import sys
import sysconfig
import traceback
from collections import Counter
from contextlib import contextmanager, redirect_stdout
from dis import Bytecode, get_instructions
from functools import cache
from os.path import dirname, join
from time import perf_counter, process_time

import classroom
import micrograd_core

SECONDS = 4.0  # of computing; on a machine that is busy with other things, up to PATIENCE times as long on the clock
PATIENCE = 5
ENGINE = micrograd_core.__file__
CLASSROOM = join(dirname(classroom.__file__), "")  # with a slash at the end: a student's folder may be classroom-notes
LIBRARIES = (*(join(sysconfig.get_path(name), "") for name in ("stdlib", "purelib", "platlib")), "<frozen")
NOT_STUDENTS = (CLASSROOM, ENGINE, *LIBRARIES)


class OutOfSteps(BaseException):
    """The budget is spent. Not an Exception, so that `except Exception` in an answer does not catch it.

    Python stops tracing when a tracer raises. If a bare `except:` swallows this all the same, its end starts tracing again.
    """

    def __del__(self):
        if _guard:
            retrace_if_swallowed(sys._getframe(1), "swallowed")


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
    own = [(frame, number) for frame, number in traceback.walk_tb(error.__traceback__) if is_students(frame.f_code)]
    if not own:
        return "", ""
    frame, number = to_blame(error, own)
    line = linecache.getline(frame.f_code.co_filename, number, frame.f_globals).strip()
    return line, frame.f_code.co_qualname.replace(".<locals>", "")


def is_students(code):
    """Whether a student wrote this code, or could have: a known mistake's file is called `<mistake 3.1: its name>`."""
    return not code.co_filename.startswith(NOT_STUDENTS)


is_answer = is_students  # until no exercise imports it


@cache
def is_free(filename):
    """Whether lines of this file do not count: the engine's, this guard's, and those of libraries."""
    return filename in (ENGINE, __file__) or (filename.startswith(LIBRARIES) and not filename.startswith(CLASSROOM))


def to_blame(error, own):
    """The innermost of the student's (frame, line number) pairs, with two exceptions.

    An endless recursion stands in the first function that occurs twice, at the call. A number or None without the attribute
    asked for, if it came in as an argument, is the fault of the line that passed it.
    """
    frame = own[-1][0]
    if isinstance(error, RecursionError):
        codes = Counter(frame.f_code for frame, _ in own)
        return next((pair for pair in own if codes[pair[0].f_code] > 1), own[-1])
    if isinstance(error, AttributeError) and isinstance(error.obj, (int, float, type(None))) and len(own) > 1:
        arguments = frame.f_code.co_varnames[: frame.f_code.co_argcount]
        if any(frame.f_locals.get(name) is error.obj for name in arguments):
            return own[-2]
    return own[-1]


@cache
def is_tight(code):
    """Whether a jump leads to itself, as in `while True: pass` on one line: no line begins there, so opcodes are traced."""
    return any(
        instruction.argval == instruction.offset and "JUMP" in instruction.opname
        for instruction in get_instructions(code)
    )


@cache
def protected(code):
    """The ranges of a function's instructions that stand in a `try` or a `with`."""
    return tuple((entry.start, entry.end) for entry in Bytecode(code).exception_entries)


def would_be_caught(frame):
    """Whether a bare `except:` could catch what is raised now. Python stops tracing when a tracer raises, so one try is all."""
    while frame and frame is not _guard[1] and is_students(frame.f_code):
        if any(start <= frame.f_lasti < end for start, end in protected(frame.f_code)):
            return True
        frame = frame.f_back
    return False


GRACE = 1000  # lines, to get out of a `try`
ROOM = 100  # calls, for the tracer to work at the end of an endless recursion
_guard = None  # (tracer, the frame that it was set in) of the guard in force


def rearm():
    """Trace again if a guard is in force: Python stops tracing when the tracer itself meets the recursion limit."""
    if _guard and sys.gettrace() is not _guard[0]:
        sys.settrace(_guard[0])


def disarm():
    """The answer has been stopped, and what runs from now on is the check's."""
    global _guard
    _guard = None
    sys.settrace(None)
    sys.setprofile(None)


def retrace(frame, event, argument=None):
    """Trace again what runs in this frame of an answer, and what it returns to; also a profiler, which sees each call."""
    if _guard and sys.gettrace() is not _guard[0] and is_students(frame.f_code):
        tracer, outside = _guard
        while frame and frame is not outside:
            frame.f_trace = tracer
            frame = frame.f_back
        sys.settrace(tracer)


def retrace_if_swallowed(frame, event, argument=None):
    """The same after OutOfSteps: as long as functions are only left, it is on its way to the check."""
    if not event.endswith("return"):
        retrace(frame, event)
    if event == "call" and _guard and is_students(frame.f_code):
        raise OutOfSteps


def is_deeper_than(depth):
    try:
        return bool(sys._getframe(depth))
    except ValueError:
        return False


@contextmanager
def guarded(steps):
    """Within, OutOfSteps is raised after `steps` lines of Python (the engine's and a library's do not count) or SECONDS.

    Prints are swallowed, and random starts from the same seed each time. Tracing, random's state, the recursion limit and
    stdout are afterwards what they were before. One thing cannot be ended: a single call into C that never comes back, such as
    sum(itertools.repeat(1)).
    """
    left, swallowed = steps, 0
    started, computed = perf_counter(), process_time()
    look = started + SECONDS  # when to look at the time spent computing, which takes longer than to look at the clock

    def trace(frame, event, argument):
        nonlocal left, swallowed, look
        if is_free(frame.f_code.co_filename):
            return None
        left -= 1
        if event == "call":
            frame.f_trace_opcodes = is_tight(frame.f_code)
            if is_deeper_than(limit):
                left -= GRACE
                sys.setprofile(retrace)
                raise RecursionError("maximum recursion depth exceeded")
        if left > 0 and (now := perf_counter()) > look:
            look = now + 0.1
            if process_time() - computed > SECONDS or now - started > PATIENCE * SECONDS:
                left = -GRACE
        if left < -GRACE or (left < 0 and event == "call"):  # may be swallowed, but then one `try` is behind it
            swallowed += 1
            left = max(left, swallowed % 20 - GRACE)  # another line each time
            sys.setprofile(retrace_if_swallowed)
            raise OutOfSteps
        if left < 0 and not would_be_caught(frame):
            sys.setprofile(None)
            raise OutOfSteps
        return trace

    global _guard
    before, profiler, state, limit = sys.gettrace(), sys.getprofile(), random.getstate(), sys.getrecursionlimit()
    with redirect_stdout(io.StringIO()):
        _guard = trace, sys._getframe(2)
        sys.setrecursionlimit(limit + ROOM)
        rearm()
        random.seed(0)
        try:
            yield
        finally:
            _guard = None
            sys.settrace(before)
            sys.setprofile(profiler)
            random.setstate(state)
            sys.setrecursionlimit(limit)


@contextmanager
def class_kept(answer):
    """A class comes out with the attributes it went in with; other answers are left alone."""
    before = dict(vars(answer)) if isinstance(answer, type) else {}
    try:
        yield
    finally:
        if isinstance(answer, type):
            restore(answer, before)


def restore(kind, before):
    for name, value in list(vars(kind).items()):
        if name not in before:
            delattr(kind, name)
        elif value is not before[name]:
            setattr(kind, name, before[name])
    for name in before.keys() - vars(kind).keys():
        setattr(kind, name, before[name])
