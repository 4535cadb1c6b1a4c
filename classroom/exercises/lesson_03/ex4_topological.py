"""3.4: inputs before users."""

from classroom.checks.edits import mistakes_of
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_03 import ex4_topological_probe as tried
from classroom.exercises.lesson_03.right_engine_probe import topological_with_a_stack


def topological(root):
    order, seen = [], set()
    ### BEGIN SOLUTION

    def visit(node):
        if node not in seen:
            seen.add(node)
            for input in node._prev:
                visit(input)
            order.append(node)

    visit(root)
    ### END SOLUTION
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


def lists_of_inner_calls(root):
    for input in root._prev:
        lists_of_inner_calls(input)
    return [root]


def remembers_the_visited(root, seen=set()):  # noqa: B006
    order = []

    def visit(node):
        if node not in seen:
            seen.add(node)
            for input in node._prev:
                visit(input)
            order.append(node)

    visit(root)
    return order


def remembers_the_list(root, order=[]):  # noqa: B006
    def visit(node):
        if node not in order:
            for input in node._prev:
                visit(input)
            order.append(node)

    visit(root)
    return order


def counts_users_once(root):
    users, found = {root: 0}, [root]
    for node in found:
        for input in dict.fromkeys(node._prev):
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


MISTAKES = """
remembers the visited | : remembers_the_visited
    what was visited in one call is still marked in the next: asked for the same graph once more, it finds nothing to do.
    Where should `seen` be made anew?
remembers the list | : remembers_the_list
    what one call put into the list is still there in the next. Where should the list be made anew?
counts users once | : counts_users_once
    it counts how many users a node has, and a user that takes the node twice counts once there and twice when it is
    taken off. The node comes too early.
takes the graph apart | order.append(node) → order.append(node); node._prev = ()
    it takes from each node what it was made from. The list is right once, and then the graph is gone. Only look at
    `_prev`.
copies | order.append(node) → order.append(type(node)(node.data, node._prev))
    the list holds new nodes with the same numbers. The rules are those of the old ones: put the nodes themselves in.
first input only | for input in node._prev: → for input in node._prev[:1]:
    of each node, only one input is visited. What becomes of the other?
last input only | for input in node._prev: → for input in node._prev[-1:]:
    of each node, only one input is visited. What becomes of the other?
leaves left out | order.append(node) → if node._prev: order.append(node)
    nodes without inputs are missing. They belong to what the root was made from.
leaves only | order.append(node) → if not node._prev: order.append(node)
    nodes that were computed are missing. When is a node put down that has inputs?
before its inputs, each time it is met | =
    | order = []
    | def visit(node):
    |     order.append(node)
    |     for input in node._prev: visit(input)
    | visit(root)
    | return order
    each node is put down as soon as it is met, and again each time. Two things are missing: a memory of what has been
    visited, and the inputs' turn before the node's.
sorted by how many inputs | return order → return sorted(order, key=lambda node: len(node._prev))
    the nodes are in the order of how many inputs they have. A node with one input may need a node with two.
put down in the loop | visit(input) → visit(input); order.append(node) | order.append(node) →
    a node is put down once for each of its inputs, and one without inputs not at all. Is `order.append` inside the loop or
    behind it?
ends at the first input | visit(input) → return visit(input)
    the visit ends at a node's first input, and the node itself is never put down. What does `return` do inside a loop?
node before its inputs | seen.add(node) → seen.add(node); order.append(node) | order.append(node) →
    a node enters the list before its inputs do. When does `order.append` run: before or after the inputs are visited?
level by level | =
    | order = [root]
    | for node in order:
    |     order += [input for input in dict.fromkeys(node._prev) if input not in order]
    | return order[::-1]
    the nodes come by their distance from the root. A node may be near the root along one path and far along another, as
    t is.
level by level from the root | =
    | order = [root]
    | for node in order:
    |     order += [input for input in dict.fromkeys(node._prev) if input not in order]
    | return order
    the list begins at the root and goes on level by level. Which node has no inputs to wait for, and could be first?
turned round | seen.add(node) → seen.add(node); order.append(node) | order.append(node) →
    | return order → return order[::-1]
    each node is put down when it is met, and then the list is turned round. A node may be met along one path before one
    of its users is met along another, as t is.
stack turned round | =
    | order, stack = [], [root]
    | while stack:
    |     node = stack.pop()
    |     if node not in order:
    |         order.append(node)
    |         stack.extend(node._prev)
    | return order[::-1]
    each node is put down when it is met, and then the list is turned round. A node may be met along one path before one
    of its users is met along another, as t is.
nothing in it | visit(root) →
    the list stays empty. Which line puts a node into it, and does that line run?
root alone | visit(input) →
    the root is alone in the list. Follow one of its inputs step by step: what keeps it out?
lists of inner calls | : lists_of_inner_calls
    the function calls itself for the inputs. Each call makes a list of its own: what becomes of the inner ones?
one level | =
    | return [*dict.fromkeys(root._prev), root]
    it stops at the root's own inputs. They have inputs of their own.
put down by each user | visit(input) → visit(input); order.append(input) | order.append(node) →
    each user puts its inputs into the list, so a node with two uses comes twice, and the root, which nobody uses, never
    comes. In whose visit is a node put down once?
None comes back | return order → return order.reverse()
    None comes back. One of three: there is no `return`; it returns a call such as `.reverse()` or `visit`; `order` was
    set to such a call. What do these calls give back?
numbers | order.append(node) → order.append(node.data)
    the list holds what is in the nodes, not the nodes.
looks too late | if node not in seen: → if True: | seen.add(node) →
    | order.append(node) → if node not in order: order.append(node)
    every node stands once in the list, but is visited again and again. On a ladder the visits double with each step.
no memory | seen.add(node) →
    a node that is used twice is visited twice. How does your function know that it has visited a node? Which line
    records that, and does it run?
users first | return order → return order[::-1]
    the list is turned round: users first. The order is asked for from the inputs to the root.
root missing | visit(root) → for input in root._prev: visit(input)
    the root itself is not in the list. Does the visiting begin with it, and does every node that is visited enter the
    list?
sorted by number | return order → return sorted(order, key=lambda node: node.data)
    the nodes are in the order of their numbers. An input's number may be larger than its user's.
a set | return order → return set(order)
    a set came back, and a set has no order.
labels | order.append(node) → order.append(node.label)
    the list holds texts. Put the nodes themselves in.
the inner function | return order → return visit
    the function inside came back, not the list.
inputs put down without a visit | visit(input) → order.append(input)
    the inputs of the root are put down, and not visited, so theirs are missing. How does a node's own input get its turn?
before and after | seen.add(node) → seen.add(node); order.append(node)
    each node is put down twice: when it is met, and after its inputs. Which of the two places is right?
put down by number | order.append(node) → order += [node] if node.data not in [n.data for n in order] else []
    two different nodes that hold the same number are taken for one when they are put down.
seen by number | node not in seen → node.data not in seen | seen.add(node) → seen.add(node.data)
    two different nodes that hold the same number are taken for one. Remember the node, not its data.
"""


