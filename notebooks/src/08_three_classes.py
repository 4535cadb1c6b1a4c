# %% [markdown]
# # 08 · Three classes
#
# *40 minutes · builds on: [lesson 05](05_training_an_mlp.ipynb) · you leave with: a network that names flowers, and the habit of asking which ones
# it gets wrong*

# %%
# SET-UP

# %% [markdown]
# **What you will do.** Train networks on 150 real flowers, and find out what their numbers are worth.
#
# **What you will learn.** To turn outputs into shares and shares into a loss, to keep that loss from overflowing, to measure on flowers that the network has
# not seen, to read a confusion matrix, and to watch two losses at once.
#
# **What you need.** The network and the cycle of lesson 05: forward, zero, backward, update.
#
# ## One number for three names
#
# In the 1930s Edgar Anderson measured irises of three species, and Ronald Fisher published the table. A flower has petals,
# and below them sepals, which in an iris look much the same. Here are three of the flowers; lengths are in centimetres.

# %%
import random

from classroom.data import MEASUREMENTS, SPECIES, load_iris
from micrograd_core import MLP, Value

flowers, labels = load_iris()
print(len(flowers), "flowers:", ", ".join(MEASUREMENTS))
for i in (0, 50, 100):
    print(flowers[i], "label", labels[i], "is", SPECIES[labels[i]])

# %%
from classroom.pictures.figures import new_figure, show

figure, axes = new_figure()
for species, marker in enumerate("os^"):
    own = [flower for flower, label in zip(flowers, labels) if label == species]
    lengths, widths = [flower[2] for flower in own], [flower[3] for flower in own]
    axes.plot(lengths, widths, marker, linestyle="none", label=SPECIES[species], alpha=0.7)
axes.set(xlabel="petal length in cm", ylabel="petal width in cm", title="150 irises")
axes.legend()
show(figure, "Petal width against petal length for 150 irises: setosa far away in the lower "
     "left corner, versicolor in the middle, virginica in the upper right; the last two touch.")

# %% [markdown]
# *Setosa* stands apart. *Versicolor* and *virginica* touch, and that is where the work is.
#
# The network of lesson 05 says one number. So give each species a number, train one neuron on the petals with the squared error, and round what it says.
#
# **Predict.** Numbered 0, 1, 2 in the order of the picture, how many of the 150 are right? And if *versicolor* is number 2 and *virginica* number 1?

# %%
def trained_on_numbers(numbers):
    net = MLP(2, [1], output="linear", rng=random.Random(0))
    pairs = [(flower[2:], numbers[y]) for flower, y in zip(flowers, labels)]
    for _ in range(100):
        loss = sum((net(x) - y) ** 2 for x, y in pairs) / len(pairs)
        net.zero_grad()
        loss.backward()
        for p in net.parameters():
            p.data -= 0.03 * p.grad
    return [round(net(x).data) == y for x, y in pairs]


for numbers in ((0, 1, 2), (0, 2, 1)):
    right = trained_on_numbers(numbers)
    each = [sum(right[i : i + 50]) for i in (0, 50, 100)]
    print("numbered", numbers, "right:", sum(right), "of each species:", each)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 144, and then 70 after the same 100 steps. In the second numbering not one *versicolor* is right.
#
# </details>
#
# The flowers are the same; only their numbers changed. A number says more than a name: that 1 lies between 0 and 2, and that 0 and 2 are far apart. The first
# numbering happens to be true of these petals. Names have no order, so a class needs an output of its own.
#
# ## 1. Shares
#
# A network for three classes ends in three neurons without tanh. What these say are **logits**: the larger one is, the more speaks for its class. They may be
# any numbers. To become **shares**, none may be negative, and together they must be 1. **Softmax** does that:
#
# $$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$$
#
# **Predict.** Four logits: 0, 3, −2 and 1. Is the share of the second about a half, or more than three quarters? Then add 5 to all four. What becomes of the shares?

# %%
def softmax(logits):
    powers = [z.exp() for z in logits]
    return [power / sum(powers) for power in powers]


