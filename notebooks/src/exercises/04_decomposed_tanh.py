# %% [markdown]
# # 04 · Tanh, taken apart: exercises
#
# *60 minutes · goes with: [lesson 04](../04_decomposed_tanh.ipynb) · you leave with: an engine that you taught powers, division, exp
# and log, and a softmax that does not overflow*

# %%
# SET-UP

# %% [markdown]
# Each exercise is a card, a cell with one blank, and a check. Fill in the blank, run the cell, run the check. If you are stuck, call
# `hint("4.1")`, and call it again for more; `solution("4.1")` shows ours, with its reasoning.
#
# Here is the class to start from: `Small`, as in the lesson. It knows `+`, `-` and `*`, also with a number on the right. It cannot
# divide, and a number on the left stops it.

# %%
import math

from classroom.checks import check, hint, solution
from classroom.instruments import nudge


def wrap(x):
    return x if isinstance(x, Small) else Small(float(x))


class Small:
    def __init__(self, data, op="", inputs=(), local=()):
        self.data, self.grad, self.label = data, 0.0, ""
        self._op, self._prev, self._local = op, inputs, local

    def __add__(self, other):
        other = wrap(other)
        return Small(self.data + other.data, "+", (self, other), (1.0, 1.0))

    def __sub__(self, other):
        other = wrap(other)
        return Small(self.data - other.data, "-", (self, other), (1.0, -1.0))

    def __mul__(self, other):
        other = wrap(other)
        return Small(self.data * other.data, "*", (self, other), (other.data, self.data))

# %%
def backward(self):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for input in node._prev:
                visit(input)
            order.append(node)

    visit(self)
    self.grad = 1.0
    for node in reversed(order):
        for input, slope in zip(node._prev, node._local):
            input.grad += slope * node.grad


Small.backward = backward

# %% [markdown]
# ## 4.1 · The rule of **
#
# difficulty ★☆☆ · core · 6 minutes · 2 points
#
# **Goal.** Write the local derivative of `a**k`, where `k` is a plain number.
#
# **Rule.** Set `slope` only. It has to be right for whole, fractional and negative `k`, and at `a = 0` for `k = 3` and `k = 1`.
#
# **Expected.** At `a = 1.4` and `k = −1`, the gradient of `a` becomes −0.5102.

# %%
# ANSWER 4.1


Small.__pow__ = power

# %%
check("4.1", power)

# %% [markdown]
# ## 4.2 · Debug: a division
#
# difficulty ★★☆ · core · 8 minutes · 3 points
#
# Somebody makes division one node and checks its gradients by nudging, at `a = 1`. All is well there, and nowhere else.

# %%
def broken(self, other):
    other = wrap(other)
    return Small(self.data / other.data, "/", (self, other), (1 / other.data, -1 / other.data**2))


a, b = Small(1.0), Small(-0.7)
broken(a, b).backward()
print("backward:", [f"{g:.4f}" for g in (a.grad, b.grad)])
print("nudged:  ", [f"{g:.4f}" for g in nudge(lambda a, b: a / b, 1.0, -0.7)])

# %% [markdown]
# **Goal.** Find out where `broken` is wrong, and write a division that is right everywhere.
#
# **Rule.** The result is a `Small`. A plain number on the right has to work. The check brings a right `**`, so that 4.1 does not
# matter here.
#
# **Expected.** At `a = 1.3`, `b = −0.7`, the gradients of `a / b` are −1.4286 and −2.6531; for `a / a` the gradient is 0.

# %%
# ANSWER 4.2


Small.__truediv__ = divide

# %%
check("4.2", divide)

# %% [markdown]
# ## 4.3 · A number on the left
#
# difficulty ★★☆ · core · 9 minutes · 3 points
#
# For `7 - a`, Python asks the number first. The number cannot, so Python calls `a.__rsub__(7)`.
#
# **Goal.** Define the four functions `radd`, `rmul`, `rsub` and `rtruediv`, each with the parameters `self` and `other`, that the
# last line attaches.
#
# **Rule.** `self` is the `Small`, `other` is the number, and the result is a `Small` with `self` in its graph. The check brings a right
# `**` and `/`, so that 4.1 and 4.2 do not matter here.
#
# **Expected.** At `a = 1.7`, the values of `5.3 + a`, `5.3 * a`, `5.3 - a` and `5.3 / a` are 7, 9.01, 3.6 and 3.1176.

