"""The exercises of lesson 01: slopes by experiment, gradients by hand, and what gradients promise."""

import math

from classroom.exercises import Exercise, Mistake, observe
from classroom.exercises.kinds import a_function, a_number, numbers
from classroom.nudging import nudge
from micrograd_core import Value

# 1.1 and 1.2: the slope of one function. The nudge is large here, so that different formulas give different numbers.


def cube(x):
    return x * x * x


def curve(x):
    return 3 * x**2 - 4 * x + 5


def slope_probe(answer):
    for text, function, x, h in (
        ("the slope of x * x * x at x = 1.3, with h = 0.1", cube, 1.3, 0.1),
        ("the slope of x * x * x at x = −0.7, with h = 0.25", cube, -0.7, 0.25),
        ("the slope of 3x² − 4x + 5 at x = 1.7, with h = 0.5", curve, 1.7, 0.5),
    ):
        yield from observe(text, lambda f, x, h: {"the slope": answer(f, x, h)}, function, x, h)
    yield from observe(
        "the slope of sin(x) at x = 0.6, with your own h", lambda: {"the slope": answer(math.sin, 0.6)}, rtol=1e-6
    )


def ahead(function, x, h=1e-6):
    return (function(x + h) - function(x)) / h


def ahead_in_steps(function, x, h=1e-6):
    here = function(x)
    there = function(x + h)
    return there / h - here / h


def behind(function, x, h=1e-6):
    return (function(x) - function(x - h)) / h


def both_ways(function, x, h=1e-5):
    return (function(x + h) - function(x - h)) / (2 * h)


SLOPE_AHEAD = Exercise(
    number="1.1",
    title="A slope, looking ahead",
    points=2,
    takes=a_function("function", "x", "h"),
    probe=slope_probe,
    reference=ahead,
    accepted=(
        ahead_in_steps,
        lambda function, x, h=1e-6: -(function(x) - function(x + h)) / h,
        lambda f, x, h=1e-7: (1 / h) * (f(x + h) - f(x)),
    ),
    mistakes=(
        Mistake(
            "not divided",
            lambda f, x, h=1e-6: f(x + h) - f(x),
            "it returns how far the result moves. A slope says how far it moves for each unit of the turn.",
        ),
        Mistake(
            "nothing subtracted",
            lambda f, x, h=1e-6: f(x + h) / h,
            "it divides the new result, whole, by h. How far has the result moved?",
        ),
        Mistake(
            "precedence",
            lambda f, x, h=1e-6: f(x + h) - f(x) / h,
            "only the second result is divided by h. A division comes before a subtraction unless brackets say otherwise.",
        ),
        Mistake(
            "wrong way round",
            lambda f, x, h=1e-6: (f(x) - f(x + h)) / h,
            "the size is right and the sign is wrong. Which of the two results comes first in the subtraction?",
        ),
        Mistake(
            "looks behind",
            behind,
            "it nudges x down, not up. That is a slope as well, but the task asks for the one ahead.",
        ),
        Mistake(
            "looks both ways", both_ways, "it looks ahead and behind. That is the next exercise; here, only ahead."
        ),
        Mistake(
            "divided by 2h",
            lambda f, x, h=1e-6: (f(x + h) - f(x)) / (2 * h),
            "it divides by twice the distance. How far apart are the two places at which you ran the function?",
        ),
        Mistake(
            "divided by x",
            lambda f, x, h=1e-6: (f(x + h) - f(x)) / x,
            "it divides by x. By how much has x been turned?",
        ),
        Mistake(
            "divided by the new x",
            lambda f, x, h=1e-6: (f(x + h) - f(x)) / (x + h),
            "it divides by where x is after the turn. By how much has x been turned?",
        ),
        Mistake(
            "multiplied",
            lambda f, x, h=1e-6: (f(x + h) - f(x)) * h,
            "it multiplies by h. A small turn makes a small move; which operation makes a slope of the two?",
        ),
        Mistake(
            "h of its own",
            lambda f, x, h=1e-6: ahead(f, x),
            "it uses a fixed size for the nudge. It is called with an h; does that h come into your line everywhere?",
        ),
        Mistake(
            "1e5",
            lambda f, x, h=None: ahead(f, x, 1e5),
            "the nudge is enormous. 1e5 is 100000; a small number has a minus in its exponent.",
        ),
        Mistake(
            "calculus of the lesson's curve",
            lambda f, x, h=None: 6 * x - 4,
            "it is the formula for the slope of the lesson's curve. It is given another function; run that one.",
        ),
        Mistake(
            "the lesson's 14",
            lambda f, x, h=None: 14.0,
            "it returns the same number for every function. It should run the function that it is given.",
        ),
        Mistake(
            "nudges the result",
            lambda f, x, h=1e-6: ((f(x) + h) - f(x)) / h,
            "it adds h to the result of the function, so every slope comes out as 1. What is it that you turn?",
        ),
        Mistake(
            "whole numbers only",
            lambda f, x, h=1e-6: (f(x + h) - f(x)) // h,
            "every slope is cut down to a whole number: `//` throws away what stands behind the point.",
        ),
        Mistake(
            "rounded",
            lambda f, x, h=1e-6: round((f(x + h) - f(x)) / h, 2),
            "the slopes are rounded to two digits. Return them as they are; rounding is for printing.",
        ),
        Mistake(
            "x times h",
            lambda f, x, h=1e-6: (f(x * h) - f(x)) / h,
            "x is multiplied by h, which takes it far from where it was. A turn adds to x.",
        ),
        Mistake(
            "runs at h",
            lambda f, x, h=1e-6: f(h) / h,
            "the function is run at h, near 0, and x does not come in. You want the slope at x.",
        ),
        Mistake(
            "the value",
            lambda f, x, h=1e-6: f(x),
            "it returns the value of the function at x. A slope says how the value moves.",
        ),
    ),
    hints=(
        "Turn the knob x up by h, and look at the result before and after.",
        "How far has the result moved? And how far has x moved? A slope is the first for each unit of the second.",
        "Run the function at x + h and at x. Subtract the second result from the first, in brackets, and divide by h.",
    ),
    shown="You have shown that two runs of a function are enough for a slope, with no calculus.",
    follow_up="on the lesson's curve your slope was too high by 3h, everywhere. Is that so on x * x * x as well?",
    reasoning="The result moves by function(x + h) − function(x) while x moves by h; the slope is the one for each unit of the "
    "other. The brackets matter: a division comes before a subtraction.",
)

