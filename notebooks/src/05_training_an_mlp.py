# %% [markdown]
# # 05 · Training an MLP
#
# *40 minutes · builds on: [lesson 04](04_decomposed_tanh.ipynb) · you leave with: a network that you have trained yourself, and a nose for
# the ways in which training goes wrong*

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
# **What you will do.** Build a network of 9 neurons and train it until it answers four questions right.
#
# **What you will learn.** To *count* a network's parameters, to *measure* how wrong it is, to *run* the cycle forward, zero, backward, update,
# to *choose* a learning rate by experiment.
#
# **What you need.** Value and `backward()` from lessons 03 and 04, both now imported from `micrograd_core`.
#
# ## Guessing does not scale
#
# Here is the job: four examples of three numbers each, and the answer that is wanted for each, 1 or −1. The network has 41
# parameters.
#
# The naive way to train it is to guess: set all 41 at random, look how wrong the answers are, keep the best. `loss` measures how wrong: 0 is
# perfect.
#
# **Predict.** How good is the best of 60 guesses?

# %%
import random

from micrograd_core import MLP, Layer, Neuron, Value

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]


def loss_of(net):
    return sum((net(x) - y) ** 2 for x, y in zip(xs, ys))


rng = random.Random(1)
guesses = [loss_of(MLP(3, [4, 4, 1], rng=rng)).data for _ in range(60)]
print(f"best of {len(guesses)} guesses: loss {min(guesses):.4f}")

# %% [markdown]
# Sixty networks, and even the best is far off. Remember that number. Section 3 takes twenty steps with the gradient, which cost less
# than sixty guesses, and ends far below it.
#
# ## 1. From one neuron to a network
#
# - A **Neuron** is what you know: weights, a bias, `tanh`.
# - A **Layer** is several neurons that look at the same inputs.
# - An **MLP**, a multi-layer perceptron, is layers in a row: the outputs of one are the inputs of the next.
#
# **Predict.** `MLP(3, [4, 4, 1])` has 3 inputs, two hidden layers of 4 neurons, and 1 output. A neuron has one weight per input and one
# bias. How many parameters has each layer?

# %%
net = MLP(3, [4, 4, 1], rng=random.Random(1))
for layer in net.layers:
    neurons, weights = len(layer.neurons), len(layer.neurons[0].w)
    print(f"{neurons} neurons * ({weights} weights + 1 bias) = {len(layer.parameters()):2d} parameters")
print("together:", len(net.parameters()))

# %%
from classroom.network import draw_network

draw_network(net, xs[0])

# %% [markdown]
# The picture shows the first example on its way through. Each line is a weight: the thicker, the larger; dashed ones are negative. Each circle holds
# what its neuron says to this example. The weights are random, so the answer on the right is worth nothing yet.
#
# ## 2. How wrong is it?
#
# Training needs one number to bring down. Take the square of each error, and add them up:
#
# $$L = \sum_i (\hat y_i - y_i)^2$$
#
# $\hat y$ ("y hat") is what the network says, $y$ is what it should say. This number is called the **loss**.
#
# **Predict.** The targets are 1 and −1, and `tanh` stays between them. What is the largest loss that four examples can have?

# %%
predictions = [net(x) for x in xs]
for prediction, y in zip(predictions, ys):
    print(f"says {prediction.data:7.4f}   should say {y:4.1f}   squared error {(prediction.data - y) ** 2:.4f}")
loss = loss_of(net)
print(f"loss {loss.data:.4f}")

# %% [markdown]
# <details><summary>The largest possible loss</summary>
#
# An answer can be wrong by almost 2, and 2² = 4. Four such answers make 16.
#
# </details>
#
# The loss is a Value. Behind it stands one expression graph with all 41 parameters and all four examples in it, and you have a method
# that finds every gradient in such a graph.

# %%
from classroom.graph import read_graph

net.zero_grad()
loss.backward()
print("nodes in the graph of the loss:", len(read_graph(loss)))
print("parameters with a gradient other than 0:", sum(p.grad != 0 for p in net.parameters()))

