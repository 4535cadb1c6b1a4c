"""Where the course is published: one setting, [tool.course] in pyproject.toml, and every address that follows from it."""

import re
import tomllib
from dataclasses import dataclass
from urllib.parse import quote

from classroom.files import ROOT, Problem

SETTING = "pyproject.toml"


@dataclass(frozen=True)
class Place:
    """A repository on GitHub, OWNER/REPO, and a branch or tag of it; an empty repository is nowhere."""

    repository: str = ""
    branch: str = "main"

    def __bool__(self):
        return bool(self.repository)

    @property
    def github(self):
        return f"https://github.com/{self.repository}"

    @property
    def archive(self):
        """All files in one zip; GitHub makes it for every branch and tag."""
        return f"{self.github}/archive/{self.branch}.zip"

    @property
    def site(self):
        """The address of GitHub Pages, where .github/workflows/pages.yml puts the course's site."""
        owner, name = self.repository.split("/")
        host = f"{owner.lower()}.github.io"
        return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"

    def live(self, notebook):
        """A notebook in the site's JupyterLite; `notebook` is a name such as exercises/01_manual_gradients."""
        return f"{self.site}live/notebooks/index.html?path=notebooks/{notebook}.ipynb"

    def on_github(self, notebook):
        return f"{self.github}/blob/{self.branch}/notebooks/{notebook}.ipynb"

    def colab(self, notebook):
        return (
            f"https://colab.research.google.com/github/{self.repository}/blob/{self.branch}/notebooks/{notebook}.ipynb"
        )

    def binder(self, notebook):
        start = f"https://mybinder.org/v2/gh/{self.repository}/{quote(self.branch, safe='')}"
        return f"{start}?urlpath=lab/tree/notebooks/{notebook}.ipynb"


NOWHERE = Place()


def current():
    """The Place in the setting, NOWHERE if there is none."""
    try:
        project = tomllib.loads((ROOT / SETTING).read_text(encoding="utf-8"))
    except FileNotFoundError:  # an installed wheel has no such file
        return NOWHERE
    setting = project.get("tool", {}).get("course", {})
    return Place(setting.get("published", ""), setting.get("branch", "main"))


def parse(repository, branch="main"):
    """The Place of OWNER/REPO; a Problem for what no address could name. Whether it is there, GitHub knows."""
    if found := re.match(r"(?:https?://|git@)[^/:]*[/:]([\w.-]+/[\w.-]+?)(?:\.git)?(?:/.*)?$", repository):
        raise Problem(f"{repository!r} is an address; say {found[1]}, without the rest")
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository, flags=re.ASCII):
        raise Problem(f"{repository!r} is not of the form OWNER/REPO")
    if not re.fullmatch(r"\w[\w./-]*", branch, flags=re.ASCII):
        raise Problem(f"{branch!r} is no branch that an address can name: letters, digits, dots, hyphens, slashes")
    return Place(repository, branch)
