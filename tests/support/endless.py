"""Answers that never end by themselves, each in a way of its own. tests/checks/test_guard.py runs them in a process that can be killed."""

# ruff: noqa: BLE001, E722, PERF402, S110, S112 -- what it does is what students should not do
import contextlib
import itertools

kept = []


def a_loop(self, other):
    while True:
        pass


def a_loop_on_one_line(self, other):
    while True: pass  # fmt: skip


def a_loop_that_swallows(self, other):
    while True:
        try:
            self.data += 1
        except:
            continue


def two_loops_around_a_bare_except(self, other):
    while True:
        try:
            while True:
                pass
        except:
            pass


def three_loops_around_bare_excepts(self, other):
    while True:
        try:
            while True:
                try:
                    while True:
                        pass
                except:
                    pass
        except:
            pass


def a_loop_that_keeps_what_it_catches(self, other):
    while True:
        try:
            while True:
                pass
        except BaseException as error:
            kept.append(error)


def a_loop_behind_finally(self, other):
    while True:
        try:
            while True:
                pass
        finally:
            self.data = 0.0


def a_loop_that_remembers_what_it_caught_last(self, other):
    while True:
        try:
            while True:
                pass
        except BaseException as error:
            last = error  # noqa: F841


def a_loop_in_except(self, other):
    try:
        while True:
            pass
    except:
        while True:
            pass


def a_loop_on_one_line_in_except(self, other):
    try:
        while True: pass  # fmt: skip
    except:
        while True: pass  # fmt: skip


def a_loop_in_finally(self, other):
    try:
        while True:
            pass
    finally:
        while True:
            pass


def loops_in_excepts_in_excepts(self, other):
    while True:
        try:
            while True:
                pass
        except:
            try:
                while True:
                    pass
            except:
                try:
                    while True:
                        pass
                except:
                    pass


def a_loop_in_a_with_that_swallows(self, other):
    while True:
        with contextlib.suppress(BaseException):
            while True:
                pass


def a_loop_whose_end_is_swallowed(self, other):
    try:
        while True:
            pass
    except:
        return 0.0


def a_retry_behind_a_bare_except(self, other):
    try:
        while True:
            pass
    except:
        return a_retry_behind_a_bare_except(self, other)


def a_generator_that_swallows(self, other):
    def numbers():
        while True:
            try:
                yield 1
            except:
                pass

    while True:
        try:
            for number in numbers():
                pass
        except:
            pass


def a_generator_with_finally(self, other):
    def numbers():
        try:
            while True:
                yield 1
        finally:
            self.data = 0.0

    for number in numbers():
        pass


def a_generator_expression(self, other):
    return sum(0 for _ in itertools.count())


def a_comprehension(self, other):
    return [0 for _ in itertools.count() if False]


def a_sort_key(self, other):
    def key(number):
        while True:
            pass

    return sorted([1, 2], key=key)


def a_list_that_grows_as_it_is_read(self, other):
    numbers = [1]
    for number in numbers:
        numbers.append(number)


def a_recursion(self, other):
    return a_recursion(self, other)


def a_recursion_that_swallows_its_end(self, other):
    try:
        return a_recursion_that_swallows_its_end(self, other)
    except RecursionError:
        return a_recursion_that_swallows_its_end(self, other)


def a_recursion_that_swallows_everything(self, other):
    try:
        return a_recursion_that_swallows_everything(self, other)
    except:
        return a_recursion_that_swallows_everything(self, other)


def a_recursion_through_a_function_in_c(self, other):
    def key(number):
        try:
            return sorted([1, 2], key=key)
        except:
            while True:
                pass

    return key(1)


def a_recursion_through_an_operator(self, other):
    class Number:
        def __add__(self, other):
            try:
                return self + other
            except:
                return self + other

    return Number() + Number()


ANSWERS = {name: found for name, found in list(globals().items()) if getattr(found, "__module__", None) == __name__}
