"""The exercises as data: one module per lesson, lesson_01.py and so on, each with a list EXERCISES."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from numbers import Real

from classroom.guard import OutOfSteps, Raised, rearm


@dataclass(frozen=True)
class Observation:
    """What came back at one node of one expression.

    tried: the expression and its inputs, as a student would write them. node: `a.grad`, `y.data`, or in words.
    value: a number, text, bool, None, or a tuple of these; anything else is kept as its type's name.
    says: who knows better, "nudging says"; "" where the right value is the answer and must not be told.
    rtol: the relative tolerance; the reference's counts.
    """

    tried: str
    node: str
    value: object
    says: str = ""
    rtol: float = 1e-6


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people give. name: unique in its exercise. message: what they did; never the answer."""

    name: str
    answer: object
    message: str


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise; the module's docstring says how to write one."""

    number: str
    title: str
    points: int
    takes: Callable  # from kinds.py: answer -> what is wrong with its kind, or None
    probe: Callable  # answer -> yields Observations; a generator function
    reference: object
    accepted: tuple  # at least two correct answers, written differently
    mistakes: tuple
    hints: tuple  # from a nudge to nearly the answer
    shown: str  # "You have shown that ...", for "yes"
    follow_up: str  # one more question
    reasoning: str  # printed below the solution
    equivalent: tuple = ()  # (mutated line, why it is right as well), for mutations that behave like the solution
    secrets: tuple = ()  # texts that no message and no hint may contain
    steps: int = 100_000  # executed lines until an answer counts as endless


def observe(tried, run, says=None, rtol=1e-6):
    """Run `run()`, which returns {node: value}, and yield an Observation for each; one of what it raised if it raises.

    says: None stands for "nudging says" at a node that ends in .grad and for "it should be" elsewhere.
    """
    rearm()
    try:
        found = run()
    except OutOfSteps as stop:
        yield Observation(tried, "", Raised(stop))
        raise
    except (Exception, SystemExit) as error:
        yield Observation(tried, "", Raised(error))
        return
    for node, value in found.items():
        knows = says if says is not None else "nudging says" if node.endswith(".grad") else "it should be"
        yield Observation(tried, node, plain(value), knows, rtol)


def plain(value):
    """A value in a form that can be compared and shown."""
    if value is None or isinstance(value, (bool, str, Raised)):
        return value
    if type(value).__module__ == "numpy" and type(value).__name__.startswith("bool"):
        return bool(value)
    if isinstance(value, Real):
        return float(value)
    if isinstance(value, (list, tuple)):
        return tuple(plain(item) for item in value)
    return f"a {type(value).__name__}"


def own_class(function, otherwise, name="Value"):
    """The student's own class: what `name` stands for where `function` was written, or `otherwise`."""
    found = getattr(function, "__globals__", {}).get(name)
    return found if isinstance(found, type) else otherwise


@cache
def registry():
    """All exercises, by number, in order."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("lesson_"))
    found = {}
    for name in modules:
        for exercise in importlib.import_module(f"{__name__}.{name}").EXERCISES:
            if exercise.number in found:
                raise ValueError(f"two exercises have the number {exercise.number}")
            found[exercise.number] = exercise
    return found
