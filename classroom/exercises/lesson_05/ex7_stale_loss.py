"""5.7: mend a loop whose loss never changes."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_05 import ex7_stale_loss_probe as tried
from classroom.exercises.training_probe import loss_of
from micrograd_core import MLP  # noqa: F401, a mistake uses it


def mended(net, xs, ys, rate, steps):
    ### BEGIN SOLUTION
    losses = []
    for _ in range(steps):
        loss = loss_of(net, xs, ys)
        net.zero_grad()
        loss.backward()
        for p in net.parameters():
            p.data -= rate * p.grad
        losses.append(loss_of(net, xs, ys).data)
    return losses
    ### END SOLUTION


MISTAKES = """
as it was | losses = [] → losses, loss = [], loss_of(net, xs, ys) | loss = loss_of(net, xs, ys) →
    | loss_of(net, xs, ys).data → loss.data
    the loss is computed once, and its graph keeps the numbers of that moment. When does it get to see the new
    parameters?
symptom only | losses = [] → losses, loss = [], loss_of(net, xs, ys) | loss = loss_of(net, xs, ys) →
    the list now tells the truth, but the gradients still come from the old graph, so every step goes the same way. From
    which loss does backward() start?
number renewed | losses = [] → losses, loss = [], loss_of(net, xs, ys)
    | loss = loss_of(net, xs, ys) → loss.data = loss_of(net, xs, ys).data
    | losses.append(loss_of(net, xs, ys).data) → losses.append(loss.data)
    the new number was written into the old graph. Which graph does backward() walk through?
before the update | loss_of(net, xs, ys).data → loss.data
    the network is trained well. Each entry of the list is the loss from before its step; the card asks for the one
    after it.
no zero | net.zero_grad() →
    the first step is right; from the second on, old gradients are added in. What does the cycle do before backward()?
zero without brackets | net.zero_grad() → net.zero_grad
    the first step is right; from the second on, old gradients are added in: `net.zero_grad` stands there, but is never
    called.
never above the one before | =
    | losses = []
    | for _ in range(steps):
    |     losses += mended(net, xs, ys, rate, 1)
    | return [min(losses[: n + 1]) for n in range(steps)]
    the loss can rise after a step that is too large, and the list does not say so: it holds the smallest one so far.
ends when it is small | =
    | losses = []
    | while len(losses) < steps and not (losses and losses[-1] < 0.01):
    |     losses += mended(net, xs, ys, rate, 1)
    | return losses
    it stops when the loss is small. The card asks for as many steps as it was given.
ends when it rises | =
    | losses = []
    | while len(losses) < steps and losses == sorted(losses, reverse=True):
    |     losses += mended(net, xs, ys, rate, 1)
    | return losses
    it stops when the loss rises. The card asks for as many steps as it was given, and for the loss after each.
old graph and no zero | losses = [] → losses, loss = [], loss_of(net, xs, ys) | loss = loss_of(net, xs, ys) →
    | net.zero_grad() →
    the gradients come from the old graph, and they pile up as well. Which two parts of the cycle are missing in each
    round?
Values | loss_of(net, xs, ys).data → loss_of(net, xs, ys)
    the list holds Values, and behind each hangs its whole graph. Keep the number, let the graph go.
last one only | return losses → return losses[-1]
    the last loss came back alone. The card asks for a list, with one entry per step.
added up | return losses → return sum(losses)
    the losses were added up to one number. The card asks for a list, with one entry per step.
backward twice | loss.backward() → loss.backward(); loss.backward()
    every parameter moves twice as far as it should. One of two: backward() ran twice, or something doubles the rate.
the last one first | losses.append(loss_of(net, xs, ys).data) → losses.insert(0, loss_of(net, xs, ys).data)
    the list has the losses in the opposite order: the last step comes first.
pairs | losses.append(loss_of(net, xs, ys).data) → losses.append((len(losses), loss_of(net, xs, ys).data))
    the list holds pairs. One number for each step is asked for.
texts | losses.append(loss_of(net, xs, ys).data) → losses.append(str(loss_of(net, xs, ys).data))
    the list holds texts. Keep the numbers; a format is for printing.
rounded | loss_of(net, xs, ys).data → round(loss_of(net, xs, ys).data, 3)
    the numbers are nearly right. Was something rounded? Keep all the digits.
None in the list | loss_of(net, xs, ys).data → print(loss_of(net, xs, ys).data)
    the list holds None. What did you append: the result of a function that returns nothing?
ends after one | loss_of(net, xs, ys).data) → loss_of(net, xs, ys).data); return losses
    it ends after one step. Does the `return` stand inside the loop?
first loss as well | losses = [] → losses = [loss_of(net, xs, ys).data]
    there is one entry too many: the loss from before the first step.
