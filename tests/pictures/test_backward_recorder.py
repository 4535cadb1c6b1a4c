"""The recorder tells what really happened, whatever the engine, and leaves the engine as it found it."""

import math

import pytest
from engines import endless, engine, in_order, level_by_level, neuron, not_reversed, recursive, reused
from expressions import evaluate, programs
from hypothesis import given, settings

import micrograd_core
from classroom.pictures.backward_recorder import MOST_CALLS, MOST_NODES, record_backward


class Slotted:
    """An engine whose rule is a method, whose values have slots, and whose inputs are a list."""

    __slots__ = ("_op", "_prev", "data", "grad", "slopes")

    def __init__(self, data, _prev=(), _op="", slopes=()):
        self.data, self.grad, self._prev, self._op, self.slopes = data, 0, list(_prev), _op, slopes

    def __add__(self, other):
        return Slotted(self.data + other.data, (self, other), "+", (1, 1))

    def _backward(self):
        for input, slope in zip(self._prev, self.slopes):
            input.grad += slope * self.grad

    def backward(self):
        self.grad = 1
        in_order(self)


def steps_of(recording, kind="rule"):
    return [step for step in recording.steps if step.kind == kind]


def by_label(recording, grads):
    return {node.label: grads[node.key] for node in recording.nodes if node.label and node.key in grads}


def key_of(recording, value):
    return next(node.key for node in recording.nodes if node.value is value)


@pytest.mark.parametrize("Value", [engine(), micrograd_core.Value], ids=["closures", "course"])
def test_each_step_of_the_neuron(Value):
    g = neuron(Value)
    recording = record_backward(g.o)
    names = {node.key: node.label or node.op for node in recording.nodes}
    seed, *rules = recording.steps
    assert (seed.kind, names[seed.key], seed.shares[0].old, seed.shares[0].new) == ("seed", "o", 0, 1)
    assert [step.number for step in recording.steps] == [1, 2, 3, 4, 5, 6]
    assert [names[step.key] for step in rules][:3] == ["o", "n", "+"]
    told = {(names[step.key], names[s.key], s.local, s.amount) for step in rules for s in step.shares}
    half = 1 - math.tanh(g.o._prev[0].data) ** 2
    assert {("o", "n", half, half), ("n", "b", 1, half), ("*", "x1", -3, -3 * half), ("*", "w2", 0, 0)} <= told
    assert [step.arrived for step in rules] == [1, half, half, half, half]
    assert by_label(recording, recording.grads(-1)) == pytest.approx(
        {"o": 1, "n": 0.5, "b": 0.5, "x1": -1.5, "w1": 1, "x2": 0.5, "w2": 0}
    )
    assert recording.wrong == recording.silent == []
    assert recording.error == ""


def test_slots_and_integers():
    a, b = Slotted(3), Slotted(4)
    total = a + b
    recording = record_backward(total + a)
    assert (a.grad, b.grad) == (2, 1)
    assert [share.amount for step in steps_of(recording) for share in step.shares] == [1, 1, 1, 1]
    assert not recording.wrong


def test_micrograd_of_pypi():
    Value = pytest.importorskip("micrograd.engine").Value
    g = reused(Value, 3.0, 5.0)
    untouched = dict(vars(Value))
    recording = record_backward(g.y)
    assert g.a.grad == 18
    assert by_label(recording, recording.grads(-1)) == {"a": 18, "t": 6, "u": 1, "y": 1}
    assert not recording.wrong and not any(step.early for step in steps_of(recording))
    assert dict(vars(Value)) == untouched


def test_a_value_used_twice_gets_two_shares():
    a = engine()(3.0)
    (step,) = steps_of(record_backward(a + a))
    assert [(share.old, share.amount, share.new, share.overwrote) for share in step.shares] == [
        (0, 1, 1, False),
        (1, 1, 2, False),
    ]


def test_different_shares_of_one_value_are_told_apart():
    a = micrograd_core.Value(2.0)
    recording = record_backward(a / a)
    (step,) = steps_of(recording)
    assert [share.local for share in step.shares] == [0.5, -0.5]
    assert a.grad == 0 and not recording.wrong


