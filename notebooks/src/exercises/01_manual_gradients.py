# %% [markdown]
# # 01 · Manual gradients: exercises
#
# *52 minutes · goes with: [lesson 01](../01_manual_gradients.ipynb) · you leave with: instruments that you built yourself, ten gradients found
# with a pencil, and a first step downhill*

# %%
# SET-UP

# %% [markdown]
# Each exercise is a card, a cell to fill in, and a check. Fill in what is blank, run the cell, run the check. If you are stuck, call
# `hint("1.1")`, and call it again for more; `solution("1.1")` shows ours, with its reasoning.

# %%
from classroom.checks import check, hint, solution

# %% [markdown]
# ## 1.1 · What is in the box?
#
# difficulty ★☆☆ · core · 6 minutes · 2 points
#
# A closed box has two knobs, `a` and `b`. Inside it computes `p*a + q*b + r*a*b + s`, with four fixed numbers that you cannot see. Here is one that
# you can see into, to try things on.

# %%
def box(a, b):
    return 3 * a - 2 * b + 4 * a * b + 7


print("both knobs at 1:", box(1, 1))

# %% [markdown]
# **Goal.** Return the list `[p, q, r, s]` of any box of this kind, found by running it.
#
# **Rule.** Turn the knobs as far as you like, and run the box as often as you like; four runs are enough.
#
# **Expected.** For the box above, 3, −2, 4 and 7.

# %%
# ANSWER 1.1

# %%
check("1.1", open_box)

# %% [markdown]
# ## 1.2 · Believe the nudge
#
# difficulty ★★☆ · core · 7 minutes · 2 points
#
# A formula for a slope may be wrong, and a nudge can tell. But a nudge is seldom exact, and claims are rounded: how much may the two differ?
#
# **Goal.** Return True if a claimed slope of a function at `x` agrees with what you measure there, and False if it does not.
#
# **Rule.** The claim may be off by a thousandth of the slope or, where the slope is between −1 and 1, by 0.001. Choose how you nudge.
#
# **Expected.** The slope of `x * x * x` at `x = 3` is 27: claims of 27 and 27.01 agree with it, 27.1 and −27 do not.

# %%
# ANSWER 1.2

# %%
check("1.2", believe)

# %% [markdown]
# ## 1.3 · A nudge for large numbers
#
# difficulty ★★☆ · core · 7 minutes · 2 points
#
# The lesson nudges by 1e-5, both ways, a size that it found at `x = 3`. Here `x` is near 32,000. `error(h)` says how wrong the slope
# of `cube` comes out, as a fraction of the true slope, at the worst of five places.

# %%
def cube(x):
    return x * x * x


def error(h):
    worst = 0
    for x in [30_000.7 + 1_234.5 * i for i in range(5)]:
        slope = (cube(x + h) - cube(x - h)) / (2 * h)
        worst = max(worst, abs(slope / (3 * x * x) - 1))
    return worst


print(f"error with h = 1e-5: {error(1e-5):.1e}")

# %% [markdown]
# **Goal.** Find an `h` above 0 with which the error is below 1e-9.
#
# **Rule.** Think first: is the best `h` here smaller or larger than at `x = 3`? Then try sizes with `error`, in a cell of your own.
#
# **Expected.** The error falls to 1/300 of what 1e-5 gives, or less.

# %%
# ANSWER 1.3

# %%
check("1.3", h)

# %% [markdown]
# ## 1.4 · Debug: one knob after the other
#
# difficulty ★★☆ · core · 9 minutes · 3 points
#
# `broken` should nudge several knobs, one after the other. It is tried on a function whose slopes anyone can see: 1, 3 and −5.

# %%
def broken(function, *inputs, h=1e-5):
    knobs = list(inputs)
    start, slopes = function(*inputs), []
    for i in range(len(inputs)):
        knobs[i] += h
        slopes.append((function(*knobs) - start) / h)
    return slopes


slopes = broken(lambda a, b, c: a + 3 * b - 5 * c, 1.3, -0.7, 4.2)
print([f"{slope:.4f}" for slope in slopes])

# %% [markdown]
# **Goal.** Find out what goes wrong, and write it right: a list with the slope for each knob, at the point given.
#
# **Rule.** It works for any number of knobs, wherever they stand, and turns them by the `h` that comes in. Whether you look ahead, as `broken`
# does, or both ways, is up to you.
#
# **Expected.** For `(a*b + c) * f` at `a = 1.4`, `b = −2.6`, `c = 4.3`, `f = 3.5` the slopes are −9.1, 4.9, 3.5 and 0.66, also with `h = 0.5`.

# %%
# ANSWER 1.4

# %%
check("1.4", each_in_turn)

# %% [markdown]
# ## 1.5 · A knob on two paths
#
# difficulty ★★☆ · core · 11 minutes · 4 points
#
# In this machine, `a` is used twice: it reaches `L` through `e` and through `g`. Let `a via g` be what nudging would say if only the `a` that
# goes into `g` moved, `a via e` the same for `e`, and `a` what it says when both move.

# %%
from classroom.pictures import draw_dot
from micrograd_core import Value

a, b = Value(3.0, label="a"), Value(-1.5, label="b")
c, f = Value(6.3, label="c"), Value(-0.4, label="f")
e, g = a * b, a + f
d = e + c
L = d * g
e.label, g.label, d.label, L.label = "e", "g", "d", "L"
draw_dot(L, blank=True)

# %% [markdown]
# **Goal.** Work out on paper, from right to left, the gradient of `L` for every node, and for `a` also along each of its two paths alone.
#
# **Rule.** Pencil and paper first. When you have all ten numbers, type them; a nudge may confirm what you found.
#
# **Expected.** Six different numbers, two of them negative.

# %%
# ANSWER 1.5

# %%
check("1.5", gradients)

# %% [markdown]
# ## 1.6 · One step downhill
#
# difficulty ★★☆ · core · 5 minutes · 3 points
#
# `knobs` is a list of Values whose gradients have been filled in. Each knob's number is in `.data`, its gradient in `.grad`.
#
# **Goal.** Turn every knob by `step` times its gradient, in the direction in which `L` falls.
#
# **Rule.** Change the knobs themselves, and leave their gradients and the list as they are.
#
# **Expected.** A knob at 1.7 with gradient −3, and a step of 0.1: afterwards it stands at 2.0.

# %%
# ANSWER 1.6

# %%
check("1.6", downhill)

# %% [markdown]
# ## 1.7 · What the slopes promise
#
# difficulty ★★☆ · core · 7 minutes · 3 points
#
# Back to the machine of 1.5, with your gradients. Each of the four knobs `a`, `b`, `c` and `f` moves by −0.01 times its gradient.
#
# **Goal.** Predict by how much `L` changes, if the slopes keep their promise.
#
# **Rule.** Do not run the machine: use the gradients alone. Give at least four digits after the point.
#
# **Expected.** A number between −1 and 0.

# %%
# ANSWER 1.7

# %%
check("1.7", promised)
