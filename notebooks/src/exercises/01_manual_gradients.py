# %% [markdown]
# # 01 · Manual gradients: exercises
#
# *48 minutes · goes with: [lesson 01](../01_manual_gradients.ipynb) · you leave with: three instruments that you built yourself, seven
# gradients from your own hand, and a first step downhill*

# %%
# SET-UP

# %% [markdown]
# Each exercise is a card, a cell with one blank, and a check. Fill in the blank, run the cell, run the check. If you are stuck, call
# `hint("1.1")`, and call it again for more; `solution("1.1")` shows ours, with its reasoning.

# %%
from classroom.checks import check, hint, solution

# %% [markdown]
# ## 1.1 · A slope, looking ahead
#
# difficulty ★☆☆ · core · 5 minutes · 2 points
#
# **Goal.** Return the slope of a function at `x`, measured by turning `x` up by `h`.
#
# **Rule.** No calculus: run the function that comes in, and use the `h` that comes in.
#
# **Expected.** For `x * x * x` at `x = 1.3`, with `h = 0.1`, the slope is 5.47.

# %%
# ANSWER 1.1

# %%
check("1.1", slope_ahead)

# %% [markdown]
# ## 1.2 · A slope, looking both ways
#
# difficulty ★☆☆ · core · 4 minutes · 2 points
#
# **Goal.** Measure the slope again, this time by turning `x` up by `h` and down by `h`.
#
# **Rule.** Two runs of the function are enough.
#
# **Expected.** For `x * x * x` at `x = 1.3`, with `h = 0.1`, the slope is 5.08.

# %%
# ANSWER 1.2

# %%
check("1.2", slope_both_ways)

# %% [markdown]
# ## 1.3 · A nudge for large numbers
#
# difficulty ★★☆ · core · 7 minutes · 2 points
#
# The lesson nudges by 1e-5, both ways. It found that size at `x = 3`. Here `x` is near 32,000. `error(h)` says how wrong the slope
# of `g` comes out, as a fraction of the true slope: the worst of five places.

# %%
def g(x):
    return x * x * x


def error(h):
    places = [30_000.7 + 1_234.5 * i for i in range(5)]
    return max(abs((g(x + h) - g(x - h)) / (2 * h) / (3 * x * x) - 1) for x in places)


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
# Somebody wrote a nudge for several knobs and tried it on a function whose slopes anyone can see: 1, 3 and −5.

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
# **Rule.** It works for any number of knobs and for any `h`. Whether you look ahead, as `broken` does, or both ways, is up to you.
#
# **Expected.** For `(a*b + c) * f` at `a = 1.4`, `b = −2.6`, `c = 4.3`, `f = 3.5` the slopes are −9.1, 4.9, 3.5 and 0.66, also with `h = 0.5`.

# %%
# ANSWER 1.4

# %%
check("1.4", each_in_turn)

# %% [markdown]
# ## 1.5 · Seven gradients on paper
#
# difficulty ★★☆ · core · 11 minutes · 4 points
#
# The machine of the lesson, with its knobs elsewhere.

# %%
from classroom.pictures import draw_dot
from micrograd_core import Value

a, b, c, f = Value(3.0, label="a"), Value(-1.5, label="b"), Value(8.0, label="c"), Value(-2.5, label="f")
e = a * b
e.label = "e"
d = e + c
d.label = "d"
L = d * f
L.label = "L"
draw_dot(L)

# %% [markdown]
# **Goal.** Work out the gradient of `L` for all seven nodes, on paper, from right to left.
#
# **Rule.** No nudging and no program until you have all seven. Then type the numbers.
#
# **Expected.** Three of the seven are equal, and three are positive.

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
# **Rule.** Change the knobs themselves, and leave their gradients as they are.
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
# Back to the machine of 1.5, with your seven gradients. Each of the four knobs `a`, `b`, `c` and `f` moves by −0.01 times its gradient.
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
