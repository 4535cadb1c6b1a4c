"""The exercises of lesson 02: one neuron, forward, its gradients, its saturation, and what learning may change."""

import linecache
import math
import re
import traceback

from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.fresh import fresh
from classroom.checks.guard import is_answer
from classroom.checks.kinds import a_function, a_number, describe, numbers
from classroom.checks.observing import observe
from classroom.checks.on_paper import ELSEWHERE, drawn, near, pairs, slips_on, text, walk
from classroom.instruments import nudge
from micrograd_core import Value

# 2.1: a neuron of any size.


def neuron_probe(neuron):
    def run(xs, ws, b):
        given = list(xs), list(ws)
        try:
            found = {"the output": neuron(*given, b)}
        except NotImplementedError:
            raise
        except Exception as error:
            if is_raised_by_the_answer(error):
                return {"the output": "your own error, although the lists are equally long"}
            raise
        return found | {"your lists afterwards": "as they were" if given == (xs, ws) else "changed"}

    def run_unequal(xs, ws, b):
        try:
            found = neuron(list(xs), list(ws), b)
        except NameError:
            raise
        except Exception as error:  # noqa: BLE001, any error of its own is what the task asks for
            no_error = "exceptions must derive" in str(error)
            return {"what happens": "what was raised is no error" if no_error else "an error"}
        kinds = {type(None): "None comes back", str: "a text comes back"}
        returned = "an error is returned, not raised" if is_error(found) else kinds.get(type(found), "no error")
        return {"what happens": returned}

    for numbers_of in (
        ([1.3, -0.7], [0.9, 1.4], 0.3),
        ([0.6, -1.2, 2.5], [-0.8, 0.7, 0.4], -0.9),
        ([0.7], [1.6], 0.3),
    ):
        xs, ws, b = (fresh(part) if isinstance(part, float) else [fresh(x) for x in part] for part in numbers_of)
        yield from observe(f"neuron({xs}, {ws}, {b})".replace("-", "−"), run, xs, ws, b)
    short, long, b = list(fresh(0.9, 1.4)), list(fresh(1.3, 0.4, 2.5)), fresh(0.3)
    for xs, ws in ((long, short), (short, long)):
        yield from observe(f"neuron({xs}, {ws}, {b})", run_unequal, xs, ws, b)


def is_raised_by_the_answer(error):
    """Whether an error comes from a `raise` or `assert` of the answer itself, not from what it calls."""
    frame, number = list(traceback.walk_tb(error.__traceback__))[-1]
    line = linecache.getline(frame.f_code.co_filename, number, frame.f_globals)
    return is_answer(frame.f_code) and bool(re.search(r"\b(raise|assert)\b", line))


def is_error(found):
    return isinstance(found, BaseException) or (isinstance(found, type) and issubclass(found, BaseException))


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


def empties_its_lists(xs, ws, b):
    if len(xs) != len(ws):
        raise ValueError
    while xs:
        b += xs.pop() * ws.pop()
    return math.tanh(b)


def unless_they_fit(otherwise):
    """A neuron that gives back `otherwise` where the lists differ in length."""
    return lambda xs, ws, b: neuron(xs, ws, b) if len(xs) == len(ws) else otherwise


def unless_they_differ(otherwise):
    """A neuron that raises its error for lists of equal length, and does `otherwise` with others."""

    def answer(xs, ws, b):
        if len(xs) == len(ws):
            raise ValueError("the lengths differ")
        return otherwise(xs, ws, b)

    return answer


def raises_a_text(xs, ws, b):
    if len(xs) != len(ws):
        raise "the lengths differ"  # noqa: B016, this is the mistake
    return neuron(xs, ws, b)


