"""The exercises of lesson 05: from a neuron to a trained network, and what goes wrong on the way."""

import math
import random

from classroom.exercises import Exercise, Mistake, observe
from classroom.exercises.kinds import a_function, numbers
from micrograd_core import MLP, Layer, Neuron, Value


def kind_of(thing, wanted):
    """What to say of the kind of thing that came back: None of None, in words of anything else."""
    if thing is None:
        return None
    return f"a {wanted.__name__}" if isinstance(thing, wanted) else f"a {type(thing).__name__}"


# 5.1: counting parameters.


def counts(first, second, last, together=None):
    together = first + second + last if together is None else together
    return {"first": first, "second": second, "last": last, "together": together}


def count_probe(answer):
    yield from observe("MLP(5, [7, 3, 1])", lambda: {name: answer[name] for name in counts(0, 0, 0)}, says="")


COUNT = Exercise(
    number="5.1",
    title="How many parameters?",
    points=1,
    takes=numbers("first", "second", "last", "together"),
    probe=count_probe,
    reference=counts(42, 24, 4),
    accepted=(
        counts(7 * (5 + 1), 3 * (7 + 1), 1 * (3 + 1)),
        {"together": 70.0, "last": 4.0, "second": 24.0, "first": 42.0},
    ),
    mistakes=(
        Mistake("no biases", counts(35, 21, 3), "these are the weights. What else does each neuron have?"),
        Mistake(
            "one bias per layer",
            counts(36, 22, 4),
            "a layer was given one bias for all of its neurons. Whose is a bias?",
        ),
        Mistake(
            "one bias per weight",
            counts(70, 42, 6),
            "every weight was given a bias of its own. How often is a bias added in one neuron?",
        ),
        Mistake(
            "neurons",
            counts(7, 3, 1),
            "you counted neurons. Each of them holds several parameters.",
        ),
        Mistake(
            "every layer sees the inputs",
            counts(42, 18, 6),
            "every neuron was given as many weights as the network has inputs. What does a neuron of the second layer look at?",
        ),
        Mistake(
            "a layer of inputs",
            counts(42, 24, 4, together=75),
            "the layers are right. Together, the inputs were counted too; but training cannot change an input.",
        ),
        Mistake(
            "without the last",
            counts(42, 24, 4, together=66),
            "the layers are right. Together, the last one was left out.",
        ),
    ),
    hints=(
        "Draw one neuron of the first layer. How many lines lead to it, and what does it have besides?",
        "The neurons of a layer look at everything that the layer before says, so its size is the number of their weights.",
        "For each layer: neurons times (what comes in, plus one for the bias). Then add up the three.",
    ),
    shown="You have shown that you can count what a training step has to move.",
    follow_up="one more input: how many parameters come in, and in which layer?",
    reasoning="A neuron has one weight per incoming number and one bias. The layers receive 5, 7 and 3 numbers, so they have "
    "7 · 6, 3 · 8 and 1 · 4 parameters.",
    secrets=(" 42", " 24"),
)

# 5.2: one neuron.

WEIGHTS, BIAS, INPUTS = (0.4, -1.3, 0.7), 0.25, (1.7, -0.6, 0.3)
NEURON_TRIED = "w = (0.4, −1.3, 0.7), b = 0.25, x = (1.7, −0.6, 0.3)"


def neuron_probe(answer):
    def run(kind):
        w, b, x = [Value(each) for each in WEIGHTS], Value(BIAS), [kind(each) for each in INPUTS]
        o = answer(w, b, x)
        if not isinstance(o, Value):
            return {"what comes back": kind_of(o, Value)}
        y = o * 3.7
        y.backward()
        found = {"what comes back": "a Value", "o.data": o.data}
        found |= {f"w[{i}].grad": each.grad for i, each in enumerate(w)} | {"b.grad": b.grad}
        if kind is Value:
            found |= {f"x[{i}].grad": each.grad for i, each in enumerate(x)}
        return found

    def run_misfit(count):
        try:
            o = answer([Value(each) for each in WEIGHTS], Value(BIAS), [0.6, -0.8, 1.7, 0.3][:count])
        except ValueError:
            return {"what happens": "a ValueError"}
        return {"what happens": "None comes back" if o is None else "an answer comes back"}

    yield from observe(f"{NEURON_TRIED}, numbers; y = 3.7 · o", run, float)
    yield from observe(f"{NEURON_TRIED}, Values; y = 3.7 · o", run, Value)
    yield from observe("3 weights and 2 inputs", run_misfit, 2)
    yield from observe("3 weights and 4 inputs", run_misfit, 4)


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


