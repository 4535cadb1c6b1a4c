"""How 6.4 is tried: each expression on the healthy engine and on the sick ones that it should show."""

from classroom.checks import kinds
from classroom.checks.fresh import fresh
from classroom.checks.kinds import describe
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import topological
from classroom.ward import engine

PATIENTS = {  # {the function's name: (what it should show, the engines, the fewest steps)}
    "shows_forgetting": ("tanh forgets what arrives", ("tanh: forgets what arrives",), 2),
    "shows_setting": ("a power sets where it should add", ("pow: = for +=",), 2),
    "tells_twins": ("the two wrong factors", ("pow: without the factor k", "pow: k - 1 as the factor"), 1),
    "shows_stopping": ("backward stops after one level", ("backward: stops after one level",), 3),
}


def takes(answers):
    """Four functions of x and y."""
    if not isinstance(answers, (list, tuple)) or len(answers) != len(PATIENTS):
        return f"This check takes the four functions {', '.join(PATIENTS)}, but it got {describe(answers)}."
    for name, answer in zip(PATIENTS, answers):
        if complaint := kinds.a_function("x", "y")(answer):
            return f"`{name}`: {complaint}"
    return None


def probe(answers):
    for (name, (text, bugs, fewest)), answer in zip(PATIENTS.items(), answers):
        yield from observe(f"{name}: {text}", judged, answer, bugs, fewest, says="")


def judged(answer, bugs, fewest):
    """{"your expression": what it shows, in how many steps}"""
    found = []
    healthy = engine()
    for kind in (healthy, *map(engine, bugs)):
        x, y = map(kind, fresh(0.7, -1.3))
        result = answer(x, y)
        if not isinstance(result, kind):
            return {"your expression": result if result is None else f"it is a {type(result).__name__}, not a Value"}
        if kind is healthy:
            steps = [node for node in topological(result) if node._prev]
        result.backward()
        found.append([result.data, x.grad, y.grad])
    told_apart = sum(differ(one, other) for place, one in enumerate(found) for other in found[:place])
    if told_apart < len(found) * (len(found) - 1) / 2:
        alike = "all engines agree" if not told_apart else "two of the three agree"
        return {"your expression": f"{alike}, and {what_it_has(steps, bugs[0])}"}
    count = "as few steps as possible" if len(steps) == fewest else "more steps than needed"
    return {"your expression": f"the engines differ, in {count}"}


def differ(one, other):
    """Whether two engines say something else, however little: where tanh is flat, all gradients are small."""
    return max(abs(a - b) for a, b in zip(one, other)) > 1e-9


def what_it_has(steps, bug):
    """What an expression has, or lacks, in which a bug does not show."""
    symbol = bug.partition(":")[0].replace("pow", "**")
    suspects = [node for node in steps if node._op.startswith(symbol)]
    if not steps:
        return "there is no step in it"
    if symbol == "backward":
        return f"its longest path has {depth(steps[-1])} of its {len(steps)} steps"
    if not suspects:
        return f"there is no {symbol} in it"
    used = [input for node in steps for input in node._prev]
    if max(used.count(node) for node in used) > 1:
        return f"something is used twice in it, and {where(steps, suspects)}"
    return where(steps, suspects)


def where(steps, suspects):
    if len(steps) == 1:
        return "the suspect stands alone"
    return "the suspect comes last" if suspects == steps[-1:] else "the suspect has something behind it"


def depth(node):
    return 1 + max(map(depth, node._prev)) if node._prev else 0
