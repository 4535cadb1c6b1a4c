# %% [markdown]
# # 04 · Tanh, taken apart
#
# *30 minutes · builds on: [lesson 03](03_automatic_backward.ipynb) · you leave with: an engine that also knows minus, division, powers
# and exp, and the reason why you may cut an expression as finely as you like*

# %%
# SET-UP

# %% [markdown]
# **What you will do.** Teach a small engine minus, division, powers and `exp`; build `tanh` from those; and compare the gradients.
#
# **What you will learn.** To make numbers work on both sides of an operator, to build new operations from old ones, to test values as
# well as gradients, and to spot a formula that overflows.
#
# **What you need.** The engine of lesson 03. Here it is again, short: each operation stores its inputs and its local derivatives, and
# `backward` multiplies and adds them. It is called `Small`, so that it cannot get in the way of the course's `Value`.

# %%
class Small:
    def __init__(self, data, op="", inputs=(), local=()):
        self.data, self.grad, self.label = data, 0.0, ""
        self._op, self._prev, self._local = op, inputs, local

    def __add__(self, other):
        return Small(self.data + other.data, "+", (self, other), (1.0, 1.0))

    def __mul__(self, other):
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
# ## What can it do?
#
# **Predict.** `a` is a `Small`. Which of these eight work: `a * a`, `a * 2`, `2 * a`, `sum([a, a])`, `a - 1`, `1 - a`, `a / 2`, `2 / a`?

# %%
def attempt(expression):
    a = Small(3.0)
    try:
        print(f"{expression:15} {eval(expression).data:8.4f}")  # eval runs a text as Python code
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
# `a * 2` fails because the 2 has no `.data`. Wrap it: a plain number becomes a `Small`.
#
# `2 * a` needs more. Python asks the left operand first: does the number 2 know how to multiply itself by a `Small`? It does not. Then Python
# asks the right one, under another name: `a.__rmul__(2)`. The `r` is for *reflected*.
#
# A class can be given a method later: `Small.__add__ = add` replaces the one it had. The new `add` wraps, then calls the one before.
#
# **Predict.** `sum([a, a])` never mentions a number. Why does it need `__radd__`?

# %%
def wrap(x):
    return x if isinstance(x, Small) else Small(float(x))


def add(self, other, before=Small.__add__):
    return before(self, wrap(other))


def multiply(self, other, before=Small.__mul__):
    return before(self, wrap(other))


Small.__add__, Small.__mul__ = add, multiply
Small.__radd__ = lambda self, other: wrap(other) + self
Small.__rmul__ = lambda self, other: wrap(other) * self

# %%
for wish in wishes:
    attempt(wish)

# %% [markdown]
# Four of eight.
#
# <details><summary>Why does sum need __radd__?</summary>
#
# `sum` starts from 0 and computes `0 + a`, with the number on the left.
#
# </details>
#
# ## 2. Minus, from plus and times
#
# You could give minus a rule of its own. You can also build it from what is there:
#
# $$-b = (-1) \cdot b \qquad a - b = a + (-1) \cdot b$$
#
# **Predict.** What is the gradient of `b` in `a - b`? And what does `1 - a` give at `a = 3` if somebody writes `__rsub__ = __sub__`, because
# `__radd__ = __add__` works?

# %%
Small.__neg__ = lambda self: self * -1
Small.__sub__ = lambda self, other: self + -wrap(other)
Small.__rsub__ = Small.__sub__  # somebody's idea

a, b = Small(3.0), Small(5.0)
(a - b).backward()
print(f"a - b: gradient of a {a.grad:.0f}, of b {b.grad:.0f}")
attempt("1 - a")

# %% [markdown]
# `1 - a` at 3 is −2, and this says 2. Python calls `a.__rsub__(1)`: *self* is the one on the **right**.

# %%
from classroom.pictures import draw_dot

Small.__rsub__ = lambda self, other: wrap(other) - self
attempt("1 - a")

a, b = Small(3.0), Small(5.0)
a.label, b.label = "a", "b"
difference = a - b
difference.label = "a - b"
difference.backward()
draw_dot(difference, local=True)

# %% [markdown]
# Follow `b` to the right: its arrow carries −1, the local derivative of the multiplication. 1 arrives, so `b` gets −1. Nobody had to remember
# the sign. (The constant −1 gets a gradient, too. Nobody uses it.)
#
# ## 3. exp, powers, division
#
# Two operations really are new. Each needs its local derivative:
#
# $$\frac{d}{dx} e^x = e^x \qquad \frac{d}{dx} x^k = k\,x^{k-1}$$
#
# The derivative of $e^x$ is $e^x$ again, so `exp` needs its result twice. In the power, $k$ is a plain number. Division follows from it:
# $a / b = a \cdot b^{-1}$.
#
# **Predict.** What is the gradient of `b` in `a / b` at `a = 3`, `b = 2`?

# %%
import math

from classroom.instruments import nudge


