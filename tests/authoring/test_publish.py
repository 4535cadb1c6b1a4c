"""One setting decides every address: published, published elsewhere, and not published, on a copy of the course."""

import re
import subprocess
import sys

import nbformat
import published
import pytest
from children import environment
from published import command

from classroom.authoring import build, publish, setup_cell
from classroom.authoring.embedding import embedded
from classroom.authoring.links import links
from classroom.authoring.place import NOWHERE, Place, current, parse
from classroom.files import ROOT, Problem, write_whole

HOSTS = ("github.com/", "github.io/", "colab.research.google.com/", "mybinder.org/")
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A copy, not published, for the tests that leave it as they found it."""
    return published.copy_of_the_course(tmp_path_factory.mktemp("tree"))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy, published."""
    return published.published_copy(tmp_path_factory.mktemp("course"))


def everything(course):
    """{path: bytes} of all files of a copy."""
    return {
        path.relative_to(course).as_posix(): path.read_bytes()
        for path in sorted(course.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def differing(before, after):
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def addresses(text):
    """The addresses in a text that lead to where a course is published."""
    return {a for a in re.findall(r"https://[^\s)\"'>\\]+", text) if any(host in a for host in HOSTS)}


def pages(course):
    """Every text with links: {name: text}; of notebooks what a reader sees, cell by cell."""
    found = {"README.md": (course / "README.md").read_text(encoding="utf-8")}
    for path in (course / "notebooks").rglob("*.ipynb"):
        found[path.relative_to(course).as_posix()] = "\n".join(cell.source for cell in nbformat.read(path, 4).cells)
    return found


def leads_somewhere(address, course):
    """Whether an address that publish wrote leads to a file of the course, or to a page that GitHub makes itself."""
    home = f"https://github.com/{published.REPOSITORY}"
    site = "https://school.github.io/micrograd/"
    known = {site, f"{home}/archive/main.zip", f"{home}.git", f"{home}/actions/workflows/tests.yml"}
    known |= {f"{home}/actions/workflows/tests.yml/badge.svg"}
    if address in known:
        return True
    places = [f"{home}/blob/main/", f"https://colab.research.google.com/github/{published.REPOSITORY}/blob/main/"]
    places += [f"https://mybinder.org/v2/gh/{published.REPOSITORY}/main?urlpath=lab/tree/"]
    places += [f"{site}live/notebooks/index.html?path="]
    return any(address.startswith(p) and (course / address.removeprefix(p)).is_file() for p in places)


def test_the_repository_itself_says_where_it_is_published_in_one_place_only():
    """Whatever the setting is, also in a fork: what is stored follows from it."""
    here = current()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert publish.with_regions(readme, here) == readme
    assert build.check()


def test_not_published_there_is_no_address_of_a_place_that_nobody_owns(tree):
    karpathy = "https://github.com/karpathy/"  # whom the README thanks, and lesson 03 cites
    for name, text in pages(tree).items():
        assert all(address.startswith(karpathy) for address in addresses(text)), name
    assert "http" not in setup_cell.set_up(NOWHERE)


def test_published_every_notebook_and_the_readme_say_where_they_open(course):
    for name, text in pages(course).items():
        pictures = ("colab-badge.svg", "badge_logo.svg")
        ours = {a for a in addresses(text) if "karpathy" not in a and not a.endswith(pictures)}
        assert not [a for a in ours if not leads_somewhere(a, course)]
        for host in HOSTS:
            assert any(host in a for a in ours), f"{name} has no link to {host}"
        if name.startswith("notebooks/"):
            for start in ("live/notebooks/index.html?path=", "/blob/main/", "urlpath=lab/tree/"):
                assert f"{start}{name}" in text


def test_the_live_notebook_is_where_the_site_puts_it():
    pages = pytest.importorskip(
        "classroom.site.pages", reason='the site\'s tools are missing: pip install -e ".[site]"'
    )
    here = Place("school/micrograd")
    for page in pages.pages():
        assert here.live(page.name) == here.site + page.live


def test_lessons_and_exercises_lead_to_each_other_on_colab():
    names = ["01_a", "02_b", "03_c", "exercises/01_a", "exercises/02_b"]
    here = Place("school/micrograd")

    def further(name):
        return re.findall(r"\[(\w+ \d\d)\]\(.*?notebooks/(.*?)\.ipynb\)", links(name, here, names))

    assert further("01_a") == [("exercises 01", "exercises/01_a"), ("lesson 02", "02_b")]
    assert further("exercises/02_b") == [("lesson 02", "02_b"), ("lesson 03", "03_c")]
    assert further("03_c") == []


def test_published_the_course_still_holds_what_it_promises(course):
    """The tests of a fork: notebooks fit their sources, links and words are in order, the README is whole."""
    tests = ["authoring/test_notebooks.py", "exercises/test_exercise_notebooks.py", "project/test_readme.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(f"tests/{name}" for name in tests)],
        cwd=course,
        env=environment(course),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_what_was_run_stays_as_it_was_run(tree, course):
    for name in (path for path in everything(tree) if path.endswith(".ipynb")):
        before, after = (build.code_cells(nbformat.read(folder / name, 4)) for folder in (tree, course))
        assert [(c.outputs, c.execution_count) for c in before] == [(c.outputs, c.execution_count) for c in after]
        assert [c.source for c in before][1:] == [c.source for c in after][1:]


def test_twice_is_once_and_a_fork_leaves_no_trace_and_unset_goes_back(tmp_path, tree):
    course = published.published_copy(tmp_path)
    first = everything(course)
    assert command(course, "publish", published.REPOSITORY).returncode == 0
    assert everything(course) == first

    done = command(course, "publish", "forker-9/my.course_2", "--branch", "term/autumn")
    assert done.returncode == 0 and "forker-9/my.course_2, branch term/autumn" in done.stdout
    forked = everything(course)
    for name in differing(first, forked):
        assert published.REPOSITORY.encode() not in forked[name] and b"school" not in forked[name], name
        assert b"forker-9" in forked[name]
    assert b"mybinder.org/v2/gh/forker-9/my.course_2/term%2Fautumn?" in forked["README.md"]
    assert "forker-9/my.course_2" in command(course, "publish").stdout

    assert command(course, "publish", "--unset").returncode == 0
    assert everything(course) == everything(tree)


@pytest.mark.parametrize(
    ("repository", "site"),
    [
        ("School/Course", "https://school.github.io/Course/"),
        ("School/school.github.io", "https://school.github.io/"),
    ],
)
def test_the_address_of_the_site(repository, site):
    assert parse(repository).site == site


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("https://github.com/school/micrograd", "is an address; say school/micrograd"),
        ("git@github.com:school/micrograd.git", "is an address; say school/micrograd"),
        ("micrograd", "not of the form OWNER/REPO"),
        ("school/micrograd/tree", "not of the form"),
        ("school/", "not of the form"),
        ('school/micro"grad', "not of the form"),
        ("school/micrograd\n", "not of the form"),
    ],
)
def test_what_no_address_could_name_is_refused_in_a_sentence(value, message):
    with pytest.raises(Problem, match=re.escape(message)) as refused:
        parse(value)
    assert "\n" not in str(refused.value).replace("\\n", "")


@pytest.mark.parametrize("branch", ["", "my branch", "-x", 'a"b', "main\n"])
def test_a_wrong_branch_is_refused(branch):
    with pytest.raises(Problem, match="no branch that an address can name"):
        parse("school/micrograd", branch)


def test_a_refusal_writes_nothing(tree):
    before = everything(tree)
    for arguments in (["a b/c"], ["a/b", "--branch", "c d"], ["a/b", "--unset"]):
        done = command(tree, "publish", *arguments)
        assert done.returncode == 2 and done.stderr and "Traceback" not in done.stderr
    assert everything(tree) == before


def edit_a_notebook(course):
    path = course / "notebooks" / "exercises" / "01_manual_gradients.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("# YOUR CODE HERE", "# my own code", 1), encoding="utf-8")


def change_a_source(course):
    path = course / "notebooks" / "src" / "01_manual_gradients.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n# %%\n1 + 1\n", encoding="utf-8")


