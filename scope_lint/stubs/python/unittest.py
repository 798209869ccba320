"""unittest: test cases are not run by it here; unittest.mock is modelled."""

import unittest.mock  # noqa: F401

from _scope_lint import unknown

TestCase = unknown("unittest.TestCase")
TestLoader = TestSuite = TextTestRunner = defaultTestLoader = makeSuite = unknown("unittest's runner")
main = skip = skipIf = skipUnless = expectedFailure = unknown("unittest")
SkipTest = Exception
