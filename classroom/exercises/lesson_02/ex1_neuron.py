"""2.1: a neuron of any size."""

import math

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_02 import ex1_neuron_probe as tried


def neuron(xs, ws, b):
    ### BEGIN SOLUTION
    n = b
    for x, w in zip(xs, ws, strict=True):
        n += x * w
    return math.tanh(n)
    ### END SOLUTION


MISTAKES = """
bias missing | n = b → n = 0
    the bias has no effect. Where in the formula of section 1 does it stand?
a bias per input | n = b → n = 0 | x * w → x * w + b
    the bias comes in once for every input. A neuron has one bias: should it be added inside the loop?
a tanh per product | x * w → math.tanh(x * w) | math.tanh(n) → n
    each product is bent by itself, and then they are added. A neuron bends once: what?
a tanh and a bias per product | n = b → n = 0 | x * w → math.tanh(x * w + b) | math.tanh(n) → n
    every input has become a neuron of its own, with a bias and a bend. How often should each of the two happen?
a tanh per product and one more | x * w → math.tanh(x * w)
    each product is bent, and then the sum once more. How many bends does section 1 have?
bias after the tanh | n = b → n = 0 | math.tanh(n) → math.tanh(n) + b
    the bias is added after the bend, so the output can leave the range from −1 to 1. What does the bias shift?
bias subtracted | n = b → n = -b
    the bias has the wrong sign. A larger bias should raise the output.
no tanh | math.tanh(n) → n
    this is n, the sum before the bend. What does the neuron do with it?
the slope | math.tanh(n) → 1 - math.tanh(n) ** 2
    this is how steep the neuron is there, not what it says.
inputs and weights added | x * w → x + w
    inputs and weights are added to each other. A weight says how much its input counts: which operation does that?
products subtracted | += → -=
    the products are taken away from the bias. A larger product should raise the output.
sums multiplied | =
    | return math.tanh(sum(xs) * sum(ws) + b)
    every input meets every weight, by two loops or by two sums. Each weight belongs to one input.
only the last product | n += x * w → n = x * w + b
    only the last input counts: each round of the loop forgets the one before. Which name has to be added to?
only the last product, and no bias | += → =+
    only the last product is left, without the bias. Does each round add to n, or set it anew? (`=+` only sets.)
only the first product | n += x * w → return math.tanh(x * w + b)
    only the first input counts. In which round of the loop does `return` run?
no first product | zip(xs, ws → zip(xs[1:], ws[1:]
    the first input has no effect. At which number does the count start?
no last product | zip(xs, ws → zip(xs[:-1], ws[:-1]
    the last input has no effect. At which number does the count end?
a tanh per round | n += x * w → n = math.tanh(n + x * w) | math.tanh(n) → n
    the sum is bent in every round of the loop. It should be bent when it is complete.
products multiplied | += → *=
    the products are multiplied with each other and with the bias. What does section 1 do with them?
half the n | math.tanh(n) → math.tanh(n / 2)
    this is the tanh of half of n. If you wrote it with `exp`: a 2 is missing. `math` has a tanh as well.
sigmoid | math.tanh(n) → 1 / (1 + math.exp(-n))
    this bends with the sigmoid, which goes from 0 to 1. The neuron of the lesson bends with another function.
tan for tanh | tanh → tan
    this is the tangent. The name of the function that bends has one more letter.
bias twice | math.tanh(n) → math.tanh(n + b)
    the bias comes in twice. Does the sum begin with it, and is it added at the end as well?
bias multiplied | n = b → n = 0 | math.tanh(n) → math.tanh(n * b)
    the sum is multiplied by the bias. What does section 1 do with the bias?
rounded | math.tanh(n) → round(math.tanh(n), 4)
    the output is rounded to four digits. Return it as it is; rounding is for printing.
rounded further | math.tanh(n) → round(math.tanh(n), 2)
    the output is rounded. Return it as it is; rounding is for printing.
the lists emptied | for x, w in zip(xs, ws, strict=True) → while xs or ws | x * w → xs.pop() * ws.pop()
    the outputs are right, but the lists that came in are changed. Whoever uses them next finds something else.
an error returned | =
    | if len(xs) != len(ws):
    |     return ValueError("the lengths differ")
    | return neuron(xs, ws, b)
    an error comes back like an answer, and nobody is stopped by it. The word is `raise`.
a text raised | =
    | if len(xs) != len(ws):
    |     raise "the lengths differ"
    | return neuron(xs, ws, b)
    `raise` cannot raise a bare text, and Python complained about that instead. Which kind of error could hold the text?
an error for lists that fit, and the shorter list decides | n = b → assert len(xs) != len(ws); n = b | , strict=True →
    your own error came for two lists of equal length. When should it come?
an error for lists that fit, and extra weights unnoticed | =
    | assert len(xs) != len(ws)
    | return math.tanh(sum(xs[i] * ws[i] for i in range(len(xs))) + b)
    your own error came for two lists of equal length. When should it come?
an error for lists that fit, and extra inputs unnoticed | =
    | assert len(xs) != len(ws)
    | return math.tanh(sum(xs[i] * ws[i] for i in range(len(ws))) + b)
    your own error came for two lists of equal length. When should it come?
an error for lists that fit, and for all others | n = b → assert len(xs) != len(ws); n = b
    your own error came for two lists of equal length. When should it come?
a text for what does not fit | =
    | return neuron(xs, ws, b) if len(xs) == len(ws) else "the lengths differ"
    a text comes back where the lists do not fit, and somebody will try to compute with it. The word is `raise`.
None for what does not fit | =
    | if len(xs) == len(ws): return neuron(xs, ws, b)
    lists that do not fit make your neuron return None, and the trouble shows later, elsewhere. The word is `raise`.
two inputs only | =
    | return math.tanh(xs[0] * ws[0] + xs[1] * ws[1] + b)
    it reads two inputs, however many there are. What repeats something for each entry of a list?
the shorter list decides | , strict=True →
    `zip` stops where the shorter list ends, and says nothing. Have a look at `help(zip)`: it can be made to complain.
extra weights unnoticed | x, w in zip(xs, ws, strict=True) → i in range(len(xs)) | x * w → xs[i] * ws[i]
    with too few weights Python complains for you; with too many nobody does. Compare the lengths.
extra inputs unnoticed | x, w in zip(xs, ws, strict=True) → i in range(len(ws)) | x * w → xs[i] * ws[i]
    with too few inputs Python complains for you; with too many nobody does. Compare the lengths.
"""

