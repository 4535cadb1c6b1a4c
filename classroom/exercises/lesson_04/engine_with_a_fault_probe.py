"""The engine of exercise 4.4, as its card has it. It has one fault."""

import math

from classroom.exercises.engines_probe import Small


class Node:
    def __init__(self, data, op="", inputs=(), local=()):
        self.data, self.grad, self._op, self._prev, self._local = float(data), 0.0, op, inputs, local

    def __add__(self, other):
        return type(self)(self.data + other.data, "+", (self, other), (1.0, 1.0))

    def __sub__(self, other):
        return type(self)(self.data - other.data, "-", (self, other), (1.0, -1.0))

    def __mul__(self, other):
        return type(self)(self.data * other.data, "*", (self, other), (other.data, self.data))

    def tanh(self):
        y = math.tanh(self.data)
        return type(self)(y, "tanh", (self,), (1 - y * y,))

    def leaky(self):
        y = self.data if self.data > 0 else 0.1 * self.data
        return type(self)(y, "leaky", (self,), (float(y > 0),))

    backward = Small.backward
