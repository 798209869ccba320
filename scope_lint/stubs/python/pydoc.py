"""pydoc.locate: an object by its dotted name."""

import builtins

from _scope_lint import find_module


def locate(path, forceload=0):
    parts = [part for part in path.split(".") if part]
    module, n = None, 0
    while n < len(parts):
        found = find_module(".".join(parts[:n + 1]))
        if found is None:
            break
        module, n = found, n + 1
    thing = builtins if module is None else module
    for part in parts[n:]:
        if not hasattr(thing, part):
            return None
        thing = getattr(thing, part)
    return thing
