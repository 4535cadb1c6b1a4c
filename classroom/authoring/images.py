"""The pictures in images/: drawn by code, redrawn by `python -m classroom images`, and checked for being fresh.

Graphs and the network come from the course's own layout and are the same bytes everywhere. What matplotlib draws depends
on its version, so such a file says which version drew it and from which numbers; with another version, only the numbers
are compared.
"""

import hashlib
import random

from classroom.files import ROOT, write_whole
from classroom.instruments import B
from classroom.pictures import draw_dot, draw_network, watch_backward
from micrograd_core import MLP, Value

IMAGES = ROOT / "images"


def expression():
    """L = (a*b + c) * f, with its gradients."""
    a, b, c, f = (Value(x, label=name) for name, x in (("a", 2.0), ("b", -3.0), ("c", 10.0), ("f", -2.0)))
    e = a * b
    d = e + c
    L = d * f
    e.label, d.label, L.label = "e", "d", "L"
    L.backward()
    return draw_dot(L, renderer="builtin").svg()


def neuron(bend):
    """The neuron of lesson 02, and its parameters, with `bend` in the place of tanh."""
    x1, x2 = Value(2.0, label="x1"), Value(0.0, label="x2")
    w1, w2, b = Value(-3.0, label="w1"), Value(1.0, label="w2"), Value(B, label="b")
    n = x1 * w1 + x2 * w2 + b
    o = bend(n)
    n.label, o.label = "n", "o"
    return o, [w1, w2, b]


def with_gradients(o, parameters):
    o.backward()
    return draw_dot(o, parameters=parameters, renderer="builtin").svg()


def single_neuron():
    return with_gradients(*neuron(Value.tanh))


def backward_pass():
    """The film of the neuron's backward pass; it plays by itself."""
    o, parameters = neuron(Value.tanh)
    return watch_backward(o, parameters=parameters, seconds_per_frame=3.0).svg()


def decomposed_tanh():
    def bend(n):
        e = (2 * n).exp()
        e.label = "e"
        return (e - 1) / (e + 1)

    return with_gradients(*neuron(bend))


def mlp():
    return draw_network(MLP(3, [4, 4, 1], rng=random.Random(1))).svg


def training_losses(steps=20, rate=0.1):
    """The losses of lesson 05's training loop, the one before each update."""
    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    ys = [1.0, -1.0, -1.0, 1.0]
    net = MLP(3, [4, 4, 1], rng=random.Random(1))
    losses = []
    for _ in range(steps):
        loss = sum((net(x) - y) ** 2 for x, y in zip(xs, ys))
        net.zero_grad()
        loss.backward()
        for p in net.parameters():
            p.data -= rate * p.grad
        losses.append(loss.data)
    return losses


def training_curve():
    import matplotlib

    from classroom.pictures.figures import new_figure, show

    losses = training_losses()
    figure, axes = new_figure()
    axes.plot(losses, marker="o")
    axes.set(xlabel="step", ylabel="loss", title="Twenty steps", ylim=(0, None), xticks=range(0, 20, 2))
    svg = show(figure, "the training curve").svg
    numbers = " ".join(f"{loss:.6f}" for loss in losses)
    return f"{svg.rstrip()}\n<!-- matplotlib {matplotlib.__version__}, data {fingerprint(numbers)} -->\n"


def fingerprint(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


PICTURES = {
    "expression.svg": expression,
    "single_neuron.svg": single_neuron,
    "backward_pass.svg": backward_pass,
    "decomposed_tanh.svg": decomposed_tanh,
    "mlp.svg": mlp,
    "training_curve.svg": training_curve,
}


def draw():
    """Redraw every picture; all are drawn before the first is written."""
    for name, svg in {name: picture() for name, picture in PICTURES.items()}.items():
        write_whole(IMAGES / name, svg)
        print(f"{name}: drawn")
    return True


def is_fresh(name):
    """Whether images/`name` is what its code draws today."""
    path = IMAGES / name
    if not path.exists():
        return False
    stored, fresh = path.read_text(encoding="utf-8"), PICTURES[name]()
    stored_mark, fresh_mark = (text.rpartition("<!-- matplotlib ")[2].split(", data ") for text in (stored, fresh))
    if len(stored_mark) == len(fresh_mark) == 2 and stored_mark[0] != fresh_mark[0]:
        return stored_mark[1] == fresh_mark[1]
    return stored == fresh


def check():
    """Print what is stale, missing or has no code; True if nothing is."""
    strangers = [path.name for path in sorted(IMAGES.glob("*")) if path.name not in PICTURES]
    stale = [name for name in PICTURES if not is_fresh(name)]
    for name in PICTURES:
        print(f"{name}: {'STALE, run python -m classroom images' if name in stale else 'fresh'}")
    for name in strangers:
        print(f"{name}: no code draws it")
    return not stale and not strangers
