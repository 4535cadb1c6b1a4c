"""8.6: stop at the best."""

import copy  # noqa: F401, the table needs it
import math  # noqa: F401, the table needs it

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_08 import ex6_keep_the_best_probe as tried
from micrograd_core import Value  # noqa: F401, the table needs it


def keep_best(net, step, loss_of, steps):
    ### BEGIN SOLUTION
    best, when = loss_of(net), 0
    kept = [p.data for p in net.parameters()]
    for number in range(1, steps + 1):
        step(net)
        loss = loss_of(net)
        if loss < best:
            best, when = loss, number
            kept = [p.data for p in net.parameters()]
    for p, data in zip(net.parameters(), kept):
        p.data = data
    return when
    ### END SOLUTION


MISTAKES = """
names kept, not numbers | [p.data for p in net.parameters()] → net.parameters() | p.data = data → p.data = data.data
    the number is right, and the network stands where the last step left it. Did you keep its parameters? These move on. And is what you
    kept written back?
the start brought back | =
    | start = [p.data for p in net.parameters()]
    | when = keep_best(net, step, loss_of, steps)
    | for p, data in zip(net.parameters(), start):
    |     p.data = data
    | return when
    the number is right, and the network is back at its start. What has to be kept when a better loss comes?
the last one | loss < best → True
    the last step came back, whatever its loss was.
larger is better | loss < best → loss > best
    the network was brought back to where its loss was largest.
the later of two equals | loss < best → loss <= best
    of two equal losses the later one was taken. Which one does the card want?
better than the one before | =
    | before, when = loss_of(net), 0
    | kept = [p.data for p in net.parameters()]
    | for number in range(1, steps + 1):
    |     step(net)
    |     loss = loss_of(net)
    |     if loss < before:
    |         when, kept = number, [p.data for p in net.parameters()]
    |     before = loss
    | for p, data in zip(net.parameters(), kept):
    |     p.data = data
    | return when
    each loss was compared with the one before, so the last fall wins. With which one should it be compared?
the start left out | best, when = loss_of(net), 0 → best, when = math.inf, 0
    the steps are compared with each other alone. What if the network only gets worse from where it starts?
stops when it rises | =
    | best, when = loss_of(net), 0
    | while when < steps:
    |     kept = [p.data for p in net.parameters()]
    |     step(net)
    |     loss = loss_of(net)
    |     if loss >= best:
    |         for p, data in zip(net.parameters(), kept):
    |             p.data = data
    |         break
    |     best, when = loss, when + 1
    | return when
    it ends at the first loss that is not better. Losses go up and down; the card wants all steps.
looks before the step | =
    | best, when = math.inf, 0
    | for number in range(steps):
    |     loss = loss_of(net)
    |     step(net)
    |     if loss < best:
    |         best, when = loss, number
    |         kept = [p.data for p in net.parameters()]
    | if steps:
    |     for p, data in zip(net.parameters(), kept):
    |         p.data = data
    | return when
    the loss is that from before the step, and the numbers kept are those from after it.
one step too few | range(1, steps + 1) → range(1, steps)
    one step is missing at the end.
one step too many | range(1, steps + 1) → range(1, steps + 2)
    there is one step too many.
counted from 0 | range(1, steps + 1) → range(steps)
    the network is right. The number is one too small: after the first step it should be 1, and 0 is the start.
the loss comes back | return when → return best
    the network is right. What came back is the best loss; the card wants the step after which it came.
the network comes back | return when → return net
    the network is right, and it came back as well. The card wants a number.
None | return when →
    the network is right, and None came back. Which line hands the number back?
all steps | return when → return steps
    the network is right. The number is that of all steps; after which one was it best?
new Values | =
    | when = keep_best(net, step, loss_of, steps)
    | for layer in net.layers:
    |     for neuron in layer.neurons:
    |         neuron.w, neuron.b = [Value(w.data) for w in neuron.w], Value(neuron.b.data)
    | return when
    the numbers are right, and they stand in new Values. Whoever holds the network's parameters, an optimiser perhaps, still has the old ones.
a copy, and the copy alone | =
    | return keep_best(copy.deepcopy(net), step, loss_of, steps)
    a copy of the network was trained, and the one that you were given has not moved.
the weights alone | =
    | last = []
    | def noting(net):
    |     step(net)
    |     last[:] = [p.data for p in net.parameters()]
    | when = keep_best(net, noting, loss_of, steps)
    | biases = [neuron.b for layer in net.layers for neuron in layer.neurons]
    | for p, data in zip(net.parameters(), last):
    |     if p in biases:
    |         p.data = data
    | return when
    the weights are those of the best step, and the biases those of the last. Does `parameters()` have both?
into the gradients | p.data = data → p.grad = data
    what you kept was written into the gradients, and the network stands where the last step left it.
two steps at a time | step(net) → step(net); step(net)
    twice as many steps were taken as the card allows. Does each round call `step` once?
ends when it has waited | =
    | best, when, waited = loss_of(net), 0, 0
    | kept = [p.data for p in net.parameters()]
    | for number in range(1, steps + 1):
    |     step(net)
    |     loss, waited = loss_of(net), waited + 1
    |     if loss < best:
    |         best, when, waited = loss, number, 0
    |         kept = [p.data for p in net.parameters()]
    |     if waited == 3:
    |         break
    | for p, data in zip(net.parameters(), kept):
    |     p.data = data
    | return when
    it gives up when the loss has risen for a few steps. The card wants all steps: a better loss may come late.
ends when it has waited for two | =
    | best, when, waited = loss_of(net), 0, 0
    | kept = [p.data for p in net.parameters()]
    | for number in range(1, steps + 1):
    |     step(net)
    |     loss, waited = loss_of(net), waited + 1
    |     if loss < best:
    |         best, when, waited = loss, number, 0
    |         kept = [p.data for p in net.parameters()]
    |     if waited == 2:
    |         break
    | for p, data in zip(net.parameters(), kept):
    |     p.data = data
    | return when
    it gives up after two steps without a better loss. The card wants all steps: a better loss may come late.
never looks at the last | =
    | best, when, kept = math.inf, 0, [p.data for p in net.parameters()]
    | for number in range(steps):
    |     loss = loss_of(net)
    |     if loss < best:
    |         best, when, kept = loss, number, [p.data for p in net.parameters()]
    |     step(net)
    | for p, data in zip(net.parameters(), kept):
    |     p.data = data
    | return when
    the loss after the last step is never looked at. Count: how many losses are there with the start, and how many do you compare?
trains once more | =
    | start = [p.data for p in net.parameters()]
    | when = keep_best(net, step, loss_of, steps)
    | for p, data in zip(net.parameters(), start):
    |     p.data = data
    | for _ in range(when):
    |     step(net)
    | return when
    number and network are right, but to get there the training was done again from the start. What would have to be kept to spare that?
one too large | return when → return when + 1
    the network is right. The number is one too large: which number has the start?
one too small | return when → return when - 1
    the network is right. The number is one too small: which number has the start?
ends at the first good one | best, when = loss, number → best, when = loss, number; break
    it ends at the first loss that is better than the start's. A still better one may come.
"""

