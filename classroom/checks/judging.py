"""From what was seen of an answer to a verdict: its points, and what a student is told."""

from dataclasses import dataclass, field

from classroom.checks import advice, card, comparing
from classroom.checks.raised import Raised
from classroom.checks.registry import registry

YES, NOT_YET, NOT_STARTED = "yes", "not yet", "not started yet"


@dataclass(frozen=True)
class Result:
    """The outcome of one check, for a student to read and a grader to count.

    outcome: "yes", "not yet" or "not started yet". points: what it is worth, of `possible`; what is right in an answer
    that is "not yet" may earn some. mistake: the name of the known
    mistake that the answer looks like, or None.
    """

    number: str
    outcome: str
    points: float
    possible: int
    message: str
    mistake: str | None = None
    beside: advice.Beside | None = field(default=None, compare=False)
    hints: tuple[str, ...] = field(default=(), compare=False)
    progress: str = field(default="", compare=False)

    @property
    def passed(self) -> bool:
        return self.outcome == YES

    def __repr__(self) -> str:
        worth = f" · {self.points} of {self.possible} points" if self.possible else ""
        return f"{self.number} · {self.outcome}{worth}\n{self.message}"

    def _repr_html_(self) -> str:
        return card.of_result(self)


def result(exercise, outcome, message, mistake=None, earned=0, beside=None):
    points = exercise.points if outcome == YES else earned
    hints = () if outcome == YES else exercise.hints
    return Result(exercise.number, outcome, points, exercise.points, message, mistake, beside, hints)


def blanks(answer):
    """Where the stub's `...` still stands: a list of keys and places, or of nothing but "" for the answer itself."""
    if answer is None or answer is ...:
        return [""]
    if not isinstance(answer, (dict, list, tuple)):
        return []
    entries = answer.items() if isinstance(answer, dict) else enumerate(answer, 1)
    return [name for name, value in entries if blanks(value)]


def still_blank_in(exercise, answer, blank):
    """The result where some or all of the blank is still there."""
    if blank == [""] or len(blank) == len(answer):
        return result(exercise, NOT_STARTED, "Fill in the blank in the cell above, then run both cells.")
    if exercise.entries and not isinstance(answer, dict):
        blank = [exercise.entries[place - 1] for place in blank if place <= len(exercise.entries)]
    names = ", ".join(f"number {name}" if isinstance(name, int) else f"`{name}`" for name in blank)
    return result(exercise, NOT_YET, f"Still blank: {names}. Fill in the rest, then run both cells.")


def judge(exercise, answer):
    """The result for an answer of the right kind, from what it does."""
    seen = comparing.observations(exercise, answer)
    wrong = comparing.differences(seen, comparing.of_reference(exercise))
    earned = comparing.earned(exercise, seen, wrong)
    blank = [o.value for o in seen.values() if isinstance(o.value, Raised) and o.value.kind == "NotImplementedError"]
    if blank:
        begun = isinstance(answer, tuple) and len(blank) < len(seen)
        return still_blank(exercise, answer, blank[0], begun, earned if begun else 0)
    if not wrong:
        return result(exercise, YES, f"{exercise.shown}\nOne more question: {exercise.follow_up}")
    if not any(isinstance(difference.seen and difference.seen.value, Raised) for difference in wrong):
        for part in exercise.built_on(answer).items():
            if complaint := fault_of(*part):
                told = f"{advice.what_was_seen(wrong[0])}\n{complaint}"
                return result(exercise, NOT_YET, told, earned=earned, beside=advice.beside(wrong[0]))
    mistake = comparing.recognise(exercise, seen, wrong)
    told, name = explain(exercise, wrong[0], mistake), mistake.name if mistake else None
    return result(exercise, NOT_YET, told, name, earned, advice.beside(wrong[0]))


def fault_of(number, part):
    """What is wrong with a part that was written in an earlier exercise, or None."""
    exercise = registry()[number]
    if exercise.takes(part) or judge(exercise, part).passed:
        return None
    return f'The fault is, or begins, in `{part.__name__}`: what check("{number}", {part.__name__}) says comes first.'


def still_blank(exercise, answer, raised, begun, earned):
    """The result where a NotImplementedError came: the blank may be that of an earlier exercise.

    begun: whether another part of the answer has been written, and `earned` what that is worth.
    """
    place = f" in `{raised.function}`" if raised.function else ""
    for number, part in exercise.built_on(answer).items():
        if raised.function.split(".")[0] == getattr(part, "__name__", None):
            return result(
                exercise, NOT_YET, f"The blank of {number} is still there{place}, and {exercise.number} needs it."
            )
    message = f"There is still a `raise NotImplementedError`{place}. Put your code in its place, then run both cells."
    return result(exercise, NOT_YET if begun else NOT_STARTED, message, earned=earned)


def explain(exercise, difference, mistake):
    """The message of "not yet": what was tried, what came back, and what it looks like."""
    lines = [advice.what_was_seen(difference)]
    raised = difference.seen.value if difference.seen else None
    if isinstance(raised, Raised):
        lines.append(advice.where(raised))
    if mistake:
        lines.append(f"What it looks like: {mistake.message}")
    else:
        lines.append(
            advice.why(raised, exercise.node_class)
            if isinstance(raised, Raised)
            else advice.in_general(exercise, difference)
        )
    return "\n".join(lines)
