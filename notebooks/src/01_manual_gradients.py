# %% [markdown]
# # 01 · Manual gradients
#
# *35 minutes · builds on: Python functions, and what a slope is · you leave with: every gradient of a small expression,
# found by hand, and an instrument that checks each one*

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
# **What you will do.** Take an expression of four numbers apart and find by hand how its result changes with each of them.
# Then check every answer by experiment.
#
# **What you will learn.** To *measure* a slope, to *choose* the size of a nudge, to *draw* an expression as a graph, and to
# *multiply* your way from the result back to the inputs.
#
# **What you need.** Python functions, lists, and the word *slope*.
#
# ## A machine with four knobs
#
# `machine` turns four numbers into one. You want the result to go up. Which knob do you turn?
#
# You try each: turn one knob by 1, look, turn it back, go on to the next.
#
# **Predict.** The four changes are +6, −4, −2 and +4. Together that is +4. If you turn all four knobs at once, by how much
# does the result change?

# %%
def machine(a, b, c, f):
    return (a * b + c) * f


start = machine(2, -3, 10, -2)
print("start       ", start)
print("a + 1 alone ", machine(3, -3, 10, -2) - start)
print("b + 1 alone ", machine(2, -2, 10, -2) - start)
print("c + 1 alone ", machine(2, -3, 11, -2) - start)
print("f + 1 alone ", machine(2, -3, 10, -1) - start)
print("all four    ", machine(3, -2, 11, -1) - start)

# %% [markdown]
# Not +4. Turning one knob changes what the other knobs do, so the effects of big turns do not add up.
#
# Small turns behave better. The smaller the turn, the more nearly each effect is a fixed number times the turn, and the more
# nearly the effects add up. That fixed number is a **slope**. With one slope per knob you know the machine, near where it
# stands.
#
# This lesson finds those slopes twice: by experiment, and by reasoning.
#
# ## 1. The slope of one function, by experiment
#
# Start with one knob:
#
# $$f(x) = 3x^2 - 4x + 5$$
#
# Nudge `x` by a small `h`, see how far `f` moves, and divide:
#
# $$\text{slope} \approx \frac{f(x + h) - f(x)}{h}$$
#
# **Predict.** You may differentiate: $f'(x) = 6x - 4$. What is the slope at 3, at −3, and at ⅔? Will the experiment print
# exactly those numbers?

# %%
def f(x):
    return 3 * x**2 - 4 * x + 5


def forward_slope(f, x, h=1e-6):
    return (f(x + h) - f(x)) / h


for x in (3, -3, 2 / 3):
    print(f"x = {x:7.4f}   f(x) = {f(x):8.4f}   slope = {forward_slope(f, x):12.7f}")

# %% [markdown]
# The slopes are 14, −22 and 0, each a little too high by the same amount: 0.0000030.
#
# <details><summary>Is that rounding noise?</summary>
#
# No. Put $x + h$ into the formula: $f(x + h) - f(x) = (6x - 4)\,h + 3h^2$. Divide by $h$ and $3h$ is left over. With
# `h = 1e-6` that is 0.0000030, at every `x`. The nudge looks a little way *ahead*, and there the curve is already steeper.
#
# </details>
#
# The next picture shows what the three numbers mean. Each straight piece touches the curve at one `x` and has the slope
# that you have just measured: uphill at 3, downhill at −3, level at ⅔, the lowest point.

# %%
from classroom.figures import new_figure, show

figure, axes = new_figure()
xs = [i / 20 for i in range(-100, 101)]
axes.plot(xs, [f(x) for x in xs], label="f(x)")
for x in (-3, 2 / 3, 3):
    ends = [x - 1.2, x + 1.2]
    axes.plot(ends, [f(x) + forward_slope(f, x) * (e - x) for e in ends], color="#d55e00", linestyle="-", marker="|")
    axes.annotate(f"slope {forward_slope(f, x):.0f}", (x, f(x)), (8, 10), textcoords="offset points")
axes.set(xlabel="x", ylabel="f(x)", title="Three slopes of one curve")
show(figure, "The parabola f(x) with three tangents: slope -22 at x = -3, slope 0 at the bottom, slope 14 at x = 3.")

