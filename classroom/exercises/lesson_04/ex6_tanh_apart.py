"""4.6: tanh without tanh."""

import math

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.engines_probe import Small
from classroom.exercises.lesson_04 import ex6_tanh_apart_probe as tried
from classroom.exercises.lesson_04 import shared
from micrograd_core import Value  # noqa: F401, the table needs it


def tanh_apart(n):
    ### BEGIN SOLUTION
    e = (2 * n).exp()
    return (e - 1) / (e + 1)
    ### END SOLUTION


def exp(self):
    """The one of the lesson, for a mistake."""
    y = math.exp(self.data)
    return Small(y, "exp", (self,), (y,))


MISTAKES = """
n for 2n | 2 * n → n
    the gradients fit the values, but this is not tanh: it is too flat. Try `math.tanh` at n and at n / 2.
4n for 2n | 2 * n → 4 * n
    the gradients fit the values, but this is not tanh: it is too steep. Try `math.tanh` at n and at 2n.
the 2 outside | (2 * n).exp() → 2 * n.exp()
    the 2 multiplies the result of exp. It should multiply n, before exp is taken.
n squared | 2 * n → n * n
    n is squared before the exp. tanh(−n) should be −tanh(n), and yours gives the same on both sides.
upside down | (e - 1) / (e + 1) → (e + 1) / (e - 1)
    the result is beyond 1. Which should be the larger, what stands above the fraction bar or below?
wrong sign | e - 1 → 1 - e
    the sign is wrong: a positive n gives a negative result. Some forms have −2n, others 2n: did two of them get mixed?
brackets missing | (e - 1) / (e + 1) → e - 1 / e + 1
    division comes before minus and plus. What do you have to do to the upper and the lower part?
lower brackets missing | (e + 1) → e + 1
    the division takes only what stands next to it. What do you have to do to the lower part?
upper brackets missing | (e - 1) → e - 1
    the division takes only what stands next to it. What do you have to do to the upper part?
lower brackets missing, two powers | =
    | return (n.exp() - (-n).exp()) / n.exp() + (-n).exp()
    the division takes only what stands next to it. What do you have to do to the lower part?
upside down, and turned | (e - 1) / (e + 1) → (1 + e) / (1 - e)
    the result is beyond −1, and its sign is wrong. What stands above the fraction bar, and what below?
sign below the fraction bar | (e - 1) / (e + 1) → 1 - 2 / (e - 1)
    near n = 0, where e is 1, the result leaves the range from −1 to 1. Look at the sign below the fraction bar.
shifted up | 2 * n → -2 * n | (e - 1) / (e + 1) → 2 / (1 + e) + 1
    the result runs from 1 to 3. It has the right shape; where should its middle lie?
e by hand | (2 * n).exp() → 2.718 ** (2 * n)
    it is right to three digits. e has more digits than you typed: which method knows them all?
a series | =
    | return n - n**3 / 3
    @SERIES
a longer series | =
    | return n - n**3 / 3 + 2 * n**5 / 15
    @SERIES
a function of math | (2 * n).exp() → math.exp(2 * n)
    @OF_MATH
wrapped again | (2 * n).exp() → Value((2 * n).exp())
    a Value is made from a plain number. What comes out of `exp` and of arithmetic with Values is one already.
exp of a number | 2 * n → 2 * n.data
    @EXP_OF_A_NUMBER
a Small comes back | =
    | return exp(n)
    a Small came out of a Value: the lesson's function `exp` makes Smalls. A Value has its own `exp`, behind a dot.
sigmoid of 2n | (e - 1) → e
    the result runs from 0 to 1: the sigmoid. tanh runs from −1 to 1. How do you stretch and shift one into the other?
sigmoid of n | 2 * n → n | (e - 1) → e
    the result runs from 0 to 1 and rises slowly: the sigmoid. tanh runs from −1 to 1 and rises faster.
half a difference | =
    | return (n.exp() - (-n).exp()) / 2
    that is sinh, which grows beyond 1. What should stand below the fraction bar?
calls tanh | =
    | return n.tanh()
    the value is right because the engine's own `tanh` computes it. The task is to do without it.
calls sigmoid | =
    | return 2 * (2 * n).sigmoid() - 1
    a good form, but with a finished node in it. The sigmoid is made of exp as well: can you write it out?
cut off | 2 * n → Value(2 * n.data)
    the value is right, but n gets nothing: somewhere a new Value was made from a number. Let n do the arithmetic
    itself.
cut below the fraction bar | (e + 1) → (e.data + 1)
    the value is right, but the gradient is too large: one of e's two paths is cut off. Where did you use `.data`?
cut above the fraction bar | (e - 1) → (e.data - 1)
    the value is right, but the gradient is negative: one of e's two paths is cut off. Where did you use `.data`?
a straight line through the point | =
    | t = math.tanh(n.data)
    | return Value(t) + (n - n.data) * (1 - t * t)
    value and gradient are right, and it is not tanh that you built: a straight line, from numbers taken out of n. Let n
    do the arithmetic.
a form for each sign | =
    | if n.data >= 0:
    |     e = (-2 * n).exp()
    |     return (1 - e) / (1 + e)
    | e = (2 * n).exp()
    | return (e - 1) / (e + 1)
    both forms are right, and `n.data` decides between them: that takes a number out of n. From −5 to 5 either form does on
    both sides.
value of math, multiplied | =
    | return n * (math.tanh(n.data) / n.data if n.data else 1.0)
    the value is computed outside the graph and multiplied in. For the engine that is a straight line through 0.
always 1 | (e - 1) / (e + 1) → (e + 1) / (e + 1)
    the same stands above and below the fraction bar, so the result is 1, whatever n is.
nothing below | (e - 1) / (e + 1) → e - 1
    the result grows without end: there is no fraction. What should stand below the bar?
power before product | (2 * n).exp() → Value(2.718281828459045) ** 2 * n
    a power is taken before a product, so the 2 alone is the exponent. What should be in it as well?
relu | =
    | return n.relu()
    relu is another function that bends, with a corner. tanh is smooth and stays between −1 and 1.
a softsign | =
    | return n / (1 + (n * n) ** 0.5)
    that has the shape of tanh, and no exp in it. It comes close to 1 much more slowly.
the 1 below forgotten | / (e + 1) → / e
    the lower part lacks something. As n grows, the result should come close to 1 at the pace of tanh; at −n, to −1.
the 1 above forgotten, and a 2 | (e - 1) / (e + 1) → 2 / (e + 1)
    the result runs from 2 down to 0. What do you have to do to it, so that it runs from −1 up to 1?
one over cosh | =
    | return 2 / (n.exp() + (-n).exp())
    that is 1 over cosh, a bump. What should stand above the fraction bar?
halved | / (e + 1) → / (e + 1) / 2.0
    the result is half of tanh, in value and gradient. It should come close to 1 far out.
doubled | / (e + 1) → / (e + 1) * 2.0
    the result is twice tanh, in value and gradient. It should come close to 1 far out.
n doubled in place | e = (2 * n).exp() → n.data *= 2; e = n.exp()
    you changed `n.data`. The number that came in has to stay as it is; make a new Value of it.
of the size | 2 * n → 2 * (n * n) ** 0.5
    the sign of n is lost. tanh(−n) should be −tanh(n).
rounded | =
    | e = (2 * n).exp()
    | return Value(round(((e - 1) / (e + 1)).data, 4))
    the value is rounded, and it is a new Value that knows nothing of n.
the 1 as well | (e - 1) / (e + 1) → e / (e + 1) - 1
    the result runs from −1 to 0. It has the right shape, half as high; what is missing above the fraction bar?
a number comes back | (e - 1) / (e + 1) → ((e - 1) / (e + 1)).data
    the result is a plain number, which remembers nothing. Let the Values do the arithmetic, from n on.
"""


