"""What several probes of lesson 03 do."""

import copy
from types import FunctionType


def with_own_defaults(function):
    """The function with copies of what stands behind `=` in its head: what a check leaves there is gone with the check."""
    if not isinstance(function, FunctionType) or not function.__defaults__:
        return function
    defaults = tuple(map(copy.copy, function.__defaults__))
    return FunctionType(function.__code__, function.__globals__, function.__name__, defaults, function.__closure__)
