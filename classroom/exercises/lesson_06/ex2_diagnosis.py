"""6.2: four patients, and a diagnosis for each."""

import difflib

from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.kinds import describe
from classroom.checks.observing import observe
from classroom.checks.on_paper import drawn
from classroom.ward import BEDS, BUGS

LETTERS = "ABCD"
OPERATIONS = ("mul", "tanh", "exp", "pow")
SUSPECTS = [bug for bug in BUGS if bug.startswith(OPERATIONS)]
SAID = {
    "the right operation, another fault": "it is that operation, and not that fault. Compare its rows: alone, with something behind it, with "
    "x used twice. Which of them are wrong, and are they too large, too small, or missing?",
    "the right fault, another operation": "it is that fault, in another operation. Which operation do all the wrong rows have in common?",
    "another operation, another fault": "neither the operation nor the fault. Which operation do all the wrong rows have in common?",
}


SHARES = "= for +=", "forgets what arrives", "right input gets nothing", "left input gets nothing"
OTHER_SLOPE = (
    "it is that operation, and not that fault. It is wrong even when alone: so what is wrong "
    "is the slope itself. Take the first of its rows: which suspect's formula gives that number?"
)


def takes(answer):
    """A dict with a suspect for each letter."""
    if not isinstance(answer, dict):
        return f"This check takes the dict with A, B, C and D, but it got {describe(answer)}."
    for letter in LETTERS:
        if letter not in answer:
            return f"`{letter}` is missing in your dict."
        if not isinstance(answer[letter], str):
            return f"For {letter}, write the name of a bug in quotation marks; it is {describe(answer[letter])}."
        if answer[letter].strip() not in SUSPECTS:
            if like := [bug for bug in SUSPECTS if bug.endswith(f": {answer[letter].strip()}")]:
                return f"For {letter}: {answer[letter]!r} is a fault without its operation. Is it {', or '.join(map(repr, like))}?"
            near = difflib.get_close_matches(answer[letter], SUSPECTS, 1, 0)[0]
            return f"For {letter}: {answer[letter]!r} is none of the suspects; the nearest is {near!r}."
    if extra := [letter for letter in answer if letter not in LETTERS]:
        return f"Nobody asked for `{extra[0]}`; the check takes A, B, C and D."
    return None


def looks_like(named, bug):
    """What a diagnosis has in common with the truth, in words."""
    if named == bug:
        return "right"
    (operation, fault), (right_operation, right_fault) = (name.split(": ", 1) for name in (named, bug))
    if operation == right_operation:
        return "the right operation, another fault"
    return "the right fault, another operation" if fault == right_fault else "another operation, another fault"


def of_beds(*beds):
    """The exercise for the patients in these beds."""
    right = {letter: BEDS[bed - 1] for letter, bed in zip(LETTERS, beds)}

    def probe(answer):
        for letter, bug in right.items():
            found = looks_like(answer[letter].strip(), bug)
            yield from observe(f"patient {letter}", dict, {"your diagnosis": found}, says="")

    mistakes = []
    for letter, bug in right.items():
        for what, message in SAID.items():
            if like := [suspect for suspect in SUSPECTS if looks_like(suspect, bug) == what]:
                if what.startswith("the right operation") and not bug.endswith(SHARES):
                    message = OTHER_SLOPE
                mistakes.append(Mistake(f"{letter}: {what}", right | {letter: like[0]}, f"patient {letter}: {message}"))
    for one, other in ("AB", "BC", "CD", "AD"):
        swapped = right | {one: right[other], other: right[one]}
        mistakes.append(
            Mistake(f"{one} and {other} exchanged", swapped, f"patients {one} and {other} have each other's diagnosis.")
        )

    return Exercise(
        number="6.2",
        title="Four patients",
        points=4,
        takes=takes,
        probe=probe,
        reference=right,
        cell=CELL,
        accepted=(dict(reversed(right.items())), {letter: f"{bug} " for letter, bug in right.items()}),
        mistakes=tuple(mistakes),
        parts=tuple((0.5, f"^patient {letter}") for letter in LETTERS),
        hints=(
            "Take one patient. Which operation do all its wrong rows have in common?",
            (
                "Then compare three rows of that operation: alone, with `* 3` behind it, and with x used twice. A fault that shows in one of "
                "them only says a lot."
            ),
            (
                "Wrong only with something behind it: what arrives is forgotten. Wrong only where x is used twice: a share is wiped out. Wrong "
                "also when alone: it is the slope, so compute each suspect's slope at x = 0.7 with a calculator, and see which one fits."
            ),
        ),
        otherwise="Which operation do all the wrong rows have in common?",
        shown="You have shown that wrong gradients are symptoms, and that they can be read.",
        follow_up="which two of the 22 suspects would look alike if the table had x ** 2 in place of x ** 3?",
        follow_up_answer="A power without the factor k and one with k − 1 as the factor: for k = 2 both factors are 1.",
        reasoning=" ".join(f"{letter} is “{bug}”." for letter, bug in right.items())
        + " The rows that are wrong share an operation. Alone, followed, shared: forgetting shows in the second only, = in the third "
        "only, a wrong slope in all.",
        secrets=tuple(right.values()),
        vary=patients_of_ones_own,
    )


def patients_of_ones_own(rng):
    beds, exercise = drawn(rng, draw_beds, of_beds, EXERCISE)
    olds_and_news = zip(EXERCISE.reference.items(), exercise.reference.items())
    answers = [(f'"{letter}": "{old}"', f'"{letter}": "{new}"') for (letter, old), (_, new) in olds_and_news]
    return Variant(((str(CLASS_BEDS), str(beds)), *answers), exercise)


def draw_beds(rng):
    """One patient for each operation, in any order."""
    of_each = [rng.choice([bug for bug in SUSPECTS if bug.startswith(operation)]) for operation in OPERATIONS]
    return tuple(BEDS.index(bug) + 1 for bug in rng.sample(of_each, len(of_each)))


CELL = """\
diagnosis = {"A": ..., "B": ..., "C": ..., "D": ...}
### BEGIN SOLUTION
diagnosis = {
    "A": "exp: forgets what arrives",
    "B": "mul: own number for the other's",
    "C": "pow: = for +=",
    "D": "tanh: 1 - t for 1 - t*t",
}
### END SOLUTION"""
CLASS_BEDS = (22, 1, 7, 18)
EXERCISE = of_beds(*CLASS_BEDS)
