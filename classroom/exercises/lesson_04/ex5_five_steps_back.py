"""4.5: on paper, five steps back. Everything follows from e."""

import math

from classroom.checks import kinds
from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import signed
from micrograd_core import Value

NAMES = ("o", "p", "q", "e", "n")
CELL = """traced = {"o": ..., "p": ..., "q": ..., "e": ..., "n": ...}
### BEGIN SOLUTION
traced = {"o": 0.6, "p": 0.2, "q": -0.12, "e": 0.08, "n": 0.64}
### END SOLUTION"""


def probe(traced):
    yield from observe("your steps forwards", lambda: {"o": traced["o"]}, says="", rtol=2e-3)
    gradients = {f"{name}.grad": traced[name] for name in NAMES[1:]}
    yield from observe("your steps back", lambda: gradients, says="", rtol=2e-3)


def right_trace(e):
    """What is right for o = p / q with p = e - 1 and q = e + 1, by the engine."""
    n = Value(math.log(e) / 2)
    exponential = (2 * n).exp()
    p, q = exponential - 1, exponential + 1
    o = p / q
    o.backward()
    return {"o": o.data, "p": p.grad, "q": q.grad, "e": exponential.grad, "n": n.grad}


# What is typed wrong. To the right of each =, o, p, q, e and n are the numbers, and dp, dq, de and dn their gradients.
MISTAKES = """
sign of the denominator | q = -dq | e = dp - dq | n = 2 * e * (dp - dq)
    q's gradient has the wrong sign. When the denominator grows, does the quotient grow?
sign of the denominator, in q alone | q = -dq
    q's gradient has the wrong sign, though e's is right. When the denominator grows, does the quotient grow?
sign of o | o = -o
    o has the wrong sign. p and q are both positive here.
sign of p | p = -dp | e = -dp + dq | n = 2 * e * (-dp + dq)
    p's gradient has the wrong sign. When the numerator grows, does the quotient grow?
sign of p, in p alone | p = -dp
    p's gradient has the wrong sign, though e's is right. When the numerator grows, does the quotient grow?
sign of both | p = -dp | q = -dq | e = -dp - dq | n = 2 * e * (-dp - dq)
    p's and q's gradients have the wrong signs. When the numerator grows, does the quotient grow? And the denominator?
sign of e | e = -de | n = 2 * e * -de
    e's gradient has the wrong sign. Add the shares of the two paths again: which of them is the larger?
sign of e, in e alone | e = -de
    e's gradient has the wrong sign, though n's is right. Which of e's two shares is the larger?
sign of n | n = -dn
    n's gradient has the wrong sign. Both steps from e back to n have a positive slope.
the 2 taken twice | n = 2 * dn
    n's gradient has a 2 too many. Between n and the exp there is one multiplication by 2; it counts once.
no square | q = -p / q | e = dp - p / q | n = 2 * e * (dp - p / q)
    in q's gradient, one q is missing below the fraction bar. What does the rule of powers make of an exponent of −1?
no square, in q alone | q = -p / q
    in q's gradient, one q is missing below the fraction bar, though e's is right. What does the rule of powers make of an
    exponent of −1?
numerator forgotten, in q alone | q = -1 / q**2
    q's gradient is that of 1 / q, though e's is right. What stands above the fraction bar here?
one over p | p = 1 / p
    p was given 1 over itself. When only the numerator of p / q moves, what is it divided by?
one over e | p = 1 / e
    p was given 1 over e. Which number does the division divide by?
o upside down, alone | o = q / p
    o is upside down. Which of p and q does the card divide by?
e without its minus, alone | e = dp - dq
    e's gradient is the difference of its two shares. How do the shares of two paths combine, with their signs?
numerator forgotten | q = -1 / q**2 | e = dp - 1 / q**2 | n = 2 * e * (dp - 1 / q**2)
    q's gradient is that of 1 / q. What stands above the fraction bar here?
p moves one for one | p = 1.0 | e = 1 + dq | n = 2 * e * (1 + dq)
    p was given 1, as if o moved one for one with it. What happens to p on its way to o?
p times q | p = q | q = p | e = p + q | n = 2 * e * (p + q)
    the gradients of p and q are those of a product. The last step is a division.
p and q exchanged | p = dq | q = dp
    p and q have each other's gradients.
one path only, through p | e = dp | n = 2 * e * dp
    e got what comes through p. By which other path does e reach o?
one path only, through q | e = dq | n = 2 * e * dq
    e got what comes through q. By which other path does e reach o?
only local | p = 1.0 | q = 1.0 | e = 2.0 | n = 2 * e * 2
    p and q were both given 1. Between them and o there is a division: what does each receive from it?
q like p | q = dp | e = 2 * dp | n = 2 * e * 2 * dp
    q was given the same as p. p stands above the fraction bar, q below.
q like p, with a minus | q = -dp | e = 0.0 | n = 0.0
    q was given what p gets, with a minus. How steep is p / q in q: does that depend on p?
paths averaged | e = de / 2 | n = 2 * e * de / 2
    e got the mean of the two paths. How do the shares of two paths combine?
paths subtracted | e = dp - dq | n = 2 * e * (dp - dq)
    the shares of the two paths were subtracted, perhaps because p is e minus 1. How do the shares of two paths combine?
paths multiplied | e = dp * dq | n = 2 * e * dp * dq
    the shares of the two paths were multiplied. You multiply along a path; what do you do with several paths?
exp taken again | n = 2 * exp(e) * de
    the slope of exp was taken at the input {e:g}. But {e:g} is its result.
the 2 forgotten | n = e * de
    n's gradient is missing the last step back: there is a multiplication between n and the exp.
the exp forgotten | n = 2 * de
    n's gradient has the 2 but not the exp: what is the slope of exp where its result is {e:g}?
handed on unchanged | n = de
    n was given e's gradient, unchanged. Between n and e there are two steps: how steep is each?
exp's slope from its input | n = 2 * (2 * n) * de
    the slope of exp was taken as its input, 2n. Which number is it?
exp's slope from n | n = 2 * n * de
    the slope of exp was taken as n. Which number is it?
slope of tanh from n | n = 1 - n**2
    n was given 1 minus its own square; lesson 02's formula squares something else. Better to walk: what arrives at the
    exp, and what does it multiply by?
data instead of gradients | p = p | q = q | e = e | n = n
    these are the nodes' numbers. You want their gradients: how much o moves when they do.
upside down | o = q / p | p = -q / p**2 | q = 1 / p | e = -2 / p**2 | n = 2 * e * -2 / p**2
    the division is upside down. Which of p and q does the card divide by?
"""


