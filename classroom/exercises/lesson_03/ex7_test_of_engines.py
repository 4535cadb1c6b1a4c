"""3.7: a test that catches wrong engines."""

import math

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_03 import ex7_test_of_engines_probe as tried
from classroom.instruments import nudge


def is_right(Value):
    ### BEGIN SOLUTION
    def f(a, b, tanh):
        t = a * b
        u = t * t
        return tanh((t + u) * (u + t)) * a

    a, b = Value(0.9), Value(0.7)
    f(a, b, Value.tanh).backward()
    slopes = nudge(lambda a, b: f(a, b, math.tanh), 0.9, 0.7)
    return all(abs(x.grad - slope) < 1e-6 for x, slope in zip((a, b), slopes))
    ### END SOLUTION


def is_right_by_numbers(Value):
    """Two expressions, with gradients worked out on paper."""
    a, b = Value(0.5), Value(-1.5)
    t = a * b
    u = t * t
    y = t + u + (u + t)
    y.backward()
    slope = 2 * (1 + 2 * 0.5 * -1.5)
    polynomial = abs(a.grad + 1.5 * slope) < 1e-9 and abs(b.grad - 0.5 * slope) < 1e-9
    n = Value(0.6)
    o = n.tanh() * Value(3.0)
    o.backward()
    squash = abs(o.data - 3 * math.tanh(0.6)) < 1e-9 and abs(n.grad - 3 * (1 - math.tanh(0.6) ** 2)) < 1e-9
    return polynomial and squash


MISTAKES = """
always content | =
    | return True
    it is content with every engine. What makes it say False?
only a sum | tanh((t + u) * (u + t)) * a → a + b
    it looks at one sum. An engine has other operations, and things go wrong between them.
nothing used twice | =
    | a, b, c = Value(0.9), Value(0.7), Value(0.4)
    | ((a * b + c).tanh() * Value(3.0)).backward()
    | slopes = nudge(lambda a, b, c: math.tanh(a * b + c) * 3.0, 0.9, 0.7, 0.4)
    | return all(abs(x.grad - slope) < 1e-6 for x, slope in zip((a, b, c), slopes))
    every value in its expression is used once. Which mistakes of lesson 03 stay invisible then?
only a product | tanh((t + u) * (u + t)) * a → a * b
    it looks at one product. An engine has other operations, and things go wrong between them.
only a tanh | tanh((t + u) * (u + t)) * a → tanh(a)
    it looks at one tanh. An engine has other operations, and things go wrong between them.
product and sum | tanh((t + u) * (u + t)) * a → a * b + a
    its expression has no tanh, and no computed node that is used twice. Which wrong engines show only with one or the
    other?
no tanh | tanh((t + u) * (u + t)) * a → (t + u) * (u + t) * a
    it is content with engines whose tanh is wrong. Is there a tanh in your expression?
tanh at the end | tanh((t + u) * (u + t)) * a → tanh((t + u) * (u + t) * a)
    tanh is the last step of its expression. What arrives there, and which wrong rule looks right then?
only leaves used twice | tanh((t + u) * (u + t)) * a → tanh(a * b) * a + a
    no computed node is used twice in its expression, and then all walks are alike.
one order only | tanh((t + u) * (u + t)) * a → tanh(u + t) * a
    two engines get through: one whose + overwrites, and one that walks level by level. Would a second sum, with its
    parts in the other order, catch them?
no + comes second | tanh((t + u) * (u + t)) * a → tanh(t + u) * a
    no + in your expression hands to a node that already holds a share. Which steps would have to run before that +, and
    which node would they hand to?
one gradient only | all( → any(
    it is content where one of the gradients is right and another one is not. Which of them do you compare, and must all
    of them agree?
too small is let through | 0.7 → -0.7 | abs(x.grad - slope) → x.grad - slope
    it is content where one gradient is right and another is too small. Is each of them compared, and does a difference
    count on either side of 0?
too large is let through | 0.7 → -0.7 | abs(x.grad - slope) → slope - x.grad
    it is content where one gradient is right and another is too large. Is each of them compared, and does a difference
    count on either side of 0?
values only | f(a, b, Value.tanh).backward() → y = f(a, b, Value.tanh)
    | slopes = nudge(lambda a, b: f(a, b, math.tanh), 0.9, 0.7) → exact = f(0.9, 0.7, math.tanh)
    | all(abs(x.grad - slope) < 1e-6 for x, slope in zip((a, b), slopes)) → abs(y.data - exact) < 1e-9
    it looks at values and never at a gradient.
gradients only | f(a, b, math.tanh) → f(Value(a), Value(b), Value.tanh).data
    it nudges the engine's own forward pass, and a wrong value with a slope that fits it slips through. With what else
    could you compare?
a product of products | =
    | a, b = Value(0.9), Value(0.7)
    | t = a * b
    | (t * t).backward()
    | return abs(a.grad - 2 * 0.9 * 0.7**2) < 1e-6 and abs(b.grad - 2 * 0.7 * 0.9**2) < 1e-6
    there are only products in it. + and tanh have mistakes of their own, and a wrong walk shows where two paths
    of different length lead to a node.
the lesson's expression | tanh((t + u) * (u + t)) * a → t + u
    it is the expression of the lesson, t + t * t, and catches most walks. It has no tanh, and nothing that comes before its
    one +.
only a + a | tanh((t + u) * (u + t)) * a → a + a
    it looks at one sum, of a leaf and itself. An engine has other operations, and things go wrong between them.
one order, and tanh at the end | tanh((t + u) * (u + t)) * a → tanh(t + u)
    tanh is the last step of its expression, and t + u stands in it in one order only. What arrives at the tanh, and which
    walks does the other order catch?
the wrong way round | abs(x.grad - slope) < 1e-6 → abs(x.grad - slope) > 1e-6
    it says False of engines that are right, and True of some that are wrong. Which way round does your comparison stand?
too strict | abs(x.grad - slope) < 1e-6 → x.grad == slope
    it refuses right engines as well. Nothing is wrong with them; what makes your test say so? If it compares with what
    nudging finds, how close is close enough?
"""