SLOPE_BOTH_WAYS = Exercise(
    number="1.2",
    title="A slope, looking both ways",
    points=2,
    takes=a_function("function", "x", "h"),
    probe=slope_probe,
    reference=both_ways,
    accepted=(
        lambda function, x, h=1e-5: (function(x + h) - function(x - h)) / 2 / h,
        lambda function, x, h=1e-5: (ahead(function, x, h) + behind(function, x, h)) / 2,
        lambda f, x, h=1e-5: 0.5 * (f(x + h) - f(x - h)) / h,
        lambda f, x, h=1e-5: nudge(f, x, h=h)[0],
    ),
    mistakes=(
        Mistake(
            "divided by h",
            lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / h,
            "each slope is twice as large as it should be. How far apart are the two places at which you ran the function?",
        ),
        Mistake(
            "divided by 2 only",
            lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / 2,
            "h is missing in the division. A slope is a move for each unit of the turn.",
        ),
        Mistake(
            "precedence of 2 * h",
            lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / 2 * h,
            "it divides by 2 and then multiplies by h: Python works `/` and `*` off from left to right. Brackets help.",
        ),
        Mistake(
            "precedence of the minus",
            lambda f, x, h=1e-5: f(x + h) - f(x - h) / (2 * h),
            "only the second result is divided. A division comes before a subtraction unless brackets say otherwise.",
        ),
        Mistake(
            "not divided",
            lambda f, x, h=1e-5: f(x + h) - f(x - h),
            "it returns how far the result moves. A slope says how far it moves for each unit of the turn.",
        ),
        Mistake(
            "only ahead",
            ahead,
            "it looks ahead only, as in 1.1. Where is the second place, if x stands in the middle?",
        ),
        Mistake("only behind", behind, "it looks behind only. Where is the second place, if x stands in the middle?"),
        Mistake(
            "half of ahead",
            lambda f, x, h=1e-5: (f(x + h) - f(x)) / (2 * h),
            "it walks from x to x + h but divides by twice that way. At which two places should the function run?",
        ),
        Mistake(
            "twice as far ahead",
            lambda f, x, h=1e-5: (f(x + 2 * h) - f(x)) / (2 * h),
            "both places lie on the same side. They are 2h apart, but x should stand in the middle.",
        ),
        Mistake(
            "half an h each way",
            lambda f, x, h=1e-5: (f(x + h / 2) - f(x - h / 2)) / h,
            "it goes half of h to each side. That is a good slope, but the task asks for a full h each way.",
        ),
        Mistake(
            "the same place twice",
            lambda f, x, h=1e-5: (f(x + h) - f(x + h)) / (2 * h),
            "both runs are at the same place, so their difference is 0. Look at the two signs in front of h.",
        ),
        Mistake(
            "added",
            lambda f, x, h=1e-5: (f(x + h) + f(x - h)) / (2 * h),
            "it adds the two results. How far is it from the one to the other?",
        ),
        Mistake(
            "one slope minus the other",
            lambda f, x, h=1e-5: ahead(f, x, h) - behind(f, x, h),
            "it takes the difference of the slope ahead and the slope behind. You want what lies between the two.",
        ),
        Mistake(
            "wrong way round",
            lambda f, x, h=1e-5: (f(x - h) - f(x + h)) / (2 * h),
            "the size is right and the sign is wrong. Which of the two results comes first in the subtraction?",
        ),
        Mistake(
            "h of its own",
            lambda f, x, h=1e-5: both_ways(f, x),
            "it uses a fixed size for the nudge. It is called with an h; does that h come into your line everywhere?",
        ),
        Mistake(
            "bending",
            lambda f, x, h=1e-5: (f(x + h) - 2 * f(x) + f(x - h)) / (h * h),
            "that measures how the slope itself changes, the bending. Here the slope is asked for.",
        ),
        Mistake(
            "divided by h twice",
            lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / h**2,
            "it divides by h times h. It is twice h from the lower place to the upper one.",
        ),
        Mistake(
            "divided by twice x",
            lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / (2 * x),
            "it divides by something with x in it. By how much has x been turned?",
        ),
        Mistake(
            "one run only",
            lambda f, x, h=1e-5: f(x + h) / (2 * h),
            "it divides one result, whole. How far is it from the one result to the other?",
        ),
        Mistake(
            "behind counted backwards",
            lambda f, x, h=1e-5: ((f(x + h) - f(x)) / h + (f(x - h) - f(x)) / h) / 2,
            "it takes the middle of two slopes, but the one behind has the wrong sign. Which of its two results comes first?",
        ),
    ),
    hints=(
        "In 1.1 you ran the function at x and at x + h. Put x in the middle: which two places now?",
        "From the lower place to the upper one it is not h. How far is it?",
        "Subtract the result at the lower place from that at the upper one, in brackets; divide by twice h, in brackets too.",
    ),
    shown="You have shown that looking both ways is exact on the parabola, even with h = 0.5, where looking ahead is not.",
    follow_up="on x * x * x at 1.3 with h = 0.1 you get 5.08, and the slope is 5.07. What is left over, in terms of h?",
    reasoning="The two places are 2h apart, so that is what the move is divided by. What the bending adds ahead it takes away "
    "behind: on a parabola the two cancel exactly.",
)

# 1.3: a nudge for large numbers.

PLACES = [30_000.7 + 1_234.5 * i for i in range(5)]


def error(h):
    """How wrong the slope of x * x * x is, as a fraction of it: the worst of five places around 32000."""
    return max(abs(both_ways(cube, x, h) / (3 * x * x) - 1) for x in PLACES)


def verdict(h):
    if abs(h) > min(PLACES):
        return "too large: the nudge is larger than x"
    if error(h) < 1e-9:
        return "small enough"
    if all(x + h == x for x in PLACES):
        return "as large as the slope"
    return "too large, and a smaller nudge does better" if abs(h) > 0.1 else "too large, and a larger nudge does better"


