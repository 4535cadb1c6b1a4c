# %% [markdown]
# # 07 · Training lab: exercises
#
# *58 minutes · goes with: [lesson 07](../07_training_lab.ipynb) · you leave with: batches, momentum and Adam that you wrote or mended yourself, and
# networks that can start*

# %%
# SET-UP

# %% [markdown]
# Each exercise is a card, a cell with one blank, and a check. Fill in the blank, run the cell, run the check. If you are stuck, call
# `hint("7.1")`, and call it again for more; `solution("7.1")` shows ours, with its reasoning.

# %%
import random

from classroom.checks import check, hint, solution
from micrograd_core import MLP, Value

# %% [markdown]
# ## 7.1 · How fast down the valley?
#
# difficulty ★☆☆ · core · 7 minutes · 3 points
#
# A valley, `3 * x**2 + 20 * y**2`, and a ball at x = 3, y = −4.
#
# **Goal.** Predict where one step of SGD with a rate of 0.04 leads, and find the limit of the rate: the number below which every start ends at the
# bottom, and above which the ball flies out.
#
# **Rule.** On paper, before you run it. The slope of `x**2` is `2 * x`.
#
# **Expected.** A dict of three numbers. In the valley of the lesson, `0.5 * x**2 + 50 * y**2`, a step with rate 0.01 from x = 4 leads to 3.96, and the limit
# is 0.02.

# %%
# ANSWER 7.1

# %%
check("7.1", valley)

# %% [markdown]
# ## 7.2 · Everybody once
#
# difficulty ★★☆ · core · 10 minutes · 3 points
#
# In the lesson each step draws its points from all of them, so that some come twice in an epoch and some stay away.
#
# **Goal.** Cut the points into mini-batches of `size`, drawn at random, so that in one round every point comes exactly once, with its label.
#
# **Rule.** Hand back the batches one after the other, each a pair: its points and their labels. If `size` does not go into the number of
# points, the last batch is shorter. All chance comes from `rng`, a `random.Random`, and the next round with it has another order. The lists that
# you get stay as they are.
#
# **Expected.** From 10 points in batches of 4 come batches of 4, 4 and 2.

# %%
# ANSWER 7.2

# %%
check("7.2", batches)

# %% [markdown]
# ## 7.3 · A step with momentum
#
# difficulty ★☆☆ · core · 7 minutes · 2 points
#
# $$v \leftarrow \text{keep} \cdot v + g \qquad\qquad p \leftarrow p - \text{rate} \cdot v$$
#
# **Goal.** Write one step with momentum for a list of parameters.
#
# **Rule.** `parameters` is a list of Values whose gradients are there already. `speeds` is a list of numbers, the speed of each parameter; change it where it
# is, so that the next step finds the new ones. Parameters move in place, gradients stay as they are.
#
# **Expected.** A parameter at 1.0 with gradient 0.5 and speed 2.0: with rate 0.1 and keep 0.9 the speed becomes 2.3, and the parameter 0.77.

# %%
# ANSWER 7.3

# %%
check("7.3", momentum_step)

# %% [markdown]
# ## 7.4 · Debug: an Adam with long strides
#
# difficulty ★★★ · core · 12 minutes · 3 points
#
# Here is Adam as a function; what it has to remember is in `state`. It has two faults.

# %%
def broken(parameters, state, rate):
    steps = state["steps"] + 1
    for i, p in enumerate(parameters):
        state["means"][i] = 0.9 * state["means"][i] + 0.1 * p.grad
        state["squares"][i] = 0.999 * state["squares"][i] + 0.001 * p.grad**2
        mean = state["means"][i] / (1 - 0.9**steps)
        square = state["squares"][i] / (1 - 0.999**steps)
        p.data -= rate * mean / (square + 1e-8) ** 0.5


