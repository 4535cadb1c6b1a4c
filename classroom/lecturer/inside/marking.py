"""Runs in the kernel that grades a notebook: says what an answer is worth, and keeps the answer key out of its reach.

preprocessors.MarkSubmission calls begin() before the notebook's first cell. From then on the notebook can import from the
course what its given cells import, and pictures; nothing else. award(), the last line of a check cell, signs what it returns
with a key made for this one run. A cell that shows points without that signature has been tampered with, and its points do
not count.

This stops what is done carelessly or with a trick from a forum. The notebook and the check share one interpreter, so whoever
knows Python's insides well can get past it; read the submissions of those whom the report names, and a few of the others.
"""

import builtins
import hashlib
import hmac
import importlib
import io
import json
import math
import sys
import warnings
from contextlib import redirect_stderr
from importlib.machinery import ModuleSpec
from types import FunctionType, ModuleType

PICTURES = "classroom.pictures"  # what a student may use in cells of their own
ENGINE = "micrograd_core"
OWN_BY_KERNEL = {"input", "exit", "quit", "copyright", "credits", "license", "get_ipython", "display"}


class Mark:
    """What an answer earned, signed. Its text is the points alone, as nbgrader wants it."""

    def __init__(self, result, notes=()):
        self.points = float(result.points)
        self.record = json.dumps([result.number, self.points, result.possible, sorted(set(notes))])

    def __repr__(self):
        return str(self.points)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": repr(self)}, {"course": {"record": self.record, "seal": seal(_run.key, self.record)}}


class Run:
    """What is known of this kernel's run: the key, the numbers to try, the check, what may not change, and what was seen."""

    key, seed, code, check = "", None, "", None
    watched, shell, notes = (), None, ()


_run = Run()


def seal(key, record):
    """The signature of a mark; nobody without the key can make it."""
    return hmac.new(key.encode(), record.encode(), hashlib.sha256).hexdigest()


def award(number, answer):
    """Check an answer on the numbers of this run, print what the check says, and return a Mark."""
    from_course = _run.check or importlib.import_module("classroom.checks.student").check
    _run.notes = [*_run.notes, *put_back()]
    with redirect_stderr(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = from_course(number, answer, variant=_run.code, seed=_run.seed)
    print(result)
    return Mark(result, _run.notes)


def begin(key, seed, code, given):
    """Prepare this kernel to mark one notebook.

    key: to sign marks with. seed: of the numbers to try. code: the student's own numbers, or "". given: {module: names} that
    the notebook's given cells import.
    """
    checking = importlib.import_module("classroom.checks.student")
    importlib.import_module(PICTURES)
    importlib.import_module(f"{PICTURES}.figures")
    checking.registry()
    checking.use_variant(code)
    real = {name: module for name, module in sys.modules.items() if name.split(".")[0] in ("classroom", ENGINE)}
    _run.key, _run.seed, _run.code, _run.check, _run.notes = key, seed, code, checking.check, []
    _run.watched = watch(real, checking.registry())
    _run.shell = hooks()
    offered = {name: facade(module, given.get(name, ())) for name, module in real.items()}
    for name in [name for name in offered if "." in name]:
        package, _, own = name.rpartition(".")
        setattr(offered[package], own, offered[name])
    offered["classroom.lecturer.inside.marking"].award = award
    checks = offered["classroom.checks"]
    checks.check, checks.use_variant, checks.hint = LookedAtLater, lambda code: None, checking.hint
    checks.solution = lambda number=None: checking.Text("While a notebook is graded, no solutions are shown.")
    sys.modules.update(offered)
    sys.meta_path.insert(0, Withheld(offered))


class LookedAtLater:
    """What check() gives in a graded notebook: its result, found out if somebody looks. In a check cell nobody does."""

    def __init__(self, *arguments, **options):
        self._call = arguments, options

    def __getattr__(self, name):
        if name == "_found":
            arguments, options = self._call
            self._found = _run.check(*arguments, **options)
            return self._found
        return getattr(self._found, name)

    def __repr__(self):
        return repr(self._found)


# What may be imported.


class Facade(ModuleType):
    """A module of the course as a graded notebook sees it: with the names that are given, and no others."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise withheld(f"{self.__name__}.{name}")


def withheld(name):
    _run.notes.append(f"asked for {name}, which its given cells do not import")
    return ImportError(f"{name} cannot be imported while this notebook is graded: none of its given cells imports it.")


def facade(real, names):
    shown = Facade(real.__name__, real.__doc__)
    shown.__file__ = getattr(real, "__file__", None)
    shown.__spec__ = ModuleSpec(real.__name__, None)
    if hasattr(real, "__path__"):
        shown.__path__ = []
    if real.__name__.startswith(PICTURES):
        names = {*names, *(name for name, value in vars(real).items() if is_picture_part(name, value))}
    for name in names:
        if name in vars(real):
            vars(shown)[name] = vars(real)[name]
    return shown


def is_picture_part(name, value):
    """Whether a name of a picture module is public and made there: the engine, which some import, is not."""
    return not name.startswith("_") and getattr(value, "__module__", PICTURES).startswith(PICTURES)


class Withheld:
    """Finds the facades, also after somebody has taken them out of sys.modules, and nothing else of the course."""

    def __init__(self, offered):
        self.offered = offered

    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] not in ("classroom", ENGINE):
            return None
        if name not in self.offered:
            raise withheld(name)
        return ModuleSpec(name, self, is_package=hasattr(self.offered[name], "__path__"))

    def create_module(self, spec):
        return self.offered[spec.name]

    def exec_module(self, module):
        pass


# What may not change.


def watch(modules, exercises):
    """[(owner, its name, {attribute: value})] for all that a check relies on."""
    found = [
        (builtins, "builtins", {k: v for k, v in vars(builtins).items() if k not in OWN_BY_KERNEL and k[0] != "_"}),
        (builtins, "builtins", {k: getattr(builtins, k) for k in ("__import__", "__build_class__")}),
        (math, "math", dict(vars(math))),
    ]
    for name, module in modules.items():
        public = {k: v for k, v in vars(module).items() if not k.startswith("_") or isinstance(v, FunctionType)}
        found.append((module, name, public))
        for key, value in public.items():
            if getattr(value, "__module__", None) != name:
                continue  # another module's, and watched there
            if isinstance(value, FunctionType):
                found.append((value, f"{name}.{key}", {"__code__": value.__code__, "__defaults__": value.__defaults__}))
            elif isinstance(value, type):
                members = {k: v for k, v in vars(value).items() if callable(v) or isinstance(v, property)}
                found.append((value, f"{name}.{key}", members))
    found += [(exercise, f"exercise {number}", dict(vars(exercise))) for number, exercise in exercises.items()]
    return found


def put_back():
    """Undo what has been changed of what is watched; notes about it."""
    notes = []
    for owner, name, before in _run.watched:
        for key, value in before.items():
            now = getattr(owner, key) if isinstance(owner, FunctionType) else vars(owner).get(key)
            if now is not value:
                (type if isinstance(owner, type) else object).__setattr__(owner, key, value)
                notes.append(f"replaced {name}.{key}, which was put back before marking")
    if _run.shell is not None and hooks() != _run.shell:
        notes.append("changed how cells are read before they run (input transformers or IPython's events)")
    return notes


def hooks():
    """The parts of IPython that can change a cell before it runs; () where there is no IPython."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return ()
    callbacks = [hook for found in shell.events.callbacks.values() for hook in found]
    return (*shell.input_transformers_cleanup, *shell.input_transformers_post, *shell.ast_transformers, *callbacks)
