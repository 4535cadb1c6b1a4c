"""The exercises of lesson 03: an engine of one's own, rule by rule, and how to tell a wrong one."""

import math

import micrograd_core
from classroom.checks.exercise import Exercise, Mistake
from classroom.checks.fresh import fresh
from classroom.checks.guard import Raised
from classroom.checks.kinds import a_class, a_function
from classroom.checks.observing import observe, own_class
from classroom.exercises.engines_probe import Value, codes_of, run_rules, signed, taught, topological
from classroom.instruments import nudge

# Operations of a closure engine, right and wrong, from their rules.


def node(data, inputs, op, rule):
    """A node whose rule is rule(out): it adds to the inputs' gradients."""
    out = type(inputs[0])(data, inputs, op)
    out._backward = lambda: rule(out)
    return out


def binary(forward, rule):
    """An operation of two inputs from its result and from rule(self, other, out)."""

    def operation(self, other):
        return node(forward(self.data, other.data), (self, other), "?", lambda out: rule(self, other, out))

    return operation


def unary(rule, forward=math.tanh):
    def operation(self):
        return node(forward(self.data), (self,), "tanh", lambda out: rule(self, out))

    return operation


def plus(rule):
    return binary(lambda x, y: x + y, rule)


def times(rule):
    return binary(lambda x, y: x * y, rule)


def hand(share_of_self, share_of_other):
    """A rule that adds each input's share."""

    def rule(self, other, out):
        self.grad += share_of_self(self, other, out)
        other.grad += share_of_other(self, other, out)

    return rule


def overwrite(share_of_self, share_of_other):
    """The same rule with = where += should be."""

    def rule(self, other, out):
        self.grad = share_of_self(self, other, out)
        other.grad = share_of_other(self, other, out)

    return rule


def overwriting_first(share_of_self, share_of_other):
    def rule(self, other, out):
        self.grad = share_of_self(self, other, out)
        other.grad += share_of_other(self, other, out)

    return rule


def overwriting_second(share_of_self, share_of_other):
    def rule(self, other, out):
        self.grad += share_of_self(self, other, out)
        other.grad = share_of_other(self, other, out)

    return rule


def value(self, other, out):
    return out.data


def arriving(self, other, out):
    return out.grad


def by_other(self, other, out):
    return other.data * out.grad


def by_self(self, other, out):
    return self.data * out.grad


def seeding(rule):
    """A rule that sets the result's gradient to 1 and then goes on."""

    def seeded(self, other, out):
        out.grad = 1.0
        rule(self, other, out)

    return seeded


def value_times_arriving(self, other, out):
    return out.data * out.grad


def multiplying_gradients(self, other, out):
    self.grad *= other.data * out.grad
    other.grad *= self.data * out.grad


def changing_the_second(self, other, out):
    self.grad += other.data * out.grad
    other.data += self.data * out.grad


def add_to_data(share_of_self, share_of_other):
    """A rule that adds to the inputs' numbers where it should add to their gradients."""

    def rule(self, other, out):
        self.data += share_of_self(self, other, out)
        other.data += share_of_other(self, other, out)

    return rule


def multiply_with_a_node(self, other):
    out = type(self)(self.data * other.data, (self, other), "*")

    def _backward():
        self.grad += multiply_with_a_node(other, out.grad)  # what `other * out.grad` calls
        other.grad += multiply_with_a_node(self, out.grad)

    out._backward = _backward
    return out


def add(self, other):
    out = type(self)(self.data + other.data, (self, other), "+")

    def _backward():
        self.grad += out.grad
        other.grad += out.grad

    out._backward = _backward
    return out


def add_in_a_loop(self, other):
    out = type(self)(self.data + other.data, (self, other), "+")

    def _backward():
        for input in out._prev:
            input.grad = input.grad + 1.0 * out.grad

    out._backward = _backward
    return out


def multiply(self, other):
    out = type(self)(self.data * other.data, (self, other), "*")

    def _backward():
        self.grad += other.data * out.grad
        other.grad += self.data * out.grad

    out._backward = _backward
    return out


def tanh(self):
    out = type(self)(math.tanh(self.data), (self,), "tanh")

    def _backward():
        self.grad += (1 - out.data**2) * out.grad

    out._backward = _backward
    return out


def tanh_by_factors(self):
    rule = unary(lambda self, out: None)
    out = rule(self)

    def _backward():
        self.grad = self.grad + (1 + out.data) * (1 - out.data) * out.grad

    out._backward = _backward
    return out


def tanh_by_cosh(self):
    def rule(self, out):
        self.grad += out.grad / math.cosh(self.data) ** 2

    return unary(rule)(self)


def topological_with_a_stack(root):
    """Inputs from right to left, no recursion: another order, as right as the other."""
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        node, inputs_done = stack.pop()
        if inputs_done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((input, False) for input in node._prev)
    return order


def topological_by_counting(root):
    """Kahn's way: a node comes when all its users have come; the list is then turned round."""
    users, found = {root: 0}, [root]
    for node in found:
        for input in node._prev:
            if input not in users:
                users[input] = 0
                found.append(input)
            users[input] += 1
    order, ready = [], [root]
    while ready:
        node = ready.pop()
        order.append(node)
        for input in node._prev:
            users[input] -= 1
            if users[input] == 0:
                ready.append(input)
    return order[::-1]


def backward(self):
    self.grad = 1.0
    for node in reversed(topological(self)):
        node._backward()


def backward_afresh(self):
    """Clears every gradient first, then goes by index."""
    order = topological_with_a_stack(self)
    for node in order:
        node.grad = 0.0
    order[-1].grad = 1.0
    for place in range(len(order) - 1, -1, -1):
        order[place]._backward()


def engine(**methods):
    """A class like Value, with right operations where `methods` names no others."""
    right = {"__add__": add, "__mul__": multiply, "tanh": tanh, "backward": backward}
    return type("Value", (Value,), {**right, **methods})


# 3.1 and 3.2: a rule for two inputs.


def rule_of_two(symbol):
    """The probe for an operation: fresh numbers, an arriving gradient that is not 1, one node in both places."""

    def probe(operation):
        kind = own_class(operation, Value)
        a_, b_, arrives, earlier_a, earlier_b = fresh(1.3, -0.7, 3.7, 0.4, 1.2)
        both = f"y = a {symbol} b at a = {a_}, b = {signed(b_)}"

        def changed(y, **inputs):
            """What a rule has no business to change, by name."""
            before = {"y.grad": (y.grad, arrives)} | {f"{name}.data": (v.data, x) for name, (v, x) in inputs.items()}
            return ", ".join(name for name, (now, then) in before.items() if now != then) or "nothing"

        def run(earlier=(0.0, 0.0), a_=a_):
            a, b = kind(a_), kind(b_)
            a.grad, b.grad = earlier
            y = operation(a, b)
            y.grad = arrives
            if failed := running_the_rule(y, operation):
                return failed
            others = changed(y, a=(a, a_), b=(b, b_))
            return {"y.data": y.data, "what else the rule has changed": others, "a.grad": a.grad, "b.grad": b.grad}

        def run_twice_used():
            a = kind(a_)
            y = operation(a, a)
            y.grad = arrives
            if failed := running_the_rule(y, operation):
                return failed
            return {"y.data": y.data, "a.grad": a.grad}

        def run_before():
            a, b = kind(a_), kind(b_)
            operation(a, b).grad = arrives
            return {"a.grad": a.grad}

        yield from observe(f"{both}, with {arrives} arriving at y", run)
        yield from observe(f"y = a {symbol} a at a = {a_}, with {arrives} arriving at y", run_twice_used)
        yield from observe(
            f"{both}, with {arrives} arriving at y; another use had already brought {earlier_a} to a and {earlier_b} to b",
            lambda: run((earlier_a, earlier_b)),
            says="it should be",
        )
        at_zero = f"y = a {symbol} b at a = 0, b = {signed(b_)}, with {arrives} arriving at y"
        yield from observe(at_zero, lambda: run(a_=0.0))
        yield from observe(f"{both}, before the rule of y has run", run_before, says="so far it should be")

    return probe