w = net.layers[0].neurons[0].w[0]
kept, h = w.data, 1e-5
w.data = kept + h
up = loss_of(net).data
w.data = kept - h
down = loss_of(net).data
w.data = kept
print(f"the first weight: backward {w.grad:.4f}   nudged {(up - down) / (2 * h):.4f}")

# %% [markdown]
# One call, 41 gradients; nudging would need 82 runs of the network for the same. The nudge agrees, as it has since lesson 01.
#
# ## 3. The cycle
#
# The gradient points uphill and you want the loss to go down. So move each parameter *against* its gradient, by a small factor, the **learning rate**.
# Then look again. Four steps, always in this order:
#
# 1. **forward:** compute the loss
# 2. **zero:** clear the gradients of the parameters
# 3. **backward:** find the new ones
# 4. **update:** move each parameter a little against its gradient
#
# **Predict.** The loss starts at 6.2443. Where is it after 20 rounds with a learning rate of 0.1? Will it fall in every single round?

# %%
from classroom.network import TrainingFilm

net = MLP(3, [4, 4, 1], rng=random.Random(1))
film = TrainingFilm(net, xs, ys)
for step in range(20):
    loss = loss_of(net)  # forward
    film.snap(loss)
    net.zero_grad()  # zero
    loss.backward()  # backward
    for p in net.parameters():
        p.data -= 0.1 * p.grad  # update
    print(f"{loss.data:.4f}", end="\n" if step % 5 == 4 else "   ")
film.snap(loss_of(net))
print("says", [f"{net(x).data:.4f}" for x in xs], "should say", ys)

# %% [markdown]
# From 6.2443 to 0.0103, though not downhill in every round: after 1.3357 it climbs twice before it drops. A step follows the slope where it
# *starts*, and the ground bends.
#
# Play the film, or step through it: the loss falls, the four answers move to their targets, and the lines of the network grow
# thicker and thinner.

# %%
film.play()

# %% [markdown]
# Most of the way is made in the first few steps. After that the answers creep towards ±1, which `tanh` never quite reaches.
#
# **Sum or mean?** Many texts call this loss *mean* squared error. It is the *sum*. The mean of four is a quarter of that, and so is each gradient.
#
# **Predict.** You change the sum to the mean. What must happen to the learning rate so that nothing else changes?

# %%
def train(net, rate, steps=20, mean=False):
    for _ in range(steps):
        loss = loss_of(net) * (1 / len(xs) if mean else 1)
        net.zero_grad()
        loss.backward()
        for p in net.parameters():
            p.data -= rate * p.grad
    return loss_of(net).data


for rate, mean in ((0.1, False), (0.1, True), (0.4, True)):
    net = MLP(3, [4, 4, 1], rng=random.Random(1))
    print(f"{'mean' if mean else 'sum '} with rate {rate}:  the sum ends at {train(net, rate, mean=mean):.4f}")

# %% [markdown]
# 0.1 on the sum is 0.4 on the mean of four. A learning rate means something only together with the loss that it was chosen for.
#
# ## 4. Choose the learning rate by experiment
#
# Larger steps get there sooner. Or do they? One network is an anecdote, so train a hundred, each from its own random start, for 20 steps.
#
# **Predict.** Of 100 networks, how many end with a loss below 0.1 when the rate is 0.05? 0.1? 0.2? 0.5?

# %%
results = {}
for rate in (0.05, 0.1, 0.2, 0.5):
    ends = [train(MLP(3, [4, 4, 1], rng=random.Random(seed)), rate) for seed in range(100)]
    results[rate] = sorted(ends)
    learned, stuck = sum(end < 0.1 for end in ends), sum(end > 3.9 for end in ends)
    print(f"rate {rate:4}   below 0.1: {learned:2d} of 100   stuck above 3.9: {stuck:2d}")

# %%
from classroom.figures import new_figure, show

figure, axes = new_figure()
for rate, marker in zip(results, "osD^"):
    axes.semilogy(range(1, 101), results[rate], marker=marker, markevery=9, label=f"rate {rate}")
