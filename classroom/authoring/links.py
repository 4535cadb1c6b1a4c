"""The cell behind a notebook's title: where it opens, and where Colab goes on from it."""

OPEN = "Open: "  # how the cell begins


def links(name, place, names):
    """The text of the cell with a notebook's links: where it opens, and where Colab goes on from it."""
    lesson = name.removeprefix("exercises/")
    opens = [
        f"[in the browser, nothing to install]({place.live(name)})",
        f"[on Colab]({place.colab(name)})",
        f"[on Binder]({place.binder(name)})",
        f"[on GitHub]({place.on_github(name)})",
    ]
    beside = [other for other in (lesson, f"exercises/{lesson}") if other != name and other in names]
    lessons = [other for other in names if "/" not in other]
    if lesson in lessons[:-1]:
        beside.append(lessons[lessons.index(lesson) + 1])
    further = [
        f"[{'exercises' if '/' in other else 'lesson'} {other.split('/')[-1][:2]}]({place.colab(other)})"
        for other in beside
    ]
    text = OPEN + " · ".join(opens)
    return text + ("\\\nOn Colab, go on with: " + " · ".join(further) if further else "")
