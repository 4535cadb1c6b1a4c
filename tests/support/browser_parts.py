"""Where .ci/browser_parts puts Pyodide and axe-core, and what a test may ask of a laboratory."""

import json

from classroom.files import ROOT

PARTS = ROOT / "build" / "browser_parts"


def expose(laboratory):
    """Let a test ask JupyterLab what it did; a site for readers does not."""
    settings = laboratory / "jupyter-lite.json"
    content = json.loads(settings.read_text(encoding="utf-8"))
    content["jupyter-config-data"]["exposeAppInBrowser"] = True
    settings.write_text(json.dumps(content), encoding="utf-8")
