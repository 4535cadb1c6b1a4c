"""Who may import whom: the rooms depend on each other in one direction, late imports included."""

import ast
import sys

import pytest

from classroom.files import ROOT

# A room: the rooms it may import. The longest name that a module's name begins with is its room.
ROOMS = {
    "micrograd_core": "",
    "classroom": "browser_start",
    "classroom.files": "",
    "classroom.browser_start": "",
    "classroom.data": "",
    "classroom.instruments": "micrograd_core",
    "classroom.ward": "instruments micrograd_core",
    "classroom.pictures": "",
    "classroom.exercises": "checks instruments ward micrograd_core",
    "classroom.checks": "micrograd_core files exercises",  # registry.py, and it alone, finds the exercises
    "classroom.authoring": "checks pictures instruments files micrograd_core",
    "classroom.site": "authoring files",
    "classroom.teaching_slides": "",
    "classroom.updating": "files",
    "classroom.lecturer": "lecturer.inside checks authoring files",
    "classroom.lecturer.inside": "checks",
    "classroom.__main__": "files",
}
FROM_PYPI = {"classroom.pictures": {"graphviz", "matplotlib", "cycler"}}  # the rooms that a student's notebook needs
STANDARD_ONLY = [
    "classroom.checks",
    "classroom.data",
    "classroom.exercises",
    "classroom.updating",
    "classroom.lecturer.inside",
]
PATHS = [ROOT / "micrograd_core.py", *sorted((ROOT / "classroom").rglob("*.py"))]


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in PATHS}


def room_of(module):
    return max((room for room in ROOMS if f"{module}.".startswith(f"{room}.")), key=len)


def imports(module):
    """Everything that a module imports, at its top or late: modules of the course by their full name."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            full = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in full)


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_rooms_below_it(module):
    room = room_of(module)
    allowed = {name if name == "micrograd_core" else f"classroom.{name}" for name in ROOMS[room].split()} | {room}
    for target in imports(module):
        if (
            target in MODULES
            and target != "classroom"
            and not (target == "classroom.exercises" and module != "classroom.checks.registry")
        ):
            assert room_of(target) in allowed, f"{module} imports {target}"


def test_only_the_registry_knows_where_the_exercises_are():
    knowing = {m for m in MODULES if "classroom.exercises" in imports(m)}
    assert knowing == {"classroom.checks.registry"}


def test_no_two_modules_import_each_other():
    below = {module: {target for target in imports(module) if target in MODULES} - {module} for module in MODULES}
    while leaves := [module for module, targets in below.items() if not targets & below.keys()]:
        for module in leaves:
            del below[module]
    assert not below, f"a cycle among {sorted(below)}"


@pytest.mark.parametrize("room", [*FROM_PYPI, *STANDARD_ONLY])
def test_what_runs_beside_a_student_needs_no_other_package(room):
    for module in (m for m in MODULES if room_of(m) == room):
        tops = {target.split(".")[0] for target in imports(module)} - {"classroom", "micrograd_core"}
        assert tops <= sys.stdlib_module_names | FROM_PYPI.get(room, set()), module


def test_what_tries_an_answer_knows_no_answer():
    """A probe may go into a sandbox in which references, mistakes and messages are not."""
    tools = {f"classroom.checks.{name}" for name in ("observing", "fresh", "kinds", "guard", "raised")}
    probes = [module for module in MODULES if module.endswith("_probe")]
    assert len(probes) >= 20
    for module in probes:
        for target in (target for target in imports(module) if target.startswith("classroom.")):
            assert target.endswith("_probe") or target in tools | {"classroom.instruments", "classroom.ward"}, (
                f"{module}: {target}"
            )
