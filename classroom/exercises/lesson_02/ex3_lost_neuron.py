"""2.3: a neuron, found again from its gradients."""

import math
from functools import cache

from classroom.checks import kinds
from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Variant
from classroom.checks.on_paper import drawn, pairs, slips_on, walk

NAMES = ("slope", "x1", "w1", "x2", "w2", "b")
PARTNERS = {"x1": "w1", "w1": "x1", "x2": "w2", "w2": "x2"}

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
    this is the output. How steep is tanh there?
n | n
    this is the value of n. How steep is tanh there?
tanh twice | 1 - math.tanh(o) ** 2
    tanh was taken twice. `o` is the tanh of n already.
the slope twice | slope * slope
    the slope of tanh was used twice.
1 + o² | 1 + o * o
    1 + o² was taken for the slope. Is tanh ever steeper than 1?
o² − 1 | o * o - 1
    the slope came out negative, and tanh never falls.
1 − 2o | 1 - 2 * o
    o was doubled, not squared.
the root of the slope | math.sqrt(slope)
    a root was taken on the way. Does the formula for the slope of tanh have one?
what arrives, unchanged | 1.0
    this is the gradient of `o`. What does tanh do to it?
nothing | 0.0
    nothing got through tanh. Is it flat at this n? Look at the figure of section 4.
1 + o | 1 + o
    1 + o was taken for the slope. Is tanh ever steeper than 1?
that of the lesson | 0.5
    tanh halved what arrives in the lesson. This neuron has another output.
nearly right | 0.99 * slope
    this is nearly right. Work it out again with four digits: the others depend on it.
a number from elsewhere | 37.7
    this does not look like the slope of tanh there. First the output, then what follows from it: what are they?
"""

AT_A_FACTOR = """
the partner's | own / slope
    this is the other number of its product: its own gradient was divided. Whose gradient holds this one?
not divided | held
    this is a gradient as the card gives it. What was multiplied into it on its way?
its own gradient | own
    this is its gradient. A product hands each side the other number: in whose gradient is this one?
multiplied by the slope | held * slope
    the right gradient was taken, and multiplied by the slope. The slope is in it already: how do you get it out?
its own, multiplied by the slope | own * slope
    its own gradient was taken and multiplied. Whose gradient holds this number, and how do you get the slope out of it?
divided twice | held / slope / slope
    the slope was divided out twice. How often is it in a gradient?
divided by the output | held / o
    the right gradient was divided by the output. What is it that tanh multiplies in?
divided by n | held / n
    the right gradient was divided by n. What is it that tanh multiplies in?
upside down | slope / held
    the division is upside down.
the wrong sign | -held / slope
    the size is right, the sign is wrong. Is the slope of tanh ever negative?
the slope subtracted | held - slope
    the slope was subtracted. How did it come into the gradient?
divided by one gradient for the other | held / own
    two gradients of the same product were divided by each other. What do both have in them?
nothing | 0.0
    with 0 here, the gradient of its partner would be 0.
nearly right | 0.99 * held / slope
    it is nearly right. Has the slope four digits after the point?
a number from elsewhere | 37.7
    in whose gradient does this number stand as a factor, and what is the other factor there?
"""

AT_THE_BIAS = """
n alone | n
    all of n was given to the bias. The two products are part of n: what is left?
the products added | n + p + q
    the products were added to n. They are in it already: what is left for the bias?
the products alone | p + q
    these are the two products. n is their sum plus the bias.
the products alone, turned | -(p + q)
    the products were turned round. What do they and the bias add up to?
one product forgotten | n - p
    one of the products is missing in the sum: the second.
the other product forgotten | n - q
    one of the products is missing in the sum: the first.
the sign of one product | n - p + q
    a sign was lost at the second product.
the sign of the other product | n + p - q
    a sign was lost at the first product.
the wrong sign | p + q - n
    the sign is wrong: the bias is what has to be added to the products to make n.
the output for n | o - p - q
    the products were taken from the output. They add up to n, before tanh.
the slope for n | slope - p - q
    the products were taken from the slope. They add up to n, before tanh.
its gradient | slope
    this is the gradient of the bias. It is added to the products: what is it itself?
the gradients multiplied | n - (gx1 * gw1 + gx2 * gw2)
    the gradients were multiplied, not the numbers.
numbers for products | n - (x1 + w1 + x2 + w2)
    inputs and weights were subtracted one by one. How do they come into n?
nothing | 0.0
    without a bias n would be the two products alone.
nearly right | 0.99 * (n - p - q)
    the bias is nearly right. Have all numbers four digits after the point?
a number from elsewhere | 37.7
    what do the two products and the bias add up to? You know the sum, and two of the three.
