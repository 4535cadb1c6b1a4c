"""7.3: one step with momentum."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_07 import ex3_momentum_probe as tried
from micrograd_core import Value  # noqa: F401, a mistake uses it


def momentum_step(parameters, speeds, rate, keep):
    ### BEGIN SOLUTION
    for i, p in enumerate(parameters):
        speeds[i] = keep * speeds[i] + p.grad
        p.data -= rate * speeds[i]
    ### END SOLUTION


MISTAKES = """
speeds not kept | =
    | moved = [keep * v + p.grad for v, p in zip(speeds, parameters)]
    | for v, p in zip(moved, parameters):
    |     p.data -= rate * v
    the parameters move as they should, and the list of speeds is as it was. Which speeds will the next step find?
no keeping | keep * speeds[i] + p.grad → p.grad
    the old speed is forgotten in every step, so nothing gathers. What was `keep` for?
no friction | keep * speeds[i] → speeds[i]
    all of the old speed is kept: that is the ball that swings for ever. What takes some of it away?
0.9 for keep | keep * speeds[i] → 0.9 * speeds[i]
    the part that is kept is always 0.9. Which of the four things you were given is not used?
another form | + p.grad → - rate * p.grad | p.data -= rate * speeds[i] → p.data += speeds[i]
    the first moves are right, and the speeds hold the rate and the sign of the move: another way to write momentum, and not the
    card's. What do its formulas add to the speed?
the rate twice | p.grad → rate * p.grad
    the rate is in the speed, and in the move once more. In the card's formulas, where does it stand?
the rate in the speed | p.grad → rate * p.grad | rate * speeds[i] → speeds[i]
    the first moves are right, and the speeds hold the rate already. They would be wrong as soon as the rate falls. Where
    does it stand in the formulas?
no rate | rate * speeds[i] → speeds[i]
    each parameter moves by its whole speed. Which of the four things you were given is not used?
an average | + p.grad → + (1 - keep) * p.grad
    the gradient is weighed with what `keep` leaves. That is an average, as in Adam. Momentum adds all of the gradient.
uphill | -= → +=
    it rolls uphill. Which way does the gradient point?
gradient subtracted | + p.grad → - p.grad
    the speed points the other way, and the parameters go uphill. Which sign has the gradient in the speed?
downhill speeds | + p.grad → - p.grad | -= → +=
    the parameters are right, and the speeds have the other sign. Which sign do the formulas give them?
the old speed moves | =
    | for i, p in enumerate(parameters):
    |     p.data -= rate * speeds[i]
    |     speeds[i] = keep * speeds[i] + p.grad
    the parameters move by the speed of the step before. Which of the card's two formulas comes first?
the gradient moves | rate * speeds[i] → rate * p.grad
    the speeds are right and nobody uses them: the parameters move by their gradients. What should they move by?
all kept | keep * speeds[i] + p.grad → keep * (speeds[i] + p.grad)
    the new gradient is slowed down in the step in which it arrives. What does `keep` multiply?
keep on the gradient | keep * speeds[i] + p.grad → speeds[i] + keep * p.grad
    `keep` is at the gradient, and all of the old speed stays. Which of the two should lose a part?
keep and its rest swapped | keep * speeds[i] → (1 - keep) * speeds[i]
    the part that should go is kept. With `keep` 0.9, how much of the speed is left after a step?
one speed for all | speeds[i] = keep * speeds[i] + p.grad → speeds[0] = keep * speeds[0] + p.grad | rate * speeds[i] → rate * speeds[0]
    all parameters share one speed. How many are in the list?
found by its number | =
    | numbers = [p.data for p in parameters]
    | for p in parameters:
    |     i = numbers.index(p.data)
    |     speeds[i] = keep * speeds[i] + p.grad
    |     p.data -= rate * speeds[i]
    two parameters with the same number share a speed. How can you know the place of a parameter without looking for it?
gradient 0 left out | for i, p in enumerate(parameters): → for i, p in ((i, p) for i, p in enumerate(parameters) if p.grad):
    a parameter without a gradient stands still at once. What becomes of its speed?
zeroed | p.data -= rate * speeds[i] → p.data -= rate * speeds[i]; p.grad = 0.0
    the gradients are cleared. The cycle has a part of its own for that; others may want to look at them first.
into the gradient | =
    | for i, p in enumerate(parameters):
    |     p.grad = speeds[i] = keep * speeds[i] + p.grad
    |     p.data -= rate * p.grad
    the numbers are right, and the gradients were overwritten by the speeds. Who may still want to read them?
speeds appended | speeds[i] = keep * speeds[i] + p.grad → speeds.append(keep * speeds[i] + p.grad)
    | rate * speeds[i] → rate * speeds[-1]
    the list of speeds grows. How many should there be?
new parameters | p.data -= rate * speeds[i] → parameters[i] = Value(p.data - rate * speeds[i])
    new Values stand in the list, and the network still holds the old ones. What in a parameter should change?
a name moved | p.data -= → p = p -
    the speeds are right, and no parameter moves: its line gives the name p to something new. Which attribute should change?
the first only | p.data -= rate * speeds[i] → p.data -= rate * speeds[i]; break
    only the first parameter moves. What ends your loop?
the look-ahead | rate * speeds[i] → rate * (keep * speeds[i] + p.grad)
    the move takes the gradient a second time, as Nesterov's momentum does. The card's formulas move by the speed itself.
"""

IN_TWO_LOOPS = """
=
| for i in range(len(speeds)):
|     speeds[i] *= keep
|     speeds[i] += parameters[i].grad
| for v, p in zip(speeds, parameters):
|     p.data = p.data - v * rate
"""
ALL_AT_ONCE = """
=
| speeds[:] = [p.grad + keep * v for v, p in zip(speeds, parameters)]
| for v, p in zip(speeds, parameters):
|     p.data += -rate * v
| return speeds
"""

EXERCISE = Exercise(
    number="7.3",
    title="A step with momentum",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=momentum_step,
    cell=cell_of(momentum_step),
    accepted=rewritten(momentum_step, globals(), IN_TWO_LOOPS, ALL_AT_ONCE),
    mistakes=mistakes_of(momentum_step, MISTAKES, globals(), "7.3"),
    parts=((1, r"^with speeds.*step 1: parameters.*data$"),),
    otherwise="Take one parameter and two steps on paper: its speed and its number after each.",
    hints=(
        "Two lines for each parameter. Which of them changes the list `speeds`, and which changes the parameter?",
        "The old speed loses a part, then the gradient is added. The new speed goes back to its place in the list.",
        (
            "Loop with `enumerate(parameters)`: set speeds[i] from keep, the old speeds[i] and p.grad; then move p.data by the rate "
            "times the new one."
        ),
    ),
    shown="You have shown momentum that keeps its speeds from step to step, one for each parameter.",
    follow_up="the gradient stays the same for many steps. Towards which speed does the parameter go, with `keep` 0.9?",
    follow_up_answer="Towards ten times the gradient: at that speed the tenth that friction takes is what the gradient adds.",
    reasoning="The speed is what is left of the old one plus the new gradient; it is kept in the list, so that the next step "
    "finds it. The parameter moves by the rate times that speed, and it moves in place.",
)
