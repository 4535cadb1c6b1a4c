"""6.5: a set of expressions that exposes the whole ward."""

from classroom.checks.edits import rows
from classroom.checks.exercise import Exercise, Mistake
from classroom.exercises.lesson_06 import ex5_whole_ward_probe as tried


def shared(x, y):
    t = x.exp()
    return t + t * x


def all_in_one(x, y):
    e = x.exp()
    return (1 - 1 / x) + e + (x.tanh() - e) * (e + x)


REFERENCE = [shared, lambda x, y: (1 - x.tanh()) * x, lambda x, y: 2 / x - x, lambda x, y: x + x]

# Rows hold the expressions of a list; E stands for a shared t = x.exp(), D for a shared t = (2 * x).exp(), T for a shared t = x * y.
MISTAKES = """
the lesson's two | x**3 * x.tanh() + (1 - x) / x.exp() + 1 / x | D((t - 1) / (t + 1))
    all 34 are exposed, and two operations have to go. Is there a part of it that exposes only what another part exposes, too?
the everyday ones | x + x | x * x | x * y | x + y | x.tanh() | x.exp() | x**2 | x - y | x / y | 2 * x
    these are the everyday ones of the lesson. Take the names that are still hidden, one at a time: what would have to stand before, behind or beside
    that operation?
each alone | x + x | x * x | x.tanh() | x.exp() | x**3 | x - y | 1 - x | 1 / x
    each operation stands alone, so 1 arrives at each. Who forgets what arrives is still hidden. And does any computed node have two users?
nothing used twice | x.tanh() * y | x.exp() * y | x**3 * y | (1 - x) * y | 1 / y | x - y
    something stands behind each operation, and nothing is used twice. Who writes = for += is still hidden.
nothing behind a product or a sum | x.tanh() * x | x.exp() * x | x**3 * x | 1 - x | 1 / x | x + x | x - y
    nothing stands behind a product or a sum but the end, and no computed node has two users. Who is hidden there?
no exp | T(t + t * x) | (1 - x.tanh()) * x | 2 / x - x | x + x
    there is no exp in your list, and its bugs are hidden.
no tanh | E(t + t * x) | (1 - x) * x | 2 / x - x | x + x
    there is no tanh in your list, and its bugs are hidden.
no power | E(t + t * x) | (1 - x.tanh()) * x | 2 * x - x | x + x
    there is neither a power nor a division in your list, and their bugs are hidden. How does the ward's engine divide?
no number left of a minus | E(t + t * x) | (x.tanh() - y) * x | 2 / x - x | x + x
    one bug shows only where a plain number stands on the left of a minus.
no number left of a bar | E(t + t * x) | (1 - x.tanh()) * x | x**-1 * y - x | x + x
    one bug shows only where a plain number is divided by a Value.
no minus between two Values | E(t + t * x) | (1 - x.tanh()) * x | 2 / x + x | x + x
    one bug shows only where something is taken away from a Value. (1 - x is computed in another way.)
no sum of two shares | E(t + t * x) | (1 - x.tanh()) * x | 2 / x - x
    a sum that overwrites is still hidden. To what would it have to hand two shares?
computed again | x.exp() + x.exp() * x | (1 - x.tanh()) * x | 2 / x - x | x + x
    something is computed twice where it could be used twice: these are two nodes with one user each. Which bugs need one node with two?
the detour first | E(t * x + t) | (1 - x.tanh()) * x | 2 / x - x | x + x
    a computed node is used directly and by a detour, and the detour is met first, so one wrong walk happens to be right.
tanh of something else | E(t + t * x) | (1 - y.tanh()) * x | 2 / x - x | x + x
    the input of tanh is used nowhere else, so there is no share that its rule could wipe out.
the lesson's first alone | x**3 * x.tanh() + (1 - x) / x.exp() + 1 / x
    this is the larger one of the lesson's two. Which of the hidden ones need a computed node with two users?
the lesson's second alone | D((t - 1) / (t + 1))
    this is the smaller one of the lesson's two, or one like it. Look at the operations that it does not have.
"""


