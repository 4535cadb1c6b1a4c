"""The engine beside PyPI's micrograd 0.1.0, PyTorch scalars and an engine of two tuples: a Markdown table of ratios.

    python tests/benchmarks/benchmark.py             about three minutes
    python tests/benchmarks/benchmark.py --lessons   also how long each lesson takes to run

The first two peers come with `pip install -e ".[peers]"`; two_tuples.py stands beside this file. "off" is the ratio with Python's cyclic
garbage collector switched off, whose share of the time moves with the machine and with what else is in memory. Every measurement is a process of its own, because the garbage of one
engine would slow the next one down, and the engines take turns, because a machine's speed drifts. A ratio is taken within
a round; the table shows the median of the rounds and, in brackets, the lowest and the highest. Seconds are CPU seconds of
a single thread, which what else the machine does disturbs least. All engines run the same code on the same weights, and
must arrive at the same loss. Hidden layers are relu: micrograd has no tanh.
"""

import argparse
import gc
import importlib.metadata
import json
import math
import os
import platform
import random
import subprocess
import sys
import tracemalloc
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parents[2]
PEERS = {
    "micrograd": "`micrograd`",
    "torch": "PyTorch scalars",
    "two_tuples": "two tuples",
}  # module: what the table calls it

# What is measured. Each of these runs alone in a process, and returns what the table is made of.


class PlainMLP:
    """A network for an engine that brings none: one scalar of the engine for each weight and bias."""

    def __init__(self, engine, nin, nouts):
        self.cleared = None if engine == "torch" else 0.0
        sizes = zip([nin, *nouts], nouts)
        self.layers = [[[scalar(engine, 0.0) for _ in range(m + 1)] for _ in range(n)] for m, n in sizes]

    def __call__(self, x):
        for layer in self.layers:
            x = [sum((w * xi for w, xi in zip(ws, x)), b) for *ws, b in layer]
            if layer is not self.layers[-1]:
                x = [n.relu() for n in x]
        return x[0]

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron]

    def zero_grad(self):
        for p in self.parameters():
            p.grad = self.cleared


def scalar(engine, number):
    """A leaf of the given engine."""
    if engine == "torch":
        import torch

        torch.set_num_threads(1)
        return torch.tensor(number, dtype=torch.float64, requires_grad=True)
    if engine == "micrograd":
        from micrograd.engine import Value
    elif engine == "two_tuples":
        from two_tuples import Value
    else:
        from micrograd_core import Value
    return Value(number)


def network(engine, nin, nouts):
    """A relu network with linear output, with the same weights on every engine."""
    if engine in ("torch", "two_tuples"):
        net = PlainMLP(engine, nin, nouts)
    elif engine == "micrograd":
        from micrograd.nn import MLP

        net = MLP(nin, nouts)
    else:
        from micrograd_core import MLP

        net = MLP(nin, nouts, activation="relu", output="linear")
    rng = random.Random(0)
    for p in net.parameters():
        p.data = 0 * p.data + rng.uniform(-1, 1)  # a float or a tensor, as it was
    return net


def moons(rng, count=50):
    """Points of two interleaved half circles, and their labels, -1 and 1."""
    points, labels = [], []
    for i in range(count):
        angle, upper = rng.uniform(0, math.pi), i % 2 == 0
        x, y = (math.cos(angle), math.sin(angle)) if upper else (1 - math.cos(angle), 0.5 - math.sin(angle))
        points.append([x + rng.gauss(0, 0.1), y + rng.gauss(0, 0.1)])
        labels.append(-1 if upper else 1)
    return points, labels


def moons_step(net, points, labels):
    """Forward and backward once. Returns the total loss, max-margin + L2."""
    scores = [net(point) for point in points]
    margin = sum((1 + -y * score).relu() for y, score in zip(labels, scores)) * (1 / len(labels))
    total = margin + 1e-4 * sum(p * p for p in net.parameters())
    net.zero_grad()
    total.backward()
    return total


def time_moons(engine, steps=10):
    net, (points, labels) = network(engine, 2, [16, 16, 1]), moons(random.Random(0))
    moons_step(net, points, labels)  # warm up
    start = process_time()
    for _ in range(steps):
        loss = moons_step(net, points, labels).data  # keeps the number and lets the graph go
    return {"seconds": (process_time() - start) / steps, "loss": float(loss)}


def time_loop(engine, runs=20):
    """Twenty steps of training on four examples."""
    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    ys = [1.0, -1.0, -1.0, 1.0]
    for run in range(runs + 1):
        if run == 1:  # the first one was to warm up
            start = process_time()
        net = network(engine, 3, [4, 4, 1])
        for _ in range(20):
            loss = sum((net(x) - y) ** 2 for x, y in zip(xs, ys))
            net.zero_grad()
            loss.backward()
            for p in net.parameters():
                p.data -= 0.01 * p.grad
    return {"seconds": (process_time() - start) / runs, "loss": float(loss.data)}


