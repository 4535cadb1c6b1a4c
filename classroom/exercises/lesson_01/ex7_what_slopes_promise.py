"""1.7: what the slopes promise. The answer is a number: nothing is run."""

from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.fresh import text
from classroom.checks.kinds import a_number
from classroom.checks.observing import observe
from classroom.exercises.lesson_01 import ex5_two_paths as ex5

CELL = """
promised = ...
### BEGIN SOLUTION
promised = -0.01 * sum(gradients[knob] ** 2 for knob in "abcf")
### END SOLUTION
"""

# a, b, c and f: the knobs. grad_a to grad_L: the gradients of 1.5; via_e and via_g: those of the paths of a. squares: of
# the knobs' gradients, added up.
MISTAKES = """
uphill | 0.01 * squares
    the size is right and the sign is not. The step goes against the gradients.
gradients not squared | -0.01 * (grad_a + grad_b + grad_c + grad_f)
    the gradients are added up as they are. {TWICE}
gradients not squared, uphill | 0.01 * (grad_a + grad_b + grad_c + grad_f)
    the gradients are added up as they are. {TWICE} And which way does the step go?
gradients doubled | -0.02 * (grad_a + grad_b + grad_c + grad_f)
    the gradients come in doubled, not squared. {TWICE}
sizes not squared | -0.01 * (abs(grad_a) + abs(grad_b) + abs(grad_c) + abs(grad_f))
    the sizes of the gradients are added up. {TWICE}
without the minus of a | -0.01 * (squares - 2 * grad_a**2)
    the share of a counts as if its knob worked against the others, but a makes L fall as well. Minus times minus? (In
    Python, `-3**2` is −9.)
the two paths squared | -0.01 * (squares - grad_a**2 + via_e**2 + via_g**2)
    the two paths of a are squared one by one. They meet in one knob: how far does a move?
the path via e alone | -0.01 * (squares - grad_a**2 + via_e**2)
    for a, only the path via e is counted. How far does a move, and how far does L move for each unit of that?
the path via g alone | -0.01 * (squares - grad_a**2 + via_g**2)
    for a, only the path via g is counted. How far does a move, and how far does L move for each unit of that?
without the step | -squares
    that is the promise for a step of 1. Each knob moves only by 0.01 times its gradient.
without the step, uphill | squares
    that is for a step of 1, and uphill. Each knob moves only by 0.01 times its gradient, and against it.
the step squared | -(0.01**2) * squares
    the step comes in twice. It says how far a knob moves. Does it also say how far L moves for each unit of that?
a step of 0.1 | -0.1 * squares
    ten times too much. Count the zeros of the step.
a step of 0.001 | -0.001 * squares
    ten times too little. Count the zeros of the step.
half | -0.01 * squares / 2
    it is half of the promise. There is no ½ in a slope times a turn.
double | -0.01 * squares * 2
    it is double the promise. Is a share counted twice?
the average | -0.01 * squares / 4
    it is an average over the four knobs. Small effects add up.
the root | -0.01 * squares**0.5
    a root was taken at the end. The shares of the knobs are added up, and that is all.
the values in place of the gradients | -0.01 * (a**2 + b**2 + c**2 + f**2)
    the knobs' values are squared. The turn is made of gradients.
values times gradients | -0.01 * (a * grad_a + b * grad_b + c * grad_c + f * grad_f)
    each gradient is multiplied by the knob's value. By what does the knob *move*?
added, then squared | -0.01 * (grad_a + grad_b + grad_c + grad_f) ** 2
    the gradients are added first and squared afterwards. Each knob has a share of its own; add up the shares.
d in the place of f | -0.01 * (grad_a**2 + grad_b**2 + grad_c**2 + grad_d**2)
    the gradient of f is not the one you found in 1.5; this looks like that of d. Which of the two is a knob?
the lesson's promise | -0.72
    that is the promise of the lesson's machine. This is another one.
the lesson's promise, uphill | 0.72
    that is the promise of the lesson's machine, uphill. This is another one, and you step the other way.
nothing | 0.0
    no change at all? Each knob is turned in the direction in which L falls.
all nodes | -0.01 * (squares + grad_L**2 + grad_d**2 + grad_e**2 + grad_g**2)
    all eight nodes are counted. Which of them do you turn?
all but L | -0.01 * (squares + grad_d**2 + grad_e**2 + grad_g**2)
    d, e and g are counted as well. They move because the knobs do; which of the nodes do you turn?
all entries | -0.01 * (squares + grad_L**2 + grad_d**2 + grad_e**2 + grad_g**2 + via_e**2 + via_g**2)
    all ten numbers of 1.5 are counted. Which of them belong to knobs?
e or d as a fifth knob | -0.01 * (squares + grad_d**2)
    there are five shares: e or d is counted as well. It moves because the knobs do; which of the nodes do you turn?
"""
OF_ONE_KNOB = """
the share of KNOB | -0.01 * grad_KNOB**2
    that is the share of KNOB alone. The other knobs move as well, and small effects add up.
without KNOB | -0.01 * (squares - grad_KNOB**2)
    one of the four knobs is left out. Count your shares.
"""
AND_LAST = """
the true change | after - before
    that is what L really does, measured by running the machine. What do the slopes promise? The two differ a little.
the new L | before + promised
    that is where L ends up, if the promise holds. By how much has it changed?
the true new L | after
    that is L after the step, measured. By how much do the slopes promise it to change?
the old L | before
    that is L before the step. By how much does it change?
rounded | round(promised, 2)
    two digits are not enough to tell the promise from the true change. Give four.
rounded to three digits | round(promised, 3)
    this agrees with the promise to three digits after the point. The card asks for four: round at the end only.
rounded further | round(promised, 1)
    one digit is not enough to tell the promise from the true change. Give four.
rounded, uphill | -round(promised, 2)
    the sign is not right: the step goes against the gradients. And give four digits.
"""
SHARED = {"TWICE": "How far does a move, and how far does L move for each unit of that?"}