old graph, old loss, no zero | losses = [] → losses, loss = [], loss_of(net, xs, ys) | loss = loss_of(net, xs, ys) →
    | loss_of(net, xs, ys).data → loss.data
    | net.zero_grad() →
    the zeroing is gone, and the loss still comes from one old graph. Zeroing was right in the broken version; what was
    not?
an entry per parameter | losses.append(loss_of(net, xs, ys).data) →
    | rate * p.grad → rate * p.grad; losses.append(loss_of(net, xs, ys).data)
    the list has 13 entries per step. Inside which loop does the `append` stand?
a new list each step | losses.append(loss_of(net, xs, ys).data) → losses = [loss_of(net, xs, ys).data]
    the training is right and the list has one entry, the last. Is the list made anew in every step, or does the
    `append` come after the loop?
always four | range(steps) → range(4)
    it takes 4 steps, however many are asked for. Which of the things you were given is not used?
a step short | range(steps) → range(steps - 1)
    the list is right as far as it goes, and one step is missing at the end. How often does your loop run?
a step more | range(steps) → range(steps + 1)
    there is one step too many, and one entry too many. How often does your loop run?
first loss, one step short | losses = [] → losses = [loss_of(net, xs, ys).data] | range(steps) → range(steps - 1)
    the list begins with the loss before the first step, and to make room for it one step was left out.
a step more for the last loss | range(steps) → range(steps + 1) | return losses → return losses[:-1]
    the list is right, but the network was trained one step further. A loss can be computed without a step.
a rate of its own | rate * → 0.15 *
    the steps use a rate that is not the one given. Where does yours come from?
no rate | rate * p.grad → p.grad
    each parameter moves by its whole gradient. Which of the things you were given is not used?
mean | loss = loss_of(net, xs, ys) → loss = loss_of(net, xs, ys) / len(xs)
    each step is a quarter of what it should be, as if the loss were a mean. Take `loss_of` as it is given.
last loss in every place | return losses → return losses[-1:] * steps
    the training is right, but the list holds the last loss in every place. When is each entry computed?
before the update and no zero | net.zero_grad() → | loss_of(net, xs, ys).data → loss.data
    the loss is new in every round, but two things are off: old gradients are added in, and each entry is the loss from
    before its step.
starts over | =
    | losses, start = [], [p.data for p in net.parameters()]
    | for _ in range(steps):
    |     for p, number in zip(net.parameters(), start):
    |         p.data = number
    |     losses += mended(net, xs, ys, rate, 1)
    | return losses
    every step starts from the same numbers again. What should a step build on?
class replaced | losses = [] → losses = []; net.__class__ = MLP
    the network is of another class afterwards. Change nothing but the numbers of its parameters.
does not train | p.data -= rate * p.grad →
    the loss is computed anew each time, but nothing moves in between. Is there an update, and are the gradients still
    there when it runs?
uphill | -= → +=
    the loss climbs. The sign of the update was right in the broken version.
"""

ONE_FORWARD_PASS_PER_STEP = """losses = [] → losses, loss = [], loss_of(net, xs, ys) | loss = loss_of(net, xs, ys) →
| losses.append(loss_of(net, xs, ys).data) → loss = loss_of(net, xs, ys); losses.append(loss.data)
"""
FIRST_ONE_DROPPED = """loss_of(net, xs, ys).data → loss.data | net.zero_grad() →
| rate * p.grad → rate * p.grad; p.grad = 0.0
| return losses → return [*losses[1:], loss_of(net, xs, ys).data]
"""


EXERCISE = Exercise(
    number="5.7",
    title="Debug: a loss that never changes",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=mended,
    cell=cell_of(mended),
    accepted=rewritten(mended, globals(), ONE_FORWARD_PASS_PER_STEP, FIRST_ONE_DROPPED),
    mistakes=mistakes_of(mended, MISTAKES, globals(), "5.7"),
    otherwise="Print the loss and one parameter in every round. Which of the two is not what it should be, and in "
    "which round first?",
    parts=((1, "^4 .* was trained$"), (1, "^4 .* the list tells$")),
    hints=(
        "The weights move, and the loss does not. When was the loss computed, and from which weights?",
        (
            "Which of the four parts of the cycle is missing in the loop? Printing a new loss is not enough: backward() "
            "needs its graph."
        ),
        "Compute the loss at the start of every round. After the update, compute it once more and append its data.",
    ),
    shown="You have shown that a graph holds the numbers of its moment, and that every step needs a new one.",
    follow_up="the broken loop lowers the loss for a while, although all its gradients are old. Why does that go well "
    "at first?",
    follow_up_answer="For small steps the old direction still points downhill: the gradient changes little from step to step. The further "
    "the parameters move, the less it fits.",
    reasoning="A Value is computed once, when its line runs; changing a parameter later does not reach it. So the "
    "forward pass stands inside the loop. The loss after the update needs a forward pass of its own, whose number "
    "alone is kept.",
)
