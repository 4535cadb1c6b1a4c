"""8.7: a temperature for a network that is too sure."""

from classroom.checks.exercise import Exercise, Mistake
from classroom.checks.kinds import a_number
from classroom.checks.observing import observe
from classroom.checks.on_paper import near
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
LABELS = (0, 0, 1, 1, 2, 2)
BEST = 2.359
RIGHT = "where the loss is smallest"

CELL = """\
temperature = ...
### BEGIN SOLUTION
temperature = min((0.02 * k for k in range(50, 250)), key=loss_at)
### END SOLUTION"""


def loss_at(temperature):
    losses = [cross_entropy([Value(z / temperature) for z in row], label) for row, label in zip(LOGITS, LABELS)]
    return sum(loss.data for loss in losses) / len(losses)


SLIPS = {  # what it looks like: (a number, what a student is told), the first that fits a number counts
    "0": (0.0, "nothing can be divided by 0. In which direction do the logits go when the temperature gets near it?"),
    "a negative number": (-BEST, "this turns the order round: what the network was surest of comes last."),
    "the loss as it is": (
        loss_at(1.0),
        "this is the loss of the logits as they are. The question is what to divide them by, so that it falls.",
    ),
    "the smallest loss": (
        loss_at(BEST),
        "this is the loss at the right temperature. At which temperature was that?",
    ),
    "the accuracy": (0.6667, "this is the accuracy: four of six. It is the same at every temperature."),
    "turned round": (
        1 / BEST,
        "this would be right if it were multiplied. The function divides by it: does that make the logits smaller?",
    ),
    "surer still": (
        0.5,
        "below 1 the logits grow, and the network becomes surer still. What does the loss of its errors do?",
    ),
    "as they are": (1.0, "at 1 nothing changes. Try a number on either side: on which does the loss fall?"),
    "a decimal point moved": (10 * BEST, "a decimal point seems to have moved. Put your number into the function."),
    "a little too low": (0.94 * BEST, "the loss still falls a little further up. Take smaller steps there."),
    "a little too high": (1.06 * BEST, "the loss was lower a little further down. Take smaller steps there."),
    "on the way": (1.5, "the loss is lower than at 1, and it goes on falling beyond this temperature."),
    "past it": (4.0, "the loss is lower somewhere between 1 and this temperature. Print it at several places."),
    "too high to be sure of anything": (
        1000.0,
        "here all shares are about a third, and what the network knew is gone. What does the loss do on the way up?",
    ),
}


def looks_like(number):
    """RIGHT, or the name of the slip that a number is."""
    if near(number, BEST, 0.03):
        return RIGHT
    for name in ("0", "the loss as it is", "the smallest loss", "the accuracy", "a decimal point moved"):
        if near(number, SLIPS[name][0], 2e-3 if number < BEST else 0.03):
            return name
    if number < 1:
        return "a negative number" if number < 0 else "turned round" if near(number, 1 / BEST, 0.03) else "surer still"
    if near(number, 1.0):
        return "as they are"
    if near(number, BEST, 0.1):
        return "a little too low" if number < BEST else "a little too high"
    return "on the way" if number < BEST else "past it" if number < 20 else "too high to be sure of anything"


def probe(answer):
    yield from observe("your temperature", lambda: {"it is": looks_like(answer)}, says="")


EXERCISE = Exercise(
    number="8.7",
    title="Explore: how sure may it be?",
    points=2,
    takes=a_number(),
    probe=probe,
    reference=2.36,
    cell=CELL,
    accepted=(2.3, 2.42, BEST),
    mistakes=tuple(Mistake(name, number, message) for name, (number, message) in SLIPS.items()),
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
    secrets=("2.36", "2.359"),
    equivalent=tuple(
        (f"temperature = min((0.02 * k for k in range({span})), key=loss_at)", "the lowest point lies inside as well")
        for span in ("51, 250", "49, 250", "50, 251", "50, 249")
    ),
)
