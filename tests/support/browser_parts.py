"""Where .ci/browser_parts puts Pyodide and axe-core, and what a test may ask of a laboratory, or of JupyterLab."""

import json

from classroom.files import ROOT

PARTS = ROOT / "build" / "browser_parts"
# What a notebook shows of the outputs of some cells: [words in their place, whether they are seen] for each.
SEEN = """async ids => {
    const notebook = window.jupyterapp.shell.currentWidget.content, found = [];
    for (const [i, cell] of notebook.widgets.entries()) {
        if (!ids.includes(cell.model.id)) continue;
        await Promise.race([notebook.scrollToItem(i), new Promise(done => setTimeout(done, 5000))]);
        const all = selector => [...cell.node.querySelectorAll(selector)].filter(one => one.checkVisibility() && one.clientHeight);
        let words = [], outputs = [];
        for (let tries = 0; tries < 100 && !words.length && !outputs.length; tries++) {
            await new Promise(done => setTimeout(done, 50));
            words = all('.jp-OutputPlaceholder');
            outputs = all('.jp-OutputArea-output');
        }
        found.push([words.map(one => one.innerText).join(' ').trim(), outputs.length > 0]);
    }
    return found;
}"""


def expose(laboratory):
    """Let a test ask JupyterLab what it did; a site for readers does not."""
    settings = laboratory / "jupyter-lite.json"
    content = json.loads(settings.read_text(encoding="utf-8"))
    content["jupyter-config-data"]["exposeAppInBrowser"] = True
    settings.write_text(json.dumps(content), encoding="utf-8")
