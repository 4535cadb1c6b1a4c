"""From what an answer does to what its author did: observations are compared with those of the known mistakes."""

import math
import re
from dataclasses import dataclass
from functools import cache

from classroom.checks import fresh
from classroom.checks.guard import class_kept, guarded
from classroom.checks.observing import Observation
from classroom.checks.raised import OutOfSteps, Raised


def observations(exercise, answer):
    """What the exercise's probe sees of an answer: {(tried, node): Observation}. Raises nothing, whatever it does."""
    seen = {}
    try:
        with class_kept(answer), guarded(exercise.steps):
            try:
                for observation in exercise.probe(answer):
                    seen[observation.tried, observation.node] = observation
            except (Exception, SystemExit) as error:  # noqa: BLE001, the same for what a probe lets through
                seen["your answer", ""] = Observation("your answer", "", Raised(error))
    except OutOfSteps as stop:
        if not any(isinstance(o.value, Raised) and o.value.kind == "OutOfSteps" for o in seen.values()):
            seen["your answer", ""] = Observation("your answer", "", Raised(stop))
    return seen


def of_reference(exercise):
    """The observations of the right answer; not kept if this machine was too slow for it, so that the next check tries again."""
    seen = _of_reference(exercise, fresh.seed())
    if any(isinstance(o.value, Raised) for o in seen.values()):
        _of_reference.cache_clear()
    return seen


@cache
def _of_reference(exercise, seed):
    return observations(exercise, exercise.reference)


def of_mistakes(exercise):
    return _of_mistakes(exercise, fresh.seed())


@cache
def _of_mistakes(exercise, seed):
    return {mistake.name: observations(exercise, mistake.answer) for mistake in exercise.mistakes}


def earned(exercise, seen, wrong):
    """The points for the parts of an answer that are right, although not all of it is."""
    lost = {difference.key for difference in wrong}
    points = 0
    for worth, pattern in exercise.parts:
        keys = [key for key in seen if re.search(pattern, ": ".join(key))]
        missed = [key for key in lost if re.search(pattern, ": ".join(key))]
        points += worth if keys and not missed else 0
    return points


def same(one, other, rtol):
    """Whether two observed values agree."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=rtol, abs_tol=1e-9) or (math.isnan(one) and math.isnan(other))
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(same(a, b, rtol) for a, b in zip(one, other))
    return type(one) is type(other) and one == other


@dataclass(frozen=True)
class Difference:
    """A place where an answer and the reference disagree; either side may have seen nothing there."""

    key: tuple
    seen: Observation | None
    right: Observation | None


def differences(seen, right):
    """Where two sets of observations disagree, in the order of the probe; cases that were never reached come last."""
    found = []
    for key in [*right, *(key for key in seen if key not in right)]:
        one, other = seen.get(key), right.get(key)
        if not agree(one, other):
            found.append(Difference(key, one, other))
    order = {tried: place for place, (tried, _) in reversed([*enumerate([*right, *seen])])}
    reached = {tried for tried, _ in seen}

    def place(difference):
        tried, _ = difference.key
        return tried not in reached, order[tried], difference.seen is None

    return sorted(found, key=place)


def agree(one, other):
    return one is not None and other is not None and same(one.value, other.value, min(one.rtol, other.rtol))


def recognise(exercise, seen, wrong):
    """The known mistake that does what the answer does: everywhere, or else in nearly all places where either is wrong.

    Less would name wrong mistakes: many of them agree in the one place that an answer gets wrong.
    """
    candidates, right = [], of_reference(exercise)
    for mistake in exercise.mistakes:
        theirs = of_mistakes(exercise)[mistake.name]
        if seen.keys() == theirs.keys() and all(agree(seen[key], theirs[key]) for key in seen):
            return mistake
        either = {d.key for d in [*wrong, *differences(theirs, right)]}
        alike = sum(agree(seen.get(key), theirs.get(key)) for key in either)
        if agree(wrong[0].seen, theirs.get(wrong[0].key)) and alike > 0.9 * len(either):
            candidates.append((alike / len(either), mistake))
    return max(candidates, key=lambda pair: pair[0])[1] if candidates else None
