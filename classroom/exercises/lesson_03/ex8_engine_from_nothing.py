"""3.8: an engine from an empty cell."""

import inspect
import math

import micrograd_core
from classroom.checks.edits import mistakes_of
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import BEGIN, END
from classroom.exercises.lesson_03 import ex8_engine_from_nothing_probe as tried
from classroom.exercises.lesson_03.right_engine_probe import Value, backward_afresh, with_backward


class Node:
    def __init__(self, data, inputs=(), slopes=()):
        self.data, self.grad = data, 0.0
        self.inputs, self.slopes = inputs, slopes

    def __add__(self, other):
        return Node(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Node(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = math.tanh(self.data)
        return Node(t, (self,), (1 - t * t,))

    def backward(self):
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for input in node.inputs:
                    visit(input)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for input, slope in zip(node.inputs, node.slopes):
                input.grad += slope * node.grad


MISTAKES = """
sets | input.grad += → input.grad =
    a gradient is set where it should be added to. What happens to a share that another use has already brought?
no upstream | slope * node.grad → slope
    each input is handed the local derivative alone. That is right for the last operation of an expression; what has to come
    in when something follows?
local derivative left out | slope * node.grad → node.grad
    each input is handed what arrives, whatever the operation. That is the rule of +.
value arrives | slope * node.grad → slope * node.data
    a node's number is handed on in place of its gradient.
no seed | self.grad = 1.0 →
    every gradient stays 0: the output hands nothing on. Was it given its own gradient first, and does its rule run?
data as seed | self.grad = 1.0 → self.grad = self.data
    the output starts with its value. By how much does y move when y moves by 1?
not reversed | reversed(order) → order
    only the last operation hands anything on. Either no other rule runs, or the others run before anything has arrived. From
    which end should they run?
node before its inputs | seen.add(node) → seen.add(node); order.append(node) | order.append(node) →
    | reversed(order) → order
    a node enters the list when it is met, and one that is used directly and by a detour runs too early. When are all its
    users sure to have run?
visits again | if node not in seen: → if True:
    a node that is used twice is visited twice, and its rule runs twice.
recursion | for node in reversed(order): → if (run := lambda n: [setattr(i, "grad", i.grad + s * n.grad) or run(i) for i, s in zip(n.inputs, n.slopes)]):
    | for input, slope in zip(node.inputs, node.slopes): → for _ in run(self):
    | input.grad += slope * node.grad → pass
    the rules run recursively, and a node that is used twice hands on its first share again.
level by level | visit(self) → order += [self]; [order.append(x) for node in order for x in node.inputs if x not in order]
    | reversed(order) → order
    the rules run level by level, and a node that is used directly and by a detour runs too early. What has to have run
    before it may?
inputs in a set | (self, other), (1.0, 1.0) → {self, other}, (1.0, 1.0)
    the inputs of a sum are kept in a set, so in a + a there is one. How many shares should a get?
factors exchanged | (other.data, self.data) → (self.data, other.data)
    in a product each input gets its own number as the slope. Let b be 10: by how much does a * b move when a moves by 1?
half of a product | (other.data, self.data) → (other.data, 0.0)
    in a product the first input gets its share, the second gets nothing.
half of a sum | (1.0, 1.0) → (1.0, 0.0)
    in a sum the first input gets its share, the second gets nothing.
slope of tanh from its input | 1 - t * t → 1 - self.data * self.data
    the slope of tanh is computed from its input where the result belongs.
no square in tanh | 1 - t * t → 1 - t
    a square is missing in the slope of tanh. At which n should it be largest?
tanh has slope 1 | 1 - t * t → 1.0
    tanh hands on what arrives, unchanged. How steep is it far from 0?
tanh of half | math.tanh(self.data) → math.tanh(self.data / 2) | (1 - t * t,) → ((1 - t * t) / 2,)
    the value of tanh is not that of `math.tanh`, and the slope fits the wrong value. Nudging an engine by itself does not
    show this.
seen by number | node not in seen → node.data not in seen | seen.add(node) → seen.add(node.data)
    two different nodes that hold the same number are taken for one. Remember the node, not its data.
a number comes back | return Node(self.data + other.data, (self, other), (1.0, 1.0)) → return self.data + other.data
    a sum comes back as something that has no backward(): a plain number, or None where a `return` is missing.
rule of + for * | (other.data, self.data) → (1.0, 1.0)
    a product hands on what arrives, unchanged. That is the rule of +.
tanh cut off | Node(t, (self,), (1 - t * t,)) → Node(t)
    the result of tanh does not know what it was made from, so nothing gets through.
slope of a sigmoid | 1 - t * t → t * (1 - t)
    that is how steep a sigmoid is, not tanh.
subtracted | input.grad += → input.grad -=
    shares are subtracted where they should be added.
recursion, both inputs first | for node in reversed(order): → if (run := lambda n: [setattr(i, "grad", i.grad + s * n.grad) for i, s in zip(n.inputs, n.slopes)] and [run(i) for i in n.inputs]):
    | for input, slope in zip(node.inputs, node.slopes): → for _ in run(self):
    | input.grad += slope * node.grad → pass
    the rules run recursively, and a node that is used twice hands on its first share again.
cut off | (self, other), (1.0, 1.0) → (Node(self.data), Node(other.data)), (1.0, 1.0)
    the gradients of a sum go to new nodes with the same numbers, and end there.
remembers nodes | def backward(self): → def backward(self, order=[], seen=set()): | order, seen = [], set() →
    the nodes of an earlier call are still in the list, and their rules run again. Where should the list be made anew?
"""


EXERCISE = Exercise(
    number="3.8",
    title="An engine from an empty cell",
    points=5,
    node_class="Node",
    takes=tried.takes,
    probe=tried.probe,
    reference=Node,
    cell=f"Node = ...\n{BEGIN}\n{inspect.getsource(Node)}{END}",
    accepted=(Value, with_backward(backward_afresh), micrograd_core.Value),
    mistakes=mistakes_of(Node, MISTAKES, globals(), "3.8"),
    hints=(
        "Five parts: what a node holds, the rule of each of the three operations, and backward(). Write one, try it, go on.",
        (
            "An operation makes a node that remembers its inputs and either a rule or the local derivatives. For tanh, both "
            "the value and the slope come from `math.tanh`."
        ),
        (
            "backward(): a list with every input before its users, each node once; the seed; then, from the end of the list, "
            "each node adds to its inputs' gradients."
        ),
    ),
    parts=(
        (1, r": y\.data$"),
        (1, r"^y = a (\+|\*) b at [^,]*, b = [^,]*: [ab]\.grad$"),
        (1, r"^(t = a|y = tanh)[^:]*: [ab]\.grad$"),
    ),
    otherwise="Take that one expression on paper: what is each local derivative, and in which order do the rules run?",
    shown="You have shown that you can write an automatic differentiator from nothing.",
    follow_up="which of your lines would a new operation, say exp, have to touch?",
    follow_up_answer="None. It needs a method of its own that makes a node with its inputs and its rule or slope; the order, the "
    "seed and the chain rule stay as they are.",
    reasoning="A node holds its number, its gradient, its inputs, and for each input the local derivative. backward() lists "
    "inputs before users, seeds the output, and goes through the list from the end: what a node hands on is slope times its own "
    "gradient, added. Closures, as in the lesson, do as well.",
)
