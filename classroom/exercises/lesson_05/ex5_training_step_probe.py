"""How 5.5 is tried: step by step, on networks that note what is done to them."""

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises import training_probe as training
from classroom.exercises.training_probe import RIGHT, Watched, all_right, examples, way
from micrograd_core import Value

RIGHT_STEP = {
    "what is in a parameter's `data`": "a number",
    "updates in one call": "1",
    "how the parameters moved": RIGHT,
    "what a parameter is made from": "nothing",
    "the inputs": "as they were",
    "the targets": "as they were",
}

takes = a_function("net", "xs", "ys", "rate")


def probe(answer):
    rate, larger = fresh(0.13, 0.35)
    one = f"a step with rate {rate}"
    values = examples(Value, 7)
    cases = (  # what is tried, on the network of which seed, rate, steps, examples, gradients that were left there
        (f"a first step with rate {rate}", 3, rate, 1, examples(), 0.0),
        (f"steps with rate {larger}", 8, larger, 3, examples(), 0.0),
        (f"{one} on a network that still holds old gradients", 3, rate, 1, examples(), fresh(0.7)),
        (f"{one} on seven examples, three with the same inputs, all of them Values", 3, rate, 1, values, 0.0),
    )
    for tried, seed, rate, steps, given, left in cases:
        net = Watched(seed)
        for p in net.parameters():
            p.grad = left
        earlier = [[left] * len(net.parameters())] if left else []
        for number in range(1, steps + 1):
            title = tried if steps == 1 else f"{steps} {tried}, of which this is number {number}"
            seen = list(observe(title, after_step, answer, net, *given, rate, earlier, says=""))
            yield from seen
            if not all_right(seen, RIGHT_STEP):
                return
            earlier.append(training.gradients_at(net.states[0], *examples(count=len(given[0]))))


def after_step(answer, net, xs, ys, rate, earlier):
    """What one call of a step did. net.states then begins where the call began."""
    net.states, true = [training.state_of(net)], examples(count=len(xs))
    answer(net, xs, ys, rate)
    if strange := training.of_another_class(net):
        return strange
    net.note()
    before, after = net.states[0], net.states[-1]
    if strange := training.strange_kind(after):
        return {"what is in a parameter's `data`": strange}
    if training.is_nudging(net.states):
        return {"what is in a parameter's `data`": "a number", "where the slopes come from": "nudging each parameter"}
    cleared = not all(map(any, net.states))
    moved = "all of them to 0 on the way" if cleared else way(before, after, rate, *true, earlier)
    updates, one_each = net.updates - cleared, (0, 1, len(xs), len(after))
    found = {
        "what is in a parameter's `data`": "a number",
        "updates in one call": str(updates) if updates in one_each else "more than one",
        "how the parameters moved": moved,
    }
    if moved != RIGHT:
        found |= net.brackets()
    if not net.updates:
        found["and their gradients"] = gradients_in_words(net, *true)
        answer(net, xs, ys, rate)
        net.note()
        found["after one more call"] = "they have moved" if net.updates else "they are still where they were"
    return found | {
        "what a parameter is made from": "an older parameter" if any(p._prev for p in net.parameters()) else "nothing",
        "the inputs": "as they were" if numbers_in(xs) == true[0] else "changed",
        "the targets": "as they were" if ys == true[1] else "changed",
    }


def numbers_in(xs):
    return [[float(getattr(each, "data", each)) for each in x] for x in xs]


def gradients_in_words(net, xs, ys):
    """Whether the gradients that were left are those of the loss, where the update did not use them."""
    left = [p.grad for p in net.parameters()]
    if not any(left):
        return "all 0"
    right = training.gradients_at(training.state_of(net), xs, ys)
    return "those of the loss" if training.close(left, right) else "other than those of the loss"
