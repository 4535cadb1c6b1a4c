"""6.3: a power with three faults, with which a network trains."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_06 import ex3_debug_power_probe as tried
from classroom.ward import engine

Value = engine()


def power(self, k):
    ### BEGIN SOLUTION
    out = Value(self.data**k, (self,), f"**{k}")

    def _backward():
        self.grad += k * self.data ** (k - 1) * out.grad

    out._backward = _backward
    return out
    ### END SOLUTION


MISTAKES = """
nothing mended | self.grad += k * → self.grad = (k - 1) * | (k - 1) * out.grad → (k - 1)
    the rule does what it did. Try it with an exponent of 3, with something behind it, and with x used twice.
what arrives is still forgotten | ** (k - 1) * out.grad → ** (k - 1)
    the rule hands on the same, whatever arrives. When the power is not the last step, what arrives is not 1.
the factor is still wrong | k * self.data → (k - 1) * self.data
    the factor is right for some exponents only. For k = 2 several formulas agree: what is the slope of x**3?
still overwrites | self.grad += → self.grad =
    a share that was there before is wiped out. Where x is used twice, what does its gradient hold when this rule runs?
only += mended | k * self.data → (k - 1) * self.data | (k - 1) * out.grad → (k - 1)
    two faults are left: one shows in x**3, and one where something comes behind the power.
only the factor mended | self.grad += → self.grad = | (k - 1) * out.grad → (k - 1)
    two faults are left: one shows where x is used twice, and one where something comes behind the power.
only what arrives mended | self.grad += k * → self.grad = (k - 1) *
    two faults are left: one shows in x**3, and one where x is used twice.
no factor | k * self.data ** (k - 1) → self.data ** (k - 1)
    there is no factor. How steep is x**3 at 1, and how steep is x there?
exponent not lowered | self.data ** (k - 1) → self.data ** k
    the exponent is as large as in the value. In the slope it is smaller by one.
exponent lowered twice | self.data ** (k - 1) → self.data ** (k - 2)
    the exponent has become too small. By how much does it fall in the slope?
the exponent raised | self.data ** (k - 1) → self.data ** (k + 1)
    the exponent went up, as when one integrates. In the slope it goes down.
the value changed | Value(self.data**k → Value(k * self.data ** (k - 1)
    the slope stands where the value belongs. The value was right before.
what arrives is added | ** (k - 1) * out.grad → ** (k - 1) + out.grad
    what arrives is added to the slope. How do slopes along a path combine?
own gradient for what arrives | ** (k - 1) * out.grad → ** (k - 1) * self.grad
    the rule multiplies by the gradient of the input, which is what it should find. Whose gradient arrives?
its value for what arrives | ** (k - 1) * out.grad → ** (k - 1) * out.data
    the rule multiplies by the result's value. What arrives stands in another attribute.
taken away | self.grad += → self.grad -=
    the share is taken away from the gradient, not added.
into the number | self.grad += → self.data +=
    the share goes into the input's number, which changes it. Where does it belong?
no history | , (self,), f"**{k}") → )
    the result does not know its input, so backward() never gets there.
rule not attached | out._backward = _backward →
    the rule does not run when backward() comes by. How does a node find its rule, and when has something arrived?
a number comes back | return out → return out.data
    a plain number comes back, which remembers nothing.
nothing comes back | return out →
    None comes back. Is there a `return` at the end?
a loop | =
    | n = 1.0
    | for _ in range(k):
    |     n *= self.data
    | out = Value(n, (self,), "**")
    | def _backward():
    |     self.grad += k * self.data ** (k - 1) * out.grad
    | out._backward = _backward
    | return out
    a loop cannot run −1 times, nor half a time. The value was right before: how did the broken power compute it?
a loop as often as a whole number says | self.data**k → __import__("math").prod([self.data] * int(k))
    a loop cannot run −1 times, nor half a time. The value was right before: how did the broken power compute it?
always a square | self.data**k → self.data**2 | k * self.data ** (k - 1) → 2 * self.data
    every power is a square. What is `k` for?
"""

FROM_THE_RESULT = """=
| out = type(self)(self.data**k, (self,), "**")
| slope = k * self.data ** (k - 1)
| def _backward():
|     self.grad = self.grad + out.grad * slope
| out._backward = _backward
| return out
"""

EXERCISE = Exercise(
    number="6.3",
    title="Debug: a power that trains",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=power,
    cell=cell_of(power),
    accepted=rewritten(power, globals(), FROM_THE_RESULT, "k * self.data ** (k - 1) → self.data ** (k - 1) * k"),
    mistakes=mistakes_of(power, MISTAKES, globals(), "6.3"),
    hints=(
        "Which three expressions would expose the rule: one with another exponent, one with something behind the power, one with x used twice?",
        "Compare with the rule of * in lesson 03: what is done with `out.grad`, and how does a share get into a gradient that already holds one?",
        "Three things: the factor in front is not yet that of the slope of x**k; what arrives has to be multiplied in; shares are added.",
    ),
    parts=((1, r"^y = x\*\*3 at"),),
    otherwise="Take that expression by hand: what is its value, what is the slope of the power, what arrives at it, and what does x already hold?",
    shown="You have shown that three faults can sit in one line that a network trains with.",
    follow_up="with the broken rule, lesson 05's network still trains from each of five starts. What does it notice of the three faults?",
    follow_up_answer="Only the factor, 1 in place of 2 for a square, and that is half the learning rate. Each error is squared once, and the "
    "squares are only added up: what arrives is 1, and nothing holds a share already.",
    reasoning="The slope of x**k is k · x**(k − 1). It is multiplied by what arrives, and added to what the input already holds. With k = 2, as "
    "the last step, on something used once, all three faults are nearly invisible: and that is how a loss uses a power.",
)
