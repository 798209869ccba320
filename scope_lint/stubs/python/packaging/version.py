"""packaging.version: release numbers, compared in order."""

import re


class Version:
    def __init__(self, version):
        self.version = version
        self.release = tuple([int(part) for part in re.findall(r"\d+", version.split("-")[0].split("rc")[0])])
        self.major = self.release[0] if self.release else 0
        self.minor = self.release[1] if len(self.release) > 1 else 0
        self.base_version = ".".join([str(part) for part in self.release])

    def _key(self, other):
        theirs = other.release if isinstance(other, Version) else Version(other).release
        size = max(len(self.release), len(theirs))
        return self.release + (0,) * (size - len(self.release)), theirs + (0,) * (size - len(theirs))

    def __lt__(self, other):
        mine, theirs = self._key(other)
        return mine < theirs

    def __le__(self, other):
        mine, theirs = self._key(other)
        return mine <= theirs

    def __gt__(self, other):
        mine, theirs = self._key(other)
        return mine > theirs

    def __ge__(self, other):
        mine, theirs = self._key(other)
        return mine >= theirs

    def __eq__(self, other):
        mine, theirs = self._key(other)
        return mine == theirs

    def __ne__(self, other):
        return not self == other

    def __str__(self):
        return self.version


LegacyVersion = Version


def parse(version):
    return Version(version)
