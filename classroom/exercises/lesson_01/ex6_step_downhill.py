"""1.6: one step downhill."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_01 import ex6_step_downhill_probe as tried


def downhill(knobs, step):
    ### BEGIN SOLUTION
    for knob in knobs:
        knob.data -= step * knob.grad
    ### END SOLUTION


MISTAKES = """
uphill | -= → +=
    each knob moves along its gradient. Does L rise or fall then?
nothing turned | knob.data -= → knob = knob.data -
    no knob has moved: what is computed does not reach any of them. Which attribute of a knob holds its number, and does that stand to the
    left of the `=`?
numbers in a new list | =
    | return [knob.data - step * knob.grad for knob in knobs]
    numbers came back, and no knob has moved. Which attribute of a knob holds its number?
new knobs in a new list | =
    | return [type(knob)(knob.data - step * knob.grad) for knob in knobs]
    new Values came back, and the knobs that came in have not moved. Which attribute of a knob holds its number?
the gradient is moved | knob.data -= → knob.grad -=
    the gradients changed and the knobs did not. Which attribute of the knob holds its number?
four knobs only | in knobs → in knobs[:4]
    the first four knobs move and the others do not. How many come in?
two knobs only | in knobs → in knobs[:2]
    the first two knobs move and the others do not. How many come in?
without gradient and minus | -= step * knob.grad → += step
    every knob goes up by the step, whatever its gradient. A gradient says which way, and how far.
uphill by the whole gradient | -= step * → +=
    each knob moves by its whole gradient, and uphill. Where does `step` come in, and which way does L fall?
gradients changed | step * knob.grad → step * knob.grad; knob.grad = 0.0
    the knobs are right, but the gradients are not what they were. The rule says to leave them as they are.
without the gradient | * knob.grad →
    every knob moves by the same amount. Some of them should go up, and a steep one further than a flat one.
the sign of the gradient only | step * knob.grad → step if knob.grad > 0 else -step
    each knob moves in the right direction, but all by the same amount. A steep one should go further than a flat one.
without the sign | knob.grad → abs(knob.grad)
    every knob goes down. Where the gradient is negative, does L fall when the knob goes down?
without the step | step * →
    each knob moves by its whole gradient. Slopes hold for small turns; where does `step` come in?
the turn in place of the number | -= step → = -step
    the knob is set to the turn. It should be turned by that much, from where it stands.
the uphill turn in place of the number | -= → =
    the knob is set to the turn, and uphill. It should be turned from where it stands, so that L falls.
the data as slope | knob.grad → knob.data
    each knob moves by a part of its own number. Which attribute holds the slope?
divided | step * → step /
    steep knobs move little and flat ones far. It should be the other way round.
divided by the step | step * knob.grad → knob.grad / step
    the smaller the step, the further the knobs move. It should be the other way round.
multiplied | -= → *=
    the knob's number is multiplied by the turn. It should move by it.
times 1 minus | -= step * knob.grad → *= 1 - step * knob.grad
    how far a knob moves depends on its own number as well. It should depend on the step and the gradient only.
the first knob only | step * knob.grad → step * knob.grad; return
    one knob moved, the first, and the others did not. Is there a `return` inside the loop?
all but the last | in knobs → in knobs[:-1]
    the last knob stays where it is, and the others move. How many rounds does the loop make?
the gradient squared | knob.grad → knob.grad**2
    each knob moves by the square of its gradient. A square has no sign: which way should a knob with gradient −3 go?
divided by its own size | knob.grad → (knob.grad / abs(knob.grad))
    each knob moves by the whole step, and a gradient of 0 has no size to divide by. A steep knob should go further than a flat one.
data and gradient exchanged | knob.data -= step * knob.grad → knob.grad -= step * knob.data
    the gradients changed, by the knobs' numbers, and the knobs stayed. Which attribute should change, and which one says how far?
the last knob only | in knobs → in knobs[-1:]
    one knob moved, the last, and the others did not. Is the line inside the loop?
two steps | =
    | downhill(knobs, step)
    | downhill(knobs, step)
    every knob moves twice as far as it should. Is a second step taken somewhere?
a Value as data | knob.data -= → knob.data = knob -
    `data` holds a whole Value now, not a number. Compute with the knob's number, not with the knob.
some knobs only | knob.data -= → if knob.grad > 0: knob.data -=
    knobs with a negative gradient stay where they are. They help as well: which way do you turn those?
by the sum of all gradients | step * knob.grad → step * sum(knob.grad for knob in knobs)
    every knob moves by the same amount, made from all gradients together. Each has a gradient of its own.
