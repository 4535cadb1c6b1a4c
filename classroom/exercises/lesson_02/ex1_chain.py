"""2.1: how much of a gradient gets through a chain of neurons."""

import math

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_02 import ex1_chain_probe as tried


def chain_gradient(x, ws, bs):
    ### BEGIN SOLUTION
    gradient = 1.0
    for w, b in zip(ws, bs):
        x = math.tanh(w * x + b)
        gradient *= w * (1 - x**2)
    return gradient
    ### END SOLUTION


def nudged(x, ws, bs):
    def chain(x):
        for w, b in zip(ws, bs):
            x = math.tanh(w * x + b)
        return x

    return (chain(x + 1e-5) - chain(x - 1e-5)) / 2e-5


def remembered(x, ws, bs, known={}):  # noqa: B006, the mistake itself
    if x not in known:
        known[x] = chain_gradient(x, ws, bs)
    return known[x]


def by_their_weight(x, ws, bs):
    factors = {}
    for w, b in zip(ws, bs):
        x = math.tanh(w * x + b)
        factors[w] = w * (1 - x**2)
    return math.prod(factors.values())


MISTAKES = """
weights left out | w * (1 → (1
    only the slopes of tanh are multiplied. Between a neuron's n and its input lies a multiplication as well.
slopes left out | (1 - x**2) → 1
    only the weights are multiplied. What does each tanh do to what arrives?
slope at what goes in | =
    | gradient = 1.0
    | for w, b in zip(ws, bs):
    |     gradient *= w * (1 - x**2)
    |     x = math.tanh(w * x + b)
    | return gradient
    the square is that of what goes into each neuron. Which number does the slope of tanh square, and when is it known?
1 − n² | =
    | gradient = 1.0
    | for w, b in zip(ws, bs):
    |     n = w * x + b
    |     x = math.tanh(n)
    |     gradient *= w * (1 - n**2)
    | return gradient
    n is squared, the number that goes into tanh. Which number does the formula for the slope square?
square missing | (1 - x**2) → (1 - x)
    1 − o is taken for the slope of tanh. A square is missing.
o² | (1 - x**2) → x**2
    o² is taken for the slope of tanh. Where tanh is flat, o² is near 1.
added | *= → +=
    what the neurons hand on is added up. What does each of them do with what arrives?
added, from 0 | gradient = 1.0 → gradient = 0.0 | *= → +=
    what the neurons hand on is added up. What does each of them do with what arrives?
from 0 | 1.0 → 0.0
    the gradient begins at 0, and a product with 0 stays 0. How steeply does the output change with itself?
from x | 1.0 → x
    the gradient begins at x. How steeply does the output change with itself?
the last neuron alone | *= → =
    only the last neuron counts: each round forgets the ones before. How do the factors come together?
the first neuron alone | gradient *= w * (1 - x**2) → return w * (1 - x**2)
    only the first neuron counts. In which round of the loop does `return` run?
the output | return gradient → return x
    this is what the chain says, not how steeply that changes with x.
every neuron at the first input | x = math → y = math | 1 - x**2 → 1 - y**2
    every neuron gets the same x. What goes into the second one?
tanh left out | x = math.tanh(w * x + b) → x = w * x + b
    the numbers go on through the chain without being bent. What does a neuron hand to the next?
bias left out | w * x + b → w * x
    the biases have no effect. They do not multiply a gradient, but they decide how steep each tanh is.
bias subtracted | w * x + b → w * x - b
    the bias has the wrong sign. What is n?
bias as a factor | gradient *= w → gradient *= (w + b)
    a bias is in the product of the gradients. It is added to n: what does a plus hand on?
from the end | zip(ws, bs) → zip(ws[::-1], bs[::-1])
    x goes into the last neuron first. Gradients are found from the end, but the numbers flow from the beginning.
without signs | gradient *= w → gradient *= abs(w)
    the size is right and the sign is lost. What does a negative weight do to the gradient?
weights of 0 skipped | gradient *= w → gradient *= (w or 1.0)
    a weight of 0 is passed over. What gets through a product in which one factor is 0?
never above 1 | return gradient → return max(-1.0, min(1.0, gradient))
    large gradients are cut off at 1. Weights can make a gradient grow from neuron to neuron.
the mean of the factors | return gradient → return gradient ** (1 / len(ws)) if gradient > 0 else gradient / len(ws)
    the gradient is shared out among the neurons. All of it goes through each of them.
the square of 1 − o | (1 - x**2) → (1 - x)**2
    1 − o is squared. In the slope of tanh only o is.
slope of tanh at the output | (1 - x**2) → (1 - math.tanh(x)**2)
    tanh is taken once more: x is the output already.
slope of tanh at the input | =
    | gradient = 1.0
    | for w, b in zip(ws, bs):
    |     gradient *= w * (1 - math.tanh(x) ** 2)
    |     x = math.tanh(w * x + b)
    | return gradient
    the slope is that of tanh at what goes into the neuron. Which number goes into tanh?
a neuron applied twice | (1 - x**2) → (1 - math.tanh(w * x + b)**2)
    each neuron is applied twice, to its own output. Which o belongs in the slope?
the output as the factor | gradient *= w → gradient *= x
    each product is multiplied by the output. A factor's gradient gets the other factor: which is that here?
n as the factor | =
    | gradient = 1.0
    | for w, b in zip(ws, bs):
    |     n = w * x + b
    |     x = math.tanh(n)
    |     gradient *= n * (1 - x**2)
    | return gradient
    n is multiplied in. What does a nudge of the input do to n?
the input as the factor | =
    | gradient = 1.0
    | for w, b in zip(ws, bs):
    |     o = math.tanh(w * x + b)
    |     gradient *= x * (1 - o**2)
    |     x = o
    | return gradient
    this is what each weight gets. Going on to the input, which is the other factor?
the first weight twice | 1.0 → ws[0]
    the first weight is in the product twice. Which rounds of the loop does it belong to?
the last slope alone | return gradient → return 1 - x**2
    this is the slope of the last tanh. What else lies between it and the first input?
weight and slope added | gradient *= w * (1 → gradient *= w + (1
    a neuron's weight and slope are added. How do two local derivatives in a row come together?
weight over slope | gradient *= w * (1 - x**2) → gradient *= w / (1 - x**2 or 1.0)
    it divides by the slope. How do two local derivatives in a row come together?
every weight with every bias | =
    | gradient = 1.0
    | for w in ws:
    |     for b in bs:
    |         x = math.tanh(w * x + b)
    |         gradient *= w * (1 - x**2)
    | return gradient
    two loops, one inside the other, make a neuron of every weight with every bias. `zip` makes pairs.
the first neuron's weight alone | =
    | gradient = ws[0]
    | for w, b in zip(ws[1:], bs[1:]):
    |     x = math.tanh(w * x + b)
    |     gradient *= w * (1 - x**2)
    | return gradient
    of the first neuron only the weight is there: x has to pass through it, and its slope counts.
that of the card | =
    | return 0.4697731462659901
    one number comes back, whatever the chain is.
nan | =
    | return math.nan
    nan comes back, and that is no number.
a negative sign at the end | return gradient → return -gradient
    the sign is wrong. Does the output rise with x where all weights are positive?
bias after the tanh | math.tanh(w * x + b) → math.tanh(w * x) + b
    each bias is added after its tanh. Where does it go in?
bias multiplied as well | w * x + b → w * (x + b)
    the weight multiplies x and the bias. Which of the two does a neuron multiply?
slope of a sigmoid | (1 - x**2) → x * (1 - x)
    that is how steep a sigmoid is. These neurons end with tanh.
1 + o² | (1 - x**2) → (1 + x**2)
    1 + o² is taken for the slope. Is tanh ever steeper than 1?
factors in a list | gradient = 1.0 → gradient = [] | gradient *= w * (1 - x**2) → gradient.append(w * (1 - x**2))
    the factors of the neurons came back in a list. How do they come together to one number?
the output times the gradient | return gradient → return x * gradient
    the gradient is multiplied by the output at the end. With what does the walk begin?
the slope twice | (1 - x**2) → (1 - x**2) ** 2
    the slope of every tanh is used twice.
slope of the last neuron everywhere | =
    | for w, b in zip(ws, bs):
    |     x = math.tanh(w * x + b)
    | return math.prod(ws) * (1 - x**2) ** len(ws)
    every neuron is given the slope of the last one. Each has an output, and a slope, of its own.
slope of the last neuron alone | =
    | for w, b in zip(ws, bs):
    |     x = math.tanh(w * x + b)
    | return math.prod(ws) * (1 - x**2)
    the weights of all neurons are there, and the slope of the last one only.
the last neuron left out | zip(ws, bs) → zip(ws[:-1], bs[:-1])
    the last neuron is left out. At which number does the count end?
the first neuron left out | zip(ws, bs) → zip(ws[1:], bs[1:])
    the first neuron is left out. At which number does the count start?
nothing left after forty neurons | : nudged
    right for short chains. What forty neurons leave is too small for a nudge to see, and rounding loses it: multiply.
remembered by x | : remembered
    it remembers what came out for this x in another chain. The answer depends on the weights and biases as well.
equal weights once | : by_their_weight
    neurons with the same weight count once, as when they are kept by their weight. Each is a factor of its own.
lists emptied | for w, b in zip(ws, bs) → while ws | x = math.tanh(w * x + b) → w, b = ws.pop(0), bs.pop(0); x = math.tanh(w * x + b)
    the gradients are right, but the lists that came in are changed. Whoever uses them next finds something else.
each gradient in a list | gradient = 1.0 → gradient = [1.0] | gradient *= w * (1 - x**2) → gradient.append(gradient[-1] * w * (1 - x**2))
    a list came back. One number is asked for: what is left at the end.
"""

