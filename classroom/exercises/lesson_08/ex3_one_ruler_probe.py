"""How 8.3 is tried."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe

takes = a_function("train", "others")


def cases():
    """(what is tried, train, others). Every column has another mean and another deviation in each part."""
    a, b, c, d, e, f = fresh(5.1, 6.4, 5.6, 1.4, 4.5, 3.7)
    yield f"two flowers [{a}, {d}] and [{b}, {e}], two others", [[a, d], [b, e]], [[a, f], [c, d]]
    yield "four flowers and two others", [[a, d], [b, e], [c, f], [b, d]], [[c, d], [a + 3, e]]
    yield "a second number that is 0.5 in all of train", [[a, 0.5, d], [b, 0.5, e], [c, 0.5, f]], [[a, f, e]]
    # three times 0.1 have a mean of 0.10000000000000002, and a deviation that is not 0
    yield "a second number that is 0.1 in all of train", [[a, 0.1], [b, 0.1], [c, 0.1]], [[d, f]]
    yield "one flower of train", [[a, d, -b]], [[b, f, c], [c, e, d]]
    yield "no others", [[-a, d], [b, -e], [c, f]], []


def probe(answer):
    for tried, train, others in cases():
        yield from observe(tried, run, answer, train, others)
    yield from observe("an empty train", misfit, answer, says="")


def run(answer, train, others):
    kept = [[list(flower) for flower in part] for part in (train, others)]
    given = [[list(flower) for flower in part] for part in (train, others)]
    back = answer(*given)
    found = {}
    if not isinstance(back, (list, tuple)):
        return {"what comes back": None if back is None else f"a {type(back).__name__}"}
    if len(back) != 2:
        return {"what comes back": f"{len(back)} things"}
    found["what comes back"] = "2 things"
    for name, part, numbers in zip(("train", "others"), back, kept):
        found[name] = as_numbers(part, numbers)
    return found | {"the flowers that were given": "as they were" if given == kept else "changed"}


def as_numbers(part, numbers):
    """A part as tuples of numbers, or what is wrong with its form."""
    if not isinstance(part, (list, tuple)) or not all(isinstance(flower, (list, tuple)) for flower in part):
        return "not a list of flowers"
    if [len(flower) for flower in part] != [len(flower) for flower in numbers]:
        return f"{len(part)} rows of {sorted({len(flower) for flower in part})} numbers"
    return [tuple(map(without_noise, flower)) for flower in part]


def without_noise(number):
    """A 0 that only rounding has moved is told as 0."""
    return 0.0 if isinstance(number, float) and abs(number) < 1e-12 else number


def misfit(answer):
    try:
        back = answer([], [list(fresh(5.1, 1.4))])
    except ValueError:
        return {"what happens": "it raises a ValueError"}
    except (AttributeError, NameError, TypeError) as error:  # an accident, which its name helps to find
        return {"what happens": f"it raises another error, {type(error).__name__}"}
    except Exception:  # noqa: BLE001, whatever an answer raises
        return {"what happens": "it raises an error of another kind"}
    return {"what happens": "it returns None" if back is None else "it answers"}