def neuron_checking_one_side(w, b, x):
    if len(x) < len(w):
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
            "no look at the lengths",
            neuron_without_check,
            "it answers although weights and inputs do not fit. `zip` stops at the shorter one and says nothing.",
        ),
        Mistake(
            "a look at one side",
            neuron_checking_one_side,
            "too few inputs are refused and too many are not.",
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
            "another squashing",
            neuron_with_sigmoid,
            "this answer lies between 0 and 1. The neuron of lesson 02 may also say something negative.",
        ),
        Mistake(
            "assert",
            neuron_with_assert,
            "it refuses, but with another kind of error. Which one does the card ask for?",
        ),
    ),
    hints=(
        "Lesson 02 wrote it for two inputs. Which part comes once per input, and which part once per neuron?",
        "`zip(w, x)` gives the pairs. Begin the sum with the bias. Before that, compare the two lengths.",
        "Raise ValueError if the lengths differ; n starts as b and grows by weight times input in a loop; return n's tanh.",
    ),
    shown="You have shown a neuron of any size, through which gradients reach weights, bias and inputs.",
    follow_up="x[1] is −0.6 here. What would the gradient of w[1] be if it were 0, and could that weight still learn?",
    reasoning="n starts as the bias and grows by one product per input; all of it is done with the given Values, so the graph "
    "leads back to each. Without a look at the lengths, zip would drop what does not fit.",
    equivalent=(("for wi, xi in zip(x, w):", "a product has no order"),),
)

# 5.3: a network and its parameters.


def network_probe(answer):
    def neurons_of(layers):
        return [list(getattr(layer, "neurons", layer)) for layer in layers]

    def run(nin, nouts):
        sizes = list(nouts)
        pair = answer(nin, sizes)
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            return {"what comes back": kind_of(pair, tuple)}
        layers, parameters = pair
        grid = neurons_of(layers)
        every = [neuron for layer in grid for neuron in layer]
        distinct = {id(neuron): neuron for neuron in every}.values()
        wanted = {id(p): p for neuron in distinct for p in [*neuron.w, neuron.b]}
        listed = [id(p) for p in parameters]
        kinds = sorted({type(p).__name__ for p in parameters})
        others = neurons_of(answer(nin, sizes)[0])
        return {
            "what comes back": "a tuple",
            "neurons in each layer": [len(layer) for layer in grid],
            "weights of a neuron in each layer": [len(layer[0].w) if layer else 0 for layer in grid],
            "how many different neurons": str(len(distinct)),
            "what stands in `parameters`": kinds[0] if len(kinds) == 1 else ", ".join(kinds) or "nothing",
            "how many things stand in `parameters`": str(len(listed)),
            "things in `parameters` that are no weight or bias of this network": str(
                sum(i not in wanted for i in listed)
            ),
            "weights and biases that are not in `parameters`": str(len(wanted.keys() - set(listed))),
            "weights and biases that are in `parameters` twice": str(len(listed) - len(set(listed))),
            "neurons that a second network shares with the first": str(
                sum(id(n) in map(id, every) for layer in others for n in layer)
            ),
            "the sizes you were given": sizes,
        }

    for nin, nouts in ((3, [5, 4, 1]), (6, [3]), (4, [3, 5])):
        yield from observe(f"build({nin}, {nouts})", run, nin, nouts)


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


def build_from_layers(nin, nouts):
    layers = [Layer(seen, size) for seen, size in zip([nin, *nouts], nouts)]
    return layers, [p for layer in layers for p in layer.parameters()]


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


