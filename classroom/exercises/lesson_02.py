"""The exercises of lesson 02: one neuron, forward, its gradients, its saturation, and what learning may change."""

import math
import re

from classroom.exercises import Exercise, Mistake, observe
from classroom.exercises.kinds import a_function, a_number, describe, numbers, words
from classroom.nudging import nudge

# 2.1: a neuron of any size.


def neuron_probe(neuron):
    def run(*arguments):
        return {"the output": neuron(*arguments)}

    def run_unequal(*arguments):
        try:
            found = neuron(*arguments)
        except Exception:  # noqa: BLE001, any error of its own is what the task asks for
            return {"what happens": "an error"}
        return {"what happens": "None comes back" if found is None else "no error"}

    for xs, ws, b in (
        ([1.3, -0.7], [0.9, 1.4], 0.3),
        ([0.6, -1.2, 2.5], [-0.8, 0.7, 0.4], -0.9),
        ([0.7], [1.6], 0.3),
    ):
        yield from observe(f"neuron({xs}, {ws}, {b})".replace("-", "−"), run, xs, ws, b)
    for xs, ws in (([1.3, 0.4, 2.5], [0.9, 1.4]), ([1.3, 0.4], [0.9, 1.4, 2.5])):
        yield from observe(f"neuron({xs}, {ws}, 0.3)", run_unequal, xs, ws, 0.3)


def products(xs, ws):
    return [x * w for x, w in zip(xs, ws, strict=True)]


def neuron(xs, ws, b):
    n = b
    for x, w in zip(xs, ws, strict=True):
        n += x * w
    return math.tanh(n)


def neuron_by_index(xs, ws, b):
    if len(xs) != len(ws):
        raise ValueError("as many weights as inputs, please")
    return math.tanh(sum(xs[i] * ws[i] for i in range(len(xs))) + b)


def neuron_with_exponentials(xs, ws, b):
    assert len(xs) == len(ws)
    e = math.exp(2 * (math.sumprod(xs, ws) + b if hasattr(math, "sumprod") else sum(products(xs, ws), b)))
    return (e - 1) / (e + 1)


def only_the_last_product(xs, ws, b):
    for x, w in zip(xs, ws, strict=True):
        n = x * w + b
    return math.tanh(n)


def only_the_first_product(xs, ws, b):
    for x, w in zip(xs, ws, strict=True):
        return math.tanh(x * w + b)


def tanh_in_the_loop(xs, ws, b):
    n = b
    for p in products(xs, ws):
        n = math.tanh(n + p)
    return n


def loops_over_inputs(xs, ws, b):
    return math.tanh(sum(xs[i] * ws[i] for i in range(len(xs))) + b)


def loops_over_weights(xs, ws, b):
    return math.tanh(sum(xs[i] * ws[i] for i in range(len(ws))) + b)


NEURON = Exercise(
    number="2.1",
    title="A neuron with any number of inputs",
    points=2,
    takes=a_function("xs", "ws", "b"),
    probe=neuron_probe,
    reference=neuron,
    accepted=(neuron_by_index, neuron_with_exponentials),
    mistakes=(
        Mistake(
            "bias missing",
            lambda xs, ws, b: math.tanh(sum(products(xs, ws))),
            "the bias has no effect. Where in the formula of section 1 does it stand?",
        ),
        Mistake(
            "a bias per input",
            lambda xs, ws, b: math.tanh(sum(p + b for p in products(xs, ws))),
            "the bias comes in once for every input. A neuron has one bias: should it be added inside the loop?",
        ),
        Mistake(
            "a tanh per product",
            lambda xs, ws, b: sum(math.tanh(p) for p in products(xs, ws)) + b,
            "each product is bent by itself, and then they are added. A neuron bends once: what?",
        ),
        Mistake(
            "a tanh and a bias per product",
            lambda xs, ws, b: sum(math.tanh(p + b) for p in products(xs, ws)),
            "every input has become a neuron of its own, with a bias and a bend. How often should each of the two happen?",
        ),
        Mistake(
            "a tanh per product and one more",
            lambda xs, ws, b: math.tanh(sum(math.tanh(p) for p in products(xs, ws)) + b),
            "each product is bent, and then the sum once more. How many bends does section 1 have?",
        ),
        Mistake(
            "bias after the tanh",
            lambda xs, ws, b: math.tanh(sum(products(xs, ws))) + b,
            "the bias is added to what has been bent already, so the output can leave the range from −1 to 1. What does the bias "
            "shift?",
        ),
        Mistake(
            "bias subtracted",
            lambda xs, ws, b: math.tanh(sum(products(xs, ws)) - b),
            "the bias has the wrong sign. A larger bias should raise the output.",
        ),
        Mistake(
            "no tanh",
            lambda xs, ws, b: sum(products(xs, ws)) + b,
            "this is n, the sum before the bend. What does the neuron do with it?",
        ),
        Mistake(
            "the slope",
            lambda xs, ws, b: 1 - neuron(xs, ws, b) ** 2,
            "this is how steep the neuron is there, not what it says.",
        ),
        Mistake(
            "inputs and weights added",
            lambda xs, ws, b: math.tanh(sum(x + w for x, w in zip(xs, ws, strict=True)) + b),
            "inputs and weights are added to each other. A weight says how much its input counts: which operation does that?",
        ),
        Mistake(
            "sums multiplied",
            lambda xs, ws, b: math.tanh(sum(xs) * sum(ws) + b),
            "every input meets every weight, by two loops or by two sums. Each weight belongs to one input.",
        ),
        Mistake(
            "only the last product",
            only_the_last_product,
            "only the last input counts: each round of the loop forgets the one before. Which name has to be added to?",
        ),
        Mistake(
            "only the first product",
            only_the_first_product,
            "only the first input counts. In which round of the loop does `return` run?",
        ),
        Mistake(
            "no first product",
            lambda xs, ws, b: math.tanh(sum(products(xs, ws)[1:]) + b),
            "the first input has no effect. At which number does the count start?",
        ),
        Mistake(
            "no last product",
            lambda xs, ws, b: math.tanh(sum(products(xs, ws)[:-1]) + b),
            "the last input has no effect. At which number does the count end?",
        ),
        Mistake(
            "a tanh per round",
            tanh_in_the_loop,
            "the sum is bent in every round of the loop. It should be bent when it is complete.",
        ),
        Mistake(
            "products multiplied",
            lambda xs, ws, b: math.tanh(b * math.prod(products(xs, ws))),
            "the products are multiplied with each other and with the bias. What does section 1 do with them?",
        ),
        Mistake(
            "half the n",
            lambda xs, ws, b: math.tanh((sum(products(xs, ws)) + b) / 2),
            "this is the tanh of half of n. If you wrote it with `exp`: a 2 is missing. `math` has a tanh as well.",
        ),
        Mistake(
            "tan for tanh",
            lambda xs, ws, b: math.tan(sum(products(xs, ws)) + b),
            "this is the tangent. The name of the function that bends has one more letter.",
        ),
        Mistake(
            "None for what does not fit",
            lambda xs, ws, b: neuron(xs, ws, b) if len(xs) == len(ws) else None,
            "lists that do not fit make your neuron return None, and the trouble shows somewhere else, later. The word is `raise`.",
        ),
        Mistake(
            "two inputs only",
            lambda xs, ws, b: math.tanh(xs[0] * ws[0] + xs[1] * ws[1] + b),
            "it reads two inputs, however many there are. What repeats something for each entry of a list?",
        ),
        Mistake(
            "the shorter list decides",
            lambda xs, ws, b: math.tanh(sum(x * w for x, w in zip(xs, ws)) + b),
            "`zip` stops where the shorter list ends, and says nothing. Have a look at `help(zip)`: it can be made to complain.",
        ),
        Mistake(
            "extra weights unnoticed",
            loops_over_inputs,
            "with more inputs than weights Python complains for you; with more weights than inputs nobody does. Compare the lengths.",
        ),
        Mistake(
            "extra inputs unnoticed",
            loops_over_weights,
            "with more weights than inputs Python complains for you; with more inputs than weights nobody does. Compare the lengths.",
        ),
    ),
    hints=(
        "Start with n alone. For three inputs, write n on paper: how many products are there, and how many biases?",
        "A loop over pairs of an input and its weight can add up n. It may begin at the bias. `zip` makes the pairs.",
        (
            "Let n begin at b; add x * w for each pair from `zip(xs, ws, strict=True)`, which raises an error where the lengths differ; "
            "bend n once, at the end."
        ),
    ),
    equivalent=(("for x, w in zip(ws, xs, strict=True):", "a product does not care which factor comes first"),),
    shown="You have shown that a neuron is a product per input, one bias, and one bend, and that yours refuses what does not fit.",
    follow_up="by how much can the output of a neuron with a thousand inputs exceed that of a neuron with one?",
    reasoning="n is the bias plus one product per input, and tanh comes once, at the end. A plain `zip` stops at the shorter list; "
    "`strict=True` turns that silent mistake into an error.",
)

