"""What Python needs in a browser before a student's code runs; classroom/__init__.py imports it there and nowhere else."""

import sys

# Endless recursion through an operator or a built-in ends the kernel without a word, because its stack is full before
# Python's own limit is reached: measured between 500 and 800 levels in Chromium.
sys.setrecursionlimit(min(sys.getrecursionlimit(), 400))
# The notebook's folder comes last, because each look into it, one per import, asks the browser's storage.
sys.path.sort(key=lambda place: place == "")
