# %% [markdown]
# # 02 · A single neuron: exercises
#
# *63 minutes · goes with: [lesson 02](../02_single_neuron.ipynb) · you leave with: the gradient through a chain of neurons, a
# neuron found again from its gradients, and a step of learning that leaves the question alone*

# %%
# SET-UP

# %% [markdown]
# Each exercise is a card, a cell with one blank, and a check. Fill in the blank, run the cell, run the check. If you are stuck, call
# `hint("2.1")`, and call it again for more; `solution("2.1")` shows ours, with its reasoning.

# %%
import math

from classroom.checks import check, hint, solution
from classroom.instruments import nudge

# %% [markdown]
# ## 2.1 · What gets through a chain
#
# difficulty ★★☆ · core · 8 minutes · 3 points
#
# A chain of neurons with one input each: every neuron computes `tanh(w*x + b)` and hands it to the next one as its `x`. The lists `ws` and `bs` hold
# their weights and biases, from the first neuron to the last.
#
# **Goal.** Write a function that returns the gradient of the chain's output with respect to `x`, the input of the first neuron.
#
# **Rule.** It has to be right for forty neurons, too. What is left there is too small for a nudge to see.
#
# **Expected.** For `x = 0.5`, `ws = [1.2, 0.8]` and `bs = [-0.3, 0.6]` the gradient is 0.4698.

# %%
# ANSWER 2.1

# %%
check("2.1", chain_gradient)

# %% [markdown]
# ## 2.2 · Which gradients are zero?
#
# difficulty ★★☆ · core · 8 minutes · 2 points
#
# Four neurons, `o = tanh(x1*w1 + x2*w2 + b)`:
#
# | | x1 | w1 | x2 | w2 | b |
# |---|---|---|---|---|---|
# | A | 0 | 0.7 | 1.5 | −0.4 | 0.3 |
# | B | 1.5 | 0 | 0.7 | −0.4 | 0.3 |
# | C | 1.5 | 0.5 | 0.5 | −1.5 | 0 |
# | D | 5 | 4 | 3 | 3 | 1 |
#
# **Goal.** Predict, computing no more than `n`: which of `x1`, `w1`, `x2`, `w2` and `b` have a gradient that is exactly 0 in floats?
#
# **Rule.** Write each `...` as a list of names in quotation marks; `[]` is an empty list.
#
# **Expected.** Four lists, with 7 names in all.

# %%
# ANSWER 2.2

# %%
check("2.2", zero)

# %% [markdown]
# ## 2.3 · A lost neuron
#
# difficulty ★★☆ · core · 10 minutes · 3 points
#
# Of a neuron `o = tanh(x1*w1 + x2*w2 + b)` only its `n`, 0.6931, and four gradients are left:
#
# | | x1 | w1 | x2 | w2 |
# |---|---|---|---|---|
# | gradient | −0.576 | 0.96 | 0.256 | −0.32 |
#
# **Goal.** With pencil and pocket calculator, find the slope of its `tanh`, and the five numbers that went into it.
#
# **Rule.** Four digits after the point are enough. Replace each `...`.
#
# **Expected.** The two products add up to −1.55.

# %%
# ANSWER 2.3

# %%
check("2.3", found)

# %% [markdown]
# ## 2.4 · A bias for a given slope
#
# difficulty ★★☆ · core · 8 minutes · 2 points
#
# Another neuron, where `x1*w1 + x2*w2` is 0.4. Its bias is yours to choose.
#
# **Goal.** Starting from the slope, compute a bias at which its `tanh` has the slope 0.36.
#
# **Rule.** Four digits after the point are enough.
#
# **Expected.** One number; either of two is right, and they are 2.1972 apart.

# %%
# ANSWER 2.4

# %%
check("2.4", b)

# %% [markdown]
# ## 2.5 · The way back
#
# difficulty ★★☆ · core · 9 minutes · 3 points
#
# A neuron says nearly 1 and should say −1. Each step of learning lowers its `n` by 0.5 times the slope that `tanh` has there.
#
# **Goal.** For a start at `n` = 3, 5, 15 and 20, find the number of steps until `n` is below 0.
#
# **Rule.** The counts from 3 and 5 are exact. From 15 a loop would take days: the nearest power of ten will do (`1e6` is a million). For
# "never", write `math.inf`.
#
# **Expected.** From `n = 2` it takes 17 steps.

# %%
# ANSWER 2.5

# %%
check("2.5", steps)

# %% [markdown]
# ## 2.6 · Debug: it changed the question
#
# difficulty ★★☆ · core · 8 minutes · 3 points
#
# Here is a first draft of a step of learning. It takes the neuron's five numbers and a step size, and returns the five numbers after the step.
# The output rises, as it should. And yet nothing has been learned about the question that was asked.

# %%
def output(x1, x2, w1, w2, b):
    return math.tanh(x1 * w1 + x2 * w2 + b)


def broken(x1, x2, w1, w2, b, size):
    slopes = nudge(output, x1, x2, w1, w2, b)
    return [value + size * slope for value, slope in zip([x1, x2, w1, w2, b], slopes)]


before = [1.5, -0.7, 0.8, 0.6, 0.3]
after = broken(*before, 0.3)
names = ["x1", "x2", "w1", "w2", "b"]
for numbers in (before, after):
    print("  ".join(f"{name} = {value:7.4f}" for name, value in zip(names, numbers)), end="")
    print(f"   output = {output(*numbers):.4f}")

# %% [markdown]
# **Goal.** Write the step right: every number that may learn moves by `size` times its slope, so that the output rises.
#
# **Rule.** Return five numbers in the same order. All slopes are taken before anything moves.
#
# **Expected.** With the numbers above, the output rises from 0.7932 to 0.9044.

# %%
# ANSWER 2.6

# %%
check("2.6", learn)

# %% [markdown]
# ## 2.7 · Two straight neurons in a row
#
# difficulty ★★☆ · extra · 12 minutes · 3 points
#
# Two neurons without `tanh`. The second takes what the first one returns.

# %%
def two_in_a_row(x):
    first = 0.7 * x - 1.2
    return -1.5 * first + 0.5


for x in (-3, 2, 5):
    print(f"x = {x:2}   two_in_a_row(x) = {two_in_a_row(x):.4f}")

# %% [markdown]
# Four claims about such neurons:
#
# - **A.** With other weights and biases, two of them in a row can rise in one place and fall in another.
# - **B.** Three hundred of them in a row can be replaced by one.
# - **C.** Two of them can be replaced by one when the first weight is 0, too.
# - **D.** Two of them can be replaced by one when the first ends with a `tanh`, too, whatever the weights are.
#
# **Goal.** On paper, find the one neuron `w*x + b` that does the same as the two above; judge each claim as True or False, and say in a
# sentence why two are no better than one.
#
# **Rule.** The sentence has at least 8 words, 5 of them different, and names the shape that comes out or its formula: *line*, *straight*,
# *weight*, `w*x + b`. Whether it is true, a person decides: you or your teacher.
#
# **Expected.** At `x = 2` both give 0.2000.

# %%
# ANSWER 2.7

# %%
check("2.7", same)
