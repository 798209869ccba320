"""Coordinators and queue runners: they run threads, and make no names."""

from _scope_lint import unknown


class Coordinator:
    def __init__(self, clean_stop_exception_types=None):
        self._stopped = False

    def request_stop(self, ex=None):
        self._stopped = True

    def should_stop(self):
        return True if self._stopped else unknown("the coordinator wants to stop")

    def clear_stop(self):
        self._stopped = False

    def wait_for_stop(self, timeout=None):
        return unknown("the coordinator wants to stop")

    def register_thread(self, thread):
        pass

    def join(self, threads=None, stop_grace_period_secs=120, ignore_live_threads=False):
        pass

    def raise_requested_exception(self):
        pass

    @property
    def joined(self):
        return unknown("the threads have ended")

    def stop_on_exception(self):
        return _StopOnException()


class _StopOnException:
    def __enter__(self):
        return None

    def __exit__(self, kind, value, traceback):
        return False


class LooperThread:
    def __init__(self, coord, timer_interval_secs, target=None, args=None, kwargs=None):
        self._target = target

    def start(self):
        pass

    def join(self, timeout=None):
        pass


class QueueRunner:
    def __init__(
        self,
        queue=None,
        enqueue_ops=None,
        close_op=None,
        cancel_op=None,
        queue_closed_exception_types=None,
        queue_runner_def=None,
        import_scope=None,
    ):
        self.queue = queue
        self.enqueue_ops = enqueue_ops
        self.close_op = close_op
        self.cancel_op = cancel_op
        self.name = unknown("the name of a queue")

    def create_threads(self, sess, coord=None, daemon=False, start=False):
        return []


def add_queue_runner(qr, collection="queue_runners"):
    return None


def start_queue_runners(sess=None, coord=None, daemon=True, start=True, collection="queue_runners"):
    return []
