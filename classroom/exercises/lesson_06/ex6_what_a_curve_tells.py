"""6.6: what a loss, and what a check, can tell and what not."""

import re

from classroom.checks import kinds
from classroom.checks.exercise import Exercise, Mistake, Variant
from classroom.checks.kinds import describe
from classroom.checks.observing import observe
from classroom.checks.on_paper import drawn

LETTERS = "ABCDEF"
CLAIMS = {  # {the claim: (whether it is true, what is asked of somebody who judges otherwise)}
    "Of two engines that train the same network from the same start, the one that ends lower has the better gradients.": (
        False,
        "Look at the lesson's first picture again: which of the two was sick?",
    ),
    "An engine with a bug may train exactly as the healthy one does, to the last digit.": (
        True,
        "In the lesson's list of thirteen, who ended where the healthy engine did, and does their bug ever come into play?",
    ),
    "If a network trains from every one of five starts, all gradients of its engine are right.": (
        False,
        "How many of the sick engines trained from each of five starts?",
    ),
    "An engine that computes a minus as a plus can bring the loss close to 0.": (
        True,
        "What did that network answer, and what did its own loss make of it?",
    ),
    "An engine that passes a gradient check on ten expressions has no bug.": (
        False,
        "How many of the ward passed the ten everyday ones?",
    ),
    "All gradients of an engine may fit its values, and its values still be wrong.": (
        True,
        "What did the four engines of section 5 have in common?",
    ),
    "A check that builds a new graph each time shows what stays behind between two calls of `backward()`.": (
        False,
        "How often is `backward()` called on one graph in such a check?",
    ),
    "Whether an expression exposes a bug may depend on the numbers at which it is tried.": (
        True,
        "What did the same nine expressions expose at 0, and what elsewhere?",
    ),
}
WHAT_COUNTS = re.compile(
    r"gradient|slope|downhill|direction|step|update|weight|bias|parameter|learning|speed", flags=re.I
)
RUBRIC = (
    "it says that the loss looks at answers: any steps that lead roughly downhill bring it down",
    "it gives a bug of the ward as an example, and says what that bug leaves right in this network",
)
WHY = (
    "The loss judges answers only, so steps that go roughly downhill are enough: where a square forgets its factor 2, all gradients "
    "are half as large, and their direction is still right."
)


def takes(answer):
    """A dict with True or False for each claim, and a reason in words."""
    if not isinstance(answer, dict):
        return f"This check takes the dict with A to F and why, but it got {describe(answer)}."
    for name in (*LETTERS, "why"):
        if name not in answer:
            return f"`{name}` is missing in your dict."
    for name in LETTERS:
        if not isinstance(answer[name], bool):
            return f"For claim {name}, write True or False, without quotation marks; it is {describe(answer[name])}."
    return kinds.words(12)(answer["why"])


def look_at_sentence(why):
    """What a text lacks of what the card asks for."""
    words = re.findall(r"[^\W\d_]+", why.lower())
    if len({*words}) < 9:
        return "repeats itself"
    return "has what the card asks for" if WHAT_COUNTS.search(why) else "names nothing that an update is made of"


