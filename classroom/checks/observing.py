"""What is seen of an answer: one Observation for each node of each expression that a probe tries."""

from dataclasses import dataclass
from numbers import Real

from classroom.checks.guard import disarm, rearm
from classroom.checks.raised import OutOfSteps, Raised


@dataclass(frozen=True)
class Observation:
    """What came back at one node of one expression.

    tried: the expression and its inputs, as a student would write them. node: `a.grad`, `y.data`, or in words.
    value: a number, text, bool, None, or a tuple of these; anything else is kept as its type's name.
    says: who knows better, "nudging says"; "" where the right value is the answer and must not be told.
    rtol: the relative tolerance; the reference's counts.
    """

    tried: str
    node: str
    value: object
    says: str = ""
    rtol: float = 1e-6


def observe(tried, run, *inputs, says=None, rtol=1e-6):
    """Run `run(*inputs)`, which returns {node: value}, and yield an Observation for each; one of what it raised if it raises.

    says: None stands for "nudging says" at a node that ends in .grad and for "it should be" elsewhere.
    """
    rearm()
    try:
        found = run(*inputs)
    except OutOfSteps as stop:
        disarm()
        yield Observation(tried, "", Raised(stop))
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001, whatever an answer raises is an observation
        yield Observation(tried, "", Raised(error))
        return
    for node, value in found.items():
        knows = says if says is not None else "nudging says" if node.endswith(".grad") else "it should be"
        yield Observation(tried, node, plain(value), knows, rtol)


def plain(value):
    """A value in a form that can be compared and shown."""
    if value is None or isinstance(value, (bool, str, Raised)):
        return value
    if type(value).__module__ == "numpy" and type(value).__name__.startswith("bool"):
        return bool(value)
    if value is ...:
        return "..."
    if isinstance(value, Real):
        return float(value)
    if isinstance(value, (list, tuple)):
        return tuple(plain(item) for item in value)
    return f"a {type(value).__name__}"


def own_class(function, otherwise, name="Value"):
    """The student's own class: what `name` stands for where `function` was written, or `otherwise`."""
    found = getattr(function, "__globals__", {}).get(name)
    return found if isinstance(found, type) else otherwise
