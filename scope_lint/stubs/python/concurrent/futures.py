"""concurrent.futures: what is given to threads runs at once; other processes have graphs of their own."""

from _scope_lint import unknown
from _scope_lint_threads import in_thread


class Future:
    def __init__(self, value):
        self._value = value

    def result(self, timeout=None):
        return self._value

    def done(self):
        return True


class ThreadPoolExecutor:
    def __init__(self, *args, **options):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None

    def submit(self, fn, *args, **kwargs):
        return Future(in_thread(lambda: fn(*args, **kwargs)))

    def map(self, fn, *iterables, **options):
        return [in_thread(lambda row=row: fn(*row)) for row in zip(*iterables)]

    def shutdown(self, wait=True):
        pass


class ProcessPoolExecutor(ThreadPoolExecutor):
    def submit(self, fn, *args, **kwargs):
        return Future(unknown("the result of another process"))

    def map(self, fn, *iterables, **options):
        return unknown("the results of other processes")


def as_completed(futures, timeout=None):
    return list(futures)


def wait(futures, *args, **options):
    return list(futures), []
