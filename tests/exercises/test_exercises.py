"""The checkers, checked: generic over all exercises, so that a new one is covered by being there."""

import re
import sys
from functools import cache

import exercise_sources as source
import pytest
from mutations import mutations

from classroom.checks import check, comparing, hint, solution, stubs, student
from classroom.checks.judging import NOT_STARTED, NOT_YET, YES
from classroom.checks.raised import Raised
from classroom.checks.registry import registry

EXERCISES = registry()
MISTAKES = [(number, mistake) for number, exercise in EXERCISES.items() for mistake in exercise.mistakes]


def per_exercise(test):
    return pytest.mark.parametrize("number", EXERCISES)(test)


def per_mistake(test):
    return pytest.mark.parametrize("number, mistake", MISTAKES, ids=[f"{n}-{m.name}" for n, m in MISTAKES])(test)


# What is checked once for several tests.


@cache
def of_mistake(number, name):
    """The result for a known mistake."""
    return check(number, next(mistake.answer for mistake in EXERCISES[number].mistakes if mistake.name == name))


@cache
def of_mutants(number):
    """[(mutated line, result or None)] for every mutation of the solution; None where the cell itself raises."""
    cell = source.places()[number].cell
    made = mutations(stubs.solved(cell), stubs.solution_lines(cell))
    return [(line, source.verdict(number, mutant)) for line, mutant in made]


# Right and wrong answers.


@per_exercise
def test_the_reference_passes_and_raises_nothing(number):
    exercise = EXERCISES[number]
    result = check(number, exercise.reference)
    assert result.passed and result.points == result.possible == exercise.points, result
    assert comparing.of_reference(exercise), "the probe observes nothing"
    assert not [o for o in comparing.of_reference(exercise).values() if isinstance(o.value, Raised)]


@per_exercise
def test_at_least_two_other_right_answers_pass(number):
    assert len(EXERCISES[number].accepted) >= 2
    for answer in EXERCISES[number].accepted:
        assert check(number, answer).passed, check(number, answer)


@per_exercise
def test_the_solution_in_the_notebook_passes(number):
    result = source.verdict(number, stubs.solved(source.places()[number].cell))
    assert result and result.passed, result


@per_mistake
def test_a_known_mistake_is_refused_with_its_own_name(number, mistake):
    result = of_mistake(number, mistake.name)
    assert result.outcome == NOT_YET and 0 <= result.points < result.possible
    assert result.mistake == mistake.name, result
    assert mistake.message in result.message


@per_exercise
def test_every_mutation_of_the_solution_is_refused_or_known_to_be_right(number):
    survivors = {line for line, result in of_mutants(number) if result and result.passed}
    known = {line for line, reason in EXERCISES[number].equivalent if reason}
    assert of_mutants(number), "no mutation could be made"
    assert survivors <= known, "these pass the check: " + "\n".join(sorted(survivors - known))
    assert known <= survivors, "listed as equivalent, but refused or never made: " + "\n".join(
        sorted(known - survivors)
    )


@per_exercise
def test_the_stub_is_not_started_yet(number):
    result = source.verdict(number, stubs.stub(source.places()[number].cell))
    assert result.outcome == NOT_STARTED and result.points == 0, result


# What is right in an answer that is not.


def nothing(*arguments):
    return None


def zero(*arguments):
    return 0.0


def first_input(first=None, *others):
    return first


@per_exercise
def test_parts_of_an_answer_are_worth_less_than_all_and_nothing_is_worth_nothing(number):
    exercise = EXERCISES[number]
    assert sum(points for points, _ in exercise.parts) < exercise.points
    keys = [": ".join(key) for key in comparing.of_reference(exercise)]
    for points, pattern in exercise.parts:
        assert points > 0 and any(re.search(pattern, key) for key in keys), pattern
    for idle in (nothing, zero, first_input):
        answer = as_answer(number, idle)
        assert answer is None or check(number, answer).points == 0
    if isinstance(exercise.reference, dict):
        assert check(number, dict.fromkeys(exercise.reference, 0.0)).points == 0


# What an answer may do, and what it gets to read.


def endless_loop(*arguments):
    count = 0
    while count >= 0:
        count += 1


def tight_loop(*arguments):
    while True: pass  # fmt: skip


def endless_recursion(*arguments):
    return endless_recursion(*arguments)


def number_without_wrapping(*arguments):
    return (3).grad


def divides_by_zero(*arguments):
    return 1 / 0


def leaves(*arguments):
    sys.exit()


