"""Reading and finding checkpoints: what is in them is known only when the program runs."""

import os

import tensorflow as tf
from _scope_lint import known, known_items, settled, unknown

_saved_into = []


class CheckpointState:
    def __init__(self, model_checkpoint_path):
        self.model_checkpoint_path = model_checkpoint_path
        self.all_model_checkpoint_paths = [model_checkpoint_path]
        self.all_model_checkpoint_timestamps = []
        self.last_preserved_timestamp = 0.0


def note_saved(path):
    """A Saver has saved there: from now on that folder has a checkpoint."""
    if isinstance(path, str):
        _saved_into.append(os.path.dirname(path))


def _surely_has_one(directory, latest_filename):
    if latest_filename is not None or not isinstance(directory, str):
        return False
    for folder in known_items(_saved_into):
        here = ["."] if settled(folder) and folder == "" else []
        for written in here + [folder, folder + "/", "./" + folder]:
            same = directory == written
            if settled(same) and same:
                return True
    return False


def latest_checkpoint(checkpoint_dir, latest_filename=None):
    """A path in the directory, or None where there is no checkpoint yet."""
    if _surely_has_one(checkpoint_dir, latest_filename) or unknown("there is a checkpoint"):
        return _inside(checkpoint_dir)
    return None


def get_checkpoint_state(checkpoint_dir, latest_filename=None):
    if _surely_has_one(checkpoint_dir, latest_filename) or unknown("there is a checkpoint"):
        return CheckpointState(_inside(checkpoint_dir))
    return None


def _inside(directory):
    latest = unknown("the latest checkpoint")
    return "%s/%s" % (directory, latest) if isinstance(directory, str) else latest


def checkpoint_exists(checkpoint_prefix):
    return unknown("there is a checkpoint")


def checkpoints_iterator(checkpoint_dir, min_interval_secs=0, timeout=None, timeout_fn=None):
    return unknown("the checkpoints that come")


def load_checkpoint(ckpt_dir_or_file):
    return unknown("a checkpoint's content")


def load_variable(ckpt_dir_or_file, name):
    return unknown("a checkpoint's content")


def list_variables(ckpt_dir_or_file):
    return unknown("a checkpoint's content")


def NewCheckpointReader(filepattern):
    return unknown("a checkpoint's content")


def init_from_checkpoint(ckpt_dir_or_file, assignment_map):
    return None


def warm_start(
    ckpt_to_initialize_from, vars_to_warm_start=".*", var_name_to_vocab_info=None, var_name_to_prev_var_name=None
):
    return None


def write_graph(graph_or_graph_def, logdir, name, as_text=True):
    return "%s/%s" % (logdir, name)


def global_step(sess, global_step_tensor):
    return unknown("the global step")


class Checkpoint:
    """Object-based checkpoints: their keys are attribute paths, so no names of variables matter."""

    def __init__(self, **kwargs):
        for key in sorted(kwargs):
            setattr(self, key, kwargs[key])
        self.save_counter = None

    def save(self, file_prefix, session=None):
        return "%s-%s" % (file_prefix, unknown("the number of a checkpoint"))

    def write(self, file_prefix, session=None):
        return file_prefix

    def restore(self, save_path):
        return unknown("the status of a restored checkpoint")


class CheckpointManager:
    def __init__(self, checkpoint, directory, max_to_keep, keep_checkpoint_every_n_hours=None, checkpoint_name="ckpt"):
        self._checkpoint = checkpoint
        self._directory = directory

    @property
    def latest_checkpoint(self):
        return latest_checkpoint(self._directory)

    @property
    def checkpoints(self):
        return unknown("the checkpoints in a directory")

    def save(self, session=None, checkpoint_number=None):
        return self._checkpoint.save(_inside(self._directory), session)
