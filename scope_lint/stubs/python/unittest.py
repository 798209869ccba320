"""unittest: test cases are not run by it here, and those that are skipped not at all; unittest.mock is modelled."""

import unittest.mock  # noqa: F401

from _scope_lint import known, unknown

TestCase = unknown("unittest.TestCase")
TestLoader = TestSuite = TextTestRunner = defaultTestLoader = makeSuite = unknown("unittest's runner")
main = unknown("unittest")


class SkipTest(Exception):
    pass


def skip(reason):
    def decorator(test):
        if isinstance(test, type):
            return SkipTest(reason)  # no class: nothing of it runs

        def skipped(*args, **kwargs):
            raise SkipTest(reason)

        return skipped

    return decorator


def skipIf(condition, reason):
    return skip(reason) if known(condition) and condition else _as_it_is


def skipUnless(condition, reason):
    return skip(reason) if known(condition) and not condition else _as_it_is


def expectedFailure(test):
    """What such a test raises is expected."""
    return skip("it fails")(test)


def _as_it_is(test):
    return test