def build_shared_listing_once(nin, nouts):
    layers = shared_rows(nin, nouts)
    return layers, all_of([layer[:1] for layer in layers])


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
    accepted=(build_step_by_step, build_from_layers),
    mistakes=(
        Mistake(
            "one neuron many times",
            built(shared_rows),
            "a layer holds the same neuron several times, as `[thing] * 3` makes it: one object under three places. How many "
            "neurons have to be made?",
        ),
        Mistake(
            "one neuron many times, listed once",
            build_shared_listing_once,
            "the list of parameters has no doubles, but a layer still holds one and the same neuron in all its places.",
        ),
        Mistake(
            "every layer sees the inputs",
            built(lambda nin, nouts: [[Neuron(nin) for _ in range(size)] for size in nouts]),
            "every neuron takes as many numbers as the network has inputs. What does a later layer look at?",
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
            "the list holds new Values with the same numbers. What happens to the network when you change those?",
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
        if not isinstance(loss, Value):
            return {"what comes back": kind_of(loss, Value)}
        loss.backward()
        found = {"what comes back": "a Value", "loss.data": loss.data}
        return found | {f"answers[{i}].grad": each.grad for i, each in enumerate(answers)}

    def text(values):
        return "(" + ", ".join(map(str, values)).replace("-", "−") + ")"

    for said, wanted in (((0.6, -0.3, 0.85), (0.9, 0.4, -0.7)), ((-0.45, 0.7, 0.35, 0.15), (-0.8, -0.6, 0.7, 0.95))):
        yield from observe(f"answers {text(said)}, ys {text(wanted)}", run, said, wanted)


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
            "negative",
            lambda answers, ys: -squared_errors(answers, ys),
            "the sign is turned: the worse the answers, the lower this goes.",
        ),
    ),
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
RATE = 0.15


def data(kind=float):
    return [[kind(each) for each in x] for x in XS], list(YS)


def new_net(seed):
    return MLP(2, [3, 1], rng=random.Random(seed))


def loss_of(net, xs, ys):
    return squared_errors([net(x) for x in xs], ys)


def plain_parameters(net):
    return [float(p.data) for p in net.parameters()]


def step_probe(answer):
    for seed, kind, steps, rate in ((3, float, 3, RATE), (8, float, 3, 0.35), (3, Value, 1, RATE)):
        net, (xs, ys) = new_net(seed), data(kind)
        tried = f"the network of seed {seed}" + (", with inputs that are Values" if kind is Value else "")
        for number in range(1, steps + 1):
            yield from observe(
                f"{tried}, after {number} step{'s' * (number > 1)} with rate {rate}",
                after_step,
                answer,
                net,
                xs,
                ys,
                rate,
            )


def after_step(answer, net, xs, ys, rate):
    before = plain_parameters(net)
    answer(net, xs, ys, rate)
    parameters = net.parameters()
    now = [p.data if isinstance(p.data, float) else f"a {type(p.data).__name__}" for p in parameters]
    strange = [each for each in now if isinstance(each, str)]
    return {
        "what is in a parameter's `data`": strange[0] if strange else "a float",
        "how many of the 13 parameters moved": str(sum(one != other for one, other in zip(before, now))),
        **({} if before != now else {"and their gradients": gradients_in_words(net, xs, ys)}),
        "the first weight": now[0],
        "the last bias": now[-1],
        "the sum of all parameters": sum(each for each in now if not isinstance(each, str)),
        "the inputs": "as they were"
        if [[float(getattr(v, "data", v)) for v in x] for x in xs] == data()[0]
        else "changed",
        "the targets": "as they were" if ys == list(YS) else "changed",
        "what a parameter is made from": "nothing" if not any(p._prev for p in parameters) else "an older parameter",
    }


def gradients_in_words(net, xs, ys):
    """Whether the gradients that were left are those of the loss, where the update did not use them."""
    left = [p.grad for p in net.parameters()]
    if not any(left):
        return "all 0"
    net.zero_grad()
    loss_of(net, xs, ys).backward()
    right = all(math.isclose(p.grad, each) for p, each in zip(net.parameters(), left))
    for p, each in zip(net.parameters(), left):
        p.grad = each
    return "those of the loss" if right else "other than those of the loss"


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


def step_accumulating_inside(net, xs, ys, rate):
    """Runs backward() after every example and updates each time, without zeroing in between."""
    net.zero_grad()
    for x, y in zip(xs, ys):
        loss_of(net, [x], [y]).backward()
        update(net, rate)


