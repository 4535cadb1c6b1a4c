"""2.4: a bias for a given slope."""

import math

from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.fresh import text
from classroom.checks.kinds import a_number
from classroom.checks.observing import observe
from classroom.checks.on_paper import drawn, near, pairs

FROM_A_RIGHT_N = """
products forgotten | n
    this is a right n. The products are part of n: how much of it is left for the bias?
products added | n + products
    you found a right n, and added the products to it. They are already in it: what is left for the bias to make up?
products twice | n - 2 * products
    you found a right n, and took the products away from it twice. How often are they in it?
products as a factor | n * products
    you found a right n, and multiplied it by the products. How do products and bias make n?
divided by the products | n / products
    you found a right n, and divided it by the products. How do products and bias make n?
"""

STEEPEST = """
steepest | -products
    you put n at 0, where tanh is steepest. That is too steep: which way must n go, or does either way do?
"""

WRONG_NS = """
output for n | o
    o is right, but it was taken for n. What undoes tanh? See the end of section 4.
slope for output | math.atanh(slope)
    {slope:.10g} was taken for the output. It is the slope: what does 1 − o² say about o?
root missing | math.atanh(1 - slope)
    o² was taken for o. Which number has this square?
one minus missing | math.atanh(math.sqrt(slope))
    the root was taken of the slope. What is 1 minus the slope, in terms of o?
slope for n | slope
    this is made from the slope itself. The slope is what tanh does at n; which n is that?
o squared for n | 1 - slope
    this is made from o². What is o, which n belongs to it, and what is left for the bias?
root of the slope for n | math.sqrt(slope)
    this is made from the root of the slope. What is 1 minus the slope, in terms of o?
tanh for atanh | math.tanh(o)
    tanh was applied again where it should be undone. Its partner has an a in front.
tan for tanh | math.atan(o)
    atan undoes tan, not tanh. The name has one more letter.
the half missing | 2 * math.atanh(o)
    n is twice what it should be. If you wrote atanh with a logarithm: half of the logarithm is asked for.
half of n | math.atanh(o) / 2
    n is half of what it should be. Is there a half too many in your atanh?
slope squared | math.atanh(math.sqrt(1 - slope * slope))
    the slope was squared on the way to o. The square in 1 − o² belongs to the output.
asin for atanh | math.asin(o)
    asin undoes sin. What undoes tanh? See the end of section 4.
acos for atanh | math.acos(o)
    acos undoes cos. What undoes tanh? See the end of section 4.
asinh for atanh | math.asinh(o)
    asinh undoes sinh. What undoes tanh? See the end of section 4.
o for the slope | math.atanh(math.sqrt(1 - o))
    o was put where the slope belongs. Which of the two is given on the card?
one over the slope | math.acosh(1 / slope)
    1 over the slope is the square of cosh. A root is missing.
slope of a half | math.atanh(math.sqrt(0.5))
    the slope is a half, as in the lesson. A different one is asked for here.
"""

ANYWHERE = """
nothing | 0.0
    without a bias the sum is what the products bring. How steep is tanh there?
the slope itself | slope
    this is the slope. Which n has it, and what is left of that for the bias?
the slope less the products | slope - products
    the products were taken from the slope. They are part of n: which n has this slope?
tanh of the slope | math.tanh(slope)
    tanh was taken of the slope. Which number does the slope tell you first: o, n, or the bias?
the slope without a bias | 1 - math.tanh(products) ** 2
    this is the slope that the neuron has without a bias. What is asked for is a bias.
1 − o without a bias | 1 - math.tanh(products)
    this comes from the output that the neuron has without a bias. Begin with the slope that it should have.
nan | math.nan
    nan is no number. Of what was a root, or atanh, taken?
infinity | math.inf
    there the slope is 0. Of what was atanh taken?
"""

OF_THE_LESSON = """
of the lesson | 6 + math.atanh(math.sqrt(0.5))
    this is the bias of the lesson, for other products and another slope.
"""