def running_the_rule(y, operation):
    """Run y's rule: {}, or {what it did: the error} where it calls the operation itself, with a number for a node."""
    try:
        y._backward()
    except AttributeError as error:
        if codes_of(error)[-1] is not getattr(operation, "__code__", None):
            raise
        return {"the operation, called by the rule": Raised(error)}
    return {}


def one_use(symbol):
    """The part of an operation's points for its local derivatives, times what arrives: a and b used once, no shares there."""
    return ((1, rf"^y = a \{symbol} b at a = (?!0,)[^;]*arriving at y: [ab]\.grad$"),)


OVERWRITES = (
    "it sets a gradient where it should add to it. What becomes of what another use of the same value had brought?"
)
FIRST_OVERWRITES = (
    "the second input's gradient is added to, the first one's is set. The two lines should differ in names only."
)
SECOND_OVERWRITES = (
    "the first input's gradient is added to, the second one's is set. The two lines should differ in names only."
)
TO_RESULT = "the rule changes the gradient of the result itself. The result's gradient has arrived and is only read; whose should change?"
OWN_ARRIVES = "it uses what had arrived at the input itself. That is yet to be added to; what comes in now has arrived at the result."
DATA_CHANGED = (
    "the rule changes the number in an input. Gradients are computed from the numbers; whose `grad` should it change?"
)
VALUE_ARRIVES = "it hands on the result's data. What arrives at the result is another of its attributes."
SEEDS = "the rule sets the result's own gradient before it hands it on. What has arrived there is lost; who sets the first gradient?"
NO_UPSTREAM = (
    "it hands on the local derivative alone. That is right for the last operation of an expression. What has to come in when "
    "something follows?"
)

ADD = Exercise(
    number="3.1",
    title="The rule of +",
    points=2,
    takes=a_function("self", "other"),
    probe=rule_of_two("+"),
    reference=add,
    accepted=(add_in_a_loop, plus(hand(arriving, arriving))),
    mistakes=(
        Mistake("overwrites", plus(overwrite(arriving, arriving)), OVERWRITES),
        Mistake("overwrites the first", plus(overwriting_first(arriving, arriving)), FIRST_OVERWRITES),
        Mistake("overwrites the second", plus(overwriting_second(arriving, arriving)), SECOND_OVERWRITES),
        Mistake("no upstream", plus(hand(lambda *_: 1.0, lambda *_: 1.0)), NO_UPSTREAM),
        Mistake("value arrives", plus(hand(value, value)), VALUE_ARRIVES),
        Mistake("writes to the result", plus(lambda s, o, out: setattr(out, "grad", s.grad + o.grad)), TO_RESULT),
        Mistake(
            "adds to the result",
            plus(lambda s, o, out: setattr(out, "grad", out.grad + s.grad + o.grad)),
            TO_RESULT,
        ),
        Mistake("seeds the result", plus(seeding(hand(arriving, arriving))), SEEDS),
        Mistake(
            "from each other",
            plus(hand(lambda s, o, out: o.grad, lambda s, o, out: s.grad)),
            "each input is handed the other one's gradient. The inputs know nothing of each other; from where do both get their share?",
        ),
        Mistake(
            "times the own gradient",
            plus(hand(lambda s, o, out: s.grad * out.grad, lambda s, o, out: o.grad * out.grad)),
            "what arrives is multiplied by the input's own gradient, which is 0 to begin with. What is the local derivative of a sum?",
        ),
        Mistake("changes the numbers", plus(add_to_data(arriving, arriving)), DATA_CHANGED),
        Mistake("own gradient arrives", plus(hand(lambda s, o, out: s.grad, lambda s, o, out: o.grad)), OWN_ARRIVES),
        Mistake(
            "own number",
            plus(hand(by_self, by_other)),
            "each input's share is multiplied by its own number. If a is 10 and grows by 0.001, by how much does a + b grow?",
        ),
        Mistake(
            "shared out",
            plus(hand(lambda *all: arriving(*all) / 2, lambda *all: arriving(*all) / 2)),
            "what arrives is shared out between the two inputs. Nudge a alone: does the sum move by half as much?",
        ),
        Mistake(
            "second from the first",
            plus(hand(arriving, lambda s, o, out: s.grad)),
            "the second input is handed the first one's gradient. It looks right until something else has been added to the first. "
            "From where should both get their share?",
        ),
        Mistake(
            "one input only",
            plus(hand(arriving, lambda *_: 0.0)),
            "the first input gets its share, the second gets nothing. A sum moves with both.",
        ),
        Mistake(
            "rule of *",
            plus(hand(by_other, by_self)),
            "the gradients depend on the inputs' data, as they would for a product. If a grows by a little, by how much does "
            "a + b grow?",
        ),
        Mistake(
            "both shares to one",
            plus(hand(lambda self, other, out: out.grad + other.grad, lambda *_: 0.0)),
            "it adds up gradients of the two inputs. The inputs know nothing of each other; each gets its share from the result.",
        ),
    ),
    hints=(
        "Nudge a by 0.001. How much does a + b move? And when you nudge b?",
        (
            "So the local derivatives are the same for both inputs and do not depend on their data. What arrives at the result "
            "is in `out.grad`."
        ),
        "Two lines, one per input: to the input's gradient, add local derivative times what arrives.",
    ),
    parts=one_use("+"),
    otherwise="Take y = a + b, nudge a alone, then b alone, and compare with what your two lines add.",
    shown="You have shown that a sum hands what arrives to both inputs, unchanged, and adds it to what is there.",
    follow_up="in a + a + a, how many rules run, and how often does a receive something?",
    reasoning="A sum moves one for one with each input, so both local derivatives are 1. Each input may have other uses, whose "
    "shares are already there: hence +=.",
)

