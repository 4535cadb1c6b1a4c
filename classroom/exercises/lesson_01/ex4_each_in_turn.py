"""1.4: debug a nudge that turns one knob after the other."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_01 import ex4_each_in_turn_probe as tried
from classroom.instruments import nudge


def each_in_turn(function, *inputs, h=1e-5):
    ### BEGIN SOLUTION
    start, slopes = function(*inputs), []
    for i in range(len(inputs)):
        knobs = list(inputs)
        knobs[i] += h
        slopes.append((function(*knobs) - start) / h)
    return slopes
    ### END SOLUTION


def by_slices(function, *inputs, h=1e-5):
    def at(i, turn):
        return function(*inputs[:i], inputs[i] + turn, *inputs[i + 1 :])

    return tuple((at(i, h) - at(i, -h)) / (2 * h) for i in range(len(inputs)))


MISTAKES = """
never put back | start, slopes → knobs = list(inputs); start, slopes | knobs = list(inputs) →
    each slope includes the ones before it. When the second knob is turned, where does the first one stand?
start follows | start, slopes = function(*inputs), [] → knobs, slopes = list(inputs), []
    | knobs = list(inputs) → start = function(*knobs)
    each slope is measured from where the last nudge ended, as h = 0.5 shows. To how many points does a gradient belong?
put back too far | start, slopes → knobs = list(inputs); start, slopes | knobs = list(inputs) →
    | (function(*knobs) - start) / h) → (function(*knobs) - start) / h); knobs[i] -= 2 * h
    a knob that has had its turn ends up below where it was. By how much was it turned up, and by how much down?
all at once | knobs[i] += h → knobs = [knob + h for knob in knobs]
    all knobs are turned together, so every slope is the sum of all. Turn one, and hold the others still.
the rest at zero | knobs = list(inputs) → knobs = [0.0] * len(inputs)
    | knobs[i] += h → knobs[i] = inputs[i]; start = function(*knobs); knobs[i] += h
    while one knob is turned, the others stand at 0. They should stand where they were.
the same place twice | knobs = list(inputs) → up = down = list(inputs) | knobs[i] += h → up[i] += h; down[i] -= h
    | (function(*knobs) - start) / h → (function(*up) - function(*down)) / (2 * h)
    every slope is 0, as if the function ran twice at the same place. Print the knobs before each run: where are they?
always the first knob | knobs[i] → knobs[0]
    it turns the first knob in every round. Which entry of the list should change in round i?
set, not turned | knobs[i] += → knobs[i] =
    the knob is set to h itself. It should end up h above where it was.
only the first slope | slopes.append((function(*knobs) - start) / h) → return [(function(*knobs) - start) / h]
    the list has one slope. Is the `return` inside the loop?
the last slope alone | slopes.append((function(*knobs) - start) / h) → slopes = (function(*knobs) - start) / h
    one number comes back. A list with a slope for each knob is asked for.
summed | return slopes → return sum(slopes)
    it adds the slopes up to one number. A list with a slope for each knob is asked for.
not divided | / h →
    each entry is how far the result moves, not yet for each unit of the turn.
multiplied by h | / h → * h
    it multiplies the move by h instead of dividing. (So does `/ 2 * h`: Python works from left to right.)
ahead, precedence of 2 * h | / h → / 2 * h
    it divides by 2 and then multiplies by h. And why the 2? How far apart are the two places that you compare?
divided by a fixed number | / h → / 1e-5
    it turns by the h that comes in, and divides by a fixed number. Both should come from the same h.
a fixed h | =
    | return nudge(function, *inputs)
    the slopes are right, but the knobs are turned by a fixed amount. What is the `h` that comes in for?
a fixed h, never put back | start, slopes → knobs = list(inputs); start, slopes | knobs = list(inputs) →
    | += h → += 1e-5
    | / h → / 1e-5
    each slope includes the ones before it, and `h` is not used. When the second knob is turned, where is the first one?
three knobs only | range(len(inputs)) → range(len(inputs[:3]))
    a fourth knob gets no slope. How many rounds does your loop make, and how many knobs came in?
four knobs only | range(len(inputs)) → range(len(inputs[:4]))
    a fifth knob gets no slope. How many rounds does your loop make, and how many knobs came in?
divided by the round | / h → / h / (i + 1)
    the second slope is half of what it should be, the third a third: each is divided by the number of its round as well. How far is a knob turned?
always three rounds | range(len(inputs)) → range(3)
    three slopes come back for four knobs. How many rounds does your loop make, and how many knobs came in?
both ways, left below | start, slopes → knobs = list(inputs); start, slopes | knobs = list(inputs) →
    | knobs[i] += h → knobs[i] += h; above = function(*knobs); knobs[i] -= 2 * h
    | (function(*knobs) - start) / h → (above - function(*knobs)) / (2 * h)
    a knob that has had its turn stays below where it was, so the next slope belongs to another point. h = 0.5 shows it.
precedence of the minus | (function(*knobs) - start) / h → function(*knobs) - start / h
    only `start` is divided by h. A division comes before a subtraction unless brackets say otherwise.
half | / h → / (2 * h)
    every slope is half of what it should be. How far apart are the two places that you compare?
double | / h → / (h / 2)
    every slope is twice what it should be. How far apart are the two places that you compare?
sign | function(*knobs) - start → start - function(*knobs)
    every size is right and every sign is wrong. Which way is the knob turned, and which result is subtracted?
start moves on | (function(*knobs) - start) / h) → (function(*knobs) - start) / h); start = function(*knobs)
    the knobs begin anew in each round, but `start` does not: it is the result of the nudge before. From which point is a slope measured?