def time_chain(engine, length):
    """Build a chain of operations, go backward through it, free it. Seconds for each node."""
    x, length = scalar(engine, 1.0), int(length)
    start = process_time()
    y = x
    for _ in range(length):
        y = y + 1.0
    y.backward()
    del y
    seconds = process_time() - start
    assert x.grad == 1
    return {"seconds": seconds / length}


def memory(engine):
    """Bytes for each node of the moons graph, after backward."""
    net, (points, labels) = network(engine, 2, [16, 16, 1]), moons(random.Random(0))
    gc.collect()
    tracemalloc.start()
    total = moons_step(net, points, labels)
    gc.collect()  # what the graph holds, without what waits to be thrown away
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    seen, path = set(net.parameters()), [total]
    while path:
        node = path.pop()
        if node not in seen:
            seen.add(node)
            path.extend(node.inputs if engine == "two_tuples" else node._prev)
    return {"bytes": held / (len(seen) - len(net.parameters()))}


WORK = {f.__name__: f for f in (time_moons, time_loop, time_chain, memory)}

# How it is measured.


def python(*arguments):
    """A fresh interpreter that finds the engine, and what it printed."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = os.environ | {"PYTHONPATH": path}
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)


def measure(work, engine, *arguments, collect=True):
    """Run one measurement in a fresh process: what it returned, or {"error": what stopped it}.

    collect: whether Python's cyclic garbage collector is on, as it is everywhere.
    """
    options = [] if collect else ["--no-collector"]
    done = python(__file__, *options, "--work", work, engine, *map(str, arguments))
    if done.returncode == 0:
        return json.loads(done.stdout)
    if engine == "micrograd_core":
        sys.exit(done.stderr)
    last_line = done.stderr.strip().rpartition("\n")[2]
    return {"error": last_line.split(":")[0] or f"crash, exit code {done.returncode}"}


def rounds_of(count, work, engines, *arguments, collect=True):
    """Measure the engines in turn, `count` times. Returns {engine: its results}."""
    results = {engine: [] for engine in engines}
    for _ in range(count):
        for engine in engines:
            results[engine].append(measure(work, engine, *arguments, collect=collect))
    losses = {engine: results[engine][0]["loss"] for engine in engines if "loss" in results[engine][0]}
    if not all(math.isclose(loss, losses[engines[0]], rel_tol=1e-9) for loss in losses.values()):
        sys.exit(f"{work}: the engines should arrive at the same loss, but came to {losses}")
    return results


def ratios(above, below, key="seconds"):
    """Ratios of two series of results, pair by pair; or the text of the error that spoilt one."""
    errors = {result["error"] for result in (*above, *below) if "error" in result}
    return ", ".join(errors) if errors else [a[key] / b[key] for a, b in zip(above, below)]


def spread(numbers, unit="×", digits=1):
    if isinstance(numbers, str):
        return numbers
    low, middle, high = (f"{x:.{digits}f}" for x in (min(numbers), median(numbers), max(numbers)))
    return f"{middle} {unit} ({low}–{high})"


def at_least(found, goal):
    return not isinstance(found, str) and median(found) >= goal


def at_most(found, goal):
    return not isinstance(found, str) and median(found) <= goal


def verdict(*met):
    return "met" if all(met) else "**not met**"


def milliseconds(results):
    return spread([1000 * result["seconds"] for result in results], "ms")


def bytes_per_node(results):
    return f"{results[0]['bytes']:.0f} bytes"


def row(*cells):
    print(f"| {' | '.join(cells)} |", flush=True)


# The table.


def against_peers(title, work, rounds, peers, goals, cell):
    """A row in which a peer's cell says how many times it needs what this engine needs.

    goals: {peer: least ratio}. cell: what to print for this engine, from its results.
    """
    results = rounds_of(rounds, work, ["micrograd_core", *peers])
    key = "bytes" if work == "memory" else "seconds"
    found = {peer: ratios(results[peer], results["micrograd_core"], key) for peer in peers}
    without = {}
    if work != "memory":
        off = rounds_of(rounds, work, ["micrograd_core", *peers], collect=False)
        without = {peer: f"; off {spread(ratios(off[peer], off['micrograd_core']), digits=2)}" for peer in peers}
    met = [at_least(found[peer], goal) for peer, goal in goals.items() if peer in found]
    goal = ", ".join(f"≥ {goal} × {PEERS[peer]}" for peer, goal in goals.items())
    cells = [spread(found[peer], digits=2) + without.get(peer, "") if peer in found else "–" for peer in PEERS]
    row(title, cell(results["micrograd_core"]), *cells, goal, verdict(*met) if met else "–")


def chain_row(rounds, peers):
    """The chain of a million nodes: its time for each node against that of a chain of a tenth."""
    found = {}
    for engine in ("micrograd_core", *peers):
        results = [[measure("time_chain", engine, length) for length in (10**6, 10**5)] for _ in range(rounds)]
        found[engine] = ratios(*zip(*results))
    cells = [spread(found[engine], digits=2) if engine in found else "–" for engine in ("micrograd_core", *PEERS)]
    met = verdict(at_most(found["micrograd_core"], 1.5))
    row("chain of 10⁶ operations: time per node against 10⁵", *cells, "≤ 1.5 ×", met)


def import_row(rounds):
    """The import in a bare interpreter, where random and math have still to be loaded as well."""
    script = "from time import perf_counter as t; s = t(); import micrograd_core; print(t() - s)"
    times = [1000 * float(python("-c", script).stdout) for _ in range(rounds)]
    row("`import micrograd_core`", spread(times, "ms"), "–", "–", "–", "≤ 50 ms", verdict(at_most(times, 50)))


def picture_row(rounds):
    """A first picture in a bare interpreter: the imports, the graph, its SVG."""
    script = (
        "from time import perf_counter as t; s = t(); from classroom.pictures import draw_dot; from micrograd_core import Value;"
        "a = Value(2.0, 'a'); svg = draw_dot((a * -3.0 + 10.0).tanh()).svg(); print(t() - s)"
    )
    times = [1000 * float(python("-c", script).stdout) for _ in range(rounds)]
    row(
        "a first picture, from import to SVG",
        spread(times, "ms"),
        "–",
        "–",
        "–",
        "≤ 1 s",
        verdict(at_most(times, 1000)),
    )


def lesson_rows():
    """How long each lesson takes in a fresh kernel, start of the kernel included."""
    try:
        import nbclient
        import nbformat
    except ImportError as missing:
        print(f"\nThe lessons are not timed: {missing.name} is not installed.")
        return
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        start = perf_counter()
        nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}}).execute()
        seconds, goal = perf_counter() - start, 15 if path.name < "07" else 60
        row(f"`{path.stem}`, executed", f"{seconds:.1f} s", "–", "–", "–", f"≤ {goal} s", verdict(seconds <= goal))


def table(rounds, lessons):
    versions = {}
    for peer in ("micrograd", "torch"):
        try:
            versions[peer] = importlib.metadata.version(peer)
        except importlib.metadata.PackageNotFoundError:
            print(f"{peer} is not installed, so its column stays empty.\n")
    row("work", "this engine", *PEERS.values(), "goal", "")
    row(*["---"] * 7)

    peers = [*versions, "two_tuples"]
    title = "a moons step: MLP(2, [16, 16, 1]), 50 points, forward + backward"
    against_peers(title, "time_moons", rounds, peers, {"micrograd": 6, "torch": 4, "two_tuples": 1}, milliseconds)
    title = "a training loop: MLP(3, [4, 4, 1]), 4 examples, 20 steps"
    against_peers(title, "time_loop", rounds, peers, {"micrograd": 2, "two_tuples": 1}, milliseconds)
    chain_row(rounds, peers)
    title = "memory per node of the moons graph"
    against_peers(title, "memory", 1, [peer for peer in peers if peer != "torch"], {"micrograd": 3}, bytes_per_node)
    import_row(3 * rounds)
    picture_row(3 * rounds)
    if lessons:
        lesson_rows()
    used = "".join(f", {peer} {version}" for peer, version in versions.items())
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"\nPython {platform.python_version()}{used}; {system}; median (lowest–highest) of {rounds} rounds.")


def main():
    parser = argparse.ArgumentParser(description="Compare the engine with its peers; prints a Markdown table.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each engine takes its turn (default 5)")
    parser.add_argument("--lessons", action="store_true", help="also execute every lesson")
    parser.add_argument("--no-collector", action="store_true", help=argparse.SUPPRESS)  # for one measurement
    parser.add_argument("--work", nargs="+", help=argparse.SUPPRESS)  # one measurement, in this process
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error(f"--rounds must be at least 1, not {arguments.rounds}")
    if arguments.work:
        if arguments.no_collector:
            gc.disable()
        name, *rest = arguments.work
        print(json.dumps(WORK[name](*rest)))
    else:
        sys.stdout.reconfigure(encoding="utf-8")  # for ≥ and × where Windows would not
        table(arguments.rounds, arguments.lessons)


if __name__ == "__main__":
    main()
