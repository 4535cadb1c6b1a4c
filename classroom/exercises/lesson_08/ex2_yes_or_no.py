"""8.2: cross-entropy for a question with two answers."""

import math  # noqa: F401, the table needs it

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_08 import ex2_yes_or_no_probe as tried
from classroom.instruments import cross_entropy  # noqa: F401, the table needs it
from micrograd_core import Value  # noqa: F401, the table needs it


def yes_no_loss(n, label):
    ### BEGIN SOLUTION
    if label not in (0, 1):
        raise ValueError(f"a label is 0 or 1, not {label}")
    against = n if label == 0 else -n
    if against.data > 0:
        return ((-against).exp() + 1).log() + against
    return (against.exp() + 1).log()
    ### END SOLUTION


MISTAKES = """
labels swapped | label == 0 → label == 1
    a large n should be cheap for one label and dear for the other; here it is the other way round. Which class does the sigmoid belong to?
label not used | n if label == 0 else -n → -n
    both labels cost the same. Where does your answer look at the label?
label 0 costs nothing | =
    | if label not in (0, 1):
    |     raise ValueError
    | return yes_no_loss(n, label) * label
    a 0 for "no" wipes the loss out. What does it cost to say "yes" with certainty when the answer is no?
minus and plus one | n if label == 0 else -n → n * -label
    with label 0 the loss does not depend on n. Targets of −1 and 1 would fit your formula; these are 0 and 1.
not shifted | =
    | if label not in (0, 1):
    |     raise ValueError
    | against = n if label == 0 else -n
    | return (against.exp() + 1).log()
    it is right near 0, and an exponential overflows further out. Which sign of the exponent is harmless?
branches the wrong way round | > 0 → < 0
    the exponent is the positive one of the two. Which one keeps its exponential at 1 or below?
logarithm of a share | =
    | if label not in (0, 1):
    |     raise ValueError
    | return -(-n if label == 0 else n).sigmoid().log()
    a share far from the label is 0 as a float, and 0 has no logarithm. Section 3 of the lesson never computes the share.
one minus the share | =
    | if label not in (0, 1):
    |     raise ValueError
    | share = n.sigmoid()
    | return -(share if label == 1 else 1 - share).log()
    1 minus a share near 1 has few digits left, and none in the end. What is 1 − sigmoid(n), without a subtraction?
a little added to the share | =
    | if label not in (0, 1):
    |     raise ValueError
    | return -((-n if label == 0 else n).sigmoid() + 1e-9).log()
    a small number was added, so that the logarithm gets something. Far out, the loss and its gradient depend on that number alone.
1e-6 added to the share | =
    | if label not in (0, 1):
    |     raise ValueError
    | return -((-n if label == 0 else n).sigmoid() + 1e-6).log()
    1e-6 was added, so that the logarithm gets something. Far out, the loss and its gradient depend on that number alone.
1e-8 added to the share | =
    | if label not in (0, 1):
    |     raise ValueError
    | return -((-n if label == 0 else n).sigmoid() + 1e-8).log()
    1e-8 was added, so that the logarithm gets something. Far out, the loss and its gradient depend on that number alone.
1e-10 added to the share | =
    | if label not in (0, 1):
    |     raise ValueError
    | return -((-n if label == 0 else n).sigmoid() + 1e-10).log()
    1e-10 was added, so that the logarithm gets something. Far out, the loss and its gradient depend on that number alone.
1e-12 added to the share | =
    | if label not in (0, 1):
    |     raise ValueError
    | return -((-n if label == 0 else n).sigmoid() + 1e-12).log()
    1e-12 was added, so that the logarithm gets something. Far out, the loss and its gradient depend on that number alone.
no minus | ((-against).exp() + 1).log() + against → -(((-against).exp() + 1).log() + against) | (against.exp() + 1).log() → -(against.exp() + 1).log()
    the loss is negative. Would a training step make the share of the label larger or smaller?
the other logarithm | =
    | return yes_no_loss(n, label) / math.log(10)
    this is a logarithm to the base 10. Which one does `Value` have?
the logarithm of two | =
    | return yes_no_loss(n, label) / math.log(2)
    this is a logarithm to the base 2. Which one does `Value` have?
squared error | =
    | if label not in (0, 1):
    |     raise ValueError
    | return (n.sigmoid() - label) ** 2
    this is lesson 05's loss of the share. How steep is it where the network is certain and wrong?
the distance | =
    | if label not in (0, 1):
    |     raise ValueError
    | return (n if label == 0 else -n).sigmoid()
    this is how far the share is from 1. It is never above 1, however wrong the network is. What does the logarithm do?
the share | =
    | if label not in (0, 1):
    |     raise ValueError
    | return (-n if label == 0 else n).sigmoid()
    this is the share of the label: it goes up when things go well. What does the lesson do with it?
both classes | =
    | return yes_no_loss(n, 1) + yes_no_loss(n, 0) if label in (0, 1) else yes_no_loss(n, label)
    the costs of both answers are added. Only one of them is true.
two logits, n and −n | =
    | return yes_no_loss(n * 2, label)
    the two logits are n and −n here, which is twice the distance. What are they on the card?
a corner | =
    | if label not in (0, 1):
    |     raise ValueError
    | return (n if label == 0 else -n).relu()
    it is right far out. Near 0 the loss has a corner where it should be round: where is the logarithm?
cut off | =
    | if label not in (0, 1):
    |     raise ValueError
    | n = n if abs(n.data) < 30 else Value(math.copysign(30, n.data))
    | return yes_no_loss(n, label)
    far out n was replaced by a limit: the loss stays the same there, and n has no gradient. What should a very wrong answer learn?
shift out of the graph | .log() + against → .log() + against.data
    the value is right. What you add back depends on n as well, and `.data` cuts that path off.
shift not added back | .log() + against → .log()
    on one side the loss goes to 0 the more wrong the network is. What did you take out of the logarithm?
all but n itself out of the graph | =
    | if label not in (0, 1):
    |     raise ValueError
    | m = n if label == 0 else -n
    | return m.relu() + math.log1p(math.exp(-abs(m.data)))
    the value is right, and part of n is cut off: `math` hands back plain numbers, through which no gradient comes. Which methods does n have?
by the ready-made function | =
    | if label not in (0, 1):
    |     raise ValueError
    | return cross_entropy([Value(0.0), n], label)
    the numbers are right, and they come from a function that the card leaves out. What is left of its formula where one logit is 0?
a new Value | =
    | return Value(yes_no_loss(n, label).data)
    the number is right, but nothing leads back to n. Let n do the arithmetic.
a plain number | =
    | return yes_no_loss(n, label).data
    a plain number has no graph behind it. Hand back the Value itself.
None for other labels | =
    | if label in (0, 1):
    |     return yes_no_loss(n, label)
    a label that is neither 0 nor 1 gets None, and the caller carries on with it. What does the card ask for?
every label welcome | =
    | return yes_no_loss(n, 0 if label == 0 else 1)
    a label that is neither 0 nor 1 is taken for one of them. What does the card ask for?
large labels alone | label not in (0, 1) → label > 1
    too large a label is refused, but −1 and 0.5 are not. Which labels are there?
whole labels alone | label not in (0, 1) → label < 0 or label > 1
    a label between 0 and 1 gets through. Which labels are there?
another error | =
    | assert label in (0, 1)
    | return yes_no_loss(n, label)
    it refuses, but with an error of another kind; `assert`, too, has its own. Which one does the card ask for?
the error returned | raise ValueError(f"a label is 0 or 1, not {label}") → return ValueError("label")
    the ValueError is handed back like an answer, and the caller carries on with it. How does Python report an error?
refuses what fits | label not in (0, 1) → label in (0, 1)
    it refuses a label that is right. Which way round is your condition?
changes n | =
    | if label not in (0, 1):
    |     raise ValueError
    | if label == 1:
    |     n.data = -n.data
    | return (n.exp() + 1).log()
    n has another number afterwards. `-n` makes a new Value and leaves n as it is.
cuts n off | =
    | if label not in (0, 1):
    |     raise ValueError
    | n.data = max(-30.0, min(30.0, n.data))
    | return yes_no_loss(n, label)
    n was cut off at a limit, and has another number afterwards. Leave n alone: which exponential never overflows?
cuts n off far out | =
    | if label not in (0, 1):
    |     raise ValueError
    | n.data = max(-500.0, min(500.0, n.data))
    | return yes_no_loss(n, label)
    far out, n was cut off at a limit, and has another number afterwards. Leave n alone: which exponential never overflows?
"""

