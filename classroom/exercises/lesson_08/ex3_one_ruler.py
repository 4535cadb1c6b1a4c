"""8.3: standardising with one ruler."""

import functools
import operator
import statistics  # noqa: F401, an accepted answer uses it

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_08 import ex3_one_ruler_probe as tried


def standardised(train, others):
    ### BEGIN SOLUTION
    if not train:
        raise ValueError("there are no training flowers to measure")
    rulers = []
    for column in zip(*train):
        mean = sum(column) / len(column)
        deviation = (sum((x - mean) ** 2 for x in column) / len(column)) ** 0.5
        rulers.append((mean, deviation if max(column) > min(column) else 1.0))
    return [
        [[(x - mean) / deviation for x, (mean, deviation) in zip(flower, rulers)] for flower in part]
        for part in (train, others)
    ]
    ### END SOLUTION


def broken(train, others):
    done = []
    for part in (train, others):
        columns = []
        for column in zip(*part):
            mean = sum(column) / len(column)
            deviation = (sum((x - mean) ** 2 for x in column) / len(column)) ** 0.5
            columns.append([(x - mean) / deviation for x in column])
        done.append([list(flower) for flower in zip(*columns)])
    return done


def each_by_its_own(train, others):
    if not train:
        raise ValueError("no flowers")
    return [standardised(part, [])[0] if part else [] for part in (train, others)]


def by_all_flowers(train, others):
    if not train:
        raise ValueError("no flowers")
    done = standardised(train + others, [])[0]
    return [done[: len(train)], done[len(train) :]]


def by_the_others(train, others):
    if not train:
        raise ValueError("no flowers")
    return standardised(others, train)[::-1] if others else standardised(train, others)


def own_mean(train, others):
    """Each part's own mean, and the deviation of the training part."""
    ours, theirs = standardised(train, others)
    means = [sum(column) / len(column) for column in zip(*theirs)]
    return [ours, [[x - mean for x, mean in zip(flower, means)] for flower in theirs]]


def one_ruler_for_all_columns(train, others):
    if not train:
        raise ValueError("no flowers")
    numbers = [[x] for flower in train for x in flower]
    flat = [[standardised(numbers, [[x]])[1][0][0] for x in flower] for flower in train + others]
    return [flat[: len(train)], flat[len(train) :]]


def flower_by_flower(train, others):
    if not train:
        raise ValueError("no flowers")
    return [[[x[0] for x in standardised([[x] for x in flower], [])[0]] for flower in part] for part in (train, others)]


def in_place(train, others):
    for part, done in zip((train, others), standardised(train, others)):
        part[:] = done
    return [train, others]


def constant_wiped(train, others):
    constant = [max(column) == min(column) for column in zip(*train)]
    done = standardised(train, others)
    return [[[0.0 if c else x for x, c in zip(flower, constant)] for flower in part] for part in done]


def constant_left_out(train, others):
    constant = [max(column) == min(column) for column in zip(*train)]
    done = standardised(train, others)
    return [[[x for x, c in zip(flower, constant) if not c] for flower in part] for part in done]


def others_untouched(train, others):
    return [standardised(train, [])[0], others]


def train_untouched(train, others):
    return [train, standardised(train, others)[1]]


def columns_for_flowers(train, others):
    return [[list(column) for column in zip(*part)] for part in standardised(train, others)]


def one_list(train, others):
    return functools.reduce(operator.iadd, standardised(train, others), [])