def the_shorter_list_decides(xs, ws, b):
    return math.tanh(sum(x * w for x, w in zip(xs, ws)) + b)


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
            "products subtracted",
            lambda xs, ws, b: math.tanh(b - sum(products(xs, ws))),
            "the products are taken away from the bias. A larger product should raise the output.",
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
            "only the last product, and no bias",
            lambda xs, ws, b: math.tanh(products(xs, ws)[-1]),
            "only the last product is left: the bias and the products before it are lost. Does each round add to n, or set it anew? "
            "(`=+` only sets.)",
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
            "sigmoid",
            lambda xs, ws, b: 1 / (1 + math.exp(-sum(products(xs, ws)) - b)),
            "this bends with the sigmoid, which goes from 0 to 1. The neuron of the lesson bends with another function.",
        ),
        Mistake(
            "tan for tanh",
            lambda xs, ws, b: math.tan(sum(products(xs, ws)) + b),
            "this is the tangent. The name of the function that bends has one more letter.",
        ),
        Mistake(
            "bias twice",
            lambda xs, ws, b: math.tanh(sum(products(xs, ws)) + 2 * b),
            "the bias comes in twice. Does the sum begin with it, and is it added at the end as well?",
        ),
        Mistake(
            "bias multiplied",
            lambda xs, ws, b: math.tanh(sum(products(xs, ws)) * b),
            "the sum is multiplied by the bias. What does section 1 do with the bias?",
        ),
        Mistake(
            "rounded",
            lambda xs, ws, b: round(neuron(xs, ws, b), 4),
            "the output is rounded to four digits. Return it as it is; rounding is for printing.",
        ),
        Mistake(
            "rounded further",
            lambda xs, ws, b: round(neuron(xs, ws, b), 2),
            "the output is rounded. Return it as it is; rounding is for printing.",
        ),
        Mistake(
            "the lists emptied",
            empties_its_lists,
            "the outputs are right, but the lists that came in are changed. The next one who uses them finds something else.",
        ),
        Mistake(
            "an error returned",
            unless_they_fit(ValueError("the lengths differ")),
            "an error comes back like an answer, and nobody is stopped by it. The word is `raise`.",
        ),
        Mistake(
            "a text raised",
            raises_a_text,
            "`raise` cannot raise a bare text, so what came was Python's own complaint about that. Which kind of error should it be, "
            "with your text in its brackets?",
        ),
        *(
            Mistake(
                f"an error for lists that fit, and {name}",
                unless_they_differ(otherwise),
                "your own error came for two lists of equal length. When should it come?",
            )
            for name, otherwise in (
                ("the shorter list decides", the_shorter_list_decides),
                ("extra weights unnoticed", loops_over_inputs),
                ("extra inputs unnoticed", loops_over_weights),
                ("for all others", neuron),
            )
        ),
        Mistake(
            "a text for what does not fit",
            unless_they_fit("the lengths differ"),
            "a text comes back where the lists do not fit, and somebody will try to compute with it. The word is `raise`.",
        ),
        Mistake(
            "None for what does not fit",
            unless_they_fit(None),
            "lists that do not fit make your neuron return None, and the trouble shows somewhere else, later. The word is `raise`.",
        ),
        Mistake(
            "two inputs only",
            lambda xs, ws, b: math.tanh(xs[0] * ws[0] + xs[1] * ws[1] + b),
            "it reads two inputs, however many there are. What repeats something for each entry of a list?",
        ),
        Mistake(
            "the shorter list decides",
            the_shorter_list_decides,
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
    parts=((1, "the output$"),),
    otherwise="Take the first two inputs on paper: what should n be after each product, and what is yours? Print it to see.",
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
        for name in (listed := names_in(answer[key])):
            if listed.count(name) > 1:
                return f"At {key}, {name!r} is listed more than once. Give each name once."
    return None


KNOWN_LISTS = {  # the right one first; of others the probe sees only in what way they differ
    "A": ("w1", "x1", "x1, w1", "none"),
    "B": ("x1", "w1", "x1, w1", "none"),
    "C": ("none", "b", "x1, w1, x2, w2, b"),
    "D": ("x1, w1, x2, w2, b", "none", "x1, w1, x2, w2", "w1, w2", "w1, w2, b", "x1, x2"),
}


def how_it_differs(listed, right):
    listed, right = ({name for name in names_in(names) if name in NAMES} for names in (listed, right))
    if right <= listed:
        return "a list with a name too many"
    return "a list in which a name is missing" if listed <= right else "a list with a wrong name"


def zeros_probe(answer):
    """Ends at the first neuron that is wrong, so that two mistakes do not hide each other."""
    for key, situation in SITUATIONS.items():
        listed = ", ".join(name for name in NAMES if name in names_in(answer[key])) or "none"
        found = listed if listed in KNOWN_LISTS[key] else how_it_differs(listed, KNOWN_LISTS[key][0])
        yield from observe(f"neuron {key}, {situation}", dict, {"what you say is zero": found}, says="")
        if listed != KNOWN_LISTS[key][0]:
            return


def zeros(a="w1", b="x1", c="none", d="all"):
    return {"A": a, "B": b, "C": c, "D": d}


ITSELF_ZERO = "you say that a number that is 0 has a gradient of 0. A multiplication hands each side the other number: who gets the 0?"
BOTH_ZERO = "you say that the gradients of both factors are 0. The two are handed different numbers: which gets which?"
FLAT = "n is 30. Look at the last row of the table in section 4, and then at everything that lies to the left of n."
ANOTHER = (
    "a number whose factor is not 0 gets a gradient here. Go through the five: what does each one meet in its product?"
)
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
        Mistake("A: a name too many", zeros(a="w1, x2"), ONE_ZERO),
        Mistake("A: a wrong name", zeros(a="x2"), ANOTHER),
        Mistake("B: the zero itself", zeros(b="w1"), ITSELF_ZERO),
        Mistake("B: both factors", zeros(b="x1, w1"), BOTH_ZERO),
        Mistake("B: none", zeros(b="none"), "a weight of 0 is handed on, too. As whose gradient?"),
        Mistake("B: a name too many", zeros(b="x1, b"), ONE_ZERO),
        Mistake("B: a wrong name", zeros(b="x2, b"), ANOTHER),
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
            "C: a name too many",
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
        Mistake("D: a name is missing", zeros(d="x1"), FLAT),
    ),
    parts=((1, "^neuron [AB]"),),
    otherwise="Ask of each of the five: what arrives, and what is its local derivative?",
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
FACTORS = {"x1": "w1", "w1": "x1", "x2": "w2", "w2": "x2"}


def output(x1, x2, w1, w2, b):
    return math.tanh(x1 * w1 + x2 * w2 + b)


def ledger(x1, w1, x2, w2, b):
    """What stands in a neuron's boxes."""
    n = x1 * w1 + x2 * w2 + b
    return {"x1": x1, "w1": w1, "x2": x2, "w2": w2, "b": b, "n": n, "o": math.tanh(n)}


def on_paper(at):
    """The seven gradients of the neuron with this ledger."""
    slope = 1 - at["o"] ** 2
    return {"o": 1.0, "n": slope, "b": slope} | {name: at[other] * slope for name, other in FACTORS.items()}


def by_nudging(at):
    slopes = nudge(output, *(at[name] for name in ("x1", "x2", "w1", "w2", "b")))
    return dict(zip(("x1", "x2", "w1", "w2", "b"), slopes), n=nudge(math.tanh, at["n"])[0], o=1)


