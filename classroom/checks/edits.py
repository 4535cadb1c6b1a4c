"""Wrong answers written as short edits of the right one.

A table is a text with a row for each mistake: its name, what is changed, and below it, indented, what a student is told.

    own factor | other.data → self.data | self.data → other.data
        each input is given its own number as the slope. Let b be 10: by how much does a * b move when a moves by 1?

    old → new    for every place where `old` stands; all edits of a row at once, and an `old` that is nowhere is an error
    old →        takes it away; a line of which nothing is left becomes `pass`
    =            another body: the lines below that begin with `|`. In it, the right function can be called by its name
    : name       a function, class or tuple of them in the module, for what is longer

A message @NAME is that text of `shared`, a module with what several exercises say. Further edits may stand below the name, in lines that begin with `|`. Where the
answer is several functions, the reference is a tuple of them, and an edit holds in all.

Where an answer is a number or a dict of numbers, a row holds expressions over the numbers of the card instead (numbers_of).
"""

import inspect
import linecache
import re
import textwrap
from dataclasses import dataclass
from functools import cache, cached_property

from classroom.checks.exercise import Mistake
from classroom.checks.stubs import solved

ARROW = "→"


@dataclass(frozen=True)
class Row:
    """One row of a table. changes: what stands behind the name; code: the lines below it that begin with `|`."""

    name: str
    changes: tuple
    code: tuple
    message: str


@dataclass(frozen=True)
class EditedAnswer:
    """The source of a wrong answer, compiled when it is first needed. names: the functions that are the answer."""

    source: str
    names: tuple
    space: dict
    filename: str

    @cached_property
    def made(self):
        linecache.cache[self.filename] = (len(self.source), None, self.source.splitlines(keepends=True), self.filename)
        inside = dict(self.space)
        exec(compile(self.source, self.filename, "exec"), inside)
        found = tuple(inside[name] for name in self.names)
        if any(part is self.space.get(name) for name, part in zip(self.names, found)):
            raise ValueError(f"{self.filename}: an edit has renamed {' or '.join(self.names)}")
        return found[0] if len(found) == 1 else found


@dataclass(frozen=True)
class EditedMistake(Mistake):
    """A Mistake whose answer is an EditedAnswer until somebody asks for it."""

    def __getattribute__(self, name):
        value = super().__getattribute__(name)
        return value.made if name == "answer" and isinstance(value, EditedAnswer) else value


def mistakes_of(reference, table, space, number, shared=None):
    """The Mistakes of a table. reference: the right function, or a tuple of them; space: the names of its module."""
    return tuple(
        EditedMistake(row.name, changed(reference, row, space, f"<mistake {number}: {row.name}>"), told(row, shared))
        for row in rows(table)
    )


def rewritten(reference, space, *changes):
    """Right answers, written differently: each of `changes` is what stands behind the name in a row of a table."""
    made = []
    for count, change in enumerate(changes, 1):
        head, *code = textwrap.dedent(change).strip("\n").splitlines()
        row = Row(f"answer {count}", tuple(split(head)), tuple(map(without_bar, code)), "")
        made.append(changed(reference, row, space, f"<{names_of(reference)[0]}, answer {count}>"))
    return tuple(answer.made if isinstance(answer, EditedAnswer) else answer for answer in made)


def numbers_of(table, given, right=None):
    """{name: (answer, message)} of a table whose rows hold expressions over the numbers `given`.

    A row is `name | expression`; or, with the right dict, `name | key = expression | key = expression` for what differs from it.
    A message may hold the given numbers, as in {e:g}.
    """
    found = {}
    for row in rows(table):
        if right is None:
            answer = evaluated(row.changes[0], given, row)
        else:
            parts = [change.partition(" = ") for change in (*row.changes, *row.code)]
            if unknown := [key for key, _, _ in parts if key not in right]:
                raise ValueError(f"{row.name!r}: {unknown[0]!r} is no key of the answer")
            answer = {**right, **{key: evaluated(expression, given, row) for key, _, expression in parts}}
        found[row.name] = answer, row.message.format(**given)
    return found


def evaluated(expression, given, row):
    try:
        return eval(expression, dict(given))
    except (NameError, SyntaxError) as error:
        raise ValueError(f"{row.name!r}: {error}") from None


@cache
def rows(table):
    """The Rows of a table; ValueError for what is no row."""
    found = []
    for block in re.split(r"\n(?=\S)", textwrap.dedent(table).strip("\n")):
        head, *below = block.splitlines()
        name, *changes = split(head)
        code = tuple(map(without_bar, filter(is_code, below)))
        message = " ".join(line.strip() for line in below if not is_code(line))
        if not name or not changes or not message:
            raise ValueError(f"a row is a name, | and a change, and below it a message; this is none: {block!r}")
        if name in [row.name for row in found]:
            raise ValueError(f"two rows have the name {name!r}")
        found.append(Row(name, tuple(changes), code, message))
    return tuple(found)


def is_code(line):
    return line.lstrip().startswith("|")


def without_bar(line):
    return re.sub(r"^\s*\| ?", "", line)


def split(head):
    return [part.strip() for part in re.split(r"\s\|(?=\s|$)", head)]


def told(row, shared):
    """A row's message; one that begins with @ is a text of the module `shared`."""
    return getattr(shared, row.message[1:]) if row.message.startswith("@") else row.message


def names_of(reference):
    return tuple(part.__name__ for part in (reference if isinstance(reference, tuple) else (reference,)))


def changed(reference, row, space, filename):
    """The wrong answer of a row: an EditedAnswer, or an object of the module."""
    kind = row.changes[0]
    if kind.startswith(": "):
        found = space[kind[2:]]
        try:
            return EditedAnswer(source_of(found), names_of(found), space, filename)
        except (AttributeError, TypeError):  # a partial, a number: nothing that has a source
            return found
    names, source = names_of(reference), source_of(reference)
    if kind == "=":
        head = source[: source.index("\n") + 1]
        names = ("answer",)
        source = head.replace(f"def {reference.__name__}(", "def answer(") + textwrap.indent(
            "\n".join(row.code), "    "
        )
    else:
        source = edited(source, [*row.changes, *row.code], row.name)
    return EditedAnswer(source, names, space, filename)


def source_of(reference):
    """The text of one or several functions, without the marks around a solution."""
    parts = reference if isinstance(reference, tuple) else (reference,)
    return "\n\n".join(solved(textwrap.dedent(inspect.getsource(part))) for part in parts)


def edited(source, changes, name):
    """The source with every change made, all at once; ValueError for one that finds nothing."""
    new = {}
    for change in changes:
        old, arrow, text = change.partition(ARROW)
        if not arrow or not old.strip() or ARROW in text:
            raise ValueError(f"{name!r}: {change!r} is not one edit, old {ARROW} new")
        if old.strip() not in source:
            raise ValueError(f"{name!r}: {old.strip()!r} does not stand in the right answer")
        new[old.strip()] = text.strip()
    pattern = "|".join(map(re.escape, sorted(new, key=len, reverse=True)))
    text = re.sub(pattern, lambda found: new[found[0]], source)
    return re.sub(r"^( +)$", r"\1pass", text, flags=re.M)