def function(text):
    """The function of an expression, in which E(...), D(...) and T(...) share what they name t."""
    for letter, made in (("E", "x.exp()"), ("D", "(2 * x).exp()"), ("T", "x * y")):
        if text.startswith(f"{letter}("):
            text = f"(lambda t: {text[2:-1]})({made})"
    return eval(f"lambda x, y: {text}")


def functions(*texts):
    return list(map(function, texts))


CELL = """\
expressions = ...
### BEGIN SOLUTION
def shared(x, y):
    t = x.exp()
    return t + t * x


expressions = [shared, lambda x, y: (1 - x.tanh()) * x, lambda x, y: 2 / x - x, lambda x, y: x + x]
### END SOLUTION"""

ALSO_RIGHT = """\
expressions = [shared, lambda x, y: (-1 - x.tanh()) * x, lambda x, y: 2 / x - x, lambda x, y: x + x]
expressions = [shared, lambda x, y: (0 - x.tanh()) * x, lambda x, y: 2 / x - x, lambda x, y: x + x]
expressions = [shared, lambda x, y: (1 - x.tanh()) * x, lambda x, y: -2 / x - x, lambda x, y: x + x]
expressions = [shared, lambda x, y: (1 - x.tanh()) * x, lambda x, y: 3 / x - x, lambda x, y: x + x]
expressions = [shared, lambda x, y: (1 - x.tanh()) * x, lambda x, y: x - 2 / x, lambda x, y: x + x]
expressions = [shared, lambda x, y: (1 - x.tanh()) / x, lambda x, y: 2 / x - x, lambda x, y: x + x]
expressions = [shared, lambda x, y: (2 - x.tanh()) * x, lambda x, y: 2 / x - x, lambda x, y: x + x]
return t * (t * x)
return t + t / x
return t - t * x""".splitlines()

EXERCISE = Exercise(
    number="6.5",
    title="Explore: the whole ward",
    points=5,
    takes=tried.takes,
    probe=tried.probe,
    reference=REFERENCE,
    cell=CELL,
    accepted=([all_in_one], functions("x + x", "E(t + t * x)", "3 / x - x", "x * (1 - x.tanh())")),
    mistakes=tuple(Mistake(row.name, functions(*row.changes), row.message) for row in rows(MISTAKES)),
    steps=400_000,
    parts=(
        (1, "the bugs of `(add|mul)`"),
        (1, "the bugs of `(tanh|exp|pow)`"),
        (1, "the bugs of `(sub|1 - x|1 / x)`"),
        (1, "the bugs of `backward`"),
    ),
    hints=(
        "Begin with the walks: they need one computed node with two users, one of them a detour, and a path of three steps, as in 6.4.",
        "For each of tanh, exp and the power: does something stand behind it, and does its input have another use as well? A division holds a power.",
        (
            "Four small expressions do it, with nine operations: one with a shared `x.exp()`, one in which a number stands on the left of a minus and a tanh behind it, one in "
            "which a number is divided by x, and the smallest sum there is."
        ),
    ),
    otherwise="If anybody is still hidden, take one of the names: what would have to stand before, behind or beside its operation? "
    "If nobody is, which expression exposes only what others expose, too?",
    shown="You have shown that a handful of expressions, well chosen, beats a hundred that come to mind first.",
    follow_up="one expression with nine operations exposes the whole ward as well. Which set would you rather have when a test goes red?",
    follow_up_answer="The small ones. The large one says that something is wrong; a small one says where.",
    reasoning="`t + t * x` has a computed node with two users, the direct one first, so wrong walks show, and `exp` has a share to wipe out. In "
    "`(1 - x.tanh()) * x` a product stands behind the tanh, and x is used again. `2 / x - x` has a power inside, a number on the left, and a minus between "
    "two Values. `x + x` hands two shares to one place.",
    equivalent=tuple((line, "another set that exposes all") for line in ALSO_RIGHT),
)
