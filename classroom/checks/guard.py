"""Runs what a student wrote so that nothing it does can stop the notebook: endless loops, exceptions, prints, exit().

Everything happens in this thread and without signals, so it works the same on Windows and in the browser. The budget is a
number of executed lines, so the same answer ends at the same line each time; the seconds are for slow machines.
"""

import inspect
import io
import random
import sys
from contextlib import contextmanager, redirect_stdout
from dis import Bytecode, get_instructions, opmap
from functools import cache
from time import perf_counter, process_time

from classroom.checks import raised
from classroom.checks.raised import ENGINE, OutOfSteps, is_library, is_students

SECONDS = 4.0  # of computing; on a machine that is busy with other things, up to PATIENCE times as long on the clock
PATIENCE = 5
GRACE = 1000  # lines, to get out of a `try`
HANDLED = 30_000  # lines of `except` and `finally`, while OutOfSteps passes through them
SHALLOW = 150  # calls: a recursion up to here need not be looked at
ROOM = 100  # calls, for the tracer to work at the end of an endless recursion
ROOM_IN_C = 20  # of them from one function of Python's own to another, which Python 3.12 and browsers allow fewer of


@cache
def is_free(filename):
    """Whether lines of this file do not count: the engine's, this guard's, and those of libraries."""
    return filename in (ENGINE, __file__, raised.__file__) or is_library(filename)


RUNNING, SPENT, LEAVING, OVER = "running", "spent", "leaving", "over"


class Guard:
    """Traces an answer: counts its lines, and raises OutOfSteps in it when there are too many.

    state    who sets it                 what the tracer does at a line            an answer that gets there
    running  guarded()                   counts it, and looks at the clock         return self.data + other.data

    spent    the tracer, when the lines  raises OutOfSteps; inside a `try` that    while True:
             or the seconds are used up  might catch it, not before a call or          try: n += 1
                                         GRACE lines                                   except: pass

    leaving  the tracer, when it raises  lets `except` and `finally` work for      try:
             OutOfSteps                  HANDLED lines, without calls; whatever        while True: pass
                                         else runs has swallowed OutOfSteps,       except: pass
                                         which is raised again                     return 0

    over     disarm(), when OutOfSteps   nothing: what runs is the check's         while True: pass
             has reached the check;
             guarded(), at its end

    `left` is the number of lines that are left in the state; when the seconds are used up, there are none. Each OutOfSteps
    leaves one `try` or one function, and no call leads into a new one, so all of them are left in the end.
    """

    def __init__(self, steps):
        self.state, self.left = RUNNING, steps
        self.limit = sys.getrecursionlimit()
        self.started, self.computed = perf_counter(), process_time()
        self.look = self.started + SECONDS  # when to ask for the time spent computing: that is slower than the clock

    def start(self):
        """Trace what is called from now on."""
        if self.state != OVER and sys.gettrace() != self.trace:
            sys.settrace(self.trace)

    def stop(self):
        self.state = OVER
        sys.settrace(None)

    def trace(self, frame, event, argument):
        """What Python calls at each call, and at each line, return and exception of a function that counts."""
        if event == "call":
            if self.state == OVER or is_free(frame.f_code.co_filename):
                return None
            self.enter(frame)
        elif event == "opcode" and frame.f_lasti not in jumps_to_themselves(frame.f_code):
            return self.trace
        self.left -= 1
        late = perf_counter() > self.look and self.is_late()
        if self.state == RUNNING:
            if self.left >= 0 and not late:
                return self.trace
            self.state, self.left = SPENT, self.left + GRACE
        if late:
            self.left = min(self.left, 0)
        if self.state == SPENT and (self.left < 0 or event == "call" or not self.would_be_caught(frame)):
            self.state, self.left = LEAVING, HANDLED
            self.raise_in(frame, OutOfSteps())
        if self.state == LEAVING and self.is_swallowed(frame, event):
            self.raise_in(frame, OutOfSteps())
        return self.trace

    def enter(self, frame):
        """A call, which may be one too many: that costs GRACE lines, so that it cannot be tried for ever."""
        if jumps_to_themselves(frame.f_code):
            frame.f_trace_opcodes = True
        if self.is_too_deep():
            self.left -= GRACE
            self.raise_in(frame, RecursionError("maximum recursion depth exceeded"))

    def is_too_deep(self):
        """Whether Python would soon end the recursion by itself, and the tracer with it."""
        try:
            sys.setrecursionlimit(SHALLOW)  # refused where the recursion is as deep as that
        except RecursionError:
            return not self.has_room()
        finally:
            sys.setrecursionlimit(self.limit + ROOM)
        return False

    def has_room(self):
        """Whether a few calls more are possible, in Python and in C."""
        try:
            sys.setrecursionlimit(self.limit)
            return ONE == OTHER
        except RecursionError:
            return False

    def is_late(self):
        now = perf_counter()
        self.look = now + 0.1
        return process_time() - self.computed > SECONDS or now - self.started > PATIENCE * SECONDS

    def would_be_caught(self, frame):
        """Whether what is raised in this frame could be caught by the answer, if it has a bare `except:`."""
        while frame and frame.f_trace == self.trace and is_students(frame.f_code):
            if any(start <= frame.f_lasti < end for start, end in protected(frame.f_code)):
                return True
            frame = frame.f_back
        return False

    def is_swallowed(self, frame, event):
        """Whether something runs other than the `except` and `finally` that OutOfSteps passes on its way to the check.

        A generator that is left is called once more, with GeneratorExit, for the sake of its `finally`.
        """
        code = frame.f_code
        if event in ("return", "exception"):
            return False
        if event == "call":
            return is_students(code) and not code.co_flags & GENERATOR
        handled = isinstance(sys.exception(), (OutOfSteps, GeneratorExit)) or code.co_code[frame.f_lasti] == HANDLER
        return not handled or (self.left < 0 and is_students(code))

    def raise_in(self, frame, error):
        """Raise an error where the answer is, and go on tracing."""
        frame.f_trace = Again(self, frame)
        raise error


