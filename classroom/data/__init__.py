"""Data sets that lessons work with, small enough to come along: a file for each, and a loader that gives plain lists.

README.md has their sources and licences; make_*.py made the files. It knows nothing of networks, notebooks or exercises.
"""

import csv
from pathlib import Path

MEASUREMENTS = ("sepal length", "sepal width", "petal length", "petal width")
SPECIES = ("setosa", "versicolor", "virginica")


def load_iris() -> tuple[list[list[float]], list[int]]:
    """Fisher's irises: the flowers, each a list of four numbers in cm (see MEASUREMENTS), and the label of each.

    A label is a place in SPECIES: 0, 1 or 2. There are 50 flowers of each species, and the species come one after the
    other, as in the file. Every call makes new lists.
    """
    with open(Path(__file__).with_name("iris.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    flowers = [[float(row[name]) for name in MEASUREMENTS] for row in rows]
    return flowers, [SPECIES.index(row["species"]) for row in rows]
