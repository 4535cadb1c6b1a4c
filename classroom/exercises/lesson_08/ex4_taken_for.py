"""8.4: a confusion matrix."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_08 import ex4_taken_for_probe as tried


def confusion(labels, answers, classes):
    ### BEGIN SOLUTION
    if len(labels) != len(answers):
        raise ValueError(f"{len(labels)} labels, but {len(answers)} answers")
    table = [[0] * classes for _ in range(classes)]
    for label, answer in zip(labels, answers):
        if not (0 <= label < classes and 0 <= answer < classes):
            raise ValueError(f"label {label} or answer {answer} is none of {classes} classes")
        table[label][answer] += 1
    return table
    ### END SOLUTION


def takes_them_apart(labels, answers, classes):
    kept = list(labels), list(answers)
    labels.clear()
    answers.clear()
    return confusion(*kept, classes)


MISTAKES = """
the other way round | table[label][answer] → table[answer][label]
    rows and columns have changed places. Which of the two does the card put into the rows?
one row for all | [[0] * classes for _ in range(classes)] → [[0] * classes] * classes
    all rows are the same list under several names: a count in one is a count in each. How many lists does `[row] * 3` make?
only the right ones | table[label][answer] += 1 → table[label][answer] += label == answer
    only the diagonal is filled. Where are those that were taken for something else?
only the wrong ones | table[label][answer] += 1 → table[label][answer] += label != answer
    the diagonal is empty. Where are those that were recognised?
seen, not counted | table[label][answer] += 1 → table[label][answer] = 1
    each place says whether it happened, not how many times.
the last one alone | table[label][answer] += 1 → table = [[0] * classes for _ in range(classes)]; table[label][answer] += 1
    one flower is left in the table. Where is the table made?
