"""The workflows of GitHub Actions, as far as they can be judged from here: their form, and what they promise."""

import re
import subprocess
import sys
import tomllib

import pytest
from ruamel.yaml import YAML

from classroom.files import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def read(path):
    return YAML(typ="safe").load(path)


def jobs_of_the_matrix(matrix):
    """(system, Python, dependencies) of every job, as GitHub makes them from a matrix."""
    every = [(s, p, d) for s in matrix["os"] for p in matrix["python"] for d in matrix["dependencies"]]
    left_out = [(e["python"], e["dependencies"]) for e in matrix["exclude"]]
    more = [(e["os"], e["python"], e["dependencies"]) for e in matrix["include"]]
    return {job for job in every if job[1:] not in left_out} | set(more)


def test_the_form_of_every_workflow_is_that_of_github():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])
def test_actions_are_used_by_a_version_and_commands_name_files_that_exist(path):
    steps = [step for job in read(path)["jobs"].values() for step in job["steps"]]
    for step in steps:
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"])
        for name in re.findall(r"[\w./-]+\.txt|\.ci/\w+", step.get("run", "")):
            assert (ROOT / name).exists()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for extra in re.findall(r"\.\[(\w+)\]", path.read_text(encoding="utf-8")):
        assert extra in project["optional-dependencies"]


def test_the_course_is_tested_weekly_on_every_system_with_the_oldest_and_the_newest():
    workflow = read(ROOT / ".github" / "workflows" / "tests.yml")
    on = workflow.get("on", workflow.get(True))  # YAML 1.1 reads on as true
    assert re.fullmatch(r"\d+ \d+ \* \* \d", on["schedule"][0]["cron"])
    jobs = jobs_of_the_matrix(workflow["jobs"]["systems"]["strategy"]["matrix"])
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"][2:]
    newest = (ROOT / "runtime.txt").read_text().strip().removeprefix("python-")
    for system in ("ubuntu", "macos", "windows"):
        assert {(system, oldest, "oldest"), (system, newest, "newest")} <= jobs
