"""Finds the exercises: the only place that loads the catalogue, and it does so by name."""

import importlib
import pkgutil
import random
from functools import cache

from classroom import exercises


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
