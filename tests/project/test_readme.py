"""What the README and the pages behind it say is so: examples run, files exist, commands are those that CI runs."""

import doctest
import re
import shutil
import subprocess

import pytest

from classroom.authoring import build, publish
from classroom.authoring.place import NOWHERE
from classroom.checks.registry import registry
from classroom.files import ROOT

NAMES = ["README.md", ".github/CONTRIBUTING.md", "notebooks/README.md", "notebooks/teaching/for_lecturers.md"]
NAMES += ["tests/README.md", "tests/benchmarks/README.md"]
PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in NAMES}
README = PAGES["README.md"]
BLOCKS = {name: re.findall(r"^```(\w*)\n(.*?)^```$", page, flags=re.M | re.S) for name, page in PAGES.items()}
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
per_page = pytest.mark.parametrize("name", NAMES)


def blocks(name, *languages):
    return [text for language, text in BLOCKS[name] if language in languages]


def after(mark):
    return README.partition(f"<!-- {mark} -->")[2].partition("```bash\n")[2].partition("\n```")[0]


def test_it_is_read_in_one_sitting():
    """At most 9 kB, without the links that a published course has besides."""
    assert len(publish.with_regions(README, NOWHERE).encode()) <= 9216


def test_a_line_each_for_student_lecturer_and_author_comes_first_and_lessons_before_updates():
    top = README.partition("## ")[0].partition("<!-- end -->")[2].strip().splitlines()
    assert [re.search(r"\]\((\S+)\)", line)[1] for line in top[:3]] == [
        "#start",
        "notebooks/teaching/for_lecturers.md",
        ".github/CONTRIBUTING.md",
    ]
    assert README.index("## The lessons") < README.index("-m classroom update")


@pytest.mark.parametrize("text", blocks("README.md", "python"))
def test_python_examples_print_what_they_say(text):
    test = doctest.DocTestParser().get_doctest(text, {}, "README", "README.md", 0)
    result = doctest.DocTestRunner().run(test)
    assert result.attempted > 0 and result.failed == 0


@per_page
def test_every_block_says_its_language(name):
    assert all(language in {"bash", "powershell", "python", "text"} for language, _ in BLOCKS[name])
    assert PAGES[name].count("\n```") == 2 * len(BLOCKS[name])


@needs_bash
@per_page
def test_shell_commands_are_whole(name):
    for text in blocks(name, "bash"):
        assert subprocess.run(["bash", "-n"], input=text, text=True, capture_output=True).returncode == 0


@per_page
def test_commands_and_links_name_files_that_exist(name):
    for text in blocks(name, "bash", "powershell"):
        for file in re.findall(r"[\w./\\]+\.(?:ipynb|txt|py)\b", text):
            assert (ROOT / file.replace("\\", "/")).exists() or "*" in text, file
    for address in re.findall(r"\]\(([^)\s]+)\)", PAGES[name]):
        file, _, heading = address.partition("#")
        if not address.startswith("http"):
            assert ((ROOT / name).parent / file).exists(), address
            assert not heading or f"\n## {heading}\n" in PAGES[name].lower(), address


@per_page
def test_the_extras_that_commands_install_exist(name):
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for extra in re.findall(r"\.\[(\w+)\]", PAGES[name]):
        assert re.search(rf"^{extra} = \[", project, flags=re.M), extra


@pytest.mark.parametrize("mark", ["start", "tests"])
def test_each_command_works_alone_and_has_a_windows_twin(mark):
    command = after(mark)
    assert command.startswith("python3 -m venv .venv && ") and "-m pip install -r requirements.txt" in command
    twin = (
        command.replace(" && ", "; ").replace("python3 -m venv", "py -m venv").replace(".venv/bin/", ".venv\\Scripts\\")
    )
    assert twin.replace("notebooks/", "notebooks\\") in "\n".join(blocks("README.md", "powershell"))


@needs_bash
def test_ci_reads_the_test_command_out_of_the_readme():
    (line,) = re.findall(r"^readme_tests=.+$", (ROOT / ".ci/run").read_text(encoding="utf-8"), flags=re.M)
    found = subprocess.run(["bash", "-c", f'{line}; echo "$readme_tests"'], cwd=ROOT, capture_output=True, text=True)
    assert found.stdout.strip() == after("tests")
    assert after("tests").endswith("-m pytest -n auto --dist loadfile")


def test_pictures_have_descriptions():
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", README)
    assert pictures and all(len(alt) >= 20 for alt, _ in pictures)


def test_the_table_of_lessons_agrees_with_the_lessons():
    for source in sorted(build.SOURCES.glob("[0-9]*.py")):
        title, facts = re.search(
            r"^# # (.+)\n#\n# \*([\s\S]+?)\*\n", source.read_text(encoding="utf-8"), flags=re.M
        ).groups()
        minutes = re.match(r"\d+", facts)[0]
        assert f"| [{title}](notebooks/{source.stem}.ipynb) | {minutes} |" in README


def test_the_checks_know_over_a_thousand_mistakes():
    assert "over a thousand mistakes" in " ".join(README.split())
    assert sum(len(exercise.mistakes) for exercise in registry().values()) > 1000


def test_what_the_readme_says_of_speed_was_measured():
    words = " ".join(README.split())
    assert "less than a sixth of the time that the package `micrograd` needs" in words
    assert "less than a quarter of what PyTorch needs" in words
    rows = re.findall(r"^\| (.+) \|$", PAGES["tests/benchmarks/README.md"].partition("<!-- speed -->")[2], flags=re.M)
    (step,) = [row.split(" | ") for row in rows if row.startswith("a moons step")]
    theirs, torch = (float(re.match(r"[\d.]+(?= ×)", cell)[0]) for cell in step[2:4])
    assert theirs > 6 and torch > 4
