"""4.3: a number on the left."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.engines_probe import Small, wrap
from classroom.exercises.lesson_04 import ex3_number_on_the_left_probe as tried
from classroom.exercises.lesson_04 import shared
from classroom.exercises.lesson_04.places import in_places


def radd(self, other):
    return wrap(other) + self


def rmul(self, other):
    return wrap(other) * self


def rsub(self, other):
    return wrap(other) - self


def rtruediv(self, other):
    return wrap(other) / self


REFERENCE = (radd, rmul, rsub, rtruediv)

PLACES = {
    "all four": (0, 1, 2, 3),
    "your `radd`": (0,),
    "your `rmul`": (1,),
    "your `rsub`": (2,),
    "your `rtruediv`": (3,),
    "your `rsub` and `rtruediv`": (2, 3),
}
IN_SOME = """
asks again | wrap(other) + → other +
    | wrap(other) * → other *
    | wrap(other) - → other -
    | wrap(other) / → other /
    the number is asked again, cannot do it, and Python comes back to you. What must the number become first?
a number comes back | wrap(other) + self → other + self.data
    | wrap(other) * self → other * self.data
    | wrap(other) - self → other - self.data
    | wrap(other) / self → other / self.data
    the result is a plain number, which remembers nothing. Take no `.data` out: make the other side a Small.
cut off | wrap(other) + self → wrap(other + self.data)
    | wrap(other) * self → wrap(other * self.data)
    | wrap(other) - self → wrap(other - self.data)
    | wrap(other) / self → wrap(other / self.data)
    nothing finds its way back to a: a new Small was made from a's number. Which of the two sides is not a Small yet?
sign of the number lost | wrap(other) + → wrap(abs(other)) +
    | wrap(other) * → wrap(abs(other)) *
    | wrap(other) - → wrap(abs(other)) -
    | wrap(other) / → wrap(abs(other)) /
    the number on the left loses its sign. Try a negative one.
whole numbers only | wrap(other) + → wrap(int(other)) +
    | wrap(other) * → wrap(int(other)) *
    | wrap(other) - → wrap(int(other)) -
    | wrap(other) / → wrap(int(other)) /
    the number on the left loses its digits behind the point.
a 0 left out | wrap(other) + self → wrap(other) + self if other else wrap(other)
    | wrap(other) * self → wrap(other) * self if other else wrap(other)
    | wrap(other) - self → wrap(other) - self if other else self
    | wrap(other) / self → wrap(other) / self if other else wrap(other)
    a 0 on the left is treated on its own, and wrongly. The rule needs no exception.
nothing returned | return wrap(other) + → wrap(other) +
    | return wrap(other) * → wrap(other) *
    | return wrap(other) - → wrap(other) -
    | return wrap(other) / → wrap(other) /
    there is no `return`, so Python returns None.
"""
MISTAKES = """
product became plus | wrap(other) * → wrap(other) +
    the product is gone: that is the number plus a.
all slopes 1 | wrap(other) + self → Small(other + self.data, "+", (self,), (1.0,))
    | wrap(other) * self → Small(other * self.data, "*", (self,), (1.0,))
    | wrap(other) - self → Small(other - self.data, "-", (self,), (1.0,))
    | wrap(other) / self → Small(other / self.data, "/", (self,), (1.0,))
    the values are right, and every local derivative is 1. That holds for + only. Do you need new nodes at all?
minus turned round | wrap(other) - self → self - other
    that is `a` minus the number. In 5.3 − a, on which side does `self` stand?
division turned round | wrap(other) / self → self / other
    that is `a` over the number. In 5.3 / a, on which side does `self` stand?
both turned round | wrap(other) - self → self - other | wrap(other) / self → self / other
    for + and * the order does not matter; for these two it does, and you have it reversed. On which side is `self`?
minus became plus | wrap(other) - → wrap(other) +
    the minus is gone: that is the number plus a.
division became a product | wrap(other) / → wrap(other) *
    the division is gone: that is the number times a.
sign of the slope | wrap(other) - self → Small(other - self.data, "-", (self,), (1.0,))
    the value of 5.3 − a is right, and the gradient has the wrong sign. When a grows, does 5.3 − a grow?
reciprocal's slope | wrap(other) / self → Small(other / self.data, "/", (self,), (-1 / self.data**2,))
    the value of 5.3 / a is right; its slope is that of 1 / a. Where did the 5.3 go?
difference and quotient exchanged | wrap(other) - self → wrap(other) / self | wrap(other) / self → wrap(other) - self
    your `rsub` divides, and your `rtruediv` subtracts. Look at the order of the four names.
reciprocal only | wrap(other) / self → self**-1
    that is 1 / a; the number on the left is ignored.
the larger one first | wrap(other) - self → wrap(other) - self if other > self.data else self - other
    the larger of the two is put first, so the result is never negative. Which one stands on the left does not depend on size.
the larger one first, in division | wrap(other) / self → wrap(other) / self if other > self.data else self / other
    the larger of the two is put first. Which one is divided does not depend on size.
the number dropped in the product | wrap(other) * self → self
    the number on the left of the product is ignored. Is that 5.3 * a?
the number dropped | wrap(other) + self → self
    the number on the left is ignored. `sum` starts from 0, where nobody notices.
negative of the number dropped | wrap(other) - self → self * -1.0
    that is −a; the number on the left is ignored.
"""


EXERCISE = Exercise(
    number="4.3",
    steps=400_000,
    entries=("radd", "rmul", "rsub", "rtruediv"),
    title="A number on the left",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=REFERENCE,
    cell=cell_of(*REFERENCE),
    accepted=(
        *rewritten(
            REFERENCE,
            globals(),
            "wrap(other) + self → self + other | wrap(other) * self → self * other | wrap(other) - self → self * -1.0 + other",
            """
            wrap(other) + self → Small(other + self.data, "+", (self,), (1.0,))
            | wrap(other) * self → Small(other * self.data, "*", (self,), (other,))
            | wrap(other) - self → Small(other - self.data, "-", (self,), (-1.0,))
            | wrap(other) / self → Small(other / self.data, "/", (self,), (-other / self.data**2,))""",
        ),
        (Small.__add__, Small.__mul__, rsub, rtruediv),
    ),
    mistakes=mistakes_of(REFERENCE, in_places(IN_SOME, PLACES) + MISTAKES, globals(), "4.3", shared),
    hints=(
        "For `7 - a`, Python calls `rsub(a, 7)`. Which of the two is `self`, and on which side of the minus does it stand?",
        "Both sides of an operator have to be Smalls. One of them is not yet one, and `wrap` makes it one.",
        "Four times the same line: the wrapped `other`, then the operator, then `self`.",
    ),
    node_class="Small",
    parts=(
        (0.5, r"^y = ([−\d.]+ \+ a|sum.*) at "),
        (0.5, r"^y = [−\d.]+ \* a "),
        (0.5, r"^y = \(?[−\d.]+ − a"),
        (0.5, r"^y = [−\d.]+ / a "),
    ),
    otherwise="Write that one operation down with the number first. What does your method do with the two sides?",
    shown="You have shown that a number on the left needs a wrap and the right order, and no new rule.",
    follow_up="for which two of the four would it do to use the ordinary method itself, and why not for the others?",
    follow_up_answer="For + and *, where the order does not matter: `__radd__ = __add__` is right, since `add` wraps the number. "
    "`a - 7` and `a / 7` are not `7 - a` and `7 / a`.",
    reasoning="In a reflected method `self` is the right-hand side. Wrapped, the number becomes a Small, and the ordinary "
    "operation takes over, with its local derivatives.",
)
