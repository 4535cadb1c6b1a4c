# %% [markdown]
# # 06 · Bug clinic
#
# *38 minutes · builds on: [lesson 05](05_training_an_mlp.ipynb) · you leave with: a checker that you built, and the art of writing expressions in
# which no bug can hide*

# %%
# SET-UP

# %% [markdown]
# **What you will do.** Examine 34 engines, each with one bug, and hunt all of them down with as few expressions as you can.
#
# **What you will learn.** To ask what a loss can tell, to check gradients and values, and to choose expressions and numbers that leave a bug no
# place to hide.
#
# **What you need.** The engine of lesson 03, in which every node keeps a rule; the operations of lesson 04; the network of lesson 05, written out
# below, because `MLP` is made of the course's Values, and we need one that is made of the patient's.

# %%
import random

from classroom.ward import BUGS, engine

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]


def answer(net, x):
    for layer in net:  # a neuron is a list: its weights, then its bias
        x = [sum((w * xi for w, xi in zip(neuron, x)), neuron[-1]).tanh()
             for neuron in layer]
    return x[0]

# %%
def loss_of(net):
    return sum((answer(net, x) - y) ** 2 for x, y in zip(xs, ys))


def train(Value, seed, steps=20):
    rng = random.Random(seed)
    net = [[[Value(rng.uniform(-1, 1)) for _ in range(nin + 1)]
            for _ in range(nout)] for nin, nout in ((3, 4), (4, 4), (4, 1))]
    losses = [loss_of(net)]
    for _ in range(steps):
        for p in (p for layer in net for neuron in layer for p in neuron):
            p.grad = 0.0
        losses[-1].backward()
        for p in (p for layer in net for neuron in layer for p in neuron):
            p.data -= 0.1 * p.grad
        losses.append(loss_of(net))
    return net, [loss.data for loss in losses]

# %% [markdown]
# ## A falling loss
#
# Two engines train this network from the same start. `engine()` is healthy, like the one that you built. `engine("tanh: slope 1")` has a bug: its
# `tanh` hands on whatever arrives, as if its slope were 1 everywhere. Here is the loss of both, at every fourth step and as curves. A random
# draw has decided which of them is A.

# %%
pair = random.Random(1).sample(["healthy", "tanh: slope 1"], 2)
runs = [train(engine(None if bug == "healthy" else bug), seed=7) for bug in pair]
for letter, (_, losses) in zip("AB", runs):
    print(letter, *(f"{loss:.4f}" for loss in losses[::4]))

# %%
from classroom.pictures.figures import new_figure, show

figure, axes = new_figure()
for letter, (_, losses) in zip("AB", runs):
    axes.semilogy(losses, label=letter)
axes.set(xlabel="step", ylabel="loss", title="One of these engines is sick", xticks=range(0, 21, 4))
axes.legend()
show(figure, "Loss against step for engines A and B. Both fall all the way, B faster than A: after 20 steps A is near 0.02, B below 0.001.")

# %% [markdown]
# Both curves fall; the dashed one falls further.
#
# **Predict.** Which of the two is the sick engine, A or B?

