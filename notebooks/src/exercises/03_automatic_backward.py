# %% [markdown]
# # 03 · Automatic backward: exercises
#
# *71 minutes · goes with: [lesson 03](../03_automatic_backward.ipynb) · you leave with: an engine that you wrote yourself, and a test that
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
        self._backward = lambda: None  # the rule: for a leaf, do nothing

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
# ## 3.2 · Read the core's order
#
# difficulty ★★☆ · core · 10 minutes · 2 points
#
# The course's engine builds its order without recursion. This is how:

# %%
import inspect

import micrograd_core

print(inspect.getsource(micrograd_core._topological_order))

# %% [markdown]
# And here is a graph to try it on:

# %%
p, q, r = Value(1.5, label="p"), Value(-0.5, label="q"), Value(2.0, label="r")
t = Value(p.data * q.data, (p, q), "*", "t")
u = Value(r.data * t.data, (r, t), "*", "u")
v = Value(t.data + u.data, (t, u), "+", "v")
y = Value(v.data * q.data, (v, q), "*", "y")

# %% [markdown]
# **Goal.** Read the function, and write down the names of the seven nodes as `_topological_order(y)` lists them, its leaves and then its results, and
# in a sentence why the rule of `t` has to wait for those of two others.
#
# **Rule.** On paper, before you run it: `order` is a list of names in quotation marks, and `why` a sentence of at least 10 words, 7 of them different,
# that names `t` and what it waits for. The check looks at the list; a person reads the sentence.
#
# **Expected.** The last of the seven is `"y"`.

# %%
# ANSWER 3.2

# %%
check("3.2", core)

# %% [markdown]
# ## 3.3 · The smallest expression that shows it
#
# difficulty ★★☆ · core · 8 minutes · 4 points
#
# Three engines are right but for one thing. The `*` of A sets the gradients of its inputs, where it should add. B walks recursively. C walks
# level by level, each level from left to right.
#
# **Goal.** For each of them, write an expression of `a` and `b` for which it finds a wrong gradient, with as few operations as possible.
#
# **Rule.** Use `+`, `*` and `.tanh()`, each of which counts as one operation, and no numbers. Not both of `a` and `b` have to occur. Name what
# you use twice: `t = a * b` is one operation, however often `t` is used.
#
# **Expected.** Three functions, each of which returns the result of its expression. The check tries each on its engine and on a right one.

# %%
# ANSWER 3.3

# %%
check("3.3", (shows_setting, shows_recursion, shows_levels))

# %% [markdown]
# ## 3.4 · Inputs before users
#
# difficulty ★★☆ · core · 8 minutes · 3 points
#
# **Goal.** List all nodes that `root` was made from, and `root`, so that each comes once and after all of its inputs.
#
# **Rule.** Look at `_prev` only, and leave it as it is. Two nodes with the same number are still two nodes, and the function may be called
# again, on the same graph or on another.
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
# Your engine has a `+`. Here are its `*` and its `tanh`, as in the lesson.

# %%
def multiply(self, other):
    out = Value(self.data * other.data, (self, other), "*")

    def _backward():
        self.grad += other.data * out.grad
        other.grad += self.data * out.grad

    out._backward = _backward
    return out


def tanh(self):
    out = Value(math.tanh(self.data), (self,), "tanh")

    def _backward():
        self.grad += (1 - out.data**2) * out.grad

    out._backward = _backward
    return out


Value.__mul__, Value.tanh = multiply, tanh

# %% [markdown]
# **Goal.** Give every node below `self` its gradient, in one call.
#
# **Rule.** Use the rules and your order from above. When you call it, the gradients below `self` are still 0; `self.grad` may be
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
# This minus was added to the engine and tested: `a - b` has the right value, every time. Training with it never worked.

# %%
def broken(self, other):
    return self + Value(-other.data)


a, b = Value(1.3), Value(-0.7)
print(broken(a, b).data)

# %% [markdown]
# **Goal.** Find out what is wrong with the gradients of `broken`, and write it right.
#
# **Rule.** The result is a `Value` again, and both inputs get what is theirs. The check brings a right `+` and `*`, so that 3.1
# does not matter here.
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

# %% [markdown]
# ## 3.8 · An engine from an empty cell
#
# difficulty ★★★ · extra · 13 minutes · 5 points
#
# **Goal.** Write a class `Node` that does all that your `Value` can, without looking at it.
#
# **Rule.** `Node(2.0)` makes a leaf, with the number in `.data` and 0 in `.grad`. `+`, `*` and `.tanh()` take Nodes, not plain numbers, and
# `y.backward()` gives the leaves below `y` their gradients. The rest is up to you: closures or local derivatives, and what you call
# them. A leaf may serve several expressions, one after the other, with its gradient set to 0 in between.
#
# **Expected.** With `t = a * b` and `y = t + t * t`, at `a = Node(1.3)` and `b = Node(-0.7)`, the gradient of `a` becomes 0.574.

# %%
# ANSWER 3.8

# %%
check("3.8", Node)
