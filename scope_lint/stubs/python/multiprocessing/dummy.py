"""multiprocessing.dummy: threads under the names of processes."""

from multiprocessing.pool import ThreadPool
from threading import Thread as Process  # noqa: F401


def Pool(processes=None, *args, **options):
    return ThreadPool()
