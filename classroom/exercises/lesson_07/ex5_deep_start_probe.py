"""How 7.5 is tried: on deep relu networks of three shapes, of which both the weights and what the layers say are looked at."""

import random
from math import isclose, sqrt
from numbers import Real
from operator import mul

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from micrograd_core import MLP

takes = a_function("net")
POINTS = 12
SHAPES = (
    (24, (24, 24, 4, 4, 4), 171),
    (6, (10, 6, 10, 6, 10), 101),
    (2, (8, 32), 1),
)  # inputs, layers, seed of the weights
RIGHT = {
    "the weights and biases": "numbers, in the Values that were there",
    "the biases": "0, as they were",
    "the weights of a layer": "each multiplied by the same number",
    "the layers": "all between half and double the size of what comes in",
}
KNOWN = {  # what the weights of each layer may have been multiplied by, for n inputs and m neurons
    "not at all": lambda n, m: 1.0,
    "by a part for each input": lambda n, m: 1 / n,
    "by six parts for each input": lambda n, m: 6 / n,
    "by one over the root of the inputs": lambda n, m: 1 / sqrt(n),
    "by the root of 2 over the inputs": lambda n, m: sqrt(2 / n),
    "by the root of 3 over the inputs": lambda n, m: sqrt(3 / n),
    "by the root of 12 over the inputs": lambda n, m: sqrt(12 / n),
    "by the root of 6 over the neurons": lambda n, m: sqrt(6 / m),
    "by the root of 12 over inputs and neurons": lambda n, m: sqrt(12 / (n + m)),
    "by the root of 6 over the inputs, once for each neuron": lambda n, m: sqrt(6 / n) ** m,
    "by the root of 6 over inputs and neurons": lambda n, m: sqrt(6 / (n + m)),
    "by the root of a sixth of the inputs": lambda n, m: sqrt(n / 6),
    "by the root of the inputs": lambda n, m: sqrt(n),
}
ALL_THE_SAME = "all layers by the same number"


def probe(answer):
    for inputs, layers, seed in SHAPES:
        tried = f"a relu network of the shape MLP({inputs}, {list(layers)})"
        seen = list(observe(tried, started, answer, inputs, layers, seed, says=""))
        yield from seen
        if {o.node: o.value for o in seen} != RIGHT:
            return


def network(inputs, layers, seed):
    """A relu network as the card has one: its biases are 0."""
    net = MLP(inputs, list(layers), activation="relu", rng=random.Random(seed))
    for layer in net.layers:
        for neuron in layer.neurons:
            neuron.b.data = 0.0
            for w in neuron.w:
                w.data = fresh(w.data)
    return net


def started(answer, inputs, layers, seed):
    net, before = network(inputs, layers, seed), network(inputs, layers, seed)
    values = net.parameters()
    answer(net)
    same = len(values) == len(net.parameters()) and all(map(lambda a, b: a is b, values, net.parameters()))
    if not same:
        return {"the weights and biases": "other Values than were there"}
    if not all(isinstance(p.data, Real) for p in values):
        return {"the weights and biases": "no numbers any more"}
    factors = [factor_of(*pair) for pair in zip(net.layers, before.layers)]
    found = {
        "the weights and biases": RIGHT["the weights and biases"],
        "the biases": RIGHT["the biases"] if not any(n.b.data for l in net.layers for n in l.neurons) else "changed",
        "the weights of a layer": RIGHT["the weights of a layer"] if all(factors) else "not multiplied by one number",
    }
    if not all(factors):
        return found | {"those of the first layer": what_became(net.layers[0], before.layers[0])}
    found["the layers"] = how_they_are(sizes_of(net, inputs, seed))
    if found["the layers"] != RIGHT["the layers"]:
        shapes = [(len(layer.neurons[0].w), len(layer.neurons)) for layer in net.layers]
        found["how the weights were multiplied"] = words = in_words(factors, shapes)
        if words == ALL_THE_SAME:  # one mistake, whatever the number
            found["the layers"] = "not all between half and double the size of what comes in"
    return found


def factor_of(layer, before):
    """The one number by which all weights of a layer were multiplied, or None."""
    return common_factor([(w.data, v.data) for n, m in zip(layer.neurons, before.neurons) for w, v in zip(n.w, m.w)])


def common_factor(pairs):
    """The number that makes each second of these pairs its first, or None."""
    factor = pairs[0][0] / pairs[0][1]
    return (
        factor
        if factor and all(isclose(new, factor * old, rel_tol=1e-6, abs_tol=1e-12) for new, old in pairs)
        else None
    )


def what_became(layer, before):
    """What became of weights that were not multiplied by one number, in words."""
    new = [[w.data for w in neuron.w] for neuron in layer.neurons]
    moved = [[w.data != v.data for w, v in zip(n.w, m.w)] for n, m in zip(layer.neurons, before.neurons)]
    if all(number == new[0][0] for row in new for number in row):
        return "all the same" if new[0][0] else "all 0"
    if all(row[0] and not any(row[1:]) for row in moved):
        return "only the first weight of each neuron has changed"
    if all(moved[0]) and not any(map(any, moved[1:])):
        return "only the first neuron has changed"
    rows = [[(w.data, v.data) for w, v in zip(n.w, m.w)] for n, m in zip(layer.neurons, before.neurons)]
    return "each neuron multiplied by a number of its own" if all(map(common_factor, rows)) else "other numbers"


def sizes_of(net, inputs, seed):
    """The typical size of what each layer says to points of typical size 1."""
    rng, sizes = random.Random(seed), []
    outs = [[rng.gauss(0, 1) for _ in range(inputs)] for _ in range(POINTS)]
    for layer in net.layers:  # in plain numbers: a check counts every call
        weights = [[w.data for w in neuron.w] for neuron in layer.neurons]
        outs = [[max(0.0, sum(map(mul, ws, x))) for ws in weights] for x in outs]
        sizes.append(sqrt(sum(sum(map(mul, row, row)) for row in outs) / (POINTS * len(weights))))
    return sizes


def how_they_are(sizes):
    if all(0.5 < size < 2 for size in sizes):
        return RIGHT["the layers"]
    if not any(sizes):
        return "all say 0"
    low, high = min(sizes) < 0.5, max(sizes) > 2
    return (
        "some say too little, and some too much"
        if low and high
        else "some say too little"
        if low
        else "some say too much"
    )


def in_words(factors, shapes):
    for words, rule in KNOWN.items():
        if all(isclose(factor, rule(*shape), rel_tol=0.02) for factor, shape in zip(factors, shapes)):
            return words
    if all(isclose(factor, factors[0], rel_tol=1e-6) for factor in factors):
        return ALL_THE_SAME
    right = [isclose(factor, sqrt(6 / n), rel_tol=0.15) for factor, (n, _) in zip(factors, shapes)]
    if right[0] and not any(right[1:]):
        return "the first layer well, and no other"
    if right[-1] and not any(right[:-1]):
        return "the last layer well, and no other"
    if any(factor < 0 for factor in factors):
        return "some by a negative number"
    growing = [factor / factors[0] / (sqrt(shapes[0][0] / n)) for factor, (n, _) in zip(factors, shapes)]
    if all(isclose(each, 1, rel_tol=0.05) for each in growing):
        return "by another number over the root of the inputs"
    return "in another way"
