"""2.2: which gradients are zero."""

import re

from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake
from classroom.checks.kinds import describe
from classroom.checks.observing import observe

NAMES = ("x1", "w1", "x2", "w2", "b")
SITUATIONS = {
    "A": "x1 = 0, w1 = 0.7, x2 = 1.5, w2 = −0.4, b = 0.3",
    "B": "x1 = 1.5, w1 = 0, x2 = 0.7, w2 = −0.4, b = 0.3",
    "C": "x1 = 1.5, w1 = 0.5, x2 = 0.5, w2 = −1.5, b = 0",
    "D": "x1 = 5, w1 = 4, x2 = 3, w2 = 3, b = 1",
}
ZERO = {"A": ["w1"], "B": ["x1"], "C": [], "D": ["x1", "w1", "x2", "w2", "b"]}
KNOWN_LISTS = {  # of other wrong ones the probe sees only in what way they differ
    "A": ("x1", "x1, w1", "none"),
    "B": ("w1", "x1, w1", "none"),
    "C": ("b", "x1, w1, x2, w2, b"),
    "D": ("none", "x1, w1, x2, w2", "w1, w2", "w1, w2, b", "x1, x2"),
}


def names_in(entry):
    """The names that an entry lists, in whatever form: ["w1"], ("w1",), {"w1"}, "w1", "x1, w1", "none", "all"."""
    listed = entry if isinstance(entry, (list, tuple, set, frozenset)) else [entry]
    found = [word for item in listed for word in re.split(r"[\s,]+", str(item).strip()) if word]
    if found == ["all"]:
        return list(NAMES)
    return [] if found == ["none"] else found


def takes(answer):
    """A dict of situations, each with the names whose gradient is said to be zero."""
    if not isinstance(answer, dict):
        return f"This check takes the dict with the keys {', '.join(SITUATIONS)}, but it got {describe(answer)}."
    for key in SITUATIONS:
        if key not in answer:
            return f"`{key}` is missing in your dict; it has {', '.join(map(str, answer)) or 'nothing'}."
        for name in (listed := names_in(answer[key])):
            if name not in NAMES:
                known = ", ".join(NAMES)
                return f"At {key}, {name!r} is none of {known}. Give a list of names in quotation marks, such as ['b']."
            if listed.count(name) > 1:
                return f"At {key}, {name!r} is listed more than once. Give each name once."
    return None


def probe(answer):
    """Ends at the first neuron that is wrong, so that two mistakes do not hide each other."""
    for key, situation in SITUATIONS.items():
        listed, right = set(names_in(answer[key])), set(ZERO[key])
        found = ", ".join(name for name in NAMES if name in listed) or "none"
        if listed != right and found not in KNOWN_LISTS[key]:
            found = "a list in which a name is missing" if listed < right else "a list with a wrong name"
            found = "a list with a name too many" if listed > right else found
        yield from observe(f"neuron {key}, {situation}", dict, {"what you say is zero": found}, says="")
        if listed != right:
            return


MISTAKES = """
A: the zero itself | A = ["x1"]
    you give the gradient 0 to the number that is 0. A multiplication hands each side the other number: who gets the 0?
A: both factors | A = ["x1", "w1"]
    you say that the gradients of both factors are 0. The two are handed different numbers: which gets which?
A: none | A = []
    an input of 0 is handed on. As whose gradient?
A: a name too many | A = ["w1", "x2"]
    go through the five one by one: tanh is not flat here, so ask for the other factor. For b, ask what a plus hands on.
A: a wrong name | A = ["x2"]
    a number whose factor is not 0 gets a gradient here. Go through the five: what does each one meet in its product?
B: the zero itself | B = ["w1"]
    you give the gradient 0 to the number that is 0. A multiplication hands each side the other number: who gets the 0?
B: both factors | B = ["x1", "w1"]
    you say that the gradients of both factors are 0. The two are handed different numbers: which gets which?
B: none | B = []
    a weight of 0 is handed on like any other. As whose gradient?
B: a name too many | B = ["x1", "b"]
    go through the five one by one: tanh is not flat here, so ask for the other factor. For b, ask what a plus hands on.
B: a wrong name | B = ["x2", "b"]
    a number whose factor is not 0 gets a gradient here. Go through the five: what does each one meet in its product?
C: all | C = ["x1", "w1", "x2", "w2", "b"]
    you take an output of 0 for a gradient of 0. How steep is tanh at n = 0? See the bump in the figure of section 4.
C: the bias | C = ["b"]
    b is 0, but it is added, not multiplied. What does a plus node hand on, whatever its inputs are?
C: a name too many | C = ["x1", "w1", "x2", "w2"]
    n is 0 here, and so is b. Does either make a gradient 0? How steep is tanh at n = 0, and what does a plus hand on?
D: none | D = []
    n is 30. Look at the last row of the table in section 4, and then at everything that lies to the left of n.
D: bias spared | D = ["x1", "w1", "x2", "w2"]
    the bias is left out. Does what reaches it pass through tanh, or not?
D: weights only | D = ["w1", "w2"]
    you name the weights only. What arrives at each multiplication, and what does the other side get of it?
D: parameters only | D = ["w1", "w2", "b"]
    you name what learning may change. Inputs have gradients as well: what reaches them?
D: inputs only | D = ["x1", "x2"]
    you name the inputs only. Their weights get their share of the same gradient: what is it a share of?
D: a name is missing | D = ["x1"]
    n is 30. Look at the last row of the table in section 4, and then at everything that lies to the left of n.
"""

EXERCISE = Exercise(
    number="2.2",
    title="Which gradients are zero?",
    points=2,
    takes=takes,
    probe=probe,
    reference=ZERO,
    cell="""\
zero = {"A": ..., "B": ..., "C": ..., "D": ...}
### BEGIN SOLUTION
zero = {"A": ["w1"], "B": ["x1"], "C": [], "D": ["x1", "w1", "x2", "w2", "b"]}
### END SOLUTION""",
    accepted=(
        {"A": "w1", "B": "x1", "C": "none", "D": "all"},
        {"A": ("w1",), "B": {"x1"}, "C": (), "D": ("b", "w2", "w1", "x2", "x1")},
    ),
    mistakes=tuple(Mistake(name, *wrong) for name, wrong in numbers_of(MISTAKES, {}, ZERO).items()),
    parts=((1, "^neuron [AB]"),),
    otherwise="Ask of each of the five: what arrives, and what is its local derivative?",
    hints=(
        "Two things can make a gradient 0: what arrives, or the local derivative. Ask for each in all four neurons.",
        "At a multiplication the local derivative is the other factor. At a plus it is 1. At tanh it is 1 − o².",
        "A and B: find the 0; who is handed it? C: how steep is tanh at n = 0? D: how steep at n = 30, in floats?",
    ),
    shown="You have shown that a 0 stops the gradient of its partner, and that a saturated tanh stops everything.",
    follow_up="at B, after one step of learning, will the gradient of x1 still be 0?",
    follow_up_answer="No. The gradient of w1 is 1.5 times the slope, so w1 moves away from 0, and with it what x1 is handed.",
    reasoning="A: w1 is handed x1, which is 0. B: x1 is handed w1, which is 0. C: n and o are 0, and there tanh is at "
    "its steepest: 1 − 0² = 1; b gets 1 whatever it is. D: tanh(30) is rounded to 1, so 1 − o² is exactly 0, and "
    "nothing arrives at any of the five.",
)