def test_the_sum_of_seventeen_digits_is_not_told_with_rounding_errors():
    a = engine()(0.1)
    half = a * engine()(1.0)
    recording = record_backward(half + a * engine()(0.2) + a)
    assert {share.amount for step in steps_of(recording) for share in step.shares} == {1.0, 0.1, 0.2}


# Wrong orders


def test_level_by_level_hands_on_too_early():
    g = reused(engine(level_by_level), 3.0, 5.0)
    recording = record_backward(g.y)
    early = [step for step in steps_of(recording) if step.early]
    assert [(step.key, step.arrived, step.later, step.earlier) for step in early] == [(key_of(recording, g.t), 1, 5, 0)]
    assert (g.a.grad, g.t.grad) == (3, 6)
    assert by_label(recording, recording.expected) == {"a": 18, "t": 6, "u": 1, "y": 1}
    assert key_of(recording, g.a) in recording.wrong and key_of(recording, g.t) not in recording.wrong


def test_level_by_level_is_right_by_luck_the_other_way_round():
    Value = engine(level_by_level)
    a = Value(1.0)
    t = a * Value(3.0)
    recording = record_backward(t * Value(5.0) + t)
    assert a.grad == 18 and not recording.wrong and not any(step.early for step in steps_of(recording))


def test_recursion_runs_a_rule_twice():
    g = reused(engine(recursive))
    recording = record_backward(g.y)
    runs = [step for step in steps_of(recording) if step.key == key_of(recording, g.t)]
    assert [(s.arrived, s.later, s.early, s.earlier, s.handed_on) for s in runs] == [
        (1, 3, True, 0, None),
        (4, 0, False, 1, 1),
    ]
    assert g.a.grad == 10 and recording.expected[key_of(recording, g.a)] == 8


def test_without_reversing_nothing_has_arrived():
    g = reused(engine(not_reversed))
    recording = record_backward(g.y)
    assert [(step.arrived, step.early) for step in steps_of(recording)] == [(0, True), (0, True), (1, False)]
    assert g.a.grad == 0


@settings(max_examples=40)
@given(programs())
def test_a_right_engine_is_never_called_wrong(program):
    steps, numbers = program
    inputs = [micrograd_core.Value(number) for number in numbers]
    recording = record_backward(evaluate(steps, inputs))
    rules = steps_of(recording)
    assert not any(step.early or step.earlier or step.leftover for step in rules)
    assert not any(share.overwrote for step in rules for share in step.shares)
    assert recording.wrong == recording.silent == []
    assert recording.grads(-1) == {node.key: node.value.grad for node in recording.nodes}


# Other mistakes


def test_overwriting_is_told_from_adding():
    Value = engine(adds=False)
    a, b = Value(-2.0), Value(3.0)
    recording = record_backward((a * b) * (a + b))
    lost = [
        (share.key, share.old, share.new) for step in steps_of(recording) for share in step.shares if share.overwrote
    ]
    assert lost == [(key_of(recording, a), -6, 3), (key_of(recording, b), -6, -2)]
    assert recording.expected[key_of(recording, a)] == -3 and recording.expected[key_of(recording, b)] == -8


def test_adding_to_what_was_there_a_write_ago_is_overwriting():
    Value = engine()
    a = Value(3.0)
    y = Value(6.0, (a, a), "+")

    def _backward():
        before = a.grad
        a.grad = before + y.grad
        a.grad = before + y.grad

    y._backward = _backward
    recording = record_backward(y)
    assert [share.overwrote for share in steps_of(recording)[0].shares] == [False, True]


def test_writing_over_a_zero_loses_nothing():
    g = neuron(engine(adds=False))
    recording = record_backward(g.o)
    assert not any(share.overwrote for step in recording.steps for share in step.shares)
    assert not recording.wrong


def test_no_seed():
    g = reused(engine(seed=None))
    recording = record_backward(g.y)
    assert not steps_of(recording, "seed") and steps_of(recording)[0].arrived == 0
    assert set(recording.wrong) == {node.key for node in recording.nodes}


def test_a_seed_set_by_hand_counts():
    g = reused(engine(seed=None))
    g.y.grad = 2.0
    recording = record_backward(g.y)
    assert g.a.grad == 16 and not recording.wrong and not any(step.leftover for step in steps_of(recording))


