"""The exercises of lesson 05: from a neuron to a trained network, and what goes wrong on the way.

A probe here ends after the first case that goes wrong, so that a mistake is the same thing with and without a later one.
"""

import math
import random
from functools import cache
from numbers import Real

from classroom.checks import comparing
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function, numbers
from classroom.checks.observing import observe
from classroom.exercises import training_probe as training
from classroom.exercises.training_probe import RIGHT, Enough, Watched, loss_of, way
from micrograd_core import MLP, Layer, Neuron, Value


def kind_of(thing, wanted):
    """What to say of the kind of thing that came back: None of None, in words of anything else."""
    if thing is None:
        return None
    return f"a {wanted.__name__}" if isinstance(thing, wanted) else f"a {type(thing).__name__}"


def told(values):
    """Numbers as a text has them."""
    return "(" + ", ".join(map(str, values)).replace("-", "−") + ")"


# 5.1: counting parameters.


def counts(first, second, last, together=None):
    together = first + second + last if together is None else together
    return {"first": first, "second": second, "last": last, "together": together}


def count_exercise(nin, hidden, second, **others):
    """5.1 for MLP(nin, [hidden, second, 1])."""
    sizes = (nin, hidden), (hidden, second), (second, 1)
    right = counts(*(n * (seen + 1) for seen, n in sizes))
    sums = {
        right["together"] + nin: "the sum of your three, and the inputs",
        right["together"] - right["last"]: "the sum of your first two",
    }

    def probe(answer):
        def run():
            total = answer["first"] + answer["second"] + answer["last"]
            known = "the sum of your three" if answer["together"] == total else sums.get(answer["together"])
            return {name: answer[name] for name in ("first", "second", "last")} | {
                "together": known or "another number than the sum of your three"
            }

        yield from observe(f"MLP({nin}, [{hidden}, {second}, 1])", run, says="")

    def mistaken(parameters, together=None):
        return counts(*(parameters(seen, n) for seen, n in sizes), together=together)

    def added_up_to(together):
        return counts(right["first"], right["second"], right["last"], together)

    return Exercise(
        number="5.1",
        title="How many parameters?",
        points=2,
        takes=numbers("first", "second", "last", "together"),
        probe=probe,
        reference=right,
        accepted=(
            {"together": float(right["together"]), **right, "last": second + 1.0},
            counts(*(seen * n + n for seen, n in sizes)),
        ),
        mistakes=(
            Mistake(
                "no biases",
                mistaken(lambda seen, n: seen * n),
                "these are the weights. What else does each neuron have?",
            ),
            Mistake(
                "one bias per layer",
                mistaken(lambda seen, n: seen * n + 1),
                "a layer was given one bias for all of its neurons. Whose is a bias?",
            ),
            Mistake(
                "one bias per weight",
                mistaken(lambda seen, n: 2 * seen * n),
                "every weight was given a bias of its own. How often is a bias added in one neuron?",
            ),
            Mistake(
                "one bias per input",
                mistaken(lambda seen, n: seen * n + seen),
                "there is one bias for each number that comes in. Whose is a bias?",
            ),
            Mistake(
                "one neuron each",
                mistaken(lambda seen, n: seen + 1),
                "this is what one neuron of each layer has. How many neurons are there?",
            ),
            Mistake(
                "sums",
                mistaken(lambda seen, n: seen + n),
                "you added what comes in and the neurons. Each of the neurons has a weight for each of the numbers that come in.",
            ),
            Mistake(
                "neurons",
                mistaken(lambda seen, n: n),
                "you counted neurons. Each of them holds several parameters.",
            ),
            Mistake(
                "every layer sees the inputs",
                mistaken(lambda seen, n: n * (nin + 1)),
                "every neuron was given as many weights as the network has inputs. What does a neuron of the second layer look at?",
            ),
            Mistake(
                "a layer of inputs",
                added_up_to(right["together"] + nin),
                "the layers are right. Together, the inputs were counted too; but training cannot change an input.",
            ),
            Mistake(
                "without the last",
                added_up_to(right["together"] - right["last"]),
                "the layers are right. Together, the last one was left out.",
            ),
            Mistake(
                "added up wrongly",
                added_up_to(right["together"] + 2),
                "the layers are right. Add them up once more.",
            ),
        ),
        otherwise="Take that layer alone: what comes in to one of its neurons, what does it have besides, and how many neurons are there?",
        hints=(
            "Draw one neuron of the first layer. How many lines lead to it, and what does it have besides?",
            "The neurons of a layer look at everything that the layer before says, so its size is the number of their weights.",
            "For each layer: neurons times (what comes in, plus one for the bias). Then add up the three.",
        ),
        shown="You have shown that you can count what a training step has to move.",
        follow_up="one more input: how many parameters come in, and in which layer?",
        reasoning=f"A neuron has one weight per incoming number and one bias. The layers receive {nin}, {hidden} and {second} "
        f"numbers, so they have {hidden} · {nin + 1}, {second} · {hidden + 1} and 1 · {second + 1} parameters.",
        secrets=tuple(f" {right[name]}" for name in ("first", "second")),
        parts=((1, ": (first|second|last)$"),),
        **others,
    )


def count_variant(rng):
    nin, hidden, second = rng.choice([sizes for sizes in COUNTED if sizes != CLASS_SIZES])
    exercise, default = count_exercise(nin, hidden, second), COUNT.reference
    texts = [("MLP(5, [7, 3, 1])", f"MLP({nin}, [{hidden}, {second}, 1])")]
    texts += [(f'"{name}": {default[name]}', f'"{name}": {exercise.reference[name]}') for name in default]
    return Variant(tuple(texts), exercise)


CLASS_SIZES = 5, 7, 3
COUNTED = [  # no two of the three are equal, nor one less than another: that would let a wrong count be right by chance
    (nin, hidden, second)
    for nin in range(4, 10)
    for hidden in range(4, 10)
    for second in range(2, 7)
    if min(abs(nin - hidden), abs(hidden - second), abs(nin - second)) > 1
]
COUNT = count_exercise(*CLASS_SIZES, vary=count_variant)

# 5.2: one neuron.


def neuron_probe(answer):
    weights, bias, inputs, slope = fresh(0.4, -1.3, 0.7), fresh(0.25), fresh(1.7, -0.6, 0.3), fresh(3.7)
    tried = f"w = {told(weights)}, b = {bias}, x = {told(inputs)}"

    def run(neuron, kind):
        w, b, x = [Value(each) for each in weights], Value(bias), [kind(each) for each in inputs]
        o = neuron(w, b, x)
        if not isinstance(o, Value):
            return {"what comes back": kind_of(o, Value)}
        y = o * slope
        y.backward()
        found = {"what comes back": "a Value", "o.data": o.data}
        found |= {f"w[{i}].grad": each.grad for i, each in enumerate(w)} | {"b.grad": b.grad}
        given = [each.data for each in (*w, b)]
        found["the weights and the bias"] = "as they were" if given == [*weights, bias] else "changed"
        if kind is Value:
            found |= {f"x[{i}].grad": each.grad for i, each in enumerate(x)}
        return found

    for kind in (float, Value):
        seen = list(observe(f"{tried}, {'Values' if kind is Value else 'numbers'}; y = {slope} · o", run, answer, kind))
        yield from seen
        if not agrees(seen, run(neuron, kind)):
            return
    for count in (2, 4):
        yield from observe(f"3 weights and {count} inputs", misfit, answer, weights, bias, count, says="")


def agrees(seen, found):
    """Whether observations hold what a right answer found."""
    right = {observation.node: observation for observation in observe("", lambda: found)}
    return len(seen) == len(right) and all(comparing.agree(one, right.get(one.node)) for one in seen)


def misfit(answer, weights, bias, count):
    """What happens where the numbers of weights and of inputs differ."""
    try:
        o = answer([Value(each) for each in weights], Value(bias), list(fresh(0.6, -0.8, 1.7, 0.3)[:count]))
    except ValueError:
        return {"what happens": "it raises a ValueError"}
    except IndexError:
        raise
    except Exception as error:  # noqa: BLE001, whatever an answer raises
        return {"what happens": f"it raises another error, {type(error).__name__}"}
    if o is ValueError or isinstance(o, ValueError):
        return {"what happens": "it returns a ValueError"}
    return {"what happens": "it returns None" if o is None else "it answers"}


def fits(w, x):
    if len(w) != len(x):
        raise ValueError(f"{len(w)} weights, {len(x)} inputs")


def neuron(w, b, x):
    fits(w, x)
    n = b
    for wi, xi in zip(w, x):
        n = n + wi * xi
    return n.tanh()


def neuron_in_one_line(w, b, x):
    return sum((wi * xi for wi, xi in zip(w, x, strict=True)), b).tanh()


def neuron_by_index(w, b, x):
    if len(x) != len(w):
        raise ValueError
    products = [x[i] * w[i] for i in range(len(w))]
    e = ((b + sum(products)) * 2).exp()
    return (e - 1) / (e + 1)


def neuron_with(n):
    """A neuron with n(w, b, x) before the tanh."""

    def answer(w, b, x):
        fits(w, x)
        return n(w, b, x).tanh()

    return answer


def products(w, x):
    return [wi * xi for wi, xi in zip(w, x)]


def neuron_without_check(w, b, x):
    return (sum(products(w, x)) + b).tanh()


def neuron_by_index_without_check(w, b, x):
    return sum((w[i] * x[i] for i in range(len(w))), b).tanh()


def neuron_saying_none(w, b, x):
    return neuron(w, b, x) if len(w) == len(x) else None


