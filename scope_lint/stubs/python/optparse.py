"""optparse: a program run without arguments has its options' defaults."""

from _scope_lint import unknown


class Values:
    def __init__(self, defaults=None):
        for name in defaults or {}:
            setattr(self, name, defaults[name])

    def ensure_value(self, attr, value):
        if getattr(self, attr, None) is None:
            setattr(self, attr, value)
        return getattr(self, attr)


class Option:
    def __init__(self, *names, **options):
        self.names = names
        self.options = options


class OptionGroup:
    def __init__(self, parser, title="", description=None):
        self._parser = parser

    def add_option(self, *names, **options):
        return self._parser.add_option(*names, **options)


class OptionParser:
    def __init__(self, usage=None, option_list=None, *args, **options):
        self.defaults = {}
        for option in option_list or []:
            self.add_option(option)

    def add_option(self, *names, **options):
        if len(names) == 1 and isinstance(names[0], Option):
            names, options = names[0].names, names[0].options
        long_names = [n for n in names if n.startswith("--")]
        dest = options.get("dest") or (long_names or list(names))[0].lstrip("-").replace("-", "_")
        action = options.get("action", "store")
        if action in ("help", "version"):
            return
        default = options.get("default")
        kind = options.get("type")
        if isinstance(default, str) and kind in ("int", "float", int, float):
            default = int(default) if kind in ("int", int) else float(default)
        if "default" in options or dest not in self.defaults:
            self.defaults[dest] = default

    def add_options(self, option_list):
        for option in option_list:
            self.add_option(option)

    def add_option_group(self, *args, **options):
        return args[0] if args and isinstance(args[0], OptionGroup) else OptionGroup(self)

    def set_defaults(self, **defaults):
        self.defaults.update(defaults)

    def set_usage(self, usage):
        pass

    def parse_args(self, args=None, values=None):
        return Values(self.defaults), unknown("what is given on the command line", "args")

    def print_help(self, file=None):
        pass

    def error(self, msg):
        raise SystemExit(2)


def make_option(*names, **options):
    return Option(*names, **options)