# %% [markdown]
# ## 2. How small is a small nudge?
#
# If the error is $3h$, a smaller `h` should always be better. You can also look both ways, which cancels that error:
#
# $$\text{forward: } \frac{g(x + h) - g(x)}{h} \qquad \text{central: } \frac{g(x + h) - g(x - h)}{2h}$$
#
# Take $g(x) = x^3$ at $x = 3$, where the slope is 27. The next cell tries `h` from 0.1 down to 1e-16 and notes how wrong each
# answer is.
#
# **Predict.** Draw the error against `h` on paper, for both ways. Where is it smallest?

# %%
def g(x):
    return x * x * x


x, true_slope = 3.0, 27.0
hs = [10.0**-k for k in range(1, 17)]
forward = [abs((g(x + h) - g(x)) / h - true_slope) for h in hs]
central = [abs((g(x + h) - g(x - h)) / (2 * h) - true_slope) for h in hs]
for h, e1, e2 in zip(hs, forward, central):
    print(f"h = {h:.0e}   error forward {e1:.0e}   central {e2:.0e}")

# %%
figure, axes = new_figure()
axes.loglog(hs, forward, marker="o", label="forward")
axes.loglog(hs, central, marker="s", label="central")
axes.set(xlabel="size of the nudge h", ylabel="error of the slope", title="Too large, good, too small")
axes.invert_xaxis()
axes.legend()
show(figure, "Error of the slope against h: both curves fall as h shrinks, reach a lowest point, and rise again; "
     "the central one falls faster and is best near 1e-5, the forward one near 1e-8.")

# %% [markdown]
# From left to right, as `h` shrinks, both curves fall, turn, and rise again.
#
# - **Falling:** the function bends within the nudge. Less nudge, less bend. Looking both ways, the two bends nearly cancel.
# - **Rising:** a float keeps about 16 digits. `g(x + h)` and `g(x)` agree in nearly all of them, and the subtraction
#   leaves noise. At `h = 1e-16` the computer cannot tell `x + h` from `x`: it finds a slope of 0, an error of 27.
#
# Forward is best near 1e-8, central near 1e-5. From here on you nudge **both ways, by 1e-5**.
#
# ## 3. Several knobs
#
# Nudge one input and hold the others still. That gives one slope for each.
#
# **Predict.** `d = a*b + c` at `a = 2`, `b = −3`, `c = 10`. Turn `a` up by a little: does `d` rise or fall? What are the three slopes?

# %%
def nudge(f, *inputs, h=1e-5):
    slopes = []
    for i in range(len(inputs)):
        up, down = list(inputs), list(inputs)
        up[i] += h
        down[i] -= h
        slopes.append((f(*up) - f(*down)) / (2 * h))
    return slopes


slopes = nudge(lambda a, b, c: a * b + c, 2, -3, 10)
print([f"{slope:.4f}" for slope in slopes])

# %% [markdown]
# <details><summary>Why −3, 2 and 1?</summary>
#
# With `b` and `c` held still, `a*b + c` is a straight line in `a`, and its slope is `b`: −3. In the same way the slope for `b` is
# `a`: 2. And `c` passes straight through: 1.
#
# </details>
#
# `nudge` knows no calculus. It runs the function twice per input and believes what it sees. That makes it the instrument for
# the rest of the course: whenever you reason out a slope, nudge it too.
#
# ## 4. A number that remembers
#
# To *reason* about slopes you need to know how a result was made. A plain number has forgotten.
#
# **Predict.** Both cells compute the same 4. What can the second one tell you that the first cannot?

# %%
a, b, c = 2.0, -3.0, 10.0
print(a * b + c)

# %%
from classroom.drawing import draw_dot
from micrograd_core import Value

a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
e = a * b
e.label = "e"
d = e + c
d.label = "d"
print("d is", d.data, "made by", d._op, "from", [v.label for v in d._prev])
print("e is", e.data, "made by", e._op, "from", [v.label for v in e._prev])

# %% [markdown]
# A `Value` holds a number in `.data`, and remembers the operation that made it (`_op`) and that operation's inputs (`_prev`).
# Follow `_prev` back from any result and you have its **expression graph**.
#
# Here is the graph of the four-knob machine, `L = (a*b + c) * f`, now with a name for every step. Read it from left to right: boxes
# are numbers, circles are operations. Each box has a second number, `grad`. All of them are still 0: nobody has filled them
# in. That is your job.

