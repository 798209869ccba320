"""tensorflow.python.ops.control_flow_util: graph building outside XLA and TensorFlow 2's control flow."""

ENABLE_CONTROL_FLOW_V2 = False


def GetContainingXLAContext(ctxt):
    return None


def GetContainingWhileContext(ctxt, stop_ctxt=None):
    return None


def GetContainingCondContext(ctxt):
    return None


def GraphOrParentsInXlaContext(graph):
    return False


def IsInXLAContext(op):
    return False


def IsInWhileLoop(op):
    return False


def InXlaContext(graph):
    return False


def EnableControlFlowV2(graph):
    return False
