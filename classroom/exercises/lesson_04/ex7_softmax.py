"""4.7: softmax far from zero."""

import math  # noqa: F401, the table needs it

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_04 import ex7_softmax_probe as tried
from classroom.exercises.lesson_04 import shared
from micrograd_core import Value  # noqa: F401, the table needs it


def naive(xs):
    powers = [x.exp() for x in xs]
    return [power / sum(powers) for power in powers]


def softmax(xs):
    ### BEGIN SOLUTION
    largest = max(x.data for x in xs)
    powers = [(x - largest).exp() for x in xs]
    return [power / sum(powers) for power in powers]
    ### END SOLUTION


MISTAKES = """
as given | x - largest → x
    it works near zero, as `naive` does, and fails far away. Which of your numbers is the first not to fit into a float?
smallest subtracted | max(x.data for x in xs) → min(x.data for x in xs)
    numbers far above the smallest still overflow. What keeps every exponent from being above 0?
mean subtracted | max(x.data for x in xs) → sum(x.data for x in xs) / len(xs)
    the mean was subtracted. Numbers far above the mean still overflow.
median subtracted | max(x.data for x in xs) → sorted(x.data for x in xs)[len(xs) // 2]
    the one in the middle was subtracted. Numbers far above it still overflow.
middle of the range subtracted | max(x.data for x in xs) → (max(x.data for x in xs) + min(x.data for x in xs)) / 2
    the middle between the smallest and the largest was subtracted. If they are far apart, the largest is still far above it.
largest of the first three | max(x.data for x in xs) → max(x.data for x in xs[:3])
    only the first three numbers were looked at. Lists may be longer.
largest of the first two | max(x.data for x in xs) → max(x.data for x in xs[:2])
    only the first two numbers were looked at. Lists may be longer.
largest of the last three | max(x.data for x in xs) → max(x.data for x in xs[-3:])
    only the last three numbers were looked at. Lists may be longer.
second largest | max(x.data for x in xs) → sorted(x.data for x in xs)[-2:][0]
    the second largest was subtracted. The largest can be far above it.
root mean square subtracted | max(x.data for x in xs) → (sum(x.data**2 for x in xs) / len(xs)) ** 0.5
    a mean of the sizes was subtracted, which has no sign. Far below 0 that turns every exponential into 0.
a little added to the total | sum(powers) → (sum(powers) + 1e-6)
    a small number is added to the total, so that nothing is divided by 0. With the right shift the total is never small.
largest as text | max(x.data for x in xs) → float(max(str(x.data) for x in xs))
    the numbers were compared as texts, where "97" comes after "1000". Compare the numbers.
sorts what it was given | largest = max(x.data for x in xs) → xs.sort(key=lambda x: x.data); largest = xs[-1].data
    the list that you were given has another order now, so the shares have, too. `max` leaves a list as it is.
takes one out | largest = max(x.data for x in xs) → largest = xs.pop(xs.index(max(xs, key=lambda x: x.data))).data
    the largest one was taken out of the list, and its share is missing.
empties the list afterwards | return [power / sum(powers) for power in powers] → xs.clear(); return [power / sum(powers) for power in powers]
    the list that you were given is empty now. Leave it as it is.
the farthest from 0 subtracted | max(x.data for x in xs) → max(xs, key=lambda x: abs(x.data))
    the number farthest from 0 was subtracted. Where that is negative, all the others move up.
first left out | max(x.data for x in xs) → max(x.data for x in xs[1:] or xs)
    the first number was left out of the comparison, and it may be the largest.
a 1 in the total | sum(powers) → (sum(powers) + 1)
    the shares add up to less than 1: something else is in the total.
shares in order of size | return [power / sum(powers) for power in powers] → return sorted([power / sum(powers) for power in powers], key=lambda share: share.data)
    the shares came back in the order of their size. The first share belongs to the first number.
exp once more | power / sum(powers) for → (power / sum(powers)).exp() for
    the exponential was taken a second time, of the shares. Which number is it taken of?
first subtracted | max(x.data for x in xs) → xs[0].data
    the first number was subtracted. What if another one is far above it?
last subtracted | max(x.data for x in xs) → xs[-1].data
    the last number was subtracted. What if another one is far above it?
a fixed number subtracted | max(x.data for x in xs) → 1000.0
    @FIXED
a smaller fixed number subtracted | max(x.data for x in xs) → 300.0
    @FIXED
a small fixed number subtracted | max(x.data for x in xs) → 100.0
    @FIXED
Values compared | max(x.data for x in xs) → max(xs)
    Values cannot be compared. What they hold can.
a function of math | (x - largest).exp() → math.exp(x - largest)
    @OF_MATH
exp of a number | x - largest → x.data - largest
    @EXP_OF_A_NUMBER
only when large | x - largest → x - (largest if largest > 700 else 0.0)
    you shift only when the numbers are large. Far below 0 the total becomes 0. Does the shift ever do harm?
turned round | x - largest → largest - x
    the smallest number gets the largest share: the difference was taken the wrong way round.
changes the inputs | =
    | largest = max(x.data for x in xs)
    | for x in xs:
    |     x.data -= largest
    | return naive(xs)
    the shares are right, but the inputs are no longer what they were: their `data` has been overwritten.
largest size subtracted | max(x.data → max(abs(x.data)
    the number farthest from 0 was taken, whatever its sign. Far below 0, that turns every exponential into 0.
largest added | x - largest → x + largest
    the shift goes up where it should go down: the numbers became larger.
sum subtracted | max(x.data → sum(x.data
    the sum of the numbers was subtracted. Which single one of them is enough, so that no exponent is above 0?
shifted above only | sum(powers) → sum(x.exp() for x in xs)
    the shift stands above the fraction bar and not below it, so the shares no longer add up to 1.
shifted below only | power / sum(powers) for power in powers → x.exp() / sum(powers) for x in xs
    the shift stands below the fraction bar and not above it, so the shares no longer add up to 1.
scaled | max(x.data → max(abs(x.data) | x - largest → x / largest
    @SCALED
scaled by the largest | x - largest → x / largest
    @SCALED
scaled by a fixed number | x - largest → x / 1000
    @SCALED
only after an overflow | =
    | try:
    |     return naive(xs)
    | except OverflowError:
    |     return softmax(xs)
    you shift only after an overflow, and far below 0 nothing overflows. Does the shift ever do harm?
a logarithm without a shift | =
    | return [(x - sum(y.exp() for y in xs).log()).exp() for x in xs]
    the logarithm tames the total, but too late: the exponentials in it have already been computed.
shifted after exp | (x - largest).exp() → x.exp() - largest
    the shift is taken off the exponential. Which number should become smaller, so that its exponential does?
no share | [power / sum(powers) for power in powers] → []
    the list is empty. Does any line put something into it? Or did the first `sum` use up a generator?
a generator | [power / sum(powers) for power in powers] → (power / sum(powers) for power in powers)
    a `for` in round brackets makes a generator, which can be read only once. A list has square ones.
cut short | (x - largest) → (x if x.data < 700 else Value(700.0))
    large numbers were replaced by a limit. Then 1000 and 1001 get equal shares and no gradient.
not divided | power / sum(powers) → power
    these are the exponentials. Shares add up to 1: what is missing?
only shifted | (x - largest).exp() → x - largest | power / sum(powers) → power
    these are the shifted numbers. That was the new part; the old one is still to come.
total of the first alone | sum(powers) → powers[0]
    only the first exponential stands below the fraction bar. Is the total complete before you divide?
one share | power in powers → power in powers[:1]
    there is one share instead of one per input. Does a `return` stand inside a loop, or did a `sum` use up a generator?
divided by the count | sum(powers) → len(xs)
    the exponentials are divided by how many there are. What do you have to divide by for the shares to add up to 1?
divided by the inputs' numbers | sum(powers) → sum(x.data for x in xs)
    the sum of the inputs' numbers stands below the fraction bar. What has to be summed for the shares to add up to 1?
divided by the inputs | sum(powers) → sum(xs)
    the sum of the inputs stands below the fraction bar. What has to be summed for the shares to add up to 1?
no exponentials | (x - largest).exp() → x
    these are shares of the numbers themselves, and negative ones get negative shares. Where is the exponential?
numbers come back | power / sum(powers) → (power / sum(powers)).data
    the list holds plain numbers, which remember nothing. Let the Values do the arithmetic, with their own `exp`.
one Value comes back | [power / sum(powers) for power in powers] → sum(power / sum(powers) for power in powers)
    one Value comes back. There should be a share for each input.
through floats | (x - largest).exp() → Value(math.exp(x.data - largest))
    the shares are right, but nothing reaches the inputs: somewhere a new Value was made from a plain number.
total cut off | sum(powers) → sum(power.data for power in powers)
    the shares are right. But every input also moves the total below the fraction bar, and a `.data` cuts that path off.
a sigmoid for each | =
    | return [x.sigmoid() for x in xs]
    each number is squashed on its own. A share depends on all the others.
"""


