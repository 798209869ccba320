"""Programs that only compute: the interpreter must come to what Python itself comes to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.stdlib.interpreted import values

PROGRAMS = {
    "names of the file system": """
import os
import os.path as p
names = [p.curdir, p.pardir, p.sep, p.extsep, p.altsep, p.pathsep, p.devnull, p.abspath(p.join("/a", p.pardir, "b"))]
plain = [p.normcase("A/b"), p.splitdrive("/a/b"), hasattr(p, "getmtime")]
del os, p
""",
    "attributes that are looked up": """
from collections import OrderedDict
class Settings(OrderedDict):
    def __init__(self, *args):
        super(Settings, self).__init__(*args)
        self._ready = True
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)
    def __setattr__(self, name, value):
        if hasattr(self, "_ready"):
            self[name] = value
        else:
            super(Settings, self).__setattr__(name, value)
s = Settings([("a", 1)])
s.c = 5
a = [s.a, s["c"], len(s), hasattr(s, "b"), getattr(s, "z", 7), s._ready]
del Settings, s, OrderedDict
""",
    "what methods that change something give": """
import collections
a, b, c, d = [3, 1], {"a": 1}, {1}, collections.deque([1])
e = [a.append(1), a.extend([2]), a.insert(0, 1), a.remove(1), a.sort(), a.reverse(), b.update(b=2), c.add(2), c.update([3]), c.discard(1)]
f = [d.append(1), d.appendleft(2), d.extend([3]), d.rotate(1), a.clear(), b.clear(), c.clear(), d.clear()]
g = a
g += (4, 5)
h = a.__iadd__([6]) is g
del c, d, collections
""",
    "sets in place": """
a = {1, 2, 3, 4}
a.difference_update([1], {2})
a.symmetric_difference_update({4, 5})
b = a.isdisjoint({9}), a.isdisjoint({5})
c = a.copy()
c.intersection_update({3})
d = set(c)
c.clear()
""",
    "enumerations": """
import enum
from enum import Enum, IntEnum
R = IntEnum("R", ("NONE", "CROP", "PAD"))
made = [int(R.CROP), R.PAD == 3, R.NONE.name, R.NONE < R.CROP, R.CROP + 1, "%d" % R.PAD, [10, 20, 30][R.CROP], isinstance(R.PAD, int)]
C = Enum("C", "RED GREEN")
pairs = [(c.name, c.value) for c in C]
more = [C["GREEN"].value, C(1).name, str(C.RED), Enum("M", [("A", 5), ("B", 6)]).B.value]
class Mode(Enum):
    TRAIN = "train"
    EVAL = "eval"
    def scope(self):
        return self.value + "_scope"
modes = [Mode.TRAIN.scope(), Mode.EVAL in Mode, len(Mode), sorted(Mode.__members__), isinstance(Mode.TRAIN, Mode), Mode.EVAL is Mode("eval")]
by_mode = {Mode.TRAIN: 3, Mode.EVAL: 4}[Mode("eval")]
missing = []
for ask in (lambda: Mode("none"), lambda: Mode["none"]):
    try:
        ask()
    except (ValueError, KeyError):
        missing.append(1)
class Kind(str, Enum):
    A = "a"
    B = "b"
texts = [Kind.A.value, Kind.A == "a", Kind.B.upper(), "x".join([Kind.A, Kind.B]), {"a": 7}.get(Kind.A)]
class Level(IntEnum):
    LOW = 2
    HIGH = enum.auto()
levels = [sum(range(Level.LOW)), Level.HIGH.value, [level.name for level in Level]]
class Plain(type):
    def __iter__(cls):
        return iter(cls.items)
    def __len__(cls):
        return 5
    def __getitem__(cls, i):
        return cls.items[i]
    def __contains__(cls, x):
        return x == 9
class Listed(metaclass=Plain):
    items = ["p", "q"]
protocol = [list(Listed), len(Listed), Listed[1], 9 in Listed, 8 in Listed]
del enum, Enum, IntEnum, R, C, Mode, Kind, Level, Plain, Listed, ask
""",
    "abstract collections": """
from collections import abc
class Chain(abc.MutableMapping):
    def __init__(self):
        self._m = {}
    def __getitem__(self, k):
        return self._m[k]
    def __setitem__(self, k, v):
        self._m[k] = v
    def __delitem__(self, k):
        del self._m[k]
    def __iter__(self):
        return iter(self._m)
    def __len__(self):
        return len(self._m)
