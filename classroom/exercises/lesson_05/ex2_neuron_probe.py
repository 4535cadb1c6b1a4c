"""How 5.2 is tried."""

import random

from classroom.checks.fresh import fresh
from classroom.checks.kinds import a_function
from classroom.checks.observing import observe
from classroom.exercises.lesson_05.shared_probe import agrees, kind_of, told
from micrograd_core import Neuron, Value

takes = a_function("w", "b", "x")


def probe(answer):
    three, bias, slope = fresh(0.4, -1.3, 0.4), fresh(0.25), fresh(3.7)

    def run(neuron, kind, weights, inputs):
        w, b, x = [Value(each) for each in weights], Value(bias), [kind(each) for each in inputs]
        o = neuron(w, b, x)
        if not isinstance(o, Value):
            return {"what comes back": f"a list of {len(o)}" if isinstance(o, list) else kind_of(o, Value)}
        y = o * slope
        y.backward()
        found = {"what comes back": "a Value", "o.data": o.data}
        found["what o was made from"] = "other Values" if o._prev else "nothing"
        found |= {f"w[{i}].grad": each.grad for i, each in enumerate(w)} | {"b.grad": b.grad}
        given = [each.data for each in (*w, b)]
        found["the weights and the bias"] = "as they were" if given == [*weights, bias] else "changed"
        if kind is Value:
            found |= {f"x[{i}].grad": each.grad for i, each in enumerate(x)}
        return found

    below, near = fresh(1.1, 0.6, -1.7), fresh(0.0, 0.25, 0.15, -0.1, -0.6)  # n is negative, n is near 0
    five = (*three, *fresh(0.9, -0.2))
    for kind, weights, inputs, words in (
        (float, three, below, "numbers"),
        (Value, five, near, "Values"),
        (float, three, below, "numbers once more"),
    ):
        tried = f"w = {told(weights)}, b = {bias}, x = {told(inputs)}, {words}"
        seen = list(observe(f"{tried}; y = {slope} · o", run, answer, kind, weights, inputs))
        yield from seen
        if not agrees(seen, run(of_the_engine, kind, weights, inputs)):
            return
    for count in (2, 4):
        yield from observe(f"3 weights and {count} inputs", misfit, answer, three, bias, count, says="")


def of_the_engine(w, b, x):
    """What a Neuron of micrograd_core says that has these weights and this bias."""
    neuron = Neuron(len(w), rng=random.Random(0))
    neuron.w, neuron.b = w, b
    return neuron(x)


def misfit(answer, weights, bias, count):
    """What happens where the numbers of weights and of inputs differ."""
    try:
        o = answer([Value(each) for each in weights], Value(bias), list(fresh(0.6, -0.8, 1.7, 0.3)[:count]))
    except ValueError:
        return {"what happens": "it raises a ValueError"}
    except IndexError:
        raise
    except AssertionError:
        return {"what happens": "it raises an AssertionError"}
    except Exception:  # noqa: BLE001, whatever an answer raises
        return {"what happens": "it raises another error than ValueError"}
    if o is ValueError or isinstance(o, ValueError):
        return {"what happens": "it returns a ValueError"}
    return {"what happens": "it returns None" if o is None else "it answers"}
