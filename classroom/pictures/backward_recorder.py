"""What really happens while `backward()` runs, rule by rule, in any engine whose values `read_graph` can read.

For the time of the run, the classes of the graph's values report every read and write of `grad` and every call of
`_backward`. That works whether `_backward` is a method or a closure kept in the value, and it tells `=` from `+=`.
"""

import contextlib
import io
import math
from dataclasses import dataclass, field, replace
from numbers import Real
from typing import Any

from classroom.pictures.expression_graph import Node, read_graph

MOST_NODES = 400
MOST_CALLS = 10_000  # of `_backward`, leaves included


@dataclass(frozen=True)
class Share:
    """What one write did to the gradient of one value.

    key: the value's key in the graph. old, new: its gradient before and after.
    amount: what it was given; None if that is not a number.
    local: the local derivative that the rule multiplies by; None outside a rule and where it cannot be told.
    overwrote: the new gradient took the place of the old one, which was not 0, instead of being added to it.
    """

    key: str
    old: Any
    new: Any
    amount: float | None
    local: float | None = None
    overwrote: bool = False


@dataclass(frozen=True)
class Step:
    """One thing that happened. Gradients that a step does not mention stay as they were.

    number: counts from 1.
    kind: "rule", a node's `_backward` ran; or, outside any rule, "reset", gradients became 0; "seed", the output's
    gradient was set; "set", others changed.
    key: the node whose rule ran, or the first value that was set. arrived: its gradient when its rule began.
    shares: what was written, in order.
    call: counts the runs of rules from 1. A rule that calls another one makes two steps, with the same number.
    earlier: how often this rule had run before; handed_on: what had arrived when it last did, None if it had not.
    later: what arrives at this node only after its rule has begun; `early` says whether there is any.
    leftover: the part of `arrived` that an earlier pass had left behind.
    """

    number: int
    kind: str
    key: str
    arrived: Any = None
    shares: tuple[Share, ...] = ()
    call: int = 0
    earlier: int = 0
    handed_on: Any = None
    later: float = 0.0
    leftover: float = 0.0

    @property
    def early(self):
        return self.later != 0


@dataclass(frozen=True)
class Recording:
    """A backward pass.

    nodes: the graph, with the gradients from before.
    error: how the pass ended if not by itself, such as "raised ValueError: no", or "".
    expected: key -> what the gradient would be, had each rule run once, in topological order; without those that cannot
    be told. That each rule uses the right local derivative is taken for granted.
    """

    nodes: list[Node]
    steps: list[Step]
    error: str
    expected: dict[str, float]

    def grads(self, number):
        """key -> gradient after step `number`; 0 is before the first, -1 after the last."""
        grads = {node.key: node.grad for node in self.nodes}
        for step in self.steps if number < 0 else self.steps[:number]:
            grads |= {share.key: share.new for share in step.shares}
        return grads

    @property
    def wrong(self):
        """The keys of the nodes whose gradient is not the expected one, in the graph's order."""
        final = self.grads(-1)
        return [key for key in final if key in self.expected and not same_number(final[key], self.expected[key])]

    @property
    def silent(self):
        """The keys of the nodes that an operation made and whose rule never ran."""
        ran = {step.key for step in self.steps if step.kind == "rule"}
        return [node.key for node in self.nodes if node.inputs and node.key not in ran]


def record_backward(root, backward=None):
    """Run `root.backward()`, or `backward(root)` if that is given, and return what happened as a Recording.

    The gradients are left as that call leaves them, and everything else as it was found. An exception ends the
    recording and is kept in its `error`; so does a run of more than 10000 rules. Afterwards each rule runs once more,
    unseen, to learn its local derivatives, and the gradients are put back. ValueError for a graph of more than 400
    values; TypeError if there is no `backward` to run, or if `root` is no value.
    """
    nodes = read_graph(root)
    if len(nodes) > MOST_NODES:
        raise ValueError(f"a film of {len(nodes)} values is too large to follow: draw at most {MOST_NODES}")
    if backward is None and not callable(getattr(root, "backward", None)):
        raise TypeError(
            f"{type(root).__name__} has no backward() to watch: pass one, as in watch_backward(y, backward=f)"
        )
    watch, error = _Watch(nodes), ""
    with watch:
        try:
            root.backward() if backward is None else backward(root)
        except _TooManyCalls:
            error = f"was stopped after {MOST_CALLS} rules, because it may never end"
        except Exception as problem:  # noqa: BLE001  the student's own code may raise anything
            error = f"raised {type(problem).__name__}: {problem}".rstrip(": ")
    locals_of = {node.key: _measure(node, nodes) for node in nodes if node.inputs}
    steps = _steps(nodes, watch.events, locals_of)
    return Recording(nodes, steps, error, _expected(nodes, steps, locals_of))