# 2.2: which gradients are zero.

NAMES = ("x1", "w1", "x2", "w2", "b")
SITUATIONS = {
    "A": "x1 = 0, w1 = 0.7, x2 = 1.5, w2 = −0.4, b = 0.3",
    "B": "x1 = 1.5, w1 = 0, x2 = 0.7, w2 = −0.4, b = 0.3",
    "C": "x1 = 1.5, w1 = 0.5, x2 = 0.5, w2 = −1.5, b = 0",
    "D": "x1 = 5, w1 = 4, x2 = 3, w2 = 3, b = 1",
}


def names_in(entry):
    """The names that an entry lists, in whatever form: ["w1"], ("w1",), {"w1"}, "w1", "x1, w1", "none", "all"."""
    listed = entry if isinstance(entry, (list, tuple, set, frozenset)) else [entry]
    found = [word for item in listed for word in re.split(r"[\s,]+", str(item).strip()) if word]
    if found == ["all"]:
        return list(NAMES)
    return [] if found == ["none"] else found


def lists_of_names(answer):
    """takes: a dict of situations, each with the names whose gradient is said to be zero."""
    if not isinstance(answer, dict):
        return f"This check takes the dict with the keys {', '.join(SITUATIONS)}, but it got {describe(answer)}."
    for key in SITUATIONS:
        if key not in answer:
            return f"`{key}` is missing in your dict; it has {', '.join(map(str, answer)) or 'nothing'}."
        for name in names_in(answer[key]):
            if name not in NAMES:
                return f"At {key}, {name!r} is none of {', '.join(NAMES)}. Give a list of names in quotation marks, such as ['b']."
    return None


KNOWN_LISTS = {  # other lists are all the same to the probe
    "A": ("w1", "x1", "x1, w1", "none"),
    "B": ("x1", "w1", "x1, w1", "none"),
    "C": ("none", "b", "x1, w1, x2, w2, b"),
    "D": ("x1, w1, x2, w2, b", "none", "x1, w1, x2, w2", "w1, w2", "w1, w2, b", "x1, x2"),
}


def zeros_probe(answer):
    """Ends at the first neuron that is wrong, so that two mistakes do not hide each other."""
    for key, text in SITUATIONS.items():
        listed = ", ".join(name for name in NAMES if name in names_in(answer[key])) or "none"
        found = listed if listed in KNOWN_LISTS[key] else "a list with names too many or too few"
        yield from observe(f"neuron {key}, {text}", lambda found: {"what you say is zero": found}, found, says="")
        if listed != KNOWN_LISTS[key][0]:
            return


def zeros(a="w1", b="x1", c="none", d="all"):
    return {"A": a, "B": b, "C": c, "D": d}


ITSELF_ZERO = "you say that a number that is 0 has a gradient of 0. A multiplication hands each side the other number: who gets the 0?"
BOTH_ZERO = "you say that the gradients of both factors are 0. The two are handed different numbers: which gets which?"
FLAT = "n is 30. Look at the last row of the table in section 4, and then at everything that lies to the left of n."
ONE_ZERO = "go through the five one by one: tanh is not flat here, so ask for the other factor. For b, ask what a plus hands on."


