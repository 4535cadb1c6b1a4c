"""4.2: mend a wrong division."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.engines_probe import Small, wrap
from classroom.exercises.lesson_04 import ex2_debug_division_probe as tried
from classroom.exercises.lesson_04 import shared
from classroom.instruments import nudge  # noqa: F401, the table needs it


def divide(self, other):
    ### BEGIN SOLUTION
    other = wrap(other)
    return Small(self.data / other.data, "/", (self, other), (1 / other.data, -self.data / other.data**2))
    ### END SOLUTION


MISTAKES = """
numerator forgotten | -self.data / other.data**2 → -1 / other.data**2
    the gradient of b is the one from `broken`, right where a is 1. What becomes of it when a is ten times as large?
sign lost | -self.data / → self.data /
    the gradient of b has the wrong sign. When you share something among more people, does each get more?
no square | -self.data / other.data**2 → -self.data / other.data
    b stands only once below the fraction bar in b's slope. Which power of b do you start from, and what becomes of it?
cubed | other.data**2 → other.data**3
    b stands too often below the fraction bar in b's slope. The exponent starts at −1; how far does it go down?
wrong way round | other = wrap(other) → self, other = wrap(other), self
    the two sides are swapped, in the value and in the gradients. Which of them is `self`?
slopes exchanged | (1 / other.data, -self.data / other.data**2) → (-self.data / other.data**2, 1 / other.data)
    each input gets the other one's slope. The local derivatives stand in the order of the inputs.
cut off | =
    | return self * Small(1 / wrap(other).data)
    b is not in the graph: it is not among the inputs, or a new Small was made from its number. How can anything find
    its way back to b?
cut off, and not wrapped | =
    | return self * Small(1 / other.data)
    b is not in the graph: a new Small was made from its number. And what if b is a plain number?
rule of * | (1 / other.data, -self.data / other.data**2) → (other.data, self.data)
    the local derivatives are those of a product. Nudge a by 0.001: does a / b move by b times as much?
slope upside down | -self.data / other.data**2 → -other.data / self.data**2
    in b's slope, a and b have swapped places. Which of them does the division divide by?
a's slope upside down | 1 / other.data → other.data
    a's slope is b, as in a product. If b is 10 and a grows by 1, does a / b grow by 10?
a's slope is the quotient | 1 / other.data → self.data / other.data
    a's slope is the result itself. Does the steepness of a / b in a depend on a?
times the square | / other.data**2 → * other.data**2
    in b's slope the square multiplies where it should divide. For a large b, is a / b steep or flat?
doubled, not squared | other.data**2 → other.data * 2
    b's slope has a factor of 2 where something should be squared.
