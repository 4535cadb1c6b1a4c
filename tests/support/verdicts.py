"""python verdicts.py ROUNDS: check every answer that the catalogue knows, once, and then again and again.

It prints, as JSON, {number: [verdicts, what changed]}: the check's words on each answer in order, right ones first, and the
places of the answers of which it said something else in a later round. A round checks all right answers and, in turn, a third
of the known mistakes; of an exercise with long training there is one round.
"""

import json
import sys

from classroom.checks import check
from classroom.checks.registry import registry


def verdict(number, answer):
    result = check(number, answer)
    return f"{result} {result.mistake}"


def verdicts(exercise, rounds):
    right = [exercise.reference, *exercise.accepted]
    answers = [*right, *(mistake.answer for mistake in exercise.mistakes)]
    first = [verdict(exercise.number, answer) for answer in answers]
    changed = set()
    for count in range(rounds if exercise.steps <= 100_000 else 1):
        for place in (*range(len(right)), *range(len(right) + count % 3, len(answers), 3)):
            if verdict(exercise.number, answers[place]) != first[place]:
                changed.add(place)
    return first, sorted(changed)


if __name__ == "__main__":
    print(json.dumps({number: verdicts(exercise, int(sys.argv[1])) for number, exercise in registry().items()}))