class _TooManyCalls(BaseException):
    """Ends a run without end; no `except Exception` on the way can stop it."""


@dataclass
class _Event:
    """A write to a gradient, or, if key is None, the start of a rule. call, by: the rule's number and node, if any."""

    call: int
    by: str | None
    key: str | None = None
    old: Any = None
    new: Any = None  # for the start of a rule: the gradient of its node
    was_read: bool = False  # the rule read this gradient before it wrote it, as += does


@dataclass
class _Watch:
    """While entered, collects `events` from the values of `nodes`; afterwards their classes are as they were.

    from_zero: every write starts from 0, so that what it adds is seen without rounding.
    """

    nodes: list[Node]
    from_zero: bool = False
    events: list[_Event] = field(default_factory=list)

    def __enter__(self):
        self.keys = {id(node.value): node.key for node in self.nodes}
        self.running: list[tuple[int, str | None, set[int]]] = [
            (0, None, set())
        ]  # rules within rules: number, node, gradients read since they were written
        self.calls = 0
        self.found = []  # class, attribute, what stood there
        hooks = []
        for cls in {type(node.value) for node in self.nodes}:  # all before any changes: one may inherit from another
            get, put = cls.__getattribute__, cls.__setattr__
            hooks += [(cls, "__getattribute__", self._getter(get)), (cls, "__setattr__", self._setter(get, put))]
        try:
            for cls, name, hook in hooks:
                original = vars(cls).get(name)
                setattr(cls, name, hook)
                self.found.append((cls, name, original))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for cls, name, original in self.found:
            if original is None:
                delattr(cls, name)
            else:
                setattr(cls, name, original)

    def _getter(self, get):
        def __getattribute__(value, name):
            found = get(value, name)
            if name == "grad":
                self.running[-1][2].add(id(value))
            elif name == "_backward" and id(value) in self.keys and callable(found):
                return lambda *args, **options: self._run(value, get, found, args, options)
            return found

        return __getattribute__

    def _setter(self, get, put):
        def __setattr__(value, name, new):
            if name != "grad" or id(value) not in self.keys:
                return put(value, name, new)
            old = get(value, name)
            call, by, read = self.running[-1]
            put(value, name, new)
            self.events.append(_Event(call, by, self.keys[id(value)], old, get(value, name), id(value) in read))
            read.discard(id(value))
            if self.from_zero:
                put(value, name, 0.0)

        return __setattr__

    def _run(self, value, get, rule, args, options):
        self.calls += 1
        if self.calls > MOST_CALLS:
            raise _TooManyCalls
        key = self.keys[id(value)]
        self.events.append(_Event(self.calls, key, new=get(value, "grad")))
        self.running.append((self.calls, key, set()))
        try:
            return rule(*args, **options)
        finally:
            self.running.pop()


def _measure(node, nodes):
    """What the node's rule gives when its gradient is 1: (input key, local derivative) in the order of its writes.

    None if that cannot be told. All gradients are put back, and what the rule prints is not shown a second time.
    """
    before = [(n.value, n.value.grad) for n in nodes]  # all, because a wrong rule may write anywhere
    watch = _Watch(nodes, from_zero=True)
    try:
        for value, _ in before:
            value.grad = 0.0
        node.value.grad = 1.0
        with contextlib.redirect_stdout(io.StringIO()), watch:
            node.value._backward()
    except (Exception, _TooManyCalls):  # noqa: BLE001
        return None
    finally:
        for value, grad in before:
            value.grad = grad
    writes = [(event.key, event.new) for event in watch.events if event.key and event.by == node.key]
    known = all(key in node.inputs and _is_number(new) for key, new in writes)
    return [(key, float(new)) for key, new in writes] if known else None


def _steps(nodes, events, locals_of):
    """The events as Steps: one for each run of a rule that has inputs, and one for what was set in between."""
    root, leaves = nodes[-1].key, {node.key for node in nodes if not node.inputs}
    drafts, arrived_at = [], {}  # drafts: kind, key, call and the writes; arrived_at: call -> gradient when it began
    for event in events:
        if event.key is None:
            arrived_at[event.call] = event.new
            if event.by in leaves:
                continue
        kind, key = ("rule", event.by) if event.by else (_kind(event, root), event.key)
        if kind == "nothing":
            continue
        group = event.call if kind == "rule" else 0
        if not drafts or kind == "seed" or drafts[-1][0] != kind or drafts[-1][2] != group:
            drafts.append((kind, key, group, []))
        if event.key:
            drafts[-1][3].append(event)
    steps = [
        Step(n, kind, key, arrived_at.get(call), _shares(writes, arrived_at.get(call), locals_of.get(key)), call)
        for n, (kind, key, call, writes) in enumerate(drafts, 1)
    ]
    return _look_around(nodes, steps)


