"""How 4.4 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import outcome, signed
from classroom.exercises.lesson_04.shared_probe import class_of, functions

takes = functions(2, "self")


def probe(answers):
    kind = class_of(answers)
    exp, log = answers

    def run(f, x):
        a = kind(x)
        return outcome(f(a), a=a)

    def tried(text, f, x):
        return observe(f"y = {text} at a = {signed(x)}", run, f, x)

    p, q, r, s, t = fresh(0.6, -1.3, 0.4, 3.7, 1.7)
    yield from tried("exp(a)", exp, p)
    yield from tried("exp(a)", exp, q)
    yield from tried("exp(a) * a", lambda a: exp(a) * a, p)
    yield from tried("log(a)", log, r)
    yield from tried("log(a)", log, s)
    yield from tried("log(a) * a", lambda a: log(a) * a, s)
    yield from tried("log(exp(a))", lambda a: log(exp(a)), t)
