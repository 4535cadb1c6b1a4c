"""The exercises of lesson 01: slopes by experiment, gradients by hand, and what gradients promise."""

import math

from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function, a_number, numbers
from classroom.checks.observing import observe
from classroom.checks.on_paper import ELSEWHERE, drawn, is_good, pairs, slips_on, text, walk
from classroom.instruments import nudge
from micrograd_core import Value

# 1.1 and 1.2: the slope of one function. The nudge is large here, so that different formulas give different numbers.


def cube(x):
    return x * x * x


def curve(x):
    return 3 * x**2 - 4 * x + 5


def slope_probe(answer):
    def run(function, *inputs):
        return {"the slope": answer(function, *inputs)}

    for name, function, x, h in (
        ("x * x * x", cube, 1.3, 0.1),
        ("x * x * x", cube, -0.7, 0.25),
        ("3x² − 4x + 5", curve, 1.7, 0.5),
    ):
        x, h = fresh(x, h)
        yield from observe(f"the slope of {name} at x = {text(x)}, with h = {text(h)}", run, function, x, h, rtol=1e-5)
    x = fresh(0.6)
    yield from observe(f"the slope of sin(x) at x = {text(x)}, with your own h", run, math.sin, x, rtol=1e-5)


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


def runs_another(rule, name, function):
    """The mistake of those who run a function of their own choice, not the one that comes in."""
    return Mistake(
        f"always runs {name}",
        lambda f, x, h=1e-6: rule(function, x, h),
        f"whatever function comes in, what comes back is the slope of {name}. Which name has the function that comes in?",
    )


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
            "added",
            lambda f, x, h=1e-6: (f(x + h) + f(x)) / h,
            "it adds the two results. How far is it from the one to the other?",
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
            "that is the slope for a tiny nudge, or from calculus. It is called with an h of its own: does that h come into "
            "your line everywhere?",
        ),
        *(
            Mistake(
                f"h of its own, {own}",
                lambda f, x, h=None, own=own: ahead(f, x, own),
                "it uses a fixed size for the nudge. It is called with an h of its own: does that h come into your line "
                "everywhere?",
            )
            for own in (1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.5)
        ),
        runs_another(ahead, "x * x * x", cube),
        runs_another(ahead, "the lesson's curve", curve),
        Mistake(
            "calculus of x * x * x",
            lambda f, x, h=None: 3 * x * x,
            "it is the formula for the slope of x * x * x. It is called with other functions, too: run the one that comes in.",
        ),
        Mistake(
            "precedence of / 2 * h",
            lambda f, x, h=1e-6: (f(x + h) - f(x)) / 2 * h,
            "it divides by 2 and then multiplies by h. And why the 2? How far apart are the two places?",
        ),
        Mistake(
            "x subtracted",
            lambda f, x, h=1e-6: (f(x + h) - x) / h,
            "x itself is subtracted. What is to be subtracted is what the function returned before the turn.",
        ),
        Mistake(
            "h subtracted",
            lambda f, x, h=1e-6: (f(x + h) - h) / h,
            "h is subtracted from the new result. How far has the result moved from what it was?",
        ),
        Mistake(
            "divided by the usual h",
            lambda f, x, h=1e-6: (f(x + h) - f(x)) / 1e-6,
            "it turns x by the h that comes in, and divides by a fixed number. The two should be the same.",
        ),
        Mistake(
            "divided by the h of the card",
            lambda f, x, h=1e-6: (f(x + h) - f(x)) / 0.1,
            "it divides by 0.1, the h of the card's example. It is called with other sizes as well.",
        ),
        Mistake(
            "turned by a fixed h",
            lambda f, x, h=1e-6: (f(x + 1e-6) - f(x)) / h,
            "it divides by the h that comes in, and turns x by a fixed number. The two should be the same.",
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
    otherwise="Take that function at that x on paper: its value before the turn, its value after it, and by how much x was turned.",
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
            "each slope is twice as large as it should be. How far is it from one place to the other? (Of two slopes, the middle is "
            "wanted, not the sum.)",
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
            "multiplied",
            lambda f, x, h=1e-5: (f(x + h) - f(x - h)) * (2 * h),
            "it multiplies by twice h. A small turn makes a small move; which operation makes a slope of the two?",
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
            "that is the slope for a tiny nudge, or from calculus. It is called with an h of its own: does that h come into "
            "your line everywhere?",
        ),
        *(
            Mistake(
                f"h of its own, {own}",
                lambda f, x, h=None, own=own: both_ways(f, x, own),
                "it uses a fixed size for the nudge. It is called with an h of its own: does that h come into your line "
                "everywhere?",
            )
            for own in (0.01, 0.1, 0.5)
        ),
        runs_another(both_ways, "x * x * x", cube),
        Mistake(
            "calculus of x * x * x",
            lambda f, x, h=None: 3 * x * x,
            "it is the formula for the slope of x * x * x. It is called with other functions, too: run the one that comes in.",
        ),
        Mistake(
            "calculus of the lesson's curve",
            lambda f, x, h=None: 6 * x - 4,
            "whatever function comes in, what comes back is the slope of the lesson's curve. Run the function that comes in.",
        ),
        Mistake(
            "divided by the usual h",
            lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / 2e-5,
            "it turns x by the h that comes in, and divides by a fixed number. Both should come from the same h.",
        ),
        Mistake(
            "divided by the h of the card",
            lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / 0.2,
            "it divides by a number that fits the h of the card's example. It is called with other sizes as well.",
        ),
        Mistake(
            "ahead, precedence of 2 * h",
            lambda f, x, h=1e-5: (f(x + h) - f(x)) / 2 * h,
            "two things: it looks ahead only, and it divides by 2 and then multiplies by h. Which two places are h away from x?",
        ),
        Mistake(
            "x subtracted",
            lambda f, x, h=1e-5: (f(x + h) - (x - h)) / (2 * h),
            "x − h itself is subtracted. What is to be subtracted is what the function returns there.",
        ),
        Mistake(
            "the value",
            lambda f, x, h=1e-5: f(x),
            "it returns the value of the function at x. A slope says how the value moves.",
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
    otherwise="Take that function at that x on paper: its values at the two places, and how far apart those two places are.",
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

# 1.3: a nudge for large numbers. Sizes are measured by `about`, the size of x on the card.


def error(h, places):
    """How wrong the slope of x * x * x is, as a fraction of it: the worst of these places."""
    return max(abs(both_ways(cube, x, h) / (3 * x * x) - 1) for x in places)


def verdict(h, places):
    if h < 0:
        return "not measured, for h is below 0"
    if h > min(places):
        return "too large: the nudge is larger than x"
    if error(h, places) < 1e-9:
        return "small enough"
    if all(x + h == x for x in places):
        return "as large as the slope"
    best = 3e-6 * places[2]
    return "too large, and a smaller nudge does better" if h > best else "too large, and a larger nudge does better"


def one_digit(number):
    return float(f"{number:.1g}")


def in_short(number):
    return f"{one_digit(number):,.10g}"


def nudge_size(first=30_000.7, apart=1_234.5):
    """The exercise for five places: the first, and how far they are apart."""
    places = [first + apart * i for i in range(5)]
    about = float(f"{places[2]:.2g}")

    def probe(h):
        yield from observe(
            f"your h, at five places around {about:,.0f}", lambda h: {"the error": verdict(h, places)}, h, says=""
        )

    return Exercise(
        number="1.3",
        title="A nudge for large numbers",
        points=2,
        takes=a_number(),
        probe=probe,
        reference=one_digit(6.25e-6 * about),
        accepted=(3.2e-7 * about, one_digit(3e-5 * about), 1e-5 * about, 2e-6 * about),
        mistakes=(
            Mistake(
                "too small",
                1e-5,
                "g(x + h) and g(x − h) agree in too many of their 16 digits, and the subtraction leaves noise. The lesson "
                f"found 1e-5 at x = 3; how does x = {about:,.0f} differ?",
            ),
            Mistake(
                "nothing moves",
                1e-15,
                "x + h and x − h are both x to the computer: there is no room for the nudge among the 16 digits of x. So the "
                "slope comes out as 0.",
            ),
            Mistake(
                "too large",
                6e-4 * about,
                "the nudge is so large that the slope changes within it. On the lesson's picture you are on the left, "
                "falling side.",
            ),
            Mistake(
                "larger than x",
                3 * about,
                "this h is no nudge at all. If you meant a small number: its exponent has a minus.",
            ),
            Mistake(
                "negative",
                one_digit(-6.25e-6 * about),
                "this h has a minus in front. It goes both ways anyway, so a size above 0 is asked for. (For a small number the minus "
                "stands in the exponent.)",
            ),
            Mistake("zero", 0.0, "a nudge of nothing: the result does not move, and there is nothing to divide by."),
        ),
        hints=(
            "Call `error` with a large nudge, then with a tenth of it, and so on. Where does it fall, and where does it rise again?",
            f"The lesson's best nudge was 1e-5 at x = 3: a few millionths of x. What is that of {about:,.0f}?",
            f"A few millionths of {about:,.0f} is near {in_short(3e-6 * about)}. Every h within a factor of ten of that is fine.",
        ),
        otherwise="Call `error` with your h, with ten times as much and with a tenth of it. Which way does it fall?",
        shown="You have shown that how small a nudge should be depends on how large x is.",
        follow_up="which h would you try at x = 0.0003?",
        reasoning=f"A float keeps about 16 digits whatever its size, so at {about:,.0f} its last digit is "
        f"{in_short(about / 3)} times coarser than at 3, and the noise with it. The bending matters less there. Both "
        f"move the best h up, in step with x; from {in_short(3e-7 * about)} to {in_short(3e-5 * about)} all is well.",
        vary=nudge_size_of_ones_own,
        equivalent=(("h = 1.2", "near enough: the error is 5e-10"),),
    )


def nudge_size_of_ones_own(random):
    (first, apart), exercise = drawn(random, draw_places, nudge_size, NUDGE_SIZE)
    about = float(f"{first + 2 * apart:.2g}")
    texts = pairs(
        ("30_000.7", f"{first:_}"),
        ("1_234.5", f"{apart:_}"),
        ("32,000", f"{about:,.0f}"),
        ("0.2", text(exercise.reference)),
    )
    return Variant(texts, exercise)


def draw_places(random):
    first = random.randrange(20_000_000, 90_000_000, 10_000) + 0.7
    return first, random.randrange(100_000, 1_000_000, 100) + 0.5


NUDGE_SIZE = nudge_size()

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

    a, b, c = fresh(1.3, -0.7, 4.2)
    plain = only_numbers(3, lambda a, b, c: a + 3 * b - 5 * c)
    yield from observe(f"a + 3*b − 5*c at {text(a)}, {text(b)}, {text(c)}", run, plain, a, b, c)
    a, b, c, f, h = fresh(1.4, -2.6, 4.3, 3.5, 0.5)
    machine = only_numbers(4, lambda a, b, c, f: (a * b + c) * f)
    at = f"(a*b + c) * f at a = {text(a)}, b = {text(b)}, c = {text(c)}, f = {text(f)}"
    yield from observe(at, run, machine, a, b, c, f)
    turned = set()

    def watched(*knobs):
        turned.update(abs(knob - before) for knob, before in zip(knobs, (a, b, c, f)))
        return machine(*knobs)

    def run_with_h():
        found = run(watched, a, b, c, f, h=h)
        uses_h = any(math.isclose(turn, size) for turn in turned for size in (h, h / 2))
        return found | {"how far the knobs are turned": "by h" if uses_h else "not by the h that comes in"}

    yield from observe(f"{at}, with h = {text(h)}", run_with_h)
    a, b = fresh(0.6, -1.7)
    wavy = only_numbers(2, lambda a, b: a * b + math.sin(a))
    yield from observe(f"a*b + sin(a) at {text(a)}, {text(b)}", run, wavy, a, b, rtol=1e-3)


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


def always_three_rounds(function, *inputs, h=1e-5):
    start, slopes = function(*inputs), []
    for i in range(3):
        knobs = list(inputs)
        knobs[i] += h
        slopes.append((function(*knobs) - start) / h)
    return slopes


def left_below(function, *inputs, h=1e-5):
    knobs, slopes = list(inputs), []
    for i in range(len(knobs)):
        knobs[i] += h
        above = function(*knobs)
        knobs[i] -= 2 * h
        slopes.append((above - function(*knobs)) / (2 * h))
    return slopes


def only_start_divided(function, *inputs, h=1e-5):
    start, slopes = function(*inputs), []
    for i in range(len(inputs)):
        knobs = list(inputs)
        knobs[i] += h
        slopes.append(function(*knobs) - start / h)
    return slopes


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
            "the same place twice",
            one_list_two_names,
            "every slope is 0, as when the function is run twice at the same place. Print the knobs right before each run: where do "
            "they stand?",
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
            "multiplied by h",
            lambda f, *inputs, h=1e-5: [slope * h * h for slope in each_in_turn(f, *inputs, h=h)],
            "the move is multiplied by h where it should be divided. (So does `/ 2 * h`: Python works `/` and `*` off from left to right.)",
        ),
        Mistake(
            "ahead, precedence of 2 * h",
            lambda f, *inputs, h=1e-5: [slope * h * h / 2 for slope in each_in_turn(f, *inputs, h=h)],
            "it divides by 2 and then multiplies by h. And why the 2? How far apart are the two places that you compare?",
        ),
        Mistake(
            "divided by a fixed number",
            lambda f, *inputs, h=1e-5: [slope * h / 1e-5 for slope in each_in_turn(f, *inputs, h=h)],
            "it turns by the h that comes in, and divides by a fixed number. Both should come from the same h.",
        ),
        Mistake(
            "a fixed h",
            lambda f, *inputs, h=1e-5: nudge(f, *inputs),
            "the slopes are right, and the knobs are turned by a fixed amount. What is the `h` for that comes in?",
        ),
        Mistake(
            "a fixed h, never put back",
            lambda f, *inputs, h=1e-5: never_put_back(f, *inputs),
            "each slope holds the ones before it as well, and the h that comes in is not used. When the second knob is turned, "
            "where does the first one stand?",
        ),
        Mistake(
            "three knobs only",
            lambda f, *inputs, h=1e-5: each_in_turn(f, *inputs, h=h)[:3],
            "a fourth knob gets no slope. How many rounds does your loop make, and how many knobs came in?",
        ),
        Mistake(
            "always three rounds",
            always_three_rounds,
            "three slopes come back for four knobs. How many rounds does your loop make, and how many knobs came in?",
        ),
        Mistake(
            "both ways, left below",
            left_below,
            "a knob that has had its turn stays below where it was, so the next slope belongs to another point. With a small h you "
            "hardly see it; with h = 0.5 you do.",
        ),
        Mistake(
            "precedence of the minus",
            only_start_divided,
            "only `start` is divided by h. A division comes before a subtraction unless brackets say otherwise.",
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
            "every size is right and every sign is wrong. Which way is the knob turned, and which result comes first in the subtraction?",
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
    otherwise="Take the first two knobs of that function on paper: where does every knob stand at each run, and which results "
    "are then subtracted and divided by what?",
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

NODES = ("L", "d", "f", "e", "c", "a", "b")
CLASS_KNOBS = (3.0, -1.5, 8.0, -2.5)


def machine(a, b, c, f):
    return (a * b + c) * f


def seven_values(a, b, c, f):
    e = a * b
    d = e + c
    return {"L": d * f, "d": d, "f": f, "e": e, "c": c, "a": a, "b": b}


def seven_gradients(a, b, c, f):
    d = a * b + c
    return {"L": 1.0, "d": f, "f": d, "e": f, "c": f, "a": b * f, "b": a * f}


def seven_by_nudging(A, B, C, F):
    e = A * B
    d = e + C
    a, b, c, f = nudge(machine, A, B, C, F)
    e_and_d = {"e": nudge(lambda e: (e + C) * F, e)[0], "d": nudge(lambda d: d * F, d)[0]}
    return dict({"a": a, "b": b, "c": c, "f": f, "L": 1} | e_and_d)


def seven_by_the_engine(*knobs):
    a, b, c, f = map(Value, knobs)
    e = a * b
    d = e + c
    L = d * f
    L.backward()
    return {name: node.grad for name, node in zip(NODES, (L, d, f, e, c, a, b))}


def step_left(name, values, given):
    """The right gradient of a node and its slips, for one's own gradients so far: see paper.walk()."""
    if name == "L":
        return 1.0, at_the_start(values)
    at = at_the_last_product if name in "df" else at_the_plus if name in "ec" else at_the_first_product
    right, slips = at(name, values, given)
    return right, {
        "nothing": (0.0, f"{name} gets nothing. If {name} rises by a little, does L stay where it is?"),
        "its own value": (
            values[name],
            f"what stands at {name} is what its box holds. A gradient says how L moves when it moves.",
        ),
        **slips,
        "nearly right": (1.01 * right, f"{name} is nearly right. There is nothing to round; type all its digits."),
        ELSEWHERE: (
            37.7,
            f"up to {name} all is right. Which box or circle stands to the right of {name}, and what arrives from it?",
        ),
    }


def at_the_start(values):
    start = "When L moves by a little, by how much does L move?"
    return {
        "nothing": (0.0, f"nothing has started. {start}"),
        "its own value": (values["L"], f"the walk begins with the value of L. {start}"),
        "a minus": (-1.0, f"the start has a minus. {start}"),
        "that of d": (values["f"], f"the gradient of another box stands at L. {start}"),
        "nearly right": (1.01, f"L is nearly right. {start}"),
        ELSEWHERE: (37.7, f"the walk begins with another number. {start}"),
    }


def at_the_last_product(name, values, given):
    own, other = values[name], values["f" if name == "d" else "d"]
    return other, {
        "its own value": (
            own,
            f"{name} is given its own number as its gradient. In d * f, what does L move by when {name} moves by 1?",
        ),
        "the wrong sign": (-other, f"{name} has the wrong sign. If {name} rises, does L rise or fall?"),
        "what arrives": (
            1.0,
            "d and f are treated as the parts of a sum. They are multiplied: what does L move by then?",
        ),
        "the value of L": (own * other, f"{name} is given the whole product. If {name} rises by 1, does L double?"),
        "a sum": (
            1.0 + other,
            f"at {name}, the local derivative and what arrives are added. What does the chain rule do with the two?",
        ),
        "that of the lesson": (
            -2.0 if name == "d" else 4.0,
            f"{name} has the gradient of the lesson's machine, where the knobs stood elsewhere.",
        ),
    }


def at_the_plus(name, values, given):
    own, other, arrives = values[name], values["c" if name == "e" else "e"], given["d"]
    return arrives, {
        "the wrong sign": (
            -arrives,
            f"at {name} a minus got lost, or one too many came in. What does a sum do to what arrives?",
        ),
        "its local derivative": (1.0, f"at {name}, the local derivative stands alone. What arrives from the right?"),
        "what arrives, times the other input": (
            other * arrives,
            "at the plus, what arrives is multiplied by the other input. Does a sum move by more when its other part is large?",
        ),
        "what arrives, times its own value": (
            own * arrives,
            f"at the plus, what arrives is multiplied by the input's own value. If {name} rises by 1, how far does e + c rise?",
        ),
        "a half of what arrives": (
            arrives / 2,
            f"at the plus, what arrives is split between the two. If {name} alone rises by 1, how far does the sum rise?",
        ),
        "a sum": (
            1.0 + arrives,
            f"at {name}, the local derivative and what arrives are added. What does the chain rule do with the two?",
        ),
        "the gradient of f": (
            given["f"],
            "at the plus, the gradient of f arrives. Which box stands behind the circle with the plus?",
        ),
    }


def at_the_first_product(name, values, given):
    own, other, arrives = values[name], values["b" if name == "a" else "a"], given["e"]
    return other * arrives, {
        "the wrong sign": (
            -other * arrives,
            f"{name} has the right size and the wrong sign. Which two numbers do you multiply for it, and how many of them are negative?",
        ),
        "its local derivative": (
            other,
            f"at {name}, the local derivative stands alone. What arrives from the right is missing.",
        ),
        "what arrives, times its own value": (
            own * arrives,
            f"at {name}, what arrives is multiplied by {name} itself. In a * b, what does e move by when {name} moves by 1?",
        ),
        "what arrives, unchanged": (
            arrives,
            f"{name} gets what arrives, unchanged, as at a plus. Does a product move one for one with {name}?",
        ),
        "the value of e": (
            own * other,
            f"{name} gets the value of a * b. If {name} moves by 1, what does the product move by?",
        ),
        "e's value, times what arrives": (
            own * other * arrives,
            f"at {name}, what arrives is multiplied by the whole product. If {name} moves by 1, what does the product move by?",
        ),
        "a sum": (
            other + arrives,
            f"at {name}, the other factor and what arrives are added. What does the chain rule do with the two numbers?",
        ),
        "what arrives, twice": (
            other * arrives * given["d"],
            f"at {name}, the gradients of d and e come in both. That of e holds all that happens further right already.",
        ),
        "with the gradient of f": (
            other * given["f"],
            f"at {name}, the wrong thing arrives. Which box stands behind the circle into which a and b go?",
        ),
        "one": (
            1.0,
            f"{name} gets a 1, as if nothing stood between {name} and L. Which factor does it meet, and what arrives?",
        ),
        "a half of it": (
            other * arrives / 2,
            f"{name} gets half of what it should. Nothing is shared out: each factor gets the other one times what arrives.",
        ),
    }


def seven_on_paper(a, b, c, f):
    """The exercise for a machine with these knobs."""
    values, right = seven_values(a, b, c, f), seven_gradients(a, b, c, f)

    def step(name, given):
        return step_left(name, values, given)

    return Exercise(
        number="1.5",
        title="Seven gradients on paper",
        points=4,
        takes=numbers(*NODES),
        probe=walk("your walk from L to the left", NODES, "the gradient of {}", step, 1e-4),
        reference=right,
        accepted=(seven_by_nudging(a, b, c, f), seven_by_the_engine(a, b, c, f), right | {"L": 1}),
        mistakes=tuple(slips_on(NODES, step, right)),
        parts=((1, "of [df]$"), (1, "of [ec]$"), (1, "of a$")),
        hints=(
            "Write the values of e, d and L into the picture first. Then start at the right end: what is the gradient of L?",
            "A product gives each input what arrives times the other input. A sum gives each input what arrives.",
            "In the order L; then d and f from L = d * f; then e and c from d; then a and b from e. Each is one multiplication.",
        ),
        otherwise="Write what arrives from the right beside each circle, and multiply it by the local derivative.",
        shown="You have shown that you can walk from a result back to every number it was made from.",
        follow_up="which of the seven would change if c were 100, and which would not?",
        reasoning=f"d = {text(values['d'])} and L = {text(values['L'])}. L has 1. d gets f, f gets d. The plus hands {text(f)} to "
        f"both e and c. a gets b · {text(f)} and b gets a · {text(f)}.",
        vary=seven_of_ones_own,
    )


def draw_machine(random):
    """Knobs of one digit after the point, with the signs of the class, so that what the card says of signs holds."""
    while True:
        a, c = float(random.randint(2, 7)), float(random.randint(3, 19))
        b, f = -random.randint(6, 49) / 10, -random.randint(6, 39) / 10
        promise = sum(slope**2 for name, slope in seven_gradients(a, b, c, f).items() if name in "abcf") / 100
        if 1.5 <= a * b + c <= 7 and 0.3 < promise < 0.97:
            return a, b, c, f


def knobs_of_ones_own(random):
    """Knobs that do for 1.5 and for 1.7, which goes on with them."""
    while True:
        knobs = draw_machine(random)
        if is_good(seven_on_paper(*knobs), SEVEN) and is_good(what_the_slopes_promise(*knobs), PROMISE):
            return knobs


def seven_of_ones_own(random):
    knobs = knobs_of_ones_own(random)
    return Variant(machine_texts(*knobs), seven_on_paper(*knobs))


def promise_of_ones_own(random):
    knobs = knobs_of_ones_own(random)
    return Variant(machine_texts(*knobs), what_the_slopes_promise(*knobs))


def machine_texts(*knobs):
    a, b, c, f = knobs
    before, now = seven_gradients(*CLASS_KNOBS), seven_gradients(*knobs)
    gradients = [(str(before[name]), str(round(now[name], 6))) for name in "fab"]
    return pairs(("3.0", str(a)), ("-1.5", str(b)), ("8.0", str(c)), ("-2.5", str(f)), *gradients)


SEVEN = seven_on_paper(*CLASS_KNOBS)

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
        return after | {
            f"the gradient kept in {name}": "as it was" if knob.grad == gradient else "changed"
            for name, knob, (_, gradient) in zip(names, knobs, pairs)
        }

    (a, slope_a, b, slope_b), steps = fresh(1.7, -3.0, -0.6, 0.5), fresh(0.1, 0.3)
    two = f"two knobs a = {text(a)} with gradient {text(slope_a)} and b = {text(b)} with gradient {text(slope_b)}"
    for step in steps:
        yield from observe(f"{two}, step {text(step)}", run, step, (a, slope_a), (b, slope_b))
    knobs = a, b, c, f = fresh(1.5, -2.5, 6.5, -3.5)
    four = zip(knobs, (b * f, a * f, f, a * b + c))
    at = ", ".join(map(text, knobs))
    step = fresh(0.01)
    yield from observe(f"(a*b + c) * f at {at} with its gradients, step {text(step)}", run, step, *four)


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
    parts=((2, r"\.data$"),),
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
            "no knob has moved. A line that only computes changes nothing, a new list leaves the old knobs as they are, and "
            "`knob = ...` gives the name to something else. Which attribute of the knob holds its number?",
        ),
        Mistake(
            "the gradient is moved",
            moves_the_gradient,
            "the gradients changed and the knobs did not. Which attribute of the knob holds its number?",
        ),
        Mistake(
            "two knobs only",
            lambda knobs, step: downhill(knobs[:2], step),
            "the first two knobs move and the others do not. How many come in?",
        ),
        Mistake(
            "without gradient and minus",
            moves(lambda knob, step: knob.data + step),
            "every knob goes up by the step, whatever its gradient. A gradient says which way, and how far.",
        ),
        Mistake(
            "uphill by the whole gradient",
            moves(lambda knob, step: knob.data + knob.grad),
            "each knob moves by its whole gradient, and uphill. Where does `step` come in, and which way does L fall?",
        ),
        Mistake(
            "gradients changed",
            clears,
            "the knobs are right, and the gradients are not what they were. The rule says to leave them as they are.",
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
        *(
            Mistake(
                f"a step of its own, {own}",
                moves(lambda knob, step, own=own: knob.data - own * knob.grad),
                "it always takes the same step. It is called with a `step`; does that come into your line?",
            )
            for own in (0.001, 0.01, 0.1)
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
    otherwise="Take one knob on paper: where it stands, its gradient, the step. Where should it stand afterwards?",
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


AGAINST = (
    "a share is counted as if its knob worked against the others: b and c make L fall, too. Minus times minus? (In Python, "
    "`-3**2` is −9: a negative number is squared in brackets.)"
)
TWICE = "How far does a move? And by how much does each unit of that move L? The gradient comes in both times."


def what_the_slopes_promise(*knobs):
    """The exercise for the machine of 1.5 with these knobs."""
    gradients = seven_gradients(*knobs)
    slopes = [gradients[name] for name in "abcf"]
    length = sum(slope**2 for slope in slopes)
    before = machine(*knobs)
    after = machine(*(x - 0.01 * slope for x, slope in zip(knobs, slopes)))
    promised = -0.01 * length

    def probe(answer):
        yield from observe(
            "your prediction", lambda: {"the promised change": answer}, says="", rtol=1e-4 / abs(promised)
        )

    return Exercise(
        number="1.7",
        title="What the slopes promise",
        points=3,
        takes=a_number(),
        probe=probe,
        reference=promised,
        accepted=(round(promised, 4), round(promised, 5), sum(-0.01 * slope * slope for slope in slopes)),
        mistakes=(
            *misread_promises(knobs, slopes, length),
            *shares(slopes, length),
            *measured(before, after, length),
        ),
        hints=(
            "How far does b move? And by how much does each unit of that move L?",
            "A knob moves by −0.01 times its gradient, and L moves by its gradient for each unit of that. That is one knob's share.",
            "Square the gradients of a, b, c and f from 1.5 and add them up. Multiply by the step, and mind its sign.",
        ),
        otherwise="Take one knob: how far does it move, and what does that do to L? Then the other three. Are the seven gradients "
        'right, as check("1.5", gradients) says?',
        shown="You have shown that gradients tell beforehand what a small step will do, without running the machine.",
        follow_up="run the machine with the four knobs turned: how far off is the promise? And with a step of −1 in place of −0.01?",
        reasoning="Each knob's share is its turn times its slope: −0.01 · gradient · gradient. Squares are never negative, so every "
        f"knob helps. The true change is {text(round(after - before, 4))}, not quite the same, because slopes hold for small turns only.",
        secrets=(f"{promised:.4f}", text(round(promised, 4))),
        vary=promise_of_ones_own,
        draws_with="1.5",
    )


def misread_promises(knobs, slopes, length):
    """The mistakes about what a promise is made of."""
    total, sizes = sum(slopes), sum(map(abs, slopes))
    d, f = slopes[3], slopes[2]
    return (
        Mistake("uphill", 0.01 * length, "the size is right and the sign is not. The step goes against the gradients."),
        Mistake("gradients not squared", -0.01 * total, f"the gradients are added up as they are. {TWICE}"),
        Mistake(
            "gradients not squared, uphill",
            0.01 * total,
            f"the gradients are added up as they are. {TWICE} And which way does the step go?",
        ),
        Mistake("gradients doubled", -0.02 * total, f"the gradients come in doubled, not squared. {TWICE}"),
        Mistake("sizes not squared", -0.01 * sizes, f"the sizes of the gradients are added up. {TWICE}"),
        Mistake(
            "without the minuses of b and c",
            -0.01 * sum(slope * abs(slope) for slope in slopes),
            AGAINST,
        ),
        *(
            Mistake(f"without the minus of {name}", -0.01 * (length - 2 * gradient**2), AGAINST)
            for name, gradient in zip("bc", slopes[1:])
        ),
        Mistake(
            "without the step",
            -length,
            "that is the promise for a step of 1. Each knob moves only by 0.01 times its gradient.",
        ),
        Mistake(
            "without the step, uphill",
            length,
            "that is for a step of 1, and uphill. Each knob moves only by 0.01 times its gradient, and against it.",
        ),
        Mistake(
            "the step squared",
            -(0.01**2) * length,
            "the step comes in twice. It says how far a knob moves; how much L moves for each unit has nothing to do with it.",
        ),
        Mistake("a step of 0.1", -0.1 * length, "ten times too much. Count the zeros of the step."),
        Mistake("a step of 0.001", -0.001 * length, "ten times too little. Count the zeros of the step."),
        Mistake("half", -0.005 * length, "it is half of the promise. There is no ½ in a slope times a turn."),
        Mistake("double", -0.02 * length, "it is double the promise. Is a share counted twice?"),
        Mistake("the average", -0.0025 * length, "it is an average over the four knobs. Small effects add up."),
        Mistake(
            "the root",
            -0.01 * math.sqrt(length),
            "a root was taken at the end. The shares of the knobs are added up, and that is all.",
        ),
        Mistake(
            "the values in place of the gradients",
            -0.01 * sum(x * x for x in knobs),
            "the knobs' values are squared. The turn is made of gradients.",
        ),
        Mistake(
            "values times gradients",
            -0.01 * sum(x * slope for x, slope in zip(knobs, slopes)),
            "each gradient is multiplied by the knob's value. By what does the knob *move*?",
        ),
        Mistake(
            "added, then squared",
            -0.01 * total**2,
            "the gradients are added first and squared afterwards. Each knob has a share of its own; add up the shares.",
        ),
        Mistake(
            "d in the place of f",
            -0.01 * (length - d**2 + f**2),
            "the gradient of f is not the one you found in 1.5; this looks like that of d. Which of the two is a knob?",
        ),
        Mistake(
            "local derivatives",
            -0.01 * (knobs[1] ** 2 + knobs[0] ** 2 + f**2 + d**2),
            'at a and b the local derivatives are used, not the gradients. Does check("1.5", gradients) say yes?',
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
        Mistake("nothing", 0.0, "no change at all? Each knob is turned in the direction in which L falls."),
    )


def shares(slopes, length):
    """The mistakes about whose shares are added up."""
    e_and_d = slopes[2] ** 2
    yield Mistake(
        "all seven nodes", -0.01 * (length + 2 * e_and_d + 1), "all seven nodes are counted. Which of them do you turn?"
    )
    yield Mistake(
        "all but L",
        -0.01 * (length + 2 * e_and_d),
        "e and d are counted as well. They move because the knobs do; which of the nodes do you turn?",
    )
    yield Mistake(
        "e or d as a fifth knob",
        -0.01 * (length + e_and_d),
        "there are five shares: e or d is counted as well. It moves because the knobs do; which of the nodes do you turn?",
    )
    for name, slope in zip("abcf", slopes):
        alone = f"that is the share of {name} alone. The other knobs move as well, and small effects add up."
        yield Mistake(f"the share of {name}", -0.01 * slope**2, alone)
        yield Mistake(
            f"without {name}", -0.01 * (length - slope**2), "one of the four knobs is left out. Count your shares."
        )


def measured(before, after, length):
    """The mistakes of those who ran the machine, or answered another question, or rounded."""
    promised = -0.01 * length
    return (
        Mistake(
            "the true change",
            after - before,
            "that is what L really does, measured by running the machine. The question is what the slopes promise; the two "
            "differ a little.",
        ),
        Mistake(
            "the new L", before + promised, "that is where L ends up, if the promise holds. By how much has it changed?"
        ),
        Mistake(
            "the true new L",
            after,
            "that is L after the step, measured. By how much do the slopes promise it to change?",
        ),
        Mistake("the old L", before, "that is L before the step. By how much does it change?"),
        Mistake(
            "rounded",
            round(promised, 2),
            "two digits are not enough to tell the promise from the true change. Give four.",
        ),
        Mistake(
            "rounded to three digits",
            round(promised, 3),
            "this agrees with the promise to three digits after the point. The card asks for four: round at the end only.",
        ),
        Mistake(
            "rounded further",
            round(promised, 1),
            "one digit is not enough to tell the promise from the true change. Give four.",
        ),
        Mistake(
            "rounded, uphill",
            -round(promised, 2),
            "the sign is not right: the step goes against the gradients. And give four digits.",
        ),
    )


PROMISE = what_the_slopes_promise(*CLASS_KNOBS)

EXERCISES = [SLOPE_AHEAD, SLOPE_BOTH_WAYS, NUDGE_SIZE, EACH_IN_TURN, SEVEN, STEP, PROMISE]
