# %% [markdown]
# # 05 · Training an MLP
#
# *40 minutes · builds on: [lesson 04](04_decomposed_tanh.ipynb) · you leave with: a network that you have trained yourself, and an eye for
# how training goes wrong*

# %%
# SET-UP

# %% [markdown]
# **What you will do.** Build a network of 9 neurons and train it until its four answers are nearly right.
#
# **What you will learn.** To count a network's parameters, to measure how wrong it is, to run the training cycle, and to choose a learning
# rate by experiment.
#
# **What you need.** The neuron of lesson 02, and `Value` with its `backward()`, imported from `micrograd_core`.
#
# ## First, guess
#
# The job: four examples of three numbers each, and the answer you want for each, 1 or −1. The naive way is to guess: set all weights
# and biases at random, and keep the best. `MLP(3, [4, 4, 1])` is the network (section 1). Its *loss* (section 2) adds up the squared
# errors: 0 is perfect, and saying 0 to everything costs 4.
#
# **Predict.** Ten contests, each with 60 guesses: are the winners' losses near 0, near 1 or 2, or near 4?

# %%
import random

from micrograd_core import MLP, Value

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]


def loss_of(net):
    return sum((net(x) - y) ** 2 for x, y in zip(xs, ys))


def best_of_60(seed):
    rng = random.Random(seed)  # the random seed: the same seed, the same weights
    return min(loss_of(MLP(3, [4, 4, 1], rng=rng)).data for _ in range(60))


winners = [best_of_60(seed) for seed in range(10)]
print("the ten winners:", *[f"{loss:.2f}" for loss in sorted(winners)])

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Near 1 or 2: the ten winners have from 0.83 to 2.28. Remember the best of them, 0.83 after 600 forward passes altogether. Section 3 takes
# twenty steps with the gradient, each with one forward and one backward pass.
#
# </details>
#
# Guessing throws away what each attempt could tell. A gradient says, for every parameter, which way to go.
#
# ## 1. From one neuron to a network
#
# - A **Neuron** is what you know: weights, a bias, `tanh`.
# - A **Layer** is several neurons that look at the same inputs.
# - An **MLP**, a multi-layer perceptron, is layers in a row: the outputs of one are the inputs of the next. All layers but the last are called *hidden*.
#
# **Predict.** `MLP(3, [4, 4, 1])` has 3 inputs, two hidden layers of 4 neurons, and 1 output. A neuron has one weight per input and one
# bias. Together these are its **parameters**. How many does each layer have?

# %%
from micrograd_core import Layer

net = MLP(3, [4, 4, 1], rng=random.Random(1))
for layer in net.layers:
    neurons, weights = len(layer.neurons), len(layer.neurons[0].w)
    print(f"neurons: {neurons}, each with {weights} weights and a bias: {len(layer.parameters())} parameters")
print("together:", len(net.parameters()))

