"""What turns the engine into a course, in rooms that depend on each other in one direction.

pictures/ shows, checks/ judges an answer, exercises/ holds what the checks know of each exercise; authoring/ makes notebooks
from their sources, lecturer/ an nbgrader course, site/ the website; data/ has the data sets that come along. instruments.py
is what lessons build and use again, ward.py has the sick engines of lesson 06, updating.py brings a copy up to date,
teaching_slides.py makes slides of a lesson.
tests/project/test_rooms.py says who may import whom.
"""

import sys

if sys.platform == "emscripten":
    from classroom import browser_start  # noqa: F401, for what it does
