"""1.1: what is in a box that can only be run."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_01 import ex1_open_box_probe as tried
from classroom.instruments import nudge


def open_box(box):
    ### BEGIN SOLUTION
    s = box(0, 0)
    p = box(1, 0) - s
    q = box(0, 1) - s
    r = box(1, 1) - p - q - s
    return [p, q, r, s]
    ### END SOLUTION


def by_nudging(box):
    p, q = nudge(box, 0, 0)
    p_further_on, _ = nudge(box, 0, 1)
    return p, q, p_further_on - p, box(0, 0)


MISTAKES = """
s left in p and q | box(1, 0) - s → box(1, 0) | box(0, 1) - s → box(0, 1)
    p and q are whole results, and so r is wrong as well. What comes out when both knobs are at 0, and is it in the others?
s left in p and q, r right | box(1, 0) - s → box(1, 0) | box(0, 1) - s → box(0, 1) | - p - q - s → - p - q + s
    r and s are right. p and q are whole results: what comes out when both knobs are at 0, and is it in these as well?
whole results | box(1, 0) - s → box(1, 0) | box(0, 1) - s → box(0, 1) | box(1, 1) - p - q - s → box(1, 1)
    all four are whole results. What is in box(1, 0) besides p, and what is in box(1, 1) besides r?
s left in q | box(0, 1) - s → box(0, 1)
    q is a whole result, with one knob turned. What is in it besides q?
s left in p | box(1, 0) - s → box(1, 0)
    p is a whole result, with one knob turned. What is in it besides p?
all for r | box(1, 1) - p - q - s → box(1, 1)
    r is the whole result with both knobs turned. What is in it besides r?
only s taken from it | - p - q - s → - s
    r is the whole change when both knobs are turned. Which part of that does each knob make alone?
only p and q taken from it | - p - q - s → - p - q
    r still contains s. What is in the result when both knobs are turned?
s taken twice | - p - q - s → - box(1, 0) - box(0, 1)
    s is taken away too often. You subtract two whole results: how often is s in them, and how often in the one above?
only p taken from it | - p - q - s → - p - s
    r still contains q. Which four parts does the result have when both knobs are turned?
only q taken from it | - p - q - s → - q - s
    r still contains p. Which four parts does the result have when both knobs are turned?
added | - p - q - s → + p + q + s
    the other parts are added to the result where they are in it already.
r the wrong way round | box(1, 1) - p - q - s → p + q + s - box(1, 1)
    r has the right size and the wrong sign. Which of the two comes first in the subtraction?
p and q the wrong way round | box(1, 0) - s → s - box(1, 0) | box(0, 1) - s → s - box(0, 1)
    p and q have the right size and the wrong sign, and so r is wrong as well. Which result comes first?
every one the wrong way round | return [p, q, r, s] → return [-p, -q, -r, s]
    p, q and r have the right size and the wrong sign. Which result comes first in each subtraction?
p and q exchanged | [p, q, r, s] → [q, p, r, s]
    the first two have changed places. To which knob does p belong?
s first | [p, q, r, s] → [s, p, q, r]
    the numbers are right and come in another order. The card has an order: p, q, r, s.
r last | [p, q, r, s] → [p, q, s, r]
    the numbers are right, and the last two have changed places. The card has an order: p, q, r, s.
three numbers | [p, q, r, s] → [p, q, r]
    one number is missing. What comes out when both knobs are at 0?
the first of them | [p, q, r, s] → p
    one number comes back. A list of four is asked for.
a set | [p, q, r, s] → {p, q, r, s}
    a set comes back. It has no order, and keeps equal numbers only once: return a list.
a dict | [p, q, r, s] → {"p": p, "q": q, "r": r, "s": s}
    a dict comes back. A list of the four numbers is asked for, without their names.
measured with the other knob at 1 | box(1, 0) - s → box(1, 1) - box(0, 1) | box(0, 1) - s → box(1, 1) - box(1, 0)
    | - p - q - s → - box(1, 0) - box(0, 1) + s
    p and q are measured while the other knob is at 1, and there r plays a part. Where should the other knob be?
measured with the other knob at 1, and so r | box(1, 0) - s → box(1, 1) - box(0, 1) | box(0, 1) - s → box(1, 1) - box(1, 0)
    p and q are measured while the other knob is at 1. There r plays a part: so all three are wrong.
no meeting | box(1, 1) - p - q - s → 0.0
    r is always 0, as if no knob changed what the other one does. Turn both: is the change the sum of the two changes?
a product | box(1, 1) - p - q - s → p * q
    r is made from p and q. It is a number of its own: which run brings it out?
p taken from q | box(0, 1) - s → box(0, 1) - p - s
    p is subtracted from q. When only b is turned, is p in the result at all?
turned down | box(1, 0) → box(-1, 0) | box(0, 1) → box(0, -1) | box(1, 1) → box(-1, -1)
    the knobs are turned down by 1, and the moves are not divided by −1. How far does the result move for each unit up?
