"""The engine's contract, sentence by sentence: worked numbers, closed forms, bad input, graph, backward."""

import ast
import copy
import doctest
import gc
import importlib.util
import inspect
import math
import os
import pickle
import random
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import micrograd_core
from micrograd_core import MLP, Value

SOURCE = Path(micrograd_core.__file__)
BIAS = 6.8813735870195432  # the neuron's: with it, tanh has slope 0.5


def gradients(f, *numbers):
    """f's result on Values made from `numbers`, and the gradient of each."""
    inputs = [Value(x) for x in numbers]
    out = f(*inputs)
    out.backward()
    return out.data, [x.grad for x in inputs]


def python(*arguments, **environment):
    """Run a fresh interpreter that finds the engine; its output."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE.parent), **environment}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


# The original's worked numbers.


def test_the_first_expression():
    a, b, c, f = Value(2.0, "a"), Value(-3.0, "b"), Value(10.0, "c"), Value(-2.0, "f")
    e = a * b
    d = e + c
    L = d * f
    L.backward()
    assert (e.data, d.data, L.data) == (-6.0, 4.0, -8.0)
    assert [n.grad for n in (L, f, d, c, e, b, a)] == [1.0, 4.0, -2.0, -2.0, -2.0, -4.0, 6.0]


def test_a_step_along_the_gradient_of_the_first_expression():
    def L(a, b, c, f):
        return (a * b + c) * f

    start = [2.0, -3.0, 10.0, -2.0]
    _, grads = gradients(L, *start)
    assert L(*(x + 0.01 * g for x, g in zip(start, grads))) == pytest.approx(-7.286496, abs=1e-12)
    assert L(*(x - 0.01 * g for x, g in zip(start, grads))) == pytest.approx(-8.726304, abs=1e-12)


def neuron(tanh=Value.tanh):
    """The neuron of the lessons: its named nodes, before backward."""
    x1, x2, w1, w2, b = Value(2.0), Value(0.0), Value(-3.0), Value(1.0), Value(BIAS)
    x1w1 = x1 * w1
    x2w2 = x2 * w2
    both = x1w1 + x2w2
    n = both + b
    o = tanh(n)
    return {"o": o, "n": n, "both": both, "x1w1": x1w1, "x2w2": x2w2, "b": b, "x1": x1, "w1": w1, "x2": x2, "w2": w2}


LEDGER = {"o": 1.0, "n": 0.5, "b": 0.5, "x1": -1.5, "w1": 1.0, "x2": 0.5, "w2": 0.0}


def assert_ledger(nodes):
    assert nodes["o"].data == pytest.approx(math.sqrt(0.5), abs=1e-15)
    assert {name: nodes[name].grad for name in LEDGER} == pytest.approx(LEDGER, abs=1e-15)


def test_the_neuron_by_hand():
    nodes = neuron()
    nodes["o"].grad = 1.0
    nodes["n"].grad = 1 - nodes["o"].data ** 2
    nodes["both"].grad = nodes["b"].grad = nodes["n"].grad
    nodes["x1w1"].grad = nodes["x2w2"].grad = nodes["both"].grad
    nodes["x1"].grad = nodes["w1"].data * nodes["x1w1"].grad
    nodes["w1"].grad = nodes["x1"].data * nodes["x1w1"].grad
    nodes["x2"].grad = nodes["w2"].data * nodes["x2w2"].grad
    nodes["w2"].grad = nodes["x2"].data * nodes["x2w2"].grad
    assert_ledger(nodes)


def test_the_neuron_node_by_node():
    nodes = neuron()
    nodes["o"].grad = 1.0
    for name in ("o", "n", "both", "x1w1", "x2w2", "b"):
        nodes[name]._backward()
    assert_ledger(nodes)


def test_the_neuron_with_backward():
    nodes = neuron()
    nodes["o"].backward()
    assert_ledger(nodes)


def tanh_from_exp(n):
    e = (2 * n).exp()
    return (e - 1) / (e + 1)


@pytest.mark.parametrize(
    "tanh",
    [
        tanh_from_exp,
        lambda n: (n.exp() - (-n).exp()) / (n.exp() + (-n).exp()),
        lambda n: 1 - 2 / (1 + (2 * n).exp()),
        lambda n: 2 * (2 * n).sigmoid() - 1,
    ],
    ids=["(e-1)/(e+1)", "sinh/cosh", "1-2/(1+e)", "2*sigmoid-1"],
)
def test_the_neuron_with_tanh_taken_apart(tanh):
    nodes = neuron(tanh)
    nodes["o"].backward()
    assert_ledger(nodes)


def test_the_well_known_example():
    a, b = Value(-4.0), Value(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    e = c - d
    f = e**2
    g = f / 2.0
    g += 10.0 / f
    g.backward()
    assert [f"{x:.4f}" for x in (g.data, a.grad, b.grad)] == ["24.7041", "138.8338", "645.5773"]


# Closed forms: every operation's value and gradients, at points away from 0, 1 and 2, where formulas look alike.

X, Y, K = 1.7, 0.6, 2.5
sigmoid_of_x = 1 / (1 + math.exp(-X))
OPERATIONS = {  # name: (expression, value, d/dx and d/dy)
    "x + y": (lambda x, y: x + y, X + Y, 1, 1),
    "x - y": (lambda x, y: x - y, X - Y, 1, -1),
    "x * y": (lambda x, y: x * y, X * Y, Y, X),
    "x / y": (lambda x, y: x / y, X / Y, 1 / Y, -X / Y**2),
    "x ** y": (lambda x, y: x**y, X**Y, Y * X ** (Y - 1), X**Y * math.log(X)),
    "x + k": (lambda x, y: x + K, X + K, 1, 0),
    "x - k": (lambda x, y: x - K, X - K, 1, 0),
    "x * k": (lambda x, y: x * K, X * K, K, 0),
    "x / k": (lambda x, y: x / K, X / K, 1 / K, 0),
    "x ** k": (lambda x, y: x**K, X**K, K * X ** (K - 1), 0),
    "k + x": (lambda x, y: K + x, K + X, 1, 0),
    "k - x": (lambda x, y: K - x, K - X, -1, 0),
    "k * x": (lambda x, y: K * x, K * X, K, 0),
    "k / x": (lambda x, y: K / x, K / X, -K / X**2, 0),
    "k ** x": (lambda x, y: K**x, K**X, K**X * math.log(K), 0),
    "-x": (lambda x, y: -x, -X, -1, 0),
    "exp": (lambda x, y: x.exp(), math.exp(X), math.exp(X), 0),
    "log": (lambda x, y: x.log(), math.log(X), 1 / X, 0),
    "tanh": (lambda x, y: x.tanh(), math.tanh(X), 1 / math.cosh(X) ** 2, 0),
    "sigmoid": (lambda x, y: x.sigmoid(), sigmoid_of_x, sigmoid_of_x * (1 - sigmoid_of_x), 0),
    "sigmoid of a negative": (lambda x, y: (-x).sigmoid(), 1 - sigmoid_of_x, sigmoid_of_x * (sigmoid_of_x - 1), 0),
    "relu": (lambda x, y: x.relu(), X, 1, 0),
    "relu of a negative": (lambda x, y: (-x).relu(), 0, 0, 0),
    "sum from 0": (lambda x, y: sum([x, y, x]), 2 * X + Y, 2, 1),
    "+=": (lambda x, y: _in_place(x, y), (X + Y) * X - Y, 2 * X + Y, X - 1),
    "x + x": (lambda x, y: x + x, 2 * X, 2, 0),
    "x - x": (lambda x, y: x - x, 0, 0, 0),
    "x * x": (lambda x, y: x * x, X**2, 2 * X, 0),
    "x / x": (lambda x, y: x / x, 1, 0, 0),
    "x ** x": (lambda x, y: x**x, X**X, X**X * (math.log(X) + 1), 0),
    "(x*y)*(x+y)": (lambda x, y: (x * y) * (x + y), X * Y * (X + Y), 2 * X * Y + Y**2, X**2 + 2 * X * Y),
}


def _in_place(x, y):
    z = x
    z += y
    z *= x
    z -= y
    return z


@pytest.mark.parametrize("name", OPERATIONS)
def test_value_and_gradients_of(name):
    f, value, dx, dy = OPERATIONS[name]
    assert gradients(f, X, Y) == (pytest.approx(value, rel=1e-14), pytest.approx([dx, dy], rel=1e-14, abs=1e-14))


@pytest.mark.parametrize(
    "x, k, value, slope",
    [
        (0.0, 0, 1, 0),
        (0.0, 0.0, 1, 0),
        (0.0, 0.5, 0, math.inf),
        (0.0, 1, 0, 1),
        (0.0, 1.5, 0, 0),
        (0.0, 2, 0, 0),
        (-1.7, 0, 1, 0),
        (-1.7, 1, -1.7, 1),
        (-1.7, 2, 2.89, -3.4),
        (-1.7, 3, -4.913, 8.67),
        (-1.7, -1, -1 / 1.7, -1 / 2.89),
        (-1.7, -2, 1 / 2.89, 2 / 4.913),
        (1.7, 0, 1, 0),
        (4.0, 0.5, 2, 0.25),
        (4.0, -0.5, 0.5, -0.0625),
        (1e200, 1.5, 1e300, 1.5e100),
    ],
)
def test_powers_with_a_plain_exponent(x, k, value, slope):
    assert gradients(lambda a: a**k, x) == (pytest.approx(value, rel=1e-14), [pytest.approx(slope, rel=1e-14)])


@pytest.mark.parametrize(
    "name, x, value, slope",
    [
        ("tanh", 1000, 1, 0),
        ("tanh", -1000, -1, 0),
        ("tanh", 0, 0, 1),
        ("sigmoid", 1000, 1, 0),
        ("sigmoid", -1000, 0, 0),
        ("sigmoid", 0, 0.5, 0.25),
        ("sigmoid", 40, 1, math.exp(-40)),
        ("sigmoid", -40, math.exp(-40), math.exp(-40)),
        ("relu", 1000, 1000, 1),
        ("relu", -1000, 0, 0),
        ("relu", 0, 0, 0),
        ("exp", -1000, 0, 0),
        ("exp", 709, math.exp(709), math.exp(709)),
        ("log", 1e300, 300 * math.log(10), 1e-300),
        ("log", 1e-300, -300 * math.log(10), 1e300),
    ],
)
def test_extremes_are_stable(name, x, value, slope):
    assert gradients(getattr(Value, name), x) == (pytest.approx(value, rel=1e-14), [pytest.approx(slope, rel=1e-14)])


@pytest.mark.parametrize("name", ["tanh", "sigmoid", "relu"])
@pytest.mark.parametrize("x", [1.7976931348623157e308, -1.7976931348623157e308, 5e-324, -5e-324, 0.0, -0.0])
def test_every_finite_input_has_a_finite_value_and_gradient(name, x):
    value, (grad,) = gradients(getattr(Value, name), x)
    assert math.isfinite(value) and math.isfinite(grad)


# What a Value holds.


def test_a_new_value():
    a = Value(3, label="a")
    assert (a.data, a.grad, a.label, a._prev, a._op) == (3.0, 0.0, "a", (), "")
    assert type(a.data) is float and type(a.grad) is float
    assert Value(3).label == ""
    assert repr(a) == "Value(data=3.0, grad=0.0)"


def test_grad_starts_at_zero_on_every_node():
    a = Value(3.0)
    assert [(a * a).grad, a.exp().grad, (2 - a).grad] == [0.0, 0.0, 0.0]


REAL = [3, True, 3.0, Fraction(1, 4), np.float64(3), np.float32(0.5), np.float16(0.5), np.int64(3), np.uint8(3)]


def type_name(x):
    return f"{type(x).__module__}.{type(x).__name__}"


@pytest.mark.parametrize("number", REAL, ids=type_name)
def test_any_real_number_becomes_a_float(number):
    a = Value(number)
    assert type(a.data) is float and a.data == number


@pytest.mark.parametrize("number", REAL, ids=type_name)
def test_any_real_number_is_an_operand_on_either_side(number):
    a, k = Value(1.5), float(number)
    results = [a + number, a - number, a * number, a / number, a**number]
    results += [number + a, number - a, number * a, number / a, number**a]
    assert all(type(result) is Value for result in results)
    expected = [1.5 + k, 1.5 - k, 1.5 * k, 1.5 / k, 1.5**k]
    expected += [k + 1.5, k - 1.5, k * 1.5, k / 1.5, k**1.5]
    assert [result.data for result in results] == expected


def test_a_numpy_scalar_keeps_the_graph():
    _, (grad,) = gradients(lambda a: np.float64(3) * a + np.float32(0.5) / a, 2.0)
    assert grad == 3 - 0.5 / 4


REFUSED = [
    "3",
    None,
    1 + 2j,
    [1.0],
    (1.0,),
    {},
    b"3",
    np.array([1.0, 2.0]),
    np.array(3.0),
    np.array("3"),
    np.complex128(1j),
]


@pytest.mark.parametrize("thing", REFUSED, ids=repr)
def test_anything_else_is_refused_by_type(thing):
    with pytest.raises(TypeError, match=rf"\b{type(thing).__name__}\b"):
        Value(thing)


def test_a_value_of_a_value_is_refused():
    with pytest.raises(TypeError, match=r"not Value$"):
        Value(Value(1.0))


def test_a_value_of_a_class_defined_earlier_is_told_from_one_of_this_class():
    """As when a cell with the class has run twice, or the module was loaded again."""
    again = importlib.util.module_from_spec(importlib.util.spec_from_file_location("again", SOURCE))
    again.__spec__.loader.exec_module(again)
    earlier = again.Value
    for mixed in (lambda: Value(1.0) + earlier(2.0), lambda: earlier(1.0) * Value(2.0), lambda: Value(earlier(1.0))):
        with pytest.raises(TypeError, match=r"not Value \(of a class defined earlier: run the cells from the top\)$"):
            mixed()


@pytest.mark.parametrize("big", [10**400, Fraction(10**400), -(10**5000)], ids=["int", "Fraction", "5000 digits"])
def test_a_number_that_no_float_can_hold_is_refused_in_one_sentence(big):
    for f in (Value, lambda x: Value(1.0) + x, lambda x: x * Value(1.0), lambda x: Value(2.0) ** x):
        with pytest.raises(
            OverflowError, match="a Value holds a float, and this number is too large for one"
        ) as caught:
            f(big)
        assert caught.value.__suppress_context__


def test_what_can_be_made_a_float_is_told_how():
    with pytest.raises(TypeError, match=r"not Decimal \(take float\(\) of it\)$"):
        Value(Decimal("1.5"))
    for thing in (np.array([1.0, 2.0]), "3", None):
        with pytest.raises(TypeError, match=rf"not {type(thing).__name__}$"):
            Value(thing)


def test_a_long_graph_is_neither_copied_nor_pickled_as_the_docstring_says():
    assert "Copy or pickle a network, not a graph" in Value.__doc__
    net = MLP(3, [4, 1], rng=random.Random(1))
    for twin in (copy.deepcopy(net), pickle.loads(pickle.dumps(net))):
        assert [p.data for p in twin.parameters()] == [p.data for p in net.parameters()]
        assert not {*twin.parameters()} & {*net.parameters()}
    long = Value(1.0)
    for _ in range(5000):
        long = long + 1
    for recursing in (copy.deepcopy, pickle.dumps):
        with pytest.raises(RecursionError):
            recursing(long)


BINARY = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
}


@pytest.mark.parametrize("thing", REFUSED, ids=repr)
@pytest.mark.parametrize("symbol", BINARY)
def test_anything_else_is_refused_as_an_operand_on_either_side(symbol, thing):
    for operands in ((Value(2.0), thing), (thing, Value(2.0))):
        with pytest.raises(TypeError, match=rf"\b{type(thing).__name__}\b"):
            BINARY[symbol](*operands)


@pytest.mark.parametrize(
    "f, error, words",
    [
        (lambda: Value(0).log(), ValueError, ["log", "0.0"]),
        (lambda: Value(-0.25).log(), ValueError, ["log", "-0.25"]),
        (lambda: Value(-8) ** 0.5, ValueError, ["-8.0", "**", "0.5"]),
        (lambda: Value(-8) ** (1 / 3), ValueError, ["-8.0", "**", "0.333"]),
        (lambda: Value(-8) ** Value(2), ValueError, ["-8.0", "**", "2.0"]),
        (lambda: Value(0) ** Value(2), ValueError, ["0.0", "**", "2.0"]),
        (lambda: (-8) ** Value(0.5), ValueError, ["-8.0", "**", "0.5"]),
        (lambda: 0 ** Value(2), ValueError, ["0.0", "**", "2.0"]),
        (lambda: Value(0) ** -1, ZeroDivisionError, ["0.0", "**", "-1.0"]),
        (lambda: Value(0) ** -0.5, ZeroDivisionError, ["0.0", "**", "-0.5"]),
        (lambda: Value(3) / 0, ZeroDivisionError, ["3.0", "/", "0.0"]),
        (lambda: Value(3) / Value(0), ZeroDivisionError, ["3.0", "/", "0.0"]),
        (lambda: 3 / Value(0), ZeroDivisionError, ["3.0", "/", "0.0"]),
        (lambda: Value(1000).exp(), OverflowError, ["exp", "1000.0"]),
        (lambda: Value(10) ** 400, OverflowError, ["10.0", "**", "400.0"]),
        (lambda: Value(10) ** Value(400), OverflowError, ["10.0", "**", "400.0"]),
        (lambda: 10 ** Value(400), OverflowError, ["10.0", "**", "400.0"]),
    ],
)
def test_outside_the_domain_the_error_names_the_operation_and_the_number(f, error, words):
    with pytest.raises(error) as caught:
        f()
    message = str(caught.value)
    assert [word for word in words if word not in message] == []
    assert "\n" not in message
    assert caught.value.__suppress_context__ or caught.value.__context__ is None  # one error, not a chain of two


def test_a_failed_operation_leaves_no_trace():
    a = Value(-8.0)
    with pytest.raises(ValueError):
        a**0.5
    assert gradients(lambda b: b * 2, a.data) == (-16.0, [2.0])
    assert (a.data, a.grad, a._prev) == (-8.0, 0.0, ())


# The graph.


def test_inputs_are_an_ordered_tuple_with_duplicates():
    a, b = Value(1.0), Value(2.0)
    for c in (a + b, a - b, a * b, a / b, a**b):
        assert type(c._prev) is tuple and c._prev[0] is a and c._prev[1] is b
    for c in (a + a, a - a, a * a, a / a, a**a):
        assert len(c._prev) == 2 and c._prev[0] is a and c._prev[1] is a
    for c in (-a, a**2, a.exp(), a.log(), a.tanh(), a.relu(), a.sigmoid()):
        assert len(c._prev) == 1 and c._prev[0] is a


def test_a_number_on_the_left_is_the_first_input():
    a = Value(2.0)
    for c in (3 + a, 3 - a, 3 * a, 3 / a, 3**a):
        assert [c._prev[0].data, c._prev[1]] == [3.0, a]


def test_the_symbol_of_every_operation():
    a, b = Value(1.0), Value(2.0)
    symbols = [n._op for n in (a + b, a - b, a * b, a / b, a**b, a**2, a**0.5, -a)]
    assert symbols == ["+", "-", "*", "/", "**", "**2", "**0.5", "neg"]
    for name in ("exp", "log", "tanh", "relu", "sigmoid"):
        assert getattr(a, name)()._op == name


def test_operations_leave_their_inputs_alone():
    a, b = Value(1.5, "a"), Value(2.0, "b")
    for f in BINARY.values():
        f(a, b)
    a.exp(), a.log(), a.tanh(), a.relu(), a.sigmoid()
    assert (a.data, a.grad, a.label, a._prev) == (1.5, 0.0, "a", ())
    assert (b.data, b.grad, b.label, b._prev) == (2.0, 0.0, "b", ())


def test_values_compare_and_hash_by_identity():
    a, b = Value(1.0), Value(1.0)
    assert a != b and len({a, b, a}) == 2
    assert Value.__eq__ is object.__eq__ and Value.__hash__ is object.__hash__


@pytest.mark.parametrize(
    "cut",
    [float, int, complex, math.exp, math.sqrt, np.exp, "{:.2f}".format],
    ids=lambda cut: getattr(cut, "__name__", ""),
)
def test_nothing_turns_a_value_into_a_plain_number(cut):
    with pytest.raises(TypeError):
        cut(Value(1.0))


def test_a_misspelt_attribute_is_refused():
    with pytest.raises(AttributeError):
        Value(1.0).gard = 0.0
    assert not hasattr(Value(1.0), "__dict__")


def living_values():
    return sum(type(thing) is Value for thing in gc.get_objects())


def test_a_graph_is_freed_without_the_garbage_collector():
    gc.collect()
    gc.disable()
    try:
        before = living_values()
        a, b = Value(1.5), Value(2.0)
        c = a * b + a**b - (a / b).exp().log().tanh().relu().sigmoid() ** 2 - (-b)
        c.backward()
        assert living_values() > before + 10
        del a, b, c
        assert living_values() == before
    finally:
        gc.enable()


# Backward.


def test_the_chain_rule_for_one_node():
    a, b = Value(3.0), Value(5.0)
    c = a * b
    a.grad, b.grad, c.grad = 100.0, 200.0, 10.0
    c._backward()
    assert (a.grad, b.grad, c.grad) == (150.0, 230.0, 10.0)


def test_the_chain_rule_for_one_node_with_the_same_input_twice():
    a = Value(3.0)
    c = a * a
    c.grad = 10.0
    c._backward()
    assert a.grad == 60.0


def test_without_a_seed_nothing_flows():
    a = Value(3.0)
    (a * 2)._backward()
    assert a.grad == 0.0


def test_backward_returns_nothing_and_keeps_the_data():
    a = Value(3.0)
    c = a * a
    assert c.backward() is None
    assert (a.data, c.data) == (3.0, 9.0)


def test_gradients_are_floats():
    a = Value(3)
    c = a * True + a**2
    c.backward()
    assert type(a.grad) is float and type(c.grad) is float


def diamond(a):
    t = a * 2
    u = t * 3
    return t + u


def backwards_diamond(a):
    t = a * 2
    u = t * 3
    return u + t


def once_then_twice(a):
    t = a * 2
    u = -t
    return (t + u) + u


def ladder(a, depth=10):
    for _ in range(depth):
        a = a * 1 + a * 1
    return a


@pytest.mark.parametrize(
    "f, slope",
    [
        (lambda a: a, 1),
        (lambda a: a + a, 2),
        (lambda a: a * a * a, 12),
        (diamond, 8),
        (backwards_diamond, 8),
        (once_then_twice, -2),
        (ladder, 1024),
        (lambda a: ladder(a, depth=60), 2.0**60),
        (lambda a: a.exp() * a, math.exp(2) * 3),
        (lambda a: a * a.exp(), math.exp(2) * 3),
        (lambda a: sum(a * k for k in range(100)), 4950),
    ],
    ids=["leaf", "a+a", "a*a*a", "t+u", "u+t", "(t+u)+u", "ladder 10", "ladder 60", "exp(a)*a", "a*exp(a)", "wide"],
)
def test_reused_values(f, slope):
    _, (grad,) = gradients(f, 2.0)
    assert grad == pytest.approx(slope, rel=1e-14)


def test_shared_inputs_in_both_orders():
    assert gradients(lambda a, b: (a * b) * (a + b), -2.0, 3.0)[1] == [-3.0, -8.0]
    assert gradients(lambda a, b: (a + b) * (a * b), -2.0, 3.0)[1] == [-3.0, -8.0]


def test_what_the_result_does_not_depend_on_gets_nothing():
    a, b = Value(2.0), Value(3.0)
    unused = a * b
    c = a * 5
    c.backward()
    assert (a.grad, b.grad, unused.grad) == (5.0, 0.0, 0.0)


@pytest.mark.parametrize(
    "f", [lambda a: a, lambda a: a * a * a, diamond, ladder], ids=["leaf", "a*a*a", "t+u", "ladder"]
)
def test_a_second_backward_doubles_the_leaves(f):
    a = Value(2.0)
    out = f(a)
    out.backward()
    once = a.grad
    out.backward()
    assert a.grad == 2 * once
    for _ in range(8):
        out.backward()
    assert a.grad == 10 * once


def test_a_second_backward_leaves_the_intermediates_as_they_were():
    a = Value(2.0)
    b = a * a
    c = b * a
    for _ in range(3):
        c.backward()
        assert (c.grad, b.grad) == (1.0, 2.0)
    assert a.grad == 36.0


def test_two_results_add_up_in_a_shared_leaf():
    a = Value(2.0)
    (a * 3).backward()
    (a * a).backward()
    assert a.grad == 7.0


def test_a_result_that_became_an_intermediate_starts_afresh():
    a = Value(2.0)
    b = a * 3
    b.backward()
    (b * 10).backward()
    assert (b.grad, a.grad) == (10.0, 33.0)


def test_zeroing_a_leaf_starts_it_afresh():
    a = Value(2.0)
    b = a * a
    b.backward()
    a.grad = 0.0
    b.backward()
    assert a.grad == 4.0


def test_a_chain_of_a_million_operations():
    x = Value(1.0)
    y = x
    for _ in range(500_000):
        y = 0.5 + y
        y = y * 1.0
    y.backward()
    assert (y.data, x.grad) == (250_001.0, 1.0)
    del y  # freeing the chain must not recurse either
    assert x.data == 1.0


def test_backward_does_not_recurse():
    x = Value(1.0)
    y = x
    for _ in range(2000):
        y = y + x
    limit = sys.getrecursionlimit()
    depth = len(_stack())
    sys.setrecursionlimit(depth + 50)
    try:
        y.backward()
    finally:
        sys.setrecursionlimit(limit)
    assert x.grad == 2001.0


def _stack():
    frame, frames = sys._getframe(), []
    while frame:
        frames.append(frame)
        frame = frame.f_back
    return frames


# The same result every time.


def tangled():
    """A random tangle of 60 operations on 5 leaves: every bit of its result and of the leaves' gradients."""
    rng = random.Random(0)
    nodes = leaves = [Value(rng.uniform(0.5, 1.5)) for _ in range(5)]
    for _ in range(60):
        a, b = rng.choice(nodes), rng.choice(nodes)
        nodes = [*nodes, rng.choice([a + b, a * b, a - b, a / (b * b + 1), a.tanh(), (a * a + 1).log(), b.sigmoid()])]
    out = sum(n.tanh() for n in nodes)
    out.backward()
    return [x.hex() for x in (out.data, *(leaf.grad for leaf in leaves))]


