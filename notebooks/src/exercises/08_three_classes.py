# %% [markdown]
# # 08 · Three classes: exercises
#
# *66 minutes · goes with: [lesson 08](../08_three_classes.ipynb) · you leave with: a loss for yes and no, one ruler for all flowers, a table
# that accuracy cannot hide behind, and a training that stops at its best*

# %%
# SET-UP

# %% [markdown]
# Each exercise is a card, a cell with one blank, and a check. Fill in the blank, run the cell, run the check. If you are stuck, call
# `hint("8.1")`, and call it again for more; `solution("8.1")` shows ours, with its reasoning.

# %%
import random

from classroom.checks import check, hint, solution
from classroom.instruments import cross_entropy, mean_loss
from micrograd_core import MLP, Value

# %% [markdown]
# ## 8.1 · Who pulls at which logit?
#
# difficulty ★☆☆ · core · 8 minutes · 2 points
#
# A network with three outputs looks at two flowers. The first has the shares 0.2, 0.5, 0.3, and its label is 2. The second has the shares
# 0.6, 0.3, 0.1, and its label is 0.
#
# **Goal.** Predict the gradient of the first flower's cross-entropy at each of its logits, `z0`, `z1` and `z2`, and the gradient `b2` of the mean of
# both cross-entropies at the bias that is added to logit 2.
#
# **Rule.** On paper. Section 2 of the lesson has the rule that you need.
#
# **Expected.** A dict of four numbers. The first three add up to 0.

# %%
# ANSWER 8.1

# %%
check("8.1", pulls)

# %% [markdown]
# ## 8.2 · Yes or no
#
# difficulty ★★☆ · core · 10 minutes · 3 points
#
# Is this flower a setosa? Where there are two answers, one logit is enough: let that of "no", class 0, be 0, and that of "yes", class 1, be `n`. Then the
# share of class 1 is `n.sigmoid()`.

# %%
for label in (1, 0):
    n = Value(0.8)
    loss = cross_entropy([Value(0.0), n], label)
    loss.backward()
    print(f"n = {n.data}, label {label}: loss {loss.data:.4f}, gradient {n.grad:.4f}")
print(f"share of class 1: {n.sigmoid().data:.4f}")

# %% [markdown]
# **Goal.** Write this loss as a function of the one logit `n` and the label, without `cross_entropy`.
#
# **Rule.** `n` is a Value that may be as far from 0 as 1000 or −1000; it stays as it is. Hand back one Value, from which gradients reach `n`. If the label
# is neither 0 nor 1, raise a `ValueError`.
#
# **Expected.** The numbers above; and for n = −900 with label 1, a loss of 900.

# %%
# ANSWER 8.2

# %%
check("8.2", yes_no_loss)

# %% [markdown]
# ## 8.3 · Debug: two rulers
#
# difficulty ★★☆ · core · 11 minutes · 3 points
#
# Somebody standardises the flowers. The flower [5.5, 1.8] is in both parts, and comes out differently in each.

# %%
def broken(train, others):
    done = []
    for part in (train, others):
        columns = []
        for column in zip(*part):
            mean = sum(column) / len(column)
            square = sum((x - mean) ** 2 for x in column) / len(column)
            deviation = square**0.5
            columns.append([(x - mean) / deviation for x in column])
        done.append([list(flower) for flower in zip(*columns)])
    return done


train, others = [[5.5, 1.8], [4.7, 0.3], [6.0, 1.5]], [[5.5, 1.8], [6.9, 2.3]]
for part in broken(train, others):
    print(*[f"[{first:.2f}, {second:.2f}]" for first, second in part])

# %% [markdown]
# **Goal.** Write it so that both parts are measured with the ruler of `train`, and nothing that is in `others` has a say in it.
#
# **Rule.** `train` and `others` are lists of flowers, and a flower is a list of numbers. Hand back both parts in new lists, in the same order. Where all
# flowers of `train` have the same number in a column, subtract it and divide by nothing. `others` may be empty; if `train` is, raise a `ValueError`.
#
# **Expected.** With the flowers above, [5.5, 1.8] becomes [0.19, 0.93] in both parts.

# %%
# ANSWER 8.3

# %%
check("8.3", standardised)

