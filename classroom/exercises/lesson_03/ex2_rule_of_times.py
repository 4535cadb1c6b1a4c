"""3.2: the rule of *."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.engines_probe import Value
from classroom.exercises.lesson_03 import ex2_rule_of_times_probe as tried
from classroom.exercises.lesson_03 import shared


def multiply(self, other):
    out = Value(self.data * other.data, (self, other), "*")

    def _backward():
        ### BEGIN SOLUTION
        self.grad += other.data * out.grad
        other.grad += self.data * out.grad
        ### END SOLUTION

    out._backward = _backward
    return out


MISTAKES = """
overwrites | += → =
    @OVERWRITES
overwrites the first | self.grad += → self.grad =
    @FIRST_OVERWRITES
overwrites the second | other.grad += → other.grad =
    @SECOND_OVERWRITES
one input only | other.grad += self.data * out.grad →
    the first input gets its share, the second gets nothing. A product moves with both.
gradient as factor | += other.data → += other.grad | += self.data → += self.grad
    it multiplies one gradient by another. By how much the product moves depends on the other input's number.
value arrives | out.grad → out.data
    @VALUE_ARRIVES
own gradient arrives | other.data * out.grad → other.data * self.grad | self.data * out.grad → self.data * other.grad
    @OWN_ARRIVES
seeds the result | self.grad += → out.grad = 1.0; self.grad +=
    @SEEDS
a node as factor | other.data * out.grad → multiply(other, out.grad) | self.data * out.grad → multiply(self, out.grad)
    the rule multiplies a whole node by a number, with the `*` of Values. A gradient is made from plain numbers: which
    attribute of a node holds the one you need?
gradients multiplied | += → *=
    a gradient is multiplied by its share, and what is 0 stays 0. How do shares of several uses come together?
second from the first | self.data * out.grad → self.data * self.grad
    the second input's share is made from the first one's gradient. What arrives at the result is for both.
same factor for both | += self.data → += other.data
    both inputs get the second one's number as the slope. That is right for the first; what if the second moves?
changes the second number | other.grad += → other.data +=
    the first input's share goes to its gradient, the second one's to its number. The two lines should differ in names
    only.
changes the numbers | self.grad += → self.data += | other.grad += → other.data +=
    @DATA_CHANGED
the other's number added | other.data * out → other.data + out | self.data * out → self.data + out
    local derivative and what arrives are added up. How do two steps of a chain come together?
product rule | other.data * out.grad → self.data * other.grad + other.data * self.grad
    | self.data * out.grad → self.data * other.grad + other.data * self.grad
    that is the product rule, with gradients in place of derivatives. Here a moves alone, then b alone, and neither
    needs the gradient of the other.
product as factor | += other.data → += out.data | += self.data → += out.data
    each input gets the whole product times what arrives. Let b be 10: by how much does a * b move when a moves by 1?
empties the result | self.data * out.grad → self.data * out.grad; out.grad = 0.0
    @TO_RESULT
no upstream | * out.grad →
    @NO_UPSTREAM
own factor | += other.data → += self.data | += self.data → += other.data
    each input is given its own number as the slope. Let b be 10: by how much does a * b move when a moves by 1?
rule of + | other.data * out.grad → out.grad | self.data * out.grad → out.grad
    both inputs get what arrives, unchanged, as for a sum. Does a product move one for one with a?
writes to the result | other.grad += → out.grad =
    @TO_RESULT
"""


EXERCISE = Exercise(
    number="3.2",
    title="The rule of *",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=multiply,
    cell=cell_of(multiply),
    accepted=rewritten(
        multiply,
        globals(),
        "self.grad += other.data * out.grad → self.grad = self.grad + out.grad * other.data",
        "other.grad += self.data * out.grad → other.grad += out.grad * self.data",
    ),
    mistakes=mistakes_of(multiply, MISTAKES, globals(), "3.2", shared),
    hints=(
        "Let b be 10. By how much does a * b move when a moves by 1? Which of the two numbers did you look at?",
        "The local derivative for one input is the data of the other one.",
        "Two lines, one per input: to the input's gradient, add the other input's data times `out.grad`.",
    ),
    parts=shared.one_use("*"),
    otherwise="Let b be 10 and nudge a; then let a be 3 and nudge b. What is in front of the nudge each time?",
    shown="You have shown that each factor gets the other factor times what arrives, also where both are the same "
    "node.",
    follow_up="y = a * b at a = 0. Which of the two gradients is 0 for sure?",
    reasoning="d(ab)/da = b and d(ab)/db = a. The chain rule multiplies each by what arrives, and += keeps the shares "
    "of other uses; in a * a both lines add to the same node, which gives 2a.",
)
