"""How 5.7 is tried: what a loop notes down, and how its network was trained."""

import math
from numbers import Real

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises import training_probe as training
from classroom.exercises.lesson_05.shared_probe import kind_of
from classroom.exercises.training_probe import Watched, all_right, examples

takes = a_function("net", "xs", "ys", "rate", "steps")


def probe(answer):
    small, large = fresh(0.12, 0.27)
    for seed, steps, rate in ((5, 4, small), (8, 3, large)):
        tried = f"{steps} steps with rate {rate}"
        seen = list(observe(tried, after_loop, answer, seed, steps, rate, says=""))
        yield from seen
        if not all_right(seen, right_loop(steps)):
            return


def right_loop(steps):
    return {
        "what comes back": "a list",
        "what is in it": "numbers",
        "how many": f"{steps} entries",
        "how the network was trained": f"{steps} steps as they should be",
        "what the list tells": "the loss after each step",
        "the inputs and targets": "as they were",
    }


def after_loop(answer, seed, steps, rate):
    net, (xs, ys) = Watched(seed), examples()
    losses = answer(net, xs, ys, rate, steps)
    net.note()
    if not isinstance(losses, (list, tuple)):
        return {"what comes back": kind_of(losses, list)} | which_number(losses, net.states)
    strange = training.strange_kind(losses)
    if moved := training.strange_kind(net.states[-1]):
        return {"what comes back": "a list", "what is in a parameter's `data`": moved}
    return {
        "what comes back": "a list",
        "what is in it": strange.replace("a NoneType", "None") if strange else "numbers",
        "how many": "1 entry" if len(losses) == 1 else f"{len(losses)} entries",
        "how the network was trained": training.whole_way(net.states, rate, steps, *examples()),
        "what the list tells": "no numbers" if strange else meaning(losses, net.states),
        "the inputs and targets": "as they were" if (xs, ys) == examples() else "changed",
    }


def which_number(found, states):
    """What a plain number is that came back in place of the list."""
    true = [training.loss_at(state, *examples()) for state in states]
    if not isinstance(found, Real):
        return {}
    known = {"the last loss": true[-1], "the losses added up": sum(true[1:])}
    return {"that is": next((words for words, loss in known.items() if math.isclose(found, loss)), "another number")}


def meaning(losses, states):
    """Which losses of a training a list holds, in words."""
    true = [training.loss_at(state, *examples()) for state in states]
    for words, expected in (
        ("the loss after each step", true[1:]),
        ("the loss before each step", true[:-1]),
        ("the loss before the first step, and after each", true),
        ("the loss before the first step, again and again", true[:1] * len(losses)),
        ("the last loss, again and again", true[-1:] * len(losses)),
    ):
        if training.close(losses, expected):
            return words
    if len(losses) == len(true) - 1 and all(math.isclose(a, b, abs_tol=0.006) for a, b in zip(losses, true[1:])):
        return "nearly the loss after each step"
    return "something else"
