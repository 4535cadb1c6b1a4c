"""How 7.2 is tried: on points of which two are equal, with batches of several sizes."""

import random

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe

takes = a_function("points", "labels", "size", "rng")
XS = (
    0.3,
    -1.4,
    2.2,
    0.8,
    -0.6,
    0.3,
    1.7,
    -2.1,
    1.1,
    -0.9,
    2.6,
)  # the first and the sixth are one point with two labels
SEED = 1


def probe(answer):
    for count, size in ((10, 3), (8, 4), (11, 5), (8, 20)):
        tried = f"{count} points in batches of {size}"
        seen = list(observe(tried, one_round, answer, count, size, says=""))
        yield from seen
        if len(seen) < 6 or any(o.value not in RIGHT[o.node] for o in seen if o.node in RIGHT):
            return


RIGHT = {
    "what comes back": ("batches",),
    "who comes": ("every point once",),
    "within one batch": ("everybody once",),
    "labels": ("each with its point",),
    "order": ("shuffled",),
    "the next round": ("another order",),
    "a second rng with the same seed": ("the same batches",),
    "the lists that you were given": ("as they were",),
}


def examples(count):
    points = [[x, -x] for x in fresh(*XS[:count])]
    return points, [1 if number % 2 else -1 for number in range(count)]


def one_round(answer, count, size):
    points, labels = examples(count)
    rng = random.Random(SEED)
    made = [batch if isinstance(batch, str) else plainly(batch) for batch in answer(points, labels, size, rng)]
    if strange := next((batch for batch in made if isinstance(batch, str)), None):
        return {"what comes back": strange}
    lists = "empty" if not points else "as they were" if (points, labels) == examples(count) else "changed"
    points, labels = examples(count)
    found = {"what comes back": "batches", "how many points are in each": tuple(len(xs) for xs, _ in made)}
    if any(len(xs) != len(ys) for xs, ys in made):
        return found | {"labels": "not as many as points", "the lists that you were given": lists}
    drawn = [pair for batch in made for pair in zip(*batch)]
    all_pairs = list(zip(points, labels))
    again = [plainly(batch) for batch in answer(*examples(count), size, rng)]
    twin = [plainly(batch) for batch in answer(*examples(count), size, random.Random(SEED))]
    return found | {
        "who comes": who_comes([x for x, _ in drawn], points),
        "within one batch": "everybody once"
        if all(len(set(map(str, zip(*b)))) == len(b[0]) for b in made)
        else "a point twice",
        "labels": whose_labels(drawn, all_pairs),
        "order": order_of(made, all_pairs),
        "the next round": "the same order" if again == made else "another order",
        "a second rng with the same seed": "the same batches" if twin == made else "other batches",
        "the lists that you were given": lists,
    }


def plainly(batch):
    """A batch as its list of points and its list of labels, or what it is instead, in words."""
    if not isinstance(batch, (list, tuple)):
        return f"a {type(batch).__name__} where a batch should be"
    if batch and all(isinstance(part, list) and len(part) == 2 and isinstance(part[0], float) for part in batch):
        return "batches of points alone"
    if len(batch) != 2 or not all(isinstance(part, (list, tuple)) for part in batch):
        return "batches that are no pair of lists"
    xs, ys = batch
    if any(isinstance(y, (list, tuple)) for y in ys) or not all(isinstance(x, list) for x in xs):
        return "batches that are no pair of a list of points and a list of labels"
    return list(xs), list(ys)


def who_comes(drawn, points):
    missing = any(point not in drawn for point in points)
    repeated = any(drawn.count(point) > points.count(point) for point in drawn)
    if not missing and not repeated and len(drawn) == len(points):
        return "every point once"
    return (
        "some twice, and some not at all"
        if missing and repeated
        else "some are missing"
        if missing
        else "some more than once"
    )


def whose_labels(drawn, all_pairs):
    if all(pair in all_pairs for pair in drawn):
        return "each with its point"
    given = [label for _, label in all_pairs]
    return "in the order in which they were given" if [label for _, label in drawn] == given else "mixed up"


def order_of(made, all_pairs):
    """Whether the pairs stand as they were given; or near each other, as where whole batches are shuffled."""
    drawn = [pair for batch in made for pair in zip(*batch)]
    for words, known in (("as given", all_pairs), ("as given, from the end", all_pairs[::-1])):
        if drawn == known[: len(drawn)]:
            return words
    if len(made) < 2:
        return "shuffled"
    places = [sorted(all_pairs.index(pair) for pair in zip(*batch) if pair in all_pairs) for batch in made]
    neighbours = all(place and place[-1] - place[0] == len(place) - 1 for place in places)
    return "batches of neighbours" if neighbours else "shuffled"
