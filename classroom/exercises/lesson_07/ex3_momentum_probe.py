"""How 7.3 is tried: three steps on parameters whose gradients are given, some of them equal, one of them 0."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from micrograd_core import Value

takes = a_function("parameters", "speeds", "rate", "keep")
NUMBERS = 0.7, 0.7, -1.3, 0.4
GRADIENTS = ((0.6, 0.6, -0.9, 0.0), (-0.35, 0.6, 0.25, 0.0), (0.8, -0.45, 0.15, 0.3))
SPEEDS = 0.0, 1.7, -0.55, 0.85  # those with which a case begins


def probe(answer):
    for tried, rate, keep, left in (
        ("with speeds from before", 0.3, 0.6, SPEEDS),
        ("from rest", 0.13, 0.85, (0.0,) * 4),
        ("without any keeping", 0.2, 0.0, SPEEDS),
    ):
        rate, keep = fresh(rate), fresh(keep) if keep else 0.0
        parameters, speeds = [Value(number) for number in fresh(*NUMBERS)], list(left)
        for number, gradients in enumerate(GRADIENTS, 1):
            title = f"{tried}, with rate {rate} and keep {keep}: step {number}"
            seen = list(observe(title, one_step, answer, parameters, speeds, rate, keep, fresh(*gradients)))
            yield from seen
            if not right(seen, left, rate, keep, number):
                return


def one_step(answer, parameters, speeds, rate, keep, gradients):
    """What a step makes of parameters with these gradients."""
    for p, gradient in zip(parameters, gradients):
        p.grad = gradient
    before = [*parameters]
    answer(parameters, speeds, rate, keep)
    if len(speeds) != len(before):
        return {"how many speeds there are": f"{len(speeds)}"}
    found = {f"speeds[{number}]": speed for number, speed in enumerate(speeds)}
    found |= {f"parameters[{number}].data": p.data for number, p in enumerate(before)}
    same = len(before) == len(parameters) and all(map(lambda one, other: one is other, before, parameters))
    found["the parameters"] = "the same objects" if same else "replaced"
    left = [p.grad for p in before]
    found["their gradients"] = "as they were" if left == list(gradients) else "changed" if any(left) else "all 0"
    return found


def right(seen, speeds, rate, keep, steps):
    """Whether the step before went as it should: a probe goes no further than the first that does not."""
    numbers, speeds = list(fresh(*NUMBERS)), list(speeds)
    for gradients in GRADIENTS[:steps]:
        speeds = [keep * v + g for v, g in zip(speeds, fresh(*gradients))]
        numbers = [number - rate * v for number, v in zip(numbers, speeds)]
    expected = [*speeds, *numbers]
    found = [o.value for o in seen]
    return (
        found[8:] == ["the same objects", "as they were"]
        and all(isinstance(one, float) for one in found[:8])
        and all(abs(one - other) < 1e-9 for one, other in zip(found, expected))
    )
