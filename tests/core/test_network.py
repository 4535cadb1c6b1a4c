"""Neuron, Layer and MLP: parameters, activations, bad shapes, gradients of a whole loss, and training."""

import math
import random

import numpy as np
import pytest

from micrograd_core import MLP, Layer, Module, Neuron, Value

# The four examples of the lesson on training.
INPUTS = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
TARGETS = [1.0, -1.0, -1.0, 1.0]

PLAIN = {
    "tanh": math.tanh,
    "relu": lambda n: max(n, 0.0),
    "sigmoid": lambda n: 1 / (1 + math.exp(-n)),
    "linear": lambda n: n,
}


def seeded(seed=0):
    return random.Random(seed)


def loss_of(net):
    return sum((net(x) - y) ** 2 for x, y in zip(INPUTS, TARGETS))


# Parameters.


def test_the_network_of_the_lessons_has_41_parameters():
    net = MLP(3, [4, 4, 1])
    assert len(net.parameters()) == 41
    assert [len(layer.parameters()) for layer in net.layers] == [16, 20, 5]


@pytest.mark.parametrize(
    "module, count",
    [(Neuron(3), 4), (Layer(3, 4), 16), (MLP(2, [16, 16, 1]), 337), (MLP(1, [1]), 2), (MLP(5, (2,)), 12)],
    ids=["Neuron(3)", "Layer(3, 4)", "MLP(2, [16, 16, 1])", "MLP(1, [1])", "MLP(5, (2,))"],
)
def test_every_parameter_comes_once(module, count):
    parameters = module.parameters()
    assert len(parameters) == len(set(parameters)) == count
    assert all(type(p) is Value and p._prev == () for p in parameters)


def test_the_order_is_layer_by_layer_neuron_by_neuron_weights_then_bias():
    net = MLP(3, [4, 4, 1])
    by_hand = []
    for layer in net.layers:
        for neuron in layer.neurons:
            by_hand += [*neuron.w, neuron.b]
    assert net.parameters() == by_hand
    assert net.parameters() == net.parameters()


def test_a_parameter_list_is_the_callers_own():
    net = Neuron(3)
    net.parameters().clear()
    assert len(net.parameters()) == 4


def test_a_seeded_generator_makes_the_weights_repeatable():
    def weights(rng):
        return [p.data for p in MLP(3, [4, 4, 1], rng=rng).parameters()]

    assert weights(seeded(7)) == weights(seeded(7)) != weights(seeded(8))
    rng = seeded(7)
    assert weights(seeded(7)) == [rng.uniform(-1, 1) for _ in range(41)]


def test_a_seeded_generator_leaves_the_shared_one_alone():
    random.seed(3)
    MLP(3, [4, 4, 1], rng=seeded(7))
    after = random.random()
    assert after == random.Random(3).random()


def test_without_a_generator_the_shared_one_is_used():
    random.seed(3)
    weights = [p.data for p in Neuron(3).parameters()]
    rng = random.Random(3)
    assert weights == [rng.uniform(-1, 1) for _ in range(4)]


def test_weights_and_biases_are_uniform_between_minus_one_and_one():
    net = MLP(20, [50, 1], rng=seeded())
    biases = [neuron.b.data for neuron in net.layers[0].neurons]
    weights = [w.data for neuron in net.layers[0].neurons for w in neuron.w]
    for drawn, few in ((weights, 0.05), (biases, 0.2)):
        assert -1 <= min(drawn) < -1 + few and 1 - few < max(drawn) <= 1
        assert abs(sum(drawn) / len(drawn)) < 3 * few
        assert sum(x * x for x in drawn) / len(drawn) == pytest.approx(1 / 3, abs=few)


def test_zero_grad_clears_every_parameter_and_nothing_else():
    net, x = MLP(2, [3, 1], rng=seeded()), [Value(1.0), Value(-2.0)]
    before = [p.data for p in net.parameters()]
    net(x).backward()
    assert all(p.grad != 0 for p in net.parameters())
    net.zero_grad()
    assert [p.grad for p in net.parameters()] == [0.0] * len(before)
    assert [p.data for p in net.parameters()] == before
    assert all(xi.grad != 0 for xi in x)


@pytest.mark.parametrize("module", [Neuron(2), Layer(2, 3), MLP(2, [3, 1])], ids=["Neuron", "Layer", "MLP"])
def test_every_kind_of_module_can_zero_its_gradients(module):
    for p in module.parameters():
        p.grad = 5.0
    assert isinstance(module, Module) and module.zero_grad() is None
    assert {p.grad for p in module.parameters()} == {0.0}


# Forward.


