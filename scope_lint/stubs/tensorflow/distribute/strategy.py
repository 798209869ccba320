"""Strategies, run on one replica."""

from _scope_lint import unknown


class ReduceOp:
    SUM = "SUM"
    MEAN = "MEAN"


class _Scope:
    def __init__(self, strategy):
        self._strategy = strategy

    def __enter__(self):
        return self._strategy

    def __exit__(self, kind, value, traceback):
        return False


class Strategy:
    num_replicas_in_sync = 1

    def __init__(self, *args, **kwargs):
        self.extended = self

    def scope(self):
        return _Scope(self)

    def run(self, fn, args=(), kwargs=None):
        return fn(*args, **(kwargs or {}))

    experimental_run_v2 = run
    call_for_each_replica = run
    call_for_each_tower = run

    def experimental_run(self, fn, input_iterator=None):
        return fn(input_iterator.get_next()) if input_iterator is not None else fn()

    def reduce(self, reduce_op, value, axis=None):
        return value

    def unwrap(self, value):
        return (value,)

    experimental_local_results = unwrap

    def group(self, value, name=None):
        return value

    def make_dataset_iterator(self, dataset):
        return dataset.make_initializable_iterator()

    def experimental_distribute_dataset(self, dataset):
        return dataset

    def make_input_fn_iterator(self, input_fn, replication_mode=None):
        return input_fn(unknown("an input context")).make_initializable_iterator()

    def configure(self, *args, **kwargs):
        pass


class MirroredStrategy(Strategy):
    pass


class OneDeviceStrategy(Strategy):
    pass


class _ReplicaContext:
    num_replicas_in_sync = 1
    replica_id_in_sync_group = 0

    def merge_call(self, merge_fn, args=(), kwargs=None):
        return merge_fn(get_strategy(), *args, **(kwargs or {}))

    def all_reduce(self, reduce_op, value):
        return value


def get_strategy():
    return Strategy()


def get_replica_context():
    return _ReplicaContext()


def has_strategy():
    return False


def in_cross_replica_context():
    return False
