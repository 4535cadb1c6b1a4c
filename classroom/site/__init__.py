"""The course as a website of plain files: pages to read, and a JupyterLab that runs in the reader's own browser.

python -m classroom site: pages.py makes the pages, lite.py the laboratory, folder.py puts both in place.
"""

from pathlib import Path

from classroom.files import ROOT, Problem

DEFAULT = ROOT / "build" / "site"


def build(out=DEFAULT, pyodide=None, live=True):
    """Build the site in the folder `out`, whole or not at all. True if all is well.

    pyodide: a folder with a Pyodide distribution to serve; None means that browsers fetch it from Pyodide's own server.
    live: whether to build the laboratory, too.
    """
    from classroom.site import folder, pages  # which need the extra `site`

    refuse_stale_notebooks()
    with folder.replacing(out) as draft:
        pages.make(draft, live)
        missing = []
        if live:
            from classroom.site import lite

            missing = lite.make(draft / "live", pyodide)
    print(f"{Path(out)}: {'pages and laboratory' if live else 'pages'} built")
    if missing:
        print(f"This Pyodide has no {' and no '.join(missing)}: cells that need them will not run.")
    return True


def refuse_stale_notebooks():
    """A Problem if a notebook was edited, or its source was: what is published is what was built."""
    from classroom.authoring import build as notebooks

    for source in notebooks.sources():
        if reason := notebooks.drift(source):
            raise Problem(f"{notebooks.name_of(source)}: {reason}; run python -m classroom build, then build the site")
