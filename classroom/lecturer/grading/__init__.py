"""What grades an assignment: nbgrader in several processes, a sandbox around each submission, and a report.

preprocessors/ is what nbgrader runs over a notebook on its way out and back.
"""
