"""5.3: a network and its parameters."""

import random  # noqa: F401, the mistakes use it

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_05 import ex3_network_probe as tried
from micrograd_core import MLP, Layer, Neuron, Value  # noqa: F401, likewise


def build(nin, nouts):
    layers, parameters = [], []
    ### BEGIN SOLUTION
    for size in nouts:
        layer = [Neuron(nin) for _ in range(size)]
        layers.append(layer)
        for neuron in layer:
            parameters += [*neuron.w, neuron.b]
        nin = size
    ### END SOLUTION
    return layers, parameters


MISTAKES = """
one neuron many times | [Neuron(nin) for _ in range(size)] → [Neuron(nin)] * size
    a layer holds the same neuron several times, as `[thing] * 3` does: one object in three places. How many neurons
    have to be made?
every layer sees the inputs | nin = size →
    every neuron takes as many numbers as the network has inputs. What does a later layer look at?
handed on too early | =
    | layers, parameters = [], []
    | for size in nouts:
    |     layers.append([])
    |     for _ in range(size):
    |         neuron = Neuron(nin)
    |         layers[-1].append(neuron)
    |         parameters += [*neuron.w, neuron.b]
    |         nin = size
    | return layers, parameters
    the neurons of one layer do not all take the same number of inputs. What changes between the first and the second of
    them?
last layer missing | in nouts: → in nouts[:-1]:
    the last layer is missing: there should be one for each entry of `nouts`.
one layer short | for size in nouts: → for nin, size in zip(nouts, nouts[1:]):
    the first layer is missing: there should be one for each entry of `nouts`.
a layer too many | in nouts: → in [nin, *nouts]:
    the inputs became a layer of neurons. They are numbers that come from outside.
sizes exchanged | Neuron(nin) for _ in range(size) → Neuron(size) for _ in range(nin)
    two sizes are exchanged: how many neurons there are, and how many numbers each of them takes.
no biases | [*neuron.w, neuron.b] → neuron.w
    the biases are not in the list of parameters. They would never be trained.
no weights | [*neuron.w, neuron.b] → [neuron.b]
    the weights are not in the list of parameters. They would never be trained.
one bias per layer | [*neuron.w, neuron.b] → neuron.w | nin = size → parameters.append(neuron.b); nin = size
    the list holds one bias of each layer. How many does a layer have?
copies | [*neuron.w, neuron.b] → [Value(p.data) for p in [*neuron.w, neuron.b]]
    the list holds Values that no neuron in `layers` has: copies, or those of other neurons. What happens to the network
    when you change them?
numbers | [*neuron.w, neuron.b] → [p.data for p in [*neuron.w, neuron.b]]
    the list holds plain numbers. An update has to reach the parameter itself.
a list of lists | parameters += [*neuron.w, neuron.b] → parameters.append([*neuron.w, neuron.b])
    each entry of the list is a list. The training loop wants to write `for p in ...` and get one parameter at a time.
weights in lists | [*neuron.w, neuron.b] → [neuron.w, neuron.b]
    each neuron's weights stand there as one list. `append` puts a list in as it is; the training loop wants single
    Values.
last neuron of each layer | parameters += [*neuron.w, neuron.b] →
    | nin = size → parameters += [*neuron.w, neuron.b]; nin = size
    for each layer, the list holds only its last neuron's parameters. Inside which loop are they collected?
last neuron only | return layers, parameters → return layers, [*neuron.w, neuron.b]
    the list holds only the very last neuron's parameters. Inside which loops are they collected?
nothing collected | parameters += [*neuron.w, neuron.b] →
    the layers are right, but there is nothing in the list of parameters yet.
their number | return layers, parameters → return layers, len(parameters)
    `parameters` is a number: you counted them. The card asks for the weights and biases themselves.
twice | return layers, parameters → return layers, parameters + parameters
    every weight and bias is in the list twice, and would be moved twice in one update.
biases twice | [*neuron.w, neuron.b] → [*neuron.parameters(), neuron.b]
    every bias is in the list twice, and would be moved twice in one update. Which two of your lines put it there?
a bias with every weight | [*neuron.w, neuron.b] → [p for w in neuron.w for p in (w, neuron.b)]
    each bias is in the list once for every weight of its neuron. Inside which loop is it put there?
a layer again in every round | for neuron in layer: → for neuron in [each for layer in layers for each in layer]:
    the first layers are in the list several times. Does each round collect from all the layers so far?
a set | return layers, parameters → return layers, set(parameters)
    the parameters came back as a set, whose order differs from run to run. The card asks for a list.
last layer only | layers.append(layer) → layers.append(layer); parameters = []
    the list holds the parameters of the last layer alone. What about the others?
first layer only | return layers, parameters → return layers, [p for neuron in layers[0] for p in neuron.parameters()]
    the list holds the parameters of the first layer alone. What about the others?
neurons in the list | parameters += [*neuron.w, neuron.b] → parameters.append(neuron)
    the list holds neurons. A neuron is not a parameter; it has some.
first layer fed by the last | for size in nouts: → for i, size in enumerate(nouts): | Neuron(nin) → Neuron(nouts[i - 1])
    the first layer takes as many numbers as the last one has neurons. (In Python, the entry at index −1 is the last.)
flat | layers.append(layer) → layers += layer
    `layers` holds the neurons one after another, so nobody can see where a layer ends. The card asks for a list per
    layer.
one list for all layers | layers, parameters = [], [] → layers, parameters, layer = [], [], []
    | layer = [Neuron → layer += [Neuron
    every layer holds the neurons of the other layers as well. How many lists have you made for them?
Layers | [Neuron(nin) for _ in range(size)] → Layer(nin, size) | in layer: → in layer.neurons:
    these are Layers, the very thing that you are to build. Make each one a plain list, from Neuron alone.
an MLP taken apart | =
    | net = MLP(nin, nouts)
    | return [layer.neurons for layer in net.layers], net.parameters()
    that is an MLP, taken apart: the very thing that you are to build. Make the neurons yourself, from Neuron alone.
exchanged | return layers, parameters → return parameters, layers
    weights and biases came back first, and the layers second. In which order does the stub return them?
no layers | layers.append(layer) →
    `layers` is empty: the neurons were made, but never put into it.
the same start | Neuron(nin) → Neuron(nin, rng=random.Random(1))
    neurons start with equal numbers, so at first they all say the same. Let each draw its own.
layers only | return layers, parameters → return layers
    the stub returns two things, and they did not both come back. Leave its last line as it is.
sizes changed | =
    | nouts.insert(0, nin)
    | return build(nin, nouts[1:])
    the network is right, but the list of sizes that you were given has changed. It belongs to the caller: build a new
    list if you need a longer one.
fed by its own size | Neuron(nin) → Neuron(size)
    each neuron takes as many numbers as its own layer has neurons. What does it look at?
an input too many | Neuron(nin) → Neuron(nin + 1)
    each neuron takes one number too many. Its bias is not an input, and Neuron makes it by itself.
a neuron too many | range(size) → range(size + 1)
    each layer has one neuron too many. Where does `range` start to count?
a layer of one besides | in nouts: → in [*nouts, 1]:
    there is a layer too many, of one neuron. The last entry of `nouts` is the last layer.
last layer first | layers.append(layer) → layers.insert(0, layer)
    the layers stand in the opposite order: the last one comes first.
brackets missing | parameters += [*neuron.w, neuron.b] → parameters.append(neuron.parameters)
    the list holds methods: `parameters` stands there without its brackets. What do these return: one thing, or a list?
numbers of the biases | [*neuron.w, neuron.b] → [*neuron.w, neuron.b.data]
    the list holds Values and plain numbers. An update has to reach every parameter itself.
kept from before | def build(nin, nouts): → def build(nin, nouts, kept={}):
    | return layers, parameters → return kept.setdefault((nin, *nouts), (layers, parameters))
    the second network is made of the first one's neurons. Make new ones in every call.
"""

