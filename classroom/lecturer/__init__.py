"""For lecturers: the exercises as an nbgrader course.

handing_out/ makes the course directory and its assignments, with numbers of one's own for each student; grading/ grades what
comes back and reports; inside/ is what runs beside a submission: who edits there decides what a submission can do. cells.py
tells which exercise a cell belongs to.
"""
