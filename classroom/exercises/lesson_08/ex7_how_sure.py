"""8.7: a temperature for a network that is too sure."""

import math

from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.kinds import a_number
from classroom.checks.observing import observe
from classroom.checks.on_paper import drawn, near
from classroom.instruments import cross_entropy
from micrograd_core import Value

LOGITS = (
    (6.0, 1.0, -4.0),
    (5.5, 2.5, -3.0),
    (-1.5, 4.5, 1.0),
    (-3.0, 3.5, 6.5),
    (-5.0, 5.0, 3.5),
    (-6.0, 0.5, 5.0),
)
LABELS = (0, 0, 1, 1, 2, 2)  # of the third class the first, and of the second the second is named wrong
RIGHT = "where the loss is smallest"

SLIPS = """
0 | 0.0
    nothing can be divided by 0. In which direction do the logits go when the temperature gets near it?
a negative number | -best
    this turns the order round: what the network was surest of comes last.
the loss as it is | loss
    this is the loss of the logits as they are. The question is what to divide them by, so that it falls.
the smallest loss | smallest
    this is the loss at the right temperature. At which temperature was that?
the accuracy | 4 / 6
    this is the accuracy: four of six. It is the same at every temperature.
turned round | 1 / best
    this would be right if it were multiplied. The function divides by it: does that make the logits smaller?
surer still | 0.5
    below 1 the logits grow, and the network becomes surer still. What does the loss of its errors do?
as they are | 1.0
    at 1 nothing changes. Try a number on either side: on which does the loss fall?
a decimal point moved | 10 * best
    a decimal point seems to have moved. Put your number into the function.
a little too low | 0.94 * best
    the loss still falls a little further up. Take smaller steps there.
a little too high | 1.06 * best
    the loss was lower a little further down. Take smaller steps there.
on the way | (1 + best) / 2
    the loss is lower than at 1, and it goes on falling beyond this temperature.
past it | 1.7 * best
    the loss is lower somewhere between 1 and this temperature. Print it at several places.
too high to be sure of anything | 1000.0
    here all shares are about a third, and what the network knew is gone. What does the loss do on the way up?
"""

CELL = """\
temperature = ...
### BEGIN SOLUTION
temperature = min((0.02 * k for k in range(50, 250)), key=loss_at)
### END SOLUTION"""


def loss_at(temperature, rows):
    losses = [cross_entropy([Value(z / temperature) for z in row], label) for row, label in zip(rows, LABELS)]
    return sum(loss.data for loss in losses) / len(losses)


def best_for(rows):
    """The temperature with the smallest loss, to three decimals: the loss has one lowest point."""
    low, high = 1.0, 5.0
    while high - low > 5e-4:
        third = (high - low) / 3
        if loss_at(low + third, rows) < loss_at(high - third, rows):
            high -= third
        else:
            low += third
    return round(low, 3)


WHERE = {  # what is told of a number that looks like a slip
    RIGHT: "within 3 percent of the best one",
    "0": "at 0",
    "a negative number": "below 0",
    "the loss as it is": "at a loss, that of temperature 1",
    "the smallest loss": "at a loss, the smallest one",
    "the accuracy": "at the accuracy",
    "turned round": "below 1, as the inverse of the best one",
    "surer still": "below 1",
    "as they are": "at 1",
    "a decimal point moved": "about ten times too high",
    "a little too low": "a little below the best one",
    "a little too high": "a little above the best one",
    "on the way": "between 1 and the best one",
    "past it": "above the best one",
    "too high to be sure of anything": "far above the best one",
}


def looks_like(number, slips):
    """RIGHT, or the name of the slip that a number is."""
    best = -slips["a negative number"][0]
    if near(number, best, 0.03):
        return RIGHT
    for name in ("0", "the loss as it is", "the smallest loss", "the accuracy", "turned round", "as they are"):
        if near(number, slips[name][0], 2e-3):
            return name
    if near(number, slips["a decimal point moved"][0], 0.03):
        return "a decimal point moved"
    if near(number, best, 0.1):
        return "a little too low" if number < best else "a little too high"
    if number < 1:
        return "a negative number" if number < 0 else "surer still"
    return "on the way" if number < best else "past it" if number < 20 else "too high to be sure of anything"


def exercise(rows, **others):
    """8.7 for a network that says these logits."""
    best = best_for(rows)
    slips = numbers_of(SLIPS, {"best": best, "loss": loss_at(1.0, rows), "smallest": loss_at(best, rows)})

    def probe(answer):
        yield from observe("your temperature", dict, {"where it stands": WHERE[looks_like(answer, slips)]}, says="")

    return Exercise(
        number="8.7",
        title="Explore: how sure may it be?",
        points=2,
        takes=a_number(),
        probe=probe,
        reference=round(best, 2),
        cell=CELL,
        accepted=(0.98 * best, 1.025 * best, best),
        mistakes=tuple(Mistake(name, number, message) for name, (number, message) in slips.items()),
        hints=(
            "Print `loss_at` for 0.5, 1, 2, 4 and 8. Between which two of them is the lowest point?",
            "Go on in smaller steps between the two neighbours of the best, until the number no longer moves by 3 percent.",
            "Let Python look: `min(numbers, key=loss_at)`, where `numbers` go in steps of 0.02 from 1 to 5.",
        ),
        otherwise="Print the loss at your number, and a little below and above it.",
        shown="You have shown that a network can be right as often as before, and be wrong at a lower price.",
        follow_up="which of the six flowers pays for a high temperature, and which gains?",
        follow_up_answer="The four that are right pay a little each: their shares of the label fall. The two that are wrong gain much more, "
        "because the loss of a sure error is the distance between two logits, and that shrinks.",
        reasoning="Dividing by the temperature changes no order, so no answer and no accuracy. It changes how sure the network is: over-fitted "
        "networks are too sure, and the few errors are what the loss sees most. Where the loss is smallest, the network is about as sure as it "
        "is right. The flowers for this must be held back: on its training flowers a network has nothing to regret.",
        secrets=(f"{best:.2f}", f"{best:.3f}"),
        equivalent=tuple(
            (
                f"temperature = min((0.02 * k for k in range({span})), key=loss_at)",
                "the lowest point lies inside as well",
            )
            for span in ("51, 250", "49, 250", "50, 251", "50, 249")
        ),
        **others,
    )


def network_of_ones_own(rng):
    (rows,), varied = drawn(rng, draw_rows, exercise, EXERCISE)
    texts = [(told(old), told(new)) for old, new in zip(LOGITS, rows)]
    return Variant((*texts, (shown_bound(LOGITS), shown_bound(rows))), varied)


def told(row):
    return ", ".join(map(str, row))


def shown_bound(rows):
    """What the card says that the loss is below, as it stands there: only what is accepted is below it."""
    best = best_for(rows)
    return f"{math.floor(1e4 * min(loss_at(0.971 * best, rows), loss_at(1.029 * best, rows))) / 1e4:.4f}"


def draw_rows(rng):
    """Logits near those of the class, with the same answers, whose best temperature lies well inside what is searched."""
    while True:
        rows = tuple(tuple(z + rng.randint(-2, 2) / 2 for z in row) for row in LOGITS)
        if answers(rows) != answers(LOGITS) or not 1.7 < best_for(rows) < 3.5:
            continue
        if loss_at(best_for(rows), rows) < float(shown_bound(rows)) - 5e-5:  # not so flat that four digits show nothing
            return (rows,)


def answers(rows):
    return [row.index(max(row)) for row in rows]


EXERCISE = exercise(LOGITS, vary=network_of_ones_own)
