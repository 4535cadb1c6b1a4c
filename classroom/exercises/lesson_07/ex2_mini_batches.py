"""7.2: mini-batches in which every point comes once."""

import random

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_07 import ex2_mini_batches_probe as tried


def batches(points, labels, size, rng):
    ### BEGIN SOLUTION
    order = list(range(len(points)))
    rng.shuffle(order)
    made = []
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        made.append(([points[i] for i in chosen], [labels[i] for i in chosen]))
    return made
    ### END SOLUTION


own_rng = random.Random(3)

MISTAKES = """
drawn anew for each batch | chosen = order[start : start + size] → chosen = rng.sample(order, min(size, len(order) - start))
    every batch is drawn from all points, as in the lesson. So some come twice in a round and some stay away. Who has
    had a turn already?
drawn with repetition | chosen = order[start : start + size] → chosen = rng.choices(order, k=min(size, len(order) - start))
    within one batch the same point may come twice. What does `choices` do with what it has drawn?
the lesson's draw | =
    | made = []
    | for _ in range(len(points) // size):
    |     chosen = rng.sample(range(len(points)), size)
    |     made.append(([points[i] for i in chosen], [labels[i] for i in chosen]))
    | return made
    every batch is drawn from all points, as in the lesson, and what is left over after the last full batch has no place.
    Who has had a turn already?
the lesson's draw, once more | =
    | made = []
    | for _ in range(-(-len(points) // size)):
    |     chosen = rng.sample(range(len(points)), size)
    |     made.append(([points[i] for i in chosen], [labels[i] for i in chosen]))
    | return made
    every batch is drawn from all points, as in the lesson, and all are of the full size. Who has had a turn already, and how
    many are left for the last batch?
the last ones dropped | range(0, len(order), size) → range(0, len(order) - size + 1, size)
    the last batch is missing when it would be shorter than the others. Who is in it?
no shuffle | rng.shuffle(order) →
    the points come in the order in which they were given, and neighbours stay together. Where is the chance?
backwards | rng.shuffle(order) → order.reverse()
    the order is that of the given lists, from the end. Where is the chance?
points shuffled alone | labels[i] for i in chosen → labels[i] for i in range(start, min(start + size, len(labels)))
    points and labels no longer belong together. Which order do the labels follow?
two shuffles | =
    | xs, ys = list(points), list(labels)
    | rng.shuffle(xs)
    | rng.shuffle(ys)
    | return [(xs[i : i + size], ys[i : i + size]) for i in range(0, len(xs), size)]
    points and labels were shuffled one after the other, each in its own way. What keeps a point and its label together?
two shuffles of the given lists | =
    | rng.shuffle(points)
    | rng.shuffle(labels)
    | return [(points[i : i + size], labels[i : i + size]) for i in range(0, len(points), size)]
    points and labels were shuffled one after the other, each in its own way, and in the lists that you were given. What
    keeps a point and its label together?
a seed of its own | rng.shuffle(order) → random.Random(0).shuffle(order)
    every round has the same order: the generator is made anew, with the same seed, in each call. Which one were you
    given?
another chance | rng.shuffle(order) → own_rng.shuffle(order)
    `rng` is not used, so nobody can repeat your batches: with the same seed, others come. Which generator were you given?
given lists shuffled | =
    | pairs = list(zip(points, labels))
    | rng.shuffle(pairs)
    | points[:], labels[:] = [x for x, _ in pairs], [y for _, y in pairs]
    | return [(points[i : i + size], labels[i : i + size]) for i in range(0, len(points), size)]
    the batches are right, and the lists that you were given are in another order than before. Others may still use them.
given lists emptied | =
    | pairs = list(zip(points, labels))
    | rng.shuffle(pairs)
    | made = []
    | while pairs:
    |     made.append(([x for x, _ in pairs[:size]], [y for _, y in pairs[:size]]))
    |     del pairs[:size], points[:size], labels[:size]
    | return made
    the batches are right, and the lists that you were given are empty afterwards. What would the next round draw from?
batches shuffled | =
    | made = [(points[i : i + size], labels[i : i + size]) for i in range(0, len(points), size)]
    | rng.shuffle(made)
    | return made
    the batches come in random order, but within each the points are neighbours in the given lists. What should be
    shuffled: batches or points?
shuffled within | =
    | made = []
    | for start in range(0, len(points), size):
    |     chosen = list(range(start, min(start + size, len(points))))
    |     rng.shuffle(chosen)
    |     made.append(([points[i] for i in chosen], [labels[i] for i in chosen]))
    | return made
    each batch is shuffled within itself, and its points are neighbours in the given lists. When should the shuffle run?
pairs | ([points[i] for i in chosen], [labels[i] for i in chosen]) → [(points[i], labels[i]) for i in chosen]
    a batch holds pairs of a point and its label. The loss takes two lists: which ones?
points without labels | ([points[i] for i in chosen], [labels[i] for i in chosen]) → [points[i] for i in chosen]
    the labels are missing. How is the loss to know what is right?
places | ([points[i] for i in chosen], [labels[i] for i in chosen]) → (chosen, [labels[i] for i in chosen])
    the numbers of the points came, where the points themselves belong. What stands at these places?
the first batch only | return made → return made[:1]
    one batch came. How many does it take until every point has had its turn?
the last batch only | return made → return made[-1:]
    one batch came, the last. Does each round of your loop forget the ones before?
one batch of all | start + size → len(order)
    every batch goes on to the end of the list. Where should it stop?
an empty one | range(0, len(order), size) → range(0, len(order) + 1, size)
    where `size` goes into the number of points, an empty batch comes last. What would its loss be divided by?
one too many | start + size → start + size + 1
    neighbouring batches share a point. Does a slice contain its end?
one too few | start + size → start + size - 1
    between two batches a point is lost. Does a slice contain its end?
steps of one | len(order), size) → len(order))
    each batch begins one point after the one before. How far should it move on?
"""

