"""How 5.7 is tried: what a loop notes down, and how its network was trained."""

import math
from functools import cache
from itertools import pairwise
from numbers import Real

from classroom.checks.fresh import fresh, seed
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises import training_probe as training
from classroom.exercises.lesson_05.shared_probe import kind_of
from classroom.exercises.training_probe import Watched, all_right, examples

takes = a_function("net", "xs", "ys", "rate", "steps")
JUMPS = 6  # steps in which to see it jump
NEARLY_RIGHT = ", on a network that is nearly right"


def probe(answer):
    small, large = fresh(0.12, 0.27)
    net, jumping = where_it_jumps(seed())
    for start, steps, rate, note in (
        (5, 4, small, ""),
        (8, 4, small, ""),
        (8, 3, large, ""),
        (net, JUMPS, jumping, ", with which the loss jumps"),
        (5, 3, small, NEARLY_RIGHT),
    ):
        tried = f"{steps} steps with rate {rate}{note}"
        seen = list(observe(tried, after_loop, answer, start, steps, rate, note == NEARLY_RIGHT, says=""))
        yield from seen
        if not all_right(seen, right_loop(steps)):
            return


@cache
def where_it_jumps(seed):
    """(which network, a rate) with which the loss rises, to more than 1, after a step that is not the first."""
    for start in (5, 12, 4, *range(13, 60)):
        for rate in fresh(1.3, 1.0, 1.7, 0.8, 2.5):
            net, (xs, ys), losses = Watched(start), examples(), []
            for _ in range(JUMPS):
                net.zero_grad()
                training.loss_of(net, xs, ys).backward()
                for p in net.parameters():
                    p.data -= rate * p.grad
                losses.append(training.loss_of(net, xs, ys).data)
            rises = any(later > max(1.5, 1.01 * loss) for loss, later in pairwise(losses))
            if rises and net.updates == JUMPS:
                return start, rate
    raise ValueError(f"no loss jumps with the numbers of {seed}")


def right_loop(steps):
    return {
        "what comes back": "a list",
        "what is in it": "numbers",
        "how many": f"{steps} entries",
        "how the network was trained": f"{steps} steps as they should be",
        "what the list tells": "the loss after each step",
        "the inputs and targets": "as they were",
    }


def given_to(net, nearly_right):
    """The examples, or others like them that this network nearly knows."""
    xs, ys = examples()
    if nearly_right:
        net = training.network_at(net.states[0])
        ys = [net(x).data + 0.02 * y for x, y in zip(xs, ys)]
    return xs, ys


def after_loop(answer, start, steps, rate, nearly_right):
    net = Watched(start)
    xs, ys = given_to(net, nearly_right)
    losses = answer(net, xs, ys, rate, steps)
    if strange := training.of_another_class(net):
        return strange
    net.note()
    if moved := training.strange_kind(net.states[-1]):
        return {"what is in a parameter's `data`": moved}
    data = given_to(net, nearly_right)
    true = [training.loss_at(state, *data) for state in net.states]
    if not isinstance(losses, (list, tuple)):
        return {"what comes back": kind_of(losses, list)} | which_number(losses, true)
    strange = training.strange_kind(losses)
    trained = training.whole_way(net.states, rate, steps, *data)
    found = {
        "what comes back": "a list",
        "what is in it": strange.replace("a NoneType", "None") if strange else "numbers",
        "how many": "1 entry" if len(losses) == 1 else f"{len(losses)} entries",
        "how the network was trained": trained,
        "what the list tells": "no numbers" if strange else meaning(losses, true),
        "the inputs and targets": "as they were" if (xs, ys) == data else "changed",
    }
    return found if trained.endswith("should be") else found | net.brackets()


def which_number(found, true):
    """What a plain number is that came back in place of the list. true: the losses before, and after each step."""
    if not isinstance(found, Real):
        return {}
    known = {"the last loss": true[-1], "the losses added up": sum(true[1:])}
    return {"that is": next((words for words, loss in known.items() if math.isclose(found, loss)), "another number")}


def meaning(losses, true):
    """Which losses of a training a list holds, in words. true: the losses before, and after each step."""
    for words, expected in (
        ("the loss after each step", true[1:]),
        ("the loss before each step", true[:-1]),
        ("the loss before the first step, and after each", true),
        ("the loss before the first step, again and again", true[:1] * len(losses)),
        ("the last loss, again and again", true[-1:] * len(losses)),
        ("the loss after each step, the last one first", true[:0:-1]),
        ("the smallest loss so far, after each step", [min(true[1 : n + 1]) for n in range(1, len(true))]),
    ):
        if training.close(losses, expected):
            return words
    if len(losses) == len(true) - 1 and all(math.isclose(a, b, abs_tol=0.006) for a, b in zip(losses, true[1:])):
        return "nearly the loss after each step"
    return "something else"
