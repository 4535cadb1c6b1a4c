"""What several wrong answers of lesson 04 are told."""

WHOLE_ONLY = "it is right for whole exponents. A root is a power as well: what is left of k = 0.5 in your line?"
NO_INPUTS = "the result is a node without inputs. It has a number, but knows nothing of what it was made from."
NO_LOCAL = "the result has inputs but no local derivatives, so it hands on nothing. What follows the inputs in `power`?"
OTHER_ORDER = "Small takes a number, a symbol, a tuple of inputs, a tuple of local derivatives. Compare with `__add__`."
SERIES = "it fits near 0 only: further out a polynomial grows without end. Which function keeps tanh between −1 and 1?"
OF_MATH = "`math` and NumPy take plain numbers, not Values, and `.data` would cut the graph. A Value has its own `exp`."
EXP_OF_A_NUMBER = (
    "a plain number has no `exp`, and nothing made from `.data` leads back. Let the Values do the arithmetic."
)
FIXED = "the same number is subtracted for every list. It helps around that number and does harm elsewhere."
SCALED = "dividing the numbers changes the shares. What can you do to all exponents that does not?"
