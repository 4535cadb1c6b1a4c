"""How 5.6 is tried: on networks that count their steps, and on examples that none can learn."""

from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises import training_probe as training
from classroom.exercises.training_probe import XS, YS, Enough, Watched, all_right

SEEDS = (9, 106, 12, 6, 259)  # the first arrives early, the second last: most trainings that fail do so with these two
MOST = 100
FIRST, OTHERS = "the loss of the first one in the end", "the loss of the others in the end"
BELOW, ABOVE = "below 0.01", "not below 0.01"
COPIED = "below 0.01, but not reached step by step from where it began"
RIGHT_TRAINING = {
    "how many steps it takes": f"{MOST} at most",
    "the inputs": "as they were",
    "the targets": "as they were",
    FIRST: BELOW,
    OTHERS: BELOW,
}

takes = a_function("net", "xs", "ys")
steps = 300_000


def built_on(train):
    """The student's own step, where train uses it."""
    used = "step" in getattr(getattr(train, "__code__", None), "co_names", ())
    step = getattr(train, "__globals__", {}).get("step")
    return {"5.5": step} if used and callable(step) else {}


def probe(answer):
    seen = list(observe(f"{len(SEEDS)} networks, one after the other", all_trained, answer, says=""))
    yield from seen
    if all_right(seen, RIGHT_TRAINING):
        impossible = "two examples that contradict each other, which no network can learn"
        yield from observe(impossible, one_trained, answer, says="")


def notebook_examples():
    return [list(x) for x in XS[:4]], list(YS[:4])


def all_trained(answer):
    """What training networks from several starts comes to, up to the first that does not arrive."""
    ends = []
    for seed in SEEDS:
        net, (xs, ys) = Watched(seed, MOST), notebook_examples()
        found = end_of_training(answer, net, xs, ys) | {
            "the inputs": "as they were" if xs == notebook_examples()[0] else "changed",
            "the targets": "as they were" if ys == notebook_examples()[1] else "changed",
        }
        if any(RIGHT_TRAINING.get(node) != value for node, value in found.items()):
            return found
        found |= {FIRST: arrival(net, ends)} if not ends else {FIRST: BELOW, OTHERS: arrival(net, ends)}
        if ABOVE in found.values():
            found["what is seen of the first that is not"] = trouble(net.states)
            return found | net.brackets()
        if COPIED in found.values():
            return found | {FIRST: COPIED}
        ends.append(net.states[-1])
    return found


def arrival(net, ends):
    """Whether a network has reached the target, in words; ends: where others have arrived."""
    if training.loss_at(net.states[-1], *notebook_examples()) >= 0.01:
        return ABOVE
    again = any(training.close(net.states[-1], end) for end in ends)
    return COPIED if again or net.updates < 3 else BELOW


def one_trained(answer):
    xs, ys = [[0.7, -1.3], [0.7, -1.3]], [0.8, -0.6]
    return end_of_training(answer, Watched(SEEDS[0], MOST), xs, ys)


def end_of_training(answer, net, xs, ys):
    try:
        answer(net, xs, ys)
        if strange := training.of_another_class(net):
            return strange
        net.note()
    except Enough:
        return {"how many steps it takes": f"more than {MOST}"}
    strange = training.strange_kind(net.states[-1])
    return {"what is in a parameter's `data`": strange} if strange else {"how many steps it takes": f"{MOST} at most"}


def trouble(states):
    """What is wrong with a training that does not arrive, from its first steps, in words."""
    if len(states) == 1:
        return "its parameters never move"
    if len(states) == 2:
        return "all that it does counts as one step"
    before, after, then = states[:3]
    first, second = (training.gradients_at(state, *notebook_examples()) for state in (before, after))
    rate = training.rate_of(training.step_between(before, after), first)
    if rate is None:
        return by_one_example(before, after)
    if rate < 0:
        return "it walks uphill"
    if training.close(training.step_between(after, then), training.times(-rate, training.plus(first, second))):
        return "its second step uses the gradients of the first one again"
    if training.close(training.step_between(after, then), training.times(-rate, first)):
        return "its second step uses the gradients of the first one and no others"
    if training.close(training.step_between(after, then), training.times(-2 * rate, first)):
        return "its second step uses the gradients of the first one twice"
    if rate < 0.08:
        return "its steps are small"
    if rate > 0.35:
        return "its steps are large"
    return "its steps are few" if len(states) <= 60 else "its first steps are all right"


def by_one_example(before, after):
    """Whether a step follows one example alone, in words."""
    step = training.step_between(before, after)
    for number, example in enumerate(zip(*notebook_examples())):
        if training.rate_of(step, training.gradients_at(before, *([each] for each in example))):
            return f"its first step looks at example {number} alone"
    return "its first step does not follow the gradients of the loss"