MULTIPLY = Exercise(
    number="3.2",
    title="The rule of *",
    points=2,
    takes=a_function("self", "other"),
    probe=rule_of_two("*"),
    reference=multiply,
    accepted=(
        times(hand(by_other, by_self)),
        times(hand(lambda s, o, out: out.grad * o.data, lambda s, o, out: out.grad * s.data)),
    ),
    mistakes=(
        Mistake("overwrites", times(overwrite(by_other, by_self)), OVERWRITES),
        Mistake("overwrites the first", times(overwriting_first(by_other, by_self)), FIRST_OVERWRITES),
        Mistake("overwrites the second", times(overwriting_second(by_other, by_self)), SECOND_OVERWRITES),
        Mistake(
            "one input only",
            times(hand(by_other, lambda *_: 0.0)),
            "the first input gets its share, the second gets nothing. A product moves with both.",
        ),
        Mistake(
            "gradient as factor",
            times(hand(lambda s, o, out: o.grad * out.grad, lambda s, o, out: s.grad * out.grad)),
            "it multiplies one gradient by another. By how much the product moves depends on the other input's number.",
        ),
        Mistake(
            "value arrives",
            times(hand(lambda s, o, out: o.data * out.data, lambda s, o, out: s.data * out.data)),
            VALUE_ARRIVES,
        ),
        Mistake(
            "own gradient arrives",
            times(hand(lambda s, o, out: o.data * s.grad, lambda s, o, out: s.data * o.grad)),
            OWN_ARRIVES,
        ),
        Mistake("seeds the result", times(seeding(hand(by_other, by_self))), SEEDS),
        Mistake(
            "a node as factor",
            multiply_with_a_node,
            "the rule multiplies a whole node by a number, with the `*` of Values. A gradient is a number, made from numbers: which "
            "attribute of a node holds the one that you need?",
        ),
        Mistake(
            "gradients multiplied",
            times(multiplying_gradients),
            "a gradient is multiplied by its share, and what is 0 stays 0. How do shares of several uses come together?",
        ),
        Mistake(
            "second from the first",
            times(hand(by_other, lambda s, o, out: s.data * s.grad)),
            "the second input's share is made from the first one's gradient. What arrives at the result is for both.",
        ),
        Mistake(
            "same factor for both",
            times(hand(by_other, by_other)),
            "both inputs get the second one's number as the slope. For the first that is right; and when the second moves?",
        ),
        Mistake(
            "changes the second number",
            times(changing_the_second),
            "the first input's share goes to its gradient, the second one's to its number. The two lines should differ in names only.",
        ),
        Mistake("changes the numbers", times(add_to_data(by_other, by_self)), DATA_CHANGED),
        Mistake(
            "the other's number added",
            times(hand(lambda s, o, out: o.data + out.grad, lambda s, o, out: s.data + out.grad)),
            "local derivative and what arrives are added up. How do two steps of a chain come together?",
        ),
        Mistake(
            "product rule",
            times(
                hand(
                    lambda s, o, out: s.data * o.grad + o.data * s.grad,
                    lambda s, o, out: s.data * o.grad + o.data * s.grad,
                )
            ),
            "that is the product rule, with gradients in place of derivatives. Here a moves alone, then b alone, and neither needs "
            "the gradient of the other.",
        ),
        Mistake(
            "product as factor",
            times(hand(value_times_arriving, value_times_arriving)),
            "each input gets the whole product times what arrives. Let b be 10: by how much does a * b move when a moves by 1?",
        ),
        Mistake(
            "empties the result",
            times(lambda s, o, out: (hand(by_other, by_self)(s, o, out), setattr(out, "grad", 0.0))),
            TO_RESULT,
        ),
        Mistake(
            "no upstream",
            times(hand(lambda s, o, out: o.data, lambda s, o, out: s.data)),
            NO_UPSTREAM,
        ),
        Mistake(
            "own factor",
            times(hand(by_self, by_other)),
            "each input is given its own number as the slope. Let b be 10: by how much does a * b move when a moves by 1?",
        ),
        Mistake(
            "rule of +",
            times(hand(arriving, arriving)),
            "both inputs get what arrives, unchanged, as for a sum. Does a product move one for one with a?",
        ),
        Mistake(
            "writes to the result",
            times(
                lambda s, o, out: (hand(by_other, lambda *_: 0.0)(s, o, out), setattr(out, "grad", s.data * out.grad))
            ),
            TO_RESULT,
        ),
    ),
    hints=(
        "Let b be 10. By how much does a * b move when a moves by 1? Which of the two numbers did you look at?",
        "The local derivative for one input is the data of the other one.",
        "Two lines, one per input: to the input's gradient, add the other input's data times `out.grad`.",
    ),
    parts=one_use("*"),
    otherwise="Let b be 10 and nudge a; then let a be 3 and nudge b. What is in front of the nudge each time?",
    shown="You have shown that each factor gets the other factor times what arrives, also where both are the same node.",
    follow_up="y = a * b at a = 0. Which of the two gradients is 0 for sure?",
    reasoning="d(ab)/da = b and d(ab)/db = a. The chain rule multiplies each by what arrives, and += keeps the shares of other "
    "uses; in a * a both lines add to the same node, which gives 2a.",
)

# 3.3: tanh.


def tanh_probe(operation):
    kind = own_class(operation, Value)

    def run(x, arrives, earlier=0.0, afterwards=None):
        n = kind(x)
        n.grad = earlier
        o = operation(n)
        o.grad = arrives
        n.data = x if afterwards is None else afterwards
        o._backward()
        return {"o.data": o.data, "n.grad": n.grad}

    x, arrives, earlier = fresh(0.6, 3.7, 0.4)
    tried = f"o = tanh(n) at n = {x}, with {arrives} arriving at o"
    for case in ((x, arrives), fresh(-1.4, 0.3)):
        yield from observe(f"o = tanh(n) at n = {signed(case[0])}, with {case[1]} arriving at o", run, *case)
    brought = f"{tried}; another use had already brought {earlier} to n"
    yield from observe(brought, run, x, arrives, earlier, says="it should be")
    replaced = f"{tried}, and n.data set to 5 before the rule runs"
    yield from observe(replaced, run, x, arrives, 0.0, 5.0, says="it should be")


def tanh_with(slope):
    def rule(self, out):
        self.grad += slope(self.data, out.data) * out.grad

    return unary(rule)


def tanh_without_brackets(self):
    def rule(self, out):
        self.grad += 1 - out.data**2 * out.grad

    return unary(rule)(self)


def slope_times_value(self, out):
    self.grad += (1 - out.data**2) * out.data


def slope_plus_arriving(self, out):
    self.grad += 1 - out.data**2 + out.grad


def slope_of_gradient(self, out):
    self.grad += (1 - out.grad**2) * out.data


def slope_times_own_gradient(self, out):
    self.grad += (1 - out.data**2) * self.grad


def tanh_overwrites(self):
    def rule(self, out):
        self.grad = (1 - out.data**2) * out.grad

    return unary(rule)(self)


def tanh_without_upstream(self):
    def rule(self, out):
        self.grad += 1 - out.data**2

    return unary(rule)(self)


TANH = Exercise(
    number="3.3",
    title="The rule of tanh",
    points=2,
    takes=a_function("self"),
    probe=tanh_probe,
    reference=tanh,
    accepted=(tanh_by_factors, tanh_with(lambda x, t: 1 - t * t)),
    mistakes=(
        Mistake(
            "computed again",
            tanh_by_cosh,
            "the slope is right, but it is computed from n once more. The result has what you need.",
        ),
        Mistake(
            "sign",
            tanh_with(lambda x, t: 1 + t * t),
            "the slope is more than 1. Where the curve flattens, should it grow or shrink?",
        ),
        Mistake(
            "brackets",
            tanh_without_brackets,
            "what arrives is multiplied by a part of the slope. Python multiplies before it subtracts.",
        ),
        Mistake("value arrives", unary(slope_times_value), VALUE_ARRIVES),
        Mistake(
            "slope from the input",
            tanh_with(lambda x, t: 1 - x * x),
            "the slope is computed from the input n where the result belongs. The formula of lesson 02 holds t = tanh(n).",
        ),
        Mistake(
            "no square", tanh_with(lambda x, t: 1 - t), "a square is missing. At which n should the slope be largest?"
        ),
        Mistake(
            "sigmoid's slope",
            tanh_with(lambda x, t: t * (1 - t)),
            "this is the slope of another squashing function, the sigmoid. Is your slope largest at n = 0?",
        ),
        Mistake(
            "the value itself",
            tanh_with(lambda x, t: t),
            "it multiplies by the result, not by the slope at that place.",
        ),
        Mistake(
            "tanh taken twice",
            tanh_with(lambda x, t: 1 - math.tanh(t) ** 2),
            "tanh is taken once more, of what is tanh(n) already. What does `out.data` hold?",
        ),
        Mistake(
            "square outside",
            tanh_with(lambda x, t: (1 - t) ** 2),
            "the square is taken of the difference. Of what is it taken in lesson 02?",
        ),
        Mistake(
            "doubled, not squared",
            tanh_with(lambda x, t: 1 - t * 2),
            "there is a 2 as a factor where something should be squared.",
        ),
        Mistake(
            "what arrives added",
            unary(slope_plus_arriving),
            "slope and what arrives are added up. How do two steps of a chain come together?",
        ),
        Mistake(
            "data and gradient exchanged",
            unary(slope_of_gradient),
            "data and gradient of the result have changed places. The slope depends on the one, and is multiplied by the other.",
        ),
        Mistake("own gradient arrives", unary(slope_times_own_gradient), OWN_ARRIVES),
        Mistake("overwrites", tanh_overwrites, OVERWRITES),
        Mistake("no upstream", tanh_without_upstream, NO_UPSTREAM),
    ),
    hints=(
        "Lesson 02 has the slope of tanh. Is it written with n, or with t = tanh(n)?",
        "t is already there: the closure holds `out`, and `out.data` is t.",
        "One line: to `self.grad`, add the slope, in terms of `out.data`, times `out.grad`.",
    ),
    parts=((1, r"arriving at o: n\.grad$"),),
    otherwise="At n = 0 the slope of tanh is 1, and far from 0 it is 0. What does your line give there?",
    shown="You have shown that the slope of tanh follows from its result, without another call of tanh.",
    follow_up="at n = 20 your rule hands on exactly 0. What does that mean for everything to the left of n?",
    reasoning="tanh' = 1 − tanh², and tanh(n) is already in out.data. Times what arrives, added.",
)

