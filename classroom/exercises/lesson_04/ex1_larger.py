"""4.1: the larger of two numbers, as one node."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.engines_probe import Small, wrap
from classroom.exercises.lesson_04 import ex1_larger_probe as tried
from classroom.exercises.lesson_04 import shared
from classroom.instruments import nudge  # noqa: F401, the table needs it


def larger(self, other):
    other = wrap(other)
    ### BEGIN SOLUTION
    if self.data == other.data:
        slopes = (0.5, 0.5)
    else:
        slopes = (1.0, 0.0) if self.data > other.data else (0.0, 1.0)
    ### END SOLUTION
    return Small(max(self.data, other.data), "max", (self, other), slopes)


MISTAKES = """
smaller one served | self.data > other → self.data < other
    the smaller one gets everything. Which of the two moves the result when you nudge it?
both served | (1.0, 0.0) → (1.0, 1.0) | (0.0, 1.0) → (1.0, 1.0) | (0.5, 0.5) → (1.0, 1.0)
    both get all that arrives, as in a sum. Nudge the smaller one: does the larger of the two move?
both served, and the tie shared | (1.0, 0.0) → (1.0, 1.0) | (0.0, 1.0) → (1.0, 1.0)
    away from a tie both get all that arrives, as in a sum. Nudge the smaller one: does the larger of the two move?
nobody served | (1.0, 0.0) → (0.0, 0.0) | (0.0, 1.0) → (0.0, 0.0) | (0.5, 0.5) → (0.0, 0.0)
    both local derivatives are 0. If you used a gradient: those are 0 until `backward` runs. Which input does move y?
half and half | (1.0, 0.0) → (0.5, 0.5) | (0.0, 1.0) → (0.5, 0.5)
    each gets half, always. That is the rule of a mean; when does the smaller one move the larger of the two?
tie to the left | (0.5, 0.5) → (1.0, 0.0)
    at a tie the left one gets everything. The card says what should happen there.
tie to the right | (0.5, 0.5) → (0.0, 1.0)
    at a tie the right one gets everything. The card says what should happen there.
tie to both | (0.5, 0.5) → (1.0, 1.0)
    at a tie both get all of it. If both are the same node, it then gets twice what arrives.
tie to neither | (0.5, 0.5) → (0.0, 0.0)
    at a tie neither gets anything. Then a node compared with itself would get no gradient at all.
tie called too early | self.data == other.data → abs(self.data - other.data) < 1e-3
    numbers that are close to each other are treated as equal. Which comparison is true for equal ones alone?
sizes compared | self.data > other.data → abs(self.data) > abs(other.data)
    the sizes are compared, without their signs. Which is larger, −3 or −2?
compared with 0 | self.data > other.data → self.data > 0
    the left one is compared with 0, as in relu. What should it be compared with?
left always | self.data > other.data → True
    the left one gets everything, whichever is larger.
right always | self.data > other.data → False
    the right one gets everything, whichever is larger.
right, always, also at a tie | (1.0, 0.0) → (0.0, 1.0) | (0.5, 0.5) → (0.0, 1.0)
    everything goes to the right one, whatever the numbers are. That fits the example on the card. Exchange a and b.
the difference as slope | (1.0, 0.0) → (self.data - other.data, 0.0) | (0.0, 1.0) → (0.0, other.data - self.data)
    the slope depends on how far the two are apart. If the larger one grows by 0.001, by how much does y grow?
signs of the difference | (1.0, 0.0) → (1.0, -1.0) | (0.0, 1.0) → (-1.0, 1.0) | (0.5, 0.5) → (0.0, 0.0)
    the slopes are the signs of the difference, so the smaller one gets a minus. Does y move at all when the smaller one does?
winner with a minus | (1.0, 0.0) → (-1.0, 0.0) | (0.0, 1.0) → (0.0, -1.0)
    the larger one's slope has a minus. When it grows, does y fall?
loser pulled down | (1.0, 0.0) → (1.0, -1.0) | (0.0, 1.0) → (-1.0, 1.0)
    the smaller one gets what arrives, with a minus. Does y move at all when the smaller one does?
