"""Finds the exercises: the only place that loads the catalogue, and it does so by name."""

import importlib
import pkgutil
import random
import re
from functools import cache

from classroom import exercises
from classroom.files import Problem

ANSWER = re.compile(r"^# ANSWER (\S+)$", flags=re.M)


@cache
def registry():
    """All exercises, by number, in order: the EXERCISE of every module lesson_*/ex*.py but the probes."""
    found = {}
    for lesson in modules(exercises.__path__, r"lesson_\d+"):
        package = importlib.import_module(f"{exercises.__name__}.{lesson}")
        for name in modules(package.__path__, r"ex\d+_\w+(?<!_probe)"):
            exercise = importlib.import_module(f"{package.__name__}.{name}").EXERCISE
            if exercise.number in found:
                raise ValueError(f"two exercises have the number {exercise.number}")
            found[exercise.number] = exercise
    return found


def modules(path, pattern):
    """The names of the modules in a package's path that fit, as they count: ex2 before ex10."""
    names = [module.name for module in pkgutil.iter_modules(path) if re.fullmatch(pattern, module.name)]
    return sorted(names, key=lambda name: int(re.search(r"\d+", name)[0]))


def with_answers(text):
    """A source's text with the answer's cell in place of every line `# ANSWER 3.1`; a Problem for a number that is none."""

    def cell(found):
        if found[1] not in registry():
            raise Problem(f"{found[0]}: there is no exercise {found[1]}")
        return registry()[found[1]].cell.strip("\n")

    return ANSWER.sub(cell, text)


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
