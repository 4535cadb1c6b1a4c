"""1.5: seven gradients on paper, of L = d * f, d = e + c, e = a * b. The answer is a dict: nothing is run."""

from functools import cache

from classroom.checks import kinds
from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Variant
from classroom.checks.fresh import text
from classroom.checks.on_paper import is_good, pairs, slips_on, walk
from classroom.checks.registry import registry
from classroom.instruments import nudge
from micrograd_core import Value

NODES = ("L", "d", "f", "e", "c", "a", "b")
CLASS_KNOBS = (3.0, -1.5, 8.0, -2.5)
CELL = """
gradients = {"L": ..., "d": ..., "f": ..., "e": ..., "c": ..., "a": ..., "b": ...}
### BEGIN SOLUTION
gradients = {"L": 1.0, "d": -2.5, "f": 3.5, "e": -2.5, "c": -2.5, "a": 3.75, "b": -7.5}
### END SOLUTION
"""


def machine(a, b, c, f):
    return (a * b + c) * f


def seven_values(a, b, c, f):
    e = a * b
    d = e + c
    return {"L": d * f, "d": d, "f": f, "e": e, "c": c, "a": a, "b": b}


def seven_gradients(a, b, c, f):
    d = a * b + c
    return {"L": 1.0, "d": f, "f": d, "e": f, "c": f, "a": b * f, "b": a * f}


def seven_by_nudging(*knobs):
    a, b, c, f = nudge(machine, *knobs)
    return {"a": a, "b": b, "c": c, "d": c, "e": c, "f": f, "L": 1}


def seven_by_the_engine(*knobs):
    a, b, c, f = map(Value, knobs)
    e = a * b
    d = e + c
    L = d * f
    L.backward()
    return {name: node.grad for name, node in zip(NODES, (L, d, f, e, c, a, b))}


# What a wrong gradient of a node looks like. own: that node's value; other: the value of what it is multiplied by or
# added to; arrives: the gradient of what the two make, which is the student's own, as grad_d and grad_f are.
AT_THE_START = """
nothing | 0.0
    nothing has started. When L moves by a little, by how much does L move?
its own value | own
    the walk begins with the value of L. When L moves by a little, by how much does L move?
a minus | -1.0
    the start has a minus. When L moves by a little, by how much does L move?
that of d | f
    the gradient of another box stands at L. When L moves by a little, by how much does L move?
nearly right | 1.01
    L is nearly right. When L moves by a little, by how much does L move?
a number from elsewhere | 37.7
    the walk begins with another number. When L moves by a little, by how much does L move?
"""
AT_EACH = """
nothing | 0.0
    {name} gets nothing. If {name} rises by a little, does L stay where it is?
its own value | own
    {name} is given the value in its box. A gradient says how L moves when {name} moves.
"""
AT_THE_LAST_PRODUCT = """
its own value | own
    {name} is given its own number as its gradient. In d * f, what does L move by when {name} moves by 1?
the wrong sign | -other
    {name} has the wrong sign. If {name} rises, does L rise or fall?
what arrives | 1.0
    d and f are treated as the parts of a sum. They are multiplied: what does L move by then?
the value of L | own * other
    {name} is given the whole product. If {name} rises by 1, does L double?
a sum | 1.0 + other
    at {name}, the local derivative and what arrives are added. What does the chain rule do with the two?
that of the lesson | -2.0 if name == "d" else 4.0
    {name} has the gradient of the lesson's machine, where the knobs stood elsewhere.
"""
AT_THE_PLUS = """
the wrong sign | -arrives
    at {name} a minus got lost, or one too many slipped in. What does a sum do to what arrives?
its local derivative | 1.0
    at {name}, the local derivative stands alone. What arrives from the right?
what arrives, times the other input | other * arrives
    at the plus, what arrives is multiplied by the other input. Does a sum move by more when its other part is large?
what arrives, times its own value | own * arrives
    at the plus, what arrives is multiplied by the input's own value. If {name} rises by 1, how far does e + c rise?
a half of what arrives | arrives / 2
    at the plus, what arrives is split between the two. If {name} alone rises by 1, how far does the sum rise?
a sum | 1.0 + arrives
    at {name}, the local derivative and what arrives are added. What does the chain rule do with the two?
the gradient of f | grad_f
    at the plus, the gradient of f arrives. Which box stands behind the circle with the plus?
"""
AT_THE_FIRST_PRODUCT = """
the wrong sign | -other * arrives
    {name} has the right size and the wrong sign. How many of the two numbers that you multiply are negative?
its local derivative | other
    at {name}, the local derivative stands alone. What arrives from the right is missing.
what arrives, times its own value | own * arrives
    at {name}, what arrives is multiplied by {name} itself. In a * b, what does e move by when {name} moves by 1?
what arrives, unchanged | arrives
    {name} gets what arrives, unchanged, as at a plus. Does a product move one for one with {name}?
the value of e | own * other
    {name} gets the value of a * b. If {name} moves by 1, what does the product move by?
e's value, times what arrives | own * other * arrives
    at {name}, what arrives is multiplied by the whole product. If {name} moves by 1, what does the product move by?
a sum | other + arrives
    at {name}, the other factor and what arrives are added. What does the chain rule do with the two numbers?
what arrives, twice | other * arrives * grad_d
    at {name}, the gradients of d and of e are both used. What does that of e already include?
with the gradient of f | other * grad_f
    at {name}, the wrong thing arrives. Which box stands behind the circle into which a and b go?
one | 1.0
    {name} gets a 1, as if nothing stood between {name} and L. Which factor does it meet, and what arrives?
a half of it | other * arrives / 2
    {name} gets half of what it should. Does a product share out what arrives?
"""
AT_EACH_LAST = """
nearly right | 1.01 * right
    {name} is nearly right. There is nothing to round; type all its digits.
a number from elsewhere | 37.7
    everything up to {name} is right. Which box or circle stands to the right of {name}, and what arrives from it?
"""
PLACES = {  # node: what it is multiplied by or added to, what the two make, and the mistakes made there
    "d": ("f", "L", AT_THE_LAST_PRODUCT),
    "f": ("d", "L", AT_THE_LAST_PRODUCT),
    "e": ("c", "d", AT_THE_PLUS),
    "c": ("e", "d", AT_THE_PLUS),
    "a": ("b", "e", AT_THE_FIRST_PRODUCT),
    "b": ("a", "e", AT_THE_FIRST_PRODUCT),
}


