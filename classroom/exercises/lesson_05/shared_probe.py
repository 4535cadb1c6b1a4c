"""Words for what an answer of lesson 05 gave back, and whether it was right."""

import math

from classroom.checks.observing import observe


def kind_of(thing, wanted):
    """What to say of the kind of thing that came back: None of None, in words of anything else."""
    if thing is None:
        return None
    return f"a {wanted.__name__}" if isinstance(thing, wanted) else f"a {type(thing).__name__}"


def told(values):
    """Numbers as a text has them."""
    return "(" + ", ".join(map(str, values)).replace("-", "−") + ")"


def agrees(seen, found):
    """Whether observations hold what a right answer found.

    A probe ends after the first case that goes wrong, so that a mistake is the same thing with and without a later one.
    """
    right = {observation.node: observation.value for observation in observe("", lambda: found)}
    return len(seen) == len(right) and all(o.node in right and same(o.value, right[o.node]) for o in seen)


def same(one, other):
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)
    return type(one) is type(other) and one == other
