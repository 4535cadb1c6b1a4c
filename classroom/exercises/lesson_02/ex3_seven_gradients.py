"""2.3: seven gradients on paper."""

import math
from functools import cache

from classroom.checks import kinds
from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Variant
from classroom.checks.on_paper import drawn, pairs, slips_on, walk
from classroom.instruments import nudge

GRADIENTS = ("o", "n", "b", "x1", "w1", "x2", "w2")
INPUTS = ("x1", "w1", "x2", "w2", "b")
FACTORS = {"x1": "w1", "w1": "x1", "x2": "w2", "w2": "x2"}

AT_THE_OUTPUT = """
seed missing | 0.0
    nothing was set at the start. How steeply does `o` change with `o`?
the output | o
    you started with the value of `o`. How steeply does `o` change with `o`?
the sum n | n
    you started with the value of `n`. How steeply does `o` change with `o`?
the slope | slope
    the slope of tanh stands at `o` already. Between `o` and `o` there is no tanh.
a minus | -1.0
    the start has a minus. If `o` grows by 0.001, by how much does `o` grow?
nearly right | 0.99
    if `o` grows by 0.001, by how much does `o` grow? There is nothing to round.
a number from elsewhere | 37.7
    if `o` grows by 0.001, by how much does `o` grow?
"""

AT_TANH = """
1 − n² | 1 - n * n
    n was squared, the number that goes into tanh. Which number does the formula for the slope square?
1 − o | 1 - o
    1 − o was taken for the slope of tanh. A square is missing.
1 − n | 1 - n
    1 − n was taken for the slope. A square is missing, and n is not the output.
o² | o * o
    o² was taken for the slope of tanh. Where tanh is flat, o² is near 1.
n² | n * n
    n² was taken for the slope. Which number does the formula square, and what is left to do after that?
o | o
    what arrives was multiplied by the output of tanh, not by its slope.
n | n
    this is the value of n. How steep is tanh there?
tanh twice | 1 - math.tanh(o) ** 2
    tanh was taken twice. `o` is the tanh of n already.
the slope twice | slope * slope
    the slope of tanh was used twice. What arrives at `o`, before tanh?
1 + o² | 1 + o * o
    1 + o² was taken for the slope. Is tanh ever steeper than 1?
o² − 1 | o * o - 1
    the slope came out negative, and tanh never falls.
1 − 2o | 1 - 2 * o
    o was doubled, not squared.
the root of the slope | math.sqrt(slope)
    a root was taken on the way. Does the formula for the slope of tanh have one?
what arrives, unchanged | 1.0
    `n` got all that arrives at `o`, as if tanh were not there.
nothing | 0.0
    nothing got through tanh. Is it flat at n = {n:.10g}? Look at the figure of section 4.
that of the lesson | 0.5
    tanh halved what arrives in the lesson. This neuron has another output.
nearly right | 0.99 * slope
    this is nearly right. Work it out again with four digits after the point: the others depend on it.
a number from elsewhere | 37.7
    this does not look like the slope of tanh there. How does it follow from the output, {o:.4f}?
"""

AT_THE_PLUS = """
1, whatever arrives | 1.0
    at the bias you wrote the local derivative alone. What arrives there?
nothing | 0.0
    the bias got nothing. It may change like the weights: if it grows by 0.001, what does n do?
its own number times what arrives | b * arrives
    the bias got its own number as a factor. It is added, not multiplied.
its own number | b
    this is the value of the bias. What does a plus node hand on?
half of what arrives | arrives / 2
    the plus node splits what arrives, half to each side. If one side grows by 0.001, how much of that reaches the sum?
the wrong sign | -arrives
    the sign changed on the way to the bias. What does a plus node do to what arrives?
tanh once more | arrives * arrives
    the slope of tanh was multiplied in again at the bias. Between `n` and `b` there is only a plus.
what arrives, plus 1 | arrives + 1
    at the bias, the local derivative and what arrives were added. What does the chain rule do with the two?
nearly right | 0.99 * arrives
    the bias is nearly right. Between `n` and `b` there is nothing to compute.
a number from elsewhere | 37.7
    what arrives at `n`, and what does a plus node do with it?
"""

AT_A_PRODUCT = """
the other factor alone | other
    you wrote the local derivative alone. What arrives there?
its own number times what arrives | own * arrives
    it got its own number as the slope. If the other factor were 10, by how much would this one move the product?
the wrong sign | -other * arrives
    the size is right, the sign is wrong. How many of the two are negative: what arrives, and the number it meets there?
the other factor times the output | other * o
    its factor is multiplied by the output o. Is that what arrives from n?
x2 as its factor | x2 * arrives
    what arrives is multiplied by a number of the other product. Which number does it meet in its own?
w2 as its factor | w2 * arrives
    what arrives is multiplied by a number of the other product. Which number does it meet in its own?
nothing | 0.0
    it got nothing. In the lesson one did, because the other factor was 0 there. What is the other factor here?
its own number | own
    this is its value. How steeply does `o` change with it?
what arrives, unchanged | arrives
    it got all that arrives, as from a plus node. But it goes into a multiplication.
half of it | other * arrives / 2
    it is half of what it should be. Was what arrives split at a plus node, or was a factor of the other product used?
the whole product times what arrives | own * other * arrives
    it got the whole product as its slope. If it grows by 1, by how much does the product grow?
tanh once more | other * arrives * arrives
    the slope of tanh was used twice. What arrives at the product has passed through tanh already.
the other factor plus what arrives | other + arrives
    the other factor and what arrives were added. What does the chain rule do with the two?
nearly right | 0.99 * other * arrives
    it is nearly right. Round at the end only, to four digits.
a number from elsewhere | 37.7
    what arrives at its product, and which number does it meet there? Multiply the two again.
"""