for shift in (0, 5):
    shares = softmax([Value(z + shift) for z in (0.0, 3.0, -2.0, 1.0)])
    told = [f"{share.data:.4f}" for share in shares]
    print(f"plus {shift}: shares", *told, f"  together {sum(shares).data:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 0.8390: the exponential makes much of a small lead. Adding 5 changes nothing: every power is $e^5$ times larger, above the fraction bar and below it.
#
# </details>
#
# So a logit means nothing alone. What counts is by how much one is ahead of another. Remember this for section 3.
#
# ## 2. A loss for shares
#
# Each flower has a **label**, the number of its true class. Ideally the label's share is 1. How much should it cost when it is less? The usual answer is called
# **cross-entropy**, with the natural logarithm:
#
# $$L = -\log p_{\text{label}}$$
#
# **Predict.** A share of 1 costs nothing. What does 0.5 cost, what 0.001, and what 0.000001? Compare with the squared error, $(1 - p)^2$.

# %%
for share in (1.0, 0.5, 0.1, 0.001, 0.000001):
    loss, squared = -Value(share).log(), (1 - share) ** 2
    print(f"share {share:8}   loss {abs(loss.data):7.4f}   squared error {squared:.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 0.6931, 6.9078 and 13.8155. The squared error hardly tells the last two apart: it ends at 1.
#
# </details>
#
# The surer a network is of a wrong answer, the more it costs, without limit. Now to the gradients. The same four logits, and the label is 3, the last of them:

# %%
from classroom.pictures import draw_dot

logits = [Value(z, label=f"z{i}") for i, z in enumerate((0.0, 3.0, -2.0, 1.0))]
shares = softmax(logits)
loss = -shares[3].log()
draw_dot(loss, rankdir="TB", grad=False)

# %% [markdown]
# Each logit has its own exp. The sum of the four grows from top to bottom, one logit at a time (`sum` starts with a 0 of its own). Below it stand one division, a
# logarithm and a minus. Your engine knows all of it.
#
# **Predict.** Which of the four logits should go up and which down? So what sign has each gradient? Which one is the largest in size?

# %%
loss.backward()
print(f"loss {loss.data:.4f}")
for z, share, target in zip(logits, shares, (0, 0, 0, 1)):
    print(f"{z.label} = {z.data:4.1f}   share {share.data:.4f}, should be {target}   gradient {z.grad:7.4f}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Only the label's gradient is negative, and it is the largest in size: −0.8865, so a step will raise z3. The others go down, most of all z1, with 0.8390: it holds
# most of the share that should be z3's.
#
# </details>
#
# Look at the last three columns. *The gradient of a logit is its share minus what its share should be.* So many pieces, and the slope of the whole is one
# subtraction. Is that so for these four numbers alone, or always? Section 3 has the proof. The four add up to 0: what one class gains, others lose.
#
# ## 3. Far from zero
#
# Adding 5 to all logits changed no share. So it should not matter how much you add.
#
# **Predict.** What does the loss become when you add 700 to every logit? And 710? And what if, instead, the label's logit is 800 below the largest?

# %%
def naive(logits, label):
    return -softmax(logits)[label].log()


def tried(loss_of, numbers, label):
    try:
        return f"{loss_of([Value(z) for z in numbers], label).data:.6f}"
    except (OverflowError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


far = {f"plus {shift}": [z + shift for z in (0, 3, -2, 1)] for shift in (0, 700, 710)}
far["800 below"] = [0, -800, -800, -800]
for name, numbers in far.items():
    print(f"{name:9}   {tried(naive, numbers, 3)}")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# With 700 more the loss is the same, 2.175515. With 710 more it stops: no float can hold $e^{710}$. And 800 below, the share is 0 as a float, and 0 has no
# logarithm, although the loss is a harmless 800.
#
# </details>
#
# Two tricks mend it. Subtract the largest logit from all of them: no share changes, and no power is above 1. And never compute the share. The logarithm of a
# quotient is the difference of two logarithms, and that of $e^z$ is $z$ again:
#
# $$-\log p_{\text{label}} = \log \sum_j e^{z_j} - z_{\text{label}}$$
#
# In the code, `largest` leaves every power of the sum, and `+ largest` brings it back behind the logarithm.

# %%
def cross_entropy(logits, label):
    largest = max(z.data for z in logits)
    return sum((z - largest).exp() for z in logits).log() + largest - logits[label]


for name, numbers in far.items():
    print(f"{name:9}   {tried(cross_entropy, numbers, 3)}")

# %% [markdown]
# The same function, written so that it holds out. PyTorch has it in this form, and so it wants logits from you, not shares. (Keras takes shares, unless told otherwise.)
#
# The formula also proves the rule of section 2. As $z_i$ moves, the slope of $\log \sum_j e^{z_j}$ is $e^{z_i}$ divided by the sum: the share. The second
# term takes 1 from it where $i$ is the label.
#
# ## 4. Questions that were held back
#
# Lesson 05 ended with a doubt: a small loss says that a network is right about what it was shown. So do not show it everything. The flowers are dealt into three
# parts, the species evenly:
#
# - **training:** 30 of each species. The gradients come from these.
# - **validation:** 10 of each. You look at these to choose: a rate, a size, when to stop.
# - **test:** 10 of each. Nobody looks until everything is chosen.

# %%
def split(seed, train=30, validation=10):
    rng, parts = random.Random(seed), (([], []), ([], []), ([], []))
    for species in range(3):
        own = [flower for flower, label in zip(flowers, labels) if label == species]
        rng.shuffle(own)
        ends = (0, train, train + validation, len(own))
        for (xs, ys), start, end in zip(parts, ends, ends[1:]):
            xs += own[start:end]
            ys += [species] * (end - start)
    return parts


print("flowers in each part:", [len(xs) for xs, ys in split(0)])

# %% [markdown]
# The training is that of lesson 05, with the new loss, as a mean over the flowers. The answer of a network is the class with the largest logit.

# %%
def mean_loss(net, xs, ys):
    return sum(cross_entropy(net(x), y) for x, y in zip(xs, ys)) / len(xs)


def train(net, xs, ys, rate, steps=40):
    for _ in range(steps):
        loss = mean_loss(net, xs, ys)
        net.zero_grad()
        loss.backward()
        for p in net.parameters():
            p.data -= rate * p.grad


def answers(net, xs):
    logits = [[z.data for z in net(x)] for x in xs]
    return [row.index(max(row)) for row in logits]

# %% [markdown]
# Three neurons, 15 parameters, and three different deals of the flowers. Blind guessing would get about 10 of 30 right.
#
# **Predict.** How many of the 30 validation flowers will each network name right, with a rate of 0.3, and with 0.1? (The cell takes a few seconds.)

# %%
def right(net, xs, ys):
    count = sum(answer == y for answer, y in zip(answers(net, xs), ys))
    return f"{count} of {len(xs)}"


def report(name, net, training, validation):
    print(f"{name}:  training {right(net, *training)}  validation {right(net, *validation)}")


raw = {}
for seed in range(3):
    training, validation, test = split(seed)
    for rate in (0.3, 0.1):
        net = raw[seed, rate] = MLP(4, [3], output="linear", rng=random.Random(seed))
        train(net, *training, rate)
        report(f"deal {seed}, rate {rate}", net, training, validation)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 20 of 30, six times. That is not what bad luck looks like, and in these 40 steps the smaller rate changed nothing. Something is the matter with all of them.
#
# </details>
#
# ## 5. Whose errors are they?
#
# The share of right answers is called **accuracy**. It is one number for thirty flowers. A **confusion matrix** tells more: a row for each species, and in it, what the
# network took the flowers of that species for.
#
# **Predict.** Draw the table of the first of these networks: where are the ten wrong ones? And the other five networks, do they have the same table?

# %%
def confusion(net, xs, ys):
    table = [[0, 0, 0] for _ in SPECIES]
    for y, answer in zip(ys, answers(net, xs)):
        table[y][answer] += 1
    return table


def show_table(table):
    print(" " * 17 + "".join(f"{name:>12}" for name in SPECIES))
    for name, row in zip(SPECIES, table):
        print(f"{name:>10} taken for" + "".join(f"{count:12}" for count in row)[3:])


training, validation, test = split(0)
show_table(confusion(raw[0, 0.3], *validation))
for (seed, rate), net in raw.items():
    named = answers(net, split(seed)[1][0])
    never = [name for species, name in enumerate(SPECIES) if species not in named]
    print(f"deal {seed}, rate {rate} never says", *never)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# All *setosa* and all *versicolor* are right, and not one *virginica* is: the last column holds nothing but zeros, because the network never says *virginica*. Two of the
# others never say *versicolor* instead. Each of the six leaves one species out.
#
# </details>
#
# **An accuracy is a mean, and a mean hides who pays for it.** The rarer a class is, the less it costs always to get it wrong. One of the exercises has
# such a case, with mushrooms.
#
# What is the matter with these networks? Look at the numbers that come in.

# %%
def rulers_of(xs):
    rulers = []
    for column in zip(*xs):
        mean = sum(column) / len(column)
        square = sum((x - mean) ** 2 for x in column) / len(column)
        rulers.append((mean, square**0.5))
    return rulers


for name, (mean, distance) in zip(MEASUREMENTS, rulers_of(training[0])):
    print(f"{name:12}   mean {mean:.2f}   typical distance from it {distance:.2f}")

# %% [markdown]
# No measurement is negative. A weight's gradient is its input times what arrives, so each flower pushes all four weights of a neuron the same way. In that direction
# even 0.3 is too large a rate. One that is small enough for it needs more steps in the others:

# %%
net, losses = MLP(4, [3], output="linear", rng=random.Random(0)), []
for _ in range(6):
    train(net, *training, rate=0.3, steps=1)
    losses.append(f"{mean_loss(net, *training).data:.2f}")
print("rate 0.3, training loss after each step:", *losses)
net = MLP(4, [3], output="linear", rng=random.Random(0))
train(net, *training, rate=0.05, steps=100)
report("rate 0.05, 100 steps", net, training, validation)

# %% [markdown]
# So these inputs do not forbid learning. They make it slow.
#
# **Standardising** shifts each measurement so that its mean is 0, and divides by the typical distance from it, the **standard deviation**. Mean and deviation together
# are the measurement's *ruler*. One rule: the rulers come *from the training part alone*, and all three parts are measured with them.
#
# **Predict.** The same networks, the same deals, standardised. How many of 30 now, with rate 0.3? And may the rate be larger, 1.0?

# %%
def standardised(xs, rulers):
    return [[(x - mean) / distance for x, (mean, distance) in zip(flower, rulers)]
            for flower in xs]


nets = {}
for seed in range(3):
    parts = split(seed)
    rulers = rulers_of(parts[0][0])
    parts = [(standardised(xs, rulers), ys) for xs, ys in parts]
    training, validation, test = parts
    for rate in (0.3, 1.0):
        net = MLP(4, [3], output="linear", rng=random.Random(seed))
        train(net, *training, rate)
        nets[seed, rate] = net, *test
        report(f"deal {seed}, rate {rate}", net, training, validation)

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# 28, 26 and 27 with rate 0.3; 29 each with rate 1.0, so that is the rate to choose. The network is the one that named two species in as many steps. Only the zero and
# the scale of its inputs have changed.
#
# </details>
#
# Which of the two did it? Try each alone, with rate 0.3:

# %%
def measured_in_part(seed, shift, divide):
    training, validation, _ = split(seed)
    rulers = [(m * shift, d**divide) for m, d in rulers_of(training[0])]
    net = MLP(4, [3], output="linear", rng=random.Random(seed))
    train(net, standardised(training[0], rulers), training[1], rate=0.3)
    return right(net, standardised(validation[0], rulers), validation[1])


for name, shift, divide in (("shifted alone", 1, 0), ("divided alone", 0, 1)):
    counts = [measured_in_part(seed, shift, divide) for seed in range(3)]
    print(f"{name}:  validation", ", ".join(counts))

# %% [markdown]
# Here it was the zero. The largest of the four deviations is about four times the smallest. Where one measurement is in millimetres and another in metres, the division matters,
# too.
#
# The validation part has chosen the rate 1.0. Now, and once, the test part.

# %%
tables = [confusion(*nets[seed, 1.0]) for seed in range(3)]
print("right on the test parts:", [sum(table[i][i] for i in range(3)) for table in tables])
show_table([[sum(counts) for counts in zip(*rows)] for rows in zip(*tables)])

# %% [markdown]
# A little worse than the validation had promised. Partly that is chance. Partly, a number that was chosen because it looked good flatters: the more you choose
# from, the more it does. Nearly all errors are between the two species that touch.
#
# How sure is such a count? With 30 flowers, one flower is more than 3 percent. Say "2 of 30 wrong", and everybody sees how little that is to go by.
#
# ## 6. Thirty flowers
#
# Now make it hard: only 30 flowers to learn from, only the two sepal measurements, and a network with two hidden layers. 60 flowers are for validation.
#
# **Predict.** What does the training loss do in 100 steps, and what the validation loss? (About five seconds.)

# %%
def sepals(part, rulers):
    return standardised([flower[:2] for flower in part[0]], rulers), part[1]


few, others, _ = split(2, train=10, validation=20)
rulers = rulers_of([flower[:2] for flower in few[0]])
few, others = sepals(few, rulers), sepals(others, rulers)
net = MLP(2, [12, 12, 3], output="linear", rng=random.Random(2))
curve = []
for step in range(0, 101, 10):
    train(net, *few, rate=0.5, steps=10 if step else 0)
    curve.append((step, mean_loss(net, *few).data, mean_loss(net, *others).data))
    print("step {:3}   training loss {:.4f}   validation loss {:.4f}".format(*curve[-1]))

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# Both fall at first, the validation loss down to 0.4054 after 20 steps. Then it turns and climbs to 0.6823, while the training loss goes on falling, to 0.1272. First the
# network learns what holds for irises. Then, with 231 parameters for 30 flowers, it learns these by heart. You cannot see that in the training loss; you see it in
# the flowers that were held back. Other deals show it more weakly: try 5, in `split` and `Random`.
#
# </details>
#
# When the two losses part, that is called **over-fitting**. There are two usual ways to hold it back. **Early stopping:** keep the network from the step with the best
# validation loss; an exercise lets you write it. **Weight decay**, or L2: add a small multiple of the sum of all squared parameters to the loss, so that large weights
# cost something.
#
# **Predict.** With 0.01 times that sum: what happens to each of the two losses?

# %%
def train_with_decay(net, xs, ys, rate, decay, steps):
    for _ in range(steps):
        loss = mean_loss(net, xs, ys)
        net.zero_grad()
        loss.backward()
        for p in net.parameters():
            p.data -= rate * (p.grad + 2 * decay * p.data)  # the slope of decay * p**2


decayed = MLP(2, [12, 12, 3], output="linear", rng=random.Random(2))
held_back = []
for step in range(0, 101, 10):
    train_with_decay(decayed, *few, rate=0.5, decay=0.01, steps=10 if step else 0)
    held_back.append((step, mean_loss(decayed, *few).data, mean_loss(decayed, *others).data))
for name, one, (_, known, new) in (("no decay", net, curve[-1]), ("decay", decayed, held_back[-1])):
    print(f"{name}: training loss {known:.4f}, validation loss {new:.4f}")
    report("   right", one, few, others)

# %%
figure, (left, middle) = new_figure(1, 2, figsize=(8.4, 3.4), sharey=True)
titles = ("no decay", "decay 0.01")
for axes, points, title in zip((left, middle), (curve, held_back), titles):
    steps, known, new = zip(*points)
    axes.plot(steps, known, marker="o", label="training")
    axes.plot(steps, new, marker="s", label="validation")
    axes.set(xlabel="step", title=title, ylim=(0, 1))
left.set_ylabel("loss")
left.legend()
show(figure, "Two pictures of loss against step. Without decay the training loss falls to about "
     "0.1 while the validation loss turns at step 20 and climbs to about 0.7. With decay both "
     "level off, the validation loss at about 0.4.")

# %% [markdown]
# <details style="margin-bottom: 1em"><summary>Check your guess</summary>
#
# The training loss ends higher, and the validation loss lower, near the best that it ever had: in the left picture the two curves part, in the right one they stay
# close. Of the new flowers, more are right; of the known ones, fewer.
#
# </details>
#
# What do the two networks look like in the plane of the two sepal measurements?

# %%
import numpy as np


def winners(net):
    """The class that a network names at each point of the grid: NumPy, for 40000 questions."""
    h = np.stack(np.meshgrid(*[(cm - mean) / d for cm, (mean, d) in zip(grid, rulers)]), axis=-1)
    for layer, bend in zip(net.layers, (np.tanh, np.tanh, np.array)):
        weights = np.array([[w.data for w in neuron.w] for neuron in layer.neurons])
        h = bend(h @ weights.T + np.array([neuron.b.data for neuron in layer.neurons]))
    return h.argmax(axis=-1)


grid = np.linspace(4.2, 8.0, 200), np.linspace(1.9, 4.5, 200)
maps = winners(net), winners(decayed)

# %%
figure, panels = new_figure(1, 2, figsize=(8.4, 3.8), sharey=True)
known, _, _ = split(2, train=10, validation=20)
for axes, named, title in zip(panels, maps, titles):
    axes.contourf(*grid, named, levels=(-1, 0.5, 1.5, 3), colors=("#dcebf7", "#fdeecb", "#d5f0e6"))
    axes.contour(*grid, named, levels=(0.5, 1.5), colors="black", linewidths=1, linestyles="-")
    for species, marker in enumerate("os^"):
        own = [flower for flower, label in zip(*known) if label == species]
        lengths, widths = [flower[0] for flower in own], [flower[1] for flower in own]
        axes.plot(lengths, widths, marker, fillstyle="none", linestyle="none", label=SPECIES[species])
    axes.set(title=title, xlabel="sepal length in cm", ylabel="sepal width in cm")
panels[1].legend(loc="upper right")
show(figure, "The plane of sepal length and width, coloured by the species that each network names "
     "there, with the 30 training flowers. Without decay a second piece of versicolor is cut out "
     "at the right edge for three flowers; with decay the borders are nearly straight.")

# %% [markdown]
# The marks are the 30 flowers, and each colour is the region of one species. On the left, three squares have a second region, and whatever is found there
# must be *versicolor*. On the right those three count as errors, and one more on the border, while the borders are calm. Among the three, a square lies under
# a triangle: same sepals, two species. No network can name both right, so 29 is the best possible.
#
# Which step is best, and how much decay is right, the validation part has to say. Both are choices.
#
# ## Mistakes people really make
#
# **The order of the file.** *Symptom:* in training nearly everything is right, in validation nothing. *Why:* a file often comes sorted, and the last part of it is one class.
# *How to see it:* count the labels in each part.

# %%
first, last = (flowers[:100], labels[:100]), (flowers[100:], labels[100:])
rulers = rulers_of(first[0])
first, last = [(standardised(xs, rulers), ys) for xs, ys in (first, last)]
net = MLP(4, [3], output="linear", rng=random.Random(0))
train(net, *first, rate=1.0)
report("in the order of the file", net, first, last)
print("labels in training:  ", [first[1].count(label) for label in range(3)])
print("labels in validation:", [last[1].count(label) for label in range(3)])

# %% [markdown]
# **Shares where logits belong.** *Symptom:* the loss sinks towards 0.55 (with three classes) and never below, although nearly all answers are right. *Why:* softmax was
# applied to shares; these lie between 0 and 1, so none can be far ahead. *How to see it:* ask for the loss of a perfect answer.

# %%
for what, first in (("logits 20, 0, 0", 20.0), ("shares 1, 0, 0 ", 1.0)):
    loss = cross_entropy([Value(first), Value(0.0), Value(0.0)], 0)
    print(f"{what}   loss {loss.data:.4f}")

# %% [markdown]
# **A label that names no class.** *Symptom:* nothing shows; a class is learned that nobody meant. *Why:* a table had −1 for "unknown", and a Python list counts −1 from its end. *How to
# see it:* check the labels where they come in. The course's own `cross_entropy` does.

# %%
from classroom import instruments

logits = [Value(z) for z in (0.5, -1.5, 2.5)]
for label in (2, -1):
    print(f"label {label:2} costs {cross_entropy(logits, label).data:.4f}")
for label in (-1, 3):
    try:
        instruments.cross_entropy(logits, label)
    except ValueError as error:
        print("ValueError:", error)

# %% [markdown]
# ## Checkpoint
#
# Choose, then open your answer.
#
# **1.** The shares are 0.7, 0.2 and 0.1, and the label is 1. What is the gradient of the logit of class 1?
#
# <details><summary>0.2</summary>
#
# That would push the logit of the true class down. From the share, take away what it should be.
#
# </details>
# <details><summary>−0.8</summary>
#
# Yes: the share 0.2 minus the target 1. A step against it raises the logit.
#
# </details>
# <details style="margin-bottom: 1em"><summary>−5</summary>
#
# That is the slope of −log p at p = 0.2. From the share to the logit there is one more piece of the chain, softmax.
#
# </details>
#
# **2.** Three classes, equally many of each, and the accuracy stays at 67 percent. What do you look at first?
#
# <details><summary>The confusion matrix</summary>
#
# Yes. It tells in one look whether the errors are spread out, or whether one class is never named.
#
# </details>
# <details><summary>A larger network</summary>
#
# In this lesson, 15 parameters were enough: with shifted inputs, or with a smaller rate and more steps, the same 15 did it.
#
# </details>
# <details style="margin-bottom: 1em"><summary>More steps</summary>
#
# Perhaps they help. You would not know what they have to help against.
#
# </details>
#
# **3.** The training loss falls, and the validation loss has been climbing for 50 steps. What now?
#
# <details><summary>Train on: the loss is still falling</summary>
#
# That one falls because the network learns its flowers by heart. What you want is falling no longer.
#
# </details>
# <details><summary>Take the step with the best test loss</summary>
#
# Then the test part has chosen, and no flowers are left that could tell you how good the choice was.
#
# </details>
# <details style="margin-bottom: 1em"><summary>Go back to the step with the best validation loss, or add decay</summary>
#
# Yes. Or find more flowers to learn from.
#
# </details>
#
# ## In this lesson you…
#
# - turned logits into shares, and shares into a loss whose gradient is share minus target
# - wrote that loss so that it does not overflow
# - dealt 150 flowers into three parts, and learned from one, chose with the second, and opened the third once
# - found a class that was never named behind an accuracy of 67 percent
# - saw a network learn by heart, and held it back
#
# **In practice.** The same things have these names elsewhere:
#
# | here | in PyTorch and scikit-learn |
# |---|---|
# | `mean_loss` | `torch.nn.functional.cross_entropy(logits, labels)`: logits, not shares |
# | `decay=0.01` | `torch.optim.SGD(..., weight_decay=0.02)`: it leaves out the 2 of the slope |
# | `split` | `sklearn.model_selection.train_test_split(..., stratify=labels)`, twice |
# | `rulers_of(training)`, `standardised` | `StandardScaler().fit(training)`, `.transform(...)` |
# | `confusion` | `sklearn.metrics.confusion_matrix(labels, answers)` |
#
# The flowers are scikit-learn's copy, which says that it follows [Fisher's paper](https://doi.org/10.1111/j.1469-1809.1936.tb02137.x); another well-known copy
# differs in two of them. It pays to know where numbers come from.
#
# **Go further.** A network that knows nothing and says so gives each class a third. What does that cost? Look up the training loss with which the network of section 6
# began. What does it tell you about the random start?
#
# <details><summary>Answer</summary>
#
# It costs log 3, a little over 1. The untrained network costs well over half as much again: it knows nothing, and is sure of it. Smaller random weights in the last
# layer bring its first loss down towards log 3.
#
# </details>
#
# ---
# Now make it yours: the [exercises of this lesson](exercises/08_three_classes.ipynb) tell you *what* is wrong when something is.
#
# You have met data that somebody measured, and most of the work was not the network: it was the loss, the ruler, the deal, and the question which errors count. Most larger
# networks that you will train have the same four.