ZEROS = Exercise(
    number="2.2",
    title="Which gradients are zero?",
    points=2,
    takes=lists_of_names,
    probe=zeros_probe,
    reference=zeros(),
    accepted=(
        zeros(["w1"], ["x1"], [], ["x1", "w1", "x2", "w2", "b"]),
        zeros(("w1",), {"x1"}, (), ("b", "w2", "w1", "x2", "x1")),
    ),
    mistakes=(
        Mistake("A: the zero itself", zeros(a="x1"), ITSELF_ZERO),
        Mistake("A: both factors", zeros(a="x1, w1"), BOTH_ZERO),
        Mistake("A: none", zeros(a="none"), "an input of 0 is handed on. As whose gradient?"),
        Mistake("A: another list", zeros(a="w1, x2"), ONE_ZERO),
        Mistake("B: the zero itself", zeros(b="w1"), ITSELF_ZERO),
        Mistake("B: both factors", zeros(b="x1, w1"), BOTH_ZERO),
        Mistake("B: none", zeros(b="none"), "a weight of 0 is handed on, too. As whose gradient?"),
        Mistake("B: another list", zeros(b="x1, b"), ONE_ZERO),
        Mistake(
            "C: all",
            zeros(c="all"),
            "you take an output of 0 for a gradient of 0. How steep is tanh at n = 0? Look at the bump in the figure of section 4.",
        ),
        Mistake(
            "C: the bias",
            zeros(c="b"),
            "b is 0, but it is added, not multiplied. What does a plus node hand on, whatever its inputs are?",
        ),
        Mistake(
            "C: another list",
            zeros(c="x1, w1, x2, w2"),
            "n is 0 here, and so is b. Does either make a gradient 0? How steep is tanh at n = 0, and what does a plus hand on?",
        ),
        Mistake("D: none", zeros(d="none"), FLAT),
        Mistake(
            "D: bias spared",
            zeros(d="x1, w1, x2, w2"),
            "the bias is left out. Does what reaches it pass through tanh, or not?",
        ),
        Mistake(
            "D: weights only",
            zeros(d="w1, w2"),
            "you name the weights only. What has arrived at the multiplication that the other side could still get?",
        ),
        Mistake(
            "D: parameters only",
            zeros(d="w1, w2, b"),
            "you name what learning may change. Inputs have gradients, too: what reaches them?",
        ),
        Mistake(
            "D: inputs only",
            zeros(d="x1, x2"),
            "you name the inputs only. Their weights get their share of the same gradient: what is it a share of?",
        ),
        Mistake("D: another list", zeros(d="x1"), FLAT),
    ),
    hints=(
        "Two things can make a gradient 0: what arrives, or the local derivative. Go through the four and ask for each.",
        "At a multiplication the local derivative is the other factor. At a plus it is 1. At tanh it is 1 − o².",
        (
            "A and B: find the 0, and see to whom the multiplication hands it. C: how steep is tanh at n = 0? D: n is 30; how steep "
            "is it there, in floats?"
        ),
    ),
    shown="You have shown that a 0 stops the gradient of its partner, and that a saturated tanh stops everything.",
    follow_up="at B, after one step of learning, will the gradient of x1 still be 0?",
    reasoning="A: w1 is handed x1, which is 0. B: x1 is handed w1, which is 0. C: n and o are 0, and there tanh is at its steepest: "
    "1 − 0² = 1; b gets 1 whatever it is. D: tanh(30) is rounded to 1, so 1 − o² is exactly 0, and nothing arrives at any of the five.",
)

# 2.3: seven gradients on paper.

GRADIENTS = ("o", "n", "b", "x1", "w1", "x2", "w2")
PAPER = {"x1": 1.5, "w1": 0.8, "x2": -0.5, "w2": 1.6, "b": 0.2}
OUTPUT = math.tanh(0.6)


def on_paper(slope=1 - OUTPUT**2, o=1.0, **others):
    """The seven gradients with this slope of tanh, and with some of them replaced."""
    n = slope * o
    found = {"o": o, "n": n, "b": n, "x1": 0.8 * n, "w1": 1.5 * n, "x2": 1.6 * n, "w2": -0.5 * n}
    return dict(found | others)


RIGHT = on_paper()
SLOPE = RIGHT["n"]


def by_nudging():
    slopes = nudge(
        lambda *values: math.tanh(values[0] * values[1] + values[2] * values[3] + values[4]), *PAPER.values()
    )
    return dict(zip(PAPER, slopes), n=nudge(math.tanh, 0.6)[0], o=1)


FACTORS = {"x1": "w1", "w1": "x1", "x2": "w2", "w2": "x2"}


def near(value, other, tolerance=1e-3):
    return math.isclose(value, other, rel_tol=tolerance, abs_tol=1e-9)


def what_it_is(value, right, *named):
    """What a gradient looks like: "right", the first of the named values that it is near, or in general."""
    if near(value, right):
        return "right"
    for name, other in named:
        if near(value, other):
            return name
    return "nearly right" if near(value, right, 2e-2) else "a number from elsewhere"


def step_to(name, answer):
    """What the gradient of a node looks like, given the student's own gradients to the right of it."""
    value, arrives = answer[name], answer["n"]
    if name == "o":
        return what_it_is(value, 1, ("nothing", 0), ("the output", OUTPUT), ("the sum n", 0.6), ("the slope", SLOPE))
    if name == "n":
        named = ("1 − n²", 1 - 0.6**2), ("1 − o", 1 - OUTPUT), ("o²", OUTPUT**2), ("o", OUTPUT)
        named += ("the slope at o", 1 - math.tanh(OUTPUT) ** 2), ("1 + o²", 1 + OUTPUT**2), ("o² − 1", -SLOPE)
        named += ("what arrives, unchanged", 1), ("nothing", 0), ("that of the lesson", 0.5), ("the sum n", 0.6)
        return what_it_is(value, SLOPE, ("the slope twice", SLOPE**2), *named, ("1 − n", 0.4), ("n²", 0.36))
    if name == "b":
        named = ("1, whatever arrives", 1), ("nothing", 0), ("its own number times what arrives", 0.2 * arrives)
        return what_it_is(value, arrives, *named, ("its own number", 0.2), ("half of what arrives", arrives / 2))
    other, own = PAPER[FACTORS[name]], PAPER[name]
    named = ("the other factor alone", other), ("its own number times what arrives", own * arrives)
    named += ("of the right size, with the wrong sign", -other * arrives), ("nothing", 0), ("its own number", own)
    named += ("what arrives, unchanged", arrives), ("half of what it should be", other * arrives / 2)
    return what_it_is(value, other * arrives, *named, ("the whole product times what arrives", own * other * arrives))


def paper_probe(answer):
    """Goes the student's way from o to the left, and ends at the first gradient that is wrong."""
    for name in GRADIENTS:
        found = step_to(name, answer)
        come_from = {"o": "", "n": " from o to n"}.get(name, " from n on")
        yield from observe(f"your walk{come_from}", lambda name, found: {f"{name}.grad": found}, name, found, says="")
        if found != "right":
            return


def at_factors(what, gradient, message):
    """The same mistake at each of the four factors: gradient(own number, other factor) in place of its own."""
    for name, other in FACTORS.items():
        wrong = on_paper(**{name: gradient(PAPER[name], PAPER[other])})
        yield Mistake(f"{name}: {what}", wrong, message)


