"""The exercises of lesson 04: powers, division, numbers on the left, exp and log, and tanh taken apart."""

import math
import operator

from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function, a_list, numbers
from classroom.checks.observing import observe, own_class
from classroom.exercises.engines_probe import Small, calling, outcome, signed, taught, wrap
from classroom.instruments import nudge
from micrograd_core import Value


def right_power(self, k):
    return type(self)(self.data**k, f"**{k}", (self,), (k * self.data ** (k - 1),))


def right_division(self, other):
    other = other if isinstance(other, type(self)) else type(self)(float(other))
    y = self.data / other.data
    return type(self)(y, "/", (self, other), (1 / other.data, -y / other.data))


def functions(count, *parameters):
    """A list of functions that take these parameters."""

    def test(answer):
        if complaint := a_list(count)(answer):
            return complaint
        return next((complaint for f in answer if (complaint := a_function(*parameters)(f))), None)

    return test


def class_of(answers):
    """The class `Small` of the notebook in which these functions were written, or ours."""
    return next((kind for f in answers if (kind := own_class(f, None, "Small"))), Small)


# 4.1: the rule of **.


def power_probe(power):
    kind = own_class(power, Small, "Small")

    def run(x, k):
        a = kind(x)
        return outcome(power(a, k), a=a)

    def run_reused(x):
        a = kind(x)
        return outcome(power(a, 3) * a, a=a)

    p, q, r, s, t, again, root = fresh(1.7, -0.6, 1.4, 2.3, -1.5, 1.3, 0.5)
    for x, k in ((p, 3), (q, 4), (r, -1), (s, root), (t, -2)):
        yield from observe(f"y = a**{signed(k)} at a = {signed(x)}", run, x, k)
    small = fresh(0.004)  # near 0 a nudge is no slope any more
    yield from observe(f"y = a**−1 at a = {small}", run, small, -1)
    yield from observe(f"y = a**3 * a at a = {again}", run_reused, again)
    yield from observe("y = a**3 at a = 0", run, 0.0, 3)
    yield from observe("y = a**1 at a = 0", run, 0.0, 1)


def power_with(slope):
    return lambda self, k: Small(self.data**k, f"**{k}", (self,), (slope(self.data, k),))


def self_to_a_power(self, k):
    slope = self_to_a_power(self, k - 1) * k
    return Small(self.data**k, f"**{k}", (self,), (slope,))


def multiplied_in_a_loop(x, k):
    slope = k
    for _ in range(k - 1):
        slope *= x
    return slope


def power_by_hand(self, k):
    """The slope from the result, with 0 as a case of its own."""
    x = self.data
    slope = k * x**k / x if x else (1.0 if k == 1 else 0.0)
    return Small(x**k, f"**{k}", (self,), (slope,))


WHOLE_ONLY = "it is right for whole exponents. A root is a power as well: k = 0.5. What is left of that where your line makes it whole?"

POWER = Exercise(
    number="4.1",
    title="The rule of **",
    points=2,
    takes=a_function("self", "k"),
    probe=power_probe,
    reference=right_power,
    accepted=(power_with(lambda x, k: k * math.pow(x, k - 1)), power_by_hand),
    mistakes=(
        Mistake(
            "exponent unchanged",
            power_with(lambda x, k: k * x**k),
            "the exponent comes to the front and also stays where it was. What happens to it in the slope of a square?",
        ),
        Mistake(
            "no factor",
            power_with(lambda x, k: x ** (k - 1)),
            "the exponent goes down, and nothing stands in front. By how much is the slope of a cube too small then?",
        ),
        Mistake(
            "lowered factor",
            power_with(lambda x, k: (k - 1) * x ** (k - 1)),
            "the lowered exponent stands in front. Which of the two exponents does the square's slope have there?",
        ),
        Mistake(
            "lowered twice",
            power_with(lambda x, k: k * x ** (k - 2)),
            "the exponent goes down too far. Try k = 2 on paper: the slope of a square is a straight line.",
        ),
        Mistake(
            "exponent grows",
            power_with(lambda x, k: k * x ** (k + 1)),
            "the exponent goes up. Is the slope of a cube steeper than a cube, far from 0?",
        ),
        Mistake(
            "the value itself",
            power_with(lambda x, k: x**k),
            "the slope is the value of the power. That holds for another operation of this lesson, not for this one.",
        ),
        Mistake(
            "slope of the exponent",
            power_with(lambda x, k: x**k * math.log(x)),
            "that is how y moves when k moves. Here k is fixed, and the base moves.",
        ),
        Mistake(
            "wrong direction",
            power_with(lambda x, k: x ** (k + 1) / (k + 1)),
            "that is the function whose slope is the power. Asked for is the slope of the power.",
        ),
        Mistake(
            "brackets missing",
            power_with(lambda x, k: k * x**k - 1),
            "the 1 is taken off at the end. `**` comes before `-`; from what should the 1 be taken off?",
        ),
        Mistake(
            "factor in the brackets",
            power_with(lambda x, k: (k * x) ** (k - 1)),
            "the factor in front is raised to the power as well. `**` takes all that stands in the brackets.",
        ),
        Mistake(
            "exponent turned round",
            power_with(lambda x, k: k * x ** (1 - k)),
            "the new exponent has the wrong sign. For a cube it should be positive.",
        ),
        Mistake(
            "slope of the slope",
            power_with(lambda x, k: k * (k - 1) * (x ** (k - 2))),
            "that is the slope of the slope. The rule has been used twice.",
        ),
        Mistake(
            "only the factor",
            power_with(lambda x, k: k),
            "the slope is the same at every a. Is a cube as steep at 1.7 as at 0?",
        ),
        Mistake(
            "base and exponent exchanged",
            power_with(lambda x, k: k ** (x - 1)),
            "base and exponent have changed places. Which of the two stands below in a**k?",
        ),
        Mistake(
            "rule of the cube",
            power_with(lambda x, k: 3 * x * x),
            "the slope does not depend on k. It is right for k = 3 only.",
        ),
        Mistake(
            "self to a power",
            lambda self, k: self_to_a_power(self, k),
            "a power of `self` is asked for, and that calls this function again. A local derivative is a plain number: where does "
            "`self` keep its own?",
        ),
        Mistake(
            "rule of the square",
            power_with(lambda x, k: 2 * x),
            "the slope does not depend on k. It is right for one exponent only.",
        ),
        Mistake(
            "times, not to the power",
            power_with(lambda x, k: k * x * (k - 1)),
            "the new exponent is multiplied by, and not raised to. Is the slope of a cube a straight line?",
        ),
        Mistake(
            "no power of the base",
            power_with(lambda x, k: k * x),
            "the slope is k times the base, a straight line. That is right for the square; which power of the base belongs to a cube?",
        ),
        Mistake(
            "factor of the square",
            power_with(lambda x, k: 2 * x ** (k - 1)),
            "the factor in front is 2 for every k. What is it for a cube?",
        ),
        Mistake(
            "the factor lowered",
            power_with(lambda x, k: (k - 1) * x**k),
            "the factor went down by one, and the exponent stayed. Which of the two stays as it was?",
        ),
        Mistake(
            "k to the base",
            power_with(lambda x, k: k**x),
            "base and exponent have changed places, and nothing was lowered. What is the slope of a square?",
        ),
        Mistake(
            "a tuple as slope",
            power_with(lambda x, k: (k * x ** (k - 1),)),
            "the slope is a tuple, and the last line makes one of it anyway. A plain number will do.",
        ),
        Mistake(
            "a list as slope",
            power_with(lambda x, k: nudge(lambda x: x**k, x)),
            "the slope is a list. If it comes from `nudge`: that is an experiment for each input. Which rule does it follow?",
        ),
        Mistake(
            "nudged",
            power_with(lambda x, k: nudge(lambda x: x**k, x)[0]),
            "the slope is nearly right, as an experiment's is. Near 0 the nudge is not small any more. Which rule do the slopes follow?",
        ),
        Mistake(
            "sign of k lost",
            power_with(lambda x, k: abs(k) * x ** (k - 1)),
            "a negative exponent loses its sign. When b grows, does 1 / b grow?",
        ),
        Mistake(
            "times a gradient",
            power_with(lambda x, k: 0.0),
            "the slope comes out as 0 everywhere. If a gradient got into it: those are 0 until `backward` runs, and it is "
            "`backward` that multiplies by what arrives.",
        ),
        Mistake(
            "divides by the base",
            power_with(lambda x, k: k * x**k / x),
            "it is right until the base is 0, where the power has a slope and a division has none. Can you do without dividing?",
        ),
        Mistake(
            "nothing at the base 0",
            power_with(lambda x, k: k * x**k / x if x else 0.0),
            "at the base 0 the slope is taken as 0, whatever k is. That holds for a cube; draw the line y = a, too.",
        ),
        Mistake(
            "the base's sign lost",
            power_with(lambda x, k: k * abs(x) ** (k - 1)),
            "the base has lost its sign. Left of 0, does a fourth power rise or fall?",
        ),
        Mistake(
            "multiplied in a loop",
            power_with(multiplied_in_a_loop),
            "a loop multiplies a whole number of times. A root is a power as well, and so is a reciprocal. Which operator "
            "takes any exponent?",
        ),
        Mistake(
            "whole exponents only",
            power_with(lambda x, k: k * x ** int(k - 1)),
            WHOLE_ONLY,
        ),
        Mistake("k cut in the exponent", power_with(lambda x, k: k * x ** (int(k) - 1)), WHOLE_ONLY),
        Mistake("k cut everywhere", power_with(lambda x, k: int(k) * x ** (int(k) - 1)), WHOLE_ONLY),
        Mistake("k cut before all", lambda self, k: right_power(self, int(k)), WHOLE_ONLY),
    ),
    hints=(
        "You know two cases: the slope of a square, and that of a cube. What do they have in common?",
        "The exponent does two things: it comes to the front as a factor, and what stays behind is smaller by one.",
        "With x for `self.data`: k times x to the power of k minus 1. Mind the brackets around the new exponent.",
    ),
    node_class="Small",
    parts=((1, r"^y = a\*\*[34] .*at a = (?!0:)"),),
    otherwise="Take the square, the cube and the reciprocal on paper. Does your line give all three slopes?",
    shown="You have shown that one line serves all powers: cubes, roots and reciprocals.",
    follow_up="why is the exponent k not among the inputs of the new node?",
    reasoning="d(x**k)/dx = k * x**(k-1), for whole, fractional and negative k alike. k is a plain number: nothing could be "
    "handed to it.",
    secrets=("k - 1", "k−1"),
)

