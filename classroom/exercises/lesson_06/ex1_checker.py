"""6.1: a checker for any expression."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_06 import ex1_checker_probe as tried
from classroom.instruments import nudge
from micrograd_core import Value as Course


def fits(Value, f, inputs):
    ### BEGIN SOLUTION
    leaves = [Value(x) for x in inputs]
    y = f(*leaves)
    y.backward()

    def right_value(*numbers):
        return f(*map(Course, numbers)).data

    found = [y.data, *(leaf.grad for leaf in leaves)]
    right = [right_value(*inputs), *nudge(right_value, *inputs)]
    return all(abs(a - b) <= 1e-5 * max(1, abs(b)) for a, b in zip(found, right))
    ### END SOLUTION


def fits_one_by_one(Value, f, inputs):
    """A loop, and nudging written out."""
    leaves = tuple(map(Value, inputs))
    result = f(*leaves)
    result.backward()
    pairs = [(result.data, f(*map(Course, inputs)).data)]
    for place, leaf in enumerate(leaves):
        up, down = list(inputs), list(inputs)
        up[place] += 1e-5
        down[place] -= 1e-5
        rise = f(*map(Course, up)).data - f(*map(Course, down)).data
        pairs.append((leaf.grad, rise / 2e-5))
    for one, other in pairs:
        if abs(one - other) > max(1e-5, abs(other) * 1e-5):
            return False
    return True


def fits_by_the_courses_rules(Value, f, inputs):
    """The course's gradients in place of nudging."""
    both = []
    for kind in (Value, Course):
        leaves = [kind(x) for x in inputs]
        y = f(*leaves)
        y.backward()
        both.append([y.data] + [leaf.grad for leaf in leaves])
    return all(abs(a - b) <= 1e-5 * max(1, abs(b)) for a, b in zip(*both))


def absolute_by_the_courses_rules(Value, f, inputs):
    both = []
    for kind in (Value, Course):
        leaves = [kind(x) for x in inputs]
        y = f(*leaves)
        y.backward()
        both.append([y.data] + [leaf.grad for leaf in leaves])
    return all(abs(a - b) <= 1e-5 for a, b in zip(*both))


MISTAKES = """
always content | =
    | return True
    it is content with every engine. What makes it say False?
never content | =
    | return False
    it refuses every engine, the healthy one first. What makes it say True? Equal numbers it will hardly find: nudging is never that exact.
the other way round | return all( → return not all(
    its verdicts are the wrong way round: True should mean that all numbers fit.
values only | [y.data, *(leaf.grad for leaf in leaves)] → [y.data]
    it looks at the value and at no gradient.
gradients only | [y.data, *(leaf.grad for leaf in leaves)] → [leaf.grad for leaf in leaves]
    | [right_value(*inputs), *nudge(right_value, *inputs)] → nudge(right_value, *inputs)
    it looks at gradients and not at the value. Could the gradients be right where the value is not?
asks the patient | map(Course, numbers) → map(Value, numbers)
    what it compares with is computed by the engine that it examines. Would a wrong value with gradients that fit it show?
nudges the patient | nudge(right_value, *inputs) → nudge(lambda *numbers: f(*map(Value, numbers)).data, *inputs)
    the value is compared with the course's, and the slopes come from nudging the engine that it examines. At which point could its value be
    right and its slope wrong?
first input only | for leaf in leaves)] → for leaf in leaves[:1])]
    it looks at the gradient of the first input, and not at the others'. Which list ends too soon?
last input left out | zip(found, right) → zip(found[:-1] if len(found) > 2 else found, right)
    the gradient of the last input is never compared. How many numbers should there be on each side?
one is enough | return all( → return any(
    it is content where one number fits. How many of them have to?
too small is let through | abs(a - b) <= → a - b <=
    it lets numbers pass that are too small. Does a difference count on either side of 0?
too large is let through | abs(a - b) <= → b - a <=
    it lets numbers pass that are too large. Does a difference count on either side of 0?
absolute | 1e-5 * max(1, abs(b)) → 1e-5
    it refuses a right engine where a gradient is huge. How exact can nudging be there, measured with the same ruler?
absolute, by the course's rules | : absolute_by_the_courses_rules
    it refuses a right engine where a number is huge. Two right engines need not agree to the last digit: how large is the last digit of 1e13?
relative to nothing | 1e-5 * max(1, abs(b)) → 1e-5 * abs(b)
    it refuses a right engine where a gradient is 0, or as good as 0. What is a share of nothing?
relative for small ones only | max(1, abs(b)) → min(1, abs(b))
    the larger the number, the larger the difference that should pass; and where it is below 1, the difference itself counts. Which
    of the two does yours take?
too loose | 1e-5 * max → 0.05 * max
    it lets through what is wrong in the second or third digit. How large a difference does the card allow?
a coarse nudge | nudge(right_value, *inputs) → nudge(right_value, *inputs, h=0.1)
    the nudge is so large that it measures a slope from elsewhere, and right engines are refused. See lesson 01: what is a good size?
no backward | y.backward() →
    it refuses right engines, as if their gradients were all 0. What fills them in?
backward twice | y.backward() → y.backward(); y.backward()
    backward() runs twice, and this engine's gradients add up. Once is enough.
one leaf for all | [Value(x) for x in inputs] → [Value(inputs[0])] * len(inputs)
    all inputs are one and the same Value, with the number of the first. Each number needs a Value of its own.
gradients turned round | for leaf in leaves)] → for leaf in reversed(leaves))]
    the gradients are compared with those of other inputs: the order of one list is turned round.
a list of verdicts | return all( → return list(
    it returns something with a verdict for each number. Make one of them.
the verdict is lost | return all( → all(
    it comes to a verdict and does not return it.
eats the inputs | leaves = [Value(x) for x in inputs] → numbers, inputs = inputs, list(inputs); leaves = [Value(numbers.pop(0)) for _ in inputs]
    the list of inputs is not the same afterwards. The caller may want to use it again.
"""

