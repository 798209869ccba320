"""What stands at the top of tensorflow and is written as Python: control flow, templates, sessions."""

from .client import InteractiveSession, Session, get_default_session
from .control_flow import case, cond, while_loop
from .eager import enable_eager_execution, enable_v2_behavior
from .functional import foldl, foldr, map_fn, scan
from .parsing import (
    FixedLenFeature,
    FixedLenSequenceFeature,
    SparseFeature,
    VarLenFeature,
    parse_example,
    parse_single_example,
    parse_single_sequence_example,
)
from .queues import FIFOQueue, PaddingFIFOQueue, PriorityQueue, QueueBase, RandomShuffleQueue
from .sparse_tensors import (
    SparseTensor,
    sparse_add,
    sparse_concat,
    sparse_placeholder,
    sparse_reduce_max,
    sparse_reduce_sum,
    sparse_reorder,
    sparse_reshape,
    sparse_retain,
    sparse_slice,
    sparse_softmax,
    sparse_tensor_dense_matmul,
    sparse_tensor_to_dense,
    sparse_to_indicator,
    sparse_transpose,
    string_split,
)
from .python.framework.tensor_spec import TensorSpec, TypeSpec
from .template import make_template
from .tensor_array import TensorArray
from .user_functions import custom_gradient, numpy_function, py_func, py_function, recompute_grad
