"""Judging an answer. It knows no exercise by name: registry.py finds them in classroom/exercises.

student.py is what a notebook calls. An answer runs under the guard (guard.py) on fresh numbers (fresh.py); a probe notes what
comes back (observing.py) or is raised (raised.py); that is compared with what the right answer and the known mistakes do
(comparing.py) and becomes a verdict (judging.py), a message (advice.py) and, in a notebook, a card (card.py). An exercise's
parts are exercise.py, kinds.py, edits.py and on_paper.py.
"""

from classroom.checks.judging import Result
from classroom.checks.student import check, hint, solution, use_variant

__all__ = ["Result", "check", "hint", "solution", "use_variant"]
