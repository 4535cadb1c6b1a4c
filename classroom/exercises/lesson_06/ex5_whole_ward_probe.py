"""How 6.5 is tried: which bugs the expressions expose together, operation by operation, and how many operations they take."""

import micrograd_core
from classroom.checks import kinds
from classroom.checks.fresh import fresh
from classroom.checks.kinds import describe
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import topological
from classroom.ward import BUGS, POINT, caught_by

MOST = 12  # operations in all expressions together
OPERATIONS = tuple(dict.fromkeys(bug.partition(": ")[0] for bug in BUGS))


def takes(answers):
    """A list of functions of x and y."""
    if not isinstance(answers, (list, tuple)) or not answers:
        return f"This check takes a list of functions of x and y, but it got {describe(answers)}."
    for place, answer in enumerate(answers, 1):
        if complaint := kinds.a_function("x", "y")(answer):
            return f"Number {place} of your list: {complaint}"
    return None


def probe(answers):
    point = fresh(*POINT)
    operations, exposed, raised = 0, set(), False
    for place, answer in enumerate(answers, 1):
        seen = [*observe(f"number {place} of your list", operations_of, answer, point, says="")]
        if seen[0].value == "a Value":
            operations += int(seen[-1].value)
            exposed.update(caught_by(answer, *point))
        else:
            raised = True
            yield from seen[:1]
    count = f"at most {MOST}" if operations <= MOST else f"{operations}, more than {MOST}"
    yield from observe("all of your list", dict, {"operations": count}, says="")
    for operation in OPERATIONS:
        hidden = [bug for bug in BUGS if bug.startswith(f"{operation}: ") and bug not in exposed]
        yield from observe(operation, dict, {"still hidden": "; ".join(hidden) or "nobody"}, says="")


def operations_of(answer, point):
    y = answer(*map(micrograd_core.Value, point))
    if not isinstance(y, micrograd_core.Value):
        return {"what comes back": y if y is None else f"a {type(y).__name__}"}
    return {"what comes back": "a Value", "operations": sum(bool(node._prev) for node in topological(y))}