ALL_NOTED = """
=
| seen = [(loss_of(net), [p.data for p in net.parameters()])]
| for _ in range(steps):
|     step(net)
|     seen.append((loss_of(net), [p.data for p in net.parameters()]))
| losses = [loss for loss, _ in seen]
| when = losses.index(min(losses))
| for p, data in zip(net.parameters(), seen[when][1]):
|     p.data = data
| return when
"""
BY_COPIES = """
=
| best = copy.deepcopy(net), loss_of(net), 0
| taken = 0
| while taken < steps:
|     step(net)
|     taken += 1
|     if (loss := loss_of(net)) < best[1]:
|         best = copy.deepcopy(net), loss, taken
| for p, old in zip(net.parameters(), best[0].parameters()):
|     p.data = old.data
| return best[2]
"""

EXERCISE = Exercise(
    number="8.6",
    title="Stop at the best",
    points=4,
    takes=tried.takes,
    probe=tried.probe,
    reference=keep_best,
    cell=cell_of(keep_best),
    accepted=rewritten(keep_best, globals(), ALL_NOTED, BY_COPIES),
    mistakes=mistakes_of(keep_best, MISTAKES, globals(), "8.6"),
    otherwise="Write down the losses of this case in a row, and below each what your code has kept by then.",
    parts=((2, "^it gets better.*: (what comes back|steps taken|the network)$"),),
    hints=(
        "Three things have to survive a step: the best loss so far, its number, and what the network was then. What is a network, as numbers?",
        "`[p.data for p in net.parameters()]` are numbers that nobody moves any more; `net.parameters()` are the things that move.",
        (
            "Begin with the loss of the start and step 0. After each step compare with the best; if it is less, keep all three. In the end "
            "write the numbers back into `p.data`."
        ),
    ),
    shown="You have shown that a network can go too far and come back, because what it was is a list of numbers.",
    follow_up="after this, is the validation loss that you found still an honest forecast for new flowers?",
    follow_up_answer="No, it is a little too good: you have picked the smallest of many. That is what the test part is kept for.",
    reasoning="The start counts as a step, too, so it is measured before the loop. What is kept are floats: a list of the parameters "
    "themselves would move with them. They are written back into the same Values, so that whoever holds these has the best network.",
)
