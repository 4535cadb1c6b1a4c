# %% [markdown]
# # 03 · Automatic backward
#
# *40 minutes · builds on: [lesson 02](02_single_neuron.ipynb) · you leave with: an engine of your own that finds every gradient, and the
# reasons for each of its lines*

# %%
# SET-UP

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
# Somebody wrote down the three gradients of `a*b + c`, correctly. Later somebody changed the expression to `a*b + a*c`, and left the
# gradients alone.
#
# **Predict.** Will the program complain? Which of the three numbers are still right?

# %%
from classroom.instruments import nudge


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
# When `a * b` runs, both inputs and the result are at hand. So write the gradient rule down right there, as a function, and let the
# result keep it. Only what arrives is still missing; the rule will read it from `out.grad` when it runs.

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
# remembers `self`, `other` and `out` from the call in which it was made. The last line of each cell puts the function into the class: Python
# turns `a + b` into `a.__add__(b)`.
#
# Read the three rules closely. They are lesson 01 in code: local derivative times what arrives. They also share a mistake that
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
# **Predict.** Run the rules from the output back: first that of `o`, then `n`, `both`, `left`, `right`. Which gradient will `w1` have?

# %%
for node in (o, n, both, left, right):
    node._backward()
print("w1.grad =", w1.grad, "  n.grad =", n.grad, "  o.grad =", o.grad)

# %% [markdown]
# Zeros. Every rule multiplies what arrives, and at `o` nothing has arrived yet. Somebody has to start: the output moves one for one
# with itself, so its gradient is 1. That first 1 is called the **seed**.

# %%
from classroom.instruments import ledger

o.grad = 1.0
for node in (o, n, both, left, right):
    node._backward()

nodes = {"o": o, "n": n, "b": b, "x1": x1, "w1": w1, "x2": x2, "w2": w2}
ledger("node by node", {name: node.grad for name, node in nodes.items()})

# %% [markdown]
# That is the third column. You called five rules in the right order, and needed no calculus for it.
#
# ## 3. A value that is used twice
#
# So far every Value of yours was used once. Here is the smallest graph where one is used twice:
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
# Each use of `a` is one more way for a change in `a` to reach the output (`a + a` counts as two uses). The effects of all the ways add up. With `L`
# for the output:
#
# $$\frac{\partial L}{\partial a} = \sum_{\text{uses of } a} \frac{\partial \,\text{use}}{\partial a} \cdot \frac{\partial L}{\partial \,\text{use}}$$
#
# An operation cannot know who else uses its inputs. It can add its share to what is already there: `+=`, not `=`. First repair the plus,
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
# Try it on `f = (a*b) * (a+b)` at −2 and 3, where `a` and `b` each go into one `*` and one `+`. The true gradients are −3 and −8.
#
# After the rule of `f` has run, the rules of the product and of the sum may run in either order.
#
# **Predict.** The plus adds, the multiplication still overwrites. Is the answer right in both orders, in one, or in neither?

# %%
for first in ("product", "sum"):
    a, b = Value(-2.0, label="a"), Value(3.0, label="b")
    product, total = a * b, a + b
    f = product * total
    f.grad = 1.0
    f._backward()
    for node in (product, total) if first == "product" else (total, product):
        node._backward()
    print(f"{first:7} first:  a.grad = {a.grad:7.4f}   b.grad = {b.grad:7.4f}")
print("nudged:        ", [f"{slope:.4f}" for slope in nudge(lambda a, b: (a * b) * (a + b), -2, 3)])

# %% [markdown]
# In one. That is what makes this mistake so hard to catch. An engine that finds the order by itself goes from a node to its inputs. Many engines
# keep these in a Python `set`, whose order depends on memory addresses. The same wrong program is then right in one run and wrong in the next.
#
# Here are both ways from `a` to the result. Each must leave its share.

# %%
from classroom.pictures import draw_dot

draw_dot(f, highlight=a, grad=False)

# %% [markdown]
# The author of the best-known engine of this kind explained all this in a lecture, and in the same lecture wrote `=` for `+=` once more, in
# `exp`. Now repair the other two.

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
# One thing is still done by hand: you listed the nodes in the right order. Leave that to the program. Two ideas come to mind.
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
    for node in queue:  # the queue grows while the loop runs
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
# **Predict.** Two ideas, two ways to write the sum: which of the four answers are 18?