def test_a_rule_that_forgets_what_arrives():
    g = neuron(engine(multiplies=False))
    recording = record_backward(g.o)
    step = steps_of(recording)[1]
    assert [(share.local, share.amount) for share in step.shares] == [(1, 1), (1, 1)] and step.arrived != 1
    assert key_of(recording, g.b) in recording.wrong


def test_what_an_earlier_pass_left_behind():
    Value = engine()
    a = Value(2.0)
    square = a * a
    y = square * a
    record_backward(y)
    recording = record_backward(y)
    first, second = steps_of(recording)
    assert (first.leftover, second.leftover, second.arrived) == (0, 2, 4)
    assert a.grad == 32 and recording.expected[key_of(recording, a)] == 24


def test_the_course_engine_starts_afresh():
    a = micrograd_core.Value(2.0)
    y = a * a * a
    record_backward(y)
    recording = record_backward(y)
    kinds = [step.kind for step in recording.steps]
    assert kinds[:2] == ["reset", "seed"] and a.grad == 24
    assert {share.key for share in recording.steps[0].shares} >= {"v1", "v2"}
    assert not recording.wrong and not any(step.leftover for step in steps_of(recording))


def test_an_engine_that_sets_all_gradients_to_0_first():
    def afresh(root):
        for value in (a, y._prev[0]):
            value.grad = 0.0
        in_order(root)

    a = engine(afresh)(2.0)
    y = a * a * a
    y.backward()
    recording = record_backward(y)
    assert [step.kind for step in recording.steps] == ["seed", "reset", "rule", "rule"]
    assert a.grad == 12 and not recording.wrong and not any(step.leftover for step in recording.steps)


def test_a_rule_that_is_never_run():
    g = reused(engine())
    recording = record_backward(g.y, backward=lambda root: root._backward())
    assert recording.silent == [key_of(recording, g.t), key_of(recording, g.u)]


def test_a_rule_that_runs_its_inputs_rules_itself():
    """Steps stand in the order in which things happened, so such a rule is told in parts."""
    Value = engine()
    a = Value(1.0)
    t = Value(2.0, (a,), "double")
    y = Value(4.0, (t, t), "sum")

    def t_rule():
        a.grad += 2.0 * t.grad

    def y_rule():
        for _ in range(2):
            t.grad += y.grad
            t._backward()

    t._backward, y._backward = t_rule, y_rule
    recording = record_backward(y, backward=lambda root: (setattr(root, "grad", 1.0), root._backward()))
    told = [(step.key, step.call, step.earlier, step.later) for step in steps_of(recording)]
    assert told == [("v2", 1, 0, 0), ("v1", 2, 0, 1), ("v2", 1, 0, 0), ("v1", 3, 1, 0)]
    assert recording.grads(-1) == {"v0": 6, "v1": 2, "v2": 1}
    assert recording.steps[-1].handed_on == 1


# What is left behind


@pytest.mark.parametrize("walk", [in_order, recursive, level_by_level, not_reversed, endless])
def test_the_engine_is_left_as_it_was(walk):
    Value = engine(walk)
    g = reused(Value)
    values = (g.a, g.t, g.u, g.y)
    before = dict(vars(Value)), [dict(vars(value)) for value in values]
    recording = record_backward(g.y)
    assert dict(vars(Value)) == before[0]
    for value, attributes in zip(values, before[1]):
        assert {**vars(value), "grad": None} == {**attributes, "grad": None}
        assert value.grad == recording.grads(-1)[key_of(recording, value)]


@pytest.mark.parametrize("Value", [engine(), micrograd_core.Value], ids=["closures", "course"])
@pytest.mark.parametrize("error", [ValueError("no"), RecursionError(), KeyboardInterrupt()], ids=repr)
def test_the_engine_is_left_as_it_was_when_backward_raises(Value, error):
    g = reused(Value)
    untouched = dict(vars(Value))

    def backward(root):
        root.grad = 1.0
        root._backward()
        raise error

    if isinstance(error, Exception):
        recording = record_backward(g.y, backward)
        assert recording.error == f"raised {type(error).__name__}" + (": no" if str(error) else "")
        assert [step.kind for step in recording.steps] == ["seed", "rule"]
    else:
        with pytest.raises(KeyboardInterrupt):
            record_backward(g.y, backward)
    assert dict(vars(Value)) == untouched
    assert [value.grad for value in (g.a, g.t, g.u, g.y)] == [0, 1, 1, 1]
    g.y.backward()
    assert g.t.grad == (4 if Value is micrograd_core.Value else 8), "closures add to what the broken pass left"


