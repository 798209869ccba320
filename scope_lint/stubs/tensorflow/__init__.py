"""What stands at the top of tensorflow and is written as Python: control flow, templates, sessions."""

from .client import InteractiveSession, Session, get_default_session
from .control_flow import case, cond, while_loop
from .functional import foldl, foldr, map_fn, scan
from .template import make_template
from .tensor_array import TensorArray
from .user_functions import custom_gradient, numpy_function, py_func, py_function, recompute_grad