by the first knob's gradient | knob.grad → knobs[0].grad
    all knobs move by the first one's gradient. Each has a gradient of its own.
a step of its own, 0.001 | -= step → -= 0.001
    it always takes the same step. A `step` comes in: does your line use it?
a step of its own, 0.01 | -= step → -= 0.01
    it always takes the same step. A `step` comes in: does your line use it?
a step of its own, 0.1 | -= step → -= 0.1
    it always takes the same step. A `step` comes in: does your line use it?
step plus gradient | step * knob.grad → step + knob.grad
    step and gradient are added. A step twice as large should turn each knob twice as far.
the list emptied | =
    | while knobs:
    |     knob = knobs.pop()
    |     knob.data -= step * knob.grad
    the knobs are right, but the list that came in is empty now. Go through it without taking anything out.
the list sorted | =
    | knobs.sort(key=lambda knob: knob.grad)
    | downhill(knobs, step)
    the knobs are right, but the list that came in has another order now. Each knob moves on its own, so the order need not change.
new knobs in the list | =
    | for place, knob in enumerate(knobs):
    |     knobs[place] = type(knob)(knob.data - step * knob.grad)
    the list holds other things now, and the knobs that came in have not moved. Which attribute of a knob holds its number?
knobs at zero stay | knob.data -= → if knob.data: knob.data -=
    a knob at 0 does not move. Its gradient says which way to turn it, wherever it stands.
never below zero | knob.data -= step * knob.grad → knob.data = max(0.0, knob.data - step * knob.grad)
    no knob goes below 0. A knob may stand anywhere.
equal knobs once | in knobs → in {knob.data: knob for knob in knobs}.values()
    of several knobs that stand at the same number only one moves. A knob is not known by its number.
tiny gradients left out | knob.data -= → if abs(knob.grad) > 0.01: knob.data -=
    a knob with a small gradient stays where it is. It moves a little, as any other.
gradients cut short | step * knob.grad → step * max(-1.0, min(1.0, knob.grad))
    no knob moves further than the step. A steep one should go further than a flat one.
small steps only | -= step → -= min(step, 0.5)
    a large step is cut short. It takes the step that comes in, whatever its size.
by the average gradient | step * knob.grad → step * sum(knob.grad for knob in knobs) / len(knobs)
    every knob moves by the same amount, made from all gradients together. Each has a gradient of its own.
half a step | -= step → -= step / 2
    every knob moves half as far as it should.
rounded | knob.data -= step * knob.grad → knob.data = round(knob.data - step * knob.grad, 1)
    the knobs are set to rounded numbers. Leave them as they come out.
rounded to two digits | knob.data -= step * knob.grad → knob.data = round(knob.data - step * knob.grad, 2)
    the knobs are set to rounded numbers. Leave them as they come out.
the step plus gradient, loosely | -= step * knob.grad → = knob.data - step + knob.grad
    step and gradient are taken off and added one by one. A step twice as large should turn each knob twice as far.
"""

EXERCISE = Exercise(
    number="1.6",
    title="One step downhill",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=downhill,
    cell=cell_of(downhill),
    parts=((2, r"\.data$"),),
    accepted=rewritten(
        downhill,
        globals(),
        """
        =
        | for i in range(len(knobs)):
        |     knobs[i].data = knobs[i].data + (-step) * knobs[i].grad
        | return knobs
        """,
        "knob in knobs → knob, turn in zip(knobs, [-k.grad * step for k in knobs]) | -= step * knob.grad → += turn",
        "-= step → = knob.data - step",
    ),
    mistakes=mistakes_of(downhill, MISTAKES, globals(), "1.6"),
    otherwise="Take one knob on paper: where it stands, its gradient, the step. Where should it stand afterwards?",
    hints=(
        "A knob with gradient −3: when it goes up, L falls. So which way do you turn it? And with gradient 0.5?",
        "Uphill is along the gradient. Downhill is the other way, by step times gradient.",
        "A loop over the knobs with one line in it: take step times the gradient away from the knob's `data`.",
    ),
    shown="You have shown a step that makes L smaller, the one that all training is made of.",
    follow_up="why does a step that is far too large sometimes make L larger?",
    follow_up_answer="Slopes hold near where the knobs stand. A large step can cross the valley and come out higher on the other side.",
    reasoning="Together the gradients point uphill, and the minus turns that round. The number is in `data`, and "
    "`knob.data -= ...` changes the knob itself. `knob = ...` would only give its name to something else.",
)
