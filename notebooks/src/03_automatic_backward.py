# %% [markdown]
# # 03 · Automatic backward
#
# *40 minutes · builds on: [lesson 02](02_single_neuron.ipynb) · you leave with: an engine of your own that finds every gradient, and the
# reasons for each of its lines*

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
# **What you will do.** Turn the pencil work of lesson 02 into a program: a class `Value` with a method `backward()`.
#
# **What you will learn.** To give each operation its own rule, to find an order in which the rules may run, to explain why
# gradients are added and not set, and to recognise wrong engines by what they do.
#
# **What you need.** Local derivative times what arrives. Python classes, and functions inside functions.
#
# ## Hand-made gradients go stale
#
# Somebody wrote down the three gradients of `a*b + c`, correctly. Later the expression got one more use of `a`.
#
# **Predict.** Will the program complain? Which of the three numbers are still right?

# %%
from classroom.nudging import nudge


def expression(a, b, c):
    return a * b + a * c


def gradients_by_hand(a, b, c):
    return [b, a, 1]


print("by hand:", gradients_by_hand(2, -3, 10))
print("nudged: ", [f"{slope:.4f}" for slope in nudge(expression, 2, -3, 10)])

# %% [markdown]
# No complaint, and two of three are wrong. Gradients on paper do not follow when the expression changes. The *operations* have
# to bring their rules along.
#
# ## 1. A node that knows its own rule
#
# When `a * b` runs, everything that its gradient rule will need is at hand: both inputs, and the result. So write the rule down
# right there, as a function, and let the result keep it for later.

# %%
import math


class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self.grad = 0.0
        self.label = label
        self._prev = _prev  # the inputs
        self._op = _op  # the operation that made this Value
        self._backward = lambda: None  # a leaf has nobody to hand anything to

# %% [markdown]
# Now the operations. Each builds its result, writes the rule, and attaches it. The rule is a **closure**: a function that
# remembers `self`, `other` and `out` from the call in which it was made.
#
# Read the two rules closely. They are lesson 01 in code: local derivative times what arrives. They also hold a mistake that
# was published by people who knew what they were doing. You will meet it in section 3.

# %%
def add(self, other):
    out = Value(self.data + other.data, (self, other), "+")

    def _backward():
        self.grad = 1.0 * out.grad
        other.grad = 1.0 * out.grad

    out._backward = _backward
    return out


Value.__add__ = add

# %%
def multiply(self, other):
    out = Value(self.data * other.data, (self, other), "*")

    def _backward():
        self.grad = other.data * out.grad
        other.grad = self.data * out.grad

    out._backward = _backward
    return out


Value.__mul__ = multiply

# %%
def tanh(self):
    out = Value(math.tanh(self.data), (self,), "tanh")

    def _backward():
        self.grad = (1 - out.data**2) * out.grad

    out._backward = _backward
    return out


Value.tanh = tanh

# %% [markdown]
# ## 2. Call the rules, one after the other
#
# Build the neuron of lesson 02 with your own class. Nothing has a gradient yet, but every node holds its rule.

# %%
x1, x2 = Value(2.0, label="x1"), Value(0.0, label="x2")
w1, w2 = Value(-3.0, label="w1"), Value(1.0, label="w2")
b = Value(6.8813735870195432, label="b")
left, right = x1 * w1, x2 * w2
both = left + right
n = both + b
o = n.tanh()
n.label, o.label = "n", "o"
print(f"o = {o.data:.4f}")

# %% [markdown]
# **Predict.** Run the rules from right to left: first that of `o`, then `n`, `both`, `left`, `right`. Which gradient will `w1` have?

# %%
for node in (o, n, both, left, right):
    node._backward()
print("w1.grad =", w1.grad, "  n.grad =", n.grad, "  o.grad =", o.grad)

# %% [markdown]
# Zeros. Every rule multiplies what arrives, and at `o` nothing has arrived yet. Somebody has to start: the output moves one for one
# with itself, so its gradient is 1. That first 1 is called the **seed**.

# %%
from classroom.ledger import ledger

o.grad = 1.0
for node in (o, n, both, left, right):
    node._backward()

nodes = {"o": o, "n": n, "b": b, "x1": x1, "w1": w1, "x2": x2, "w2": w2}
ledger("node by node", {name: node.grad for name, node in nodes.items()})

# %% [markdown]
# The third column. You called five rules in the right order, and knew no calculus while doing it.
#
# ## 3. A value that is used twice
#
# So far every value fed exactly one operation. Here is the smallest graph where that stops being true:
#
# $$b = a + a$$
#
# If `a` grows by a little, `b` grows by twice that little. The gradient of `a` is 2, whatever `a` is.
#
# **Predict.** Both inputs of this plus are the same object. What will your rule for `+` leave in `a.grad`?

