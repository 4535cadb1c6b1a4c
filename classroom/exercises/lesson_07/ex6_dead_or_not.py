"""7.6: which relu neurons are dead, and why that is for good."""

import re

from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.fresh import text
from classroom.checks.kinds import describe
from classroom.checks.observing import observe
from classroom.checks.on_paper import drawn

NAMES = "ABCDEF"
POINTS = -2.0, -1.0, 0.5, 1.0, 3.0
RUBRIC = (
    "it says that relu is flat there: for each of the five points the slope at what goes in is 0",
    "it says what follows: the gradients of the neuron's weight and bias are 0, so no step of SGD moves them, and it stays as it is",
)
MESSAGES = {
    "negative bias": "these are the neurons with a negative bias. A bias is added to w times x: at which point is that largest?",
    "off at one point": "these are 0 at one point at least. How many of the points must say 0 before nothing is left to learn from?",
    "the largest point alone": "you looked at the largest point. With a negative weight, at which point is w·x + b largest?",
    "the smallest point alone": "you looked at the smallest point. With a positive weight, at which point is w·x + b largest?",
    "the alive ones": "these are the neurons that say something at some point. The others are asked for.",
    "always on": "these are the neurons that are never 0. Which ones are never anything else?",
    "negative weight": "these are the neurons with a negative weight. Some x are negative, too.",
    "all": "not one of the six says anything, you say. At which point is each w·x + b largest?",
    "none": "all six say something somewhere, you say. At which point is each w·x + b largest, and is that above 0?",
    "one missing": "it is dead, and it is not the only one. Find the largest w·x + b of each of the others.",
    "one too many": "one of them is alive: at one of the five points it says something.",
    "another name": "there are the neurons A to F.",
    "something else": "take each neuron in turn: at which of the five points is w·x + b largest?",
}
WHY = "Its slope is 0 at every point, so the gradients of its weight and bias are 0 and no step of SGD will ever move them."


def takes(answer):
    """A dict with a list of names and a reason in words."""
    if not isinstance(answer, dict):
        return f"This check takes the dict with dead and why, but it got {describe(answer)}."
    for name in ("dead", "why"):
        if name not in answer:
            return f"`{name}` is missing in your dict."
    names, why = answer["dead"], answer["why"]
    wanted = '`dead` takes a list of names in quotation marks, such as ["A", "C"]'
    if not isinstance(names, (list, tuple, set)):
        return f"{wanted}, but it is {describe(names)}."
    if strange := [name for name in names if not isinstance(name, str)]:
        return f"{wanted}, but in it stands {describe(strange[0])}."
    if not isinstance(why, str):
        return f"`why` takes a sentence in quotation marks, but it is {describe(why)}."
    words = re.findall(r"[^\W\d_]+", why.lower())
    if len(words) < 10 or len({*words}) < 7:
        return "`why` is too short, or repeats itself: it needs at least 10 words, 7 of them different. A person will read it."
    if not re.search(r"gradient|slope|steep|flat|grad\b", why.lower()):
        return "`why` has to say something about the slope, or about gradients."
    return None


def sets_of(neurons):
    """{what somebody may have done: the names that it gives}, the right ones first."""
    sums = {name: [w * x + b for x in POINTS] for name, (w, b) in zip(NAMES, neurons)}
    pick = {
        "right": lambda name: max(sums[name]) <= 0,
        "negative bias": lambda name: neurons[NAMES.index(name)][1] < 0,
        "off at one point": lambda name: min(sums[name]) <= 0,
        "the largest point alone": lambda name: sums[name][-1] <= 0,
        "the smallest point alone": lambda name: sums[name][0] <= 0,
        "the alive ones": lambda name: max(sums[name]) > 0,
        "always on": lambda name: min(sums[name]) > 0,
        "negative weight": lambda name: neurons[NAMES.index(name)][0] < 0,
        "all": lambda name: True,
        "none": lambda name: False,
    }
    return {what: {name for name in NAMES if is_picked(name)} for what, is_picked in pick.items()}


def looks_like(names, neurons):
    names = {name.strip().upper() for name in names}
    known = sets_of(neurons)
    for what, found in known.items():
        if names == found:
            return what
    if names - set(NAMES):
        return "another name"
    if names < known["right"]:
        return "one missing"
    return "one too many" if names > known["right"] and len(names - known["right"]) == 1 else "something else"


