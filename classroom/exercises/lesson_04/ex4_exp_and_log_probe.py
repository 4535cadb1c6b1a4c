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

    def exactly(text, f, x):
        return observe(f"y = {text} at a = {signed(x)}", run, f, x, says="it should be", rtol=1e-12)

    p, q, r, s, t = fresh(0.6, -1.3, 0.4, 3.7, 1.7)
    yield from tried("exp(a)", exp, p)
    yield from tried("exp(a)", exp, q)
    yield from tried("exp(a) * a", lambda a: exp(a) * a, p)
    yield from tried("log(a)", log, r)
    yield from tried("log(a)", log, s)
    yield from tried("log(a) * a", lambda a: log(a) * a, s)
    yield from tried("log(exp(a))", lambda a: log(exp(a)), t)
    large, tiny, factor = fresh(23.7, 0.0021, -0.3)
    yield from exactly("exp(a)", exp, large)  # to more digits than a nudge has
    yield from exactly("log(a)", log, tiny)
    yield from tried("exp(a)", exp, 0.0)
    yield from tried("log(a)", log, 1.0)
    yield from tried("log(a)", log, large)
    yield from tried(f"exp(a) * {signed(factor)}", lambda a: exp(a) * factor, r)
    yield from tried(f"log(a) * {signed(factor)}", lambda a: log(a) * factor, t)