def by_the_engine(at):
    x1, w1, x2, w2, b = (Value(at[name]) for name in ("x1", "w1", "x2", "w2", "b"))
    n = x1 * w1 + x2 * w2 + b
    o = n.tanh()
    o.backward()
    return dict(zip(GRADIENTS, (node.grad for node in (o, n, b, x1, w1, x2, w2))))


def step_left(name, at, given):
    """The right gradient of a node and its slips, for one's own gradients so far: see paper.walk()."""
    if name == "o":
        return 1.0, at_the_output(at)
    if name == "n":
        return 1 - at["o"] ** 2, at_tanh(at)
    if name == "b":
        return given["n"], at_the_plus(at, given["n"])
    # Who swaps the two products is told at the first.
    other_product = {other: at[other] for other in ("x2", "w2") if name in ("x1", "w1")}
    return at[FACTORS[name]] * given["n"], at_a_product(at[name], at[FACTORS[name]], given["n"], at["o"], other_product)


def at_the_output(at):
    ask = "How steeply does `o` change with `o`?"
    return {
        "seed missing": (0.0, f"nothing was set at the start. {ask}"),
        "the output": (at["o"], f"you started with the value of `o`. {ask}"),
        "the sum n": (at["n"], f"you started with the value of `n`. {ask}"),
        "the slope": (
            1 - at["o"] ** 2,
            "the slope of tanh stands at `o` already. Between `o` and `o` there is no tanh.",
        ),
        "a minus": (-1.0, "the start has a minus. If `o` grows by 0.001, by how much does `o` grow?"),
        "nearly right": (0.99, "if `o` grows by 0.001, by how much does `o` grow? There is nothing to round."),
        ELSEWHERE: (37.7, "if `o` grows by 0.001, by how much does `o` grow?"),
    }


def at_tanh(at):
    n, o, slope = at["n"], at["o"], 1 - at["o"] ** 2
    return {
        "1 − n²": (
            1 - n * n,
            "the square was taken of n, of what goes into tanh. To which of the two does the square in 1 − o² belong?",
        ),
        "1 − o": (1 - o, "1 − o was taken for the slope of tanh. A square is missing."),
        "1 − n": (1 - n, "1 − n was taken for the slope. A square is missing, and n is not the output."),
        "o²": (o * o, "o² was taken for the slope of tanh. Where tanh is flat, o² is near 1."),
        "n²": (n * n, "n² was taken for the slope. The formula has the output in it, and a 1 before the minus."),
        "o": (o, "what arrives was multiplied by the output of tanh, not by its slope."),
        "n": (n, "this is the value of n. How steep is tanh there?"),
        "tanh twice": (1 - math.tanh(o) ** 2, "tanh was taken twice. `o` is the tanh of n already."),
        "the slope twice": (slope**2, "the slope of tanh came in twice. What arrives at `n` first?"),
        "1 + o²": (1 + o * o, "1 + o² was taken for the slope. Is tanh ever steeper than 1?"),
        "o² − 1": (-slope, "the slope came out negative, and tanh never falls."),
        "1 − 2o": (1 - 2 * o, "o was doubled, not squared."),
        "the root of the slope": (
            math.sqrt(slope),
            "a root was taken on the way. The slope of tanh is 1 − o², as it is.",
        ),
        "what arrives, unchanged": (1.0, "`n` got all that arrives at `o`, as if tanh were not there."),
        "nothing": (0.0, f"nothing got through tanh. Is it flat at n = {text(n)}? Look at the figure of section 4."),
        "that of the lesson": (0.5, "tanh halved what arrives in the lesson. This neuron has another output."),
        "nearly right": (
            0.99 * slope,
            "that is nearly it. Work it out again with four digits after the point: the others depend on this one.",
        ),
        ELSEWHERE: (
            37.7,
            f"this does not look like the slope of tanh there. Take the square of {o:.4f} again, and what remains of 1.",
        ),
    }


def at_the_plus(at, arrives):
    b = at["b"]
    return {
        "1, whatever arrives": (1.0, "at the bias you wrote the local derivative alone. What arrives there?"),
        "nothing": (0.0, "the bias got nothing. It may change like the weights: if it grows by 0.001, what does n do?"),
        "its own number times what arrives": (
            b * arrives,
            "the bias got its own number as a factor. It is added, not multiplied.",
        ),
        "its own number": (b, "this is the value of the bias. What does a plus node hand on?"),
        "half of what arrives": (
            arrives / 2,
            (
                "the plus node shares out what arrives, a half to each side. If one side grows by 0.001, how much of that reaches "
                "the sum?"
            ),
        ),
        "the wrong sign": (-arrives, "a minus came in at the bias. What does a plus node do to what arrives?"),
        "tanh once more": (
            arrives * arrives,
            "the slope of tanh came in once more at the bias. Between `n` and `b` there is only a plus.",
        ),
        "what arrives, plus 1": (
            arrives + 1,
            "at the bias, local derivative and what arrives were added. What does the chain rule do with the two?",
        ),
        "nearly right": (0.99 * arrives, "the bias is nearly right. Between `n` and `b` there is nothing to compute."),
        ELSEWHERE: (37.7, "what arrives at `n`, and what does a plus node do with it?"),
    }


