"""7.4: mend an Adam whose strides grow, and which stands still where gradients are tiny."""

import math  # noqa: F401, a mistake uses it

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_07 import ex4_debug_adam_probe as tried


def mended(parameters, state, rate):
    ### BEGIN SOLUTION
    state["steps"] += 1
    for i, p in enumerate(parameters):
        state["means"][i] = 0.9 * state["means"][i] + 0.1 * p.grad
        state["squares"][i] = 0.999 * state["squares"][i] + 0.001 * p.grad**2
        mean = state["means"][i] / (1 - 0.9 ** state["steps"])
        square = state["squares"][i] / (1 - 0.999 ** state["steps"])
        p.data -= rate * mean / (square**0.5 + 1e-8)
    ### END SOLUTION


SMALL_INSIDE = "(square**0.5 + 1e-8) → (square + 1e-8) ** 0.5"
NOT_COUNTED = '0.9 ** state["steps"] → 0.9 | 0.999 ** state["steps"] → 0.999'

MISTAKES = f"""
as it was | {NOT_COUNTED} | {SMALL_INSIDE}
    the first step of an ordinary gradient is right, the second is not, and tiny gradients are wrong at once, as in the
    broken one. What is different in the second step? And what is compared with the small number?
only the small number mended | {NOT_COUNTED}
    tiny gradients are all right now in the first step. The second step is still wrong: what should the two divisions know
    of how many steps there were?
only the counting mended | {SMALL_INSIDE}
    ordinary gradients are all right now, and tiny ones hardly move a parameter. How large is the root of the small
    number, and with what is it compared?
no small number | + 1e-8 →
    where all gradients so far were 0, nothing is divided by nothing. What keeps the divisor above 0?
no making up at all | / (1 - 0.9 ** state["steps"]) → | / (1 - 0.999 ** state["steps"]) →
    the first step is three times too long. Mean and squares begin at 0: what makes up for that?
the mean not made up for | / (1 - 0.9 ** state["steps"]) →
    the first step is a tenth of what it should be: the mean begins at 0 and needs many steps to arrive. What makes up
    for that?
the squares not made up for | / (1 - 0.999 ** state["steps"]) →
    the first steps are far too long: the mean of the squares begins at 0, so the divisor is too small. What makes up for
    that?
the corrected ones stored | mean = state → mean = state["means"][i] = state | square = state → square = state["squares"][i] = state
    the first step is right, and the second is not: `state` keeps the mean and the squares after the divisions, so the next step makes
    up once more for what has been made up for. Which ones should it find?
the corrected mean stored | mean = state → mean = state["means"][i] = state
    the first step is right, and the second is not: `state` keeps the mean after its division, so the next step makes up once more for
    what has been made up for. Which one should it find?
counted for each parameter | state["steps"] += 1 → | state["means"][i] = 0.9 → state["steps"] += 1; state["means"][i] = 0.9
    the steps are counted once for each parameter, so the second parameter believes in a later step. Where does the
    counting belong?
no root | square**0.5 → square
    the mean is divided by the squares themselves. In which unit should the divisor be?
squares of nothing | 0.001 * p.grad**2 → 0.001 * p.grad
    the mean of the squares gets the gradient itself. What is missing there?
absolute | 0.001 * p.grad**2 → 0.001 * abs(p.grad)
    the mean of the squares gets the gradient's size. What is missing there?
weights swapped | 0.9 * state["means"][i] + 0.1 → 0.1 * state["means"][i] + 0.9
    the mean forgets nearly all of what it held. Which of the two should have the greater weight?
the mean forgets | 0.9 * state["means"][i] + 0.1 * p.grad → p.grad | mean = state["means"][i] / (1 - 0.9 ** state["steps"]) → mean = p.grad
    the mean holds the latest gradient alone. What is kept of the earlier ones?
the squares forget | 0.999 * state["squares"][i] + 0.001 * p.grad**2 → p.grad**2
    | square = state["squares"][i] / (1 - 0.999 ** state["steps"]) → square = p.grad**2
    the squares hold the latest one alone. What is kept of the earlier ones?
everything added | 0.1 * p.grad → p.grad
    all of the gradient is added, as momentum does, so each step is ten times too long. In a mean the weights add up to 1.
one weight for both | 0.999 → 0.9 | 0.001 → 0.1
    the squares are kept for as short a time as the mean. Which weight do they have in the lesson?
uphill | -= → +=
    it goes uphill. Which way does the mean of the gradients point?
no rate | rate * mean → mean
    every parameter moves by about 1 in the first step. Which of the three things you were given is not used?
signs only | mean / (square**0.5 + 1e-8) → (math.copysign(1, p.grad) if p.grad else 0.0)
    every step is as long as the first. The mean and the squares are there: which of them is divided by what?
zeroed | + 1e-8) → + 1e-8); p.grad = 0.0
    the gradients are cleared. The cycle has a part of its own for that; others may want to look at them first.
"""

SMALL_FIRST = """
=
| count = state["steps"] = state["steps"] + 1
| for place, p in enumerate(parameters):
|     mean, square = state["means"][place], state["squares"][place]
|     mean += 0.1 * (p.grad - mean)
|     square += (1 - 0.999) * (p.grad * p.grad - square)
|     state["means"][place], state["squares"][place] = mean, square
|     size = math.sqrt(square / (1 - 0.999**count)) + 1e-8
|     p.data = p.data - rate / (1 - 0.9**count) * mean / size
"""
LISTS = """
=
| state["steps"] = state["steps"] + 1
| grads = [p.grad for p in parameters]
| state["means"] = [0.9 * m + 0.1 * g for m, g in zip(state["means"], grads)]
| state["squares"] = [0.999 * s + 0.001 * g * g for s, g in zip(state["squares"], grads)]
| for p, m, s in zip(parameters, state["means"], state["squares"]):
|     p.data -= rate * (m / (1 - 0.9 ** state["steps"])) / (1e-8 + (s / (1 - 0.999 ** state["steps"])) ** 0.5)
"""

EXERCISE = Exercise(
    number="7.4",
    title="Debug: an Adam with long strides",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=mended,
    cell=cell_of(mended),
    accepted=rewritten(mended, globals(), SMALL_FIRST, LISTS),
    mistakes=mistakes_of(mended, MISTAKES, globals(), "7.4"),
    parts=((1, "ordinary gradients: step 4"),),
    otherwise="Take one parameter, two steps, and print the mean, the squares and the divisor of each beside those on paper.",
    hints=(
        (
            "There are two faults. For the first: what is different in the second step from the first one? For the second: what is "
            "compared with the small number when the gradient is tiny?"
        ),
        (
            "The two divisions make up for the start at 0, and less has to be made up for with every step. The lesson's Adam raises "
            "a number to the count of steps."
        ),
        (
            "Count the step before the loop; raise 0.9 and 0.999 to that count in the divisions; take the root of the square alone, "
            "and add the small number after it."
        ),
    ),
    shown="You have shown an Adam whose steps have the right length from the first to the last, however small the gradients are.",
    follow_up="why did the broken one get its first step right?",
    follow_up_answer="In the first step the count is 1, and a number to the power of 1 is the number itself. The fault shows from the "
    "second step on, so a test of one step cannot see it.",
    reasoning="Mean and squares begin at 0. After t steps they hold the parts 1 − 0.9**t and 1 − 0.999**t of what they should, and "
    "the divisions make up for that. The small number keeps the divisor above 0. Inside the root, it is as large as a "
    "gradient of a ten-thousandth.",
)