def _kind(event, root):
    """What a write outside any rule is: "reset", "seed", "set", or "nothing" if it changes nothing."""
    is_seed = event.key == root and not event.was_read
    if event.old == event.new and not (is_seed and event.new):
        return "nothing"
    if _is_number(event.new) and event.new == 0:
        return "reset"
    return "seed" if event.key == root else "set"


def _shares(writes, arrived, local):
    """Shares for the writes of one step. local: (key, local derivative) in the order of the rule's writes, or None."""
    unused = list(local or ())
    shares = []
    for write in writes:
        pair = next((pair for pair in unused if pair[0] == write.key), None)
        if pair:
            unused.remove(pair)
        shares.append(_share(write, arrived, pair[1] if pair else None))
    return tuple(shares)


def _share(write, arrived, slope):
    old, new = write.old, write.new
    if not _is_number(new):
        return Share(write.key, old, new, None, slope)
    adds = write.was_read and _is_number(old)
    amount = new - old if adds else new
    if adds and slope is not None and _is_number(arrived):
        product = slope * arrived
        if math.isclose(amount, product, abs_tol=1e-12 * (abs(old) + abs(product))):
            amount = product  # the same number, without the rounding of the subtraction
    return Share(write.key, old, new, amount, slope, overwrote=not adds and bool(old))


def _look_around(nodes, steps):
    """The steps with what takes a look at the others: earlier, handed_on, later, leftover."""
    leftover = {node.key: node.grad for node in nodes if node.inputs and _is_number(node.grad) and node.grad}
    if not any(step.kind == "seed" for step in steps):
        leftover.pop(nodes[-1].key, None)  # a seed set by hand
    ran, before, completed = {}, {}, []  # ran: key -> (how often, with what); before: the same, when a call began
    for step in steps:
        if step.kind == "rule":
            if step.call not in before:
                before[step.call] = ran.get(step.key, (0, None))
                ran[step.key] = before[step.call][0] + 1, step.arrived
            earlier, handed_on = before[step.call]
            step = replace(step, earlier=earlier, handed_on=handed_on, leftover=leftover.get(step.key, 0.0))
        for share in step.shares:
            if share.overwrote:
                leftover.pop(share.key, None)
        completed.append(step)
    later = {}
    for i, step in reversed(list(enumerate(completed))):
        if step.kind == "rule":
            completed[i] = replace(step, later=later.get(step.key, 0.0))
        for share in step.shares:
            if step.kind != "reset" and share.amount is not None:
                later[share.key] = later.get(share.key, 0.0) + share.amount
    return completed


def _expected(nodes, steps, locals_of):
    """key -> the gradient after one right pass: every rule once, in order, on top of what the leaves held."""
    root = nodes[-1]
    held = {node.key: node.grad or 0.0 for node in nodes if not node.inputs}
    start = dict(held)
    for step in steps:
        for share in step.shares:
            if share.key in start and step.kind == "reset":
                start[share.key] = 0.0
            elif step.kind == "set" and start.get(share.key) == 0 and share.amount == held[share.key]:
                start[share.key] = share.amount  # what was taken away before is given back
    seeded = any(step.kind == "seed" for step in steps)
    by_hand = root.grad if root.inputs and _is_number(root.grad) and root.grad and not seeded else 1.0
    grads, known = {node.key: 0.0 for node in nodes} | {root.key: by_hand}, {node.key for node in nodes}
    for node in reversed(nodes):
        local = locals_of.get(node.key, [])
        if local is None or node.key not in known:
            known.difference_update(node.inputs)
            continue
        for key, slope in local:
            grads[key] += slope * grads[node.key]
    known = {key for key in known if key not in start or _is_number(start[key])}
    return {node.key: grads[node.key] + start.get(node.key, 0.0) for node in nodes if node.key in known}


def _is_number(x):
    return isinstance(x, Real)


def same_number(x, y):
    """Whether two gradients are the same number, but for rounding; one NaN is the same as another."""
    if not (_is_number(x) and _is_number(y)):
        return False
    return math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12) or (math.isnan(x) and math.isnan(y))
