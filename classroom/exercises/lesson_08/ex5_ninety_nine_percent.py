"""8.5: what accuracy hides."""

import math
import re

from classroom.checks import kinds
from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.kinds import describe
from classroom.checks.observing import observe
from classroom.checks.on_paper import drawn

NUMBERS = ("accuracy_a", "accuracy_b", "found_a", "found_b", "believe_b")
RUBRIC = (
    "it says what accuracy counts: every mushroom the same, and nearly all of them are edible",
    "it says which of the two errors is the bad one here, and which network makes it more often",
)
KINDS = (
    r"\b(poison\w*|edible|rare\w*|few|many|most|class\w*|each|miss\w*|danger\w*|die|dies|dead\w*|kill\w*|harm\w*|ill)\b"
)
WORDS = re.compile(KINDS, flags=re.I)

MISTAKES = """
the right ones of one kind | accuracy_a = 0.0 | accuracy_b = hit / poisonous
    this is the share of the poisonous ones that were recognised. Accuracy counts all mushrooms.
errors | accuracy_a = poisonous / total | accuracy_b = (missed + alarms) / total
    these are the shares of the wrong answers. Accuracy is the share of the right ones.
all is fair | accuracy_a = 0.5
    a network that looks at nothing is not right half of the time: how many of these are edible?
perfect on the edible | accuracy_a = 1.0
    A is right about all edible ones. And about the others?
false alarms do not count | accuracy_b = (total - missed) / total
    an edible one that is called poisonous is an error as well.
missed ones do not count | accuracy_b = (total - alarms) / total
    a poisonous one that is called edible is an error as well.
only the edible that are right | accuracy_b = (edible - alarms) / total
    the poisonous ones that B recognises are right answers, too.
A finds them all | found_a = 1.0
    the accuracies are right. What does A say to a poisonous mushroom?
A finds its accuracy | found_a = edible / total | found_b = (edible - alarms + hit) / total
    the accuracies came back once more. Of the poisonous mushrooms alone, how many are called so?
found as a share of all | found_b = hit / total
    the accuracies are right. *Found* asks about the poisonous ones: of how many is that a share?
missed for found | found_a = 1.0 | found_b = missed / poisonous
    the accuracies are right. These are the shares of those that were missed.
found for believe | believe_b = hit / poisonous
    the first four are right. *Believe* begins with the answer: of all to which B says "poisonous", how many are?
alarms over all edible | believe_b = alarms / edible
    the first four are right. This is how often an edible one sets off a false alarm. *Believe* begins with the answer "poisonous".
the false ones of the alarms | believe_b = alarms / (hit + alarms)
    the first four are right. This is the share of B's alarms that are false.
hits over false alarms | believe_b = hit / alarms
    the first four are right. The hits were divided by the false alarms. How many alarms are there together?
alarms over all | believe_b = (hit + alarms) / total
    the first four are right. This is how often B says "poisonous" at all. How many of those are it?
found and believe exchanged | found_b = hit / (hit + alarms) | believe_b = hit / poisonous
    found_b and believe_b have changed places. One begins with the mushrooms, the other with the answers.
"""


def takes(answer):
    """A dict with five numbers and a text."""
    if not isinstance(answer, dict):
        return f"This check takes the dict with five numbers and why, but it got {describe(answer)}."
    for name in (*NUMBERS, "why"):
        if name not in answer:
            return f"`{name}` is missing in your dict."
    if complaint := kinds.numbers(*NUMBERS)({name: answer[name] for name in NUMBERS}):
        return complaint
    if beyond := [name for name in NUMBERS if not 0 <= answer[name] <= 1.5]:
        return f"`{beyond[0]}` is a share, so 0.5 and not 50; it is {answer[beyond[0]]!r}."
    why = answer["why"]
    if not isinstance(why, str):
        return f"`why` takes a text in quotation marks, but it is {describe(why)}."
    return None


def look_at_text(why):
    """What a text lacks of what the card asks for."""
    words = re.findall(r"[^\W\d_]+", why.lower())
    if len(words) < 12 or len({*words}) < 9:
        return "is too short, or repeats itself"
    return "has what the card asks for" if WORDS.search(why) else "names neither of the two kinds"


