"""The half of record_fixtures.py that runs under a real TensorFlow 1.x (Python 3.5 and later): jobs as JSON on standard input.

TensorFlow is imported once; each script runs in a forked child, which watches the variable store, tf.Variable and the scopes and
writes its trace. Only graph mode is recorded.
"""

import json
import os
import sys
import traceback
import warnings
from types import FrameType
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
warnings.filterwarnings("ignore")
import tensorflow as tf  # type: ignore
from tensorflow.python.framework import ops  # type: ignore
from tensorflow.python.ops import variable_scope as vs  # type: ignore
from tensorflow.python.ops import variables
from tensorflow.python.platform import tf_logging  # type: ignore

try:
    from tensorflow.python.ops import resource_variable_ops as rvo
except ImportError:
    rvo = None


def place(frames: Any, root: str) -> "dict[str, Any]":
    """Path (relative to root) and line of the innermost of some frames that lies below root."""
    for path, line in frames:
        real = os.path.realpath(path)
        if real.startswith(root + os.sep):
            return {"path": os.path.relpath(real, root), "line": line}
    return {"path": None, "line": None}


def stack() -> Any:
    """Paths and lines of the running frames, innermost first."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        yield frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back


def eager() -> bool:
    return bool(getattr(tf, "executing_eagerly", lambda: False)())


class Watch:
    """Records what one script does."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.made: list[dict[str, Any]] = []
        self.steps: list[list[Any]] = []
        """Variables, ops, scopes and errors in one order (``# record: steps``)."""
        self.errors: list[dict[str, Any]] = []
        self.depth = 0
        self.asked: "dict[str, Any] | None" = None
        """Where the outermost get_variable that is running was called: a custom getter's variables stand there."""

    def error(self, error: BaseException) -> None:
        if not getattr(error, "_recorded", False):
            error._recorded = True  # type: ignore
            self.errors.append(dict(describe(error), **place(stack(), self.root)))
            self.step("error", type(error).__name__, str(error).split("\n")[0])

    def step(self, kind: str, *what: Any) -> None:
        self.steps.append([kind, *what, (self.asked or place(stack(), self.root))["line"]])

    def variable(self, api: str, name: str, status: str, variable: Any) -> None:
        try:
            shape = variable.get_shape().as_list()
        except ValueError:
            shape = None
        self.made.append(
            dict(api=api, name=name, status=status, shape=shape, dtype=variable.dtype.base_dtype.name, variable=variable,
                 **(self.asked or place(stack(), self.root)))
        )  # fmt: skip
        self.step("variable", name, status)

    def install(self) -> None:
        self.watch_store()
        for name, module in (("RefVariable", variables), ("Variable", variables), ("ResourceVariable", rvo)):
            cls = getattr(module, name, None)
            if cls is not None and "_init_from_args" in vars(cls):
                self.watch_class(cls)
        if isinstance(vs.variable_scope, type):
            self.watch_enter(vs.variable_scope)
        if isinstance(ops.name_scope, type):
            self.watch_enter(ops.name_scope)
        unconverted()

    def watch_steps(self) -> None:
        """Notes the ops outside variables, and the scopes that the script itself enters."""
        watch = self
        real = ops.Operation.__init__

        def init(op: Any, *args: Any, **kwargs: Any) -> None:
            real(op, *args, **kwargs)
            if not watch.depth:
                watch.step("op", op.name, op.type)

        ops.Operation.__init__ = init
        tf.variable_scope = self.noting_scope(tf.variable_scope)
        tf.name_scope = self.noting_scope(tf.name_scope)

    def noting_scope(self, real: Any) -> Any:
        """A scope function of a version (a class, or a generator's manager), as the script sees it."""
        watch = self

        class Noted:
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                self.manager = real(*args, **kwargs)

            def __enter__(self) -> Any:
                entered = self.manager.__enter__()
                if isinstance(entered, vs.VariableScope):
                    reuse = entered.reuse if isinstance(entered.reuse, bool) or entered.reuse is None else "AUTO_REUSE"
                    prefix = tf.get_default_graph()._name_stack
                    watch.step("variable_scope", entered.name, prefix + "/" if prefix else "", reuse or False)
                else:
                    watch.step("name_scope", entered)
                return entered

            def __exit__(self, *exception: Any) -> Any:
                return self.manager.__exit__(*exception)

        return Noted

    def watch_store(self) -> None:
        watch = self
        real = vs._VariableStore._get_single_variable
        outer = vs._VariableStore.get_variable

        def get_single_variable(store: Any, name: str, *args: Any, **kwargs: Any) -> Any:
            known = name in store._vars
            watch.depth += 1
            try:
                variable = real(store, name, *args, **kwargs)
            finally:
                watch.depth -= 1
            if not eager():
                watch.variable("get_variable", variable.op.name, "reused" if known else "created", variable)
            return variable

        def get_variable(store: Any, *args: Any, **kwargs: Any) -> Any:
            before, outermost = len(watch.made), watch.asked is None
            if outermost:
                watch.asked = place(stack(), watch.root)
            try:
                found = outer(store, *args, **kwargs)
            except (ValueError, TypeError) as error:
                watch.error(error)
                raise
            finally:
                if outermost:
                    watch.asked = None
            if len(watch.made) == before and isinstance(found, vars(variables).get("PartitionedVariable", ())):
                for part in found:  # shared as a whole, its parts were not asked for one by one
                    watch.variable("get_variable", part.op.name, "reused", part)
            return found

        vs._VariableStore._get_single_variable = get_single_variable
        vs._VariableStore.get_variable = get_variable

    def watch_class(self, cls: Any) -> None:
        watch = self
        real = cls._init_from_args

        def init(variable: Any, *args: Any, **kwargs: Any) -> None:
            watch.depth += 1
            try:
                real(variable, *args, **kwargs)
            finally:
                watch.depth -= 1
            if not watch.depth and not eager():
                watch.variable("Variable", variable.op.name, "created", variable)

        cls._init_from_args = init

    def watch_enter(self, cls: Any) -> None:
        watch = self
        real = cls.__enter__

        def enter(scope: Any) -> Any:
            try:
                return real(scope)
            except (ValueError, TypeError) as error:
                watch.error(error)
                raise

        cls.__enter__ = enter

    def rows(self, script: str) -> "list[list[Any]]":
        """The variables as the compact rows of a recording."""
        rows = []
        for made in self.made:
            variable = made.pop("variable")
            inside = collections_of(variable)
            trainable = "trainable_variables" in inside
            extra = sorted(inside - {"variables", "trainable_variables"})
            if "variables" not in inside and not extra:
                extra = ["-variables"]
            row = [made["name"], made["status"], made["shape"], made["dtype"], trainable, made["line"]]
            tail = [
                extra or None,
                None if made["path"] == script else made["path"],
                made["api"] if made["api"] == "Variable" else None,
            ]
            while tail and tail[-1] is None:
                tail.pop()
            rows.append(row + tail)
        return rows


