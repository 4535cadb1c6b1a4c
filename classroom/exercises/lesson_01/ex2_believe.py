"""1.2: whether to believe a slope that somebody claims."""

import math

from classroom.checks.edits import mistakes_of
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_01 import ex2_believe_probe as tried
from classroom.instruments import nudge


def believe(function, x, claimed):
    ### BEGIN SOLUTION
    h = 1e-5
    slope = (function(x + h) - function(x - h)) / (2 * h)
    return abs(claimed - slope) <= 0.001 * max(1, abs(slope))
    ### END SOLUTION


def in_two_cases(function, x, claimed):
    h = 1e-6
    slope = (function(x + h) - function(x)) / h
    allowed = 0.001 if -1 < slope < 1 else abs(slope) / 1000
    return slope - allowed < claimed < slope + allowed


MISTAKES = """
exactly | abs(claimed - slope) <= 0.001 * max(1, abs(slope)) → claimed == slope
    only what agrees to the last digit is believed. A nudge is seldom that exact: how much may the two differ?
too low is believed | abs(claimed - slope) → (claimed - slope)
    every claim that is too low is believed, however low. What does the difference look like then?
too high is believed | abs(claimed - slope) → (slope - claimed)
    every claim that is too high is believed, however high. What does the difference look like then?
0.001 for every slope | * max(1, abs(slope)) →
    steep slopes are held to 0.001, too. How far may the claim be off when the slope is 14,000?
0.01 for every slope | 0.001 * max(1, abs(slope)) → 0.01
    the same distance is allowed for every slope, and it is not the one of the rule. How far may the claim be off at 0, and how far at 14,000?
a thousandth of every slope | max(1, abs(slope)) → abs(slope)
    near a slope of 0 next to nothing is allowed. What does the rule say about slopes between −1 and 1?
a thousandth of every slope, with its sign | max(1, abs(slope)) → slope
    what is allowed is below 0 where the slope is, and next to nothing where it is near 0. No distance is less than that.
the sign of the slope | abs(slope) → slope
    what is allowed for slopes below 0 is only 0.001, however steep they are. How steep is a slope of −22?
a thousandth of x | max(1, abs(slope)) → max(1, abs(x))
    what is allowed goes by x. The rule goes by the slope.
the smaller of the two | max(1, abs(slope)) → min(1, abs(slope))
    of the two allowed distances the smaller one is used. Which of them holds for a steep slope, which for a gentle one?
both allowed at once | 0.001 * max(1, abs(slope)) → 0.001 + 0.001 * abs(slope)
    the two distances of the rule are added up. It allows one or the other: how much is that where the slope is 0.9?
a gap divided by the slope | abs(claimed - slope) <= 0.001 * max(1, abs(slope)) → abs(claimed - slope) / abs(slope) <= 0.001
    how far it is off is divided by the slope, which may be 0. What does the rule say about slopes between −1 and 1?
a ratio | abs(claimed - slope) <= 0.001 * max(1, abs(slope)) → 0.999 <= slope / claimed <= 1.001
    the slope is divided by the claim, which may be 0. How far are the two apart, and what does the rule allow near 0?
the sign of a steep slope | max(1, abs(slope)) → (1 if -1 < slope < 1 else slope)
    where the slope is below −1, what is allowed is below 0, and no distance is. How steep is a slope of −22?
a hundredth of a steep slope | 0.001 * max(1, abs(slope)) → (0.001 if abs(slope) < 1 else 0.01 * abs(slope))
    for steep slopes a claim that is off by three thousandths is believed. How much is allowed?
far too exactly | abs(claimed - slope) <= 0.001 * max(1, abs(slope)) → math.isclose(claimed, slope)
    only what agrees to nine digits is believed. A nudge is seldom that exact, and claims are rounded: how much is allowed?
a hundredth | 0.001 → 0.01
    a claim that is off by three thousandths is believed. How much is allowed?
a tenth | 0.001 → 0.1
    far too much is believed, such as a claim that is off by 0.2 where the slope is 5. How much is allowed?
no thousandth | 0.001 * max → max
    what is allowed is the whole slope. How much of it should it be?
a millionth | 0.001 → 1e-6
    claims that agree to three digits are not believed. How much is allowed?
sizes compared | abs(claimed - slope) → abs(abs(claimed) - abs(slope))
    a claim with the wrong sign is believed. Is uphill the same as downhill?
the value | slope = (function(x + h) - function(x - h)) / (2 * h) → slope = function(x)
    the claim is compared with the value of the function. A slope says how the value moves.
divided by h | / (2 * h) → / h
    you compare with twice the slope. How far apart are the two places?
not divided | / (2 * h) →
    what you take for the slope is next to 0 everywhere. Is the move divided by how far apart the two places are? (`/ 2 * h` is not that.)
wrong way round | function(x + h) - function(x - h) → function(x - h) - function(x + h)
    the slope that you measure has the wrong sign. Which of the two results comes first in the subtraction?
half the distance | function(x - h) → function(x)
    you compare with half of the slope: from x to x + h the distance is not 2h.
a large nudge ahead | h = 1e-5 → h = 1e-3 | function(x - h) → function(x) | (2 * h) → h
    right claims fail where the curve bends: the nudge is too coarse for a thousandth. Look both ways, or take a smaller one.
a very large nudge ahead | h = 1e-5 → h = 0.1 | function(x - h) → function(x) | (2 * h) → h
    the slope changes within a nudge as large as that, so right claims fail. Look at the picture in section 2 of the lesson.
a large nudge | h = 1e-5 → h = 0.1
    right claims fail where the curve bends: the nudge is so large that the slope changes within it.
a huge nudge | h = 1e-5 → h = 1e5
    the nudge is so large that the slope changes within it. Is the minus missing in its exponent? 1e5 is 100000.
a nudge of almost nothing | h = 1e-5 → h = 1e-15
    the nudge is so small that the slope is mostly noise. Look at the picture in section 2 of the lesson.
hardly anything moves | h = 1e-5 → h = 1e-16
    in most places x + h and x are the same to the computer, so the slope comes out as 0. Look at the picture in section 2 of the lesson.
nothing moves | h = 1e-5 → h = 1e-17
    x + h and x are the same to the computer, so the slope comes out as 0. Look at the picture in section 2 of the lesson.
everything | =
    | return True
    every claim is believed, even one with the wrong sign. What must a claim agree with?
nothing at all | =
    | return False
    none of the claims that were tried is believed, and some of them are right. Print the slope that you measure beside the claim.
the opposite | <= → >
    it says True where it should say False, and False where it should say True. Which way round is the comparison?
the distance | abs(claimed - slope) <= 0.001 * max(1, abs(slope)) → abs(claimed - slope)
    it returns how far the claim is off. Is that little enough? True or False is asked for.
the slope | abs(claimed - slope) <= 0.001 * max(1, abs(slope)) → slope
    it returns the slope that it measured. True or False is asked for: does the claim agree with it?
words | abs(claimed - slope) <= 0.001 * max(1, abs(slope)) → "yes" if abs(claimed - slope) <= 0.001 * max(1, abs(slope)) else "no"
    a text comes back. True and False are not texts: they are written without quotation marks.
rounded | abs(claimed - slope) <= 0.001 * max(1, abs(slope)) → round(claimed, 2) == round(slope, 2)
    two numbers that are near each other can be rounded to different ones. Look at how far they are apart.
rounded to whole numbers | abs(claimed - slope) <= 0.001 * max(1, abs(slope)) → round(claimed) == round(slope)
    two numbers that are far apart can be rounded to the same whole one. Look at how far they are apart.
rounded to three digits | abs(claimed - slope) <= 0.001 * max(1, abs(slope)) → round(claimed, 3) == round(slope, 3)
    two numbers that are near each other can be rounded to different ones. Look at how far they are apart.
calculus of x * x * x | slope = (function(x + h) - function(x - h)) / (2 * h) → slope = 3 * x * x
    that is the formula for the slope of x * x * x. Other functions come in as well: run the one that comes in.
"""