def neuron_with_bias_written(w, b, x):
    fits(w, x)
    for wi, xi in zip(w, x):
        b.data += wi.data * (xi.data if isinstance(xi, Value) else xi)
    return b.tanh()


def neuron_with_sigmoid(w, b, x):
    fits(w, x)
    return (sum(products(w, x)) + b).sigmoid()


def neuron_with_assert(w, b, x):
    assert len(w) == len(x)
    return neuron(w, b, x)


def neuron_returning_the_error(w, b, x):
    return neuron(w, b, x) if len(w) == len(x) else ValueError


def neuron_with_another_error(w, b, x):
    if len(w) != len(x):
        raise TypeError("lengths differ")
    return neuron(w, b, x)


def neuron_refusing_what_fits(w, b, x):
    if len(w) == len(x):
        raise ValueError
    return neuron_without_check(w, b, x)


def neuron_with_tanh_each_round(w, b, x):
    n = b
    for wi, xi in zip(w, x):
        n = (n + wi * xi).tanh()
    return n


def neuron_answering_early(w, b, x):
    for wi, xi in zip(w, x):
        return (wi * xi + b).tanh()


def neuron_checking_one_side(w, b, x):
    if len(x) < len(w):
        raise ValueError
    return neuron_without_check(w, b, x)


def neuron_checking_the_other_side(w, b, x):
    if len(x) > len(w):
        raise ValueError
    return neuron_without_check(w, b, x)


def neuron_without_tanh(w, b, x):
    fits(w, x)
    return sum(products(w, x)) + b


def neuron_with_tanh_of_each(w, b, x):
    fits(w, x)
    return sum(product.tanh() for product in products(w, x)) + b


def neuron_with_bias_outside(w, b, x):
    fits(w, x)
    return sum(products(w, x)).tanh() + b


NEURON = Exercise(
    number="5.2",
    title="One neuron",
    points=2,
    takes=a_function("w", "b", "x"),
    probe=neuron_probe,
    reference=neuron,
    accepted=(neuron_in_one_line, neuron_by_index),
    mistakes=(
        Mistake(
            "no bias",
            neuron_with(lambda w, b, x: sum(products(w, x))),
            "the bias has no part in it. What does the neuron say when all inputs are 0?",
        ),
        Mistake(
            "bias subtracted",
            neuron_with(lambda w, b, x: sum(products(w, x)) - b),
            "the bias is taken away. It should shift the sum the other way.",
        ),
        Mistake(
            "every weight with every input",
            neuron_with(lambda w, b, x: sum(wi * xi for wi in w for xi in x) + b),
            "every weight meets every input. Which input belongs to which weight?",
        ),
        Mistake(
            "tanh without brackets",
            lambda w, b, x: neuron_without_tanh(w, b, x).tanh,
            "the method itself came back: it was named and not called.",
        ),
        Mistake(
            "a bias per input",
            neuron_with(lambda w, b, x: sum(product + b for product in products(w, x))),
            "the bias comes in once per input. How often does a neuron add it?",
        ),
        Mistake(
            "no tanh",
            neuron_without_tanh,
            "this is the sum n. What does the neuron of lesson 02 make of it at the end?",
        ),
        Mistake(
            "tanh of each product",
            neuron_with_tanh_of_each,
            "every product is squashed by itself. How many tanh does one neuron of lesson 02 have, and where?",
        ),
        Mistake(
            "bias after the tanh",
            neuron_with_bias_outside,
            "the bias comes in behind the tanh, so the answer may leave the range from −1 to 1. Where does it belong?",
        ),
        Mistake(
            "bias times the sum",
            neuron_with(lambda w, b, x: sum(products(w, x)) * b),
            "the bias multiplies. It should shift the sum.",
        ),
        Mistake(
            "weights plus inputs",
            neuron_with(lambda w, b, x: sum(wi + xi for wi, xi in zip(w, x)) + b),
            "weights and inputs are added. What does a weight of 0 mean for its input?",
        ),
        Mistake(
            "new Values for the weights",
            neuron_with(lambda w, b, x: sum(Value(wi.data) * xi for wi, xi in zip(w, x)) + Value(b.data)),
            "the number is right, but it was computed from copies, and the gradients arrive at the copies. Whose `data` did you take out?",
        ),
        Mistake(
            "new Values for the inputs",
            neuron_with(
                lambda w, b, x: sum(wi * (xi.data if isinstance(xi, Value) else xi) for wi, xi in zip(w, x)) + b
            ),
            "inputs that are Values are replaced by their numbers. In a second layer the inputs are the answers of the first: "
            "how would a gradient get there?",
        ),
        Mistake(
            "a plain number",
            lambda w, b, x: neuron(w, b, x).data,
            "a plain number has no graph behind it. Hand back the Value itself.",
        ),
        Mistake(
            "numbers of the weights",
            neuron_with(lambda w, b, x: sum(wi.data * xi for wi, xi in zip(w, x)) + b),
            "the number is right, but the weights get no gradient: only their numbers went into the sum. What leads back from a "
            "plain number to the weight it came from?",
        ),
        Mistake(
            "number of the bias",
            neuron_with(lambda w, b, x: sum(products(w, x)) + b.data),
            "the number is right, but the bias gets no gradient: only its number went into the sum. What leads back from a plain "
            "number to the bias it came from?",
        ),
        Mistake(
            "no look at the lengths",
            neuron_without_check,
            "it answers although weights and inputs do not fit. `zip` stops at the shorter one and says nothing.",
        ),
        Mistake(
            "a look at one side",
            neuron_checking_one_side,
            "too few inputs are refused and too many are not. When do two lengths not fit?",
        ),
        Mistake(
            "a look at the other side",
            neuron_checking_the_other_side,
            "too many inputs are refused and too few are not. When do two lengths not fit?",
        ),
        Mistake(
            "index without a look",
            neuron_by_index_without_check,
            "nobody compares the lengths: an index beyond the end stops it by chance, and inputs that are too many go unnoticed.",
        ),
        Mistake(
            "None",
            neuron_saying_none,
            "None comes back, and the trouble shows some lines later. What does the card ask for instead?",
        ),
        Mistake(
            "last product only",
            neuron_with(lambda w, b, x: w[-1] * x[-1] + b),
            "only the last input has a part in it. Does every round of your loop start from b again?",
        ),
        Mistake(
            "without the last product",
            neuron_with(lambda w, b, x: sum(products(w[:-1], x[:-1])) + b),
            "the last input has no part in it. Where does your loop end?",
        ),
        Mistake(
            "writes into the bias",
            neuron_with_bias_written,
            "the number comes out right, but it was written into `b.data`, so the bias is changed, and the graph knows no weight.",
        ),
        Mistake(
            "a list",
            lambda w, b, x: [(product + b).tanh() for product in products(w, x)],
            "a list came back, with one entry per input. A neuron adds its products up to one number.",
        ),
        Mistake(
            "first product only",
            neuron_answering_early,
            "only the first input has a part in it. Does a `return` stand inside the loop?",
        ),
        Mistake(
            "tanh in every round",
            neuron_with_tanh_each_round,
            "the sum is squashed again in every round of the loop. When is it whole?",
        ),
        Mistake(
            "another squashing",
            neuron_with_sigmoid,
            "this answer lies between 0 and 1. The neuron of lesson 02 may also say something negative.",
        ),
        Mistake(
            "assert",
            neuron_with_assert,
            "it refuses, but with another kind of error. Which one does the card ask for?",
        ),
        Mistake(
            "another error",
            neuron_with_another_error,
            "it refuses, but with an error of another name. Which one does the card ask for?",
        ),
        Mistake(
            "the error returned",
            neuron_returning_the_error,
            "the ValueError is handed back like an answer, so whoever called goes on with it. An error is not returned.",
        ),
        Mistake(
            "refuses what fits",
            neuron_refusing_what_fits,
            "it refuses 3 weights with 3 inputs. Which comparison did you write?",
        ),
    ),
    otherwise="Go through this case on paper, product by product, and print what yours has at each point.",
    parts=((1, "; y = "),),
    hints=(
        "Lesson 02 wrote it for two inputs. Which part comes once per input, and which part once per neuron?",
        "`zip(w, x)` gives the pairs. Begin the sum with the bias. Before that, compare the two lengths.",
        "Raise ValueError if the lengths differ; n starts as b and grows by weight times input in a loop; return n's tanh.",
    ),
    shown="You have shown a neuron of any size, through which gradients reach weights, bias and inputs.",
    follow_up="the second input of the card is −0.6. What would the gradient of its weight be if it were 0, and could that weight still learn?",
    reasoning="n starts as the bias and grows by one product per input; all of it is done with the given Values, so the graph "
    "leads back to each. Without a look at the lengths, zip would drop what does not fit.",
    equivalent=(("for wi, xi in zip(x, w):", "a product has no order"),),
)

# 5.3: a network and its parameters.


def network_probe(answer):
    grown = 2 * round(25 * abs(fresh(1.0) - 1))  # 0 in class
    for nin, nouts in ((3, [5, 4, 2]), (6, [3]), (4, [3, 5, 1])):
        nin, nouts = nin + grown, [size + grown if size > 1 else size for size in nouts]
        seen = list(observe(f"build({nin}, {nouts})", network_of, answer, nin, nouts))
        yield from seen
        if not agrees(seen, network_of(build, nin, nouts)):
            return


