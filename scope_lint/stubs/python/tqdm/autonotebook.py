"""tqdm.autonotebook."""

from tqdm import tqdm, trange  # noqa: F401
