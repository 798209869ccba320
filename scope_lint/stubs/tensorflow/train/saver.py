"""tf.train.Saver: the keys under which it keeps variables, and the meta graphs that a program writes and reads again."""

import tensorflow as tf
from _scope_lint import followed, incomplete, known, saver_event, surely_created, take_over, unknown, version

from .checkpoints import note_saved
from .structures import missing

_count = [0]
_exported = []
_VARIABLE_COLLECTIONS = ("variables", "trainable_variables")


class Saver:
    def __init__(
        self,
        var_list=None,
        reshape=False,
        sharded=False,
        max_to_keep=5,
        keep_checkpoint_every_n_hours=10000.0,
        name=None,
        restore_sequentially=False,
        saver_def=None,
        builder=None,
        defer_build=False,
        allow_empty=False,
        write_version=2,
        pad_step_number=False,
        save_relative_paths=False,
        filename=None,
    ):
        if known(defer_build) and defer_build and var_list:
            raise ValueError(
                "If `var_list` is provided then build cannot be deferred. Either set defer_build=False or var_list=None."
            )
        _count[0] += 1
        self._id = _count[0]
        self._var_list = var_list
        self._name = name
        self._allow_empty = allow_empty
        self._is_built = False
        self._is_empty = False
        self._names = []
        self._complete = True
        self.saver_def = saver_def
        self._last_checkpoints = []
        if not known(defer_build) or not defer_build:
            self.build()

    def build(self):
        if self._is_built:
            return
        self._is_built = True
        if not missing(self.saver_def):
            self._complete = False
            return
        variables = self._var_list
        if missing(variables):
            variables = tf.global_variables() + tf.get_collection("saveable_objects")
            self._var_list = variables
        if not known(variables):
            self._complete = False
            return
        if not variables:
            if self._allow_empty:
                self._is_empty = True
                return
            if followed():
                raise ValueError("No variables to save")
            self._complete = False
            return
        with tf.name_scope(self._name, "save"):
            self._names = checkpoint_names(variables)
            tf.no_op(name="restore_all")
        saver_event("create", self._id, self._names, self._complete, None)

    def _check_built(self):
        if not self._is_built:
            raise RuntimeError("`build()` should be called before save if defer_build==True")

    def save(
        self,
        sess,
        save_path,
        global_step=None,
        latest_filename=None,
        meta_graph_suffix="meta",
        write_meta_graph=True,
        write_state=True,
        strip_default_attrs=False,
        save_debug_info=False,
    ):
        self._check_built()
        path = save_path
        if not known(global_step) or global_step is not None:
            counted = known(global_step) and isinstance(global_step, int)
            path = "%s-%s" % (save_path, global_step if counted else unknown("the step of a checkpoint"))
        saver_event("save", self._id, self._names, self._complete, path)
        if not known(write_state) or write_state:
            note_saved(save_path)
        if not known(write_meta_graph) or write_meta_graph:
            self.export_meta_graph("%s.%s" % (path, meta_graph_suffix))
        self._last_checkpoints.append(path)
        return path

    def restore(self, sess, save_path):
        if self._is_empty:
            return
        saver_event("restore", self._id, self._names, self._complete, save_path)

    def export_meta_graph(self, filename=None, *args, **kwargs):
        return export_meta_graph(filename, saver_def=self)

    @property
    def last_checkpoints(self):
        return list(self._last_checkpoints)

    def set_last_checkpoints(self, last_checkpoints):
        self._last_checkpoints = list(last_checkpoints)

    def set_last_checkpoints_with_time(self, last_checkpoints_with_time):
        self._last_checkpoints = [path for path, time in last_checkpoints_with_time]

    def recover_last_checkpoints(self, checkpoint_paths):
        pass

    def as_saver_def(self):
        return unknown("a SaverDef")

    def to_proto(self, export_scope=None):
        return unknown("a SaverDef")

    @staticmethod
    def from_proto(saver_def, import_scope=None):
        return Saver(saver_def=saver_def)


def checkpoint_names(variables):
    """The keys of a checkpoint; a partitioned variable is one key."""
    names, created = [], set()
    if isinstance(variables, dict):
        kept = []
        for name in sorted(variables):
            if variables[name] in kept:
                raise ValueError("The same saveable will be restored with two names: %s" % name)
            kept.append(variables[name])
            names.append(name)
        return names
    if isinstance(variables, (tf.Variable, tf.Tensor, str)):
        raise TypeError("Variables to save should be passed in a dict or a list: %s" % variables)
    seen, doubled = [], []
    for variable in variables:
        if variable in seen and version < (1, 5):
            continue
        seen.append(variable)
        if not known(variable):
            names.append(unknown("a variable to save"))
            continue
        if isinstance(variable, tf.Tensor) and not isinstance(variable, tf.Variable):
            raise TypeError("Variable to save is not a Variable: %s" % variable)
        part = getattr(variable, "_save_slice_info", None)
        if part is not None:
            if part.full_name not in names:
                names.append(part.full_name)
            continue
        name = variable.op.name if hasattr(variable, "op") else variable.name
        if not surely_created(variable):
            names.append(name)
            continue
        if name in created:
            doubled.append(name)
        created.add(name)
        names.append(name)
    if doubled:
        raise ValueError("At least two variables have the same name: %s" % sorted(doubled)[0])
    return names


def export_meta_graph(
    filename=None,
    meta_info_def=None,
    graph_def=None,
    saver_def=None,
    collection_list=None,
    as_text=False,
    graph=None,
    export_scope=None,
    clear_devices=False,
    clear_extraneous_savers=False,
    strip_default_attrs=False,
    save_debug_info=False,
    **kwargs,
):
    if not missing(filename):
        held = [(key, tf.get_collection(key)) for key in _VARIABLE_COLLECTIONS]
        _exported.append((filename, held, saver_def, tf.get_default_graph()))
    return unknown("a MetaGraphDef")


def import_meta_graph(meta_graph_or_file, clear_devices=False, import_scope=None, **kwargs):
    """Imported variables come into the collections without being created: those that this program exported, by their names.

    Imported into the graph that they came from, they are there twice. What another file holds is not known.
    """
    if known(import_scope) and not import_scope:
        for filename, held, saver, graph in _exported:
            same = filename == meta_graph_or_file
            if known(same) and same:
                take_over(graph)
                for key, variables in held:
                    for variable in variables:
                        tf.add_to_collection(key, variable)
                return Saver(saver_def=saver)
    tf.import_graph_def(unknown("the meta graph"), name=import_scope or "")
    for key in _VARIABLE_COLLECTIONS:
        tf.add_to_collection(key, unknown("a variable of the meta graph"))
    incomplete("import_meta_graph adds what the file holds")
    return Saver(saver_def=unknown("a SaverDef"))
