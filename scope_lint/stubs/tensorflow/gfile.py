"""tf.gfile: files that belong to the analysed code can be read; whether others exist is not known."""

from _scope_lint import known, unknown


class GFile:
    def __init__(self, name, mode="r"):
        self.name = name
        self.mode = mode
        self._file = None

    def _opened(self):
        """The file, for reading; what is written goes nowhere."""
        if self._file is None:
            if known(self.mode) and self.mode in ("r", "rb"):
                self._file = open(self.name)
            else:
                self._file = unknown("a file that is written")
        return self._file

    def read(self, n=-1):
        return self._opened().read()

    def readline(self):
        return self._opened().readline()

    def readlines(self):
        return self._opened().readlines()

    def __iter__(self):
        return iter(self._opened())

    def write(self, file_content):
        pass

    def seek(self, offset=None, whence=0, position=None):
        self._file = None

    def tell(self):
        return unknown("a position in a file")

    def size(self):
        return unknown("the size of a file")

    def seekable(self):
        return True

    def flush(self):
        pass

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return False


class FastGFile(GFile):
    pass


Open = GFile


def Exists(filename):
    return unknown("a file exists")


def IsDirectory(dirname):
    return unknown("a folder exists")


def Glob(filename):
    return unknown("the files that match a pattern")


def ListDirectory(dirname):
    return unknown("the files of a folder")


def Walk(top, in_order=True):
    return unknown("the files of a folder")


def Stat(filename):
    return unknown("the state of a file")


def MakeDirs(dirname):
    pass


def MkDir(dirname):
    pass


def Remove(filename):
    pass


def DeleteRecursively(dirname):
    pass


def Copy(oldpath, newpath, overwrite=False):
    pass


def Rename(oldname, newname, overwrite=False):
    pass