@pytest.mark.parametrize("activation", PLAIN)
@pytest.mark.parametrize("bias", [0.3, -5.0])
def test_a_neuron_is_its_activation_of_the_weighted_sum(activation, bias):
    neuron = Neuron(2, activation=activation)
    for p, number in zip(neuron.parameters(), (1.5, -0.5, bias)):
        p.data = number
    assert neuron([2.0, 3.0]).data == pytest.approx(PLAIN[activation](2.0 * 1.5 - 3.0 * 0.5 + bias), rel=1e-14)


def test_tanh_is_the_activation_everywhere_by_default():
    net = MLP(3, [4, 4, 1])
    assert {neuron.activation for layer in net.layers for neuron in layer.neurons} == {"tanh"}
    assert net(INPUTS[0])._op == "tanh"
    assert Neuron(3)(INPUTS[0])._op == "tanh"
    assert Layer(3, 1)(INPUTS[0])._op == "tanh"


def test_activation_is_for_every_layer_and_output_for_the_last():
    def kinds(net):
        return [{neuron.activation for neuron in layer.neurons} for layer in net.layers]

    assert kinds(MLP(2, [3, 3, 1], activation="relu")) == [{"relu"}, {"relu"}, {"relu"}]
    assert kinds(MLP(2, [3, 3, 1], output="linear")) == [{"tanh"}, {"tanh"}, {"linear"}]
    assert kinds(MLP(2, [3, 3, 1], activation="relu", output="sigmoid")) == [{"relu"}, {"relu"}, {"sigmoid"}]
    assert kinds(MLP(2, [1], output="linear")) == [{"linear"}]


def plain_forward(net, x):
    """What `net` must return for one example, in plain floats."""
    for layer in net.layers:
        x = [
            PLAIN[neuron.activation](sum(w.data * xi for w, xi in zip(neuron.w, x)) + neuron.b.data)
            for neuron in layer.neurons
        ]
    return x


@pytest.mark.parametrize("activation", PLAIN)
def test_a_network_feeds_each_layer_with_the_one_before(activation):
    net = MLP(3, [4, 2], activation=activation, rng=seeded())
    assert [out.data for out in net(INPUTS[0])] == pytest.approx(plain_forward(net, INPUTS[0]), rel=1e-13)


def test_a_layer_of_one_neuron_returns_the_value_and_a_wider_one_a_list():
    x = [1.0, 2.0]
    assert type(Layer(2, 1)(x)) is Value
    assert type(MLP(2, [3, 1])(x)) is Value
    for outs, count in ((Layer(2, 3)(x), 3), (MLP(2, [1, 2])(x), 2)):
        assert type(outs) is list and [type(out) for out in outs] == [Value] * count


@pytest.mark.parametrize("nouts", [[1, 1], [3, 1, 1], [1, 3, 1], [1]])
def test_a_hidden_layer_may_have_one_neuron(nouts):
    net = MLP(2, nouts, rng=seeded())
    assert net([1.0, 2.0]).data == pytest.approx(*plain_forward(net, [1.0, 2.0]), rel=1e-14)


@pytest.mark.parametrize(
    "x",
    [(1, 2), [Value(1.0), 2.0], [np.float32(1), np.int64(2)], np.array([1.0, 2.0]), {1.0: None, 2.0: None}.keys()],
    ids=["tuple", "Value and float", "NumPy scalars", "NumPy row", "any sized iterable"],
)
def test_inputs_may_be_any_row_of_numbers_or_values(x):
    assert MLP(2, [2, 1], rng=seeded())(x).data == MLP(2, [2, 1], rng=seeded())([1.0, 2.0]).data


# Bad shapes and names.


@pytest.mark.parametrize("module", [Neuron(3), Layer(3, 2), MLP(3, [2, 1])], ids=["Neuron", "Layer", "MLP"])
@pytest.mark.parametrize("x", [[], [1.0, 2.0], [1.0] * 17], ids=len)
def test_a_wrong_number_of_inputs_is_refused_with_both_lengths(module, x):
    with pytest.raises(ValueError, match=rf"\b3\b.*\b{len(x)}\b"):
        module(x)


@pytest.mark.parametrize(
    "make",
    [
        lambda name: Neuron(3, activation=name),
        lambda name: Layer(3, 2, activation=name),
        lambda name: MLP(3, [4, 1], activation=name),
        lambda name: MLP(3, [4, 1], output=name),
    ],
    ids=["Neuron", "Layer", "MLP", "MLP output"],
)
@pytest.mark.parametrize("name", ["gelu", "ReLU", "tanh "])
def test_an_unknown_activation_is_refused_with_the_choice(make, name):
    with pytest.raises(ValueError) as caught:
        make(name)
    assert repr(name) in str(caught.value)
    assert all(known in str(caught.value) for known in PLAIN)


