r"""The exercises as data: one module per lesson, lesson_01.py and so on, each with a list EXERCISES.

How to add an exercise
----------------------
1. Its data goes into classroom/exercises/lesson_0N.py (found by name; nothing to register):

    from classroom.checks.exercise import Exercise, Mistake, observe
    from classroom.checks.kinds import a_function
    from classroom.checks.fresh import fresh

    def probe(slope):
        for x in fresh(1.3, -0.7):
            yield from observe(f"f(x) = x**3 at x = {x}", lambda x: {"the slope": slope(lambda x: x**3, x)}, x, rtol=1e-4)

    SLOPE = Exercise(
        number="1.1", title="A slope by nudging", points=2, takes=a_function("f", "x"), probe=probe,
        reference=lambda f, x: (f(x + 1e-6) - f(x)) / 1e-6,
        accepted=(lambda f, x: (f(x) - f(x - 1e-6)) / 1e-6, lambda f, x: (f(x + 1e-6) - f(x - 1e-6)) / 2e-6),
        mistakes=(
            Mistake("not divided", lambda f, x: f(x + 1e-6) - f(x), "it returns the rise. A slope is rise over what?"),
        ),
        hints=("By how much does f rise when x grows by h?", "Divide the rise by h."),
        shown="You have shown that a slope needs two calls of f.", follow_up="Which h is too small?",
        reasoning="Rise over run, with a small run.",
    )
    EXERCISES = [SLOPE]

   A probe is a generator function: it tries the answer on fixed inputs away from 0, 1, -1 and 2, and `observe`s what comes
   back. Inputs that may be others in grading go through `fresh`, inside the probe. Everything that calls the answer happens inside the function given to observe, so that what it raises becomes an
   observation too. Where a right answer may take many forms, observe a verdict about it ("late nodes": "none"), as 3.4 does.
   Where the answer is itself a number or a dict of numbers, say `says=""`: then no message tells the right one.
   A function's own Value class is own_class(answer, otherwise); an answer that is a class is built inside the probe.
   Two mistakes that do the same everywhere cannot be told apart: try another expression, or make them one.
   `parts` gives points for what is right in an answer that is not: (1, r"\.data$") is one point for every .data being right.
   An answer that is a number depends on the numbers of its card: `vary` draws others for a student of their own. Build the
   exercise in a function of its numbers, as 1.5 does, and take the helpers from paper.py.

2. Card, stub, solution and check go into notebooks/src/exercises/0N_*.py, in the order of 03_automatic_backward.py: a
   markdown cell that begins with `## 1.1 · Title`, the line `difficulty ★☆☆ · core · 5 minutes · 2 points`, **Goal.** (one
   sentence), **Rule.**, **Expected.**; given cells if any; one code cell with one blank; and `check("1.1", slope)`.
   What stands between `### BEGIN SOLUTION` and `### END SOLUTION` is taken out. Inside a function a NotImplementedError
   comes in its place, so write nothing else there that runs without it. A value gets a line `name = ...` above the marks.
   The first cell's minutes are the sum of the cards'.

3. python -m classroom build exercises/0N; python -m pytest tests/test_exercises.py tests/test_exercise_notebooks.py
   A mutation of the solution that passes the check is either a hole in the probe (mend that first) or goes into
   `equivalent`, as the test prints it, with the reason why it is right as well.
"""

import importlib
import pkgutil
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from numbers import Real

from classroom import exercises
from classroom.checks.guard import OutOfSteps, Raised, disarm, rearm


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


@dataclass(frozen=True, kw_only=True, eq=False)  # an answer may be a list or a dict, which has no hash
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
    built_on: Callable = (
        lambda answer: {}
    )  # answer -> {number: the part of it that was written in that earlier exercise}
    steps: int = 100_000  # executed lines until an answer counts as endless
    otherwise: str = ""  # what to look at where no known mistake fits and the difference itself says nothing
    entries: tuple = ()  # what the parts of an answer are called that is a tuple
    node_class: str = "Value"  # what the exercise's notebook calls a node
    parts: tuple = ()  # (points, pattern): earned where all observations are right whose "tried: node" has the pattern
    vary: Callable = None  # random.Random -> Variant, where the answer depends on the numbers on the card
    draws_with: str = ""  # the number of an earlier exercise with whose numbers this one goes on
    rubric: tuple = ()  # what a person looks for in a text that the check cannot judge: a point each, beyond `points`


@dataclass(frozen=True, eq=False)
class Variant:
    """An exercise with other numbers. texts: (old, new) pairs, what to write on its card and in its cells instead."""

    texts: tuple
    exercise: Exercise


def observe(tried, run, *inputs, says=None, rtol=1e-6):
    """Run `run(*inputs)`, which returns {node: value}, and yield an Observation for each; one of what it raised if it raises.

    says: None stands for "nudging says" at a node that ends in .grad and for "it should be" elsewhere.
    """
    rearm()
    try:
        found = run(*inputs)
    except OutOfSteps as stop:
        disarm()
        yield Observation(tried, "", Raised(stop))
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001, whatever an answer raises is an observation
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
    if value is ...:
        return "..."
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
    modules = sorted(
        module.name for module in pkgutil.iter_modules(exercises.__path__) if module.name.startswith("lesson_")
    )
    found = {}
    for name in modules:
        for exercise in importlib.import_module(f"classroom.exercises.{name}").EXERCISES:
            if exercise.number in found:
                raise ValueError(f"two exercises have the number {exercise.number}")
            found[exercise.number] = exercise
    return found


@cache
def variant_of(number, code):
    """The Variant of an exercise for the student who has this code, or None if its numbers are the same for all."""
    exercise = registry()[number]
    if not code or not exercise.vary:
        return None
    return exercise.vary(random.Random(f"{code} {exercise.draws_with or number}"))


def find(number, code=""):
    """The exercise with this number, in the variant that the code stands for; None if there is none."""
    exercise = registry().get(str(number))
    variant = variant_of(exercise.number, code) if exercise else None
    return variant.exercise if variant else exercise
