# %% [markdown]
# # 05 · Training an MLP: exercises
#
# *63 minutes · goes with: [lesson 05](../05_training_an_mlp.ipynb) · you leave with: a neuron, a network, a loss and a training loop that you
# wrote yourself*

# %%
# SET-UP

# %% [markdown]
# Each exercise is a card, a cell with one blank, and a check. Fill in the blank, run the cell, run the check. If you are stuck, call
# `hint("5.1")`, and call it again for more; `solution("5.1")` shows ours, with its reasoning.
#
# `Value`, `Neuron` and `MLP` come from `micrograd_core`, as in the lesson. The examples below are new.

# %%
import random

from classroom.checks import check, hint, solution
from micrograd_core import MLP, Neuron, Value

xs = [[0.7, -1.3], [-0.4, 0.6], [1.6, 0.9], [-1.2, -0.5]]
ys = [0.8, -0.6, 0.7, -0.8]

# %% [markdown]
# ## 5.1 · How many parameters?
#
# difficulty ★☆☆ · core · 5 minutes · 2 points
#
# **Goal.** Predict how many parameters each layer of `MLP(5, [7, 3, 1])` has, and how many they are together.
#
# **Rule.** On paper: do not build the network.
#
# **Expected.** A dict of four numbers. Counted in the same way, `MLP(2, [3, 1])` has 9, 4 and together 13.

# %%
# ANSWER 5.1

# %%
check("5.1", counts)

# %% [markdown]
# ## 5.2 · One neuron
#
# difficulty ★☆☆ · core · 8 minutes · 2 points
#
# **Goal.** Write what a neuron says to the inputs `x`, given its weights `w` and its bias `b`.
#
# **Rule.** `w` is a list of Values, `b` is a Value, `x` is a list of numbers or of Values, of any length. Hand back one Value. If `w` and `x` differ
# in length, raise a `ValueError`.
#
# **Expected.** With weights 0.4 and −1.3, bias 0.25 and inputs 1.7 and −0.6, the neuron says 0.9366.

# %%
# ANSWER 5.2

# %%
check("5.2", neuron)

# %% [markdown]
# ## 5.3 · A network and its parameters
#
# difficulty ★★☆ · core · 11 minutes · 3 points
#
# **Goal.** Build the layers of a network with `nin` inputs and layers of the sizes in `nouts`, and list all their parameters.
#
# **Rule.** `layers` is a list of lists: one list per layer, with its neurons. Make each neuron with `Neuron(...)`, which takes the number of inputs; use
# neither Layer nor MLP. A neuron has its weights in the list `.w` and its bias in `.b`. `parameters` is one flat list in which each weight and
# each bias stands once, in any order.
#
# **Expected.** `build(3, [5, 4, 1])` has layers of 5, 4 and 1 neurons, and 49 parameters.

# %%
# ANSWER 5.3

# %%
check("5.3", build)

# %% [markdown]
# ## 5.4 · Two halves
#
# difficulty ★★☆ · core · 7 minutes · 3 points
#
# Here is a loss for the rest of this notebook, so that nothing depends on yours. Suppose that memory has room for the graph of half of the
# examples, and not for all of them.

# %%
def loss_of(net, xs, ys):
    errors = [net(x) - y for x, y in zip(xs, ys)]
    return sum(e * e for e in errors)


net = MLP(2, [3, 1], rng=random.Random(3))
loss_of(net, xs, ys).backward()
print(f"all at once: the last bias has a gradient of {net.parameters()[-1].grad:.4f}")

# %% [markdown]
# **Goal.** Leave in the parameters of `net` the gradients of the loss of all examples, without ever building the graph of more than half of them.
#
# **Rule.** Old gradients may be left in `net` when you get it. Parameters and examples stay as they are. With an odd number, one half may have one
# example more.
#
# **Expected.** For the network and the examples above, the last bias has the gradient that is printed there.

# %%
# ANSWER 5.4

# %%
check("5.4", two_halves)

# %% [markdown]
# ## 5.5 · One training step
#
# difficulty ★★☆ · core · 9 minutes · 4 points
#
# Another network, as it starts:

# %%
net = MLP(2, [3, 1], rng=random.Random(4))
print(f"{loss_of(net, xs, ys).data:.4f}")

# %% [markdown]
# **Goal.** Write one training step: the four parts of the cycle, once.
#
# **Rule.** Change the parameters of `net` and nothing else. The gradients come from `backward()`, not from nudging. The step has to be right many
# times in a row, and also on a network that still holds old gradients. You need not return anything.
#
# **Expected.** One step with rate 0.15 brings the loss of the network above from 4.0885 to 1.9987.

# %%
# ANSWER 5.5

# %%
check("5.5", step)

# %% [markdown]
# ## 5.6 · Explore: train to a target
#
# difficulty ★★☆ · core · 12 minutes · 3 points
#
# **Goal.** Train `net` until its loss is below 0.01, from whatever weights it starts with.
#
# **Rule.** Choose the rate and the number of steps by experiment; the rate of the lesson will not do. You may use your `step`. Stop after 100 steps at
# the latest, also with a network that has not arrived. Each change of the parameters counts as a step, however you compute it, and a nudge too;
# evaluating the network without changing it does not count.
#
# **Expected.** A loss below 0.01 for 5 networks that you have not seen, with the examples of this notebook. For one to practise on, write
# `MLP(2, [3, 1], rng=random.Random(seed))`, with any whole number as the seed.

# %%
# ANSWER 5.6

# %%
check("5.6", train)

# %% [markdown]
# ## 5.7 · Debug: a loss that never changes
#
# difficulty ★★★ · extra · 11 minutes · 3 points
#
# This loop is meant to note the loss after each step. The loss stays the same to the last digit, and yet the weights do move.

# %%
def broken(net, xs, ys, rate, steps):
    losses = []
    loss = loss_of(net, xs, ys)
    for _ in range(steps):
        net.zero_grad()
        loss.backward()
        for p in net.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    return losses


net = MLP(2, [3, 1], rng=random.Random(5))
first = net.parameters()[0]
print(f"the first weight before {first.data:.4f}")
print("losses", [f"{loss:.4f}" for loss in broken(net, xs, ys, 0.15, 4)])
print(f"the first weight after  {first.data:.4f}")

# %% [markdown]
# **Goal.** Write the loop so that it trains the network, and returns the true loss after each step.
#
# **Rule.** The result is a list of `steps` plain numbers. The last one is the loss of the network as you leave it.
#
# **Expected.** For the network of seed 5 and 4 steps with rate 0.15, the list ends with 0.0524.

# %%
# ANSWER 5.7

# %%
check("5.7", mended)
