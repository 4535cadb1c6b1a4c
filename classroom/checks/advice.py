"""What a student is told: what was tried and seen, and, where no known mistake fits, what an error or a difference means."""

import re
from dataclasses import dataclass

from classroom.checks.comparing import same
from classroom.checks.raised import Raised


def number(value):
    if isinstance(value, float):
        return f"{value:.6g}".replace("-", "−")
    if isinstance(value, tuple):
        return "(" + ", ".join(map(number, value)) + ")"
    return str(value)


@dataclass(frozen=True)
class Beside:
    """What came back at a node and what is right there, as a student is told; all in words."""

    tried: str
    node: str
    value: str
    knows: str
    right: str


def beside(difference):
    """What came back and what is right, if a student is told both; or None."""
    seen, right = difference.seen, difference.right
    if seen is None or right is None or not right.says or any(isinstance(one.value, Raised) for one in (seen, right)):
        return None
    return Beside(*difference.key, number(seen.value), right.says, number(right.value))


def what_was_seen(difference):
    """The expression, the node, what came back, and what nudging says."""
    tried, node = difference.key
    if difference.seen is None:
        return f"Tried: {tried}. Nothing came back for {node}."
    if isinstance(difference.seen.value, Raised):
        return f"Tried: {tried}."
    value = difference.seen.value
    text = f"Tried: {tried}. {node[:1].upper() + node[1:] if node.split(' ')[0].isalpha() and ' ' in node else node}: {number(value)}"
    text += " came back" if isinstance(value, float) else ""
    if both := beside(difference):
        text += f"; {both.knows} {both.right}"
    return text + "."


def in_general(exercise, difference):
    """What can be said of a wrong value that no known mistake explains."""
    by_itself = exercise.otherwise or "Take this one case on paper, step by step, and compare."
    if difference.right is None:
        return "That is not the kind of thing the task asks for. Compare with the stub and with what is expected."
    if difference.seen is None:
        return "Something is missing there. Does every case return what the task asks for?"
    value, right = difference.seen.value, difference.right.value
    if value is None:
        return "None came back: is a `return` missing?"
    if value == "..." or (isinstance(value, tuple) and "..." in value):
        return "A blank is still there: `...` stands where something of yours belongs."
    if isinstance(right, bool):
        if not isinstance(value, bool):
            return "True or False should come back there."
        return exercise.otherwise or "What is different about this case, and where would it show?"
    if not isinstance(right, float):
        return by_itself
    if not isinstance(value, float):
        return "A number should come back there. Is a `return` missing, or a `.data`?"
    gradient = difference.key[1].endswith(".grad")
    if not difference.right.says:
        return by_itself
    if value == 0 and gradient:
        return "It is what it was at the start. Which line should have changed it, and has that line run?"
    for factor, clue in CLUES:
        if same(value, factor * right, 1e-6):
            return clue
    if gradient:
        return "The gradient is off. Go through it by hand: what is each local derivative, and what arrives?"
    return exercise.otherwise or "The value is off, so look at the forward computation first."


CLUES = (
    (-1.0, "The size is right and the sign is wrong."),
    (0.5, "It is exactly half. Is something that comes twice counted once?"),
    (2.0, "It is exactly double. Is something counted twice?"),
)


def where(raised):
    """The first of the two lines about an exception."""
    place = f"Your line `{raised.line}`" if raised.line else f"Your code in `{raised.function}`"
    if not raised.function:
        place = "Your code"
    if raised.kind == "OutOfSteps":
        return f"{place} was still running when the check gave up."
    if not raised.function and (found := re.match(r"'(\w+)' object has no attribute '(\w+)'", raised.message)):
        kind = "None" if found[1] == "NoneType" else f"a {found[1]}"
        return f"Your code came back with {kind}, where the check needs something that has `{found[2]}`."
    return f"{place} raises {raised!r}."


def why(raised, node_class="Value"):
    """The second: a likely reason, keyed to the error. node_class: what a node is called where the answer was written."""
    for pattern, advice in REASONS:
        if found := re.search(pattern, f"{raised.kind}: {raised.message} AT {raised.line or raised.function}"):
            return advice.format(*found.groups(), node=node_class, nodes=f"{node_class}s")
    return "Run that line by itself, with the numbers above, and look at what each name holds."


