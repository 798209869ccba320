"""argparse: a parser gives the defaults of its arguments; what a user types in is not known."""

SUPPRESS = "==SUPPRESS=="
REMAINDER = "..."
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"


class Namespace:
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __contains__(self, key):
        return hasattr(self, key)

    def _get_kwargs(self):
        return sorted(self.__dict__.items())

    def _get_args(self):
        return []


class HelpFormatter:
    pass


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass


class RawTextHelpFormatter(HelpFormatter):
    pass


class RawDescriptionHelpFormatter(HelpFormatter):
    pass


class Action:
    def __init__(self, option_strings=(), dest=None, **kwargs):
        self.option_strings = option_strings
        self.dest = dest


class ArgumentError(Exception):
    pass


class ArgumentTypeError(Exception):
    pass


class _Group:
    def __init__(self, parser):
        self._parser = parser

    def add_argument(self, *flags, **options):
        return self._parser.add_argument(*flags, **options)

    def add_mutually_exclusive_group(self, **kwargs):
        return self

    def add_argument_group(self, *args, **kwargs):
        return self

    def set_defaults(self, **kwargs):
        self._parser.set_defaults(**kwargs)


class FileType:
    def __init__(self, *args, **kwargs):
        pass


class ArgumentParser:
    def __init__(self, *args, **kwargs):
        self._arguments = []
        self._defaults = {}
        self._parents = kwargs.get("parents") or []
        self.prog = kwargs.get("prog")

    def add_argument(self, *flags, **options):
        self._arguments.append((flags, options))
        return Action(flags, options.get("dest"))

    def add_argument_group(self, *args, **kwargs):
        return _Group(self)

    def add_mutually_exclusive_group(self, **kwargs):
        return _Group(self)

    def add_subparsers(self, **kwargs):
        return _SubParsers(self, kwargs.get("dest"))

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)

    def register(self, *args):
        pass

    def get_default(self, dest):
        return getattr(self.parse_args([]), dest, None)

    def print_help(self, *args):
        pass

    def print_usage(self, *args):
        pass

    def error(self, message):
        raise SystemExit(2)

    def exit(self, status=0, message=None):
        raise SystemExit(status)

    def _values(self):
        values = {}
        for parent in self._parents:
            values.update(parent._values())
        for flags, options in self._arguments:
            dest = options.get("dest")
            if dest is None:
                longs = [f for f in flags if f.startswith("--")]
                dest = (longs[0] if longs else flags[0]).lstrip("-").replace("-", "_")
            action = options.get("action", "store")
            if action in ("help", "version"):
                continue
            if "default" in options:
                value = options["default"]
                kind = options.get("type")
                if isinstance(value, str) and kind is not None and value != SUPPRESS:
                    value = kind(value)
            elif action == "store_true":
                value = False
            elif action == "store_false":
                value = True
            elif action == "count":
                value = None
            elif not flags[0].startswith("-") or options.get("required"):
                value = _typed(dest)
            else:
                value = None
            if value != SUPPRESS:
                values.setdefault(dest, value)
        values.update(self._defaults)
        return values

    def parse_args(self, args=None, namespace=None):
        known, _ = self.parse_known_args(args, namespace)
        return known

    def parse_known_args(self, args=None, namespace=None):
        result = Namespace() if namespace is None else namespace
        values = self._values()
        if args is None:
            args = _arguments()
        for name in values:
            setattr(result, name, values[name])
        rest = self._take(args, result)
        return result, rest

    def _take(self, args, result):
        rest = []
        waiting = [(f, o) for f, o in self._arguments if not f[0].startswith("-")]
        items = list(args)
        i = 0
        while i < len(items):
            item = items[i]
            i += 1
            if not isinstance(item, str):
                rest.append(item)
                continue
            flag, equals, inline = item.partition("=")
            found = [(f, o) for f, o in self._arguments if flag in f]
            if not found:
                if item.startswith("-") or not waiting:
                    rest.append(item)
                else:
                    flags, options = waiting.pop(0)
                    setattr(result, options.get("dest") or flags[0], _converted(options, item))
                continue
            flags, options = found[0]
            dest = options.get("dest")
            if dest is None:
                longs = [f for f in flags if f.startswith("--")]
                dest = (longs[0] if longs else flags[0]).lstrip("-").replace("-", "_")
            action = options.get("action", "store")
            if action == "store_true":
                setattr(result, dest, True)
            elif action == "store_false":
                setattr(result, dest, False)
            elif action == "store_const":
                setattr(result, dest, options.get("const"))
            elif equals:
                setattr(result, dest, _converted(options, inline))
            elif options.get("nargs") in ("+", "*") or isinstance(options.get("nargs"), int):
                taken = []
                while i < len(items) and not (isinstance(items[i], str) and items[i].startswith("--")):
                    taken.append(_converted(options, items[i]))
                    i += 1
                setattr(result, dest, taken)
            elif i < len(items):
                setattr(result, dest, _converted(options, items[i]))
                i += 1
        return rest


class _SubParsers:
    def __init__(self, parser, dest):
        self._parser = parser
        if dest is not None:
            parser._defaults[dest] = _typed(dest)

    def add_parser(self, name, **kwargs):
        return ArgumentParser()


def _converted(options, text):
    kind = options.get("type")
    return kind(text) if kind is not None else text


def _typed(dest):
    from _scope_lint import unknown
    return unknown("the command line argument " + dest, dest)


def _arguments():
    import sys
    return sys.argv[1:]