SLIPS = {"o": AT_THE_OUTPUT, "n": AT_TANH, "b": AT_THE_PLUS}


def forward(*inputs):
    """What stands in a neuron's boxes."""
    x1, w1, x2, w2, b = inputs
    n = x1 * w1 + x2 * w2 + b
    return dict(zip(INPUTS, inputs), n=n, o=math.tanh(n))


def on_paper(at, arrives=None):
    """The seven gradients of the neuron with these boxes; arrives: at n, the right number if None."""
    slope = 1 - at["o"] ** 2
    arrives = slope if arrives is None else arrives
    return {"o": 1.0, "n": slope, "b": arrives} | {name: at[other] * arrives for name, other in FACTORS.items()}


def by_nudging(at):
    slopes = nudge(lambda *inputs: forward(*inputs)["o"], *(at[name] for name in INPUTS))
    return dict(zip(INPUTS, slopes), n=nudge(math.tanh, at["n"])[0], o=1)


def neuron_on_paper(*inputs):
    """The exercise for a neuron with these numbers, in the order of INPUTS."""
    at = forward(*inputs)
    right = on_paper(at)

    @cache
    def with_arriving(name, arrives):
        other = at.get(FACTORS.get(name))
        given = at | {"slope": right["n"], "arrives": arrives, "own": at[name], "other": other, "math": math}
        slips = numbers_of(SLIPS.get(name, AT_A_PRODUCT), given)
        if name in ("x2", "w2"):  # who swaps the two products is told at the first
            slips = {what: slip for what, slip in slips.items() if "as its factor" not in what}
        return on_paper(at, arrives)[name], slips

    def step(name, given):
        return with_arriving(name, None if name in ("o", "n") else given["n"])

    return Exercise(
        number="2.3",
        title="Seven gradients on paper",
        points=3,
        takes=kinds.numbers(*GRADIENTS),
        probe=walk("your walk from o to the left", GRADIENTS, "{}.grad", step),
        reference=right,
        cell=CELL,
        accepted=(
            {name: round(gradient, 4) for name, gradient in right.items()},
            on_paper(at | {"o": round(at["o"], 4)}),
            by_nudging(at),
        ),
        mistakes=tuple(slips_on(GRADIENTS, step, right)),
        parts=((1, r": [nb]\.grad$"), (1, r": [xw]1\.grad$")),
        hints=(
            "Draw the graph of section 3 with these numbers. Which gradient do you know without any computation?",
            f"tanh hands on 1 − o² times what arrives; o is {at['o']:.4f}. A plus hands what arrives to both sides.",
            "The same number arrives at b and both products: x1 gets w1 times it, w1 gets x1 times it. Mind the signs.",
        ),
        otherwise="Write what arrives beside each node of the graph, and multiply it by the local derivative.",
        shown="You have shown that seven gradients of a neuron take one slope of tanh and four products.",
        follow_up="which of the five numbers would you change first to raise the output, and may you change that one?",
        follow_up_answer="The one whose gradient is largest in size moves the output most, per unit. If it is an x, you may "
        "not: that is the question. Of the parameters take the largest.",
        reasoning="The seed is 1, and tanh hands on 1 − o². The two plus nodes pass that on unchanged to b and to both "
        "products. Each factor then gets the other factor times it: x2 is negative, so w2's gradient is.",
        secrets=(f"{right['n']:.4f}", f"{right['x1']:.4f}"),
        vary=neuron_of_ones_own,
    )


def neuron_of_ones_own(rng):
    drawn_numbers, exercise = drawn(rng, draw_neuron, neuron_on_paper, EXERCISE)
    before, now = forward(*CLASS_NEURON), forward(*drawn_numbers)
    texts = [(f"{before[name]:.10g}", f"{now[name]:.10g}") for name in (*INPUTS, "n")]
    return Variant(pairs(*texts, (f"{before['o']:.4f}", f"{now['o']:.4f}")), exercise)


def draw_neuron(rng):
    """Numbers of one digit after the point; x1 is −3 times x2, as the card says, and tanh is neither steep nor flat."""
    for _ in range(1000):
        x2 = -rng.randint(2, 8) / 10
        w1, w2, b = (rng.randint(2, 19) / 10 for _ in range(3))
        x1 = round(-3 * x2, 1)
        if 0.35 < x1 * w1 + x2 * w2 + b < 1.1:
            return x1, w1, x2, w2, b
    raise ValueError("2.3: no neuron was drawn whose tanh is neither steep nor flat")


CELL = """\
gradients = {"o": ..., "n": ..., "b": ..., "x1": ..., "w1": ..., "x2": ..., "w2": ...}
### BEGIN SOLUTION
slope = 1 - 0.5370**2
gradients = {"o": 1, "n": slope, "b": slope, "x1": 0.8 * slope, "w1": 1.5 * slope, "x2": 1.6 * slope, "w2": -0.5 * slope}
### END SOLUTION"""
CLASS_NEURON = (1.5, 0.8, -0.5, 1.6, 0.2)
EXERCISE = neuron_on_paper(*CLASS_NEURON)
