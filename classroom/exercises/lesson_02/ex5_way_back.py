"""2.5: how many steps a saturated neuron needs to come back."""

import math
from functools import cache

from classroom.checks import kinds
from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.observing import observe
from classroom.checks.on_paper import ELSEWHERE, drawn, near, pairs

COUNTED, ESTIMATED, NEVER = ("from 3", "from 5"), "from 15", "from 20"

AT_A_COUNT = """
one step more | right + 1
    it is one step too many. Does your count begin at 1, or does it go on after `n` is below 0?
one step less | right - 1
    it is one step too few. Is the step that brings `n` below 0 counted?
two steps more | right + 2
    it is two steps too many. Where does the count begin, and which step is the last?
the first slope throughout | first
    every step is as long as the first one. The slope has to be taken afresh wherever n is.
the step without its size | count(start, 1.0, slope)
    the steps are as long as the slope. How long should each be?
the slope without a square | count(start, size, lambda n: 1 - math.tanh(n))
    the slope has no square in it: the steps are those of 1 − o.
1 − n² | count(start, size, lambda n: abs(1 - n * n))
    the slope is made from n. Which number does its square belong to?
steps of the size alone | math.floor(start / size) + 1
    every step is as long as its size. What is it multiplied by?
until the output is below 0.5 | count(start, size, slope, math.atanh(0.5))
    the count ends too early. Is it n that has to be below 0?
until n is below 1 | count(start, size, slope, 1.0)
    the count ends while n is still near 1. It should end below 0.
until the output is nearly −1 | count(start, size, slope, -1.0)
    the count ends too late: n is far below 0.
half the size | count(start, size / 2, slope)
    the steps are half as long as they should be.
double the size | count(start, 2 * size, slope)
    the steps are twice as long as they should be. Does the slope have a 2 in front?
the size squared | count(start, size * size, slope)
    the steps are multiplied by the size twice.
infinity | math.inf
    it takes long, but it comes back. Let the loop run until n is below 0.
from one further out | count(start + 1, size, slope)
    this is the count from a start one further out.
from one further in | count(start - 1, size, slope)
    this is the count from a start one further in.
of the class | count(start, 0.5, slope)
    this is the count for steps of another size.
nothing | 0
    without a step n stays where it is.
a number from elsewhere | 37
    this is no count that we know. Print n after each of the first steps and see whether each is size times slope.
"""

AT_AN_ESTIMATE = """
infinity | math.inf
    the slope there is 4e-13, small, but not 0 and not too small to move n. So n does come back: how late?
the exponent alone | exponent
    this looks like the exponent. Write the number itself, as in 1e6 for a million.
the exponent alone, below | exponent - 1
    this looks like an exponent. Write the number itself, as in 1e6 for a million.
in proportion | 3 * of_five
    three times as far is taken for three times as long. Compare your two counts: by what factor did 2 further multiply?
in proportion to the gain | of_five + 5 * (of_five - of_three)
    the steps are taken to grow by the same amount for every 2. Compare the counts from 3, 4, 5 and 6: which rule do they follow?
by squares | 9 * of_five
    the steps are taken to grow with the square. Compare the counts from 3, 4, 5 and 6: which rule do they follow?
e for each 1 | of_five * math.exp(10)
    a factor of e for every 1 is taken. Count from 4 and 5: is the factor not larger?
the first slope throughout | first
    the first slope is used all the way. On the way back the slope grows, so the steps do as well.
that from 5 | of_five
    this is about the count from 5. Compare the counts from 3, 4, 5 and 6: by what factor does each differ from the one before?
a factor for each 2 used for each 1 | of_five * math.exp(40)
    far too many: was the factor from 3 to 5 used ten times? How many times 2 lies between 5 and 15?
ten times too few | right / 10
    nearly: it is more than that. How many times do you multiply by your factor?
ten times too many | 10 * right
    nearly: it is less than that. How many times do you multiply by your factor?
far too few | 1e8
    far too few. Compare the counts from 3, 4, 5 and 6: each is the one before times a factor. How often does it come in up to 15?
far too many | 1e16
    far too many. Compare the counts from 3, 4, 5 and 6: each is the one before times a factor. How often does it come in up to 15?
nothing | 0
    without a step n stays where it is.
a number from elsewhere | -37
    compare the counts from 3, 4, 5 and 6: each is the one before times a factor. How often does it come in up to 15?
"""

AT_NEVER = """
the mathematics | ideal
    in mathematics that would be right. What is `1 - math.tanh(20) ** 2` in floats, and what does such a step do?
a large number | 1e12
    with a slope that is small, but not 0, it would be some such number. What is the slope at 20, in floats?
nothing | 0
    0 steps would mean that n is below 0 already. Write `math.inf` if no number of steps is enough.
a number from elsewhere | 37
    print `1 - math.tanh(20) ** 2`. How far does a step move n, and how far do a million steps?
"""


def slope_of_tanh(n):
    return 1 - math.tanh(n) ** 2


def count(n, size, slope, below=0.0, limit=200_000):
    """The steps of size times slope until n is below a number; inf if there are more than `limit`."""
    for steps in range(limit):
        if n < below:
            return steps
        n -= size * slope(n)
    return math.inf


def without_floats(start, size):
    """About the number of steps if n could move by any small amount: the integral of cosh² from 0 to the start, over size."""
    return (start / 2 + math.sinh(2 * start) / 4) / size


def exponent_of(number):
    return round(math.log10(number))


