# %% [markdown]
# # 04 · Tanh, taken apart
#
# *39 minutes · builds on: [lesson 03](03_automatic_backward.ipynb) · you leave with: an engine that also knows minus, division, powers
# and exp, and an eye for what cuts a graph or overflows*

# %%
# SET-UP

# %% [markdown]
# **What you will do.** Teach a small engine minus, division, powers and `exp`; build `tanh` from those; and see where gradients get lost.
#
# **What you will learn.** To make numbers work on both sides of an operator, to build new operations from old ones, to check what you have
# built, and to spot where gradients end.
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
# Lesson 03 ended with two expressions that fail, `2 * a` and `a - 1`. With them, the next cell tries eight.
#
# **Predict.** `a` is a `Small`. Which of the other six work: `a * a`, `a * 2`, `sum([a, a])`, `1 - a`, `a / 2`, `2 / a`?

# %%
def attempt(expression):
    a = Small(3.0)
    try:
        result = eval(expression)  # eval runs a text as Python code
        print(f"{expression:15} {result.data:8.4f}")
    except Exception as error:
        print(f"{expression:15} {type(error).__name__}: {error}")


wishes = ("a * a", "a * 2", "2 * a", "sum([a, a])", "a - 1", "1 - a", "a / 2", "2 / a")
for wish in wishes:
    attempt(wish)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# One: `a * a`. Even `sum` fails, although it only adds.
#
# </details>
#
# ## 1. Numbers on both sides
#
# A plain number has no `.data`. Wrap it: a plain number becomes a `Small`.
#
# `2 * a` is another matter. Python asks the left operand first: does the number 2 know how to multiply itself by a `Small`? It does not. Then Python
# asks the right one, under another name: `a.__rmul__(2)`. The `r` is for *reflected*.
#
# A class can be given a method later: `Small.__add__ = add` replaces the one it had. (`lambda self, other: ...` is a function written
# in one line.)
#
# **Predict.** `sum([a, a])` never mentions a number. Why does it need `__radd__`? And how many of the eight will work now?

# %%
def wrap(x):
    return x if isinstance(x, Small) else Small(float(x))


def add(self, other):
    other = wrap(other)
    return Small(self.data + other.data, "+", (self, other), (1.0, 1.0))


def multiply(self, other):
    other = wrap(other)
    return Small(self.data * other.data, "*", (self, other), (other.data, self.data))

# %%
Small.__add__, Small.__mul__ = add, multiply
Small.__radd__ = lambda self, other: wrap(other) + self
Small.__rmul__ = lambda self, other: wrap(other) * self

# %%
for wish in wishes:
    attempt(wish)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# `sum` starts from 0 and computes `0 + a`, with the number on the left. Four of eight work; minus and division are still missing.
#
# </details>
#
# ## 2. Minus, from plus and times
#
# You could give minus a rule of its own. You can also build it from what is there:
#
# $$-b = (-1) \cdot b \qquad a - b = a + (-1) \cdot b$$
#
# (`-x` calls `x.__neg__()`.)
#
# **Predict.** What is the gradient of `b` in `a - b`? `__radd__ = __add__` would have worked, because the
# order does not matter there. If somebody writes `__rsub__ = __sub__` as well, what does `1 - a` give at `a = 3`?

# %%
Small.__neg__ = lambda self: self * -1
Small.__sub__ = lambda self, other: self + -wrap(other)
Small.__rsub__ = Small.__sub__  # somebody's idea