HAND = Exercise(
    number="2.3",
    title="Seven gradients on paper",
    points=3,
    takes=numbers(*GRADIENTS),
    probe=paper_probe,
    reference=RIGHT,
    accepted=(
        {"o": 1, "n": 0.7116, "b": 0.7116, "x1": 0.5693, "w1": 1.0674, "x2": 1.1385, "w2": -0.3558},
        by_nudging(),
    ),
    mistakes=(
        Mistake(
            "o: seed missing", on_paper(o=0.0), "nothing was set at the start. How steeply does `o` change with `o`?"
        ),
        Mistake(
            "o: the output",
            on_paper(o=OUTPUT),
            "you started with the value of `o`. How steeply does `o` change with `o`?",
        ),
        Mistake("o: n", on_paper(o=0.6), "you started with the value of `n`. How steeply does `o` change with `o`?"),
        Mistake(
            "o: the slope",
            on_paper(o=SLOPE),
            "the slope of tanh stands at `o` already. Between `o` and `o` there is no tanh.",
        ),
        Mistake("o: from elsewhere", on_paper(o=1.5), "if `o` grows by 0.001, by how much does `o` grow?"),
        Mistake(
            "o: nearly",
            on_paper(o=0.99),
            "if `o` grows by 0.001, by how much does `o` grow? There is nothing to round.",
        ),
        Mistake(
            "n: 1 - n*n",
            on_paper(1 - 0.6**2),
            "the square was taken of n, of what goes into tanh. To which of the two does the square in 1 − o² belong?",
        ),
        Mistake("n: no square", on_paper(1 - OUTPUT), "1 − o was taken for the slope of tanh. A square is missing."),
        Mistake(
            "n: 1 - n", on_paper(0.4), "1 − n was taken for the slope. A square is missing, and n is not the output."
        ),
        Mistake(
            "n: one minus missing",
            on_paper(OUTPUT**2),
            "o² was taken for the slope of tanh. Where tanh is flat, o² is near 1.",
        ),
        Mistake(
            "n: n*n",
            on_paper(0.36),
            "n² was taken for the slope. The formula has the output in it, and a 1 before the minus.",
        ),
        Mistake(
            "n: the output", on_paper(OUTPUT), "what arrives was multiplied by the output of tanh, not by its slope."
        ),
        Mistake("n: n", on_paper(0.6), "this is the value of n. How steep is tanh there?"),
        Mistake(
            "n: tanh twice",
            on_paper(1 - math.tanh(OUTPUT) ** 2),
            "tanh was taken twice. `o` is the tanh of n already.",
        ),
        Mistake(
            "n: the slope twice", on_paper(SLOPE**2), "the slope of tanh came in twice. What arrives at `n` first?"
        ),
        Mistake(
            "n: plus for minus", on_paper(1 + OUTPUT**2), "1 + o² was taken for the slope. Is tanh ever steeper than 1?"
        ),
        Mistake("n: turned round", on_paper(-SLOPE), "the slope came out negative, and tanh never falls."),
        Mistake("n: tanh skipped", on_paper(1.0), "`n` got all that arrives at `o`, as if tanh were not there."),
        Mistake(
            "n: nothing",
            on_paper(0.0),
            "nothing got through tanh. Is it flat at n = 0.6? Look at the figure of section 4.",
        ),
        Mistake(
            "n: of the lesson", on_paper(0.5), "tanh halved what arrives in the lesson. This neuron has another output."
        ),
        Mistake(
            "n: nearly",
            on_paper(0.71),
            "that is nearly it. Carry four digits after the point: the others depend on this one.",
        ),
        Mistake(
            "n: from elsewhere",
            on_paper(0.9),
            "this does not look like the slope of tanh there. Take the square of 0.5370 again, and what remains of 1.",
        ),
        Mistake(
            "b: local only", on_paper(b=1.0), "at the bias you wrote the local derivative alone. What arrives there?"
        ),
        Mistake(
            "b: nothing",
            on_paper(b=0.0),
            "the bias got nothing. It is a number that may change: if it grows by 0.001, what does n do?",
        ),
        Mistake(
            "b: multiplied",
            on_paper(b=0.2 * SLOPE),
            "the bias got its own number as a factor. It is added, not multiplied.",
        ),
        Mistake("b: its own number", on_paper(b=0.2), "this is the value of the bias. What does a plus node hand on?"),
        Mistake(
            "b: halved",
            on_paper(b=SLOPE / 2),
            "the plus node shares out what arrives, a half to each side. If one side grows by 0.001, how much of that reaches the sum?",
        ),
        Mistake(
            "b: nearly",
            on_paper(b=0.99 * SLOPE),
            "the bias is nearly right. Between `n` and `b` there is nothing to compute.",
        ),
        Mistake("b: from elsewhere", on_paper(b=0.9), "what arrives at `n`, and what does a plus node do with it?"),
        *at_factors(
            "local only", lambda own, other: other, "you wrote the local derivative alone. What arrives there?"
        ),
        *at_factors(
            "own number",
            lambda own, other: own * SLOPE,
            "it got its own number as the slope. If the other factor were 10, by how much would this one move the product?",
        ),
        *at_factors(
            "sign",
            lambda own, other: -other * SLOPE,
            "the sign is wrong. Which number does it meet in its product, and is that one negative?",
        ),
        *at_factors(
            "nothing",
            lambda own, other: 0.0,
            "it got nothing. In the lesson one did, because the other factor was 0 there. What is the other factor here?",
        ),
        *at_factors("its value", lambda own, other: own, "this is its value. How steeply does `o` change with it?"),
        *at_factors(
            "what arrives",
            lambda own, other: SLOPE,
            "it got all that arrives, as from a plus node. This one stands before a multiplication.",
        ),
        *at_factors(
            "halved",
            lambda own, other: other * SLOPE / 2,
            "a half went missing: a plus node does not share out what arrives.",
        ),
        *at_factors(
            "both factors",
            lambda own, other: own * other * SLOPE,
            "it got the whole product as its slope. If it grows by 1, by how much does the product grow?",
        ),
        *at_factors(
            "nearly",
            lambda own, other: 0.99 * other * SLOPE,
            "it is nearly right. Round at the end only, to four digits.",
        ),
        *at_factors(
            "from elsewhere",
            lambda own, other: 3.3,
            "what arrives at its product, and which number does it meet there? Multiply the two again.",
        ),
    ),
    hints=(
        "Draw the graph of section 3 with these numbers. Which gradient do you know without any computation?",
        "tanh hands on 1 − o² times what arrives: take the square of 0.5370. A plus node hands on what arrives, to both sides.",
        (
            "From n on, the same number arrives at b and at both products. Multiply it by the other factor, sign included: x1 gets w1 "
            "times it, w1 gets x1 times it, and so on."
        ),
    ),
    shown="You have shown that seven gradients of a neuron take one slope of tanh and four products.",
    follow_up="which of the five numbers would you change first to raise the output, and may you change that one?",
    reasoning="The seed is 1, and tanh hands on 1 − o². The two plus nodes pass that on unchanged to b and to both products. Each "
    "factor then gets the other factor times it: x2 is negative, so w2's gradient is.",
    secrets=("0.7116", "0.5693"),
)