# %%
print("A is", pair[0], "and B is", pair[1])
for bug in pair:
    Value = engine(None if bug == "healthy" else bug)
    ends = sorted(train(Value, seed)[1][-1] for seed in range(11))
    print(f"{bug:14} from 11 starts, the middle one ends at {ends[5]:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# B, the one whose loss is *lower*. That is no accident of this start: from eleven starts, the middle one ends at 0.0005, against 0.0162. As the answers come close to ±1, the true slope of `tanh`
# shrinks, and learning slows down. The false slope stays 1, so the sick engine runs on at full speed. Its gradients are wrong, and the loss loves them.
#
# </details>
#
# A loss tells how good the answers are. It does not tell whether the gradients are right. This lesson is about how to find out.
#
# ## 1. Four patients
#
# Say that an engine *trains* if it brings the loss to less than half in 20 steps. Here are four more bugs:
#
# - `add: right input gets nothing`: a sum never passes the right input its share
# - `add: = for +=`: a sum overwrites what its inputs already hold
# - `mul: slope 1 for both`: a product hands on what arrives, as a sum does
# - `sub: plus`: `a - b` is computed as `a + b`
#
# **Predict.** Which of these four train, from each of five starts?

# %%
def trains(bug, seed):
    try:
        _, losses = train(engine(bug), seed)
    except OverflowError:  # a number became too large for a float
        return False
    return losses[-1] < losses[0] / 2


for bug in ("add: right input gets nothing", "add: = for +=",
            "mul: slope 1 for both", "sub: plus"):
    count = sum(trains(bug, seed) for seed in range(5))
    print(f"{bug:30} trains from {count} of 5 starts")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Two of them: the overwriting sum, and the minus that is a plus.
#
# A sum overwrites only what has already received a share. In this network that happens to the biases, which feed a sum in each of the four
# examples. Only the share that arrives last survives: that of the first example, since `backward()` goes from back to front. The weights feed products, and these still add. The weights' gradients are right, and they do the work.
#
# </details>
#
# The fourth one is odd. Its loss falls nearly to 0, so what has the network learned?
#
# **Predict.** The targets are 1, −1, −1, 1. What does a network answer that was trained with `sub: plus`?

# %%
net, losses = train(engine("sub: plus"), seed=7)
print(f"loss: from {losses[0]:.4f} to {losses[-1]:.4f}")
print("says", [f"{answer(net, x).data:.2f}" for x in xs], "should say", ys)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# The opposite of everything, with great confidence. Its loss is $\sum (\hat y + y)^2$, and that is small if every answer is minus the target. Gradients,
# training, loss: all fit together, all are about the wrong sum.
#
# </details>
#
# The loss was computed by the engine that is sick. Patients who take their own temperature may have a broken thermometer, too.
#
# ## 2. The whole ward
#
# There are 34 bugs in `BUGS`, each of them a slip that is made in a moment. Here are their names, by operation. (`n` is what goes
# into an operation, and `t` what `tanh` makes of it.)

# %%
import textwrap

for operation in dict.fromkeys(bug.split(": ")[0] for bug in BUGS):
    slips = [bug.split(": ")[1] for bug in BUGS if bug.startswith(operation + ": ")]
    line = f"{operation:9}" + ", ".join(slips)
    print(textwrap.fill(line, 78, subsequent_indent=" " * 9))

# %% [markdown]
# Six sit where this network never goes: four in `exp`, and one each in `1 - x` and `1 / x`, where a number stands on the left. That leaves 28.
#
# **Predict.** Name three of the 28 that train from *each* of the five starts. How many are there? (The cell takes a few seconds.)

# %%
visited = [bug for bug in BUGS if not bug.startswith(("exp", "1 - x", "1 / x"))]
unnoticed = [bug for bug in visited
             if all(trains(bug, seed) for seed in range(5))]
print(f"{len(unnoticed)} of {len(visited)} train from each of 5 starts:")
for bug in unnoticed:
    print("   ", bug)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# There are twelve. Some bugs never show in this network: the input of each `tanh` is used once, so there is nothing that `=` could wipe out. Others change the
# learning rate more than the direction: a square without its factor 2 learns at half the speed.
#
# </details>
#
# Let these and the healthy engine train from the same weights, and draw their losses, without names.

# %%
curves = {"healthy": train(engine(), seed=7)[1]}
for bug in unnoticed:
    curves[bug] = train(engine(bug), seed=7)[1]

# %%
figure, axes = new_figure()
for losses in curves.values():
    axes.semilogy(losses, color="#0072b2", linestyle="-", linewidth=1)
axes.set(xlabel="step", ylabel="loss", title="One of these engines is healthy", xticks=range(0, 21, 4))
show(figure, "Thirteen loss curves that all fall in 20 steps. One is the healthy engine's; it does not stand out.")

# %% [markdown]
# All of them fall, and some lie on top of each other.
#
# **Predict.** Which one is the healthy engine's? Say at least whether it ends first, last or somewhere between.

# %%
for place, bug in enumerate(sorted(curves, key=lambda bug: curves[bug][-1]), 1):
    print(f"{place:2d}. {bug:34} {curves[bug][0]:.4f} → {curves[bug][-1]:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Second, behind the engine that you met at the start. It shares that place with three sick ones, to the last digit. Nothing about its curve says
# "healthy".
#
# </details>
#
# Two begin lower than the others, and both compute a wrong number. That shows before the first step, to whoever knows the right one. The other eleven
# curves do not say which engine is sick. So stop looking at curves.
#
# ## 3. Ask the engine, not the loss
#
# You have an instrument that needs no rules: nudging. Build an expression with the engine's own Values, call `backward()`, nudge the same expression,
# compare. The expression `f` is a function of one or more Values.
#
# **Predict.** Name two of the 34 bugs that `x * y` must expose, at x = 0.7 and y = −1.3.

# %%
from classroom.instruments import nudge


def gradients_fit(Value, f, *inputs):
    def value_at(*numbers):  # what this engine computes there
        return f(*map(Value, numbers)).data

    leaves = [Value(x) for x in inputs]
    f(*leaves).backward()
    slopes = nudge(value_at, *inputs)
    return all(abs(leaf.grad - slope) < 1e-5 for leaf, slope in zip(leaves, slopes))


def caught(f):
    return [bug for bug in BUGS if not gradients_fit(engine(bug), f, 0.7, -1.3)]


def product(x, y):
    return x * y


print("the healthy engine passes:", gradients_fit(engine(), product, 0.7, -1.3))
print(*caught(product), sep="\n")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# There are five: four faults of the product itself, and the missing seed: without the first 1, all gradients are 0. You missed `mul: forgets what arrives`?
# Section 4 tells why it is not there.
#
# </details>
#
# One product sees one rule. Take the ten expressions that come to mind first. (`eval` runs a text as Python code, as in lesson 04.)
#
# **Predict.** How many of the 34 do these ten expose together: about 10, 20, 30, or all?

# %%
everyday = ("x + x", "x * x", "x * y", "x + y", "x.tanh()", "x.exp()",
            "x ** 2", "x - y", "x / y", "2 * x")
found = {text: caught(eval(f"lambda x, y: {text}")) for text in everyday}
print(len({bug for bugs in found.values() for bug in bugs}), "of", len(BUGS))

# %%
from classroom.pictures import draw_scoreboard

draw_scoreboard(found, BUGS)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Only 20. The other 14 pass all ten checks.
#
# </details>
#
# Each row is a patient, each column an expression, each large dot says: exposed. The names in bold are exposed by none. There are families
# among them: some forget what arrives, some write `=` for `+=`, and some walk the graph in a wrong way. Four are left that seem to have nothing in common.
#
# ## 4. Where bugs hide
#
# The first family forgets what arrives: its rule says `self.grad += slope`, where it should say `slope * out.grad`.
#
# **Predict.** Three expressions for `tanh: forgets what arrives`. Which expose it?

# %%
def verdicts(bug, *texts):
    for text in texts:
        f = eval(f"lambda x, y: {text}")
        fits = gradients_fit(engine(bug), f, 0.7, -1.3)
        print(f"{text:19} {'looks healthy' if fits else 'EXPOSED'}")


verdicts("tanh: forgets what arrives",
         "x.tanh()", "x.tanh() * y", "(x * y).tanh()")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Only `x.tanh() * y`. Where `tanh` is the *last* step, what arrives is the seed, 1, and forgetting to multiply by 1 is no crime. What comes *before*
# it does not matter.
#
# </details>
#
# **Put something behind the operation,** so that something other than 1 arrives there.
#
# The second family writes `=` for `+=`.
#
# **Predict.** Which of these expose `tanh: = for +=`?

# %%
verdicts("tanh: = for +=",
         "x.tanh() * y", "x.tanh() * x.exp()",
         "x.exp() * x.tanh()", "x.tanh() + x")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# The second and the last. In the first nothing is used twice. In the third, `backward()` goes from back to front, so the rule of `tanh` runs before that of `exp`:
# it finds no share to wipe out.
#
# </details>
#
# **Use an input twice,** so that another share is there first. If in doubt, swap the operands.
#
# The third family walks the graph in a wrong way. `stops after one level` leaves out all rules but those of the result and its inputs. `visits again and again`
# lists a node once for each path to it. `listed when met` writes each node into its list as soon as the walk meets it, so a rule may run before all users of
# its node have handed on their shares. Here a computed node `t` is used directly and by a detour:
#
# **Predict.** Which of the two expressions exposes `listed when met`, or do both?

# %%
def direct_first(x, y):
    t = x * y
    return t + t * x


def detour_first(x, y):
    t = x * y
    return t * x + t


for f in (direct_first, detour_first):
    fits = gradients_fit(engine("backward: listed when met"), f, 0.7, -1.3)
    print(f.__name__, "looks healthy" if fits else "EXPOSED")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Only the one in which `t` stands on the left. There the walk meets `t` first and lists it at once, so its rule runs before the share of the detour has come back.
# In the other one the detour happens to be met first.
#
# </details>
#
# **Use a computed node twice,** directly and by a detour, and try both orders of the operands.
#
# ## 5. Four that always pass
#
# Four of the 34 pass `gradients_fit` with *every* expression that you can think of.
#
# **Predict.** One of the four is `sub: plus`. How can it pass, and what kind of bugs are the other three?

# %%
from micrograd_core import Value as Course

four = {
    "sub: plus": lambda x, y: x - y,
    "1 - x: the wrong way round": lambda x, y: 1 - x,
    "1 / x: the wrong way round": lambda x, y: 1 / x,
    "tanh: of half the number": lambda x, y: x.tanh(),
}
for bug, f in four.items():
    sick, right = engine(bug), f(Course(0.7), Course(-1.3)).data
    print(f"{bug:27} gradients fit: {gradients_fit(sick, f, 0.7, -1.3)}", end="   ")
    print(f"value {f(sick(0.7), sick(-1.3)).data:.4f}, should be {right:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# All four compute a wrong *value*, with gradients that belong to that wrong value. `gradients_fit` nudges the engine's own computation, so it asks one
# question only: do the gradients fit what this engine computes? They do.
#
# </details>
#
# **Compare with something that you did not write.** Here that is the course's engine; in your own work it may be PyTorch, or numbers from a book. The ward has a checker
# that looks at values as well as gradients: `caught_by(f)` compares them with what `micrograd_core` and nudging say, and lists the bugs that are exposed.
# (An engine that stops with an error is exposed, too.)
#
# ## 6. Your round
#
# Now it is your turn: expose all 34, with as few expressions as you can. First, see how three small ones fare, by the new checker.
#
# **Predict.** Name a bug that these three miss. Do they expose more than the ten everyday ones?

# %%
from classroom.ward import caught_by

three = {
    "x.exp() * x": lambda x, y: x.exp() * x,
    "x.tanh() * x": lambda x, y: x.tanh() * x,
    "(x - y) ** 2": lambda x, y: (x - y) ** 2,
}
ten = [eval(f"lambda x, y: {text}") for text in everyday]
print("the ten:", len({bug for f in ten for bug in caught_by(f)}), "of", len(BUGS))
found = {text: caught_by(f) for text, f in three.items()}
print("these:  ", len({bug for bugs in found.values() for bug in bugs}), "of", len(BUGS))
draw_scoreboard(found, BUGS)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# They expose 26, four more than the ten. They miss eight: no number stands on the left, no computed node is used twice, nothing stands behind the power and its input
# has no second use, and no sum or product finds a share that it could wipe out.
#
# </details>
#
# Write your own expressions into `mine`, and run the cell as often as you like.

# %%
mine = {
    "x.exp() * x": lambda x, y: x.exp() * x,
    "1 / x": lambda x, y: 1 / x,
}
found = {text: caught_by(f) for text, f in mine.items()}
draw_scoreboard(found, BUGS)

# %% [markdown]
# Stuck? Look at the bold names. Is the operation in any of your expressions? With something behind it? With its input used twice? As left and as right operand? Is a computed node used twice?
# With a number on the left?
#
# When you have had enough, here are two more. You know one of them from lesson 04.
#
# **Predict.** Which of the two exposes more, and what does it miss?

# %%
def mixed(x, y):
    return x**3 * x.tanh() + (1 - x) / x.exp() + 1 / x


def tanh_apart(x, y):
    e = (2 * x).exp()
    return (e - 1) / (e + 1)


found = {f.__name__: caught_by(f) for f in (mixed, tanh_apart)}
for name, bugs in found.items():
    print(name, "exposes", len(bugs))
exposed = {bug for bugs in found.values() for bug in bugs}
print("together", len(exposed), "of", len(BUGS))
draw_scoreboard(found, BUGS)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# `mixed` exposes 30. It misses a sum that overwrites, a minus that is a plus, and the two walks that need a computed node with two users. `tanh_apart` exposes fewer,
# and these four are among them: together, all 34.
#
# </details>
#
# Read `mixed` with section 4 in mind. The power, the tanh and the exp have something behind them, x is used again and again, and a number stands on the left of a
# minus and of a division. What is missing is in `tanh_apart`: a computed node, `e`, that is used twice, and a minus with a Value on its left.
#
# ## Mistakes people really make
#
# **Numbers at which wrong rules agree.** *Symptom:* all checks pass. *Why:* at 0, and sometimes at 1, a wrong formula gives the right number. *How to see
# it:* nine of the everyday checks, at three points, by `caught_by`, which looks at values, too. (The tenth
# is `x / y`, which 0 does not allow.)

# %%
nine = [eval(f"lambda x, y: {text}") for text in everyday if text != "x / y"]
for point in ((0.7, -1.3), (1.0, 1.0), (0.0, 0.0)):
    exposed = {bug for f in nine for bug in caught_by(f, *point)}
    print(f"at {point}: {len(exposed)} of {len(BUGS)}")

# %% [markdown]
# Take numbers away from 0 and 1.
#
# **One tolerance for all sizes.** *Symptom:* the checker blames a healthy engine, or lets a sick one pass. *Why:* 1e-5 is tiny beside a gradient of
# millions, and huge beside one of a millionth. *How to see it:* an expression that is huge, and one that is tiny.

# %%
huge, tiny = (lambda x: x**8), (lambda x: x.tanh() * 1e-6)
print("huge, healthy engine:", gradients_fit(engine(), huge, 7.0))
print("tiny, sick engine:   ", gradients_fit(engine("tanh: slope 1"), tiny, 0.7))

# %% [markdown]
# Both verdicts are wrong. Allow a difference *relative* to the right number, and choose expressions of ordinary size. (`caught_by` allows
# 1e-5 times the right number where that is above 1 or below −1.)
#
# **Asked once.** *Symptom:* each check passes, and a second `backward()` finds other gradients than the first. *Why:* every check so far builds a new graph and calls `backward()` once.
# What stays behind from one call to the next is never seen. *How to see it:* call it twice.

# %%
for Value in (engine(), Course):
    x = Value(2.0)
    y = x * x * x
    for _ in range(2):
        x.grad = 0.0  # as zero_grad() does
        y.backward()
        print(f"{x.grad:.0f}", end="  ")
    print("the course's engine" if Value is Course else "the ward's healthy engine")

# %% [markdown]
# The slope is 12, both times. The "healthy" engine is that of lesson 03: in the second call, the node in the middle still holds its gradient from the first.
# And one run is one run: an engine that keeps inputs in a `set`, as some in lesson 03, may pass today and fail tomorrow. Checks do not make an engine healthy. They
# say that it is healthy *where it was asked*.
#
# ## Checkpoint
#
# Choose, then open your answer.
#
# **1.** An engine's loss falls faster and lower than that of another. What do you know about its gradients?
#
# <details><summary>They are right, or it could not be so good</summary>
#
# In this lesson the lowest curve of all belonged to a sick engine.
#
# </details>
# <details><summary>Nothing for certain</summary>
#
# Yes. They led roughly downhill on its own loss; the loss tells no more.
#
# </details>
# <details style="margin-bottom: 1em"><summary>They are larger</summary>
#
# Perhaps. But a larger learning rate would do the same, with right gradients.
#
# </details>
#
# **2.** `exp` has the rule `self.grad = e * out.grad`. Which expression exposes it?
#
# <details><summary><code>x.exp() * y</code></summary>
#
# Something stands behind it, and x is used once: there is no earlier share to wipe out.
#
# </details>
# <details><summary><code>x.exp() * x</code></summary>
#
# Yes. The product hands x its share first, and then `exp` wipes it out.
#
# </details>
# <details style="margin-bottom: 1em"><summary><code>(x + x).exp()</code></summary>
#
# x is used twice, but by the sum. The input of `exp` is the sum's result, and that is used once.
#
# </details>
#
# **3.** All gradients agree with nudging the engine itself. What can still be wrong?
#
# <details><summary>Nothing: that is what a gradient check is for</summary>
#
# It compares the engine with itself. Four of the ward passed every such check.
#
# </details>
# <details><summary>The nudging</summary>
#
# Then the two would hardly agree.
#
# </details>
# <details style="margin-bottom: 1em"><summary>The values</summary>
#
# Yes: a wrong value with gradients that fit it. Compare with something that you did not write.
#
# </details>
#
# ## In this lesson you…
#
# - saw engines train that are sick, and one of them end lower than the healthy one
# - built a gradient checker, and found what it cannot see
# - learned to put something behind an operation, to use inputs and computed nodes twice, and to try both orders
# - compared with an engine that you did not write, and exposed 34 bugs with two expressions
#
# **In practice.** `torch.autograd.gradcheck` does what `gradients_fit` does: it nudges, in double precision, and compares with a tolerance that has an absolute and a relative part.
# PyTorch's own tests run it for hundreds of operations, on many inputs each, and compare the values with NumPy's, which somebody else wrote.
#
# **Go further.** Can *one* expression expose all 34? And if so, would you want it in your tests?
#
# <details><summary>Answer</summary>
#
# Yes: add the two. The smallest that we know has nine operations. But a test that goes red should also say where to look. Many small expressions that each suspect one rule say it; one large one says only that
# somewhere something is wrong.
#
# </details>
#
# ---
# Now make it yours: the [exercises of this lesson](exercises/06_bug_clinic.ipynb) give you patients to diagnose, a rule to mend, and the whole ward to catch.
#
# You know how to find out that an engine is wrong. In [lesson 07: training lab](07_training_lab.ipynb) the engine is right, and training is what goes wrong.
