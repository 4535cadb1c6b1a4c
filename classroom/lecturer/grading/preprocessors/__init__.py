"""What nbgrader runs over a notebook on its way to the students and back; nbgrader_config.py puts these in their places.

On the way out Blanked takes the solutions away. On the way back Mended gives a submission the cells that it was handed out
with, OwnNumbers the numbers of its student, Marked runs it and takes only signed marks, and Saved stores them.

What a person has to look at is written into the graded notebook: metadata.course.notes, a list of sentences.
"""

from classroom.lecturer.grading.preprocessors.clear_solutions import Blanked
from classroom.lecturer.grading.preprocessors.copy_for_each import CopyForEach
from classroom.lecturer.grading.preprocessors.mark_submission import Marked
from classroom.lecturer.grading.preprocessors.restore_cells import Mended
from classroom.lecturer.grading.preprocessors.restore_numbers import OwnNumbers
from classroom.lecturer.grading.preprocessors.save_marks import Saved

__all__ = ["Blanked", "CopyForEach", "Marked", "Mended", "OwnNumbers", "Saved"]
