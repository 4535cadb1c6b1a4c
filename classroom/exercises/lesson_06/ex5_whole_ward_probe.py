"""How 6.5 is tried: which bugs the expressions expose together, operation by operation, and how many operations they take."""

from classroom.checks import kinds
from classroom.checks.fresh import fresh
from classroom.checks.kinds import describe
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import topological
from classroom.ward import BUGS, POINT, caught_by
from micrograd_core import Value as Course

MOST = 12  # operations in all expressions together
OPERATIONS = tuple(dict.fromkeys(bug.partition(": ")[0] for bug in BUGS))


def takes(answers):
    """A list of functions of x and y."""
    if isinstance(answers, (list, tuple)) and not answers:
        return "Your list is empty. Put functions of x and y into it."
    if not isinstance(answers, (list, tuple)):
        return f"This check takes a list of functions of x and y, but it got {describe(answers)}."
    for place, answer in enumerate(answers, 1):
        if complaint := kinds.a_function("x", "y")(answer):
            return f"Number {place} of your list: {complaint}"
    return None


def probe(answers):
    operations, exposed = 0, set()
    for place, answer in enumerate(answers, 1):
        came_back, *more = observe(f"number {place} of your list", what_it_does, answer, says="")
        if not more:
            yield came_back
            return
        operations += int(more[0].value)
        exposed.update(more[1].value)
    count = f"at most {MOST}" if operations <= MOST else f"{operations}, and {MOST} are allowed"
    yield from observe("all of your list", dict, {"operations": count}, says="")
    for operation in OPERATIONS:
        hidden = [bug for bug in BUGS if bug.startswith(f"{operation}: ") and bug not in exposed]
        yield from observe(f"the bugs of `{operation}`", dict, {"still hidden": "; ".join(hidden) or "nobody"}, says="")


def what_it_does(answer):
    point = fresh(*POINT)
    y = answer(*map(Course, point))
    if not isinstance(y, Course):
        return {"what comes back": y if y is None else f"a {type(y).__name__}, not a Value"}
    operations = sum(bool(node._prev) for node in topological(y))
    return {"what comes back": "a Value", "operations": operations, "exposed": caught_by(answer, *point)}