def nudge_probe(h):
    yield from observe("your h, at five places around 32000", lambda h: {"the error": verdict(h)}, h, says="")


NUDGE_SIZE = Exercise(
    number="1.3",
    title="A nudge for large numbers",
    points=2,
    takes=a_number(),
    probe=nudge_probe,
    reference=0.2,
    accepted=(0.01, 1, 0.32, 1 / 16),
    mistakes=(
        Mistake(
            "too small",
            1e-5,
            "g(x + h) and g(x − h) agree in too many of their 16 digits, and the subtraction leaves noise. The lesson found "
            "1e-5 at x = 3; how does x = 32000 differ?",
        ),
        Mistake(
            "nothing moves",
            1e-15,
            "x + h and x − h are both x to the computer: there is no room for the nudge among the 16 digits of x. So the slope "
            "comes out as 0.",
        ),
        Mistake(
            "too large",
            20.0,
            "the nudge is so large that the slope changes within it. On the lesson's picture you are on the left, "
            "falling side.",
        ),
        Mistake(
            "larger than x",
            1e5,
            "this h is no nudge at all. If you meant a small number: its exponent has a minus.",
        ),
        Mistake("zero", 0.0, "a nudge of nothing: the result does not move, and there is nothing to divide by."),
    ),
    hints=(
        "Call `error` with 1, 1e-1, 1e-2 and so on. Where does it fall, and where does it rise again?",
        "The lesson's best nudge was 1e-5 at x = 3: a few millionths of x. What is that of 32000?",
        "A few millionths of 32000 is near a tenth. Every h within a factor of ten of that is fine.",
    ),
    shown="You have shown that how small a nudge should be depends on how large x is.",
    follow_up="which h would you try at x = 0.0003?",
    reasoning="A float keeps about 16 digits whatever its size, so at 32000 its last digit is ten thousand times coarser than at "
    "3, and the noise with it. The bending matters less there. Both move the best h up, in step with x; from 0.01 to 1 all is well.",
    equivalent=(
        ("h = 1.2", "near enough: the error is 5e-10"),
        ("h = -0.8", "near enough: the error is 2e-10"),
        ("h = -0.2", "the same two places, in the other order"),
    ),
)

# 1.4: several knobs. Machines are straight lines in each knob, so looking ahead and looking both ways agree for every h.


def only_numbers(count, function):
    """A function of so many separate numbers that says so when it is given something else."""

    def machine(*knobs):
        if any(isinstance(knob, (list, tuple)) for knob in knobs):
            raise TypeError("this function takes its numbers one by one, and was given a list")
        if len(knobs) != count:
            raise TypeError(f"this function takes {count} numbers, and was given {len(knobs)}")
        return function(*knobs)

    return machine


def knobs_probe(answer):
    def run(function, *inputs, **size):
        slopes = answer(function, *inputs, **size)
        if hasattr(slopes, "tolist"):
            slopes = slopes.tolist()
        if slopes is None:
            return {"how many slopes": None}
        if not isinstance(slopes, (list, tuple)):
            return {"the slopes": slopes}
        return {"how many slopes": len(slopes)} | {f"slope {i}": slope for i, slope in enumerate(slopes, 1)}

    machine = only_numbers(4, lambda a, b, c, f: (a * b + c) * f)
    at = "(a*b + c) * f at a = 1.4, b = −2.6, c = 4.3, f = 3.5"
    yield from observe(
        "a + 3*b − 5*c at 1.3, −0.7, 4.2", run, only_numbers(3, lambda a, b, c: a + 3 * b - 5 * c), 1.3, -0.7, 4.2
    )
    yield from observe(at, run, machine, 1.4, -2.6, 4.3, 3.5)
    yield from observe(f"{at}, with h = 0.5", lambda: run(machine, 1.4, -2.6, 4.3, 3.5, h=0.5))
    wavy = only_numbers(3, lambda a, b, c: a * b + math.sin(a * c))
    yield from observe("a*b + sin(a*c) at 0.6, −1.7, 0.9", run, wavy, 0.6, -1.7, 0.9, rtol=1e-3)


def each_in_turn(function, *inputs, h=1e-5):
    start, slopes = function(*inputs), []
    for i in range(len(inputs)):
        knobs = list(inputs)
        knobs[i] += h
        slopes.append((function(*knobs) - start) / h)
    return slopes


def put_back(function, *inputs, h=1e-5):
    start, knobs, slopes = function(*inputs), list(inputs), []
    for i, before in enumerate(inputs):
        knobs[i] = before + h
        slopes.append((function(*knobs) - start) / h)
        knobs[i] = before
    return slopes


def by_slices(function, *inputs, h=1e-5):
    def at(i, turn):
        return function(*inputs[:i], inputs[i] + turn, *inputs[i + 1 :])

    return tuple((at(i, h) - at(i, -h)) / (2 * h) for i in range(len(inputs)))


def never_put_back(function, *inputs, h=1e-5):
    start, knobs, slopes = function(*inputs), list(inputs), []
    for i in range(len(knobs)):
        knobs[i] += h
        slopes.append((function(*knobs) - start) / h)
    return slopes


def start_follows(function, *inputs, h=1e-5):
    knobs, slopes = list(inputs), []
    for i in range(len(knobs)):
        start = function(*knobs)
        knobs[i] += h
        slopes.append((function(*knobs) - start) / h)
    return slopes


def put_back_too_far(function, *inputs, h=1e-5):
    start, knobs, slopes = function(*inputs), list(inputs), []
    for i in range(len(knobs)):
        knobs[i] += h
        slopes.append((function(*knobs) - start) / h)
        knobs[i] -= 2 * h
    return slopes


def all_at_once(function, *inputs, h=1e-5):
    rise = function(*[knob + h for knob in inputs]) - function(*inputs)
    return [rise / h for _ in inputs]


def rest_at_zero(function, *inputs, h=1e-5):
    slopes = []
    for i, knob in enumerate(inputs):
        here, there = [0.0] * len(inputs), [0.0] * len(inputs)
        here[i], there[i] = knob, knob + h
        slopes.append((function(*there) - function(*here)) / h)
    return slopes


def one_list_two_names(function, *inputs, h=1e-5):
    slopes = []
    for i in range(len(inputs)):
        up = down = list(inputs)
        up[i] += h
        down[i] -= h
        slopes.append((function(*up) - function(*down)) / (2 * h))
    return slopes


