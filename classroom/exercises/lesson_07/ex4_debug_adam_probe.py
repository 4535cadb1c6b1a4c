"""How 7.4 is tried: step by step, with ordinary gradients, tiny ones, and 0."""

from math import isclose

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from micrograd_core import Value

takes = a_function("parameters", "state", "rate")
NUMBERS = 0.7, 0.7, -1.3
ORDINARY = ((0.6, -2.3, 0.9), (0.35, -0.2, 0.9), (-0.8, 1.1, 0.9), (0.45, 0.6, 0.9))
TINY = tuple(tuple(1e-7 * g for g in row) for row in ORDINARY)
RESTING = ((0.0, 1.4, 0.0), (0.55, 0.0, 0.0), (0.0, -0.65, 0.0))


def probe(answer):
    rate = fresh(0.07)
    for tried, rows in (
        (f"rate {rate}, ordinary gradients", ORDINARY),
        (f"rate {rate}, gradients of a ten-millionth", TINY),
        (f"rate {rate}, gradients that are 0 now and then", RESTING),
    ):
        parameters = [Value(number) for number in fresh(*NUMBERS)]
        state, right = new_state(len(parameters)), Right(len(parameters), rate)
        for number, gradients in enumerate(rows, 1):
            gradients = tuple(map(fresh, gradients))
            seen = list(observe(f"{tried}: step {number}", one_step, answer, parameters, state, rate, gradients))
            yield from seen
            if not right.agrees(gradients, seen):
                break


def new_state(count):
    return {"steps": 0, "means": [0.0] * count, "squares": [0.0] * count}


def one_step(answer, parameters, state, rate, gradients):
    """How far each parameter moves in one step, in rates: a number of the size of 1."""
    for p, gradient in zip(parameters, gradients):
        p.grad = gradient
    before = [p.data for p in parameters]
    answer(parameters, state, rate)
    found = {
        f"parameters[{i}] moves, in rates, by": (p.data - b) / rate for i, (p, b) in enumerate(zip(parameters, before))
    }
    found["the gradients"] = "as they were" if [p.grad for p in parameters] == list(gradients) else "changed"
    return found


class Right:
    """Adam, as its inventors wrote it."""

    def __init__(self, count, rate):
        self.means, self.squares, self.steps = [0.0] * count, [0.0] * count, 0

    def agrees(self, gradients, seen):
        self.steps += 1
        self.means = [0.9 * m + 0.1 * g for m, g in zip(self.means, gradients)]
        self.squares = [0.999 * s + 0.001 * g * g for s, g in zip(self.squares, gradients)]
        moves = [
            -m / (1 - 0.9**self.steps) / ((s / (1 - 0.999**self.steps)) ** 0.5 + 1e-8)
            for m, s in zip(self.means, self.squares)
        ]
        found = [o.value for o in seen]
        numbers = all(isinstance(one, float) for one in found[:-1])
        fits = numbers and all(isclose(one, other, rel_tol=1e-6, abs_tol=1e-9) for one, other in zip(found, moves))
        return fits and found[-1:] == ["as they were"] and len(found) == len(moves) + 1
