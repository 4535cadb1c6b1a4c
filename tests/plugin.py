"""A pytest plugin for the whole run: how notebooks are compared, in which order files run, and what a skip is worth.

It is named in pyproject.toml, because a conftest.py in tests/ would not act on notebooks/.
"""

import os
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.modules.setdefault("rfc3987_syntax", None)  # not imported, for the reason that support/lean gives

# With several workers, a file is one worker's: the longest ones begin first, so that none is left alone at the end.
LONGEST = [
    "site/test_site_live.py",
    "lecturer/test_course_grading.py",
    "lecturer/test_course_class.py",
    "lecturer/test_grade_command.py",
    "platforms/test_browser.py",
    "exercises/test_exercise_verdicts.py",
    "site/test_site.py",
    "authoring/test_slides.py",
    "platforms/test_colab.py",
    "authoring/test_publish.py",
    "exercises/test_exercises.py",
    "lecturer/test_course_tricks.py",
    "lecturer/test_hub.py",
    "authoring/test_build.py",
]
PARTS = {  # what is missing: what a skip's reason says then
    "Chromium": r"playwright|Chromium",
    "dot": r"Graphviz's program dot",
    "bubblewrap": r"bubblewrap",
    "PyTorch": r"'torch'",
    "the package micrograd": r"'micrograd\.",
    "nbgrader": r"nbgrader",
    "JupyterHub": r"'jupyterhub'",
    "repo2docker": r"repo2docker",
    "the site's packages": r"latex2mathml|jupyterlite|the site's tools",
    ".ci/npm": r"\.ci/npm",
    ".ci/browser_parts": r"\.ci/browser_parts",
    "Colab's versions": r"COURSE_COLAB_PYTHON",
    "the versions in .ci/constraints.txt": r"\.ci/constraints\.txt",
    "JupyterLab": r"'jupyterlab'|'nbconvert'|teaching_slides",
    "Node.js": r"Node\.js",
    "matplotlib": r"'matplotlib'|pictures\.figures",
    "tqdm": r"'tqdm'",
    "git": r"\bgit\b",
    "bash": r"no bash",
    "SIGKILL": r"SIGKILL",
}


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers():
    """-n auto: a worker for each processor. xdist by itself counts cores, and would leave the second thread of one idle."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None


def pytest_collection_modifyitems(items):
    compare_pictures_by_text(items)
    items.sort(key=lambda item: place_of(item.path))


def place_of(path):
    """Where a file stands among the longest ones, or behind them."""
    name = f"{path.parent.name}/{path.name}"
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


def compare_pictures_by_text(items):
    """Compare a picture through its text/plain: the DOT source of a graph, the words of a figure.

    Its bytes in text/html may differ with the versions of Graphviz and matplotlib.
    """
    for notebook in {item.parent for item in items if hasattr(item.parent, "skip_compare")}:
        notebook.skip_compare = (*notebook.skip_compare, "text/html")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    forbid_skip((yield).get_result())


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    forbid_skip((yield).get_result())


def forbid_skip(report):
    """With COURSE_NO_SKIPS set, as .ci/run does, what skips because a part is missing fails instead."""
    if report.skipped and os.environ.get("COURSE_NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"a skip, which COURSE_NO_SKIPS forbids: {report.longrepr}"


def pytest_terminal_summary(terminalreporter):
    if skips := terminalreporter.stats.get("skipped"):
        terminalreporter.write_line(not_tested(skips))


def not_tested(skips):
    """What these reports of skips leave untested, in one line: each missing part, and how many tests wanted it."""
    wanted = Counter()
    for report in skips:
        what = "test" if "::" in report.nodeid else Path(report.nodeid).name  # a module that was not even collected
        wanted[missing_part(reason_of(report)), what] += 1
    told = {part: [] for (part, _), _ in wanted.most_common()}
    for (part, what), count in wanted.items():
        told[part].append(f"{count} test{'s'[: count > 1]}" if what == "test" else what)
    return "Not tested here: " + ", ".join(f"{part} ({', '.join(names)})" for part, names in told.items())


def missing_part(reason):
    """The part that a skip's reason says is missing, or the reason itself."""
    return next((part for part, said in PARTS.items() if re.search(said, reason)), reason)


def reason_of(report):
    """Why a test was skipped; pytest's longrepr of a skip is (file, line, "Skipped: why")."""
    return report.longrepr[2].removeprefix("Skipped: ")
