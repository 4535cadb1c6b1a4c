"""4.1: the rule of **."""

import math  # noqa: F401, the table needs it

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.engines_probe import Small
from classroom.exercises.lesson_04 import ex1_rule_of_powers_probe as tried
from classroom.exercises.lesson_04 import shared
from classroom.instruments import nudge  # noqa: F401, the table needs it


def power(self, k):
    ### BEGIN SOLUTION
    slope = k * self.data ** (k - 1)
    ### END SOLUTION
    return Small(self.data**k, f"**{k}", (self,), (slope,))


MISTAKES = """
exponent unchanged | self.data ** (k - 1) → self.data**k
    the exponent comes to the front and also stays where it was. What happens to it in the slope of a square?
no factor | k * self.data → self.data
    the exponent goes down, and nothing stands in front. By how much is the slope of a cube too small then?
lowered factor | k * self.data → (k - 1) * self.data
    the lowered exponent stands in front. Which of the two exponents does the square's slope have there?
lowered twice | k - 1 → k - 2
    the exponent goes down too far. Try k = 2 on paper: the slope of a square is a straight line.
exponent grows | k - 1 → k + 1
    the exponent goes up. Is the slope of a cube steeper than a cube, far from 0?
the value itself | k * self.data ** (k - 1) → self.data**k
    the slope is the value of the power. That holds for another operation of this lesson, not for this one.
slope of the exponent | k * self.data ** (k - 1) → self.data**k * math.log(self.data)
    that is how y moves when k moves. Here k is fixed, and the base moves.
wrong direction | k * self.data ** (k - 1) → self.data ** (k + 1) / (k + 1)
    that is the function whose slope is the power. You want the slope of the power.
brackets missing | self.data ** (k - 1) → self.data**k - 1
    the 1 is taken off at the end. `**` comes before `-`; from what should the 1 be taken off?
factor in the brackets | k * self.data → (k * self.data)
    the factor in front is raised to the power as well. `**` applies to everything in the brackets.
exponent turned round | k - 1 → 1 - k
    the new exponent has the wrong sign. For a cube it should be positive.
slope of the slope | self.data ** (k - 1) → (k - 1) * self.data ** (k - 2)
    that is the slope of the slope. The rule has been used twice.
only the factor | k * self.data ** (k - 1) → k
    the slope is the same at every a. Is a cube as steep at 1.7 as at 0?
base and exponent exchanged | k * self.data ** (k - 1) → k ** (self.data - 1)
    base and exponent have swapped places. Which of the two is the base in a**k?
rule of the cube | k * self.data ** (k - 1) → 3 * self.data**2
    the slope does not depend on k. It is right for k = 3 only.
self to a power | self.data ** (k - 1) → power(self, k - 1)
    a power of `self` calls this function again. A local derivative is a plain number: where does `self` keep its own?
rule of the square | k * self.data ** (k - 1) → 2 * self.data
    the slope does not depend on k. It is right for one exponent only.
times, not to the power | ** (k - 1) → * (k - 1)
    you multiply by the new exponent instead of raising to it. Is the slope of a cube a straight line?
no power of the base | self.data ** (k - 1) → self.data
    the slope is k times the base, a straight line. That is right for the square; what does a cube need?
factor of the square | k * self.data → 2 * self.data
    the factor in front is 2 for every k. What is it for a cube?
the factor lowered | k * self.data ** (k - 1) → (k - 1) * self.data**k
    the factor went down by one, and the exponent stayed. Which of the two should stay as it was?
k to the base | k * self.data ** (k - 1) → k**self.data
    base and exponent have swapped places, and nothing was lowered. What is the slope of a square?
a tuple as slope | self.data ** (k - 1) → self.data ** (k - 1),
    the slope is a tuple, and the last line puts it into a tuple anyway. A plain number will do.
a list as slope | k * self.data ** (k - 1) → nudge(lambda x: x**k, self.data)
    the slope is a list. If it comes from `nudge`, it holds one experiment per input. Which rule does the slope follow?
nudged | k * self.data ** (k - 1) → nudge(lambda x: x**k, self.data)[0]
    the slope is nearly right, as in any experiment; near 0 the nudge is no longer small. Which rule does it follow?
sign of k lost | k * self.data → abs(k) * self.data
    a negative exponent loses its sign. When b grows, does 1 / b grow?
times a gradient | self.data ** (k - 1) → self.data ** (k - 1) * self.grad
    the slope is 0 everywhere. If you used a gradient: gradients are 0 until `backward` runs, and are not needed here.
divides by the base | self.data ** (k - 1) → self.data**k / self.data
    it is right until the base is 0, where the power has a slope and the division fails. Can you do without dividing?
nothing at the base 0 | self.data ** (k - 1) → self.data**k / self.data if self.data else 0.0
    at the base 0 the slope is taken as 0, whatever k is. Right for a cube; does it hold for the line y = a?
the base's sign lost | self.data ** (k - 1) → abs(self.data) ** (k - 1)
    the base has lost its sign. Left of 0, does a fourth power rise or fall?
multiplied in a loop | =
    | slope = k
    | for _ in range(k - 1):
    |     slope *= self.data
    | return Small(self.data**k, f"**{k}", (self,), (slope,))
    a loop multiplies a whole number of times, and roots are powers as well. Which operator takes any exponent?
whole exponents only | (k - 1) → int(k - 1)
    @WHOLE_ONLY
k cut in the exponent | (k - 1) → (int(k) - 1)
    @WHOLE_ONLY
k cut everywhere | k * self.data ** (k - 1) → int(k) * self.data ** (int(k) - 1)
    @WHOLE_ONLY
k cut before all | slope = → k = int(k); slope =
    @WHOLE_ONLY
"""


EXERCISE = Exercise(
    number="4.1",
    title="The rule of **",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=power,
    cell=cell_of(power),
    accepted=rewritten(
        power,
        globals(),
        "self.data ** (k - 1) → math.pow(self.data, k - 1)",
        "self.data ** (k - 1) → self.data**k / self.data if self.data else float(k == 1)",
    ),
    mistakes=mistakes_of(power, MISTAKES, globals(), "4.1", shared),
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
