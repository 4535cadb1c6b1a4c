# %% [markdown]
# # 07 · Training lab
#
# *40 minutes · builds on: [lesson 05](05_training_an_mlp.ipynb) · you leave with: three optimisers that you have read line by line and
# raced, a border that you watched as it formed, and an eye for networks that cannot start*

# %%
# SET-UP

# %% [markdown]
# **What you will do.** Train networks on points that no line can separate, and race three ways of taking a step.
#
# **What you will learn.** To train on a few points at a time, what momentum and Adam add to the plain step, and to tell from the numbers
# of each layer why a network does not learn.
#
# **What you need.** The network and the cycle of lesson 05: forward, zero, backward, update.
#
# ## A line is not enough
#
# Here are four points. Each is a pair of numbers, 0 or 1, and its label is 1 if the two differ, and −1 if they are equal. This little job is
# called XOR, for "exclusive or": one of the two, but not both.
#
# You know how to train a neuron. So train one.
#
# **Predict.** What does a single neuron say to the four points after 200 steps?

# %%
import random

from micrograd_core import MLP, Value

corners, differ = [[0, 0], [0, 1], [1, 0], [1, 1]], [-1, 1, 1, -1]


def train_on_corners(net, steps=200, rate=0.1):
    for _ in range(steps):
        loss = sum((net(x) - y) ** 2 for x, y in zip(corners, differ))
        net.zero_grad()
        loss.backward()
        for p in net.parameters():
            p.data -= rate * p.grad
    return net

# %%
neuron = train_on_corners(MLP(2, [1], rng=random.Random(0)))
for x, y in zip(corners, differ):
    print(f"{x}: says {neuron(x).data:z.3f}   should say {y}")  # z: a zero gets no minus

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 0, four times. Two points pull each way, and this neuron ends by saying nothing.
#
# </details>
#
# A neuron says more than 0 on one side of a straight line, and less on the other. Put the four points on the corners of a square: no line has the two
# 1s on one side and the two −1s on the other. So give the neuron a hidden layer to look at.
#
# Lesson 04 had another bend, `relu`: it hands on what is above 0, and says 0 to the rest. (A `relu` network here has a last neuron without a bend, so that it
# can say −1.)
#
# **Predict.** Twenty networks each, from twenty random starts. How many get all four corners right with 2 hidden neurons? With 4? And with 4
# hidden neurons that use `relu` in place of `tanh`?

# %%
def gets_all(net):
    return all((net(x).data > 0) == (y > 0) for x, y in zip(corners, differ))


def small_net(hidden, activation, seed):
    output = "linear" if activation == "relu" else "tanh"
    return MLP(2, [hidden, 1], activation=activation, output=output, rng=random.Random(seed))


trained = {}
for kind in ((2, "tanh"), (4, "tanh"), (4, "relu")):
    trained[kind] = nets = [train_on_corners(small_net(*kind, seed)) for seed in range(20)]
    print(f"{kind}: all four right in {sum(map(gets_all, nets))} of 20")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# With 2 hidden neurons 14 of 20, with 4 all of them. With `relu` 3 of 20. Section 7 looks into the other 17.
#
# </details>
#
# Here is what one of the good ones has found.

# %%
from classroom.pictures import draw_border

draw_border(trained[4, "tanh"][0], corners, differ, "XOR with 4 hidden neurons")

# %% [markdown]
# In the blue part the network says more than 0, in the yellow part less, and where the two meet is its **border**. The circles are the points
# with label 1, the squares those with −1. One neuron has one line to offer. The hidden
# layer makes two pieces of border here, both nearly straight, and the network says more than 0 outside them.
#
# ## 1. Two moons
#
# Now more points, and noise: 100 of them, in two half circles that reach into each other. A second hundred is held back: the network is
# asked about those and never trained on them.

# %%
import math


