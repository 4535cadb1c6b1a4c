"""How 1.6 is tried."""

from classroom.checks.fresh import fresh, text
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from micrograd_core import Value

takes = a_function("knobs", "step")


def changed(handed, knobs):
    return "in another order" if set(map(id, handed)) == set(map(id, knobs)) else "with other things in it"


def probe(answer):
    def run(step, *pairs):
        knobs = []
        for data, gradient in pairs:
            knob = Value(data)
            knob.grad = gradient
            knobs.append(knob)
        handed = list(knobs)
        came_back = answer(handed, step)
        names = "abcdef" if len(knobs) > 4 else "abcf"
        after = {f"{name}.data": knob.data for name, knob in zip(names, knobs)}
        new = isinstance(came_back, list) and not {id(thing) for thing in came_back} & {id(knob) for knob in knobs}
        if new and all(knob.data == data for knob, (data, _) in zip(knobs, pairs)):
            after["what comes back"] = "Values" if {type(thing) for thing in came_back} == {Value} else "something else"
        same = len(handed) == len(knobs) and all(one is other for one, other in zip(handed, knobs))
        after["the list of knobs"] = "as it was" if same else "empty" if not handed else changed(handed, knobs)
        return after | {
            f"the gradient kept in {name}": "as it was" if knob.grad == gradient else "changed"
            for name, knob, (_, gradient) in zip(names, knobs, pairs)
        }

    (a, slope_a, b, slope_b), steps = fresh(1.7, -3.0, -0.6, 0.5), fresh(0.1, 0.3)
    two = f"two knobs a = {text(a)} with gradient {text(slope_a)} and b = {text(b)} with gradient {text(slope_b)}"
    for step in steps:
        yield from observe(f"{two}, step {text(step)}", run, step, (a, slope_a), (b, slope_b))
    knobs = a, b, c, f = fresh(1.5, -2.5, 6.5, -3.5)
    four = zip(knobs, (b * f, a * f, f, a * b + c))
    at = ", ".join(map(text, knobs))
    step = fresh(0.01)
    yield from observe(f"(a*b + c) * f at {at} with its gradients, step {text(step)}", run, step, *four)
    numbers = fresh(0.4, 0.4, 0.0, -2.3, 1.9, 0.4)
    slopes = fresh(-1.7, 0.6, 2.2, 0.0, 0.004, -1.7)
    six = list(zip(numbers, slopes))  # some are equal, some 0, one gradient is tiny
    told = "six knobs at " + ", ".join(map(text, numbers)) + " with gradients " + ", ".join(map(text, slopes))
    for step in fresh(0.9, 0.05):
        yield from observe(f"{told}, step {text(step)}", run, step, *six)