BAD = {
    endless_loop: "still running",
    tight_loop: "still running",
    endless_recursion: "calls itself without an end",
    number_without_wrapping: "`int` has no attribute `grad`: did you wrap the number in a Value?",
    divides_by_zero: "Which number in that line may be 0?",
    leaves: "exit() ends the program",
}
KNOWN_AS = {  # where one of these is a known mistake of the exercise, and told as such
    ("4.2", endless_recursion): "calls itself",
}


def as_answer(number, function):
    """The function, or a class like the reference in which every method asked for is this function; None if neither fits."""
    exercise = EXERCISES[number]
    if isinstance(exercise.reference, type):
        members = {name: function for name in vars(exercise.reference) if not name.startswith("__init__")}
        return type(
            "Value",
            (exercise.reference,),
            {k: v for k, v in members.items() if callable(getattr(exercise.reference, k))},
        )
    return function if callable(exercise.reference) else None


@pytest.mark.parametrize("bad", BAD, ids=[function.__name__ for function in BAD])
@per_exercise
def test_what_an_answer_does_ends_in_a_message(number, bad):
    answer = as_answer(number, bad)
    if answer is None:
        assert check(number, bad).outcome == NOT_YET
        return
    result = check(number, answer)
    assert result.outcome == NOT_YET
    told = result.message.splitlines()
    assert len(told) == 3 and told[1].startswith(("Your line `", "Your code")), result
    assert result.mistake == KNOWN_AS.get((number, bad)), result
    advice = BAD[bad].replace("Value", EXERCISES[number].node_class)
    assert result.mistake or advice in result.message, result


def test_an_exception_is_told_in_two_lines_with_the_students_own_line():
    def add(self, other):
        out = type(self)(self.data + other.data, (self, other), "+")
        out._backward = lambda: self.gradd + 1
        return out

    message = check("3.1", add).message.splitlines()
    assert message[1].startswith("Your line `out._backward = lambda: self.gradd + 1` raises AttributeError")
    assert (
        message[2] == "There is no `gradd` there. Is the name spelt as in the task, and has the cell that makes it run?"
    )


def test_a_type_error_is_told_with_a_reason():
    def add(self, other):
        return self + "1"

    assert "has no rule for the other" in check("3.1", add).message


def test_tracing_recursion_limit_random_and_stdout_come_back(capsys):
    import random

    def shouting(self, other):
        print("noise")
        random.seed(1)
        sys.setrecursionlimit(5000)
        return endless_recursion()

    def trace(frame, event, argument):
        return None

    before = sys.gettrace(), sys.getrecursionlimit(), random.getstate(), sys.stdout
    sys.settrace(trace)
    try:
        check("3.1", shouting)
        assert sys.gettrace() is trace
    finally:
        sys.settrace(before[0])
    assert (sys.gettrace(), sys.getrecursionlimit(), random.getstate(), sys.stdout) == before
    assert capsys.readouterr().out == ""


def test_a_loop_after_an_endless_recursion_ends_too():
    def add(self, other):
        try:
            return endless_recursion()
        except RecursionError:
            pass
        return type(self)(self.data + other.data, (self, other))

    assert check("3.1", add).outcome == NOT_YET

    calls = []

    def then_loop(self, other):
        calls.append(1)
        return endless_recursion() if len(calls) == 1 else endless_loop()

    assert check("3.1", then_loop).outcome == NOT_YET


def test_a_class_comes_out_as_it_went_in():
    class Value(EXERCISES["3.5"].reference):
        counter = 0

        def backward(self):
            type(self).counter += 1
            type(self).extra = "left behind"

    before = dict(vars(Value))
    check("3.5", Value)
    assert dict(vars(Value)) == before


# Bad input.


def test_an_unknown_number_names_the_nearest():
    for number in ("3.22", "33", 3.9, None, "", "exercise 3.2"):
        result = check(number, 1)
        assert result.outcome == NOT_YET and re.search(r"nearest is '\d\.\d'", result.message), result
        assert "nearest" in str(hint(number)) and "nearest" in str(solution(number))


def test_a_number_may_be_a_number():
    assert check(3.1, EXERCISES["3.1"].reference).passed


WRONG_KINDS = [3, 2.5, "text", [1], {"a": 1}, object(), int, lambda: None, lambda *a, b: None, EXERCISES]


@per_exercise
def test_the_wrong_kind_of_object_gets_a_sentence(number):
    for answer in WRONG_KINDS:
        result = check(number, answer)
        assert not result.passed and len(result.message) > 20, result


def test_sentences_for_the_wrong_kind():
    class Bare:
        pass

    made = EXERCISES["3.5"].reference(1.0)
    assert "without brackets" in check("3.1", 4.2).message
    assert "calls your function with (self, other), but `f` takes (self)" in check("3.1", one_parameter()).message
    assert "Your class `Bare` has no `backward`" in check("3.5", Bare).message
    assert "one of its objects" in check("3.5", made).message
    assert "takes your class, but it got the function" in check("3.5", one_parameter()).message


