"""The first code of every notebook: where the course is not installed, it installs it, or says how.

It stands where a source says `# SET-UP`.
"""

MARK = "# SET-UP"

# Not published: whoever has the notebook has the course's folder as well.
HERE = """\
# Set-up: run this first. If Python finds no module here, install the course in a terminal, in the course's folder:
# python -m pip install -r requirements.txt
import classroom, micrograd_core"""

# Published: the notebook may be all that there is, as on Colab.
FETCHED = """\
# Set-up: run this first. Where the course is installed it does nothing; elsewhere, as on Colab, it installs it.
import importlib.util
if not importlib.util.find_spec("micrograd_core"):
    %pip install -q {archive}"""


def set_up(place):
    """The text of the set-up cell for a course published at `place`."""
    return FETCHED.format(archive=place.archive) if place else HERE
