"""How 3.7 is tried: on right engines, and on wrong ones, which are edits of the right one."""

import inspect
import random
from functools import cache

import micrograd_core
from classroom.checks.fresh import fresh, seed
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises.engines_probe import topological
from classroom.exercises.lesson_03 import right_engine_probe
from classroom.exercises.lesson_03.right_engine_probe import Value, backward_afresh, with_backward

takes = a_function("Value")


def probe(answer):
    """Right and wrong engines mixed, in another order for each seed, so that counting the calls is no way to the verdict."""
    engines = [*{**right_engines(), **wrong_engines()}.items()]
    random.Random(f"{seed()}").shuffle(engines)
    for text, kind in engines:
        yield from observe(
            f"your test on {text}", lambda kind: {"its verdict": answer(kind)}, kind, says="it should be"
        )


def right_engines():
    return {
        "a right engine": edited({}),
        "a right engine that walks in another order": with_backward(backward_afresh),
        "a right engine that keeps inputs in a set": edited({", (self, other),": ", {self, other},"}),
        "the course's engine": micrograd_core.Value,
    }


def wrong_engines():
    """{what is wrong, and where it shows: the engine}"""
    first, flat, shift = fresh(0.5, 0.5, 0.3)
    second = "passes on to a node that already holds something"
    return {
        f"an engine whose + overwrites (it shows where + {second})": edited({"grad += out.grad": "grad = out.grad"}),
        "an engine whose + forgets an input (it shows in a sum)": edited({"other.grad += out.grad": "pass"}),
        f"an engine whose * overwrites (it shows where * {second})": edited(
            {"grad += other.data": "grad = other.data", "grad += self.data": "grad = self.data"}
        ),
        "an engine whose * ignores what arrives (it shows where that is not 1)": edited({".data * out.grad": ".data"}),
        "an engine whose * hands out the wrong factor (it shows in a product)": edited(
            {"self.grad += other.data": "self.grad += self.data", "other.grad += self.data": "other.grad += other.data"}
        ),
        "an engine whose tanh ignores what arrives (it shows where that is not 1)": edited({") * out.grad": ")"}),
        "an engine whose tanh has the wrong slope (it shows in a tanh)": edited({"out.data**2": "out.data"}),
        "an engine whose tanh has a wrong value, with a slope that fits it (`math.tanh` has the right one)": edited(
            {"math.tanh(": f"math.tanh({flat} * ", "(1 - out.data**2)": f"{flat} * (1 - out.data**2)"}
        ),
        "an engine without a seed (it shows in every gradient)": edited({"self.grad = 1.0": "pass"}),
        f"an engine with a seed of {first} (it shows in every gradient)": edited({"grad = 1.0": f"grad = {first}"}),
        "an engine that walks recursively (it shows where a computed node is used twice)": with_backward(recursively),
        "an engine that walks level by level (it shows where a computed node is used directly and by a detour, "
        "in one of the two orders only)": with_backward(level_by_level),
        "an engine that gets one leaf's gradient right and any other too small": with_backward(off_by(-shift, 0)),
        "an engine that gets one leaf's gradient right and any other too large": with_backward(off_by(shift, -1)),
    }


def edited(changes):
    """The right engine with other texts in places of its source, {old: new}."""
    space = dict(vars(right_engine_probe))
    exec(compiled(*changes.items()), space)
    return space["Value"]


@cache
def compiled(*changes):
    source = inspect.getsource(Value)
    for old, new in changes:
        assert old in source, old
        source = source.replace(old, new)
    return compile(source, __file__, "exec")


def recursively(self):
    def visit(node):
        node._backward()
        for input in node._prev:
            visit(input)

    self.grad = 1.0
    visit(self)


def level_by_level(self):
    self.grad = 1.0
    queue = [self]
    for node in queue:
        node._backward()
        queue += [input for input in dict.fromkeys(node._prev) if input not in queue]


def off_by(shift, spared):
    """A right walk, after which the gradients of all leaves are off, but for the first leaf (0) or the last (-1)."""

    def walk(self):
        Value.backward(self)
        leaves = [node for node in topological(self) if not node._prev]
        del leaves[spared]
        for leaf in leaves:
            leaf.grad += shift

    return walk