def two_networks(edible, poisonous, hit, alarms):
    """8.5 where B finds `hit` of the poisonous mushrooms and calls `alarms` of the edible ones poisonous."""
    total, missed = edible + poisonous, poisonous - hit
    right = {
        "accuracy_a": edible / total,
        "accuracy_b": (edible - alarms + hit) / total,
        "found_a": 0.0,
        "found_b": hit / poisonous,
        "believe_b": hit / (hit + alarms),
    }
    given = {"edible": edible, "poisonous": poisonous, "hit": hit, "alarms": alarms, "total": total, "missed": missed}
    rounded = {name: round(number, 4) for name, number in right.items()}

    def probe(answer):
        def run():
            return {name: answer[name] for name in NUMBERS}

        yield from observe("the shares", run, says="", rtol=5e-4)
        if all(math.isclose(answer[name], right[name], rel_tol=5e-4, abs_tol=1e-9) for name in NUMBERS):
            yield from observe("why", dict, {"your text": look_at_text(answer["why"])}, says="")

    def answer(numbers, why=WHY):
        return {**numbers, "why": why}

    return Exercise(
        number="8.5",
        title="Ninety-nine percent",
        points=3,
        takes=takes,
        probe=probe,
        reference=answer(right),
        cell=CELL,
        accepted=(
            answer(
                rounded,
                "Nearly all mushrooms are edible, so A is right about most without looking; I would die of one that it lets through.",
            ),
            answer(
                right,
                "A never warns. Being right about the many costs nothing, being wrong about the few costs a life, so I take B.",
            ),
        ),
        mistakes=(
            *(
                Mistake(name, answer(numbers), message)
                for name, (numbers, message) in numbers_of(MISTAKES, given, right).items()
            ),
            Mistake(
                "why: no kinds",
                answer(
                    right,
                    "B is the better one although its number is lower, because numbers do not tell you everything that matters.",
                ),
                "the numbers are right. `why` does not say which mushrooms the number comes from, and which it hides.",
            ),
            Mistake(
                "why: too short",
                answer(right, "A kills people."),
                "the numbers are right. `why` needs at least 12 words, 9 of them different: a person will read it.",
            ),
        ),
        parts=((1, r": accuracy_[ab]$"), (1, r": (found_[ab]|believe_b)$")),
        rubric=RUBRIC,
        otherwise="Make the table of section 5 for this network, two rows and two columns, and fill it from the card.",
        hints=(
            "Make a table for each network: rows edible and poisonous, columns what it says. What are the sums of the rows?",
            "Accuracy is the diagonal over everything. *Found* is one place over its row, *believe* the same place over its column.",
            "For `why`: how many errors can a network make by missing all poisonous ones? Which error would you rather suffer?",
        ),
        shown="You have shown how good each network is, in numbers.\nWhether your text is true, the check cannot see. Compare it with these two points: "
        + " ".join(f"({number}) {point};" for number, point in enumerate(RUBRIC, 1)).rstrip(";")
        + ".",
        follow_up="which network would a mushroom farm choose, where a poisonous one cannot occur?",
        follow_up_answer="A, or none at all: without poisonous ones it is right about everything, and each alarm of B is a false one. What a "
        "number is worth depends on what you will meet.",
        reasoning=f"A is right about the {edible} edible ones and no other. B is right about {edible - alarms} edible and {hit} poisonous "
        f"ones. It gives {hit + alarms} alarms, and {hit} of them are true. Accuracy is a mean over mushrooms, and hardly any of them is "
        "poisonous; so what happens to these hardly changes it. Recall and precision are the usual names of *found* and *believe*.",
        vary=networks_of_ones_own,
    )


def networks_of_ones_own(rng):
    numbers, varied = drawn(rng, draw_networks, two_networks, EXERCISE)
    edible, poisonous, hit, alarms = numbers
    texts = [
        ("990 edible ones and 10 poisonous ones", f"{edible} edible ones and {poisonous} poisonous ones"),
        ("8 of the 10 poisonous ones", f"{hit} of the {poisonous} poisonous ones"),
        ("42 edible ones", f"{alarms} edible ones"),
        ("0.99,", f"{edible / 1000:g},"),
        ("(990 - 42 + 8) / 1000", f"({edible} - {alarms} + {hit}) / 1000"),
        ("8 / 10,", f"{hit} / {poisonous},"),
        ("8 / (8 + 42)", f"{hit} / ({hit} + {alarms})"),
    ]
    return Variant(tuple(texts), varied)


def draw_networks(rng):
    poisonous = rng.choice((10, 20, 25, 40))
    return 1000 - poisonous, poisonous, rng.randint(poisonous * 6 // 10, poisonous * 9 // 10), rng.randint(31, 79)


WHY = "Accuracy counts every mushroom the same, and nearly all are edible; A makes the one error that kills, each time."
CELL = """\
mushrooms = {
    "accuracy_a": ..., "accuracy_b": ...,
    "found_a": ..., "found_b": ..., "believe_b": ...,
    "why": ...,
}
### BEGIN SOLUTION
mushrooms = {
    "accuracy_a": 0.99,
    "accuracy_b": (990 - 42 + 8) / 1000,
    "found_a": 0.0,
    "found_b": 8 / 10,
    "believe_b": 8 / (8 + 42),
    "why": "Accuracy counts every mushroom the same, and nearly all are edible; A makes the one error that kills, each time.",
}
### END SOLUTION"""
EXERCISE = two_networks(990, 10, 8, 42)
