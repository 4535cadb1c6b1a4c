# %% [markdown]
# # 01 · Manual gradients
#
# *38 minutes · builds on: Python functions, lists and objects, and what a slope is · you leave with: every gradient of a small
# expression, found by hand, and an instrument that checks each one*
#
# A notebook is text, with cells of Python between. Click into a cell and press **Shift+Enter** to run it: what it prints appears below, and the
# next cell is selected. Begin with the one below, which makes sure that the course is installed and prints nothing.

# %%
# SET-UP

# %% [markdown]
# **What you will do.** Find by hand how the result of an expression changes with each number in it; check every answer by experiment.
#
# **What you will learn.** To measure a slope, to choose the size of a nudge, to read an expression as a graph, and to
# multiply your way from the result back to the inputs.
#
# **What you need.** Python functions, lists and objects; what a slope is.
#
# ## A machine with four knobs
#
# `machine` computes `(a*b + c) * f`. Its knobs are set to `a = 2`, `b = −3`, `c = 10`, `f = −2`. You want the result to go up. Which knobs
# do you turn, and which way?
#
# You try each: turn it up by 3, look, turn it back. The changes are +18, −12, −6 and +12: together +12.
#
# **Predict.** If you turn all four up by 3 at once, by how much does the result change?

# %%
def machine(a, b, c, f):
    return (a * b + c) * f


start = machine(2, -3, 10, -2)
print("start         ", start)
print("a + 3 alone   ", machine(5, -3, 10, -2) - start)
print("b + 3 alone   ", machine(2, 0, 10, -2) - start)
print("c + 3 alone   ", machine(2, -3, 13, -2) - start)
print("f + 3 alone   ", machine(2, -3, 10, 1) - start)
print("all four + 3  ", machine(5, 0, 13, 1) - start)
change = machine(2.001, -2.999, 10.001, -1.999) - start
print(f"all four + 0.001:  {change:.6f}")  # .6f: six digits after the point

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# By +21, not +12. Turning one knob changes what another one does, so the effects of these big turns do not add up.
#
# Now look at the last line. *Small* turns, of 0.001, are 3000 times smaller. They should change the result by 12 / 3000 = 0.004, and they very
# nearly do.
#
# </details>
#
# Here each effect *alone* is a fixed number times the turn, and for *small* turns the effects almost add up. (For most functions, the first needs a
# small turn, too.) That fixed number is a **slope**. Four slopes tell you what any small turn does.
#
# This lesson finds those slopes twice: by experiment, and by reasoning.
#
# ## 1. The slope of one function, by experiment
#
# Start with one knob:
#
# $$\text{curve}(x) = 3x^2 - 4x + 5$$
#
# Nudge `x` by a small `h`, see how far the result moves, and divide:
#
# $$\text{slope} \approx \frac{\text{curve}(x + h) - \text{curve}(x)}{h}$$
#
# **Predict.** School calculus says that the slope at $x$ is $6x - 4$. (If you have not met calculus, take that on trust: the cell below checks it.)
# What is it at 3, at −3, and at ⅔? Will the experiment print exactly those numbers?

# %%
def curve(x):
    return 3 * x**2 - 4 * x + 5


def forward_slope(function, x, h=1e-6):  # 1e-6 is 0.000001
    return (function(x + h) - function(x)) / h