# 3.4: topological order.


def graphs():
    """Small graphs by name: (what it is, its root, {node: name})."""

    def build(text, make, same=False):
        nodes = {}

        def value(name, *inputs):
            place = 0 if same else 9 * len(nodes) % 23  # so that no order of the numbers is an order of the graph
            made = Value(fresh(1.5 + 0.25 * place), inputs)
            nodes[made] = name
            return made

        return text, make(value), nodes

    def chain(value):
        a = value("a")
        return value("y", value("u", value("t", a)))

    def shared(first):
        def make(value):
            t = value("t", value("a"), value("b"))
            u = value("u", t, value("c"))
            return value("y", *((t, u) if first == "t" else (u, t)))

        return make

    def detour(value):
        t = value("t", value("a"))
        return value("y", value("u", value("v", t)), t)

    def ladder(value):
        y = value("s0")
        for step in range(1, 21):
            y = value(f"s{step}", y, y)
        return y

    yield build("a alone", lambda value: value("a"))
    yield build("t = f(a), u = f(t), y = f(u)", chain)
    yield build("y = a + a", lambda value: value("y", *[value("a")] * 2))
    yield build("t = a * b, u = t * c, y = t + u", shared("t"))
    yield build("t = a * b, u = t * c, y = u + t", shared("u"))
    yield build("t = f(a), v = f(t), u = f(v), y = u + t", detour)
    yield build(
        "y = a * b, all three with the same number", lambda value: value("y", value("a"), value("b")), same=True
    )
    yield build("a ladder of 20 steps, s1 = s0 + s0, s2 = s1 + s1, and so on", ladder)


def faults_of(order, root, names):
    """{what was looked at: the first thing wrong there, or "fine"} for a list that should be a topological order."""
    if not isinstance(order, (list, tuple)):
        return {"your list": f"{'None' if order is None else f'a {type(order).__name__}'}, not a list"}
    strangers = [item for item in order if item not in names]
    if any(isinstance(item, type(root)) for item in strangers):
        return {"your list": "it holds nodes of an earlier call, so it was not empty when this one began"}
    if strangers:
        return {"your list": f"it holds a {type(strangers[0]).__name__} where a node should be"}
    twice = [names[n] for n in names if order.count(n) > 1]
    missing = [names[n] for n in names if n not in order]
    place = {n: order.index(n) for n in order}
    late = [(names[i], names[n]) for n in place for i in n._prev if i in place and place[i] > place[n]]
    return {
        "nodes that come twice": ", ".join(twice) or "none",
        "nodes that are missing": ", ".join(missing) or "none",
        "inputs that come after their users": ", ".join(f"{i} after {n}" for i, n in late) or "none",
        "the last in the list": names[order[-1]] if order else "nothing",
    }


def topological_probe(answer):
    for text, root, names in graphs():
        yield from observe(
            text,
            lambda root, names: faults_of(answer(root), root, names),
            root,
            names,
            says="" if text.startswith("a ladder") else "it should be",
        )