EXERCISE = Exercise(
    number="3.4",
    title="Inputs before users",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    steps=tried.steps,
    reference=topological,
    cell=cell_of(topological),
    accepted=(topological_with_a_stack, topological_by_counting),
    mistakes=mistakes_of(topological, MISTAKES, globals(), "3.4"),
    hints=(
        "Draw t = a * b, u = t * c, y = t + u. Which nodes can stand first in the list? When may t be put down?",
        "Visit a node's inputs, then put the node at the end of the list. Skip nodes that have been visited.",
        "Inside `visit(node)`: return if the node is in `seen`; add it; visit each of `node._prev`; append it to `order`.",
    ),
    otherwise="Write the list down, and beside each node where its inputs stand. When may a node be put down?",
    parts=((1, r": nodes that (come twice|are missing)$"),),
    shown="You have shown an order in which every node comes once, after all of its inputs.",
    follow_up="y = t + u has more than one right order. What do all of them have in common at the two ends?",
    follow_up_answer="The root comes last in each, because it was made, in the end, from all the others. A leaf comes first, "
    "because anything else would have to wait for an input.",
    reasoning="A node is appended when the visits to its inputs have returned, so all of them stand before it. `seen` "
    "makes sure that a shared node is visited once, which also keeps the ladder from taking 2**20 visits.",
)
