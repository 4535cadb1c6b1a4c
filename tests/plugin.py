"""A pytest plugin for the whole run: how notebooks are compared, and what a skip is worth.

It is named in pyproject.toml, because a conftest.py in tests/ would not act on notebooks/.
"""

import os

import pytest


def pytest_collection_modifyitems(items):
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