def exp(self):
    y = math.exp(self.data)
    return Small(y, "exp", (self,), (y,))


def power(self, k):
    return Small(self.data**k, f"**{k}", (self,), (k * self.data ** (k - 1),))


Small.exp, Small.__pow__ = exp, power
Small.__truediv__ = lambda self, other: self * wrap(other) ** -1
Small.__rtruediv__ = lambda self, other: wrap(other) / self

# %%
a, b = Small(3.0), Small(2.0)
(a / b).backward()
print("backward:", [f"{g:.4f}" for g in (a.grad, b.grad)])
print("nudged:  ", [f"{g:.4f}" for g in nudge(lambda a, b: a / b, 3.0, 2.0)])
for wish in wishes:
    attempt(wish)

# %% [markdown]
# Eight of eight.
#
# <details><summary>Where does −0.7500 come from?</summary>
#
# The power's local derivative is −1 · b⁻², minus a quarter. The multiplication sends it `a`, which is 3. Together −0.75, which is −a / b².
#
# </details>
#
# ## 4. tanh without tanh
#
# `tanh` was one node, with a rule that you had to look up. It is also nothing but `exp` and arithmetic:
#
# $$\tanh(n) = \frac{e^{2n} - 1}{e^{2n} + 1}$$
#
# Your engine can do that now. Several small nodes do the work of one, and each knows only its own rule. Nobody tells them that the whole is `tanh`.
#
# **Predict.** What will your engine say for the gradient of `n`, which was 0.5?

# %%
n = Small(0.8813735870195432)
e = (2 * n).exp()
o = (e - 1) / (e + 1)
o.backward()
print(f"o = {o.data:.4f}   n.grad = {n.grad:.4f}")

# %% [markdown]
# It never heard of $1 - o^2$, and found 0.5.
#
# `micrograd_core` has all of these operations. It gives `-` and `/` rules of their own: one new node instead of three for a minus, and instead of
# two for a division. From here on the lesson uses it, for the whole neuron.
#
# **Predict.** Which of the seven gradients in the ledger will change?

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

# %%
from classroom.instruments import ledger


def apart(n):
    e = (2 * n).exp()
    e.label = "e"
    return (e - 1) / (e + 1)


nodes = neuron(apart)
print(f"o = {nodes['o'].data:.4f}")
ledger("tanh taken apart", {name: node.grad for name, node in nodes.items()})

# %% [markdown]
# The fifth column, and no gradient has changed: all agree to nine decimal places. Here is the part of the graph from `n` on, with the
# local derivatives. Five circles stand where one was.

# %%
n = Value(0.8813735870195432, label="n")
o = apart(n)
o.label = "o"
o.backward()
draw_dot(o, local=True)

# %% [markdown]
# Read it from the right. `e` is used twice, so its gradient is a sum: 0.1464 through the minus and −0.1036 through the plus, together 0.0429.
# The exp multiplies that by 5.8284, which makes 0.25, and the multiplication by 2: 0.5. As one node, `tanh` multiplies by $1 - o^2$, also 0.5.
#
# The chain rule multiplies local derivatives along every way, and adds up the ways. In five small steps or in one large one, the result
# is the same. So cut as you like, as long as each local derivative is right.
#
# If that is so, other ways to write `tanh` must agree, too. (`sigmoid(x)` is $1 / (1 + e^{-x})$; the engine has it as a node.)
#
# **Predict.** Three more forms follow. Will the gradient of `n` agree in every digit?

# %%
def negative_power(n):
    e = (-2 * n).exp()
    return (1 - e) / (1 + e)


def one_minus(n):
    return 1 - 2 / ((2 * n).exp() + 1)


def by_sigmoid(n):
    return 2 * (2 * n).sigmoid() - 1


forms = (Value.tanh, apart, negative_power, one_minus, by_sigmoid)

# %%
for bend in forms:
    nodes = neuron(bend)
    error = abs(nodes["n"].grad - 0.5)
    print(f"{bend.__name__:15} o = {nodes['o'].data:.4f}   n.grad = {nodes['n'].grad:.12f}   right to 14 digits: {error < 1e-14}")

# %% [markdown]
# They agree in the first 14 digits. The last one or two may differ, because each form rounds in different places.
#
# ## 5. A classmate's tanh
#
# A classmate writes `tanh` from memory and checks each gradient by nudging. All pass.
#
# **Predict.** Can there still be a mistake?

# %%
def from_memory(n):
    e = n.exp()
    return (e - 1) / (e + 1)


n = Value(1.0)
o = from_memory(n)
o.backward()
slope = nudge(lambda x: from_memory(Value(x)).data, n.data)[0]
print(f"gradient: backward {n.grad:.4f}, nudged {slope:.4f}")
print(f"value:    from memory {o.data:.4f}, math.tanh {math.tanh(n.data):.4f}")