lists in the list | (function(*knobs) - start) / h) → [(function(*knobs) - start) / h])
    each slope stands in a list of its own. A list of numbers is asked for.
a dict | return slopes → return dict(enumerate(slopes))
    a dict comes back. A list is asked for: one slope for each knob, in their order.
a new list in each round | knobs = list(inputs) → knobs, slopes = list(inputs), []
    the list has one slope, the last one. Where is the empty list made, and how often?
starts at the second knob | range(len(inputs)) → range(1, len(inputs))
    the first knob has no slope. At which number does a list start counting?
last knob left out | range(len(inputs)) → range(len(inputs) - 1)
    the last knob has no slope. How many rounds does the loop make?
turned by a fraction | knobs[i] += h → knobs[i] *= 1 + h
    each knob is turned by a fraction of itself, but the move is divided by h. A turn of h adds h.
times the knob | / h → / h * inputs[i]
    each slope is multiplied by the number at which its knob stands. A slope is the move divided by the turn, and no more.
the inputs changed | knobs = list(inputs) → knobs = inputs
    `inputs` is a tuple, and a tuple cannot be changed. Make a list of it, anew in every round, and turn the knob in that list.
the knob alone | function(*knobs) → function(knobs[i])
    the function is run with fewer or more numbers than it takes. Every run needs all knobs: one turned, the others where they were.
one list handed over | function(*knobs) → function(knobs)
    the function gets one list in place of separate numbers. The star that hands a list back as numbers is missing.
found by its number | =
    | start, slopes = function(*inputs), []
    | for knob in inputs:
    |     knobs = list(inputs)
    |     knobs[inputs.index(knob)] += h
    |     slopes.append((function(*knobs) - start) / h)
    | return slopes
    where two knobs stand at the same number, the first of them is turned both times. `index` finds the first that is equal: count places.
slopes by number | return slopes → return list(dict(zip(inputs, slopes)).values())
    where two knobs stand at the same number, one of them gets no slope. A dict has room for one entry under each key.
zeros left out | slopes.append((function(*knobs) - start) / h) → slopes += [(function(*knobs) - start) / h] * (inputs[i] != 0)
    a knob at 0 gets no slope. It can be turned like any other.
zeros for zeros | (function(*knobs) - start) / h → (function(*knobs) - start) / h * (inputs[i] != 0)
    a knob at 0 gets a slope of 0. It can be turned like any other: the result moves.
never below zero | (function(*knobs) - start) / h → max(0.0, (function(*knobs) - start) / h)
    no slope ever comes out below 0: those that should be are 0. Where the result falls, its slope is negative.
without signs | (function(*knobs) - start) / h → abs(function(*knobs) - start) / h
    no slope ever comes out below 0. Where the result falls, its slope should.
rounded | (function(*knobs) - start) / h → round((function(*knobs) - start) / h, 1)
    the slopes are rounded. Return them as they are; rounding is for printing.
rounded to two digits | (function(*knobs) - start) / h → round((function(*knobs) - start) / h, 2)
    the slopes are rounded. Return them as they are; rounding is for printing.
rounded to three digits | (function(*knobs) - start) / h → round((function(*knobs) - start) / h, 3)
    the slopes are rounded. Return them as they are; rounding is for printing.
rounded to four digits | (function(*knobs) - start) / h → round((function(*knobs) - start) / h, 4)
    the slopes are rounded. Return them as they are; rounding is for printing.
rounded to whole numbers | (function(*knobs) - start) / h → round((function(*knobs) - start) / h)
    the slopes are rounded. Return them as they are; rounding is for printing.
texts | (function(*knobs) - start) / h → f"{(function(*knobs) - start) / h:.4f}"
    texts came back, not numbers. Round and format only when you print.
the printed slopes | return slopes → return [1.0, 3.0, -5.0]
    these are the slopes of the function above, whatever function comes in. Run the one that comes in.
in the other order | return slopes → return slopes[::-1]
    the slopes are right, but in the opposite order. The first one belongs to the first knob.
"""

EXERCISE = Exercise(
    number="1.4",
    title="Debug: one knob after the other",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=each_in_turn,
    cell=cell_of(each_in_turn),
    accepted=(
        *rewritten(
            each_in_turn,
            globals(),
            """
            start, slopes → knobs = list(inputs); start, slopes | knobs = list(inputs) →
            | (function(*knobs) - start) / h) → (function(*knobs) - start) / h); knobs[i] = inputs[i]
            """,
        ),
        by_slices,
        nudge,
    ),
    mistakes=mistakes_of(each_in_turn, MISTAKES, globals(), "1.4"),
    otherwise="Take the first two knobs of that function on paper: where does every knob stand at each run, which "
    "results are subtracted, and what is the difference divided by?",
    hints=(
        "The slopes should be 1, 3 and −5, and `broken` prints 1, 4 and −1. How do you get 4 and −1 from 1, 3 and −5?",
        "Add a `print(knobs)` before each run. Which knobs are turned up in the third round?",
        "Begin every round with knobs that nobody has turned: make the copy of the inputs inside the loop.",
    ),
    shown="You have shown that a slope for one knob needs all others to stand still, at the point you ask about.",
    follow_up="`broken` gets its first slope right. Which tests would its author have passed, then?",
    follow_up_answer="Every test with one knob: with only one, no knob is left turned. It takes two to see the mistake.",
    reasoning="In `broken` the copy is made once, so a turned knob stays turned and each result holds all the nudges "
    "so far. A fresh copy in each round, or a line that puts the knob back, mends it. Test such a function on a "
    "machine in which knobs change what others do, and with a large h: then even a small leftover shows.",
)
