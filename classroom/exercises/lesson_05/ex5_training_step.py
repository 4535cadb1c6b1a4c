"""5.5: one training step."""

import math  # noqa: F401, a mistake uses it

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_05 import ex5_training_step_probe as tried
from classroom.exercises.training_probe import loss_of
from micrograd_core import MLP, Value  # noqa: F401, two mistakes use them


def step(net, xs, ys, rate):
    ### BEGIN SOLUTION
    loss = loss_of(net, xs, ys)
    net.zero_grad()
    loss.backward()
    for p in net.parameters():
        p.data -= rate * p.grad
    ### END SOLUTION


MISTAKES = """
no zero | net.zero_grad() →
    the first step is right and the later ones are not. What do the gradients still hold when the second step begins?
zero without brackets | net.zero_grad() → net.zero_grad
    the first step is right and the later ones are not: `net.zero_grad` stands in your step, but is never called. What calls
    a method?
slopes by nudging | =
    | h, slopes = 1e-6, []
    | for p in net.parameters():
    |     p.data += h
    |     up = loss_of(net, xs, ys).data
    |     p.data -= 2 * h
    |     slopes.append((up - loss_of(net, xs, ys).data) / (2 * h))
    |     p.data += h
    | for p, slope in zip(net.parameters(), slopes):
    |     p.data -= rate * slope
    the slopes come from nudging: that finds them, with a loss or two for each parameter. The card asks for the cycle of the
    lesson. Which of its parts finds all gradients at once?
zero afterwards | net.zero_grad() → | p.data -= rate * p.grad → p.data -= rate * p.grad; p.grad = 0.0
    it cleans up after itself, which works until a network comes with gradients from somewhere else. What can a step do
    that relies on nobody?
zero too late | net.zero_grad() → loss.backward() | loss.backward() → net.zero_grad()
    nothing moves, and every gradient is 0. One of three: `backward` is missing or not called; it runs on another
    network; the gradients are cleared before they are used.
wrong sign | -= → +=
    it walks along the gradient, which points uphill. Compute the loss again after a step, and watch.
a name moved | p.data -= → p = p -
    the gradients are there, and no parameter moves. One of three: there is no update; it runs when there is no gradient
    yet; its line gives the name p to something new.
gradients updated | p.data -= → p.grad -=
    no parameter moves, and the gradients were changed. Which of its two numbers did you change?
a Value in data | p.data -= → p.data = p -
    a Value stands where a number belongs. p is the Value; which attribute of it is the number?
update before backward | =
    | loss = loss_of(net, xs, ys)
    | for p in net.parameters():
    |     p.data -= rate * p.grad
    | net.zero_grad()
    | loss.backward()
    the first step moves nothing, and every later one uses the gradients of the step before. In which order do the four
    parts come?
inputs moved | net.parameters() → net.parameters() + [each for x in xs for each in x if isinstance(each, Value)]
    the inputs were changed as well. As Values they have gradients, but which Values is training meant to change?
no rate | rate * p.grad → p.grad
    each parameter moves by its whole gradient. Which of the four things you were given is not used?
a rate of its own | rate * → 0.1 *
    every parameter moves by the same multiple of its gradient, but not by the rate that was given. Where does yours
    come from?
last one only | net.parameters() → net.parameters()[-1:]
    one parameter moves, the last. Which lines stand inside the loop?
first one only | net.parameters() → net.parameters()[:1]
    one parameter moves, the first. Does something end the loop early, or clear the gradients inside it?
some only | net.parameters() → net.layers[-1].parameters()
    some parameters move, and others stay where they are. Which list holds all of them?
weights only | net.parameters() → [w for layer in net.layers for neuron in layer.neurons for w in neuron.w]
    the biases stay where they are. Which list holds all parameters?
cleared too much | net.zero_grad() → for p in net.parameters(): p.data = p.grad = 0.0
    the old numbers are lost: each parameter is nothing but its last step. Was its number cleared with its gradient, or
    does the update put the step in its place?
put in place | p.data -= rate → p.data = rate
    the old numbers are lost: the update puts rate times the gradient in their place. What should happen to what was there?
data cleared first | loss = loss_of(net, xs, ys) → for p in net.parameters(): p.data = 0.0
    | net.zero_grad() → loss = loss_of(net, xs, ys)
    every parameter was 0 when the network was asked: what it had learned is lost. What should be cleared there instead?
inputs overwritten | =
    | step(net, xs, ys, rate)
    | for x in xs:
    |     x[:] = [each - rate * each for each in x]
    the network is trained as it should be, but the inputs were changed. The next step would work on other examples.
targets overwritten | =
    | step(net, xs, ys, rate)
    | ys[:] = [net(x).data for x in xs]
    the network is trained as it should be, but the targets were changed. The next step would learn something else.
mean | loss_of(net, xs, ys) → loss_of(net, xs, ys) / len(xs)
    each step is a quarter of what it should be, as if the loss were the mean of the four. Take `loss_of` as it is
    given.
one example only | loss_of(net, xs, ys) → loss_of(net, xs[:1], ys[:1])
    only the first example counts. What becomes of the others?
last example only | loss_of(net, xs, ys) → loss_of(net, xs[-1:], ys[-1:])
    only the last example counts. Does each one overwrite the loss of the one before?
an update per example | =
    | for x, y in zip(xs, ys):
    |     step(net, [x], [y], rate)
    it updates after every example. That trains as well, but one step is one update, from the loss of all four. Which
    lines should not stand in that loop?
a step per parameter | =
    | for p in net.parameters():
    |     net.zero_grad()
    |     loss_of(net, xs, ys).backward()
    |     p.data -= rate * p.grad
    the loss is computed anew for every parameter, when some have moved and others have not. Which lines belong before
    the loop?
the loss's gradient | rate * p.grad → rate * loss.grad
    every parameter moves by the same amount. Whose gradient does your line take?
backward twice | loss.backward() → loss.backward(); loss.backward()
    every parameter moves twice as far as it should. One of two: backward() ran twice, and parameters keep what the first run
    brought, or something doubles the rate.
signs only | rate * p.grad → math.copysign(rate, p.grad)
    every parameter moves by the same amount, up or down. The steeper the slope, the larger its step should be.
by the loss | p.grad → loss.data
    every parameter moves by rate times the loss. Which number knows the direction for this one parameter?
data for gradient | p.grad → p.data
    each parameter shrinks by a part of itself, whatever the loss says. Which of its two numbers points the way?
class replaced | loss = loss_of → net.__class__ = MLP; loss = loss_of
    the network is of another class afterwards. Change nothing but the numbers of its parameters.
two steps | =
    | step(net, xs, ys, rate)
    | step(net, xs, ys, rate)
    one call takes more than one step. How often is your update run?
a growing graph | =
    | net.zero_grad()
    | loss_of(net, xs, ys).backward()
    | for layer in net.layers:
    |     for neuron in layer.neurons:
    |         neuron.w = [w - rate * w.grad for w in neuron.w]
    |         neuron.b = neuron.b - rate * neuron.b.grad
    the numbers are right, but each step makes new parameters out of the old ones, so the graph grows through the whole
    training. What in a parameter should change?
"""

