"""multiprocessing: another process has graphs of its own, of which nothing comes back."""

from multiprocessing.pool import Pool  # noqa: F401

from _scope_lint import unknown


class Process:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, daemon=None):
        self.name = name
        self.daemon = daemon
        self.pid = unknown("the number of a process")
        self.exitcode = 0

    def start(self):
        pass

    def run(self):
        pass

    def join(self, timeout=None):
        pass

    def terminate(self):
        pass

    def is_alive(self):
        return False


def cpu_count():
    return unknown("the number of processors", "cpu_count")
