"""How 8.4 is tried: on tables that are not symmetric, and on lists that do not fit."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe

takes = a_function("labels", "answers", "classes")

THREE = [0, 2, 1, 1, 2, 0, 2, 2, 1, 2], [0, 1, 1, 2, 2, 0, 1, 2, 0, 1], 3
FITTING = {
    "10 flowers of 3 classes": THREE,
    "7 flowers of 4 classes, of which the last is not among them": ([0, 1, 1, 2, 2, 2, 0], [1, 1, 0, 2, 0, 0, 1], 4),
    "6 flowers of 2 classes": ([1, 1, 1, 0, 0, 1], [0, 1, 0, 0, 1, 0], 2),
    "no flowers, 2 classes": ([], [], 2),
    "the 10 flowers of 3 classes once more": THREE,
}
MISFITTING = {
    "3 labels and 2 answers": ([0, 1, 1], [0, 1], 2),
    "2 labels and 3 answers": ([0, 1], [0, 1, 1], 2),
    "a label 3 of 3 classes": ([0, 3, 1], [0, 1, 1], 3),
    "an answer 3 of 3 classes": ([0, 2, 1], [0, 3, 1], 3),
    "an answer 7 of 3 classes": ([0, 2, 1], [0, 7, 1], 3),
    "a label −1": ([0, -1, 1], [0, 1, 1], 3),
    "an answer −1": ([0, 2, 1], [0, -1, 1], 3),
}


def probe(answer):
    turn = round(fresh(70.0))  # in grading the answers come in another order, so that other tables come out
    for tried, (labels, answers, classes) in FITTING.items():
        answers = answers[turn % 10 :] + answers[: turn % 10]
        told = f"{tried}: labels {labels}, answers {answers}" if len(labels) in (6, 7) else tried
        yield from observe(told, run, answer, labels, answers, classes)
    for tried, given in MISFITTING.items():
        yield from observe(tried, misfit, answer, *map(list, given[:2]), given[2], says="")


def run(answer, labels, answers, classes):
    given = list(labels), list(answers)
    table = answer(*given, classes)
    if not isinstance(table, (list, tuple)):
        return {"what comes back": None if table is None else kind(table)}
    if not all(isinstance(row, (list, tuple)) for row in table):
        return {"what comes back": "a list, but not of rows"}
    same = given == (labels, answers)
    return {"the table": table, "the lists that were given": "as they were" if same else "changed"}


def misfit(answer, labels, answers, classes):
    try:
        table = answer(labels, answers, classes)
    except ValueError:
        return {"what happens": "it raises a ValueError"}
    except IndexError:
        return {"what happens": "it raises an IndexError"}
    except (AttributeError, NameError, TypeError) as error:  # an accident, which its name helps to find
        return {"what happens": f"it raises another error, {type(error).__name__}"}
    except Exception:  # noqa: BLE001, whatever an answer raises
        return {"what happens": "it raises an error of another kind"}
    if table is ValueError or isinstance(table, ValueError):
        return {"what happens": "it returns a ValueError"}
    return {"what happens": "it returns None" if table is None else "it answers"}


def kind(thing):
    return f"the class {thing.__name__}" if isinstance(thing, type) else f"a {type(thing).__name__}"
