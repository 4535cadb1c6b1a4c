# %% [markdown]
# # 03 · Automatic backward: exercises
#
# *51 minutes · goes with: [lesson 03](../03_automatic_backward.ipynb) · you leave with: an engine that you wrote yourself, and a test that
# tells right engines from wrong ones*

# %%
# SET-UP

# %% [markdown]
# Each exercise is a card, a cell with one blank, and a check. Fill in the blank, run the cell, run the check. If you are stuck, call
# `hint("3.1")`, and call it again for more; `solution("3.1")` shows ours, with its reasoning.
#
# Here is the class to start from. It is that of the lesson, without any operation.

# %%
import math

from classroom.checks import check, hint, solution


class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self.grad = 0.0
        self.label = label
        self._prev = _prev  # the inputs
        self._op = _op  # the operation that made this Value
        self._backward = lambda: None  # a leaf has nobody to hand anything to

# %% [markdown]
# ## 3.1 · The rule of +
#
# difficulty ★☆☆ · core · 6 minutes · 2 points
#
# **Goal.** Write what a sum hands to its two inputs.
#
# **Rule.** Fill in `_backward` only.
#
# **Expected.** With 3.7 arriving at `y = a + a`, the gradient of `a` becomes 7.4.

# %%
# ANSWER 3.1


Value.__add__ = add

# %%
check("3.1", add)

# %% [markdown]
# ## 3.2 · The rule of *
#
# difficulty ★☆☆ · core · 6 minutes · 2 points
#
# **Goal.** Write what a product hands to its two inputs.
#
# **Rule.** Fill in `_backward` only, and leave the result's own gradient as it is.
#
# **Expected.** At `a = 1.3`, `b = −0.7`, with 3.7 arriving at `y = a * b`, the gradients become −2.59 and 4.81.

# %%
# ANSWER 3.2


Value.__mul__ = multiply

# %%
check("3.2", multiply)

# %% [markdown]
# ## 3.3 · The rule of tanh
#
# difficulty ★☆☆ · core · 5 minutes · 2 points
#
# **Goal.** Write what `tanh` hands to its input.
#
# **Rule.** Do not compute anything from `n` again: the result is at hand.
#
# **Expected.** At `n = 0.6`, with 3.7 arriving, the gradient of `n` becomes 2.6328.

# %%
# ANSWER 3.3


Value.tanh = tanh

# %%
check("3.3", tanh)

# %% [markdown]
# ## 3.4 · Inputs before users
#
# difficulty ★★☆ · core · 8 minutes · 3 points
#
# **Goal.** List all nodes that `root` was made from, and `root`, so that each comes once and after all of its inputs.
#
# **Rule.** Look at `_prev` only. Two nodes with the same number are still two nodes.
#
# **Expected.** Any right order will do. For `y = a + a` the list has 2 nodes.

# %%
# ANSWER 3.4

# %%
check("3.4", topological)

# %% [markdown]
# ## 3.5 · backward()
#
# difficulty ★★☆ · core · 7 minutes · 3 points
#
# **Goal.** Give every node below `self` its gradient, in one call.
#
# **Rule.** Use your rules and your order from above. When you call it, the gradients below `self` are still 0; `self.grad` may be
# anything.
#
# **Expected.** With `t = a * b` and `y = t + t * t`, at `a = 1.3` and `b = −0.7`, the gradient of `a` becomes 0.574.

# %%
# ANSWER 3.5


Value.backward = backward

# %%
check("3.5", Value)

# %% [markdown]
# ## 3.6 · Debug: a subtraction
#
# difficulty ★★☆ · core · 7 minutes · 3 points
#
# Somebody added a minus to the engine and tested it: `a - b` has the right value, every time. Training with it never worked.

# %%
def broken(self, other):
    return self + Value(-other.data)


a, b = Value(1.3), Value(-0.7)
print(broken(a, b).data)

# %% [markdown]
# **Goal.** Find out what is wrong with the gradients of `broken`, and write it right.
#
# **Rule.** The result is a `Value` again, and both inputs get what is theirs. The check brings a right `+` and `*`, so that 3.1 and
# 3.2 do not matter here.
#
# **Expected.** For `y = a - b` the gradients are 1 and −1; for `y = a - a` the gradient is 0.

# %%
# ANSWER 3.6

# %%
check("3.6", subtract)

# %% [markdown]
# ## 3.7 · A test that catches wrong engines
#
# difficulty ★★★ · extra · 12 minutes · 4 points
#
# **Goal.** Write a function that takes a class `Value` with `+`, `*`, `tanh` and `backward()`, and returns whether it is right.
#
# **Rule.** Judge by what the engine computes, never by its source. Multiply and add Values with Values, not with plain numbers.
# The wrong engines have a rule that overwrites, that forgets an input or what arrives, or that has a wrong slope or value; or their
# `backward` has no seed, a wrong seed, or a wrong walk, or gets one leaf's gradient right and any other wrong.
#
# **Expected.** It says `True` for 4 right engines, and `False` for 14 wrong ones.

# %%
from classroom.instruments import nudge


# ANSWER 3.7

# %%
check("3.7", is_right)