WITH_RELU = """
=
| if label != 0 and label != 1:
|     raise ValueError("0 or 1")
| m = n * (1 - 2 * label)
| return m.relu() + ((m if m.data <= 0 else -m).exp() + 1).log()
"""
BY_THE_LARGER = """
=
| if label not in (0, 1):
|     raise ValueError
| largest = max(0.0, n.data)
| total = (Value(0.0) - largest).exp() + (n - largest).exp()
| return total.log() + largest - n * label
"""

EXERCISE = Exercise(
    number="8.2",
    title="Yes or no",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=yes_no_loss,
    cell=cell_of(yes_no_loss),
    accepted=rewritten(yes_no_loss, globals(), WITH_RELU, BY_THE_LARGER),
    mistakes=mistakes_of(yes_no_loss, MISTAKES, globals(), "8.2"),
    otherwise="Compare with `cross_entropy([Value(0.0), n], label)` at this n: which of your lines is the first to differ?",
    parts=((1, r"^n = −?[01]\.\d*, .*: (loss\.data|n\.grad)$"),),
    hints=(
        "Write down the two shares as fractions with exponentials, for the logits 0 and n. What is −log of each?",
        "For label 0 it is log(1 + eⁿ), for label 1 log(1 + e⁻ⁿ): the same function, of n and of −n. When does it overflow?",
        "If the exponent m is above 0, log(1 + eᵐ) is m + log(1 + e⁻ᵐ). Look at m.data to decide which one to write.",
    ),
    shown="You have shown that a question with two answers needs one logit, and that its loss holds out as far as n goes.",
    follow_up="the gradient for label 1 is sigmoid(n) − 1. With which rule of the lesson does that agree?",
    follow_up_answer="Share minus target: the share of class 1 is sigmoid(n), and its target is 1. For label 0 the target is 0, and the "
    "gradient is sigmoid(n).",
    reasoning="−log of the label's share is log(1 + eᵐ), where m is what speaks against the label: n for 0, −n for 1. For m above 0, "
    "eᵐ is taken out of the logarithm, where it is m. Both forms have the same slope, so each can be differentiated as it stands.",
    equivalent=tuple(
        (f"if against.data {where}:", "near 0 both forms are the same, and neither overflows")
        for where in (">= 0", "> -1", "> 1", "> 2")
    ),
)
