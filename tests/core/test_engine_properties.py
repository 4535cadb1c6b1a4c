"""Random expressions: the engine's gradients against central differences and against forward-mode differentiation."""

import math
from collections import Counter
from decimal import Decimal, localcontext

import pytest
from expressions import BINARY, FLOATS, METHODS, evaluate, forms, programs
from hypothesis import HealthCheck, given, settings

from micrograd_core import Value

# derandomize: the same expressions in every run. No deadline: a slow machine is not a wrong gradient.
repeatable = settings(
    derandomize=True, deadline=None, max_examples=300, database=None, suppress_health_check=[HealthCheck.too_slow]
)


def gradients(program, inputs):
    """The engine's result, a float, and its gradient for each input."""
    leaves = [Value(x) for x in inputs]
    out = evaluate(program, leaves)
    out.backward()
    return out.data, [leaf.grad for leaf in leaves]


# Central differences in 50 digits, where h can be so small that neither truncation nor cancellation is left.

H = Decimal("1e-20")


def _tanh(x):
    e = (2 * x).exp()
    return (e - 1) / (e + 1)


DECIMALS = {
    "neg": lambda x: -x,
    "exp": Decimal.exp,
    "log": Decimal.ln,
    "tanh": _tanh,
    "relu": lambda x: max(x, Decimal(0)),
    "sigmoid": lambda x: 1 / (1 + (-x).exp()),
}


def central_differences(program, inputs):
    """The slope of the program's result along each input."""
    with localcontext(prec=50):
        inputs = [Decimal(x) for x in inputs]
        slopes = []
        for i, x in enumerate(inputs):
            up, down = (
                evaluate(program, [*inputs[:i], x + h, *inputs[i + 1 :]], unary=DECIMALS, number=Decimal)
                for h in (H, -H)
            )
            slopes.append(float((up - down) / (2 * H)))
        return slopes


@given(programs())
@repeatable
def test_gradients_equal_central_differences(expression):
    program, inputs = expression
    _, grads = gradients(program, inputs)
    for grad, slope, dual in zip(grads, central_differences(program, inputs), forward_mode(program, inputs)):
        assert grad == pytest.approx(slope, rel=1e-9, abs=1e-9 * dual.size)


# Forward mode, the other direction through the chain rule: every number carries its own slope along one input.


class Dual:
    """A number and its slope. size sums |slope| over all paths: rounding is to be measured against that, not the slope."""

    def __init__(self, value, slope=0.0, size=0.0):
        self.value, self.slope, self.size = value, slope, size

    def _through(self, value, slope):
        return Dual(value, slope * self.slope, abs(slope) * self.size)

    def __add__(self, other):
        other = dual(other)
        return Dual(self.value + other.value, self.slope + other.slope, self.size + other.size)

    def __neg__(self):
        return self._through(-self.value, -1)

    def __sub__(self, other):
        return self + -dual(other)

    def __mul__(self, other):
        other, value = dual(other), self.value * dual(other).value
        return self._through(value, other.value) + other._through(0.0, self.value)

    def reciprocal(self):
        return self._through(1 / self.value, -(self.value**-2))

    def __truediv__(self, other):
        return self * dual(other).reciprocal()

    def __pow__(self, other):
        if isinstance(other, float):
            return self._through(self.value**other, other * self.value ** (other - 1))
        return (self.log() * other).exp()  # x ** y is e ** (y log x)

    def exp(self):
        return self._through(math.exp(self.value), math.exp(self.value))

    def log(self):
        return self._through(math.log(self.value), 1 / self.value)

    def tanh(self):
        return self._through(math.tanh(self.value), math.cosh(self.value) ** -2)

    def relu(self):
        return self if self.value > 0 else dual(0.0)

    def sigmoid(self):
        return (1 + (-self).exp()).reciprocal()

    def __radd__(self, other):
        return dual(other) + self

    def __rsub__(self, other):
        return dual(other) - self

    def __rmul__(self, other):
        return dual(other) * self

    def __rtruediv__(self, other):
        return dual(other) / self

    def __rpow__(self, other):
        return (self * math.log(other)).exp()


def dual(x):
    return x if isinstance(x, Dual) else Dual(x)


def forward_mode(program, inputs):
    """For each input, the result as a Dual whose slope is the slope along that input."""
    for i in range(len(inputs)):
        yield evaluate(program, [Dual(x, float(i == k), float(i == k)) for k, x in enumerate(inputs)])


@given(programs())
@repeatable
def test_gradients_equal_forward_mode(expression):
    program, inputs = expression
    value, grads = gradients(program, inputs)
    for grad, expected in zip(grads, forward_mode(program, inputs)):
        assert value == pytest.approx(expected.value, rel=1e-9, abs=1e-9)
        assert grad == pytest.approx(expected.slope, rel=1e-9, abs=1e-9 * expected.size)


@given(programs())
@repeatable
def test_the_value_is_that_of_plain_floats(expression):
    program, inputs = expression
    assert gradients(program, inputs)[0] == pytest.approx(evaluate(program, inputs, FLOATS), rel=1e-12, abs=1e-12)


@given(programs())
@repeatable
def test_a_second_backward_doubles_every_gradient(expression):
    program, inputs = expression
    leaves = [Value(x) for x in inputs]
    out = evaluate(program, leaves)
    out.backward()
    once = [leaf.grad for leaf in leaves]
    out.backward()
    for leaf, grad, expected in zip(leaves, once, forward_mode(program, inputs)):
        assert leaf.grad == pytest.approx(2 * grad, rel=1e-12, abs=1e-12 * expected.size)
    assert out.grad == 1.0


def test_the_random_expressions_reach_every_form_of_every_operation():
    found, reuse = Counter(), Counter()

    @given(programs())
    @repeatable
    def look(expression):
        program, inputs = expression
        found.update(forms(program))
        uses = Counter(i for _, *operands in program for i in operands if isinstance(i, int))
        reuse["input"] += any(uses[i] > 1 for i in range(len(inputs)))
        reuse["intermediate"] += any(count > 1 for i, count in uses.items() if i >= len(inputs))

    look()
    wanted = {(op, "node") for op in METHODS}
    wanted |= {(op, *kinds) for op in BINARY for kinds in (("node", "node"), ("node", "number"), ("number", "node"))}
    wanted |= {(op, "node", "same node") for op in BINARY if op != "-"}  # x - x is 0, where rounding is all there is
    assert wanted - found.keys() == set()
    assert reuse["input"] > 50 and reuse["intermediate"] > 50
