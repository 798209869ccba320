"""The half of record_bugs.py and mutate.py that runs under a real TensorFlow 1.x (Python 3.5 and later).

Jobs come as JSON on standard input, ``[{"id", "path", "source"?, "args"?, "seconds"?, "scratch"?}, …]``; TensorFlow is imported once and each script runs
in a forked child (with ``scratch`` in a copy of its folder, so that what it writes is gone afterwards). Standard output gets one line of JSON a job::

    {"id", "tf", "created": [name, …], "exit": null | {"type", "message", "asked", "frames": [[path, line, function], …]}}

``created`` holds the variables that the script made, over all its graphs; ``message`` is what the exception says in full; ``asked`` is the
name that the innermost failing get_variable was asked for; ``frames`` are those of the script's folder, innermost first. A script that did not
end in time has ``"exit": {"type": "timeout", …}``.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
import types

import tf_recorder
from tf_recorder import Watch, tf, vs

SECONDS = 120


def remember_what_was_asked() -> None:
    """Leave the requested name on the errors of the variable store: some messages do not tell it."""
    real = vs._VariableStore.get_variable

    def get_variable(store, name, *args, **kwargs):  # type: ignore
        try:
            return real(store, name, *args, **kwargs)
        except Exception as error:
            if not hasattr(error, "_asked"):
                error._asked = name  # type: ignore
            raise

    vs._VariableStore.get_variable = get_variable


def frames_of(root, shown):  # type: ignore
    """The frames of the exception in hand that lie below root, innermost first."""
    found = []
    for path, line, function, _ in reversed([tuple(entry) for entry in traceback.extract_tb(sys.exc_info()[2])]):
        if path == shown:
            found.append([os.path.basename(path), line, function])
        elif os.path.realpath(path).startswith(root + os.sep):
            found.append([os.path.relpath(os.path.realpath(path), root), line, function])
    return found


def run(job):  # type: ignore
    """Run one script in this process and tell what happened."""
    path = os.path.realpath(job["path"])
    root = os.path.dirname(path)
    if "copy" in job:
        root = os.path.join(os.path.realpath(job["copy"]), "copy")
        shutil.copytree(os.path.dirname(path), root, ignore=shutil.ignore_patterns("recorded", "__pycache__"))
        path = os.path.join(root, os.path.basename(path))
    watch = Watch(root)
    watch.install()
    remember_what_was_asked()
    sys.argv = [path] + job.get("args", [])
    sys.path.insert(0, root)
    os.chdir(root)
    source = job.get("source")
    if source is None:
        with open(path, "rb") as file:
            source = file.read()
    module = types.ModuleType("__main__")  # where tf.app.run looks for main
    module.__file__ = path
    sys.modules["__main__"] = module
    ended = None
    try:
        exec(compile(source, path, "exec", 0, True), module.__dict__)  # noqa: S102
    except SystemExit:
        pass
    except BaseException as error:  # noqa: BLE001
        ended = {
            "type": type(error).__name__,
            "message": str(error)[:6000],
            "asked": getattr(error, "_asked", None),
            "frames": frames_of(root, path),
        }
    created = [made["name"] for made in watch.made if made["status"] == "created"]
    return {"id": job["id"], "tf": tf.__version__, "created": created, "exit": ended}


def main() -> None:
    tf_recorder.tf_logging.set_verbosity(tf_recorder.tf_logging.ERROR)
    sys.dont_write_bytecode = True
    answers = os.fdopen(os.dup(1), "w")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    for job in json.load(sys.stdin):
        with tempfile.NamedTemporaryFile("r") as out, tempfile.TemporaryDirectory() as folder:
            if job.get("scratch"):
                job["copy"] = folder
            child = os.fork()
            if not child:
                try:
                    signal.alarm(job.get("seconds", SECONDS))
                    answer = run(job)
                    with open(out.name, "w") as file:
                        json.dump(answer, file)
                finally:
                    os._exit(0)
            os.waitpid(child, 0)
            text = out.read()
        timeout = {"id": job["id"], "tf": tf.__version__, "created": [], "exit": {"type": "timeout", "message": "", "asked": None, "frames": []}}
        answers.write((text or json.dumps(timeout)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
