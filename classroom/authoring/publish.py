"""`python -m classroom publish OWNER/REPO`: writes where the course is published, and everything that follows from it.

These are the setting (place.py), the links of the README and of every notebook, and the cell that sets a notebook up where
the course is not installed. As long as it is unset, nothing links to an address that nobody owns.
"""

import re

from classroom.authoring import build
from classroom.authoring.place import NOWHERE, SETTING, current, parse
from classroom.files import ROOT, Problem, write_all

REGION = r"(<!-- published: {} -->\n)(.*?)(<!-- end -->)"


def command(repository, branch, unset):
    """What `python -m classroom publish` does with its arguments."""
    if unset and repository:
        raise Problem(f"--unset and {repository} contradict each other")
    if unset:
        return publish(NOWHERE)
    if repository is None:
        tell(current())
        return True
    return publish(parse(repository, branch))


def publish(new):
    """Write the setting `new` and everything that follows from it, all or nothing. True if all is well."""
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
