"""Faults put into the engine, one at a time: a short list of checks must notice every one of them.

A fault sits in a local derivative, in the chain rule or in the walk over the graph. Each is one small edit of the engine's
source, loaded as a module of its own. A fault that loops for ever runs out of its budget of executed lines instead.
"""

import ast
import sys
from contextlib import contextmanager
from math import exp, inf, log, tanh
from pathlib import Path
from types import ModuleType

import pytest
from pytest import approx

import micrograd_core

SOURCE = Path(micrograd_core.__file__).read_text(encoding="utf-8")


# The checks.

X, Y = 1.7, 0.6
S = 1 / (1 + exp(-X))
RULES = [  # an operation, and its derivatives by x and y at X and Y
    (lambda x, y: x + y, 1, 1),
    (lambda x, y: x - y, 1, -1),
    (lambda x, y: x * y, Y, X),
    (lambda x, y: x / y, 1 / Y, -X / Y**2),
    (lambda x, y: x**y, Y * X ** (Y - 1), X**Y * log(X)),
    (lambda x, y: x**2.5, 2.5 * X**1.5, 0),
    (lambda x, y: 3 - x, -1, 0),
    (lambda x, y: 3 / x, -3 / X**2, 0),
    (lambda x, y: 3**x, 3**X * log(3), 0),
    (lambda x, y: -x, -1, 0),
    (lambda x, y: x.exp(), exp(X), 0),
    (lambda x, y: x.log(), 1 / X, 0),
    (lambda x, y: x.tanh(), 1 - tanh(X) ** 2, 0),
    (lambda x, y: x.sigmoid(), S * (1 - S), 0),
    (lambda x, y: x.relu(), 1, 0),
    (lambda x, y: (-x).relu(), 0, 0),
    (lambda x, y: (x - X).relu(), 0, 0),
]
AT_ZERO = {0: 0, 0.5: inf, 1: 1, 1.5: 0, 2: 0}  # k: the slope of x**k at x = 0


def doubling(a):
    for _ in range(8):
        a = a * 1 + a * 1
    return a


def first_then_second(a):
    t = a * 2
    u = t * 3
    return t + u


def second_then_first(a):
    t = a * 2
    u = t * 3
    return u + t


def once_then_twice(a):
    t = a * 2
    u = -t
    return (t + u) + u


GRAPHS = [  # an expression that uses a value more than once, and its slope at 2
    (lambda a: a, 1),
    (lambda a: a + a, 2),
    (lambda a: a * a * a, 12),
    (lambda a: a.exp() * a, 3 * exp(2)),
    (lambda a: a * a.exp(), 3 * exp(2)),
    (first_then_second, 8),
    (second_then_first, 8),
    (once_then_twice, -2),
    (doubling, 256),
]


def check(engine):
    """Raise AssertionError where `engine` differentiates wrongly."""
    for f, dx, dy in RULES:
        x, y = engine.Value(X), engine.Value(Y)
        (5 * f(x, y)).backward()  # 5: what arrives from above is seldom 1
        assert [x.grad, y.grad] == approx([5 * dx, 5 * dy], rel=1e-9, abs=1e-12)
    for k, slope in AT_ZERO.items():
        x = engine.Value(0)
        (x**k).backward()
        assert x.grad == slope
    for f, slope in GRAPHS:
        a = engine.Value(2)
        out = f(a)
        for times in (1, 2, 3):  # leaves accumulate, what lies between is set afresh
            out.backward()
            assert a.grad == approx(times * slope, rel=1e-9)
            assert out is a or out.grad == 1
    a, b, c = engine.Value(3), engine.Value(3), engine.Value(5)  # equal numbers, different nodes
    (a * c + b * 7).backward()
    assert [a.grad, b.grad, c.grad] == [5, 7, 3]


# The faults. First every local derivative in turn: negated, dropped, doubled, exchanged with its neighbour.