def one_parameter():
    def f(self):
        pass

    return f


@per_exercise
def test_a_blank_is_not_started(number):
    for answer in (..., [...], {"a": ...}):
        assert check(number, answer).outcome == NOT_STARTED
    assert check(number, None).outcome == (NOT_YET if callable(EXERCISES[number].reference) else NOT_STARTED)


def test_what_is_still_blank_is_named():
    exercise = EXERCISES["1.5"]
    partly = {**exercise.reference, "a": ..., "L": None}
    result = check("1.5", partly)
    assert result.outcome == NOT_YET and "Still blank: `L`, `a`." in result.message
    assert "Still blank: `rmul`." in check("4.3", (len, ..., len, len)).message


# Nothing gives the answer away.


def formulas(number):
    """The lines of the solution that are worth hiding, without spaces."""
    lines = stubs.solved(source.places()[number].cell).splitlines()
    wanted = stubs.solution_lines(source.places()[number].cell)
    texts = [re.sub(r"\s", "", line) for place, line in enumerate(lines, 1) if place in wanted]
    sides = [re.split(r"(?<![=<>!])=(?!=)|return|\+=|\*=|-=", text)[-1] for text in texts]
    return {text for text in texts + sides if len(text) >= 8 and re.search(r"[-+*/(]", text)}


def told(number):
    """Every text that a student sees before the answer is right, the last hint excepted."""
    exercise = EXERCISES[number]
    for mistake in exercise.mistakes:
        yield mistake.message
        yield in_our_words(of_mistake(number, mistake.name))
    for bad in BAD:
        yield check(number, bad).message
    for _, result in of_mutants(number):
        if result and not result.passed:
            yield in_our_words(result)


def in_our_words(result):
    """A message without the student's own line."""
    return re.sub(r"^Your line .*$", "", result.message, flags=re.M)


@per_exercise
def test_no_message_gives_the_answer_away(number):
    hidden = formulas(number)
    for text in told(number):
        bare = re.sub(r"\s", "", text)
        leaks = [formula for formula in hidden if formula in bare]
        leaks += [secret for secret in EXERCISES[number].secrets if secret in text]
        assert not leaks, f"{leaks} in {text!r}"


@per_exercise
def test_where_the_answer_is_a_number_no_message_tells_it(number):
    """An exercise whose answer is a value, not a program, tells no right value at all."""
    reference = EXERCISES[number].reference
    if callable(reference) or (isinstance(reference, tuple) and all(map(callable, reference))):
        return
    assert not [o for o in comparing.of_reference(EXERCISES[number]).values() if o.says]


@per_exercise
def test_hints_go_from_a_nudge_to_the_solution(number, monkeypatch):
    monkeypatch.setattr(student, "_given", {})
    exercise = EXERCISES[number]
    assert len(exercise.hints) >= 2
    shown = [repr(hint(number)) for _ in range(len(exercise.hints) + 1)]
    assert all(text in repr_ for text, repr_ in zip(exercise.hints, shown)) and shown[-1] == shown[-2]
    assert exercise.reasoning in solution(number) and stubs.BEGIN not in solution(number)
    lines = stubs.solved(exercise.cell).split("\n")
    assert all(lines[line - 1] in solution(number) for line in stubs.solution_lines(exercise.cell))
    assert not re.search(r"^[\w =]+ = \.\.\.$", solution(number), flags=re.M)


# The catalogue.


@per_exercise
def test_the_data_is_whole(number):
    exercise = EXERCISES[number]
    names = [mistake.name for mistake in exercise.mistakes]
    assert names and len(set(names)) == len(names)
    assert (
        exercise.points > 0 and exercise.shown.startswith("You have shown") and exercise.follow_up.endswith(("?", "."))
    )
    assert re.fullmatch(r"\d+\.\d+", number)


def test_results_read_like_this():
    right, wrong = check("3.1", EXERCISES["3.1"].reference), check("3.1", EXERCISES["3.1"].mistakes[0].answer)
    assert repr(right).startswith("3.1 · yes · 2 of 2 points\nYou have shown")
    assert repr(wrong).startswith(
        "3.1 · not yet · 1 of 2 points\nTried: y = a + a at a = 1.3, with 3.7 arriving at y. a.grad: 3.7"
    )
    assert "nudging says 7.4" in wrong.message
    assert (right.outcome, wrong.outcome) == (YES, NOT_YET)
