"""What several wrong answers of lesson 04 are told."""

WHOLE_ONLY = "it is right for whole exponents. A root is a power as well: k = 0.5. What is left of that where your line makes it whole?"
NO_INPUTS = "the result is a node without inputs. It has a number, and knows nothing of what it was made from."
NO_LOCAL = "the result has its inputs and no local derivatives, so nothing is handed to them. What comes behind the inputs, as in `power`?"
OTHER_ORDER = "Small takes a number, a symbol, a tuple of inputs and a tuple of local derivatives, in this order. Compare with `__add__`."
SERIES = "it fits near 0 and leaves tanh further out: a polynomial grows without end. Which function keeps tanh within −1 and 1?"
OF_MATH = (
    "`math` and NumPy take plain numbers, and taking the number out of a Value would cut it off. A Value has its own `exp`, "
    "behind a dot."
)
EXP_OF_A_NUMBER = "`.data` is a plain number: it has no `exp`, and what is made from it does not lead back. Let the Values do the arithmetic."
FIXED = "the same number is subtracted for every list. It helps around that number and does harm elsewhere."
SCALED = "the numbers were divided until they were small. That changes the shares. Which change of all exponents leaves them as they are?"