def network_of(answer, nin, nouts):
    """What can be said of a network that was built; the parameters are looked at where the neurons are right."""
    sizes = list(nouts)
    pair = answer(nin, sizes)
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
        again = answer(nin, sizes)[0]
        found |= {
            "neurons that a second network shares with the first": str(
                sum(id(neuron) in neurons for layer in again for neuron in layer)
            ),
            "the sizes you were given": sizes,
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


def rows(nin, nouts):
    """Layers as lists of neurons."""
    return [[Neuron(seen) for _ in range(size)] for seen, size in zip([nin, *nouts], nouts)]


def all_of(layers):
    return [p for layer in layers for neuron in layer for p in [*neuron.w, neuron.b]]


def build(nin, nouts):
    layers = rows(nin, nouts)
    return layers, all_of(layers)


def build_step_by_step(nin, nouts):
    layers, weights, biases = [], [], []
    for size in nouts:
        layer = []
        while len(layer) < size:
            neuron = Neuron(nin)
            layer.append(neuron)
            weights += neuron.w
            biases.append(neuron.b)
        layers.append(layer)
        nin = size
    return layers, weights + biases


def build_with_parameters_of_neurons(nin, nouts):
    layers, parameters = [], []
    for position, size in enumerate(nouts):
        layers.append([])
        for _ in range(size):
            layers[-1].append(Neuron(nouts[position - 1] if position else nin))
            parameters.extend(layers[-1][-1].parameters())
    return layers, parameters


def build_of_layers(nin, nouts):
    layers = [Layer(seen, size) for seen, size in zip([nin, *nouts], nouts)]
    return layers, [p for layer in layers for p in layer.parameters()]


def build_flat(nin, nouts):
    layers, parameters = build(nin, nouts)
    return [neuron for layer in layers for neuron in layer], parameters


def build_with_one_start(nin, nouts):
    layers = [[Neuron(seen, rng=random.Random(1)) for _ in range(size)] for seen, size in zip([nin, *nouts], nouts)]
    return layers, all_of(layers)


def build_with_one_list(nin, nouts):
    """Every layer is one and the same list, which goes on growing."""
    layers, layer = [], []
    for seen, size in zip([nin, *nouts], nouts):
        layer += [Neuron(seen) for _ in range(size)]
        layers.append(layer)
    return layers, [p for neuron in layer for p in neuron.parameters()]


def built(layers_of):
    """A build whose parameters are those of its layers."""

    def answer(nin, nouts):
        layers = layers_of(nin, nouts)
        return layers, all_of(layers)

    return answer


def listed(parameters_of):
    """A build with right layers."""

    def answer(nin, nouts):
        layers = rows(nin, nouts)
        return layers, parameters_of(layers)

    return answer


def shared_rows(nin, nouts):
    return [[Neuron(seen)] * size for seen, size in zip([nin, *nouts], nouts)]


def last_neurons_only(layers):
    return [p for layer in layers for p in [*layer[-1].w, layer[-1].b]]


def weights_in_lists(layers):
    return [p for layer in layers for neuron in layer for p in (neuron.w, neuron.b)]


def build_handing_on_too_early(nin, nouts):
    layers = []
    for size in nouts:
        layers.append([])
        for _ in range(size):
            layers[-1].append(Neuron(nin))
            nin = size
    return layers, all_of(layers)


def build_changing_sizes(nin, nouts):
    nouts.insert(0, nin)
    return build(nin, nouts[1:])


KEPT = {}


def kept_rows(nin, nouts):
    return KEPT.setdefault((nin, *nouts), rows(nin, nouts))


NETWORK = Exercise(
    number="5.3",
    title="A network and its parameters",
    points=3,
    takes=a_function("nin", "nouts"),
    probe=network_probe,
    reference=build,
    accepted=(build_step_by_step, build_with_parameters_of_neurons),
    mistakes=(
        Mistake(
            "one neuron many times",
            built(shared_rows),
            "a layer holds the same neuron several times, as `[thing] * 3` makes it: one object under three places. How many "
            "neurons have to be made?",
        ),
        Mistake(
            "every layer sees the inputs",
            built(lambda nin, nouts: [[Neuron(nin) for _ in range(size)] for size in nouts]),
            "every neuron takes as many numbers as the network has inputs. What does a later layer look at?",
        ),
        Mistake(
            "handed on too early",
            build_handing_on_too_early,
            "the neurons of one layer do not all take as many numbers. What changes between the first and the second of them?",
        ),
        Mistake(
            "last layer missing",
            built(lambda nin, nouts: rows(nin, nouts[:-1])),
            "the last layer is missing: there should be one for each entry of `nouts`.",
        ),
        Mistake(
            "one layer short",
            built(lambda nin, nouts: rows(nouts[0], nouts[1:])),
            "the first layer is missing: there should be one for each entry of `nouts`.",
        ),
        Mistake(
            "a layer too many",
            built(lambda nin, nouts: rows(nin, [nin, *nouts])),
            "the inputs became a layer of neurons. They are numbers that come from outside.",
        ),
        Mistake(
            "sizes exchanged",
            built(lambda nin, nouts: [[Neuron(size) for _ in range(seen)] for seen, size in zip([nin, *nouts], nouts)]),
            "two sizes are exchanged: how many neurons there are, and how many numbers each of them takes.",
        ),
        Mistake(
            "no biases",
            listed(lambda layers: [p for layer in layers for neuron in layer for p in neuron.w]),
            "the biases are not in the list of parameters. They would never be trained.",
        ),
        Mistake(
            "no weights",
            listed(lambda layers: [neuron.b for layer in layers for neuron in layer]),
            "the weights are not in the list of parameters. They would never be trained.",
        ),
        Mistake(
            "one bias per layer",
            listed(
                lambda layers: [p for layer in layers for n in layer for p in n.w] + [layer[0].b for layer in layers]
            ),
            "one bias of each layer is in the list. How many does a layer have?",
        ),
        Mistake(
            "copies",
            listed(lambda layers: [Value(p.data) for p in all_of(layers)]),
            "the list holds Values that no neuron in `layers` has: copies, or those of other neurons. What happens to the network when "
            "you change them?",
        ),
        Mistake(
            "numbers",
            listed(lambda layers: [p.data for p in all_of(layers)]),
            "the list holds plain numbers. An update has to reach the parameter itself.",
        ),
        Mistake(
            "a list of lists",
            listed(lambda layers: [[*neuron.w, neuron.b] for layer in layers for neuron in layer]),
            "each entry of the list is a list. The training loop wants to write `for p in ...` and get one parameter at a time.",
        ),
        Mistake(
            "weights in lists",
            listed(weights_in_lists),
            "each neuron's weights stand there as one list. `append` puts a list in as it is; the training loop wants single Values.",
        ),
        Mistake(
            "last neuron of each layer",
            listed(last_neurons_only),
            "of each layer, one neuron's parameters are in the list, those of the last. Inside which loop does the collecting stand?",
        ),
        Mistake(
            "last neuron only",
            listed(lambda layers: [*layers[-1][-1].w, layers[-1][-1].b]),
            "only the very last neuron's parameters are in the list. Inside which loops does the collecting stand?",
        ),
        Mistake(
            "nothing collected",
            listed(lambda layers: []),
            "the layers are right, and nothing is in the list of parameters yet.",
        ),
        Mistake(
            "their number",
            listed(lambda layers: len(all_of(layers))),
            "`parameters` is a number: you counted them. The card asks for the weights and biases themselves.",
        ),
        Mistake(
            "twice",
            listed(lambda layers: all_of(layers) + all_of(layers)),
            "every weight and bias is in the list twice, and would be moved twice in one update.",
        ),
        Mistake(
            "biases twice",
            listed(
                lambda layers: [p for layer in layers for neuron in layer for p in [*neuron.parameters(), neuron.b]]
            ),
            "every bias is in the list twice, and would be moved twice in one update. Which two of your lines put it there?",
        ),
        Mistake(
            "a bias with every weight",
            listed(lambda layers: [p for layer in layers for neuron in layer for w in neuron.w for p in (w, neuron.b)]),
            "each bias is in the list once for every weight of its neuron. Inside which loop is it put there?",
        ),
        Mistake(
            "a layer again in every round",
            listed(lambda layers: [p for end in range(1, len(layers) + 1) for p in all_of(layers[:end])]),
            "the first layers are in the list several times. Does each round collect from all the layers so far?",
        ),
        Mistake(
            "a set",
            listed(lambda layers: set(all_of(layers))),
            "the parameters came back as a set, which has an order of its own, another one in each run. The card asks for a list.",
        ),
        Mistake(
            "last layer only",
            listed(lambda layers: all_of(layers[-1:])),
            "the list holds the parameters of the last layer alone. What of the others?",
        ),
        Mistake(
            "first layer only",
            listed(lambda layers: all_of(layers[:1])),
            "the list holds the parameters of the first layer alone. What of the others?",
        ),
        Mistake(
            "neurons in the list",
            listed(lambda layers: [neuron for layer in layers for neuron in layer]),
            "the list holds neurons. A neuron is not a parameter; it has some.",
        ),
        Mistake(
            "first layer fed by the last",
            built(lambda nin, nouts: [[Neuron(nouts[i - 1]) for _ in range(n)] for i, n in enumerate(nouts)]),
            "the first layer takes as many numbers as the last one has neurons. (In Python the entry before the first is the last.)",
        ),
        Mistake(
            "flat",
            build_flat,
            "`layers` holds the neurons one after the other, so nobody can see where a layer ends. The card asks for a list per layer.",
        ),
        Mistake(
            "one list for all layers",
            build_with_one_list,
            "each layer holds all the neurons made so far, or even later ones: the same list is used for every layer.",
        ),
        Mistake(
            "Layers",
            build_of_layers,
            "these are Layers, which are what you are to build. Make each one a plain list, from Neuron alone.",
        ),
        Mistake(
            "exchanged",
            lambda nin, nouts: build(nin, nouts)[::-1],
            "weights and biases came back first, and the layers second. In which order does the stub return them?",
        ),
        Mistake(
            "no layers",
            lambda nin, nouts: ([], all_of(rows(nin, nouts))),
            "`layers` is empty: the neurons were made and then put nowhere.",
        ),
        Mistake(
            "the same start",
            build_with_one_start,
            "neurons start with equal numbers, so they would get equal gradients and stay equal for ever. Let each draw its own.",
        ),
        Mistake(
            "layers only",
            lambda nin, nouts: rows(nin, nouts),
            "the two things that the stub returns did not both come back. Leave its last line as it is.",
        ),
        Mistake(
            "sizes changed",
            build_changing_sizes,
            "the network is right, but the list of sizes that you were given is not what it was. It belongs to the caller: build a new "
            "list if you need a longer one.",
        ),
        Mistake(
            "kept from before",
            built(kept_rows),
            "the second network is made of the first one's neurons. Make new ones in every call.",
        ),
    ),
    otherwise="Print, layer by layer, how many neurons there are and how long each one's `w` is; then print what your list of parameters holds.",
    parts=((2, r"^build\(\d+, \[\d+, \d+, [2-9]\]\): (neurons in|weights of|how many different|neurons that start)"),),
    hints=(
        "How many numbers does a neuron of the first layer take? And one of the second?",
        "Go through `nouts`. For each size make a list with that many new neurons; the next layer's neurons take `size` numbers.",
        "In the loop: append a list of `size` times Neuron(nin), then let nin be size. Collect each neuron's weights and its bias.",
    ),
    shown="You have shown a network whose every weight and bias is made once and listed once.",
    follow_up="two places of a layer share one neuron. It has fewer parameters, but why can it also do less?",
    reasoning="Each layer takes as many numbers as the layer before has neurons, so the size is handed on from round to round. "
    "Neuron(...) stands inside the loop, so it is called once per place. The list holds the Values themselves, for an update to reach them.",
)

# 5.4: the loss.


def errors_probe(answer):
    def run(said, wanted):
        answers = [Value(each) for each in said]
        loss = answer(answers, list(wanted))
        if isinstance(loss, Real):
            return {"what comes back": kind_of(loss, Value), "the loss": loss}
        if not isinstance(loss, Value):
            return {"what comes back": kind_of(loss, Value)}
        loss.backward()
        found = {"what comes back": "a Value", "the loss": loss.data}
        found |= {f"answers[{i}].grad": each.grad for i, each in enumerate(answers)}
        return found | {"the answers": "as they were" if [each.data for each in answers] == list(said) else "changed"}

    for said, wanted in (((0.6, -0.3, 0.85), (0.9, 0.4, -0.7)), ((-0.45, 0.7, 0.35, 0.15), (-0.8, -0.6, 0.7, 0.95))):
        said, wanted = fresh(*said), fresh(*wanted)
        yield from observe(f"answers {told(said)}, ys {told(wanted)}", run, said, wanted)


def squared_errors(answers, ys):
    loss = Value(0.0)
    for answer, y in zip(answers, ys):
        loss = loss + (answer - y) ** 2
    return loss


def by_products(answers, ys):
    errors = [y - answers[i] for i, y in enumerate(ys)]
    return sum(error * error for error in errors)


def errors_of(answers, ys):
    return [answer - y for answer, y in zip(answers, ys)]


def errors_written_into_the_answers(answers, ys):
    for answer, y in zip(answers, ys):
        answer.data -= y
    return sum(answer**2 for answer in answers)


ERRORS = Exercise(
    number="5.4",
    title="The loss",
    points=2,
    takes=a_function("answers", "ys"),
    probe=errors_probe,
    reference=squared_errors,
    accepted=(by_products, lambda answers, ys: sum((a - y) ** 2 for a, y in zip(answers, ys))),
    mistakes=(
        Mistake(
            "mean",
            lambda answers, ys: squared_errors(answers, ys) / len(ys),
            "this is the mean. It has its uses, but the card asks for the sum, and the learning rates of this lesson go with it.",
        ),
        Mistake(
            "half",
            lambda answers, ys: squared_errors(answers, ys) / 2,
            "this is half of the sum. Some books do so for a shorter slope; the card does not.",
        ),
        Mistake(
            "sizes of errors",
            lambda answers, ys: sum(e if e.data > 0 else -e for e in errors_of(answers, ys)),
            "it adds up how far off the answers are, without the square. Is the slope the same for a small error and a large one?",
        ),
        Mistake(
            "no square",
            lambda answers, ys: sum(errors_of(answers, ys)),
            "errors of both signs cancel. With which answers would this be 0, or far below 0?",
        ),
        Mistake(
            "square of the sum",
            lambda answers, ys: sum(errors_of(answers, ys)) ** 2,
            "errors of both signs cancel before the square. In which order do squaring and adding come?",
        ),
        Mistake(
            "root",
            lambda answers, ys: squared_errors(answers, ys) ** 0.5,
            "a root was taken at the end. The lesson leaves the sum as it is.",
        ),
        Mistake(
            "plain numbers",
            lambda answers, ys: squared_errors([a.data for a in answers], ys),
            "the loss is right and no gradient arrives: it was computed from numbers, and the answers are not in its graph.",
        ),
        Mistake(
            "a plain number",
            lambda answers, ys: squared_errors(answers, ys).data,
            "a plain number came back. Who has the method `backward`?",
        ),
        Mistake(
            "a list",
            lambda answers, ys: [e**2 for e in errors_of(answers, ys)],
            "a list came back. Training needs one number to bring down.",
        ),
        Mistake(
            "last one only",
            lambda answers, ys: errors_of(answers, ys)[-1] ** 2,
            "one example is all that counts, the last one. Does something start afresh in every round?",
        ),
        Mistake(
            "first one only",
            lambda answers, ys: errors_of(answers, ys)[0] ** 2,
            "one example is all that counts, the first one. Does a `return` stand inside the loop?",
        ),
        Mistake(
            "plus",
            lambda answers, ys: sum((a + y) ** 2 for a, y in zip(answers, ys)),
            "it is 0 where an answer is the opposite of its target. How do you get an error from the two?",
        ),
        Mistake(
            "squares first",
            lambda answers, ys: sum(y**2 - a**2 for a, y in zip(answers, ys)),
            "each number is squared by itself. Is that 0 also for 0.7 where −0.7 was wanted?",
        ),
        Mistake(
            "squares first, the other way round",
            lambda answers, ys: sum(a * a - y * y for a, y in zip(answers, ys)),
            "each number is squared by itself, and then subtracted. Is that 0 also for 0.7 where −0.7 was wanted?",
        ),
        Mistake(
            "every answer with every target",
            lambda answers, ys: sum((a - y) ** 2 for a in answers for y in ys),
            "every answer is compared with every target. Which target belongs to which answer?",
        ),
        Mistake(
            "times the target",
            lambda answers, ys: sum(a * y for a, y in zip(answers, ys)),
            "each answer is multiplied by its target. That is not 0 where both agree.",
        ),
        Mistake(
            "a square left out",
            lambda answers, ys: sum(e * a for e, a in zip(errors_of(answers, ys), answers)),
            "each error is multiplied by its answer. What should it be multiplied by?",
        ),
        Mistake(
            "cubes",
            lambda answers, ys: sum(e**3 for e in errors_of(answers, ys)),
            "a third power keeps the sign, so errors cancel. Which power did the lesson take?",
        ),
        Mistake(
            "times two",
            lambda answers, ys: sum(e * 2 for e in errors_of(answers, ys)),
            "the errors are doubled, which is not the same as squared.",
        ),
        Mistake(
            "square of the target",
            lambda answers, ys: sum(a - y**2 for a, y in zip(answers, ys)),
            "the square takes hold of the target alone. In a - b * b, what is computed first?",
        ),
        Mistake(
            "without the last",
            lambda answers, ys: squared_errors(answers[:-1], ys[:-1]),
            "the last example has no part in it. Where does your loop end?",
        ),
        Mistake(
            "answers overwritten",
            errors_written_into_the_answers,
            "the loss is right, but the answers are not what they were: the errors were written into them. What would somebody read "
            "who looks at an answer afterwards?",
        ),
        Mistake(
            "negative",
            lambda answers, ys: -squared_errors(answers, ys),
            "the sign is turned: the worse the answers, the lower this goes.",
        ),
    ),
    otherwise="Take the first pair alone. What is its error, and what does your line make of it? Then add the next.",
    parts=((1, ": the loss$"),),
    hints=(
        "What is the error of one answer? What makes it count the same whether it is too high or too low?",
        "`zip(answers, ys)` gives the pairs. Keep the answers as Values; never take `data` out.",
        "Start with 0. For each pair, add the square of answer minus target. Return the sum.",
    ),
    shown="You have shown one number that is 0 for perfect answers, and that tells each answer where to go.",
    follow_up="at which answers are the gradients 0, and what is the gradient of one answer in terms of its error?",
    reasoning="Squares make both signs count alike, and large errors more. Everything is computed with the Values themselves, so "
    "backward() reaches the answers, with twice the error each.",
    equivalent=(
        ("loss = loss + (y - answer) ** 2", "a square forgets the sign"),
        ("for answer, y in zip(ys, answers):", "a square forgets the sign"),
    ),
)

# 5.5: one step.

XS = ((0.7, -1.3), (-0.4, 0.6), (1.6, 0.9), (-1.2, -0.5))
YS = (0.8, -0.6, 0.7, -0.8)


def examples(kind=float, count=4):
    """Examples like those of the notebook; in class they are the same."""
    return [[kind(each) for each in fresh(*x)] for x in XS[:count]], list(fresh(*YS)[:count])


def step_probe(answer):
    rate, larger = fresh(0.13, 0.35)
    cases = (
        (f"a first step with rate {rate}", 3, rate, 1, examples(), 0.0),
        (f"steps with rate {larger}", 8, larger, 3, examples(), 0.0),
        (f"a step with rate {rate} on a network that still holds old gradients", 3, rate, 1, examples(), fresh(0.7)),
        (
            f"a step with rate {rate} on three examples, with inputs that are Values",
            3,
            rate,
            1,
            examples(Value, 3),
            0.0,
        ),
    )
    for tried, seed, rate, steps, given, left in cases:
        net = Watched(seed)
        for p in net.parameters():
            p.grad = left
        earlier = [[left] * len(net.parameters())] if left else []
        for number in range(1, steps + 1):
            title = tried if steps == 1 else f"{steps} {tried}, of which this is number {number}"
            seen = list(observe(title, after_step, answer, net, *given, rate, earlier, says=""))
            yield from seen
            if not agrees(seen, RIGHT_STEP):
                return
            earlier.append(training.gradients_at(net.states[0], *examples(count=len(given[0]))))


RIGHT_STEP = {
    "what is in a parameter's `data`": "a number",
    "updates in one call": "1",
    "how the parameters moved": RIGHT,
    "what a parameter is made from": "nothing",
    "the inputs": "as they were",
    "the targets": "as they were",
}


def after_step(answer, net, xs, ys, rate, earlier):
    """What one call of a step did. net.states then begins where the call began."""
    net.states, true = [training.state_of(net)], examples(count=len(xs))
    answer(net, xs, ys, rate)
    net.note()
    before, after = net.states[0], net.states[-1]
    if strange := training.strange_kind(after):
        return {"what is in a parameter's `data`": strange}
    cleared = not all(map(any, net.states))
    updates, one_each = net.updates - cleared, (0, 1, len(xs), len(after))
    found = {
        "what is in a parameter's `data`": "a number",
        "updates in one call": str(updates) if updates in one_each else "more than one",
        "how the parameters moved": "all of them to 0 at one moment"
        if cleared
        else way(before, after, rate, *true, earlier),
    }
    if not net.updates:
        found["and their gradients"] = gradients_in_words(net, *true)
        answer(net, xs, ys, rate)
        net.note()
        found["after one more call"] = "they have moved" if net.updates else "they are still where they were"
    return found | {
        "what a parameter is made from": "an older parameter" if any(p._prev for p in net.parameters()) else "nothing",
        "the inputs": "as they were" if numbers_in(xs) == true[0] else "changed",
        "the targets": "as they were" if ys == true[1] else "changed",
    }


def numbers_in(xs):
    return [[float(getattr(each, "data", each)) for each in x] for x in xs]


def gradients_in_words(net, xs, ys):
    """Whether the gradients that were left are those of the loss, where the update did not use them."""
    left = [p.grad for p in net.parameters()]
    if not any(left):
        return "all 0"
    right = training.gradients_at(training.state_of(net), xs, ys)
    return "those of the loss" if training.close(left, right) else "other than those of the loss"


def update(net, rate):
    for p in net.parameters():
        p.data -= rate * p.grad


def step_with(loss=loss_of, update=update):
    """A step with another loss or another update."""

    def step(net, xs, ys, rate):
        found = loss(net, xs, ys)
        net.zero_grad()
        found.backward()
        update(net, rate)

    return step


def step(net, xs, ys, rate):
    net.zero_grad()
    loss_of(net, xs, ys).backward()
    update(net, rate)


def step_zeroing_afterwards(net, xs, ys, rate):
    loss_of(net, xs, ys).backward()
    for p in net.parameters():
        p.data = p.data - rate * p.grad
        p.grad = 0.0


def step_zeroing_twice(net, xs, ys, rate):
    loss = loss_of(net, xs, ys)
    net.zero_grad()
    loss.backward()
    for p in net.parameters():
        p.data = p.data - rate * p.grad
        p.grad = 0.0


def step_with_new_data(net, xs, ys, rate):
    loss = loss_of(net, xs, ys)
    parameters = net.parameters()
    for p in parameters:
        p.grad = 0
    loss.backward()
    moved = [p.data + -rate * p.grad for p in parameters]
    for p, number in zip(parameters, moved):
        p.data = number


def step_without_zero(net, xs, ys, rate):
    loss_of(net, xs, ys).backward()
    update(net, rate)


def step_zeroing_too_late(net, xs, ys, rate):
    loss_of(net, xs, ys).backward()
    net.zero_grad()
    update(net, rate)


def step_updating_first(net, xs, ys, rate):
    loss = loss_of(net, xs, ys)
    update(net, rate)
    net.zero_grad()
    loss.backward()


def update_a_name(net, rate):
    for p in net.parameters():
        p = p - rate * p.grad


def updating(new_data):
    """An update that gives every parameter new_data(p, rate)."""

    def update(net, rate):
        for p in net.parameters():
            p.data = new_data(p, rate)

    return update


def update_last_only(net, rate):
    p = net.parameters()[-1]
    p.data -= rate * p.grad


def update_first_only(net, rate):
    p = net.parameters()[0]
    p.data -= rate * p.grad


def update_weights_only(net, rate):
    for layer in net.layers:
        for neuron in layer.neurons:
            for p in neuron.w:
                p.data -= rate * p.grad


def update_gradients(net, rate):
    for p in net.parameters():
        p.grad -= rate * p.grad


def update_growing(net, rate):
    for layer in net.layers:
        for neuron in layer.neurons:
            neuron.w = [w - rate * w.grad for w in neuron.w]
            neuron.b = neuron.b - rate * neuron.b.grad


def step_moving_inputs(net, xs, ys, rate):
    step(net, xs, ys, rate)
    for x in xs:
        for each in x:
            if isinstance(each, Value):
                each.data -= rate * each.grad


def step_clearing_data(net, xs, ys, rate):
    loss = loss_of(net, xs, ys)
    for p in net.parameters():
        p.data = p.grad = 0.0
    loss.backward()
    update(net, rate)


def step_clearing_data_first(net, xs, ys, rate):
    for p in net.parameters():
        p.data = 0.0
    loss_of(net, xs, ys).backward()
    update(net, rate)


def step_overwriting_inputs(net, xs, ys, rate):
    step(net, xs, ys, rate)
    for x in xs:
        x[:] = [each - rate * each for each in x]


def step_overwriting_targets(net, xs, ys, rate):
    step(net, xs, ys, rate)
    ys[:] = [net(x).data for x in xs]


def step_per_example(net, xs, ys, rate):
    for x, y in zip(xs, ys):
        step(net, [x], [y], rate)


def step_twice(net, xs, ys, rate):
    step(net, xs, ys, rate)
    step(net, xs, ys, rate)


def step_per_parameter(net, xs, ys, rate):
    for p in net.parameters():
        net.zero_grad()
        loss_of(net, xs, ys).backward()
        p.data -= rate * p.grad


def step_backward_twice(net, xs, ys, rate):
    net.zero_grad()
    loss = loss_of(net, xs, ys)
    loss.backward()
    loss.backward()
    update(net, rate)


def step_by_the_loss(net, xs, ys, rate):
    loss = loss_of(net, xs, ys)
    for p in net.parameters():
        p.data -= rate * loss.data


def update_with_data_for_gradient(net, rate):
    for p in net.parameters():
        p.data -= rate * p.data


STEP = Exercise(
    number="5.5",
    title="One training step",
    points=4,
    takes=a_function("net", "xs", "ys", "rate"),
    probe=step_probe,
    reference=step,
    accepted=(step_zeroing_twice, step_with_new_data),
    mistakes=(
        Mistake(
            "no zero",
            step_without_zero,
            "the first step is right and the later ones are not. What do the gradients still hold when the second step begins?",
        ),
        Mistake(
            "zero afterwards",
            step_zeroing_afterwards,
            "it cleans up after itself, which works until a network comes with gradients from somewhere else. What can a step do "
            "that relies on nobody?",
        ),
        Mistake(
            "zero too late",
            step_zeroing_too_late,
            "nothing moves, and every gradient is 0. Is something cleared between the moment when it is found and the moment when "
            "it is used? Or is `backward` missing, or without its brackets, or at work on another network?",
        ),
        Mistake(
            "wrong sign",
            step_with(update=updating(lambda p, rate: p.data + rate * p.grad)),
            "it walks along the gradient, which points uphill. Compute the loss again after a step, and watch.",
        ),
        Mistake(
            "a name moved",
            step_with(update=update_a_name),
            "the gradients are there, and no parameter moves. Is there an update, and does it come when there is a gradient? If so: "
            "does its line change what is in the parameter, or does it give the name p to something new?",
        ),
        Mistake(
            "gradients updated",
            step_with(update=update_gradients),
            "no parameter moves, and the gradients were changed. Which of its two numbers did you change?",
        ),
        Mistake(
            "a Value in data",
            step_with(update=updating(lambda p, rate: p - rate * p.grad)),
            "a Value came to stand where a number belongs: p is the Value, and which attribute of it is the number?",
        ),
        Mistake(
            "update before backward",
            step_updating_first,
            "the first step moves nothing, and every later one uses the gradients of the step before. In which order do the four "
            "parts come?",
        ),
        Mistake(
            "inputs moved",
            step_moving_inputs,
            "the inputs were changed as well. They have gradients, but what you were asked to learn is not the question.",
        ),
        Mistake(
            "no rate",
            step_with(update=updating(lambda p, rate: p.data - p.grad)),
            "each parameter moves by its whole gradient. Which of the four things you were given is not used?",
        ),
        Mistake(
            "a rate of its own",
            step_with(update=updating(lambda p, rate: p.data - 0.1 * p.grad)),
            "they all move by the same multiple of their gradients, and it is not the rate that was given. Where does yours come from?",
        ),
        Mistake(
            "last one only",
            step_with(update=update_last_only),
            "one parameter moves, the last. Which lines stand inside the loop?",
        ),
        Mistake(
            "first one only",
            step_with(update=update_first_only),
            "one parameter moves, the first. Does something end the loop early, or clear the gradients inside it?",
        ),
        Mistake(
            "weights only",
            step_with(update=update_weights_only),
            "the biases stay where they are. Which list holds all parameters?",
        ),
        Mistake(
            "cleared too much",
            step_clearing_data,
            "the old numbers are lost, and each parameter is nothing but its last step. Were the parameters cleared with their "
            "gradients, or did the update put the step where the new number belongs?",
        ),
        Mistake(
            "data cleared first",
            step_clearing_data_first,
            "every parameter was 0 when the network was asked: what it had learned is lost. What was to be cleared there?",
        ),
        Mistake(
            "inputs overwritten",
            step_overwriting_inputs,
            "the network is trained well, and the inputs were changed as well. The next step would work on other examples.",
        ),
        Mistake(
            "targets overwritten",
            step_overwriting_targets,
            "the network is trained well, and the targets were changed as well. The next step would learn something else.",
        ),
        Mistake(
            "mean",
            step_with(loss=lambda net, xs, ys: loss_of(net, xs, ys) / len(xs)),
            "each step is a quarter of what it should be, as if the loss were the mean of the four. Take `loss_of` as it is given.",
        ),
        Mistake(
            "one example only",
            step_with(loss=lambda net, xs, ys: loss_of(net, xs[:1], ys[:1])),
            "only the first example has a part in it.",
        ),
        Mistake(
            "last example only",
            step_with(loss=lambda net, xs, ys: loss_of(net, xs[-1:], ys[-1:])),
            "only the last example has a part in it. Does each one overwrite the loss of the one before?",
        ),
        Mistake(
            "an update per example",
            step_per_example,
            "it updates after every example. That trains as well, but one step is one update, from the loss of all four. Which lines "
            "should not stand in that loop?",
        ),
        Mistake(
            "a step per parameter",
            step_per_parameter,
            "the loss is computed anew for every parameter, when some have moved and others not. Which lines belong before the loop?",
        ),
        Mistake(
            "the loss's gradient",
            step_with(update=updating(lambda p, rate: p.data - rate)),
            "every parameter moves by the same amount. Whose gradient does your line take?",
        ),
        Mistake(
            "backward twice",
            step_backward_twice,
            "the gradients are twice as large as they should be: backward() ran twice, and parameters add up.",
        ),
        Mistake(
            "signs only",
            step_with(update=updating(lambda p, rate: p.data - math.copysign(rate, p.grad))),
            "every parameter moves by the same amount, up or down. The steeper the slope, the larger its step should be.",
        ),
        Mistake(
            "by the loss",
            step_by_the_loss,
            "every parameter moves by rate times the loss. Which number knows the direction for this one parameter?",
        ),
        Mistake(
            "data for gradient",
            step_with(update=update_with_data_for_gradient),
            "each parameter shrinks by a part of itself, whatever the loss says. Which of its two numbers points the way?",
        ),
        Mistake("two steps", step_twice, "one call takes more than one step. How often is your update run?"),
        Mistake(
            "a growing graph",
            step_with(update=update_growing),
            "the numbers are right, but each parameter is computed from that of the step before, so the graph grows through the whole "
            "training. Change the number in the parameter; keep the parameter.",
        ),
    ),
    otherwise="Print the inputs, the targets, one parameter's data and its gradient before and after a single step. Which of them should "
    "have changed, how far, and which way?",
    parts=((2, "^a first step"),),
    hints=(
        "The lesson names four parts. Say them in order, and write a line or two for each.",
        "`loss_of` is the first. Clear the gradients before new ones are found. The last part needs a loop over `net.parameters()`.",
        "Loss; `net.zero_grad()`; `backward()` on the loss; then for each p, take rate times p.grad away from p.data.",
    ),
    shown="You have shown a step that is right three times in a row, on networks it had not seen, and relies on no tidiness of others.",
    follow_up="what does an observer see first who prints the loss of each step: a forgotten zero, or a wrong sign?",
    reasoning="Forward builds a new graph from the numbers of now. Zeroing makes room, backward fills in the gradients of this loss, "
    "and the update changes the numbers in place, so that the network itself moves.",
)

# 5.6: train to a target.

SEEDS = (9, 15, 12, 6, 21)  # the first arrives early, the second last: most trainings that fail do so with these two
MOST = 150


def train_probe(answer):
    seen = list(observe(f"{len(SEEDS)} networks, one after the other", all_trained, answer, says=""))
    yield from seen
    if agrees(seen, RIGHT_TRAINING):
        yield from observe(
            "two examples that contradict each other, which no network can learn", one_trained, answer, says=""
        )


FIRST, OTHERS = "the loss of the first one in the end", "the loss of the others in the end"
BELOW, ABOVE = "below 0.01", "not below 0.01"
RIGHT_TRAINING = {
    "how many steps it takes": f"{MOST} at most",
    "the inputs": "as they were",
    "the targets": "as they were",
    FIRST: BELOW,
    OTHERS: BELOW,
}


def notebook_examples():
    return [list(x) for x in XS], list(YS)


def all_trained(answer):
    """What training networks from several starts comes to, up to the first that does not arrive."""
    ends = []
    for seed in SEEDS:
        net, (xs, ys) = Watched(seed, MOST), notebook_examples()
        found = end_of_training(answer, net, xs, ys) | {
            "the inputs": "as they were" if xs == notebook_examples()[0] else "changed",
            "the targets": "as they were" if ys == notebook_examples()[1] else "changed",
        }
        if any(RIGHT_TRAINING.get(node) != value for node, value in found.items()):
            return found
        found |= {FIRST: arrival(net, ends)} if not ends else {FIRST: BELOW, OTHERS: arrival(net, ends)}
        if ABOVE in found.values():
            return found | {"what is seen of the first that is not": trouble(net.states)}
        if COPIED in found.values():
            return found | {FIRST: COPIED}
        ends.append(net.states[-1])
    return found


COPIED = "below 0.01, but not reached step by step from where it began"


def arrival(net, ends):
    """Whether a network has reached the target, in words; ends: where others have arrived."""
    if training.loss_at(net.states[-1], *notebook_examples()) >= 0.01:
        return ABOVE
    again = any(training.close(net.states[-1], end) for end in ends)
    return COPIED if again or net.updates < 3 else BELOW


def one_trained(answer):
    xs, ys = [[0.7, -1.3], [0.7, -1.3]], [0.8, -0.6]
    return end_of_training(answer, Watched(SEEDS[0], MOST), xs, ys)


def end_of_training(answer, net, xs, ys):
    try:
        answer(net, xs, ys)
        net.note()
    except Enough:
        return {"how many steps it takes": f"more than {MOST}"}
    strange = training.strange_kind(net.states[-1])
    return {"what is in a parameter's `data`": strange} if strange else {"how many steps it takes": f"{MOST} at most"}


def trouble(states):
    """What is wrong with a training that does not arrive, from its first steps, in words."""
    if len(states) == 1:
        return "its parameters never move"
    if len(states) == 2:
        return "all that it does counts as one step"
    before, after, then = states[:3]
    first, second = (training.gradients_at(state, *notebook_examples()) for state in (before, after))
    rate = training.rate_of(training.step_between(before, after), first)
    if rate is None:
        return by_one_example(before, after)
    if rate < 0:
        return "it walks uphill"
    if training.close(training.step_between(after, then), training.times(-rate, training.plus(first, second))):
        return "its second step uses the gradients of the first one again"
    if training.close(training.step_between(after, then), training.times(-rate, first)):
        return "its second step uses the gradients of the first one and no others"
    if training.close(training.step_between(after, then), training.times(-2 * rate, first)):
        return "its second step uses the gradients of the first one twice"
    if rate < 0.08:
        return "its steps are small"
    if rate > 0.35:
        return "its steps are large"
    return "its steps are few" if len(states) <= 60 else "its first steps are all right"


def by_one_example(before, after):
    """Whether a step follows one example alone, in words."""
    step = training.step_between(before, after)
    for number, example in enumerate(zip(XS, YS)):
        if training.rate_of(step, training.gradients_at(before, *([each] for each in example))):
            return f"its first step looks at example {number} alone"
    return "its first step does not follow the gradients of the loss"


def trained(rate, steps, step=step):
    def train(net, xs, ys):
        for _ in range(steps):
            step(net, xs, ys, rate)

    return train


def train_until_good(net, xs, ys):
    steps = 0
    while loss_of(net, xs, ys).data >= 0.009 and steps < MOST:
        step(net, xs, ys, 0.25)
        steps += 1


def trained_on_one_graph(zero=True):
    """Every step by one loss from before the loop; the network is asked in between."""

    def train(net, xs, ys):
        loss = loss_of(net, xs, ys)
        for _ in range(100):
            if zero:
                net.zero_grad()
            loss.backward()
            update(net, 0.2)
            loss_of(net, xs, ys)

    return train


def train_without_end(net, xs, ys):
    while loss_of(net, xs, ys).data >= 0.009:
        step(net, xs, ys, 0.25)


@cache
def trained_state():
    net = MLP(2, [3, 1], rng=random.Random(4))
    trained(0.2, 100)(net, *notebook_examples())
    return training.state_of(net)


def copy_a_trained_network(net, xs, ys):
    for p, number in zip(net.parameters(), trained_state()):
        p.data = number


def copy_and_go_on(net, xs, ys):
    copy_a_trained_network(net, xs, ys)
    trained(0.2, 50)(net, xs, ys)


def train_with_a_falling_rate(net, xs, ys):
    for number in range(150):
        net.zero_grad()
        loss = loss_of(net, xs, ys)
        loss.backward()
        for p in net.parameters():
            p.data -= (0.3 - 0.001 * number) * p.grad


def train_with_momentum(net, xs, ys):
    speeds = [0.0] * len(net.parameters())
    for _ in range(120):
        net.zero_grad()
        loss_of(net, xs, ys).backward()
        speeds = [0.6 * speed + p.grad for speed, p in zip(speeds, net.parameters())]
        for speed, p in zip(speeds, net.parameters()):
            p.data -= 0.1 * speed


def edit_targets(net, xs, ys):
    ys[:] = [net(x).data for x in xs]


def edit_inputs(net, xs, ys):
    trained(0.2, 10)(net, xs, ys)
    xs[1] = xs[0]


def train_another(net, xs, ys):
    trained(0.2, 10)(MLP(2, [3, 1]), xs, ys)


def train_last_example(net, xs, ys):
    trained(0.2, 10)(net, xs[-1:], ys[-1:])


def train_one_example_at_a_time(net, xs, ys):
    for _ in range(30):
        for x, y in zip(xs, ys):
            step(net, [x], [y], 0.2)


def train_examples_in_turn(net, xs, ys):
    for x, y in zip(xs, ys):
        trained(0.2, 5)(net, [x], [y])


def step_of(train):
    """The student's own step, where train uses it."""
    used = "step" in getattr(getattr(train, "__code__", None), "co_names", ())
    step = getattr(train, "__globals__", {}).get("step")
    return {"5.5": step} if used and callable(step) else {}


TRAIN = Exercise(
    number="5.6",
    title="Explore: train to a target",
    points=3,
    takes=a_function("net", "xs", "ys"),
    probe=train_probe,
    reference=trained(0.2, MOST),
    built_on=step_of,
    accepted=(train_until_good, train_with_a_falling_rate, train_with_momentum),
    mistakes=(
        Mistake(
            "one step",
            trained(0.2, 1),
            "all that it does counts as one step. Is there one update, or is the loss computed once, before the loop? What does its "
            "graph know of the new parameters?",
        ),
        Mistake(
            "too few steps",
            trained(0.2, 5),
            "the network is on its way and has not arrived. Print the loss from time to time: does it still fall at the end?",
        ),
        Mistake(
            "too few for some",
            trained(0.2, 12),
            "some networks arrive, and slower ones do not. Try yours on several seeds, as section 4 of the lesson does.",
        ),
        Mistake(
            "small steps",
            trained(0.001, 10),
            "the loss falls, and slowly. Are the steps too few, or too small?",
        ),
        Mistake(
            "small steps, some arrive",
            trained(0.05, 60),
            "some networks arrive, and slower ones are still on their way. More steps of that size, or larger ones?",
        ),
        Mistake(
            "large steps",
            trained(4.0, 10),
            "steps that are too large make the loss jump, or drive the answers to the ends of tanh, where it is "
            "flat. Print the loss after each step.",
        ),
        Mistake(
            "large steps, some arrive",
            trained(0.4, 14),
            "some networks arrive and others do not. Does their loss fall in every step, or does it jump, or rest?",
        ),
        Mistake(
            "no zero",
            trained(0.3, 10, step_without_zero),
            "every step takes the gradients of all steps before along. What does the cycle do before backward()?",
        ),
        Mistake(
            "old graph",
            trained_on_one_graph(),
            "every step goes by the gradients of the first. Is the loss from which backward() starts computed anew for each step?",
        ),
        Mistake(
            "old graph and no zero",
            trained_on_one_graph(zero=False),
            "every step goes by the gradients of the first loss, and they pile up. Which two parts of the cycle are missing in each round?",
        ),
        Mistake(
            "too many steps",
            trained(0.001, 151),
            "the card allows 150 steps; an update after each example or parameter counts as one, too. Does your loop ever end? If it "
            "does: what could be larger, so that fewer suffice?",
        ),
        Mistake(
            "without an end",
            train_without_end,
            "your loop goes on for as long as the loss is too high. Where no network can bring it down, it takes more than 150 steps. "
            "What else should stop it, and when?",
        ),
        Mistake(
            "uphill",
            trained(-0.2, 10),
            "every answer is driven away from its target. Does the loss fall in the very first step?",
        ),
        Mistake(
            "nothing moves",
            train_another,
            "the network that was handed in is as it was before. Is it the one you train, and do its numbers change?",
        ),
        Mistake(
            "copied",
            copy_a_trained_network,
            "its numbers are not reached by training: they came from somewhere else, all at once. Train the network you were given.",
        ),
        Mistake(
            "copied and trained on",
            copy_and_go_on,
            "networks that start differently end with the same numbers, so the start was thrown away. Train from where each begins.",
        ),
        Mistake(
            "targets edited",
            edit_targets,
            "the targets were changed to fit the network. It should be the other way round.",
        ),
        Mistake(
            "inputs edited",
            edit_inputs,
            "the inputs were changed. They are the question; the network has to bend to it.",
        ),
        Mistake(
            "last example only",
            train_last_example,
            "it learns one example and has never seen the others.",
        ),
        Mistake(
            "one example after the other",
            train_examples_in_turn,
            "it learns each example for itself and then forgets it over the next. On which loss should a step work?",
        ),
        Mistake(
            "one example at a time",
            train_one_example_at_a_time,
            "some networks arrive, but every update looks at one example alone and pulls the network away from the others. On which loss "
            "should a step work?",
        ),
    ),
    hints=(
        "Your step from 5.5 does one. What do you get to choose around it?",
        "Try rates such as 0.02, 0.2 and 2 with 50 steps each on one network, and print the loss. Then try the best on others.",
        "A loop with 150 steps and a rate between 0.15 and 0.3 arrives with every network of the check.",
    ),
    shown="You have shown that your training arrives from five different starts, and you chose its rate yourself.",
    otherwise="Print the loss after every tenth step: does it fall, jump, or rest? Then change one thing, and look again.",
    parts=((1, f": {FIRST}$"),),
    follow_up="with your rate, which is the smallest number of steps that still works for all five? Would you trust it on a sixth?",
    reasoning="A rate of 0.2 is well away from both ends: from about 0.5 some networks saturate, and with 0.02 all 150 steps "
    "are not enough. Slow starts need nearly all of them: of the networks with the seeds 0 to 99, the last is below 0.01 only after "
    "more than 120 steps.",
    equivalent=(("for _ in range(149):", "one step less does not matter"),),
    steps=300_000,
)

# 5.7: mend a loop.


def loop_probe(answer):
    small, large = fresh(0.12, 0.27)
    for seed, steps, rate in ((5, 4, small), (8, 3, large)):
        tried = f"{steps} steps with rate {rate}"
        seen = list(observe(tried, after_loop, answer, seed, steps, rate, says=""))
        yield from seen
        if not agrees(seen, right_loop(steps)):
            return


def right_loop(steps):
    return {
        "what comes back": "a list",
        "what is in it": "numbers",
        "how many": f"{steps} entries",
        "how the network was trained": f"{steps} steps as they should be",
        "what the list tells": "the loss after each step",
        "the inputs and targets": "as they were",
    }


def after_loop(answer, seed, steps, rate):
    net, (xs, ys) = Watched(seed), examples()
    losses = answer(net, xs, ys, rate, steps)
    net.note()
    if not isinstance(losses, (list, tuple)):
        return {"what comes back": kind_of(losses, list)} | which_number(losses, net.states)
    strange = training.strange_kind(losses)
    if moved := training.strange_kind(net.states[-1]):
        return {"what comes back": "a list", "what is in a parameter's `data`": moved}
    return {
        "what comes back": "a list",
        "what is in it": strange.replace("a NoneType", "None") if strange else "numbers",
        "how many": "1 entry" if len(losses) == 1 else f"{len(losses)} entries",
        "how the network was trained": training.training(net.states, rate, steps, *examples()),
        "what the list tells": "no numbers" if strange else meaning(losses, net.states),
        "the inputs and targets": "as they were" if (xs, ys) == examples() else "changed",
    }


def which_number(found, states):
    """What a plain number is that came back in place of the list."""
    true = [training.loss_at(state, *examples()) for state in states]
    if not isinstance(found, Real):
        return {}
    known = {"the last loss": true[-1], "the losses added up": sum(true[1:])}
    return {"that is": next((words for words, loss in known.items() if math.isclose(found, loss)), "another number")}


def meaning(losses, states):
    """Which losses of a training a list holds, in words."""
    true = [training.loss_at(state, *examples()) for state in states]
    for words, expected in (
        ("the loss after each step", true[1:]),
        ("the loss before each step", true[:-1]),
        ("the loss before the first step, and after each", true),
        ("the loss before the first step, again and again", true[:1] * len(losses)),
        ("the last loss, again and again", true[-1:] * len(losses)),
    ):
        if training.close(losses, expected):
            return words
    if len(losses) == len(true) - 1 and all(math.isclose(a, b, abs_tol=0.006) for a, b in zip(losses, true[1:])):
        return "nearly the loss after each step"
    return "something else"


def loop(net, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        step(net, xs, ys, rate)
        losses.append(loss_of(net, xs, ys).data)
    return losses


def loop_reusing_the_last_loss(net, xs, ys, rate, steps):
    losses, loss = [], loss_of(net, xs, ys)
    while len(losses) < steps:
        net.zero_grad()
        loss.backward()
        update(net, rate)
        loss = loss_of(net, xs, ys)
        losses.append(loss.data)
    return losses


def loop_dropping_the_first(net, xs, ys, rate, steps):
    """Losses before each step, and one more at the end; the first is then dropped."""
    before = []
    for _ in range(steps):
        before.append(loss_of(net, xs, ys).data)
        step_zeroing_afterwards(net, xs, ys, rate)
    return [*before[1:], loss_of(net, xs, ys).data]


def stale(record, zero=True, one_loss=True, before=False):
    """A loop over one old graph; record(loss, net, xs, ys) is what it notes down."""

    def loop(net, xs, ys, rate, steps):
        loss, losses = loss_of(net, xs, ys), []
        for _ in range(steps):
            if not one_loss:
                loss = loss_of(net, xs, ys)
            if zero:
                net.zero_grad()
            loss.backward()
            if before:
                losses.append(record(loss, net, xs, ys))
            update(net, rate)
            if not before:
                losses.append(record(loss, net, xs, ys))
        return losses

    return loop


def old_loss(loss, net, xs, ys):
    return loss.data


def new_loss(loss, net, xs, ys):
    return loss_of(net, xs, ys).data


def loop_with_only_the_number_renewed(net, xs, ys, rate, steps):
    loss, losses = loss_of(net, xs, ys), []
    for _ in range(steps):
        loss.data = loss_of(net, xs, ys).data
        losses.append(loss.data)
        net.zero_grad()
        loss.backward()
        update(net, rate)
    return losses


def loop_noting_every_parameter(net, xs, ys, rate, steps):
    losses = []
    for _ in range(steps):
        net.zero_grad()
        loss_of(net, xs, ys).backward()
        for p in net.parameters():
            p.data -= rate * p.grad
            losses.append(loss_of(net, xs, ys).data)
    return losses


def loop_returning_inside(net, xs, ys, rate, steps):
    return loop(net, xs, ys, rate, 1)


def loop_going_back(net, xs, ys, rate, steps):
    """Starts every step from the first numbers again."""
    losses, start = [], training.state_of(net)
    for _ in range(steps):
        for p, number in zip(net.parameters(), start):
            p.data = number
        losses += loop(net, xs, ys, rate, 1)
    return losses


LOOP = Exercise(
    number="5.7",
    title="Debug: a loss that never changes",
    points=3,
    takes=a_function("net", "xs", "ys", "rate", "steps"),
    probe=loop_probe,
    reference=loop,
    accepted=(loop_reusing_the_last_loss, loop_dropping_the_first),
    mistakes=(
        Mistake(
            "as it was",
            stale(old_loss),
            "the loss is computed once, and its graph keeps the numbers of that moment. When do the new parameters get a part in it?",
        ),
        Mistake(
            "symptom only",
            stale(new_loss),
            "the list now tells the truth, but the gradients still come from the old graph, so every step goes the same way.",
        ),
        Mistake(
            "number renewed",
            loop_with_only_the_number_renewed,
            "the new number was written into the old graph. What backward() needs is the rest of the graph.",
        ),
        Mistake(
            "before the update",
            stale(old_loss, one_loss=False),
            "the network is trained well. Each entry of the list is the loss from before its step; the card asks for the one after it.",
        ),
        Mistake(
            "no zero",
            stale(new_loss, zero=False, one_loss=False),
            "the first step is right, and from the second on old gradients come along.",
        ),
        Mistake(
            "old graph and no zero",
            stale(new_loss, zero=False),
            "the gradients come from the old graph, and they pile up as well. Which two parts of the cycle are missing in each round?",
        ),
        Mistake(
            "Values",
            stale(lambda loss, net, xs, ys: loss_of(net, xs, ys), one_loss=False),
            "the list holds Values, and behind each hangs its whole graph. Keep the number, let the graph go.",
        ),
        Mistake(
            "last one only",
            lambda *arguments: loop(*arguments)[-1],
            "the last loss came back alone. The card asks for a list, with one entry per step.",
        ),
        Mistake(
            "added up",
            lambda *arguments: sum(loop(*arguments)),
            "the losses were added up to one number. The card asks for a list, with one entry per step.",
        ),
        Mistake(
            "rounded",
            lambda *arguments: [round(loss, 3) for loss in loop(*arguments)],
            "the numbers are nearly right. Was something rounded? Keep all the digits.",
        ),
        Mistake(
            "None in the list",
            lambda *arguments: [None for _ in loop(*arguments)],
            "the list holds None. What did you append: the result of a function that returns nothing?",
        ),
        Mistake(
            "ends after one",
            loop_returning_inside,
            "it ends after one step. Does the `return` stand inside the loop?",
        ),
        Mistake(
            "first loss as well",
            lambda net, xs, ys, rate, steps: [loss_of(net, xs, ys).data, *loop(net, xs, ys, rate, steps)],
            "there is one entry too many: the loss from before the first step.",
        ),
        Mistake(
            "old graph, old loss, no zero",
            stale(old_loss, zero=False),
            "the zeroing went, and the loss still comes from one old graph. Zeroing was right in the broken version; what was not?",
        ),
        Mistake(
            "an entry per parameter",
            loop_noting_every_parameter,
            "the list has 13 entries per step. Inside which loop does the appending stand?",
        ),
        Mistake(
            "a new list each step",
            lambda net, xs, ys, rate, steps: loop(net, xs, ys, rate, steps)[-1:],
            "the training is right and the list has one entry, the last. Is the list made anew in every step, or does the "
            "appending stand behind the loop?",
        ),
        Mistake(
            "always four",
            lambda net, xs, ys, rate, steps: loop(net, xs, ys, rate, 4),
            "it takes 4 steps, however many are asked for. Which of the things you were given is not used?",
        ),
        Mistake(
            "a step short",
            lambda net, xs, ys, rate, steps: loop(net, xs, ys, rate, steps - 1),
            "the list is right as far as it goes, and one step is missing at the end. How often does your loop run?",
        ),
        Mistake(
            "a step more",
            lambda net, xs, ys, rate, steps: loop(net, xs, ys, rate, steps + 1),
            "there is one step too many, and one entry. How often does your loop run?",
        ),
        Mistake(
            "first loss, one step short",
            lambda net, xs, ys, rate, steps: [loss_of(net, xs, ys).data, *loop(net, xs, ys, rate, steps - 1)],
            "the list begins with the loss before the first step, and to make room for it one step was left out.",
        ),
        Mistake(
            "a step more for the last loss",
            lambda net, xs, ys, rate, steps: loop(net, xs, ys, rate, steps + 1)[:-1],
            "the list is right, but the network was trained one step further. A loss can be computed without a step.",
        ),
        Mistake(
            "a rate of its own",
            lambda net, xs, ys, rate, steps: loop(net, xs, ys, 0.15, steps),
            "the steps have a rate that is not the one given. Where does yours come from?",
        ),
        Mistake(
            "no rate",
            lambda net, xs, ys, rate, steps: loop(net, xs, ys, 1.0, steps),
            "each parameter moves by its whole gradient. Which of the things you were given is not used?",
        ),
        Mistake(
            "mean",
            lambda net, xs, ys, rate, steps: loop(net, xs, ys, rate / len(xs), steps),
            "each step is a quarter of what it should be, as if the loss were a mean. Take `loss_of` as it is given.",
        ),
        Mistake(
            "last loss in every place",
            lambda net, xs, ys, rate, steps: loop(net, xs, ys, rate, steps)[-1:] * steps,
            "the training is right, but the list holds the last loss in every place. When is each entry computed?",
        ),
        Mistake(
            "before the update and no zero",
            stale(old_loss, zero=False, one_loss=False),
            "the loss is new in every round, but two things are off: old gradients come along, and each entry is the loss from before its step.",
        ),
        Mistake(
            "starts over",
            loop_going_back,
            "every step starts from the same numbers again. What should a step build on?",
        ),
        Mistake(
            "does not train",
            lambda net, xs, ys, rate, steps: [loss_of(net, xs, ys).data for _ in range(steps)],
            "the loss is computed anew each time, but nothing moves in between. Is there an update, and are the gradients still there "
            "when it runs?",
        ),
        Mistake(
            "uphill",
            lambda net, xs, ys, rate, steps: loop(net, xs, ys, -rate, steps),
            "the loss climbs. The sign of the update was right in the broken version.",
        ),
    ),
    otherwise="Print the loss and one parameter in every round. Which of the two is not what it should be, and in which round first?",
    parts=((1, "^4 .* was trained$"), (1, "^4 .* the list tells$")),
    hints=(
        "The weights move, and the loss does not. When was the loss computed, and from which weights?",
        "Which of the four parts of the cycle is missing in the loop? Printing a new loss is not enough: backward() needs its graph.",
        "Compute the loss at the start of every round. After the update, compute it once more and append its data.",
    ),
    shown="You have shown that a graph holds the numbers of its moment, and that every step needs a new one.",
    follow_up="the broken loop lowers the loss for a while, although all its gradients are old. Why does that go well at first?",
    reasoning="A Value is computed once, when its line runs; changing a parameter later does not reach it. So the forward pass stands "
    "inside the loop. The loss after the update needs a forward pass of its own, whose number alone is kept.",
)

EXERCISES = [COUNT, NEURON, NETWORK, ERRORS, STEP, TRAIN, LOOP]
