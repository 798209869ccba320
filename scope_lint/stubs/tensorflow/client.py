"""Sessions: what a run gives is not known before the program runs, but its structure is that of the fetches."""

import tensorflow as tf
from _scope_lint import fetched, known, session_run, unknown

_sessions = []


class BaseSession:
    """Entering a session makes it and its graph the default."""

    def __init__(self, target="", graph=None, config=None):
        self.graph = graph if known(graph) and graph is not None else tf.get_default_graph()
        self.sess_str = target
        self.graph_def = unknown("a GraphDef")
        self._entered = []

    def run(self, fetches, feed_dict=None, options=None, run_metadata=None):
        session_run()
        if known(feed_dict) and feed_dict:
            for key in feed_dict:
                _look_up(self.graph, key, True)
        _look_up(self.graph, fetches)
        return _values(fetches)

    def partial_run_setup(self, fetches, feeds=None):
        return unknown("the handle of a partial run")

    def partial_run(self, handle, fetches, feed_dict=None):
        return _values(fetches)

    def make_callable(self, fetches, feed_list=None, accept_options=False):
        return lambda *args: _values(fetches)

    def list_devices(self):
        return unknown("the devices")

    def as_default(self):
        return _Default(self)

    def close(self):
        pass

    def __enter__(self):
        context = self.graph.as_default()
        context.__enter__()
        self._entered.append(context)
        _sessions.append(self)
        return self

    def __exit__(self, exec_type, exec_value, exec_tb):
        _sessions.pop()
        self._entered.pop().__exit__(None, None, None)
        return False


class _Default:
    """``sess.as_default()``: the session only, not its graph."""

    def __init__(self, session):
        self._session = session

    def __enter__(self):
        _sessions.append(self._session)
        return self._session

    def __exit__(self, exec_type, exec_value, exec_tb):
        _sessions.pop()
        return False


class Session(BaseSession):
    @staticmethod
    def reset(target, containers=None, config=None):
        pass


class InteractiveSession(BaseSession):
    """The default session from its construction until it is closed."""

    def __init__(self, target="", graph=None, config=None):
        super(InteractiveSession, self).__init__(target, graph, config)
        _sessions.append(self)
        if known(graph) and graph is not None:
            context = graph.as_default()
            context.__enter__()
            self._entered.append(context)

    def close(self):
        if self in _sessions:
            _sessions.remove(self)
        if self._entered:
            self._entered.pop().__exit__(None, None, None)


def get_default_session():
    return _sessions[-1] if _sessions else None


def _look_up(graph, fetches, feed=False):
    """Raises where a name stands for nothing."""
    if not known(fetches):
        return
    if isinstance(fetches, (str, tf.Tensor, tf.Operation, tf.Variable)):
        fetched(graph, fetches, feed)
    elif isinstance(fetches, dict):
        _look_up(graph, list(fetches.values()))
    elif isinstance(fetches, (list, tuple)) and not feed:
        for one in fetches:
            _look_up(graph, one)


def _values(fetches):
    if not known(fetches):
        return unknown("the result of a run")
    if isinstance(fetches, dict):
        return dict([(key, _values(fetches[key])) for key in fetches])
    if isinstance(fetches, (list, tuple)):
        values = [_values(fetch) for fetch in fetches]
        if hasattr(fetches, "_fields"):
            return type(fetches)(*values)
        return values if isinstance(fetches, list) else tuple(values)
    if isinstance(fetches, tf.Operation):
        return None
    return unknown("the result of a run")
