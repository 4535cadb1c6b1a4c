"""How 4.7 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import calling, signed
from micrograd_core import Value

takes = a_function("xs")


def probe(softmax):
    def run(xs, which):
        inputs = [Value(x) for x in xs]
        given = list(inputs)
        shares, other = calling(softmax, inputs)
        if other:
            return other
        if not isinstance(shares, (list, tuple)):
            return {"the result": shares if shares is None else f"a {type(shares).__name__}"}
        if len(shares) != len(xs):
            return {"the result": f"{len(shares)} of {len(xs)} shares"}
        if not all(isinstance(share, Value) for share in shares):
            return {"the result": "a list, but not of Values"}
        found = {"the result": "a list of Values", "the shares": [share.data for share in shares]}
        found["the inputs' numbers afterwards"] = "as before" if [x.data for x in given] == list(xs) else "changed"
        same = len(inputs) == len(given) and all(x is y for x, y in zip(inputs, given))
        found["the list afterwards"] = "as before" if same else "changed"
        shares[which].backward()
        return found | {f"x{i}.grad": x.grad for i, x in enumerate(given)}

    for xs, which in lists_of_numbers():
        text = f"softmax of {', '.join(map(signed, xs))}, gradients of share {which}"
        yield from observe(text, run, xs, which)


def lists_of_numbers():
    """(numbers, which share's gradients to look at); each list is where another shift fails."""
    a, b, c, near, far, beyond = fresh(3.5, 1.7, 5.3, 400.5, 800.5, 900.5)
    yield fresh(1.3, -0.7, 0.4), 1
    yield fresh(-2.6, 0.0, 1.6), 0
    yield around(500, 0.3, 1.7, -0.6), 2
    yield around(1000, 0.3, 1.7, -0.6), 0
    yield (-near, a, near), 2
    yield (-far, a, b), 1
    yield around(-1000, -0.3, -1.7, 0.6), 2
    yield around(-600, -0.3, -1.7, 0.6), 0
    yield (far, -far, a), 0
    yield (-far, a, far), 1
    yield (a, far, -far), 1
    yield (beyond, a, b), 1
    yield (c, c, c), 1
    yield (708.9, 708.9, 708.9), 0
    yield (-744.5, -744.5, -744.5), 2
    yield (a, b, c, far, beyond), 4  # the largest is the last of five
    yield around(700, 0.3, -1350.0, -1345.0, -1360.0, -1355.0), 0  # the mean is far below the middle of the range
    yield (97.3, *around(1000, 1.3, -50.6)), 1  # as text, 97.3 comes last
    yield around(-990, -3.4, 980.6, 2.3, -0.7), 1
    yield (near,), 0
    yield fresh(1.3, -0.7, 0.4), 2  # once more: an answer may remember


def around(base, *offsets):
    return tuple(round(base + offset, 4) for offset in fresh(*offsets))
