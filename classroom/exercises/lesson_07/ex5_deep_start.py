"""7.5: a start for deep networks."""

import random

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_07 import ex5_deep_start_probe as tried
from micrograd_core import Value  # noqa: F401, a mistake uses it


def start(net):
    ### BEGIN SOLUTION
    for layer in net.layers:
        for neuron in layer.neurons:
            for w in neuron.w:
                w.data *= (6 / len(neuron.w)) ** 0.5
    ### END SOLUTION


def start_by_measuring(net):
    """Asks the network, layer by layer, and corrects what it says."""
    rng = random.Random(7)
    points = [[rng.gauss(0, 1) for _ in net.layers[0].neurons[0].w] for _ in range(25)]
    for layer in net.layers:
        outs = [[value.data for value in layer(point)] for point in points]
        size = (sum(out * out for row in outs for out in row) / sum(map(len, outs))) ** 0.5
        for neuron in layer.neurons:
            for w in neuron.w:
                w.data /= size
        points = [[out / size for out in row] for row in outs]


MISTAKES = """
a name changed | w.data *= → w *=
    the weights are as they were. Does your function change the Values of the network, or only a name for them?
the same for all layers | (6 / len(neuron.w)) ** 0.5 → 0.5
    all layers were given the same number. It may suit one of the networks: what is different between a neuron that looks
    at 4 numbers and one that looks at 24?
no root | (6 / len(neuron.w)) ** 0.5 → (6 / len(neuron.w))
    you divide by the number of inputs. The products that a neuron adds up have both signs, so their sum grows more slowly
    than their number: like what?
one over the inputs | (6 / len(neuron.w)) ** 0.5 → 1 / len(neuron.w)
    you divide by the number of inputs. The products that a neuron adds up have both signs, so their sum grows more slowly
    than their number: like what? And is 1 the right thing to divide?
one over the root | (6 / len(neuron.w)) ** 0.5 → len(neuron.w) ** -0.5
    the root is the right idea, and still every layer says less than the one before. Weights between −1 and 1 are smaller
    than 1, and relu takes half away: what makes up for both?
the root of 2 | (6 / len(neuron.w)) ** 0.5 → (2 / len(neuron.w)) ** 0.5
    this would fit weights of typical size 1. What is the typical size of numbers drawn evenly from −1 to 1?
the root of 3 | (6 / len(neuron.w)) ** 0.5 → (3 / len(neuron.w)) ** 0.5
    this would fit neurons without relu. What does relu do to half of the sums?
twice too much | (6 / len(neuron.w)) ** 0.5 → (12 / len(neuron.w)) ** 0.5
    the root is the right idea, and every layer says more than the one before. By which factor, and what does that make of
    your number?
by the neurons | len(neuron.w) → len(layer.neurons)
    you look at how many neurons the layer has. What one neuron says depends on how many numbers it adds up: which number
    is that?
inputs and neurons | len(neuron.w) → (len(neuron.w) + len(layer.neurons))
    you look at inputs and neurons together, as a well-known rule for tanh does. What one relu neuron says depends on how
    many numbers it adds up.
inputs and neurons, for tanh | 6 / len(neuron.w) → 12 / (len(neuron.w) + len(layer.neurons))
    where layers are of one size this fits. Where they widen, each layer says less than the one before: what one neuron says depends
    on how many numbers it adds up, and not on how many neighbours it has.
upside down | 6 / len(neuron.w) → len(neuron.w) / 6
    the more inputs, the larger you make the weights. Which way should it go?
the first layer only | in net.layers: → in net.layers[:1]:
    the first layer is well started, and the others are as they were. Does your loop reach them?
the last layer only | in net.layers: → in net.layers[-1:]:
    the last layer is well started, and the others are as they were. Does your loop reach them?
applied again and again | w.data *= (6 / len(neuron.w)) ** 0.5 → w.data *= (6 / len(neuron.w)) ** (0.5 * len(layer.neurons))
    the number depends on the inputs and is applied once for each neuron of the layer. How often does each weight come by
    in your loops?
the first weight of each | in neuron.w: → in neuron.w[:1]:
    not all weights of a layer were multiplied by the same number. Which ones does your loop leave out?
the first neuron of each | in layer.neurons: → in layer.neurons[:1]:
    not all weights of a layer were multiplied by the same number. Which ones does your loop leave out?
each neuron on its own | =
    | for layer in net.layers:
    |     for neuron in layer.neurons:
    |         size = sum(w.data**2 for w in neuron.w) ** 0.5
    |         for w in neuron.w:
    |             w.data *= 2**0.5 / size
    each neuron was given a number of its own. The card asks for one number for all weights of a layer: what do its neurons
    have in common?
drawn anew | w.data *= (6 / len(neuron.w)) ** 0.5 → w.data = random.gauss(0, (2 / len(neuron.w)) ** 0.5)
    the weights were drawn anew. That is what people do; here the card asks to multiply those that are there.
all the same | w.data *= → w.data =
    all weights of a layer are the same now. In lesson 05, what became of neurons that start as copies of each other?
all 0 | w.data *= (6 / len(neuron.w)) ** 0.5 → w.data = 0.0
    all weights are 0, so every layer says 0. Lesson 05 tells what becomes of that.
biases, too | for w in neuron.w: → for w in neuron.parameters():
    | w.data *= (6 / len(neuron.w)) ** 0.5 → w.data = w.data * (6 / len(neuron.w)) ** 0.5 + (0.1 if w is neuron.b else 0)
    the biases were changed as well. Leave them at 0.
new Values | =
    | for layer in net.layers:
    |     for neuron in layer.neurons:
    |         neuron.w = [Value(w.data * (6 / len(neuron.w)) ** 0.5) for w in neuron.w]
    new Values stand in the place of the weights, and an optimiser that was made earlier still holds the old ones. What in
    a Value should change?
a Value in data | w.data *= (6 / len(neuron.w)) ** 0.5 → w.data = w * (6 / len(neuron.w)) ** 0.5
    a Value stands where a number belongs. Which attribute of w is the number?
"""

