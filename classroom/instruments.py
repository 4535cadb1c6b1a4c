"""What lessons build or use again: nudge, which finds slopes by experiment, the ledger, losses, and a progress bar.

The ledger holds the gradients of one neuron, found in five ways, one column more in each lesson. The neuron is
o = tanh(x1*w1 + x2*w2 + b) at the inputs below. Columns from earlier lessons are computed afresh, never stored.
"""

import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from numbers import Integral
from typing import Any

from micrograd_core import Value


def nudge(f: Callable[..., float], *inputs: float, h: float = 1e-5) -> list[float]:
    """How steeply f(*inputs) changes with each input: one slope per input, by central differences.

    f: takes as many numbers as there are inputs and returns a number. h: the size of the nudge, in the inputs' own units.
    The error is about h**2 (truncation) plus 1e-16 / h (cancellation), relative to the numbers involved.
    """
    slopes = []
    for i in range(len(inputs)):
        up, down = list(inputs), list(inputs)
        up[i] += h
        down[i] -= h
        slopes.append((f(*up) - f(*down)) / (2 * h))
    return slopes


X1, X2, W1, W2 = 2.0, 0.0, -3.0, 1.0
B = 6.8813735870195432  # makes n = atanh(sqrt(1/2)), so that the slope of tanh there is 1/2
ROWS = ("o", "n", "b", "x1", "w1", "x2", "w2")


def neuron(x1: float, x2: float, w1: float, w2: float, b: float) -> float:
    return math.tanh(x1 * w1 + x2 * w2 + b)


def by_hand() -> dict[str, float]:
    slope = 1 - neuron(X1, X2, W1, W2, B) ** 2
    return {"o": 1.0, "n": slope, "b": slope, "x1": W1 * slope, "w1": X1 * slope, "x2": W2 * slope, "w2": X2 * slope}


def by_nudging() -> dict[str, float]:
    inputs = dict(zip(("x1", "x2", "w1", "w2", "b"), nudge(neuron, X1, X2, W1, W2, B)))
    (of_n,) = nudge(math.tanh, X1 * W1 + X2 * W2 + B)
    (of_o,) = nudge(lambda o: o, neuron(X1, X2, W1, W2, B))
    return {"o": of_o, "n": of_n, **inputs}


def _graph() -> tuple[dict[str, Value], tuple[Value, ...]]:
    """The neuron as Values: its nodes by name, and the order in which it was built."""
    x1, x2, w1, w2, b = (Value(number) for number in (X1, X2, W1, W2, B))
    left, right = x1 * w1, x2 * w2
    both = left + right
    n = both + b
    o = n.tanh()
    named = {"o": o, "n": n, "b": b, "x1": x1, "w1": w1, "x2": x2, "w2": w2}
    return named, (left, right, both, n, o)


def node_by_node() -> dict[str, float]:
    named, built = _graph()
    named["o"].grad = 1.0
    for node in reversed(built):
        node._backward()
    return {name: node.grad for name, node in named.items()}


def by_backward() -> dict[str, float]:
    named, _ = _graph()
    named["o"].backward()
    return {name: node.grad for name, node in named.items()}


WAYS = {"by hand": by_hand, "by nudging": by_nudging, "node by node": node_by_node, "backward()": by_backward}
COLUMNS = (*WAYS, "tanh taken apart")


def ledger(way: str, gradients: Mapping[str, float]) -> None:
    """Print the ledger up to the column `way` (one of COLUMNS), which holds your `gradients`.

    gradients: a dict with a number for each of ROWS. The columns before it are computed here. KeyError names what is missing.
    """
    if way not in COLUMNS:
        raise KeyError(f"the ledger has no column {way!r}; its columns are {', '.join(COLUMNS)}")
    if missing := [row for row in ROWS if row not in gradients]:
        raise KeyError(f"no gradient for {', '.join(missing)}")
    earlier = COLUMNS[: COLUMNS.index(way)]
    columns = {name: WAYS[name]() for name in earlier} | {way: gradients}
    print("gradient of" + "".join(f"{name:>18}" for name in columns))
    for row in ROWS:
        print(f"{row:>11}" + "".join(f"{column[row] + 0.0:18.4f}" for column in columns.values()))
    if earlier:
        print(_verdict(columns))


