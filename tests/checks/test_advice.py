"""Two lines for each thing that goes wrong in an answer: where it happens, and what to look at."""

import math
import sys

import pytest

import micrograd_core
from classroom.checks import check
from classroom.checks.advice import REASONS, why
from classroom.checks.comparing import of_reference
from classroom.checks.raised import Raised
from classroom.checks.registry import registry

CASES = {
    "int has no grad": (lambda self, other: (3).grad, "did you wrap the number in a Value"),
    "a plain number comes back": (lambda self, other: self.data, "did you wrap the number in a Value"),
    "an attribute of the list": (lambda self, other: [self, other].grad, "belongs to each thing in it"),
    "a misspelt attribute": (lambda self, other: self.gradd, "no `gradd` there"),
    "a method that is not attached": (lambda self, other: self.sin(), "no `sin` behind that dot"),
    "brackets missing": (lambda self, other: list(self.__init__), "brackets that call it are missing"),
    "brackets too many": (lambda self, other: self.data(), "brackets behind a float"),
    "brackets missing in arithmetic": (lambda self, other: 1 + self.__init__, "brackets that call it are missing"),
    "a set appended to": (lambda self, other: {1}.append(2), "A set has no `append`"),
    "a Value in a Value": (lambda self, other: micrograd_core.Value(self), "one plain number"),
    "None unpacked": (lambda self, other: [0 for a, b in [None]], "more or fewer names"),
    "a blank inside": (lambda self, other: self.data + ..., "A blank is still there"),
    "None called": (lambda self, other: print()(), "without brackets behind it"),
    "None": (lambda self, other: None + 1, "without `return`"),
    "a power written as ^": (lambda self, other: self.data ^ 2, "power is written `**`"),
    "no rule": (lambda self, other: self + other, "no rule for `+` yet"),
    "no minus": (lambda self, other: -self, "in front"),
    "a number on one side": (lambda self, other: 1 + self, "One side of `+`"),
    "a text on one side": (lambda self, other: "a" + 1, "One side of `+`"),
    "a keyword": (lambda self, other: type(self)(1.0, op="+"), "takes a `op=`"),
    "compared": (lambda self, other: self > other, "`>` should compare"),
    "counted": (lambda self, other: len(self), "counted or rounded"),
    "unpacked": (lambda self, other: [0 for a, b in [(1, 2, 3)]], "more or fewer names"),
    "math of a Value": (lambda self, other: math.tanh(self), "Which attribute holds the number"),
    "float of a Value": (lambda self, other: float(self), "Which attribute holds the number"),
    "outside the domain": (lambda self, other: math.log(-1), "for which it has no value"),
    "too large": (lambda self, other: math.exp(1e6), "too large for a float"),
    "divided by 0": (lambda self, other: 1 / 0, "may be 0"),
    "no such entry": (lambda self, other: [][1], "How many are there"),  # noqa: PLE0643
    "no such name": (lambda self, other: nobody, "Nothing has the name `nobody`"),  # noqa: F821
    "not several": (lambda self, other: [x for x in self], "one thing, not several"),
    "a text as a number": (lambda self, other: float("x"), "That text is no number"),
    "an import": (lambda self, other: __import__("no_such_module"), "nothing has to be imported"),
    "too much memory": (lambda self, other: [0] * 10**18, "fit into memory"),
    "exit": (lambda self, other: sys.exit(), "should return"),
}


@pytest.mark.parametrize("case", CASES)
def test_an_error_is_told_in_two_lines(case):
    answer, advice = CASES[case]
    result = check("3.1", answer)
    lines = result.message.splitlines()
    assert result.outcome == "not yet" and len(lines) == 3, result
    assert lines[1].startswith(("Your line `", "Your code "))
    assert advice in lines[2], result


def test_a_backward_that_wants_an_argument():
    def add(self, other):
        out = type(self)(self.data + other.data, (self, other), "+")

        def _backward(out):
            self.grad += out.grad

        out._backward = _backward
        return out

    assert "nothing in place of `out`" in check("3.1", add).message


def test_a_tuple_that_is_changed():
    def add(self, other):
        out = type(self)(self.data + other.data, (self, other), "+")
        out._prev[0] = self
        return out

    assert "A tuple stays as it is" in check("3.1", add).message


def test_nothing_that_is_foreseen_falls_through_to_the_last_advice():
    assert not [
        case for case, (answer, _) in CASES.items() if "Run that line by itself" in check("3.1", answer).message
    ]


def test_no_advice_is_hidden_behind_an_earlier_pattern():
    """Every row of the table can be reached: no pattern stands twice."""
    patterns = [pattern for pattern, _ in REASONS]
    assert len(set(patterns)) == len(patterns)


def test_a_node_is_called_what_it_is_called_there():
    error = Raised(AttributeError("'float' object has no attribute 'grad'"))
    assert "in a Small?" in why(error, "Small") and "in a Value?" in why(error)


def test_the_first_case_that_went_wrong_is_told_also_when_it_raised():
    calls = []

    def add(self, other):
        calls.append(1)
        if len(calls) == 1:
            raise KeyError("at first")
        return type(self)(self.data - other.data, (self, other), "+")

    first = next(tried for tried, _ in of_reference(registry()["3.1"]))
    message = check("3.1", add).message
    assert message.startswith(f"Tried: {first}.") and "at first" in message


def test_a_blank_that_comes_back_is_called_a_blank():
    assert "A blank is still there" in check("1.1", lambda box: ...).message


def test_some_of_several_functions_are_written():
    def blank(self, other):
        raise NotImplementedError

    written = registry()["4.3"].reference
    result = check("4.3", (*written[:3], blank))
    assert result.outcome == "not yet" and "blank`." in result.message and result.points > 0
    assert check("4.3", (blank,) * 4).outcome == "not started yet"


def test_none_in_place_of_a_function():
    assert "without brackets" in check("1.6", None).message


def test_a_line_that_cannot_be_shown_is_still_the_students():
    """As where a cell ran through exec: there is no text of it, but there is the name of the function."""
    space = {}
    exec("def add(self, other):\n    return self.dta", space)
    message = check("3.1", space["add"]).message
    assert "Your code in `add` raises AttributeError: 'Value' object has no attribute 'dta'" in message
    assert "came back" not in message


def test_a_list_replaced_by_what_append_returns():
    def topological(root):
        order = []
        for node in (*root._prev, root, root):
            order = order.append(node)
        return order

    assert "`.append()` changes the list where it is" in check("3.4", topological).message
