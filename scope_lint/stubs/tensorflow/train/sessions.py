"""Supervisor, Scaffold and the monitored sessions: what they add to a graph is a Saver and initializers."""

import tensorflow as tf
from _scope_lint import unknown

from ..client import BaseSession
from .queue_runner import Coordinator
from .saver import Saver


def _default_saver():
    """The saver in the graph's collection, or a new one."""
    savers = tf.get_collection("savers")
    if savers:
        return savers[0]
    saver = Saver(sharded=True, allow_empty=True)
    tf.add_to_collection("savers", saver)
    return saver


def _kept(key, make):
    """The op in the graph's collection of that name, or a new one: what a second Supervisor or Scaffold of a graph finds."""
    found = tf.get_collection(key)
    if found:
        return found[0]
    made = make()
    if made is not None:
        tf.add_to_collection(key, made)
    return made


def _local_init_op():
    return tf.group(tf.local_variables_initializer(), tf.tables_initializer())


class Scaffold:
    def __init__(
        self,
        init_op=None,
        init_feed_dict=None,
        init_fn=None,
        ready_op=None,
        ready_for_local_init_op=None,
        local_init_op=None,
        summary_op=None,
        saver=None,
        copy_from_scaffold=None,
    ):
        self.init_op = init_op
        self.init_feed_dict = init_feed_dict
        self.init_fn = init_fn
        self.ready_op = ready_op
        self.ready_for_local_init_op = ready_for_local_init_op
        self.local_init_op = local_init_op
        self.summary_op = summary_op
        self.saver = saver

    def finalize(self):
        if self.init_op is None:
            self.init_op = _kept("init_op", lambda: tf.group(tf.global_variables_initializer()))
        if self.local_init_op is None:
            self.local_init_op = _kept("local_init_op", _local_init_op)
        if self.summary_op is None:
            self.summary_op = _kept("summary_op", tf.summary.merge_all)
        if self.saver is None:
            self.saver = _default_saver()
        self.saver.build()
        tf.get_default_graph().finalize()
        return self

    @staticmethod
    def default_local_init_op():
        return _local_init_op()

    @staticmethod
    def get_or_default(arg_name, collection_key, default_constructor):
        return _kept(collection_key, default_constructor)


class SessionCreator:
    def create_session(self):
        return tf.Session()


class ChiefSessionCreator(SessionCreator):
    def __init__(self, scaffold=None, master="", config=None, checkpoint_dir=None, checkpoint_filename_with_path=None):
        self._scaffold = scaffold or Scaffold()

    def create_session(self):
        self._scaffold.finalize()
        return tf.Session()


class WorkerSessionCreator(ChiefSessionCreator):
    def __init__(self, scaffold=None, master="", config=None, max_wait_secs=1800):
        self._scaffold = scaffold or Scaffold()


class MonitoredSession(BaseSession):
    """Finalizes its scaffold and calls ``begin`` of its hooks."""

    def __init__(self, session_creator=None, hooks=None, stop_grace_period_secs=120):
        super(MonitoredSession, self).__init__()
        self._has_run = False
        self._hooks = hooks or []
        for hook in self._hooks:
            hook.begin()
        creator = session_creator or ChiefSessionCreator()
        session = creator.create_session()
        for hook in self._hooks:
            hook.after_create_session(session, None)

    def _tf_sess(self):
        return self

    def should_stop(self):
        """Not before it has run."""
        return unknown("the session should stop") if self._has_run else False

    def run(self, fetches, feed_dict=None, options=None, run_metadata=None):
        result = super(MonitoredSession, self).run(fetches, feed_dict, options, run_metadata)
        self._has_run = True
        return result

    def run_step_fn(self, step_fn):
        return step_fn(unknown("the context of a step"))


class SingularMonitoredSession(MonitoredSession):
    def __init__(
        self,
        hooks=None,
        scaffold=None,
        master="",
        config=None,
        checkpoint_dir=None,
        stop_grace_period_secs=120,
        checkpoint_filename_with_path=None,
    ):
        creator = ChiefSessionCreator(scaffold=scaffold)
        super(SingularMonitoredSession, self).__init__(creator, hooks)

    def raw_session(self):
        return self


