"""3.3: the rule of tanh."""

import math

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.engines_probe import Value
from classroom.exercises.lesson_03 import ex3_rule_of_tanh_probe as tried
from classroom.exercises.lesson_03 import shared


def tanh(self):
    out = Value(math.tanh(self.data), (self,), "tanh")

    def _backward():
        ### BEGIN SOLUTION
        self.grad += (1 - out.data * out.data) * out.grad
        ### END SOLUTION

    out._backward = _backward
    return out


MISTAKES = """
computed again | (1 - out.data * out.data) → (1 - math.tanh(self.data) ** 2)
    the slope is right, but it is computed from n again. The result already has what you need.
sign | 1 - out.data → 1 + out.data
    the slope is more than 1. Where the curve flattens, should it grow or shrink?
brackets | (1 - out.data * out.data) → 1 - out.data * out.data
    what arrives is multiplied by a part of the slope. Python multiplies before it subtracts.
value arrives | * out.grad → * out.data
    @VALUE_ARRIVES
slope from the input | out.data * out.data → self.data * self.data
    the slope is computed from the input n where the result belongs. The formula of lesson 02 holds t = tanh(n).
no square | out.data * out.data → out.data
    a square is missing. At which n should the slope be largest?
sigmoid's slope | (1 - out.data * out.data) → out.data * (1 - out.data)
    this is the slope of another squashing function, the sigmoid. Is your slope largest at n = 0?
the value itself | (1 - out.data * out.data) → out.data
    it multiplies by the result, not by the slope at that place.
tanh taken twice | out.data * out.data → math.tanh(out.data) ** 2
    tanh is taken of something that is tanh(n) already. What does `out.data` hold?
square outside | (1 - out.data * out.data) → (1 - out.data) ** 2
    the whole difference is squared. What is squared in lesson 02?
doubled, not squared | out.data * out.data → out.data * 2
    there is a 2 as a factor where something should be squared.
what arrives added | * out.grad → + out.grad
    slope and what arrives are added up. How do two steps of a chain come together?
data and gradient exchanged | out.data * out.data → out.grad * out.grad | * out.grad → * out.data
    the result's data and gradient have changed places. The slope depends on one of them and is multiplied by the other.
own gradient arrives | * out.grad → * self.grad
    @OWN_ARRIVES
overwrites | += → =
    @OVERWRITES
no upstream | * out.grad →
    @NO_UPSTREAM
"""


EXERCISE = Exercise(
    number="3.3",
    title="The rule of tanh",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=tanh,
    cell=cell_of(tanh),
    accepted=rewritten(
        tanh,
        globals(),
        "+= (1 - out.data * out.data) → = self.grad + (1 + out.data) * (1 - out.data)",
        "out.data * out.data → out.data**2",
    ),
    mistakes=mistakes_of(tanh, MISTAKES, globals(), "3.3", shared),
    hints=(
        "Lesson 02 has the slope of tanh. Is it written with n, or with t = tanh(n)?",
        "t is already there: the closure holds `out`, and `out.data` is t.",
        "One line: to `self.grad`, add the slope, in terms of `out.data`, times `out.grad`.",
    ),
    parts=((1, r"arriving at o: n\.grad$"),),
    otherwise="At n = 0 the slope of tanh is 1, and far from 0 it is 0. What does your line give there?",
    shown="You have shown that the slope of tanh follows from its result, without another call of tanh.",
    follow_up="at n = 20 your rule hands on exactly 0. What does that mean for everything to the left of n?",
    reasoning="tanh' = 1 − tanh², and tanh(n) is already in out.data. Times what arrives, added.",
)
