"""What an exercise is made of: its card's numbers, what tries an answer, what is right, and what people get wrong."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from classroom.checks.observing import Observation


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people give. name: unique in its exercise. message: what they did; never the answer."""

    name: str
    answer: object
    message: str


def nothing_else(answer: object) -> dict[str, Any]:
    """What an answer is built on that needs no earlier exercise."""
    return {}


@dataclass(frozen=True, kw_only=True, eq=False)  # an answer may be a list or a dict, which has no hash
class Exercise:
    """One exercise; .github/CONTRIBUTING.md tells how to add one."""

    number: str
    title: str
    points: int
    takes: Callable[[Any], str | None]  # from kinds.py: what is wrong with an answer's kind, or None
    probe: Callable[[Any], Iterable[Observation]]  # a generator function: tries the answer, yields what it sees
    reference: object
    accepted: tuple[object, ...]  # at least two correct answers, written differently
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, ...]  # from a nudge to nearly the answer
    shown: str  # "You have shown that ...", for "yes"
    follow_up: str  # one more question
    reasoning: str  # printed below the solution
    follow_up_answer: str = ""  # printed below that
    cell: str = ""  # the answer's cell with the marks around its solution, from stubs.cell_of or as a text
    equivalent: tuple[tuple[str, str], ...] = ()  # (mutated line, why it is right as well)
    secrets: tuple[str, ...] = ()  # texts that no message and no hint may contain
    built_on: Callable[[Any], dict[str, Any]] = nothing_else  # {number: the part that was written in that exercise}
    steps: int = 100_000  # executed lines until an answer counts as endless
    otherwise: str = ""  # what to look at where no known mistake fits and the difference itself says nothing
    entries: tuple[str, ...] = ()  # what the parts of an answer are called that is a tuple
    node_class: str = "Value"  # what the exercise's notebook calls a node
    # (points, pattern): earned where all observations are right whose "tried: node" has the pattern
    parts: tuple[tuple[float, str], ...] = ()
    vary: "Callable[[random.Random], Variant] | None" = None  # where the answer depends on the numbers on the card
    make: "Callable[..., Exercise] | None" = None  # this exercise with other numbers, for one that goes on with them
    draws_with: str = ""  # the number of an earlier exercise with whose numbers this one goes on
    rubric: tuple[str, ...] = ()  # what a person looks for in a text, where the check cannot: a point each, on top


@dataclass(frozen=True, eq=False)
class Variant:
    """An exercise with other numbers. texts: (old, new) pairs, what to write on its card and in its cells instead."""

    texts: tuple[tuple[str, str], ...]
    exercise: Exercise
