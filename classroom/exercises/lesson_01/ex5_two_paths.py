"""1.5: gradients on paper, of L = d * g, d = e + c, e = a * b, g = a + f, where a is used twice. The answer is a dict."""

from functools import cache

from classroom.checks import kinds
from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Variant
from classroom.checks.fresh import text
from classroom.checks.on_paper import is_good, pairs, slips_on, walk
from classroom.checks.registry import registry
from classroom.instruments import nudge
from micrograd_core import Value

NODES = ("L", "d", "g", "e", "c", "f", "b", "a via g", "a via e", "a")
CLASS_KNOBS = (3.0, -1.5, 6.3, -0.4)
CELL = """
gradients = {
    "L": ..., "d": ..., "g": ..., "e": ..., "c": ..., "f": ..., "b": ...,
    "a via g": ..., "a via e": ..., "a": ...,
}
### BEGIN SOLUTION
gradients = {
    "L": 1.0, "d": 2.6, "g": 1.8, "e": 2.6, "c": 2.6, "f": 1.8, "b": 7.8,
    "a via g": 1.8, "a via e": -3.9, "a": -2.1,
}
### END SOLUTION
"""


def machine(a, b, c, f):
    return (a * b + c) * (a + f)


def values_of(a, b, c, f):
    e, g = a * b, a + f
    d = e + c
    return {"L": d * g, "d": d, "g": g, "e": e, "c": c, "f": f, "b": b, "a via g": a, "a via e": a, "a": a}


def gradients_of(a, b, c, f):
    d, g = a * b + c, a + f
    paths = {"a via g": d, "a via e": b * g}
    return {"L": 1.0, "d": g, "g": d, "e": g, "c": g, "f": d, "b": a * g} | paths | {"a": sum(paths.values())}


def by_nudging(a, b, c, f):
    def forked(a, b, c, f, twin):
        return (a * b + c) * (twin + f)

    via_e, of_b, of_c, of_f, via_g = nudge(forked, a, b, c, f, a)
    of_a = nudge(machine, a, b, c, f)[0]
    known = {"L": 1, "d": of_c, "g": of_f, "e": of_c, "c": of_c, "f": of_f, "b": of_b}
    return known | {"a via g": via_g, "a via e": via_e, "a": of_a}


def by_the_engine(*knobs):
    a, b, c, f = map(Value, knobs)
    e, g = a * b, a + f
    d = e + c
    L = d * g
    L.backward()
    paths = {"a via g": g.grad, "a via e": b.data * e.grad, "a": a.grad}
    return {"L": L.grad, "d": d.grad, "g": g.grad, "e": e.grad, "c": c.grad, "f": f.grad, "b": b.grad} | paths


# What a wrong gradient of a node looks like. own: that node's value; other: the value of what it is multiplied by or
# added to; arrives: the gradient of what the two make, which is the student's own, as grad_d and grad_g are.
AT_THE_START = """
nothing | 0.0
    nothing has started. When L moves by a little, by how much does L move?
its own value | own
    the walk begins with the value of L. When L moves by a little, by how much does L move?
nearly right | 1.01
    L is nearly right. When L moves by a little, by how much does L move?
a number from elsewhere | 37.7
    the walk begins with another number. When L moves by a little, by how much does L move?
"""
AT_THE_LAST_PRODUCT = """
its own value | own
    {name} is given its own number as its gradient. In d * g, how far does L move when {name} moves by 1?
what arrives | 1.0
    d and g are treated as the parts of a sum. They are multiplied: how far does L move then?
"""
AT_A_PLUS = """
its local derivative | 1.0
    at {name}, the local derivative stands alone. What arrives from the right?
what arrives, times the other input | other * arrives
    at the plus, what arrives is multiplied by the other input. Does a sum move by more when its other part is large?
a half of what arrives | arrives / 2
    at the plus, what arrives is split between the two. If {knob} alone rises by 1, how far does the sum rise?
from the other factor | grad_d + grad_g - arrives
    at the plus, the wrong gradient arrives. Which box stands to the right of the circle into which {knob} goes?
"""
OF_THE_OTHER_PATH = """
that of the other path | other_path
    what stands at {name} is the slope along the other path. Have the two paths changed places?
"""
AT_THE_FIRST_PRODUCT = """
the wrong sign | -other * arrives
    {name} has the right size and the wrong sign. How many of the two numbers that you multiply are negative?
its local derivative | other
    at {name}, the local derivative stands alone. What arrives from the right is missing.
what arrives, times its own value | own * arrives
    at {name}, what arrives is multiplied by {knob} itself. In a * b, how far does e move when {knob} moves by 1?
what arrives, unchanged | arrives
    {name} gets what arrives, unchanged, as at a plus. Does a product move one for one with {knob}?
what arrives, twice | other * arrives * grad_d
    at {name}, the gradients of d and of e are both used. What does that of e already include?
with the gradient of g | other * grad_g
    at {name}, the wrong thing arrives. Which box stands to the right of the circle into which a and b go?
"""
WHERE_PATHS_MEET = """
the path via g alone | via_g
    only the path via g is counted. When a rises by a little, what else moves besides g?
the path via e alone | via_e
    only the path via e is counted. When a rises by a little, what else moves besides e?
multiplied | via_g * via_e
    the two paths are multiplied. Along one path you multiply. Let a rise by a little: what does L do because of g, and what because of e?
the difference | via_g - via_e
    one path is subtracted from the other, or the sign of one got lost. L moves because of both: what do two moves make together?
"""
AT_EACH_LAST = """
nearly right | 1.01 * right
    {name} is nearly right. There is nothing to round; type all its digits.
a number from elsewhere | 37.7
    everything up to {name} is right, and this number fits no rule. Calculate it again, signs included. Then: which box stands to the right of
    the circle into which {knob} goes on this path, and what arrives from it?
"""
AT_THE_END = """
nearly right | 1.01 * right
    a is nearly right. There is nothing to round; type all its digits.
a number from elsewhere | 37.7
    both paths are right. When a rises by a little, L moves a little because of each. What do the two moves make together?
"""
PLACES = {  # node: what it is multiplied by or added to, what the two make, and the mistakes made there
    "d": ("g", "L", AT_THE_LAST_PRODUCT),
    "g": ("d", "L", AT_THE_LAST_PRODUCT),
    "e": ("c", "d", AT_A_PLUS),
    "c": ("e", "d", AT_A_PLUS),
    "f": ("a", "g", AT_A_PLUS),
    "b": ("a", "e", AT_THE_FIRST_PRODUCT),
    "a via g": ("f", "g", AT_A_PLUS),
    "a via e": ("b", "e", AT_THE_FIRST_PRODUCT),
}