def at_a_product(own, other, arrives, output, other_product):
    return {
        "the other factor alone": (other, "you wrote the local derivative alone. What arrives there?"),
        "its own number times what arrives": (
            own * arrives,
            "it got its own number as the slope. If the other factor were 10, by how much would this one move the product?",
        ),
        "the wrong sign": (
            -other * arrives,
            "the size is right and the sign is wrong. How many of the two are negative: what arrives, and the number it meets there?",
        ),
        "the other factor times the output": (
            other * output,
            "its factor is multiplied by the output o. Is that what arrives from n?",
        ),
        **{
            f"{name} as its factor": (
                factor * arrives,
                "what arrives is multiplied by a number of the other product. Which number does it meet in its own?",
            )
            for name, factor in other_product.items()
        },
        "nothing": (
            0.0,
            "it got nothing. In the lesson one did, because the other factor was 0 there. What is the other factor here?",
        ),
        "its own number": (own, "this is its value. How steeply does `o` change with it?"),
        "what arrives, unchanged": (
            arrives,
            "it got all that arrives, as from a plus node. This one stands before a multiplication.",
        ),
        "half of it": (
            other * arrives / 2,
            "it is half of what it should be. A plus node does not share out what arrives; and is the factor that of its own product?",
        ),
        "the whole product times what arrives": (
            own * other * arrives,
            "it got the whole product as its slope. If it grows by 1, by how much does the product grow?",
        ),
        "tanh once more": (
            other * arrives * arrives,
            "the slope of tanh came in twice. What arrives at the product has passed through tanh already.",
        ),
        "the other factor plus what arrives": (
            other + arrives,
            "the other factor and what arrives were added. What does the chain rule do with the two?",
        ),
        "nearly right": (0.99 * other * arrives, "it is nearly right. Round at the end only, to four digits."),
        ELSEWHERE: (37.7, "what arrives at its product, and which number does it meet there? Multiply the two again."),
    }


def neuron_on_paper(x1, w1, x2, w2, b):
    """The exercise for a neuron with these numbers."""
    at = ledger(x1, w1, x2, w2, b)
    right = on_paper(at)

    def step(name, given):
        return step_left(name, at, given)

    return Exercise(
        number="2.3",
        title="Seven gradients on paper",
        points=3,
        takes=numbers(*GRADIENTS),
        probe=walk("your walk from o to the left", GRADIENTS, "{}.grad", step),
        reference=right,
        accepted=({name: round(gradient, 4) for name, gradient in right.items()}, by_nudging(at), by_the_engine(at)),
        mistakes=tuple(slips_on(GRADIENTS, step, right)),
        parts=((1, r": [nb]\.grad$"), (1, r": [xw]1\.grad$")),
        hints=(
            "Draw the graph of section 3 with these numbers. Which gradient do you know without any computation?",
            (
                f"tanh hands on 1 − o² times what arrives: take the square of {at['o']:.4f}. A plus node hands on what arrives, to "
                "both sides."
            ),
            (
                "From n on, the same number arrives at b and at both products. Multiply it by the other factor, sign included: x1 "
                "gets w1 times it, w1 gets x1 times it, and so on."
            ),
        ),
        otherwise="Write what arrives beside each node of the graph, and multiply it by the local derivative.",
        shown="You have shown that seven gradients of a neuron take one slope of tanh and four products.",
        follow_up="which of the five numbers would you change first to raise the output, and may you change that one?",
        reasoning="The seed is 1, and tanh hands on 1 − o². The two plus nodes pass that on unchanged to b and to both "
        "products. Each factor then gets the other factor times it: x2 is negative, so w2's gradient is.",
        secrets=(f"{right['n']:.4f}", f"{right['x1']:.4f}"),
        vary=neuron_of_ones_own,
    )


def neuron_of_ones_own(random):
    drawn_numbers, exercise = drawn(random, draw_neuron, neuron_on_paper, HAND)
    before, now = ledger(*CLASS_NEURON), ledger(*drawn_numbers)
    texts = [(f"{before[name]:.10g}", f"{now[name]:.10g}") for name in ("x1", "w1", "x2", "w2", "b", "n")]
    return Variant(pairs(*texts, (f"{before['o']:.4f}", f"{now['o']:.4f}")), exercise)


def draw_neuron(random):
    """Numbers of one digit after the point; x1 is −3 times x2, as the card says, and tanh is neither steep nor flat."""
    while True:
        x2 = -random.randint(2, 8) / 10
        w1, w2, b = (random.randint(2, 19) / 10 for _ in range(3))
        x1 = round(-3 * x2, 1)
        if 0.35 < x1 * w1 + x2 * w2 + b < 1.1:
            return x1, w1, x2, w2, b


CLASS_NEURON = (1.5, 0.8, -0.5, 1.6, 0.2)
HAND = neuron_on_paper(*CLASS_NEURON)

# 2.4: a bias for a given slope.


def wrong_ns(slope):
    """What people take for the n at which tanh has this slope: {name: (number, message)}."""
    o = math.sqrt(1 - slope)
    return {
        "output for n": (o, "o is right, but it was taken for n. What undoes tanh? It stands at the end of section 4."),
        "slope for output": (
            math.atanh(slope),
            f"{text(slope)} was taken for the output. It is the slope: what does 1 − o² say about o?",
        ),
        "root missing": (math.atanh(1 - slope), "o² was taken for o. Which number has this square?"),
        "one minus missing": (
            math.atanh(math.sqrt(slope)),
            "the root was taken of the slope. What is 1 minus the slope, in terms of o?",
        ),
        "slope for n": (slope, "this is made of the slope itself. The slope is what tanh does at n; which n is that?"),
        "o squared for n": (
            1 - slope,
            "this is made of o². What is o, which n belongs to it, and what is left for the bias?",
        ),
        "root of the slope for n": (
            math.sqrt(slope),
            "this is made of the root of the slope. What is 1 minus the slope, in terms of o?",
        ),
        "tanh for atanh": (
            math.tanh(o),
            "tanh was used once more, where it should be undone. It has a partner with an a in front.",
        ),
        "tan for tanh": (math.atan(o), "atan undoes tan, not tanh. The name has one more letter."),
        "slope of a half": (
            math.atanh(math.sqrt(0.5)),
            "the slope is a half, as in the lesson. Another one is asked for here.",
        ),
    }