def lose_a_notebook(course):
    (course / "notebooks" / "02_single_neuron.ipynb").unlink()


def lose_a_mark(course):
    path = course / "README.md"
    path.write_text(path.read_text(encoding="utf-8").replace("<!-- published: copy -->\n", ""), encoding="utf-8")


def lose_the_setting(course):
    path = course / "pyproject.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('published = ""\n', ""), encoding="utf-8")


def bar_the_way(course):
    (course / "README.md.new").mkdir()  # where the draft of the README would stand


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (edit_a_notebook, "exercises/01_manual_gradients.ipynb was edited by hand"),
        (change_a_source, "01_manual_gradients.ipynb does not fit its source"),
        (lose_a_notebook, "02_single_neuron.ipynb does not fit its source"),
        (lose_a_mark, "published: copy"),
        (lose_the_setting, "pyproject.toml has 0 lines published"),
        (bar_the_way, "README.md.new could not be written"),
    ],
)
def test_what_stands_in_the_way_is_named_and_nothing_is_written(spoil, message, tmp_path):
    course = published.copy_of_the_course(tmp_path)
    spoil(course)
    before = everything(course)
    done = command(course, "publish", "school/micrograd")
    assert done.returncode == 2 and message in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert everything(course) == before


def test_ended_half_way_it_can_be_run_again(tmp_path):
    course = published.copy_of_the_course(tmp_path)
    before = everything(course)
    assert command(course, "publish", "school/micrograd").returncode == 0
    wanted = everything(course)
    for name in ("pyproject.toml", "notebooks/03_automatic_backward.ipynb"):
        (course / name).write_bytes(before[name])
    assert command(course, "publish", "school/micrograd").returncode == 0
    assert everything(course) == wanted


def test_a_picture_in_a_text_cell_travels_inside_the_notebook(tmp_path):
    """Colab shows neither a file that stands beside the notebook nor an attachment."""
    write_whole(tmp_path / "images" / "graph.svg", PICTURE)
    text = "See ![a graph of three nodes](../images/graph.svg) and [this lesson](02_b.ipynb)."
    inside = embedded(text, tmp_path / "notebooks")
    assert re.search(r"!\[a graph of three nodes\]\(data:image/svg\+xml;base64,[\w+/=]+\)", inside)
    assert "[this lesson](02_b.ipynb)" in inside and embedded(inside, tmp_path) == inside
    with pytest.raises(Problem, match=r"\.\./images/lost\.svg is not a picture"):
        embedded("![a picture that is lost](../images/lost.svg)", tmp_path / "notebooks")
