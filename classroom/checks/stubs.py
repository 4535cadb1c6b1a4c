"""From an answer's cell, which holds the solution between two marks, to what a student gets: the same with lines taken out."""

import inspect
import re

from classroom.files import Problem

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
BLANK = "# YOUR CODE HERE"


def stub(cell):
    """A code cell without its solution. Inside a function a NotImplementedError stands there instead."""
    kept, inside = [], None
    for line in cell.splitlines():
        word = line.strip()
        if word == BEGIN:
            if inside is not None:
                raise Problem(f"{BEGIN} twice, without {END} between:\n{cell}")
            inside = line[: len(line) - len(line.lstrip())]
            kept += [inside + BLANK] + ([inside + "raise NotImplementedError"] if inside else [])
        elif word == END:
            if inside is None:
                raise Problem(f"{END} without {BEGIN}:\n{cell}")
            inside = None
        elif inside is None:
            kept.append(line)
    if inside is not None:
        raise Problem(f"{BEGIN} without {END}:\n{cell}")
    return "\n".join(kept)


def cell_of(*functions):
    """An answer's cell from its functions. One holds the marks in its body; several stand whole between them."""
    sources = [inspect.getsource(function).strip("\n") for function in functions]
    if len(functions) == 1:
        return sources[0]
    names = " = ".join(function.__name__ for function in functions)
    return "\n\n\n".join([f"{names} = ...\n{BEGIN}", *sources, END])


def solved(cell):
    """A code cell with its solution, without the marks."""
    return "\n".join(line for line in cell.splitlines() if line.strip() not in (BEGIN, END))


def shown(cell):
    """What solution() shows of an answer's cell: all of it, or what stands between marks that begin a line."""
    inside = re.search(rf"^{BEGIN}\n(.*)^{END}", cell, flags=re.M | re.S)
    return inside[1].strip("\n") if inside else solved(cell.strip("\n"))


def solution_lines(cell):
    """The numbers of the lines, in solved(cell) and from 1, that the stub leaves out."""
    numbers, inside, count = set(), False, 0
    for line in cell.splitlines():
        if line.strip() in (BEGIN, END):
            inside = line.strip() == BEGIN
            continue
        count += 1
        if inside:
            numbers.add(count)
    return numbers


def code_cells(text):
    """The code cells of a py:percent source."""
    parts = re.split(r"^# %%(.*)$\n?", text, flags=re.M)
    return [body.strip("\n") for head, body in zip(parts[1::2], parts[2::2]) if "[markdown]" not in head]


def checked_number(cell):
    """The number of the exercise that a cell checks, or None."""
    found = re.search(r'^check\("([^"]+)"', cell, flags=re.M)
    return found and found[1]


def renumbered(text, pairs):
    """A card's or a cell's text with other numbers, from (old, new) pairs; all at once, whole numbers only."""
    if not pairs:
        return text
    new = dict(pairs)
    longest_first = sorted(map(re.escape, new), key=len, reverse=True)
    return re.sub(rf"(?<![\w.])({'|'.join(longest_first)})(?![\w]|\.\d)", lambda found: new[found[1]], text)
