"""5.4: the gradients of all examples, found in two halves."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_05 import ex4_two_halves_probe as tried
from classroom.exercises.training_probe import loss_of


def two_halves(net, xs, ys):
    ### BEGIN SOLUTION
    half = len(xs) // 2
    net.zero_grad()
    loss_of(net, xs[:half], ys[:half]).backward()
    loss_of(net, xs[half:], ys[half:]).backward()
    ### END SOLUTION


MISTAKES = """
no zero | net.zero_grad() →
    it is right on a new network, and wrong on one that still holds old gradients. What has to happen before the first half?
zero without brackets | net.zero_grad() → net.zero_grad
    it is right on a new network, and wrong on one that still holds old gradients: `net.zero_grad` stands there, but is
    never called.
second half only | loss_of(net, xs[half:] → net.zero_grad(); loss_of(net, xs[half:]
    only the second half counts. Does the first one have its `backward()`, and what becomes of its gradients afterwards?
zero at the end | loss_of(net, xs[half:], ys[half:]).backward() → loss_of(net, xs[half:], ys[half:]).backward(); net.zero_grad()
    every gradient is 0 when you hand the network back. Who is to use them after that?
first half only | loss_of(net, xs[half:], ys[half:]).backward() →
    the second half has no part in the gradients. How many calls of `backward()` are there?
first half twice | loss_of(net, xs[half:], ys[half:]) → loss_of(net, xs[:half], ys[:half])
    the first half counts twice and the second not at all. Where does the second slice begin?
second half twice | loss_of(net, xs[:half], ys[:half]) → loss_of(net, xs[half:], ys[half:])
    the second half counts twice and the first not at all. Where does the first slice end?
all at once | =
    | net.zero_grad()
    | loss_of(net, xs, ys).backward()
    the gradients are right, and all examples stood in one graph, or in two that were joined before `backward()`. Suppose
    that this does not fit into memory.
a mean of the halves | =
    | half = len(xs) // 2
    | net.zero_grad()
    | (loss_of(net, xs[:half], ys[:half]) / 2).backward()
    | (loss_of(net, xs[half:], ys[half:]) / 2).backward()
    the gradients are half of what they should be, as for a mean. The loss of all examples is a sum: how is it made of the two?
targets of the other half | ys[:half] → ys[half:] | ys[half:] → ys[:half]
    the examples of one half meet the targets of the other. Which slice of `ys` belongs to which slice of `xs`?
the odd one is lost | xs[half:], ys[half:] → xs[half : 2 * half], ys[half : 2 * half]
    with an odd number of examples the last one is left out. Where does the second half end?
targets of the first half twice | ys[half:] → ys[:half]
    the examples of the second half meet the targets of the first. Which slice of `ys` belongs to `xs[half:]`?
one in the middle lost | xs[half:], ys[half:] → xs[half + 1 :], ys[half + 1 :]
    an example in the middle is left out. Where does the first slice end, and where does the second begin?
the last one lost | xs[half:], ys[half:] → xs[half:-1], ys[half:-1]
    the last example is left out. Where does the second slice end?
the odd one twice | xs[half:], ys[half:] → xs[-half - len(xs) % 2 - 1 :], ys[-half - len(xs) % 2 - 1 :]
    one example stands in both halves. Does the second slice begin where the first one ends?
always two | half = len(xs) // 2 → half = 2
    it splits after the second example, whatever the number. Where is the middle of six?
every second one only | xs[half:], ys[half:] → xs[::2], ys[::2] | xs[:half], ys[:half] → xs[::2], ys[::2]
    every second example counts twice, and the others not at all. Which slice takes those?
no backward | ys[:half]).backward() → ys[:half]) | ys[half:]).backward() → ys[half:])
    both losses were computed, and no gradient came of it. Is `backward` missing, or its brackets?
backward in the second alone | ys[:half]).backward() → ys[:half])
    only the second loss was asked for its gradients. What does the first line leave behind?
