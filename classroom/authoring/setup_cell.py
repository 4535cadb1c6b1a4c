"""The cells that a build puts at the top of every notebook, so that no source has to hold them.

The set-up cell stands where the source says `# SET-UP`. Links to the places where the notebook opens stand behind its title,
if the course is published.
"""

import base64
import os
import re
from pathlib import Path
from string import Template

import nbformat

from classroom.files import Problem

MARK = "# SET-UP"
OPEN = "Open: "  # how the cell with the links begins

# Not published: whoever has the notebook has the course's folder as well.
INSTALLED = '''\
# Set-up: run this first. Where the course is installed it does nothing.
import sys
try:
    import classroom.pictures.graph_picture, classroom.pictures.figures, micrograd_core
except ModuleNotFoundError as error:
    advice = f"""{error}. To install the course for this kernel, run in a terminal, in the course's folder:
    "{sys.executable}" -m pip install -r requirements.txt
Then restart the kernel and run this cell again."""
    error._render_traceback_ = lambda: [advice]
    raise'''

# Published: the notebook may be all that there is. What is fetched is unpacked aside and put in place in one step, so that
# there is all of the course or nothing. COURSE_ARCHIVE names another address, for a school's own copy.
FETCHED = Template('''\
# Set-up: run this first. Where the course is installed it does nothing; elsewhere, as on Colab, it fetches it, once.
import importlib.util, io, os, pathlib, sys, tempfile, urllib.request, zipfile
archive = os.environ.get("COURSE_ARCHIVE", "$archive")
course = next((up for up in ("..", "../..") if os.path.exists(up + "/micrograd_core.py")), "micrograd-course")
try:
    if not (importlib.util.find_spec("micrograd_core") or os.path.exists(course)):
        with tempfile.TemporaryDirectory(dir=".") as draft, urllib.request.urlopen(archive, timeout=60) as answer:
            zipfile.ZipFile(io.BytesIO(answer.read())).extractall(draft)
            next(pathlib.Path(draft).glob("*/micrograd_core.py")).parent.rename(course)
    sys.path.append(os.path.abspath(course))
    import classroom.pictures.graph_picture, classroom.pictures.figures, micrograd_core
except Exception as error:
    error._render_traceback_ = lambda advice=f"""The course could not be set up: {error!r}. Nothing is half done.
Check that you can reach {archive}, may write to {os.getcwd()} and have graphviz, matplotlib and numpy; run this again.""": [advice]
    raise''')

PICTURE = re.compile(r"(!\[[^\]]*\]\()(?!data:|https?:)([^)\s]+)(\))")
KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif"}


def set_up(place):
    """The text of the set-up cell for a course published at `place`."""
    return FETCHED.substitute(archive=place.archive) if place else INSTALLED


def links(name, place, names):
    """The text of the cell with a notebook's links: where it opens, and where Colab goes on from it."""
    lesson = name.removeprefix("exercises/")
    opens = [
        f"[in the browser, nothing to install]({place.live(name)})",
        f"[on Colab]({place.colab(name)})",
        f"[on Binder]({place.binder(name)})",
        f"[on GitHub]({place.on_github(name)})",
    ]
    beside = [other for other in (lesson, f"exercises/{lesson}") if other != name and other in names]
    lessons = [other for other in names if "/" not in other]
    if lesson in lessons[:-1]:
        beside.append(lessons[lessons.index(lesson) + 1])
    further = [
        f"[{'exercises' if '/' in other else 'lesson'} {other.split('/')[-1][:2]}]({place.colab(other)})"
        for other in beside
    ]
    text = OPEN + " · ".join(opens)
    return text + ("\\\nOn Colab, go on with: " + " · ".join(further) if further else "")


def complete(cells, name, place, names, folder):
    """The cells of a source with set-up cell and links put in, and pictures embedded; `folder` is the notebook's own."""
    done = []
    for position, cell in enumerate(cells):
        if cell.cell_type == "code" and cell.source.strip() == MARK:
            cell.source = set_up(place)
        elif cell.cell_type == "markdown":
            cell.source = embedded(cell.source, folder)
        done.append(cell)
        if position == 0 and place:
            done.append(nbformat.v4.new_markdown_cell(links(name, place, names)))
    return done


def embedded(text, folder):
    """Markdown with its local pictures inside it: Colab sees no file beside a notebook, and shows no attachments."""

    def inside(found):
        path = Path(os.path.normpath(folder / found[2]))
        if path.suffix not in KINDS or not path.is_file():
            raise Problem(f"{found[2]} is not a picture that a notebook in {folder.name} can show")
        data = base64.b64encode(path.read_bytes()).decode()
        return f"{found[1]}data:{KINDS[path.suffix]};base64,{data}{found[3]}"

    return PICTURE.sub(inside, text)
