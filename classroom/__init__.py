"""What turns the engine into a course: pictures, figures, the ledger, and the notebook build."""

import sys

if sys.platform == "emscripten":
    # In a browser, endless recursion through an operator or a built-in ends the kernel without a word, because its stack is
    # full before Python's own limit is reached: measured between 500 and 800 levels in Chromium.
    sys.setrecursionlimit(min(sys.getrecursionlimit(), 400))
    # The notebook's folder comes last, because each look into it, one per import, asks the browser's storage.
    sys.path.sort(key=lambda place: place == "")