# %% [markdown]
# ## 8.4 · Who is taken for whom?
#
# difficulty ★★☆ · core · 8 minutes · 3 points
#
# **Goal.** Make the table whose row `i` tells how many flowers of class `i` were taken for class 0, 1 and so on.
#
# **Rule.** `labels` says what each flower is and `answers` what the network says, both as whole numbers from 0 to `classes - 1`. Hand back a list of
# `classes` rows. If the lists differ in length, or hold a number that is no class, raise a `ValueError`.
#
# **Expected.** `confusion([0, 1, 1], [0, 0, 1], 2)` is `[[1, 0], [1, 1]]`.

# %%
# ANSWER 8.4

# %%
check("8.4", confusion)

# %% [markdown]
# ## 8.5 · Ninety-nine percent
#
# difficulty ★★☆ · core · 10 minutes · 3 points
#
# Two networks tell edible mushrooms from poisonous ones. A basket holds 990 edible ones and 10 poisonous ones. Network A says "edible" to
# every one of them. Network B says "poisonous" to 8 of the 10 poisonous ones, and to 42 edible ones as well.
#
# **Goal.** Say how good each network is, in five shares from 0 to 1, and `why` you would have one of them and not the other in your kitchen.
#
# **Rule.** `accuracy_a` and `accuracy_b`: the share of all answers that are right. `found_a` and `found_b`: of the poisonous mushrooms, the share that is
# called so. `believe_b`: of those that B calls poisonous, the share that is. `why`: one or two sentences, at least 12 words, which a person will read. Say
# what accuracy counts, and which error matters.
#
# **Expected.** A dict of five numbers, as fractions or to four digits, and a text. The check sees your numbers; it cannot judge your reasons.

# %%
# ANSWER 8.5

# %%
check("8.5", mushrooms)

# %% [markdown]
# ## 8.6 · Stop at the best
#
# difficulty ★★★ · extra · 11 minutes · 4 points
#
# The validation loss falls, and then it rises. By the time it does, the best network is gone, unless somebody has kept it.

# %%
def step(net):
    loss = mean_loss(net, [[1.5], [-0.5], [-1.0]], [0, 1, 1])
    net.zero_grad()
    loss.backward()
    for p in net.parameters():
        p.data -= 0.5 * p.grad


def loss_of(net):
    return mean_loss(net, [[1.0], [0.5], [-0.3]], [0, 1, 0]).data


net = MLP(1, [2], output="linear", rng=random.Random(2))
print(f"start: {loss_of(net):.4f}")
for number in range(1, 7):
    step(net)
    print(f"after step {number}: {loss_of(net):.4f}")

# %% [markdown]
# **Goal.** Train for `steps` steps, and leave the network as it was when `loss_of(net)` was smallest.
#
# **Rule.** `step(net)` does one training step; call it `steps` times, also when the loss rises in between. `loss_of(net)` gives a plain number. The start
# counts as step 0, and of equal losses the earliest wins. Keep the network's own Values and change their numbers. Hand back the number of the best
# step.
#
# **Expected.** The number of the smallest loss above, with 6 steps from the same start; and afterwards `loss_of(net)` is that loss again.

# %%
# ANSWER 8.6

# %%
check("8.6", keep_best)

# %% [markdown]
# ## 8.7 · Explore: how sure may it be?
#
# difficulty ★★☆ · extra · 8 minutes · 2 points
#
# A network has learned by heart. Here are its logits for six flowers that were held back. It names four of them right and two wrong, and it is very sure of nearly
# all. Dividing all logits by one number, the *temperature*, changes no answer.

# %%
logits = [[6.0, 1.0, -4.0], [5.5, 2.5, -3.0], [-1.5, 4.5, 1.0],
          [-3.0, 3.5, 6.5], [-5.0, 5.0, 3.5], [-6.0, 0.5, 5.0]]
labels = [0, 0, 1, 1, 2, 2]


def loss_at(temperature):
    total = 0
    for row, label in zip(logits, labels):
        total += cross_entropy([Value(z / temperature) for z in row], label).data
    return total / len(labels)


answers = [row.index(max(row)) for row in logits]
print("labels", labels, "answers", answers)
print(f"loss at temperature 1: {loss_at(1.0):.4f}")

# %% [markdown]
# **Goal.** Find the temperature at which the loss of these six flowers is smallest.
#
# **Rule.** By experiment, in whichever way you like; within 3 percent.
#
# **Expected.** A number, at which the loss is below 0.5685.

# %%
# ANSWER 8.7

# %%
check("8.7", temperature)
