"""3.5: backward()."""

from dataclasses import replace

import micrograd_core
from classroom.checks.edits import mistakes_of
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.engines_probe import topological
from classroom.exercises.lesson_03 import ex5_backward_probe as tried
from classroom.exercises.lesson_03.right_engine_probe import backward_afresh, with_backward


def backward(self):
    ### BEGIN SOLUTION
    self.grad = 1.0
    for node in reversed(topological(self)):
        node._backward()
    ### END SOLUTION


def remembers_nodes(self, order=[], seen=set()):  # noqa: B006
    def visit(node):
        if node not in seen:
            seen.add(node)
            for input in node._prev:
                visit(input)
            order.append(node)

    visit(self)
    self.grad = 1.0
    for node in reversed(order):
        node._backward()


MISTAKES = """
remembers nodes | : remembers_nodes
    the nodes of an earlier call are still in the list, and their rules run again. Where should the list be made anew?
seed in turn | self.grad = 1.0 → | node._backward() → node.grad = 1.0; node._backward()
    every node gets a seed when its turn comes, and what had arrived is lost. For how many nodes is a seed right?
backward for the rule | node._backward() → node.backward()
    `backward` calls `backward` again, on a node, and so on without end. A node's own rule has another name; look,
    letter by letter, at how the class spells it.
the same rule | node._backward() → self._backward()
    the loop runs the output's rule, once for each node. Whose rule is meant in each round?
seed cleared | =
    | self.grad = 1.0
    | for node in topological(self): node.grad = 0.0
    | for node in reversed(topological(self)): node._backward()
    the output's own gradient was set, and is 0 in the end: something clears it, before the rules run or after them.
root left out | topological(self) → topological(self)[:-1]
    the output has its gradient, and nothing gets below it: its own rule never runs. Does the loop reach it, and is the
    rule called, with brackets behind it?
seed at the other end | self.grad = 1.0 → self.grad = 0.0; topological(self)[0].grad = 1.0
    the 1 was given to the first node of the order. Which end of it is the output?
two levels | reversed(topological(self)) → (self, *self._prev)
    the rules of the output and of its inputs run, and none further down. Those inputs have inputs of their own.
rules bypassed | node._backward() → for input in node._prev: input.grad += node.grad
    every input is handed its user's gradient unchanged. That is the rule of +; who knows what each node hands on?
seeded last | =
    | for node in reversed(topological(self)): node._backward()
    | self.grad = 1.0
    the output's gradient is set after all the rules have run. What did they hand on?
data as seed | 1.0 → self.data
    the output starts with its value. By how much does y move when y moves by 1?
no seed | self.grad = 1.0 →
    nobody starts: the output's own gradient was never set.
not reversed | reversed(topological(self)) → topological(self)
    only the output handed anything on. Either no other rule ran, or the others ran before anything had arrived. Which
    rule must run first?
recursion | =
    | def visit(node):
    |     node._backward()
    |     for input in node._prev: visit(input)
    |
    | self.grad = 1.0
    | visit(self)
    a node that is used twice runs its rule twice, and the second time hands on the first part again.
level by level | =
    | self.grad = 1.0
    | queue = [self]
    | for node in queue:
    |     node._backward()
    |     queue += [input for input in dict.fromkeys(node._prev) if input not in queue]
    t ran its rule when only a part of its gradient had arrived. What has to have run before t may?
seed everywhere | self.grad = 1.0 → for node in topological(self): node.grad = 1.0
    every node was given a 1 to begin with. Which node moves one for one with the output for sure?
seed only where there is none | self.grad = 1.0 → self.grad = self.grad or 1.0
    an old gradient of the output stays where the seed should be. How steeply does y change with y, whatever happened before?
the output's rule twice | self.grad = 1.0 → self.grad = 1.0; self._backward()
    the output's rule runs twice: once before the loop, and once in it. Is the output in your order?
data set to 1 | self.grad = 1.0 → self.data = 1.0
    the output's number was set to 1. Which of its attributes needs the seed?
in the order of the numbers | reversed(topological(self)) → sorted(topological(self), key=lambda node: node.data)
    the rules run in the order of the nodes' numbers. What has to have run before a node may?
seed added | self.grad = → self.grad +=
    the seed is added to what was left in y.grad. How steeply does y change with y, whatever happened before?
"""


EXERCISE = Exercise(
    number="3.5",
    title="backward()",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    built_on=tried.built_on,
    reference=with_backward(backward),
    cell=cell_of(backward),
    accepted=(with_backward(backward_afresh), micrograd_core.Value),
    mistakes=tuple(
        replace(mistake, answer=with_backward(mistake.answer))
        for mistake in mistakes_of(backward, MISTAKES, globals(), "3.5")
    ),
    hints=(
        "Section 2 of the lesson did it by hand: what was set first, and which rule ran first?",
        "Your `topological` lists inputs first. From which end do the rules have to run?",
        "Set the output's gradient; then, for each node of the reversed order, call `node._backward()`.",
    ),
    parts=((1, r"^y = a \* b at [^,]*, b = [^,]*: "), (1, r"^(t = |y = tanh|y = \(a)")),
    otherwise="Take y = a * b: which gradient is set first, and which rule has to run first?",
    shown="You have shown that a seed, an order and one rule per operation are all that automatic differentiation "
    "needs.",
    follow_up="what does a second call on the same graph make of the leaves' gradients, and what do the nodes in "
    "between have to do with it?",
    follow_up_answer="Leaves that the output uses directly get their share once more: double. Below a node in between it is "
    "more than that, since such a node still holds what it got in the first call, adds to it, and hands all of it on.",
    reasoning="The output moves one for one with itself: the seed is 1. Read backwards, a topological order has every "
    "user before its inputs, so all of a node's gradient is there when its rule runs.",
)
