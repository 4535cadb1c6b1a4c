"""The pages to read: every lesson and every exercise as plain HTML, and the page that lists them.

A page needs no other server and no script: formulas become MathML, colours are a style sheet, films carry their own.
"""

import html
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import jinja2
import latex2mathml.converter
import nbformat
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from classroom.authoring import predictions, setup_cell
from classroom.authoring.build import NOTEBOOKS
from classroom.authoring.links import OPEN
from classroom.authoring.place import current
from classroom.files import ROOT

TEMPLATES = Path(__file__).parent / "templates"
LIVE = "live/notebooks/index.html?path="


@dataclass
class Page:
    """A notebook as the site shows it. name: its path below notebooks/, without .ipynb."""

    name: str
    notebook: nbformat.NotebookNode

    def __post_init__(self):
        self.first = self.notebook.cells[0].source
        fold_answers(self.notebook.cells)
        self.notebook.cells = [cell for cell in self.notebook.cells if cell.source and not is_for_running(cell)]
        self.title = re.search(r"^# (.+)$", self.first, flags=re.M)[1]
        self.number, _, self.topic = self.title.rpartition(" · ")
        self.address = f"lessons/{self.name}.html"
        self.live = LIVE + quote(f"notebooks/{self.name}.ipynb")
        self.is_exercise = "/" in self.name

    def told(self, pattern):
        """What the line below the title says, as "35 minutes · builds on: … · you leave with: …"; "" if it says nothing."""
        found = re.search(pattern, " ".join(self.first.split()))
        return found[1] if found else ""

    @property
    def minutes(self):
        return self.told(r"\*(\d+) minutes")

    @property
    def takeaway(self):
        return self.told(r"you leave with: ([^*]+)\*")

    @property
    def sections(self):
        """The (anchor, heading) of the page's sections."""
        text = "\n".join(cell.source for cell in self.notebook.cells if cell.cell_type == "markdown")
        headings = (plain(line) for line in re.findall(r"^## (.+)$", text, flags=re.M))
        return [(anchor(heading), heading) for heading in headings]

    @property
    def exercises(self):
        """How many exercises the page has."""
        return sum(bool(re.match(r"\d+\.\d+ · ", heading)) for _, heading in self.sections)


class Renderer(IPythonRenderer):
    """Markdown as nbconvert renders it, with formulas in MathML, our anchors, and links that lead to the pages."""

    def block_math(self, body):
        return f'<div class="math">{latex2mathml.converter.convert(body, display="block")}</div>'

    def inline_math(self, body):
        return latex2mathml.converter.convert(body)

    def latex_environment(self, name, body):
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")

    def heading(self, text, level, **attributes):
        return f'<h{level} id="{anchor(html.unescape(re.sub("<[^>]*>", "", text)))}">{text}</h{level}>\n'

    def link(self, text, url, title=None):
        address = page_address(url)
        return super().link(text, address, title) if address else text


class Exporter(HTMLExporter):
    """nbconvert's exporter, with the course's template and renderer."""

    def __init__(self):
        loader = jinja2.FileSystemLoader(TEMPLATES)
        super().__init__(template_name="basic", template_file="lesson.html.j2", extra_loaders=[loader])

    def default_filters(self):
        yield from super().default_filters()
        yield "markdown2html", self.rendered

    @jinja2.pass_context
    def rendered(self, context, source):
        attachments = context.get("cell", {}).get("attachments", {})
        renderer = Renderer(escape=False, attachments=attachments, exclude_anchor_links=True)
        return MarkdownWithMath(renderer=renderer).render(source)


def fold_answers(cells):
    """Put what answers a prediction into one fold below its last code cell: every output, then the verdict."""
    for prediction in predictions.predictions(cells):
        outputs = [output for cell in prediction.answers for output in predictions.shown(cell)]
        if not outputs:
            continue
        for cell in prediction.answers:
            cell.outputs = []
        last, after = prediction.answers[-1], prediction.after
        last.outputs, last.metadata["guess"] = outputs, {"verdict": None}
        if after:
            last.metadata["guess"]["verdict"], after[0].source = predictions.verdict(after[0].source)


def is_for_running(cell):
    """Whether a cell is of no use to somebody who reads: the set-up, and the links that a page has anyway."""
    return cell.source == setup_cell.set_up(current()) or cell.source.startswith(OPEN)


def plain(markdown):
    """A heading's text without its markup."""
    return re.sub(r"(\*\*?)(\S(?:.*?\S)?)\1", r"\2", markdown.replace("`", "")).strip()


def anchor(heading):
    return "-".join(re.findall(r"[\w.]+", plain(heading).lower()))


def page_address(url):
    """Where a link of a notebook leads on the site: to a page, or to a file where the course is published; or None."""
    if re.match(r"[a-z]+:|#", url):
        return url
    path, hash_, fragment = url.partition("#")
    if path.endswith(".ipynb"):
        return path[: -len("ipynb")] + "html" + hash_ + fragment
    if path.startswith(("../images/", "../../images/")):
        return url
    address = place_of(re.sub(r"^(\.\./)+", "", path))
    return address and address + hash_ + fragment


def place_of(path):
    """The address of one of the course's files where the course is published, or None if it is not."""
    place = current()
    return f"{place.github}/blob/{place.branch}/{path}" if place else None


def pages():
    """Every lesson, then every exercise, in order."""
    paths = sorted(NOTEBOOKS.glob("*.ipynb")) + sorted(NOTEBOOKS.glob("exercises/*.ipynb"))
    return [
        Page(path.relative_to(NOTEBOOKS).with_suffix("").as_posix(), nbformat.read(path, nbformat.NO_CONVERT))
        for path in paths
    ]


def make(folder, live=True):
    """Write the landing page and all other pages into `folder`. live: whether the laboratory stands beside them."""
    every = pages()
    exporter = Exporter()
    for kind in ([p for p in every if not p.is_exercise], [p for p in every if p.is_exercise]):
        for previous, page, following in zip([None, *kind], kind, [*kind[1:], None]):
            twin = next((p for p in every if p is not page and Path(p.name).name == Path(page.name).name), None)
            resources = {"page": page, "previous": previous, "following": following, "twin": twin}
            resources |= {"up": "../" * page.address.count("/"), "live": live, "elsewhere": elsewhere(page)}
            text, _ = exporter.from_notebook_node(page.notebook, resources)
            write(folder / page.address, text)
    write(folder / "index.html", landing(every, live))
    shutil.copy(TEMPLATES / "style.css", folder)
    shutil.copytree(ROOT / "images", folder / "images")


def elsewhere(page):
    """Where else a notebook opens, as (name, address), if the course is published."""
    place = current()
    if not place:
        return []
    return [
        ("Colab", place.colab(page.name)),
        ("Binder", place.binder(page.name)),
        ("GitHub", place.on_github(page.name)),
    ]


def landing(every, live):
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    lessons = [page for page in every if not page.is_exercise]
    exercises = {Path(page.name).name: page for page in every if page.is_exercise}
    return environment.get_template("landing.html.j2").render(
        lessons=lessons, exercises=exercises, live=live, place=current(), up=""
    )


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