def moons(count, noise, seed):
    rng = random.Random(seed)
    points, labels = [], []
    for i in range(count):
        t = math.pi * (i // 2) / (count // 2 - 1)
        label = 1 if i % 2 == 0 else -1
        x, y = (math.cos(t), math.sin(t)) if label == 1 else (1 - math.cos(t), 0.5 - math.sin(t))
        points.append([x + rng.gauss(0, noise), y + rng.gauss(0, noise)])
        labels.append(label)
    return points, labels


points, labels = moons(100, 0.1, seed=0)
held_back = moons(100, 0.1, seed=1)

# %% [markdown]
# The last layer will be linear: no `tanh` at the end, so the network says any number, its **score**. Above 0 means 1, below 0 means −1. The
# loss has to fit. This one is called **max-margin**:
#
# $$L = \frac{1}{n} \sum_i \max(0,\ 1 - y_i s_i)$$
#
# ($s$ is the score of a point, $y$ its label, and $n$ the number of points.)
#
# **Predict.** Four points have the label 1. Their scores are 3, 1, 0.2 and −2. What does each of them cost? And what does a score of −2 cost
# where the label is −1?

# %%
def cost(label, score):
    return (1 - label * score).relu()


for label, score in ((1, 3.0), (1, 1.0), (1, 0.2), (1, -2.0), (-1, -2.0)):
    print(f"label {label:2}, score {score:4}: costs {cost(label, Value(score)).data:.1f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 0, 0, 0.8 and 3. With the label −1 the score −2 costs nothing.
#
# </details>
#
# A point that is on its side by 1 or more costs nothing, so it has no gradient: the network is left alone to work on the others.
# `relu` is the maximum of 0 and a number, so the engine can do all of it.

# %%
def margin_loss(net, points, labels):
    return sum(cost(label, net(point)) for point, label in zip(points, labels)) / len(points)


def accuracy(net, points, labels):
    """The share of the points for which the net's answer has the sign of the label."""
    return sum((net(p).data > 0) == (y > 0) for p, y in zip(points, labels)) / len(points)


def fit_line(points, labels):
    line = MLP(2, [1], output="linear", rng=random.Random(0))
    for _ in range(100):
        loss = margin_loss(line, points, labels)
        line.zero_grad()
        loss.backward()
        for p in line.parameters():
            p.data -= 1.0 * p.grad
    return line

# %%
line = fit_line(points, labels)
print(f"loss {margin_loss(line, points, labels).data:.3f}, {accuracy(line, points, labels):.0%} right")
draw_border(line, points, labels, "a line")

# %% [markdown]
# The rings mark the points on the wrong side. The line does what a line can do. The tips of the moons are out of its reach.
#
# ## 2. How many points at a time?
#
# Take a network with two hidden layers of 16: 337 parameters. Its loss over all 100 points is one large expression graph. The gradient of a
# few points costs less. It is a guess at that of all of them, and a rough one.
#
# From here on the update is a thing of its own, an **optimiser**: it knows the parameters and the rate, and `step()` moves them once. The plain
# one is called **SGD**, for stochastic gradient descent. (*Stochastic* means by chance. The chance is in the points that are drawn.)

# %%
class SGD:
    def __init__(self, parameters, rate):
        self.parameters, self.rate = parameters, rate

    def step(self):
        for p in self.parameters:
            p.data -= self.rate * p.grad

# %% [markdown]
# In `train`, every step draws some points and makes one update from them. The rate falls to a tenth on the way: large steps while there is far to
# go, small ones at the end. (`l2` waits for section 3, `film` takes
# pictures, and `progress` shows a bar if you have to wait for more than three seconds.)
#
# **Predict.** Ten steps, each with the gradient of all 100 points. Or a hundred steps, each with that of 10 points drawn at random. Both ask the
# network 1000 times. Which ends lower? And how many nodes has the graph of all 100 points?

# %%
from classroom.instruments import progress
from classroom.pictures import read_graph


def train(net, optimiser, steps=100, size=10, l2=0.0, film=None):
    rng, rate = random.Random(0), optimiser.rate
    for step in progress(range(steps)):
        if film is not None and step in (0, 2, 5, 10, 20, 40, 70):
            film.snap(f"after {step} steps")
        chosen = rng.sample(range(100), size)
        loss = margin_loss(net, [points[i] for i in chosen], [labels[i] for i in chosen])
        net.zero_grad()
        loss.backward()
        for p in net.parameters():
            p.grad += 2 * l2 * p.data
        optimiser.rate = rate * (1 - 0.9 * step / steps)
        optimiser.step()

# %%
def new_net(seed=0):
    return MLP(2, [16, 16, 1], activation="relu", output="linear", rng=random.Random(seed))


print("nodes in the graph of all 100:", len(read_graph(margin_loss(new_net(), points, labels))))
for steps, size in ((10, 100), (100, 10)):
    net = new_net()
    train(net, SGD(net.parameters(), 0.3), steps, size)
    print(f"{steps:3} steps with {size:3} points each: loss {margin_loss(net, points, labels).data:.2f}, "
          f"{accuracy(net, points, labels):.0%} right")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# The hundred small steps, by far: 0.02 against 0.25. The graph of all 100 points has 68140 nodes; that of 10 has a tenth of them.
#
# </details>
#
# The points drawn for one step are a **mini-batch**. The number of steps that draw as many points as there are, here ten, is called an **epoch**. A rough
# gradient is good enough to go by, and there are ten of them for the price of an exact one.
#
# Watch the border form: run the cell, then play the film or step through it.

# %%
from classroom.pictures import BorderFilm

net = new_net()
film = BorderFilm(net, points, labels)
train(net, SGD(net.parameters(), 0.3), film=film)
film.snap("after 100 steps")
film.play()

# %% [markdown]
# At the start most points are on the wrong side. After a few steps the border is almost the line that you know. Then it begins to bend, goes round
# the tips of both moons, and the last rings disappear.
#
# ## 3. A price on large weights
#
# **L2** puts a price on large weights: $\lambda \sum p^2$, the squares of all parameters added up, times a small number $\lambda$, "lambda". Its
# gradient is $2 \lambda p$: it pulls every parameter towards 0, a large one harder. `train` adds that to each gradient.
#
# First the network of the film, as it was and as it is:

# %%
def report(name, net):
    print(f"{name:12} loss {margin_loss(net, points, labels).data:.3f}, right {accuracy(net, points, labels):.0%}, "
          f"held back {accuracy(net, *held_back):.0%}, sum of squares {sum(p.data**2 for p in net.parameters()):.0f}")


print(f"at the start: sum of squares {sum(p.data**2 for p in new_net().parameters()):.0f}")
report("no price", net)

# %% [markdown]
# **Predict.** The same training as in the film, with $\lambda = 0.01$. What becomes of the sum of the squares, and what of the loss? And of the points that
# were held back, how many are right?

# %%
priced = new_net()
train(priced, SGD(priced.parameters(), 0.3), l2=0.01)
report("price 0.01", priced)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# The sum of the squares starts at 111. Without the price it rises to 116, with it it falls to 64. The loss pays for it: 0.067 in place of 0.023, and
# one point is lost. Of the held back all are right, with the price and without.
#
# </details>
#
# So the price bought nothing here: this network is as good without it. That is no law. Whether a price is worth paying shows on points that were
# held back, and nowhere else.
#
# ## 4. A long valley
#
# Why do some trainings crawl? Leave the network for a moment, and roll down a valley: $L = \frac{1}{2} x^2 + 50\, y^2$, from $x = 4$, $y = 1$. The
# bottom is at 0, 0. The slope in $x$ is $x$, the slope in $y$ is $100\, y$: across, the valley is a hundred times as steep as along.
#
# **Predict.** With a rate of 0.019, where is the loss after 100 steps? And with 0.021?

# %%
def roll(optimiser_of, steps=100):
    """The losses on the way down the valley, the first one before any step."""
    x, y = Value(4.0), Value(1.0)
    optimiser, losses = optimiser_of([x, y]), []
    for _ in range(steps + 1):
        loss = 0.5 * x * x + 50 * y * y
        losses.append(loss.data)
        x.grad = y.grad = 0.0
        loss.backward()
        optimiser.step()
    return losses


ways = {}
for rate in (0.019, 0.021):
    ways[f"SGD {rate}"] = losses = roll(lambda parameters: SGD(parameters, rate))
    print(f"rate {rate}: loss {losses[0]:.1f}, after 10 steps {losses[10]:.1f}, after 100 steps {losses[100]:.4g}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# From 58 to 0.17, and to 9 billion. A step makes $y$ into $y - 0.019 \cdot 100\, y = -0.9\, y$: to the other side, and a little nearer. With 0.021 it is $-1.1\, y$: to the other
# side, and further out each time.
#
# </details>
#
# The steepest direction sets the limit, and the flat one has to live with it.
#
# **Momentum** lets the ball gather speed. Lesson 05 had such a ball: without zeroing, gradients piled up and it swung for ever. What it lacked
# is friction. So keep nine tenths of the speed in each step:
#
# $$v \leftarrow 0.9\, v + g \qquad\qquad p \leftarrow p - \text{rate} \cdot v$$
#
# ($g$ is the gradient, $v$ the speed. Each parameter has its own, 0 at the start.)
#
# **Predict.** The rate stays 0.019. Is momentum ahead of SGD after 10 steps? And after 100?

# %%
class Momentum:
    def __init__(self, parameters, rate, keep=0.9):
        self.parameters, self.rate, self.keep = parameters, rate, keep
        self.speeds = [0.0] * len(parameters)

    def step(self):
        self.speeds = [self.keep * v + p.grad for v, p in zip(self.speeds, self.parameters)]
        for v, p in zip(self.speeds, self.parameters):
            p.data -= self.rate * v

# %%
ways["momentum 0.019"] = roll(lambda parameters: Momentum(parameters, 0.019))
for name in ("SGD 0.019", "momentum 0.019"):
    print(f"{name:15} after 10 steps {ways[name][10]:7.3f}, after 100 {ways[name][100]:.4f}")
behind = [step for step in range(101) if ways["momentum 0.019"][step] > ways["SGD 0.019"][step]]
print("momentum is behind up to step", behind[-1])

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# After 10 steps it is behind, and up to step 28: it has gathered speed across the valley, too, and swings wide. After 100 it is far ahead: along the
# valley the slope keeps its sign for a dozen steps, and the speed adds up.
#
# </details>
#
# ## 5. Adam: a step size for each parameter
#
# Momentum still gives all parameters the same rate. **Adam** looks at each one's gradients of the past. It keeps two running means, one of the gradients,
# $m$, and one of their squares, $s$:
#
# $$m \leftarrow 0.9\, m + 0.1\, g \qquad\qquad s \leftarrow 0.999\, s + 0.001\, g^2$$
#
# Both start at 0, and are too near to it at first: after one step $m$ holds a tenth of the gradient. So each is divided by the share that it has
# gathered, which gives $\hat m$ and $\hat s$. Then one is divided by the root of the other:
#
# $$p \leftarrow p - \text{rate} \cdot \frac{\hat m}{\sqrt{\hat s} + 10^{-8}}$$
#
# The $10^{-8}$ keeps the divisor above 0.
#
# **Predict.** The first step, with a rate of 0.3, from $x = 4$ and $y = 1$. The slopes are 4 and 100. How far does each of the two move?

# %%
class Adam:
    def __init__(self, parameters, rate, keep=0.9, longer=0.999):
        self.parameters, self.rate = parameters, rate
        self.keep, self.longer, self.steps = keep, longer, 0
        self.means = [0.0] * len(parameters)
        self.squares = [0.0] * len(parameters)

    def step(self):
        self.steps += 1
        for i, p in enumerate(self.parameters):
            self.means[i] = self.keep * self.means[i] + (1 - self.keep) * p.grad
            self.squares[i] = self.longer * self.squares[i] + (1 - self.longer) * p.grad**2
            mean = self.means[i] / (1 - self.keep**self.steps)
            square = self.squares[i] / (1 - self.longer**self.steps)
            p.data -= self.rate * mean / (square**0.5 + 1e-8)

# %%
x, y = Value(4.0), Value(1.0)
(0.5 * x * x + 50 * y * y).backward()
Adam([x, y], 0.3).step()
print(f"slope in x {x.grad:.0f}: x moves by {x.data - 4:.4f}   slope in y {y.grad:.0f}: y moves by {y.data - 1:.4f}")

ways["Adam 0.3"] = roll(lambda parameters: Adam(parameters, 0.3))
for name, losses in ways.items():
    print(f"{name:15} after 10 steps {losses[10]:8.3f}, after 100 {losses[100]:.4g}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Both by 0.3, the rate. In the first step $\hat m$ is the gradient and $\hat s$ its square. The gradient over the root of its square is 1 or −1: its
# size cancels.
#
# </details>
#
# The steep direction is no longer a tyrant, and the flat one no longer waits. All four ways in one picture:

# %%
from classroom.pictures.figures import new_figure, show

figure, axes = new_figure()
for name, losses in ways.items():
    axes.semilogy(losses, label=name)
axes.set(xlabel="step", ylabel="loss", title="Four ways down the valley", ylim=(1e-5, 1e4))
axes.legend()
show(figure, "The loss on the way down the valley, on a logarithmic scale. With rate 0.021 SGD climbs out of the picture, with 0.019 it "
     "falls slowly. Momentum falls faster, and Adam still faster, in waves.")

# %% [markdown]
# Adam is ahead almost at once; momentum passes SGD only after step 28. The waves of Adam are a ball that rolls past the bottom and comes back. With
# momentum it does so, too.
#
# Now the race that counts: the moons again, 100 mini-batches of 5. Each optimiser has a rate that we chose by trying.
#
# **Predict.** Two random starts for each. Which of the three ends lowest?

# %%
RACERS = {"SGD": (SGD, 0.3), "momentum": (Momentum, 0.06), "Adam": (Adam, 0.03)}
for name, (optimiser, rate) in RACERS.items():
    nets = [new_net(seed) for seed in (0, 1)]
    for net in nets:
        train(net, optimiser(net.parameters(), rate), size=5)
    ends = [f"{margin_loss(net, points, labels).data:.2f}" for net in nets]
    print(f"{name:9} rate {rate:4}: loss", *ends, " held back", *[f"{accuracy(net, *held_back):.0%}" for net in nets])

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# From the first start momentum, with 0.03. From the second Adam, with 0.06. SGD wins neither.
#
# </details>
#
# So there is no winner for all starts. In the valley you saw what momentum and Adam are good for: where directions differ a hundredfold in
# steepness, one rate for all is a poor fit.
#
# ## 6. Networks that cannot start
#
# Now six hidden layers of 16 with `tanh`. All that changes is how far from 0 the weights are drawn. There is no training: one look at 20 points
# is enough. To compare layers, take the *typical size* of many numbers: the root of the mean of their squares. (The loss
# here is the squared error of lesson 05.)
#
# **Predict.** The weights lie between −0.1 and 0.1, between −1 and 1, or between −3 and 3. How large are the outputs of the sixth layer, and how many
# of them are at the ends of `tanh`, beyond ±0.99?

# %%
def typical(numbers):
    return (sum(number * number for number in numbers) / len(numbers)) ** 0.5


def look_inside(net):
    """For each layer its outputs for 20 points, and the gradients of its parameters."""
    seen, loss = [[] for _ in net.layers], 0
    for x, y in zip(points[::5], labels[::5]):
        for layer, outs in zip(net.layers, seen):
            x = layer(x)
            outs += x if isinstance(x, list) else [x]
        loss = loss + (x - y) ** 2
    net.zero_grad()
    loss.backward()
    return [[out.data for out in outs] for outs in seen], [[p.grad for p in layer.parameters()] for layer in net.layers]

# %%
def deep(activation, widest):
    net = MLP(2, [16] * 6 + [1], activation=activation, output="linear", rng=random.Random(0))
    for layer in net.layers:
        for neuron in layer.neurons:
            neuron.b.data = 0.0
            for w in neuron.w:
                w.data *= widest
    return net


inside = {}
for widest in (0.1, 1.0, 3.0):
    inside[widest], _ = look_inside(deep("tanh", widest))
    ends = sum(abs(out) > 0.99 for out in inside[widest][5]) / len(inside[widest][5])
    print(f"±{widest}: layers 1 to 6", *[f"{typical(outs):.1g}" for outs in inside[widest][:6]], f"  at the ends {ends:.0%}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# With ±0.1 they fade, to less than a ten-thousandth, and none is at the ends. With ±1 they soon settle at 0.8, a fifth of them at the ends. With ±3
# three quarters are at the ends, where `tanh` is flat.
#
# </details>
#
# The same as histograms: each row is a network, each column a layer. Mind the numbers below the first row.

# %%
figure, axes = new_figure(3, 3, figsize=(6.8, 5.2))
for row, (widest, layers) in zip(axes, inside.items()):
    for place, number in zip(row, (0, 2, 5)):
        place.hist(layers[number], bins=20, histtype="stepfilled")
        place.set(title=f"±{widest}, layer {number + 1}", yticks=[])
show(figure, "Nine histograms of outputs, each with a scale of its own. Weights up to 0.1: in layer 1 they reach to about 0.2, in layer 6 to 0.0002. "
     "Up to 1: spread between −1 and 1, later with a heap at each end. Up to 3: hardly anything but the heaps at the ends.")

# %% [markdown]
# In the first row nearly nothing of the point arrives, and in the last row only a yes or no.
#
# That was the way forward. On the way back there is trouble of another kind.
#
# **Predict.** Look at the gradients of the first layer and of the last, with `tanh` ±1 and ±3, `sigmoid` ±1 and `relu` ±3. Which ones shrink on their way back to
# layer 1, and which grow? Would you have known it from the outputs?

# %%
flow = {}
print("                 outputs 1 and 6   gradients 1 and 7   the 20 scores")
for activation, widest in (("tanh", 1.0), ("tanh", 3.0), ("sigmoid", 1.0), ("relu", 3.0)):
    outs, gradients = look_inside(deep(activation, widest))
    flow[f"{activation} ±{widest}"] = [gradients[0], gradients[3], gradients[6]]
    print(f"{activation:7} ±{widest}:", *[f"{typical(numbers):8.2g}" for numbers in (outs[0], outs[5], gradients[0], gradients[6])],
          f"  {min(outs[6]):8.2g} to {max(outs[6]):.2g}")
print("relu gradients that are exactly 0, layers 1, 4, 7:", *[f"{sum(g == 0 for g in layer) / len(layer):.0%}" for layer in flow["relu ±3.0"]])

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# `tanh` ±1: they keep their size within a factor of two, as the outputs do. `tanh` ±3: they grow some forty times; that most outputs are at the ends is a
# hint. `sigmoid`: they shrink to a few thousandths. The *size* of its outputs does not give it away; how little they differ does: all 20 scores
# lie between 0.81 and 0.83. `relu` ±3: the outputs explode, so all gradients are huge, and on their way back they shrink to about a quarter.
#
# </details>
#
# Again as histograms. Read each row from right to left, as the gradients go. In each histogram, small gradients are on the left. Those that are exactly
# 0 have no place on such an axis and are left out: with `relu` 43 % of layer 4 and 29 % of layer 7.

# %%
figure, axes = new_figure(4, 3, figsize=(6.8, 6.0), sharex=True)
for row, (name, layers) in zip(axes, flow.items()):
    for place, gradients, number in zip(row, layers, (1, 4, 7)):
        sizes, bins = [abs(gradient) for gradient in gradients], [10 ** (k / 2) for k in range(-10, 21)]
        place.hist(sizes, bins=bins, histtype="stepfilled")
        place.set(title=f"{name}, layer {number}", yticks=[], xscale="log")
show(figure, "Twelve histograms of the sizes of gradients on a logarithmic axis, for four networks and the layers 1, 4 and 7. From layer 7 back to "
     "layer 1 the heap stays in place for tanh ±1, moves right for tanh ±3, moves left for sigmoid, and is far to the right for relu ±3, without the gradients that are exactly 0.")

# %% [markdown]
# On its way back a gradient is multiplied in each layer by a slope and by weights. Where that makes it smaller, gradients **vanish**: the slope of
# `sigmoid` is at most a quarter, and weights up to 1 do not make up for it. Where it makes them larger, they **explode**: with `tanh` ±3 a quarter of the
# outputs is not at the ends, and there the large weights more than make up for the flat ones. A good start balances the two.
#
# ## 7. The other 17
#
# Back to the corners of XOR, where 17 of 20 `relu` networks failed, with 200 steps at a rate of 0.1.
#
# **Predict.** The twenty networks have 80 hidden neurons. How many say 0 to all four corners before the first step, and how many after
# the training? And how many networks get all four right with a rate of 0.02?

# %%
def silent(net):
    """The hidden neurons that say 0 to all four corners."""
    return [neuron for neuron in net.layers[0].neurons if all(neuron(x).data == 0 for x in corners)]


untrained = [small_net(4, "relu", seed) for seed in range(20)]
slower = [train_on_corners(small_net(4, "relu", seed), rate=0.02) for seed in range(20)]
print("neurons of each network that say something, of 4; a star: all four corners right")
for name, nets in (("before", untrained), ("rate 0.1", trained[4, "relu"]), ("rate 0.02", slower)):
    print(f"{name:9}", *[f"{4 - len(silent(net))}{'*' if gets_all(net) else ' '}" for net in nets],
          f" {sum(len(silent(net)) for net in nets)} of 80 silent, right: {sum(map(gets_all, nets))}")

print("gradients of a silent one:", [p.grad for p in silent(trained[4, "relu"][0])[0].parameters()])

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 27 before, 46 after: the steps have silenced 19 more. With a rate of 0.02 only six more fall silent, and 8 networks get all four right.
# Look at the six that begin with all 4: one of them succeeds at 0.1, and all six at 0.02.
#
# </details>
#
# Such a neuron is called **dead**. Where `relu` says 0 it is flat: the slope is 0, so the gradients are exactly 0, and a step of SGD leaves the neuron as
# it was. (Momentum may carry on for a while with old speed.) The saturated `tanh` of lesson 05 was slow, and came back in the end.
#
# One dead neuron is no verdict: a star stands beside a 2, too. What counts is whether those that are left are enough. So two things were wrong:
# some networks begin with too few, and the steps were too large.
#
# ## Mistakes people really make
#
# **Labels that the loss does not know.** *Symptom:* the network gives one answer to everything. *Why:* max-margin multiplies by the label. With 0
# for −1, half of the points cost 1, whatever the score is. *How to see it:* print the costs of both kinds.

# %%
zeros_and_ones = [1 if y == 1 else 0 for y in labels]
line = fit_line(points, zeros_and_ones)
print(f"loss {margin_loss(line, points, zeros_and_ones).data:.3f}")
print(f"answers 1 to {sum(line(p).data > 0 for p in points)} of 100 points, right {accuracy(line, points, labels):.0%}")

# %% [markdown]
# **Points shuffled, labels not.** *Symptom:* the loss stays near 1, and not many more than half are right. *Why:* the points have lost
# their labels, so there is next to nothing to learn. *How to see it:* print a few points with their labels before and after.

# %%
mixed = points[:]
random.Random(0).shuffle(mixed)
line = fit_line(mixed, labels)
print(f"loss {margin_loss(line, mixed, labels).data:.3f}, right {accuracy(line, mixed, labels):.0%} of what it was shown")

# %% [markdown]
# **A new optimiser in every step.** *Symptom:* it runs, but no better than plain SGD. *Why:* speeds and means live in the optimiser, and a new one
# begins at 0. *How to see it:* in the valley, Momentum falls back to SGD.

# %%
class Forgetful:
    def __init__(self, parameters, rate):
        self.parameters, self.rate = parameters, rate

    def step(self):
        Momentum(self.parameters, self.rate).step()


ends = {"SGD": ways["SGD 0.019"], "momentum": ways["momentum 0.019"], "made anew": roll(lambda p: Forgetful(p, 0.019))}
for name, losses in ends.items():
    print(f"{name:9} after 100 steps: {losses[100]:.4f}")

# %% [markdown]
# ## Checkpoint
#
# Choose, then open your answer.
#
# **1.** 60 points, mini-batches of 10, and each step draws its ten from all 60. After 6 steps, has every point been drawn?
#
# <details><summary>Yes: 6 times 10 is 60</summary>
#
# Only if each draw left out those who have had their turn. Here a point may come twice, and another not at all.
#
# </details>
# <details><summary>Not necessarily: each step draws from all of them</summary>
#
# Yes. The exercises have a round in which everybody comes once.
#
# </details>
# <details style="margin-bottom: 1em"><summary>No: a point can only be drawn once in a training</summary>
#
# Then this training would be over after 6 steps. Points are drawn again and again.
#
# </details>
#
# **2.** A training goes well with SGD. You put momentum in its place, keep the rate, and it ends worse. What do you try first?
#
# <details><summary>A smaller rate</summary>
#
# Yes. At a steady slope momentum 0.9 makes steps ten times as long, so it wants a smaller rate: in the race it had a fifth of that of SGD.
#
# </details>
# <details><summary>A larger momentum, to carry it past</summary>
#
# Then even less of the speed is lost in each step, and the steps grow longer still.
#
# </details>
# <details style="margin-bottom: 1em"><summary>Larger batches</summary>
#
# They make the gradients less rough. The steps stay as long as they are.
#
# </details>
#
# **3.** The loss does not fall. In every layer the outputs are of a healthy size, and the gradients of the first layer are a thousandth of those of the last. What
# is it?
#
# <details><summary>Dead relu neurons</summary>
#
# Their gradients would be exactly 0. These are small, all of them.
#
# </details>
# <details><summary>Gradients that vanish on the way back</summary>
#
# Yes. The size of the outputs does not show it: look at the gradients, layer by layer.
#
# </details>
# <details style="margin-bottom: 1em"><summary>Weights that are too large</summary>
#
# They push `tanh` to its ends and make `relu` explode. Both show in the outputs.
#
# </details>
#
# ## In this lesson you…
#
# - bent a border with a hidden layer, and watched it form
# - trained on mini-batches: many rough steps for the price of a few exact ones
# - put a price on large weights
# - read SGD, momentum and Adam line by line, and raced them
# - read from outputs and gradients, layer by layer, why a network cannot start
#
# **In practice.** All of it has a name in PyTorch:
#
# | here | in PyTorch |
# |---|---|
# | `SGD(parameters, rate)` | `torch.optim.SGD(parameters, lr=rate)` |
# | `Momentum(parameters, rate)` | `torch.optim.SGD(parameters, lr=rate, momentum=0.9)` |
# | `Adam(parameters, rate)` | `torch.optim.Adam(parameters, lr=rate)` |
# | `l2` | `weight_decay`, which is $2 \lambda$ |
# | the rate that falls | `torch.optim.lr_scheduler` |
# | mini-batches, dealt out so that everybody comes once | `torch.utils.data.DataLoader(..., batch_size=10, shuffle=True)` |
# | the width of the weights | `torch.nn.init` |
#
# Our three go the same way as PyTorch's to ten digits: a test of the course compares them step by step.
#
# **Go further.** Momentum keeps nine tenths of its speed. Which is the largest rate at which it does not fly out of the valley? Try, then think.
#
# <details><summary>Answer</summary>
#
# Nearly twice as large as without: 2 · (1 + keep) / 100 in place of 2 / 100. On the far side the old speed still points outwards and works against the
# slope, which sends it back.
#
# </details>
#
# ---
# Now make it yours: the [exercises of this lesson](exercises/07_training_lab.ipynb) tell you *what* is wrong when something is.
#
# You can now make a network learn, and say why when it does not. What it has learned is another question: two kinds of points are few, and so far no
# mistake had a price. [Lesson 08: three classes](08_three_classes.ipynb) asks it of flowers.
