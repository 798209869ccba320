"""tf.io.gfile: tf.gfile under other names."""

from ..gfile import GFile  # noqa: F401
from ..gfile import Copy as copy  # noqa: F401
from ..gfile import DeleteRecursively as rmtree  # noqa: F401
from ..gfile import Exists as exists  # noqa: F401
from ..gfile import Glob as glob  # noqa: F401
from ..gfile import IsDirectory as isdir  # noqa: F401
from ..gfile import ListDirectory as listdir  # noqa: F401
from ..gfile import MakeDirs as makedirs  # noqa: F401
from ..gfile import MkDir as mkdir  # noqa: F401
from ..gfile import Remove as remove  # noqa: F401
from ..gfile import Rename as rename  # noqa: F401
from ..gfile import Stat as stat  # noqa: F401
from ..gfile import Walk as walk  # noqa: F401
