"""Reading a network: any object with `.layers` of `.neurons` with weights `.w` and a bias `.b`, or one of its parts.

The course's MLP is one, and so is a student's. Its numbers are read, and it is left as it is.
"""

import math
from numbers import Real


def kind_of(net):
    return "MLP" if hasattr(net, "layers") else "layer" if hasattr(net, "neurons") else "neuron"


def layers_of(net):
    """The network as lists of neurons, layer by layer; TypeError if it is none."""
    try:
        if kind_of(net) == "MLP":
            layers = [list(layer.neurons) for layer in net.layers]
        else:
            layers = [list(getattr(net, "neurons", [net]))]
        sizes = [[len(neuron.w) for neuron in layer if neuron.b is not None] for layer in layers]
        if not layers or not all(layers) or not all(map(all, sizes)):
            raise TypeError
    except (AttributeError, TypeError):
        raise TypeError(
            f"a network has layers of neurons with weights w and a bias b; this {type(net).__name__} has not"
        ) from None
    fed = sizes[0][0]
    for i, (layer, counts) in enumerate(zip(layers, sizes), 1):
        if set(counts) != {fed}:
            raise ValueError(
                f"layer {i} gets {fed} numbers, but its neurons have {', '.join(map(str, counts))} weights"
            )
        fed = len(layer)
    return layers


def number_of(value):
    """The number in a number or a Value, as a float."""
    number = value if isinstance(value, Real) else getattr(value, "data", None)
    if not isinstance(number, Real):
        raise TypeError(f"a number or a Value is needed here, not {type(value).__name__}")
    return float(number)


def weights_of(layers):
    """weights[layer][neuron][input], floats."""
    return [[[number_of(w) for w in neuron.w] for neuron in layer] for layer in layers]


def activations_of(layers, x):
    """What comes out of every column of circles, inputs first; floats."""
    if not hasattr(x, "__len__"):
        raise TypeError(f"x must be a list of {len(layers[0][0].w)} numbers, not {type(x).__name__}")
    outs = [[number_of(value) for value in x]]
    if len(outs[0]) != len(layers[0][0].w):
        raise ValueError(f"this network takes {len(layers[0][0].w)} inputs, but x has {len(outs[0])}")
    for layer in layers:
        outs.append([number_of(neuron(outs[-1])) for neuron in layer])
    return outs


def largest_weight(weights):
    """The largest finite |w|, never 0."""
    return max((abs(w) for layer in weights for row in layer for w in row if math.isfinite(w)), default=0) or 1.0
