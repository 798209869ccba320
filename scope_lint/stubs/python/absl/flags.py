"""absl.flags: flags have their defaults, as where the program is run without arguments.

A flag whose default is None or empty is one that its user is expected to give: it may be given. A required flag is given. What
the command line says, where it is known, holds.
"""

from _scope_lint import incomplete, known, settled, unknown


class Error(Exception):
    pass


class DuplicateFlagError(Error):
    pass


class IllegalFlagValueError(Error):
    pass


class UnrecognizedFlagError(Error):
    pass


class UnparsedFlagAccessError(Error):
    pass


class ValidationError(Error):
    pass


class FlagNameConflictsWithMethodError(Error):
    pass


class Flag:
    """One flag."""

    def __init__(self, name, default, help, parse=None, is_list=False):
        self.name = name
        self.help = help
        self.parse = parse
        self.is_list = is_list
        self.default = self.read(default)
        self.value = self.default
        self.present = 0
        empty = isinstance(self.default, str) and self.default == ""
        self.may_be_given = self.default is None or (settled(empty) and empty)
        self.required = False

    def read(self, value):
        """A default or an argument as the flag's type has it."""
        if value is None or not known(value) or self.parse is None:
            return value
        return self.parse(value)

    def set(self, value):
        self.value = value
        self.present += 1
        self.may_be_given = False

    def current(self):
        if self.may_be_given:
            if self.required:
                self.set(unknown(f"--{self.name} is required", self.name))
            else:
                given = unknown(f"--{self.name} is given", self.name)
                self.value = unknown(f"what --{self.name} is", self.name) if given else self.default
                self.may_be_given = False
        return self.value

    def unparse(self):
        self.value = self.default
        self.present = 0

    def serialize(self):
        return f"--{self.name}={self.value}"


class FlagValues:
    """The flags that are defined; ``FLAGS.name`` is a value, ``FLAGS["name"]`` the flag itself."""

    def __init__(self):
        self.__dict__["_flags_of_program"] = {}
        self.__dict__["_parsed"] = False

    def __getattr__(self, name):
        flags = self.__dict__["_flags_of_program"]
        if name == "__flags":
            return dict([(key, flags[key].current()) for key in flags])
        if name == "__parsed":
            return self.__dict__["_parsed"]
        if name in flags:
            return flags[name].current()
        if name.startswith("__"):
            raise AttributeError(name)
        return unknown(f"the flag --{name} is not defined in the analysed code", name)

    def __setattr__(self, name, value):
        flags = self.__dict__["_flags_of_program"]
        if name in flags:
            flags[name].set(value)
        else:
            self.__dict__[name] = value

    def __delattr__(self, name):
        del self.__dict__["_flags_of_program"][name]

    def __getitem__(self, name):
        return self.__dict__["_flags_of_program"][name]

    def __setitem__(self, name, flag):
        self.__dict__["_flags_of_program"][name] = flag

    def __contains__(self, name):
        return name in self.__dict__["_flags_of_program"]

    def __iter__(self):
        return iter(self.__dict__["_flags_of_program"])

    def __len__(self):
        return len(self.__dict__["_flags_of_program"])

    def __dir__(self):
        return sorted(self.__dict__["_flags_of_program"])

    def __call__(self, argv, known_only=False):
        """Reads the arguments that are known; returns the others."""
        self.__dict__["_parsed"] = True
        if not known(argv):
            return argv
        rest = []
        arguments = list(argv)
        position = 0
        while position < len(arguments):
            argument = arguments[position]
            position += 1
            if position == 1 or not known(argument) or not argument.startswith("-"):
                rest.append(argument)
                continue
            name, separator, text = argument.lstrip("-").partition("=")
            flags = self.__dict__["_flags_of_program"]
            if name in flags:
                flag = flags[name]
                if not separator and flag.parse is _boolean:
                    text = "true"
                elif not separator and position < len(arguments):
                    text = arguments[position]
                    position += 1
                value = flag.read(text)
                if flag.is_list and flag.present:
                    value = list(flag.value) + value
                flag.set(value)
            elif name.startswith("no") and name[2:] in flags:
                flags[name[2:]].set(False)
            elif name in ("flagfile", "undefok"):  # absl's own; what a file of flags says is not read
                if not separator:
                    position += 1
                if name == "flagfile":
                    incomplete("the flags in a file (--flagfile) are not read")
            elif known_only:
                rest.append(argument)
            else:
                raise UnrecognizedFlagError(f"Unknown command line flag '{name}'")
        return rest

    def _parse_flags(self, args=None):
        self.__dict__["_parsed"] = True
        return []

    def is_parsed(self):
        return self.__dict__["_parsed"]

    def mark_as_parsed(self):
        self.__dict__["_parsed"] = True

    def unparse_flags(self):
        self.__dict__["_parsed"] = False

    def set_default(self, name, value):
        flag = self.__dict__["_flags_of_program"][name]
        flag.default = flag.read(value)
        flag.value = flag.default
        flag.may_be_given = flag.default is None or flag.default == ""

    def flag_values_dict(self):
        flags = self.__dict__["_flags_of_program"]
        return dict([(key, flags[key].current()) for key in flags])

    def get_flag_value(self, name, default):
        value = getattr(self, name)
        return default if value is None else value

    def flags_by_module_dict(self):
        return unknown("the flags of each module")

    def get_key_flags_for_module(self, module):
        flags = self.__dict__["_flags_of_program"]
        return [flags[key] for key in flags]

    def flags_into_string(self):
        return unknown("the flags as text")

    def append_flags_into_file(self, filename):
        pass

    def append_flag_values(self, flag_values):
        for name in flag_values:
            self[name] = flag_values[name]

    def remove_flag_values(self, flag_values):
        for name in flag_values:
            del self.__dict__["_flags_of_program"][name]

    def validate_all_flags(self):
        pass

    def get_help(self, prefix="", include_special_flags=True):
        return unknown("the help on flags")

    def main_module_help(self):
        return unknown("the help on flags")

    def module_help(self, module):
        return unknown("the help on flags")

    def read_flags_from_files(self, argv, force_gnu=True):
        return argv

    def set_gnu_getopt(self, gnu_getopt=True):
        pass