def always_the_first(function, *inputs, h=1e-5):
    return each_in_turn(function, *inputs, h=h)[:1] * len(inputs)


def set_to_h(function, *inputs, h=1e-5):
    start, slopes = function(*inputs), []
    for i in range(len(inputs)):
        knobs = list(inputs)
        knobs[i] = h
        slopes.append((function(*knobs) - start) / h)
    return slopes


EACH_IN_TURN = Exercise(
    number="1.4",
    title="Debug: one knob after the other",
    points=3,
    takes=a_function("function", "a", "b"),
    probe=knobs_probe,
    reference=each_in_turn,
    accepted=(put_back, by_slices, nudge),
    mistakes=(
        Mistake(
            "never put back",
            never_put_back,
            "each slope holds the ones before it as well. When the second knob is turned, where does the first one stand?",
        ),
        Mistake(
            "start follows",
            start_follows,
            "every slope is measured from where the last nudge ended, so the point wanders. With a small h you hardly see it; "
            "with h = 0.5 you do. A gradient belongs to one point.",
        ),
        Mistake(
            "put back too far",
            put_back_too_far,
            "a knob that has had its turn ends up below where it was. By how much was it turned up, and by how much down?",
        ),
        Mistake(
            "all at once",
            all_at_once,
            "all knobs are turned together, so every slope is the sum of all. Turn one, and hold the others still.",
        ),
        Mistake(
            "the rest at zero",
            rest_at_zero,
            "while one knob is turned, the others stand at 0. They should stand where they were.",
        ),
        Mistake(
            "one list with two names",
            one_list_two_names,
            "every slope is 0: `up` and `down` are two names for one list, and what goes up comes down again.",
        ),
        Mistake(
            "always the first knob",
            always_the_first,
            "it turns the first knob in every round. Which place of the list is to change in round i?",
        ),
        Mistake(
            "set, not turned",
            set_to_h,
            "the knob is set to h itself. It should end up h above where it was.",
        ),
        Mistake(
            "only the first slope",
            lambda f, *inputs, h=1e-5: each_in_turn(f, *inputs, h=h)[:1],
            "the list has one slope. Does `return` stand inside the loop?",
        ),
        Mistake(
            "the last slope alone",
            lambda f, *inputs, h=1e-5: each_in_turn(f, *inputs, h=h)[-1],
            "one number comes back. A list with a slope for each knob is asked for.",
        ),
        Mistake(
            "summed",
            lambda f, *inputs, h=1e-5: sum(each_in_turn(f, *inputs, h=h)),
            "it adds the slopes up to one number. A list with a slope for each knob is asked for.",
        ),
        Mistake(
            "not divided",
            lambda f, *inputs, h=1e-5: [slope * h for slope in each_in_turn(f, *inputs, h=h)],
            "each entry is how far the result moves, not yet for each unit of the turn.",
        ),
        Mistake(
            "half",
            lambda f, *inputs, h=1e-5: [slope / 2 for slope in each_in_turn(f, *inputs, h=h)],
            "every slope is half of what it should be. How far apart are the two places that you compare?",
        ),
        Mistake(
            "double",
            lambda f, *inputs, h=1e-5: [slope * 2 for slope in each_in_turn(f, *inputs, h=h)],
            "every slope is twice what it should be. How far apart are the two places that you compare?",
        ),
        Mistake(
            "sign",
            lambda f, *inputs, h=1e-5: [-slope for slope in each_in_turn(f, *inputs, h=h)],
            "every size is right and every sign is wrong. Which result comes first in the subtraction?",
        ),
        Mistake(
            "a new list in each round",
            lambda f, *inputs, h=1e-5: each_in_turn(f, *inputs, h=h)[-1:],
            "the list has one slope, the last one. Where does the empty list come from, and how often?",
        ),
        Mistake(
            "starts at the second knob",
            lambda f, *inputs, h=1e-5: each_in_turn(f, *inputs, h=h)[1:],
            "the first knob has no slope. At which number does a list begin to count?",
        ),
        Mistake(
            "last knob left out",
            lambda f, *inputs, h=1e-5: each_in_turn(f, *inputs, h=h)[:-1],
            "the last knob has no slope. How many rounds does the loop make?",
        ),
        Mistake(
            "turned by a fraction",
            lambda f, *inputs, h=1e-5: [s * x for s, x in zip(each_in_turn(f, *inputs, h=h), inputs)],
            "each knob is turned by a fraction of itself, but the move is divided by h. A turn of h adds h.",
        ),
        Mistake(
            "in the other order",
            lambda f, *inputs, h=1e-5: each_in_turn(f, *inputs, h=h)[::-1],
            "the slopes are right and come in the opposite order. The first one belongs to the first knob.",
        ),
    ),
    hints=(
        "The slopes should be 1, 3 and −5, and `broken` printed 1, 4 and −1. How do you get 4 and −1 from 1, 3 and −5?",
        "Add a `print(knobs)` before each run. Which knobs are turned up in the third round?",
        "Begin every round with knobs that nobody has turned: make the copy of the inputs inside the loop.",
    ),
    shown="You have shown that a slope for one knob needs all others to stand still, at the point you ask about.",
    follow_up="`broken` gets its first slope right. With which one-knob test would its author have found nothing wrong?",
    reasoning="In `broken` the copy is made once, so a turned knob stays turned and each result holds all the nudges so far. A "
    "fresh copy in each round, or a line that puts the knob back, mends it. Test such a thing with a function in which the knobs "
    "matter to each other, and with a large h: then a small leftover shows.",
)

# 1.5: seven gradients on paper. L = d * f, d = e + c, e = a * b.

A, B, C, F = 3.0, -1.5, 8.0, -2.5
NODES = ("L", "d", "f", "e", "c", "a", "b")


def seven(**changed):
    """The right gradients, but for those changed."""
    right = {"L": 1.0, "d": -2.5, "f": 3.5, "e": -2.5, "c": -2.5, "a": 3.75, "b": -7.5}
    return dict(right | changed)


