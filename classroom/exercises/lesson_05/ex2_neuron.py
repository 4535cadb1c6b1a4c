"""5.2: one neuron."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_05 import ex2_neuron_probe as tried
from micrograd_core import Value  # noqa: F401, the mistakes use it


def neuron(w, b, x):
    ### BEGIN SOLUTION
    if len(w) != len(x):
        raise ValueError(f"{len(w)} weights, but {len(x)} inputs")
    n = b
    for wi, xi in zip(w, x):
        n = n + wi * xi
    return n.tanh()
    ### END SOLUTION


MISTAKES = """
no bias | n = b → n = 0
    the bias is never used. What does the neuron say when all inputs are 0?
bias subtracted | n = b → n = -b
    the bias is subtracted. In which direction should a positive one shift the sum?
every weight with every input | for wi, xi in zip(w, x): → for wi in w: | wi * xi → sum(wi * xi for xi in x)
    every weight meets every input. Which input belongs to which weight?
tanh without brackets | n.tanh() → n.tanh
    the method itself came back: it was named but never called.
a bias per input | n = b → n = 0 | wi * xi → wi * xi + b
    the bias is added once per input. How many times does a neuron need it?
no tanh | n.tanh() → n
    this is the sum n. What does the neuron of lesson 02 do with it at the end?
tanh of each product | wi * xi → (wi * xi).tanh() | n.tanh() → n
    every product is squashed on its own. How many times does a neuron of lesson 02 apply tanh, and to what?
bias after the tanh | n = b → n = 0 | n.tanh() → n.tanh() + b
    the bias is added after the tanh, so the answer can leave the range from −1 to 1. Where does it belong?
bias times the sum | n = b → n = 0 | n.tanh() → (n * b).tanh()
    the sum is multiplied by the bias, which should shift it.
weights plus inputs | wi * xi → wi + xi
    weights and inputs are added. What does a weight of 0 mean for its input?
new Values for the weights | n = b → n = Value(b.data) | wi * xi → Value(wi.data) * xi
    the number is right, but it was computed from copies, and the gradients arrive at the copies. Whose `data` did you
    take out?
wrapped again | n.tanh() → Value(n.tanh().data)
    the number is right, and it came back in a new Value that was made from nothing. How would a gradient get from there to
    the weights?
new Values for the inputs | wi * xi → wi * (xi.data if isinstance(xi, Value) else xi)
    inputs that are Values are replaced by their numbers. In a second layer the inputs are the answers of the first: how
    would a gradient get there?
a plain number | n.tanh() → n.tanh().data
    a plain number has no graph behind it. Hand back the Value itself.
numbers of the weights | wi * xi → wi.data * xi
    the number is right, but the weights get no gradient: only their numbers went into the sum. What leads back from a
    plain number to the weight it came from?
number of the bias | n = b → n = b.data
    the number is right, but the bias gets no gradient: only its number went into the sum. What leads back from a plain
    number to the bias it came from?
no look at the lengths | =
    | n = b
    | for wi, xi in zip(w, x):
    |     n = n + wi * xi
    | return n.tanh()
    it answers although weights and inputs do not match: `zip` stops at the shorter one, and a `print` stops nothing.
a look at one side | len(w) != len(x) → len(x) < len(w)
    too few inputs are refused, but too many are not. When do two lengths not match?
a look at the other side | len(w) != len(x) → len(x) > len(w)
    too many inputs are refused, but too few are not. When do two lengths not match?
index without a look | =
    | n = b
    | for i in range(len(w)):
    |     n = n + w[i] * x[i]
    | return n.tanh()
    nothing compares the lengths: too few inputs stop it by accident, at an index beyond the end, and too many go
    unnoticed.
None | =
    | if len(w) == len(x):
    |     return neuron(w, b, x)
    None comes back, so the trouble shows only some lines later. What does the card ask for instead?
last product only | n = n + wi * xi → n = b + wi * xi
    only the last input counts. Does every round of your loop start from b again?