EXERCISE = Exercise(
    number="4.7",
    title="Softmax, far from zero",
    points=4,
    takes=tried.takes,
    probe=tried.probe,
    reference=softmax,
    cell=cell_of(softmax),
    accepted=rewritten(
        softmax,
        globals(),
        "max(x.data for x in xs) → max(xs, key=lambda x: x.data)",
        """
        =
        | largest = max(x.data for x in xs)
        | total = sum((x - largest).exp() for x in xs).log() + largest
        | return [(x - total).exp() for x in xs]""",
        "x - largest → x - (largest + 1.5)",
    ),
    mistakes=mistakes_of(softmax, MISTAKES, globals(), "4.7", shared),
    hints=(
        "What happens to the shares if you add 5 to all the numbers? Try it with `naive`, near zero.",
        "So you may shift all of them by the same amount. After which shift is no exponent above 0, and at least one not below?",
        "Take the largest of the `x.data`, subtract it from every x, and go on as `naive` does.",
    ),
    parts=((1, r"^softmax of (?!.*−\d{3})"), (1, r": the shares$")),
    otherwise="Follow this list through your lines: which number is the first that cannot be right?",
    shown="You have shown that the same function, written differently, survives where the textbook's form overflows.",
    follow_up="you subtract a plain number that was taken out of the graph with `.data`. Why does no gradient get lost?",
    follow_up_answer="The shares are the same whatever is subtracted, so their slope with respect to that number is 0. The path that "
    "`.data` cuts would have carried shares that add up to 0.",
    reasoning="e^(x − m) / Σ e^(x − m) is the same for every m, because e^(−m) cancels. With m as the largest, no exponent is "
    "above 0, and the total is at least 1. Since m changes nothing, its gradient is 0, so it may be a plain number.",
    secrets=("max(", "largest of"),
)