# 2.4: a bias for a given slope.


def slope_of(b):
    return 1 - math.tanh(0.4 + b) ** 2


def bias_probe(b):
    yield from observe(
        "the neuron with x1·w1 + x2·w2 = 0.4 and your bias",
        lambda: {"the slope of its tanh": slope_of(b)},
        says="",
        rtol=1e-3,
    )


BIAS = Exercise(
    number="2.4",
    title="A bias for a given slope",
    points=2,
    takes=a_number(),
    probe=bias_probe,
    reference=math.atanh(0.8) - 0.4,
    accepted=(-math.atanh(0.8) - 0.4, 0.6986, -1.4986),
    mistakes=(
        Mistake(
            "products forgotten",
            math.atanh(0.8),
            "this is n itself. The products are part of n: how much of it is left for the bias?",
        ),
        Mistake(
            "products forgotten, other side",
            -math.atanh(0.8),
            "this is a right n, on the left side of tanh. The products are part of n: how much of it is left for the bias?",
        ),
        Mistake(
            "products added",
            math.atanh(0.8) + 0.4,
            "the products were added to n. They are in n already: which way round does the bias make up the rest?",
        ),
        Mistake(
            "products added, other side",
            0.4 - math.atanh(0.8),
            "you found a right n, but the products are in it already, with a plus. Does the bias have to add to them, or make up the rest?",
        ),
        Mistake(
            "slope for output",
            math.atanh(0.36) - 0.4,
            "0.36 was taken for the output. It is the slope: what does 1 − o² say about o?",
        ),
        Mistake("root missing", math.atanh(0.64) - 0.4, "o² was taken for o. Which number has this square?"),
        Mistake(
            "one minus missing",
            math.atanh(0.6) - 0.4,
            "the root was taken of the slope. What is 1 minus the slope, in terms of o?",
        ),
        Mistake(
            "slope for n",
            0.36 - 0.4,
            "n was made equal to the slope. The slope is what tanh does at n.",
        ),
        Mistake(
            "slope for the bias",
            0.36,
            "this is the slope itself. You have to find the n at which tanh has that slope, and then the bias.",
        ),
        Mistake(
            "output for n",
            0.8 - 0.4,
            "o is right, but it was taken for n. What undoes tanh? It stands at the end of section 4.",
        ),
        Mistake(
            "output for the bias",
            0.8,
            "this is the output. What undoes tanh, and how much of n is left for the bias then?",
        ),
        Mistake(
            "tanh for atanh",
            math.tanh(0.8) - 0.4,
            "tanh was used once more, where it should be undone. It has a partner with an a in front.",
        ),
        Mistake(
            "tan for tanh",
            math.atan(0.8) - 0.4,
            "atan undoes tan, not tanh. The name has one more letter.",
        ),
        Mistake(
            "slope of a half",
            math.atanh(math.sqrt(0.5)) - 0.4,
            "the slope is a half, as in the lesson. Another one is asked for here.",
        ),
        Mistake(
            "steepest",
            -0.4,
            "you put n at 0, where tanh is steepest. That is too steep: which way has n to go, or is either right?",
        ),
        Mistake(
            "of the lesson",
            6 + math.atanh(math.sqrt(0.5)),
            "this is the bias of the lesson, for other products and another slope.",
        ),
        Mistake("of 2.3", 0.2, "this is the bias of 2.3. Another slope is asked for."),
        Mistake(
            "o squared for the bias",
            0.64,
            "this is o². What is o, which n belongs to it, and what is left for the bias?",
        ),
        Mistake(
            "root of the slope for the bias",
            0.6,
            "this is the root of the slope. What is 1 minus the slope, in terms of o?",
        ),
        Mistake(
            "cut off",
            0.69,
            "the slope is nearly right: you cut off too much. Give four digits after the point.",
        ),
        Mistake(
            "rounded to one digit",
            0.7,
            "the slope is nearly right: you rounded too much. Give four digits after the point.",
        ),
    ),
    hints=(
        "Go backwards: from the slope to o, from o to n, from n to the bias. Which formula connects the first two?",
        "1 − o² is the slope, so o² is 1 minus the slope. Two numbers have that square, and you may take either.",
        "`math.atanh` gives the n for an o. n is the two products, 0.4 together, plus the bias.",
    ),
    shown="You have shown that the bias alone decides how steep a neuron is at one example.",
    follow_up="there is a second bias that gives this slope. What is the output there?",
    reasoning="1 − o² = 0.36 gives o = 0.8 or −0.8; n = atanh(o) is 1.0986 or −1.0986; the products bring 0.4 of it, and the bias "
    "brings the rest: 0.6986 or −1.4986.",
    secrets=("0.6986", "1.4986", "1.0986"),
)

# 2.5: how far out is too far.

BELOW = 1e-9


def saturation_probe(answer):
    def run():
        n = float(answer)
        if not n.is_integer():
            return {"your n": "not a whole number"}
        if n < 0:
            return {"your n": "below 0"}
        if 1 - math.tanh(n) ** 2 < BELOW:
            earlier = 1 - math.tanh(n - 1) ** 2 < BELOW
            return {"the slope at your n": "below 1e-9, and one step earlier, too" if earlier else "below 1e-9"}
        near = 1 - math.tanh(n) < BELOW
        return {"the slope at your n": "not below 1e-9, but 1 − o is" if near else "not below 1e-9"}

    yield from observe("your number", run, says="")


