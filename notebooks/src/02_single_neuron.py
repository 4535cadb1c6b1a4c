# %% [markdown]
# # 02 · A single neuron
#
# *40 minutes · builds on: [lesson 01](01_manual_gradients.ipynb) · you leave with: the gradients of a neuron, found by hand and by
# nudging, and a feeling for when a neuron stops learning*

# %%
# SET-UP

# %% [markdown]
# **What you will do.** Compute one neuron, draw it, and find the gradient of each of its numbers in two ways that must agree.
#
# **What you will learn.** To explain what a neuron does to its inputs, to carry gradients through `tanh`, to tell a mistake from the
# inexactness of a nudge, and to recognise a neuron that has stopped learning.
#
# **What you need.** Local derivative times what arrives, and `nudge`, from lesson 01.
#
# ## Three lines in a row
#
# A network is many small functions, each feeding the next. The smallest one you can think of is a straight line, `w*x + b`. Put three of them in
# a row, and you might hope for something that one line cannot do: say "yes" in the middle and "no" on both sides.
#
# **Predict.** The next cell measures the slope of the three-in-a-row at five different places. What pattern do you expect?

# %%
from classroom.instruments import nudge


def three_lines(x):
    first = 2 * x + 1
    second = -3 * first + 4
    return 0.5 * second - 1


