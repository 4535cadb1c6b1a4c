"""2.6: one step of learning that leaves the question alone."""

import math

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_02 import ex6_debug_learning_probe as tried
from classroom.instruments import nudge


def output(x1, x2, w1, w2, b):
    return math.tanh(x1 * w1 + x2 * w2 + b)


def learn(x1, x2, w1, w2, b, size):
    ### BEGIN SOLUTION
    slopes = nudge(output, x1, x2, w1, w2, b)
    return [x1, x2, w1 + size * slopes[2], w2 + size * slopes[3], b + size * slopes[4]]
    ### END SOLUTION


def remembered(x1, x2, w1, w2, b, size, known={}):  # noqa: B006, the mistake itself
    if (x1, x2) not in known:
        known[x1, x2] = learn(x1, x2, w1, w2, b, size)
    return known[x1, x2]


MISTAKES = """
everything moved | [x1, x2 → [x1 + size * slopes[0], x2 + size * slopes[1]
    this still does what `broken` does: all five numbers move. Which of them are the question?
only the inputs moved | =
    | slopes = nudge(output, x1, x2, w1, w2, b)
    | return [x1 + size * slopes[0], x2 + size * slopes[1], w1, w2, b]
    the question moved and the neuron stayed as it was. It should be the other way round.
first input moved | [x1, → [x1 + size * slopes[0],
    x1 still moves. The question consists of two numbers.
second input moved | [x1, x2 → [x1, x2 + size * slopes[1]
    x2 still moves. The question consists of two numbers.
inputs moved down | [x1, x2 → [x1 - size * slopes[0], x2 - size * slopes[1]
    the parameters are right. The inputs move down now; they should not move at all.
inputs lost | [x1, x2 → [0.0, 0.0
    the parameters are right. The inputs came back as 0: how did they come in?
other order | [x1, x2, → [ | slopes[4]] → slopes[4], x1, x2]
    the five numbers came back in another order, parameters first.
weights before inputs | [x1, x2, → [ | slopes[3], → slopes[3], x1, x2,
    the weights came back where the inputs should be, and the inputs where the weights should be.
bias down | b + → b -
    the weights are right. The bias moves as far as it should, but the wrong way.
a size of its own | size * → 0.3 *
    it takes steps of 0.3, whatever `size` is.
half the size | size * → size / 2 *
    each step is half as long as it should be.
two steps | =
    | return learn(*learn(x1, x2, w1, w2, b, size), size)
    the parameters moved twice. One step was asked for.
no return | return [ → after = [
    nothing came back. Is there a `return`?
the output came back | [x1 → output(x1 | slopes[4]] → slopes[4])
    one number came back. The five numbers after the step are asked for, not the output.
nothing moved | =
    | return [x1, x2, w1, w2, b]
    all five numbers came back as they were. What should change?
bias left out | b + size * slopes[4] → b
    the weights learn and the bias does not. Which boxes were green in the lesson?
only the bias | w1 + size * slopes[2] → w1 | w2 + size * slopes[3] → w2
    the bias learns and the weights do not. Which boxes were green in the lesson?
downhill | + → -
    the step has the right length but goes the wrong way: the output falls. Here it should rise.
size left out | size * →
    `size` has no effect: each parameter moves by its whole slope.
size alone | * slopes[2] → | * slopes[3] → | * slopes[4] →
    each parameter moves by `size`, whatever its slope. Which should move most?
sign of the slope | nudge(output, x1, x2, w1, w2, b) → [math.copysign(1, s) for s in nudge(output, x1, x2, w1, w2, b)]
    each parameter moves by `size`, up or down. The slope says the direction, and also how far.
divided | size * → size /
    it divides by the slope, so the parameter with the smallest effect moves furthest.
slopes of the inputs | slopes[2] → slopes[0] | slopes[3] → slopes[1] | slopes[4] → slopes[2]
    the parameters move by the first three slopes. In which order does `nudge` return them?
downhill by the inputs' slopes | + → - | slopes[2] → slopes[0] | slopes[3] → slopes[1] | slopes[4] → slopes[2]
    two things at once: the slopes belong to other numbers, and the step goes down. Which slope belongs to w1?
weights by the inputs' slopes | slopes[2] → slopes[0] | slopes[3] → slopes[1]
    the weights move by the slopes of the inputs: each by its own number times what arrives. Which slope belongs to w1?
slopes of the weights swapped | slopes[2] → slopes[3] | slopes[3] → slopes[2]
    w1 moves by the slope of w2, and w2 by that of w1.
one after the other | =
    | w1 += size * nudge(output, x1, x2, w1, w2, b)[2]
    | w2 += size * nudge(output, x1, x2, w1, w2, b)[3]
    | b += size * nudge(output, x1, x2, w1, w2, b)[4]
    | return [x1, x2, w1, w2, b]
    w1 has already moved when the slope for w2 is taken. One step takes all its slopes at the same place.
slopes at the moved question | =
    | slopes = nudge(output, x1, x2, w1, w2, b)
    | return [x1, x2, *learn(x1 + size * slopes[0], x2 + size * slopes[1], w1, w2, b, size)[2:]]
    the slopes are taken where the question has moved to. They should be those of the question that was asked.
replaced | w1 + → | w2 + → | b + →
    the parameters are the steps alone. What they were before is lost.
tanh left out | slopes[2] → x1 | slopes[3] → x2 | * slopes[4] →
    these are the slopes of n, not those of the output. What lies between the two?
1 - n*n | =
    | slope = 1 - (x1 * w1 + x2 * w2 + b) ** 2
    | return [x1, x2, w1 + size * x1 * slope, w2 + size * x2 * slope, b + size * slope]
    the slopes have 1 − n² in them. To which number does the square in the slope of tanh belong?
1 - o | =
    | slope = 1 - output(x1, x2, w1, w2, b)
    | return [x1, x2, w1 + size * x1 * slope, w2 + size * x2 * slope, b + size * slope]
    the slopes have 1 − o in them. A square is missing in the slope of tanh.
the output for the slope | =
    | slope = output(x1, x2, w1, w2, b)
    | return [x1, x2, w1 + size * x1 * slope, w2 + size * x2 * slope, b + size * slope]
    the slopes have the output itself in them. How steep is tanh there? Or let `nudge` measure the slopes.
the slopes divided by size | size * → 1 / size *
    it divides by `size`: the smaller the size, the longer the step.
slope plus size | size * → size +
    slope and `size` are added. A size twice as large should make each step twice as long.
fewer than five numbers for output | (output, x1, x2, → (output,
    `nudge` hands `output` only the numbers that you give it, and a neuron needs all five. Pick the slopes afterwards.
scaled | w1 + → w1 + w1 * | w2 + → w2 + w2 * | b + → b + b *
    each parameter is multiplied, so that a parameter of 0 could never move. A step is added.
parameters only | [x1, x2, → [
    the parameters came back without the question. All five numbers are asked for, in their order.
a list in the list | [x1, x2, → [x1, x2, [ | slopes[4]] → slopes[4]]]
    one of the entries is itself a list. Five numbers are asked for, side by side in one list.
signs lost | size * slopes[2] → size * abs(slopes[2]) | size * slopes[3] → size * abs(slopes[3]) | size * slopes[4] → size * abs(slopes[4])
    every parameter moves up, whatever the sign of its slope. Where does a weight have to go whose slope is negative?
equal numbers move together | =
    | slopes = dict(zip([x1, x2, w1, w2, b], nudge(output, x1, x2, w1, w2, b)))
    | return [x1, x2, *(value + size * slopes[value] for value in (w1, w2, b))]
    two numbers that are equal get the same slope: slopes are found by value. Find them by their place.
the first of equal numbers | =
    | numbers = [x1, x2, w1, w2, b]
    | slopes = nudge(output, *numbers)
    | return [x1, x2, *(value + size * slopes[numbers.index(value)] for value in (w1, w2, b))]
    where two numbers are equal, `index` finds the first of them. Find a slope by its place.
a number of 0 stays | w1 + size * slopes[2] → w1 and w1 + size * slopes[2] | w2 + size * slopes[3] → w2 and w2 + size * slopes[3]
    a weight of 0 does not move. It has a slope like any other.
short steps only | size * → min(size, 0.5) *
    large sizes are cut off. A step is as long as `size` says.
cut off | slopes[2] → max(-0.1, min(0.1, slopes[2])) | slopes[3] → max(-0.1, min(0.1, slopes[3])) | slopes[4] → max(-0.1, min(0.1, slopes[4]))
    large slopes are cut off. A step goes by `size` times the slope, however steep it is.
rounded | w1 + size * slopes[2] → round(w1 + size * slopes[2], 4) | w2 + size * slopes[3] → round(w2 + size * slopes[3], 4) | b + size * slopes[4] → round(b + size * slopes[4], 4)
    the numbers are rounded. Return them as they are; rounding is for printing.
remembered by the question | : remembered
    it remembers what came out for this question before. The step depends on the parameters and on `size` as well.
size left out at the bias | b + size * → b +
    the weights are right. The bias moves by its whole slope.
w1 alone | w2 + size * slopes[3] → w2 | b + size * slopes[4] → b
    w1 learns, and w2 and the bias do not. Which boxes were green in the lesson?
slopes one place off | slopes[2] → slopes[1] | slopes[3] → slopes[2] | slopes[4] → slopes[3]
    each parameter moves by the slope of the number before it. Where does the count in a list start?
twice the size | size * → 2 * size *
    each step is twice as long as it should be.
by what is missing to 1 | size * → size * (1 - output(x1, x2, w1, w2, b)) *
    the step also depends on how far the output is from 1. Here each parameter moves by `size` times its slope.
the numbers in another order | nudge(output, x1, x2, w1, w2, b) → nudge(output, w1, w2, b, x1, x2)
    `nudge` was given the five numbers in another order than `output` takes them.
a dict | =
    | slopes = nudge(output, x1, x2, w1, w2, b)
    | return {"x1": x1, "x2": x2, "w1": w1 + size * slopes[2], "w2": w2 + size * slopes[3], "b": b + size * slopes[4]}
    a dict came back. Five numbers in a list are asked for, in the order in which they came.
slopes came back | =
    | return nudge(output, x1, x2, w1, w2, b)
    these are the slopes. A step goes from the numbers a little way along their slopes.
"""

