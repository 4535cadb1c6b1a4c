"""Random expressions as data, so that one expression can be evaluated on Values, on tensors, on decimals, on dual numbers.

A program is a list of steps. The first nodes are the inputs and each step makes one more, from the nodes before it. In a
step an int is the index of a node and a float is a plain number: ("*", 0, 0), ("-", 1.0, 2), ("**", 3, 2.0), ("tanh", 4).
The result is the sum of the nodes that no step uses, so every step matters to it.
"""

import math
import operator

from hypothesis import strategies as st

BINARY = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
}
METHODS = {"neg": operator.neg} | {
    name: operator.methodcaller(name) for name in ("exp", "log", "tanh", "relu", "sigmoid")
}
FLOATS = {
    "neg": operator.neg,
    "exp": math.exp,
    "log": math.log,
    "tanh": math.tanh,
    "relu": lambda x: max(x, 0.0),
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
}
NUMBERS = [-2.0, -1.0, 0.5, 1.0, 1.5, 2.0, 3.0]


def evaluate(program, inputs, unary=METHODS, number=float):
    """The result of `program` on `inputs`, which may be of any type with arithmetic.

    unary: what "exp", "tanh" and so on mean for that type. number: turns a plain number into what the type mixes with.
    """
    nodes = list(inputs)
    for step in program:
        nodes.append(_apply(step, nodes, unary, number))
    used = {i for _, *operands in program for i in operands if isinstance(i, int)}
    return sum(node for i, node in enumerate(nodes) if i not in used)


def forms(program):
    """The kinds of step in `program`: ("neg", "node"), ("-", "number", "node"), ("*", "node", "same node")."""
    for op, *operands in program:
        kinds = ["node" if isinstance(i, int) else "number" for i in operands]
        if len(operands) == 2 and isinstance(operands[0], int) and operands[0] == operands[1]:
            kinds[1] = "same node"
        yield op, *kinds


@st.composite
def programs(draw, max_steps=12):
    """A program and its inputs, as floats. Every operation stays in its domain and away from kinks and poles."""
    inputs = draw(st.lists(st.floats(0.25, 3.0).flatmap(lambda x: st.sampled_from([x, -x])), min_size=1, max_size=3))
    nodes, program = list(inputs), []
    for _ in range(draw(st.integers(1, max_steps))):
        i, j = (draw(st.integers(0, len(nodes) - 1)) for _ in range(2))
        c = draw(st.sampled_from(NUMBERS))
        candidates = [(op, i) for op in METHODS]
        candidates += [(op, *operands) for op in BINARY for operands in ((i, j), (i, c), (c, i))]
        step = draw(st.sampled_from([step for step in candidates if _in_domain(step, nodes)]))
        program.append(step)
        nodes.append(_apply(step, nodes, FLOATS, float))
    return program, inputs


def _apply(step, nodes, unary, number):
    op, *operands = step
    operands = [nodes[i] if isinstance(i, int) else number(i) for i in operands]
    return unary[op](*operands) if op in unary else BINARY[op](*operands)


def _in_domain(step, nodes):
    """Whether `step` has a result and a slope that floating point can be trusted with."""
    op, *operands = step
    x = [nodes[i] if isinstance(i, int) else i for i in operands]
    if op == "relu":
        return x[0] != 0  # the kink
    if op in ("tanh", "sigmoid") and abs(x[0]) > 4:
        return False  # so flat that 1 - tanh**2 keeps few digits
    if op == "log" and x[0] <= 0:
        return False
    if op == "/" and x[1] == 0:
        return False
    if op == "**":
        whole_number = isinstance(operands[1], float) and x[1].is_integer()
        if abs(x[1]) > 5 or x[0] == 0 or (x[0] < 0 and not whole_number):
            return False
    return 0.1 <= abs(_apply(step, nodes, FLOATS, float)) <= 10
