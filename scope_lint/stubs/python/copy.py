"""copy."""


def copy(x):
    if isinstance(x, (str, int, float, bool, tuple, bytes)) or x is None:
        return x
    cls = type(x)
    if hasattr(cls, "__copy__"):
        return x.__copy__()
    if isinstance(x, (list, dict, set)):
        return x.copy()
    if not _is_plain_object(x) or isinstance(x, type):
        return x
    made = object.__new__(cls)
    made.__dict__.update(x.__dict__)
    return made


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    if x is None or isinstance(x, (str, int, float, bool, bytes, type)):
        return x
    for original, made in memo.get("seen", []):
        if original is x:
            return made
    cls = type(x)
    if isinstance(x, tuple) and cls is tuple:
        return tuple([deepcopy(item, memo) for item in x])
    if hasattr(cls, "__deepcopy__"):
        return x.__deepcopy__(memo)
    if isinstance(x, list) and cls is list:
        made = []
        memo.setdefault("seen", []).append((x, made))
        made.extend([deepcopy(item, memo) for item in x])
        return made
    if isinstance(x, dict):
        made = x.copy()
        memo.setdefault("seen", []).append((x, made))
        for key in list(x):
            made[key] = deepcopy(x[key], memo)
        return made
    if isinstance(x, set):
        return x.copy()
    if callable(x) and not hasattr(x, "__dict__"):
        return x
    if not _is_plain_object(x):
        return x
    made = object.__new__(cls)
    memo.setdefault("seen", []).append((x, made))
    for key in list(x.__dict__):
        made.__dict__[key] = deepcopy(x.__dict__[key], memo)
    return made


def _is_plain_object(x):
    import types
    whole = (types.FunctionType, types.BuiltinFunctionType, types.ModuleType, types.MethodType)
    return hasattr(x, "__dict__") and not isinstance(x, whole)