# %%
a = Value(3.0, label="a")
b = a + a
b.grad = 1.0
b._backward()
print(f"your engine: {a.grad:.4f}   nudged: {nudge(lambda a: a + a, 3.0)[0]:.4f}")

# %% [markdown]
# The engine says 1 and nudging says 2. Believe the nudge.
#
# <details style="margin-bottom: 1em"><summary>Where did the other 1 go?</summary>
#
# The rule ran `self.grad = ...` and then `other.grad = ...`. Both are `a`, so the second line wrote over what the first had put there.
#
# </details>
#
# Each use of `a` is one more way for a change in `a` to reach the output. The effects of all the ways add up:
#
# $$\frac{\partial L}{\partial a} = \sum_{\text{uses of } a} \frac{\partial \,\text{use}}{\partial a} \cdot \frac{\partial L}{\partial \,\text{use}}$$
#
# An operation cannot know who else uses its inputs. It can add its share to what is already there: `+=`, not `=`. First mend the plus,
# and only the plus.

# %%
def add(self, other):
    out = Value(self.data + other.data, (self, other), "+")

    def _backward():
        self.grad += 1.0 * out.grad
        other.grad += 1.0 * out.grad

    out._backward = _backward
    return out


Value.__add__ = add

# %% [markdown]
# Try it on `f = (a*b) * (a+b)` at −2 and 3, where `a` and `b` are each used by a times and by a plus. The true gradients are −3 and −8.
#
# After the rule of `f` has run, the rules of the product and of the sum may run in either order.
#
# **Predict.** The plus adds, the times still overwrites. Is the answer right in both orders, in one, or in neither?

# %%
for first in ("product", "sum"):
    a, b = Value(-2.0), Value(3.0)
    product, total = a * b, a + b
    f = product * total
    f.grad = 1.0
    f._backward()
    for node in (product, total) if first == "product" else (total, product):
        node._backward()
    print(f"{first:7} first:  a.grad = {a.grad:7.4f}   b.grad = {b.grad:7.4f}")
print("nudged:        ", [f"{slope:.4f}" for slope in nudge(lambda a, b: (a * b) * (a + b), -2, 3)])

# %% [markdown]
# In one. That makes this mistake so hard to catch: many engines keep a node's inputs in a Python `set`, whose order depends on memory
# addresses. The same wrong program is right in one run and wrong in the next; restart the kernel and the test turns green.
#
# The author of the best-known engine of this kind left the `+` out in the first version, too, and once more, in `exp`, while
# explaining it. Now mend the other two.

# %%
def multiply(self, other):
    out = Value(self.data * other.data, (self, other), "*")

    def _backward():
        self.grad += other.data * out.grad
        other.grad += self.data * out.grad

    out._backward = _backward
    return out


Value.__mul__ = multiply

# %%
def tanh(self):
    out = Value(math.tanh(self.data), (self,), "tanh")

    def _backward():
        self.grad += (1 - out.data**2) * out.grad

    out._backward = _backward
    return out


Value.tanh = tanh

# %% [markdown]
# ## 4. In which order?
#
# One thing is still done by hand: you listed the nodes in the right order. Leave that to the program. Two ideas come to everybody.
#
# **Recursion:** run a node's rule, then do the same for each of its inputs. **Level by level:** the output first, then its inputs,
# then theirs (breadth-first).

# %%
def recursive(node):
    node._backward()
    for input in node._prev:
        recursive(input)


def level_by_level(root):
    queue, seen = [root], {root}
    for node in queue:
        node._backward()
        for input in node._prev:
            if input not in seen:
                seen.add(input)
                queue.append(input)

# %% [markdown]
# The test is small: `t` is used twice, once directly and once through `u`.
#
# $$t = 3a \qquad u = 5t \qquad y = t + u$$
#
# So `y` is `18a`, and the gradient of `a` is 18. The test also runs with the sum written the other way round, `u + t`.
#
# **Predict.** Which of the four answers are 18?

# %%
def small_test(walk, swap):
    a = Value(1.0, label="a")
    t = a * Value(3.0)
    u = t * Value(5.0)
    t.label, u.label = "t", "u"
    y = u + t if swap else t + u
    y.label = "y"
    y.grad = 1.0
    walk(y)
    return a.grad


for walk in (recursive, level_by_level):
    print(f"{walk.__name__:14}  y = t + u: {small_test(walk, False):.0f}   y = u + t: {small_test(walk, True):.0f}")

# %% [markdown]
# One of four, and that one by luck. Watch the second idea fail, on `y = t + u`. The film shows what really happened when the rules
# ran: play it, or step through it.

# %%
from classroom.film import watch_backward

a = Value(1.0, label="a")
t = a * Value(3.0)
u = t * Value(5.0)
y = t + u
t.label, u.label, y.label = "t", "u", "y"
y.grad = 1.0
watch_backward(y, backward=level_by_level)

