"""8.1: the gradients of cross-entropy, from the shares."""

import math

from classroom.checks import kinds
from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.observing import observe
from classroom.checks.on_paper import drawn

MISTAKES = """
the shares | z0 = p0 | z1 = p1 | z2 = p2 | b2 = (p2 + q2) / 2
    these are the shares themselves, so every logit would be pushed down. Which one should go up?
one less for each | z0 = p0 - 1 | z1 = p1 - 1 | z2 = p2 - 1 | b2 = (p2 + q2) / 2 - 1
    1 was taken off everywhere, so every logit would be pulled up. Whose share should become 1, and what should the others become?
the wrong sign | z0 = -p0 | z1 = -p1 | z2 = 1 - p2 | b2 = -b2
    all signs are turned round. When the logit of the label goes up, what does the loss do?
one less the share for each | z0 = 1 - p0 | z1 = 1 - p1 | z2 = 1 - p2 | b2 = 1 - (p2 + q2) / 2
    these are distances from 1. For which class is 1 the target?
the slope of the logarithm | z0 = 0 | z1 = 0 | z2 = -1 / p2 | b2 = -1 / p2 / 2
    this is how the loss moves with the *share* of the label. A logit is one step further back: which shares does it move?
the label's alone | z0 = 0 | z1 = 0 | b2 = (p2 - 1) / 2
    only the logit of the label got a gradient. What happens to the label's share when another logit goes up?
the slope of a sigmoid | z0 = p0 * (1 - p0) | z1 = p1 * (1 - p1) | z2 = p2 * (1 - p2) | b2 = (p2 * (1 - p2) + q2 * (1 - q2)) / 2
    this is how each share moves with its own logit. The question is how the loss does.
the costs | z0 = -log(p0) | z1 = -log(p1) | z2 = -log(p2) | b2 = (-log(p2) - log(q2)) / 2
    these are losses, one per class. A gradient says how the one loss moves with each logit.
labels counted from 1 | z1 = p1 - 1 | z2 = p2 | b2 = (p2 + q2) / 2
    the labels were counted from 1. With three classes they are 0, 1 and 2.
the label's sign turned | z2 = 1 - p2 | b2 = (1 - p2 + q2) / 2
    all three logits would be pushed down. Should the label's logit go down as well?
squared error | z0 = 2 * p0 | z1 = 2 * p1 | z2 = 2 * (p2 - 1) | b2 = p2 - 1 + q2
    each is twice too much, as if the loss were a square. What is the slope of a logarithm?
the sum of both flowers | b2 = p2 - 1 + q2
    z is right. b2 gets something from each flower; the loss is their mean.
the first flower alone | b2 = p2 - 1
    z is right. The bias is added to a logit of the second flower, too.
half the first flower | b2 = (p2 - 1) / 2
    z is right. The second flower has another label, and yet it pulls at this bias.
the second flower alone | b2 = q2
    z is right. What became of the first flower's pull on the bias?
the label of the first for both | b2 = (p2 + q2) / 2 - 1
    z is right. For b2, both flowers were treated as if 2 were their label. Look at the second one's.
a sign lost on the way | b2 = (1 - p2 + q2) / 2
    z is right. At b2 the two flowers pull in opposite directions: which signs do they have?
the bias's sign turned | b2 = (1 - p2 - q2) / 2
    z is right. b2 has the wrong sign: the stronger of the two pulls decides.
the input of the bias | b2 = 0
    z is right. What the bias is added to has a gradient: how does that reach the bias?
"""


def exercise(p, q, **others):
    """8.1 for a flower with the shares p and label 2, and one with the shares q and label 0."""
    p0, p1, p2 = p
    q2 = q[2]
    right = {"z0": p0, "z1": p1, "z2": round(p2 - 1, 4), "b2": round((p2 - 1 + q2) / 2, 4)}
    given = {"p0": p0, "p1": p1, "p2": p2, "q2": q2, "b2": right["b2"], "log": math.log}
    halves = {**right, "z2": p2 - 1, "b2": (p2 - 1) / 2 + q2 / 2}
    thirds = {name: round(number, 3) for name, number in right.items()}

    def probe(answer):
        yield from observe("the gradients", dict, {name: answer[name] for name in right}, says="", rtol=1e-3)

    return Exercise(
        number="8.1",
        title="Who pulls at which logit?",
        points=2,
        takes=kinds.numbers(*right),
        probe=probe,
        reference=right,
        cell=CELL,
        accepted=(halves, thirds),
        mistakes=tuple(
            Mistake(name, answer, message) for name, (answer, message) in numbers_of(MISTAKES, given, right).items()
        ),
        otherwise="Do your three z add up to 0, and is the label's alone below 0? Then look at b2: both flowers pull at it, and the loss is "
        "their mean.",
        parts=((1, ": z[012]$"),),
        hints=(
            "Look at the table in section 2 of the lesson. What stands beside each share?",
            "Every gradient is a share minus what the share should be. What should the shares be if the label is 2?",
            "b2 is added to logit 2 of both flowers. Find the gradient of logit 2 for each, and take the mean.",
        ),
        shown="You have shown that the gradient of a logit is a share minus its target, and that a bias gets the mean of them.",
        follow_up="what would all six gradients be if the network were certain and right about both flowers?",
        follow_up_answer="All 0: each share is what it should be. A flower that is settled no longer pulls; the doubtful ones do the teaching.",
        reasoning="The shares should be 0, 0, 1, so the gradients are the shares minus these: the label's is negative, because its logit "
        "should go up, and the three add up to 0. The second flower's label is 0, so its share of class 2 should be 0 and pulls b2 down.",
        **others,
    )


def pulls_of_ones_own(rng):
    (p, q), varied = drawn(rng, draw_shares, exercise, EXERCISE)
    texts = [(told(old), told(new)) for old, new in zip(CLASS_SHARES, (p, q))]
    texts += [
        (f'"{name}": {EXERCISE.reference[name]}', f'"{name}": {varied.reference[name]}') for name in varied.reference
    ]
    return Variant(tuple(texts), varied)


def told(shares):
    return ", ".join(f"{share:.1f}" for share in shares)


def draw_shares(rng):
    return tuple(tuple(share / 10 for share in rng.choice(THREE)) for _ in range(2))


THREE = [(a, b, 10 - a - b) for a in range(1, 8) for b in range(1, 8) if 0 < 10 - a - b < 8 and a != b]
CLASS_SHARES = (0.2, 0.5, 0.3), (0.6, 0.3, 0.1)
CELL = """
pulls = ...  # {"z0": ..., "z1": ..., "z2": ..., "b2": ...}
### BEGIN SOLUTION
pulls = {"z0": 0.2, "z1": 0.5, "z2": -0.7, "b2": -0.3}
### END SOLUTION
"""
EXERCISE = exercise(*CLASS_SHARES, vary=pulls_of_ones_own)
