"""The end of a run says in one line what was not tested, and what a skip is worth in .ci/run."""

import ast
import os
import re
import subprocess
import sys

import pytest

from classroom.files import ROOT
from tests import plugin

SOURCES = [path for path in (ROOT / "tests").rglob("*.py") if path.name not in ("plugin.py", "test_plugin.py")]
FILES = {
    "test_some.py": """
        import pytest

        @pytest.mark.parametrize("case", range(3))
        def test_in_a_browser(case):
            pytest.skip("no Chromium")

        @pytest.mark.skipif(True, reason="Graphviz's program dot is not installed")
        def test_drawing():
            pass

        def test_that_asks_for_something_new():
            pytest.skip("no such planet")

        @pytest.mark.xfail
        def test_that_fails():
            assert False
        """,
    "test_peer.py": """
        import pytest

        pytest.importorskip("torch_of_another_world", reason="could not import 'torch': No module named 'torch'")
        """,
    "test_fine.py": "def test_fine():\n    pass\n",
}
LINE = "Not tested here: Chromium (3 tests), PyTorch (test_peer.py), dot (1 test), no such planet (1 test)"


@pytest.fixture
def ran(tmp_path):
    """ran(*options, **environment) runs these files with the plugin, and returns the lines that pytest prints."""
    for name, text in FILES.items():
        lines = text.strip("\n").splitlines()
        (tmp_path / name).write_text("\n".join(line.removeprefix(" " * 8) for line in lines), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")

    def run(*options, **environment):
        own = {name: text for name, text in os.environ.items() if not name.startswith(("PYTEST", "COURSE"))}
        line = [sys.executable, "-m", "pytest", "-q", "-p", "tests.plugin", "-p", "no:cacheprovider", *options]
        done = subprocess.run(
            line, cwd=tmp_path, env=own | {"PYTHONPATH": str(ROOT)} | environment, capture_output=True, text=True
        )
        return done.stdout.splitlines()

    return run


@pytest.mark.parametrize("options", [(), ("-n", "2", "--dist", "loadfile")], ids=["alone", "on two workers"])
def test_a_run_ends_with_a_line_of_what_it_did_not_test(ran, options):
    *_, said, counts = ran(*options)
    assert said == LINE
    assert re.match(r"1 passed, 6 skipped, 1 xfailed", counts)


def test_where_no_skip_is_allowed_each_one_fails_and_nothing_is_left_to_say(ran):
    *lines, counts = ran("--continue-on-collection-errors", COURSE_NO_SKIPS="1")
    assert re.match("4 failed, 1 passed, 1 xfailed, 2 errors", counts)
    assert not [line for line in lines if "Not tested here" in line]


def test_the_files_that_begin_first_are_there():
    assert plugin.LONGEST and all((ROOT / "tests" / name).exists() for name in plugin.LONGEST)
    paths = [ROOT / "tests" / name for name in ("project/test_style.py", *reversed(plugin.LONGEST))]
    assert [plugin.place_of(path) for path in paths] == list(reversed(range(len(paths))))


def reasons(path):
    """The reasons for which a file of tests may skip: what it says, or what it cannot import."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = ast.unparse(call.func) if isinstance(call, ast.Call) else ""
        if name not in ("pytest.skip", "pytest.importorskip", "pytest.mark.skipif"):
            continue
        said = next((keyword.value for keyword in call.keywords if keyword.arg == "reason"), call.args[0])
        if isinstance(said, ast.Constant):
            missing = name == "pytest.importorskip" and said is call.args[0]
            yield f"could not import {said.value!r}" if missing else said.value


def test_every_reason_for_a_skip_in_our_tests_names_a_part():
    found = [reason for path in SOURCES for reason in reasons(path)]
    assert len(found) > 20
    assert not [reason for reason in found if plugin.missing_part(reason) == reason]
