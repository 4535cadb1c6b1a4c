"""How 1.2 is tried."""

from classroom.exercises.lesson_01.shared_probe import probe_of_a_slope, takes_a_slope

takes = takes_a_slope
probe = probe_of_a_slope