# %%
def small_test(walk, swap):
    a = Value(2.0)
    t = a * Value(3.0)
    u = t * Value(5.0)
    y = u + t if swap else t + u
    y.grad = 1.0
    walk(y)
    return a.grad


for walk in (recursive, level_by_level):
    print(f"{walk.__name__:14}  y = t + u: {small_test(walk, False):.0f}   y = u + t: {small_test(walk, True):.0f}")

# %% [markdown]
# One of four, and that one by luck. Watch the second idea fail, on `y = t + u`. Both `t` and `u` are inputs of `y`, so they are on the same level,
# and `t` comes first in the sum. The film shows what really happened. Run the cell to get the buttons, then step through it.

# %%
from classroom.pictures import watch_backward


def build_y():
    a = Value(2.0, label="a")
    t = a * Value(3.0)
    u = t * Value(5.0)
    y = t + u
    t.label, u.label, y.label = "t", "u", "y"
    return y


y = build_y()
y.grad = 1.0
watch_backward(y, backward=level_by_level)

# %% [markdown]
# `t` ran its rule when only a part of its gradient had arrived. The rest came later and was never handed on.
#
# Recursion has the opposite fault. Here is its film.

# %%
y = build_y()
y.grad = 1.0
watch_backward(y, backward=recursive)

# %% [markdown]
# The rule of `t` ran twice, and the second time handed on the first part *again*. The first version of the best-known engine did that. It
# trained a small network all the same, so its author did not notice.
#
# Recursion is also slow. On a ladder of `y = y*1 + y*1`, each step visits everything below it twice.
#
# **Predict.** Ten steps. The true gradient is 2 · 2 · … · 2 = 1024. About how many calls: 50, 1000, or more?

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
# Both ideas break one rule: **a node may hand on its gradient only when all of it has arrived**, that is, when the rules of all its users
# have run. (A *user* of a node is a result computed from it.) An order in which every node comes before its users is called **topological**. Read
# it backwards, and users come first.
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
# **Predict.** Somebody forgets to read the list backwards. The seed is in the output, the last in the list. What does `a` get?

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
# Forwards, the rule of `y` runs last. What it hands to `t` and `u` comes too late, and `a` gets 0. Backwards, both answers are right.
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
# The fourth column, from one call. Build any expression from `+`, `*` and `tanh`, and `backward()` follows. Here is the film of `y = t + u` again, now
# in the right order. Compare it with the first: `u` runs before `t`, so `t` hands on 6, once.

# %%
watch_backward(build_y())

# %% [markdown]
# ## 5. Twice
#
# One question is left: what does a *second* call do?
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
# Neither 12 nor 24. The node in between, `a*a`, still held its 2 from the first call. The second adds 2, and it hands on 4: `a` gets 4 directly and
# 16 through `a*a`, and 12 + 20 = 32.
#
# The remedy that PyTorch chose, and this course's engine too: **leaves add up from call to call; nodes in between start each call
# afresh.** A program usually builds its expression again and again from the same leaves. The nodes in between are new each time, so only the
# leaves need `grad = 0.0` by hand.

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
# From here on the lessons import `micrograd_core`. It finds the same gradients as yours. Inside, three things are different. Here are its rule for `*`,
# and its chain rule:

# %%
import inspect

print(inspect.getsource(micrograd_core.Value.__mul__))
print(inspect.getsource(micrograd_core.Value._backward))

# %% [markdown]
# **No closures.** An operation stores its local derivatives as plain numbers, `(other.data, self.data)`, and one method multiplies them
# by what arrives. You can proof-read an operation in one line.
#
# **No rings.** A closure holds `out`, and `out` holds the closure: a ring. Python frees most objects at once, when nobody holds them. A ring holds
# itself, so it has to wait for the garbage collector, a search through all objects.
#
# **No recursion.** `topological` above calls itself, one call inside the other, as deep as the graph is.
#
# **Predict.** A chain of 3000 operations for your engine, of 100000 for the course's. What happens? And which of the two leaves rings?