WEIGHTS_FIRST = """
layers, parameters = [], [] → layers, weights, biases = [], [], []
| parameters += [*neuron.w, neuron.b] → weights += neuron.w; biases.append(neuron.b)
| return layers, parameters → return layers, weights + biases
"""
BY_POSITION = """
=
| layers, parameters = [], []
| for position, size in enumerate(nouts):
|     layers.append([])
|     for _ in range(size):
|         layers[-1].append(Neuron(nouts[position - 1] if position else nin))
|         parameters.extend(layers[-1][-1].parameters())
| return layers, parameters
"""

EXERCISE = Exercise(
    number="5.3",
    title="A network and its parameters",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=build,
    cell=cell_of(build),
    accepted=rewritten(build, globals(), WEIGHTS_FIRST, BY_POSITION),
    mistakes=mistakes_of(build, MISTAKES, globals(), "5.3"),
    otherwise="Print, layer by layer, how many neurons there are and how long each one's `w` is; then print what your list of parameters holds.",
    parts=((2, r"^build\(\d+, \[\d+, \d+, [2-9]\]\): (neurons in|weights of|how many different|neurons that start)"),),
    hints=(
        "How many numbers does a neuron of the first layer take? And one of the second?",
        "Go through `nouts`. For each size make a list with that many new neurons; the next layer's neurons take `size` numbers.",
        "In the loop: append a list of `size` times Neuron(nin), then let nin be size. Collect each neuron's weights and its bias.",
    ),
    shown="You have shown a network whose every weight and bias is made once and listed once.",
    follow_up="two places of a layer share one neuron. It has fewer parameters, but why can it also do less?",
    follow_up_answer="The two places always say the same, so the layer has one opinion fewer to hand on, and both get the same update.",
    reasoning="Each layer takes as many numbers as the layer before has neurons, so the size is handed on from round to round. "
    "Neuron(...) stands inside the loop, so it is called once per place. The list holds the Values themselves, for an update to reach them.",
)
