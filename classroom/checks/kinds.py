"""What an exercise takes as an answer. Each function here makes a test: answer -> a sentence that helps, or None.

The tests look only at the kind of object, never at whether it is right.
"""

import inspect
from numbers import Real


def describe(answer):
    """What kind of thing `answer` is, in a student's words."""
    if isinstance(answer, type):
        return f"the class `{answer.__name__}`"
    if inspect.isroutine(answer):
        return f"the function `{getattr(answer, '__name__', '?')}`"
    if isinstance(answer, (bool, Real, str)):
        return f"the {type(answer).__name__} {answer!r}"[:60]
    return f"a {type(answer).__name__}"


def is_nan(number):
    return number != number  # noqa: PLR0124, math.isnan does not take every int


def a_function(*parameters):
    """A function (or anything callable, but not a class) that can be called with these parameters, in this order."""
    wanted = ", ".join(parameters)

    def test(answer):
        if isinstance(answer, type) or not callable(answer):
            return (
                f"This check takes the function itself, but it got {describe(answer)}. "
                "Pass its name alone, without brackets behind it."
            )
        try:
            signature = inspect.signature(answer)
        except (TypeError, ValueError):
            return None
        try:
            signature.bind(*parameters)
        except TypeError:
            return (
                f"The check calls your function with ({wanted}), but `{getattr(answer, '__name__', 'yours')}` "
                f"takes {signature}."
            )
        return None

    return test


def a_class(*methods):
    """A class that has these methods."""

    def test(answer):
        if not isinstance(answer, type):
            if methods and hasattr(type(answer), methods[0]):
                return (
                    f"This check takes the class itself, but it got one of its objects. Pass `{type(answer).__name__}`."
                )
            return f"This check takes your class, but it got {describe(answer)}. Pass the class's name alone."
        for method in methods:
            if not callable(getattr(answer, method, None)) or getattr(answer, method) is getattr(object, method, None):
                return f"Your class `{answer.__name__}` has no `{method}`. Has the cell that attaches it run?"
        return None

    return test


def a_number():
    def test(answer):
        if isinstance(answer, Real) and not isinstance(answer, bool):
            return None
        return f"This check takes one number, but it got {describe(answer)}."

    return test


def numbers(*names):
    """A dict with exactly these names as keys, and a number for each."""
    wanted = ", ".join(names)

    def test(answer):
        if not isinstance(answer, dict):
            return f"This check takes a dict with the keys {wanted}, but it got {describe(answer)}."
        for name in names:
            if name not in answer:
                return f"`{name}` is missing in your dict; it has {', '.join(map(str, answer)) or 'nothing'}."
            if not isinstance(answer[name], Real) or isinstance(answer[name], bool):
                return f"A number should stand for `{name}`, but it is {describe(answer[name])}."
            if is_nan(answer[name]):
                return f"`{name}` is nan, which is no number. Which of your steps made it?"
        if extra := [name for name in answer if name not in names]:
            return f"Nobody asked for `{extra[0]}`; the check takes {wanted}."
        return None

    return test


def a_list(length=None):
    """A list or tuple, of `length` things if given."""

    def test(answer):
        if not isinstance(answer, (list, tuple)):
            return f"This check takes a list, but it got {describe(answer)}."
        if length is not None and len(answer) != length:
            return f"Your list has {len(answer)} entries where {length} are asked for."
        return None

    return test


def words(least=10):
    """A text of at least so many words."""

    def test(answer):
        if not isinstance(answer, str):
            return f"This check takes a text in quotation marks, but it got {describe(answer)}."
        if (count := len(answer.split())) < least:
            return f"Your text has {count} words. Give it at least {least}: say why, not only what."
        return None

    return test
