"""4.4: exp and log."""

import math

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.engines_probe import Small
from classroom.exercises.lesson_04 import ex4_exp_and_log_probe as tried
from classroom.exercises.lesson_04 import shared
from classroom.exercises.lesson_04.places import in_places
from classroom.instruments import nudge  # noqa: F401, the table needs it


def exp(self):
    y = math.exp(self.data)
    return Small(y, "exp", (self,), (y,))


def log(self):
    return Small(math.log(self.data), "log", (self,), (1 / self.data,))


SLOPES = """
exp's slope is the input | (y,) → (self.data,)
    the slope of exp is the input where something else belongs. Nudge exp at 0.6: which number comes back?
exp's slope by the rule of powers | (y,) → (self.data * math.exp(self.data - 1),)
    exp is treated as a power. There the base moves; here the base stands still, and the exponent moves.
exp's slope times the input | (y,) → (self.data * y,)
    the slope of exp is multiplied by the input once too often. At 0 it would be flat; look at the curve there.
exp moves one for one | (y,) → (1.0,)
    the slope of exp is the same everywhere. The curve is flat on the left and steep on the right.
exp to base 2 | math.exp(self.data) → 2**self.data | (y,) → (y * math.log(2),)
    the gradients of exp fit its values, and the values are powers of 2. Compare with `math.exp`.
exp to base 10 | math.exp(self.data) → 10**self.data | (y,) → (y * math.log(10),)
    the gradients of exp fit its values, and the values are powers of 10. Compare with `math.exp`.
e by hand | math.exp(self.data) → 2.718**self.data
    exp is right to three digits. e has more digits than you typed: what knows them all?
log to base 2 | math.log(self.data) → math.log2(self.data) | 1 / self.data → 1 / (self.data * math.log(2))
    the gradients of log fit its values, so a gradient check is content. Do the values agree with `math.log`?
log to base 2, slope to base e | math.log(self.data) → math.log2(self.data)
    the value of log is to base 2, the slope is that of the natural logarithm. Both should use the same base.
log to base 10 | math.log(self.data) → math.log10(self.data) | 1 / self.data → 1 / (self.data * math.log(10))
    the gradients of log fit its values, and the values are to base 10. Compare with `math.log`.
log to base 10, slope to base e | math.log(self.data) → math.log10(self.data)
    the value of log is to base 10, the slope is that of the natural logarithm. Both should use the same base.
log's slope from the result | 1 / self.data → 1 / math.log(self.data)
    the slope of log is taken from the result. exp needs its result; what does log need?
log's slope holds the result | 1 / self.data → math.log(self.data) / self.data
    the slope of log is multiplied by its result. At 1 it would be flat; look at the curve there.
log's slope is exp | 1 / self.data → math.exp(self.data)
    the slope of log is exp of the input. exp and log undo each other, but neither is the other's slope.
both slopes are the input | (y,) → (self.data,) | 1 / self.data → self.data
    both slopes are the input itself. Nudge `math.exp` and `math.log`, each at two places, and compare.
"""
PLACES = {"`exp` and `log`": (0, 1), "`exp`": (0,), "`log`": (1,)}
IN_EITHER = """
comma missing behind the input | "exp", (self,) → "exp", (self) | "log", (self,) → "log", (self)
    the inputs are a tuple, even if there is only one. What comes after it in `power`? Check the slope as well.
comma missing behind the slope | (y,) → (y) | (1 / self.data,) → (1 / self.data)
    the local derivative in brackets is not a tuple yet. What does Python want after it, as in `power`?
inputs before the symbol | "exp", (self,) → (self,), "exp" | "log", (self,) → (self,), "log"
    @OTHER_ORDER
the number as input | "exp", (self,) → "exp", (self.data,) | "log", (self,) → "log", (self.data,)
    there is a plain number among the inputs, which should be the nodes that the result was made from.
no inputs | , "exp", (self,), (y,) → | , "log", (self,), (1 / self.data,) →
    @NO_INPUTS
no local derivative | , (y,) → | , (1 / self.data,) →
    @NO_LOCAL
a gradient as slope | (y,) → (y * self.grad,) | (1 / self.data,) → (self.grad / self.data,)
    the local derivative is 0. If you used a gradient: those are 0 until `backward` runs.
a Small as slope | (y,) → (Small(y),) | (1 / self.data,) → (Small(1 / self.data),)
    the local derivative is a Small. It should be a plain number: what does `self` hold besides its history?
slope by nudging | (y,) → (nudge(math.exp, self.data)[0],) | (1 / self.data,) → (nudge(math.log, self.data)[0],)
    the slope comes from an experiment, so it is right to some ten digits, and near 0 to fewer. Which rule does it follow?
rounded | y = math.exp(self.data) → y = round(math.exp(self.data), 4)
    | Small(math.log(self.data), → Small(round(math.log(self.data), 4),
    the value is rounded. Rounding is for printing.
a number comes back | Small(y, "exp", (self,), (y,)) → y
    | Small(math.log(self.data), "log", (self,), (1 / self.data,)) → math.log(self.data)
    a plain number comes back, which remembers nothing. What should the result be?
"""
LOG = """
log's slope negative | 1 / self.data → -1 / self.data
    the slope of log has a minus. Does log ever fall?
log's slope of the slope | 1 / self.data → -1 / self.data**2
    that is the slope of log's slope, one derivative too many.
log's slope like exp's | 1 / self.data → math.log(self.data)
    log has its own result as its slope, as exp does. Only exp is like that.
log's slope is the input | 1 / self.data → self.data
    log would be getting steeper to the right. Look at its curve: where is it steep?
log of the size | math.log(self.data) → math.log(1 + self.data) | 1 / self.data → 1 / (1 + self.data)
    that is the logarithm of 1 + a.
exp of the size | math.exp(self.data) → math.exp(abs(self.data))
    the sign of the input is lost. Left of 0, exp is smaller than 1.
exp clipped | math.exp(self.data) → math.exp(min(self.data, 20.0))
    exp stops growing somewhere. Which limit did you set, and does exp have one?
exchanged | def exp( → def log( | def log( → def exp(
    each does the other's job: they have swapped places in the check, which takes exp first, or names in your cell.
"""