# %%
def chain(engine, length):
    nodes = [engine(1.0)]
    for _ in range(length):
        nodes.append(nodes[-1] + nodes[0])
    try:
        nodes[-1].backward()
        return f"gradient {nodes[0].grad:.0f}"
    except RecursionError:
        return "RecursionError"


print("your engine,         3000 operations:", chain(Value, 3000))
print("the course's engine, 100000 operations:", chain(micrograd_core.Value, 100_000))

# %%
import gc


def leaves_rings(engine):
    gc.collect()
    y = engine(1.0) * engine(2.0) + engine(3.0)
    del y
    return gc.collect() > 0


print("your engine leaves rings behind:        ", leaves_rings(Value))
print("the course's engine leaves rings behind:", leaves_rings(micrograd_core.Value))

# %% [markdown]
# Python allows about a thousand calls inside each other, then gives up. The course's engine keeps its own list of what is still to visit, so the only
# limit is memory. (The gradient is 100001 because the first number is used that often.) What all this is worth in seconds stands in the
# [README](../README.md#speed).
#
# %% [markdown]
# ## Mistakes people really make
#
# **Running the class's cell again.** *Symptom:* values that worked a minute ago raise `TypeError`. *Why:* the cell made a *new* class of the same
# name, and the new one has no `+` and no `*` yet. *How to see it:* the message below. *Way out:* restart the kernel and run all cells.

# %%
again = type("Value", (), {"__init__": Value.__init__})  # what the class's cell makes
try:
    again(2.0) + again(3.0)
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# **Expecting gradients in an old picture.** *Symptom:* every `grad` in the drawing is 0. *Why:* it was drawn before `backward()`, and a picture
# does not change afterwards. *How to see it:* here is one expression, before and after. *Way out:*
# draw again.

# %%
p, q = Value(4.0, label="p"), Value(0.5, label="q")
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
# <details><summary>3</summary>
#
# Yes. The second use overwrites the first.
#
# </details>
# <details><summary>6</summary>
#
# That is the truth, and what `+=` gives: 3 from each of the two uses.
#
# </details>
# <details style="margin-bottom: 1em"><summary>9</summary>
#
# That is `y`, the value.
#
# </details>
#
# **2.** `p = 2*a`, `q = p*p`, `y = q + p`. Which rules must have run before that of `p` may run?
#
# <details><summary>That of q</summary>
#
# Not enough. `y` uses `p`, too, and hands it a share of its own.
#
# </details>
# <details><summary>None: p comes first in the expression</summary>
#
# That is the order of the *forward* pass. Backward, a node waits for its users.
#
# </details>
# <details style="margin-bottom: 1em"><summary>Those of q and y</summary>
#
# Yes. Both use `p`, so only then has all of its gradient arrived.
#
# </details>
#
# **3.** You build the same expression again and again from the same weights, and call `backward()` each time. Which gradients do you have to set to 0?
#
# <details><summary>Those of all nodes</summary>
#
# The nodes in between are new objects each time: their gradients are 0 already.
#
# </details>
# <details><summary>Those of the weights</summary>
#
# Yes. They are the leaves that stay.
#
# </details>
# <details><summary>None: backward() starts afresh</summary>
#
# It does so for the nodes in between. Leaves add up from call to call.
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
# **In practice.** PyTorch keeps your graph, too: look at `.grad_fn` of a result computed from a tensor with `requires_grad=True`. It frees what the rules
# need after `backward()`, so a second call is usually an error, unless the first one was `backward(retain_graph=True)`. Then leaves double, as here.
#
# **Go further.** Of the six nodes of `y = t + u`, in how many right orders can you list them, inputs before users? And in how many orders may the three
# rules run?
#
# <details><summary>Answer</summary>
#
# 8 orders of the nodes, and one of the rules: `y`, `u`, `t`.
#
# </details>
#
# ---
# Now make it yours: the [exercises of this lesson](exercises/03_automatic_backward.ipynb) tell you *what* is wrong when something is.
#
# The engine that you wrote knows `+`, `*` and `tanh`. Try `2 * a` with it, or `a - 1`, and it gives up. [Lesson 04: tanh, taken apart](04_decomposed_tanh.ipynb)
# teaches it the rest of arithmetic.