REASONS = (
    (r"^OutOfSteps", "A loop whose condition never becomes false? What changes from round to round?"),
    (r"^RecursionError", "The function calls itself without an end. Which call should be the last one?"),
    (
        r"'(int|float|bool)' object has no attribute '(data)'",
        "`{0}` has no attribute `{1}`: did you wrap the number in a {node}? Both sides should be {nodes}, or both plain numbers.",
    ),
    (
        r"'(int|float|bool)' object has no attribute '(data|grad|label|_\w+|exp|log|tanh|backward)'",
        "`{0}` has no attribute `{1}`: did you wrap the number in a {node}?",
    ),
    (r"'NoneType' object is not callable", "None was called: attach the function itself, without brackets behind it."),
    (r"'(\w+)' object is not callable", "There are brackets behind a {0}, as if it were a function."),
    (r"'NoneType'.* AT .*\.(reverse|sort|append|extend)\(", "`.{0}()` changes the list where it is, and returns None."),
    (r"'NoneType' object has no attribute .* AT $", "Is a `return` missing at the end of a function?"),
    (r"'NoneType'", "A None got in there: does the function before it end without `return`?"),
    (
        r"'(list|tuple|dict|set)' object has no attribute '(append|add|extend|update|insert|pop|remove)'",
        "A {0} has no `{1}`: its method for that has another name.",
    ),
    (
        r"'(list|tuple|dict|set|numpy\.ndarray)' object has no attribute '(\w+)'",
        "That is the whole {0}; `{1}` belongs to each thing in it.",
    ),
    (
        r"'(method|function|builtin_function_or_method)' object (is not|has no)",
        "That is the {0} itself: the brackets that call it are missing.",
    ),
    (
        r"has no attribute '(\w+)' AT .*\.\1\(",
        "There is no `{0}` behind that dot. Has the cell that attaches it run, or is it a function of its own?",
    ),
    (
        r"has no attribute '(\w+)'",
        "There is no `{0}` there. Is the name spelt as in the task, and has the cell that makes it run?",
    ),
    (
        r"operand type\(s\) for .*'(method|function|builtin_function_or_method)'",
        "That is the {0} itself: the brackets that call it are missing.",
    ),
    (r"holds one real number, not (\w+)", "What goes into a {node} is one plain number, and this is a {0}."),
    (r"'ellipsis'", "A blank is still there: `...` stands where a number belongs."),
    (r"operand type\(s\) for \^=?:", "A power is written `**`; in Python, `^` is something else."),
    (r"operand type\(s\) for (\S+?):? .*'(\w+)' and '\2'", "A {1} has no rule for `{0}` yet. Which ones does it have?"),
    (r"bad operand type for unary (\S+): '(\w+)'", "A {1} has no rule for a `{0}` in front. Which rules does it have?"),
    (
        r"operand type\(s\) for (\S+?):? .*'(\w+)' and '(\w+)'",
        "One side of `{0}` has no rule for the other: one is of the kind {1}, the other {2}. Which name holds which?",
    ),
    (
        r"unsupported operand type\(s\) for (\S+?):? ",
        "One side of `{0}` has no rule for the other. What kind is each of them?",
    ),
    (r"can only concatenate", "One side of `+` has no rule for the other. What kind is each of them?"),
    (r"(\w+)\(\) missing \d+ .*argument.* AT .*\1\(", "What belongs between the brackets behind `{0}`?"),
    (
        r"(\w+)\(\) takes .* given AT .*\1\(",
        "There is too much between the brackets behind `{0}`. (Before a dot, self counts, too.)",
    ),
    (
        r"\.?(\w+)\(\) missing \d+ .*: '(\w+)' AT $",
        "`{0}` is called with nothing in place of `{1}`. Can it see `{1}` from where it stands?",
    ),
    (
        r"positional argument",
        "The check calls it with other arguments than it takes. Compare with the stub's first line.",
    ),
    (
        r"must be real number, not (\w+)",
        "`math` takes plain numbers, and this is a {0}. Which attribute holds the number?",
    ),
    (
        r"is not iterable|not subscriptable|must be an iterable",
        "That is one thing, not several. What does the name hold?",
    ),
    (r"unexpected keyword argument '(\w+)'", "Nothing there takes a `{0}=`. How is it spelt where it is defined?"),
    (r"object does not support item assignment", "A tuple stays as it is. Is it the thing in it that should change?"),
    (
        r"'(\S+)' not supported between instances of '(\w+)'",
        "Which attribute holds the number that `{0}` should compare?",
    ),
    (
        r"object of type '(\w+)' has no len|for (abs)\(|doesn't define __(round)__",
        "Which attribute holds what can be counted or rounded?",
    ),
    (
        r"not enough values to unpack|too many values to unpack|cannot unpack",
        "On the left of `=` there are more or fewer names than values on the right.",
    ),
    (
        r"math domain error|expected a (positive|nonnegative) input",
        "A function of `math` got a number for which it has no value. Which number is it?",
    ),
    (r"could not convert string", "That text is no number. Where does it come from?"),
    (r"argument must be a string.* not '(\w+)'", "That is a {0}, not a number. Which attribute holds the number?"),
    (r"^(ModuleNotFoundError|ImportError)", "What the task needs is already there; nothing has to be imported for it."),
    (r"^MemoryError", "That would not fit into memory. How large does it have to be?"),
    (r"can't multiply sequence by", "A list cannot be multiplied by that. Which of its entries is meant?"),
    (r"^ZeroDivisionError", "Something was divided by 0. Which number in that line may be 0?"),
    (
        r"^UnboundLocalError: .*variable '(\w+)'",
        "`{0}` is used there before it has a value in this function. What should it be at first? Or is a dot missing before it?",
    ),
    (
        r"^NameError: name '(\w+)'",
        "Nothing has the name `{0}` there. Is it spelt the same everywhere, and has its cell run?",
    ),
    (r"^NameError", "A name is used before it has a value. Is it spelt the same everywhere?"),
    (r"^AssertionError", "An `assert` that fails ends the function with an error, so nothing is returned."),
    (r"^(IndexError|KeyError)", "There is no such entry. How many are there, and where does the count start?"),
    (r"^OverflowError", "A number grew too large for a float. Which step makes it grow?"),
    (r"^SystemExit", "exit() ends the program. The answer should return."),
)