a, b = Small(3.0), Small(5.0)
(a - b).backward()
print(f"a - b: gradient of a {a.grad:.0f}, of b {b.grad:.0f}")
attempt("1 - a")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# `b` gets −1. `1 - a` at 3 is −2, and this says 2: Python calls `a.__rsub__(1)`, and there *self* is the one on the **right**.
#
# </details>
#
# In `__rsub__` the number has to come first again. Here is a version that sees to it, and the graph of `a - b`.

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
# In the picture, follow `b` to the right: its arrow carries −1, the local derivative of the multiplication. 1 arrives, so `b` gets −1. The sign
# comes by itself. (The constant −1 gets a gradient, too, which is not used.)
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
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# −0.7500. The power's local derivative is −1 · b⁻², minus a quarter. The multiplication sends it `a`, which is 3. Together −0.75, which
# is −a / b². And now eight of eight work.
#
# </details>
#
# ## 4. tanh without tanh
#
# `tanh` was one node, with a rule that you had to look up. It is also nothing but `exp` and arithmetic:
#
# $$\tanh(n) = \frac{e^{2n} - 1}{e^{2n} + 1}$$
#
# Your engine can do that now. Several small nodes do the work of one, and each knows only its own rule.
#
# **Predict.** The gradient of `n` was 0.5. What will your engine say for it: less, the same, or more?

