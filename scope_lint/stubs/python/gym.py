"""gym: environments have the spaces that their classes define; of those made by name, what gym 0.17 registers."""

import gym.logger as logger  # noqa: F401
import gym.spaces as spaces  # noqa: F401
from _scope_lint import unknown
from gym._known import spaces_of
from gym.core import ActionWrapper, Env, GoalEnv, ObservationWrapper, RewardWrapper, Wrapper  # noqa: F401
from gym.spaces import Space  # noqa: F401

__version__ = "0.17.0"


class Spec:
    def __init__(self, id):
        self.id = id
        self.max_episode_steps = unknown("max_episode_steps")


def make(id, **options):
    env = Env()
    found = spaces_of(id) if isinstance(id, str) else None
    env.spec = Spec(id)
    if found is None:
        env.observation_space = unknown("the observations of an environment that is not known", "observation_space")
        env.action_space = unknown("the actions of an environment that is not known", "action_space")
    else:
        env.observation_space, env.action_space = found
    return env


def register(id, **options):
    pass
