"""How 3.1 is tried."""

from classroom.checks.kinds import a_function
from classroom.exercises.lesson_03.shared_probe import rule_of_two

takes = a_function("self", "other")
probe = rule_of_two("+")
