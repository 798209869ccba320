"""tf.test.TestCase: what tests assert is not checked, what they build is."""

import tensorflow as tf
from _scope_lint import unknown


class _Raises:
    """``with self.assertRaises(…)``: the error is expected."""

    def __enter__(self):
        self.exception = unknown("the expected exception")
        return self

    def __exit__(self, kind, value, traceback):
        return kind is not None


class _Session(tf.Session):
    def __init__(self, graph=None):
        super(_Session, self).__init__(graph=graph)


class TestCase:
    def __init__(self, methodName="runTest"):
        pass

    def setUp(self):
        tf.reset_default_graph()

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def session(self, graph=None, config=None, use_gpu=False, force_gpu=False):
        return _Session(graph)

    def test_session(self, graph=None, config=None, use_gpu=False, force_gpu=False):
        return _Session(graph)

    def cached_session(self, graph=None, config=None, use_gpu=False, force_gpu=False):
        return _Session(graph)

    def evaluate(self, tensors):
        return tf.Session().run(tensors)

    def get_temp_dir(self):
        return unknown("a temporary folder")

    def assertRaises(self, expected, callable=None, *args, **kwargs):
        return _raises(callable, args, kwargs)

    def assertRaisesRegexp(self, expected, regexp, callable=None, *args, **kwargs):
        return _raises(callable, args, kwargs)

    assertRaisesRegex = assertRaisesRegexp
    assertRaisesWithPredicateMatch = assertRaisesRegexp

    def assertRaisesOpError(self, expected_err_re_or_predicate):
        return _Raises()

    def subTest(self, msg=None, **params):
        return _Raises()

    def skipTest(self, reason):
        raise SystemExit(reason)

    def __getattr__(self, name):
        if name.startswith(("assert", "fail", "addCleanup")):
            return _ignored
        raise AttributeError(name)


def _ignored(*args, **kwargs):
    return None


def _raises(callable, args, kwargs):
    if callable is None:
        return _Raises()
    with _Raises():
        callable(*args, **kwargs)
    return None


def main(argv=None):
    """The tests are entries of their own."""


def is_gpu_available(cuda_only=False, min_cuda_compute_capability=None):
    return unknown("there is a GPU")


def is_built_with_cuda():
    return unknown("built with CUDA")


def gpu_device_name():
    return unknown("the name of a GPU")


def get_temp_dir():
    return unknown("a temporary folder")
