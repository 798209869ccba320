"""gym.core: environments and wrappers."""

from _scope_lint import unknown


class Env:
    metadata = {"render.modes": []}
    reward_range = (float("-inf"), float("inf"))
    spec = None
    action_space = None
    observation_space = None

    def step(self, action):
        return unknown("an observation"), unknown("a reward"), unknown("whether an episode is over"), unknown("info")

    def reset(self, **kwargs):
        return unknown("an observation")

    def render(self, mode="human", **kwargs):
        return unknown("a picture")

    def close(self):
        pass

    def seed(self, seed=None):
        return unknown("seeds")

    @property
    def unwrapped(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


class GoalEnv(Env):
    pass


class Wrapper(Env):
    def __init__(self, env):
        self.env = env
        self.action_space = env.action_space
        self.observation_space = env.observation_space
        self.reward_range = env.reward_range
        self.metadata = env.metadata

    def __getattr__(self, name):
        return getattr(self.env, name)

    @property
    def spec(self):
        return self.env.spec

    def step(self, action):
        return self.env.step(action)

    def reset(self, **kwargs):
        return self.env.reset(**kwargs)

    def render(self, mode="human", **kwargs):
        return self.env.render(mode, **kwargs)

    def close(self):
        return self.env.close()

    def seed(self, seed=None):
        return self.env.seed(seed)

    @property
    def unwrapped(self):
        return self.env.unwrapped


class ObservationWrapper(Wrapper):
    def reset(self, **kwargs):
        return self.observation(self.env.reset(**kwargs))

    def step(self, action):
        observation, reward, done, info = self.env.step(action)
        return self.observation(observation), reward, done, info


class RewardWrapper(Wrapper):
    def step(self, action):
        observation, reward, done, info = self.env.step(action)
        return observation, self.reward(reward), done, info


class ActionWrapper(Wrapper):
    def step(self, action):
        return self.env.step(self.action(action))