def moves(adam, gradient, steps=5):
    """How far a parameter moves in each step, in rates, if its gradient stays the same."""
    p, state, path = Value(0.0), {"steps": 0, "means": [0.0], "squares": [0.0]}, [0.0]
    for _ in range(steps):
        p.grad = gradient
        adam([p], state, 0.1)
        path.append(p.data)
    return [f"{(after - before) / 0.1:.4f}" for before, after in zip(path, path[1:])]


for gradient in (0.7, 1e-6):
    print(f"gradient {gradient}: moves, in rates:", *moves(broken, gradient))

# %% [markdown]
# With a gradient that does not change, Adam should move by one rate in every step.
#
# **Goal.** Write the function so that it moves the parameters as the Adam of the lesson does, with the same 0.9, 0.999 and 1e-8.
#
# **Rule.** What is remembered from step to step stands in `state` and nowhere else: `"steps"` is the number of steps so far, `"means"` and `"squares"` are lists
# with a number for each parameter. Gradients stay as they are.
#
# **Expected.** With a gradient of 0.7, five moves of −1.0000; with 1e-6, five of −0.9901.

# %%
# ANSWER 7.4

# %%
check("7.4", mended)

# %% [markdown]
# ## 7.5 · Explore: a start for deep networks
#
# difficulty ★★☆ · core · 12 minutes · 3 points
#
# A deep `relu` network of narrow and wide layers, with biases of 0. What comes in has the typical size 1. What its layers say does not keep it:

# %%
def new_net(inputs, layers, seed=0):
    net = MLP(inputs, layers, activation="relu", rng=random.Random(seed))
    for layer in net.layers:
        for neuron in layer.neurons:
            neuron.b.data = 0.0
    return net


def sizes(net):
    """The typical size of what each layer says to 20 random points."""
    rng, seen = random.Random(0), [[] for _ in net.layers]
    for _ in range(20):
        x = [rng.gauss(0, 1) for _ in net.layers[0].neurons[0].w]
        for layer, outs in zip(net.layers, seen):
            x = layer(x)
            outs += [out.data for out in x]
    return [f"{(sum(out * out for out in outs) / len(outs)) ** 0.5:.2f}" for outs in seen]


print("layers of 24:", *sizes(new_net(24, [24, 24, 24, 24, 24])))
print("layers of 4: ", *sizes(new_net(4, [4, 4, 4, 4, 4])))

# %% [markdown]
# **Goal.** Multiply the weights of each layer by a number of its own, so that every layer says something of the size of what comes in.
#
# **Rule.** `start` gets a network such as those above and changes its weights where they are. All weights of a layer are multiplied by the same number; find
# out by experiment, or by thought, on what it depends. The biases stay 0.
#
# **Expected.** For three networks that you have not seen, of other shapes, the typical sizes of all layers lie between 0.5 and 2.

# %%
# ANSWER 7.5

# %%
check("7.5", start)

# %% [markdown]
# ## 7.6 · Dead, or only silent?
#
# difficulty ★★☆ · extra · 10 minutes · 2 points
#
# Six `relu` neurons, as what goes into `relu`, and all the points that there are:

# %%
neurons = {
    "A": lambda x: 1.5 * x - 2.0,
    "B": lambda x: 0.5 * x - 2.1,
    "C": lambda x: -1.2 * x - 1.5,
    "D": lambda x: -2.0 * x - 5.5,
    "E": lambda x: 0.4 * x + 1.3,
    "F": lambda x: -0.9 * x + 1.2,
}
points = [-2.0, -1.0, 0.5, 1.0, 3.0]

# %% [markdown]
# **Goal.** Find those that are dead, which say 0 to every point, and say in a sentence why no step of SGD can wake a dead one.
#
# **Rule.** On paper, before you run it: `dead` is a list of names in quotation marks, and `why` a sentence of at least 10 words, 7 of them different, that
# says something about the slope or about gradients. The check looks at the list; a person reads the sentence.
#
# **Expected.** Two of the six are dead.

# %%
# ANSWER 7.6

# %%
check("7.6", silent)
