"""absl.logging: writes, and changes nothing."""

from _scope_lint import unknown

FATAL = -3
ERROR = -2
WARNING = -1
WARN = -1
INFO = 0
DEBUG = 1


def log(level, msg, *args, **kwargs):
    pass


def debug(msg, *args, **kwargs):
    pass


def info(msg, *args, **kwargs):
    pass


def warning(msg, *args, **kwargs):
    pass


warn = warning


def error(msg, *args, **kwargs):
    pass


def exception(msg, *args, **kwargs):
    pass


def fatal(msg, *args, **kwargs):
    raise SystemExit(msg)


def vlog(level, msg, *args, **kwargs):
    pass


def log_first_n(level, msg, n, *args):
    pass


def log_every_n(level, msg, n, *args):
    pass


def log_if(level, msg, condition, *args):
    pass


def set_verbosity(v):
    pass


def get_verbosity():
    return unknown("the verbosity")


def level_debug():
    return unknown("the verbosity")


def set_stderrthreshold(s):
    pass


def use_absl_handler():
    pass


def get_absl_handler():
    return unknown("a handler")


def flush():
    pass