def MonitoredTrainingSession(
    master="",
    is_chief=True,
    checkpoint_dir=None,
    scaffold=None,
    hooks=None,
    chief_only_hooks=None,
    save_checkpoint_secs=600,
    save_summaries_steps=100,
    save_summaries_secs=None,
    config=None,
    stop_grace_period_secs=120,
    log_step_count_steps=100,
    max_wait_secs=7200,
    save_checkpoint_steps=None,
    summary_dir=None,
):
    all_hooks = list(chief_only_hooks or []) + list(hooks or [])
    return MonitoredSession(ChiefSessionCreator(scaffold=scaffold), all_hooks)


class SessionManager:
    def __init__(
        self,
        local_init_op=None,
        ready_op=None,
        ready_for_local_init_op=None,
        graph=None,
        recovery_wait_secs=30,
        local_init_run_options=None,
    ):
        self._graph = graph

    def prepare_session(self, *args, **kwargs):
        return tf.Session(graph=self._graph)

    def recover_session(self, *args, **kwargs):
        return tf.Session(graph=self._graph), unknown("the model was restored")

    def wait_for_session(self, *args, **kwargs):
        return tf.Session(graph=self._graph)


class Supervisor:
    USE_DEFAULT = 0

    def __init__(
        self,
        graph=None,
        ready_op=USE_DEFAULT,
        ready_for_local_init_op=USE_DEFAULT,
        is_chief=True,
        init_op=USE_DEFAULT,
        init_feed_dict=None,
        local_init_op=USE_DEFAULT,
        logdir=None,
        summary_op=USE_DEFAULT,
        saver=USE_DEFAULT,
        global_step=USE_DEFAULT,
        save_summaries_secs=120,
        save_model_secs=600,
        recovery_wait_secs=30,
        stop_grace_secs=120,
        checkpoint_basename="model.ckpt",
        session_manager=None,
        summary_writer=USE_DEFAULT,
        init_fn=None,
        local_init_run_options=None,
    ):
        self._graph = graph or tf.get_default_graph()
        self.coord = Coordinator()
        self.is_chief = is_chief
        self.init_feed_dict = init_feed_dict
        self.save_model_secs = save_model_secs
        self.save_summaries_secs = save_summaries_secs
        with self._graph.as_default():
            self.ready_op = _kept("ready_op", tf.report_uninitialized_variables) if _default(ready_op) else ready_op
            self.init_op = _kept("init_op", tf.global_variables_initializer) if _default(init_op) else init_op
            self.local_init_op = _kept("local_init_op", _local_init_op) if _default(local_init_op) else local_init_op
            if _default(saver):
                saver = _default_saver() if tf.global_variables() else None
            self.saver = saver
            self.summary_op = _kept("summary_op", tf.summary.merge_all) if _default(summary_op) else summary_op
            self.global_step = tf.train.get_global_step() if _default(global_step) else global_step
        self._graph.finalize()
        self.save_path = None if logdir is None else "%s/%s" % (logdir, checkpoint_basename)
        self.session_manager = session_manager or SessionManager(graph=self._graph)
        self.summary_writer = unknown("a summary writer") if _default(summary_writer) else summary_writer

    def prepare_or_wait_for_session(self, *args, **kwargs):
        return tf.Session(graph=self._graph)

    PrepareSession = prepare_or_wait_for_session

    def managed_session(self, master="", config=None, start_standard_services=True, close_summary_writer=True):
        return tf.Session(graph=self._graph)

    def should_stop(self):
        return self.coord.should_stop()

    ShouldStop = should_stop

    def request_stop(self, ex=None):
        self.coord.request_stop(ex)

    RequestStop = request_stop

    def stop(self, threads=None, close_summary_writer=True, ignore_live_threads=False):
        self.coord.request_stop()

    Stop = stop

    def stop_on_exception(self):
        return self.coord.stop_on_exception()

    StopOnException = stop_on_exception

    def wait_for_stop(self):
        self.coord.wait_for_stop()

    WaitForStop = wait_for_stop

    def start_queue_runners(self, sess, queue_runners=None):
        return []

    StartQueueRunners = start_queue_runners

    def start_standard_services(self, sess):
        return []

    StartStandardServices = start_standard_services

    def summary_computed(self, sess, summary, global_step=None):
        pass

    SummaryComputed = summary_computed

    def loop(self, timer_interval_secs, target, args=None, kwargs=None):
        return unknown("a thread")

    Loop = loop


def _default(value):
    return value is Supervisor.USE_DEFAULT or (isinstance(value, int) and value == Supervisor.USE_DEFAULT)


def basic_train_loop(supervisor, train_step_fn, args=None, kwargs=None, master=""):
    train_step_fn(supervisor.prepare_or_wait_for_session(master), *(args or ()), **(kwargs or {}))
