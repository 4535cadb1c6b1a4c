"""3.1: the rule of +."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.engines_probe import Value
from classroom.exercises.lesson_03 import ex1_rule_of_plus_probe as tried
from classroom.exercises.lesson_03 import shared


def add(self, other):
    out = Value(self.data + other.data, (self, other), "+")

    def _backward():
        ### BEGIN SOLUTION
        self.grad += out.grad
        other.grad += out.grad
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
no upstream | out.grad → 1.0
    @NO_UPSTREAM
value arrives | out.grad → out.data
    @VALUE_ARRIVES
writes to the result | self.grad += out.grad → out.grad = self.grad + other.grad | other.grad += out.grad →
    @TO_RESULT
adds to the result | self.grad += out.grad → out.grad += self.grad + other.grad | other.grad += out.grad →
    @TO_RESULT
seeds the result | self.grad += → out.grad = 1.0; self.grad +=
    @SEEDS
from each other | self.grad += out.grad → self.grad += other.grad | other.grad += out.grad → other.grad += self.grad
    each input is handed the other one's gradient. The inputs know nothing of each other; from where do both get their
    share?
times the own gradient | self.grad += → self.grad += self.grad * | other.grad += → other.grad += other.grad *
    what arrives is multiplied by the input's own gradient, which is 0 to begin with. What is the local derivative of a
    sum?
changes the numbers | self.grad += → self.data += | other.grad += → other.data +=
    @DATA_CHANGED
own gradient arrives | self.grad += out.grad → self.grad += self.grad
    | other.grad += out.grad → other.grad += other.grad
    @OWN_ARRIVES
own number | self.grad += → self.grad += self.data * | other.grad += → other.grad += other.data *
    each input's share is multiplied by its own number. If a is 10 and grows by 0.001, by how much does a + b grow?
shared out | out.grad → out.grad / 2
    what arrives is shared out between the two inputs. Nudge a alone: does the sum move by half as much?
second from the first | other.grad += out.grad → other.grad += self.grad
    the second input is handed the first one's gradient. It looks right until something else has been added to the
    first. From where should both get their share?
one input only | other.grad += out.grad →
    the first input gets its share, the second gets nothing. A sum moves with both.
rule of * | self.grad += → self.grad += other.data * | other.grad += → other.grad += self.data *
    the gradients depend on the inputs' data, as they would for a product. If a grows by a little, by how much does a +
    b grow?
both shares to one | self.grad += → self.grad += other.grad + | other.grad += out.grad →
    it adds up gradients of the two inputs. The inputs know nothing of each other; each gets its share from the result.
double | out.grad → 2 * out.grad
    each input gets twice what arrives. When a alone grows by 0.001, by how much does the sum grow?
nothing negative | out.grad → max(out.grad, 0.0)
    a negative gradient is not handed on. The result may fall when its input grows, and then that is what the input has to
    hear.
sizes only | out.grad → abs(out.grad)
    what arrives loses its sign on the way. What should an input hear when the output falls as the sum grows?
sign turned | += out.grad → -= out.grad
    the sign is turned round. When a grows, does the sum grow or fall?
rounded | out.grad → round(out.grad, 2)
    what arrives is rounded before it is handed on. A small gradient is a gradient, too.
the card's number | out.grad → 3.7
    a number of the card stands in the rule. What arrives may be any number; where does the rule find it?
twice is once | other.grad += out.grad → if other is not self: other.grad += out.grad
    a + a is treated as if it had one input. Nudge a: both sides of that sum move.
no inputs in the graph | (self, other), → (),
    the gradients are right, and the result has forgotten its inputs. Whoever walks the graph stops there; leave the line
    that makes `out` as it was.
one input in the graph | (self, other), → (self,),
    the gradients are right, and the result remembers one of its two inputs. Whoever walks the graph never meets the other.
nothing handed on | self.grad += out.grad → | other.grad += out.grad →
    no gradient changes. One of three: the rule has nothing in it that stays, it is not attached to `out`, or it ran at once,
    before anything had arrived.
second input only | self.grad += out.grad →
    the second input gets its share, the first gets nothing. A sum moves with both.
both to the first | other.grad += → self.grad +=
    both shares go to the first input. One of the two lines should be about the other.
both to the second | self.grad += → other.grad +=
    both shares go to the second input. One of the two lines should be about the other.
minus for the second | other.grad += → other.grad -=
    the second input gets its share with a minus. When b grows, does a + b grow or fall?
half for one | self.grad += out.grad → self.grad += out.grad / 2
    the first input gets half of what arrives. Nudge a alone: does the sum move by half as much?
clipped | out.grad → max(-1.0, min(out.grad, 1.0))
    what arrives is cut off at 1. A large gradient is a gradient, too.
cut to whole numbers | out.grad → int(out.grad)
    what arrives loses what stands behind its decimal point.
own number arrives | self.grad += out.grad → self.grad += self.data | other.grad += out.grad → other.grad += other.data
    each input's gradient is made from its own number. What has arrived at the result is in another place.
the other's number arrives | self.grad += out.grad → self.grad += other.data
    | other.grad += out.grad → other.grad += self.data
    each input's gradient is the number of the other one. What has arrived at the result is in another place.
skips zeros | self.grad += → if self.data: self.grad += | other.grad += → if other.data: other.grad +=
    an input whose number is 0 gets nothing. If a is 0 and grows by 0.001, does a + b grow?
squared | += out.grad → += out.grad * out.grad
    what arrives is multiplied by itself. By what should it be multiplied in a sum?
multiplied in | += → *=
    a gradient is multiplied by its share, and what is 0 stays 0. How do shares of several uses come together?
empties the result | other.grad += out.grad → other.grad += out.grad; out.grad = 0.0
    @TO_RESULT
double for one | self.grad += out.grad → self.grad += 2 * out.grad
    the first input gets twice what arrives. When a alone grows by 0.001, by how much does the sum grow?
own number for one | self.grad += → self.grad += self.data *
    the first input's share is multiplied by its own number. If a is 10 and grows by 0.001, by how much does a + b grow?
half for the other | other.grad += out.grad → other.grad += out.grad / 2
    the second input gets half of what arrives. Nudge b alone: does the sum move by half as much?
times the result | out.grad → out.grad * out.data
    what arrives is multiplied by the result's own number. When a grows by 0.001, does a + b grow by more if it is large?
the first share only | self.grad += out.grad → self.grad = self.grad or out.grad
    | other.grad += out.grad → other.grad = other.grad or out.grad
    the first share that comes to an input stays alone: later ones are dropped. How do the shares of several uses come
    together?
the other's gradient as well | self.grad += out.grad → self.grad += out.grad + other.grad
    what has arrived at the second input is handed to the first one, too. The inputs know nothing of each other.
runs other rules | other.grad += out.grad → other.grad += out.grad; self._backward(); other._backward()
    the gradients of a and b are right, and the rule runs the rules of its inputs as well. Who decides which rule runs when?
a difference | self.data + other.data → self.data - other.data
    the value is not that of a + b.
"""