# %% [markdown]
# The 2 is missing. This is `tanh(n/2)`, a fine function with correct gradients, and not the one that was wanted. A gradient check asks
# whether the gradients fit the values. It cannot know which values you meant.
#
# **Check the values, too,** against something that you did not write.
#
# ## 6. Far from zero
#
# All five forms agree at n = 0.88. Try them further out.
#
# **Predict.** `tanh` is never larger than 1. Will all five say 1 at n = 400, and −1 at n = −400?

# %%
for n_value in (400.0, -400.0):
    for bend in forms:
        try:
            result = f"{bend(Value(n_value)).data:.4f}"
        except OverflowError as error:
            result = f"OverflowError: {error}"
        print(f"n = {n_value:4.0f}   {bend.__name__:15} {result}")

# %% [markdown]
# The result fits into a float; a number on the way there does not. A float ends near $1.8 \cdot 10^{308}$, and $e^{800}$ is far beyond, although
# above and below the fraction line it would nearly cancel. The forms with `exp` fail on one side each. `tanh` as one node picks the safe side.
#
# Networks that choose among many classes meet the same trap. They first subtract the largest exponent from all of them.
#
# ## 7. The same neuron in PyTorch
#
# PyTorch does what your engine does. A *tensor* is its Value; `requires_grad=True` asks for a gradient, `dtype` chooses the kind of number, and
# `.item()` takes the plain number out. The next cell runs if PyTorch is installed, and says so if it is not.
#
# **Predict.** Will it print 0.7071067812 and the ledger's gradients, in all ten digits, for both kinds of number?

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
# With `float64`, PyTorch prints exactly these ten digits. With `float32`, its default, it says 0.7071067095 for 0.7071067812.
#
# <details><summary>Whose mistake is it?</summary>
#
# Nobody's. A `float32` keeps about seven digits, so even the bias is a different number, as NumPy shows: 6.8813734054565 for
# 6.8813735870195. Large networks can live with that: they need half the memory and run faster.
#
# </details>
#
# ## Mistakes people really make
#
# **"New gradients, so something is wrong."** *Symptom:* after taking `tanh` apart there are gradients you have never seen, such as the one of `e`.
# *Why:* those nodes are new. *How to see it:* compare only the nodes that both graphs have, as the ledger does.
#
# **`__radd__` that says `other + self`.** *Symptom:* `RecursionError`. *Why:* `other` is a number; it cannot add, so Python asks `self.__radd__`, which
# asks the number again. *How to see it:* write the two calls down. *Way out:* wrap the number first.

# %%
class Loop:
    def __radd__(self, other):
        return other + self


try:
    2 + Loop()
except RecursionError as error:
    print(type(error).__name__)

# %% [markdown]
# **The derivative of `exp` taken from the input.** *Symptom:* the local derivative is x. *Why:* `self.data` written where the result belongs.
# *How to see it:* nudge.

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
# <details><summary>a.__rsub__(7)</summary>
#
# Yes, after the number 7 has said that it cannot. In there, `self` is the one on the right.
#
# </details>
# <details><summary>a.__sub__(7)</summary>
#
# That would compute `a - 7`.
#
# </details>
# <details style="margin-bottom: 1em"><summary>(-a).__add__(7)</summary>
#
# The result would be the same, but Python does not rewrite expressions. It asks for `__rsub__`.
#
# </details>
#
# **2.** `backward` is correct. You cut one node into five, and a leaf's gradient changes from 0.5 to 0.25. What happened?
#
# <details><summary>Nothing: finer graphs have smaller gradients</summary>
#
# The leaf and the output are the same as before, so the gradient must be, too.
#
# </details>
# <details><summary>Rounding</summary>
#
# Rounding changes the sixteenth digit, not the first.
#
# </details>
# <details style="margin-bottom: 1em"><summary>The five together compute something else, or one local derivative is wrong</summary>
#
# Yes. Compare the output's value first. If it is right, nudge the five one at a time.
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
# Yes. Only a comparison with `math.log` shows it.
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
# - made numbers work on both sides of `+`, `-`, `*` and `/`
# - built minus and division from plus, times and power
# - took `tanh` apart and filled the ledger's fifth column
# - saw why values must be checked as well as gradients, and why `tanh` stays a node
#
# **In practice.** A framework ships hundreds of operations with hand-written rules, each as coarse as is useful. Where you need a new one, PyTorch
# lets you write it as a `torch.autograd.Function`: a forward, and a backward that multiplies by what arrives.
#
# **Go further.** Can you build `|x|` from what `Small` has? What is its slope at 0?
#
# <details><summary>One answer</summary>
#
# `(x**2) ** 0.5`. At 0 there is no slope: it is −1 on the left and 1 on the right, and the formula divides by zero. A node of its own could
# choose a slope there; PyTorch's `abs` chooses 0.
#
# </details>
#
# ---
# Now make it yours: the [exercises of this lesson](exercises/04_decomposed_tanh.ipynb) tell you *what* is wrong when something is.
#
# You know how every operation of the engine comes by its gradient. [Lesson 05: training an MLP](05_training_an_mlp.ipynb) puts it to work.