def wrong_biases(slope, products):
    """(name, bias, message) for each known way to a wrong bias. Where two lead to the same number, the first is the likelier."""
    n = math.atanh(math.sqrt(1 - slope))
    for side, right_n in (("", n), (", other side", -n)):
        yield (
            f"products forgotten{side}",
            right_n,
            "this is a right n. The products are part of n: how much of it is left for the bias?",
        )
        yield (
            f"products added{side}",
            right_n + products,
            (
                "you found a right n, and added the products to it. They are in it already: which way round does the bias make up "
                "the rest?"
            ),
        )
        yield (
            f"products twice{side}",
            right_n - 2 * products,
            "you found a right n, and took the products away from it twice. How often are they in it?",
        )
    yield (
        "steepest",
        -products,
        "you put n at 0, where tanh is steepest. That is too steep: which way has n to go, or is either right?",
    )
    for left_over in (-products, 0.0, products):
        for sign in (1, -1):
            for name, (wrong_n, message) in wrong_ns(slope).items():
                what = {-products: "", 0.0: ", products forgotten", products: ", products added"}[left_over]
                yield f"{name}{what}{', other side' * (sign < 0)}", sign * wrong_n + left_over, message
    yield (
        "of the lesson",
        6 + math.atanh(math.sqrt(0.5)),
        "this is the bias of the lesson, for other products and another slope.",
    )


def rounded(bias):
    """What becomes of a bias that is rounded, or cut off, too early."""
    return round(bias, 1), round(bias, 2), math.trunc(bias * 100) / 100


def bias_for_a_slope(slope, products):
    """The exercise for a neuron whose products have this sum, and for this slope of its tanh."""
    n = math.atanh(math.sqrt(1 - slope))
    right = n - products, -n - products

    def slope_of(b):
        return 1 - math.tanh(products + b) ** 2

    def look(b):
        if near(slope_of(b), slope):
            return {"the slope of its tanh": slope_of(b)}
        if any(near(b, other, 1e-9) for bias in right for other in rounded(bias)):
            return {"the slope of its tanh": "nearly the one asked for"}
        return {"the slope of its tanh": slope_of(b), "your bias": b}

    def probe(b):
        yield from observe(
            f"the neuron with x1·w1 + x2·w2 = {text(products)} and your bias", look, float(b), says="", rtol=1e-3
        )

    mistakes, taken = [], []
    for name, bias, message in wrong_biases(slope, products):
        found = look(bias)
        if "your bias" in found and not any(near(bias, other, 2e-3) for other in taken):
            taken.append(bias)
            mistakes.append(Mistake(name, bias, message))
    early = next(bias for bias in rounded(right[0]) if not near(slope_of(bias), slope))
    mistakes.append(
        Mistake("rounded", early, "you rounded too early, or cut off too much. Give four digits after the point.")
    )
    return Exercise(
        number="2.4",
        title="A bias for a given slope",
        points=2,
        takes=a_number(),
        probe=probe,
        reference=right[0],
        accepted=(right[1], round(right[0], 4), round(right[1], 4)),
        mistakes=tuple(mistakes),
        hints=(
            "Go backwards: from the slope to o, from o to n, from n to the bias. Which formula connects the first two?",
            "1 − o² is the slope, so o² is 1 minus the slope. Two numbers have that square, and you may take either.",
            f"`math.atanh` gives the n for an o. n is the two products, {text(products)} together, plus the bias.",
        ),
        otherwise="Go backwards in three steps, and print each: the o that goes with the slope, its n, and what of n is left for "
        "the bias.",
        shown="You have shown that the bias alone decides how steep a neuron is at one example.",
        follow_up="there is a second bias that gives this slope. What is the output there?",
        reasoning=f"1 − o² = {text(slope)} gives o = {text(round(math.tanh(n), 4))} or the same with a minus; n = atanh(o) is "
        f"{text(round(n, 4))} or {text(round(-n, 4))}; the products bring {text(products)} of it, and the bias brings the rest: "
        f"{text(round(right[0], 4))} or {text(round(right[1], 4))}.",
        secrets=tuple(f"{abs(number):.4f}" for number in (*right, n)),
        vary=bias_of_ones_own,
    )


def bias_of_ones_own(random):
    (slope, products), exercise = drawn(random, draw_slope, bias_for_a_slope, BIAS)
    apart = 2 * math.atanh(math.sqrt(1 - slope))
    return Variant(pairs(("0.36", f"{slope:.2f}"), ("0.4", f"{products:.1f}"), ("2.1972", f"{apart:.4f}")), exercise)


def draw_slope(random):
    """A slope whose output is a number of one digit, and the sum of the products."""
    return round(1 - random.choice((0.3, 0.4, 0.6, 0.7, 0.8, 0.9)) ** 2, 2), random.randint(2, 14) / 10


BIAS = bias_for_a_slope(0.36, 0.4)

# 2.5: how far out is too far.


def first_flat(limit):
    """The first whole number at which the slope of tanh is below the limit."""
    return next(n for n in range(99) if 1 / math.cosh(n) ** 2 < limit)


