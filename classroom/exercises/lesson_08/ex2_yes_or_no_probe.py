"""How 8.2 is tried: near 0, at 0, and far out on both sides, with both labels; then with labels that are none."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from micrograd_core import Value

takes = a_function("n", "label")


def probe(answer):
    near, below, slope, far, beyond = fresh(1.3, -0.7, 3.7, 45.5, 850.5)

    def run(number, label):
        n = Value(number)
        loss = answer(n, label)
        if not isinstance(loss, Value):
            return {"what comes back": None if loss is None else kind(loss)}
        if n.data != number:  # the loss of another number is no matter
            return {"what comes back": "a Value", "`n` afterwards": "changed"}
        (loss * slope).backward()
        found = {"what comes back": "a Value", "loss.data": loss.data, "n.grad": n.grad}
        return found | {"`n` afterwards": "as it was"}

    for number in (near, below, 0.0, far, -far, beyond, -beyond):
        for label in (1, 0):
            tried = f"n = {told(number)}, label {label}; {slope} · loss"
            yield from observe(tried, run, number, label)
    yield from observe("your code", dict, {"what computes the loss": maker(answer)}, says="")
    for label in (2, -1, 0.5):
        yield from observe(f"label {told(label)}", misfit, answer, near, label, says="")


def maker(answer):
    """Whose arithmetic it is, as far as the names in the answer tell."""
    names = getattr(getattr(answer, "__code__", None), "co_names", ())
    return "a ready-made function" if {"cross_entropy", "mean_loss"} & {*names} else "its own lines"


def misfit(answer, number, label):
    """What happens where the label is none."""
    try:
        loss = answer(Value(number), label)
    except ValueError:
        return {"what happens": "it raises a ValueError"}
    except (AttributeError, NameError, TypeError) as error:  # an accident, which its name helps to find
        return {"what happens": f"it raises another error, {type(error).__name__}"}
    except Exception:  # noqa: BLE001, whatever an answer raises
        return {"what happens": "it raises an error of another kind"}
    if loss is ValueError or isinstance(loss, ValueError):
        return {"what happens": "it returns a ValueError"}
    return {"what happens": "it returns None" if loss is None else "it answers"}


def kind(thing):
    return f"the class {thing.__name__}" if isinstance(thing, type) else f"a {type(thing).__name__}"


def told(number):
    return str(number).replace("-", "−")