def test_the_same_result_a_hundred_times():
    assert len({tuple(tangled()) for _ in range(100)}) == 1


def test_the_same_result_in_every_process():
    script = f"import random\nfrom micrograd_core import Value\n{inspect.getsource(tangled)}\nprint(tangled())"
    results = {python("-c", script, PYTHONHASHSEED=seed) for seed in ("0", "1", "2", "random")}
    assert results == {f"{tangled()}\n"}


# The module.


def test_the_docstring_examples():
    results = doctest.testmod(micrograd_core)
    assert results.attempted > 0 and results.failed == 0


def imports(source):
    """The top-level names of everything `source` imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.split(".")[0] if node.level == 0 else "."


def test_only_the_standard_library_is_imported():
    assert set(imports(SOURCE.read_text(encoding="utf-8"))) <= sys.stdlib_module_names


def test_importing_it_loads_nothing_else():
    script = "import sys; before = set(sys.modules); import micrograd_core; print(*set(sys.modules) - before)"
    loaded = {name.split(".")[0] for name in python("-S", "-c", script).split()}
    assert "micrograd_core" in loaded
    assert loaded - sys.stdlib_module_names == {"micrograd_core"}


def test_importing_it_leaves_the_random_generator_alone():
    script = "import random; random.seed(1); import micrograd_core; print(random.random())"
    assert float(python("-c", script)) == random.Random(1).random()