EXERCISE = Exercise(
    number="3.7",
    title="A test that catches wrong engines",
    points=4,
    takes=tried.takes,
    probe=tried.probe,
    reference=is_right,
    cell=cell_of(is_right),
    accepted=(
        is_right_by_numbers,
        *rewritten(
            is_right,
            globals(),
            "tanh((t + u) * (u + t)) * a → tanh((t + u) * (u + t)) * a * type(a)(3.0)",
            """
            =
            | a, b = Value(0.9), Value(0.7)
            | (a + b).backward()
            | return a.grad == b.grad == 1 and is_right(Value)
            """,
        ),
    ),
    mistakes=mistakes_of(is_right, MISTAKES, globals(), "3.7"),
    hints=(
        "Which expression in lesson 03 told a wrong walk from a right one? And which told = from +=?",
        (
            "One expression can do it all: a computed node t, used directly and through u, in both orders; a + and a * "
            "that hand to a node which already holds a share; a tanh with something behind it. Compare the gradients "
            "with what `nudge` finds for plain numbers and `math.tanh`."
        ),
        (
            "Write f once, for numbers and for Values: f(a, b, tanh). Let it hold t + u and u + t, and multiply these. "
            "Build it with Values and call backward(); build it with numbers and nudge that; return whether the gradients "
            "agree to 1e-6."
        ),
    ),
    parts=tuple(
        (1, rf"(a right|the course's) engine|{faults}") for faults in (r"whose [+*]", "whose tanh", "seed|walks")
    ),
    otherwise="A wrong engine slips through: the words in brackets say where its mistake shows. Is there such a place in your "
    "expressions? A right one is refused: with what do you compare, and how closely?",
    shown="You have shown that a well-chosen test catches fourteen wrong engines, and lets four right ones pass.",
    follow_up="which wrong engine would your test still let pass? Think of a number at which two formulas agree.",
    follow_up_answer="For example one whose tanh is right up to n = 2 and wrong beyond, or whose * goes wrong where a factor "
    "is 0: a test knows only the numbers that it tries. More numbers, of both signs, and 0, leave less room.",
    reasoning="t is used directly and through u, in both orders, so wrong walks and overwriting show. tanh is neither "
    "first nor last, so a forgotten upstream gradient shows. What is nudged is the formula with math.tanh, not the "
    "engine, so a wrong value shows in the slopes.",
    equivalent=(
        ("return all((abs(slope - x.grad) < 1e-06 for x, slope in zip((a, b), slopes)))", "abs takes either sign"),
        ("return all((abs(x.grad - slope) <= 1e-06 for x, slope in zip((a, b), slopes)))", "no error is exactly 1e-6"),
        ("return tanh((t + u) * (u * t)) * a", "another expression that catches all fourteen"),
        ("return tanh(t + u + (u + t)) * a", "another expression that catches all fourteen"),
        ("u = t + t", "another expression that catches all fourteen"),
    ),
)