EXERCISE = Exercise(
    number="3.1",
    title="The rule of +",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=add,
    cell=cell_of(add),
    accepted=rewritten(
        add,
        globals(),
        "self.grad += → self.grad = self.grad + 1.0 *",
        "self.grad += out.grad → for input in out._prev: input.grad += out.grad | other.grad += out.grad →",
    ),
    mistakes=mistakes_of(add, MISTAKES, globals(), "3.1", shared),
    hints=(
        "Nudge a by 0.001. How much does a + b move? And when you nudge b?",
        "So both local derivatives are the same, whatever the data. What arrives at the result is in `out.grad`.",
        "Two lines, one per input: to the input's gradient, add local derivative times what arrives.",
    ),
    parts=((1, r"^y = a \+ b at a = (?!0,)[^;]*arriving at y: [ab]\.grad$"),),
    otherwise="Take y = a + b, nudge a alone, then b alone, and compare with what your two lines add.",
    shown="You have shown that a sum hands what arrives to both inputs, unchanged, and adds it to what is there.",
    follow_up="in a + a + a, how many rules run, and how often does a receive something?",
    follow_up_answer="Two rules run, one for each +. a receives three times: once from the last +, and twice from the + "
    "inside, both of whose inputs it is. Each time it is what arrived at the output, so the gradient is 3.",
    reasoning="A sum moves one for one with each input, so both local derivatives are 1. Each input may have other "
    "uses, whose shares are already there: hence +=.",
)
