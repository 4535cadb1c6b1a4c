"""For lecturers: the exercises as an nbgrader course.

course.py makes the course directory, from templates/ and from assignments.py, which turns an exercise source into an
assignment. preprocessors.py is what nbgrader runs over a notebook on its way out and back; marking.py is what runs in the
kernel and says how many points an answer is worth; variants.py gives each student numbers of their own.
"""
