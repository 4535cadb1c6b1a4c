"""From what an answer does to what its author did: observations are compared with those of the known mistakes."""

import math
import re
from dataclasses import dataclass
from functools import cache

from classroom.exercises import Observation
from classroom.guard import OutOfSteps, Raised, class_kept, guarded


def observations(exercise, answer):
    """What the exercise's probe sees of an answer: {(tried, node): Observation}. Raises nothing, whatever it does."""
    seen = {}
    with class_kept(answer), guarded(exercise.steps):
        try:
            for observation in exercise.probe(answer):
                seen[observation.tried, observation.node] = observation
        except OutOfSteps as stop:
            if not any(isinstance(o.value, Raised) and o.value.kind == "OutOfSteps" for o in seen.values()):
                seen["your answer", ""] = Observation("your answer", "", Raised(stop))
        except (Exception, SystemExit) as error:  # noqa: BLE001, the same for what a probe lets through
            seen["your answer", ""] = Observation("your answer", "", Raised(error))
    return seen


@cache
def of_reference(exercise):
    return observations(exercise, exercise.reference)


@cache
def of_mistakes(exercise):
    return {mistake.name: observations(exercise, mistake.answer) for mistake in exercise.mistakes}


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
    """Where two sets of observations disagree, in the order of the probe."""
    found = []
    for key in [*right, *(key for key in seen if key not in right)]:
        one, other = seen.get(key), right.get(key)
        if not agree(one, other):
            found.append(Difference(key, one, other))
    return sorted(found, key=lambda difference: difference.seen is None)  # what came back before what did not


def agree(one, other):
    return one is not None and other is not None and same(one.value, other.value, min(one.rtol, other.rtol))


def recognise(exercise, seen, wrong):
    """The known mistake that does what the answer does: everywhere, or else wherever the answer is wrong."""
    candidates = []
    for mistake in exercise.mistakes:
        theirs = of_mistakes(exercise)[mistake.name]
        if seen.keys() == theirs.keys() and all(agree(seen[key], theirs[key]) for key in seen):
            return mistake
        if all(agree(d.seen, theirs.get(d.key)) for d in wrong if d.seen is not None):
            candidates.append((sum(agree(seen[key], theirs.get(key)) for key in seen), mistake))
    return max(candidates, key=lambda pair: pair[0])[1] if candidates else None


def number(value):
    if isinstance(value, float):
        return f"{value:.6g}".replace("-", "−")
    if isinstance(value, tuple):
        return "(" + ", ".join(map(number, value)) + ")"
    return str(value)


def what_was_seen(difference):
    """The expression, the node, what came back, and what nudging says."""
    tried, node = difference.key
    if difference.seen is None:
        return f"Tried: {tried}. Nothing came back for {node}."
    if isinstance(difference.seen.value, Raised):
        return f"Tried: {tried}."
    text = f"Tried: {tried}. {node}: {number(difference.seen.value)} came back"
    if difference.right is not None and difference.right.says and not isinstance(difference.right.value, Raised):
        text += f"; {difference.right.says} {number(difference.right.value)}"
    return text + "."


def in_general(difference):
    """What can be said of a wrong value that no known mistake explains."""
    if difference.right is None:
        return "That is not the kind of thing the task asks for. Compare with the stub and with what is expected."
    if difference.seen is None:
        return "Something is missing there. Does every case return what the task asks for?"
    value, right = difference.seen.value, difference.right.value
    if not isinstance(right, float):
        return "Take this one case on paper, step by step, and compare."
    if not isinstance(value, float):
        return "A number should come back there. Is a `return` missing, or a `.data`?"
    gradient = difference.key[1].endswith(".grad")
    if not difference.right.says:
        return "Take this one case on paper, step by step, and compare."
    for factor, clue in CLUES:
        if same(value, factor * right, 1e-6):
            return clue
    if gradient:
        return "The gradient is off. Ask for this one operation: what is its local derivative, and what arrives?"
    return "The value is off, so look at the forward computation first."


CLUES = (
    (0.0, "Nothing arrives there. Who should have handed something on, and has it run?"),
    (-1.0, "The size is right and the sign is wrong."),
    (0.5, "It is exactly half. Is something that comes twice counted once?"),
    (2.0, "It is exactly double. Is something counted twice?"),
)


def where(raised):
    """The first of the two lines about an exception."""
    place = f"Your line `{raised.line}`" if raised.line else "Your code"
    if raised.kind == "OutOfSteps":
        return f"{place} was still running when the check gave up."
    return f"{place} raises {raised!r}."


def why(raised):
    """The second: a likely reason, keyed to the error."""
    for pattern, advice in REASONS:
        if found := re.search(pattern, f"{raised.kind}: {raised.message}"):
            return advice.format(*found.groups())
    return "Run that line by itself, with the numbers above, and look at what each name holds."


REASONS = (
    (r"^OutOfSteps", "A loop whose condition never becomes false? What changes from round to round?"),
    (r"^RecursionError", "The function calls itself without an end. Which call should be the last one?"),
    (
        r"'(int|float|bool)' object has no attribute '(data|grad|label|_\w+|exp|log|tanh|backward)'",
        "`{0}` has no attribute `{1}`: did you wrap the number in a Value?",
    ),
    (r"'NoneType' object is not callable", "None was called: attach the function itself, without brackets behind it."),
    (r"'NoneType'", "A None got in there: does the function before it end without `return`?"),
    (
        r"has no attribute '(\w+)'",
        "There is no `{0}` there. Is the name spelt as in the task, and has the cell that makes it run?",
    ),
    (
        r"unsupported operand type\(s\) for (\S+)",
        "One side of `{0}` has no rule for the other. What kind is each of them?",
    ),
    (
        r"positional argument",
        "The check calls it with other arguments than it takes. Compare with the stub's first line.",
    ),
    (
        r"must be real number, not (\w+)",
        "`math` takes plain numbers, and this is a {0}. Which attribute holds the number?",
    ),
    (r"is not iterable|not subscriptable", "That is one thing, not several. What does the name hold?"),
    (r"^ZeroDivisionError", "Something was divided by 0. Which number in that line may be 0?"),
    (r"^(UnboundLocalError|NameError)", "A name is used before it has a value. Is it spelt the same everywhere?"),
    (r"^(IndexError|KeyError)", "There is no such entry. How many are there, and where does the count start?"),
    (r"^OverflowError", "A number grew too large for a float. Which step makes it grow?"),
    (r"^SystemExit", "exit() ends the program. The answer should return."),
)
