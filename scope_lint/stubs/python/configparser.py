"""configparser: .ini and .cfg files below the import roots; of others every option is unknown."""

from _scope_lint import known, unknown
from _scope_lint_config import sections_of, text_of

DEFAULTSECT = "DEFAULT"
_TRUTH = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}


class Section:
    def __init__(self, parser, name):
        self._parser = parser
        self.name = name

    def __getitem__(self, option):
        return self._parser.get(self.name, option)

    def __contains__(self, option):
        return self._parser.has_option(self.name, option)

    def __iter__(self):
        return iter(self._parser.options(self.name))

    def keys(self):
        return self._parser.options(self.name)

    def items(self):
        return self._parser.items(self.name)

    def get(self, option, fallback=None):
        return self._parser.get(self.name, option, fallback=fallback)

    def getint(self, option, fallback=None):
        return self._parser.getint(self.name, option, fallback=fallback)

    def getfloat(self, option, fallback=None):
        return self._parser.getfloat(self.name, option, fallback=fallback)

    def getboolean(self, option, fallback=None):
        return self._parser.getboolean(self.name, option, fallback=fallback)


class RawConfigParser:
    _interpolates = False

    def __init__(self, defaults=None, *args, **options):
        self._sections = {}
        self._defaults = dict(defaults or {})
        self._complete = True

    def optionxform(self, option):
        return option.lower()

    def read(self, filenames, encoding=None):
        done = []
        for name in [filenames] if not isinstance(filenames, (list, tuple)) else filenames:
            text = text_of(name)
            if text is None:
                self._complete = False
            else:
                self.read_string(text)
                done.append(name)
        return done

    def read_file(self, f, source=None):
        self.read_string(f.read())

    readfp = read_file

    def read_string(self, text, source=None):
        found = sections_of(text)
        if found is None:
            self._complete = False
        else:
            self.read_dict(found)

    def read_dict(self, dictionary, source=None):
        for section in dictionary:
            table = self._defaults if section == DEFAULTSECT else self._sections.setdefault(section, {})
            for option in dictionary[section]:
                table[self.optionxform(option)] = dictionary[section][option]

    def sections(self):
        return list(self._sections) if self._complete else unknown("the sections of a file that is not known")

    def add_section(self, section):
        self._sections[section] = {}

    def has_section(self, section):
        return section in self._sections or (not self._complete and unknown("whether a file has a section"))

    def options(self, section):
        if section not in self._sections:
            return unknown("the options of a file that is not known")
        return list(self._sections[section]) + [k for k in self._defaults if k not in self._sections[section]]

    def has_option(self, section, option):
        option = self.optionxform(option)
        found = option in self._sections.get(section, {}) or option in self._defaults
        return found or (not self._complete and unknown("whether a file has an option"))

    def set(self, section, option, value=None):
        self._sections.setdefault(section, {})[self.optionxform(option)] = value

    def write(self, fp, space_around_delimiters=True):
        pass

    def get(self, section, option, raw=False, vars=None, fallback=None):
        option = self.optionxform(option)
        table = self._sections.get(section, {})
        if option in table:
            value = table[option]
        elif option in self._defaults:
            value = self._defaults[option]
        else:
            return fallback if fallback is not None and self._complete else unknown("an option of a file that is not known", option)
        if self._interpolates and not raw and isinstance(value, str) and known(value) and "%(" in value:
            first, *rest = value.split("%(")
            value = first
            for part in rest:
                name, _, after = part.partition(")s")
                value += self.get(section, name) + after
        return value

    def getint(self, section, option, fallback=None, **options):
        value = self.get(section, option, fallback=fallback)
        return int(value)

    def getfloat(self, section, option, fallback=None, **options):
        value = self.get(section, option, fallback=fallback)
        return float(value)

    def getboolean(self, section, option, fallback=None, **options):
        value = self.get(section, option, fallback=fallback)
        if not known(value):
            return value
        return value if isinstance(value, bool) else _TRUTH.get(value.lower(), False)

    def items(self, section, *args, **options):
        names = self.options(section)
        return [(name, self.get(section, name)) for name in names] if known(names) else names

    def defaults(self):
        return self._defaults

    def __getitem__(self, section):
        return Section(self, section)

    def __contains__(self, section):
        return self.has_section(section)

    def __iter__(self):
        return iter([DEFAULTSECT] + list(self._sections))


class ConfigParser(RawConfigParser):
    _interpolates = True


class SafeConfigParser(ConfigParser):
    pass


class ExtendedInterpolation:
    pass


class BasicInterpolation:
    pass


class Error(Exception):
    pass


class NoSectionError(Error):
    pass


class NoOptionError(Error):
    pass