EXERCISE = Exercise(
    number="6.1",
    title="A checker for any expression",
    points=4,
    takes=tried.takes,
    probe=tried.probe,
    reference=fits,
    cell=cell_of(fits),
    accepted=(
        fits_one_by_one,
        fits_by_the_courses_rules,
        *rewritten(
            fits,
            globals(),
            "abs(a - b) <= 1e-5 * max(1, abs(b)) → -1e-5 <= (a - b) / max(1, abs(b)) <= 1e-5",
            "leaves = [Value(x) for x in inputs] → leaves = tuple(map(Value, inputs)) | 1e-5 * max(1, abs(b)) → 1e-5 + 1e-5 * abs(b)",
        ),
    ),
    mistakes=mistakes_of(fits, MISTAKES, globals(), "6.1"),
    hints=(
        "Who says what is right? Not the engine that you examine. What gives you the value, and what the slopes?",
        (
            "Build `f` from `Value`s and call backward(). Then compute `f` with `Course` in their place: its `.data` is the right value, "
            "and nudging that gives the right slopes."
        ),
        (
            "Put value and gradients into one list, and what they should be into another. Compare number by number: what is the largest "
            "difference allowed at a right number of 0.001, and at one of 2000?"
        ),
    ),
    parts=((1, r"on (a healthy|the course's) engine"), (1, r"on the engine with the bug `(mul|add)")),
    otherwise="Print both lists for this case, side by side. Which two numbers are compared, and how far may they differ?",
    shown="You have shown that value and gradients can be checked against somebody who knows nothing of the engine's rules.",
    follow_up="the engine with the bug `mul: = for +=` was tried with `x * y`, and there your function had to say True. What is such a verdict worth?",
    follow_up_answer="It says that this expression, at these numbers, is computed rightly, and no more. Which bugs would have shown "
    "depends on the expression: that is why choosing them is an art.",
    reasoning="The course's engine gives the value, and nudging it the slopes; none of that comes from the patient. A number may be off by "
    "1e-5 of its size, because nudging is exact to so many digits, and by 1e-5 where it is below 1, because a share of nearly nothing is "
    "nothing.",
    equivalent=(
        (
            "return all((abs(a - b) < 1e-05 * max(1, abs(b)) for a, b in zip(found, right)))",
            "no difference is exactly 1e-5",
        ),
        (
            "return all((abs(a - b) <= 1e-05 * max(1, abs(b)) for a, b in zip(right, found)))",
            "a share of either number",
        ),
        (
            "return all((abs(a - b) <= 1e-05 * max(2, abs(b)) for a, b in zip(found, right)))",
            "still a very small difference",
        ),
        ("return all((abs(a - b) <= 1e-05 * max(abs(b), 1) for a, b in zip(found, right)))", "max takes either order"),
        ("return all((abs(b - a) <= 1e-05 * max(1, abs(b)) for a, b in zip(found, right)))", "abs takes either sign"),
    ),
)