def wrong_traces(e, n, right):
    """The known mistakes for this e, and n as it stands on the card."""
    gradients = {f"d{name}": right[name] for name in NAMES[1:]}
    numbers = {"o": right["o"], "p": e - 1, "q": e + 1, "e": e, "n": n, "exp": math.exp}
    found = numbers_of(MISTAKES, numbers | gradients, right)
    return tuple(Mistake(name, answer, message) for name, (answer, message) in found.items())


def paper(number):
    """A number as one writes it on paper, to four digits."""
    return f"{number:.4g}"


def tracing(e):
    """Exercise 4.5 where exp(2n) is e."""
    right, n = right_trace(e), round(math.log(e) / 2, 4)
    o, p, q, at_e, at_n = map(paper, right.values())
    by_formulas = {"o": (e - 1) / (e + 1), "p": 1 / (e + 1), "q": -(e - 1) / (e + 1) ** 2}
    by_formulas |= {"e": 2 / (e + 1) ** 2, "n": 2 * e * 2 / (e + 1) ** 2}
    return Exercise(
        number="4.5",
        title="On paper: five steps back",
        points=2,
        takes=kinds.numbers(*NAMES),
        probe=probe,
        reference=right,
        cell=CELL,
        accepted=({name: round(value, 4) for name, value in right.items()}, by_formulas),
        mistakes=wrong_traces(e, n, right),
        hints=(
            "First forwards: p and q from e, then o. Then backwards, and the division first: what does it hand to p, and what to q?",
            "Two paths lead from e to o, so e's gradient is a sum of two shares, and one of them is negative.",
            "p gets 1 / q, and q gets −p / q². Both hand it on to e unchanged. Then times e for the exp, then times 2.",
        ),
        otherwise="For o, divide once more. For a gradient: which steps use that node, how steep is each, and what arrives behind it?",
        parts=((0.5, ": o$"), (0.5, r": [pq]\.grad$"), (0.5, r": [pqe]\.grad$")),
        shown="You have shown that five small steps add up to the slope of tanh without knowing it.",
        follow_up="lesson 02 gets n's gradient from o alone, in one step. Does it agree?",
        follow_up_answer=f"Yes: 1 − o², with o = {o}, is {at_n}. The five steps multiply out to that formula.",
        reasoning=f"p = {e - 1:g}, q = {e + 1:g}, o = {o}. The division hands 1/q = {p} to p and −p/q² = {signed(q)} to q; − and + pass "
        f"these on, so e gets {at_e}. Times {e:g} for the exp, times 2: {at_n}, which is 1 − o².",
        vary=other_trace,
    )


EASY = [tenths / 10 for tenths in range(16, 57) if tenths not in (20, 30, 40)]  # for e: no two of the numbers agree


def other_trace(rng):
    """The same steps from another e."""
    old, new = (tracing(e) for e in (4.0, rng.choice(EASY)))
    return Variant(tuple(zip(card_numbers(old), card_numbers(new))), new)


def card_numbers(exercise):
    """The numbers of the card, the bound that all five keep to, and those of the solution."""
    n = math.atanh(exercise.reference["o"])
    bound = math.ceil(10 * max(exercise.reference.values())) / 10
    return [f"{math.exp(2 * n):g}", f"{n:.4f}", f"{bound:g}", *map(paper, exercise.reference.values())]


EXERCISE = tracing(4.0)