axes.axhline(0.1, color="#5f6368", linewidth=1, linestyle="-")
axes.set(xlabel="the 100 networks, best first", ylabel="loss after 20 steps", title="Faster is better, until it is not")
axes.legend()
show(figure, "Final losses of 100 networks for four learning rates, sorted: with 0.05, 0.1 and 0.2 nearly all end below or near 0.1; "
     "with 0.5 about a third do and the rest stay between 4 and 8.")

# %% [markdown]
# 0.1 brings 99 of 100 below 0.1. With 0.5, the rate of many a first attempt, only 37 get there, and 63 are stuck.
#
# Why stuck, and not wild? Look inside one of them.
#
# **Predict.** A step that is too large throws `n` far out. What does lesson 02 say about a `tanh` out there?

# %%
seed = next(s for s in range(100) if train(MLP(3, [4, 4, 1], rng=random.Random(s)), 0.5) > 7.9)
net = MLP(3, [4, 4, 1], rng=random.Random(seed))
print(f"after 20 steps with rate 0.5: loss {train(net, 0.5):.4f}")
print("says", [f"{net(x).data:.4f}" for x in xs], "should say", ys)
net.zero_grad()
loss_of(net).backward()
print(f"largest gradient of all 41: {max(abs(p.grad) for p in net.parameters()):.0e}")
print(f"after 200 more steps with rate 0.05: loss {train(net, 0.05, steps=200):.4f}")

# %% [markdown]
# It says the same to every question. The last `tanh` is saturated, its slope is gone, and no gradient comes through to pull it back, not even
# with a small rate. **It looks as if the network does not learn. In fact it has learned too fast.** Start again with a smaller rate.
#
# ## 5. Where to start
#
# The weights start at random. Why not at 0? Or all at the same value?
#
# **Predict.** All 41 parameters are 0. How many of the 41 gradients are not 0?

# %%
for start in (0.0, 0.5):
    net = MLP(3, [4, 4, 1])
    for p in net.parameters():
        p.data = start
    net.zero_grad()
    loss_of(net).backward()
    moving = sum(p.grad != 0 for p in net.parameters())
    end = train(net, 0.1)
    print(f"all at {start}: {moving} of 41 gradients are not 0, loss after 20 steps {end:.4f}")
    print("   first weight of the four neurons:", [f"{neuron.w[0].data:.4f}" for neuron in net.layers[0].neurons])

# %% [markdown]
# From 0 nothing moves: every product with a weight of 0 hands on 0, and the answers stay at 0, which costs 1 each. Four examples, a loss of 4.
#
# From 0.5 it does move, but the four neurons of a layer stay twins: same weights, same gradients, same steps. Four neurons do the work of
# one. Random starts make them different.
#
# ## Mistakes people really make
#
# **Forgetting to zero.** *Symptom:* in this lesson, perhaps none: without zeroing, this network may even train *faster*. *Why:* old gradients add to the
# new ones, like a ball that never loses speed. *How to see it:* a bowl, $x^2$, whose bottom is at 0.

# %%
for zero in (True, False):
    x, path = Value(3.0), []
    for _ in range(12):
        path.append(f"{x.data:.2f}")
        y = x * x
        if zero:
            x.grad = 0.0
        y.backward()
        x.data -= 0.1 * x.grad
    print("zeroed:    " if zero else "not zeroed:", " ".join(path))

# %% [markdown]
# Zeroed, it rolls to the bottom. Not zeroed, it swings from side to side for ever.
#
# **An update that updates nothing.** *Symptom:* the loss stays the same to the last digit. *Why:* `p = p - ...` makes a new Value and gives it the name of the
# loop variable; the network never hears of it. *How to see it:* print the loss twice.

# %%
net = MLP(3, [4, 4, 1], rng=random.Random(1))
for _ in range(3):
    loss = loss_of(net)
    net.zero_grad()
    loss.backward()
    for p in net.parameters():
        p = p - 0.1 * p.grad
    print(f"loss {loss.data:.6f}")