backward twice | =
    | half = len(xs) // 2
    | net.zero_grad()
    | loss = loss_of(net, xs[:half], ys[:half])
    | loss.backward()
    | loss.backward()
    | loss_of(net, xs[half:], ys[half:]).backward()
    the first half counts twice: `backward()` ran twice on its loss, and parameters add up.
moves the parameters | =
    | half = len(xs) // 2
    | net.zero_grad()
    | for part in (slice(0, half), slice(half, None)):
    |     loss_of(net, xs[part], ys[part]).backward()
    |     for p in net.parameters():
    |         p.data -= 0.1 * p.grad
    the parameters moved between the halves, so the second half was asked of another network. No update is wanted here.
cleared too much | =
    | for p in net.parameters():
    |     p.data = p.grad = 0.0
    | half = len(xs) // 2
    | loss_of(net, xs[:half], ys[:half]).backward()
    | loss_of(net, xs[half:], ys[half:]).backward()
    the parameters' numbers were cleared with their gradients. What had the network learned?
an average by count | =
    | two_halves(net, xs, ys)
    | for p in net.parameters():
    |     p.grad /= len(xs)
    the gradients were divided by the number of examples. The loss is a sum, not a mean.
equal examples once | =
    | pairs = list({(*x, y) for x, y in zip(xs, ys)})
    | net.zero_grad()
    | for *x, y in sorted(pairs):
    |     loss_of(net, [x], [y]).backward()
    of two examples that are equal, one is left out, as in a set or a dict. Each of them is a term of the loss.
one target for equal inputs | =
    | targets = dict(zip(map(tuple, xs), ys))
    | net.zero_grad()
    | for x in xs:
    |     loss_of(net, [x], [targets[tuple(x)]]).backward()
    examples with the same inputs get the same target: the targets are found by the inputs. Find them by their place.
takes the lists apart | =
    | half = len(xs) // 2
    | net.zero_grad()
    | loss_of(net, [xs.pop(0) for _ in range(half)], [ys.pop(0) for _ in range(half)]).backward()
    | loss_of(net, xs, ys).backward()
    the gradients are right, and your lists of examples are shorter than before. A slice leaves them as they are.
"""


ONE_BY_ONE = """
=
| net.zero_grad()
| for x, y in zip(xs, ys):
|     loss_of(net, [x], [y]).backward()
"""
EVERY_SECOND = """
=
| for p in net.parameters():
|     p.grad = 0
| for start in 0, 1:
|     loss = loss_of(net, xs[start::2], ys[start::2])
|     loss.backward()
"""

EXERCISE = Exercise(
    number="5.4",
    title="Two halves",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=two_halves,
    cell=cell_of(two_halves),
    accepted=rewritten(two_halves, globals(), ONE_BY_ONE, EVERY_SECOND),
    mistakes=mistakes_of(two_halves, MISTAKES, globals(), "5.4"),
    otherwise="Print one gradient after each of your lines, for two examples. When should it be 0, and when should it grow?",
    parts=((1, "^4 examples.*those of the whole loss$"),),
    hints=(
        "What do the parameters' gradients do when `backward()` is called a second time, on another loss?",
        "Parameters are leaves: they add up what arrives. So the gradient of a sum of losses can come in two instalments.",
        "Clear the gradients once. Then a loss and its `backward()` for `xs[:half]`, and the same for `xs[half:]`.",
    ),
    shown="You have shown why leaves add up: a batch that does not fit into memory can come in parts.",
    follow_up="where would the update go, and how often would it run?",
    follow_up_answer="Once, after both halves: one update belongs to one gradient of the whole loss. With an update in between, the "
    "second half would ask a network that has moved.",
    reasoning="The loss is a sum over examples, so its gradient is the sum of the gradients of its parts. `backward()` adds to the "
    "leaves, so two calls leave that sum in them; each graph can go before the next one is built.",
    equivalent=(
        ("half = len(xs) // -2", "counted from the end, the halves are the same, but for who gets the odd one"),
    ),
)