GENERATOR = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
HANDLER = opmap["PUSH_EXC_INFO"]  # begins an `except`, a `finally` or the end of a `with`


class Again:
    """Starts tracing again when Python lets go of it.

    When a tracer raises, Python takes it away and clears the frame's f_trace. What stands there is let go of at that moment,
    before the answer runs on.
    """

    def __init__(self, guard, frame):
        self.guard, self.frame = guard, frame

    def __del__(self):
        self.frame.f_trace = self.guard.trace
        self.guard.start()


def nested(depth):
    """Lists in a list. Two of them are compared by as many calls within calls, all in C."""
    return [nested(depth - 1)] if depth else []


ONE, OTHER = nested(ROOM_IN_C), nested(ROOM_IN_C)


@cache
def jumps_to_themselves(code):
    """Where a jump leads to itself, as in `while True: pass` on one line.

    Python 3.11 does not call that a line, so opcodes have to be traced; 3.12 does.
    """
    if sys.version_info >= (3, 12):
        return frozenset()
    jumps = (instruction for instruction in get_instructions(code) if "JUMP" in instruction.opname)
    return frozenset(jump.offset for jump in jumps if jump.argval == jump.offset)


@cache
def protected(code):
    """The ranges of a function's instructions that stand in a `try` or a `with`."""
    return tuple((entry.start, entry.end) for entry in Bytecode(code).exception_entries)


_in_force = []  # the Guards of the blocks that are being run, the innermost last


def rearm():
    """Trace again if a guard is in force: an answer may have called sys.settrace, or left the tracer no room to work."""
    for guard in _in_force[-1:]:
        guard.start()


def disarm():
    """The answer has been stopped, and what runs from now on is the check's."""
    for guard in _in_force[-1:]:
        guard.stop()


@contextmanager
def guarded(steps):
    """Within, OutOfSteps is raised after `steps` lines of Python (the engine's and a library's do not count) or SECONDS.

    Prints are swallowed, and random starts from the same seed each time. Tracing, random's state, the recursion limit and
    stdout are afterwards what they were before. One thing cannot be ended: a single call into C that never comes back, such as
    sum(itertools.repeat(1)).
    """
    before, profiler, state, limit = sys.gettrace(), sys.getprofile(), random.getstate(), sys.getrecursionlimit()
    guard = Guard(steps)
    with redirect_stdout(io.StringIO()):
        _in_force.append(guard)
        sys.setrecursionlimit(limit + ROOM)
        random.seed(0)
        guard.start()
        try:
            yield guard
            if guard.state == LEAVING:  # swallowed, and nothing ran afterwards in which it could be raised again
                raise OutOfSteps
        finally:
            guard.stop()
            _in_force.pop()
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
