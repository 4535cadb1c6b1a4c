"""Where the course is published: one setting, [tool.course] in pyproject.toml, and every address that follows from it.

`python -m classroom publish OWNER/REPO` writes the setting and with it the links of the README and of every notebook, and
the cell that sets a notebook up where the course is not installed. As long as it is unset, nothing links to an address that
nobody owns.
"""

import re
import tomllib
from dataclasses import dataclass
from urllib.parse import quote

from classroom.files import ROOT, Problem, write_all

SETTING = "pyproject.toml"
OWNER = re.compile(r"[A-Za-z0-9](-?[A-Za-z0-9])*")  # what GitHub allows: single hyphens, none at an end
REPOSITORY = re.compile(r"[A-Za-z0-9._-]+")
BRANCH = re.compile(r"[A-Za-z0-9._/-]+")  # git allows more, which no address can hold unquoted
REGION = r"(<!-- published: {} -->\n)(.*?)(<!-- end -->)"


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


def published():
    """OWNER/REPO, or None."""
    return current().repository or None


def place(repository, branch="main"):
    """The Place of OWNER/REPO; a Problem, in a sentence, for what GitHub would not take."""
    if found := re.match(
        r"(?:https?://|git@)(?:www\.)?github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?(?:/.*)?$", repository
    ):
        raise Problem(f"{repository!r} is an address; say {found[1]}, without the rest")
    owner, slash, name = repository.partition("/")
    if not slash or "/" in name or not owner or not name:
        raise Problem(f"{repository!r} is not of the form OWNER/REPO")
    if not OWNER.fullmatch(owner) or len(owner) > 39:
        raise Problem(
            f"{owner!r} is no name of a GitHub account: at most 39 letters, digits and single hyphens, none at an end"
        )
    if not REPOSITORY.fullmatch(name) or len(name) > 100 or name in (".", "..") or name.endswith((".git", ".wiki")):
        raise Problem(
            f"{name!r} is no name of a GitHub repository: at most 100 letters, digits, dots, hyphens and underscores, "
            "and no .git at the end"
        )
    if not is_branch(branch):
        raise Problem(f"{branch!r} is no branch that an address can name: letters, digits, dots, hyphens, slashes")
    return Place(repository, branch)


def is_branch(name):
    """Whether git allows the name and an address can hold it."""
    if not BRANCH.fullmatch(name) or len(name) > 200 or ".." in name or name.startswith("-") or name.endswith("."):
        return False
    return all(part and not part.startswith(".") and not part.endswith(".lock") for part in name.split("/"))


def command(repository, branch, unset):
    """What `python -m classroom publish` does with its arguments."""
    if unset and repository:
        raise Problem(f"--unset and {repository} contradict each other")
    if unset:
        return publish(NOWHERE)
    if repository is None:
        tell(current())
        return True
    return publish(place(repository, branch))


def publish(new):
    """Write the setting `new` and everything that follows from it, all or nothing. True if all is well."""
    from classroom.authoring import build  # which reads the setting from here

    fresh = build.fitted_to(new)
    fresh[ROOT / "README.md"] = with_regions((ROOT / "README.md").read_text(encoding="utf-8"), new)
    fresh[ROOT / SETTING] = with_setting((ROOT / SETTING).read_text(encoding="utf-8"), new)
    changed = {path: text for path, text in fresh.items() if path.read_text(encoding="utf-8") != text}
    write_all(changed)
    for path in changed:
        print(f"{path.relative_to(ROOT).as_posix()}: written")
    tell(new)
    return True


def tell(setting):
    """Print where the course is published, and what remains to be done by hand."""
    if not setting:
        print("The course is not published: python -m classroom publish OWNER/REPO")
        return
    print(f"The course is published as {setting.repository}, branch {setting.branch}.")
    print(f"Commit and push what was written. The site appears at {setting.site} once GitHub Pages is switched on:")
    print(f"{setting.github}/settings/pages, Source: GitHub Actions.")


def with_setting(text, new):
    """pyproject.toml with the new setting; nothing else in it moves."""
    for key, value in (("published", new.repository), ("branch", new.branch)):
        text, count = re.subn(rf'(?m)^{key} = "[^"]*"$', f'{key} = "{value}"', text)
        if count != 1:
            raise Problem(f'{SETTING} has {count} lines {key} = "…"; under [tool.course] there must be one')
    return text


def with_regions(text, new):
    """The README with what stands between its marks made anew."""
    for name, words in regions(new).items():
        pattern = re.compile(REGION.format(name), flags=re.S)
        if len(pattern.findall(text)) != 1:
            raise Problem(f"README.md must have the mark <!-- published: {name} --> once, and <!-- end --> behind it")
        text = pattern.sub(lambda found, words=words: found[1] + words + found[3], text)
    return text


def regions(new):
    """What stands between the README's marks: {name of the mark: text}."""
    if not new:
        return {"badges": "", "copy": "", "colab": ""}
    from classroom.authoring import build

    names = [build.name_of(source) for source in build.sources()]
    first = names[0]
    tests = f"{new.github}/actions/workflows/tests.yml"
    badges = [
        f"[![Open the course in the browser](https://jupyterlite.rtfd.io/en/latest/_static/badge.svg)]({new.site})",
        f"[![Open lesson 01 on Colab](https://colab.research.google.com/assets/colab-badge.svg)]({new.colab(first)})",
        f"[![Open lesson 01 on Binder](https://mybinder.org/badge_logo.svg)]({new.binder(first)})",
        f"[![Tests of the latest version]({tests}/badge.svg)]({tests})",
    ]
    here = (
        f"Nothing to install: [open the course in the browser]({new.site}). To have it on your own computer, download "
        f"[all of it]({new.archive}) and unpack it, or:\n\n```bash\ngit clone {new.github}.git\n```\n\n"
    )
    lessons = " · ".join(f"[{name[:2]}]({new.colab(name)})" for name in names if "/" not in name)
    exercises = " · ".join(f"[{name.split('/')[1][:2]}]({new.colab(name)})" for name in names if "/" in name)
    colab = f"\nOn Colab: lessons {lessons}; exercises {exercises}.\n"
    return {"badges": "\n".join(badges) + "\n", "copy": here, "colab": colab}