def _verdict(columns: Mapping[str, Mapping[str, float]]) -> str:
    spread = {row: max(c[row] for c in columns.values()) - min(c[row] for c in columns.values()) for row in ROWS}
    differ = [row for row in ROWS if spread[row] > 1e-9]
    return f"The columns differ at {', '.join(differ)}." if differ else "All columns agree to nine decimal places."


def cross_entropy(logits: Sequence[Value], label: int) -> Value:
    """What a network's logits, one per class, cost when the true class is `label`: -log of the share that softmax gives it.

    label: from 0 to len(logits) - 1. It does not overflow, because no exp in it is above 1. ValueError for fewer than two
    logits, and for a label that is none.
    """
    count = 1 if isinstance(logits, Value) else len(logits)
    if count < 2:
        raise ValueError(f"a choice needs at least 2 classes, but the number of logits is {count}")
    if not isinstance(label, Integral) or not 0 <= label < count:
        raise ValueError(f"with {count} logits a label is a whole number from 0 to {count - 1}, not {label!r}")
    largest = max(z.data for z in logits)
    return sum((z - largest).exp() for z in logits).log() + largest - logits[label]


def mean_loss(net: Callable[..., Sequence[Value]], xs: Sequence, labels: Sequence[int]) -> Value:
    """The mean cross-entropy of a network's answers to the inputs xs. ValueError where an input or a label has no partner,
    and where there are none."""
    if len(xs) != len(labels):
        raise ValueError(f"every input needs a label: xs has {len(xs)}, labels has {len(labels)}")
    if not len(xs):
        raise ValueError("there is no mean of nothing: xs is empty")
    return sum((cross_entropy(net(x), label) for x, label in zip(xs, labels)), Value(0.0)) / len(xs)


def progress(rounds: Iterable[Any], doing: str = "") -> Iterable[Any]:
    """The same rounds, with a bar below the cell that shows how far a loop has come, if it takes more than three seconds.

    rounds: what a `for` loop takes. doing: a word in front of the bar. When the loop ends the bar is gone, and nothing of it
    is stored. It needs tqdm, and somebody who watches: where either is missing, the rounds come without a bar.
    """
    if not isinstance(rounds, Iterable):
        raise TypeError(
            f"progress takes what a for loop takes, such as range(100), not {type(rounds).__name__} {rounds!r}"
        )
    if not _is_watched():
        return rounds
    try:
        from tqdm import tqdm
    except ImportError:
        return rounds
    return tqdm(rounds, desc=doing or None, delay=3, leave=False, ncols=80, ascii=False, file=_Line())


def _is_watched() -> bool:
    """Whether a person runs the cell: then it may ask questions with input(). A program that runs a notebook forbids that."""
    get_ipython: Callable[[], Any] = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)
    try:
        return bool(get_ipython().kernel.get_parent()["content"]["allow_stdin"])
    except (AttributeError, KeyError, TypeError):  # no notebook, or a kernel that does not say
        return False


class _Line:
    """A file for one line of text below a cell, which is always the latest one. HTML, so that no test compares it."""

    def __init__(self) -> None:
        self.shown: Any = None

    def write(self, text: str) -> None:
        from IPython.display import display

        text = text.strip()
        line = {"text/html": f'<pre style="margin: 0">{escape(text)}</pre>' if text else "\n"}
        if self.shown:
            self.shown.update(line, raw=True)
        elif text:
            self.shown = display(line, raw=True, display_id=True)

    def flush(self) -> None:
        pass