EXERCISE = Exercise(
    number="2.6",
    title="Debug: it changed the question",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=learn,
    cell=cell_of(learn),
    accepted=rewritten(
        learn,
        globals(),
        """=
| arrives = 1 - output(x1, x2, w1, w2, b) ** 2
| return x1, x2, w1 + size * x1 * arrives, w2 + size * x2 * arrives, b + size * arrives""",
        """=
| slopes = nudge(lambda *parameters: output(x1, x2, *parameters), w1, w2, b)
| return [x1, x2] + [value + slope * size for value, slope in zip([w1, w2, b], slopes)]""",
    ),
    mistakes=mistakes_of(learn, MISTAKES, globals(), "2.6"),
    parts=((1, r": (x1|x2|w1|w2)$"), (1, r": (x1|x2|b)$")),
    otherwise="Take one parameter on paper: what it was, its slope, the size. Where should it be afterwards?",
    hints=(
        "Which of the five numbers are the question, and which are the neuron? Compare the two printed lines.",
        "`nudge` returns five slopes in the order of the five numbers. You need the last three of them.",
        "Return a list of five: x1 and x2 as they came, then each parameter plus `size` times its own slope.",
    ),
    shown="You have shown that a neuron can raise its answer to a question that stays the same. That is learning.",
    follow_up="what would happen to the answers to other questions after many such steps?",
    follow_up_answer="They move as well, for all questions share the weights and the bias. With this one question nothing "
    "holds the others back: the bias alone pushes every answer up. Lesson 05 takes several questions at once.",
    reasoning="`slopes` has one entry for each of the five numbers, in their order. The inputs are the question and "
    "stay; the three parameters each move by size times slope, and all slopes are taken before anything moves.",
)
