"""6.4: the smallest expression that shows a bug."""

from classroom.checks.edits import mistakes_of, rewritten
from classroom.checks.exercise import Exercise
from classroom.checks.stubs import cell_of
from classroom.exercises.lesson_06 import ex4_smallest_symptoms_probe as tried


def shows_forgetting(x, y):
    return x.tanh() * y


def shows_setting(x, y):
    return x**2 + x


def tells_twins(x, y):
    return x**3


def shows_stopping(x, y):
    return x.tanh().exp().tanh()


REFERENCE = (shows_forgetting, shows_setting, tells_twins, shows_stopping)

MISTAKES = """
forgetting: tanh comes last | x.tanh() * y → (x * y).tanh()
    for shows_forgetting: tanh is the last step. What arrives there, and what happens if one forgets to multiply by that?
forgetting: tanh alone | x.tanh() * y → x.tanh()
    for shows_forgetting: tanh stands alone, so what arrives there is the seed. What does it forget then?
forgetting: a slope of 1 behind it | x.tanh() * y → x.tanh() + y
    for shows_forgetting: what stands behind tanh hands on what arrives as it is. Which operation does not?
forgetting: no tanh | x.tanh() * y → x.exp() * y
    for shows_forgetting: there is no tanh in your expression, and everything else is healthy.
forgetting: one too many | x.tanh() * y → x.tanh() * y * x
    for shows_forgetting: the bug shows, and not every step is needed for that. Which of them can go? (A minus or a division is two.)
forgetting: a number comes back | x.tanh() * y → (x.tanh() * y).data
    for shows_forgetting: a plain number comes back, which has no graph. Return the result itself.
setting: nothing used twice | x**2 + x → x**2 + y
    for shows_setting: the power's input holds no earlier share that could be wiped out. How would it get one?
setting: the power alone | x**2 + x → x**3
    for shows_setting: the power's input is used once. How would it get a second share?
setting: a computed node is set | x**2 + x → (x + x) ** 2
    for shows_setting: x is used twice, but what the power sets is the gradient of its own input, and that is used once.
setting: the other share comes later | x**2 + x → x.exp() * x**2
    for shows_setting: x is used twice, but when the power's rule runs, has x received anything yet? Which of the two runs first?
setting: no power | x**2 + x → x + x
    for shows_setting: there is no ** in your expression, and everything else is healthy.
setting: one too many | x**2 + x → x**2 * y + x
    for shows_setting: the bug shows, and not every step is needed for that. Which of them can go? (A minus or a division is two.)
twins: a square | return x**3 → return x**2
    for tells_twins: two of the engines agree. With your exponent as k, which two of k, k − 1 and 1 are the same number?
twins: a square with something behind it | return x**3 → return x**2 * y
    for tells_twins: two of the engines agree, whatever stands behind the power. With your exponent as k, which two of k, k − 1 and 1 are the same number?
twins: a square, and x again | return x**3 → return x**2 + x
    for tells_twins: two of the engines agree, whatever else becomes of x. With your exponent as k, which two of k, k − 1 and 1 are the same number?
twins: no power | return x**3 → return x * x * x
    for tells_twins: there is no ** in your expression, and nothing else is wrong with the two.
twins: one too many | return x**3 → return x**3 * y
    for tells_twins: all three differ, and not every step is needed for that. Which of them can go? (A minus or a division is two.)
stopping: an input comes back | x.tanh().exp().tanh() → x
    for shows_stopping: there is no rule in it that could be left out.
stopping: one step | x.tanh().exp().tanh() → x * y
    for shows_stopping: a single step is the result itself, and its rule runs. Whose rule does not?
stopping: too shallow | x.tanh().exp().tanh() → x.tanh().exp()
    for shows_stopping: the result's rule runs, and those of its inputs. How many steps from the result is a rule that never runs?
stopping: broad, not deep | x.tanh().exp().tanh() → x.exp() * y.exp()
    for shows_stopping: there are three steps, and each is the result or one of its inputs. Whose rule does not run?
stopping: one too many | x.tanh().exp().tanh() → x.tanh().exp().tanh() * y
    for shows_stopping: the bug shows, and not every step is needed for that. Which of them can go?
stopping: nothing returned | return x.tanh().exp().tanh() → x.tanh().exp().tanh()
    for shows_stopping: None comes back. Is there a `return` in it?
"""

EXERCISE = Exercise(
    number="6.4",
    entries=tuple(tried.PATIENTS),
    title="The smallest symptom",
    points=5,
    takes=tried.takes,
    probe=tried.probe,
    reference=REFERENCE,
    cell=cell_of(*REFERENCE),
    accepted=rewritten(
        REFERENCE,
        globals(),
        "x.tanh() * y → y * x.tanh() | x**2 + x → x + x**2 | return x**3 → return x**-1 | x.tanh().exp().tanh() → x.tanh().tanh().tanh()",
        "x.tanh() * y → x.tanh().tanh() | x**2 + x → x**3 * x | return x**3 → return y**4 | x.tanh().exp().tanh() → x * x * x * x",
        "x.tanh() * y → -x.tanh() | x**2 + x → x / x | x.tanh().exp().tanh() → 1 - x * y",
        "x.tanh() * y → x.tanh() / 2 | x**2 + x → y / y | x.tanh().exp().tanh() → 1 / (x + y)",
    ),
    mistakes=mistakes_of(REFERENCE, MISTAKES, globals(), "6.4"),
    hints=(
        (
            "For each of them: in which operation is the bug, and when does its rule give a wrong result? What has to come before, behind or "
            "beside it?"
        ),
        "What arrives at the result is always 1, so forgetting shows only further down. Setting shows only where a share is there already.",
        (
            "One operation behind the tanh; one more use of the power's input; one exponent for which 1, k − 1 and k all differ; a chain in "
            "which one rule is two steps away from the result."
        ),
    ),
    parts=tuple((1, f"^{name}") for name in tried.PATIENTS),
    otherwise="If the bug does not show: when does its rule give a wrong number, and what does that need before, behind or beside it? "
    "If it shows: which step can go?",
    shown="You have shown the smallest symptom of four bugs, and told twins apart that no loss curve can tell apart.",
    follow_up="the twins end with the same loss, to the last digit. Why, and why not with errors to the power 4?",
    follow_up_answer="The loss uses squares only, and for k = 2 both have the factor 1, where 2 would be right. For k = 4 the factors are 1 "
    "and 3.",
    reasoning="At the result arrives 1, so a tanh that forgets it shows when something with another slope stands behind it. A power that "
    "sets shows when its input already holds a share. For k = 3 the factors are 3, 1 and 2. And a rule two steps from the result is the "
    "first that an engine leaves out which stops after one level. (A minus or a division is two steps: `x / x` and `1 - x * y` do as well.)",
    equivalent=(
        ("return x ** 2 * x", "a product gives x its second share as well"),
        ("return x ** 3 + x", "any power will do"),
        ("return x ** 1 + x", "any power will do"),
        ("return x ** -2 + x", "any power will do"),
        ("return x ** 4", "any exponent will do for which 1, k - 1 and k differ"),
        ("return x ** -3", "any exponent will do for which 1, k - 1 and k differ"),
    ),
)