SATURATION = Exercise(
    number="2.5",
    title="How far out is too far?",
    points=1,
    takes=a_number(),
    probe=saturation_probe,
    reference=12,
    accepted=(12.0, next(n for n in range(99) if 1 / math.cosh(n) ** 2 < BELOW)),
    mistakes=(
        Mistake(
            "too near", 10, "tanh still climbs more than that there. Print the slope at the next few whole numbers."
        ),
        Mistake(
            "1 - o",
            11,
            "there, 1 − o is below a billionth. That is how far the output is from 1. The slope has a square in it.",
        ),
        Mistake(
            "not the first",
            20,
            "the slope is small enough there, but also at the whole number before. Where does that begin?",
        ),
        Mistake("not whole", 11.5, "a whole number is asked for."),
        Mistake(
            "other side",
            -15,
            "tanh is flat on the left as well, but the question begins at 0 and goes to the right.",
        ),
    ),
    hints=(
        "Section 4 has a loop that prints the slope at five places. Which places would you look at?",
        "Let the loop go through `range(30)` and print the slope in the form `:.1e`. 1e-9 has nine zeros before its 1, one of them before the point.",
        "Go down your table to the first line whose exponent is −10 or smaller: that slope is below 1e-9.",
    ),
    equivalent=(
        ("n = next((n for n in range(29) if 1 - math.tanh(n) ** 2 < 1e-09))", "the search ends before 29"),
        ("n = next((n for n in range(31) if 1 - math.tanh(n) ** 2 < 1e-09))", "the search ends before 30"),
        ("n = next((n for n in range(30) if 1 - math.tanh(n) ** 2 <= 1e-09))", "no slope is exactly 1e-9"),
        ("n = next((n for n in range(30) if 1 - math.tanh(n) ** 3 < 1e-09))", "another formula, the same whole number"),
    ),
    shown="You have shown that tanh loses its slope fast: a dozen steps from the middle, and a billionth is left.",
    follow_up="by what factor does the slope shrink when n grows by 1, far out?",
    reasoning="Far out the slope is nearly 4·exp(−2n), so every step to the right divides it by about 7.4. At n = 11 it is 1.1e-09, "
    "at n = 12 it is 1.5e-10.",
)

# 2.6: one step that leaves the question alone.


def output(x1, x2, w1, w2, b):
    return math.tanh(x1 * w1 + x2 * w2 + b)


def learn_probe(learn):
    names = ("x1", "x2", "w1", "w2", "b")

    def run(*arguments):
        found = learn(*arguments)
        if isinstance(found, (dict, str)) or not hasattr(found, "__len__"):
            return {"what comes back": "None" if found is None else f"one {type(found).__name__}"}
        if len(found) != len(names):
            return {"what comes back": f"{len(found)} numbers"}
        return {"what comes back": "5 numbers"} | dict(zip(names, found))

    for values, size in (((1.5, -0.7, 0.8, 0.6, 0.3), 0.3), ((0.7, 1.3, -0.6, 0.4, -0.9), 0.05)):
        text = ", ".join(map(str, (*values, size))).replace("-", "−")
        yield from observe(f"learn({text})", run, *values, size)


def learn(x1, x2, w1, w2, b, size):
    slopes = nudge(output, x1, x2, w1, w2, b)
    return [x1, x2, w1 + size * slopes[2], w2 + size * slopes[3], b + size * slopes[4]]


def learn_by_chain_rule(x1, x2, w1, w2, b, size):
    arrives = 1 - output(x1, x2, w1, w2, b) ** 2
    return x1, x2, w1 + size * x1 * arrives, w2 + size * x2 * arrives, b + size * arrives


def learn_by_nudging_parameters(x1, x2, w1, w2, b, size):
    parameters = [w1, w2, b]
    slopes = nudge(lambda *parameters: output(x1, x2, *parameters), *parameters)
    for i, slope in enumerate(slopes):
        parameters[i] += slope * size
    return [x1, x2] + parameters


def stepping(*factors, slopes=nudge):
    """A step in which each of the five numbers moves by its factor times size times its slope."""

    def answer(x1, x2, w1, w2, b, size):
        values = (x1, x2, w1, w2, b)
        return [value + factor * size * s for value, factor, s in zip(values, factors, slopes(output, *values))]

    return answer


def one_after_the_other(x1, x2, w1, w2, b, size):
    w1 += size * nudge(output, x1, x2, w1, w2, b)[2]
    w2 += size * nudge(output, x1, x2, w1, w2, b)[3]
    b += size * nudge(output, x1, x2, w1, w2, b)[4]
    return [x1, x2, w1, w2, b]


def changed(w1, w2, b):
    """The step whose parameters move by these functions of (slopes, size)."""

    def answer(x1, x2, v1, v2, c, size):
        slopes = nudge(output, x1, x2, v1, v2, c)
        return [x1, x2, v1 + w1(slopes, size), v2 + w2(slopes, size), c + b(slopes, size)]

    return answer


def in_order(function):
    """changed() with the same function for each parameter, given its slope and the size."""
    return changed(*(lambda slopes, size, i=i: function(slopes[i], size) for i in (2, 3, 4)))


def slopes_afterwards(x1, x2, w1, w2, b, size):
    moved = stepping(1, 1, 1, 1, 1)(x1, x2, w1, w2, b, size)
    slopes = nudge(output, *moved[:2], w1, w2, b)
    return [x1, x2, *(v + size * s for v, s in zip((w1, w2, b), slopes[2:]))]


