"""How 5.3 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises.lesson_05.shared_probe import agrees, kind_of
from micrograd_core import MLP, Layer

takes = a_function("nin", "nouts")
MADE = "Layers and MLPs that were made on the way"


def probe(answer):
    grown = 2 * round(25 * abs(fresh(1.0) - 1))  # 0 in class
    for nin, nouts in ((3, [5, 4, 2]), (6, [3]), (4, [3, 3, 2, 1])):
        nin, nouts = nin + grown, [size + grown if size > 1 else size for size in nouts]
        seen = list(observe(f"build({nin}, {nouts})", network_of, answer, nin, nouts))
        yield from seen
        if not agrees(seen, network_of(from_the_engine, nin, nouts) | {MADE: "none"}):
            return


def counting_layers(answer, *arguments):
    """(what an answer returns, whether it made a Layer or an MLP on its way, in words)."""
    made, init = [], Layer.__init__

    def noting(self, *given, **named):
        made.append(self)
        init(self, *given, **named)

    Layer.__init__ = noting
    try:
        return answer(*arguments), "some" if made else "none"
    finally:
        Layer.__init__ = init


def from_the_engine(nin, nouts):
    net = MLP(nin, nouts)
    return [layer.neurons for layer in net.layers], net.parameters()


def network_of(answer, nin, nouts):
    """What can be said of a network that was built; the parameters are looked at where the neurons are right."""
    sizes = list(nouts)
    pair, made = counting_layers(answer, nin, sizes)
    if not isinstance(pair, (tuple, list)) or len(pair) != 2:
        return {"what comes back": kind_of(pair, tuple)}
    layers, parameters = pair
    found = {"what comes back": "a tuple", "what stands in `layers`": in_layers(layers)}
    if found["what stands in `layers`"] != "lists of neurons":
        return found
    neurons = {id(neuron): neuron for layer in layers for neuron in layer}
    starts = [tuple(p.data for p in (*neuron.w, neuron.b)) for neuron in neurons.values()]
    found |= {
        "neurons in each layer": [len(layer) for layer in layers],
        "weights of a neuron in each layer": [in_words({len(neuron.w) for neuron in layer}) for layer in layers],
        "how many different neurons": str(len(neurons)),
        "neurons that start with the same numbers as another": str(sum(starts.count(each) > 1 for each in starts)),
    }
    shapes = list(zip([nin, *nouts], nouts))
    right = [[(len(neuron.w), len(layer)) for neuron in layer] for layer in layers]
    if right == [[shape] * shape[1] for shape in shapes] and len(set(starts)) == sum(nouts):
        found |= in_parameters(parameters, neurons.values())
        again = answer(nin, list(nouts))[0]
        found |= {
            "neurons that a second network shares with the first": str(
                sum(id(neuron) in neurons for layer in again for neuron in layer)
            ),
            "the sizes you were given": sizes,
            MADE: made,
        }
    return found


def in_words(counts):
    return counts.pop() if len(counts) == 1 else " or ".join(map(str, sorted(counts)))


def in_layers(layers):
    """What kind of thing stands in `layers`, in words."""
    if not isinstance(layers, (list, tuple)):
        return f"not a list, but of the kind {type(layers).__name__}"
    if not layers:
        return "nothing"
    if all(isinstance(layer, (list, tuple)) and layer for layer in layers):
        inside = {
            type(each).__name__ for layer in layers for each in layer if not (hasattr(each, "w") and hasattr(each, "b"))
        }
        return f"lists of a {min(inside)}" if inside else "lists of neurons"
    return f"a {type(next(each for each in layers if not isinstance(each, (list, tuple)) or not each)).__name__}"


def kinds_in(parameters):
    """The kinds of things in a list, in words."""
    kinds = sorted({type(p).__name__ for p in parameters})
    return " and ".join("None" if kind == "NoneType" else f"{kind}s" for kind in kinds) or "no Values"


def in_parameters(parameters, neurons):
    wanted = {id(p) for neuron in neurons for p in [*neuron.w, neuron.b]}
    if not isinstance(parameters, (list, tuple)):
        return {"what `parameters` is": f"not a list, but of the kind {type(parameters).__name__}"}
    given = [id(p) for p in parameters]
    return {
        "what `parameters` is": "a list",
        "what stands in `parameters`": kinds_in(parameters),
        "how many things stand in `parameters`": str(len(given)),
        "things in `parameters` that are no weight or bias of this network": str(sum(i not in wanted for i in given)),
        "weights and biases that are not in `parameters`": str(len(wanted - set(given))),
        "weights and biases that are in `parameters` twice": str(len(given) - len(set(given))),
    }
