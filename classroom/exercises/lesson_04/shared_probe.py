"""What several probes of lesson 04 need: earlier operations, right, and answers of several functions."""

from classroom.checks.kinds import a_function, a_list
from classroom.checks.observing import own_class
from classroom.exercises.engines_probe import Small


def right_power(self, k):
    return type(self)(self.data**k, f"**{k}", (self,), (k * self.data ** (k - 1),))


def right_division(self, other):
    other = other if isinstance(other, type(self)) else type(self)(float(other))
    y = self.data / other.data
    return type(self)(y, "/", (self, other), (1 / other.data, -y / other.data))


def functions(count, *parameters):
    """A list of functions that take these parameters."""

    def test(answer):
        if complaint := a_list(count)(answer):
            return complaint
        return next((complaint for f in answer if (complaint := a_function(*parameters)(f))), None)

    return test


def class_of(answers):
    """The class `Small` of the notebook in which these functions were written, or ours."""
    return next((kind for f in answers if (kind := own_class(f, None, "Small"))), Small)