# %% [markdown]
# **A Value where a number belongs.** *Symptom:* a `TypeError` one round *later*. *Why:* `p.data = p - ...` puts a Value into `data`. *How to see it:* the message says
# so. *Way out:* `p.data = p.data - ...`, or `-=`.

# %%
for p in net.parameters():
    p.data = p - 0.1 * p.grad
try:
    loss_of(net)
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# **The wrong sign, and the loss from before.** *Symptom:* the loss rises; or the printed loss never quite fits the network you have. *Why:* with `+=` you walk
# uphill; and the loss that you print was computed before the update. *How to see it:* compute it again afterwards.

# %%
for sign, name in ((-1, "against the gradient"), (+1, "along the gradient")):
    net = MLP(3, [4, 4, 1], rng=random.Random(1))
    loss = loss_of(net)
    loss.backward()
    for p in net.parameters():
        p.data += sign * 0.1 * p.grad
    print(f"{name:21}: loss before the update {loss.data:.4f}, after it {loss_of(net).data:.4f}")

# %% [markdown]
# ## Checkpoint
#
# Choose, then open your answer.
#
# **1.** How many parameters has `MLP(2, [3, 1])`?
#
# <details><summary>9</summary>
#
# Those are the weights: 2 · 3 + 3 · 1. Each neuron has a bias, too.
#
# </details>
# <details><summary>13</summary>
#
# Yes: 3 · (2 + 1) + 1 · (3 + 1).
#
# </details>
# <details><summary>6</summary>
#
# That counts the circles, inputs included. A parameter is a weight or a bias.
#
# </details>
#
# **2.** The loss stays near 8, whatever you do, and all gradients are tiny. What is most likely?
#
# <details><summary>The learning rate is too small</summary>
#
# Then the gradients would not be tiny, and the loss would fall, slowly.
#
# </details>
# <details><summary>An early step was too large, and the tanh at the end is saturated</summary>
#
# Yes. Start again with a smaller rate.
#
# </details>
# <details><summary>The network is too small for the job</summary>
#
# It is not: from nearly every other start it learns these four examples.
#
# </details>
#
# **3.** You forget `zero_grad()`, and the loss falls nicely. Is all well?
#
# <details><summary>Yes: what counts is the loss</summary>
#
# Here it went well by luck. The steps are no longer along the gradient of *this* loss.
#
# </details>
# <details><summary>No: each step mixes the gradients of all rounds so far</summary>
#
# Yes. On the bowl that swings for ever. Compare a gradient with a nudge in the second round, and you see it.
#
# </details>
# <details><summary>It makes no difference, backward() starts afresh</summary>
#
# It does for the nodes in between. Parameters are leaves, and leaves add up.
#
# </details>
#
# ## In this lesson you…
#
# - built a network of 41 parameters from neurons and layers
# - trained it with four steps in a loop: forward, zero, backward, update
# - chose a learning rate by a hundred experiments, not by one
# - saw five ways to train and not learn
#
# **In practice.** This is the same loop in PyTorch's words:
#
# | here | in PyTorch |
# |---|---|
# | `Value` | `torch.tensor(..., requires_grad=True)` |
# | `MLP(3, [4, 4, 1])` | `torch.nn.Sequential` of `Linear` and `Tanh` |
# | `net.zero_grad()` | `optimizer.zero_grad()` |
# | `loss.backward()` | `loss.backward()` |
# | `p.data -= rate * p.grad` | `optimizer.step()` |
#
# A tensor does many scalars at once, and that is all that changes.
#
# **Go further.** Change one target so that two *equal* questions have different answers. What loss can the network reach at best, and what
# will it say?
#
# ---
# You have built everything that you used: the numbers, the graph, the gradients, the network, the training. Nothing in it is magic, and you
# can say why each line is there. Start over at [lesson 01](01_manual_gradients.ipynb) with a friend who asks what backpropagation is: explaining it is the
# best exercise.