def wrong_biases(slope, products):
    """{name: (bias, message)} for each known way to a wrong bias; of two to the same number, the first is likelier."""
    o = math.sqrt(1 - slope)
    given = {"slope": slope, "products": products, "o": o, "n": math.atanh(o), "math": math}
    sides = (("", 1), (", other side", -1))
    found = {}
    for side, sign in sides:
        slips = numbers_of(FROM_A_RIGHT_N, given | {"n": sign * given["n"]})
        found |= {name + side: slip for name, slip in slips.items()}
    found |= numbers_of(STEEPEST, given)
    for what, left_over in (("", -products), (", products forgotten", 0.0), (", products added", products)):
        for side, sign in sides:
            for name, (wrong_n, message) in numbers_of(WRONG_NS, given).items():
                found[name + what + side] = sign * wrong_n + left_over, message
    return found | numbers_of(ANYWHERE, given) | numbers_of(OF_THE_LESSON, given)


def rounded(bias):
    """What becomes of a bias that is rounded, or cut off, too early."""
    return round(bias, 1), round(bias, 2), math.trunc(bias * 100) / 100


def bias_for_a_slope(slope, products):
    """The exercise for a neuron whose products have this sum, and for this slope of its tanh."""
    n = math.atanh(math.sqrt(1 - slope))
    right = n - products, -n - products

    def slope_of(b):
        return 1 - math.tanh(products + b) ** 2

    def look(b):
        if near(slope_of(b), slope):
            return {"the slope of its tanh": slope_of(b)}
        if any(near(b, other, 1e-9) for bias in right for other in rounded(bias)):
            return {"the slope of its tanh": "nearly the one asked for"}
        return {"the slope of its tanh": slope_of(b), "your bias": b}

    def probe(b):
        tried = f"the neuron with x1·w1 + x2·w2 = {text(products)} and your bias"
        yield from observe(tried, look, float(b), says="", rtol=1e-3)

    mistakes, taken = [], []
    for name, (bias, message) in wrong_biases(slope, products).items():
        if "your bias" in look(bias) and not any(near(bias, other, 2e-3) for other in taken):
            taken.append(bias)
            mistakes.append(Mistake(name, bias, message))
    early = next(bias for bias in rounded(right[0]) if not near(slope_of(bias), slope))
    mistakes.append(Mistake("rounded", early, "you rounded or cut off too early. Give four digits after the point."))
    return Exercise(
        number="2.4",
        title="A bias for a given slope",
        points=2,
        takes=a_number(),
        probe=probe,
        reference=right[0],
        cell="b = ...\n### BEGIN SOLUTION\nb = math.atanh(math.sqrt(1 - 0.36)) - 0.4\n### END SOLUTION",
        accepted=(right[1], round(right[0], 4), round(right[1], 4)),
        mistakes=tuple(mistakes),
        hints=(
            "Go backwards: from the slope to o, from o to n, from n to the bias. Which formula connects the first two?",
            "1 − o² is the slope, so o² is 1 minus the slope. Two numbers have that square, and you may take either.",
            f"`math.atanh` gives the n for an o. n is the two products, {text(products)} together, plus the bias.",
        ),
        otherwise="Go backwards in three steps, and print each: the o of this slope, its n, and the rest.",
        shown="You have shown that the bias alone decides how steep a neuron is at one example.",
        follow_up="there is a second bias that gives this slope. What is the output there?",
        follow_up_answer="The same number with the other sign: tanh is as steep at −n as at n.",
        reasoning=f"1 − o² = {text(slope)} gives o = {text(round(math.tanh(n), 4))} or the same with a minus; n = "
        f"atanh(o) is {text(round(n, 4))} or {text(round(-n, 4))}; the products bring {text(products)} of it, and the "
        f"bias brings the rest: {text(round(right[0], 4))} or {text(round(right[1], 4))}.",
        secrets=tuple(f"{abs(number):.4f}" for number in (*right, n)),
        vary=bias_of_ones_own,
    )


def bias_of_ones_own(rng):
    (slope, products), exercise = drawn(rng, draw_slope, bias_for_a_slope, EXERCISE)
    apart = 2 * math.atanh(math.sqrt(1 - slope))
    return Variant(pairs(("0.36", f"{slope:.2f}"), ("0.4", f"{products:.1f}"), ("2.1972", f"{apart:.4f}")), exercise)


def draw_slope(rng):
    """A slope whose output is a number of one digit, and the sum of the products."""
    return round(1 - rng.choice((0.3, 0.4, 0.6, 0.7, 0.8, 0.9)) ** 2, 2), rng.randint(2, 14) / 10


EXERCISE = bias_for_a_slope(0.36, 0.4)
