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
# Somebody wrote down the three gradients of `a*b + c`, correctly. Later the expression was changed to `a*b + a*c`, and the gradients were
# left alone.
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
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# No complaint, and two of the three are wrong: those of `a` and `c`. Only that of `b` still fits.
#
# </details>
#
# Gradients on paper do not follow when the expression changes. The *operations* have to bring their rules along.
#
# ## 1. A node that knows its own rule
#
# When `a * b` runs, both inputs and the result are at hand. So write the gradient rule down right there, as a function, and let the
# result keep it. Only what arrives is still missing; the rule will read it from `out.grad` when it runs.
#
# A Value that no operation made is called a **leaf**: an input, a weight. It has nothing to hand on, so its rule is `lambda: None`, a function
# that does nothing.

# %%
class Value:
    def __init__(self, data, _prev=(), _op="", label=""):
        self.data = data
        self.grad = 0.0
        self.label = label
        self._prev = _prev  # the inputs
        self._op = _op  # the operation that made this Value
        self._backward = lambda: None  # the rule: for a leaf, do nothing

# %% [markdown]
# Now two operations. Each builds its result, writes the rule, and attaches it. The rule is a **closure**: a function that
# remembers `self`, `other` and `out` from the call in which it was made. The last line of each cell puts the function into the class: Python
# turns `a + b` into `a.__add__(b)`.
#
# Read both rules closely. They are lesson 01 in code: local derivative times what arrives. They also contain a mistake that even an
# expert has made. You will meet it in section 3.

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

# %% [markdown]
# ## 2. Call the rules, one after the other
#
# Build the inside of lesson 02's neuron with your own class, up to `n`; the tanh comes later. Nothing has a gradient yet, but every node
# holds its rule.

# %%
x1, x2 = Value(2.0, label="x1"), Value(0.0, label="x2")
w1, w2 = Value(-3.0, label="w1"), Value(1.0, label="w2")
b = Value(6.8813735870195432, label="b")
x1w1, x2w2 = x1 * w1, x2 * w2
both = x1w1 + x2w2
n = both + b
n.label = "n"
print(f"n = {n.data:.4f}")

# %% [markdown]
# **Predict.** Run the rules from the output back: first that of `n`, then those of `both`, `x1w1` and `x2w2`. Which gradient will `w1` have?

# %%
for node in (n, both, x1w1, x2w2):
    node._backward()
print("after four rules:")
print("w1.grad =", w1.grad, "  both.grad =", both.grad, "  n.grad =", n.grad)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 0, like all the others. Every rule multiplies what arrives, and at `n` nothing has arrived yet.
#
# </details>
#
# Something has to start. The output moves one for one with itself, so its gradient is 1. That first 1 is called the **seed**. (The random
# seed of lesson 05 is something else.)

# %%
n.grad = 1.0
for node in (n, both, x1w1, x2w2):
    node._backward()
print({node.label: node.grad for node in (x1, w1, x2, w2, b)})