FLAGS = FlagValues()


def _define(arguments, options, parse, is_list=False):
    """(name, default, help), by position, by keyword, or by the keywords that TF had before 1.5."""
    names = ["name", "default", "help"]
    given = dict(zip(names, arguments))
    for name, older in [("name", "flag_name"), ("default", "default_value"), ("help", "docstring")]:
        if older in options:
            given[name] = options[older]
        elif name in options:
            given[name] = options[name]
    values = options.get("flag_values", None)
    values = FLAGS if values is None else values
    flag = Flag(given["name"], given.get("default", None), given.get("help", None), parse, is_list)
    if options.get("required", False):
        flag.required = True
    values[given["name"]] = flag
    return FlagHolder(values, flag)


class FlagHolder:
    def __init__(self, flag_values, flag):
        self._flag_values = flag_values
        self._flag = flag
        self.name = flag.name
        self.default = flag.default

    @property
    def value(self):
        return self._flag.current()

    @property
    def present(self):
        return bool(self._flag.present)


def _boolean(value):
    if isinstance(value, str):
        return value.lower() in ("true", "t", "1", "yes", "y")
    return bool(value)


def _items(value):
    if isinstance(value, str):
        return [item.strip() for item in value.split(",")] if value else []
    return list(value)


def _words(value):
    return value.split() if isinstance(value, str) else list(value)


class _Each:
    """The parser of a flag that may be given several times."""

    def __init__(self, parse):
        self.parse = parse

    def __call__(self, value):
        if isinstance(value, (list, tuple)):
            return [self.parse(item) for item in value]
        return [self.parse(value)]


def DEFINE_string(*args, **kwargs):
    return _define(args, kwargs, str)


def DEFINE_integer(*args, **kwargs):
    return _define(args, kwargs, int)


def DEFINE_float(*args, **kwargs):
    return _define(args, kwargs, float)


def DEFINE_boolean(*args, **kwargs):
    return _define(args, kwargs, _boolean)


DEFINE_bool = DEFINE_boolean


def DEFINE_list(*args, **kwargs):
    return _define(args, kwargs, _items)


def DEFINE_spaceseplist(*args, **kwargs):
    return _define(args, kwargs, _words)


def DEFINE_multi_string(*args, **kwargs):
    return _define(args, kwargs, _Each(str), True)


def DEFINE_multi_integer(*args, **kwargs):
    return _define(args, kwargs, _Each(int), True)


def DEFINE_multi_float(*args, **kwargs):
    return _define(args, kwargs, _Each(float), True)


DEFINE_multistring = DEFINE_multi_string
DEFINE_multi_int = DEFINE_multi_integer


def DEFINE_enum(name, default, enum_values, help, flag_values=FLAGS, **kwargs):
    return _define((name, default, help), dict(kwargs, flag_values=flag_values), None)


def DEFINE_multi_enum(name, default, enum_values, help, flag_values=FLAGS, **kwargs):
    return _define((name, default, help), dict(kwargs, flag_values=flag_values), _Each(str), True)


def DEFINE_enum_class(name, default, enum_class, help, flag_values=FLAGS, **kwargs):
    return _define((name, default, help), dict(kwargs, flag_values=flag_values), None)


def DEFINE_alias(name, original_name, flag_values=FLAGS, module_name=None):
    flag_values[name] = flag_values[original_name]


def DEFINE(parser, name, default, help, flag_values=FLAGS, serializer=None, **kwargs):
    return _define((name, default, help), dict(kwargs, flag_values=flag_values), None)


def DEFINE_flag(flag, flag_values=FLAGS, module_name=None):
    flag_values[flag.name] = flag
    return FlagHolder(flag_values, flag)


def DEFINE_alias_flag(name, original_name):
    return DEFINE_alias(name, original_name)


def mark_flag_as_required(flag_name, flag_values=FLAGS):
    if known(flag_name) and flag_name in flag_values:
        flag_values[flag_name].required = True


def mark_flags_as_required(flag_names, flag_values=FLAGS):
    for name in flag_names:
        mark_flag_as_required(name, flag_values)


def mark_flags_as_mutual_exclusive(flag_names, required=False, flag_values=FLAGS):
    pass


def mark_bool_flags_as_mutual_exclusive(flag_names, required=False, flag_values=FLAGS):
    pass


def register_validator(flag_name, checker, message="Flag validation failed", flag_values=FLAGS):
    pass


def register_multi_flags_validator(flag_names, multi_flags_checker, message="", flag_values=FLAGS):
    pass


def validator(flag_name, message="Flag validation failed", flag_values=FLAGS):
    return lambda function: function


def multi_flags_validator(flag_names, message="", flag_values=FLAGS):
    return lambda function: function


def declare_key_flag(flag_name, flag_values=FLAGS):
    pass


def adopt_module_key_flags(module, flag_values=FLAGS):
    pass


def disclaim_key_flags():
    pass


def get_help_width():
    return 80


def text_wrap(text, length=None, indent="", firstline_indent=None):
    return text


def flag_dict_to_args(flag_map):
    return unknown("flags as arguments")
