"""tf.summary: each summary is one op in a name scope of its (cleaned) name."""

import re

import tensorflow as tf
from _scope_lint import unknown
from _scope_lint import tensor as make_tensor

from .train.structures import flatten, missing


def _summary(name, family, collections, op_type):
    name = re.sub(r"[^-/\w\.]", "_", name).lstrip("/")
    scope_name = name if missing(family) else "%s/%s" % (family, name)
    with tf.name_scope(scope_name) as scope:
        made = make_tensor([], "string", scope, op_type)
    for key in ["summaries"] if missing(collections) else collections:
        tf.add_to_collection(key, made)
    return made


def scalar(name, tensor, collections=None, family=None):
    return _summary(name, family, collections, "ScalarSummary")


def histogram(name, values, collections=None, family=None):
    return _summary(name, family, collections, "HistogramSummary")


def image(name, tensor, max_outputs=3, collections=None, family=None):
    return _summary(name, family, collections, "ImageSummary")


def audio(name, tensor, sample_rate, max_outputs=3, collections=None, family=None):
    return _summary(name, family, collections, "AudioSummary")


def text(name, tensor, collections=None):
    return _summary(name, None, collections, "TensorSummaryV2")


def tensor_summary(
    name, tensor, summary_description=None, collections=None, summary_metadata=None, family=None, display_name=None
):
    return _summary(name, family, collections, "TensorSummaryV2")


def merge(inputs, collections=None, name=None):
    with tf.name_scope(name, "Merge", flatten(inputs)):
        made = make_tensor([], "string", "MergeSummary", "MergeSummary")
    for key in collections or []:
        tf.add_to_collection(key, made)
    return made


def merge_all(key="summaries", scope=None, name=None):
    found = tf.get_collection(key, scope)
    return merge(found, name=name) if found else None


def initialize(graph=None, session=None):
    pass


def get_summary_description(node_def):
    return unknown("a summary's description")


class FileWriter:
    def __init__(
        self,
        logdir,
        graph=None,
        max_queue=10,
        flush_secs=120,
        graph_def=None,
        filename_suffix=None,
        session=None,
    ):
        self._logdir = logdir

    def get_logdir(self):
        return self._logdir

    def add_summary(self, summary, global_step=None):
        pass

    def add_event(self, event):
        pass

    def add_graph(self, graph, global_step=None, graph_def=None):
        pass

    def add_meta_graph(self, meta_graph_def, global_step=None):
        pass

    def add_run_metadata(self, run_metadata, tag, global_step=None):
        pass

    def add_session_log(self, session_log, global_step=None):
        pass

    def flush(self):
        pass

    def close(self):
        pass

    def reopen(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return False


class FileWriterCache:
    @staticmethod
    def get(logdir):
        return FileWriter(logdir)

    @staticmethod
    def clear():
        pass