d = Chain()
d.update({"a": 1}, b=2)
d.update([("c", 3)])
items = list(d.items())
asked = [d.get("zz", 5), "a" in d, "q" in d, list(d), d.setdefault("e", 7), d.pop("e"), len(d), d.pop("no", None)]
kinds = [isinstance(d, abc.Mapping), isinstance({}, abc.Mapping), isinstance({}, Chain), isinstance([], abc.Sequence), d == {"a": 1, "b": 2, "c": 3}]
unpacked = dict(**d)
class Seq(abc.Sequence):
    def __getitem__(self, i):
        return [1, 2, 3][i]
    def __len__(self):
        return 3
seq = [list(Seq()), 2 in Seq(), Seq().index(3), Seq().count(1), list(reversed(Seq()))]
class Bag(abc.MutableSet):
    def __init__(self, values=()):
        self._s = list(values)
    def __contains__(self, x):
        return x in self._s
    def __iter__(self):
        return iter(self._s)
    def __len__(self):
        return len(self._s)
    def add(self, x):
        if x not in self._s:
            self._s.append(x)
    def discard(self, x):
        self._s = [y for y in self._s if y != x]
bag = Bag([1, 2])
bag.remove(1)
bag |= [5]
bags = [sorted(bag), sorted(bag | [7]), sorted(bag & [5]), bag.isdisjoint([9])]
del abc, Chain, d, Seq, Bag, bag
""",
    "named tuples": """
from collections import namedtuple
from typing import NamedTuple
P = namedtuple("P", "a b c", defaults=[3])
p = tuple(P(1, 2))
q = tuple(P(1, b=5)._replace(a=7))
class N(NamedTuple):
    x: int
    y: int = 4
    def total(self):
        return self.x + self.y
n = tuple(N(1))
total = N(1, y=2).total()
fields = N._fields
a, b = N(8)
F = NamedTuple("F", [("u", int), ("w", str)])
f = F(1, "z").w
del P, N, F, namedtuple, NamedTuple
""",
    "dataclasses": """
from dataclasses import dataclass, field, asdict, replace
@dataclass
class A:
    n: int
    m: int = 4
    xs: list = field(default_factory=list)
    def __post_init__(self):
        self.total = self.n + self.m
@dataclass
class B(A):
    k: str = "k"
a = A(1)
a.xs.append(3)
r = [a.n, a.m, a.xs, a.total, A(2, m=9).m, A(5).xs, A.m]
b = B(1, 2, [3], "z")
s = [b.n, b.m, b.xs, b.k, b.total]
d = asdict(A(1, 2, [3]))
e = replace(A(1), m=8).m
same = A(1) == A(1)
other = A(1) == A(2)
del A, B, a, b, dataclass, field, asdict, replace
""",
    "counters and deques": """
from collections import Counter, OrderedDict, defaultdict, deque, ChainMap
c = Counter("abracadabra")
top = c.most_common(2)
c.update("aaa")
n = c["a"]
none = c["zz"]
elements = sorted(Counter(a=2, b=1).elements())
d = deque(range(5), maxlen=3)
d.append(9)
d.appendleft(7)
items = list(d)
d.rotate(1)
rotated = list(d)
left = d.popleft()
o = OrderedDict([("x", 1), ("y", 2)])
o.move_to_end("x")
keys = list(o)
l = defaultdict(list)
l["k"].append(1)
got = l["k"]
chained = dict(ChainMap({"a": 1}, {"a": 2, "b": 3}))
c = dict(c)
del Counter, OrderedDict, defaultdict, deque, ChainMap, d, o, l
""",
    "itertools": """
import itertools as it
a = list(it.islice(it.count(3), 2, 6, 2))
b = [(k, list(g)) for k, g in it.groupby([1, 1, 2, 3, 3])]
c = [(k, list(g)) for k, g in it.groupby(["a", "b", "cc"], key=len)]
d = list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1]))
e = list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1]))
f = list(it.accumulate([1, 2, 3]))
g = list(it.accumulate([1, 2, 3], lambda x, y: x * y))
h = list(it.compress("abc", [1, 0, 1]))
i = [list(x) for x in it.tee([1, 2])]
j = list(it.chain.from_iterable([[1], [2, 3]]))
k = list(it.product([1, 2], repeat=2))
l = list(it.zip_longest([1, 2], [3], fillvalue=0))
def squares():
    n = 0
    while True:
        yield n * n
        n += 1
m = list(it.islice(squares(), 4))
n = list(it.starmap(pow, [(2, 3), (3, 2)]))
o = list(it.combinations_with_replacement([1, 2], 2))
del it, squares
""",
    "functools and operator": """
import functools, operator
a = functools.reduce(operator.mul, [2, 3, 4], 1)
@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
b = fib(20)
@functools.singledispatch
def kind(x):
    return "other"
@kind.register(int)
def _int(x):
    return "int"
c = [kind(1), kind("s")]
d = operator.itemgetter(1)([3, 4])
e = operator.itemgetter(1, 0)([3, 4])
f = operator.methodcaller("upper")("x")
class K:
    def two(self, a, b):
        return (a, b)
    one = functools.partialmethod(two, 1)
