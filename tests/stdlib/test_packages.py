"""Packages beside the standard library: gym (spaces of gym 0.17), dicts with attributes, attr, tqdm, six, gin, Python 2's names."""

from __future__ import annotations

import pytest

from scope_lint.interpreter.values import Choice
from scope_lint.symbolic.unknown import Unknown
from tests.stdlib.interpreted import run, values

SPACES = [
    ("CartPole-v1", (4,), 2), ("MountainCar-v0", (2,), 3), ("Acrobot-v1", (6,), 3), ("LunarLander-v2", (8,), 4), ("FrozenLake-v0", (), 4), ("Taxi-v3", (), 6),
    ("Pong-v0", (210, 160, 3), 6), ("BreakoutNoFrameskip-v4", (210, 160, 3), 4),
]  # fmt: skip


@pytest.mark.parametrize("name, shape, actions", SPACES)
def test_gym_make(name: str, shape: tuple[int, ...], actions: int) -> None:
    found = values(f"import gym\nenv = gym.make('{name}')\na = env.observation_space.shape\nb = env.action_space.n\ndel gym, env")
    assert found == {"a": shape, "b": actions}


def test_gym_unknown_environment() -> None:
    found = values("import gym\nenv = gym.make('Mine-v7')\na = env.action_space.n\nb = isinstance(env.action_space, gym.spaces.Discrete)")
    assert isinstance(found["a"], Unknown)
    assert isinstance(found["b"], Choice)


def test_gym_spaces() -> None:
    text = """
import gym
from gym import spaces
import numpy as np
box = spaces.Box(low=0, high=1, shape=(3, 4), dtype=np.uint8)
bounds = spaces.Box(np.array([-1.0, 0.0]), np.array([1.0, 1.0]))
a = [box.shape, box.dtype.name, bounds.shape, bounds.dtype.name, bounds.high.tolist()]
b = [spaces.Discrete(3).n, spaces.Discrete(3).shape, spaces.MultiBinary(5).shape, spaces.MultiDiscrete([2, 3]).nvec.tolist()]
d = spaces.Dict({"y": box, "x": spaces.Discrete(2)})
c = [list(d.spaces), d["x"].n, len(spaces.Tuple((box, box)).spaces)]
class Mine(gym.Env):
    def __init__(self):
        self.action_space = spaces.Discrete(5)
        self.observation_space = box
class Doubled(gym.ObservationWrapper):
    def __init__(self, env):
        super(Doubled, self).__init__(env)
        self.observation_space = spaces.Box(0, 1, (6, 4))
env = Doubled(Mine())
e = [env.action_space.n, env.observation_space.shape, env.unwrapped.observation_space.shape]
f = isinstance(env, gym.Env), isinstance(box, spaces.Space), isinstance(box, gym.spaces.Discrete)
"""
    found = values(text)
    assert found["a"] == [(3, 4), "uint8", (2,), "float32", [1.0, 1.0]]
    assert found["b"] == [3, (), (5,), [2, 3]]
    assert found["c"] == [["x", "y"], 2, 2]
    assert found["e"] == [5, (6, 4), (3, 4)]
    assert found["f"] == (True, True, False)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("from munch import munchify\nm = munchify({'a': {'b': 1}})\nm.c = 2\nr = [m.a.b, m['c'], m.c]", [1, 2, 2]),
        ("from attrdict import AttrDict\nm = AttrDict({'a': {'b': 1}, 'l': [{'c': 2}]})\nr = [m.a.b, m.l[0].c]", [1, 2]),
        ("from easydict import EasyDict\nm = EasyDict({'a': {'b': 1}})\nm.a.c = 3\nr = [m.a.b, m.a.c]", [1, 3]),
        ("import attr\n@attr.s\nclass A(object):\n    n = attr.ib()\n    m = attr.ib(default=3)\n    xs = attr.ib(factory=list)\na = A(1)\nr = [a.n, a.m, a.xs]", [1, 3, []]),
        ("import attr\n@attr.s(auto_attribs=True)\nclass A:\n    n: int\n    m: int = 3\nr = [A(1).n, A(1, m=4).m]", [1, 4]),
        ("from tqdm import tqdm, trange\nr = [x for x in tqdm(range(3), desc='d')] + [x for x in trange(2)]", [0, 1, 2, 0, 1]),
        ("from tqdm.auto import tqdm\nr = [x for x in tqdm([5])]", [5]),
        ("from six.moves import xrange, zip, reduce\nimport six\nr = [list(xrange(2)), reduce(lambda a, b: a + b, [1, 2]), six.moves.range(3)[2], six.PY2]", [[0, 1], 3, 2, False]),
        ("from six.moves import urllib, cPickle\nimport six.moves.urllib.request\nr = 1", 1),
        ("import sys\nreload(sys)\nsys.setdefaultencoding('utf-8')\nr = [cmp(1, 2), {'a': 1}.has_key('a'), unicode('x'), apply(max, (1, 2)), reduce(max, [1, 3])]", [-1, True, "x", 2, 3]),
        ("from future.utils import iteritems\nfrom past.builtins import basestring\nr = [k for k, x in iteritems({'a': 1})] + [isinstance('', basestring)]", ["a", True]),
        ("import os\nr = [os.environ.get('NOT_SET', 'x'), os.getenv('NOT_SET'), 'NOT_SET' in os.environ]", ["x", None, False]),
        ("import random\nrandom.seed(1)\nx = [1, 2, 3]\nrandom.shuffle(x)\nr = [len(x), len(random.sample(x, 2)), random.choice([7])]", [3, 2, 7]),
    ],
)  # fmt: skip
def test_package(text: str, expected: object) -> None:
    env, m = run(text)
    assert values(text)["r"] == expected
    assert not m.incomplete


def test_random_is_new_each_time() -> None:
    found = values("import random, time\na = random.random()\nb = random.random()\nc = time.time()\nd = time.time()")
    assert found["a"] is not found["b"]
    assert found["c"] is not found["d"]


def test_gin() -> None:
    text = """
import gin
@gin.configurable
def plain(x, y=2):
    return x + y
@gin.configurable("other", module="lib", blacklist=["x"])
class Agent:
    def __init__(self, x, size=3):
        self.size = size + x
made = gin.external_configurable(plain, name="again")
gin.parse_config_files_and_bindings(["agent.gin"], [])
with gin.unlock_config():
    a = [plain(1), Agent(1).size, made(3)]
del gin, plain, Agent, made
"""
    assert values(text) == {"a": [3, 4, 5]}
    assert ["bindings of gin" in reason for _, _, reason in run(text)[1].incomplete] == [True]


def test_distributions_make_no_variables_but_layers_may() -> None:
    text = "import tensorflow_probability as tfp\nfrom tensorflow_probability import distributions as tfd\ntfd.Normal(0., 1.).sample()\ntfp.distributions.Normal(0., 1.)\n"
    assert not run(text)[1].incomplete
    assert run(text + "tfp.layers.DenseFlipout(3)\n")[1].incomplete