@cache
def slips(*tables, **given):
    """What several tables hold, a later row in place of an earlier one; kept, for a walk asks for them many times."""
    return {name: slip for table in tables for name, slip in numbers_of(table, given).items()}


def two_paths(a, b, c, f):
    """The exercise for a machine with these knobs."""
    values, right = values_of(a, b, c, f), gradients_of(a, b, c, f)

    def step(name, given):
        """The right gradient of a node and its slips, for one's own gradients so far: see on_paper.walk()."""
        if name == "L":
            return 1.0, slips(AT_THE_START, own=values["L"])
        if name == "a":
            via_g, via_e = given["a via g"], given["a via e"]
            numbers = {"via_g": via_g, "via_e": via_e, "right": via_g + via_e}
            return via_g + via_e, slips(WHERE_PATHS_MEET, AT_THE_END, **numbers)
        partner, made, here = PLACES[name]
        other, arrives = values[partner], given[made]
        right = arrives if here is AT_A_PLUS else other * arrives
        numbers = {"name": name, "knob": name[0], "own": values[name], "other": other, "arrives": arrives}
        numbers |= {"right": right, "grad_d": given["d"], "grad_g": given["g"]}
        if name == "a via g":
            return right, slips(here, OF_THE_OTHER_PATH, AT_EACH_LAST, **numbers, other_path=b * given["e"])
        return right, slips(here, AT_EACH_LAST, **numbers)

    return Exercise(
        number="1.5",
        title="A knob on two paths",
        points=4,
        takes=kinds.numbers(*NODES),
        probe=walk("your walk from L to the left", NODES, "the gradient of {}", step, 1e-4),
        reference=right,
        cell=CELL,
        accepted=(by_nudging(a, b, c, f), by_the_engine(a, b, c, f), right | {"L": 1}),
        mistakes=tuple(slips_on(NODES, step, right)),
        parts=((1, "of [dg]$"), (1, "of [ecfb]$"), (1, "of a via [ge]$")),
        hints=(
            "Start at the right end: what is the gradient of L? Then d * g: by how much does L move when one of the two moves by 1?",
            "A product gives each input what arrives times the other input. A sum gives each input what arrives.",
            "a goes into two circles. At each, treat it like any other input; that makes two numbers. How did the lesson join them?",
        ),
        otherwise="Write what arrives from the right beside each circle, and multiply it by the local derivative.",
        shown="You have shown that you can walk from a result back to every number it was made from, also where paths meet.",
        follow_up="what does nudging say of a path? Which function of two knobs would you nudge to see `a via e` alone?",
        follow_up_answer=f"One in which the two uses of a have different names, such as (a*b + c) * (twin + f) with a and twin "
        f"both at {text(a)}: nudge a, and leave twin where it is.",
        reasoning=f"d = {text(round(values['d'], 6))} and g = {text(round(values['g'], 6))}. L has 1; d gets g, g gets d. The plus nodes hand "
        f"on what arrives, to e and c, to a and f. b gets a times what arrives at e. Via e, a gets b times that, "
        f"{text(round(right['a via e'], 6))}; via g it gets {text(round(right['a via g'], 6))}. The two add up.",
        vary=paths_of_ones_own,
    )


def knobs_of_ones_own(rng):
    """Knobs that do for 1.5 and for 1.7: one digit after the point, and the signs of the class, as the cards say."""
    promise = registry()["1.7"]
    for _ in range(1000):
        a, c = float(rng.randint(2, 7)), rng.randint(30, 190) / 10
        b, f = -rng.randint(6, 49) / 10, -rng.randint(2, 39) / 10
        knobs, gradients = (a, b, c, f), gradients_of(a, b, c, f)
        small = all(0.7 <= gradients[name] <= 7 for name in "dg") and gradients["a"] < -0.5
        if not small or not 0.3 < sum(gradients[name] ** 2 for name in "abcf") / 100 < 0.97:
            continue
        if is_good(two_paths(*knobs), EXERCISE) and is_good(promise.make(*knobs), promise):
            return knobs
    raise RuntimeError("1.5: none of 1000 machines makes a good exercise")


def paths_of_ones_own(rng):
    knobs = knobs_of_ones_own(rng)
    return Variant(machine_texts(*knobs), two_paths(*knobs))


def machine_texts(*knobs):
    before, now = gradients_of(*CLASS_KNOBS), gradients_of(*knobs)
    gradients = [(str(round(before[name], 6)), str(round(now[name], 6))) for name in ("d", "g", "b", "a via e", "a")]
    return pairs(*((str(old), str(new)) for old, new in zip(CLASS_KNOBS, knobs)), *gradients)


EXERCISE = two_paths(*CLASS_KNOBS)