LEARN = Exercise(
    number="2.6",
    title="Debug: it changed the question",
    points=3,
    takes=a_function("x1", "x2", "w1", "w2", "b", "size"),
    probe=learn_probe,
    reference=learn,
    accepted=(learn_by_chain_rule, learn_by_nudging_parameters),
    mistakes=(
        Mistake(
            "everything moved",
            stepping(1, 1, 1, 1, 1),
            "this still does what `broken` does: all five numbers move. Which of them are the question?",
        ),
        Mistake(
            "only the inputs moved",
            stepping(1, 1, 0, 0, 0),
            "the question moved and the neuron stayed as it was. It should be the other way round.",
        ),
        Mistake(
            "first input moved",
            stepping(1, 0, 1, 1, 1),
            "x1 still moves. The question consists of two numbers.",
        ),
        Mistake("second input moved", stepping(0, 1, 1, 1, 1), "x2 still moves. The question consists of two numbers."),
        Mistake(
            "inputs moved down",
            stepping(-1, -1, 1, 1, 1),
            "the parameters are right. The inputs move down now; they should not move at all.",
        ),
        Mistake(
            "inputs lost",
            lambda *values: [0.0, 0.0, *learn(*values)[2:]],
            "the parameters are right. The inputs came back as 0: how did they come in?",
        ),
        Mistake(
            "other order",
            lambda *values: [*learn(*values)[2:], *values[:2]],
            "the five numbers came back in another order, parameters first.",
        ),
        Mistake(
            "a size of its own",
            lambda *values: learn(*values[:5], 0.3),
            "it takes steps of 0.3, whatever `size` is.",
        ),
        Mistake(
            "half the size",
            stepping(0, 0, 0.5, 0.5, 0.5),
            "each step is half as long as it should be.",
        ),
        Mistake(
            "two steps",
            lambda *values: learn(*learn(*values), values[5]),
            "the parameters moved twice. One step was asked for.",
        ),
        Mistake("no return", lambda *values: None, "nothing came back. Is there a `return`?"),
        Mistake(
            "the output came back",
            lambda *values: output(*learn(*values)),
            "one number came back. The five numbers after the step are asked for, not the output.",
        ),
        Mistake(
            "nothing moved", stepping(0, 0, 0, 0, 0), "all five numbers came back as they were. What should change?"
        ),
        Mistake(
            "bias left out",
            stepping(0, 0, 1, 1, 0),
            "the weights learn and the bias does not. Which boxes were green in the lesson?",
        ),
        Mistake(
            "only the bias",
            stepping(0, 0, 0, 0, 1),
            "the bias learns and the weights do not. Which boxes were green in the lesson?",
        ),
        Mistake(
            "downhill",
            stepping(0, 0, -1, -1, -1),
            "the step has the right length and goes the wrong way: the output falls. Here it should rise.",
        ),
        Mistake(
            "size left out",
            in_order(lambda slope, size: slope),
            "`size` has no effect: each parameter moves by its whole slope.",
        ),
        Mistake(
            "size alone",
            in_order(lambda slope, size: size),
            "each parameter moves by `size`, whatever its slope. Which should move most?",
        ),
        Mistake(
            "sign of the slope",
            in_order(lambda slope, size: math.copysign(size, slope)),
            "each parameter moves by `size`, up or down. The slope says the direction, and also how far.",
        ),
        Mistake(
            "divided",
            in_order(lambda slope, size: size / slope),
            "it divides by the slope, so the parameter with the smallest effect moves furthest.",
        ),
        Mistake(
            "slopes of the inputs",
            changed(lambda s, size: size * s[0], lambda s, size: size * s[1], lambda s, size: size * s[2]),
            "the parameters move by the first three slopes, and those belong to other numbers. In which order does `nudge` return them?",
        ),
        Mistake(
            "downhill by the inputs' slopes",
            changed(lambda s, size: -size * s[0], lambda s, size: -size * s[1], lambda s, size: -size * s[2]),
            "two things at once: the slopes belong to other numbers, and the step goes down. Which slope belongs to w1?",
        ),
        Mistake(
            "weights by the inputs' slopes",
            changed(lambda s, size: size * s[0], lambda s, size: size * s[1], lambda s, size: size * s[4]),
            "the weights move by the slopes of the inputs: each by its own number times what arrives. Which slope belongs to w1?",
        ),
        Mistake(
            "slopes of the weights swapped",
            changed(lambda s, size: size * s[3], lambda s, size: size * s[2], lambda s, size: size * s[4]),
            "w1 moves by the slope of w2, and w2 by that of w1.",
        ),
        Mistake(
            "one after the other",
            one_after_the_other,
            "w1 has moved already when the slope for w2 is taken. One step takes all its slopes at the same place.",
        ),
        Mistake(
            "slopes at the moved question",
            slopes_afterwards,
            "the slopes are taken where the question has moved to. They should be those of the question that was asked.",
        ),
        Mistake(
            "replaced",
            lambda x1, x2, w1, w2, b, size: [
                x1,
                x2,
                *(size * slope for slope in nudge(output, x1, x2, w1, w2, b)[2:]),
            ],
            "the parameters are the steps alone. What they were before is lost.",
        ),
        Mistake(
            "tanh left out",
            lambda x1, x2, w1, w2, b, size: [x1, x2, w1 + size * x1, w2 + size * x2, b + size],
            "these are the slopes of n, not those of the output. What lies between the two?",
        ),
        Mistake(
            "scaled",
            lambda x1, x2, w1, w2, b, size: [
                x1,
                x2,
                *(v * (1 + size * s) for v, s in zip((w1, w2, b), nudge(output, x1, x2, w1, w2, b)[2:])),
            ],
            "each parameter is multiplied, so that a parameter of 0 could never move. A step is added.",
        ),
        Mistake(
            "parameters only",
            lambda *values: learn(*values)[2:],
            "the parameters came back without the question. All five numbers are asked for, in their order.",
        ),
        Mistake(
            "slopes came back",
            lambda x1, x2, w1, w2, b, size: nudge(output, x1, x2, w1, w2, b),
            "these are the slopes. A step goes from the numbers a little way along their slopes.",
        ),
    ),
    hints=(
        "Which of the five numbers are the question, and which are the neuron? Look at what the printed line says before and after.",
        "`nudge` returns five slopes in the order of the five numbers. You need the last three of them.",
        "Return a list of five: x1 and x2 as they came, then each parameter plus `size` times its own slope.",
    ),
    shown="You have shown that a neuron can raise its answer to a question that stays the same. That is learning.",
    follow_up="what would happen to the answers to other questions after many such steps?",
    reasoning="`slopes` has one entry for each of the five numbers, in their order. The inputs are the question and stay; the three "
    "parameters each move by size times slope, and all slopes are taken before anything moves.",
)

# 2.7: two linear neurons in a row.


def neuron_and_reason(answer):
    """takes: a dict with the numbers w and b, and a reason in words."""
    if not isinstance(answer, dict):
        return f"This check takes the dict with w, b and why, but it got {describe(answer)}."
    if "why" not in answer:
        return "`why` is missing in your dict."
    return numbers("w", "b")({key: value for key, value in answer.items() if key != "why"}) or words(8)(answer["why"])


STRAIGHT = (
    r"straight lines?|\blines?\b|linear|straight|affine|polynomial|\bbend|\bbent|curve|constant|proportional|stretch|scale[sd]?\b|"
    r"shift|equation|formula|\b[amw]\w?\s*[*·]?\s*x|x\s*[*·]\s*w|w1\s*[*·]?\s*w2|\bfactors?\b|product|"
    r"multiply|multiplied|multiplies|\bslopes?\b"
)
ONE = (
    r"\bone\b|single|same|again|still|itself|combine|combination|collapse|merge|replace|equal|equivalent|identical|another|"
    r"reduces?\b|stays?\b|remain|before|\bform\b|nothing|always|substitute|insert|plug|compose|composition|never|only|\bso is\b|also\b"
)
OTHER_REASONS = {
    "a tanh that is missing": r"tanh|activation|non-?linear",
    "gradients or learning": r"gradient|learn|train|derivative|saturate",
    "size": r"\blarge|\bbig|\bgrow|explode|overflow|\brange|\bsmall|squash|squeeze",
    "cost": r"\bslow|\bfast|parameter|memory|\bcost|effort|simple",
}


def reason_given(text):
    """What kind of reason a text names; "one line" is the one that counts. Generous: it looks for ideas, not for sentences."""
    text = re.sub(r"\b(two |both |a |the |three )?linear (neurons?|ones?|units?|layers?)", " ", text.lower())
    others = [name for name, pattern in OTHER_REASONS.items() if re.search(pattern, text)]
    shapes = re.findall(STRAIGHT, re.sub(r"non-?linear\w*", " ", text))
    if shapes and (re.search(ONE, text) or (len(shapes) > 1 and not others)):
        return "one line"
    return others[0] if others else "one shape alone" if shapes else "no shape"