# %%
# ANSWER 4.3
Small.__radd__, Small.__rmul__, Small.__rsub__, Small.__rtruediv__ = radd, rmul, rsub, rtruediv

# %%
check("4.3", [radd, rmul, rsub, rtruediv])

# %% [markdown]
# ## 4.4 · exp and log
#
# difficulty ★☆☆ · core · 8 minutes · 2 points
#
# **Goal.** Define the two functions `exp` and `log`, each with the parameter `self`, that return a `Small` with one input and its local
# derivative.
#
# **Rule.** Natural exponential and natural logarithm. `math.exp` and `math.log` may do the forward part.
#
# **Expected.** At `a = 3.7` the value of `log` is 1.3083, and its gradient is 0.2703. At `a = 0.6`, the value of `exp` is 1.8221.

# %%
# ANSWER 4.4
Small.exp, Small.log = exp, log

# %%
check("4.4", [exp, log])

# %% [markdown]
# ## 4.5 · On paper: five steps back
#
# difficulty ★★☆ · core · 11 minutes · 2 points
#
# `e = exp(2 * n)`, `p = e - 1`, `q = e + 1`, `o = p / q`. The input is `n = 0.6931`, so `e` is 4.
#
# **Goal.** Compute the value of `o` and the gradients of `p`, `q`, `e` and `n`, and type them in place of the dots.
#
# **Rule.** Pencil and paper: no code, and not the formula for the slope of tanh. Fractions such as `1/3` are fine; otherwise give four digits.
#
# **Expected.** One gradient is negative. All five numbers lie between −0.15 and 0.7.

# %%
# ANSWER 4.5

# %%
check("4.5", traced)

# %% [markdown]
# ## 4.6 · tanh without tanh
#
# difficulty ★★☆ · core · 6 minutes · 3 points
#
# From here on you use the course's `Value`, which has every operation of this lesson.

# %%
from micrograd_core import Value

# %% [markdown]
# **Goal.** Write `tanh` of a `Value` from `exp` and arithmetic.
#
# **Rule.** Call neither `.tanh()` nor `.sigmoid()`, and take no number out of the graph. Any form that equals `tanh`
# from −5 to 5 will do.
#
# **Expected.** At `n = 0.7` the result is 0.6044, and the gradient of `n` is 0.6347.

# %%
# ANSWER 4.6

# %%
check("4.6", tanh_apart)

# %% [markdown]
# ## 4.7 · Softmax, far from zero
#
# difficulty ★★★ · extra · 12 minutes · 4 points
#
# *Softmax* turns numbers into shares that add up to 1. A network that chooses among classes ends with it.
#
# $$\text{share}_i = \frac{e^{x_i}}{\sum_j e^{x_j}}$$
#
# Written like that, it works near zero.

# %%
def naive(xs):
    powers = [x.exp() for x in xs]
    return [power / sum(powers) for power in powers]


for numbers in ([1.3, -0.7, 0.4], [1000.3, 1001.7, 999.4]):
    try:
        print([f"{share.data:.4f}" for share in naive([Value(x) for x in numbers])])
    except OverflowError as error:
        print("OverflowError:", error)

# %% [markdown]
# **Goal.** Write a softmax that gives the same shares and gradients, and works for every list of numbers between −1000 and 1002.
#
# **Rule.** `xs` is a list of `Value`; leave them as they are, and return a list of `Value`, with all of `xs` in the graph. Values cannot be
# compared with each other, their `data` can.
#
# **Expected.** For 1000.3, 1001.7 and 999.4 the shares are 0.1830, 0.7422 and 0.0744.

# %%
# ANSWER 4.7

# %%
check("4.7", softmax)
