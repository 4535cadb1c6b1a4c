"""5.4: the loss."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_05 import ex4_loss_probe as tried
from micrograd_core import Value


def squared_errors(answers, ys):
    ### BEGIN SOLUTION
    loss = Value(0.0)
    for answer, y in zip(answers, ys):
        loss = loss + (answer - y) ** 2
    return loss
    ### END SOLUTION


MISTAKES = """
mean | return loss → return loss / len(ys)
    this is the mean. It has its uses, but the card asks for the sum, and this lesson's learning rates are chosen for
    that.
half | return loss → return loss / 2
    this is half of the sum. Some books halve it to make the slope simpler; the card does not.
sizes of errors | (answer - y) ** 2 → (answer - y if answer.data > y else y - answer)
    it adds up how far off the answers are, without the square. Should the slope be the same for a small error and a
    large one?
no square | (answer - y) ** 2 → (answer - y)
    errors of both signs cancel. With which answers would this be 0, or far below 0?
square of the sum | (answer - y) ** 2 → (answer - y) | return loss → return loss**2
    errors of both signs cancel before the square. In which order do squaring and adding come?
root | return loss → return loss**0.5
    a root was taken at the end. The lesson leaves the sum as it is.
plain numbers | answer - y → answer.data - y
    the loss is right, but no gradient arrives: it was computed from numbers, so the answers are not in its graph.
a plain number | return loss → return loss.data
    a plain number came back. Who has the method `backward`?
a list | loss = Value(0.0) → loss = [] | loss = loss + (answer - y) ** 2 → loss.append((answer - y) ** 2)
    a list came back. Training needs one number to bring down.
last one only | loss = loss + → loss =
    only the last example counts. Does something start afresh in every round?
first one only | loss = loss + → return
    only the first example counts. Is there a `return` inside the loop?
plus | answer - y → answer + y
    it is 0 where an answer is the opposite of its target. How do you get an error from the two?
squares first | (answer - y) ** 2 → y**2 - answer**2
    each number is squared on its own. What comes out for 0.7 where −0.7 was wanted?
squares first, the other way round | (answer - y) ** 2 → answer * answer - y * y
    each number is squared on its own, and then subtracted. What comes out for 0.7 where −0.7 was wanted?
every answer with every target | for answer, y in zip(answers, ys): → for answer in answers:
    | (answer - y) ** 2 → sum((answer - y) ** 2 for y in ys)
    every answer is compared with every target. Which target belongs to which answer?
times the target | (answer - y) ** 2 → answer * y
    each answer is multiplied by its target. That is not 0 where both agree.
a square left out | (answer - y) ** 2 → (answer - y) * answer
    each error is multiplied by its answer. What should it be multiplied by?
cubes | ** 2 → ** 3
    a third power keeps the sign, so errors cancel. Which power did the lesson take?
times two | ** 2 → * 2
    the errors are doubled, which is not the same as squared.
square of the target | (answer - y) ** 2 → answer - y**2
    the square applies to the target alone. In a - b * b, what is computed first?
without the last | zip(answers, ys) → zip(answers[:-1], ys[:-1])
    the last example is left out. Where does your loop end?
answers overwritten | loss = loss + (answer - y) ** 2 → answer.data -= y; loss = loss + answer**2
    the loss is right, but the errors were written into the answers. What does an answer hold afterwards?
negative | return loss → return -loss
    the sign is flipped: the worse the answers, the lower this goes.
"""

BY_PRODUCTS = """
=
| errors = [y - answers[i] for i, y in enumerate(ys)]
| return sum(error * error for error in errors)
"""
IN_ONE_LINE = """
=
| return sum((a - y) ** 2 for a, y in zip(answers, ys))
"""

EXERCISE = Exercise(
    number="5.4",
    title="The loss",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=squared_errors,
    cell=cell_of(squared_errors),
    accepted=rewritten(squared_errors, globals(), BY_PRODUCTS, IN_ONE_LINE),
    mistakes=mistakes_of(squared_errors, MISTAKES, globals(), "5.4"),
    otherwise="Take the first pair alone. What is its error, and what does your line make of it? Then add the next.",
    parts=((1, ": the loss$"),),
    hints=(
        "What is the error of one answer? What makes it count the same whether it is too high or too low?",
        "`zip(answers, ys)` gives the pairs. Keep the answers as Values; never take `data` out.",
        "Start with 0. For each pair, add the square of answer minus target. Return the sum.",
    ),
    shown="You have shown one number that is 0 for perfect answers, and that tells each answer where to go.",
    follow_up="at which answers are the gradients 0, and what is the gradient of one answer in terms of its error?",
    reasoning="Squares make both signs count alike, and large errors more. Everything is computed with the Values themselves, so "
    "backward() reaches the answers, with twice the error each.",
    equivalent=(
        ("loss = loss + (y - answer) ** 2", "a square forgets the sign"),
        ("for answer, y in zip(ys, answers):", "a square forgets the sign"),
    ),
)