for x in (3, -3, 2 / 3):  # 7.4f: four digits after the point, in seven places
    slope = forward_slope(curve, x)
    print(f"x = {x:7.4f}   curve(x) = {curve(x):8.4f}   slope = {slope:12.7f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Calculus says 14, −22 and 0. The experiment comes close, but each slope is too high, all by the same amount: 0.0000030.
#
# This is not a matter of rounding. Put $x + h$ into the formula: the result moves by $(6x - 4)\,h + 3h^2$. Divide by $h$, and $3h$ is left over. With
# `h = 1e-6` that is 0.0000030, at each of the three. The nudge looks a little way ahead, where the slope is already a little higher. (Far
# out, at `x = 1000`, something else drowns it: see the next section.)
#
# </details>
#
# The next picture shows what the three numbers mean. Each straight piece touches the curve at a dot and has the slope that you measured
# there. Where it is level, the curve is at its lowest.

# %%
# Drawing only: you can skip the code and look at the picture.
from classroom.pictures.figures import new_figure, show

figure, axes = new_figure()
xs = [i / 20 for i in range(-100, 101)]
axes.plot(xs, [curve(x) for x in xs])
for x, offset in ((-3, (10, 4)), (2 / 3, (-20, 12)), (3, (12, -8))):
    y, slope = curve(x), forward_slope(curve, x)
    tangent = [y - 0.8 * slope, y + 0.8 * slope]
    axes.plot([x - 0.8, x + 0.8], tangent, color="#d55e00", linestyle="-")
    axes.plot(x, y, marker="o", color="#d55e00")
    text = f"slope {slope:.0f}"
    axes.annotate(text, (x, y), offset, textcoords="offset points")
axes.set(xlabel="x", ylabel="curve(x)", title="Three slopes of one curve")
show(figure, "The parabola with three tangents: "
     "slope -22 at x = -3, slope 0 at the bottom, slope 14 at x = 3.")

# %% [markdown]
# ## 2. How small is a small nudge?
#
# For `curve` the error was $3h$, so the smaller `h`, the better. Or so it seems. And if you look both ways, ahead and behind, much of the error
# should cancel:
#
# $$\text{forward: } \frac{g(x + h) - g(x)}{h} \qquad \text{central: } \frac{g(x + h) - g(x - h)}{2h}$$
#
# Take a function that bends less evenly, $g(x) = x \cdot x \cdot x$ at $x = 3$, where the slope is 27. The next cell tries `h` from 0.1 down to
# 1e-16 and notes how wrong each answer is. Bear in mind that a float keeps about 16 digits. What is left of them when you subtract two nearly equal
# numbers?
#
# **Predict.** Sketch the error of each formula on paper: a step to the right whenever `h` is divided by 10, a step down whenever the error is divided
# by 10. Where is each smallest: near `1e-2`, `1e-5`, `1e-8`, or at `1e-16`?

# %%
def g(x):
    return x * x * x


x, true_slope = 3.0, 27.0
hs = [10.0**-k for k in range(1, 17)]
forward = [abs((g(x + h) - g(x)) / h - true_slope) for h in hs]
central = [abs((g(x + h) - g(x - h)) / (2 * h) - true_slope) for h in hs]
for k in (0, 2, 4, 7, 10, 13, 15):
    h, ahead, both = hs[k], forward[k], central[k]
    # .1e: two digits and a power of ten, as in 2.7e-04 for 0.00027
    print(f"h = {h:.0e}   error forward {ahead:.1e}   central {both:.1e}")

# %%
figure, axes = new_figure()
axes.loglog(hs, forward, marker="o", label="forward")
axes.loglog(hs, central, marker="s", label="central")
axes.set(xlabel="size of the nudge h", ylabel="error of the slope",
         title="Both axes go in powers of ten")
axes.invert_xaxis()
axes.legend()
best = [hs[errors.index(min(errors))] for errors in (forward, central)]
show(figure, "The errors of both formulas, from a large h, left, to a tiny one, "
     f"right. Forward is best at {best[0]:.0e}, central at {best[1]:.0e}.")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# From left to right, as `h` shrinks, both curves fall, turn, and rise again: forward is best near 1e-8, central near 1e-5. (The zigzag is luck: noise
# is sometimes small.)
#
# Two errors compete:
#
# - **Bending** falls: the slope changes within the nudge, less so within a smaller one. If you look both ways, what happens ahead and behind
#   nearly cancels.
# - **Noise** rises: `g(x + h)` and `g(x)` agree in more and more of their 16 digits, and the subtraction leaves only the
#   rest. At `h = 1e-16` the computer cannot tell `x + h` from `x`: it finds a slope of 0, an error of 27.
#
# </details>
#
# From here on you nudge **both ways, by 1e-5**. That suits inputs that are neither huge nor tiny; one of the exercises is about the others.
#
# ## 3. Several knobs
#
# Nudge one input and hold the others still. That gives one slope for each input.
#
# **Predict.** `d = a*b + c` at `a = 2`, `b = −3`, `c = 10`. Turn `a` up a little: does `d` rise or fall?

# %%
def nudge(function, *inputs, h=1e-5):  # *inputs: all the numbers that you pass
    slopes = []
    for i in range(len(inputs)):
        up, down = list(inputs), list(inputs)
        up[i] += h
        down[i] -= h
        # *up hands a list back as separate numbers
        slopes.append((function(*up) - function(*down)) / (2 * h))
    return slopes


# lambda: a function without a name
slopes = nudge(lambda a, b, c: a * b + c, 2, -3, 10)
print([f"{slope:.4f}" for slope in slopes])  # a list, made from a list

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# `d` falls. With `b` and `c` held still, `a*b + c` is a straight line in `a`, and its slope is `b`: −3. In the same way, the slope for `b` is
# `a`: 2. And `c` passes straight through: 1.
#
# </details>
#
# `nudge` knows no calculus. It runs the function twice per input and looks. That makes it the instrument for the rest of the
# course: whenever you have reasoned out a slope, nudge it too.
#
# ## 4. A number that remembers
#
# To *reason* about slopes you need to know how a result was made. A plain number has forgotten.
#
# A `Value` holds a number in `.data`, and remembers the operation that made it (`_op`) and that operation's inputs (`_prev`).
#
# **Predict.** Below, `e = a * b` and `d = e + c`. Which operation and which two names will `d` remember? Will it know about `a`?

# %%
from classroom.pictures import draw_dot
from micrograd_core import Value

print("a plain number:", 2.0 * -3.0 + 10.0)
a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
e = a * b
e.label = "e"
d = e + c
d.label = "d"
print("d is", d.data, "made by", d._op, "from", [v.label for v in d._prev])
print("e is", e.data, "made by", e._op, "from", [v.label for v in e._prev])

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# A plus, and `e` and `c`. `d` remembers only its own step, and knows nothing of `a`. But `e` remembers `a`.
#
# </details>
#
# Follow `_prev` back, step by step, and you find everything that a result was made from. That is the **expression graph**.
#
# Here is the graph of the four-knob machine, `L = (a*b + c) * f`, with a name for every step. Read it from left to right: boxes
# are numbers, circles are operations. Blue boxes are the inputs, the bold one is the result. Each box has a second number,
# `grad`. They are all still 0: filling them in is your job.

# %%
f = Value(-2.0, label="f")
L = d * f
L.label = "L"
draw_dot(L, fmt="{:.3g}")  # three digits are enough

# %% [markdown]
# ## 5. Every gradient by hand
#
# Call each box a **node**. Its **gradient** is the slope of `L` with respect to that node: when the node moves a little, `L` moves by the gradient
# times that. "The slope of `L` when `d` moves" is written $\partial L / \partial d$. (Elsewhere, *the gradient* may mean the list of all these
# slopes. Here each node has its own.) Start where it is easy, at the right end.
#
# **The output.** `L` moves one for one with itself: its gradient is 1.
#
# **The last step** is `L = d * f`. Move one factor a little, and the product moves by that much times the *other* factor:
#
# $$\frac{\partial L}{\partial d} = f \qquad \frac{\partial L}{\partial f} = d$$
#
# **Predict.** Look up `d` and `f` in the picture. What are the gradients of `d` and of `f`?

# %%
L.grad = 1.0
d.grad = f.data
f.grad = d.data
print("d.grad", d.grad, "  f.grad", f.grad)
print("nudged", [f"{slope:.4f}" for slope in nudge(lambda d, f: d * f, d.data, f.data)])

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# −2 for `d`, 4 for `f`. The nudge agrees. It is easy to swap the two: each gets the *other* one's number.
#
# </details>
#
# **One step further left** is `d = e + c`. Here is the idea of the whole course. You want to know what `e` does to `L`. You know two
# things: what `e` does to `d` (a sum moves one for one with each part, so 1), and what `d` does to `L` (the gradient of `d`). Moving `e` by a
# little moves `d` by 1 times that, which moves `L` by the gradient of `d` times *that*. So multiply:
#
# $$\underbrace{\frac{\partial L}{\partial e}}_{\text{gradient of } e} = \underbrace{\frac{\partial d}{\partial e}}_{\text{local derivative}} \cdot \underbrace{\frac{\partial L}{\partial d}}_{\text{what arrives}}$$
#
# This is the **chain rule**. A local derivative needs only the operation and its inputs; the rest arrives from the right.
#
# **Predict.** On paper, before you look at the cell: what are the gradients of `e` and `c`? And then, one more step to the left,
# `e = a * b`: of `a` and `b`?

# %%
e.grad = 1.0 * d.grad
c.grad = 1.0 * d.grad
a.grad = b.data * e.grad
b.grad = a.data * e.grad
draw_dot(L, local=True, fmt="{:.3g}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# −2 and −2 for `e` and `c`, 6 for `a` and −4 for `b`.
#
# - A **plus** hands on what arrives, unchanged, to both inputs: −2 and −2.
# - A **multiplication** hands each input what arrives times the *other* input. So `a` gets −3 · −2 = 6, and `b` gets 2 · −2 = −4.
#
# </details>
#
# Each arrow into a circle now shows its local derivative. To get a `grad`, multiply the number on the box's arrow by the `grad` of the box to the
# right of the circle. Only `L` has no arrow: its 1 is the start.
#
# You can read a gradient as a *force*: its sign says which way to push the node so that `L` rises, its size how strongly `L` responds.
#
# Now nudge all seven. `L`, `d` and `e` are not inputs: for those, run only the part of the machine to their right.

# %%
whole = nudge(machine, a.data, b.data, c.data, f.data)
from_e = nudge(lambda v: (v + c.data) * f.data, e.data)
from_d = nudge(lambda v: v * f.data, d.data)
from_L = nudge(lambda v: v, L.data)
# zip pairs two lists: the first node with the first slope, and so on
for node, slope in zip([a, b, c, f, e, d, L], whole + from_e + from_d + from_L):
    print(f"{node.label}   by hand {node.grad:7.4f}   nudged {slope:7.4f}")

# %% [markdown]
# Seven out of seven. Four of them were hiding in the first cell of this lesson: there a turn of 3, of `a` alone, made +18, and 18 / 3 is 6. With the
# other knobs held still, `L` is a straight line in each of them, so even a big turn shows the slope.
#
# ## 6. A knob used twice
#
# So far each number was used once. Let `a` take the place of `f` as well: `M = (a*b + c) * a`. The graph forks at `a` and joins again at the end.

# %%
M = d * a
M.label = "M"
# blank: the gradients so far are those of L, not of M
draw_dot(M, blank=True, highlight=a, fmt="{:.3g}")

# %% [markdown]
# `a` reaches `M` along two **paths**, drawn thick: a short one, straight into the last product, and a long one, through `e` and `d`. To nudge one path alone,
# give the two uses different names: `short` and `long`.
#
# **Predict.** At `a = 2`, `b = −3`, `c = 10`: what is the slope of `M` for `short` alone, and for `long` alone? And for `a`, which is both?

# %%
def two_paths(short, long):
    return (long * -3 + 10) * short


of_short, of_long = nudge(two_paths, 2, 2)
of_a = nudge(lambda a: two_paths(a, a), 2)[0]  # [0]: a list of one slope
print(f"short alone {of_short:7.4f}")
print(f"long alone  {of_long:7.4f}")
print(f"a itself    {of_a:7.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Along the short path, `a` is multiplied by `d`: 4. Along the long path, what arrives at `e` is `a`, 2, and the local derivative is `b`: −3 · 2 = −6.
# And `a` itself has 4 − 6 = −2. The effects of the two paths **add up**.
#
# </details>
#
# Each path is a product, as before. What happens where paths meet is a second rule, as important as the first: in lesson 03, programs that
# forget it give wrong gradients.
#
# ## 7. What the gradients are good for
#
# Back to the machine, and to the first question: which knobs do you turn, and which way? Turn every one *along its gradient*: by a small multiple of
# its gradient.
#
# **Predict.** On paper, before you look at the cell: each of the four knobs moves by 0.01 times its gradient. `L` starts at −8. Does it go up or
# down? About how far? And with −0.01?

# %%
def turned(step):
    knobs = [knob.data + step * knob.grad for knob in (a, b, c, f)]
    return machine(*knobs)


total = sum(knob.grad**2 for knob in (a, b, c, f))  # four squares, added up
print(f"+0.01:  L = {turned(+0.01):.4f}")
print(f"-0.01:  L = {turned(-0.01):.4f}")
print(f"the slopes promise a change of 0.01 * {total:.0f} = {0.01 * total:.2f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Along the gradients `L` goes up, from −8 to −7.2865. The other way it goes down, to −8.7263. **Together the gradients point uphill.**
#
# </details>
#
# To make something smaller, such as an error, you step *against* the gradients. Lesson 05 does that again and again.
#
# <details><summary>Where does the promise come from, and why is it not exact?</summary>
#
# A knob moves by 0.01 · grad, and `L` moves by grad for each unit of that: 0.01 · grad². Add up the four knobs: 0.01 · (36 + 16 + 4 +
# 16) = 0.72. The true changes differ a little, for the reason from the very beginning: slopes hold for small turns, and these
# are not small enough.
#
# </details>
#
# ## Mistakes people really make
#
# **Mistaking the local derivative for the gradient.** *Symptom:* the answer is right for the last operation and wrong further left.
# *Why:* what arrives from the right was left out. *How to see it:* nudge.

# %%
local_only = b.data
print("slope of a*b for a, the local derivative:", local_only)
gradient = nudge(machine, 2, -3, 10, -2)[0]
print(f"slope of L for a, the gradient, nudged:   {gradient:.4f}")

# %% [markdown]
# **Nudging around another point.** *Symptom:* hand and nudge disagree, and both look right. *Why:* a gradient belongs to one
# point, and a knob has been moved since, as `a` in the second line. *How to see it:* print the inputs that you nudge.

# %%
print(f"slope of L for b, at a = 2: {nudge(machine, 2, -3, 10, -2)[1]:.4f}")
print(f"slope of L for b, at a = 3: {nudge(machine, 3, -3, 10, -2)[1]:.4f}")

# %% [markdown]
# **A pasted number.** *Symptom:* a cell that was right yesterday is wrong today. *Why:* the 6 that an earlier cell had printed for `a` was
# typed in; then `b` changed from −3 to 4. *How to see it:* compute it again from the inputs.

# %%
pasted = 6.0
b_today = 4.0
today = nudge(machine, 2, b_today, 10, -2)[0]
print(f"pasted slope for a: {pasted:.4f}   nudged today: {today:.4f}")

# %% [markdown]
# ## Checkpoint
#
# Choose, then open your answer.
#
# **1.** `L = p * q` with `p = 5`, `q = −2`. What is the gradient of `p`?
#
# <details><summary>5</summary>
#
# That is `p` itself, and the gradient of `q`. `p` gets the *other* factor.
#
# </details>
# <details><summary>−2</summary>
#
# Yes. Raise `p` by a little, and `L` falls by twice that.
#
# </details>
# <details style="margin-bottom: 1em"><summary>−10</summary>
#
# That is `L`, the value. A gradient says how the value *moves*.
#
# </details>
#
# **2.** You measure a slope with `h = 1e-15` and get a number far off. What do you do?
#
# <details><summary>Take an even smaller h</summary>
#
# That makes it worse: you are on the side where the error rises, because the subtraction leaves noise.
#
# </details>
# <details><summary>Take a larger h, near 1e-5, and nudge both ways</summary>
#
# Yes. There both errors, bending and noise, are small.
#
# </details>
# <details style="margin-bottom: 1em"><summary>Use more digits when printing</summary>
#
# The digits are lost before anything is printed: the subtraction cancels them.
#
# </details>
#
# **3.** At a plus, 3 arrives from the right. The inputs are 7 and 100. What do they get?
#
# <details><summary>3 and 3</summary>
#
# Yes. A plus hands on what arrives, whatever its inputs are.
#
# </details>
# <details><summary>21 and 300</summary>
#
# No. That multiplies what arrives by each input's own value. Not even a multiplication does that: there it is the *other* input.
#
# </details>
# <details><summary>1.5 and 1.5: it is shared out</summary>
#
# Nothing is shared out. If *either* input rises by a little, the sum rises by all of that.
#
# </details>
#
# ## In this lesson you…
#
# - measured slopes by nudging, both ways, by 1e-5, and saw why a far smaller nudge is worse
# - saw an expression as a graph of Values
# - found seven gradients by hand: local derivative times what arrives
# - let one number take two paths, and added up what came along each
# - stepped along the gradients, uphill, and got nearly the change that the slopes promised
#
# **In practice.** PyTorch has your instrument, too: `torch.autograd.gradcheck` nudges every input both ways and compares the slopes with PyTorch's
# own gradients. It asks for 64-bit floats, for the reason you saw in the picture: with half the digits, noise takes over at a much larger `h`.
#
# **Go further.** How many runs does `nudge` need for all slopes of a machine with a million knobs? And how many walks from right to left
# does your hand method need? What does one walk cost?
#
# <details><summary>Answer</summary>
#
# Two million runs, and one walk: each gradient is found once, from what is on its right. A run does one operation at each circle; the walk does one
# multiplication for each arrow into a circle, here two, and an addition where paths meet. So the walk costs as much as a few runs, however many
# knobs there are. That is why this course exists.
#
# </details>
#
# ---
# Now make it yours: the [exercises of this lesson](exercises/01_manual_gradients.ipynb) tell you *what* is wrong when something is.
#
# You can now do by hand what PyTorch does for millions of numbers. Next, in [lesson 02: a single
# neuron](02_single_neuron.ipynb), the same walk through the smallest piece of a neural network.