def what_the_slopes_promise(*knobs):
    """The exercise for the machine of 1.5 with these knobs."""
    gradients = ex5.gradients_of(*knobs)
    slopes = [gradients[name] for name in "abcf"]
    squares = sum(slope**2 for slope in slopes)
    before = ex5.machine(*knobs)
    after, far = (ex5.machine(*(x - size * slope for x, slope in zip(knobs, slopes))) for size in (0.01, 1.0))
    promised = -0.01 * squares
    table = MISTAKES + "".join(OF_ONE_KNOB.replace("KNOB", name) for name in "abcf") + AND_LAST
    given = dict(zip("abcf", knobs)) | {f"grad_{name}": gradient for name, gradient in gradients.items()}
    given |= {"via_e": gradients["a via e"], "via_g": gradients["a via g"]}
    given |= {"squares": squares, "before": before, "after": after, "promised": promised}

    def probe(answer):
        rtol = 1e-4 / abs(promised)
        yield from observe("your prediction", dict, {"the promised change": answer}, says="", rtol=rtol)

    return Exercise(
        number="1.7",
        title="What the slopes promise",
        points=3,
        takes=a_number(),
        probe=probe,
        reference=promised,
        cell=CELL,
        accepted=(round(promised, 4), round(promised, 5), sum(-0.01 * slope * slope for slope in slopes)),
        mistakes=tuple(Mistake(name, *told) for name, told in numbers_of(table, given | SHARED).items()),
        hints=(
            "How far does b move? And by how much does each unit of that move L?",
            "A knob moves by −0.01 times its gradient, and L moves by its gradient for each unit of that. That is one knob's share.",
            "Square the gradients of a, b, c and f from 1.5 and add them up. Multiply by the step, and mind its sign.",
        ),
        otherwise="Take one knob: how far does it move, and what does that do to L? Then the other three. "
        'Are the gradients right, as check("1.5", gradients) says?',
        shown="You have shown that gradients tell in advance what a small step will do, without running the machine.",
        follow_up="run the machine with the four knobs turned: how far off is the promise? And with a step of −1 in place of −0.01?",
        follow_up_answer=f"With −0.01, L changes by {text(round(after - before, 4))} where {text(round(promised, 4))} was promised. With "
        f"−1 it changes by {text(round(far - before, 2))} where {text(round(100 * promised, 2))} was promised: that turn is not small.",
        reasoning="Each knob's share is its turn times its slope: −0.01 · gradient · gradient. Squares are never "
        f"negative, so every knob helps. The true change is {text(round(after - before, 4))}, not quite the same, "
        "because slopes hold for small turns only.",
        secrets=(f"{promised:.4f}", text(round(promised, 4))),
        vary=promise_of_ones_own,
        make=what_the_slopes_promise,
        draws_with="1.5",
    )


def promise_of_ones_own(rng):
    knobs = ex5.knobs_of_ones_own(rng)
    return Variant(ex5.machine_texts(*knobs), what_the_slopes_promise(*knobs))


EXERCISE = what_the_slopes_promise(*ex5.CLASS_KNOBS)