"""


def gradients_of(x1, w1, x2, w2, slope):
    """What the card gives, with no more digits than it takes."""
    own = {"x1": w1, "w1": x1, "x2": w2, "w2": x2}
    return {name: round(factor * slope, 6) for name, factor in own.items()}


def lost_neuron(x1, w1, x2, w2, o):
    """The exercise for a neuron with these inputs and weights, whose bias is such that its output is o."""
    slope, n, p, q = 1 - o * o, round(math.atanh(o), 4), x1 * w1, x2 * w2
    gradients = gradients_of(x1, w1, x2, w2, slope)
    right = {"slope": slope, "x1": x1, "w1": w1, "x2": x2, "w2": w2, "b": n - p - q}
    given = right | {"o": o, "n": n, "p": p, "q": q, "math": math} | {f"g{name}": g for name, g in gradients.items()}

    @cache
    def slips_at(name):
        if name == "slope":
            return numbers_of(AT_TANH, given)
        if name == "b":
            return numbers_of(AT_THE_BIAS, given)
        return numbers_of(AT_A_FACTOR, given | {"own": gradients[name], "held": gradients[PARTNERS[name]]})

    def step(name, answer):
        return right[name], slips_at(name)

    return Exercise(
        number="2.3",
        title="A lost neuron",
        points=3,
        takes=kinds.numbers(*NAMES),
        probe=walk("the neuron that you found", NAMES, "{}", step),
        reference=right,
        cell=CELL,
        accepted=(
            {name: round(number, 4) for name, number in right.items()},
            right | {"slope": 1 - math.tanh(n) ** 2, "x1": gradients["w1"] / (1 - math.tanh(n) ** 2)},
        ),
        mistakes=tuple(slips_on(NAMES, step, right)),
        parts=((1, r": slope$"), (1, r": [xw]1$")),
        hints=(
            "Draw the graph and write the four gradients in. What arrives at both products, and at b? n tells you.",
            "The slope is 1 − o², with o the tanh of n. A product hands each side the other number times that slope.",
            "So w1's gradient is x1 times the slope: divide. When you have all four, b is what the products leave of n.",
        ),
        otherwise="Write into the graph what arrives at the products: each gradient is that times the other factor.",
        equivalent=(("slope = 1 - math.tanh(-0.6931) ** 2", "tanh is as steep at −n as at n"),),
        shown="You have shown that a factor's gradient holds the other factor, times what arrives.",
        follow_up="which neuron with the opposite n has the very same gradients?",
        follow_up_answer="The one with the same inputs and weights, and a bias smaller by twice this n: tanh is as steep at "
        "−n as at n. From the gradients alone you could not tell the two apart.",
        reasoning="The gradient of n is the slope, 1 − o². It arrives at both products, and each factor gets the other "
        "factor times it; so dividing w1's gradient by the slope gives x1, and so on. The bias is n less both products.",
        secrets=(f"{right['b']:.4f}",),
        vary=neuron_of_ones_own,
    )


def on_the_card(x1, w1, x2, w2, o):
    """The texts of a neuron on its card, in the same order for each."""
    numbers = gradients_of(x1, w1, x2, w2, 1 - o * o)
    return (*(f"{numbers[name]:.10g}" for name in PARTNERS), f"{math.atanh(o):.4f}", f"{x1 * w1 + x2 * w2:.10g}")


def neuron_of_ones_own(rng):
    numbers, exercise = drawn(rng, draw_neuron, lost_neuron, EXERCISE)
    return Variant(pairs(*zip(on_the_card(*CLASS_NEURON), on_the_card(*numbers))), exercise)


def draw_neuron(rng):
    """Numbers of one digit after the point, with the signs of the class."""
    x1, w1, x2, w2 = (rng.randint(2, 29) / 10 for _ in range(4))
    return x1, -w1, -x2, w2, rng.choice((0.3, 0.4, 0.6, 0.7, 0.8))


CELL = """\
found = {"slope": ..., "x1": ..., "w1": ..., "x2": ..., "w2": ..., "b": ...}
### BEGIN SOLUTION
slope = 1 - math.tanh(0.6931) ** 2
x1, w1, x2, w2 = 0.96 / slope, -0.576 / slope, -0.32 / slope, 0.256 / slope
found = {"slope": slope, "x1": x1, "w1": w1, "x2": x2, "w2": w2, "b": 0.6931 - x1 * w1 - x2 * w2}
### END SOLUTION"""
CLASS_NEURON = (1.5, -0.9, -0.5, 0.4, 0.6)
EXERCISE = lost_neuron(*CLASS_NEURON)