STEP = Exercise(
    number="5.5",
    title="One training step",
    points=4,
    takes=a_function("net", "xs", "ys", "rate"),
    probe=step_probe,
    reference=step,
    accepted=(step_zeroing_afterwards, step_with_new_data),
    mistakes=(
        Mistake(
            "no zero",
            step_without_zero,
            "the first step is right and the later ones are not. What do the gradients still hold when the second step begins?",
        ),
        Mistake(
            "zero too late",
            step_zeroing_too_late,
            "nothing moves, and every gradient is 0. Is something cleared between the moment when it is found and the moment when "
            "it is used? Or does `backward` stand there without brackets, or work on another network?",
        ),
        Mistake(
            "wrong sign",
            step_with(update=updating(lambda p, rate: p.data + rate * p.grad)),
            "it walks along the gradient, which points uphill. Compute the loss again after a step, and watch.",
        ),
        Mistake(
            "a name moved",
            step_with(update=update_a_name),
            "the gradients are there, and no parameter moves. Does your line change what is in the parameter, or does it give "
            "the name p to something new? Or does the update come before there is a gradient?",
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
            "the steps are those of the rate 0.1, whatever rate is given.",
        ),
        Mistake(
            "last one only",
            step_with(update=update_last_only),
            "one parameter moves, the last. Which lines stand inside the loop?",
        ),
        Mistake(
            "first one only",
            step_with(update=update_first_only),
            "one parameter moves, the first. Does something end the loop early?",
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
            "a step per example",
            step_per_example,
            "it updates after every example. That trains as well, but one step is one update, from the loss of all four.",
        ),
        Mistake(
            "an update per example",
            step_accumulating_inside,
            "it updates after every example, while the gradients pile up. Which lines should not stand in that loop?",
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
        Mistake("two steps", step_twice, "one call takes two steps."),
        Mistake(
            "a growing graph",
            step_with(update=update_growing),
            "the numbers are right, but each parameter is computed from that of the step before, so the graph grows through the whole "
            "training. Change the number in the parameter; keep the parameter.",
        ),
    ),
    hints=(
        "The lesson names four parts. Say them in order, and write a line or two for each.",
        "`loss_of` is the first. Clear the gradients before new ones are found. The last part needs a loop over `net.parameters()`.",
        "Loss; `net.zero_grad()`; `backward()` on the loss; then for each p, take rate times p.grad away from p.data.",
    ),
    shown="You have shown a step that is right three times in a row, on networks it had not seen.",
    follow_up="what does an observer see first who prints the loss of each step: a forgotten zero, or a wrong sign?",
    reasoning="Forward builds a new graph from the numbers of now. Zeroing makes room, backward fills in the gradients of this loss, "
    "and the update changes the numbers in place, so that the network itself moves.",
)

# 5.6: train to a target.

SEEDS = (6, 9, 12, 15, 21)


class Patient(MLP):
    """A network that answers so many questions and no more: endless training stops at the same place on every machine."""

    left = 1600

    def __call__(self, x):
        self.left -= 1
        if self.left < 0:
            raise RuntimeError(
                "the network has been asked 1600 times, which is far more than 150 steps need; "
                "see whether the loop ends and the loss still falls"
            )
        return super().__call__(x)


def train_probe(answer):
    for seed in SEEDS:
        net = Patient(2, [3, 1], rng=random.Random(seed))
        yield from observe(f"the network of seed {seed}", after_training, answer, net)
        if net.left < 0:
            return


def after_training(answer, net):
    xs, ys = data()
    start = loss_of(net, xs, ys).data
    answer(net, xs, ys)
    net.left = Patient.left
    return {
        "the data": "as it was" if (xs, ys) == data() else "changed",
        "the loss afterwards": in_words(start, net),
    }


def in_words(start, net):
    answers, end = [net(x).data for x in XS], loss_of(net, *data()).data
    if end < 0.01:
        return "below 0.01"
    if all(answer * y < -0.9 * abs(y) for answer, y in zip(answers, YS)):
        return "as bad as can be: every answer is at the far end from its target"
    if min(map(abs, answers)) > 0.97:
        return "stuck: every answer is close to 1 or −1"
    if abs(end - start) < 1e-12:
        return "what it was at the start"
    if end > start:
        return "higher than at the start"
    if end <= 0.1:
        return "below 0.1, but not below 0.01"
    trained(0.02, 10)(net, *data())
    much = loss_of(net, *data()).data < 0.75 * end
    return f"not below 0.1, and ten small steps more lower it {'much' if much else 'little'}"


def trained(rate, steps, step=step):
    def train(net, xs, ys):
        for _ in range(steps):
            step(net, xs, ys, rate)

    return train


def train_until_good(net, xs, ys):
    while loss_of(net, xs, ys).data >= 0.009:
        step(net, xs, ys, 0.25)


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
    trained(0.2, 100)(net, xs, ys)
    xs[1] = xs[0]


def train_another(net, xs, ys):
    trained(0.2, 100)(new_net(3), xs, ys)


def train_last_example(net, xs, ys):
    trained(0.2, 100)(net, xs[-1:], ys[-1:])


def train_examples_in_turn(net, xs, ys):
    for x, y in zip(xs, ys):
        trained(0.2, 25)(net, [x], [y])


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
    reference=trained(0.2, 100),
    built_on=step_of,
    accepted=(train_until_good, train_with_a_falling_rate, train_with_momentum),
    mistakes=(
        Mistake(
            "one step",
            trained(0.2, 1),
            "after one step there is a long way to go. How many did the lesson take?",
        ),
        Mistake(
            "too few steps",
            trained(0.2, 12),
            "it is on its way and has not arrived, and some networks are further than others. Print the loss from time to time: does "
            "it still fall?",
        ),
        Mistake(
            "good for some only",
            trained(0.2, 35),
            "some networks arrive and others do not. Try yours on several seeds, as section 4 of the lesson does.",
        ),
        Mistake(
            "tiny rate",
            trained(0.001, 100),
            "the loss falls, and slowly. Are the steps too few, or too small?",
        ),
        Mistake(
            "large rate",
            trained(4.0, 100),
            "the answers sit at the ends of tanh, where it is flat, so no gradient pulls them back. What drove them there?",
        ),
        Mistake(
            "rather large rate",
            trained(1.0, 150),
            "the loss jumps about, or rests far from 0 where tanh is flat. Print it after each step, and compare with other rates.",
        ),
        Mistake(
            "larger than good",
            trained(0.5, 30),
            "every network stops short of the target. With such a rate, does the loss fall in every step, or does it jump?",
        ),
        Mistake(
            "too large for some",
            trained(0.7, 100),
            "some networks end far from the target. Does the loss fall in every step, or does it jump?",
        ),
        Mistake(
            "no zero",
            trained(0.1, 100, step_without_zero),
            "it went astray on the way. Compare one step with a step that is known to be right: does it pass check 5.5?",
        ),
        Mistake(
            "too many steps",
            trained(0.001, 2000),
            "the card allows 150 steps. Does your loop ever end? If it does: what could be larger, so that fewer steps suffice?",
        ),
        Mistake(
            "uphill",
            trained(-0.2, 100),
            "every answer was driven away from its target. Does the loss fall in the very first step?",
        ),
        Mistake(
            "nothing moves",
            train_another,
            "the network that was handed in is as it was before. Is it the one you train, and do its numbers change?",
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
    ),
    hints=(
        "Your step from 5.5 does one. What do you get to choose around it?",
        "Try rates such as 0.02, 0.2 and 2 with 50 steps each on one network, and print the loss. Then try the best on others.",
        "A loop with a hundred steps and a rate between 0.1 and 0.3 arrives with every network of the check.",
    ),
    shown="You have shown that your training arrives from five different starts, and you chose its rate yourself.",
    follow_up="with your rate, which is the smallest number of steps that still works for all five? Would you trust it on a sixth?",
    reasoning="A rate of 0.2 is well away from both ends: from about 0.5 some networks saturate, and with 0.02 a hundred steps are not "
    "enough. A hundred steps leave room for slow starts.",
    equivalent=(
        ("for _ in range(101):", "one step more or less does not matter"),
        ("for _ in range(99):", "one step more or less does not matter"),
    ),
    steps=300_000,
)

# 5.7: mend a loop.


def loop_probe(answer):
    def run(seed, steps):
        net, (xs, ys) = new_net(seed), data()
        losses = answer(net, xs, ys, RATE, steps)
        if not isinstance(losses, (list, tuple)):
            return {"what comes back": kind_of(losses, list)}
        found = {"what comes back": "a list", "its length": "1 entry" if len(losses) == 1 else f"{len(losses)} entries"}
        strange = [each for each in losses if not isinstance(each, (int, float))]
        found["what is in it"] = f"a {type(strange[0]).__name__}" if strange else "numbers"
        found["the network's own loss in the end"] = loss_of(net, xs, ys).data
        if not strange:
            found |= {f"loss {i} of {len(losses)}": each for i, each in enumerate(losses, 1)}
        return found

    for seed, steps in ((5, 4), (8, 3)):
        yield from observe(f"the network of seed {seed}, {steps} steps with rate {RATE}", run, seed, steps)


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
    losses, start = [], plain_parameters(net)
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
            "the gradients come from the old graph and pile up as well. Put both parts back into the loop.",
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
            "the training is right and the list has one entry, the last. Is it made anew in every step?",
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
