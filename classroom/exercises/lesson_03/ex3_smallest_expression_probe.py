"""How 3.3 is tried: each expression on a right engine and on the wrong one that it should show."""

from classroom.checks import kinds
from classroom.checks.fresh import fresh
from classroom.checks.kinds import describe
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import topological
from classroom.exercises.lesson_03.ex7_test_of_engines_probe import edited, level_by_level, recursively
from classroom.exercises.lesson_03.right_engine_probe import Value, with_backward

NAMES = ("shows_setting", "shows_recursion", "shows_levels")
FEWEST = (1, 2, 3)


def takes(answers):
    """Three functions of a and b."""
    if not isinstance(answers, (list, tuple)) or len(answers) != len(NAMES):
        return f"This check takes the three functions {', '.join(NAMES)}, but it got {describe(answers)}."
    for name, answer in zip(NAMES, answers):
        if complaint := kinds.a_function("a", "b")(answer):
            return f"`{name}`: {complaint}"
    return None


def probe(answers):
    setting = edited({"grad += other.data": "grad = other.data", "grad += self.data": "grad = self.data"})
    wrong = (setting, with_backward(recursively), with_backward(level_by_level))
    texts = ("A, whose * sets", "B, which walks recursively", "C, which walks level by level")
    for answer, kind, fewest, symbol, text in zip(answers, wrong, FEWEST, ("*", None, None), texts):
        yield from observe(f"engine {text}", judged, answer, kind, fewest, symbol, says="")


def judged(answer, kind, fewest, symbol):
    """{what was looked at: what is found there}"""
    found = []
    for engine in (Value, kind):
        a, b = map(engine, fresh(1.3, -0.7))
        y = answer(a, b)
        if not isinstance(y, engine):
            return {"your expression": y if y is None else f"it is a {type(y).__name__}, not a Value"}
        operations = [node for node in topological(y) if node._prev]
        y.backward()
        found.append((a.grad, b.grad))
    if max(abs(right - wrong) for right, wrong in zip(*found)) > 1e-9:
        count = "as few operations as possible" if len(operations) == fewest else "more operations than needed"
        return {"your expression": f"the engines differ, with {count}"}
    return {"your expression": f"both engines agree, and {what_it_lacks(operations, symbol)}"}


def what_it_lacks(operations, symbol):
    """What an expression has, or lacks, that tells nothing of a fault. symbol: the operation that is at fault, if it is one."""
    used = [input for node in operations for input in node._prev]
    several = [node for node in dict.fromkeys(used) if used.count(node) > 1]
    if not operations:
        return "there is no operation in it"
    if symbol and symbol not in {node._op for node in operations}:
        return f"there is no {symbol} in it"
    if not several:
        return "nothing in it is used twice"
    if any(node._prev for node in several):
        by_one = any(node._prev.count(t) > 1 for t in several if t._prev for node in operations)
        return f"a computed node is used twice in it, by {'one operation' if by_one else 'two operations'}"
    if len({(node._op, node._prev) for node in operations}) < len(operations):
        return "it computes the same thing twice, in two nodes"
    return "only a leaf is used twice in it"
