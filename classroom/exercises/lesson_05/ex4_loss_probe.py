"""How 5.4 is tried."""

from numbers import Real

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises.lesson_05.shared_probe import kind_of, told
from micrograd_core import Value

takes = a_function("answers", "ys")


def probe(answer):
    def run(said, wanted):
        answers = [Value(each) for each in said]
        loss = answer(answers, list(wanted))
        if isinstance(loss, Real):
            return {"what comes back": kind_of(loss, Value), "the loss": loss}
        if not isinstance(loss, Value):
            return {"what comes back": kind_of(loss, Value)}
        loss.backward()
        found = {"what comes back": "a Value", "the loss": loss.data}
        found |= {f"answers[{i}].grad": each.grad for i, each in enumerate(answers)}
        return found | {"the answers": "as they were" if [each.data for each in answers] == list(said) else "changed"}

    for said, wanted in (((0.6, -0.3, 0.85), (0.9, 0.4, -0.7)), ((-0.45, 0.7, 0.35, 0.15), (-0.8, -0.6, 0.7, 0.95))):
        said, wanted = fresh(*said), fresh(*wanted)
        yield from observe(f"answers {told(said)}, ys {told(wanted)}", run, said, wanted)
