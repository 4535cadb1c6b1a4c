"""The browser that several test files share."""

import os
import shutil

import pytest
from browser_parts import PARTS, expose
from serving import served

QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"


@pytest.fixture(scope="module")
def launch():
    """launch(*flags) starts Chromium; the browsers are closed at the end."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("no Chromium")
    with playwright.sync_playwright() as driver:
        browsers = []

        def start(*flags):
            browsers.append(driver.chromium.launch(executable_path=chromium, args=[*QUIET.split(), *flags]))
            return browsers[-1]

        yield start
        for browser in browsers:
            browser.close()


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """The course's site, built once, with Pyodide in it."""
    for module in ("jupyterlite_core", "jupyterlite_pyodide_kernel", "latex2mathml"):
        pytest.importorskip(module)
    if not PARTS.is_dir():
        pytest.skip("no Pyodide here: run .ci/browser_parts")
    from classroom import site

    folder = tmp_path_factory.mktemp("site") / "built"
    site.build(folder, PARTS / "pyodide")
    expose(folder / "live")
    return folder


@pytest.fixture(scope="session")
def site_server(site_folder):
    """(address, missing) of the site; see support/serving.py."""
    with served(site_folder) as server:
        yield server