def examples(neurons):
    """A list of names for each of MESSAGES."""
    found = {what: sorted(names) for what, names in sets_of(neurons).items()}
    right = found.pop("right")
    others = [name for name in NAMES if name not in right]
    found["another name"] = ["G"]
    tries = [right[1:], right[:-1], *([*right, name] for name in others), *([*right[1:], name] for name in others)]
    tries += [[name] for name in others] + [[*right, *others[:2]], [*right, *others[1:]]]
    for what in ("one missing", "one too many", "something else"):
        found[what] = next(names for names in tries if looks_like(names, neurons) == what)
    return found


def dead_or_not(*neurons):
    """The exercise for six neurons, each a weight and a bias."""
    right = sorted(sets_of(neurons)["right"])

    def probe(answer):
        yield from observe(
            "your names beside the dead ones", dict, {"your list": looks_like(answer["dead"], neurons)}, says=""
        )

    def answer(names, why=WHY):
        return {"dead": names, "why": why}

    return Exercise(
        number="7.6",
        title="Dead, or only silent?",
        points=2,
        takes=takes,
        probe=probe,
        reference=answer(right),
        cell=CELL,
        accepted=(
            answer(tuple(right[::-1])),
            answer(
                {name.lower() for name in right},
                "relu is flat wherever the points put them, and with a gradient of 0 nothing can change.",
            ),
        ),
        mistakes=tuple(Mistake(what, answer(names), MESSAGES[what]) for what, names in examples(neurons).items()),
        rubric=RUBRIC,
        hints=(
            "A neuron is alive if one of the five points makes w·x + b larger than 0. Which point is the best try?",
            "If the weight is positive, w·x + b is largest at the largest x. And if it is negative?",
            f"So x = {text(POINTS[-1])} for the positive weights, x = {text(POINTS[0])} for the negative ones. Which sums are below 0?",
        ),
        otherwise="Take each neuron in turn, at the point where w·x + b is largest.",
        shown="You have shown which neurons are dead. The check has not looked at your sentence: compare it with these two points. "
        + " ".join(f"({number}) {point};" for number, point in enumerate(RUBRIC, 1)).rstrip(";")
        + ".\nOne look, at the right point, tells whether a relu neuron can still learn.",
        follow_up="tomorrow new points come in. Can a dead neuron come back?",
        follow_up_answer="Yes: a point at which w·x + b is above 0 gives it a gradient again. And in a deeper layer the neurons before "
        "it may move, and with them what it gets.",
        reasoning=f"Dead are {' and '.join(right)}: their w·x + b is below 0 at all five points. There relu is flat, so its slope is 0, and "
        "whatever arrives is multiplied by 0 on its way to weight and bias. A step of SGD moves neither, and the next round finds "
        "the neuron as it was.",
        vary=neurons_of_ones_own,
        equivalent=(
            (
                "dead = [name for name, neuron in neurons.items() if max(map(neuron, points)) < 0]",
                "no sum is exactly 0",
            ),
        ),
    )


def neurons_of_ones_own(rng):
    neurons, exercise = drawn(rng, draw_neurons, dead_or_not, EXERCISE)
    return Variant(tuple(zip(map(told, NEURONS), map(told, neurons))), exercise)


def told(neuron):
    """A neuron as it stands in the code of the card."""
    w, b = neuron
    return f"{w} * x {'-' if b < 0 else '+'} {abs(b)}"


def draw_neurons(rng):
    """Six neurons: two dead, two that a negative bias silences here and there, one never silent, one silent on the right."""
    w, v = rng.randint(1, 5) / 10, rng.randint(8, 15) / 10
    neurons = [dying(rng, 1), dying(rng, -1)]
    neurons += [
        (rng.randint(8, 25) / 10, -rng.randint(2, 20) / 10),
        (-rng.randint(8, 25) / 10, -rng.randint(2, 14) / 10),
    ]
    neurons += [(w, rng.randint(11, 30) / 10), (-v, rng.randint(5, 20) / 10)]
    rng.shuffle(neurons)
    return neurons


def dying(rng, sign):
    w = sign * rng.randint(2, 20) / 10
    return w, -round(max(w * x for x in POINTS) + rng.randint(2, 9) / 10, 1)


CELL = """\
silent = {"dead": ..., "why": ...}
### BEGIN SOLUTION
dead = [name for name, neuron in neurons.items() if max(map(neuron, points)) <= 0]
silent = {
    "dead": dead,
    "why": "Its slope is 0 at every point, so the gradients of its weight and bias are 0 and no step of SGD will ever move them.",
}
### END SOLUTION"""
NEURONS = ((1.5, -2.0), (0.5, -2.1), (-1.2, -1.5), (-2.0, -5.5), (0.4, 1.3), (-0.9, 1.2))
EXERCISE = dead_or_not(*NEURONS)