EXERCISE = Exercise(
    number="4.6",
    title="tanh without tanh",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=tanh_apart,
    cell=cell_of(tanh_apart),
    accepted=(
        lambda n: (n.exp() - (-n).exp()) / (n.exp() + (-n).exp()),
        lambda n: 2 * (1 / (1 + (-2 * n).exp())) - 1,
        *rewritten(
            tanh_apart,
            globals(),
            "2 * n → -2 * n | (e - 1) / (e + 1) → (1 - e) / (1 + e)",
            "(e - 1) / (e + 1) → 1 - 2 / (e + 1)",
            "(2 * n).exp() → math.e ** (2 * n) | / (e + 1) → * (e + 1) ** -1",
        ),
    ),
    mistakes=mistakes_of(tanh_apart, MISTAKES, globals(), "4.6", shared),
    hints=(
        "Lesson 04 has four forms of tanh that hold an exp. Which one do you remember, and what goes into its exp?",
        "Give the exponential a name first: e, the exp of twice n. The rest is one fraction, with e above and below the fraction bar.",
        "With e = exp(2n): e minus 1, over e plus 1. Each of the two parts in brackets.",
    ),
    parts=((1, r": (the result|y\.data|in its graph|finished functions in it|numbers taken out of the graph)$"),),
    otherwise="Compare your form with `math.tanh` at that n, part by part: what is above the fraction bar, what below?",
    shown="You have shown that an engine finds the slope of tanh from exp and arithmetic alone.",
    follow_up="at which n does your form fail, and on which side?",
    follow_up_answer="With exp(2n), beyond n = 355 or so on the right; with exp(−2n), as far on the left. A float ends near e to the "
    "power of 709.8, and the form with both exponentials fails on both sides, at twice that distance.",
    reasoning="e appears above and below the fraction bar, so it has two paths to the result, and the engine adds them up. Any form will "
    "do that equals tanh: the gradients then agree as well.",
    secrets=("e - 1", "e − 1"),
)
