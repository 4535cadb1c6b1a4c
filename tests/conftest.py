"""The browser that several test files share."""

import os
import shutil

import pytest

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