for x in (-10, -1, 0, 1, 10):
    slope = nudge(three_lines, x)[0]  # nudge returns a list, one slope per number
    print(f"x = {x:3d}   three_lines(x) = {three_lines(x):8.4f}   slope = {slope:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# The slope is −3 everywhere: 2 · (−3) · 0.5, the chain rule again. Three straight lines in a row are one straight line, and so are three
# hundred. No number of them can do it.
#
# </details>
#
# A network needs one more ingredient: something that **bends**.
#
# ## 1. What a neuron computes
#
# A neuron multiplies each input by a **weight**, adds a **bias**, and bends the sum with `tanh`, the hyperbolic tangent:
#
# $$n = x_1 w_1 + x_2 w_2 + b \qquad o = \tanh(n)$$
#
# `tanh` squeezes any number into the range from −1 to 1. Near 0 it follows `n`; far out it hardly moves.
#
# This neuron stays with you until lesson 05. Its strange bias is explained in section 4.
#
# **Predict.** Read the five numbers in the next cell, and work out `n` to one decimal place. Will `o` be above `n` or below?

# %%
import math

x1, x2 = 2.0, 0.0
w1, w2 = -3.0, 1.0
b = 6.8813735870195432

n = x1 * w1 + x2 * w2 + b
o = math.tanh(n)
print(f"n = {n:.4f}   o = {o:.4f}")

# %%
from classroom.pictures.figures import new_figure, show

figure, axes = new_figure()
ns = [i / 20 for i in range(-80, 81)]
axes.plot(ns, [math.tanh(n) for n in ns], label="tanh(n)")
axes.plot([n], [o], marker="o", markersize=9, linestyle="none", label="our neuron")
axes.set(xlabel="n, the weighted sum plus the bias", ylabel="o, the output", title="tanh bends")
axes.legend()
show(figure, "The S-shaped curve of tanh between -1 and 1, "
     "with our neuron's point on its rising part.")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# `n` is 0.8814 and `o` is 0.7071, below `n`: the curve is already flattening here, but still climbing.
#
# </details>
#
# One `tanh` only rises, or only falls. Two can work together.
#
# **Predict.** Take a `tanh` that is steepest at x = −1, going up, and one that is steepest at x = 1, going down. Add them, and subtract 1. What shape
# comes out?

# %%
def two_bends(x):
    return math.tanh(3 * (x + 1)) + math.tanh(-3 * (x - 1)) - 1


figure, (apart, together) = new_figure(1, 2)
xs = [i / 20 for i in range(-80, 81)]
apart.plot(xs, [math.tanh(3 * (x + 1)) for x in xs])
apart.plot(xs, [math.tanh(-3 * (x - 1)) for x in xs])
apart.set(xlabel="x", title="two of them")
together.plot(xs, [two_bends(x) for x in xs])
together.set(xlabel="x", title="their sum, minus 1")
show(figure, "Left: two S-shaped curves, one rising at -1 and one falling at 1. "
     "Right: their sum, minus 1.")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# A bump: near −1 on the left, near 1 in the middle, near −1 on the right. That is "no", "yes", "no", which no straight line and no single `tanh`
# can say, and it takes only two.
#
# </details>
#
# ## 2. Two weights and a bias draw a line
#
# The neuron answers "more like 1" or "more like −1" for the pairs (x1, x2). The border between the two is where `n` is 0, and
# $x_1 w_1 + x_2 w_2 + b = 0$ is a straight line.
#
# **Predict.** At x2 = 0, for which x1 is −3·x1 + 6.88 zero? Is (2, 0) to the left or to the right of that? If you raise `b`, does the border come
# nearer to the point (2, 0) or move away from it?

# %%
for bias in (b, b + 2):
    print(f"b = {bias:.2f}: at x2 = 0, n is zero at x1 = {-bias / w1:.2f}")

# %%
# Drawing only: you can skip the code and look at the picture.
import numpy as np

figure, axes = new_figure()
grid1, grid2 = np.meshgrid(np.linspace(-1, 5, 61), np.linspace(-4, 4, 61))
sums = grid1 * w1 + grid2 * w2 + b
shades = axes.contourf(grid1, grid2, np.tanh(sums), np.linspace(-1, 1, 11), cmap="cividis")
axes.contour(grid1, grid2, sums, levels=[0], colors="white", linestyles="--")
axes.contour(grid1, grid2, sums + 2, levels=[0], colors="white", linestyles=":")
axes.plot([x1], [x2], marker="o", markersize=10, color="#d55e00", markeredgecolor="white")
figure.colorbar(shades, label="o, the output")
axes.set(xlabel="x1", ylabel="x2", title="What the neuron says about every point")
show(figure, "The plane of x1 and x2, shaded by the output; two parallel lines: "
     "dashed, the border; dotted, the border for a larger b; and our point (2, 0).")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# The dashed line is the border; at x2 = 0 it is at x1 = 2.29. The point lies to the left of it, on the yellow side, where the output is high. The
# dotted line is the border with `b` raised by 2: it has moved away from the point, to 2.96. (It runs through the dark part because the shading is
# that of the old `b`.)
#
# </details>
#
# The bias shifts the border; the weights turn it, and shift it, too. Between the two sides `tanh` makes a smooth change, sharp or gentle.
#
# **Predict.** Walk along x1 across the border. Which of these make the change there twice as steep: twice the bias,
# twice `w1`, both? (Perhaps more than one.)

# %%
for weight, bias in ((w1, b), (w1, 2 * b), (2 * w1, b), (2 * w1, 2 * b)):
    border = -bias / weight
    slope = nudge(lambda x1: math.tanh(x1 * weight + bias), border)[0]
    print(f"w1 = {weight:4.1f}  b = {bias:7.4f}  border at x1 = {border:.4f}  slope = {slope:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Twice `w1`, with or without twice the bias: −3 becomes −6. The bias only moves the border. With both doubled it is back where it was, and
# twice as sharp.
#
# </details>
#
# To *learn*, a neuron must know which way to change each of these numbers: it needs their gradients.
#
# ## 3. The gradients by hand
#
# First the graph, as a worksheet: the gradients are left blank. It is the same kind as in lesson 01, with one new operation at the end. Copy it or
# print it. (The names `x1` to `o` now belong to Values. To go back to section 2 later, run the first cell of section 1 again.)

# %%
from classroom.pictures import draw_dot
from micrograd_core import Value

x1, x2 = Value(2.0, label="x1"), Value(0.0, label="x2")
w1, w2 = Value(-3.0, label="w1"), Value(1.0, label="w2")
b = Value(6.8813735870195432, label="b")
x1w1, x2w2 = x1 * w1, x2 * w2
both = x1w1 + x2w2
n = both + b
o = n.tanh()
x1w1.label, x2w2.label, both.label = "x1w1", "x2w2", "both"
n.label, o.label = "n", "o"
draw_dot(o, parameters=[w1, w2, b], blank=True, fmt="{:.3g}")

# %% [markdown]
# Blue boxes are inputs, green ones are the neuron's parameters: the numbers that learning may change.
#
# Walk from the right. The gradient of `o` is 1. For `tanh` you need a local derivative that you may not know by heart:
#
# $$\frac{\partial o}{\partial n} = 1 - \tanh(n)^2 = 1 - o^2$$
#
# Take it on trust for a moment; soon you nudge it. It needs only the *output*, which the box of `o` already holds.
#
# **Predict.** `o` is 0.707, or exactly $\sqrt{1/2}$. What is the gradient of `n`? Then walk on with paper and pencil, through two plus nodes and two
# multiplications, down to `b`, `x1`, `w1`, `x2` and `w2`. One of these five will be 0. Which?

# %%
o.grad = 1.0
n.grad = (1 - o.data**2) * o.grad
both.grad = b.grad = 1.0 * n.grad
x1w1.grad = x2w2.grad = 1.0 * both.grad
x1.grad, w1.grad = w1.data * x1w1.grad, x1.data * x1w1.grad
x2.grad, w2.grad = w2.data * x2w2.grad, x2.data * x2w2.grad
draw_dot(o, parameters=[w1, w2, b], local=True, fmt="{:.3g}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# `tanh` halves what arrives: `n` gets 0.5. The plus nodes hand 0.5 on to both sides. Each multiplication hands on 0.5 times the *other*
# factor: −1.5 to `x1`, 1 to `w1`, 0.5 to `x2`. The zero is at `w2`: it gets `x2` times 0.5, and `x2` is 0.
#
# </details>
#
# The number on each arrow is a local derivative. There is a language for the way back: a plus *copies* what arrives, a product *swaps* (each side
# gets the other's number), a `tanh` *damps* (except at n = 0). A gradient of 0 does not mean that a number is useless. It means that *this* example, the
# pair (2, 0), says nothing about it: no small change of it reaches the output. Take another example, (2, 1).
#
# **Predict.** What is the gradient of `w2` there? As large as that of `n` in the graph above, larger or smaller?

# %%
def neuron(x1, x2, w1, w2, b):
    return math.tanh(x1 * w1 + x2 * w2 + b)


for x2_there in (0.0, 1.0):
    n_there = 2.0 * -3.0 + x2_there * 1.0 + b.data
    factor = 1 - math.tanh(n_there) ** 2
    of_w2 = nudge(neuron, 2.0, x2_there, -3.0, 1.0, b.data)[3]  # [3]: w2
    print(f"x2 = {x2_there}: n = {n_there:.4f}  1 - o*o = {factor:.4f}  gradient of w2 = {of_w2:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Smaller: 0.0887, not 0.5. The new `x2` also moves `n`, to 1.8814, where 1 − o² is only 0.0887. Section 4 is about that.
#
# </details>
#
# ## The ledger
#
# The gradients of `o`, `n`, `b` and of the two inputs and two weights run through the whole course. You will find these seven in five ways, and the ledger
# collects them, one column for each way. Here is the first.

# %%
from classroom.instruments import ledger

nodes = {"o": o, "n": n, "b": b, "x1": x1, "w1": w1, "x2": x2, "w2": w2}
ledger("by hand", {name: node.grad for name, node in nodes.items()})

# %% [markdown]
# Now by nudging. Five numbers go into the neuron, and each is nudged up and down: ten runs. `n` and `o` are not inputs, so each gets
# a function of its own: `tanh` for `n`, and for `o` one that returns its input.
#
# **Predict.** Will the two columns agree to two decimal places, to four, or to more?

# %%
slopes = nudge(neuron, 2.0, 0.0, -3.0, 1.0, b.data)
nudged = dict(zip(["x1", "x2", "w1", "w2", "b"], slopes))
nudged["n"] = nudge(math.tanh, n.data)[0]
nudged["o"] = nudge(lambda o: o, o.data)[0]
ledger("by nudging", nudged)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# To nine places, as the last line says. Two very different methods give the same seven numbers: one uses the chain rule, the other only runs the function.
#
# </details>
#
# A nudge is not exact. So which difference is a mistake? Compute the gradient of `w1` by hand twice: once correctly, and once with the square
# forgotten, 1 − o for 1 − o².
#
# **Predict.** Make the nudge ten times smaller, again and again. What becomes of the two gaps between hand and nudge?

# %%
right, forgotten = 2.0 * (1 - o.data**2), 2.0 * (1 - o.data)
for h in (1e-1, 1e-2, 1e-3, 1e-4):
    nudged_w1 = nudge(neuron, 2.0, 0.0, -3.0, 1.0, b.data, h=h)[2]  # [2]: w1
    gaps = abs(nudged_w1 - right), abs(nudged_w1 - forgotten)
    print(f"h = {h:.0e}   1 - o*o: gap {gaps[0]:.0e}   1 - o: gap {gaps[1]:.0e}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# The first gap shrinks a hundredfold each time: it belongs to the nudge, whose error goes with h². Our h is 1e-5, one step further, and
# that is why nine places agree. The second gap stays at 4e-01. No nudge makes a mistake smaller.
#
# </details>
#
# **A rule.** Divide the gap by the larger of the two numbers, signs aside (by 1 if both are smaller than 1). Below 1e-7, blame the nudge; above
# 1e-4, suspect a mistake. In between, change `h`: a mistake does not move. Use the rule where the gradients are not tiny; section 4 shows why.
#
# ## 4. A neuron that has stopped learning
#
# The gradient of every weight has passed through $1 - o^2$. When `o` is near 1 or −1 that factor is near 0, and what arrives at the
# weights is almost nothing.
#
# **Predict.** At n = 0.8814 the factor is a half. At which of n = 2, 3, 5, 10 and 20 is it first below one thousandth? Will the computer ever print
# exactly 0?

# %%
for n_value in (n.data, 2, 3, 5, 10, 20):
    o_value = math.tanh(n_value)
    print(f"n = {n_value:7.4f}   o = {o_value:.10f}   1 - o*o = {1 - o_value**2:.1e}")

# %%
figure, axes = new_figure()
ns = [i / 20 for i in range(-120, 121)]
axes.plot(ns, [math.tanh(n) for n in ns], label="o = tanh(n)")
axes.plot(ns, [1 - math.tanh(n) ** 2 for n in ns], label="slope, 1 - o*o")
axes.set(xlabel="n", title="tanh and its slope")
axes.legend()
show(figure, "tanh, and its slope: a bump of height 1 at n = 0, "
     "falling on both sides.")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# At 5: there the slope is 1.8e-04, almost 3000 times smaller than our half. (At 3 it is about 50 times smaller.) In mathematics it never reaches 0. In floats it does: at 20, `tanh` is so close to 1 that it is rounded to
# 1, and no gradient reaches the weights any more.
#
# </details>
#
# A neuron far out on the flat part, in the picture beyond about −3 or 3, is called **saturated**. It may still learn, but as many times more slowly
# as its slope is smaller.
#
# **Predict.** Forget the square again, this time at n = 10. What does the rule of section 3 say: blame the nudge, or suspect a mistake?

# %%
o_far = math.tanh(10)
right, forgotten = 1 - o_far**2, 1 - o_far
print(f"1 - o*o = {right:.1e}   1 - o = {forgotten:.1e}")
print(f"gap       {right - forgotten:.1e}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# It blames the nudge: the gap is below 1e-7. Yet the mistake halves the gradient. Where gradients are tiny, so is every gap between them.
#
# </details>
#
# **Why the strange bias?** The slope is a half where $1 - o^2 = 1/2$, which is $o = \sqrt{1/2}$. `atanh` undoes `tanh`: it finds the `n` for that
# `o`. The other terms add up to −6, so the bias is 6 more, and every gradient in the ledger comes out round.

# %%
print(f"atanh(sqrt(1/2)) = {math.atanh(math.sqrt(0.5)):.4f}")
print(f"plus 6           = {6 + math.atanh(math.sqrt(0.5)):.4f}")

# %% [markdown]
# ## 5. Long chains and large inputs
#
# Now neurons in a chain, each feeding the next, and none of them saturated. The chain starts at our neuron's output `o`, and the bias is
# chosen for each weight so that every `n` is our 0.8814, where `tanh` halves what arrives.
#
# **Predict.** With a weight of 1, how much of the 1 at the end reaches the input of ten neurons? And with a weight of 2, or of 3?

# %%
for depth in (1, 2, 4, 10):
    print(f"depth {depth:2d}", end="")
    for weight in (1.0, 2.0, 3.0):
        def chain(x):
            for _ in range(depth):
                x = math.tanh(weight * x + (n.data - weight * o.data))
            return x
        print(f"   weight {weight:.0f}: {nudge(chain, o.data)[0]:7.4f}", end="")
    print()

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Each neuron multiplies by its weight times 0.5. With a weight of 1 that is a half, and ten halves leave a thousandth, 0.0010. With a weight
# of 2 all of it arrives. With 3 the gradient grows, to 57.6653: it *explodes*.
#
# </details>
#
# The other factor in a product matters as well: for a weight it is the input. Measure `x1` in millimetres instead of metres, and take a thousandth of the
# weight: the output is the same.
#
# **Predict.** What becomes of the gradients of `w1`, `x1` and `b`?

# %%
for x1_there, w1_there in ((2.0, -3.0), (2000.0, -0.003)):
    slopes = nudge(neuron, x1_there, 0.0, w1_there, 1.0, b.data, h=1e-7)
    print(f"x1 = {x1_there:4.0f}   gradients:", end="")
    print(f"   w1 {slopes[2]:9.4f}   x1 {slopes[0]:7.4f}   b {slopes[4]:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# That of `w1` is a thousand times larger, that of `x1` a thousand times smaller, and `b` notices nothing. The weight did not become more
# important: its unit became smaller. (A nudge of 1e-5 in this weight would move `n` by two hundredths, too
# much; hence `h=1e-7`.)
#
# </details>
#
# This is why inputs are usually scaled to similar sizes, around 1, before a network learns from them.
#
# ## Mistakes people really make
#
# **1 − n² for 1 − o².** *Symptom:* every gradient to the left of the `tanh` is off by the same factor. *Why:* the square belongs to the
# output, not to what went in. *How to see it:* nudge `tanh` alone.

# %%
print(f"1 - n*n = {1 - n.data**2:.4f}   1 - o*o = {1 - o.data**2:.4f}")
print(f"nudged  = {nudge(math.tanh, n.data)[0]:.4f}")

# %% [markdown]
# **Changing the inputs.** Suppose the answer should be 1. *Symptom:* the output comes nearer to 1, and the neuron has learned nothing. *Why:*
# `x1` has a gradient like everything else, and it is tempting to let it move, too. But `x1` is the *question*. A neuron that may change the
# question looks for one to which it already answers 1. *How to see it:* print the question, too.

# %%
asked = [2.0, 0.0]
for step in range(4):
    output = neuron(*asked, -3.0, 1.0, b.data)
    print(f"step {step}: output {output:.4f} for the question ({asked[0]:.4f}, {asked[1]:.4f})")
    slopes = nudge(neuron, *asked, -3.0, 1.0, b.data)
    asked = [x + 0.5 * slope for x, slope in zip(asked, slopes[:2])]

# %% [markdown]
# The output is nearer to 1, and the question is no longer (2, 0). The weights are what they were. (It nearly stops after one step: saturated.)
# Change green boxes, not blue ones.
#
# ## Checkpoint
#
# Choose, then open your answer.
#
# **1.** A neuron's output is `o = 0.6`. What is the local derivative of its `tanh`?
#
# <details><summary>0.4</summary>
#
# That is 1 − o. The output has to be squared.
#
# </details>
# <details><summary>0.64</summary>
#
# Yes: 1 − 0.36. You did not need to know `n`.
#
# </details>
# <details style="margin-bottom: 1em"><summary>You cannot tell without n</summary>
#
# You can. 1 − o² needs only the output. That is why a program keeps it.
#
# </details>
#
# **2.** The gradient of the output with respect to a weight is 0. What do you know for certain?
#
# <details><summary>The weight does not matter and can be removed</summary>
#
# Not for certain. Its input may be 0 in this example only, as with `w2` above.
#
# </details>
# <details><summary>The neuron is saturated</summary>
#
# Not for certain. In a saturated neuron the gradient of the bias is 0, or nearly 0, as well: look there first.
#
# </details>
# <details style="margin-bottom: 1em"><summary>For this example, a small change of the weight changes the output by next to nothing</summary>
#
# Yes. A gradient speaks about one example, one point, and small changes.
#
# </details>
#
# **3.** Why are two neurons in a row without `tanh` no better than one?
#
# <details><summary>Together they are still one straight line</summary>
#
# Yes. Without a bend, any number of them collapses into one.
#
# </details>
# <details><summary>Their gradients are 0</summary>
#
# They are not: the three lines above had slope −3 everywhere.
#
# </details>
# <details><summary>The numbers grow too large</summary>
#
# They can grow, and that is a nuisance, but small ones collapse in the same way.
#
# </details>
#
# ## In this lesson you…
#
# - computed a neuron, saw its border in the plane, and made a bump of two bends
# - carried gradients through `tanh` with 1 − o²
# - opened the ledger: two columns, seven gradients, and a rule for which difference is a mistake
# - saw gradients vanish, in a saturated neuron and in a long chain, and grow with the size of an input
#
# **In practice.** In PyTorch this is `torch.nn.Linear(2, 1)` followed by `torch.tanh`. Like you, it keeps the output of `tanh` for the way back. Many
# networks bend with `relu` instead, `max(0, n)`, which has no flat part on the right and is entirely flat on the left.
#
# **Go further.** What must `b` be for $1 - o^2 = 0.1$, with everything else as above? There are two answers. Suppose the output should be 1: which of the
# two neurons still has much to learn?
#
# <details><summary>Answer</summary>
#
# $1 - o^2 = 0.1$ at $o = \pm\sqrt{0.9}$, so $b$ is $6 \pm \operatorname{atanh}\sqrt{0.9}$. The one with the minus is still on the wrong side. It has to climb, slowly at first: its
# slope grows on the way up.
#
# </details>
#
# ---
# Now make it yours: the [exercises of this lesson](exercises/02_single_neuron.ipynb) tell you *what* is wrong when something is.
#
# You have walked from the output to the inputs with a pencil, and every step was the same: local derivative times what arrives. A
# rule that is always the same is a job for a program. [Lesson 03: automatic backward](03_automatic_backward.ipynb) writes it.
