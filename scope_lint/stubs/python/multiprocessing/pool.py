"""multiprocessing.pool: threads run their function at once; other processes have graphs of their own."""

from _scope_lint import unknown
from _scope_lint_threads import in_thread


class _Result:
    def __init__(self, value):
        self._value = value

    def get(self, timeout=None):
        return self._value

    def wait(self, timeout=None):
        pass

    def ready(self):
        return True


class ThreadPool:
    def __init__(self, *args, **options):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None

    def map(self, func, iterable, chunksize=None):
        return [in_thread(lambda x=x: func(x)) for x in iterable]

    imap = imap_unordered = map

    def starmap(self, func, iterable, chunksize=None):
        return [in_thread(lambda x=x: func(*x)) for x in iterable]

    def apply(self, func, args=(), kwds=None):
        return in_thread(lambda: func(*args, **(kwds or {})))

    def apply_async(self, func, args=(), kwds=None, callback=None):
        return _Result(self.apply(func, args, kwds))

    def map_async(self, func, iterable, chunksize=None, callback=None):
        return _Result(self.map(func, iterable))

    def close(self):
        pass

    def join(self):
        pass

    def terminate(self):
        pass


class Pool(ThreadPool):
    def map(self, func, iterable, chunksize=None):
        return unknown("the results of other processes")

    imap = imap_unordered = starmap = map

    def apply(self, func, args=(), kwds=None):
        return unknown("the result of another process")