def seven_by_nudging():
    e = A * B
    d = e + C
    a, b, c, f = nudge(lambda a, b, c, f: (a * b + c) * f, A, B, C, F)
    e_and_d = {"e": nudge(lambda e: (e + C) * F, e)[0], "d": nudge(lambda d: d * F, d)[0]}
    return dict({"a": a, "b": b, "c": c, "f": f, "L": 1} | e_and_d)


def seven_by_the_engine():
    a, b, c, f = (Value(x) for x in (A, B, C, F))
    e = a * b
    d = e + c
    L = d * f
    L.backward()
    return {name: node.grad for name, node in zip(NODES, (L, d, f, e, c, a, b))}


def gradients_probe(answer):
    for name in NODES:
        yield from observe(
            "the machine on paper", lambda name: {f"the gradient of {name}": answer[name]}, name, says=""
        )


VALUES = seven(L=-8.75, d=3.5, f=-2.5, e=-4.5, c=8.0, a=3.0, b=-1.5)
UPSTREAM = "what arrives from the right is missing: a local derivative stands there alone."
VALUE = "that is what the box holds, its value. A gradient says how L moves when the box's number moves."


def slips():
    """One gradient of the seven wrong, and the rest right."""
    for name, right in seven().items():
        yield Mistake(
            f"the sign of {name}",
            seven(**{name: -right}),
            f"the others are right, and that of {name} has the wrong sign. If {name} rises, does L rise or fall?",
        )
        yield Mistake(f"the value of {name}", seven(**{name: VALUES[name]}), VALUE)
        if name not in "Lc":
            yield Mistake(
                f"nothing at {name}",
                seven(**{name: 0.0}),
                f"the others are right, and {name} gets nothing. If {name} rises by a little, does L stay where it is?",
            )
        if name in "ec":
            yield Mistake(f"the local derivative at {name}", seven(**{name: 1.0}), UPSTREAM)


SEVEN = Exercise(
    number="1.5",
    title="Seven gradients on paper",
    points=4,
    takes=numbers(*NODES),
    probe=gradients_probe,
    reference=seven(),
    accepted=(seven_by_nudging(), seven_by_the_engine(), seven(L=1)),
    mistakes=(
        Mistake(
            "d and f swapped",
            seven(d=3.5, f=-2.5),
            "d and f have each other's gradient. In d * f, what does L move by when d moves by 1?",
        ),
        Mistake(
            "d and f swapped, and handed on",
            seven(d=3.5, f=-2.5, e=3.5, c=3.5, a=-5.25, b=10.5),
            "d and f have each other's gradient, and everything further left is computed from that. In d * f, what does L move by "
            "when d moves by 1?",
        ),
        Mistake(
            "a and b swapped",
            seven(a=-7.5, b=3.75),
            "a and b have each other's gradient. In a * b, what does e move by when a moves by 1?",
        ),
        Mistake(
            "own factor in both products",
            seven(d=3.5, f=-2.5, e=3.5, c=3.5, a=10.5, b=-5.25),
            "in both products each input is given its own number as the slope. Let b be 10: by how much does a * b move when a "
            "moves by 1?",
        ),
        Mistake(
            "local derivatives only",
            seven(e=1.0, c=1.0, a=-1.5, b=3.0),
            "right at the last operation, and further left the local derivatives alone. What arrives from the right is missing.",
        ),
        Mistake(
            "one step of two",
            seven(a=-1.5 * 3.5, b=3.0 * 3.5),
            "at a and b, the wrong thing arrives. Which box stands behind the circle into which a and b go, and what is its "
            "gradient?",
        ),
        Mistake(
            "all zero",
            seven(**dict.fromkeys(NODES, 0.0)),
            "nothing has started. When L moves by a little, by how much does L move?",
        ),
        Mistake(
            "no start",
            seven(L=0.0),
            "all but one are right. When L moves by a little, by how much does L move?",
        ),
        Mistake(
            "values",
            VALUES,
            VALUE,
        ),
        Mistake(
            "starts with the value of L",
            seven(L=-8.75, d=21.875, f=-30.625, e=21.875, c=21.875, a=-32.8125, b=65.625),
            "everything is L times too large: the walk began with the value of L. When L moves by a little, by how much does L "
            "move?",
        ),
        Mistake(
            "the minus of f lost",
            seven(d=2.5, e=2.5, c=2.5, a=-3.75, b=7.5),
            "a minus got lost at the very first step from L to d, and everything further left has the wrong sign.",
        ),
        Mistake(
            "no signs",
            seven(d=2.5, e=2.5, c=2.5, b=7.5),
            "the sizes are right, and no number has a minus. If d rises, does L rise or fall?",
        ),
        Mistake(
            "downhill",
            seven(L=-1.0, d=2.5, f=-3.5, e=2.5, c=2.5, a=-3.75, b=7.5),
            "the sizes are right and every sign is turned round. A gradient points uphill, also where you want to go down.",
        ),
        Mistake(
            "downhill from a 1",
            seven(d=2.5, f=-3.5, e=2.5, c=2.5, a=-3.75, b=7.5),
            "every sign but that of L is turned round. A gradient points uphill, also where you want to go down.",
        ),
        Mistake(
            "a plus treated as a product",
            seven(e=-20.0, c=11.25, a=30.0, b=-60.0),
            "at the plus, what arrives is multiplied by the other input. Does a sum move by more when its other part is large?",
        ),
        Mistake(
            "own value at the plus",
            seven(e=11.25, c=-20.0, a=-16.875, b=33.75),
            "at the plus, what arrives is multiplied by the input's own value. If c rises by 1, by how much does e + c rise?",
        ),
        Mistake(
            "shared out at the plus",
            seven(e=-1.25, c=-1.25, a=1.875, b=-3.75),
            "at the plus, what arrives is split between the two. If either one rises by 1, by how much does the sum rise?",
        ),
        Mistake(
            "a constant gets nothing",
            seven(c=0.0),
            "c gets nothing. It is a knob like the others: if c rises by 1, what does d do?",
        ),
        Mistake(
            "added",
            seven(e=-1.5, c=-1.5, a=-3.0, b=1.5),
            "local derivative and what arrives are added. If e moves d by 1 times its move, and d moves L by so much for each "
            "unit, what do you do with the two numbers?",
        ),
        Mistake(
            "added at the product",
            seven(a=-4.0, b=0.5),
            "at a * b, the other factor and what arrives are added. What does the chain rule do with the two numbers?",
        ),
        Mistake(
            "arrives twice",
            seven(a=-9.375, b=18.75),
            "at a and b, what arrives comes in twice. The gradient of e holds all that happens further right, that of d included.",
        ),
        Mistake(
            "the sign at a and b",
            seven(a=-3.75, b=7.5),
            "right up to e; at a and b the sizes are right and the signs are wrong. Minus times minus?",
        ),
        Mistake(
            "the lesson's numbers",
            seven(d=-2.0, f=4.0, e=-2.0, c=-2.0, a=6.0, b=-4.0),
            "these are the gradients of the lesson, where the knobs stood elsewhere. A gradient belongs to one point.",
        ),
        Mistake("local derivatives at a and b", seven(a=-1.5, b=3.0), UPSTREAM),
        Mistake("local derivatives at the plus", seven(e=1.0, c=1.0), UPSTREAM),
        Mistake("values at a and b", seven(a=3.0, b=-1.5), VALUE),
        Mistake(
            "one everywhere at the last step",
            seven(d=1.0, f=1.0),
            "d and f are treated as the parts of a sum. They are multiplied: what does L move by when d moves by 1?",
        ),
        Mistake(
            "one at the last step, and handed on",
            seven(d=1.0, f=1.0, e=1.0, c=1.0, a=-1.5, b=3.0),
            "d and f are treated as the parts of a sum, and everything further left follows. They are multiplied: what does L move "
            "by when d moves by 1?",
        ),
        Mistake(
            "the product at a and b",
            seven(a=-4.5, b=-4.5),
            "a and b both get the value of a * b. If a moves by 1, what does the product move by?",
        ),
        Mistake(
            "what arrives, at a and b",
            seven(a=-2.5, b=-2.5),
            "a and b get what arrives, unchanged, as at a plus. Does a product move one for one with a?",
        ),
        Mistake(
            "the gradient of f handed on",
            seven(e=3.5, c=3.5, a=-5.25, b=10.5),
            "at the plus, the gradient of f arrives. Which box stands behind the circle with the plus?",
        ),
        Mistake(
            "the minus lost at the plus",
            seven(e=2.5, c=2.5, a=-3.75, b=7.5),
            "right up to d; at the plus a minus gets lost, and a and b follow. What does a sum do to what arrives?",
        ),
        Mistake(
            "the minus lost at e",
            seven(e=2.5, a=-3.75, b=7.5),
            "e has the wrong sign, and a and b follow. If e rises, does d rise? And L?",
        ),
        *slips(),
    ),
    hints=(
        "Write the values of e, d and L into the picture first. Then start at the right end: what is the gradient of L?",
        "A product gives each input what arrives times the other input. A sum gives each input what arrives.",
        "In the order L; then d and f from L = d * f; then e and c from d; then a and b from e. Each is one multiplication.",
    ),
    shown="You have shown that you can walk from a result back to every number it was made from.",
    follow_up="which of the seven would change if c were 100, and which would not?",
    reasoning="d = 3.5 and L = −8.75. L has 1. d gets f, f gets d. The plus hands −2.5 to both e and c. a gets b · −2.5 and b gets "
    "a · −2.5.",
)