rng = random.Random(1)
first, second, last = Layer(3, 4, rng=rng), Layer(4, 4, rng=rng), Layer(4, 1, rng=rng)
print(f"three layers by hand say {last(second(first(xs[0]))).data:.4f}, the MLP says {net(xs[0]).data:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 4 neurons with 3 weights and a bias each make 16; 4 with 4 weights and a bias make 20; the last one has 5. Together 41.
#
# </details>
#
# The last line shows that an MLP calls its layers one after the other, and does nothing else: with the same weights, three layers called
# by hand give its answer.
#
# Here is the network, with the first example on its way through.

# %%
from classroom.pictures import draw_network

draw_network(net, xs[0])

# %% [markdown]
# The circles on the left hold the example's three numbers. Every other circle shows its neuron's output, rounded, with the bias `b` below. The
# thicker a line, the further its weight is from 0; dashed ones are negative. The weights are random, so the answer on the right means nothing yet.
#
# ## 2. How wrong is it?
#
# Training needs one number to bring down. Take the square of each error, and add them up:
#
# $$L = \sum_i (\hat y_i - y_i)^2$$
#
# ($\sum$ means: add these up for every example. $\hat y$, "y hat", is what the network says; $y$ is what it should say.) This number is called the
# **loss**.
#
# **Predict.** The targets are 1 and −1, and `tanh` stays between them. What is the largest loss that four examples can have?

# %%
predictions = [net(x) for x in xs]
for prediction, y in zip(predictions, ys):
    print(f"says {prediction.data:7.4f}   should say {y:4.1f}   squared error {(prediction.data - y) ** 2:.4f}")
loss = loss_of(net)
print(f"loss {loss.data:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# An answer can be wrong by almost 2, and 2² = 4. Four such answers make almost 16. This network has 6.2443.
#
# </details>
#
# The loss is a Value. Behind it stands one expression graph with all 41 parameters and all four examples in it, and you have a method
# that finds every gradient in such a graph.

# %%
from classroom.pictures import read_graph

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
# One call, 41 gradients; nudging both ways would compute the loss 82 times for the same. The nudge agrees.
#
# ## 3. The cycle
#
# The gradient points uphill and you want the loss to go down. So multiply each gradient by a small factor, the **learning rate**, and subtract
# that from the parameter. Then look again. Each step has four parts:
#
# 1. **forward:** compute the loss
# 2. **zero:** clear the gradients of the parameters (this may also come first, but must come before backward)
# 3. **backward:** find the new ones
# 4. **update:** move each parameter a little against its gradient
#
# **Predict.** The loss starts at 6.2443. Where is it after 20 steps with a learning rate of 0.1? Will it fall in every single step?

# %%
from classroom.pictures import TrainingFilm

net = MLP(3, [4, 4, 1], rng=random.Random(1))
film = TrainingFilm(net, xs, ys)
losses = []
for step in range(20):
    loss = loss_of(net)  # forward
    film.snap(loss)
    losses.append(f"{loss.data:.4f}")
    net.zero_grad()  # zero
    loss.backward()  # backward
    for p in net.parameters():
        p.data -= 0.1 * p.grad  # update

# %%
film.snap(loss_of(net))
for first in range(0, 20, 5):
    print(f"before steps {first + 1:2} to {first + 5:2}:", *losses[first : first + 5])
print(f"after the last:        {loss_of(net).data:.4f}   (best of all guesses: {min(winners):.4f})")
print("says", [f"{net(x).data:.4f}" for x in xs], "should say", ys)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# From 6.2443 to 0.0099. The best of 600 guesses had 0.8279, more than eighty times as much.
#
# It does not fall in every step: after 1.3357 it climbs twice before it drops. A step follows the slope at its *start*; further on, the slope
# is a different one.
#
# </details>
#
# Run the next cell, then play the film or step through it. The loss falls, the four answers move to their targets, and the lines
# of the network grow thicker and thinner.

# %%
film.play(frames=21)

# %% [markdown]
# The film begins before training; each further frame is one step later. Most of the way is covered in the first six steps. After that the answers creep towards ±1, which `tanh` never quite reaches.
#
# **Sum or mean?** Many texts use the *mean* of the squared errors. This lesson uses the *sum*.
#
# **Predict.** You change the sum of the four to their mean. What must happen to the learning rate so that nothing else changes?

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
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 0.1 on the sum is 0.4 on the mean of four: the mean is a quarter of the sum, and so is each gradient.
#
# </details>
#
# A learning rate means something only together with the loss that it was chosen for.
#
# ## 4. Choose the learning rate by experiment
#
# How large should a step be? One network is an anecdote, so train a hundred, each from its own random start, for 20 steps.
#
# **Predict.** Of 100 networks, how many end with a loss below 0.1 when the rate is 0.05? 0.1? 0.2? 0.5? (The cell trains 400 networks: it takes a few
# seconds.)

# %%
results = {}
for rate in (0.05, 0.1, 0.2, 0.5):
    ends = [train(MLP(3, [4, 4, 1], rng=random.Random(seed)), rate) for seed in range(100)]
    results[rate] = ends
    low, high = sum(end < 0.1 for end in ends), sum(end > 3.9 for end in ends)
    print(f"rate {rate:4}   loss below 0.1: {low} of 100   above 3.9: {high:2}   worst {max(ends):.2f}")

# %%
from classroom.pictures.figures import new_figure, show

figure, axes = new_figure()
for rate, marker in zip(results, "osD^"):
    axes.semilogy(range(1, 101), sorted(results[rate]), marker=marker, markevery=9, label=f"rate {rate}")
for loss, side in ((0.1, "bottom"), (4, "top"), (8, "bottom")):
    axes.axhline(loss, color="#5f6368", linewidth=1, linestyle="-")
    axes.text(0, loss, f"loss {loss}", verticalalignment=side)
axes.set(xlabel="the 100 networks, best first", ylabel="loss after 20 steps", title="Final loss for four learning rates", ylim=(1e-8, 200))
axes.legend()
show(figure, "Final losses of 100 networks for four learning rates, sorted: with 0.05, 0.1 and 0.2 nearly all end below or near 0.1; "
     "with 0.5 about a third do, some stay at 4 and more than half at 8.")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 84, 99, 96 and 37 of them end below 0.1. Rate 0.1 is late once, with a loss of 0.18: a safe choice. Of rate 0.5, 63 end near 4 or 8.
#
# </details>
#
# In the picture each curve is one rate, its 100 networks sorted from best to worst; the grey lines are losses of 0.1, 4 and 8. With too small a
# rate, some have not arrived after 20 steps. With too large a rate, some get stuck.
#
# What happens when a step is too large? Look inside one of the worst networks of rate 0.5.
#
# **Predict.** Its loss stays near 8. What do its four answers look like? Its largest gradient was 7 before the first step; what is it after that? Will
# a smaller rate save it, and how soon?

# %%
def report(when, loss):
    net.zero_grad()
    loss_of(net).backward()
    largest = max(abs(p.grad) for p in net.parameters())
    print(f"{when}: loss {loss:.4f}, largest gradient {largest:.1g}")


net = MLP(3, [4, 4, 1], rng=random.Random(2))  # one of the worst
report("at the start", loss_of(net).data)
report("after one step with rate 0.5", train(net, 0.5, steps=1))
print("says", [f"{net(x).data:.4f}" for x in xs], "should say", ys)
for more, total in ((200, 200), (1300, 1500), (500, 2000), (300, 2300), (300, 2600)):
    report(f"{total:4} steps later, with rate 0.05", train(net, 0.05, steps=more))

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# One step did it. Now the network says the same to every question: the last `tanh` is saturated, as in lesson 02. Its slope is all but gone, so
# almost no gradient comes through: the largest is 0.001. For more than 1500 steps the loss stays near 8, then it falls to 4, stays there for
# hundreds more, and arrives by step 2600. A start with rate 0.1 takes 20. A saturated network is not dead: it is more than a hundred times
# slower.
#
# **It looks as if the network does not learn. In fact its first step was too large.**
#
# </details>
#
# When that happens to you, start again with a smaller rate.
#
# ## 5. Where to start
#
# The weights start at random. Why not at 0? Or all at the same value?
#
# **Predict.** All 41 parameters are 0. How many of the 41 gradients are not 0? And if all are 0.5?

# %%
for start in (0.0, 0.5):
    net = MLP(3, [4, 4, 1])
    for p in net.parameters():
        p.data = start
    net.zero_grad()
    loss_of(net).backward()
    print(f"all at {start}: {sum(p.grad != 0 for p in net.parameters())} of 41 gradients are not 0")
    loss = train(net, 0.1)
    print(f"   after 20 steps: loss {loss:.4f}, first weight of the four neurons:",
          [f"{neuron.w[0].data:.4f}" for neuron in net.layers[0].neurons])

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# From 0 nothing moves: not one gradient is other than 0. Every neuron says 0, and every weight that a gradient must pass on its way back is 0. The
# last bias alone could move, but two targets pull it up and two pull it down, equally hard. The answers stay at 0, which costs 1 each: a loss of 4.
#
# From 0.5 all 41 move, but the four neurons of a layer stay copies of each other: same weights, same gradients, same steps. Four neurons can do no
# more than one.
#
# </details>
#
# Random starts make the neurons of a layer different, so that they can learn different things.
#
# ## 6. What has it learned?
#
# The loss says how good the four answers are. It does not say what the network would answer to a fifth question. Train twenty networks for
# 100 steps, and ask them all about a point halfway between the first example (answer 1) and the second (answer −1). Nobody has said which answer is
# right there.
#
# **Predict.** How many of the twenty say more than 0?

# %%
halfway = [(a + b) / 2 for a, b in zip(xs[0], xs[1])]
nets = [MLP(3, [4, 4, 1], rng=random.Random(seed)) for seed in range(20)]
losses = [train(net, 0.1, steps=100) for net in nets]
answers = sorted(net(halfway).data for net in nets)
print(f"largest loss of the twenty: {max(losses):.4f}")
print(f"the twenty about {halfway}:", *[f"{answer:.2f}" for answer in answers])
print("more than 0:", sum(answer > 0 for answer in answers), "of 20")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 13. The other 7 say something below 0, and the answers reach from −0.98 to 0.97. All twenty have the four answers right: no loss is above 0.01.
#
# </details>
#
# Four examples leave open what lies between them, and each network fills the gap in its own way, depending on its random start. A small loss means:
# right about what it was shown. For the rest you need more questions whose answers you know, and which you held back. Lessons to come do that.
#
# ## Mistakes people really make
#
# **Forgetting to zero.** *Symptom:* with one network, perhaps none. *Why:* old gradients add to the new ones, like the speed of a ball that rolls without
# friction. *How to see it:* a hundred networks with zeroing and without. Then a bowl, $x^2$, whose bottom is at 0.

# %%
def train_without_zeroing(net, rate, steps=20):
    for _ in range(steps):
        loss_of(net).backward()
        for p in net.parameters():
            p.data -= rate * p.grad
    return loss_of(net).data


without = [train_without_zeroing(MLP(3, [4, 4, 1], rng=random.Random(seed)), 0.1) for seed in range(100)]
for name, ends in (("zeroed", results[0.1]), ("not zeroed", without)):
    low, high = sum(end < 0.1 for end in ends), sum(end > 3.9 for end in ends)
    print(f"{name:10}   loss below 0.1: {low} of 100   above 3.9: {high:2}   the 50th best {sorted(ends)[49]:.0e}")
print("lower without zeroing:", sum(end < zeroed for end, zeroed in zip(without, results[0.1])), "of 100")

# %% [markdown]
# Without zeroing, 79 end lower, far lower, and 19 get stuck. Old gradients act like *momentum*: faster, and out of control. (Some optimizers use
# momentum on purpose, but let the old gradients fade.) On the bowl you see what it does.

# %%
for zero in (True, False):
    x, path = Value(3.0), []
    for _ in range(16):
        path.append(f"{x.data:.2f}")
        y = x * x
        if zero:
            x.grad = 0.0
        y.backward()
        x.data -= 0.1 * x.grad
    print("zeroed:    " if zero else "not zeroed:", " ".join(path))

# %% [markdown]
# Zeroed, it rolls towards the bottom. Not zeroed, it swings from side to side, as wide as it began.
#
# **An update that updates nothing.** *Symptom:* the loss stays the same to the last digit. *Why:* `p = p - ...` makes a new Value and gives it the name of the
# loop variable; the network never hears of it. *How to see it:* print the loss in every step.

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
# **A Value where a number belongs.** *Symptom:* a `TypeError` one step *later*. *Why:* `p.data = p - ...` puts a Value into `data`. *How to see it:* the message says
# so. *Way out:* `p.data -= ...`.

# %%
for p in net.parameters():
    p.data = p - 0.1 * p.grad
try:
    loss_of(net)
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# **The wrong sign.** *Symptom:* the loss rises. *Why:* with `+=` you walk uphill. *How to see it:* compute the loss again after the update. (The loss that a
# loop prints is the one from *before* the update.)

# %%
for sign, name in ((-1, "against the gradient"), (+1, "along the gradient")):
    net = MLP(3, [4, 4, 1], rng=random.Random(1))
    loss = loss_of(net)
    net.zero_grad()
    loss.backward()
    for p in net.parameters():
        p.data += sign * 0.1 * p.grad
    print(f"{name:21}: loss before the update {loss.data:.4f}, after it {loss_of(net).data:.4f}")

# %% [markdown]
# ## Checkpoint
#
# Choose, then open your answer.
#
# **1.** How many parameters does `MLP(2, [3, 1])` have?
#
# <details><summary>9</summary>
#
# Those are the weights: 2 · 3 + 3 · 1. Each neuron has a bias, too.
#
# </details>
# <details><summary>6</summary>
#
# That counts the circles, inputs included. A parameter is a weight or a bias.
#
# </details>
# <details style="margin-bottom: 1em"><summary>13</summary>
#
# Yes: 3 · (2 + 1) + 1 · (3 + 1).
#
# </details>
#
# **2.** For a thousand steps the loss has stayed near 8, and all gradients are tiny. What is most likely?
#
# <details><summary>An early step was too large, and the tanh at the end is saturated</summary>
#
# Yes. Start again with a smaller rate.
#
# </details>
# <details><summary>The learning rate is too small</summary>
#
# Then the gradients would not be tiny, and the loss would fall, slowly.
#
# </details>
# <details style="margin-bottom: 1em"><summary>The network is too small for the job</summary>
#
# It is not: with rate 0.1, 99 of 100 starts learn these four examples in 20 steps.
#
# </details>
#
# **3.** You forget `zero_grad()`, and the loss falls nicely. Is everything fine?
#
# <details><summary>Yes: what counts is the loss</summary>
#
# It goes well for 79 of a hundred networks, and 19 get stuck. The steps no longer follow the gradient of *this* loss.
#
# </details>
# <details><summary>No: each step mixes the gradients of all steps so far</summary>
#
# Yes. On the bowl, this keeps x swinging. Compare a gradient with a nudge in the second step, and you see it.
#
# </details>
# <details><summary>It makes no difference: backward() starts afresh</summary>
#
# In `micrograd_core` that is true of the nodes in between. Parameters are leaves, Values that no operation made: `backward()` adds to their gradients
# and does not clear them.
#
# </details>
#
# ## In this lesson you…
#
# - built a network of 41 parameters from neurons and layers
# - trained it with four steps in a loop: forward, zero, backward, update
# - chose a learning rate by a hundred experiments, not by one
# - saw that a small loss says nothing about the questions that were not asked
# - saw what goes wrong in training, and how each mistake shows itself
#
# **In practice.** This is the same loop in PyTorch's words:
#
# | here | in PyTorch |
# |---|---|
# | `Value` | `torch.tensor(..., requires_grad=True)` |
# | `MLP(3, [4, 4, 1])` | `torch.nn.Sequential` of `Linear` and `Tanh` |
# | `net.zero_grad()` | `optimizer.zero_grad()` |
# | `loss.backward()` | `loss.backward()` |
# | `p.data -= rate * p.grad` | `optimizer.step()`, with `optimizer = torch.optim.SGD(net.parameters(), lr=rate)` |
#
# A tensor does many numbers at once. The idea of the loop stays the same.
#
# **Go further.** Make two questions equal: `xs[1] = xs[0]`. They still want different answers, 1 and −1. What loss can a network reach at best, and what
# does it say to those two?
#
# <details><summary>Answer</summary>
#
# Almost 2. It says 0 to both, and each costs 1; any other compromise costs more. The other two answers come as close to 1 and −1 as you like, but
# never reach them.
#
# </details>
#
# ---
# Now make it yours: the [exercises of this lesson](exercises/05_training_an_mlp.ipynb) tell you *what* is wrong when something is.
#
# You know everything that you used: the numbers, the graph, the gradients, the network, the training. Nothing in it is magic, and you
# can say why each line is there. Explain it to a friend who asks what backpropagation is: that is the best exercise. Then go on to
# [lesson 06: bug clinic](06_bug_clinic.ipynb), where engines train well and are wrong all the same.