# %%
n = Small(0.8813735870195432)
e = (2 * n).exp()
o = (e - 1) / (e + 1)
o.backward()
print(f"o = {o.data:.4f}   n.grad = {n.grad:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 0.5 again. The engine has never heard of $1 - o^2$, and needs no rule for `tanh`.
#
# </details>
#
# `micrograd_core` has all of these operations. It gives `-` and `/` rules of their own: a minus is one new node, where yours needs three; a
# division is one, where yours needs two. From here on the lesson uses it. Here it fills the ledger's fifth column, for the whole neuron.

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
# The fifth column holds what the other four hold: all agree to nine decimal places. The nodes that are new are not in it. One of them
# is `e`, which is 5.828 here and is used twice, above the fraction bar and below it.
#
# **Predict.** What is the gradient of `e`? Two hints: `n` gets 0.5, and on its way from `e` to `n` a gradient passes the exp and the
# multiplication by 2.

# %%
n = Value(0.8813735870195432, label="n")
o = apart(n)
o.label = "o"
o.backward()
draw_dot(o, local=True)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 0.0429: times 5.828 that makes 0.25, and times 2 it makes 0.5. From the other side it is a sum, because `e` is used twice: 0.1464 through
# the minus and −0.1036 through the plus (both rounded).
#
# </details>
#
# The picture shows the graph from `n` on, with the local derivatives. Five circles stand where one was. Read it from the right: what reaches
# `n` is what the single node `tanh` gives it with $1 - o^2$.
#
# The chain rule multiplies the local derivatives along each path, and adds up the paths. In five small steps or in one large one, the
# result is the same. So on paper you may cut as finely as you like, as long as each local derivative is right. Section 7 shows what floats
# make of it.
#
# ## 5. Two classmates' tanh
#
# `examine` compares the gradient with nudging, and the value with `math.tanh`. A classmate has written `tanh` from memory: `from_memory`.

# %%
def examine(bend, at=1.0):
    n = Value(at)
    o = bend(n)
    o.backward()
    slope = nudge(lambda x: bend(Value(x)).data, at)[0]
    print(f"gradient: backward {n.grad:.4f}, nudged {slope:.4f}")
    print(f"value:    {o.data:.4f}, math.tanh says {math.tanh(at):.4f}")

# %%
def from_memory(n):
    e = n.exp()
    return (e - 1) / (e + 1)

# %% [markdown]
# **Predict.** Compare it with the formula of section 4. Which of the two checks fails: the gradient's, the value's, both, or neither?

# %%
examine(from_memory)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Only the value's. A 2 is missing: this is `tanh(n/2)`, a fine function with correct gradients, and not the one that was wanted. A gradient
# check asks whether the gradients fit the values. It cannot know which values you meant.
#
# </details>
#
# **Check the values, too,** against something that you did not write.
#
# The other classmate has looked the formula up, but writes `e.data` in the denominator, "because there it is only a number".
#
# **Predict.** What is wrong now: the value, the gradient, both, or neither?

# %%
def plain_below(n):
    e = (2 * n).exp()
    return (e - 1) / (e.data + 1)


examine(plain_below)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# The value is right. The gradient is not: 1.7616, where nudging says 0.4200. `e` reaches `o` along two paths. `e.data` is a plain number
# that remembers nothing, so the path through the denominator ends there, and with it the negative share that should come back.
#
# </details>
#
# Taking `.data` in the middle of an expression *cuts* the graph: `backward` finds no path through a plain number. Here each of the two
# checks finds what the other one misses.
#
# ## 6. relu and max
#
# `relu(x)` is x where x is positive, and 0 elsewhere. Its local derivative is 1 where x is positive, and 0 elsewhere. The larger of two
# numbers can be built from it:
#
# $$\max(a, b) = b + \mathrm{relu}(a - b)$$
#
# **Predict.** `a` is 3, `b` is 5, and 10 arrives at the result. How much of it do `a` and `b` get? And if `a` is 5 and `b` is 3?

# %%
def larger(a, b):
    return b + (a - b).relu()


for numbers in ((3.0, 5.0), (5.0, 3.0), (4.0, 4.0)):
    a, b = map(Value, numbers)
    (10 * larger(a, b)).backward()
    print(f"a = {a.data:.0f} gets {a.grad:.0f}, b = {b.data:.0f} gets {b.grad:.0f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# The larger one gets all 10, the smaller one nothing. While `a - b` is negative, the relu is closed, and only the straight path to `b` is
# left. While it is positive, `a` gets 10 through the relu, and `b` gets 10 on the straight path and −10 through the relu. (At a tie,
# this form gives everything to `b`.)
#
# </details>
#
# A plus hands what arrives to both inputs. A max is a *router*: it sends everything one way. A relu is one, too, with a 0 as its
# other input.
#
# That has a price. Here is a neuron with the weight 1 and the bias −3, which sees the inputs 0.5, 1 and 2. You would like its three
# answers to be larger.
#
# **Predict.** A larger bias would do it. `w` and `b` get the gradients of the sum of the three answers. Which are positive, negative or 0, with
# relu and with tanh?

# %%
for bend in (Value.relu, Value.tanh):
    w, b = Value(1.0), Value(-3.0)
    answers = [bend(w * x + b) for x in (0.5, 1.0, 2.0)]
    sum(answers).backward()
    print(bend.__name__, "answers:", *(f"{answer.data:7.4f}" for answer in answers))
    print(bend.__name__, f"w.grad = {w.grad:.4f}, b.grad = {b.grad:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# With relu, both are 0, because $wx + b$ is negative for all three inputs, and each time the relu is closed. With tanh, both are
# positive. The tanh has a slope at all three points, small at two of them, and says which way is up.
#
# </details>
#
# A relu neuron that answers 0 to every example is called *dead*. Gradient descent, lesson 05's method, has nothing to follow:
# a gradient describes the spot where you stand, not the slope around the corner.
#
# Another use of relu: a guess of 7 for a 2 has the error 5, and the squared error pulls hard: its slope is 2 · 5 = 10. To
# be safe from such outliers, a colleague limits the error to −1…1 before it is squared:
# $\mathrm{clip}(e) = \mathrm{relu}(e + 1) - \mathrm{relu}(e - 1) - 1$.
#
# **Predict.** How hard does `clip(e)**2` pull at the guess 7?

# %%
def clip(e):
    return (e + 1).relu() - (e - 1).relu() - 1


losses = {
    "e**2": lambda e: e**2,
    "clip(e)**2": lambda e: clip(e) ** 2,
}

# %%
def pulls(guesses):
    for number in guesses:
        for text, loss in losses.items():
            guess = Value(number)
            loss(guess - 2).backward()
            print(f"guess {number:5}: {text:26} slope {guess.grad:8.4f}")


pulls((2.3, 7.0))

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Not at all: beyond 1, `clip` is flat. Both relus are open there, and their shares, 1 and −1, cancel. The worst guess of all gets no
# correction.
#
# </details>
#
# A program that learns to play video games has limited its errors in this way: [Karpathy's article on
# backprop](https://karpathy.medium.com/yes-you-should-understand-backprop-e2f06eab496b) tells the story.
#
# A safer way is to bend the *loss*, not the error. A bent loss goes on rising where `clip` is flat, along something close to a straight line, and
# a line has a slope.

# %%
losses["2 * ((e**2 + 1)**0.5 - 1)"] = lambda e: 2 * ((e**2 + 1) ** 0.5 - 1)
pulls((2.3, 7.0, 100.0))

# %% [markdown]
# Compare the third line of each guess with the first. Near 0 the bent loss is almost the square. Far away its slope approaches 2: an outlier still
# pulls, and no harder than that.
#
# ## 7. Far from zero
#
# `tanh` can be written in other ways, and all of the following agree at n = 0.5. (`sigmoid(x)` is $1 / (1 + e^{-x})$; the engine has it as
# a node.)
#
# **Predict.** Rounded, `tanh` is 1 at n = 400 and −1 at n = −400. Which of the five fail at 400, and which at −400?

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
for n_value in (0.5, 400.0, -400.0):
    for bend in forms:
        try:
            result = f"{bend(Value(n_value)).data:.4f}"
        except OverflowError:
            result = "OverflowError"
        print(f"n = {n_value:6.1f}   {bend.__name__:15} {result}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# `apart` and `one_minus` fail at 400, `negative_power` at −400. The result fits into a float; a number on the way there does not. A float ends near
# $1.8 \cdot 10^{308}$, and $e^{800}$ is far beyond, although above and below the fraction bar it would nearly cancel.
#
# </details>
#
# So a formula can be right on paper and fail far out. That is one reason why `tanh` stays a node of its own: whoever wrote `math.tanh`
# could choose for each side the form that is safe there.
#
# ## 8. The same neuron in PyTorch
#
# PyTorch does what your engine does. A *tensor* is its Value; `requires_grad=True` asks for a gradient, and `.item()` takes the plain
# number out, as `.data` does. `dtype` chooses the kind of number: `float64` keeps about 16 digits, like a Python float, and `float32` about 7.
# The next cell runs if PyTorch is installed, and says so if it is not. The one after it shows with NumPy what each kind makes of the bias.
#
# **Predict.** Will it print 0.7071067812 and the ledger's gradients, in all ten digits, for `float64` and for `float32`?

# %% tags=["optional-torch", "nbval-ignore-output"]
try:
    import torch
except ModuleNotFoundError:
    torch = None
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
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# With `float64`, PyTorch prints exactly these ten digits. With `float32`, its default, it says 0.7071067095 for 0.7071067812: the
# eighth digit differs. Nobody made a mistake. With about seven digits even the bias is a different number, as NumPy shows:
# 6.8813734054565 for 6.8813735870195.
#
# </details>
#
# Large networks can live with seven digits: the numbers need half the memory and are computed faster.
#
# ## 9. The same bugs in PyTorch (optional)
#
# If you go on to PyTorch, look out for five bugs. Two of them you know, in disguise.
#
# **Predict.** Each function gets x = 2; its comment says what is right. What does each return?

# %%
def cut_by_item(x):  # 3x · x has the slope 6x, so 12
    y = x * 3
    (y.item() * x).backward()
    return x.grad


def not_zeroed(x):  # x² has the slope 2x, so 4; backward runs twice
    for _ in range(2):
        (x * x).backward()
    return x.grad

# %% tags=["optional-torch", "nbval-ignore-output"]
import warnings


def run(bug):
    try:
        with warnings.catch_warnings(action="ignore"):
            result = bug(torch.tensor(2.0, requires_grad=True))
        print(f"{bug.__name__:19} {'None' if result is None else f'{result.item():.4f}'}")
    except RuntimeError as error:
        print(f"{bug.__name__:19} {f'RuntimeError: {error}'[:66]}")


if torch is None:
    print("PyTorch is not installed here.")
for bug in (cut_by_item, not_zeroed) if torch else ():
    run(bug)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# - `cut_by_item`: 6. A path is cut, as by `.data` in section 5.
# - `not_zeroed`: 8. Leaves add up from call to call, as in lesson 03.
#
# </details>
#
# The other three are PyTorch's own. (`torch.tensor([[1.0], [2.0], [3.0]])` is a column of three numbers.)

# %%
def inner_gradient(x):  # (3x)² has the slope 2 · 3x at the inner node 3x, so 12
    y = x * 3
    (y * y).backward()
    return y.grad


def changed_in_place(x):  # exp(x) + 1 has the slope exp(x), so 7.3891
    y = x.exp()
    y += 1
    y.backward()
    return x.grad


def column_against_row(x):  # three right guesses: the loss should be 0
    guesses = x * torch.tensor([[1.0], [2.0], [3.0]])
    wanted = torch.tensor([2.0, 4.0, 6.0])
    return ((guesses - wanted) ** 2).mean()

# %% tags=["optional-torch", "nbval-ignore-output"]
for bug in (inner_gradient, changed_in_place, column_against_row) if torch else ():
    run(bug)

# %% [markdown]
# - `inner_gradient`: None. PyTorch keeps those of leaves only, unless you call `y.retain_grad()`.
# - `changed_in_place`: the error. exp needs its result again, and `+=` has overwritten it. `y = y + 1` makes a new one.
# - `column_against_row`: 5.3333. A column minus a row is a table of all nine differences.
#
# An error is the friendliest of the five. For the silent ones, nudge a small case, and look at the shapes.
#
# ## Mistakes people really make
#
# **"New gradients, so something is wrong."** *Symptom:* after taking `tanh` apart, gradients appear that you have never seen. *Why:* those nodes
# are new. *How to see it:* compare only the nodes that both graphs have, as the ledger does.
#
# **`__radd__` that says `other + self`.** *Symptom:* `RecursionError`. *Why:* `other` is a number; it cannot add, so Python asks `self.__radd__`, which
# asks the number again. *Way out:* wrap the number first.

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
# Rounding changes late digits. It does not halve a gradient of 0.5.
#
# </details>
# <details style="margin-bottom: 1em"><summary>The five together compute something else, or one local derivative is wrong</summary>
#
# Yes. Compare the output's value first. If it is right, nudge the five one at a time.
#
# </details>
#
# **3.** The value of `o` is right, but `n.grad` is not what nudging says. Which of these could it be?
#
# <details><summary>The formula is that of another function</summary>
#
# Then the value would be wrong, and the gradient would fit it.
#
# </details>
# <details><summary>An OverflowError on the way</summary>
#
# Then there is no value at all.
#
# </details>
# <details><summary>A `.data` on one of two paths from n to o</summary>
#
# Yes. The forward pass needs only the numbers; `backward` needs the path.
#
# </details>
#
# ## In this lesson you…
#
# - made numbers work on both sides of `+`, `-`, `*` and `/`
# - built minus and division from plus, times and power
# - took `tanh` apart and filled the ledger's fifth column
# - saw why values must be checked as well as gradients, and what cuts a graph
# - met routers: max, relu, and a neuron that no gradient reaches
#
# **In practice.** A framework ships hundreds of operations with hand-written rules, each as coarse as is useful. Where you need a new one, PyTorch
# lets you write it as a `torch.autograd.Function`: a forward, and a backward that multiplies by what arrives. Where outliers pull too hard,
# it offers losses that bend (`HuberLoss`), and limits for the gradients, after `backward`.
#
# **Go further.** Can you build `|x|` from what `Small` has? What is its slope at 0?
#
# <details><summary>One answer</summary>
#
# `(x**2) ** 0.5`. At 0 there is no slope: it is −1 on the left and 1 on the right, and the formula divides by zero. A node of its own could
# choose a slope there; PyTorch's `abs` chooses 0. So does $\mathrm{relu}(x) + \mathrm{relu}(-x)$ in the course's engine.
#
# </details>
#
# ---
# Now make it yours: the [exercises of this lesson](exercises/04_decomposed_tanh.ipynb) tell you *what* is wrong when something is.
#
# You know how every operation that training needs comes by its gradient. [Lesson 05: training an MLP](05_training_an_mlp.ipynb) puts it to work.