def collections_of(variable: Any) -> "set[str]":
    """The collections of its graph that hold a variable."""
    graph = variable.graph
    return {
        str(key)
        for key in graph.get_all_collection_keys()
        if any(item is variable for item in graph.get_collection_ref(key))
    }


def unconverted() -> None:
    """Let a Layer's call run as it stands: AutoGraph would run a generated copy of it, whose frames lie in a temporary file."""
    try:
        from tensorflow.python.keras.engine import base_layer  # type: ignore
    except ImportError:
        return
    real = getattr(base_layer, "autograph", None)
    if not hasattr(real, "tf_convert"):
        return

    class Plain:
        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

        def tf_convert(self, function: Any, *args: Any, **kwargs: Any) -> Any:
            return function

    base_layer.autograph = Plain()


def describe(error: BaseException) -> "dict[str, Any]":
    return {"type": type(error).__name__, "message": str(error).split("\n")[0]}


def source_of(job: "dict[str, Any]") -> Any:
    """The text of a script; that of a Python 2 script with its print statements as calls, line by line."""
    with open(job["script"], "rb") as file:
        source = file.read()
    if job["python"] != ["2"]:
        return source
    from lib2to3.refactor import RefactoringTool  # type: ignore

    return str(RefactoringTool(["lib2to3.fixes.fix_print"]).refactor_string(source.decode() + "\n", job["script"]))


def run(job: "dict[str, Any]") -> None:
    """Run one script and write its trace."""
    script = os.path.relpath(job["script"], job["root"])
    watch = Watch(os.path.realpath(job["root"]))
    watch.install()
    if "steps" in job["record"]:
        watch.watch_steps()
    sys.argv = [job["script"]] + job["args"]
    sys.path.insert(0, os.path.dirname(job["script"]))
    os.chdir(os.path.dirname(job["script"]))
    module = {"__name__": "__main__", "__file__": job["script"], "__builtins__": __builtins__, "__package__": None}
    ended: dict[str, Any] | None = None
    try:
        code = compile(source_of(job), job["script"], "exec", 0, True)
        exec(code, module)  # noqa: S102
    except SystemExit:
        pass
    except BaseException as error:  # noqa: BLE001
        frames = [(entry[0], entry[1]) for entry in reversed(traceback.extract_tb(sys.exc_info()[2]))]
        ended = dict(describe(error), **place(frames, watch.root))
        ended["message"] = ended["message"].replace(watch.root + os.sep, "")
        if os.environ.get("RECORDER_TRACEBACK"):
            traceback.print_exc()
    for item in watch.errors + ([ended] if ended else []):
        if item["path"] == script:
            del item["path"]
    trace = {
        "script": script,
        "tf": tf.__version__,
        "variables": watch.rows(script),
        "errors": watch.errors,
        "exit": ended,
    }
    if watch.steps and "steps" in job["record"]:
        trace["steps"] = watch.steps
    with open(job["out"], "w") as out:
        json.dump(trace, out)


def main() -> None:
    tf_logging.set_verbosity(tf_logging.ERROR)
    sys.dont_write_bytecode = True
    for job in json.load(sys.stdin):
        child = os.fork()
        if not child:
            status = 1
            try:
                with open(os.devnull, "w") as null:
                    sys.stdout = null
                    run(job)
                status = 0
            except BaseException:  # noqa: BLE001
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(status)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