def of_claims(*texts):
    """The exercise for six of the claims."""
    claims = dict(zip(LETTERS, texts))
    truth = {letter: CLAIMS[text][0] for letter, text in claims.items()}

    def probe(answer):
        """The text is looked at when all claims are judged rightly."""
        for letter, is_true in truth.items():
            judged = "right" if answer[letter] is is_true else "wrong"
            yield from observe(f"claim {letter}", dict, {"your judgement": judged}, says="")
        if all(answer[letter] is is_true for letter, is_true in truth.items()):
            yield from observe("why", dict, {"your text": look_at_sentence(answer["why"])}, says="")

    def answer(why=WHY, **judged):
        return {**truth, **judged, "why": why}

    mistakes = [
        Mistake(f"claim {letter}", answer(**{letter: not truth[letter]}), f"claim {letter}: {CLAIMS[text][1]}")
        for letter, text in claims.items()
    ]
    mistakes += [
        Mistake(
            "all believed",
            answer(**dict.fromkeys(LETTERS, True)),
            "you believe all six. Some of them say more than a curve or a check can tell.",
        ),
        Mistake(
            "all denied",
            answer(**dict.fromkeys(LETTERS, False)),
            "you deny all six. Some of them say only what may be, and the lesson has a case of it.",
        ),
        Mistake(
            "all turned round",
            answer(**{letter: not is_true for letter, is_true in truth.items()}),
            "all six are judged the wrong way round. What does True stand for?",
        ),
        Mistake(
            "why: the same again and again",
            answer("The loss falls and the loss falls and the loss falls and falls and falls."),
            "the claims are right. `why` repeats itself: give it 9 different words.",
        ),
        Mistake(
            "why: nothing of an update",
            answer("Because a network is clever and can learn many things even when one of its parts is ill."),
            "the claims are right. `why` does not say what becomes of the weights and biases, and what moves them.",
        ),
    ]
    return Exercise(
        number="6.6",
        title="Explain: what a curve can tell",
        points=3,
        takes=takes,
        probe=probe,
        reference=answer(),
        cell=CELL,
        accepted=(
            answer(
                "A wrong slope often keeps its sign, so each step still goes downhill, though not the steepest way there."
            ),
            answer(
                "With add: = for +=, the biases are wrong but the weights are right, and the weights are enough to bring the loss down."
            ),
            answer("pow without the factor k only halves everything, so it just learns at half the speed."),
            answer(
                "Updates need only a direction that is about right; the loss never looks at gradients, it looks at answers."
            ),
        ),
        mistakes=tuple(mistakes),
        parts=tuple((0.25, f"^claim {letter}") for letter in LETTERS),
        rubric=RUBRIC,
        hints=(
            "For each claim, look for one case in the lesson that speaks against it. If there is one, the claim is false.",
            "A claim with “may” or “can” needs one case that speaks for it.",
            "For `why`: what does the loss look at, and what must be right about a step for the loss to fall?",
        ),
        otherwise="Look for a case in the lesson that speaks against that claim, or for it.",
        shown="You have shown that you know what the evidence is worth.\n"
        "Whether your text is right, the check cannot see. Compare it with these two points: "
        + " ".join(f"({number}) {point};" for number, point in enumerate(RUBRIC, 1)).rstrip(";")
        + ".",
        follow_up="what would you show a colleague who says “my loss falls, so my engine is fine”?",
        follow_up_answer="The lesson's first picture, and then one expression that their engine computes wrongly.",
        reasoning=" ".join(
            f"{letter} is {'true' if is_true else 'false'}: {REASONS[claims[letter]]}"
            for letter, is_true in truth.items()
        ),
        vary=claims_of_ones_own,
    )


REASONS = dict(
    zip(
        CLAIMS,
        (
            "the lower curve was the sick engine's.",
            "a tanh that writes = for += has nothing to wipe out where its input is used once.",
            "twelve sick engines do that.",
            "its network learns minus the targets, and its loss adds where it should subtract.",
            "fourteen of the ward pass the ten everyday ones.",
            "tanh of half the number has the slope that belongs to it.",
            "it calls it once for each graph.",
            "at 0, and at 1, wrong rules give right numbers.",
        ),
    )
)


def claims_of_ones_own(rng):
    texts, exercise = drawn(rng, draw_claims, of_claims, EXERCISE)
    cards = [(f"**{letter}.** {old}", f"**{letter}.** {new}") for letter, old, new in zip(LETTERS, CLASS_CLAIMS, texts)]
    answers = [
        (f'"{letter}": {EXERCISE.reference[letter]}', f'"{letter}": {exercise.reference[letter]}') for letter in LETTERS
    ]
    return Variant((*cards, *answers), exercise)


def draw_claims(rng):
    """Three true ones and three false ones, in any order."""
    return tuple(
        rng.sample([text for is_true in (True, False) for text in rng.sample(all_that_are(is_true), 3)], len(LETTERS))
    )


def all_that_are(is_true):
    return [text for text, (truth, _) in CLAIMS.items() if truth is is_true]


CELL = f"""\
judged = {{"A": ..., "B": ..., "C": ..., "D": ..., "E": ..., "F": ..., "why": ...}}
### BEGIN SOLUTION
judged = {{
    "A": False, "B": True, "C": False, "D": True, "E": False, "F": True,
    "why": "{WHY}",
}}
### END SOLUTION"""
CLASS_CLAIMS = tuple(CLAIMS)[:6]
EXERCISE = of_claims(*CLASS_CLAIMS)
