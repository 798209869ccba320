"""A twin of the TensorFlow 1.x graph: names, scopes, the variable store, ops. It knows no Python syntax.

``runtime.Runtime`` is one program's TensorFlow of a given version; names may have holes (``symbolic.names``), flags and shapes
may be unknown, and all state is changed through the journal, so that branches can be run one after the other.

The program reads an attribute of one of the twin's objects with ``object.attribute(name)`` for a name in ``object.exposed`` (a
Tensor's plain ``shape`` is a tuple for the twin, and a TensorShape for the program). ``splits`` explains what state becomes
after two branches.
"""