def too_far_out(wording):
    """The exercise for a limit, as it stands on the card, such as "1e-9"."""
    limit = float(wording)
    right = first_flat(limit)

    def look(n):
        if not n.is_integer():
            return {"your n": "not a whole number"}
        if n < 0:
            return {"your n": "below 0"}
        if 1 - math.tanh(n) ** 2 < limit:
            earlier = 1 - math.tanh(n - 1) ** 2 < limit
            return {
                "the slope at your n": f"below {wording}, and one step earlier, too" if earlier else f"below {wording}"
            }
        output_is_near = 1 - math.tanh(n) < limit
        return {
            "the slope at your n": f"not below {wording}, but 1 − o is" if output_is_near else f"not below {wording}"
        }

    def probe(n):
        yield from observe("your number", look, float(n), says="")

    return Exercise(
        number="2.5",
        title="How far out is too far?",
        points=1,
        takes=a_number(),
        probe=probe,
        reference=right,
        accepted=(float(right), next(n for n in range(30) if 1 - math.tanh(n) ** 2 < limit)),
        mistakes=(
            Mistake(
                "too near",
                right - 2,
                "tanh still climbs more than that there. Print the slope at the next few whole numbers.",
            ),
            Mistake(
                "1 - o",
                right - 1,
                f"there, 1 − o is below {wording}. That is how far the output is from 1. The slope has a square in it.",
            ),
            Mistake(
                "not the first",
                right + 5,
                "the slope is small enough there, but also at the whole number before. Where does that begin?",
            ),
            Mistake("not whole", right - 0.5, "a whole number is asked for: the first one that is far enough out."),
            Mistake(
                "other side",
                -right,
                "tanh is flat on the left as well, but the question begins at 0 and goes to the right.",
            ),
        ),
        hints=(
            "Section 4 has a loop that prints the slope at five places. Which places would you look at?",
            f"Let the loop go through `range(30)` and print the slope in the form `:.1e`. Where does it fall below {wording}?",
            (
                "Go down your table to the first slope that is small enough: compare the exponents first, then the digits before "
                "the e. A larger number behind the minus is a smaller slope."
            ),
        ),
        otherwise="Print `1 - math.tanh(n) ** 2` for the whole numbers around yours.",
        equivalent=(
            ("n = next((n for n in range(29) if 1 - math.tanh(n) ** 2 < 1e-09))", "the search ends before 29"),
            ("n = next((n for n in range(31) if 1 - math.tanh(n) ** 2 < 1e-09))", "the search ends before 30"),
            ("n = next((n for n in range(30) if 1 - math.tanh(n) ** 2 <= 1e-09))", "no slope is exactly 1e-9"),
            (
                "n = next((n for n in range(30) if 1 - math.tanh(n) ** 3 < 1e-09))",
                "another formula, the same whole number",
            ),
        ),
        shown=f"You have shown that tanh loses its slope fast: a few steps from the middle, and less than {wording} is left.",
        follow_up="by what factor does the slope shrink when n grows by 1, far out?",
        reasoning="Far out the slope is nearly 4·exp(−2n), so every step to the right divides it by about 7.4. At "
        f"n = {right - 1} it is {1 - math.tanh(right - 1) ** 2:.1e}, at n = {right} it is {1 - math.tanh(right) ** 2:.1e}.",
        vary=limit_of_ones_own,
    )


def limit_of_ones_own(random):
    (wording,), exercise = drawn(random, draw_limit, too_far_out, SATURATION)
    return Variant((("1e-9", wording),), exercise)


def draw_limit(random):
    """A limit that 1 − o reaches one step before the slope does, and not in the table of section 4."""
    while True:
        wording = f"{random.randint(2, 19) / 2:g}e-{random.randint(6, 13)}"
        n = first_flat(float(wording))
        if n != 10 and 1 - math.tanh(n - 1) < float(wording):
            return (wording,)


SATURATION = too_far_out("1e-9")

# 2.6: one step that leaves the question alone.


def learn_probe(learn):
    names = ("x1", "x2", "w1", "w2", "b")

    def run(*arguments):
        try:
            found = learn(*arguments)
        except TypeError as error:
            if re.match(r"output\(\) missing \d", str(error)):
                return {"what comes back": "an error: `output` was run with fewer than five numbers"}
            raise
        if isinstance(found, (dict, str)) or not hasattr(found, "__len__"):
            return {"what comes back": "None" if found is None else f"one {type(found).__name__}"}
        if any(hasattr(value, "__len__") for value in found):
            return {"what comes back": "a list with another list in it"}
        if len(found) != len(names):
            return {"what comes back": f"{len(found)} numbers"}
        return {"what comes back": "5 numbers"} | dict(zip(names, found))

    for numbers_of in ((1.5, -0.7, 0.8, 0.6, 0.3, 0.3), (0.7, 1.3, -0.6, 0.4, -0.9, 0.05)):
        values = fresh(*numbers_of)
        yield from observe(f"learn({', '.join(map(text, values))})", run, *values)


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


