"""The exercise that CONTRIBUTING shows, written as it says, is found and judged like those of the course."""

import importlib
import re

import pytest

from classroom import exercises
from classroom.checks import check
from classroom.checks.registry import registry
from classroom.files import ROOT

GUIDE = (ROOT / ".github/CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^<!-- classroom/exercises/(\S+) -->\n```python\n(.*?)^```$", GUIDE, flags=re.M | re.S))


@pytest.fixture
def number(tmp_path, monkeypatch):
    """The number of the guide's exercise, with its files in the catalogue."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(exercises, "__path__", [*exercises.__path__, str(tmp_path)])
    importlib.invalidate_caches()
    registry.cache_clear()
    yield re.search(r'number="(.+?)"', GUIDE)[1]
    registry.cache_clear()


def test_the_guides_exercise_is_found_and_its_answers_are_told_apart(number):
    exercise = registry()[number]
    assert len(exercise.accepted) >= 2 and len(exercise.mistakes) >= 2
    for answer in (exercise.reference, *exercise.accepted):
        for seed in (None, "a class"):
            assert check(number, answer, seed=seed).passed, check(number, answer, seed=seed)
    for mistake in exercise.mistakes:
        assert check(number, mistake.answer).mistake == mistake.name


def test_the_guide_names_what_the_card_needs(number):
    """The card's first line and the line with its difficulty have the form that the tests ask of every card."""
    exercise = registry()[number]
    assert f"`## {number} · {exercise.title}`" in GUIDE
    assert f"· {exercise.points} points`" in GUIDE and f"# ANSWER {number}`" in GUIDE
