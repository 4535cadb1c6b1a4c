"""A scalar autograd engine and a small neural network, in one sitting.

`Value` is a number that remembers how it was made. Arithmetic on Values grows an expression graph, and `backward()` walks
it from the result to the inputs, handing each its gradient. `Neuron`, `Layer` and `MLP` build a network out of Values.

    >>> a, b = Value(2.0), Value(-3.0)
    >>> L = a * b + 10
    >>> L.backward()
    >>> L.data, a.grad, b.grad
    (4.0, -3.0, 2.0)
"""

import math
import random
from numbers import Real


def _real(number):
    """`number` as a float; TypeError for what is not one real number, OverflowError for one that is too large."""
    if isinstance(number, Real):
        try: return float(number)
        except OverflowError: raise OverflowError("a Value holds a float, and this number is too large for one") from None
    kind = type(number).__name__
    if kind == "Value" and not isinstance(number, Value): kind += " (of a class defined earlier: run the cells from the top)"
    elif hasattr(number, "__float__") and not hasattr(number, "__len__"): kind += " (take float() of it)"
    raise TypeError(f"a Value holds one real number, not {kind}")


class Value:
    """A real number in an expression graph.

    data: the number, a float. grad: d(output)/d(this), filled in by `output.backward()`; 0.0 until then.
    label: a name for pictures. A wrong type raises TypeError. A number outside an operation's domain raises ValueError,
    ZeroDivisionError or OverflowError; the message names both. Copy or pickle a network, not a graph: these recurse.
    """

    __slots__ = ("data", "grad", "label", "_prev", "_op", "_local")
    __array_ufunc__ = None  # NumPy then leaves `np.float64(3) * value` to Value

    def __init__(self, data, label=""):
        self.data = data if type(data) is float else _real(data)
        self.grad, self.label = 0.0, label
        self._prev = ()  # the inputs, in order; a + a has two
        self._op = ""  # the operation that made this Value
        self._local = ()  # d(this)/d(input), one number per input

    def __repr__(self): return f"Value(data={self.data}, grad={self.grad})"

    # Every operation is one line: its result, its symbol, its inputs, and its local derivative for each input.
    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return _node(self.data + other.data, "+", (self, other), (1.0, 1.0))

    def __sub__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return _node(self.data - other.data, "-", (self, other), (1.0, -1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return _node(self.data * other.data, "*", (self, other), (other.data, self.data))

    def __truediv__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        if other.data == 0: raise ZeroDivisionError(f"{self.data} / {other.data}: division by zero")
        y = self.data / other.data
        return _node(y, "/", (self, other), (1 / other.data, -y / other.data))

    def __pow__(self, other):
        """self ** other. A Value as exponent needs a positive base, because its derivative holds log(base)."""
        if not isinstance(other, Value):
            x, k = self.data, _real(other)
            return _node(_power(x, k), f"**{k:g}", (self,), (_power_slope(x, k),))
        x, k = self.data, other.data
        if x <= 0: raise ValueError(f"({x}) ** Value({k}): a Value as exponent needs a positive base")
        y = _power(x, k)
        return _node(y, "**", (self, other), (k * y / x, y * math.log(x)))

    def __neg__(self): return _node(-self.data, "neg", (self,), (-1.0,))

    def exp(self):
        try: y = math.exp(self.data)
        except OverflowError: raise OverflowError(f"exp({self.data}): the result is too large for a float") from None
        return _node(y, "exp", (self,), (y,))

    def log(self):
        """The natural logarithm."""
        if self.data <= 0: raise ValueError(f"log({self.data}): only a positive number has a logarithm")
        return _node(math.log(self.data), "log", (self,), (1 / self.data,))

    def tanh(self):
        y = math.tanh(self.data)
        return _node(y, "tanh", (self,), (1 - y * y,))

    def relu(self):
        """max(0, self); the slope at 0 is taken as 0, as PyTorch does."""
        return _node(max(self.data, 0.0), "relu", (self,), (1.0 if self.data > 0 else 0.0,))

    def sigmoid(self):
        """1 / (1 + exp(-self)), written so that exp never sees a positive number."""
        e = math.exp(-abs(self.data))
        y = 1 / (1 + e) if self.data >= 0 else e / (1 + e)
        return _node(y, "sigmoid", (self,), (e / (1 + e) ** 2,))

    # Python asks the right-hand operand when the left one is a plain number: 2 * a is a.__rmul__(2).
    def __radd__(self, other): return Value(other) + self
    def __rsub__(self, other): return Value(other) - self
    def __rmul__(self, other): return Value(other) * self
    def __rtruediv__(self, other): return Value(other) / self
    def __rpow__(self, other): return Value(other) ** self

    # The chain rule, first for one node, then for the whole graph.
    def _backward(self):
        """Add local derivative * own gradient to the gradient of each input."""
        grad = self.grad
        for input, slope in zip(self._prev, self._local):
            input.grad += slope * grad

    def backward(self):
        """Fill in the gradient d(self)/d(v) of every Value v that self depends on, at any depth.

        Leaves, made from no others, add up from call to call, as in PyTorch; results of operations start afresh.
        """
        leaves, results = _topological_order(self)
        earlier = [(leaf, leaf.grad) for leaf in leaves if leaf.grad]
        for leaf, _ in earlier: leaf.grad = 0.0
        for node in results: node.grad = 0.0
        self.grad = 1.0  # d(self)/d(self)
        for node in reversed(results): node._backward()
        for leaf, grad in earlier: leaf.grad += grad


def _node(data, op, inputs, local):
    """The Value that operation `op` made from `inputs`; `local` holds d(data)/d(input) for each."""
    out = object.__new__(Value)  # the data is a float already: the checks of Value(data) need not run again
    out.data, out.grad, out.label = data, 0.0, ""
    out._op, out._prev, out._local = op, inputs, local
    return out


def _power(x, k):
    """x ** k for floats, or an error that says what is wrong; never a complex number."""
    if x < 0 and not k.is_integer(): raise ValueError(f"({x}) ** {k}: a negative base needs a whole-number exponent")
    try: return x**k
    except ZeroDivisionError: raise ZeroDivisionError(f"({x}) ** {k}: zero has no negative power") from None
    except OverflowError: raise OverflowError(f"({x}) ** {k}: the result is too large for a float") from None


def _power_slope(x, k):
    """d(x**k)/dx = k * x**(k-1). At x = 0 a root is infinitely steep, as PyTorch says too."""
    if x == 0: return 1.0 if k == 1 else math.inf if 0 < k < 1 else 0.0
    try: return k * x ** (k - 1)
    except OverflowError: return k * (x**k / x)  # infinite, with the right sign


def _topological_order(root):
    """The leaves below `root`, and the results, each after all of its inputs; `root` is last."""
    leaves, results, seen, to_visit = [], [], set(), [root]
    while to_visit:
        node = to_visit.pop()
        if node is None:  # the mark that lies on a node whose inputs are done
            results.append(to_visit.pop())
        elif node not in seen:
            seen.add(node)
            if node._prev:
                to_visit += (node, None, *node._prev)
            else:
                leaves.append(node)
    return leaves, results


ACTIVATIONS = {"tanh": Value.tanh, "relu": Value.relu, "sigmoid": Value.sigmoid, "linear": lambda n: n}


class Module:
    """What Neuron, Layer and MLP share. Each has parameters(): every weight and bias once, in a fixed order."""
    def zero_grad(self):
        for p in self.parameters(): p.grad = 0.0


class Neuron(Module):
    """activation(w[0] * x[0] + ... + w[nin-1] * x[nin-1] + b), with weights and bias drawn from U(-1, 1), weights first.
    nin: how many inputs. activation: "tanh", "relu", "sigmoid" or "linear". rng: a random.Random."""
    def __init__(self, nin, activation="tanh", rng=random):
        if activation not in ACTIVATIONS:
            raise ValueError(f"no activation {activation!r}; choose from {', '.join(ACTIVATIONS)}")
        if nin < 1: raise ValueError(f"a neuron needs at least 1 input, not {nin}")
        if not hasattr(rng, "uniform"): raise TypeError(f"rng is a random.Random, such as random.Random(42), not {rng!r}")
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(nin)]
        self.b, self.activation = Value(rng.uniform(-1, 1)), activation

    def __call__(self, x):
        """x: nin numbers or Values. Returns one Value."""
        if not hasattr(x, "__len__"): raise TypeError(f"x is a list of {len(self.w)} inputs, not a {type(x).__name__}")
        if len(x) != len(self.w): raise ValueError(f"this neuron takes {len(self.w)} inputs, but x has {len(x)}")
        n = self.b
        for w, xi in zip(self.w, x): n = n + w * xi
        return ACTIVATIONS[self.activation](n)

    def parameters(self): return [*self.w, self.b]


class Layer(Module):
    """nout neurons that all look at the same nin inputs."""
    def __init__(self, nin, nout, activation="tanh", rng=random):
        if nout < 1: raise ValueError(f"a layer needs at least 1 neuron, not {nout}")
        self.neurons = [Neuron(nin, activation, rng) for _ in range(nout)]

    def __call__(self, x):
        """x: nin numbers or Values. Returns a list of nout Values, or the Value itself if nout is 1."""
        outs = [neuron(x) for neuron in self.neurons]
        return outs[0] if len(outs) == 1 else outs

    def parameters(self): return [p for neuron in self.neurons for p in neuron.parameters()]


class MLP(Module):
    """A multi-layer perceptron: layers of sizes nouts, each fed by the one before; MLP(3, [4, 4, 1]) has 41 parameters.
    activation: of every layer; output: of the last layer, where it should differ."""
    def __init__(self, nin, nouts, activation="tanh", output=None, rng=random):
        if not hasattr(nouts, "__len__") or not len(nouts):
            raise ValueError(f"nouts lists the sizes of at least one layer, as [4, 1] does; it is {nouts!r}")
        kinds = [activation] * (len(nouts) - 1) + [output or activation]
        self.layers = [Layer(*shape, rng=rng) for shape in zip([nin, *nouts], nouts, kinds)]

    def __call__(self, x):
        """x: nin numbers or Values. Returns what the last layer returns."""
        for layer in self.layers: x = layer([x] if isinstance(x, (Value, Real)) else x)
        return x

    def parameters(self): return [p for layer in self.layers for p in layer.parameters()]