def by_hand(slope_of_tanh):
    """The step whose slopes are worked out by hand, with this for the slope of tanh."""

    def answer(x1, x2, w1, w2, b, size):
        n = x1 * w1 + x2 * w2 + b
        arrives = slope_of_tanh(n, math.tanh(n))
        return [x1, x2, w1 + size * x1 * arrives, w2 + size * x2 * arrives, b + size * arrives]

    return answer


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
            "weights before inputs",
            lambda *values: [*learn(*values)[2:4], *values[:2], learn(*values)[4]],
            "the weights came back where the inputs should be, and the inputs where the weights should be.",
        ),
        Mistake(
            "bias down",
            stepping(0, 0, 1, 1, -1),
            "the weights are right. The bias moves as far as it should, and the wrong way.",
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
            "1 - n*n",
            by_hand(lambda n, o: 1 - n * n),
            "the slopes have 1 − n² in them. To which number does the square in the slope of tanh belong?",
        ),
        Mistake(
            "1 - o",
            by_hand(lambda n, o: 1 - o),
            "the slopes have 1 − o in them. A square is missing in the slope of tanh.",
        ),
        Mistake(
            "the output for the slope",
            by_hand(lambda n, o: o),
            "the slopes have the output itself in them. How steep is tanh there? Or let `nudge` measure the slopes.",
        ),
        Mistake(
            "the slopes divided by size",
            in_order(lambda slope, size: slope / size),
            "it divides by `size`: the smaller the size, the longer the step.",
        ),
        Mistake(
            "slope plus size",
            in_order(lambda slope, size: slope + size),
            "slope and `size` are added. A size twice as large should make each step twice as long.",
        ),
        Mistake(
            "fewer than five numbers for output",
            lambda x1, x2, w1, w2, b, size: nudge(output, w1, w2, b),
            "`nudge` hands `output` only the numbers that you give it, and a neuron needs all five. Which of the slopes you then use "
            "is another matter.",
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
            "a list in the list",
            lambda x1, x2, *others: [x1, x2, learn(x1, x2, *others)[2:]],
            "one of the entries is itself a list. Five numbers are asked for, side by side in one list.",
        ),
        Mistake(
            "slopes came back",
            lambda x1, x2, w1, w2, b, size: nudge(output, x1, x2, w1, w2, b),
            "these are the slopes. A step goes from the numbers a little way along their slopes.",
        ),
    ),
    parts=((1, r": (x1|x2|w1|w2)$"), (1, r": (x1|x2|b)$")),
    otherwise="Take one parameter on paper: what it was, its slope, the size. Where should it be afterwards?",
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

CLAIMS = {"A": False, "B": True, "C": True, "D": False}
RUBRIC = (
    "it says what one such neuron is: a straight line, w*x + b",
    "it says what becomes of it when one goes into the other: again a straight line, again w*x + b",
    "it holds for all numbers, not only for the four on the card",
)


def neuron_claims_and_reason(answer):
    """takes: a dict with the numbers w and b, True or False for each claim, and a reason in words."""
    if not isinstance(answer, dict):
        return f"This check takes the dict with w, b, A to D and why, but it got {describe(answer)}."
    for name in ("w", "b", *CLAIMS, "why"):
        if name not in answer:
            return f"`{name}` is missing in your dict."
    for name in CLAIMS:
        if not isinstance(answer[name], bool):
            return f"For claim {name}, write True or False, without quotation marks; it is {describe(answer[name])}."
    if complaint := numbers("w", "b")({name: answer[name] for name in ("w", "b")}):
        return complaint
    why = answer["why"]
    if not isinstance(why, str):
        return f"`why` takes a sentence in quotation marks, but it is {describe(why)}."
    words = re.findall(r"[^\W\d_]+", why.lower())
    if len(words) < 8:
        return f"`why` has {len(words)} words. It needs a sentence of at least 8, in your own words: a person will read it."
    if len(set(words)) < 5:
        return "`why` repeats itself: it needs at least 5 different words, since a person will read it."
    return None


def one_line(w1, b1, w2, b2):
    """The w and b of the one neuron, and the slips on the way to each: {what it looks like: (number, message)}."""
    w, b = w1 * w2, w2 * b1 + b2
    moves = "If x grows by 1, by how much does the first neuron grow, and by how much then the second?"
    at_w = {
        "the weights added": (w1 + w2, f"the weights were added. {moves}"),
        "the weights subtracted": (w1 - w2, f"one weight was subtracted from the other. {moves}"),
        "the weights subtracted, other way": (w2 - w1, f"one weight was subtracted from the other. {moves}"),
        "the weights divided": (w2 / w1, f"one weight was divided by the other. {moves}"),
        "the wrong sign": (-w, "w has the wrong sign: does the output of the pair rise or fall when x grows?"),
        "that of the first neuron": (
            w1,
            "this w is that of the first neuron. What does the second one do with what it gets?",
        ),
        "that of the second neuron": (
            w2,
            "this w is that of the second neuron. It does not get x: it gets what the first one returns.",
        ),
        "b": (b, "what stands at w is what the pair returns at x = 0. By how much does it change when x grows by 1?"),
        "all of the second neuron": (
            w + b2,
            "a bias got into w. When x grows by 1, the bias stays as it is: what changes?",
        ),
        "nearly right": (
            1.01 * w,
            "this w is nearly right. It is a product of two short numbers; there is nothing to round.",
        ),
        ELSEWHERE: (37.7, f"this w is not made of the two weights in a way that we know. {moves}"),
    }
    at_b = {
        "the biases added": (
            b1 + b2,
            "w is right. The biases were added, but the first one goes through the second neuron before it meets the other.",
        ),
        "the biases multiplied": (
            b1 * b2,
            "w is right. The biases were multiplied with each other. What does the second neuron multiply, and what does it add?",
        ),
        "without the second bias": (
            w2 * b1,
            "w is right, and the first bias was carried through. The second neuron has a bias, too.",
        ),
        "without the first bias": (b2, "w is right. The first neuron has a bias, too."),
        "the first bias alone": (
            b1,
            "w is right. This b is that of the first neuron: what does the second one do with it?",
        ),
        "a sign lost": (b2 - w2 * b1, "w is right. At the bias a sign was lost: minus times minus?"),
        "the other order": (
            w1 * b2 + b1,
            "this is what comes out when the second neuron is the first. For w the order does not matter; for b it does.",
        ),
        "the wrong sign": (-b, "w is right. b has the wrong sign: what does the pair return at x = 0?"),
        "the first bias subtracted": (
            b2 - b1,
            "w is right. The first bias was subtracted from the second. What is it multiplied by on its way?",
        ),
        "both biases multiplied by the weight": (
            w2 * (b1 + b2),
            "w is right. The second bias was multiplied as well. It is added after the multiplication.",
        ),
        "through the first weight": (
            w1 * b1 + b2,
            "w is right. The first bias was multiplied by the first weight. Which multiplication does it meet on its way?",
        ),
        "nothing": (0.0, "w is right. b is what the pair returns at x = 0; is that nothing?"),
        "nearly right": (1.01 * b, "w is right, and this b is nearly right. There is nothing to round."),
        ELSEWHERE: (37.7, "w is right. For b, put x = 0 into the first neuron, and what it returns into the second."),
    }
    return {"w": (w, at_w), "b": (b, at_b)}