EXERCISE = Exercise(
    number="1.2",
    title="Believe the nudge",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=believe,
    cell=cell_of(believe),
    accepted=(
        in_two_cases,
        lambda f, x, claimed: math.isclose(claimed, nudge(f, x)[0], rel_tol=1e-3, abs_tol=1e-3),
        lambda f, x, claimed: abs(nudge(f, x, h=1e-4)[0] - claimed) < max(0.001, abs(claimed) / 1000),
    ),
    equivalent=(
        ("h = -1e-05", "it nudges both ways anyway"),
        ("return abs(slope - claimed) <= 0.001 * max(1, abs(slope))", "a distance has no direction"),
        ("return abs(claimed - slope) < 0.001 * max(1, abs(slope))", "no claim is off by exactly what is allowed"),
        ("return abs(claimed - slope) <= 0.001 * max(abs(slope), 1)", "the larger of the two all the same"),
    ),
    mistakes=mistakes_of(believe, MISTAKES, globals(), "1.2"),
    otherwise="Print three numbers for this claim: the slope that you measure, how far the claim is from it, and how far it may be.",
    hints=(
        "Three steps: measure the slope, find how far the claim is from it, compare that with what is allowed.",
        "Is your slope right? `nudge` of the lesson would say. And a distance has no sign: which function takes it away?",
        "Allowed is a thousandth of the larger of two numbers: 1, and the slope without its sign.",
    ),
    shown="You have shown how to tell a wrong slope from one that is a little rounded: so gradients are tested, here and in PyTorch.",
    follow_up="why not a thousandth of the slope everywhere, also where the slope is 0?",
    follow_up_answer="A thousandth of 0 is 0, and a nudge is seldom that exact: even the right claim might be refused.",
    reasoning="The slope comes from two runs; `abs` makes a distance of the difference. How much is allowed depends on the slope: "
    "0.02 is much for a slope of 0.5, and next to nothing for one of 14,000.",
)
