# %% [markdown]
# # 04 · Tanh, taken apart: exercises
#
# *62 minutes · goes with: [lesson 04](../04_decomposed_tanh.ipynb) · you leave with: an engine that you taught max, division
# and numbers on the left, a fault found in another engine, and a softmax that does not overflow*

# %%
# SET-UP

# %% [markdown]
# Each exercise is a card, a cell with one blank, and a check. Fill in the blank, run the cell, run the check. If you are stuck, call
# `hint("4.1")`, and call it again for more; `solution("4.1")` shows ours, with its reasoning.
#
# Here is the class to start from: `Small`, as in the lesson. It knows `+`, `-` and `*`, also with a number on the right, and `**` with a
# plain number as exponent. It cannot divide, and a number on the left stops it.

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
def power(self, k):
    return Small(self.data**k, f"**{k}", (self,), (k * self.data ** (k - 1),))


Small.__pow__ = power

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
# ## 4.1 · The larger of two
#
# difficulty ★☆☆ · core · 6 minutes · 2 points
#
# The lesson builds max from three nodes. Here it becomes one node, with two inputs and two local derivatives.
#
# **Goal.** Set `slopes` to the tuple of the two local derivatives of `larger(self, other)`.
#
# **Rule.** At a tie, where both numbers are equal, each of the two gets half, as in PyTorch.
#
# **Expected.** At `a = 1.7` and `b = 3.4`, the gradients of `larger(a, b)` are 0 and 1.

# %%
# ANSWER 4.1


Small.larger = larger

# %%
check("4.1", larger)

# %% [markdown]
# ## 4.2 · Debug: a division
#
# difficulty ★★☆ · core · 8 minutes · 3 points
#
# A classmate makes division one node and checks its gradients by nudging, at `a = 1`. All is well there, and nowhere else.

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
# **Rule.** The result is a `Small`. A plain number on the right has to work. The slopes come from the rule, not from a nudge.
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
# **Rule.** `self` is the `Small`, `other` is the number, and the result is a `Small` with `self` in its graph. Any number may stand on
# the left, 0 and negative ones included. The check brings a right `/`, so that 4.2 does not matter here.
#
# **Expected.** At `a = 1.7`, the values of `5.3 + a`, `5.3 * a`, `5.3 - a` and `5.3 / a` are 7, 9.01, 3.6 and 3.1176.

# %%
# ANSWER 4.3
Small.__radd__, Small.__rmul__, Small.__rsub__, Small.__rtruediv__ = radd, rmul, rsub, rtruediv

# %%
check("4.3", [radd, rmul, rsub, rtruediv])

# %% [markdown]
# ## 4.4 · One fault in a whole engine
#
# difficulty ★★☆ · core · 10 minutes · 4 points
#
# A stranger's engine has a *leaky* relu that does not die: left of 0 it lets a tenth through. The author tested each
# operation by nudging, at `a = 2` and `b = 3`, and all was well.

# %%
class Node:
    def __init__(self, data, op="", inputs=(), local=()):
        self.data, self.grad, self._op, self._prev, self._local = float(data), 0.0, op, inputs, local

    def __add__(self, other):
        return type(self)(self.data + other.data, "+", (self, other), (1.0, 1.0))

    def __sub__(self, other):
        return type(self)(self.data - other.data, "-", (self, other), (1.0, -1.0))

    def __mul__(self, other):
        return type(self)(self.data * other.data, "*", (self, other), (other.data, self.data))

    def tanh(self):
        y = math.tanh(self.data)
        return type(self)(y, "tanh", (self,), (1 - y * y,))

    def leaky(self):
        y = self.data if self.data > 0 else 0.1 * self.data
        return type(self)(y, "leaky", (self,), (float(y > 0),))

# %%
Node.backward = backward
NAMES = ("x", "w1", "b1", "w2", "b2", "w3", "w4")
NUMBERS = (0.5, 1.2, 0.3, -1.5, 0.2, 0.7, -0.8)


def network(x, w1, b1, w2, b2, w3, w4):
    h1, h2 = (x * w1 + b1).leaky(), (x * w2 + b2).leaky()
    return (h1 * w3 + h2 * w4).tanh()


leaves = [Node(number) for number in NUMBERS]
network(*leaves).backward()
slopes = nudge(lambda *numbers: network(*map(Node, numbers)).data, *NUMBERS)
for name, leaf, slope in zip(NAMES, leaves, slopes):
    print(f"{name:2}: backward {leaf.grad:7.4f}   nudged {slope:7.4f}")

# %% [markdown]
# **Goal.** Find the fault, with the table's help, and write `shows(a, b)`, an expression whose gradients are wrong in this engine, and
# `class Mended(Node):` with the one method that was wrong, written right.
#
# **Rule.** `shows` gets the nodes `a`, with the number 2, and `b`, with 3; it uses no other nodes, no plain numbers, and at most three
# operations. Each node that `Mended` makes is a `Mended`.
#
# **Expected.** With `Mended`, backward and nudging agree in all seven lines of the table.

# %%
# ANSWER 4.4

# %%
check("4.4", [shows, Mended])

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
# **Rule.** Call neither `.tanh()` nor `.sigmoid()`, and take no number out of the graph, not even to ask for its sign. Any one form that
# equals `tanh` from −5 to 5 will do.
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