numbers as slopes | (1.0, 0.0) → (self.data, 0.0) | (0.0, 1.0) → (0.0, other.data)
    the larger number itself stands where its slope belongs. Nudge it by 0.001: by how much does y move?
rule of times | (1.0, 0.0) → (other.data, self.data) | (0.0, 1.0) → (other.data, self.data)
    the local derivatives are those of a product.
shares of the total | =
    | other = wrap(other)
    | total = self.data + other.data
    | slopes = (self.data / total, other.data / total)
    | return Small(max(self.data, other.data), "max", (self, other), slopes)
    each gets a share in proportion to its size. A max does not mix: how much of y is made of the smaller one?
soft shares | =
    | other = wrap(other)
    | p = 1 / (1 + 2.718281828459045 ** (other.data - self.data))
    | return Small(max(self.data, other.data), "max", (self, other), (p, 1 - p))
    the slopes change gradually from one input to the other. Those belong to a softmax; this max has a corner.
one slope alone | (1.0, 0.0) → (1.0,) | (0.0, 1.0) → (1.0,) | (0.5, 0.5) → (0.5,)
    there are two inputs and one local derivative. The other input needs one as well, even if it is 0.
Smalls as slopes | (1.0, 0.0) → (Small(1.0), Small(0.0)) | (0.0, 1.0) → (Small(0.0), Small(1.0))
    the local derivatives are Smalls. They should be plain numbers.
a gradient in it | (1.0, 0.0) → (self.grad, 0.0) | (0.0, 1.0) → (0.0, other.grad)
    away from a tie both local derivatives are 0. If you used a gradient: those are 0 until `backward` runs.
nudged | =
    | other = wrap(other)
    | slopes = tuple(nudge(max, self.data, other.data))
    | return Small(max(self.data, other.data), "max", (self, other), slopes)
    the slopes come from an experiment. Where the two are closer than the nudge, it crosses the corner. What is the rule?
negative ones left out | (1.0, 0.0) → (float(self.data > 0), 0.0) | (0.0, 1.0) → (0.0, float(other.data > 0))
    a larger number that is negative gets nothing. It is the larger one all the same.
"""


EXERCISE = Exercise(
    number="4.1",
    title="The larger of two",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=larger,
    cell=cell_of(larger),
    accepted=rewritten(
        larger,
        globals(),
        """
        =
        | other = wrap(other)
        | left = (self.data > other.data) + 0.5 * (self.data == other.data)
        | return Small(max(self.data, other.data), "max", (self, other), (left, 1 - left))""",
        """
        =
        | other = wrap(other)
        | winners = [x.data == max(self.data, other.data) for x in (self, other)]
        | return Small(max(self.data, other.data), "max", (self, other), tuple(w / sum(winners) for w in winners))""",
    ),
    mistakes=mistakes_of(larger, MISTAKES, globals(), "4.1", shared),
    equivalent=(
        ("slopes = (1.0, 0.0) if self.data >= other.data else (0.0, 1.0)", "equal numbers do not come to this line"),
    ),
    hints=(
        "Take 3 and 5. Nudge the 3, then the 5: by how much does the larger of the two move each time?",
        "The larger one's slope is 1, the smaller one's is 0. Which comparison tells you who is who?",
        "Three cases: the left one is larger, the right one is larger, or neither. In the third, each has one half.",
    ),
    node_class="Small",
    parts=((1, r"^y = larger\(a, b\) at (?!.*tie)"),),
    otherwise="Which of the two inputs is larger there? Nudge first that one, then the other.",
    shown="You have shown that a max is a router: what arrives goes to the larger input, and only there.",
    follow_up="the lesson builds max from relu, which gives everything to `b` at a tie. Does it matter which rule one takes?",
    follow_up_answer="Hardly: a max has no slope at a tie, so any sharing that adds up to 1 can be defended, and exact ties are "
    "rare. Half and half treats both inputs alike, and it is what nudging both ways says.",
    reasoning="Where one input is larger, y moves exactly as that one does, and not at all with the other: slopes 1 and 0. At a "
    "tie, a nudge upwards moves y and one downwards does not, so nudging both ways says one half.",
)
