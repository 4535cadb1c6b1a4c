"""How 8.6 is tried: with steps that move each parameter by a known amount, and losses that are written down beforehand."""

import random

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from micrograd_core import MLP

takes = a_function("net", "step", "loss_of", "steps")

LOSSES = {  # the first one is that of the start
    "it gets better, worse, and better again": (2.0, 1.5, 1.1, 1.3, 0.9, 1.4, 1.2),
    "it gets worse eight times, and then better": (1.0, 0.8, 0.81, 0.83, 0.9, 0.95, 1.0, 1.1, 1.2, 1.3, 0.6),
    "it gets worse and worse": (0.7, 0.9, 1.1),
    "two are equally good": (1.0, 0.6, 0.8, 0.6, 0.7),
    "the last one is the best": (3.0, 2.0, 2.5, 1.5),
    "from a loss that is negative": (-0.5, -1.5, -1.0),
    "no step at all": (1.3,),
}


def probe(answer):
    for seed, (tried, losses) in enumerate(LOSSES.items()):
        shown = ", ".join(map(str, losses)).replace("-", "−")
        yield from observe(f"{tried}: losses {shown}", run, answer, seed, losses, says="")


def compared(taken, asked):
    extra = taken - asked
    if extra == 0:
        return "as many as asked"
    return f"{'one' if abs(extra) == 1 else 'several'} too {'many' if extra > 0 else 'few'}"


def run(answer, seed, losses):
    net = MLP(2, [2, 1], rng=random.Random(seed))
    given = net.parameters()
    start, moved = [p.data for p in given], fresh(0.37)
    trained = []

    def step(net):
        trained.append(net)
        for p in net.parameters():
            p.data += moved

    def place(p, first):
        return round((p.data - first) / moved)

    def loss_of(net):
        number = place(net.parameters()[0], start[0])
        return losses[number] if 0 <= number < len(losses) else 99.0

    back = answer(net, step, loss_of, len(losses) - 1)
    places = {place(p, first) for p, first in zip(net.parameters(), start)}
    return {
        "what comes back": back if isinstance(back, (int, float)) or back is None else f"a {type(back).__name__}",
        "steps taken": compared(len(trained), len(losses) - 1),
        "what was trained": "another network" if any(one is not net for one in trained) else "the network",
        "the network": f"as after step {places.pop()}" if len(places) == 1 else "as after no one step",
        "its gradients": "written into" if any(p.grad for p in net.parameters()) else "as they were",
        "its parameters": "the ones it had" if all(map(lambda a, b: a is b, given, net.parameters())) else "new ones",
    }