EXERCISE = Exercise(
    number="4.4",
    entries=("exp", "log"),
    title="exp and log",
    points=2,
    takes=tried.takes,
    probe=tried.probe,
    reference=(exp, log),
    cell=cell_of(exp, log),
    accepted=rewritten(
        (exp, log),
        globals(),
        """
        math.exp(self.data) → math.e**self.data | (y,) → (math.exp(self.data),)
        | math.log(self.data) → math.log2(self.data) / math.log2(math.e)""",
        "1 / self.data → self.data**-1.0",
    ),
    mistakes=mistakes_of((exp, log), SLOPES + in_places(IN_EITHER, PLACES) + LOG, globals(), "4.4", shared),
    hints=(
        "Each is one line, as in `power`. For the local derivatives, nudge `math.exp` and `math.log` at 3.7.",
        "One of the two slopes is the result itself. The other one is a quarter at 4, and a tenth at 10.",
        "For exp, compute y = `math.exp(self.data)` and use y twice. For log, the slope is 1 over the input.",
    ),
    node_class="Small",
    parts=((0.5, r"^y = exp\(a\)"), (0.5, r"^y = log\(a\)")),
    otherwise="Nudge `math.exp` or `math.log` at that a, and compare with the local derivative that you store.",
    shown="You have shown that exp and log fit each other: log(exp(a)) has slope 1, whatever a is.",
    follow_up="what is the slope of the logarithm to base 2, if that of the natural one is 1 / x?",
    follow_up_answer="1 / (x · log 2), with the natural log of 2, 0.6931: log2(x) is log(x) / log(2), and a constant factor goes into the slope.",
    reasoning="exp is its own slope, so the result serves twice. The slope of log is 1 / x: at y = log(x), x = e^y moves with "
    "slope x, and the opposite function has the reciprocal of that.",
)
