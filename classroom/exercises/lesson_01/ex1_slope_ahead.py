"""1.1: a slope, looking ahead."""

from classroom.checks.edits import mistakes_of
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_01 import ex1_slope_ahead_probe as tried
from classroom.exercises.lesson_01 import shared


def slope_ahead(function, x, h=1e-6):
    ### BEGIN SOLUTION
    return (function(x + h) - function(x)) / h
    ### END SOLUTION


MISTAKES = """
not divided | / h →
    it returns how far the result moves. A slope says how far it moves for each unit of the turn.
nothing subtracted | - function(x) →
    it divides the whole new result by h. How far has the result moved?
precedence | (function(x + h) - function(x)) → function(x + h) - function(x)
    only the second result is divided by h. A division comes before a subtraction unless brackets say otherwise.
added | - function → + function
    it adds the two results. How far is it from one to the other?
wrong way round | function(x + h) - function(x) → function(x) - function(x + h)
    the size is right and the sign is wrong. Which of the two results comes first in the subtraction?
looks behind | function(x + h) - function(x) → function(x) - function(x - h)
    it nudges x down, not up. That is a slope as well, but the task asks for the one ahead.
looks both ways | function(x) → function(x - h) | / h → / (2 * h) | h=1e-6 → h=1e-5
    it looks ahead and behind. That is the next exercise; here, only ahead.
divided by 2h | / h → / (2 * h)
    it divides by twice the distance. How far apart are the two places at which you ran the function?
divided by x | / h → / x
    it divides by x. By how much has x been turned?
divided by the new x | / h → / (x + h)
    it divides by where x is after the turn. By how much has x been turned?
multiplied | / h → * h
    it multiplies by h. A small turn makes a small move; which operation makes a slope of the two?
h of its own | x + h → x + 1e-6 | / h → / 1e-6
    @TINY_H
h of its own, 1e-05 | x + h → x + 1e-5 | / h → / 1e-5
    @FIXED_H
h of its own, 0.0001 | x + h → x + 1e-4 | / h → / 1e-4
    @FIXED_H
h of its own, 0.001 | x + h → x + 1e-3 | / h → / 1e-3
    @FIXED_H
h of its own, 0.01 | x + h → x + 0.01 | / h → / 0.01
    @FIXED_H
h of its own, 0.1 | x + h → x + 0.1 | / h → / 0.1
    @FIXED_H
h of its own, 0.5 | x + h → x + 0.5 | / h → / 0.5
    @FIXED_H
always runs x * x * x | =
    | return slope_ahead(lambda x: x * x * x, x, h)
    it returns the slope of x * x * x, whatever function comes in. Under which name does that one come in?
always runs the lesson's curve | =
    | return slope_ahead(lambda x: 3 * x**2 - 4 * x + 5, x, h)
    it returns the slope of the lesson's curve, whatever function comes in. Under which name does that one come in?
calculus of x * x * x | (function(x + h) - function(x)) / h → 3 * x * x
    that is the formula for the slope of x * x * x. Other functions come in as well: run the one that comes in.
precedence of / 2 * h | / h → / 2 * h
    it divides by 2 and then multiplies by h. And why the 2? How far apart are the two places?
x subtracted | - function(x) → - x
    x itself is subtracted. What is to be subtracted is what the function returned before the turn.
h subtracted | - function(x) → - h
    h is subtracted from the new result. How far has the result moved from what it was?
divided by the usual h | / h → / 1e-6
    it turns x by the h that comes in, and divides by a fixed number. The two should be the same.
divided by the h of the card | / h → / 0.1
    it divides by 0.1, the h of the card's example. It is called with other sizes as well.
turned by a fixed h | x + h → x + 1e-6
    it divides by the h that comes in, and turns x by a fixed number. The two should be the same.
1e5 | x + h → x + 1e5 | / h → / 1e5
    the nudge is enormous. 1e5 is 100000; a small number has a minus in its exponent.
calculus of the lesson's curve | (function(x + h) - function(x)) / h → 6 * x - 4
    that is the formula for the slope of the lesson's curve. It is given another function; run that one.
the lesson's 14 | (function(x + h) - function(x)) / h → 14.0
    it returns the same number for every function. It should run the function that it is given.
nudges the result | function(x + h) → (function(x) + h)
    it adds h to the result of the function, so every slope comes out as 1. What is it that you turn?
whole numbers only | / h → // h
    every slope is cut down to a whole number: `//` throws away what comes after the decimal point.
rounded | (function(x + h) - function(x)) / h → round((function(x + h) - function(x)) / h, 2)
    the slopes are rounded to two digits. Return them as they are; rounding is for printing.
x times h | x + h → x * h
    x is multiplied by h, which takes it far from where it was. A turn adds to x.
runs at h | function(x + h) - function(x) → function(h)
    the function is run at h, near 0, and x plays no part. You want the slope at x.
the value | (function(x + h) - function(x)) / h → function(x)
    it returns the value of the function at x. A slope says how the value moves.
"""

EXERCISE = Exercise(
    number="1.1",
    title="A slope, looking ahead",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=slope_ahead,
    cell=cell_of(slope_ahead),
    accepted=(
        lambda f, x, h=1e-6: f(x + h) / h - f(x) / h,
        lambda f, x, h=1e-6: -(f(x) - f(x + h)) / h,
        lambda f, x, h=1e-7: (1 / h) * (f(x + h) - f(x)),
    ),
    mistakes=mistakes_of(slope_ahead, MISTAKES, globals(), "1.1", shared),
    otherwise="Take that function at that x on paper: its value before the turn, its value after it, and by how much "
    "x was turned.",
    hints=(
        "Turn the knob x up by h, and look at the result before and after.",
        "How far has the result moved? And how far has x moved? A slope is the first for each unit of the second.",
        "Run the function at x + h and at x. Subtract the second result from the first, in brackets, and divide by h.",
    ),
    shown="You have shown that two runs of a function are enough for a slope, with no calculus.",
    follow_up="on the lesson's curve your slope was too high by 3h, everywhere. Is that so on x * x * x as well?",
    reasoning="The result moves by function(x + h) − function(x) while x moves by h; the slope is the one for each "
    "unit of the other. The brackets matter: a division comes before a subtraction.",
)
