"""What the README says is so: its examples run, its files exist, and its commands are those that CI runs."""

import doctest
import re
import shutil
import subprocess

import pytest

from classroom.files import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, flags=re.M | re.S)


def blocks(language):
    return [text for name, text in BLOCKS if name == language]


def after(mark):
    return README.partition(f"<!-- {mark} -->")[2].partition("```bash\n")[2].partition("\n```")[0]


@pytest.mark.parametrize("text", blocks("python"))
def test_python_examples_print_what_they_say(text):
    test = doctest.DocTestParser().get_doctest(text, {}, "README", "README.md", 0)
    result = doctest.DocTestRunner().run(test)
    assert result.attempted > 0 and result.failed == 0


def test_every_block_says_its_language():
    assert BLOCKS and all(language in {"bash", "powershell", "python", "text"} for language, _ in BLOCKS)


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
@pytest.mark.parametrize("text", blocks("bash"))
def test_shell_commands_are_whole(text):
    assert subprocess.run(["bash", "-n"], input=text, text=True, capture_output=True).returncode == 0


def test_the_commands_name_files_that_exist():
    for text in blocks("bash") + blocks("powershell"):
        for name in re.findall(r"[\w./\\]+\.(?:ipynb|txt|py)\b", text):
            assert (ROOT / name.replace("\\", "/")).exists() or "*" in text, name


@pytest.mark.parametrize("mark", ["start", "tests"])
def test_each_command_works_alone_and_has_a_windows_twin(mark):
    command = after(mark)
    assert command.startswith("python3 -m venv .venv && ") and "-m pip install -r requirements.txt" in command
    twin = (
        command.replace(" && ", "; ").replace("python3 -m venv", "py -m venv").replace(".venv/bin/", ".venv\\Scripts\\")
    )
    assert twin.replace("notebooks/", "notebooks\\") in "\n".join(blocks("powershell"))


def test_the_extras_that_commands_install_exist():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for extra in re.findall(r"\.\[(\w+)\]", README):
        assert re.search(rf"^{extra} = \[", project, flags=re.M), extra


def test_links_to_files_lead_somewhere():
    for address in re.findall(r"\]\(([^)\s]+)\)", README):
        if not address.startswith(("http", "#")):
            assert (ROOT / address).exists(), address


def test_pictures_have_descriptions():
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", README)
    assert pictures and all(len(alt) >= 20 for alt, _ in pictures)


def test_the_table_of_lessons_agrees_with_the_lessons():
    from classroom.authoring import build

    for source in sorted(build.SOURCES.glob("[0-9]*.py")):
        title, facts = re.search(
            r"^# # (.+)\n#\n# \*([\s\S]+?)\*\n", source.read_text(encoding="utf-8"), flags=re.M
        ).groups()
        minutes = re.match(r"\d+", facts)[0]
        assert f"| [{title}](notebooks/{source.stem}.ipynb) | {minutes} |" in README


def test_the_number_of_faults_is_the_one_that_is_tried():
    from test_engine_mutations import SLIPS, slope_faults

    assert f"{len(SLIPS) + len(list(slope_faults()))} single-place faults" in README


def test_the_score_of_the_checks_is_that_of_the_exercises():
    from exercise_sources import places
    from mutations import mutations

    from classroom.checks import stubs
    from classroom.checks.registry import registry

    every = registry().values()
    cells = [place.cell for place in places().values()]
    made = sum(len(list(mutations(stubs.solved(cell), stubs.solution_lines(cell)))) for cell in cells)
    score = " ".join(README.split())
    assert f"Over {len(every)} exercises, {sum(len(e.mistakes) for e in every)} known mistakes are refused" in score
    assert f"the reference and {sum(len(e.accepted) for e in every)} differently written right answers pass" in score
    assert f"of {made} mutations of the solutions" in score


def test_the_test_command_of_ci_is_the_one_in_the_readme():
    assert "<!-- tests -->" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert after("tests").endswith("-m pytest")