from one on | [[0] * classes → [[1] * classes
    every count is one too many. What stands in the table before the first flower?
counted from 1 | table[label][answer] → table[label - 1][answer - 1]
    everything is shifted by one place. What is the first label?
the rows alone | table[label][answer] → table[label][label]
    each flower stands where it would if it had been recognised. Which of the two lists is never looked at?
the columns alone | table[label][answer] → table[answer][answer]
    each flower stands where it would if it had been recognised. Which of the two lists is never looked at?
shares | return table → return [[count / max(1, sum(row)) for count in row] for row in table]
    these are shares of each row. The card wants counts.
in one row | return table → return sum(table, [])
    the table came back as one long list. It has a row for each class.
as a dict | return table → return {(i, j): count for i, row in enumerate(table) for j, count in enumerate(row)}
    a dict came back. The card wants a list of rows.
as large as what comes in | table = [[0] * classes for _ in range(classes)] → size = max([*labels, *answers], default=-1) + 1; table = [[0] * size for _ in range(size)]
    the table has only as many rows as there are classes among these flowers. Which size does the card want?
as large as the labels | table = [[0] * classes for _ in range(classes)] → size = max(labels) + 1; table = [[0] * size for _ in range(size)]
    the size was read off the labels, and the last class need not be among them. Which size does the card want?
always three | table = [[0] * classes for _ in range(classes)] → table = [[0] * 3 for _ in range(3)]
    the table always has three rows. What does the card say about their number?
both ways | table[label][answer] += 1 → table[label][answer] += 1; table[answer][label] += label != answer
    each confusion is counted twice, once in each direction.
without the last | zip(labels, answers) → zip(labels[:-1], answers[:-1])
    the last flower is left out. Where does your loop end?
no look at the lengths | if len(labels) != len(answers): → if False:
    it answers although the two lists do not match: `zip` stops at the shorter one and says nothing.
too few answers alone | len(labels) != len(answers) → len(labels) > len(answers)
    too few answers are refused, and too many are not.
too many answers alone | len(labels) != len(answers) → len(labels) < len(answers)
    too many answers are refused, and too few are not.
no look at the numbers | if not (0 <= label < classes and 0 <= answer < classes): → if False:
    −1 is taken for the last class: a list counts from its end, too. And what happens at a number that is too large?
only from below | 0 <= label < classes and 0 <= answer < classes → 0 <= label and 0 <= answer
    −1 is refused, and a number that is too large ends in an IndexError. Which error does the card ask for?
only from above | 0 <= label < classes and 0 <= answer < classes → label < classes and answer < classes
    too large a number is refused, and −1 is taken for the last class.
the labels alone | 0 <= label < classes and 0 <= answer < classes → 0 <= label < classes
    a label that is none is refused, and an answer that is none is not.
the answers alone | 0 <= label < classes and 0 <= answer < classes → 0 <= answer < classes
    an answer that is none is refused, and a label that is none is not.
one too many | < classes → <= classes
    the number of classes counts as a class. With 3 of them, which is the last?
left out | raise ValueError(f"label {label} or answer {answer} is none of {classes} classes") → continue
    a flower with a label that is none is left out without a word. What does the card ask for?
another error | =
    | assert len(labels) == len(answers)
    | assert all(0 <= each < classes for each in [*labels, *answers])
    | return confusion(labels, answers, classes)
    it refuses, but with an error of another kind; `assert`, too, has its own. Which one does the card ask for?
another error for numbers | raise ValueError(f"label → raise KeyError(f"label
    it refuses a number that is no class, but with an error of another kind. Which one does the card ask for?
another error for lengths | raise ValueError(f"{len(labels)} → raise KeyError(f"{len(labels)}
    it refuses lists that do not match, but with an error of another kind. Which one does the card ask for?
an IndexError | raise ValueError → raise IndexError
    it refuses, and with an IndexError. Which error does the card ask for?
an IndexError for numbers | raise ValueError(f"label → raise IndexError(f"label
    it refuses a number that is no class, and with an IndexError. Which error does the card ask for?
the error returned | raise ValueError → return ValueError
    the ValueError is handed back like an answer, and the caller carries on with it. How does Python report an error?
takes the lists apart | : takes_them_apart
    the table is right, and the lists that you were given are empty now.
"""

BY_COUNTING = """
=
| if len(labels) != len(answers):
|     raise ValueError("lengths")
| known = range(classes)
| if any(each not in known for each in [*labels, *answers]):
|     raise ValueError("numbers")
| pairs = list(zip(labels, answers))
| return tuple(tuple(pairs.count((i, j)) for j in known) for i in known)
"""
BY_ROWS = """
=
| table = []
| for i in range(classes):
|     row = [0] * classes
|     for label, answer in zip(labels, answers, strict=True):
|         if min(label, answer) < 0 or max(label, answer) >= classes:
|             raise ValueError((label, answer))
|         if label == i:
|             row[answer] = row[answer] + 1
|     table.append(row)
| return table
"""

EXERCISE = Exercise(
    number="8.4",
    title="Who is taken for whom?",
    points=3,
    takes=tried.takes,
    probe=tried.probe,
    reference=confusion,
    cell=cell_of(confusion),
    accepted=rewritten(confusion, globals(), BY_COUNTING, BY_ROWS),
    mistakes=mistakes_of(confusion, MISTAKES, globals(), "8.4"),
    otherwise="Fill this table by hand, one flower after the other, and compare it with yours row by row.",
    parts=((1, r"flowers.*: the table$"), (1, r": what happens$")),
    hints=(
        "Start with a table of zeros, a list of lists. What does one flower change in it?",
        "`table[i][j]`: first the row, then the place in it. Make each row a list of its own, in a loop. Look at the numbers before you count.",
        (
            "Refuse different lengths; make `classes` rows of `classes` zeros; for each pair, refuse what is not from 0 to classes − 1, and add "
            "1 in the label's row, at the answer's place."
        ),
    ),
    shown="You have shown who is taken for whom, and that neither lists of unequal length nor a label from elsewhere go unnoticed.",
    follow_up="how do you read from your table how many of class 1 there were, how many answers said 1, and how many were right?",
    follow_up_answer="The sum of row 1, the sum of column 1, and the sum of the diagonal. Accuracy is the last one divided by the sum of all.",
    reasoning="A flower is one count, in the row of what it is and the column of what was said. `[[0] * n] * n` would be one row n times. "
    "A negative place counts from the end of a list, so −1 must be refused by hand.",
)
