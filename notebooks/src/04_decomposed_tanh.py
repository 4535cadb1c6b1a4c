# %% [markdown]
# # 04 · Tanh, taken apart
#
# *30 minutes · builds on: [lesson 03](03_automatic_backward.ipynb) · you leave with: an engine that knows all of arithmetic, and the
# proof that it does not matter how finely you cut an expression*

# %%
# Set-up: run this first. Where the course is installed it does nothing.
import sys
try:
    import classroom.drawing, classroom.figures, micrograd_core
except ModuleNotFoundError as error:
    advice = f"""{error}. To install the course for this kernel, run in a terminal, in the course's folder:
    "{sys.executable}" -m pip install -r requirements.txt
Then restart the kernel and run this cell again."""
    error._render_traceback_ = lambda: [advice]
    raise

# %% [markdown]
# **What you will do.** Teach a small engine minus, division, powers and `exp`; build `tanh` from those; and get the same gradients.
#
# **What you will learn.** To *make* numbers work on both sides of an operator, to *build* new operations from old ones, to *test* values as
# well as gradients, to *spot* a formula that overflows.
#
# **What you need.** The engine of lesson 03. Here it is again, short, in the manner of the course: each operation stores its inputs and its
# local derivatives.

# %%
class Value:
    def __init__(self, data, op="", inputs=(), local=()):
        self.data, self.grad, self.label = data, 0.0, ""
        self._op, self._prev, self._local = op, inputs, local

    def __add__(self, other):
        return Value(self.data + other.data, "+", (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, "*", (self, other), (other.data, self.data))

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

# %% [markdown]
# ## What it cannot do
#
# **Predict.** `a` is a Value. Which of these eight work?

# %%
Value.backward = backward


def attempt(expression):
    a = Value(3.0)
    try:
        print(f"{expression:15} {eval(expression).data:8.4f}")
    except Exception as error:
        print(f"{expression:15} {type(error).__name__}: {error}")


wishes = ("a * a", "a * 2", "2 * a", "sum([a, a])", "a - 1", "1 - a", "a / 2", "2 / a")
for wish in wishes:
    attempt(wish)

# %% [markdown]
# One. Even `sum` fails, although it only adds.
#
# ## 1. Numbers on both sides
#
# `a * 2` fails because the 2 has no `.data`. Wrap it: a plain number becomes a Value.
#
# `2 * a` needs more. Python asks the left operand first: does the number 2 know how to multiply itself by a Value? It does not. Then Python
# asks the right one, under another name: `a.__rmul__(2)`. The `r` is for *reflected*.
#
# **Predict.** `sum([a, a])` never mentions a number. Why does it need `__radd__`?

# %%
def wrap(x):
    return x if isinstance(x, Value) else Value(float(x))


plain_add, plain_mul = Value.__add__, Value.__mul__
Value.__add__ = lambda self, other: plain_add(self, wrap(other))
Value.__mul__ = lambda self, other: plain_mul(self, wrap(other))
Value.__radd__ = lambda self, other: wrap(other) + self
Value.__rmul__ = lambda self, other: wrap(other) * self

for wish in wishes:
    attempt(wish)

# %% [markdown]
# <details><summary>Why does sum need __radd__?</summary>
#
# `sum` starts from 0 and computes `0 + a`, with the number on the left.
#
# </details>
#
# Four of eight. Next, the minus.
#
# ## 2. Minus, from plus and times
#
# You could give minus a rule of its own. You can also have it for nothing:
#
# $$-b = (-1) \cdot b \qquad a - b = a + (-1) \cdot b$$
#
# **Predict.** `b` gets its gradient through the times with −1. What is the gradient of `b` in `a - b`? And what does `1 - a` give at `a = 3`
# if somebody writes `__rsub__ = __sub__`, because that works for plus?

# %%
Value.__neg__ = lambda self: self * -1
Value.__sub__ = lambda self, other: self + -wrap(other)
Value.__rsub__ = Value.__sub__  # somebody's idea

a, b = Value(3.0), Value(5.0)
(a - b).backward()
print(f"a - b: gradient of a {a.grad:.0f}, of b {b.grad:.0f}")
attempt("1 - a")

# %% [markdown]
# `1 - a` at 3 is −2, and this says 2. Python calls `a.__rsub__(1)`: *self* is the one on the **right**.

# %%
from classroom.drawing import draw_dot

Value.__rsub__ = lambda self, other: wrap(other) - self
attempt("1 - a")

a, b = Value(3.0), Value(5.0)
a.label, b.label = "a", "b"
difference = a - b
difference.label = "a - b"
difference.backward()
draw_dot(difference, local=True)

# %% [markdown]
# Follow `b` to the right: on its arrow stands −1, the local derivative of the times. 1 arrives, so `b` gets −1. Nobody had to remember the
# sign; the −1 brought it along.
#
# ## 3. exp, powers, division
#
# Two operations really are new. Each needs its local derivative:
#
# $$\frac{d}{dx} e^x = e^x \qquad \frac{d}{dx} x^k = k\,x^{k-1}$$
#
# The first is its own result. Division follows from the second: $a / b = a \cdot b^{-1}$.
#
# **Predict.** What is the gradient of `b` in `a / b` at `a = 3`, `b = 2`?

# %%
import math

from classroom.nudging import nudge


def exp(self):
    y = math.exp(self.data)
    return Value(y, "exp", (self,), (y,))


def power(self, k):
    return Value(self.data**k, f"**{k}", (self,), (k * self.data ** (k - 1),))


Value.exp, Value.__pow__ = exp, power
Value.__truediv__ = lambda self, other: self * wrap(other) ** -1
Value.__rtruediv__ = lambda self, other: wrap(other) / self

# %%
a, b = Value(3.0), Value(2.0)
(a / b).backward()
print("backward:", [f"{g:.4f}" for g in (a.grad, b.grad)])
print("nudged:  ", [f"{g:.4f}" for g in nudge(lambda a, b: a / b, 3.0, 2.0)])
for wish in wishes:
    attempt(wish)

# %% [markdown]
# <details><summary>Where does −0.7500 come from?</summary>
#
# The power gives −1 · b⁻² = −0.25, and what arrives at it through the times is `a`, 3. Together −0.75, which is −a / b².
#
# </details>
#
# Eight of eight. `micrograd_core` has all of these. It gives `-` and `/` rules of their own, one line each, because one node is faster
# than three and rounds once instead of twice. From here on the lesson uses it.
#
# ## 4. tanh without tanh
#
# `tanh` was one node with a rule that you had to look up. It is also nothing but `exp` and arithmetic:
#
# $$\tanh(n) = \frac{e^{2n} - 1}{e^{2n} + 1}$$
#
# Now five small nodes do the work of one, and each knows only its own rule. Nobody tells them that the whole is `tanh`.
#
# **Predict.** Which of the gradients in the ledger will change?

# %%
from micrograd_core import Value


def neuron(bend):
    x1, x2 = Value(2.0, label="x1"), Value(0.0, label="x2")
    w1, w2 = Value(-3.0, label="w1"), Value(1.0, label="w2")
    b = Value(6.8813735870195432, label="b")
    n = x1 * w1 + x2 * w2 + b
    o = bend(n)
    n.label, o.label = "n", "o"
    o.backward()
    return {"o": o, "n": n, "b": b, "x1": x1, "w1": w1, "x2": x2, "w2": w2}


def apart(n):
    e = (2 * n).exp()
    return (e - 1) / (e + 1)

# %%
from classroom.ledger import ledger

nodes = neuron(apart)
print(f"o = {nodes['o'].data:.4f}")
ledger("tanh taken apart", {name: node.grad for name, node in nodes.items()})

# %% [markdown]
# The fifth column, and none of them has changed: all agree to nine decimal places. In the picture, find `n`: its gradient is 0.5, as
# always. To the right of it, where one circle was, there are five, and `e` is used twice: its gradient is a sum of two shares.

# %%
draw_dot(nodes["o"], parameters=[nodes[name] for name in ("w1", "w2", "b")])

# %% [markdown]
# How finely you cut an expression is up to you, as long as each local derivative is right. PyTorch cuts coarsely, for speed; your first
# engine cut finely, for simplicity.
#
# If that is so, other ways to write `tanh` must agree, too. Here are three.
#
# **Predict.** Will they agree in every digit?

# %%
def negative_power(n):
    e = (-2 * n).exp()
    return (1 - e) / (1 + e)


def one_minus(n):
    return 1 - 2 / ((2 * n).exp() + 1)


def by_sigmoid(n):
    return 2 * (2 * n).sigmoid() - 1


exact = neuron(Value.tanh)
for bend in (apart, negative_power, one_minus, by_sigmoid):
    nodes = neuron(bend)
    worst = max(abs(nodes[name].grad - exact[name].grad) for name in nodes)
    print(f"{bend.__name__:15} o = {nodes['o'].data:.4f}   gradients agree within 1e-14: {worst < 1e-14}")

# %% [markdown]
# They agree to 14 digits. The last digits differ, because each way rounds at other places.
#
# ## 5. A gradient check is not everything
#
# A classmate writes `tanh` from memory and checks each gradient by nudging. All pass.
#
# **Predict.** Can there still be a mistake?

# %%
def from_memory(n):
    e = n.exp()
    return (e - 1) / (e + 1)


n = Value(0.8813735870195432)
o = from_memory(n)
o.backward()
slope = nudge(lambda n: (math.exp(n) - 1) / (math.exp(n) + 1), n.data)[0]
print(f"gradient: backward {n.grad:.4f}, nudged {slope:.4f}")
print(f"value:    from memory {o.data:.4f}, math.tanh {math.tanh(n.data):.4f}")

# %% [markdown]
# The 2 is missing. This is `tanh(n/2)`, a fine function with correct gradients, and not the one that was wanted. A gradient check asks
# whether the gradients fit the values. It cannot know which values you meant.
#
# **Check the values, too,** against something that you did not write.
#
# ## 6. When a formula overflows
#
# All four ways agree at n = 0.88. Try them further out.
#
# **Predict.** `tanh` is never larger than 1. What can go wrong at n = 400?

# %%
for n_value in (20.0, 300.0, 400.0):
    for bend in (apart, negative_power, Value.tanh):
        try:
            result = f"{bend(Value(n_value)).data:.4f}"
        except OverflowError as error:
            result = f"OverflowError: {error}"
        print(f"n = {n_value:.0f}   {bend.__name__:15} {result}")

# %% [markdown]
# The result fits into a float; a number on the way there does not. $e^{2n}$ overflows beyond $n = 355$, although it would cancel in the
# end. `negative_power` works here, and fails at −400. `math.tanh` picks the safe side for you, which is why the engine keeps `tanh` as a
# node of its own.
#
# You will meet the same trap in lesson 08, where a network chooses among classes: there, every exponent is first made smaller by the largest.
#
# ## 7. The same neuron in PyTorch
#
# PyTorch does what your engine does. The next cell runs if PyTorch is installed, and says so if it is not.
#
# **Predict.** Will it print 0.7071 and the ledger's gradients? In every digit?

# %% tags=["optional-torch", "nbval-ignore-output"]
try:
    import torch
except ModuleNotFoundError:
    print("PyTorch is not installed here. You do not need it for the course.")
else:
    for kind in (torch.float64, torch.float32):
        x1, x2, w1, w2, b = (
            torch.tensor(number, dtype=kind, requires_grad=True)
            for number in (2.0, 0.0, -3.0, 1.0, 6.8813735870195432)
        )
        o = torch.tanh(x1 * w1 + x2 * w2 + b)
        o.backward()
        print(kind, f"o = {o.item():.10f}   x1.grad = {x1.grad.item():.10f}   w1.grad = {w1.grad.item():.10f}")

# %%
import numpy as np

for kind in (np.float64, np.float32):
    b = kind(6.8813735870195432)
    n = kind(2) * kind(-3) + kind(0) * kind(1) + b
    print(f"{kind.__name__}: b is kept as {b:.13f}, so n = {n:.13f}")

# %% [markdown]
# With `float64` PyTorch agrees in all ten digits. With `float32`, its default, the numbers differ in the seventh digit.
#
# <details><summary>Whose mistake is it?</summary>
#
# Nobody's. A `float32` keeps about seven digits, so already the bias is another number, as NumPy shows: 6.8813734054565 for
# 6.8813735870195. Large networks can live with that, and run twice as fast.
#
# </details>
#
# ## Mistakes people really make
#
# **"Other nodes, other gradients, so something is wrong."** *Symptom:* after taking `tanh` apart there are gradients you have never seen. *Why:* those
# nodes are new. *How to see it:* compare the nodes that both graphs have.

# %%
coarse, fine = neuron(Value.tanh), neuron(apart)
for name in ("o", "n", "b"):
    print(f"{name}: {coarse[name].grad:.4f} and {fine[name].grad:.4f}")

# %% [markdown]
# **`__radd__` that says `other + self`.** *Symptom:* `RecursionError`. *Why:* `other` is a number; it cannot add, so Python asks `self.__radd__`, which
# asks the number again. *How to see it:* write the two calls down. *Way out:* wrap the number first.

# %%
class Loop:
    def __radd__(self, other):
        return other + self


try:
    2 + Loop()
except RecursionError as error:
    print("RecursionError:", str(error)[:32])

# %% [markdown]
# **The derivative of `exp` taken at the input.** *Symptom:* the gradient is the exponent itself. *Why:* `self.data` written for the result. *How to see it:*
# nudge at a place where the two differ.

# %%
x = 0.5
print(f"nudged: {nudge(math.exp, x)[0]:.4f}   result: {math.exp(x):.4f}   input: {x:.4f}")

# %% [markdown]
# ## Checkpoint
#
# Choose, then open your answer.
#
# **1.** What does Python call for `7 - a`, where `a` is a Value?
#
# <details><summary>a.__sub__(7)</summary>
#
# That would compute `a - 7`.
#
# </details>
# <details><summary>a.__rsub__(7)</summary>
#
# Yes, after the number 7 has said that it cannot. In there, `self` is the one on the right.
#
# </details>
# <details><summary>a.__neg__() and then a.__add__(7)</summary>
#
# The result would be the same, but Python does not rewrite expressions. It asks for `__rsub__`.
#
# </details>
#
# **2.** You cut one node into five, and a leaf's gradient changes from 0.5 to 0.25. What happened?
#
# <details><summary>Nothing: finer graphs have smaller gradients</summary>
#
# The leaf and the output are the same as before, so the gradient must be, too.
#
# </details>
# <details><summary>At least one of the five computes something else, or has a wrong local derivative</summary>
#
# Yes. Compare the output's value first; then nudge the five one at a time.
#
# </details>
# <details><summary>Rounding</summary>
#
# Rounding changes the sixteenth digit, not the first.
#
# </details>
#
# **3.** Your `log` passes every gradient check. In fact it computes the logarithm to base 2. How could that happen?
#
# <details><summary>The check was too tolerant</summary>
#
# No tolerance finds it: the gradients belong to the values.
#
# </details>
# <details><summary>The check compares gradients with values, and both are those of base 2</summary>
#
# Yes. Only a comparison with `math.log` tells.
#
# </details>
# <details><summary>Both logarithms have the same derivative</summary>
#
# They differ by a constant factor, and so do their derivatives.
#
# </details>
#
# ## In this lesson you…
#
# - made numbers work on both sides of every operator
# - built minus and division from plus, times and power
# - took `tanh` apart and filled the ledger's fifth column
# - saw why values must be checked as well as gradients, and why `tanh` stays a node
#
# **In practice.** A framework ships hundreds of operations with hand-written rules, each as coarse as is useful. Where you need a new one, PyTorch
# lets you write it as a `torch.autograd.Function`: a forward, and a backward that multiplies by what arrives.
#
# **Go further.** `relu` needs `max`, which your small engine does not have. Can you build `|x|` from what it has? And what is its slope at 0?
#
# ---
# The engine is complete, and you know every line of it. [Lesson 05: training an MLP](05_training_an_mlp.ipynb) puts it to work.
