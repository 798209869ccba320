"""The spaces of the environments that gym 0.17 registers, by name without the version."""

import numpy as np
from _scope_lint import unknown
from gym.spaces import Box, Discrete, Tuple

_INF = float("inf")


def _box(n):
    return Box(-_INF, _INF, (n,), unknown("whether observations are of 32 or 64 bits"))


# Number of observed values, number of actions (a Discrete space) or, as a list, the shape of a Box of actions with its bound.
_VECTORS = {
    "CartPole-v0": (4, 2), "CartPole-v1": (4, 2), "MountainCar-v0": (2, 3), "Acrobot-v1": (6, 3),
    "MountainCarContinuous-v0": (2, [1, 1.0]), "Pendulum-v0": (3, [1, 2.0]),
    "LunarLander-v2": (8, 4), "LunarLanderContinuous-v2": (8, [2, 1.0]),
    "BipedalWalker-v2": (24, [4, 1.0]), "BipedalWalker-v3": (24, [4, 1.0]),
    "BipedalWalkerHardcore-v2": (24, [4, 1.0]), "BipedalWalkerHardcore-v3": (24, [4, 1.0]),
    "HalfCheetah-v2": (17, [6, 1.0]), "HalfCheetah-v3": (17, [6, 1.0]), "Hopper-v2": (11, [3, 1.0]), "Hopper-v3": (11, [3, 1.0]),
    "Walker2d-v2": (17, [6, 1.0]), "Walker2d-v3": (17, [6, 1.0]), "Swimmer-v2": (8, [2, 1.0]), "Swimmer-v3": (8, [2, 1.0]),
    "Ant-v2": (111, [8, 1.0]), "Ant-v3": (111, [8, 1.0]), "Humanoid-v2": (376, [17, 0.4]), "Humanoid-v3": (376, [17, 0.4]),
    "HumanoidStandup-v2": (376, [17, 0.4]), "InvertedPendulum-v2": (4, [1, 3.0]), "InvertedDoublePendulum-v2": (11, [1, 1.0]),
    "Reacher-v2": (11, [2, 1.0]),
}
_TABLES = {
    "FrozenLake-v0": (16, 4), "FrozenLake8x8-v0": (64, 4), "CliffWalking-v0": (48, 4), "Taxi-v2": (500, 6), "Taxi-v3": (500, 6),
    "NChain-v0": (5, 2), "Roulette-v0": (1, 38),
}
# The number of actions of each game.
_GAMES = {
    "Alien": 18, "Amidar": 10, "Assault": 7, "Asterix": 9, "Asteroids": 14, "Atlantis": 4, "BankHeist": 18, "BattleZone": 18,
    "BeamRider": 9, "Bowling": 6, "Boxing": 18, "Breakout": 4, "Centipede": 18, "ChopperCommand": 18, "CrazyClimber": 9,
    "DemonAttack": 6, "Enduro": 9, "FishingDerby": 18, "Freeway": 3, "Frostbite": 18, "Gopher": 8, "Gravitar": 18, "IceHockey": 18,
    "Jamesbond": 18, "Kangaroo": 18, "Krull": 18, "KungFuMaster": 14, "MontezumaRevenge": 18, "MsPacman": 9, "NameThisGame": 6,
    "Pong": 6, "PrivateEye": 18, "Qbert": 6, "Riverraid": 18, "RoadRunner": 18, "Robotank": 18, "Seaquest": 18, "SpaceInvaders": 6,
    "StarGunner": 18, "Tennis": 18, "TimePilot": 10, "Tutankham": 8, "Venture": 18, "VideoPinball": 9, "WizardOfWor": 10, "Zaxxon": 18,
}
# Most screens are of 210 lines, some of more: only of these it is taken for sure.
_USUAL_SCREEN = (
    "Alien", "Asteroids", "BeamRider", "Boxing", "Breakout", "Enduro", "Freeway", "MontezumaRevenge", "MsPacman", "Pong", "Qbert",
    "Seaquest", "SpaceInvaders",
)


def spaces_of(id):
    if id in _VECTORS:
        n, actions = _VECTORS[id]
        return _box(n), Discrete(actions) if isinstance(actions, int) else Box(-actions[1], actions[1], (actions[0],), np.float32)
    if id in _TABLES:
        n, actions = _TABLES[id]
        return Discrete(n), Discrete(actions)
    if id == "Blackjack-v0":
        return Tuple((Discrete(32), Discrete(11), Discrete(2))), Discrete(2)
    if id == "CarRacing-v0":
        return Box(0, 255, (96, 96, 3), np.uint8), Box(np.array([-1, 0, 0]), np.array([+1, +1, +1]), dtype=np.float32)
    return _game(id)


def _game(id):
    name, _, version = id.partition("-")
    if version not in ("v0", "v4"):
        return None
    for mode in ("NoFrameskip", "Deterministic"):
        if name.endswith(mode):
            name = name[:-len(mode)]
    if name not in _GAMES:
        return None
    if name in _USUAL_SCREEN:
        screen = Box(0, 255, (210, 160, 3), np.uint8)
    else:
        screen = unknown("the screen of a game", "observation_space")
    return screen, Discrete(_GAMES[name])