# %% [markdown]
# These are the slopes of `n` with respect to its five inputs. You called four rules in the right order, and needed no calculus for it.
#
# ## 3. A value that is used twice
#
# So far you have used each Value only once. Here is the smallest graph where one is used twice:
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
print("the gradient of a in b = a + a")
slope = nudge(lambda a: a + a, 3.0)[0]
print(f"your engine: {a.grad:.4f}   nudged: {slope:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Your engine says 1, and nudging says 2. Believe the nudge. The rule ran `self.grad = ...` and then `other.grad = ...`. Both are `a`, so
# the second line wrote over what the first had put there.
#
# </details>
#
# Each use of `a` is one more way for a change in `a` to act on the output (`a + a` counts as two uses). The effects of all uses add up. With `L`
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
def run(first, second):
    a, b = Value(-2.0, label="a"), Value(3.0, label="b")
    nodes = {"product": a * b, "sum": a + b}
    f = nodes["product"] * nodes["sum"]
    f.grad = 1.0
    f._backward()
    nodes[first]._backward()
    nodes[second]._backward()
    print(f"{first:7} first:  a.grad = {a.grad:7.4f}   b.grad = {b.grad:7.4f}")
    return f, a


slopes = nudge(lambda a, b: (a * b) * (a + b), -2, 3)
print("nudged:        ", [f"{slope:.4f}" for slope in slopes])
f, a = run("product", "sum")
f, a = run("sum", "product")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# In one. With the product first, it sets and the sum adds: right. With the sum first, the product wipes out what the sum had brought.
#
# </details>
#
# The order decides what such an engine says, and that makes the mistake hard to catch. An engine that finds the order by itself goes from a node to
# its inputs. [micrograd](https://github.com/karpathy/micrograd), the engine that Andrej Karpathy builds in his lecture, keeps these in a Python `set`,
# and so do 91 of 94 engines that learners have published. The order of such a set depends on memory addresses. So the same wrong program can be
# right in one run and wrong in the next.
#
# Here are both paths from `a` to the result. Each must leave its share.

# %%
from classroom.pictures import draw_dot

product, total = f._prev
product.label, total.label, f.label = "a*b", "a+b", "f"
draw_dot(f, highlight=a, grad=False)

# %% [markdown]
# Karpathy explains all this in his lecture, and in the same lecture writes `=` for `+=` once more, in `exp`: [a note in his
# notebook](https://github.com/karpathy/nn-zero-to-hero/blob/master/lectures/micrograd/micrograd_lecture_second_half_roughly.ipynb) says so. Now repair the multiplication. The last rule, that of tanh, gets its `+=` from the start.

# %%
import math


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
# With these three you can build the whole neuron, and call five rules.

# %%
from classroom.instruments import ledger


def build_neuron():
    x1, x2, w1, w2 = Value(2.0), Value(0.0), Value(-3.0), Value(1.0)
    b = Value(6.8813735870195432)
    n = x1 * w1 + x2 * w2 + b
    inputs = {"b": b, "x1": x1, "w1": w1, "x2": x2, "w2": w2}
    return {"o": n.tanh(), "n": n} | inputs  # |: two dictionaries in one


nodes = build_neuron()
nodes["o"].grad = 1.0
both = nodes["n"]._prev[0]
for node in (nodes["o"], nodes["n"], both, *both._prev):  # *: its two inputs
    node._backward()
ledger("node by node", {name: node.grad for name, node in nodes.items()})

# %% [markdown]
# That is the third column.
#
# ## 4. In which order?
#
# One thing is still done by hand: you listed the nodes in the right order. Leave that to the program. Two ideas come to mind.
#
# **Recursion:** run a node's rule, then do the same for each of its inputs. **Level by level:** the output first, then its inputs,
# then theirs. (Books call this breadth-first.)

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
# $$t = k a \qquad u = m t \qquad y = t + u$$
#
# With `k` = 3 and `m` = 5, `y` is `18a`, and the gradient of `a` is 18. The test also runs with the sum written the other way round, `u + t`.
#
# **Predict.** Two ideas, and two spellings of the sum: which of the four answers are 18?

# %%
def small_test(walk, swap):
    a, k, m = Value(2.0), Value(3.0), Value(5.0)
    t = k * a
    u = m * t
    y = u + t if swap else t + u
    y.grad = 1.0
    walk(y)
    return f"{a.grad:.0f}"


print("the gradient of a:   y = t + u   y = u + t")
for walk in (recursive, level_by_level):
    first, second = small_test(walk, False), small_test(walk, True)
    print(f"{walk.__name__:20}{first:>10}{second:>12}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# One of the four, level by level on `u + t`, and that one by luck.
#
# </details>
#
# Watch level by level at work on `y = t + u`. Both `t` and `u` are inputs of `y`, so they are on the same level, and `t` comes first in the
# sum. Run the cell to get the buttons, then step through the film.

# %%
from classroom.pictures import watch_backward


def build_y():
    a = Value(2.0, label="a")
    k, m = Value(3.0, label="k"), Value(5.0, label="m")
    t = k * a
    u = m * t
    y = t + u
    t.label, u.label, y.label = "t", "u", "y"
    return y


y = build_y()
y.grad = 1.0
watch_backward(y, backward=level_by_level)

# %% [markdown]
# `t` ran its rule when only a part of its gradient had arrived. The rest came later and was never handed on.
#
# Recursion does come back for the rest. Here is its film.

# %%
y = build_y()
y.grad = 1.0
watch_backward(y, backward=recursive)

# %% [markdown]
# The rule of `t` ran twice, and the second time handed on the first part *again*: `a` got 3, and then 18, of which 3 is the first part. (On `u + t`
# it gets the whole 18 twice: 36.) At first micrograd did that, too. A small test problem was solved all the same, [as Karpathy
# wrote](https://github.com/karpathy/micrograd/issues/2), and he did not go on to proper tests.
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
print(f"the true gradient: {2**10}")
print(f"calls: {count_calls(y)}   gradient: {bottom.grad:.1e}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 6139 calls, and the answer is an 18-digit number that should be 1024. Each step makes five calls of its own, and two of everything below it. That
# is 1024 calls of the bottom alone, and 6139 in all.
#
# </details>
#
# Both ideas break one rule: **a node may hand on its gradient only when all of it has arrived**, that is, when the rules of all its users
# have run. (A *user* of a node is a result computed from it.) An order in which every node comes before its users is called
# **topological**. Read it backwards, and users come first.
#
# Such an order always exists. A result is made after its inputs, so no node can lie below itself, and the order in which the nodes were
# made is already a right one. To find one from the result alone, visit a node's inputs first, then put the node at the end of the list.

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
# **Predict.** The first call is `visit(y)`. Write down what `order` becomes for `y = t + u`, node by node, where `t` is `k * a` and `u` is
# `m * t`. Which of the six comes first?

# %%
print("order, as it grows:")
names = []
for node in topological(build_y()):
    names.append(node.label)
    print("   ", " ".join(names))

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# `visit(y)` visits the first input, `t`, and that its own first input, `k`. `k` has no inputs, so it is put down first; then `a`, the other
# input of `t`; then `t` itself. Now `y` visits `u`. That visits `m`, which is put down; `t` has been seen. Then `u` is put down, and at last `y`.
#
# </details>
#
# Why is that order right? `order.append(node)` runs when the visits to all of the node's inputs are over, so each of these is in the list
# by then.
#
# **Predict.** Suppose that you forget to read the list backwards. The seed is in the output, the last in the list. What does `a` get?

# %%
def not_reversed(root):
    for node in topological(root):
        node._backward()


def in_order(root):
    for node in reversed(topological(root)):
        node._backward()


print("the gradient of a:   y = t + u   y = u + t")
for walk in (not_reversed, in_order):
    first, second = small_test(walk, False), small_test(walk, True)
    print(f"{walk.__name__:20}{first:>10}{second:>12}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 0. Forwards, the rule of `y` runs last. What it hands to `t` and `u` comes too late. Backwards, both answers are right.
#
# </details>
#
# That is the last piece. Seed, order, rules: `backward()`.

# %%
def backward(self):
    self.grad = 1.0
    for node in reversed(topological(self)):
        node._backward()


Value.backward = backward

nodes = build_neuron()
nodes["o"].backward()
ledger("backward()", {name: node.grad for name, node in nodes.items()})

# %% [markdown]
# The fourth column, from one call. Build any expression from `+`, `*` and `tanh`, and `backward()` follows. Here is the film of `y = t + u` again,
# now in the right order. Compare it with the first: `u` runs before `t`, so `t` hands on 6, once.

# %%
watch_backward(build_y())

# %% [markdown]
# That 6 is why `backward()` is fast. Along each path from `a` to `y` the slopes are multiplied, and the paths add up:
#
# $$\underbrace{k \cdot 1}_{\text{directly}} + \underbrace{k \cdot m \cdot 1}_{\text{through } u} = k \cdot (1 + m) = 3 \cdot (1 + 5) = 18$$
#
# Recursion goes along every path separately, as on the left. `backward()` works as on the right: `t` collects 1 + 5, then multiplies
# once. An *edge* is an arrow from an input to its user.
#
# **Predict.** On the ladder of ten steps, how many paths lead from the bottom to the top? And how many edges does `backward()` pass?

# %%
bottom, y = ladder(10)
order = topological(y)
paths = {node: 0 for node in order}
paths[y] = 1
for node in reversed(order):
    for input in node._prev:
        paths[input] += paths[node]  # all paths from this user

print("a ladder of ten steps")
edges = sum(len(node._prev) for node in order)
print("paths:", paths[bottom], "  edges:", edges)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 1024 paths, since each step doubles them, and 60 edges, six for each step. `backward()` passes each edge once. (The loop that counts
# the paths is itself a backward pass, with every slope 1.)
#
# </details>
#
# ## 5. Calling backward() twice
#
# What does a *second* call do?
#
# **Predict.** `y = a*a*a` at 2, where the gradient is 12. What does the second call of your own `backward()` leave in `a.grad`?

# %%
import micrograd_core

ENGINES = {"your engine": Value, "the course's engine": micrograd_core.Value}

print("y = a*a*a at 2")
for name, engine in ENGINES.items():
    a = engine(2.0)
    y = a * a * a
    for call in ("first", "second"):
        y.backward()
        print(f"{name}, {call} call:  {a.grad:.0f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# In yours, neither 12 nor 24. The node in between, `a*a`, still held its 2 from the first call. The second call adds another 2, so `a*a` hands on
# 4 instead of 2: `a` gets 4 directly and 16 through `a*a`, and 12 + 20 = 32. The course's engine says 24; the rest of this section tells why.
#
# </details>
#
# A node in between must start each call afresh. And a leaf? One leaf may serve several outputs. Here is a weight `w` that should make `w*x` the
# target, in four examples. The output is the *sum* of the squared errors, computed in two halves, with the course's engine.
#
# **Predict.** On its own, the first half gives `w` the gradient 2, the second 4. Call `backward()` on one, then on the other. What
# should be in `w.grad`: 2, 4 or 6? And with all four examples at once?

# %%
examples = [(1.0, 2.0), (2.0, 1.0), (3.0, 5.0), (4.0, 2.0)]


def squared_errors(w, some):
    total = micrograd_core.Value(0.0)
    for x, target in some:
        error = w * x + (-target)  # plain numbers will do here
        total = total + error * error
    return total


w, other = micrograd_core.Value(1.0), micrograd_core.Value(1.0)
squared_errors(w, examples[:2]).backward()
print("after the first half:", w.grad)
squared_errors(w, examples[2:]).backward()
squared_errors(other, examples).backward()
print("after both:", w.grad, "  all four at once:", other.grad)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 6, and 6. Two halves, one after the other, leave the gradient of the whole.
#
# </details>
#
# This is the remedy in PyTorch and in the course's own engine: **leaves add up from call to call; nodes in between start each call afresh.**
#
# A gradient belongs to one output, and `w.grad` does not say to which. What adds up there is the gradient of the *sum* of all outputs since
# it was last 0. If you want that of one output alone, set `w.grad = 0.0` before. A program usually builds its expression again and again
# from the same leaves. The nodes in between are new each time, so only the leaves need zeroing.
#
# ## 6. The engine of the course
#
# You have drawn graphs with `micrograd_core` since lesson 01. Now you can read it. On a fresh graph it finds the same gradients as your engine. Here
# are its rule for `*`, and its `backward()`:

# %%
import inspect

print(inspect.getsource(micrograd_core.Value.__mul__))
print(inspect.getsource(micrograd_core.Value.backward))

# %% [markdown]
# **No closures.** Beside its inputs, an operation stores their local derivatives as plain numbers: `(other.data, self.data)`. (A helper
# builds the result and keeps them in `_prev` and `_local`.) Each node's `_backward()` multiplies them by what arrives. You can proofread an
# operation in one line.
#
# **Leaves apart.** `_topological_order` returns two lists: the leaves, and the results in their order. What the leaves have from earlier calls is put
# aside in `earlier`, and added back at the end.
#
# The stored numbers are also what a forward pass has to remember: without them there is no way back.
#
# **Predict.** `c = a * b` at 2 and 3. Then `a.data` is set to 100, and only then `backward()` runs. What does `b` get in each engine?

# %%
print("c = a * b at 2 and 3, then a.data = 100")
for name, engine in ENGINES.items():
    a, b = engine(2.0), engine(3.0)
    c = a * b
    a.data = 100.0
    c.backward()
    print(f"{name:20}  c.data = {c.data}   b.grad = {b.grad}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 100 in yours: a closure remembers the *node* `a`, and reads its number when the rule runs. 2 in the course's, which stored the 2 when the product
# was made.
#
# </details>
#
# `c.data` is 6 in both: a graph holds numbers, not formulas. Whoever changes an input has to build the expression again.
#
# With the stored slopes you can also walk *forwards*, from one input to the output, and ask of each node how much it moves. For
# the 41 parameters of the network in lesson 05, that would take 41 walks, where one walk back is enough.
#
# **Predict.** Now a network with one input and 41 outputs. How many walks forwards give the slopes of all outputs? And how many back?

# %%
import random


def forwards(order, start):
    moves = {start: 1.0}  # how much each node moves when `start` moves by 1
    for node in order:
        if node._prev:
            pairs = zip(node._prev, node._local)
            moves[node] = sum(moves.get(x, 0.0) * slope for x, slope in pairs)
    return moves

# %%
x = micrograd_core.Value(0.5)
outputs = micrograd_core.MLP(1, [4, 41], rng=random.Random(0))([x])
ahead, back = [forwards(topological(sum(outputs)), x)], []
for output in outputs:
    x.grad = 0.0
    output.backward()
    back.append(x.grad)
agree = all(abs(ahead[0][y] - grad) < 1e-12 for y, grad in zip(outputs, back))
print("the same slopes:", agree)
print("walks forwards:", len(ahead), "  walks back:", len(back))

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# One, against 41, one for each output. Walking forwards answers "what does *this* input move?"; walking back answers "what moves *this* output?"
#
# </details>
#
# Learning has many inputs, the parameters, and one output, so it walks back.
#
# **No recursion.** Your `topological` calls itself, one call inside the other, as deep as the graph is, and Python allows about a thousand such
# calls. The course's engine keeps its own list of what is still to visit, so the only limit is memory.

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


print("your engine,           3000 operations:", chain(Value, 3000))
more = chain(micrograd_core.Value, 100_000)
print("the course's engine, 100000 operations:", more)

# %% [markdown]
# (The gradient is 100001 because the first number is used that often.) The [README](../README.md#speed) shows how fast the course's engine is
# beside others.
#
# ## Mistakes people really make
#
# **Running the class's cell again.** *Symptom:* new values, and results of old ones, raise `TypeError`. *Why:* the cell made a *new* class of the same
# name, and the new one has no `+` and no `*` yet. *How to see it:* the message below. *Way out:*
# run the cells below it again, too.

# %%
def run_the_cell_again():
    class Value:  # a new class: what was attached to the old one is not here
        def __init__(self, data):
            self.data = data

    return Value


again = run_the_cell_again()
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
# **2.** `p = a + a`, `q = p*p`, `y = q + p`. Which rules must have run before that of `p` may run?
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
# **3.** With the course's engine, you build the same expression again and again from the same weights, and call `backward()` each time. Which
# gradients do you have to set to 0?
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
# The course's engine does so for the nodes in between. Leaves add up from call to call.
#
# </details>
#
# ## In this lesson you…
#
# - gave each operation its rule, and the output its seed
# - found out why gradients add up: `+=`, over uses and over outputs
# - saw recursion and level by level fail, and topological order work, with each edge passed once
# - filled columns three and four of the ledger
#
# **In practice.** PyTorch keeps your graph, too: look at `.grad_fn` of a result computed from a tensor with `requires_grad=True`. It frees what the rules
# need after `backward()`, so a second call is usually an error, unless the first one was `backward(retain_graph=True)`. Then leaves add up, as in
# the course's engine. Changing in place a number that a rule still needs is an error, too.
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
