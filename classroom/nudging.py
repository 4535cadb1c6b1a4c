"""Slopes by experiment: the instrument that lesson 01 builds and every later lesson checks its answers with."""


def nudge(f, *inputs, h=1e-5):
    """How steeply f(*inputs) changes with each input: one slope per input, by central differences.

    f: takes as many numbers as there are inputs and returns a number. h: the size of the nudge, in the inputs' own units.
    The error is about h**2 (truncation) plus 1e-16 / h (cancellation), relative to the numbers involved.
    """
    slopes = []
    for i in range(len(inputs)):
        up, down = list(inputs), list(inputs)
        up[i] += h
        down[i] -= h
        slopes.append((f(*up) - f(*down)) / (2 * h))
    return slopes