EXERCISE = Exercise(
    number="2.1",
    title="A neuron with any number of inputs",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=neuron,
    cell=cell_of(neuron),
    accepted=rewritten(
        neuron,
        globals(),
        """=
| if len(xs) != len(ws):
|     raise ValueError("as many weights as inputs, please")
| return math.tanh(sum(xs[i] * ws[i] for i in range(len(xs))) + b)""",
        "math.tanh(n) → (math.exp(2 * n) - 1) / (math.exp(2 * n) + 1)",
    ),
    mistakes=mistakes_of(neuron, MISTAKES, globals(), "2.1"),
    parts=((1, "the output$"),),
    otherwise="Take the first two inputs on paper: what should n be after each product? Print yours to compare.",
    hints=(
        "Start with n alone. For three inputs, write n on paper: how many products are there, and how many biases?",
        "A loop over pairs of an input and its weight can add up n. It may begin at the bias. `zip` makes the pairs.",
        "Let n begin at b; add x * w for each pair of `zip(xs, ws, strict=True)`, which checks lengths; bend n last.",
    ),
    equivalent=(("for x, w in zip(ws, xs, strict=True):", "a product does not care which factor comes first"),),
    shown="You have shown that a neuron is a product per input, one bias, and one bend, and that yours refuses what "
    "does not fit.",
    follow_up="by how much can the output of a neuron with a thousand inputs exceed that of a neuron with one?",
    reasoning="n is the bias plus one product per input, and tanh comes once, at the end. A plain `zip` stops at the "
    "shorter list; `strict=True` turns that silent mistake into an error.",
)
