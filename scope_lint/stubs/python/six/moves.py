"""six.moves: the names of Python 3's modules and functions under one roof."""

import builtins  # noqa: F401
import configparser  # noqa: F401
import copyreg  # noqa: F401
import html  # noqa: F401
import http.client as http_client  # noqa: F401
import pickle as cPickle  # noqa: F401
import queue  # noqa: F401
import tkinter  # noqa: F401
import urllib  # noqa: F401
import urllib.error as urllib_error  # noqa: F401
import urllib.parse as urllib_parse  # noqa: F401
import urllib.request as urllib_request  # noqa: F401
from functools import reduce  # noqa: F401
from io import StringIO  # noqa: F401
from itertools import filterfalse, zip_longest  # noqa: F401

xrange = range
range = range
zip = zip
map = map
filter = filter
input = input
cStringIO = StringIO
UserDict = dict
UserList = list


def getcwd():
    import os
    return os.getcwd()


def reload_module(module):
    return module


def shlex_quote(text):
    return text