PLAINLY = """
=
| import math
| for layer in net.layers:
|     inputs = len(layer.neurons[0].w)
|     for neuron in layer.neurons:
|         for place in range(inputs):
|             neuron.w[place].data = neuron.w[place].data * math.sqrt(3 / inputs) * math.sqrt(2)
"""

EXERCISE = Exercise(
    number="7.5",
    title="Explore: a start for deep networks",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=start,
    cell=cell_of(start),
    accepted=(
        *rewritten(start, globals(), PLAINLY, "(6 / len(neuron.w)) ** 0.5 → 2.45 / len(neuron.w) ** 0.5"),
        start_by_measuring,
    ),
    steps=200_000,  # measuring needs half of it
    mistakes=mistakes_of(start, MISTAKES, globals(), "7.5"),
    parts=((1, r"MLP\(24.*the layers$"),),
    otherwise="Print the sizes of a network before and after. In which layer do they leave the range first, and on which side?",
    hints=(
        "Try one number for all layers first, on two networks: one whose layers have 4 neurons, one whose layers have 24. Which number suits each?",
        (
            "A neuron adds up one product per input, of both signs. Four times as many of them make a sum that is twice as large. So by what should its weights be "
            "divided?"
        ),
        "Some number over the root of how many inputs the neuron has. Find the number by trying: it lies between 2 and 3.",
    ),
    shown="You have shown a start from which a signal gets through narrow layers and wide ones. (In layers of 4, chance still has a say: "
    "with some seeds the sizes leave the range.)",
    follow_up="with `tanh` in place of `relu`, would you take a larger number or a smaller one?",
    follow_up_answer="A smaller one. Near 0 tanh hands on nearly all of what it gets, both signs, while relu takes half away. The usual "
    "choice is the root of 3 over the inputs.",
    reasoning="Numbers drawn evenly from −1 to 1 have a mean square of a third, and n products of such weights with inputs of size 1 "
    "have a sum whose mean square is n / 3. relu takes away the negative half, which leaves n / 6. So weights "
    "times the root of 6 / n keep the size. This is the start named after Kaiming He.",
    equivalent=tuple(
        (f"w.data *= ({number} / len(neuron.w)) ** 0.5", "near enough: the sizes stay in the range")
        for number in (5, 7)
    ),
)
