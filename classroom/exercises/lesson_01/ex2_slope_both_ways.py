"""1.2: a slope, looking both ways."""

from classroom.checks.edits import mistakes_of
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_01 import ex2_slope_both_ways_probe as tried
from classroom.exercises.lesson_01 import shared
from classroom.exercises.lesson_01.ex1_slope_ahead import slope_ahead  # noqa: F401, a mistake is this
from classroom.instruments import nudge


def slope_both_ways(function, x, h=1e-5):
    ### BEGIN SOLUTION
    return (function(x + h) - function(x - h)) / (2 * h)
    ### END SOLUTION


MISTAKES = """
divided by h | / (2 * h) → / h
    every slope comes out doubled. How far apart are the two places? (Of two slopes, take the middle, not the sum.)
divided by 2 only | / (2 * h) → / 2
    h is missing in the division. A slope is a move for each unit of the turn.
precedence of 2 * h | (2 * h) → 2 * h
    it divides by 2 and then multiplies by h: Python works through `/` and `*` from left to right. Brackets help.
precedence of the minus | (function(x + h) - function(x - h)) → function(x + h) - function(x - h)
    only the second result is divided. A division comes before a subtraction unless brackets say otherwise.
not divided | / (2 * h) →
    it returns how far the result moves. A slope says how far it moves for each unit of the turn.
only ahead | : slope_ahead
    it looks ahead only, as in 1.1. Where is the second place, if x stands in the middle?
only behind | x + h → x | (2 * h) → h | h=1e-5 → h=1e-6
    it looks behind only. Where is the second place, if x stands in the middle?
half of ahead | x - h → x
    it walks from x to x + h but divides by twice that way. At which two places should the function run?
twice as far ahead | x + h → x + 2 * h | x - h → x
    both places lie on the same side. They are 2h apart, but x should stand in the middle.
half an h each way | x + h → x + h / 2 | x - h → x - h / 2 | (2 * h) → h
    it goes half of h to each side. That is a good slope, but the task asks for a full h each way.
the same place twice | x - h → x + h
    both runs are at the same place, so their difference is 0. Look at the two signs in front of h.
added | - function → + function
    it adds the two results. How far is it from one to the other?
multiplied | / (2 * h) → * (2 * h)
    it multiplies by twice h. A small turn makes a small move; which operation makes a slope of the two?
one slope minus the other | =
    | ahead = (function(x + h) - function(x)) / h
    | behind = (function(x) - function(x - h)) / h
    | return ahead - behind
    it takes the difference of the slope ahead and the slope behind. You want what lies between the two.
wrong way round | x + h → x - h | x - h → x + h
    the size is right and the sign is wrong. Which of the two results comes first in the subtraction?
h of its own | x + h → x + 1e-5 | x - h → x - 1e-5 | (2 * h) → 2e-5
    @TINY_H
h of its own, 0.01 | x + h → x + 0.01 | x - h → x - 0.01 | (2 * h) → 0.02
    @FIXED_H
h of its own, 0.1 | x + h → x + 0.1 | x - h → x - 0.1 | (2 * h) → 0.2
    @FIXED_H
h of its own, 0.5 | x + h → x + 0.5 | x - h → x - 0.5 | / (2 * h) →
    @FIXED_H
always runs x * x * x | =
    | return slope_both_ways(lambda x: x * x * x, x, h)
    it returns the slope of x * x * x, whatever function comes in. Under which name does that one come in?
calculus of x * x * x | (function(x + h) - function(x - h)) / (2 * h) → 3 * x * x
    that is the formula for the slope of x * x * x. Other functions come in as well: run the one that comes in.
calculus of the lesson's curve | (function(x + h) - function(x - h)) / (2 * h) → 6 * x - 4
    whatever function comes in, it returns the slope of the lesson's curve. Run the function that comes in.
divided by the usual h | (2 * h) → 2e-5
    it turns x by the h that comes in, and divides by a fixed number. Both should come from the same h.
divided by the h of the card | (2 * h) → 0.2
    it divides by a number that fits the h of the card's example. It is called with other sizes as well.
ahead, precedence of 2 * h | x - h → x | (2 * h) → 2 * h
    two things: it looks ahead only, and it divides by 2 and then multiplies by h. Which two places are h away from x?
x subtracted | function(x - h) → (x - h)
    x − h itself is subtracted. What is to be subtracted is what the function returns there.
the value | (function(x + h) - function(x - h)) / (2 * h) → function(x)
    it returns the value of the function at x. A slope says how the value moves.
bending | - function(x - h) → - 2 * function(x) + function(x - h) | (2 * h) → (h * h)
    that measures how the slope itself changes, the bending. Here the slope is asked for.
divided by h twice | (2 * h) → h**2
    it divides by h times h. It is twice h from the lower place to the upper one.
divided by twice x | (2 * h) → (2 * x)
    it divides by something with x in it. By how much has x been turned?
one run only | - function(x - h) →
    it divides one whole result. How far is it from one result to the other?
behind counted backwards | =
    | ahead = (function(x + h) - function(x)) / h
    | behind = (function(x - h) - function(x)) / h
    | return (ahead + behind) / 2
    it takes the middle of two slopes, but the one behind has the wrong sign. Which of its two results comes first?
"""

EXERCISE = Exercise(
    number="1.2",
    title="A slope, looking both ways",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=slope_both_ways,
    cell=cell_of(slope_both_ways),
    accepted=(
        lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / 2 / h,
        lambda f, x, h=1e-5: ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2,
        lambda f, x, h=1e-5: 0.5 * (f(x + h) - f(x - h)) / h,
        lambda f, x, h=1e-5: nudge(f, x, h=h)[0],
    ),
    mistakes=mistakes_of(slope_both_ways, MISTAKES, globals(), "1.2", shared),
    otherwise="Take that function at that x on paper: its values at the two places, and "
    "how far apart those two places are.",
    hints=(
        "In 1.1 you ran the function at x and at x + h. Put x in the middle: which two places now?",
        "From the lower place to the upper one it is not h. How far is it?",
        "Subtract the result at the lower place from that at the upper one, in brackets; divide by twice h, in brackets too.",
    ),
    shown="You have shown that looking both ways is exact on the parabola, even with h = 0.5, "
    "where looking ahead is not.",
    follow_up="on x * x * x at 1.3 with h = 0.1 you get 5.08, and the slope is 5.07. What is left over, in terms of h?",
    reasoning="The two places are 2h apart, so that is what the move is divided by. What the bending adds ahead it "
    "takes away behind: on a parabola the two cancel exactly.",
)