EXERCISE = Exercise(
    number="2.1",
    title="What gets through a chain",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=chain_gradient,
    cell=cell_of(chain_gradient),
    accepted=rewritten(
        chain_gradient,
        globals(),
        """=
| if not len(ws):
|     return 1.0
| o = math.tanh(ws[0] * x + bs[0])
| return ws[0] * (1 - o * o) * chain_gradient(o, ws[1:], bs[1:])""",
        """=
| outputs = []
| for i in range(len(ws)):
|     x = math.tanh(ws[i] * x + bs[i])
|     outputs.append(x)
| gradient = 1
| for w, o in reversed(list(zip(ws, outputs))):
|     gradient = gradient * (1 - o * o) * w
| return gradient""",
        "(1 - x**2) → (1 - x) * (1 + x)",
    ),
    mistakes=mistakes_of(chain_gradient, MISTAKES, globals(), "2.1"),
    parts=((1, r"\[[^,]*\], \[[^,]*\]\): the gradient"),),
    otherwise="Take a chain of two on paper: n, o, slope and weight of each. Which four numbers does the gradient consist of?",
    hints=(
        "Begin with one neuron: what does its tanh do to what arrives, and what does its multiplication do to that?",
        "Each neuron needs its own output, so walk through the chain and keep two numbers: x, and the gradient so far.",
        "Let the gradient begin at 1. In each round put x through the neuron; then multiply by the slope there and by w.",
    ),
    shown="You have shown that a gradient in a chain is a product: a weight and a slope for every neuron on its path.",
    follow_up="with all weights at 1, a chain's gradient can never be above 1. Why?",
    follow_up_answer="Every factor is a slope of tanh, and that is at most 1: a product of such numbers cannot grow.",
    reasoning="Each neuron hands on what arrives times its slope, 1 − o², times its weight. Products may be taken in "
    "either direction, so one walk from the front is enough; x becomes the output before the slope is taken.",
)