def preorder(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            order.append(node)
            for input in node._prev:
                visit(input)

    visit(root)
    return order


def by_levels(root):
    queue, seen = [root], {root}
    for node in queue:
        for input in node._prev:
            if input not in seen:
                seen.add(input)
                queue.append(input)
    return queue[::-1]


def without_seen(root):
    order = []

    def visit(node):
        for input in node._prev:
            visit(input)
        order.append(node)

    visit(root)
    return order


def seen_by_number(root):
    order, seen = [], set()

    def visit(node):
        if node.data not in seen:
            seen.add(node.data)
            for input in node._prev:
                visit(input)
            order.append(node)

    visit(root)
    return order


def looking_too_late(root):
    order, seen = [], set()

    def visit(node):
        for input in node._prev:
            visit(input)
        if node not in seen:
            seen.add(node)
            order.append(node)

    visit(root)
    return order


def stack_turned_round(root):
    order, stack = [], [root]
    while stack:
        node = stack.pop()
        if node not in order:
            order.append(node)
            stack.extend(node._prev)
    return order[::-1]


def calls_without_taking(root):
    for input in root._prev:
        calls_without_taking(input)
    return [root]


def one_level(root):
    return [*dict.fromkeys(root._prev), root]


def without_root(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            for input in node._prev:
                visit(input)
            if node not in seen:
                order.append(node)
            seen.add(node)

    for input in root._prev:
        visit(input)
    return order


def put_down_by_each_user(root):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for input in node._prev:
                visit(input)
                order.append(input)

    visit(root)
    return order


TURNED_ROUND = (
    "each node is put down when it is met, and then the list is turned round. A node may be met by one way before a user of it "
    "is met by another; t is."
)

TOPOLOGICAL = Exercise(
    number="3.4",
    title="Inputs before users",
    points=3,
    takes=a_function("root"),
    probe=topological_probe,
    steps=30_000,
    reference=topological,
    accepted=(topological_with_a_stack, topological_by_counting),
    mistakes=(
        Mistake(
            "node before its inputs",
            preorder,
            "a node enters the list before its inputs do. When does `order.append` run: before or after the inputs are visited?",
        ),
        Mistake(
            "level by level",
            by_levels,
            "the nodes come by their distance from the root. A node may be near the root by one way and far by another; t is.",
        ),
        Mistake(
            "level by level from the root",
            lambda root: by_levels(root)[::-1],
            "the list begins at the root and goes on level by level. Which node has no inputs to wait for, and could be first?",
        ),
        Mistake("turned round", lambda root: preorder(root)[::-1], TURNED_ROUND),
        Mistake("stack turned round", stack_turned_round, TURNED_ROUND),
        Mistake(
            "nothing in it",
            lambda root: [],
            "the list stays empty. Which line puts a node into it, and does that line run?",
        ),
        Mistake(
            "root alone",
            lambda root: [root],
            "the root is alone in the list. Follow one of its inputs step by step: what keeps it out?",
        ),
        Mistake(
            "lists of inner calls",
            calls_without_taking,
            "the function calls itself for the inputs. Each call makes a list of its own: what becomes of the inner ones?",
        ),
        Mistake("one level", one_level, "it stops at the root's own inputs. These have inputs, too."),
        Mistake(
            "put down by each user",
            put_down_by_each_user,
            "each user puts its inputs into the list, so a node with two uses comes twice, and the root, which nobody uses, not at all. "
            "In whose visit is a node put down once?",
        ),
        Mistake(
            "None comes back",
            lambda root: None,
            "None comes back. Either there is no `return`, or what stands behind it, or was put into `order`, is None. What does a "
            "function give back that only changes a list: `.reverse()`, or your own `visit`?",
        ),
        Mistake(
            "numbers",
            lambda root: [node.data for node in topological(root)],
            "the list holds what is in the nodes, not the nodes.",
        ),
        Mistake(
            "looks too late",
            looking_too_late,
            "every node stands once in the list, but is visited again and again. On a ladder the visits double with each step.",
        ),
        Mistake(
            "no memory",
            without_seen,
            "a node that is used twice is visited twice. How does your function know that it has been at a node: which line puts "
            "the node where it is looked for, and does that line run?",
        ),
        Mistake(
            "users first",
            lambda root: topological(root)[::-1],
            "the list is turned round: users first. The order is asked for from the inputs to the root.",
        ),
        Mistake(
            "root missing",
            without_root,
            "the root itself is not in the list. Does the visiting begin with it, and does every node that is visited enter the list?",
        ),
        Mistake(
            "sorted by number",
            lambda root: sorted(topological(root), key=lambda node: node.data),
            "the nodes are in the order of their numbers. An input's number may be larger than its user's.",
        ),
        Mistake(
            "seen by number",
            seen_by_number,
            "two different nodes that hold the same number are taken for one. Remember the node, not its data.",
        ),
    ),
    hints=(
        "Draw t = a * b, u = t * c, y = t + u. Which nodes can stand first in the list? When may t be put down?",
        "Visit a node's inputs, then put the node at the end of the list. Skip nodes that have been visited.",
        "Inside `visit(node)`: return if the node is in `seen`; add it; visit each of `node._prev`; append it to `order`.",
    ),
    otherwise="Write the list down, and beside each node where its inputs stand. When may a node be put down?",
    parts=((1, r": nodes that (come twice|are missing)$"),),
    shown="You have shown an order in which every node comes once, after all of its inputs.",
    follow_up="y = t + u has more than one right order. What do all of them have in common at the two ends?",
    reasoning="A node is appended when the visits to its inputs have returned, so all of them stand before it. `seen` makes sure "
    "that a shared node is visited once, which also keeps the ladder from taking 2**20 visits.",
)

# 3.5: backward().


def expressions():
    """Expressions that tell walks apart: (text, function of Values)."""

    def small(a, b, swap):
        t = a * b
        u = t * t
        return u + t if swap else t + u

    def squashed_and_plain(a, b):
        t = a * b
        return t.tanh() * t

    yield "y = a * b", lambda a, b: a * b
    yield "t = a * b, u = t * t, y = t + u", lambda a, b: small(a, b, False)
    yield "t = a * b, u = t * t, y = u + t", lambda a, b: small(a, b, True)
    yield "y = tanh(a * a * b) * a + b", lambda a, b: (a * a * b).tanh() * a + b
    # Here each operation hands to a node that has got something already, so one that overwrites shows, on either side.
    yield "y = (a + b) * (b + a) * a * b", lambda a, b: (a + b) * (b + a) * a * b
    yield "t = a * b, y = tanh(t) * t", squashed_and_plain


def gradients(kind, f, *inputs, leftover=None):
    """{node: value} after y.backward() for y = f(leaves)."""
    leaves = [kind(x) for x in inputs]
    y = f(*leaves)
    if leftover is not None:
        y.grad = leftover
    try:
        y.backward()
    except RecursionError as error:
        if codes_of(error).count(getattr(kind.backward, "__code__", None)) < 2:
            raise
        return {"backward, called by itself": Raised(error)}
    return {"y.data": y.data, "y.grad": y.grad} | {f"{name}.grad": leaf.grad for name, leaf in zip("abcd", leaves)}


def backward_probe(kind):
    a, b, leftover = fresh(1.3, -0.7, 5.0)
    at = f"at a = {a}, b = {signed(b)}"
    for text, f in expressions():
        yield from observe(f"{text} {at}", gradients, kind, f, a, b)
    text = f"y = a * b {at}, where y.grad was {leftover} from an earlier experiment"
    yield from observe(text, lambda: gradients(kind, lambda a, b: a * b, a, b, leftover=leftover))


def walk_calling_itself(self):
    self.grad = 1.0
    for node in reversed(topological(self)):
        walk_calling_itself(node)


def walk_not_reversed(self):
    self.grad = 1.0
    for node in topological(self):
        node._backward()


def walk_recursively(self):
    def visit(node):
        node._backward()
        for input in node._prev:
            visit(input)

    self.grad = 1.0
    visit(self)


def walk_level_by_level(self):
    self.grad = 1.0
    for node in by_levels(self)[::-1]:
        node._backward()


def walk_without_seed(self):
    for node in reversed(topological(self)):
        node._backward()


def walk_seeding_all(self):
    order = topological(self)
    for node in order:
        node.grad = 1.0
    for node in reversed(order):
        node._backward()


def walk_seeding_each_in_turn(self):
    for node in reversed(topological(self)):
        node.grad = 1.0
        node._backward()


def walk_in_place(self):
    self.grad = 1.0
    for _ in topological(self):
        self._backward()


def walk_clearing_the_seed(self):
    self.grad = 1.0
    for node in topological(self):
        node.grad = 0.0
    for node in reversed(topological(self)):
        node._backward()


def walk_seeding_the_first(self):
    order = topological(self)
    for node in order:
        node.grad = 0.0
    order[0].grad = 1.0
    for node in reversed(order):
        node._backward()


def walk_two_levels(self):
    self.grad = 1.0
    self._backward()
    for input in self._prev:
        input._backward()


def walk_without_rules(self):
    self.grad = 1.0
    for node in reversed(topological(self)):
        for input in node._prev:
            input.grad += node.grad


def walk_seeding_last(self):
    for node in reversed(topological(self)):
        node._backward()
    self.grad = 1.0


def walk_without_the_root(self):
    self.grad = 1.0
    for node in reversed(topological(self)[:-1]):
        node._backward()


def walk_with_data_as_seed(self):
    self.grad = self.data
    for node in reversed(topological(self)):
        node._backward()


def walk_with_seed(seed):
    def backward(self):
        self.grad = seed
        for node in reversed(topological(self)):
            node._backward()

    return backward


def walk_adding_the_seed(self):
    self.grad += 1.0
    for node in reversed(topological(self)):
        node._backward()


def parts_of_backward(kind):
    """What 3.5 is built on; `topological` is found where backward was written."""
    parts = {"3.1": kind.__add__, "3.2": kind.__mul__, "3.3": kind.tanh}
    order = getattr(kind.backward, "__globals__", {}).get("topological")
    return parts | ({"3.4": order} if callable(order) else {})


BACKWARD = Exercise(
    number="3.5",
    title="backward()",
    points=3,
    takes=a_class("backward", "__add__", "__mul__", "tanh"),
    probe=backward_probe,
    reference=engine(),
    accepted=(engine(backward=backward_afresh), micrograd_core.Value),
    built_on=parts_of_backward,
    mistakes=(
        Mistake(
            "seed in turn",
            engine(backward=walk_seeding_each_in_turn),
            "every node gets a seed when its turn comes, and what had arrived is lost. For how many nodes is a seed right?",
        ),
        Mistake(
            "backward for the rule",
            engine(backward=walk_calling_itself),
            "`backward` calls `backward` again, on a node, and so on without an end. A node's own rule has another name; look at "
            "how it is spelt in the class, letter by letter.",
        ),
        Mistake(
            "the same rule",
            engine(backward=walk_in_place),
            "the loop runs the output's rule, once for each node. Whose rule is meant in each round?",
        ),
        Mistake(
            "seed cleared",
            engine(backward=walk_clearing_the_seed),
            "the output's own gradient is 0 when the rules run. It was set, and what has happened to it since?",
        ),
        Mistake(
            "root left out",
            engine(backward=walk_without_the_root),
            "the output has its gradient, and nothing gets below it: its own rule never runs. Does the loop reach it, and is the "
            "rule called, with brackets behind it?",
        ),
        Mistake(
            "seed at the other end",
            engine(backward=walk_seeding_the_first),
            "the 1 was given to the first node of the order. Which end of it is the output?",
        ),
        Mistake(
            "two levels",
            engine(backward=walk_two_levels),
            "the rules of the output and of its inputs run, and none further down. These have inputs, too.",
        ),
        Mistake(
            "rules bypassed",
            engine(backward=walk_without_rules),
            "every input is handed its user's gradient unchanged. That is the rule of +; who knows what each node hands on?",
        ),
        Mistake(
            "seeded last",
            engine(backward=walk_seeding_last),
            "the output's gradient is set when all rules have run already. What did they hand on?",
        ),
        Mistake(
            "data as seed",
            engine(backward=walk_with_data_as_seed),
            "the output starts with its value. By how much does y move when y moves by 1?",
        ),
        Mistake(
            "no seed", engine(backward=walk_without_seed), "nobody starts: the output's own gradient was never set."
        ),
        Mistake(
            "not reversed",
            engine(backward=walk_not_reversed),
            "only the output handed anything on. Either no other rule ran, or the others ran before anything had arrived: which one must "
            "be first?",
        ),
        Mistake(
            "recursion",
            engine(backward=walk_recursively),
            "a node that is used twice runs its rule twice, and the second time hands on the first part again.",
        ),
        Mistake(
            "level by level",
            engine(backward=walk_level_by_level),
            "t ran its rule when only a part of its gradient had arrived. What has to have run before t may?",
        ),
        Mistake(
            "seed everywhere",
            engine(backward=walk_seeding_all),
            "every node was given a 1 to begin with. Which node moves one for one with the output for sure?",
        ),
        Mistake(
            "seed added",
            engine(backward=walk_adding_the_seed),
            "the seed is added to what was left in y.grad. How steeply does y change with y, whatever happened before?",
        ),
    ),
    hints=(
        "Section 2 of the lesson did it by hand: what was set first, and which rule ran first?",
        "Your `topological` lists inputs first. From which end do the rules have to run?",
        "Set the output's gradient; then, for each node of the reversed order, call `node._backward()`.",
    ),
    parts=((1, r"^y = a \* b at [^,]*, b = [^,]*: "), (1, r"^(t = |y = tanh|y = \(a)")),
    otherwise="Take y = a * b: which gradient is set first, and which rule has to run first?",
    shown="You have shown that a seed, an order and one rule per operation are all that automatic differentiation needs.",
    follow_up="what does a second call on the same graph make of the leaves' gradients, and what do the nodes in between have to do "
    "with it?",
    reasoning="The output moves one for one with itself: the seed is 1. Read backwards, a topological order has every user before "
    "its inputs, so all of a node's gradient is there when its rule runs.",
)

# 3.6: mend a wrong subtraction.


def subtract_with_a_rule(self, other):
    out = type(self)(self.data - other.data, (self, other), "-")

    def _backward():
        self.grad += out.grad
        other.grad -= out.grad

    out._backward = _backward
    return out


def subtract_changing_b(self, other):
    other.data = -other.data
    return add(self, other)


def subtract_keeping_one(self, other):
    out = subtract_with_a_rule(self, other)
    out._prev = (self,)
    return out


def subtract_keeping_none(self, other):
    out = subtract_with_a_rule(self, other)
    out._prev = ()
    return out


def subtract_turning_the_sum(self, other):
    return multiply(add(self, other), type(self)(-1.0))


def negative(share):
    return lambda *all: -share(*all)


def minus(rule):
    return binary(lambda x, y: x - y, rule)


def subtract_probe(answer):
    kind = own_class(answer, Value)

    def run(f, *inputs, earlier=(0.0, 0.0)):
        with taught(kind, __add__=add, __mul__=multiply):  # so that nothing here depends on 3.1 and 3.2
            leaves = dict(zip("ab", map(kind, inputs)))
            for leaf, brought in zip(leaves.values(), earlier):
                leaf.grad = brought
            y = f(*leaves.values())
            run_rules(y)
        data = {"y.data": y.data} | {f"{name}.data": leaf.data for name, leaf in leaves.items()}
        found = {f"{name}.grad": leaf.grad for name, leaf in leaves.items()}
        below = topological(y)
        return (
            data | found | {"in its graph": ", ".join(name for name, leaf in leaves.items() if leaf in below) or "none"}
        )

    a, b = fresh(1.3, -0.4)
    at = f"at a = {a}, b = {signed(b)}"
    yield from observe(f"y = a - b {at}", run, answer, a, b)
    yield from observe(f"y = (a - b) - b {at}", run, lambda a, b: answer(answer(a, b), b), a, b)
    yield from observe(f"y = b - (a - b) {at}", run, lambda a, b: answer(b, answer(a, b)), a, b)
    yield from observe(f"y = (a - b) - (b - a) {at}", run, lambda a, b: answer(answer(a, b), answer(b, a)), a, b)
    yield from observe(f"y = a - a at a = {a}", run, lambda a: answer(a, a), a)
    earlier = fresh(0.4, 1.2)
    yield from observe(
        f"y = a - b {at}; another use had already brought {earlier[0]} to a and {earlier[1]} to b",
        lambda: run(answer, a, b, earlier=earlier),
        says="it should be",
    )


SUBTRACT = Exercise(
    number="3.6",
    title="Debug: a subtraction",
    points=3,
    takes=a_function("self", "other"),
    probe=subtract_probe,
    reference=subtract_with_a_rule,
    accepted=(
        minus(hand(arriving, lambda s, o, out: -out.grad)),
        lambda self, other: add(self, multiply(type(self)(-1.0), other)),
    ),
    mistakes=(
        Mistake(
            "cut off",
            lambda self, other: add(self, type(self)(-other.data)),
            "what should reach b goes to a new Value that was made from b's number, and ends there. How could it find its way on to b?",
        ),
        Mistake(
            "rule of +",
            minus(hand(arriving, arriving)),
            "the second input is handed what arrives with the sign it came with. When b grows, does y grow?",
        ),
        Mistake(
            "wrong way round",
            lambda self, other: subtract_with_a_rule(other, self),
            "the two sides are exchanged, in the value and in the gradients.",
        ),
        Mistake("overwrites", minus(overwrite(arriving, lambda s, o, out: -out.grad)), OVERWRITES),
        Mistake("overwrites the first", minus(overwriting_first(arriving, negative(arriving))), FIRST_OVERWRITES),
        Mistake("overwrites the second", minus(overwriting_second(arriving, negative(arriving))), SECOND_OVERWRITES),
        Mistake(
            "no upstream",
            minus(hand(lambda *_: 1.0, lambda *_: -1.0)),
            "what it hands on does not depend on what has arrived at the result. That is right for the last operation of an "
            "expression. What has to come in when something follows?",
        ),
        Mistake(
            "no upstream for b",
            minus(hand(arriving, lambda *_: -1.0)),
            "the second input is handed the local derivative alone, the first one what arrives as well. Both have the same result "
            "behind them.",
        ),
        Mistake(
            "no upstream for a",
            minus(hand(lambda *_: 1.0, negative(arriving))),
            "the first input is handed the local derivative alone, the second one what arrives as well. Both have the same result "
            "behind them.",
        ),
        Mistake("value arrives", minus(hand(value, negative(value))), VALUE_ARRIVES),
        Mistake("own gradient arrives", minus(hand(lambda s, o, out: s.grad, lambda s, o, out: -o.grad)), OWN_ARRIVES),
        Mistake("changes the numbers", minus(add_to_data(arriving, negative(arriving))), DATA_CHANGED),
        Mistake(
            "first input only",
            minus(hand(arriving, lambda *_: 0.0)),
            "the first input gets its share, the second gets nothing. A difference moves with both.",
        ),
        Mistake(
            "rule of *",
            minus(hand(by_other, by_self)),
            "the gradients depend on the inputs' data, as they would for a product. If b grows by a little, by how much does "
            "a − b move?",
        ),
        Mistake(
            "own number",
            minus(hand(by_self, negative(by_other))),
            "each input's share is multiplied by its own number. If a is 10 and grows by 0.001, by how much does a − b grow?",
        ),
        Mistake(
            "signs exchanged",
            minus(hand(negative(arriving), arriving)),
            "the first input got the minus. Which of the two makes a − b smaller when it grows?",
        ),
        Mistake(
            "a sum",
            add,
            "the value is already wrong: that is a + b. Where should the minus come in?",
        ),
        Mistake(
            "the sum turned round",
            subtract_turning_the_sum,
            "the value is already wrong: that is −(a + b). The −1 reached both inputs. For which one is it?",
        ),
        Mistake(
            "changes its input",
            subtract_changing_b,
            "it turns the sign of b itself, and b stays that way. An operation only reads its inputs.",
        ),
        Mistake(
            "no graph",
            lambda self, other: type(self)(self.data - other.data),
            "the result hands nothing on: it has no rule, or does not know of any inputs.",
        ),
        Mistake(
            "no rule",
            minus(lambda self, other, out: None),
            "the result knows its inputs, and nothing is handed to them. Has it a rule of its own, attached as in `add`, and does the "
            "rule change a gradient?",
        ),
        Mistake(
            "b's own gradient arrives",
            minus(hand(arriving, lambda s, o, out: -o.grad)),
            "the second input's share is made from what had arrived at itself; the first one's is not. From where do both get it?",
        ),
        Mistake(
            "rule of *, with a minus",
            minus(hand(by_other, negative(by_self))),
            "the gradients depend on the inputs' data, as they would for a product. If a grows by a little, by how much does "
            "a − b move?",
        ),
        Mistake(
            "no inputs in the graph",
            subtract_keeping_none,
            "the result has nothing in its `_prev`. Whoever walks the graph goes no further.",
        ),
        Mistake(
            "one input in the graph",
            subtract_keeping_one,
            "the result has one input in its `_prev`. Whoever walks the graph never meets the other, nor anything below it.",
        ),
        Mistake(
            "both negative",
            minus(hand(lambda s, o, out: -out.grad, lambda s, o, out: -out.grad)),
            "both inputs get a minus. It belongs to one of them.",
        ),
    ),
    hints=(
        "Look at `_prev` of the result, and at `_prev` of its inputs. Is b among them?",
        "Either build the difference from `+` and `*`, which know their rules, or write a rule of its own.",
        "a − b is a plus b times −1. Write that with Values only; never take `other.data` out.",
    ),
    parts=((1, r"^y = a - b at [^;]*$"),),
    otherwise="Is the value that of a − b? Then nudge a, then b, and compare with what your result hands to each.",
    shown="You have shown that an operation has to keep its inputs in the graph, or their gradients never arrive.",
    follow_up="the broken version passed a test that looked at values only. Which single gradient would have given it away?",
    reasoning="`Value(-other.data)` is a new leaf that knows nothing of b. Built from b with operations that have rules, the −1 "
    "reaches b through the rule of *.",
)

# 3.7: a test that catches wrong engines.


def shifting_leaves(shift, spared):
    """A right walk, after which the gradients of all leaves are off, but for the first leaf or the last."""

    def walk(self):
        backward(self)
        leaves = [node for node in topological(self) if not node._prev]
        del leaves[spared]
        for leaf in leaves:
            leaf.grad += shift

    return walk


def flat_tanh(k):
    """tanh(k * n), a wrong value with a slope that fits it: a gradient check alone is content."""

    def rule(self, out):
        self.grad += k * (1 - out.data**2) * out.grad

    return unary(rule, lambda n: math.tanh(k * n))


def with_a_set(operation):
    """An operation that keeps its inputs in a set, as many engines do."""

    def wrapped(self, *other):
        out = operation(self, *other)
        out._prev = set(out._prev)
        return out

    return wrapped


def mistake_of(exercise, name):
    return next(mistake.answer for mistake in exercise.mistakes if mistake.name == name)


RIGHT_ENGINES = {
    "a right engine": engine(),
    "a right engine that walks in another order": engine(backward=backward_afresh),
    "a right engine that keeps inputs in a set": engine(__add__=with_a_set(add), __mul__=with_a_set(multiply)),
    "the course's engine": micrograd_core.Value,
}


def wrong_engines():
    """{what is wrong, and where it shows: the engine}"""
    seed, flat, shift = fresh(0.5, 0.5, 0.3)
    second = "hands to a node that has got something already"
    return {
        f"an engine whose + overwrites (it shows where + {second})": engine(__add__=mistake_of(ADD, "overwrites")),
        "an engine whose + forgets an input (it shows in a sum)": engine(__add__=mistake_of(ADD, "one input only")),
        f"an engine whose * overwrites (it shows where * {second})": engine(__mul__=mistake_of(MULTIPLY, "overwrites")),
        "an engine whose * ignores what arrives (it shows where that is not 1)": engine(
            __mul__=mistake_of(MULTIPLY, "no upstream")
        ),
        "an engine whose * hands out the wrong factor (it shows in a product)": engine(
            __mul__=mistake_of(MULTIPLY, "own factor")
        ),
        "an engine whose tanh ignores what arrives (it shows where that is not 1)": engine(tanh=tanh_without_upstream),
        "an engine whose tanh has the wrong slope (it shows in a tanh)": engine(tanh=mistake_of(TANH, "no square")),
        "an engine whose tanh has a wrong value, with a slope that fits it (`math.tanh` has the right one)": engine(
            tanh=flat_tanh(flat)
        ),
        "an engine without a seed (it shows in every gradient)": engine(backward=walk_without_seed),
        f"an engine with a seed of {seed} (it shows in every gradient)": engine(backward=walk_with_seed(seed)),
        "an engine that walks recursively (it shows where a computed node is used twice)": engine(
            backward=walk_recursively
        ),
        "an engine that walks level by level (it shows where a computed node is used directly and by a detour, "
        "in one of the two orders only)": engine(backward=walk_level_by_level),
        "an engine that gets one leaf's gradient right and any other too small": engine(
            backward=shifting_leaves(-shift, 0)
        ),
        "an engine that gets one leaf's gradient right and any other too large": engine(
            backward=shifting_leaves(shift, -1)
        ),
    }


def verdicts(answer):
    for text, kind in {**RIGHT_ENGINES, **wrong_engines()}.items():
        yield from observe(
            f"your test on {text}", lambda kind: {"its verdict": answer(kind)}, kind, says="it should be"
        )


def agrees(kind, f, exact, *inputs, tolerance=1e-6):
    """Whether an engine gives f's exact value, and the slopes that nudging finds."""
    leaves = [kind(x) for x in inputs]
    y = f(*leaves)
    y.backward()
    slopes = nudge(exact, *inputs)
    return abs(y.data - exact(*inputs)) < 1e-9 and all(abs(v.grad - s) < tolerance for v, s in zip(leaves, slopes))


def tangled(a, b, tanh):
    t = a * b
    u = t * t
    return tanh((t + u) * (u + t)) * a


def is_right(Value):
    return agrees(Value, lambda a, b: tangled(a, b, Value.tanh), lambda a, b: tangled(a, b, math.tanh), 0.9, -0.7)


def is_right_by_numbers(Value):
    """Two expressions, with gradients worked out on paper."""
    a, b = Value(0.5), Value(-1.5)
    t = a * b
    u = t * t
    y = t + u + (u + t)
    y.backward()
    slope = 2 * (1 + 2 * 0.5 * -1.5)
    polynomial = abs(a.grad + 1.5 * slope) < 1e-9 and abs(b.grad - 0.5 * slope) < 1e-9
    n = Value(0.6)
    o = n.tanh() * Value(3.0)
    o.backward()
    squash = abs(o.data - 3 * math.tanh(0.6)) < 1e-9 and abs(n.grad - 3 * (1 - math.tanh(0.6) ** 2)) < 1e-9
    return polynomial and squash


def only_a_sum(Value):
    return agrees(Value, lambda a, b: a + b, lambda a, b: a + b, 0.9, -0.7)


def nothing_used_twice(Value):
    def f(a, b, c, tanh):
        return tanh(a * b + c) * 3.0

    a, b, c, three = Value(0.9), Value(-0.7), Value(0.4), Value(3.0)
    y = (a * b + c).tanh() * three
    y.backward()
    slopes = nudge(lambda a, b, c: f(a, b, c, math.tanh), 0.9, -0.7, 0.4)
    return abs(y.data - f(0.9, -0.7, 0.4, math.tanh)) < 1e-9 and all(
        abs(v.grad - s) < 1e-6 for v, s in zip((a, b, c), slopes)
    )


def of_a_polynomial(f):
    """A test that compares the gradients of one expression, without tanh, and its value."""
    return lambda Value: agrees(Value, f, f, 0.9, -0.7)


def used_twice(a, b, tanh):
    """A leaf is used twice, and no result in between; tanh is neither first nor last."""
    return tanh(a * b) * a + a


def kept_in_kind(like, x):
    """x as a number or as a Value, as `like` is one or the other."""
    return x if isinstance(like, float) else type(like)(x)


def tanh_at_the_end(a, b, tanh):
    t = a * b
    u = t * t
    return tanh((t + u) * (u + t) * a)


def sums_come_first(a, b, tanh):
    t = a * b
    return tanh(t + t * t) * a


def walk_in_one_order(a, b, tanh):
    t = a * b
    return tanh(t * t + t) * a


def of_an_expression(f):
    """A test that compares value and gradients of one expression in a, b and a function tanh."""
    return lambda Value: agrees(Value, lambda a, b: f(a, b, Value.tanh), lambda a, b: f(a, b, math.tanh), 0.9, -0.7)


def without_tanh(a, b):
    t = a * b
    u = t * t
    return (t + u) * (u + t) * a


def values_only(Value):
    y = tangled(Value(0.9), Value(-0.7), Value.tanh)
    return abs(y.data - tangled(0.9, -0.7, math.tanh)) < 1e-9


def measured(Value):
    """The gradients of a well-chosen expression, and the slopes that they should be."""
    a, b = Value(0.9), Value(-0.7)
    tangled(a, b, Value.tanh).backward()
    return (a.grad, b.grad), nudge(lambda a, b: tangled(a, b, math.tanh), 0.9, -0.7)


def one_gradient_only(Value):
    return any(abs(grad - slope) < 1e-6 for grad, slope in zip(*measured(Value)))


def one_sided(sign):
    return lambda Value: all(sign * (grad - slope) < 1e-6 for grad, slope in zip(*measured(Value)))


ONE_RIGHT = (
    "it is content where one gradient is right and another one too {}. Is each of them compared, and does a difference count on "
    "either side of 0?"
)


def too_strict(Value):
    return agrees(
        Value, lambda a, b: tangled(a, b, Value.tanh), lambda a, b: tangled(a, b, math.tanh), 0.9, -0.7, tolerance=0.0
    )


def gradients_only(Value):
    def f(a, b):
        return tangled(Value(a), Value(b), Value.tanh).data

    a, b = Value(0.9), Value(-0.7)
    tangled(a, b, Value.tanh).backward()
    return all(abs(v.grad - s) < 1e-6 for v, s in zip((a, b), nudge(f, 0.9, -0.7)))


TEST = Exercise(
    number="3.7",
    title="A test that catches wrong engines",
    points=4,
    takes=a_function("Value"),
    probe=verdicts,
    reference=is_right,
    accepted=(
        is_right_by_numbers,
        lambda Value: only_a_sum(Value) and is_right(Value),
        of_an_expression(lambda a, b, tanh: tangled(a, b, tanh) * kept_in_kind(a, 3.0)),
    ),
    mistakes=(
        Mistake("always content", lambda Value: True, "it is content with every engine. What makes it say False?"),
        Mistake(
            "only a sum",
            only_a_sum,
            "it looks at one sum. An engine has other operations, and things go wrong between them.",
        ),
        Mistake(
            "nothing used twice",
            nothing_used_twice,
            "every value in its expression is used once. Which mistakes of lesson 03 stay invisible then?",
        ),
        Mistake(
            "only a product",
            of_a_polynomial(lambda a, b: a * b),
            "it looks at one product. An engine has other operations, and things go wrong between them.",
        ),
        Mistake(
            "only a tanh",
            of_an_expression(lambda a, b, tanh: tanh(a)),
            "it looks at one tanh. An engine has other operations, and things go wrong between them.",
        ),
        Mistake(
            "product and sum",
            of_a_polynomial(lambda a, b: a * b + a),
            "there is no tanh in its expression, and no result in between that is used twice. Which wrong engines need one or the "
            "other to show?",
        ),
        Mistake(
            "no tanh",
            of_a_polynomial(without_tanh),
            "it is content with engines whose tanh is wrong. Is there a tanh in your expression?",
        ),
        Mistake(
            "tanh at the end",
            of_an_expression(tanh_at_the_end),
            "tanh is the last step of its expression. What arrives there, and which wrong rule looks right then?",
        ),
        Mistake(
            "only leaves used twice",
            of_an_expression(used_twice),
            "no result in between is used twice in its expression, and then all walks are alike.",
        ),
        Mistake(
            "one order only",
            of_an_expression(walk_in_one_order),
            "two get through. In your expression no + hands to a node that has got something already; and one wrong walk is right "
            "by luck, because of the order in which a step names its parts. Could you use the other order, too?",
        ),
        Mistake(
            "no + comes second",
            of_an_expression(sums_come_first),
            "no + in your expression hands anything to a node that has got something already. Which steps would have to run before "
            "that +, and to which node would they hand, too?",
        ),
        Mistake(
            "one gradient only",
            one_gradient_only,
            "it is content where one of the gradients is right and another one is not. Which of them do you compare, and must all of "
            "them agree?",
        ),
        Mistake(
            "too small is let through",
            one_sided(1.0),
            ONE_RIGHT.format("small"),
        ),
        Mistake(
            "too large is let through",
            one_sided(-1.0),
            ONE_RIGHT.format("large"),
        ),
        Mistake("values only", values_only, "it looks at values and never at a gradient."),
        Mistake(
            "gradients only",
            gradients_only,
            "it nudges the engine's own forward pass, and a wrong value with a slope that fits it slips through. "
            "With what else could you compare?",
        ),
        Mistake(
            "too strict",
            too_strict,
            "it refuses right engines, too. Nothing is wrong with them; what makes your test say so? And if it compares with what "
            "nudging finds: how close is close enough?",
        ),
    ),
    hints=(
        "Which expression in lesson 03 told a wrong walk from a right one? And which told = from +=?",
        (
            "One expression can do it all, if it has a computed node t that is used directly and through u, in both orders; a + and a "
            "* that hand to a node which has got something already; and a tanh with something behind it. Compare the gradients "
            "with what `nudge` finds for plain numbers and `math.tanh`."
        ),
        (
            "Write f once, for numbers and for Values: f(a, b, tanh). Let it hold t + u and u + t, and multiply these. Build it with "
            "Values and call backward(); build it with numbers and nudge that; return whether the gradients agree to 1e-6."
        ),
    ),
    parts=tuple(
        (1, rf"(a right|the course's) engine|{faults}") for faults in (r"whose [+*]", "whose tanh", "seed|walks")
    ),
    otherwise="Follow your expression through that engine, node by node. What does it compute, and with what do you compare that?",
    shown="You have shown that one well-chosen expression catches fourteen wrong engines, and lets four right ones pass.",
    follow_up="which wrong engine would your test still let pass? Think of a number at which two formulas agree.",
    reasoning="t is used directly and through u, in both orders, so wrong walks and overwriting show. tanh is neither first nor "
    "last, so a forgotten upstream gradient shows. What is nudged is the formula with math.tanh, not the engine, so a wrong value "
    "shows in the slopes.",
    equivalent=(
        ("return all((abs(slope - x.grad) < 1e-06 for x, slope in zip((a, b), slopes)))", "abs takes either sign"),
        ("return all((abs(x.grad - slope) <= 1e-06 for x, slope in zip((a, b), slopes)))", "no error is exactly 1e-6"),
        ("return tanh((t + u) * (u * t)) * a", "another expression that catches all fourteen"),
        ("return tanh(t + u + (u + t)) * a", "another expression that catches all fourteen"),
        ("u = t + t", "another expression that catches all fourteen"),
    ),
)

EXERCISES = [ADD, MULTIPLY, TANH, TOPOLOGICAL, BACKWARD, SUBTRACT, TEST]