MISTAKES = """
as it was | : broken
    this is the broken version still. Which two sets of means does it compute?
a ruler for each part | : each_by_its_own
    each part is measured by its own mean, so the same flower gets other numbers in each. Which part may lend its mean to both?
all flowers measured | : by_all_flowers
    the mean is that of all flowers, so the training knows something of those that it should not have seen. Whose mean may it use?
the others measured | : by_the_others
    the ruler comes from `others`: the part that training must not see decides.
the others by their own mean | : own_mean
    the deviations are those of `train`, and the mean of `others` is their own. Both belong to one ruler.
a constant divides by 0 | deviation if max(column) > min(column) else 1.0 → deviation
    where all training flowers have the same number, the deviation is 0. What does the card want there?
asks whether the deviation is 0 | deviation if max(column) > min(column) else 1.0 → deviation or 1.0
    0.1 three times have a deviation that is not quite 0 as a float, and dividing by it makes much of nothing. How else can you see that all
    numbers are the same?
a constant becomes 0 everywhere | : constant_wiped
    a column that is constant in `train` need not be so in `others`, and there it was wiped out. What does the card want?
a constant left out | : constant_left_out
    a flower has fewer numbers than before: a constant column was left out. What does the card want?
a little added to the deviation | deviation if max(column) > min(column) else 1.0 → deviation + 1e-6
    a small number is added to the deviation, so that nothing is divided by 0. Look at what becomes of `others` in a constant column.
not rooted | / len(column)) ** 0.5 → / len(column))
    this is the variance, the mean of the squares. In which unit is it?
mean not subtracted | [[(x - mean) / → [[x /
    the numbers were divided and not shifted. Where is the middle of each column now?
only shifted | (x - mean) / deviation for → x - mean for
    the numbers were shifted and not divided. Which measurement is still larger than the others?
divided first | (x - mean) / deviation for → x / deviation - mean for
    the mean was subtracted after the division, and it was measured before. Are brackets missing?
multiplied | (x - mean) / deviation for → (x - mean) * deviation for
    the columns that vary much now vary more. Which way round brings them all to 1?
deviation from 0 | sum((x - mean) ** 2 for x in column) → sum(x ** 2 for x in column)
    this deviation is measured from 0, not from the mean.
not divided by the count | sum((x - mean) ** 2 for x in column) / len(column) → sum((x - mean) ** 2 for x in column)
    the squares were added up, and the deviation grows with the number of flowers. A mean is a sum divided by what?
divided by one less | / len(column)) ** → / max(1, len(column) - 1)) **
    the squares were divided by one less than the count. Some do it so; the given code does not.
mean distance | (sum((x - mean) ** 2 for x in column) / len(column)) ** 0.5 → sum(abs(x - mean) for x in column) / len(column)
    this is the mean of the distances. The given code has squares and a root.
from 0 to 1 | mean = sum(column) / len(column) → mean = min(column) | (sum((x - mean) ** 2 for x in column) / len(column)) ** 0.5 → max(column) - min(column)
    this brings the training numbers between 0 and 1. That is another ruler than the one in the given code.
the others untouched | : others_untouched
    only the training flowers were measured. In what unit does the network see the others?
train untouched | : train_untouched
    the training flowers are as they were given, and only the others were measured. The network learns from the first ones.
one ruler for all columns | : one_ruler_for_all_columns
    all measurements went into one mean. Is a length of 5 cm large for a petal, and is it for a sepal?
flower by flower | : flower_by_flower
    each flower was measured by its own numbers, so large and small ones look alike. Over what does a mean of the given code go?
columns for flowers | : columns_for_flowers
    rows and columns have changed places. A flower's numbers belong together.
changes what it was given | : in_place
    the flowers that you were given have other numbers now. Whoever calls again with them measures something else.
one list | : one_list
    all flowers came back in one list. The caller wants to tell the parts from each other.
no error for nothing | raise ValueError("there are no training flowers to measure") → return [[], []]
    without training flowers there is no ruler, and you answer all the same. What does the card ask for?
another error | ValueError → ZeroDivisionError
    it refuses an empty `train`, but with another error than the card asks for.
"""

WITH_STATISTICS = """
=
| if len(train) == 0:
|     raise ValueError
| columns = list(zip(*train))
| means = [statistics.fmean(column) for column in columns]
| deviations = [statistics.pstdev(column) or 1 for column in columns]
| def measured(part):
|     return tuple(tuple((x - m) / d for x, m, d in zip(flower, means, deviations)) for flower in part)
| return measured(train), measured(others)
"""
BY_THE_SQUARES = """
=
| if train == []:
|     raise ValueError("nothing to learn from")
| done = [[list(flower) for flower in part] for part in (train, others)]
| for place in range(len(train[0])):
|     numbers = [flower[place] for flower in train]
|     mean = sum(numbers) / len(numbers)
|     square = sum(x * x for x in numbers) / len(numbers) - mean * mean
|     spread = square ** 0.5 if square > 1e-9 else 1
|     for part in done:
|         for flower in part:
|             flower[place] = (flower[place] - mean) / spread
| return done
"""

EXERCISE = Exercise(
    number="8.3",
    title="Debug: two rulers",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=standardised,
    cell=cell_of(standardised),
    accepted=rewritten(standardised, globals(), WITH_STATISTICS, BY_THE_SQUARES),
    mistakes=mistakes_of(standardised, MISTAKES, globals(), "8.3"),
    otherwise="Take one column of this case alone. Work out its mean and deviation on paper, and then the first flower of each part.",
    parts=((1, r"^two flowers.*: (train|others)$"),),
    hints=(
        "Print the means that the broken code computes. How many are there for one column, and which flowers are in each?",
        "The ruler is a mean and a deviation for each column. Make it from `train`, keep it, and then use it on both parts.",
        (
            "A loop over `zip(*train)` collects the rulers. Behind it, each number of each flower is (x − mean) / deviation, with 1 where "
            "all numbers of the column are the same."
        ),
    ),
    equivalent=(("deviation = (sum(((mean - x) ** 2 for x in column)) / len(column)) ** 0.5", "a square has no sign"),),
    shown="You have shown that both parts are measured with one ruler, and that the ruler has not seen the others.",
    follow_up="a new flower comes in tomorrow, alone. What do you need to have kept so that the network can look at it?",
    follow_up_answer="The means and deviations of the training flowers. They belong to the network as its weights do, and are saved with it.",
    reasoning="Mean and deviation are part of what is learned, so they come from the training flowers alone; with two rulers, the same "
    "flower would be two different questions. Where a column is constant there is no deviation to divide by, and a shift is enough.",
)
