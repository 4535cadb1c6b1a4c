"""5.6: train to a target."""

import random
from functools import cache

from classroom.checks.edits import mistakes_of
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_05 import ex6_train_to_target_probe as tried
from classroom.exercises.lesson_05.ex5_training_step import step
from classroom.exercises.training_probe import loss_of, state_of
from micrograd_core import MLP


def train(net, xs, ys):
    ### BEGIN SOLUTION
    for _ in range(100):
        step(net, xs, ys, 0.25)
    ### END SOLUTION


def train_until_good(net, xs, ys):
    steps = 0
    while loss_of(net, xs, ys).data >= 0.009 and steps < 100:
        step(net, xs, ys, 0.25)
        steps += 1


def train_with_a_falling_rate(net, xs, ys):
    for number in range(100):
        step(net, xs, ys, 0.35 - 0.0015 * number)


def train_with_momentum(net, xs, ys):
    speeds = [0.0] * len(net.parameters())
    for _ in range(100):
        net.zero_grad()
        loss_of(net, xs, ys).backward()
        speeds = [0.5 * speed + p.grad for speed, p in zip(speeds, net.parameters())]
        for speed, p in zip(speeds, net.parameters()):
            p.data -= 0.12 * speed


@cache
def trained_state():
    """The numbers of a network that was trained elsewhere; who copies has them from a print."""
    net = MLP(2, [3, 1], rng=random.Random(4))
    for _ in range(100):
        step(net, *tried.notebook_examples(), 0.2)
    return state_of(net)