PAIRS_IN_SLICES = """
=
| pairs = [*zip(points, labels)]
| rng.shuffle(pairs)
| parts = [pairs[i : i + size] for i in range(0, len(pairs), size)]
| return [([x for x, _ in part], [y for _, y in part]) for part in parts]
"""
ONE_AFTER_THE_OTHER = """
=
| left = rng.sample(range(len(points)), len(points))
| while left:
|     chosen, left = left[:size], left[size:]
|     yield [points[i] for i in chosen], tuple(labels[i] for i in chosen)
"""

EXERCISE = Exercise(
    number="7.2",
    title="Everybody once",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=batches,
    cell=cell_of(batches),
    accepted=rewritten(batches, globals(), PAIRS_IN_SLICES, ONE_AFTER_THE_OTHER),
    mistakes=mistakes_of(batches, MISTAKES, globals(), "7.2"),
    parts=((1, "^10 .*who comes$"),),
    otherwise="Print your batches for ten points in batches of three. Does everybody come once, and with the right label?",
    hints=(
        "Shuffle once, at the start of the round. What would you have to shuffle so that points and labels stay together?",
        (
            "Shuffle the places 0, 1, 2 … with `rng.shuffle`, and leave points and labels where they are. Then cut the list of "
            "places into pieces."
        ),
        (
            "Go through `range(0, how many, size)`. A slice from each start to start + size holds the places of one batch; the last "
            "one may be shorter by itself."
        ),
    ),
    shown="You have shown batches in which every point has its turn, and that can be repeated with the same seed.",
    follow_up="a class has 100 points of label 1 first and then 100 of label −1. What would the network learn from batches without a shuffle?",
    follow_up_answer="First that everything is 1, then that everything is −1: each batch holds one label only, and its gradient pulls "
    "all answers to one side.",
    reasoning="One list of places is shuffled, and points and labels follow it together. Slices of it hold every place once, and a "
    "slice that reaches beyond the end is shorter, so nobody is lost.",
)
