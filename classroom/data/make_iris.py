"""Makes iris.csv from the copy that comes with scikit-learn, which has to be installed for this and for nothing else.

python classroom/data/make_iris.py
"""

import csv
import sys
from importlib.util import find_spec
from pathlib import Path

HEAD = "sepal length,sepal width,petal length,petal width,species"


def made_from(text):
    """Our file's text from the text of scikit-learn's, whose first line is: flowers, columns, names of the species."""
    (count, columns, *species), *rows = csv.reader(text.splitlines())
    if int(count) != len(rows) or any(len(row) != int(columns) + 1 for row in rows):
        raise ValueError(f"not {count} rows of {columns} numbers and a label")
    return "\n".join([HEAD, *(",".join([*row[:-1], species[int(row[-1])]]) for row in rows), ""])


if __name__ == "__main__":
    found = find_spec("sklearn")
    if found is None:
        sys.exit("scikit-learn is not installed here: python -m pip install scikit-learn==1.9.1")
    source = Path(found.origin).parent / "datasets" / "data" / "iris.csv"
    target = Path(__file__).with_name("iris.csv")
    target.write_text(made_from(source.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    print(f"{target.name} from {source}")