MISTAKES = """
one step | range(100) → range(1)
    all that it does counts as one step. Is there one update, or is the loss computed once, before the loop? What does
    its graph know of the new parameters?
too few steps | range(100) → range(5)
    the network is on its way and has not arrived. Print the loss from time to time: does it still fall at the end?
too few for some | range(100) → range(30)
    some networks arrive, and slower ones do not. Try yours on several seeds, as section 4 of the lesson does.
small steps | range(100) → range(10) | 0.25 → 0.001
    the loss falls, and slowly. Are the steps too few, or too small?
small steps, some arrive | 0.25 → 0.05
    some networks arrive, and slower ones are still on their way. More steps of that size, or larger ones?
steps of a good size, and not all arrive | 0.25 → 0.1
    the first steps are of a good size, and yet the slowest network has not arrived at the end. Do your steps shrink on the
    way, or are they all a little small?
half of the examples | range(100) → range(10) | xs, ys, 0.25 → xs[:2], ys[:2], 0.25
    the first step does not follow the gradients of the whole loss. Does each step see all four examples, and a loss of now?
large steps | range(100) → range(10) | 0.25 → 4.0
    steps that are too large make the loss jump, or drive the answers to the ends of tanh, where it is flat. Print the
    loss after each step.
large steps, some arrive | range(100) → range(14) | 0.25 → 0.4
    some networks arrive and others do not. Does their loss fall in every step, or does it jump, or rest?
no zero | =
    | for _ in range(10):
    |     loss_of(net, xs, ys).backward()
    |     for p in net.parameters():
    |         p.data -= 0.3 * p.grad
    every step adds the gradients of all earlier steps to its own. What does the cycle do before backward()?
zero without brackets | =
    | for _ in range(10):
    |     net.zero_grad
    |     loss_of(net, xs, ys).backward()
    |     for p in net.parameters():
    |         p.data -= 0.3 * p.grad
    every step adds the gradients of all earlier steps to its own: `net.zero_grad` stands there, but is never called.
class replaced | =
    | net.__class__ = MLP
    | for _ in range(100):
    |     step(net, xs, ys, 0.25)
    the network is of another class afterwards, which nobody asked for, and its steps cannot be counted. Change nothing but
    its parameters' numbers.
old graph | =
    | loss = loss_of(net, xs, ys)
    | for _ in range(40):
    |     net.zero_grad()
    |     loss.backward()
    |     for p in net.parameters():
    |         p.data -= 0.2 * p.grad
    |     print(loss_of(net, xs, ys).data)
    every step goes by the gradients of the first. Is the loss from which backward() starts computed anew for each step?
old graph and no zero | =
    | loss = loss_of(net, xs, ys)
    | for _ in range(40):
    |     loss.backward()
    |     for p in net.parameters():
    |         p.data -= 0.2 * p.grad
    |     print(loss_of(net, xs, ys).data)
    every step goes by the gradients of the first loss, and they pile up. Which two parts of the cycle are missing in
    each round?
too many steps | range(100) → range(101) | 0.25 → 0.001
    the card allows 100 steps, and every update counts as one. Does your loop ever end? If it does: what could be
    larger, so that fewer steps suffice?
without an end | =
    | while loss_of(net, xs, ys).data >= 0.009:
    |     step(net, xs, ys, 0.25)
    your loop goes on for as long as the loss is too high. With examples that no network can learn, it takes more than
    100 steps. What else should stop it, and when?
uphill | range(100) → range(10) | 0.25 → -0.2
    every answer is driven away from its target. Does the loss fall in the very first step?
nothing moves | =
    | net = MLP(2, [3, 1])
    | for _ in range(10):
    |     step(net, xs, ys, 0.2)
    the network that was handed in is as it was before. Is it the one you train, and do its numbers change?
copied | =
    | for p, number in zip(net.parameters(), trained_state()):
    |     p.data = number
    its numbers are not reached by training: they came from somewhere else, all at once. Train the network you were
    given.
copied and trained on | =
    | for p, number in zip(net.parameters(), trained_state()):
    |     p.data = number
    | for _ in range(30):
    |     step(net, xs, ys, 0.2)
    networks that start differently end with the same numbers, so the start was thrown away. Train from where each
    begins.
targets edited | =
    | ys[:] = [net(x).data for x in xs]
    the targets were changed to fit the network. It should be the other way round.
inputs edited | =
    | for _ in range(10):
    |     step(net, xs, ys, 0.2)
    | xs[1] = xs[0]
    the inputs were changed. They are the question; it is the network that has to change.
last example only | range(100) → range(10) | xs, ys, 0.25 → xs[-1:], ys[-1:], 0.25
    it learns one example and never sees the others. Which ones does each step get?
one example after the other | =
    | for x, y in zip(xs, ys):
    |     for _ in range(5):
    |         step(net, [x], [y], 0.2)
    it learns each example on its own and forgets it while it learns the next. On which loss should a step work?
one example at a time | =
    | for _ in range(25):
    |     for x, y in zip(xs, ys):
    |         step(net, [x], [y], 0.2)
    some networks arrive, but every update looks at one example alone and pulls the network away from the others. On
    which loss should a step work?
"""


EXERCISE = Exercise(
    number="5.6",
    title="Explore: train to a target",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    steps=tried.steps,
    built_on=tried.built_on,
    reference=train,
    cell=cell_of(train),
    accepted=(train_until_good, train_with_a_falling_rate, train_with_momentum),
    mistakes=mistakes_of(train, MISTAKES, globals(), "5.6"),
    hints=(
        "Your step from 5.5 does one. What do you get to choose around it?",
        (
            "Try rates such as 0.02, 0.2 and 2 with 100 steps each on one network, and print the loss. Then try the best "
            "on others."
        ),
        "Slow starts need large steps, and too large ones make others jump: look between 0.15 and 0.4, on many seeds.",
    ),
    shown="You have shown that your training arrives from five different starts, and you chose its rate yourself.",
    otherwise="Print the loss after every tenth step: does it fall, jump, or rest? Then change one thing, and look "
    "again.",
    parts=((1, f": {tried.FIRST}$"),),
    follow_up="with your rate, which is the smallest number of steps that still works for all five? Would you trust it "
    "on a sixth?",
    reasoning="With 0.1, the slowest starts are still on their way after 100 steps; from about 0.5, some saturate. Around 0.25, "
    "all five of the check arrive, with room to spare.",
    follow_up_answer="With 0.25 the slowest of the five needs 57 steps. A sixth may need more: of the networks with the seeds 0 "
    "to 39, the slowest needs 142.",
    equivalent=(("for _ in range(99):", "one step less does not matter"),),
)
