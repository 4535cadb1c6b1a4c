"""The lecturer's pages fit the lessons and the exercises: their parts, their minutes, the mistakes that they name, their links."""

import random
import re

import pytest

from classroom.authoring import build
from classroom.checks.registry import registry
from micrograd_core import MLP

PAGES = sorted((build.NOTEBOOKS / "teaching").glob("[0-9]*.md"))
ROW = re.compile(r"^\| (.+?) \| (\d+) \| (\d+|–) \| (\d+|–) \|$", flags=re.M)


def per_page(test):
    return pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])(test)


def source(page, exercises=False):
    folder = build.SOURCES / "exercises" if exercises else build.SOURCES
    return (folder / f"{page.stem}.py").read_text(encoding="utf-8")


def minutes(text):
    """The minutes that a notebook's first cell promises."""
    return int(re.search(r"^# \*(\d+) minutes · ", text, flags=re.M)[1])


def plan(page):
    """[(part, minutes alone, in 45, in 90)]; a dash is 0."""
    rows = ROW.findall(page.read_text(encoding="utf-8"))
    return [(part, *(int(cell.replace("–", "0")) for cell in cells)) for part, *cells in rows]


def test_every_lesson_has_a_page():
    assert [page.stem for page in PAGES] == [path.stem for path in sorted(build.SOURCES.glob("[0-9]*.py"))]


@per_page
def test_the_plan_has_all_parts_in_their_order_and_fits_45_and_90_minutes(page):
    headings = re.findall(r"^# ## (.+)$", source(page), flags=re.M)
    cards = re.findall(r"^# ## (\d\.\d) · ", source(page, exercises=True), flags=re.M)
    wanted = [heading for heading in headings if heading != "In this lesson you…"] + [
        f"exercise {card}" for card in cards
    ]
    assert [part for part, *_ in plan(page)] == wanted
    assert 43 <= sum(row[2] for row in plan(page)) <= 45
    assert 85 <= sum(row[3] for row in plan(page)) <= 90


@per_page
def test_minutes_are_those_of_the_lesson_and_of_the_cards(page):
    lesson = [row for row in plan(page) if not row[0].startswith("exercise")]
    cards = dict(
        re.findall(
            r"^# ## (\d\.\d) · .+\n#\n# difficulty \S+ · \w+ · (\d+) minutes", source(page, exercises=True), flags=re.M
        )
    )
    exercises = {row[0].removeprefix("exercise "): row for row in plan(page) if row[0].startswith("exercise")}
    assert sum(row[1] for row in lesson) == minutes(source(page))
    assert {number: row[1] for number, row in exercises.items()} == {
        number: int(time) for number, time in cards.items()
    }
    assert all(row[3] in (0, row[1]) for row in exercises.values()), "in class an exercise takes what its card says"
    text = page.read_text(encoding="utf-8")
    told = f"takes a student {minutes(source(page))} minutes, [its exercises]"
    assert told in text and f") {minutes(source(page, exercises=True))}." in text


@per_page
def test_every_mistake_that_it_names_is_one_that_its_exercise_knows(page):
    """A mistake's name stands in curly quotes, in a point that says which exercises catch it."""
    points = re.split(r"^- ", page.read_text(encoding="utf-8").split("## Ask")[0], flags=re.M)[1:]
    quoted = 0
    for point in points:
        exercises = [
            registry()[number] for number in re.findall(r"(?<![\d.])\d\.\d(?!\d)", point) if number in registry()
        ]
        known = {mistake.name for exercise in exercises for mistake in exercise.mistakes}
        for name in re.findall(r"“([^”]+)”", " ".join(point.split())):
            assert name in known, name
            quoted += 1
    assert quoted >= 4


@per_page
def test_it_has_all_its_parts(page):
    found = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), flags=re.M)
    assert found == ["Plan", "What they get wrong", "Ask", "On the board", "If time runs out"]


def test_links_lead_somewhere_and_the_first_page_names_all_others():
    first = build.NOTEBOOKS / "teaching" / "for_lecturers.md"
    named = first.read_text(encoding="utf-8")
    for page in first.parent.glob("*.md"):
        assert page == first or f"({page.name})" in named, page.name
        for address in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            assert address.startswith("https://") or (page.parent / address).exists(), (page.name, address)


def test_what_forgetting_to_zero_does_to_a_hundred_networks():
    """The figures on page 05."""
    xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
    ys = [1.0, -1.0, -1.0, 1.0]

    def trained(seed, zero):
        net = MLP(3, [4, 4, 1], rng=random.Random(seed))
        for _ in range(21):
            loss = sum((net(x) - y) ** 2 for x, y in zip(xs, ys))
            if zero:
                net.zero_grad()
            loss.backward()
            for p in net.parameters():
                p.data -= 0.1 * p.grad
        return loss.data  # after 20 steps

    ends = [(trained(seed, zero=True), trained(seed, zero=False)) for seed in range(100)]
    lower = sum(without < zeroed for zeroed, without in ends)
    stuck = sum(without > 3.9 for _, without in ends)
    assert not any(zeroed > 3.9 for zeroed, _ in ends)
    text = " ".join(PAGES[4].read_text(encoding="utf-8").split())
    assert f"100 starts, rate 0.1, {lower} end *lower* after 20 steps without zeroing" in text
    assert f"But {stuck} end above 3.9, and with zeroing none does" in text
