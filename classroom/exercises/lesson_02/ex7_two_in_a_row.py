"""2.7: two linear neurons in a row."""

import re

from classroom.checks import kinds
from classroom.checks.edits import numbers_of
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.fresh import text
from classroom.checks.kinds import describe
from classroom.checks.observing import observe
from classroom.checks.on_paper import drawn, pairs, slips_on, walk

CLAIMS = {"A": False, "B": True, "C": True, "D": False}
SHAPE = re.compile(r"line|straight|linear|slope|weight|bend|multipl|formula|degree|affine|w\s*[*·]?\s*x", flags=re.I)
SMALL_WORDS = """
a an the is are was be been has have had can cannot could will would does do of in into to by with without for from and or but
so because since as when if that which this it its again still only no not nothing any every all both gives give stays stay
makes make becomes become
"""
RUBRIC = (
    "it says what one such neuron is: a straight line, w*x + b",
    "it says what becomes of it when one goes into the other: again a straight line, again w*x + b",
    "it holds for all numbers, not only for the four on the card",
)

AT_W = """
the weights added | w1 + w2
    the weights were added. {moves}
the weights subtracted | w1 - w2
    one weight was subtracted from the other. {moves}
the weights subtracted, other way | w2 - w1
    one weight was subtracted from the other. {moves}
the weights divided | w2 / w1
    one weight was divided by the other. {moves}
the wrong sign | -w
    w has the wrong sign: does the output of the pair rise or fall when x grows?
that of the first neuron | w1
    this w is that of the first neuron. What does the second one do with what it gets?
that of the second neuron | w2
    this w is that of the second neuron. It does not get x: it gets what the first one returns.
b | b
    what stands at w is what the pair returns at x = 0. By how much does it change when x grows by 1?
all of the second neuron | w + b2
    a bias got into w. When x grows by 1, a bias stays as it is: what changes?
nearly right | 1.01 * w
    this w is nearly right. It is a product of two short numbers; there is nothing to round.
a number from elsewhere | 37.7
    this w does not come from the two weights in any way that we know. {moves}
"""
MOVES = "If x grows by 1, by how much does the first neuron grow, and then the second?"

AT_B = """
the biases added | b1 + b2
    w is right. The biases were added, but the first one goes through the second neuron before it meets the other.
the biases multiplied | b1 * b2
    w is right. The two biases were multiplied. What does the second neuron multiply, and what does it add?
without the second bias | w2 * b1
    w is right, and the first bias was carried through. The second neuron has a bias as well.
without the first bias | b2
    w is right. This is the second bias alone. What becomes of the first one?
the first bias alone | b1
    w is right. This b is that of the first neuron: what does the second one do with it?
a sign lost | b2 - w2 * b1
    w is right. A sign was lost at the bias: what is minus times minus?
the other order | w1 * b2 + b1
    this is what comes out when the two neurons swap places. For w the order does not matter; for b it does.
the wrong sign | -b
    w is right. b has the wrong sign: what does the pair return at x = 0?
the first bias subtracted | b2 - b1
    w is right. The first bias was subtracted from the second. What is it multiplied by on its way?
both biases multiplied by the weight | w2 * (b1 + b2)
    w is right. The second bias was multiplied as well. It is added after the multiplication.
through the first weight | w1 * b1 + b2
    w is right. The first bias was multiplied by the first weight. Which multiplication does it meet on its way?
nothing | 0.0
    w is right. b is what the pair returns at x = 0; is that nothing?
nearly right | 1.01 * b
    w is right, and this b is nearly right. There is nothing to round.
a number from elsewhere | 37.7
    w is right. For b, put x = 0 into the first neuron, and what it returns into the second.
"""


def takes(answer):
    """A dict with the numbers w and b, True or False for each claim, and a reason in words."""
    if not isinstance(answer, dict):
        return f"This check takes the dict with w, b, A to D and why, but it got {describe(answer)}."
    for name in ("w", "b", *CLAIMS, "why"):
        if name not in answer:
            return f"`{name}` is missing in your dict."
    for name in CLAIMS:
        if not is_bool(answer[name]):
            return f"For claim {name}, write True or False, without quotation marks; it is {describe(answer[name])}."
    if complaint := kinds.numbers("w", "b")({name: answer[name] for name in ("w", "b")}):
        return complaint
    why = answer["why"]
    if not isinstance(why, str):
        return f"`why` takes a sentence in quotation marks, but it is {describe(why)}."
    if (count := len(words_of(why))) < 8:
        return f"`why` has {count} words. It needs at least 8, in a sentence of your own: a person will read it."
    return None


def is_bool(answer):
    return isinstance(answer, bool) or (type(answer).__module__ == "numpy" and type(answer).__name__.startswith("bool"))


def words_of(text):
    return re.findall(r"[^\W\d_]+", text.lower())


def look_at_sentence(why):
    """What a sentence lacks of what the card asks for."""
    words = words_of(why)
    if len(set(words)) < 5:
        return "repeats itself"
    if not set(words_of(SMALL_WORDS)).intersection(words):
        return "a list of words"
    return "has what the card asks for" if SHAPE.search(why) else "names no shape"


def one_line(w1, b1, w2, b2):
    """The w and b of the one neuron, each with its slips: {name: (right, {what it looks like: (number, message)})}."""
    w, b = w1 * w2, w2 * b1 + b2
    given = {"w1": w1, "b1": b1, "w2": w2, "b2": b2, "w": w, "b": b, "moves": MOVES}
    return {"w": (w, numbers_of(AT_W, given)), "b": (b, numbers_of(AT_B, given))}