# 1.6: one step downhill.


def step_probe(answer):
    def run(step, *pairs):
        knobs = []
        for data, gradient in pairs:
            knob = Value(data)
            knob.grad = gradient
            knobs.append(knob)
        answer(list(knobs), step)
        names = "abcf"
        after = {f"{name}.data": knob.data for name, knob in zip(names, knobs)}
        return after | {f"the gradient kept in {name}": knob.grad for name, knob in zip(names, knobs)}

    two = "two knobs a = 1.7 with gradient −3 and b = −0.6 with gradient 0.5"
    yield from observe(f"{two}, step 0.1", run, 0.1, (1.7, -3.0), (-0.6, 0.5))
    yield from observe(f"{two}, step 0.3", run, 0.3, (1.7, -3.0), (-0.6, 0.5))
    four = ((1.5, 8.75), (-2.5, -5.25), (6.5, -3.5), (-3.5, 2.75))
    yield from observe("(a*b + c) * f at 1.5, −2.5, 6.5, −3.5 with its gradients, step 0.01", run, 0.01, *four)


def downhill(knobs, step):
    for knob in knobs:
        knob.data -= step * knob.grad


def downhill_by_index(knobs, step):
    for i in range(len(knobs)):
        knobs[i].data = knobs[i].data + (-step) * knobs[i].grad
    return knobs


def downhill_in_two_loops(knobs, step):
    turns = [-knob.grad * step for knob in knobs]
    for knob, turn in zip(knobs, turns):
        knob.data += turn


def moves(rule):
    """A step that sets each knob's number to rule(knob, step)."""

    def answer(knobs, step):
        for knob in knobs:
            knob.data = rule(knob, step)

    return answer


def first_knob_only(knobs, step):
    for knob in knobs:
        knob.data -= step * knob.grad
        return


def last_knob_only(knobs, step):
    knobs[-1].data -= step * knobs[-1].grad


def new_knobs(knobs, step):
    for knob in knobs:
        knob = Value(knob.data - step * knob.grad)


def moves_the_gradient(knobs, step):
    for knob in knobs:
        knob.grad -= step * knob.grad


def falling_only(knobs, step):
    for knob in knobs:
        if knob.grad > 0:
            knob.data -= step * knob.grad


def by_the_sum(knobs, step):
    total = sum(knob.grad for knob in knobs)
    for knob in knobs:
        knob.data -= step * total


def clears(knobs, step):
    downhill(knobs, step)
    for knob in knobs:
        knob.grad = 0.0


def holds_a_value(knobs, step):
    for knob in knobs:
        knob.data = knob - step * knob.grad