# 4.2: mend a wrong division.


def division_probe(divide):
    kind = own_class(divide, Small, "Small")

    def run(f, *inputs):
        with taught(kind, __pow__=right_power):  # so that nothing here depends on the exercise before
            leaves = dict(zip("ab", map(kind, inputs)))
            return outcome(f(*leaves.values()), **leaves)

    for x, y in (fresh(1.3, -0.7), fresh(-2.6, 0.4)):
        text = f"y = a / b at a = {signed(x)}, b = {signed(y)}"
        yield from observe(text, lambda *inputs: run(divide, *inputs), x, y)
    a, b, again, number = fresh(1.3, -0.7, 1.7, 3.2)
    twice = f"y = (a / b) / b at a = {a}, b = {signed(b)}"
    yield from observe(twice, run, lambda a, b: divide(divide(a, b), b), a, b)
    yield from observe(f"y = a / a at a = {again}", run, lambda a: divide(a, a), again)
    yield from observe(f"y = a / {number} at a = {again}", run, lambda a: divide(a, number), again)


def divided(slope_of_a, slope_of_b, forward=lambda a, b: a / b):
    """A division of one node, from its two local derivatives."""

    def divide(self, other):
        a, b = self.data, wrap(other).data
        return Small(forward(a, b), "/", (self, wrap(other)), (slope_of_a(a, b), slope_of_b(a, b)))

    return divide


NO_INPUTS = "the result is a node without inputs. It has a number, and knows nothing of what it was made from."
NO_LOCAL = "the result has its inputs and no local derivatives, so nothing is handed to them. What comes behind the inputs, as in `power`?"
OTHER_ORDER = "Small takes a number, a symbol, a tuple of inputs and a tuple of local derivatives, in this order. Compare with `__add__`."


def calls_itself(self, other):
    return calls_itself(self, other)


def divide(self, other):
    other = wrap(other)
    return Small(self.data / other.data, "/", (self, other), (1 / other.data, -self.data / other.data**2))