# %%
f = Value(-2.0, label="f")
L = d * f
L.label = "L"
draw_dot(L)

# %% [markdown]
# ## 5. Every gradient by hand
#
# The **gradient** of a node is the slope of `L` for that node: how far `L` moves, per unit, when the node does. Start where it is
# easy, at the right end, and walk left.
#
# **The output.** `L` moves one for one with itself: its gradient is 1.
#
# **The last step** is `L = d * f`. A product moves with one factor by as much as the *other* factor is:
#
# $$\frac{\partial L}{\partial d} = f \qquad \frac{\partial L}{\partial f} = d$$
#
# **Predict.** Look up `d` and `f` in the picture. What are the gradients of `d` and of `f`?

# %%
L.grad = 1.0
d.grad = f.data
f.grad = d.data
print("d.grad", d.grad, "  f.grad", f.grad)
print("nudged", [f"{slope:.4f}" for slope in nudge(lambda d, f: d * f, 4, -2)])

# %% [markdown]
# −2 for `d`, 4 for `f`. The signs are easy to mix up; the nudge agrees.
#
# **One step further left** is `d = e + c`. Here is the idea of the whole course. You want to know what `e` does to `L`. You know two
# things: what `e` does to `d` (a sum moves one for one with each part, so 1), and what `d` does to `L` (−2). Moving `e` by a little
# moves `d` by 1 times that, which moves `L` by −2 times *that*. So multiply:
#
# $$\underbrace{\frac{\partial L}{\partial e}}_{\text{gradient of } e} = \underbrace{\frac{\partial d}{\partial e}}_{\text{local derivative}} \cdot \underbrace{\frac{\partial L}{\partial d}}_{\text{what arrives}}$$
#
# This is the **chain rule**. A local derivative needs only the operation itself; everything else arrives from the right.
#
# **Predict.** What are the gradients of `e` and `c`? And then, one more step to the left, `e = a * b`: of `a` and `b`?

# %%
e.grad = 1.0 * d.grad
c.grad = 1.0 * d.grad
a.grad = b.data * e.grad
b.grad = a.data * e.grad
draw_dot(L, local=True)

# %% [markdown]
# Each arrow into a circle now shows its local derivative. Every `grad` is the number on the arrow times the `grad` that
# the circle's result has.
#
# - A **plus** hands on what arrives, unchanged, to both inputs: −2 and −2.
# - A **times** hands each input what arrives, multiplied by the *other* input. So `a` gets −3 · −2 = 6, and `b` gets 2 · −2 = −4.
#
# Believe none of it before you have nudged it. For `e` and `d`, which are not inputs, start the machine in the middle.

# %%
whole = nudge(lambda a, b, c, f: (a * b + c) * f, 2, -3, 10, -2)
from_e = nudge(lambda e: (e + 10) * -2, -6)
from_d = nudge(lambda d: d * -2, 4)
from_L = nudge(lambda L: L, -8)
for node, slope in zip((a, b, c, f, e, d, L), whole + from_e + from_d + from_L):
    print(f"{node.label}   by hand {node.grad:7.4f}   nudged {slope:7.4f}")

# %% [markdown]
# Seven out of seven.
#
# ## 6. What the gradients are good for
#
# Back to the first question: which way do you turn the knobs? Turn each one *along its gradient*: by a small number times its slope.
#
# **Predict.** Each of the four knobs moves by 0.01 times its gradient. `L` starts at −8. Does it go up or down? About how far?

# %%
def turned(step):
    knobs = [knob.data + step * knob.grad for knob in (a, b, c, f)]
    return machine(*knobs)


total = sum(knob.grad**2 for knob in (a, b, c, f))
print(f"+0.01:  L = {turned(+0.01):.4f}")
print(f"-0.01:  L = {turned(-0.01):.4f}")
print(f"the slopes promise a change of 0.01 * {total:.0f} = {0.01 * total:.2f}")

