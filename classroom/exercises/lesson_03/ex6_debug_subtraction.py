"""3.6: a subtraction to debug."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.engines_probe import Value
from classroom.exercises.lesson_03 import ex6_debug_subtraction_probe as tried
from classroom.exercises.lesson_03 import shared


def subtract(self, other):
    ### BEGIN SOLUTION
    return self + other * Value(-1.0)
    ### END SOLUTION


def subtract_with_a_rule(self, other):
    out = Value(self.data - other.data, (self, other), "-")

    def _backward():
        self.grad += out.grad
        other.grad -= out.grad

    out._backward = _backward
    return out


MISTAKES = """
cut off | =
    | return self + Value(-other.data)
    what should reach b goes to a new Value that was made from b's number, and ends there. How could it find its way on
    to b?
rule of + | -= → +=
    the second input is handed what arrives with the sign it came with. When b grows, does y grow?
wrong way round | =
    | return other + self * Value(-1.0)
    the two sides are exchanged, in the value and in the gradients.
overwrites | += → = | other.grad -= → other.grad = -
    @OVERWRITES
overwrites the first | += → =
    @FIRST_OVERWRITES
overwrites the second | other.grad -= → other.grad = -
    @SECOND_OVERWRITES
no upstream | = out.grad → = 1.0
    what it hands on does not depend on what has arrived at the result. That is right for the last operation of an
    expression. What has to come in when something follows?
no upstream for b | -= out.grad → -= 1.0
    the second input is handed the local derivative alone, the first one what arrives as well. Both get their share from
    the same result.
no upstream for a | += out.grad → += 1.0
    the first input is handed the local derivative alone, the second one what arrives as well. Both get their share from
    the same result.
value arrives | out.grad → out.data
    @VALUE_ARRIVES
own gradient arrives | += out.grad → += self.grad | -= out.grad → -= other.grad
    @OWN_ARRIVES
changes the numbers | self.grad += → self.data += | other.grad -= → other.data -=
    @DATA_CHANGED
first input only | other.grad -= out.grad →
    the first input gets its share, the second gets nothing. A difference moves with both.
rule of * | self.grad += → self.grad += other.data * | other.grad -= → other.grad += self.data *
    the gradients depend on the inputs' data, as they would for a product. If b grows by a little, by how much does a −
    b move?
own number | += out.grad → += self.data * out.grad | -= out.grad → -= other.data * out.grad
    each input's share is multiplied by its own number. If a is 10 and grows by 0.001, by how much does a − b grow?
signs exchanged | += → -= | -= → +=
    the first input got the minus. Which of the two makes a − b smaller when it grows?
a sum | =
    | return self + other
    the value is already wrong: that is a + b. Where should the minus come in?
the sum turned round | =
    | return (self + other) * Value(-1.0)
    the value is already wrong: that is −(a + b). The −1 reached both inputs. For which one is it?
changes its input | =
    | other.data = -other.data
    | return self + other
    it turns the sign of b itself, and b stays that way. An operation only reads its inputs.
no graph | =
    | return Value(self.data - other.data)
    the result hands nothing on: it has no rule, or does not know of any inputs.
no rule | out._backward = _backward →
    the result knows its inputs, and nothing is handed to them. Does it have a rule of its own, attached as in `add`,
    and does that rule change a gradient?
b's own gradient arrives | -= out.grad → -= other.grad
    the second input's share is made from that input's own gradient; the first one's is not. Where should both come
    from?
rule of *, with a minus | += out.grad → += other.data * out.grad | -= out.grad → -= self.data * out.grad
    the gradients depend on the inputs' data, as they would for a product. If a grows by a little, by how much does a −
    b move?
no inputs in the graph | , (self, other), → , (),
    the result has nothing in its `_prev`. Whoever walks the graph goes no further.
one input in the graph | , (self, other), → , (self,),
    the result has one input in its `_prev`. Whoever walks the graph never meets the other, nor anything below it.
double for b | -= out.grad → -= 2 * out.grad
    the second input gets twice what arrives. When b alone grows by 0.001, by how much does a − b fall?
half for each | out.grad → 0.5 * out.grad
    what arrives is shared out between the two inputs. Nudge a alone: does the difference move by half as much?
never negative | self.data - other.data → abs(self.data - other.data)
    the value is that of |a − b|. A difference may be negative.
sizes only | += out.grad → += abs(out.grad) | -= out.grad → -= abs(out.grad)
    what arrives loses its sign before it is handed on. What if the difference stands behind a minus itself?
b divided out | -= out.grad → -= out.grad * other.data / (other.data or 1.0) if other.data else 0.0
    the second input's share goes wrong where b is 0. By how much does a − b move with b there?
the first input cut off | =
    | return Value(self.data) + other * Value(-1.0)
    what should reach a goes to a new Value that was made from a's number, and ends there.
b minus b | =
    | return other + other * Value(-1.0)
    the value is always 0: b stands on both sides of the minus.
a minus a | =
    | return self + self * Value(-1.0)
    the value is always 0: a stands on both sides of the minus.
both negative | += → -=
    both inputs get a minus. It belongs to one of them.
"""


EXERCISE = Exercise(
    number="3.6",
    title="Debug: a subtraction",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=subtract,
    cell=cell_of(subtract),
    accepted=(subtract_with_a_rule, *rewritten(subtract, globals(), "other * Value(-1.0) → Value(-1.0) * other")),
    mistakes=mistakes_of(subtract_with_a_rule, MISTAKES, globals(), "3.6", shared),
    hints=(
        "Look at `_prev` of the result, and at `_prev` of its inputs. Is b among them?",
        "Either build the difference from `+` and `*`, which know their rules, or write a rule of its own.",
        "a − b is a plus b times −1. Write that with Values only; never take `other.data` out.",
    ),
    parts=((1, r"^y = a - b at [^;]*$"),),
    otherwise="Is the value that of a − b? Then nudge a, then b, and compare with what your result hands to each.",
    shown="You have shown that an operation has to keep its inputs in the graph, or their gradients never arrive.",
    follow_up="the broken version passed a test that looked at values only. Which single gradient would have given it "
    "away?",
    follow_up_answer="That of b, the second input, in y = a - b: it should be −1, and it stays 0. That of a is right.",
    reasoning="`Value(-other.data)` is a new leaf that knows nothing of b. Built from b with operations that have "
    "rules, the −1 reaches b through the rule of *.",
)