STEP = Exercise(
    number="1.6",
    title="One step downhill",
    points=3,
    takes=a_function("knobs", "step"),
    probe=step_probe,
    reference=downhill,
    accepted=(downhill_by_index, downhill_in_two_loops, moves(lambda knob, step: knob.data - step * knob.grad)),
    mistakes=(
        Mistake(
            "uphill",
            moves(lambda knob, step: knob.data + step * knob.grad),
            "each knob moves along its gradient. Does L rise or fall then?",
        ),
        Mistake(
            "nothing turned",
            new_knobs,
            "no knob has moved. `knob = ...` gives the name to something else, and a new list leaves the old knobs as they are. "
            "Which attribute of the knob holds its number?",
        ),
        Mistake(
            "the gradient is moved",
            moves_the_gradient,
            "the gradients changed and the knobs did not. Which attribute of the knob holds its number?",
        ),
        Mistake(
            "gradients cleared",
            clears,
            "the knobs are right, and the gradients are gone. The rule says to leave them as they are.",
        ),
        Mistake(
            "without the gradient",
            moves(lambda knob, step: knob.data - step),
            "every knob moves by the same amount. Some of them should go up, and a steep one further than a flat one.",
        ),
        Mistake(
            "the sign of the gradient only",
            moves(lambda knob, step: knob.data - math.copysign(step, knob.grad)),
            "each knob moves in the right direction, but all by the same amount. A steep one should go further than a flat one.",
        ),
        Mistake(
            "without the sign",
            moves(lambda knob, step: knob.data - step * abs(knob.grad)),
            "every knob goes down. Where the gradient is negative, does L fall when the knob goes down?",
        ),
        Mistake(
            "without the step",
            moves(lambda knob, step: knob.data - knob.grad),
            "each knob moves by its whole gradient. Slopes hold for small turns; where does `step` come in?",
        ),
        Mistake(
            "the turn in place of the number",
            moves(lambda knob, step: -step * knob.grad),
            "the knob is set to the turn. It should be turned by it, from where it stands.",
        ),
        Mistake(
            "the uphill turn in place of the number",
            moves(lambda knob, step: step * knob.grad),
            "the knob is set to the turn, and with the uphill sign. It should be turned from where it stands, so that L falls.",
        ),
        Mistake(
            "the data as slope",
            moves(lambda knob, step: knob.data - step * knob.data),
            "each knob moves by a part of its own number. Which attribute holds the slope?",
        ),
        Mistake(
            "divided",
            moves(lambda knob, step: knob.data - step / knob.grad),
            "steep knobs move little and flat ones far. It should be the other way round.",
        ),
        Mistake(
            "divided by the step",
            moves(lambda knob, step: knob.data - knob.grad / step),
            "the smaller the step, the further the knobs move. It should be the other way round.",
        ),
        Mistake(
            "multiplied",
            moves(lambda knob, step: knob.data * step * knob.grad),
            "the knob's number is multiplied by the turn. It should move by it.",
        ),
        Mistake(
            "times 1 minus",
            moves(lambda knob, step: knob.data * (1 - step * knob.grad)),
            "how far a knob moves depends on its own number as well. It should depend on the step and the gradient only.",
        ),
        Mistake(
            "the first knob only",
            first_knob_only,
            "one knob moved, the first, and the others did not. Does a `return` stand inside the loop?",
        ),
        Mistake(
            "the last knob only",
            last_knob_only,
            "one knob moved, the last, and the others did not. Does the line stand inside the loop?",
        ),
        Mistake(
            "two steps",
            lambda knobs, step: (downhill(knobs, step), downhill(knobs, step)),
            "every knob moves twice as far as it should. Is there a second step somewhere?",
        ),
        Mistake(
            "a Value as data",
            holds_a_value,
            "`data` holds a whole Value now, not a number. Compute with the knob's number, not with the knob.",
        ),
        Mistake(
            "some knobs only",
            falling_only,
            "knobs with a negative gradient stay where they are. They help as well: which way do you turn those?",
        ),
        Mistake(
            "by the sum of all gradients",
            by_the_sum,
            "every knob moves by the same amount, that of all gradients together. Each has a gradient of its own.",
        ),
        Mistake(
            "by the first knob's gradient",
            lambda knobs, step: moves(lambda knob, step: knob.data - step * knobs[0].grad)(knobs, step),
            "all knobs move by the first one's gradient. Each has a gradient of its own.",
        ),
        Mistake(
            "a step of its own",
            moves(lambda knob, step: knob.data - 0.01 * knob.grad),
            "it always takes the same step. It is called with a `step`; does that come into your line?",
        ),
        Mistake(
            "step plus gradient",
            moves(lambda knob, step: knob.data - (step + knob.grad)),
            "step and gradient are added. A step twice as large should turn each knob twice as far.",
        ),
        Mistake(
            "the step plus gradient, loosely",
            moves(lambda knob, step: knob.data - step + knob.grad),
            "step and gradient are taken off and added one by one. A step twice as large should turn each knob twice as far.",
        ),
    ),
    hints=(
        "A knob with gradient −3: when it goes up, L falls. So which way do you turn it? And with gradient 0.5?",
        "Uphill is along the gradient. Downhill is the other way, by step times gradient.",
        "A loop over the knobs with one line in it: take step times the gradient away from the knob's `data`.",
    ),
    shown="You have shown a step that makes L smaller, the one that all training is made of.",
    follow_up="why does a step that is far too large sometimes make L larger?",
    reasoning="Together the gradients point uphill; the minus turns round. The number stands in `data`, and `knob.data -= ...` "
    "changes the knob itself. `knob = ...` would only change what a name stands for.",
)

# 1.7: what the slopes promise.


def machine(a, b, c, f):
    return (a * b + c) * f


KNOBS = [seven()[name] for name in "abcf"]
LENGTH = sum(gradient**2 for gradient in KNOBS)
L_BEFORE = machine(A, B, C, F)
L_AFTER = machine(*(x - 0.01 * gradient for x, gradient in zip((A, B, C, F), KNOBS)))


def promise_probe(answer):
    yield from observe("your prediction", lambda answer: {"the promised change": answer}, answer, says="", rtol=2e-4)


