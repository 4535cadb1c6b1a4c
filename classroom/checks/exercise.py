"""What an exercise is made of: its card's numbers, what tries an answer, what is right, and what people get wrong."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people give. name: unique in its exercise. message: what they did; never the answer."""

    name: str
    answer: object
    message: str


def nothing_else(answer):
    """What an answer is built on that needs no earlier exercise."""
    return {}


@dataclass(frozen=True, kw_only=True, eq=False)  # an answer may be a list or a dict, which has no hash
class Exercise:
    """One exercise; .github/CONTRIBUTING.md tells how to add one."""

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
    follow_up_answer: str = ""  # printed below that
    cell: str = ""  # the answer's cell with the marks around its solution, from stubs.cell_of or as a text
    equivalent: tuple = ()  # (mutated line, why it is right as well), for mutations that behave like the solution
    secrets: tuple = ()  # texts that no message and no hint may contain
    built_on: Callable = nothing_else  # answer -> {number: the part of it that was written in that earlier exercise}
    steps: int = 100_000  # executed lines until an answer counts as endless
    otherwise: str = ""  # what to look at where no known mistake fits and the difference itself says nothing
    entries: tuple = ()  # what the parts of an answer are called that is a tuple
    node_class: str = "Value"  # what the exercise's notebook calls a node
    parts: tuple = ()  # (points, pattern): earned where all observations are right whose "tried: node" has the pattern
    vary: Callable | None = None  # random.Random -> Variant, where the answer depends on the numbers on the card
    make: Callable | None = None  # the numbers on the card -> this exercise with those, where another one asks
    draws_with: str = ""  # the number of an earlier exercise with whose numbers this one goes on
    rubric: tuple = ()  # what a person looks for in a text that the check cannot judge: a point each, beyond `points`


@dataclass(frozen=True, eq=False)
class Variant:
    """An exercise with other numbers. texts: (old, new) pairs, what to write on its card and in its cells instead."""

    texts: tuple
    exercise: Exercise