@cache
def tables(size):
    """What is right for steps of this size, and the slips at each of the four starts."""
    right = {name: count(float(name.split()[1]), size, slope_of_tanh) for name in COUNTED}
    right |= {ESTIMATED: 10.0 ** exponent_of(without_floats(15, size)), NEVER: math.inf}
    given = {"size": size, "slope": slope_of_tanh, "count": count, "math": math}
    slips = {}
    for name in COUNTED:
        start = float(name.split()[1])
        first = math.floor(start / (size * slope_of_tanh(start))) + 1
        slips[name] = numbers_of(AT_A_COUNT, given | {"right": right[name], "start": start, "first": first})
    exact, of_three, of_five = without_floats(15, size), *(right[name] for name in COUNTED)
    given |= {"right": exact, "of_three": of_three, "of_five": of_five, "exponent": exponent_of(exact)}
    slips[ESTIMATED] = numbers_of(AT_AN_ESTIMATE, given | {"first": 15 / (size * slope_of_tanh(15))})
    slips[NEVER] = numbers_of(AT_NEVER, {"ideal": without_floats(20, size)})
    return right, slips


def is_estimate(found, exact):
    """Whether a number is the nearest power of ten, or nearer."""
    return found > 0 and math.isfinite(found) and abs(math.log10(found / exact)) <= 0.51


def looks_like(name, found, size):
    """ "right", or what the number at this start looks like."""
    right, slips = tables(size)
    exact = without_floats(15, size)
    if is_estimate(found, exact) if name == ESTIMATED else near(found, right[name], 1e-7):
        return "right"
    for what, (number, _) in slips[name].items():
        if found == number or near(found, number, 5e-2 if name == ESTIMATED and number > 100 else 1e-7):
            return what
    if found > 0 and math.isfinite(found):
        if name == ESTIMATED:
            off = math.log10(found / exact)
            return ("ten times" if abs(off) < 1.5 else "far") + (" too few" if off < 0 else " too many")
        if name == NEVER and found > 100:
            off = math.log10(found / without_floats(20, size))
            return "the mathematics" if abs(off) < 1.5 else "a large number"
    return ELSEWHERE


def way_back(wording):
    """The exercise for steps of this size, as it stands on the card."""
    size = float(wording)
    right, slips = tables(size)

    def probe(answer):
        for name in (*COUNTED, ESTIMATED, NEVER):
            found = looks_like(name, float(answer[name]), size)
            yield from observe("your numbers of steps", dict, {name: found}, says="")
            if found != "right":
                return

    mistakes, taken = [], set()
    for name in slips:
        for what, (number, message) in slips[name].items():
            if looks_like(name, float(number), size) == what and (name, what) not in taken:
                taken.add((name, what))
                mistakes.append(Mistake(f"{name}: {what}", right | {name: number}, message))
    return Exercise(
        number="2.5",
        title="The way back",
        points=3,
        takes=kinds.numbers(*COUNTED, ESTIMATED, NEVER),
        probe=probe,
        reference=right,
        cell=CELL,
        accepted=(
            right | {ESTIMATED: without_floats(15, size)},
            {name: float(number) for name, number in right.items()} | {ESTIMATED: right["from 5"] * 53.0**5},
        ),
        mistakes=tuple(mistakes),
        parts=((1, f": {COUNTED[0]}$"), (1, f": {ESTIMATED}$")),
        otherwise="Print n after each of the first steps: does it move by size times slope?",
        hints=(
            "`while n >= 0:` with two lines in it is enough for the counts: move n, and add 1 to the steps.",
            "Far out, one further means a slope smaller by about the same factor. Count from 3, 4, 5, 6: find that factor.",
            "Multiply the count from 5 by that factor, once for every 1 up to 15. At 20, print the slope before you count.",
        ),
        equivalent=(("while n > 0:", "n is never exactly 0 on its way"),),
        shown="You have shown that a saturated neuron comes back late, later by the same factor for every 1, and in floats "
        "at some point never.",
        follow_up="at n = 18 the slope is not 0. Does n come back from there?",
        follow_up_answer="No. A step there is smaller than half the distance between 18 and the next float, so 18 minus "
        "the step is rounded to 18 again.",
        reasoning=f"The loop counts {right['from 3']} and {right['from 5']} steps. Far out the slope is nearly 4·exp(−2n), so "
        "every 1 further out costs e² = 7.4 times as many steps: ten more make it about half a billion times the count "
        "from 5. At 20 the slope is exactly 0 in floats, so n never moves.",
        vary=size_of_ones_own,
    )


def size_of_ones_own(rng):
    (wording,), exercise = drawn(rng, draw_size, way_back, EXERCISE)
    before, now = (count(2.0, float(size), slope_of_tanh) for size in (CLASS_SIZE, wording))
    return Variant(pairs((CLASS_SIZE, wording), (f"{before} steps", f"{now} steps")), exercise)


def draw_size(rng):
    return (f"{rng.randint(21, 79) / 100:g}",)


CELL = """\
steps = {"from 3": ..., "from 5": ..., "from 15": ..., "from 20": ...}
### BEGIN SOLUTION
def count(n):
    steps = 0
    while n >= 0:
        n -= 0.5 * (1 - math.tanh(n) ** 2)
        steps += 1
    return steps


factor = count(5) / count(4)
steps = {"from 3": count(3), "from 5": count(5), "from 15": count(5) * factor**10, "from 20": math.inf}
### END SOLUTION"""
CLASS_SIZE = "0.5"
EXERCISE = way_back(CLASS_SIZE)