ZEROING_TWICE = "p.data -= rate * p.grad → p.data = p.data - rate * p.grad; p.grad = 0.0"
ALL_NEW_FIRST = """=
| loss = loss_of(net, xs, ys)
| parameters = net.parameters()
| for p in parameters:
|     p.grad = 0
| loss.backward()
| moved = [p.data + -rate * p.grad for p in parameters]
| for p, number in zip(parameters, moved):
|     p.data = number
"""


EXERCISE = Exercise(
    number="5.5",
    title="One training step",
    points=4,
    takes=tried.takes,
    probe=tried.probe,
    reference=step,
    cell=cell_of(step),
    accepted=rewritten(step, globals(), ZEROING_TWICE, ALL_NEW_FIRST),
    mistakes=mistakes_of(step, MISTAKES, globals(), "5.5"),
    otherwise="Print the inputs, the targets, one parameter's data and its gradient before and after a single step. "
    "Which of them should have changed, how far, and which way?",
    parts=((2, "^a first step"),),
    hints=(
        "The lesson names four parts. Say them in order, and write a line or two for each.",
        (
            "`loss_of` is the first. Clear the gradients before new ones are found. The last part needs a loop over "
            "`net.parameters()`."
        ),
        "Loss; `net.zero_grad()`; `backward()` on the loss; then for each p, take rate times p.grad away from p.data.",
    ),
    shown="You have shown a step that is right three times in a row, on networks it had not seen, and relies on no "
    "tidiness of others.",
    follow_up="what does an observer see first who prints the loss of each step: a forgotten zero, or a wrong sign?",
    follow_up_answer="The wrong sign: the loss rises in the very first step. A forgotten zero changes nothing before the second, and "
    "the loss may go on falling for a while.",
    reasoning="Forward builds a new graph from the numbers of now. Zeroing makes room, backward fills in the gradients "
    "of this loss, and the update changes the numbers in place, so that the network itself moves.",
)