@cache
def slips(*tables, **given):
    """What several tables hold, a later row in place of an earlier one; kept, for a walk asks for them many times."""
    return {name: slip for table in tables for name, slip in numbers_of(table, given).items()}


def seven_on_paper(a, b, c, f):
    """The exercise for a machine with these knobs."""
    values, right = seven_values(a, b, c, f), seven_gradients(a, b, c, f)

    def step(name, given):
        """The right gradient of a node and its slips, for one's own gradients so far: see on_paper.walk()."""
        if name == "L":
            return 1.0, slips(AT_THE_START, own=values["L"], f=f)
        partner, made, here = PLACES[name]
        other, arrives = values[partner], given[made]
        right = arrives if made == "d" else other * arrives  # d is the one sum
        numbers = {"name": name, "own": values[name], "other": other, "arrives": arrives, "right": right}
        return right, slips(AT_EACH, here, AT_EACH_LAST, **numbers, grad_d=given["d"], grad_f=given["f"])

    return Exercise(
        number="1.5",
        title="Seven gradients on paper",
        points=4,
        takes=kinds.numbers(*NODES),
        probe=walk("your walk from L to the left", NODES, "the gradient of {}", step, 1e-4),
        reference=right,
        cell=CELL,
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
        reasoning=f"d = {text(values['d'])} and L = {text(values['L'])}. L has 1. d gets f, f gets d. "
        f"The plus hands {text(f)} to both e and c. a gets b · {text(f)} and b gets a · {text(f)}.",
        vary=seven_of_ones_own,
    )


def knobs_of_ones_own(rng):
    """Knobs that do for 1.5 and for 1.7: one digit after the point, and the signs of the class, as the cards say."""
    promise = registry()["1.7"]
    for _ in range(1000):
        a, c = float(rng.randint(2, 7)), float(rng.randint(3, 19))
        b, f = -rng.randint(6, 49) / 10, -rng.randint(6, 39) / 10
        knobs, gradients = (a, b, c, f), seven_gradients(a, b, c, f)
        if not 1.5 <= gradients["f"] <= 7 or not 0.3 < sum(gradients[name] ** 2 for name in "abcf") / 100 < 0.97:
            continue
        if is_good(seven_on_paper(*knobs), EXERCISE) and is_good(promise.make(*knobs), promise):
            return knobs
    raise RuntimeError("1.5: none of 1000 machines makes a good exercise")


def seven_of_ones_own(rng):
    knobs = knobs_of_ones_own(rng)
    return Variant(machine_texts(*knobs), seven_on_paper(*knobs))


def machine_texts(*knobs):
    a, b, c, f = knobs
    before, now = seven_gradients(*CLASS_KNOBS), seven_gradients(*knobs)
    gradients = [(str(before[name]), str(round(now[name], 6))) for name in "fab"]
    return pairs(("3.0", str(a)), ("-1.5", str(b)), ("8.0", str(c)), ("-2.5", str(f)), *gradients)


EXERCISE = seven_on_paper(*CLASS_KNOBS)