without the last product | zip(w, x) → zip(w[:-1], x[:-1])
    the last input is left out. Where does your loop end?
writes into the bias | n = n + wi * xi → n.data += (wi * xi).data
    the number is right, but it was written into `b.data`: the bias has changed, and the graph knows none of the
    weights.
a list | n = b → n = [] | n = n + wi * xi → n.append((wi * xi + b).tanh()) | n.tanh() → n
    a list came back, with one entry per input. A neuron adds its products up into one number.
the Value in a list | n.tanh() → [n.tanh()]
    a list came back, with one thing in it. Hand back the Value itself; `Layer` is what makes lists.
first product only | n = n + wi * xi → return (n + wi * xi).tanh()
    only the first input counts. Is there a `return` inside the loop?
tanh in every round | n + wi * xi → (n + wi * xi).tanh() | return n.tanh() → return n
    the sum is squashed again in every round of the loop. When is it complete?
a relu | n.tanh() → n.relu()
    a negative sum becomes 0. Which function does the neuron of lesson 02 end with?
the bias twice | n = b → n = b + b
    the bias is added twice.
three inputs | =
    | if len(w) != len(x):
    |     raise ValueError
    | return (w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + b).tanh()
    it is written for three inputs, and the others are left out. How many may there be?
tanh twice | n.tanh() → n.tanh().tanh()
    tanh is applied twice.
everything multiplied | n + wi * xi → n * wi * xi
    the products are multiplied with each other, where they should be added.
two things | n.tanh() → (n.tanh(), n)
    several things came back, in a tuple. Hand back one Value.
another squashing | n.tanh() → n.sigmoid()
    this answer lies between 0 and 1. The neuron of lesson 02 can also say something negative.
assert | =
    | assert len(w) == len(x)
    | return neuron(w, b, x)
    it refuses, but `assert` raises an error of its own kind. Which one does the card ask for?
another error | ValueError → TypeError
    it refuses, but with a different error. Which one does the card ask for?
the error returned | raise ValueError → return ValueError
    the ValueError is handed back like an answer, and the caller carries on with it. How does Python report an error?
refuses what fits | != → == | f"{len(w)} weights, but {len(x)} inputs" → "lengths differ"
    it refuses 3 weights with 3 inputs. Which comparison did you write?
"""

IN_ONE_LINE = """
=
| return sum((wi * xi for wi, xi in zip(w, x, strict=True)), b).tanh()
"""
BY_INDEX = """
=
| if len(x) != len(w):
|     raise ValueError
| products = [x[i] * w[i] for i in range(len(w))]
| e = ((b + sum(products)) * 2).exp()
| return (e - 1) / (e + 1)
"""

EXERCISE = Exercise(
    number="5.2",
    title="One neuron",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=neuron,
    cell=cell_of(neuron),
    accepted=rewritten(neuron, globals(), IN_ONE_LINE, BY_INDEX),
    mistakes=mistakes_of(neuron, MISTAKES, globals(), "5.2"),
    otherwise="Go through this case on paper, product by product, and print what yours has at each point.",
    parts=((1, "; y = "),),
    hints=(
        "Lesson 02 wrote it for two inputs. Which part comes once per input, and which part once per neuron?",
        "`zip(w, x)` gives the pairs. Begin the sum with the bias. Before that, compare the two lengths.",
        "Raise ValueError if the lengths differ; n starts as b and grows by weight times input in a loop; return n's tanh.",
    ),
    shown="You have shown a neuron of any size, through which gradients reach weights, bias and inputs.",
    follow_up="the second input of the card is −0.6. What would the gradient of its weight be if it were 0, and could that weight still learn?",
    follow_up_answer="0, because its gradient is the input times what arrives. From this example it learns nothing; from another, whose "
    "second input is not 0, it does.",
    reasoning="n starts as the bias and grows by one product per input; all of it is done with the given Values, so the graph "
    "leads back to each. Without a look at the lengths, zip would drop what does not fit.",
    equivalent=(("for wi, xi in zip(x, w):", "a product has no order"),),
)
