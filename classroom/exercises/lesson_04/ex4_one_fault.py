"""4.4: the one fault of a whole engine."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import END, cell_of
from classroom.exercises.lesson_04 import ex4_one_fault_probe as tried
from classroom.exercises.lesson_04 import shared
from classroom.exercises.lesson_04.engine_with_a_fault_probe import Node


def shows(a, b):
    return (a - b).leaky()


class Mended(Node):
    def leaky(self):
        slope = 1.0 if self.data > 0 else 0.1
        return type(self)(slope * self.data, "leaky", (self,), (slope,))


REFERENCE = (shows, Mended)


class TanhMended(Node):
    def tanh(self):
        y = super().tanh().data
        return type(self)(y, "tanh", (self,), (1 - y**2,))


class ProductMended(Node):
    def __mul__(self, other):
        return type(self)(self.data * other.data, "*", (self, other), (self.data, other.data))


class NothingMended(Node):
    pass


nothing_written = (shows, NothingMended)
shows_but_tanh_mended = (shows, TanhMended)
shows_but_product_mended = (shows, ProductMended)

MISTAKES = """
a number on the good side | a - b → b - a
    your expression takes the rule to a number at which it is right. What kind of number did the author's tests leave out?
another rule suspected | (a - b).leaky() → (a - b).tanh()
    in your expression all rules do what they should. In the table, which gradients are wrong, and what lies between them and o?
more than it takes | (a - b).leaky() → ((a - b).leaky() * a * b + a).tanh()
    your expression shows the fault, among other things. Take away what it can do without.
a node of its own | (a - b).leaky() → (Node(-1.0) * a).leaky()
    your expression makes a node of its own. The card allows `a` and `b` only; how do you get below 0 with 2 and 3?
the wrong share meets a 0 | (a - b).leaky() → (a - b).leaky() * (a - a)
    the wrong share is multiplied by 0 on its way. Let it arrive.
a number comes back | (a - b).leaky() → (a - b).leaky().data
    your expression returns a plain number. What has no history has no gradients, wrong or right.
nothing returned | return (a - b) → (a - b)
    your expression returns None. Is there a `return` in it?
nothing mended | (slope,) → (float(self.data > 0),)
    the rule does what it did before. Nudge it left of 0: how steep is it there?
flat everywhere | (slope,) → (0.1,)
    the slope is 0.1 on both sides of 0. How steep is the rule where nothing leaks?
steep everywhere | (slope,) → (1.0,)
    the slope is 1 on both sides of 0. How steep is the rule left of 0?
slopes exchanged | (slope,) → (1.1 - slope,)
    the slopes of the two sides are exchanged.
value made to fit | else 0.1 → else 0.0
    you changed the value, so that it fits the wrong gradient. It was the value that was right: a leaky relu lets a little through.
sign of the slope | (slope,) → (slope if self.data > 0 else -0.1,)
    left of 0 the slope has a minus. When a grows there, does 0.1 a fall?
the value as slope | (slope,) → (slope * self.data,)
    the value stands where the slope belongs. Nudge the rule at −3 and at −6: does its slope change?
slope times the number | (slope,) → (slope if self.data > 0 else 0.1 * self.data,)
    left of 0 the value stands where the slope belongs. Nudge the rule at −3 and at −6: does its slope change?
another leak | else 0.1 → else 0.01
    another share leaks than in their engine. Which share does their value have?
the value of a relu | slope * self.data → max(self.data, 0.0)
    left of 0 nothing gets through any more. It was the slope that was wrong; the value leaks.
the value turned up | else 0.1 → else -0.1
    left of 0 the value is positive now. Which share of a negative number leaks, and with which sign?
border at 1 | self.data > 0 → self.data > 1
    the rule changes at 1. Where does theirs change?
all of it leaks | else 0.1 → else 1.0
    left of 0 the whole number comes through, as if there were no corner. Which share does their value have there?
the old class comes back | type(self)(slope → Node(slope
    the mended rule makes nodes of the old class, and these still have the old rule. Of which class is `self`?
no rule written | : nothing_written
    your class has no method of its own, so everything is as it was.
no inputs | , "leaky", (self,), (slope,) →
    @NO_INPUTS
no local derivative | , (slope,) →
    @NO_LOCAL
comma missing | (slope,) → (slope)
    the local derivative in brackets is not a tuple yet. What does Python want after it?
the rule returns a number | type(self)(slope * self.data, "leaky", (self,), (slope,)) → slope * self.data
    the mended rule returns a plain number, which remembers nothing.
the rule returns nothing | return type(self) → type(self)
    the mended rule returns None. Is there a `return` in it?
tanh rewritten | : shows_but_tanh_mended
    your expression is right, and it points to another rule than the one that you rewrote.
product rewritten | : shows_but_product_mended
    your expression is right, and it points to another rule. The one that you rewrote was right before.
"""


EXERCISE = Exercise(
    number="4.4",
    entries=("shows", "Mended"),
    title="One fault in a whole engine",
    points=4,
    takes=tried.takes,
    probe=tried.probe,
    reference=REFERENCE,
    cell=cell_of(*REFERENCE).replace(f"\n\n\n{END}", f"\n{END}"),  # nothing stands below it in the notebook
    accepted=rewritten(
        REFERENCE,
        globals(),
        "(a - b).leaky() → (a - b * b).leaky()",
        """
        (a - b).leaky() → (a - b).leaky().leaky()
        | slope = 1.0 if self.data > 0 else 0.1 → slope = 0.1 if self.data <= 0 else 1.0""",
    ),
    mistakes=mistakes_of(REFERENCE, MISTAKES, globals(), "4.4", shared),
    equivalent=(("slope = 1.0 if self.data >= 0 else 0.1", "at 0 there is no slope, and either will do"),),
    hints=(
        "In the table, go from o to the left. Up to where is everything right? What do all the wrong ones pass on their way to o?",
        "h1 and h2 are made by the same rule. Compute both: in what do they differ?",
        "Left of 0, `leaky` still rises, by a tenth of what a does. Which slope does it store there? `a - b` gets you there.",
    ),
    node_class="Node",
    parts=((2, r"^your expression: (what it shows|operations|nodes of its own)$"),),
    otherwise="Nudge that expression, and follow the share from y back to a: at which rule does it go wrong?",
    shown="You have shown that wrong gradients lead to the fault: it lies where the first one on the way back goes wrong.",
    follow_up="the author tested each operation by nudging. Which single further test would have been enough?",
    follow_up_answer="`leaky` at any negative number. A rule that treats two kinds of numbers differently needs a test for each kind.",
    reasoning="w3, w4, w1 and b1 are right, so +, *, tanh and the path through h1 are. w2 and b2 are 0, and x lacks the share "
    "that comes through them: what arrives at h2 gets lost in its `leaky`. Left of 0 the value is 0.1 a, so the slope is 0.1; "
    "theirs asks whether y is positive, which gives 0. Each node has to be of the class of `self`, or it has the old rule.",
    secrets=("0.1 if", "(a - b)."),
)