def same_probe(answer):
    """Ends at the first part that is wrong."""
    for node, value, right in (
        ("w", answer["w"], -1.05),
        ("b", answer["b"], 2.2),
        ("what your reason speaks of", reason_given(answer["why"]), "one line"),
    ):
        yield from observe("the one neuron", lambda node, value: {node: value}, node, value, says="", rtol=1e-4)
        if value != right and not (node in "wb" and near(value, right, 1e-4)):
            return


WHY = "A straight line of a straight line is again one straight line, whatever the numbers are."


def one_neuron(w=-1.05, b=2.2, why=WHY):
    return {"w": w, "b": b, "why": why}


SAME = Exercise(
    number="2.7",
    title="Two straight neurons in a row",
    points=3,
    takes=neuron_and_reason,
    probe=same_probe,
    reference=one_neuron(0.7 * -1.5, -1.5 * -1.2 + 0.4),
    accepted=(
        one_neuron(
            why="Put the first formula into the second and multiply out: what is left has the form w*x + b, as before."
        ),
        one_neuron(why="Nothing bends, so the two can always be replaced by a single neuron with other numbers."),
        one_neuron(
            why="The slopes are both constant, their product is constant too, so it stays a linear function of x."
        ),
    ),
    mistakes=(
        Mistake(
            "biases added",
            one_neuron(b=-0.8),
            "w is right. The biases were added, but the first one goes through the second neuron before it meets the other.",
        ),
        Mistake(
            "biases multiplied",
            one_neuron(b=-0.48),
            "w is right. The biases were multiplied with each other. What does the second neuron multiply, and what does it add?",
        ),
        Mistake(
            "second bias forgotten",
            one_neuron(b=1.8),
            "w is right, and the first bias was carried through. The second neuron has a bias, too.",
        ),
        Mistake("first bias forgotten", one_neuron(b=0.4), "w is right. The first neuron has a bias, too."),
        Mistake(
            "first bias alone",
            one_neuron(b=-1.2),
            "w is right. This b is that of the first neuron: what does the second one do with it?",
        ),
        Mistake(
            "sign of the bias",
            one_neuron(b=-1.4),
            "w is right. At the bias a sign was lost: minus times minus?",
        ),
        Mistake(
            "other order",
            one_neuron(b=-0.92),
            "this is what comes out when the second neuron is the first. For w the order does not matter; for b it does.",
        ),
        Mistake(
            "all signs of the bias",
            one_neuron(b=-2.2),
            "w is right. b has the wrong sign: what does the pair return at x = 0?",
        ),
        Mistake(
            "first bias subtracted",
            one_neuron(b=1.6),
            "w is right. The first bias was subtracted from the second. What is it multiplied by on its way?",
        ),
        Mistake(
            "weights added",
            one_neuron(w=-0.8),
            "the weights were added. If x grows by 1, by how much does the first neuron grow, and by how much then the second?",
        ),
        Mistake(
            "weights subtracted",
            one_neuron(w=-2.2),
            "the weights were subtracted. If x grows by 1, by how much does the first neuron grow, and by how much then the second?",
        ),
        Mistake(
            "sign of the weight",
            one_neuron(w=1.05),
            "w has the wrong sign: does the output of the pair rise or fall when x grows?",
        ),
        Mistake(
            "first neuron alone",
            one_neuron(w=0.7, b=-1.2),
            "this w is that of the first neuron. What does the second one do with what it gets?",
        ),
        Mistake(
            "second neuron alone",
            one_neuron(w=-1.5, b=0.4),
            "this w is that of the second neuron. It does not get x: it gets what the first one returns.",
        ),
        Mistake(
            "w and b exchanged",
            one_neuron(w=2.2, b=-1.05),
            "w says by how much the output changes when x grows by 1. Does it rise? And does each number stand at its name?",
        ),
        Mistake(
            "rounded",
            one_neuron(w=-1.1),
            "this w is nearly right. It has two digits after the point; there is nothing to round.",
        ),
        Mistake("rounded to a whole", one_neuron(w=-1.0), "this w is nearly right. It has two digits after the point."),
        Mistake(
            "reason: gradients",
            one_neuron(why="They are no better because all of the gradients are zero in both of them."),
            "the numbers are right. The reason speaks of gradients or of learning, and those work here: three_lines had a slope of −3. "
            "Think of the graph of the function, and say what two of them make.",
        ),
        Mistake(
            "reason: size",
            one_neuron(why="They are no better because the numbers grow too large without a limit."),
            "the numbers are right. The reason speaks of how large numbers get. Would small ones help? Think of the graph of the function.",
        ),
        Mistake(
            "reason: cost",
            one_neuron(why="They are no better because they have more parameters and are slower to compute."),
            "the numbers are right. The reason speaks of what two neurons cost. The question is what they can do.",
        ),
        Mistake(
            "reason: tanh",
            one_neuron(why="They are no better because neither of the two has got a tanh at the end."),
            "the numbers are right. It is true that the bend is missing. Say which shape each neuron has without it, and what two such "
            "shapes make.",
        ),
        Mistake(
            "reason: no shape",
            one_neuron(why="Because two linear neurons are no better than this in any case at all."),
            "the numbers are right. The reason does not say yet what kind of function each neuron is. Which shape does its graph have?",
        ),
        Mistake(
            "reason: half",
            one_neuron(why="Because the graph of each of the two is a straight line, I think."),
            "the numbers are right. You say which shape each has. Add what becomes of it when there are two in a row.",
        ),
    ),
    hints=(
        "What does the pair return at x = 0? And at x = 1? Two points are enough for what comes out.",
        "Put the first formula into the second: −1.5 times all of the first, plus 0.4. Multiply out, and sort by what has an x.",
        (
            "w is the product of the two weights. b is what the pair returns at x = 0. For the reason: which shape has the graph of each, and which "
            "shape has the graph of the pair?"
        ),
    ),
    shown="You have shown that two neurons without a bend are one neuron with other numbers.",
    follow_up="where would you put one bend so that the pair can do something that no line can?",
    reasoning="−1.5·(0.7x − 1.2) + 0.4 is −1.05x + 2.2: the weights multiply, and the first bias passes through the second weight. "
    "Whatever the numbers are, what comes out has the form w·x + b: one line.",
    secrets=("−1.05",),
)

EXERCISES = [NEURON, ZEROS, HAND, BIAS, SATURATION, LEARN, SAME]