turned by 2, r divided once | box(1, 0) - s → (box(2, 0) - s) / 2 | box(0, 1) - s → (box(0, 2) - s) / 2
    | box(1, 1) - p - q - s → (box(2, 2) - 2 * p - 2 * q - s) / 2
    r comes out double. With both knobs at 2, by what is r multiplied in the box?
turned by 10, r divided once | box(1, 0) - s → (box(10, 0) - s) / 10 | box(0, 1) - s → (box(0, 10) - s) / 10
    | box(1, 1) - p - q - s → (box(10, 10) - 10 * p - 10 * q - s) / 10
    r comes out ten times too large. With both knobs at 10, by what is r multiplied in the box?
divided by the product | box(1, 1) - p - q - s → (box(1, 1) - p - q - s) / (p * q or 1)
    r is divided by p*q. Inside the box, r is multiplied by the two knobs, not by their numbers.
turned by 2 | box(1, 0) → box(2, 0) | box(0, 1) → box(0, 2)
    a knob is turned by 2, and the move is not divided by 2. How far does the result move for each unit?
a tiny turn, not divided | box(1, 0) → box(1e-5, 0) | box(0, 1) → box(0, 1e-5)
    p and q are nearly 0: the knobs are turned by next to nothing, and the moves are not divided by the turns.
a tiny turn of both | box(1, 0) - s → (box(1e-7, 0) - s) / 1e-7 | box(0, 1) - s → (box(0, 1e-7) - s) / 1e-7
    | box(1, 1) - p - q - s → (box(1e-7, 1e-7) - 1e-7 * p - 1e-7 * q - s) / 1e-14
    p, q and s are right, and r is lost in noise: with turns as tiny as these, its share is smaller than the last digit of the result. The
    card lets you turn the knobs as far as you like.
s with both turned | box(0, 0) → box(1, 1)
    s is measured with both knobs turned, and everything after it is wrong. Where do the knobs stand when only s is left?
the numbers of the card | return [p, q, r, s] → return [3.0, -2.0, 4.0, 7.0]
    these are the numbers of the box on the card, whatever box comes in. Run the one that comes in.
whole numbers | [p, q, r, s] → [round(p), round(q), round(r), round(s)]
    the numbers are rounded to whole ones. Those in a box may be anything.
cut off | [p, q, r, s] → [int(p), int(q), int(r), int(s)]
    the numbers are cut down to whole ones. Those in a box may be anything.
rounded | [p, q, r, s] → [round(p, 2), round(q, 2), round(r, 2), round(s, 2)]
    the numbers are rounded to two digits. Return them as they are; rounding is for printing.
texts | [p, q, r, s] → [f"{p:.2f}", f"{q:.2f}", f"{r:.2f}", f"{s:.2f}"]
    texts came back, not numbers. Round and format only when you print.
without signs | [p, q, r, s] → [abs(p), abs(q), abs(r), abs(s)]
    no number ever comes out below 0. Some of those in the box are.
a ratio | box(1, 0) - s → box(1, 0) / (s or 1) | box(0, 1) - s → box(0, 1) / (s or 1)
    one result is divided by another. How far is it from one to the other?
"""

EXERCISE = Exercise(
    number="1.1",
    title="What is in the box?",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=open_box,
    cell=cell_of(open_box),
    parts=((1, r": [pqs]$"),),
    accepted=(
        *rewritten(
            open_box,
            globals(),
            "- p - q - s → - box(1, 0) - box(0, 1) + s",
            """
            =
            | s = box(0.0, 0.0)
            | p = (box(2.0, 0.0) - s) / 2
            | q = (box(0.0, -3.0) - s) / -3
            | return (p, q, (box(2.0, 1.0) - box(0.0, 1.0)) / 2 - p, s)
            """,
        ),
        by_nudging,
    ),
    equivalent=(("s = box(0, 0)", "0 and 0 exchanged"), ("r = box(1, 1) - p - q - s", "1 and 1 exchanged")),
    mistakes=mistakes_of(open_box, MISTAKES, globals(), "1.1"),
    otherwise="Write p*a + q*b + r*a*b + s down for each of your runs, with its a and b put in. Which letters are left?",
    hints=(
        "Where would you set the knobs so that only s is left?",
        "With b at 0, two of the four parts are gone, however far you turn a.",
        "Turn both to 1: all four parts come out, added up. You know three of them.",
    ),
    shown="You have shown how to take such a box apart. Four runs are enough, and they tell how much its knobs meddle with each other.",
    follow_up="what is the slope of such a box for a when b is at 10?",
    follow_up_answer="p + 10·r: each unit of b adds r to the slope for a. With r = 0 the slopes stay the same everywhere.",
    reasoning="With both knobs at 0, only s is left. With one of them at 1, its own number is added to that. With both at 1, "
    "r is what the two do together beyond what each does alone, as in the lesson, where all four knobs made +21 and not +12.",
)
