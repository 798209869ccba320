"""gin-config: what it configures has its own defaults; bindings in files are not read."""

from _scope_lint import incomplete, unknown

REQUIRED = object()


def configurable(name_or_fn=None, module=None, allowlist=None, denylist=None, whitelist=None, blacklist=None, avoid_class_mutation=False):
    if callable(name_or_fn):
        return name_or_fn
    return lambda decorated: decorated


register = configurable


def external_configurable(fn_or_cls, name=None, module=None, allowlist=None, denylist=None, whitelist=None, blacklist=None):
    return fn_or_cls


def _ignored(*args, **kwargs):
    incomplete("bindings of gin are not followed: what they configure is taken at its defaults")


bind_parameter = parse_config = parse_config_file = parse_config_files_and_bindings = _ignored


def query_parameter(binding_key):
    return unknown("a parameter of gin")


def operative_config_str(max_line_length=80, continuation_indent=4):
    return unknown("gin's configuration")


config_str = operative_config_str


def constant(name, value):
    pass


def constants_from_enum(cls=None, module=None):
    return cls if cls is not None else lambda decorated: decorated


def finalize():
    pass


def clear_config(clear_constants=False):
    pass


def add_config_file_search_path(location_prefix):
    pass


class unlock_config:
    def __enter__(self):
        return None

    def __exit__(self, *exc):
        return False


class config_scope:
    def __init__(self, name_or_scope):
        self._name = name_or_scope

    def __enter__(self):
        return self._name

    def __exit__(self, *exc):
        return False
