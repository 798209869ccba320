"""Hooks of monitored sessions: they run when the program runs; ``begin`` is called while the graph can still grow."""

import collections

from _scope_lint import unknown

SessionRunArgs = collections.namedtuple("SessionRunArgs", ["fetches", "feed_dict", "options"])
SessionRunArgs.__new__.__defaults__ = (None, None)
SessionRunValues = collections.namedtuple("SessionRunValues", ["results", "options", "run_metadata"])


class SessionRunContext:
    def __init__(self, original_args, session):
        self.original_args = original_args
        self.session = session
        self.stop_requested = False

    def request_stop(self):
        self.stop_requested = True


class SessionRunHook:
    def begin(self):
        pass

    def after_create_session(self, session, coord):
        pass

    def before_run(self, run_context):
        return None

    def after_run(self, run_context, run_values):
        pass

    def end(self, session):
        pass


class CheckpointSaverListener:
    def begin(self):
        pass

    def before_save(self, session, global_step_value):
        pass

    def after_save(self, session, global_step_value):
        pass

    def end(self, session, global_step_value):
        pass


class _Quiet(SessionRunHook):
    """A hook of TensorFlow's own: adds nothing to the graph."""

    def __init__(self, *args, **kwargs):
        pass


class CheckpointSaverHook(_Quiet):
    pass


class FeedFnHook(_Quiet):
    pass


class FinalOpsHook(_Quiet):
    @property
    def final_ops_values(self):
        return unknown("the final values")


class GlobalStepWaiterHook(_Quiet):
    pass


class LoggingTensorHook(_Quiet):
    pass


class NanTensorHook(_Quiet):
    pass


class ProfilerHook(_Quiet):
    pass


class StepCounterHook(_Quiet):
    pass


class StopAtStepHook(_Quiet):
    pass


class SummarySaverHook(_Quiet):
    pass


class SecondOrStepTimer:
    def __init__(self, every_secs=None, every_steps=None):
        pass

    def reset(self):
        pass

    def should_trigger_for_step(self, step):
        return unknown("it is time")

    def update_last_triggered_step(self, global_step):
        return unknown("the time since the last step"), unknown("the number of steps")

    def last_triggered_step(self):
        return unknown("the last step")


class NanLossDuringTrainingError(RuntimeError):
    pass