calls itself | Small(self.data / other.data → Small(divide(self, other)
    the line divides with `/`, and `/` is this function. Use the plain numbers, or operations that already exist.
a moves one for one | 1 / other.data → 1.0
    a's slope is 1. If b is 10 and a grows by 1, by how much does a / b grow?
both negative | 1 / other.data → -1 / other.data
    both slopes have a minus. Only one of them should: which?
a number comes back | =
    | return self.data / wrap(other).data
    the result is a plain number, which remembers nothing. Which class should it be of?
the number not wrapped | other = wrap(other) →
    it is right for two Smalls. A plain number has no `data`; what does `__add__` do first?
no inputs | , "/", (self, other), (1 / other.data, -self.data / other.data**2) →
    @NO_INPUTS
no local derivatives | , (1 / other.data, -self.data / other.data**2) →
    @NO_LOCAL
one local derivative | -self.data / other.data**2 →
    there are two inputs and one local derivative. The other input gets nothing.
inputs before the symbol | "/", (self, other) → (self, other), "/"
    @OTHER_ORDER
no tuples | (self, other), (1 / other.data, -self.data / other.data**2) → self, other
    @OTHER_ORDER
a gradient in b's slope | other.data**2 → other.data**2 * other.grad
    b is in the graph, and its local derivative is 0. If you used a gradient: those are 0 until `backward` runs.
a gradient in both slopes | 1 / other.data → self.grad / other.data | other.data**2 → other.data**2 * other.grad
    both local derivatives are 0. If you used gradients: those are 0 until `backward` runs, and are not needed here.
whole division | Small(self.data / → Small(self.data //
    the value is rounded down to a whole number. In Python `//` does that.
slopes by nudging | =
    | other = wrap(other)
    | slopes = tuple(nudge(lambda a, b: a / b, self.data, other.data))
    | return Small(self.data / other.data, "/", (self, other), slopes)
    the slopes come from an experiment. Near b = 0 the nudge is no longer small. Which rule do they follow?
b's sign lost | (1 / other.data, -self.data → (1 / abs(other.data), -self.data
    a's slope is positive even where b is negative. When a grows there, does a / b grow?
a's sign lost | -self.data / other.data**2 → -abs(self.data) / other.data**2
    b's slope is negative even where a is negative. When b grows there, does a / b fall?
no square, and no numerator | -self.data / other.data**2 → -1 / other.data
    b's slope lacks the numerator, and one b below the fraction bar. Start from the rule of powers for an exponent of −1.
quotient squared | -self.data / other.data**2 → -((self.data / other.data) ** 2)
    b's slope holds the square of the whole quotient. Only one of the two numbers is squared: which?
numerator in a's slope | 1 / other.data → -self.data / other.data**2
    a's slope is the one of b. Does the steepness of a / b in a depend on a?
numerator in a's slope, without the minus | 1 / other.data → self.data / other.data**2
    a's slope is the one of b without its minus. Does the steepness of a / b in a depend on a?
rounded | Small(self.data / other.data, → Small(round(self.data / other.data, 4),
    the value is rounded. Rounding is for printing.
a little added below | 1 / other.data → 1 / (other.data + 1e-8)
    | -self.data / other.data**2 → -self.data / (other.data + 1e-8) ** 2
    a small number is added below the fraction bar, so that nothing is divided by 0. Here it makes every slope a little wrong.
nothing for negative numerators | -self.data / other.data**2 → -max(self.data, 0.0) / other.data**2
    b gets nothing where a is negative. The rule is the same for all numbers.
product with the number | =
    | other = wrap(other)
    | return self * other
    that is a product. Which operation turns b into what a has to be multiplied by?
the whole quotient rule in b's slope | -self.data / other.data**2 → (other.data - self.data) / other.data**2
    b's slope is that of both numbers moving at once. In the quotient rule, what is the derivative of a when only b moves?
the whole quotient rule in a's slope | (1 / other.data → ((other.data - self.data) / other.data**2
    a's slope is that of both numbers moving at once. In the quotient rule, what is the derivative of b when only a moves?
the quotient upside down | Small(self.data / other.data → Small(other.data / self.data
    the value is upside down: that is b / a.
nothing below the fraction bar | -self.data / other.data**2 → -self.data
    b's slope does not depend on b. Is a / b as steep at a large b as at a small one?
a's slope is one over a | (1 / other.data → (1 / self.data
    a's slope is made from a. Does the steepness of a / b in a depend on a?
a's slope squared | 1 / other.data → 1 / other.data**2
    a's slope has one b too many below the fraction bar. If b is 10 and a grows by 1, by how much does a / b grow?
"""


EXERCISE = Exercise(
    number="4.2",
    title="Debug: a division",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=divide,
    cell=cell_of(divide),
    accepted=rewritten(
        divide,
        globals(),
        """
        =
        | return self * wrap(other) ** -1""",
        """
        =
        | y, b = self.data / wrap(other).data, wrap(other).data
        | return Small(y, "/", (self, wrap(other)), (1 / b, -y / b))""",
    ),
    mistakes=mistakes_of(divide, MISTAKES, globals(), "4.2", shared),
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
    follow_up_answer="b = 1, where b, b² and 1 / b are the same; a = b, where the quotient is 1; a = 0, where b gets 0 by many "
    "wrong formulas; and −1 for either, where only signs tell. Odd fractions of both signs are better.",
    reasoning="d(a/b)/da = 1/b and d(a/b)/db = −a/b². At a = 1 the forgotten a cannot be seen. Test with numbers at which "
    "wrong formulas differ from right ones.",
    secrets=("/ b²", "/ b**2"),
)