g = K().one(2)
h = operator.and_(6, 3)
i = operator.not_(0)
del functools, operator, fib, kind, _int, K
""",
    "text": """
import re, string, textwrap, math, struct, base64, unicodedata, shlex
a = re.sub(r"(\\d+)", lambda m: str(int(m.group(1)) * 2), "a1b22")
b = textwrap.dedent("  x\\n   y")
c = struct.calcsize("if")
d = base64.b64encode(b"abc")
e = shlex.split("a 'b c'")
f = string.ascii_lowercase[:3]
g = math.ceil(7 / 2), math.floor(-0.5), math.sqrt(16)
h = unicodedata.normalize("NFD", "e")
del re, string, textwrap, math, struct, base64, unicodedata, shlex
""",
    "optparse": """
from optparse import OptionParser, make_option
p = OptionParser(usage="x", option_list=[make_option("--first", type="int", default=3)])
p.add_option("-n", "--num-units", dest="units", type="int", default=128, help="h")
p.add_option("--learning-rate", type="float", default="0.5")
p.add_option("-v", action="store_true", default=False)
p.add_option("--name")
options, args = p.parse_args([])
a = [options.first, options.units, options.learning_rate, options.v, options.name]
del OptionParser, make_option, p, options, args
""",
    "weak references": """
import weakref
class K:
    pass
k = K()
d = weakref.WeakKeyDictionary()
d[k] = 3
a = d[k]
b = weakref.ref(k)() is k
del weakref, K, k, d
""",
    "threads": """
import threading
found = []
def work(n, extra=0):
    found.append(n + extra)
class T(threading.Thread):
    def __init__(self, n):
        threading.Thread.__init__(self)
        self.n = n
    def run(self):
        found.append(self.n)
threads = [threading.Thread(target=work, args=(1,), kwargs={"extra": 2}), T(9)]
for t in threads:
    t.daemon = True
    t.start()
    t.join()
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as pool:
    results = list(pool.map(lambda x: x * 2, [1, 2, 3]))
    one = pool.submit(pow, 2, 3).result()
del threading, work, T, threads, t, ThreadPoolExecutor, pool
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_like_python(name: str) -> None:
    expected: dict[str, Any] = {"__name__": "builtins"}  # a module that is there: dataclasses looks it up
    exec(compile(PROGRAMS[name], "script.py", "exec"), expected)
    wanted = {k: plain(x) for k, x in expected.items() if not k.startswith("__")}
    assert values(PROGRAMS[name]) == wanted


def plain(value: Any) -> Any:
    """Subclasses of lists and dicts as such."""
    if isinstance(value, dict):
        return {k: plain(x) for k, x in value.items()}
    return [plain(x) for x in value] if isinstance(value, list) else value


INI = """
[DEFAULT]
Root = /data
[model]
units = 128
rate = 0.5
bias = yes
name = net_%(units)s
path = %(Root)s/model
layers = 3
    4
[empty]
"""

CONFIG = """
import configparser
c = configparser.ConfigParser()
c.read("model.ini")
a = c.getint("model", "units")
b = c.getfloat("model", "rate")
d = c.getboolean("model", "bias")
e = c.get("model", "name")
f = c["model"]["path"]
g = c.sections()
h = c.get("model", "layers")
i = c.has_option("model", "nothing"), c.has_section("empty")
j = sorted(c.items("model"))
k = c.get("model", "nothing", fallback="x")
l = c["model"].getint("units")
m = "model" in c
del configparser, c
"""


def test_config_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.ini").write_text(INI)
    monkeypatch.chdir(tmp_path)
    expected: dict[str, Any] = {}
    exec(CONFIG, expected)
    assert values(CONFIG, tmp_path) == {k: x for k, x in expected.items() if not k.startswith("__")}


CSV = """
import csv, io, codecs, glob, json
with open("d.csv") as f:
    rows = list(csv.reader(f))
with codecs.open("d.csv", "r", "utf-8") as f:
    dicts = [dict(r) for r in csv.DictReader(f)]
with io.open("d.json", encoding="utf-8") as f:
    data = json.load(f)
found = sorted(glob.glob("*.csv"))
del csv, io, codecs, glob, json, f
"""


def test_data_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d.csv").write_text("a,b\n1,\"x, y\"\n2,z\n")
    (tmp_path / "d.json").write_text('{"units": [1, 2], "deep": {"x": null}}')
    monkeypatch.chdir(tmp_path)
    expected: dict[str, Any] = {}
    exec(CSV, expected)
    assert values(CSV, tmp_path) == {k: x for k, x in expected.items() if not k.startswith("__")}