def two_in_a_row(*pair):
    """The exercise for two linear neurons with these weights and biases."""
    lines = one_line(*pair)
    (w, _), (b, _) = lines["w"], lines["b"]

    def step(name, given):
        return lines[name]

    compare = walk("the one neuron", ("w", "b"), "{}", step, 1e-4)

    def probe(answer):
        """Ends at the first part that is wrong."""
        seen = list(compare(answer))
        yield from seen
        if seen[-1].value == "right" and len(seen) == 2:
            judged = (
                "all four judged right"
                if all(answer[name] is CLAIMS[name] for name in CLAIMS)
                else "not all judged right"
            )
            yield from observe("the claims A to D", dict, {"your judgement": judged}, says="")

    def answer(why, w=w, b=b, **claims):
        return {"w": w, "b": b, **CLAIMS, **claims, "why": why}

    straight = "A straight line of a straight line is again one straight line, whatever the numbers are."
    right = answer(straight)
    return Exercise(
        number="2.7",
        title="Two straight neurons in a row",
        points=3,
        takes=neuron_claims_and_reason,
        probe=probe,
        reference=right,
        accepted=(
            answer("Put the first formula into the second and multiply out: it has the form w*x + b, as before."),
            answer(
                "Nothing bends, so the two can always be replaced by a single neuron.", w=round(w, 4), b=round(b, 4)
            ),
        ),
        mistakes=(
            *slips_on(("w", "b"), step, right),
            Mistake(
                "the claims",
                answer(straight, C=False, D=True),
                "w and b are right, but not all four claims are judged right. Try each with numbers, in their order: other weights at several "
                "x, a third neuron behind your one, a first weight of 0, a tanh in between at x = 10 and x = 1000.",
            ),
        ),
        parts=((1, r": [wb]$"),),
        rubric=RUBRIC,
        hints=(
            "What does the pair return at x = 0? And at x = 1? Two points are enough for what comes out.",
            (
                f"Put the first formula into the second: {text(pair[2])} times all of the first, plus {text(pair[3])}. Multiply out, "
                "and sort by what has an x. For the claims, do the same with letters in place of the numbers."
            ),
            (
                "w is the product of the two weights. b is what the pair returns at x = 0. For the claims and the reason: which shape "
                "has the graph of each neuron, which shape has the graph of the pair, and when is that no longer so?"
            ),
        ),
        otherwise="Put x = 0 and x = 1 into the pair: two points are enough for a straight line.",
        shown="You have shown that two neurons without a bend are one neuron with other numbers.\n"
        "The check has looked at w, b and the claims. It has not read your sentence: compare it with these three points. "
        + " ".join(f"({number}) {point};" for number, point in enumerate(RUBRIC, 1)).rstrip(";")
        + ".",
        follow_up="where would you put one bend so that the pair can do something that no line can?",
        reasoning=f"{text(pair[2])}·({text(pair[0])}x − {text(-pair[1])}) + {text(pair[3])} is {text(round(w, 4))}x + "
        f"{text(round(b, 4))}: the weights multiply, and the first bias passes through the second weight. Whatever the numbers "
        "are, what comes out has the form w·x + b: one line (A is false, and with three hundred neurons it is the same, so B is true). A first weight of 0 gives a flat line, "
        "with w = 0 (C is true). With a tanh in between the graph is bent, and no w*x + b is (D is false).",
        secrets=(text(round(w, 4)), f"{w:.2f}"),
        vary=pair_of_ones_own,
    )


def pair_of_ones_own(random):
    pair, exercise = drawn(random, draw_pair, two_in_a_row, SAME)
    (w, _), (b, _) = one_line(*pair).values()
    keys = zip(("0.7", "1.2", "-1.5", "0.5"), (pair[0], -pair[1], pair[2], pair[3]))
    return Variant(pairs(*((old, f"{new:.1f}") for old, new in keys), ("0.2000", f"{2 * w + b:.4f}")), exercise)


def draw_pair(random):
    """Numbers of one digit after the point, with the signs of the class."""
    w1, b1, w2, b2 = (random.randint(3, 19) / 10 for _ in range(4))
    return w1, -b1, -w2, b2


SAME = two_in_a_row(0.7, -1.2, -1.5, 0.5)

EXERCISES = [NEURON, ZEROS, HAND, BIAS, SATURATION, LEARN, SAME]