# %% [markdown]
# `t` ran its rule when only a part of its gradient had arrived. The rest came later and was never handed on.
#
# Recursion has the opposite fault. It runs the rule of `t` twice, and the second time hands on the first part *again*. It
# is also slow. On a ladder of `y = y*1 + y*1`, each step doubles the number of ways back.
#
# **Predict.** Ten steps. The true gradient is 2 · 2 · … · 2 = 1024. How often does the recursion call itself?

# %%
def ladder(steps):
    bottom = y = Value(1.0)
    for _ in range(steps):
        y = y * Value(1.0) + y * Value(1.0)
    return bottom, y


def count_calls(node):
    node._backward()
    return 1 + sum(count_calls(input) for input in node._prev)


bottom, y = ladder(10)
y.grad = 1.0
print(f"calls: {count_calls(y)}   gradient: {bottom.grad:.1e}   true: {2**10}")

# %% [markdown]
# 6139 calls, for a wrong answer of 18 digits.
#
# Both ideas break one rule: **a node may hand on its gradient when all of it has arrived**, so when every operation that uses
# the node has run. An order of the nodes in which inputs come before their users is called **topological**. Read it backwards,
# and users come before inputs.
#
# To build it, visit a node's inputs first, then put the node at the end of the list.

# %%
def topological(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for input in node._prev:
                visit(input)
            order.append(node)

    visit(root)
    return order

# %% [markdown]
# **Predict.** Somebody forgets to read the list backwards. The seed is in the output, the last in the list. What do the leaves get?

# %%
def not_reversed(root):
    for node in topological(root):
        node._backward()


def in_order(root):
    for node in reversed(topological(root)):
        node._backward()


for walk in (not_reversed, in_order):
    print(f"{walk.__name__:14}  y = t + u: {small_test(walk, False):.0f}   y = u + t: {small_test(walk, True):.0f}")

# %% [markdown]
# Forwards, every rule runs before anything has arrived, and the leaves get 0. Backwards, both answers are right.
#
# That is the last piece. Seed, order, rules: `backward()`.

# %%
def backward(self):
    self.grad = 1.0
    for node in reversed(topological(self)):
        node._backward()


Value.backward = backward

x1, x2, w1, w2 = Value(2.0), Value(0.0), Value(-3.0), Value(1.0)
b = Value(6.8813735870195432)
n = x1 * w1 + x2 * w2 + b
o = n.tanh()
o.backward()
nodes = {"o": o, "n": n, "b": b, "x1": x1, "w1": w1, "x2": x2, "w2": w2}
ledger("backward()", {name: node.grad for name, node in nodes.items()})

# %% [markdown]
# The fourth column, from one call. Change the expression in any way you like, and `backward()` follows.
#
# ## 5. Twice
#
# One question is left: what should a *second* call do? Everything adds up, so it is natural to expect twice the gradient.
#
# **Predict.** `y = a*a*a` at 2, where the gradient is 12. What does the second call leave in `a.grad`?

# %%
a = Value(2.0, label="a")
y = a * a * a
y.backward()
print(f"your engine, first call:   {a.grad:.0f}")
y.backward()
print(f"your engine, second call:  {a.grad:.0f}")

# %% [markdown]
# Neither 12 nor 24. The node in between, `a*a`, still held its gradient from the first call, and handed that on once more.
#
# The remedy that PyTorch chose, and this course's engine too: **leaves add up from call to call; nodes in between start each call
# afresh.** In a real program the nodes in between are new objects in each round anyway, so only the leaves need clearing by hand.

# %%
import micrograd_core

a = micrograd_core.Value(2.0, label="a")
y = a * a * a
for call in ("first", "second"):
    y.backward()
    print(f"the course's engine, {call} call:  {a.grad:.0f}")

# %% [markdown]
# ## 6. The engine of the course
#
# From here on you import `micrograd_core`. It does what yours does, with three differences. Here is its rule for `*`, and its chain rule:

# %%
import inspect

print(inspect.getsource(micrograd_core.Value.__mul__))
print(inspect.getsource(micrograd_core.Value._backward))

# %% [markdown]
# **No closures.** An operation stores its local derivatives as plain numbers, `(other.data, self.data)`, and one method multiplies them
# by what arrives. You can proof-read an operation in one line.
#
# **No cycles.** A closure holds `out`, and `out` holds the closure. Python frees such a ring only when its garbage collector comes by, and
# that takes most of the time in large graphs.
#
# **No recursion.** `topological` above calls itself once per level, and Python allows about a thousand.
#
# **Predict.** A chain of 3000 operations for your engine, 100000 for the course's. What happens?

# %%
def chain(Value, length):
    start = y = Value(1.0)
    for _ in range(length):
        y = y + start
    try:
        y.backward()
        return f"gradient {start.grad:.0f}"
    except RecursionError:
        return "RecursionError"


print("your engine,         3000 operations:", chain(Value, 3000))
print("the course's engine, 100000 operations:", chain(micrograd_core.Value, 100_000))

# %%
import gc


def leaves_rings(Value):
    gc.collect()
    y = Value(1.0) * Value(2.0) + Value(3.0)
    del y
    return gc.collect() > 0


print("your engine leaves rings behind:        ", leaves_rings(Value))
print("the course's engine leaves rings behind:", leaves_rings(micrograd_core.Value))

# %% [markdown]
# Same gradients, no ceiling, nothing for the garbage collector to do. The README's benchmark shows what that is worth in seconds.
#
# To close, the film of a backward pass that goes right: the neuron, by the course's engine. Look at the order. No node hands on
# anything before all of its own gradient is there.

# %%
from micrograd_core import Value as CourseValue

x1, x2 = CourseValue(2.0, label="x1"), CourseValue(0.0, label="x2")
w1, w2 = CourseValue(-3.0, label="w1"), CourseValue(1.0, label="w2")
b = CourseValue(6.8813735870195432, label="b")
n = x1 * w1 + x2 * w2 + b
o = n.tanh()
n.label, o.label = "n", "o"
watch_backward(o, parameters=[w1, w2, b])

# %% [markdown]
# ## Mistakes people really make
#
# **Running the class's cell again.** *Symptom:* values that worked a minute ago raise `TypeError`. *Why:* the cell made a *new*
# class of the same name, and the old values do not belong to it. *How to see it:* the message below says that a `Value` is not a Value.
# *Way out:* restart the kernel and run all cells.

# %%
import runpy

again = runpy.run_path(micrograd_core.__file__)  # does what running a class's cell again does
old, new = micrograd_core.Value(2.0), again["Value"](3.0)
try:
    new + old
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# **Expecting gradients in an old picture.** *Symptom:* every `grad` in the drawing is 0. *Why:* it was drawn before `backward()`, and a picture
# does not change afterwards. *How to see it:* draw again. Here is one expression, before and after.

# %%
from classroom.drawing import draw_dot

p, q = CourseValue(4.0, label="p"), CourseValue(0.5, label="q")
L = p * q
L.label = "L"
draw_dot(L)

# %%
L.backward()
draw_dot(L)

# %% [markdown]
# ## Checkpoint
#
# Choose, then open your answer.
#
# **1.** `y = a * a` at `a = 3`, with an engine that writes `=` where it should write `+=`. What is `a.grad`?
#
# <details><summary>6</summary>
#
# That is the truth, and what `+=` gives: 3 from each of the two uses.
#
# </details>
# <details><summary>3</summary>
#
# Yes. The second use overwrites the first.
#
# </details>
# <details style="margin-bottom: 1em"><summary>9</summary>
#
# That is `y`, the value.
#
# </details>
#
# **2.** When may a node run its rule?
#
# <details><summary>As soon as some gradient has arrived</summary>
#
# That is what level by level does. What arrives later is never handed on.
#
# </details>
# <details><summary>When every operation that uses it has run</summary>
#
# Yes. Only then has all of its gradient arrived.
#
# </details>
# <details style="margin-bottom: 1em"><summary>When its inputs have run</summary>
#
# That is the order of the *forward* pass. Backward, its inputs wait for it.
#
# </details>
#
# **3.** You train in a loop, and build the expression anew in each round from the same weights. Which gradients must you clear?
#
# <details><summary>Those of all nodes</summary>
#
# It does no harm, but the nodes in between are new objects in each round: their gradients are 0 already.
#
# </details>
# <details><summary>None: backward() starts afresh</summary>
#
# It does so for the nodes in between. Leaves add up from call to call.
#
# </details>
# <details><summary>Those of the weights</summary>
#
# Yes. They are the leaves that stay.
#
# </details>
#
# ## In this lesson you…
#
# - gave each operation its rule, and the output its seed
# - found out why gradients add up: `+=`
# - saw recursion and level by level fail, and topological order work
# - filled columns three and four of the ledger
#
# **In practice.** PyTorch keeps your graph, too: look at `.grad_fn` of any result, and at its `.next_functions`. It frees the graph after
# `backward()` to save memory, so a second call is an error unless you ask for `retain_graph=True`; then leaves double, as here.
#
# **Go further.** `topological` visits inputs from left to right. Visit them from right to left: another order, and equally right. How many
# right orders does the graph of `y = t + u` have?
#
# ---
# Your engine can add, multiply and bend. Try `2 * a`, or `a - 1`, and it gives up. [Lesson 04: tanh, taken apart](04_decomposed_tanh.ipynb)
# teaches it the rest of arithmetic.
