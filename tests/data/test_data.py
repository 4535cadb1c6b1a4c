"""The data sets that come along are those that their page describes, and their scripts make them."""

import re
from importlib.resources import files
from statistics import mean

import pytest

from classroom.data import MEASUREMENTS, SPECIES, load_iris, make_iris

PAGE = (files("classroom.data") / "README.md").read_text(encoding="utf-8")


def test_150_irises_fifty_of_each_species():
    flowers, labels = load_iris()
    assert labels == [0] * 50 + [1] * 50 + [2] * 50
    assert {len(flower) for flower in flowers} == {len(MEASUREMENTS)}


def test_the_numbers_are_those_of_the_published_summary():
    """Smallest, largest and mean of each column, as scikit-learn describes its copy."""
    flowers, _ = load_iris()
    found = [(min(column), max(column), round(mean(column), 2)) for column in zip(*flowers)]
    assert found == [(4.3, 7.9, 5.84), (2.0, 4.4, 3.06), (1.0, 6.9, 3.76), (0.1, 2.5, 1.2)]


def test_the_two_flowers_that_tell_the_copies_apart():
    flowers, labels = load_iris()
    told = re.findall(r"^\| (\d+) \| ([\d., ]+) \| [\d., ]+ \|$", PAGE, flags=re.M)
    assert len(told) == 2
    for number, numbers in told:
        assert flowers[int(number) - 1] == [float(each) for each in numbers.split(",")]
        assert SPECIES[labels[int(number) - 1]] == "setosa"


def test_every_call_makes_new_lists():
    flowers, labels = load_iris()
    flowers[0][0] = labels[0] = 99
    assert load_iris()[0][0][0] == 5.1 and load_iris()[1][0] == 0


def test_the_script_makes_our_form_from_theirs():
    theirs = "2,4,setosa,versicolor,virginica\n5.1,3.5,1.4,0.2,0\n6.0,3.0,4.8,1.8,2\n"
    assert make_iris.made_from(theirs) == f"{make_iris.HEAD}\n5.1,3.5,1.4,0.2,setosa\n6.0,3.0,4.8,1.8,virginica\n"
    assert make_iris.HEAD == ",".join([*MEASUREMENTS, "species"])


@pytest.mark.parametrize("theirs", ["3,4,setosa\n5.1,3.5,1.4,0.2,0\n", "1,4,setosa\n5.1,3.5,1.4,0\n"])
def test_the_script_refuses_a_file_of_another_form(theirs):
    with pytest.raises(ValueError, match="rows of 4 numbers"):
        make_iris.made_from(theirs)


def test_every_file_is_on_the_page_with_its_source():
    for file in files("classroom.data").iterdir():
        if file.name.endswith(".csv") or file.name.startswith("make_"):
            assert f"({file.name})" in PAGE, file.name
