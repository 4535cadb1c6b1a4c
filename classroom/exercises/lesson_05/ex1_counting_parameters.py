"""5.1: how many parameters a network has."""

from classroom.checks import kinds
from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.observing import observe

CELL = """
counts = ...  # {"first": ..., "second": ..., "last": ..., "together": ...}
### BEGIN SOLUTION
counts = {"first": 42, "second": 24, "last": 4, "together": 70}
### END SOLUTION
"""

IN_EVERY_LAYER = """
no biases | neurons * incoming
    these are the weights. What else does each neuron have?
one bias per layer | neurons * incoming + 1
    a layer was given one bias for all of its neurons. What does a bias belong to?
one bias per weight | 2 * neurons * incoming
    every weight was given a bias of its own. How many biases does one neuron add?
one bias per input | neurons * incoming + incoming
    you counted one bias for each number that comes in. What does a bias belong to?
one neuron each | incoming + 1
    this is what one neuron of each layer has. How many neurons does the layer have?
sums | incoming + neurons
    this is what comes in plus the neurons. How many weights does each of those neurons have?
the inputs counted as well | neurons * (incoming + 1) + incoming
    what comes in was counted besides the weights. Training cannot change what comes in.
squares | neurons * neurons
    the neurons were multiplied by themselves. How many weights does each of them have?
neurons | neurons
    you counted neurons. Each of them holds several parameters.
every layer sees the inputs | neurons * (inputs + 1)
    every neuron was given as many weights as the network has inputs. What does a neuron of the second layer look at?
"""

TOGETHER = """
a layer of inputs | together + inputs
    the layers are right. The total counts the inputs as well, but training cannot change an input.
without the last | together - last
    the layers are right. The total leaves out the last one.
added up wrongly | together + 2
    the layers are right. Add them up again.
"""


def counts(first, second, last):
    return {"first": first, "second": second, "last": last, "together": first + second + last}


def in_one_layer(right, wrong):
    """The wrong counts of one layer, where the other two are right; of two that agree, the first, and none of a right one."""
    for layer, slips in zip(("first", "second", "last"), wrong):
        taken = {*right.values()}
        for name, (number, message) in slips.items():
            if number not in taken:
                taken.add(number)
                each = [number if other == layer else right[other] for other in ("first", "second", "last")]
                yield Mistake(f"{name}, in the {layer}", counts(*each), f"in the {layer} layer, {message}")


def exercise(nin, hidden, second, **others):
    """5.1 for MLP(nin, [hidden, second, 1])."""
    layers = (nin, hidden), (hidden, second), (second, 1)
    right = counts(*(neurons * (incoming + 1) for incoming, neurons in layers))
    wrong = [numbers_of(IN_EVERY_LAYER, {"incoming": m, "neurons": n, "inputs": nin}) for m, n in layers]
    wrong_together = numbers_of(TOGETHER, {**right, "inputs": nin})
    sums = {
        wrong_together["a layer of inputs"][0]: "the sum of your three, and the inputs",
        wrong_together["without the last"][0]: "the sum of your first two",
    }

    def probe(answer):
        def run():
            each = {name: answer[name] for name in ("first", "second", "last")}
            total = "the sum of your three" if answer["together"] == sum(each.values()) else None
            known = total or sums.get(answer["together"], "another number than the sum of your three")
            return {**each, "together": known}

        yield from observe(f"MLP({nin}, [{hidden}, {second}, 1])", run, says="")

    return Exercise(
        number="5.1",
        title="How many parameters?",
        points=2,
        takes=kinds.numbers(*right),
        probe=probe,
        reference=right,
        cell=CELL,
        accepted=(
            {name: float(number) for name, number in right.items()},
            counts(*(neurons * incoming + neurons for incoming, neurons in layers)),
        ),
        mistakes=(
            *(
                Mistake(name, counts(*(layer[name][0] for layer in wrong)), message)
                for name, (_, message) in wrong[0].items()
            ),
            *in_one_layer(right, wrong),
            *(
                Mistake(name, {**right, "together": number}, message)
                for name, (number, message) in wrong_together.items()
            ),
        ),
        otherwise="Take that layer alone: what comes in to one of its neurons, what does it have besides, and how many neurons are there?",
        hints=(
            "Draw one neuron of the first layer. How many lines lead to it, and what does it have besides?",
            "The neurons of a layer look at everything that the layer before says, so its size is the number of their weights.",
            "For each layer: neurons times (what comes in, plus one for the bias). Then add up the three.",
        ),
        shown="You have shown that you can count what a training step has to move.",
        follow_up="if the network had one more input, how many parameters would be added, and in which layer?",
        follow_up_answer="One weight in each neuron of the first layer; the other layers look at neurons, and these stay as many.",
        reasoning=f"A neuron has one weight per incoming number and one bias. The layers receive {nin}, {hidden} and {second} "
        f"numbers, so they have {hidden} · {nin + 1}, {second} · {hidden + 1} and 1 · {second + 1} parameters.",
        secrets=tuple(f" {right[name]}" for name in ("first", "second")),
        parts=((1, ": (first|second|last)$"),),
        **others,
    )


def vary(rng):
    sizes = rng.choice([sizes for sizes in COUNTED if sizes != CLASS_SIZES])
    varied, default = exercise(*sizes), EXERCISE.reference
    texts = [("MLP(5, [7, 3, 1])", "MLP({}, [{}, {}, 1])".format(*sizes))]
    texts += [(f'"{name}": {default[name]}', f'"{name}": {varied.reference[name]}') for name in default]
    return Variant(tuple(texts), varied)


CLASS_SIZES = 5, 7, 3
COUNTED = [  # no two of the three are equal, nor one less than another: that would let a wrong count be right by chance
    (nin, hidden, second)
    for nin in range(4, 10)
    for hidden in range(4, 10)
    for second in range(2, 7)
    if min(abs(nin - hidden), abs(hidden - second), abs(nin - second)) > 1
]
EXERCISE = exercise(*CLASS_SIZES, vary=vary)
