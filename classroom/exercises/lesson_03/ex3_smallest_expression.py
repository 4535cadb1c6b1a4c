"""3.3: the smallest expression that tells two engines apart."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_03 import ex3_smallest_expression_probe as tried


def shows_setting(a, b):
    return a * a


def shows_recursion(a, b):
    t = a * b
    return t + t


def shows_levels(a, b):
    t = a * b
    u = t * a
    return t + u


REFERENCE = (shows_setting, shows_recursion, shows_levels)

MISTAKES = """
A: nothing used twice | return a * a → return a * b
    for A: nothing in your expression is used twice, so there is no earlier share that a product could wipe out.
A: no product | return a * a → return a + a
    for A: there is no * in your expression, and the others are right in A.
A: one too many | return a * a → return a * a + b
    for A: the mistake shows, and not every operation is needed for that. Which of them can go?
A: no operation | return a * a → return a
    for A: there is no operation in your expression, so no rule runs. What is A's fault, and in which operation?
A: a number comes back | return a * a → return (a * a).data
    for A: a plain number comes back, which has no graph. Return the result itself.
A: the product first | return a * a → return a.tanh() * a
    for A: a leaf is used twice, and the product is the first to hand it a share, so there is nothing yet that it could wipe
    out.
B: nothing used twice | return t + t → return t
    for B: no node is used twice in your expression, so recursion comes to each node once.
B: a leaf twice | return t + t → return a + a
    for B: what is used twice is a leaf, and a leaf has no rule that could run twice.
B: computed twice | return t + t → return a * b + a * b
    for B: the same number is computed twice, in two nodes, and each of these is used once. Compute it once, and use it twice.
B: a number comes back | return t + t → return (t + t).data
    for B: a plain number comes back, which has no graph. Return the result itself.
B: one too many | return t + t → return t + t * a
    for B: the mistake shows, and not every operation is needed for that. Which of them can go?
B: no operation | return t + t → return a
    for B: there is no operation in your expression, so no rule runs. What is it that B runs too often?
C: nothing used twice | return t + u → return t
    for C: no computed node is used twice in your expression. Then every walk comes to each node after its user.
C: a leaf twice | return t + u → return a + a
    for C: what is used twice is a leaf, and a leaf hands nothing on, early or late.
C: twice on one level | return t + u → return t + t
    for C: a computed node is used twice, both times by the same user, so when its turn comes all has arrived. What would be
    a detour?
C: detour first | return t + u → return u + t
    for C: a computed node is used directly and by a detour, and the detour happens to run first. Which of the two does C
    meet first?
C: computed twice | return t + u → return t + a * b * a
    for C: the same number is computed twice, in two nodes, and each of these is used once. Compute it once, and use it twice.
C: a number comes back | return t + u → return (t + u).data
    for C: a plain number comes back, which has no graph. Return the result itself.
C: one too many | return t + u → return t + (u + b)
    for C: the mistake shows, and not every operation is needed for that. Which of them can go?
C: no operation | return t + u → return a
    for C: there is no operation in your expression, so no rule runs. What is it that C runs too early?
"""


EXERCISE = Exercise(
    number="3.3",
    title="The smallest expression that shows it",
    points=4,
    entries=("shows_setting", "shows_recursion", "shows_levels"),
    takes=tried.takes,
    probe=tried.probe,
    reference=REFERENCE,
    cell=cell_of(*REFERENCE),
    accepted=rewritten(
        REFERENCE,
        globals(),
        "return a * a → return b * b | return t + t → return t * t | u = t * a → u = t.tanh()",
        "t = a * b → t = a.tanh() | return t + u → return t * u | u = t * a → u = t + t",
    ),
    mistakes=mistakes_of(REFERENCE, MISTAKES, globals(), "3.3"),
    hints=(
        "Draw each expression. What has to be used twice for A to go wrong: a leaf or a computed node? And for B?",
        "A needs one product that hands two shares to the same node. B needs a node with a rule, met twice.",
        (
            "C runs the nodes of one level from left to right. Let a computed node be near the output along one path and "
            "farther along another. Which of the two has to stand on the left?"
        ),
    ),
    parts=((1, r"^engine A"), (1, r"^engine B"), (1, r"^engine C")),
    otherwise="Walk through that engine, rule by rule, with your expression. Where would a gradient differ from the right one?",
    shown="You have shown the smallest symptom of three faults: a good test begins with it.",
    follow_up="which of your three expressions does a right engine get wrong, if its inputs are kept in a set?",
    follow_up_answer="Two: a set holds the same node once, so an engine that hands one share to each member of the set counts "
    "a * a and t + t half. In the third, the two inputs of each operation are different nodes.",
    reasoning="A sets both shares of a * a in the same place, and the second wipes out the first. B meets t twice, and t has "
    "a rule: its first share is handed on again. C meets t directly, before u, its other user, has run. With fewer "
    "operations nothing is computed and used twice, or there is no room for a detour.",
    equivalent=(
        ("return t * t", "a product uses t twice as well"),
        ("return t * u", "a product hands on to t and u as a sum does"),
        ("t = a + b", "any computed node will do"),
        ("u = t + a", "any detour will do"),
    ),
)