PROMISE = Exercise(
    number="1.7",
    title="What the slopes promise",
    points=3,
    takes=a_number(),
    probe=promise_probe,
    reference=-0.01 * LENGTH,
    accepted=(-0.888, -0.8881, -0.888125, sum(-0.01 * gradient * gradient for gradient in KNOBS)),
    mistakes=(
        Mistake("uphill", 0.01 * LENGTH, "the size is right and the sign is not. The step goes against the gradients."),
        Mistake(
            "gradients not squared",
            -0.01 * sum(KNOBS),
            "the gradients are added up as they are. How far does a move? And by how much does each unit of that move L? "
            "The gradient comes in both times.",
        ),
        Mistake(
            "gradients not squared, uphill",
            0.01 * sum(KNOBS),
            "the gradients are added up as they are. How far does a move? And by how much does each unit of that move L? "
            "The gradient comes in both times. And which way does the step go?",
        ),
        Mistake(
            "sizes not squared",
            -0.01 * sum(map(abs, KNOBS)),
            "the sizes of the gradients are added up. How far does a move? And by how much does each unit of that move L? "
            "The gradient comes in both times.",
        ),
        Mistake(
            "without the minuses of b and c",
            -0.01 * sum(gradient * abs(gradient) for gradient in KNOBS),
            "some knobs are counted as if they worked against the others. A minus times a minus: b and c make L fall too.",
        ),
        Mistake(
            "without the step",
            -LENGTH,
            "that is the promise for a step of 1. Each knob moves only by 0.01 times its gradient.",
        ),
        Mistake(
            "the step squared",
            -(0.01**2) * LENGTH,
            "the step comes in twice. It says how far a knob moves; how much L moves for each unit has nothing to do with it.",
        ),
        Mistake("a step of 0.1", -0.1 * LENGTH, "ten times too much. Count the zeros of the step."),
        Mistake(
            "all seven nodes",
            -0.01 * sum(gradient**2 for gradient in seven().values()),
            "all seven nodes are counted. Which of them do you turn?",
        ),
        Mistake(
            "all but L",
            -0.01 * (sum(gradient**2 for gradient in seven().values()) - 1),
            "e and d are counted as well. They move because the knobs do; which of the nodes do you turn?",
        ),
        Mistake(
            "one knob only",
            -0.01 * 7.5**2,
            "that is the steepest knob's share. The others move as well, and small effects add up.",
        ),
        Mistake("the share of a", -0.01 * 3.75**2, "that is the share of a. The other knobs move as well."),
        Mistake("half", -0.005 * LENGTH, "it is half of the promise. There is no ½ in a slope times a turn."),
        Mistake("double", -0.02 * LENGTH, "it is double the promise. Is a share counted twice?"),
        Mistake(
            "the average",
            -0.01 * LENGTH / 4,
            "it is an average over the four knobs. Small effects add up.",
        ),
        Mistake(
            "the root",
            -0.01 * math.sqrt(LENGTH),
            "a root was taken at the end. The shares of the knobs are added up, and that is all.",
        ),
        Mistake(
            "the true change",
            L_AFTER - L_BEFORE,
            "that is what L really does, measured by running the machine. The question is what the slopes promise; the two differ "
            "a little.",
        ),
        Mistake(
            "the new L",
            L_BEFORE - 0.01 * LENGTH,
            "that is where L ends up, if the promise holds. By how much has it changed?",
        ),
        Mistake(
            "the true new L",
            L_AFTER,
            "that is L after the step, measured. By how much do the slopes promise it to change?",
        ),
        Mistake("rounded", -0.89, "two digits are not enough to tell the promise from the true change. Give four."),
        Mistake(
            "the values in place of the gradients",
            -0.01 * sum(x * x for x in (A, B, C, F)),
            "the knobs' values are squared. The turn is made of gradients.",
        ),
        Mistake(
            "values times gradients",
            -0.01 * sum(x * gradient for x, gradient in zip((A, B, C, F), KNOBS)),
            "each gradient is multiplied by the knob's value. By what does the knob *move*?",
        ),
        Mistake(
            "the lesson's promise",
            -0.72,
            "that is the promise of the lesson's machine. Here the knobs stand elsewhere, and so do the gradients.",
        ),
        Mistake(
            "the lesson's promise, uphill",
            0.72,
            "that is the promise of the lesson's machine, uphill. Here the knobs stand elsewhere, and you step the other way.",
        ),
        Mistake(
            "rounded further", -0.9, "one digit is not enough to tell the promise from the true change. Give four."
        ),
        Mistake(
            "rounded, uphill", 0.89, "the sign is not right: the step goes against the gradients. And give four digits."
        ),
        Mistake("nothing", 0.0, "no change at all? Each knob is turned in the direction in which L falls."),
        Mistake(
            "added, then squared",
            -0.01 * sum(KNOBS) ** 2,
            "the gradients are added first and squared afterwards. Each knob has a share of its own; add up the shares.",
        ),
        Mistake(
            "d in the place of f",
            -0.01 * (LENGTH - 3.5**2 + 2.5**2),
            "the gradient of f is not the one you found in 1.5; this looks like that of d. Which of the two is a knob?",
        ),
        Mistake(
            "local derivatives",
            -0.01 * (1.5**2 + 3.0**2 + 2.5**2 + 3.5**2),
            'at a and b the local derivatives are used, not the gradients. Does check("1.5", gradients) say yes?',
        ),
        Mistake("the share of c", -0.01 * 2.5**2, "that is the share of c. The other knobs move as well."),
        Mistake("the share of f", -0.01 * 3.5**2, "that is the share of f. The other knobs move as well."),
        Mistake("the old L", L_BEFORE, "that is L before the step. By how much does it change?"),
    ),
    hints=(
        "How far does b move? And by how much does each unit of that move L?",
        "A knob moves by −0.01 times its gradient, and L moves by its gradient for each unit of that. That is one knob's share.",
        "Square the gradients of a, b, c and f from 1.5 and add them up. Multiply by the step, and mind its sign.",
    ),
    shown="You have shown that gradients tell beforehand what a small step will do, without running the machine.",
    follow_up="run the machine with the four knobs turned: how far off is the promise? And with a step of −1 in place of −0.01?",
    reasoning="Each knob's share is its turn times its slope: −0.01 · gradient · gradient. Squares are never negative, so every "
    "knob helps. The true change is −0.8917, a little more, because slopes hold for small turns only.",
    secrets=("−0.888", "-0.888"),
)

EXERCISES = [SLOPE_AHEAD, SLOPE_BOTH_WAYS, NUDGE_SIZE, EACH_IN_TURN, SEVEN, STEP, PROMISE]