def test_hooks_that_the_class_has_itself_are_put_back():
    seen = []

    class Watchful(engine()):
        def __setattr__(self, name, value):
            seen.append(name)
            super().__setattr__(name, value)

    own = Watchful.__setattr__
    a = Watchful(2.0)
    record_backward(a + a)
    assert vars(Watchful)["__setattr__"] is own and "__getattribute__" not in vars(Watchful)
    assert a.grad == 2 and seen.count("grad") > 2


def test_two_classes_of_which_one_inherits_from_the_other():
    Value = engine()

    class Child(Value):
        pass

    a, b = Value(2.0), Child(3.0)
    recording = record_backward(a * b)
    (step,) = steps_of(recording)
    assert [share.amount for share in step.shares] == [3, 2] and (a.grad, b.grad) == (3, 2)
    assert "__setattr__" not in vars(Child) and "__setattr__" not in vars(Value)


def test_values_outside_the_graph_are_not_recorded():
    Value = engine()
    a, other = Value(2.0), Value(7.0)

    def backward(root):
        other.grad = 5.0
        (other + a)._backward()
        root.backward()

    recording = record_backward(a + a, backward)
    assert [step.kind for step in recording.steps] == ["seed", "rule"]
    assert other.grad == 5 and a.grad == 2


def test_what_a_rule_prints_is_printed_once(capsys):
    Value = engine()
    a = Value(2.0)
    y = a + a
    rule = y._backward
    y._backward = lambda: (print("running"), rule())[1]
    record_backward(y)
    assert capsys.readouterr().out == "running\n"


def test_a_pass_without_end_is_stopped():
    g = reused(engine(endless))
    recording = record_backward(g.y)
    assert recording.error == "was stopped after 10000 rules, because it may never end"
    assert len(steps_of(recording)) == MOST_CALLS


def test_except_exception_does_not_keep_it_running():
    def backward(root):
        root.grad = 1.0
        while True:
            try:
                root._backward()
            except Exception:  # noqa: BLE001, S110
                pass

    assert "stopped" in record_backward(reused(engine()).y, backward).error


def test_a_rule_that_is_missing():
    g = reused(engine())
    g.t._backward = None
    recording = record_backward(g.y)
    assert recording.error == "raised TypeError: 'NoneType' object is not callable"
    assert set(by_label(recording, recording.expected)) == {"t", "u", "y"}, "what t would hand on, nobody can tell"


def test_gradients_that_start_as_none():
    class Lazy(engine()):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            self.grad = None

    a = Lazy(2.0)
    y = Lazy(4.0, (a,), "double")

    def _backward():
        a.grad = 2.0 * y.grad if a.grad is None else a.grad + 2.0 * y.grad

    y._backward = _backward
    recording = record_backward(y)
    (step,) = steps_of(recording)
    assert [(share.old, share.amount, share.overwrote) for share in step.shares] == [(None, 2, False)]
    assert not recording.wrong


# Bad input


@pytest.mark.parametrize("thing", [3.0, None, "a", [1]])
def test_no_value(thing):
    with pytest.raises(TypeError, match="Value"):
        record_backward(thing)


def test_no_backward():
    a = Slotted(1)
    total = a + a

    class Bare:
        data, grad, _prev, _op = 1.0, 0.0, (), ""

    with pytest.raises(TypeError, match="Bare has no backward"):
        record_backward(Bare())
    assert record_backward(total, backward=in_order).nodes[-1].value is total


def test_too_many_values():
    y = micrograd_core.Value(1.0)
    while True:
        y = y + y
        if y.data == 2.0**MOST_NODES:
            break
    with pytest.raises(ValueError, match=f"{MOST_NODES + 1} values .* at most {MOST_NODES}"):
        record_backward(y)
    assert y.grad == 0
