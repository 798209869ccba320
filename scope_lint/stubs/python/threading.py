"""threading: a thread runs when it is started, to its end."""

from _scope_lint import unknown
from _scope_lint_threads import start_thread


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, daemon=None, verbose=None):
        self._target = target
        self._args = args
        self._kwargs = kwargs or {}
        self.name = name
        self.daemon = daemon

    def start(self):
        start_thread(self.run)

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        pass

    def is_alive(self):
        return unknown("whether a thread still runs")

    isAlive = is_alive

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class local:
    pass


class Lock:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None

    def acquire(self, *args, **kwargs):
        return True

    def release(self):
        pass


class RLock(Lock):
    pass


class Semaphore(Lock):
    def __init__(self, value=1):
        pass


class BoundedSemaphore(Semaphore):
    pass


class Condition(Lock):
    def __init__(self, lock=None):
        pass

    def wait(self, timeout=None):
        return True

    def notify(self, n=1):
        pass

    notify_all = notifyAll = notify