@pytest.mark.parametrize(
    "make, words",
    [
        (lambda: Neuron(0), "at least 1 input"),
        (lambda: Neuron(-2), "-2"),
        (lambda: Layer(3, 0), "at least 1 neuron"),
        (lambda: MLP(3, []), "at least one layer"),
        (lambda: MLP(3, [4, 0, 1]), "at least 1 neuron"),
        (lambda: MLP(0, [1]), "at least 1 input"),
    ],
)
def test_an_empty_network_is_refused(make, words):
    with pytest.raises(ValueError, match=words):
        make()


@pytest.mark.parametrize("nouts", [4, 4.0, None, (size for size in [4, 1])], ids=["4", "4.0", "None", "generator"])
def test_layer_sizes_that_are_no_list_are_refused(nouts):
    with pytest.raises(ValueError, match=r"nouts lists the sizes of at least one layer, as \[4, 1\] does; it is "):
        MLP(3, nouts)


@pytest.mark.parametrize(
    "make", [lambda rng: Neuron(3, rng=rng), lambda rng: Layer(3, 2, rng=rng), lambda rng: MLP(3, [1], rng=rng)]
)
@pytest.mark.parametrize("rng", [42, None])
def test_a_seed_in_place_of_a_generator_is_refused(make, rng):
    with pytest.raises(TypeError, match=rf"rng is a random.Random, such as random.Random\(42\), not {rng}"):
        make(rng)


@pytest.mark.parametrize("module", [Neuron(3), Layer(3, 2), MLP(3, [2, 1])], ids=["Neuron", "Layer", "MLP"])
@pytest.mark.parametrize("x", [None, (each for each in [1.0, 2.0, 3.0])], ids=["None", "generator"])
def test_inputs_that_are_no_list_are_refused(module, x):
    with pytest.raises(TypeError, match=rf"x is a list of 3 inputs, not a {type(x).__name__}"):
        module(x)


# Gradients of a whole loss, and training.


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu", "linear"])
def test_the_gradient_of_the_loss_equals_central_differences(activation):
    net, h = MLP(3, [4, 4, 1], activation=activation, output="linear", rng=seeded(3)), 1e-5

    def plain_loss():
        return sum((plain_forward(net, x)[0] - y) ** 2 for x, y in zip(INPUTS, TARGETS))

    loss = loss_of(net)
    loss.backward()
    assert loss.data == pytest.approx(plain_loss(), rel=1e-12)
    assert sum(p.grad != 0 for p in net.parameters()) > 20
    for p in net.parameters():
        start = p.data
        p.data = start + h
        up = plain_loss()
        p.data = start - h
        down = plain_loss()
        p.data = start
        assert p.grad == pytest.approx((up - down) / (2 * h), rel=1e-6, abs=1e-7)


def test_the_inputs_get_gradients_too():
    net, x = MLP(2, [3, 1], rng=seeded()), [0.5, -0.25]
    leaves, h = [Value(xi) for xi in x], 1e-5
    net(leaves).backward()
    for i, leaf in enumerate(leaves):
        up, down = (plain_forward(net, [xk + s * h * (k == i) for k, xk in enumerate(x)])[0] for s in (1, -1))
        assert leaf.grad == pytest.approx((up - down) / (2 * h), rel=1e-7)


def train(net, steps, rate):
    """The four-step loop. Returns the loss before each step, and after the last."""
    losses = []
    for _ in range(steps):
        loss = loss_of(net)  # forward
        net.zero_grad()  # zero
        loss.backward()  # backward
        for p in net.parameters():  # update
            p.data -= rate * p.grad
        losses.append(loss.data)
    return [*losses, loss_of(net).data]


@pytest.mark.parametrize("seed", range(5))
def test_the_four_step_loop_trains_the_four_examples(seed):
    net = MLP(3, [4, 4, 1], rng=seeded(seed))
    losses = train(net, steps=100, rate=0.05)
    assert losses[0] > 1
    assert losses[-1] < 0.05
    assert [net(x).data > 0 for x in INPUTS] == [y > 0 for y in TARGETS]


def test_training_is_repeatable_to_the_last_bit():
    runs = {tuple(train(MLP(3, [4, 4, 1], rng=seeded(1337)), steps=20, rate=0.1)) for _ in range(3)}
    assert len(runs) == 1


def test_a_network_of_zeros_does_not_learn():
    net = MLP(3, [4, 4, 1])
    for p in net.parameters():
        p.data = 0.0
    assert train(net, steps=5, rate=0.1) == [4.0] * 6
    assert {p.grad for p in net.parameters()} == {0.0}