# %% [markdown]
# Along the gradient `L` goes up, from −8 to −7.2865. Against it `L` goes down, to −8.7263. **The gradient points uphill.** To make
# something smaller, such as an error, you step against it. Lesson 05 does that all day.
#
# <details><summary>Where does 0.72 come from, and why is it not exact?</summary>
#
# A knob moves by 0.01 · grad, and `L` moves by grad for each unit of that: 0.01 · grad². Add up the four knobs: 0.01 · (36 + 16 + 4 +
# 16) = 0.72. The true changes differ a little from 0.72 up and 0.72 down, for the reason from the very beginning: slopes hold for
# small turns, and 0.01 is not that small.
#
# </details>
#
# ## Mistakes people really make
#
# **The local derivative taken for the gradient.** *Symptom:* the answer is right for the last operation and wrong further left.
# *Why:* what arrives from the right was left out. *How to see it:* nudge.

# %%
local_only = b.data
print("d(a*b)/da, the local derivative:", local_only)
print(f"dL/da, nudged:                   {nudge(machine, 2, -3, 10, -2)[0]:.4f}")

# %% [markdown]
# **Nudging around another point.** *Symptom:* hand and nudge disagree, and both look right. *Why:* a gradient belongs to one
# point. Here somebody nudged at `a = 3`. *How to see it:* print the inputs that you nudge.

# %%
print(f"dL/db at a = 2: {nudge(machine, 2, -3, 10, -2)[1]:.4f}")
print(f"dL/db at a = 3: {nudge(machine, 3, -3, 10, -2)[1]:.4f}")

# %% [markdown]
# **A pasted number.** *Symptom:* a cell that worked yesterday is wrong today. *Why:* somebody typed the 6 that the cell above
# had printed; then `b` changed. *How to see it:* compute it again from the inputs.

# %%
pasted = 6.0
b_today = 4.0
print(f"pasted dL/da: {pasted:.4f}   nudged today: {nudge(machine, 2, b_today, 10, -2)[0]:.4f}")

# %% [markdown]
# ## Checkpoint
#
# Choose, then open your answer.
#
# **1.** `L = p * q` with `p = 5`, `q = −2`. What is the gradient of `p`?
#
# <details><summary>5</summary>
#
# That is `p` itself, and the gradient of `q`. A product moves with one factor by as much as the *other* factor is.
#
# </details>
# <details><summary>−2</summary>
#
# Yes. Raise `p` by a little, and `L` falls by twice that.
#
# </details>
# <details><summary>−10</summary>
#
# That is `L`, the value. A gradient says how the value *moves*.
#
# </details>
#
# **2.** You measure a slope with `h = 1e-15` and get a number far off. What do you do?
#
# <details><summary>Take an even smaller h</summary>
#
# That makes it worse: you are on the rising side of the curve, where the subtraction leaves noise.
#
# </details>
# <details><summary>Take a larger h, near 1e-5, and nudge both ways</summary>
#
# Yes. There both errors, bending and noise, are small.
#
# </details>
# <details><summary>Use more digits when printing</summary>
#
# The digits are lost before anything is printed: the subtraction cancels them.
#
# </details>
#
# **3.** At a plus, −2 arrives from the right. The inputs are 7 and 100. What do they get?
#
# <details><summary>−14 and −200</summary>
#
# That would be a *times* with itself. A plus has local derivative 1 for each input, whatever their values.
#
# </details>
# <details><summary>−2 and −2</summary>
#
# Yes. A plus hands on what arrives.
#
# </details>
# <details><summary>−1 and −1: it is shared out</summary>
#
# Nothing is shared out. If *either* input rises by a little, the sum rises by all of that.
#
# </details>
#
# ## In this lesson you…
#
# - measured slopes by nudging, both ways, by 1e-5, and know why not less
# - drew an expression as a graph of Values
# - found seven gradients by hand: local derivative times what arrives
# - stepped along the gradient, uphill, and saw the change that the slopes promised
#
# **In practice.** PyTorch has your instrument, too: `torch.autograd.gradcheck` nudges every input both ways and compares. It asks
# for 64-bit floats, for the reason you saw in the picture: with half the digits the noise begins much earlier.
#
# **Go further.** Nudging costs two runs of the machine for each knob. How many runs does a model with a million knobs need
# for all its slopes? And how many walks from right to left does your hand method need?
#
# ---
# You can now do by hand what a framework does for millions of numbers. Next, in [lesson 02: a single
# neuron](02_single_neuron.ipynb), the same walk through the smallest piece of a neural network.