DIVIDE = Exercise(
    number="4.2",
    title="Debug: a division",
    points=3,
    takes=a_function("self", "other"),
    probe=division_probe,
    reference=divide,
    accepted=(lambda self, other: self * wrap(other) ** -1, right_division),
    mistakes=(
        Mistake(
            "numerator forgotten",
            divided(lambda a, b: 1 / b, lambda a, b: -1 / b**2),
            "the gradient of b is as it was in `broken`. It is right where a is 1; what becomes of it when a is ten times as large?",
        ),
        Mistake(
            "sign lost",
            divided(lambda a, b: 1 / b, lambda a, b: a / b**2),
            "the gradient of b has the wrong sign. You share 1.3 among more: does each get more?",
        ),
        Mistake(
            "no square",
            divided(lambda a, b: 1 / b, lambda a, b: -a / b),
            "the denominator of b's slope has b once. Which power of b does lesson 04 start from, and what happens to the exponent?",
        ),
        Mistake(
            "cubed",
            divided(lambda a, b: 1 / b, lambda a, b: -a / b**3),
            "the denominator of b's slope has b too often. The exponent is lowered by one, from −1.",
        ),
        Mistake(
            "wrong way round",
            lambda self, other: divide(wrap(other), self),
            "the two sides are exchanged, in the value and in the gradients.",
        ),
        Mistake(
            "slopes exchanged",
            divided(lambda a, b: -a / b**2, lambda a, b: 1 / b),
            "each input gets the other one's slope. The local derivatives stand in the order of the inputs.",
        ),
        Mistake(
            "cut off",
            lambda self, other: self * Small(1 / wrap(other).data),
            "b is not in the graph. It is not among the inputs, or a new Small was made from its number; how can anything find its "
            "way back to b?",
        ),
        Mistake(
            "cut off, and not wrapped",
            lambda self, other: self * Small(1 / other.data),
            "b is not in the graph: a new Small was made from its number, and nothing finds its way back to b. And what if b is a "
            "plain number?",
        ),
        Mistake(
            "rule of *",
            divided(lambda a, b: b, lambda a, b: a),
            "the local derivatives are those of a product. Nudge a by 0.001: does a / b move by b times as much?",
        ),
        Mistake(
            "slope upside down",
            divided(lambda a, b: 1 / b, lambda a, b: -b / a**2),
            "in b's slope, a and b have changed places. Which of them does the division divide by?",
        ),
        Mistake(
            "a's slope upside down",
            divided(lambda a, b: b, lambda a, b: -a / b**2),
            "a's slope is b, as in a product. If b is 10 and a grows by 1, does a / b grow by 10?",
        ),
        Mistake(
            "a's slope is the quotient",
            divided(lambda a, b: a / b, lambda a, b: -a / b**2),
            "a's slope is the result itself. Does it depend on a how steeply a / b rises with a?",
        ),
        Mistake(
            "times the square",
            divided(lambda a, b: 1 / b, lambda a, b: -a * b**2),
            "in b's slope the square multiplies where it should divide. For a large b, is a / b steep or flat?",
        ),
        Mistake(
            "doubled, not squared",
            divided(lambda a, b: 1 / b, lambda a, b: -a / b * 2),
            "there is a 2 as a factor in b's slope where something should be squared.",
        ),
        Mistake(
            "calls itself",
            lambda self, other: calls_itself(self, other),
            "the line divides with `/`, and `/` is this function. Work with the plain numbers, or with operations that exist already.",
        ),
        Mistake(
            "a moves one for one",
            divided(lambda a, b: 1.0, lambda a, b: -a / b**2),
            "a's slope is 1. If b is 10 and a grows by 1, by how much does a / b grow?",
        ),
        Mistake(
            "both negative",
            divided(lambda a, b: -1 / b, lambda a, b: -a / b**2),
            "both slopes got a minus. It belongs to one of them.",
        ),
        Mistake(
            "a number comes back",
            lambda self, other: self.data / wrap(other).data,
            "the result is a plain number, and it remembers nothing. Which class should it be of?",
        ),
        Mistake(
            "the number not wrapped",
            lambda self, other: Small(
                self.data / other.data, "/", (self, other), (1 / other.data, -self.data / other.data**2)
            ),
            "it is right for two Smalls. A plain number has no `data`; what does `__add__` do first?",
        ),
        Mistake("no inputs", lambda self, other: Small(self.data / wrap(other).data), NO_INPUTS),
        Mistake(
            "no local derivatives",
            lambda self, other: Small(self.data / wrap(other).data, "/", (self, wrap(other))),
            NO_LOCAL,
        ),
        Mistake(
            "one local derivative",
            lambda self, other: Small(self.data / wrap(other).data, "/", (self, wrap(other)), (1 / wrap(other).data,)),
            "there are two inputs and one local derivative. The other input gets nothing.",
        ),
        Mistake(
            "inputs before the symbol",
            lambda self, other: Small(
                self.data / wrap(other).data, (self, wrap(other)), "/", (1 / wrap(other).data, 1.0)
            ),
            OTHER_ORDER,
        ),
        Mistake(
            "no tuples",
            lambda self, other: Small(self.data / wrap(other).data, "/", self, wrap(other)),
            OTHER_ORDER,
        ),
        Mistake(
            "a gradient in b's slope",
            divided(lambda a, b: 1 / b, lambda a, b: 0.0),
            "b is in the graph, and its local derivative is 0. If a gradient got into it: those are 0 until `backward` runs.",
        ),
        Mistake(
            "a gradient in both slopes",
            divided(lambda a, b: 0.0, lambda a, b: 0.0),
            "both local derivatives are 0. If a gradient got into them: those are 0 until `backward` runs, and it is `backward` that "
            "multiplies by what arrives.",
        ),
        Mistake(
            "whole division",
            divided(lambda a, b: 1 / b, lambda a, b: -a / b**2, lambda a, b: a // b),
            "the value is rounded down to a whole number. In Python `//` does that.",
        ),
        Mistake(
            "a's slope squared",
            divided(lambda a, b: 1 / b**2, lambda a, b: -a / b**2),
            "a's slope has b too often below the line. If b is 10 and a grows by 1, by how much does a / b grow?",
        ),
    ),
    hints=(
        "The test of `broken` used a = 1. Nudge it at a = 3 instead: which of the two gradients is off, and by what factor?",
        "Write a / b as a · b⁻¹. What does the rule of powers say about b⁻¹, and what does a do to it?",
        "Either build the quotient as `self` times `wrap(other) ** -1`, or mend the second local derivative: −a / b².",
    ),
    node_class="Small",
    parts=((2, r"^y = (a|\(a / b\)) / [ab] at "),),
    otherwise="Is the value that of a / b? Then nudge a, and b, and compare with the two local derivatives.",
    shown="You have shown that a division is either two old nodes, or one new one with two local derivatives.",
    follow_up="which other special numbers would have been bad for the test, beside a = 1?",
    reasoning="d(a/b)/da = 1/b and d(a/b)/db = −a/b². At a = 1 the forgotten a cannot be seen. Test with numbers at which "
    "wrong formulas differ from right ones.",
    secrets=("/ b²", "/ b**2"),
)

# 4.3: a number on the left.

REFLECTED = ("__radd__", "__rmul__", "__rsub__", "__rtruediv__")


def reflected_probe(answers):
    kind = class_of(answers)

    def run(f, *inputs):
        with taught(kind, __truediv__=right_division, __pow__=right_power, **dict(zip(REFLECTED, answers))):
            leaves = dict(zip("ab", map(kind, inputs)))
            return outcome(f(*leaves.values()), **leaves)

    def tried(text, f, *inputs):
        at = ", ".join(f"{name} = {signed(x)}" for name, x in zip("ab", inputs))
        return observe(f"y = {text} at {at}", run, f, *inputs)

    a, b, c, d = fresh(1.7, -0.6, 5.3, 6.4)
    yield from tried(f"{c} + a", lambda a: c + a, a)
    yield from tried(f"{c} * a", lambda a: c * a, a)
    yield from tried(f"{c} − a", lambda a: c - a, a)
    yield from tried(f"{c} / a", lambda a: c / a, a)
    yield from tried("7 − a", lambda a: 7 - a, b)
    yield from tried("sum([a, b])", lambda a, b: sum([a, b]), a, b)
    yield from tried(f"({c} − a) * a", lambda a: (c - a) * a, a)
    yield from tried(f"{d} / ({c} − a)", lambda a: d / (c - a), a)


def radd(self, other):
    return wrap(other) + self


def rmul(self, other):
    return wrap(other) * self


def rsub(self, other):
    return wrap(other) - self


def rtruediv(self, other):
    return wrap(other) / self


RIGHT = {"radd": radd, "rmul": rmul, "rsub": rsub, "rtruediv": rtruediv}


def four(**others):
    """The four methods, right but for those named."""
    return tuple({**RIGHT, **others}.values())


def own_node(forward, slope):
    """A method that makes a node of its own with one input."""
    return lambda self, other: Small(forward(other, self.data), "r", (self,), (slope(other, self.data),))


def never_minus(self, other):
    return self - other


def never_over(self, other):
    return self / other


OPERATORS = {"radd": operator.add, "rmul": operator.mul, "rsub": operator.sub, "rtruediv": operator.truediv}


def in_some(name, wrong, message):
    """A mistake that may be in all four methods, in each alone, or in the two for which the order matters."""
    for which in (tuple(OPERATORS), *((one,) for one in OPERATORS), ("rsub", "rtruediv")):
        where = "all four" if len(which) == 4 else "your " + " and ".join(f"`{one}`" for one in which)
        answer = four(**{one: wrong(OPERATORS[one]) for one in which})
        yield Mistake(f"{name} in {where.replace('`', '')}", answer, f"in {where}, {message}")


def slope_of_1(apply):
    return own_node(apply, lambda c, x: 1.0)


NUMBER_ON_THE_LEFT = Exercise(
    number="4.3",
    entries=("radd", "rmul", "rsub", "rtruediv"),
    title="A number on the left",
    points=3,
    takes=functions(4, "self", "other"),
    probe=reflected_probe,
    reference=four(),
    accepted=(
        four(
            radd=lambda self, other: self + other,
            rmul=lambda self, other: self * other,
            rsub=lambda self, other: self * -1.0 + other,
        ),
        (
            own_node(lambda c, x: c + x, lambda c, x: 1.0),
            own_node(lambda c, x: c * x, lambda c, x: c),
            own_node(lambda c, x: c - x, lambda c, x: -1.0),
            own_node(lambda c, x: c / x, lambda c, x: -c / x**2),
        ),
        (Small.__add__, Small.__mul__, rsub, rtruediv),
    ),
    mistakes=(
        *in_some(
            "asks again",
            lambda apply: lambda self, other: apply(other, self),
            "the number is asked once more, cannot do it, and Python comes back to you. What must become of the number first?",
        ),
        *in_some(
            "a number comes back",
            lambda apply: lambda self, other: apply(other, self.data),
            "the result is a plain number, and it remembers nothing. Take no `.data` out: make the other side a Small.",
        ),
        *in_some(
            "cut off",
            lambda apply: lambda self, other: wrap(apply(other, self.data)),
            "nothing finds its way back to a: a new Small was made from a's number. Which of the two sides is not a Small yet?",
        ),
        Mistake("product became plus", four(rmul=radd), "the product has got lost: that is the number plus a."),
        Mistake(
            "all slopes 1",
            four(**{name: slope_of_1(apply) for name, apply in OPERATORS.items()}),
            "the values are right, and every local derivative is 1. That holds for + alone. Do you need new nodes at all?",
        ),
        Mistake(
            "minus turned round",
            four(rsub=never_minus),
            "that is a minus the number. In 5.3 − a, on which side does `self` stand?",
        ),
        Mistake(
            "division turned round",
            four(rtruediv=never_over),
            "that is a over the number. In 5.3 / a, on which side does `self` stand?",
        ),
        Mistake(
            "both turned round",
            four(rsub=never_minus, rtruediv=never_over),
            "for + and * the order of the two does not matter, so what works there was used for the others, where it does. On "
            "which side does `self` stand?",
        ),
        Mistake(
            "minus became plus",
            four(rsub=radd),
            "the minus has got lost: that is the number plus a.",
        ),
        Mistake(
            "division became a product",
            four(rtruediv=rmul),
            "the division has got lost: that is the number times a.",
        ),
        Mistake(
            "sign of the slope",
            four(rsub=own_node(lambda c, x: c - x, lambda c, x: 1.0)),
            "the value of 5.3 − a is right, and the gradient has the wrong sign. When a grows, does 5.3 − a grow?",
        ),
        Mistake(
            "reciprocal's slope",
            four(rtruediv=own_node(lambda c, x: c / x, lambda c, x: -1 / x**2)),
            "the value of 5.3 / a is right; its slope is that of 1 / a. Where did the 5.3 go?",
        ),
        Mistake(
            "the number dropped",
            four(radd=lambda self, other: self),
            "the number on the left is ignored. `sum` starts from 0, where nobody notices.",
        ),
        Mistake(
            "negative of the number dropped",
            four(rsub=lambda self, other: self * -1.0),
            "that is −a; the number on the left is ignored.",
        ),
    ),
    hints=(
        "For `7 - a`, Python calls `rsub(a, 7)`. Which of the two is `self`, and on which side of the minus does it stand?",
        "Both sides of an operator have to be Smalls. One of them is not yet one, and `wrap` makes it one.",
        "Four times the same line: the wrapped `other`, then the operator, then `self`.",
    ),
    node_class="Small",
    parts=tuple(
        (0.5, pattern)
        for pattern in (
            r"^y = ([\d.]+ \+ a|sum.*) at ",
            r"^y = [\d.]+ \* a ",
            r"^y = \(?[\d.]+ − a",
            r"^y = [\d.]+ / a ",
        )
    ),
    otherwise="Write that one operation down with the number first. What does your method do with the two sides?",
    shown="You have shown that a number on the left needs a wrap and the right order, and no new rule.",
    follow_up="for which two of the four would it do to use the ordinary method itself, and why not for the others?",
    reasoning="In a reflected method `self` is the right-hand side. Wrapped, the number becomes a Small, and the ordinary "
    "operation takes over, with its local derivatives.",
)

# 4.4: exp and log.


def exp_log_probe(answers):
    kind = class_of(answers)
    exp, log = answers

    def run(f, x):
        a = kind(x)
        return outcome(f(a), a=a)

    def tried(text, f, x):
        return observe(f"y = {text} at a = {signed(x)}", run, f, x)

    p, q, r, s, t = fresh(0.6, -1.3, 0.4, 3.7, 1.7)
    yield from tried("exp(a)", exp, p)
    yield from tried("exp(a)", exp, q)
    yield from tried("exp(a) * a", lambda a: exp(a) * a, p)
    yield from tried("log(a)", log, r)
    yield from tried("log(a)", log, s)
    yield from tried("log(a) * a", lambda a: log(a) * a, s)
    yield from tried("log(exp(a))", lambda a: log(exp(a)), t)


def a_node(op, forward, slope):
    """A function of one input, from its value and from its slope at the input x and the result y."""

    def operation(self):
        x = self.data
        y = forward(x)
        return Small(y, op, (self,), (slope(x, y),))

    return operation


def exp_as(forward=math.exp, slope=lambda x, y: y):
    return a_node("exp", forward, slope)


def log_as(forward=math.log, slope=lambda x, y: 1 / x):
    return a_node("log", forward, slope)


exp, log = exp_as(), log_as()


SLOPES = {"exp": (math.exp, math.exp), "log": (math.log, lambda x: 1 / x)}


def in_either(name, wrong, message):
    """A mistake that may be in exp, in log, or in both; wrong: from (forward, slope) to the function."""
    for which in (("exp", "log"), ("exp",), ("log",)):
        answer = tuple(wrong(*SLOPES[one]) if one in which else right for one, right in (("exp", exp), ("log", log)))
        where = " and ".join(f"`{one}`" for one in which)
        yield Mistake(f"{name} in {where.replace('`', '')}", answer, f"in {where}, {message}")


EXP_AND_LOG = Exercise(
    number="4.4",
    entries=("exp", "log"),
    title="exp and log",
    points=2,
    takes=functions(2, "self"),
    probe=exp_log_probe,
    reference=(exp, log),
    accepted=(
        (exp_as(lambda x: math.e**x, lambda x, y: math.exp(x)), log_as(lambda x: math.log2(x) / math.log2(math.e))),
        (exp_as(), log_as(slope=lambda x, y: x**-1.0)),
    ),
    mistakes=(
        Mistake(
            "exp's slope is the input",
            (exp_as(slope=lambda x, y: x), log),
            "the slope of exp is the input where something else belongs. Nudge exp at 0.6 and look which number comes back.",
        ),
        Mistake(
            "exp's slope by the rule of powers",
            (exp_as(slope=lambda x, y: x * math.exp(x - 1)), log),
            "exp is treated as a power. There the base moves; here the base stands still, and the exponent moves.",
        ),
        Mistake(
            "exp's slope times the input",
            (exp_as(slope=lambda x, y: x * y), log),
            "the slope of exp is multiplied by the input once too often. At 0 it would be flat; look at the curve there.",
        ),
        Mistake(
            "exp moves one for one",
            (exp_as(slope=lambda x, y: 1.0), log),
            "the slope of exp is the same everywhere. The curve is flat on the left and steep on the right.",
        ),
        Mistake(
            "exp to base 2",
            (exp_as(lambda x: 2**x, lambda x, y: y * math.log(2)), log),
            "the gradients of exp fit its values, and the values are powers of 2. Compare with `math.exp`.",
        ),
        Mistake(
            "exp to base 10",
            (exp_as(lambda x: 10**x, lambda x, y: y * math.log(10)), log),
            "the gradients of exp fit its values, and the values are powers of 10. Compare with `math.exp`.",
        ),
        Mistake(
            "e by hand",
            (exp_as(lambda x: 2.718**x), log),
            "exp is right to three digits. e has more of them than you typed; who knows them all?",
        ),
        Mistake(
            "log to base 2",
            (exp, log_as(math.log2, lambda x, y: 1 / (x * math.log(2)))),
            "the gradients of log fit its values, so no gradient check complains. But the values are those of another base. "
            "Compare with `math.log`.",
        ),
        Mistake(
            "log to base 2, slope to base e",
            (exp, log_as(math.log2)),
            "the value of log is to base 2, the slope is that of the natural logarithm. Both should be of one base.",
        ),
        Mistake(
            "log to base 10",
            (exp, log_as(math.log10, lambda x, y: 1 / (x * math.log(10)))),
            "the gradients of log fit its values, and the values are those of base 10. Compare with `math.log`.",
        ),
        Mistake(
            "log to base 10, slope to base e",
            (exp, log_as(math.log10)),
            "the value of log is to base 10, the slope is that of the natural logarithm. Both should be of one base.",
        ),
        Mistake(
            "log's slope from the result",
            (exp, log_as(slope=lambda x, y: 1 / y)),
            "the slope of log is taken from the result. exp needs its result; what does log need?",
        ),
        Mistake(
            "log's slope holds the result",
            (exp, log_as(slope=lambda x, y: y / x)),
            "the slope of log is multiplied by its result. At 1 it would be flat; look at the curve there.",
        ),
        Mistake(
            "log's slope is exp",
            (exp, log_as(slope=lambda x, y: math.exp(x))),
            "the slope of log is exp of the input. exp and log undo each other, but neither is the other's slope.",
        ),
        Mistake(
            "both slopes are the input",
            (exp_as(slope=lambda x, y: x), log_as(slope=lambda x, y: x)),
            "both slopes are the input itself. Nudge `math.exp` and `math.log`, each at two places, and compare.",
        ),
        *in_either(
            "comma missing behind the input",
            lambda forward, slope: lambda self: Small(forward(self.data), "", (self), (slope(self.data),)),
            "the inputs are a tuple, also where there is one only. What does Python want behind it, as in `power`? Look at the "
            "slope, too.",
        ),
        *in_either(
            "comma missing behind the slope",
            lambda forward, slope: lambda self: Small(forward(self.data), "", (self,), (slope(self.data))),
            "the local derivative in brackets is not a tuple yet. What does Python want behind it, as in `power`?",
        ),
        *in_either(
            "inputs before the symbol",
            lambda forward, slope: lambda self: Small(forward(self.data), (self,), "", (slope(self.data),)),
            OTHER_ORDER,
        ),
        *in_either(
            "the number as input",
            lambda forward, slope: lambda self: Small(forward(self.data), "", (self.data,), (slope(self.data),)),
            "a plain number stands among the inputs. Inputs are the nodes that the result was made from; compare what Small takes, one "
            "by one, with `power`.",
        ),
        *in_either(
            "no inputs",
            lambda forward, slope: lambda self: Small(forward(self.data)),
            NO_INPUTS,
        ),
        *in_either(
            "no local derivative",
            lambda forward, slope: lambda self: Small(forward(self.data), "", (self,)),
            NO_LOCAL,
        ),
        *in_either(
            "a gradient as slope",
            lambda forward, slope: lambda self: Small(forward(self.data), "", (self,), (0.0,)),
            "the local derivative is 0. If a gradient got into it: those are 0 until `backward` runs.",
        ),
        *in_either(
            "a Small as slope",
            lambda forward, slope: lambda self: Small(forward(self.data), "", (self,), (Small(slope(self.data)),)),
            "the local derivative is a Small. It should be a plain number: what does `self` hold, beside its history?",
        ),
        *in_either(
            "a number comes back",
            lambda forward, slope: lambda self: forward(self.data),
            "a plain number comes back, and it remembers nothing. What should the result be?",
        ),
        Mistake(
            "log's slope negative",
            (exp, log_as(slope=lambda x, y: -1 / x)),
            "the slope of log has a minus. Does log ever fall?",
        ),
        Mistake(
            "log's slope of the slope",
            (exp, log_as(slope=lambda x, y: -1 / x**2)),
            "that is the slope of log's slope, one derivative too many.",
        ),
        Mistake(
            "log's slope like exp's",
            (exp, log_as(slope=lambda x, y: y)),
            "log hands on its own result, as exp does. That is special to exp.",
        ),
        Mistake(
            "log's slope is the input",
            (exp, log_as(slope=lambda x, y: x)),
            "log would be getting steeper to the right. Look at its curve: where is it steep?",
        ),
        Mistake(
            "exchanged",
            (log, exp),
            "each of the two does what the other one should: either they have changed places in the check, which takes exp first, or "
            "each stands under the other's name.",
        ),
    ),
    hints=(
        "Each is one line, as in `power`. For the local derivatives, nudge `math.exp` and `math.log` at 3.7.",
        "One of the two slopes is the result itself. The other one is at 4 a quarter, and at 10 a tenth.",
        "For exp, compute y = `math.exp(self.data)` and use y twice. For log, the slope is 1 over the input.",
    ),
    node_class="Small",
    parts=((0.5, r"^y = exp\(a\)"), (0.5, r"^y = log\(a\)")),
    otherwise="Nudge `math.exp` or `math.log` at that a, and compare with the local derivative that you store.",
    shown="You have shown that exp and log fit each other: log(exp(a)) has slope 1, whatever a is.",
    follow_up="what is the slope of the logarithm to base 2, if that of the natural one is 1 / x?",
    reasoning="exp is its own slope, so the result serves twice. The slope of log is 1 / x: at y = log(x), x = e^y moves with "
    "slope x, and the opposite function has the reciprocal of that.",
)

# 4.5: on paper. Everything follows from e.

NAMES = ("o", "p", "q", "e", "n")


def traced_probe(traced):
    yield from observe("your way forwards", lambda: {"o": traced["o"]}, says="", rtol=2e-3)
    gradients = {f"{name}.grad": traced[name] for name in NAMES[1:]}
    yield from observe("your way back", lambda: gradients, says="", rtol=2e-3)


def slopes(o, p, q, arrives_at_e, e):
    """A trace from the slopes of p and q and what e got from them: n's gradient follows by the exp and the 2."""
    return {"o": o, "p": p, "q": q, "e": arrives_at_e, "n": 2 * e * arrives_at_e}


def right_trace(e):
    """What is right for o = p / q with p = e - 1 and q = e + 1, by the engine."""
    n = Value(math.log(e) / 2)
    exponential = (2 * n).exp()
    p, q = exponential - 1, exponential + 1
    o = p / q
    o.backward()
    return {"o": o.data, "p": p.grad, "q": q.grad, "e": exponential.grad, "n": n.grad}


def wrong_traces(e, n):
    """The known mistakes for this e, and n as it stands on the card."""
    right = right_trace(e)
    o, below = right["o"], e + 1
    p, q, at_e = right["p"], right["q"], right["e"]

    def walked(p, q, at_e=None):
        return slopes(o, p, q, p + q if at_e is None else at_e, e)

    def ended(n):
        return {**right, "n": n}

    return (
        Mistake(
            "sign of the denominator",
            walked(p, -q),
            "q's gradient has the wrong sign. When the denominator grows, does the quotient grow?",
        ),
        Mistake(
            "sign of the denominator, in q alone",
            {**right, "q": -q},
            "q's gradient has the wrong sign, though what you gave e is right. When the denominator grows, does the quotient grow?",
        ),
        Mistake(
            "sign of o",
            {**right, "o": -o},
            "o has the wrong sign. p and q are both positive here.",
        ),
        Mistake(
            "sign of p",
            walked(-p, q),
            "p's gradient has the wrong sign. When the numerator grows, does the quotient grow?",
        ),
        Mistake(
            "sign of p, in p alone",
            {**right, "p": -p},
            "p's gradient has the wrong sign, though what you gave e is right. When the numerator grows, does the quotient grow?",
        ),
        Mistake(
            "sign of both",
            walked(-p, -q),
            "p's gradient has the wrong sign, and so has q's. When the numerator grows, does the quotient grow? And the denominator?",
        ),
        Mistake(
            "sign of e",
            walked(p, q, -at_e),
            "e's gradient has the wrong sign. Add the shares of the two ways once more: which of them is the larger?",
        ),
        Mistake(
            "sign of e, in e alone",
            {**right, "e": -at_e},
            "e's gradient has the wrong sign, though what you gave n is right. Which of e's two shares is the larger?",
        ),
        Mistake(
            "sign of n",
            ended(-2 * e * at_e),
            "n's gradient has the wrong sign. Both steps from e back to n have a positive slope.",
        ),
        Mistake(
            "the 2 taken twice",
            ended(4 * e * at_e),
            "there is a 2 too many in n's gradient. One step back from the exp there is one multiplication by 2; it counts once.",
        ),
        Mistake("no square", walked(p, -o), "q's gradient is −p / q. One q is missing below the line."),
        Mistake(
            "numerator forgotten",
            walked(p, -1 / below**2),
            "q's gradient is that of 1 / q. What stands above the line here?",
        ),
        Mistake("p moves one for one", walked(1.0, q), "p was given 1. It is divided by q on its way to o."),
        Mistake(
            "p times q",
            walked(below, e - 1),
            "the gradients of p and q are those of a product. The last step is a division.",
        ),
        Mistake("p and q exchanged", {**right, "p": q, "q": p}, "p and q have each other's gradients."),
        Mistake(
            "one way only, through p",
            walked(p, q, p),
            "e got what comes through p. By which other way does e reach o?",
        ),
        Mistake(
            "one way only, through q",
            walked(p, q, q),
            "e got what comes through q. By which other way does e reach o?",
        ),
        Mistake(
            "only local",
            walked(1.0, 1.0),
            "p and q moved one for one with o. Between them and o there is a division; what does it hand to each?",
        ),
        Mistake("q like p", walked(p, p), "q was given the same as p. p stands above the line, q below."),
        Mistake(
            "q like p, with a minus",
            walked(p, -p),
            "q was given what p gets, with a minus. How steep is p / q in q: does it not depend on p?",
        ),
        Mistake(
            "ways averaged",
            walked(p, q, at_e / 2),
            "e got the mean of the two ways. How do the shares of two ways come together?",
        ),
        Mistake(
            "ways subtracted",
            walked(p, q, p - q),
            "the two ways were subtracted, because p is e minus 1? How do the shares of two ways come together?",
        ),
        Mistake(
            "ways multiplied",
            walked(p, q, p * q),
            "the shares of the two ways were multiplied. You multiply along a way; what do you do with several ways?",
        ),
        Mistake(
            "exp taken again",
            ended(2 * math.exp(e) * at_e),
            f"the slope of exp was taken where its input would be {e:g}. It is the result that is {e:g}.",
        ),
        Mistake(
            "the 2 forgotten",
            ended(e * at_e),
            "n's gradient lacks the last step back: there is a multiplication between n and the exp.",
        ),
        Mistake(
            "the exp forgotten",
            ended(2 * at_e),
            f"n's gradient has the 2 and lacks the exp: what is the slope of exp, where its result is {e:g}?",
        ),
        Mistake(
            "handed on unchanged",
            ended(at_e),
            "n got what e has, unchanged. Between n and e there are two steps; which, and how steep is each?",
        ),
        Mistake(
            "exp's slope from its input",
            ended(4 * n * at_e),
            "the slope of exp was taken as its input, 2n. Which number is it?",
        ),
        Mistake("exp's slope from n", ended(2 * n * at_e), "the slope of exp was taken as n. Which number is it?"),
        Mistake(
            "slope of tanh from n",
            ended(1 - n * n),
            "1 minus the square of n stands for n, and the formula of lesson 02 has another square. Better walk: what arrives at "
            "the exp, and what does it multiply by?",
        ),
        Mistake(
            "data instead of gradients",
            {"o": o, "p": e - 1, "q": below, "e": e, "n": n},
            "these are the nodes' numbers. Asked for are their gradients: how much o moves when they do.",
        ),
        Mistake(
            "upside down",
            slopes(1 / o, -below / (e - 1) ** 2, 1 / (e - 1), -2 / (e - 1) ** 2, e),
            "the division was done the other way round.",
        ),
    )


def paper(number):
    """A number as one writes it on paper, to four digits."""
    return f"{number:.4g}"


def tracing(e):
    """Exercise 4.5 where exp(2n) is e."""
    right, n = right_trace(e), round(math.log(e) / 2, 4)
    o, p, q, at_e, at_n = map(paper, right.values())
    rounded = {name: round(value, 4) for name, value in right.items()}
    return Exercise(
        number="4.5",
        title="On paper: five steps back",
        points=2,
        takes=numbers(*NAMES),
        probe=traced_probe,
        reference=right,
        accepted=(rounded, slopes((e - 1) / (e + 1), 1 / (e + 1), -(e - 1) / (e + 1) ** 2, 2 / (e + 1) ** 2, e)),
        mistakes=wrong_traces(e, n),
        hints=(
            "First forwards: p and q from e, then o. Then backwards, and the division first: what does it hand to p, and what to q?",
            "Two ways lead from e to o, so e's gradient is a sum of two shares, and one of them is negative.",
            "p gets 1 / q, and q gets −p / q². Both hand it on to e unchanged. Then times e for the exp, then times 2.",
        ),
        otherwise="For o, divide once more. For a gradient: which steps use that node, how steep is each, and what arrives behind it?",
        parts=((0.5, ": o$"), (0.5, r": [pq]\.grad$"), (0.5, r": [pqe]\.grad$")),
        shown="You have shown that five small steps add up to the slope of tanh without knowing it.",
        follow_up="lesson 02 gets n's gradient from o alone, in one step. Does it agree?",
        reasoning=f"p = {e - 1:g}, q = {e + 1:g}, o = {o}. The division hands 1/q = {p} to p and −p/q² = {signed(q)} to q; − and + pass "
        f"these on, so e gets {at_e}. Times {e:g} for the exp, times 2: {at_n}, which is 1 − o².",
        vary=other_trace,
    )


EASY = [tenths / 10 for tenths in range(16, 57) if tenths not in (20, 30, 40)]  # for e: no two of the numbers agree


def other_trace(rng):
    """The same steps from another e."""
    old, new = (tracing(e) for e in (4.0, rng.choice(EASY)))
    return Variant(tuple(zip(card_numbers(old), card_numbers(new))), new)


def card_numbers(exercise):
    """The numbers of the card, the bound that all five keep to, and those of the solution."""
    n = math.atanh(exercise.reference["o"])
    bound = math.ceil(10 * max(exercise.reference.values())) / 10
    return [f"{math.exp(2 * n):g}", f"{n:.4f}", f"{bound:g}", *map(paper, exercise.reference.values())]


TRACE = tracing(4.0)

# 4.6: tanh without tanh.


def operations_below(root):
    """The names of all operations that a node was made with."""
    found, todo, seen = set(), [root], set()
    while todo:
        node = todo.pop()
        if id(node) not in seen:
            seen.add(id(node))
            found.add(node._op)
            todo += node._prev
    return found


def finished(y):
    """Which squashing functions a Value was made with, as nodes."""
    return ", ".join(sorted(operations_below(y) & {"tanh", "sigmoid", "relu"})) or "none"


def apart_probe(tanh):
    def run(x, after):
        n = Value(x)
        o, other = calling(tanh, n)
        if other:
            return other
        if not isinstance(o, Value):
            return {"the result": o if o is None else f"a {type(o).__name__}"}
        return {"finished functions in it": finished(o)} | outcome(after(o, n), n=n)

    p, q, r, far, factor = fresh(0.7, -1.3, 0.35, 4.2, 3.7)
    for x in (p, q, r, far):
        yield from observe(f"y = tanh(n) at n = {signed(x)}", run, x, lambda o, n: o)
    yield from observe(f"y = {factor} * tanh(n) + n at n = {p}", run, p, lambda o, n: o * factor + n)


def tanh_apart(n):
    e = (2 * n).exp()
    return (e - 1) / (e + 1)


def by_negative_power(n):
    e = (-2 * n).exp()
    return (1 - e) / (1 + e)


def by_two_powers(n):
    up, down = n.exp(), (-n).exp()
    return (up - down) / (up + down)


SERIES = "it fits near 0 and leaves tanh further out: a polynomial grows without end. Which function keeps tanh within −1 and 1?"
OF_MATH = (
    "`math` and NumPy take plain numbers, and taking the number out of a Value would cut it off. A Value has its own `exp`, "
    "behind a dot."
)
EXP_OF_A_NUMBER = "`.data` is a plain number: it has no `exp`, and what is made from it does not lead back. Let the Values do the arithmetic."


def of_e(form):
    """A tanh from a formula in n and e = exp(2n)."""
    return lambda n: form(n, (2 * n).exp())


APART = Exercise(
    number="4.6",
    title="tanh without tanh",
    points=3,
    takes=a_function("n"),
    probe=apart_probe,
    reference=tanh_apart,
    accepted=(
        by_negative_power,
        by_two_powers,
        of_e(lambda n, e: 1 - 2 / (e + 1)),
        lambda n: 2 * (1 / (1 + (-2 * n).exp())) - 1,
        lambda n: (math.e ** (2 * n) - 1) * (math.e ** (2 * n) + 1) ** -1,
    ),
    mistakes=(
        Mistake(
            "n for 2n",
            lambda n: (n.exp() - 1) / (n.exp() + 1),
            "a squashing function with fitting gradients, and not tanh: it is too flat. Compare its values with `math.tanh` at n "
            "and at n / 2.",
        ),
        Mistake(
            "4n for 2n",
            lambda n: ((4 * n).exp() - 1) / ((4 * n).exp() + 1),
            "a squashing function with fitting gradients, and not tanh: it is too steep. Compare its values with `math.tanh` at n "
            "and at 2n.",
        ),
        Mistake(
            "the 2 outside",
            lambda n: (2 * n.exp() - 1) / (2 * n.exp() + 1),
            "the 2 multiplies the result of exp. It should multiply n, before.",
        ),
        Mistake(
            "n squared",
            lambda n: ((n * n).exp() - 1) / ((n * n).exp() + 1),
            "n is squared before the exp. tanh(−n) should be −tanh(n), and yours is the same on both sides.",
        ),
        Mistake(
            "upside down",
            of_e(lambda n, e: (e + 1) / (e - 1)),
            "the result is beyond 1. Which of the two should be the larger, what stands above the line or below?",
        ),
        Mistake(
            "wrong sign",
            of_e(lambda n, e: (1 - e) / (1 + e)),
            "the sign is wrong: a positive n gives a negative result. There are forms with −2n and forms with 2n; did two of them "
            "get mixed?",
        ),
        Mistake(
            "brackets missing",
            of_e(lambda n, e: e - 1 / e + 1),
            "a division comes before a minus and a plus. What do you have to do to the upper and the lower part?",
        ),
        Mistake(
            "lower brackets missing",
            of_e(lambda n, e: (e - 1) / e + 1),
            "the division takes what stands next to it. What do you have to do to the lower part?",
        ),
        Mistake(
            "upper brackets missing",
            of_e(lambda n, e: e - 1 / (e + 1)),
            "the division takes what stands next to it. What do you have to do to the upper part?",
        ),
        Mistake(
            "lower brackets missing, two powers",
            lambda n: (n.exp() - (-n).exp()) / n.exp() + (-n).exp(),
            "the division takes what stands next to it. What do you have to do to the lower part?",
        ),
        Mistake(
            "upside down, and turned",
            of_e(lambda n, e: (1 + e) / (1 - e)),
            "the result is beyond −1, and its sign is wrong. What stands above the line, and what below?",
        ),
        Mistake(
            "sign below the line",
            of_e(lambda n, e: 1 - 2 / (e - 1)),
            "the result breaks out of the range from −1 to 1 near n = 0, where e is 1. Look at the sign below the line.",
        ),
        Mistake(
            "shifted up",
            lambda n: 2 / (1 + (-2 * n).exp()) + 1,
            "the result runs from 1 to 3. It has the right shape; where should its middle lie?",
        ),
        Mistake(
            "e by hand",
            lambda n: (2.718 ** (2 * n) - 1) / (2.718 ** (2 * n) + 1),
            "it is right to three digits. e has more of them than you typed; which method knows them all?",
        ),
        Mistake(
            "a series",
            lambda n: n - n**3 / 3,
            SERIES,
        ),
        Mistake("a longer series", lambda n: n - n**3 / 3 + 2 * n**5 / 15, SERIES),
        Mistake("a function of math", lambda n: math.exp(2 * n), OF_MATH),
        Mistake(
            "wrapped again",
            lambda n: Value((2 * n).exp()),
            "a Value is made from a plain number. What comes out of `exp` and of arithmetic with Values is one already.",
        ),
        Mistake("exp of a number", lambda n: (2 * n.data).exp(), EXP_OF_A_NUMBER),
        Mistake(
            "a Small comes back",
            lambda n: exp(n),
            "a Small came out of a Value: the function `exp` of 4.4 makes Smalls. A Value has its own `exp`, behind a dot.",
        ),
        Mistake(
            "sigmoid of 2n",
            of_e(lambda n, e: e / (e + 1)),
            "the result runs from 0 to 1: the sigmoid. tanh runs from −1 to 1. How do you stretch and shift one into the other?",
        ),
        Mistake(
            "sigmoid of n",
            lambda n: 1 / (1 + (-n).exp()),
            "the result runs from 0 to 1 and rises slowly: the sigmoid. tanh runs from −1 to 1, and rises faster.",
        ),
        Mistake(
            "half a difference",
            lambda n: (n.exp() - (-n).exp()) / 2,
            "that is sinh, which grows beyond 1. What should stand below the line?",
        ),
        Mistake(
            "calls tanh",
            lambda n: n.tanh(),
            "the value is right because the engine's own `tanh` computes it. The task is to do without.",
        ),
        Mistake(
            "calls sigmoid",
            lambda n: 2 * (2 * n).sigmoid() - 1,
            "a good form, with a finished node in it. The sigmoid is made of exp as well: can you write it out?",
        ),
        Mistake(
            "cut off",
            lambda n: Value(math.tanh(n.data)),
            "the value is right, and n gets nothing: a new Value was made from a plain number on the way. Let the Values do the "
            "arithmetic, from n on.",
        ),
        Mistake(
            "cut below the line",
            of_e(lambda n, e: (e - 1) / (e.data + 1)),
            "the value is right, and the gradient is too large: one of e's two ways is cut off. Where did you take `.data` out?",
        ),
        Mistake(
            "cut above the line",
            of_e(lambda n, e: (e.data - 1) / (e + 1)),
            "the value is right, and the gradient is negative: one of e's two ways is cut off. Where did you take `.data` out?",
        ),
        Mistake(
            "a number comes back",
            lambda n: math.tanh(n.data),
            "the result is a plain number, and it remembers nothing. Let the Values do the arithmetic, from n on.",
        ),
    ),
    hints=(
        "Lesson 04 has four forms of tanh that hold an exp. Which one do you remember, and what goes into its exp?",
        "Give the exponential a name first: e, the exp of twice n. The rest is one fraction, with e above and below the line.",
        "With e = exp(2n): e minus 1, over e plus 1. Each of the two parts in brackets.",
    ),
    parts=((1, r": (the result|y\.data|in its graph|finished functions in it)$"),),
    otherwise="Compare your form with `math.tanh` at that n, part by part: what is above the line, what below?",
    shown="You have shown that an engine finds the slope of tanh from exp and arithmetic alone.",
    follow_up="at which n does your form fail, and on which side?",
    reasoning="e appears above and below the line, so it has two ways to the result, and the engine adds them up. Any form will "
    "do that equals tanh: the gradients then agree, too.",
    secrets=("e - 1", "e − 1"),
)

# 4.7: softmax far from zero.


def softmax_probe(softmax):
    def run(xs, which):
        inputs = [Value(x) for x in xs]
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
        found["the inputs' numbers afterwards"] = "as before" if [x.data for x in inputs] == list(xs) else "changed"
        shares[which].backward()
        return found | {f"x{i}.grad": x.grad for i, x in enumerate(inputs)}

    for xs, which in lists_of_numbers():
        text = f"softmax of {', '.join(map(signed, xs))}, gradients of share {which}"
        yield from observe(text, run, xs, which)


def lists_of_numbers():
    """(numbers, which share's gradients to look at); each list is where another shift fails."""
    a, b, c, near, far, beyond = fresh(3.5, 1.7, 5.3, 400.5, 800.5, 900.5)
    yield fresh(1.3, -0.7, 0.4), 1
    yield fresh(0.35, 1.6), 0
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


def around(base, *offsets):
    return tuple(round(base + offset, 4) for offset in fresh(*offsets))


def shifted(by):
    """A softmax that subtracts by(numbers) from each number."""

    def softmax(xs):
        shift = by([x.data for x in xs])
        return naive([x - shift for x in xs])

    return softmax


def divided_by_total(powers):
    total = sum(powers)
    return [power / total for power in powers]


def naive(xs):
    return divided_by_total([x.exp() for x in xs])


def after_an_overflow(xs):
    try:
        return naive(xs)
    except OverflowError:
        return softmax(xs)


softmax = shifted(max)


def by_largest_value(xs):
    """The largest Value itself is subtracted; its gradients cancel."""
    largest = max(xs, key=lambda x: x.data)
    return naive([x - largest for x in xs])


def by_log(xs):
    largest = max(x.data for x in xs)
    total = sum((x - largest).exp() for x in xs).log() + largest
    return [(x - total).exp() for x in xs]


def shift_in_one_place(above):
    """Shifted above the line or below it, and not in the other place."""

    def softmax(xs):
        largest = max(x.data for x in xs)
        moved = [(x - largest).exp() for x in xs]
        plain = [x.exp() for x in xs]
        upper, lower = (moved, plain) if above else (plain, moved)
        return [power / sum(lower) for power in upper]

    return softmax


def through_floats(xs):
    return [Value(share.data) for share in softmax([Value(x.data) for x in xs])]


def with_a_cut_total(xs):
    largest = max(x.data for x in xs)
    powers = [(x - largest).exp() for x in xs]
    return [power / sum(power.data for power in powers) for power in powers]


def in_place(xs):
    largest = max(x.data for x in xs)
    for x in xs:
        x.data -= largest
    return naive(xs)


FIXED = "the same number is subtracted for every list. It helps around that number and does harm elsewhere."

SOFTMAX = Exercise(
    number="4.7",
    title="Softmax, far from zero",
    points=4,
    takes=a_function("xs"),
    probe=softmax_probe,
    reference=softmax,
    accepted=(by_largest_value, by_log, shifted(lambda xs: max(xs) + 1.5)),
    mistakes=(
        Mistake(
            "as given",
            naive,
            "it works near zero, as `naive` does, and fails far away. Which number in your lines is the first that does not fit into a "
            "float?",
        ),
        Mistake(
            "smallest subtracted",
            shifted(min),
            "an exponent holds a difference from a number that may lie far below, and exp of that overflows. What keeps all exponents "
            "from being above 0?",
        ),
        Mistake(
            "mean subtracted",
            shifted(lambda xs: sum(xs) / len(xs)),
            "the mean was subtracted. Numbers far above the mean still overflow.",
        ),
        Mistake(
            "median subtracted",
            shifted(lambda xs: sorted(xs)[len(xs) // 2]),
            "the one in the middle was subtracted. Numbers far above it still overflow.",
        ),
        Mistake(
            "first subtracted",
            shifted(lambda xs: xs[0]),
            "the first number was subtracted. What if another one is far above it?",
        ),
        Mistake(
            "last subtracted",
            shifted(lambda xs: xs[-1]),
            "the last number was subtracted. What if another one is far above it?",
        ),
        Mistake("a fixed number subtracted", shifted(lambda xs: 1000.0), FIXED),
        Mistake("a smaller fixed number subtracted", shifted(lambda xs: 300.0), FIXED),
        Mistake("a small fixed number subtracted", shifted(lambda xs: 100.0), FIXED),
        Mistake(
            "Values compared",
            lambda xs: naive([x - max(xs) for x in xs]),
            "Values cannot be compared. What can be compared is what they hold.",
        ),
        Mistake("a function of math", lambda xs: [math.exp(x) for x in xs], OF_MATH),
        Mistake("exp of a number", lambda xs: [x.data.exp() for x in xs], EXP_OF_A_NUMBER),
        Mistake(
            "only when large",
            shifted(lambda xs: max(xs) if max(xs) > 700 else 0.0),
            "you shift when the numbers are large. Far below 0 every exponential becomes 0, and so does the total. Is there a "
            "case in which the shift does harm?",
        ),
        Mistake(
            "turned round",
            lambda xs: naive([x * -1.0 + max(x.data for x in xs) for x in xs]),
            "the smallest number gets the largest share: the difference was taken the other way round.",
        ),
        Mistake(
            "changes the inputs",
            in_place,
            "the shares are right, and the inputs are no longer what they were: their `data` has been overwritten.",
        ),
        Mistake(
            "largest size subtracted",
            shifted(lambda xs: max(map(abs, xs))),
            "the number farthest from 0 was taken, whatever its sign. Far below 0 that pushes everything down to exp = 0.",
        ),
        Mistake(
            "largest added",
            shifted(lambda xs: -max(xs)),
            "the shift goes up where it should go down: the numbers became larger.",
        ),
        Mistake(
            "sum subtracted",
            shifted(sum),
            "the sum of the numbers was subtracted. Which single one of them is enough, so that no exponent is above 0?",
        ),
        Mistake(
            "shifted above only",
            shift_in_one_place(above=True),
            "the shift stands above the line and not below it, so the shares no longer add up to 1.",
        ),
        Mistake(
            "shifted below only",
            shift_in_one_place(above=False),
            "the shift stands below the line and not above it, so the shares no longer add up to 1.",
        ),
        Mistake(
            "scaled",
            lambda xs: naive([x / max(abs(x.data) for x in xs) for x in xs]),
            "the numbers were divided until they were small. That changes the shares. Which change of all exponents leaves them "
            "as they are?",
        ),
        Mistake(
            "scaled by a fixed number",
            lambda xs: naive([x / 1000 for x in xs]),
            "the numbers were divided until they were small. That changes the shares. Which change of all exponents leaves them "
            "as they are?",
        ),
        Mistake(
            "only after an overflow",
            after_an_overflow,
            "you shift when an exponential overflows. A total can overflow without a complaint, and far below 0 nothing overflows. Is "
            "there a case in which the shift does harm?",
        ),
        Mistake(
            "a logarithm without a shift",
            lambda xs: [(x - sum(y.exp() for y in xs).log()).exp() for x in xs],
            "the logarithm tames the total, and comes too late: the exponentials in it have been computed before.",
        ),
        Mistake(
            "shifted after exp",
            lambda xs: divided_by_total([x.exp() - max(x.data for x in xs) for x in xs]),
            "the shift is taken off the exponential. Which number should become smaller, so that its exponential does?",
        ),
        Mistake(
            "no share",
            lambda xs: [],
            "the list is empty. Does a line put something into it? Or was a list in round brackets used up by its first `sum`?",
        ),
        Mistake(
            "a generator",
            lambda xs: (share for share in softmax(xs)),
            "a `for` in round brackets makes a generator, which can be read once. A list has square ones.",
        ),
        Mistake(
            "cut short",
            lambda xs: naive([x if x.data < 700 else Value(700.0) for x in xs]),
            "large numbers were replaced by a limit. Then 1000 and 1001 get equal shares, and no gradient.",
        ),
        Mistake(
            "not divided",
            lambda xs: [(x - max(x.data for x in xs)).exp() for x in xs],
            "these are the exponentials. Shares add up to 1: what is missing?",
        ),
        Mistake(
            "only shifted",
            lambda xs: [x - max(x.data for x in xs) for x in xs],
            "these are the shifted numbers. That was the new part; the old one is still to come.",
        ),
        Mistake(
            "total of the first alone",
            lambda xs: [(x - max(x.data for x in xs)).exp() / (xs[0] - max(x.data for x in xs)).exp() for x in xs],
            "below the line stands the first exponential alone. Is the total complete before you divide?",
        ),
        Mistake(
            "one share",
            lambda xs: softmax(xs)[:1],
            "there is one share, and there should be as many as inputs. Does a `return` stand inside a loop, or was a list in round "
            "brackets used up by its first `sum`?",
        ),
        Mistake(
            "divided by the count",
            lambda xs: [(x - max(x.data for x in xs)).exp() / len(xs) for x in xs],
            "the exponentials are divided by how many there are. The shares add up to 1 if you divide by something else.",
        ),
        Mistake(
            "divided by the inputs",
            lambda xs: [(x - max(x.data for x in xs)).exp() / sum(xs) for x in xs],
            "below the line stands the sum of the inputs. What has to be summed, so that the shares add up to 1?",
        ),
        Mistake(
            "no exponentials",
            lambda xs: [x / sum(xs) for x in xs],
            "these are shares of the numbers themselves, and negative ones get negative shares. Where is the exponential?",
        ),
        Mistake(
            "numbers come back",
            lambda xs: [share.data for share in softmax(xs)],
            "the list holds plain numbers, and they remember nothing. Let the Values do the arithmetic, with their own `exp`.",
        ),
        Mistake(
            "one Value comes back",
            lambda xs: sum(softmax(xs)),
            "one Value comes back. There is a share for each input.",
        ),
        Mistake(
            "through floats",
            through_floats,
            "the shares are right, and nothing reaches the inputs: somewhere a new Value was made from a plain number.",
        ),
        Mistake(
            "total cut off",
            with_a_cut_total,
            "the shares are right. But every input also moves the total below the line, and that way is cut off by a `.data`.",
        ),
        Mistake(
            "a sigmoid for each",
            lambda xs: [x.sigmoid() for x in xs],
            "each number is squashed by itself. A share depends on all the others.",
        ),
    ),
    hints=(
        "What happens to the shares if you add 5 to all the numbers? Try it with `naive`, near zero.",
        "So you may shift all of them by the same amount. After which shift is no exponent above 0, and at least one not below?",
        "Take the largest of the `x.data`, subtract it from every x, and go on as `naive` does.",
    ),
    parts=((1, r"^softmax of (?!.*−\d{3})"), (1, r": the shares$")),
    otherwise="Follow this list through your lines: which number is the first that cannot be right?",
    shown="You have shown that the same function, written differently, survives where the textbook's form overflows.",
    follow_up="you subtract a plain number that was taken out of the graph with `.data`. Why does no gradient get lost?",
    reasoning="e^(x − m) / Σ e^(x − m) is the same for every m, because e^(−m) cancels. With m as the largest, no exponent is "
    "above 0, and the total is at least 1. Since m changes nothing, its gradient is 0, so it may be a plain number.",
    secrets=("max(", "largest of"),
)

EXERCISES = [POWER, DIVIDE, NUMBER_ON_THE_LEFT, EXP_AND_LOG, TRACE, APART, SOFTMAX]
