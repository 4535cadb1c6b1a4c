"""How 2.1 is tried."""

import math
from numbers import Real

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe

takes = a_function("x", "ws", "bs")
FORTY = "forty neurons"


def probe(chain_gradient):
    """Chains of one to forty neurons: signs, a weight of 0, equal weights, a growing gradient, a saturated neuron."""

    def run(x, ws, bs):
        given = list(ws), list(bs)
        return {"the gradient": chain_gradient(x, *given), "your lists afterwards": unchanged(given, (ws, bs))}

    for x, ws, bs in (
        (0.5, [1.2], [-0.3]),
        (0.5, [-0.7], [0.4]),
        (0.5, [1.2, 0.8], [-0.3, 0.6]),
        (-1.3, [0.9, -1.4, 0.9], [0.7, 0.2, -0.4]),
        (0.4, [2.5, 0.9, 3.1], [-1.1, -0.2, 0.3]),
        (0.1, [2.6, 2.9, 2.4], [-0.2, -0.1, 0.2]),
        (0.6, [0.8, 0.0, 1.7], [0.3, 0.5, -0.2]),
        (0.9, [40.0, 0.7], [2.0, 0.1]),
        (0.5, [1.2], [-0.3]),
    ):
        x, ws, bs = fresh(x), [fresh(w) for w in ws], [fresh(b) for b in bs]
        yield from observe(f"chain_gradient({x}, {ws}, {bs})".replace("-", "−"), run, x, ws, bs, rtol=1e-4)
    yield from observe(FORTY, through_forty, chain_gradient, says="")


def unchanged(given, before):
    return "as they were" if given == before else "changed"


def through_forty(chain_gradient):
    """The gradient is too small to be compared as it is, so what is seen is its share of the right one."""
    x, w, b = fresh(0.3, 1.1, 0.2)
    found = chain_gradient(x, [w] * 40, [b] * 40)
    if not isinstance(found, Real):
        return {"the gradient": found}
    right = 1.0
    for _ in range(40):
        x = math.tanh(w * x + b)
        right *= w * (1 - x * x)
    share = found / right
    return {"the gradient": share if abs(share) < 1e6 else math.copysign(1e6, share)}
