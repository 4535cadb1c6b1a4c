# %% [markdown]
# # 06 · Bug clinic: exercises
#
# *60 minutes · goes with: [lesson 06](../06_bug_clinic.ipynb) · you leave with: a checker of your own, four diagnoses, and a set of expressions
# that no bug of the ward gets past*

# %%
# SET-UP

# %% [markdown]
# Each exercise is a card, a cell with one blank, and a check. Fill in the blank, run the cell, run the check. If you are stuck, call
# `hint("6.1")`, and call it again for more; `solution("6.1")` shows ours, with its reasoning.
#
# The engines come from the ward of the lesson. `Course` is the `Value` of `micrograd_core`: the one to compare with.

# %%
from classroom.checks import check, hint, solution
from classroom.instruments import nudge
from classroom.ward import BUGS, agree, engine, found_by, patient
from micrograd_core import Value as Course

Value = engine()  # the healthy one

# %% [markdown]
# ## 6.1 · A checker for any expression
#
# difficulty ★★☆ · core · 10 minutes · 4 points
#
# **Goal.** Write a function that says whether the engine `Value` computes `f` rightly: its value and the gradient of every input.
#
# **Rule.** `f` takes as many Values as there are numbers in the list `inputs`. What is right, `Course` says, and nudging it. A difference of up
# to 1e-5 is allowed; where the right number is above 1 or below −1, up to 1e-5 of its size. Return True or False.
#
# **Expected.** For `f = lambda x, y: x - y` and inputs 0.7 and −1.3 it says True for `engine()` and False for `engine("sub: plus")`.

# %%
# ANSWER 6.1

# %%
check("6.1", fits)

# %% [markdown]
# ## 6.2 · Four patients
#
# difficulty ★★☆ · core · 11 minutes · 4 points
#
# Four engines of the ward lie in four beds, one for each of the four operations. These are the suspects:

# %%
for bug in BUGS:
    if bug.startswith(("mul", "tanh", "exp", "pow")):
        print(bug)

# %% [markdown]
# Each patient computes twelve expressions, at x = 0.7 and y = −1.3. What it gets wrong is printed, and nothing else.

# %%
rows = [f"{each}{more}" for each in ("x * y", "x.tanh()", "x.exp()", "x ** 3")
        for more in ("", " * 3", " + x")]
for letter, bed in zip("ABCD", (22, 1, 7, 18)):
    print(f"\npatient {letter}")
    for text in rows:
        f = eval(f"lambda x, y: {text}")
        found = found_by(patient(bed), f, (0.7, -1.3))
        right = found_by(Course, f, (0.7, -1.3))
        for name, one, other in zip(("value", "x.grad", "y.grad"), found, right):
            if not agree([one], [other]):
                print(f"   {text:12} {name} {one:7.4f}, should be {other:7.4f}")

# %% [markdown]
# **Goal.** Name the bug of each patient.
#
# **Rule.** The table is enough; have a calculator at hand. A diagnosis is one of the names above, in quotation marks.
#
# **Expected.** A dict with a name for each of A, B, C and D; no two of them are the same.

# %%
# ANSWER 6.2

# %%
check("6.2", diagnosis)

# %% [markdown]
# ## 6.3 · Debug: a power that trains
#
# difficulty ★★☆ · core · 7 minutes · 3 points
#
# Lesson 05's network trains with this power, from each of five starts. It has three faults.

# %%
def broken(self, k):
    out = Value(self.data**k, (self,), f"**{k}")

    def _backward():
        self.grad = (k - 1) * self.data ** (k - 1)

    out._backward = _backward
    return out

# %% [markdown]
# **Goal.** Write the power so that its value and its gradients are right in every expression.
#
# **Rule.** `self` is a Value of the healthy engine, `k` a plain number, which may be negative or a fraction. Return a new Value, with a rule, and
# leave `self.data` alone.
#
# **Expected.** For `y = x**3 * x` at x = 0.7, `y` is 0.2401 and the gradient of `x` is 1.372.

# %%
# ANSWER 6.3

# %%
check("6.3", power)

# %% [markdown]
# ## 6.4 · The smallest symptom
#
# difficulty ★★★ · core · 10 minutes · 5 points
#
# Each of these four calls for an expression that shows it:
#
# - `shows_forgetting`: the bug `tanh: forgets what arrives`
# - `shows_setting`: the bug `pow: = for +=`
# - `tells_twins`: `pow: without the factor k` and `pow: k - 1 as the factor`, which train to the same loss. Here three engines, these two and the healthy
#   one, should find three different gradients
# - `shows_stopping`: the bug `backward: stops after one level`, an engine that runs the rules of the result and of its inputs, and no others
#
# **Goal.** Write the four expressions of `x` and `y`, each with as few steps as possible.
#
# **Rule.** `+`, `*`, `**`, `.tanh()` and `.exp()` are one step each. As in lesson 04, the engine makes the others of these: `-x` is one step, `x - y` and
# `x / y` are two. Plain numbers are free. Not both of `x` and `y` have to occur.
#
# **Expected.** Four functions, each of which returns the result of its expression. The check tries them near x = 0.7 and y = −1.3.

# %%
# ANSWER 6.4

# %%
check("6.4", (shows_forgetting, shows_setting, tells_twins, shows_stopping))

# %% [markdown]
# ## 6.5 · Explore: the whole ward
#
# difficulty ★★★ · core · 13 minutes · 5 points
#
# **Goal.** Write a list of expressions that together expose all 34 bugs of the ward, with at most 12 operations in the whole list.
#
# **Rule.** Each entry is a function of `x` and `y` that returns the result of its expression; there may be as many entries as you like. Here `+`, `-`, `*`, `/`, `**`,
# `.tanh()`, `.exp()` and a minus in front count as one operation each, and a node that is used twice counts once. The lesson's two expressions have 14.
#
# **Expected.** Nobody is hidden, near x = 0.7 and y = −1.3. The fewest operations that we know of are nine. To see who is still hidden, run the next cell as often as you like.

# %%
from classroom.pictures import draw_scoreboard
from classroom.ward import caught_by

tries = [lambda x, y: x.tanh() * x, lambda x, y: 1 / x]
found = {f"number {place}": caught_by(f) for place, f in enumerate(tries, 1)}
draw_scoreboard(found, BUGS)

# %%
# ANSWER 6.5

# %%
check("6.5", expressions)

# %% [markdown]
# ## 6.6 · Explain: what a curve can tell
#
# difficulty ★☆☆ · extra · 9 minutes · 3 points
#
# - **A.** Of two engines that train the same network from the same start, the one that ends lower has the better gradients.
# - **B.** An engine with a bug may train exactly as the healthy one does, to the last digit.
# - **C.** If a network trains from every one of five starts, all gradients of its engine are right.
# - **D.** An engine that computes a minus as a plus can bring the loss close to 0.
# - **E.** An engine that passes a gradient check on ten expressions has no bug.
# - **F.** All gradients of an engine may fit its values, and its values still be wrong.
#
# **Goal.** Judge the six claims, and say in one or two sentences why an engine with wrong gradients can bring the loss down all the same.
#
# **Rule.** For each claim True or False. `why` is a text of at least 12 words, 9 of them different, with a bug of the ward as an example. The check
# looks at the claims, and whether `why` speaks of weights, biases, gradients, slopes, steps, directions or speed; a person judges what it says of them.
#
# **Expected.** A dict with six judgements and a text.

# %%
# ANSWER 6.6

# %%
check("6.6", judged)