def two_in_a_row(*pair):
    """The exercise for two linear neurons with these weights and biases."""
    lines = one_line(*pair)
    (w, _), (b, _) = lines["w"], lines["b"]

    def step(name, given):
        return lines[name]

    compare = walk("the one neuron", ("w", "b"), "{}", step, 1e-4)

    def probe(answer):
        """Ends at the first part that is wrong."""
        yield from (seen := list(compare(answer)))
        if [each.value for each in seen] == ["right", "right"]:
            is_right = all(bool(answer[name]) is CLAIMS[name] for name in CLAIMS)
            judged = "all four judged right" if is_right else "not all judged right"
            yield from observe("the claims A to D", dict, {"your judgement": judged}, says="")
            if is_right:
                yield from observe("why", dict, {"your sentence": look_at_sentence(answer["why"])}, says="")

    def answer(why, w=w, b=b, **claims):
        return {"w": w, "b": b, **CLAIMS, **claims, "why": why}

    straight = "A straight line of a straight line is again one straight line, whatever the numbers are."
    right = answer(straight)
    return Exercise(
        number="2.7",
        title="Two straight neurons in a row",
        points=3,
        takes=takes,
        probe=probe,
        reference=right,
        cell=CELL,
        accepted=(
            answer("Put the first formula into the second and multiply out: it has the form w*x + b, as before."),
            answer("Nothing bends, so a single straight one can always replace the two.", w=round(w, 4), b=round(b, 4)),
            answer("Since each is linear, the second of the first is linear, too.", w=round(w, 6), b=round(b, 6)),
        ),
        mistakes=(
            *slips_on(("w", "b"), step, right),
            Mistake(
                "the claims",
                answer(straight, C=False, D=True),
                "w and b are right, but not every claim is. Try each, in order: other weights at several x; a third "
                "neuron; a first weight of 0; a tanh in between, at x = 10 and 1000.",
            ),
            Mistake(
                "why: a list of words",
                answer("Banana apple cat dog tree house moon sun."),
                "w, b and the claims are right. The words of `why` stand beside each other: make a sentence of them.",
            ),
            Mistake(
                "why: the same again and again",
                answer("A line of a line of a line is a line."),
                "w, b and the claims are right. `why` repeats itself: give it 5 different words.",
            ),
            Mistake(
                "why: no shape",
                answer("Because two of them can never do more than one of them does."),
                "w, b and the claims are right. `why` does not name the shape that comes out, nor its formula.",
            ),
        ),
        parts=((1, r": [wb]$"), (1, r"^the claims")),
        rubric=RUBRIC,
        hints=(
            "What does the pair return at x = 0? And at x = 1? Two points are enough for what comes out.",
            f"Put the first formula into the second: {text(pair[2])} times all of the first, plus {text(pair[3])}.",
            "Multiply out, and sort by what has an x. w is the product of the weights; b is what comes out at x = 0.",
            "For the claims, use letters. What shape is each neuron's graph, what shape is the pair's, and when not?",
        ),
        otherwise="Put x = 0 and x = 1 into the pair: two points are enough for a straight line.",
        shown="You have shown that two neurons without a bend are one neuron with other numbers.\n"
        "Whether your sentence is true, the check cannot see. Compare it with these three points: "
        + " ".join(f"({number}) {point};" for number, point in enumerate(RUBRIC, 1)).rstrip(";")
        + ".",
        follow_up="where would you put one bend so that the pair can do something that no line can?",
        follow_up_answer="Between the two. Behind the second works, too, but then they are still one neuron: one line, then "
        "one bend.",
        reasoning=f"{text(pair[2])}·({text(pair[0])}x − {text(-pair[1])}) + {text(pair[3])} is {text(round(w, 4))}x + "
        f"{text(round(b, 4))}: the weights multiply, and the first bias passes through the second weight. Whatever the "
        "numbers are, what comes out has the form w·x + b: one line (A is false, and with three hundred neurons it is "
        "the same, so B is true). A first weight of 0 gives a flat line, with w = 0 (C is true). With a tanh in "
        "between the graph is bent, and no w*x + b is (D is false).",
        secrets=(text(round(w, 4)), f"{w:.2f}"),
        vary=pair_of_ones_own,
    )


def pair_of_ones_own(rng):
    pair, exercise = drawn(rng, draw_pair, two_in_a_row, EXERCISE)
    (w, _), (b, _) = one_line(*pair).values()
    keys = zip(("0.7", "1.2", "-1.5", "0.5"), (pair[0], -pair[1], pair[2], pair[3]))
    return Variant(pairs(*((old, f"{new:.1f}") for old, new in keys), ("0.2000", f"{2 * w + b:.4f}")), exercise)


def draw_pair(rng):
    """Numbers of one digit after the point, with the signs of the class."""
    w1, b1, w2, b2 = (rng.randint(3, 19) / 10 for _ in range(4))
    return w1, -b1, -w2, b2


CELL = """\
same = {"w": ..., "b": ..., "A": ..., "B": ..., "C": ..., "D": ..., "why": ...}
### BEGIN SOLUTION
same = {
    "w": -1.5 * 0.7,
    "b": -1.5 * -1.2 + 0.5,
    "A": False,
    "B": True,
    "C": True,
    "D": False,
    "why": "A straight line of a straight line is again one straight line, whatever the numbers are.",
}
### END SOLUTION"""
EXERCISE = two_in_a_row(0.7, -1.2, -1.5, 0.5)