def replaced(node, new):
    """The engine's source with the text of an expression, on one line, replaced."""
    lines = SOURCE.splitlines(keepends=True)
    line = lines[node.lineno - 1]
    lines[node.lineno - 1] = line[: node.col_offset] + new + line[node.end_col_offset :]
    return "".join(lines)


def slope_faults():
    """Name and source of each fault in what the operations hand to _node as local derivatives."""
    for function in ast.walk(ast.parse(SOURCE)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_node"):
                continue
            slopes = call.args[3].elts
            texts = [ast.get_source_segment(SOURCE, slope) for slope in slopes]
            for i, (slope, text) in enumerate(zip(slopes, texts)):
                where = f"{function.name} {ast.unparse(call.args[1])} slope {i}"
                yield f"{where} negated", replaced(slope, f"-({text})")
                yield f"{where} dropped", replaced(slope, "0.0")
                yield f"{where} doubled", replaced(slope, f"2 * ({text})")
            if len(set(texts)) > 1:
                yield f"{function.name} slopes exchanged", replaced(call.args[3], f"({', '.join(reversed(texts))})")


# Then what people really write.

SLIPS = {  # name: (what stands in the engine, once, and what stands there by mistake)
    # a rule of calculus misremembered
    "division by the square": ("-y / other.data)", "-y / other.data**2)"),
    "division without the numerator": ("-y / other.data)", "-1 / other.data)"),
    "division as multiplication": ("(1 / other.data,", "(other.data,"),
    "power keeps its exponent": ("return k * x ** (k - 1)", "return k * x**k"),
    "power without its factor": ("return k * x ** (k - 1)", "return x ** (k - 1)"),
    "power loses one too many": ("return k * x ** (k - 1)", "return k * x ** (k - 2)"),
    "first power flat at 0": ("1.0 if k == 1", "0.0 if k == 1"),
    "root flat at 0": ("math.inf if 0 < k < 1", "0.0 if 0 < k < 1"),
    "zeroth power steep at 0": ("0 < k < 1", "k < 1"),
    "square steep at 0": ("0 < k < 1", "0 < k"),
    "square has slope 1 at 0": ("0 < k < 1 else 0.0", "0 < k < 1 else 1.0"),
    "Value exponent: base not divided out": ("k * y / x,", "k * y,"),
    "Value exponent: factor forgotten": ("k * y / x,", "y / x,"),
    "Value exponent: logarithm forgotten": ("y * math.log(x)", "y"),
    "Value exponent: logarithm of the exponent": ("y * math.log(x)", "y * math.log(k)"),
    "exp has slope x": ('"exp", (self,), (y,)', '"exp", (self,), (self.data,)'),
    "exp has slope 1": ('"exp", (self,), (y,)', '"exp", (self,), (1.0,)'),
    "log has slope x": ("(1 / self.data,)", "(self.data,)"),
    "log has slope 1/log": ("(1 / self.data,)", "(1 / math.log(self.data),)"),
    "tanh: 1 - n**2": ("1 - y * y", "1 - self.data**2"),
    "tanh: 1 - o": ("1 - y * y", "1 - y"),
    "tanh: 1 + o**2": ("1 - y * y", "1 + y * y"),
    "tanh: 1": ("1 - y * y", "1.0"),
    "relu leaks": ("1.0 if self.data > 0 else 0.0", "1.0"),
    "relu steep at 0": ("if self.data > 0 else", "if self.data >= 0 else"),
    "relu the wrong way round": ("if self.data > 0 else", "if self.data < 0 else"),
    "relu has slope x": ("(1.0 if self.data > 0 else 0.0,)", "(max(self.data, 0.0),)"),
    "sigmoid without the square": ("e / (1 + e) ** 2", "e / (1 + e)"),
    "sigmoid: y": ("e / (1 + e) ** 2", "y"),
    "sigmoid: 1 - y**2": ("e / (1 + e) ** 2", "1 - y * y"),
    "number minus Value, turned round": ("return Value(other) - self", "return self - other"),
    "number over Value, turned round": ("return Value(other) / self", "return self / other"),
    "number to the Value, turned round": ("return Value(other) ** self", "return self**other"),
    # the node
    "node forgets that an input came twice": ("= op, inputs, local", "= op, tuple(dict.fromkeys(inputs)), local"),
    "node keeps its slopes backwards": ("= op, inputs, local", "= op, inputs, local[::-1]"),
    "node keeps its inputs backwards": ("= op, inputs, local", "= op, inputs[::-1], local"),
    # the chain rule
    "= for +=": ("input.grad += slope", "input.grad = slope"),
    "-= for +=": ("input.grad += slope", "input.grad -= slope"),
    "slope without what arrives": ("slope * grad", "slope"),
    "what arrives without slope": ("slope * grad", "grad"),
    "slope plus what arrives": ("slope * grad", "slope + grad"),
    "slope times the input's own gradient": ("slope * grad", "slope * input.grad"),
    "slope times the data": ("slope * grad", "slope * self.data"),
    "the data arrives": ("        grad = self.grad", "        grad = self.data"),
    "only the first input": ("zip(self._prev, self._local)", "zip(self._prev[:1], self._local)"),
    "every slope to the last input": ("input.grad += slope", "self._prev[-1].grad += slope"),
    "each input once": ("zip(self._prev, self._local)", "zip(dict.fromkeys(self._prev), self._local)"),
    # backward()
    "no seed": ("self.grad = 1.0", "self.grad = 0.0"),
    "seed of 2": ("self.grad = 1.0", "self.grad = 2.0"),
    "seed of -1": ("self.grad = 1.0", "self.grad = -1.0"),
    "seed of the output's data": ("self.grad = 1.0", "self.grad = self.data"),
    "seed adds": ("for node in results: node.grad = 0.0\n        self.grad = 1.0", "self.grad += 1.0"),
    "every node seeded": ("node.grad = 0.0", "node.grad = 1.0"),
    "nothing set afresh": ("for node in results: node.grad = 0.0", "pass"),
    "the first result not set afresh": ("in results: node.grad = 0.0", "in results[1:]: node.grad = 0.0"),
    "only the output set afresh": ("in results: node.grad = 0.0", "in results[-1:]: node.grad = 0.0"),
    "leaves not set afresh": ("for leaf, _ in earlier: leaf.grad = 0.0", "pass"),
    "a leaf forgets": ("leaf.grad += grad", "pass"),
    "a leaf keeps the first gradient": ("leaf.grad += grad", "leaf.grad = grad"),
    "a leaf loses what it had": ("leaf.grad += grad", "leaf.grad -= grad"),
    "what is no leaf accumulates": ("for leaf in leaves if", "for leaf in leaves + results if"),
    "what is no leaf accumulates, leaves forget": ("for leaf in leaves if", "for leaf in results if"),
    "inputs first": ("in reversed(results)", "in results"),
    "output left out": ("in reversed(results)", "in reversed(results[:-1])"),
    "the first result left out": ("in reversed(results)", "in reversed(results[1:])"),
    "output only": ("in reversed(results)", "in results[-1:]"),
    "output again and again": ("node._backward()", "self._backward()"),
    "each node twice": ("in reversed(results)", "in [n for n in reversed(results) for _ in range(2)]"),
    # the walk
    "nothing is marked as seen": ("seen.add(node)", "pass"),
    "the wrong node is marked as seen": ("seen.add(node)", "seen.add(root)"),
    "seen is not asked": ("elif node not in seen", "elif True"),
    "seen is asked the wrong way": ("elif node not in seen", "elif node in seen"),
    "nodes told apart by their numbers": ("node not in seen", "node.data not in [n.data for n in seen]"),
    "first inputs only": ("None, *node._prev)", "None, *node._prev[:1])"),
    "last inputs only": ("None, *node._prev)", "None, *node._prev[-1:])"),
    "first input of the output only": ("*node._prev)", "*(node._prev[:1] if node is root else node._prev))"),
    "one level deep": ("*node._prev)", "*(node._prev if node is root else ()))"),
    "node before its inputs": ("to_visit += (node, None, *node._prev)", "results.append(node); to_visit += node._prev"),
    "breadth first": ("node = to_visit.pop()", "node = to_visit.pop(0)"),
    "the mark below its node": ("(node, None, *", "(None, node, *"),
    "no mark": ("(node, None, *", "(node, *"),
    "the walk gives up early": ("results.append(to_visit.pop())", "results.append(to_visit.pop()); break"),
    "the walk forgets its way": ("results.append(to_visit.pop())", "results.append(to_visit.pop()); to_visit.clear()"),
    "order turned round": ("results.append(to_visit.pop())", "results.insert(0, to_visit.pop())"),
    "order holds the output only": ("results.append(to_visit.pop())", "to_visit.pop(); results.append(root)"),
    "order holds everything but the output": ("return leaves, results", "return leaves, results[:-1]"),
    "order not turned at the end": ("return leaves, results", "return leaves, results[::-1]"),
    "leaves are results": ("leaves.append(node)", "results.append(node)"),
    "results are leaves": ("return leaves, results", "return leaves + results, results"),
}

EQUIVALENT = {  # edits that look like faults and are none, each with the reason
    "inputs visited last to first": ("*node._prev)", "*node._prev[::-1])"),  # one valid order or another
    "leaves that hold nothing are kept, too": ("if leaf.grad]", "]"),  # adding 0 changes nothing
}


def edited(old, new):
    assert SOURCE.count(old) == 1, f"{old!r} stands {SOURCE.count(old)} times in the engine; adapt the table"
    return SOURCE.replace(old, new)


# The judgement.

FILENAME = "<faulty engine>"
BUDGET = 100_000  # executed lines; the sound engine needs about 10 000


class Runaway(Exception):
    """The engine executed more lines than the checks can need."""


@contextmanager
def line_budget(lines):
    """Raise Runaway once code loaded under FILENAME has executed that many lines."""
    left = lines

    def trace(frame, event, arg):
        nonlocal left
        if frame.f_code.co_filename != FILENAME:
            return None
        left -= 1
        if left < 0:
            raise Runaway
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def load(source):
    """The module that `source` defines."""
    module = ModuleType("faulty_engine")
    exec(compile(source, FILENAME, "exec"), vars(module))
    return module


def complaint(source, budget=BUDGET):
    """What the checks say about the engine in `source`, or None."""
    engine = load(source)
    try:
        with line_budget(budget):
            check(engine)
    except NameError:  # a misspelt fault is not a caught one
        raise
    except Exception as error:  # noqa: BLE001 - a fault may show as any error
        return error
    return None


def test_the_engine_as_it_stands_passes():
    assert complaint(SOURCE, budget=BUDGET // 5) is None


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in slope_faults()])
def test_a_wrong_local_derivative_is_caught(source):
    assert complaint(source) is not None


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_caught(name):
    assert complaint(edited(*SLIPS[name])) is not None


@pytest.mark.parametrize("name", EQUIVALENT)
def test_an_equivalent_edit_is_none(name):
    assert complaint(edited(*EQUIVALENT[name])) is None


def test_the_faults_are_many_and_different():
    faults = [source for _, source in slope_faults()] + [edited(*slip) for slip in SLIPS.values()]
    assert len({ast.dump(ast.parse(source)) for source in [SOURCE, *faults]}) == len(faults) + 1
    assert len(faults) >= 40


def test_a_fault_that_never_ends_is_stopped():
    assert isinstance(complaint(edited("node = to_visit.pop()", "node = to_visit[-1]")), Runaway)
