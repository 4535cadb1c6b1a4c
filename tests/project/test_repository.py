"""What stands around the course: the version and what it brought, the citation, the issue forms, the container."""

import json
import re
import subprocess
import sys
import tomllib

import pytest
from ruamel.yaml import YAML

from classroom.files import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def read(path):
    return YAML(typ="safe").load(path)


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_version_is_the_same_wherever_it_stands():
    version = PROJECT["version"]
    assert read(ROOT / "CITATION.cff")["version"] == version
    assert re.findall(r"^## (.+)$", CHANGES, flags=re.M)[0] == version


def test_the_changes_are_one_line_each_newest_version_first():
    """`update` prints them line by line, on whatever console there is."""
    _, *parts = re.split(r"^## ", CHANGES, flags=re.M)
    versions = [tuple(map(int, part.splitlines()[0].split("."))) for part in parts]
    assert versions == sorted(set(versions), reverse=True)
    for part in parts:
        lines = list(filter(None, part.splitlines()[1:]))
        assert lines and all(line.startswith("- ") and line.isascii() for line in lines)


@pytest.mark.parametrize(
    ("schema", "path"),
    [("citation-file-format", ROOT / "CITATION.cff"), *(("github-issue-forms", form) for form in FORMS)],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_others_read_has_their_form(schema, path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*command, "--default-filetype", "yaml", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_who_reports_a_check_is_asked_for_all_that_shows_its_fault():
    asked = {part.get("id"): part for part in read(ROOT / ".github/ISSUE_TEMPLATE/check_was_wrong.yml")["body"]}
    for name in ("exercise", "answer", "said", "expected", "versions"):
        assert asked[name]["validations"]["required"]
    (command,) = re.findall(r"`(.+)`", asked["versions"]["attributes"]["description"])
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.endswith(f" {sys.version}\n")


def test_the_container_has_every_python_that_ci_asks_for():
    container, prepare, ci = (
        json.loads(text(".devcontainer/devcontainer.json")),
        text(".devcontainer/prepare"),
        text(".ci/run"),
    )
    (loop,) = re.findall(r"^for version in (.+); do$", ci, flags=re.M)
    asked = {*loop.split(), *re.findall(r"python_for (\d\.\d+)", ci)}
    there = {container["image"].removeprefix("python:").partition("-")[0]}
    there |= set(re.search(r"^uv python install (.+)$", prepare, flags=re.M)[1].split())
    assert len(asked) == 3 and asked <= there
    assert container["postCreateCommand"] == "bash .devcontainer/prepare"
    assert set(re.findall(r"\.\[(\w+)\]", prepare)) <= PROJECT["optional-dependencies"].keys()


def test_the_editors_task_runs_ci():
    (task,) = json.loads(text(".vscode/tasks.json"))["tasks"]
    assert task["command"] == "bash .ci/run"
