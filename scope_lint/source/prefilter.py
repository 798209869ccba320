"""A test of the bytes that keeps files without TF1 scopes from being parsed at all.

The expressions are compiled where they are first needed: most runs of flake8 meet no file that has the words which they begin with.
"""

from __future__ import annotations

import re
from pathlib import Path

_PIECES = (
    (b"_scope", (b"variable_scope", b"name_scope", b"op_scope", b"arg_scope")),
    (b"_variable", (b"get_variable", b"get_local_variable", b"reuse_variables", b"trainable_variables", b"global_variables")),
    (b"make_template", ()),
    (b"AUTO_REUSE", ()),
    (b"get_tensor_by_name", ()),
    (b"import_meta_graph", ()),
)
"""Words that only TF1 code has, whatever it calls the module, by a piece that they share: most files have none of the pieces."""

_TF = rb"tf\.(?<!\wtf\.)"
"""The module, by its usual name."""

_OF_TF = (
    rb"\b(?:tf|tensorflow)\.(?:[\w.]*\.)?(?:Variable|Graph|layers|contrib|nn|keras|train|get_collection|placeholder)\b"
    rb"|\b(?:from|import)\s+tensorflow\.[\w.]*(?:layers|contrib|slim|rnn|nn|keras|python|train|compat)\b"
    rb"|\bfrom\s+tensorflow\s+import\b"
)
"""Words that mean something in TF1 after ``tf.`` or in an import of it: ``Variable`` alone is as likely PyTorch's."""

_ASKS_FOR_2 = rb"tensorflow(?:(?:-gpu|-cpu)?\s*(?:==|>=|~=)\s*2|_version\s+2)"
_OF_2 = rb"\btf\.(?:GradientTape|optimizers|random\.set_seed|summary\.create_file_writer|config\.run_functions_eagerly)\b"
_WORDS_OF_2 = (b"GradientTape", b"optimizers", b"set_seed", b"create_file_writer", b"run_functions_eagerly")
"""What a program of TensorFlow 2 says: the version that it asks for, or names that TensorFlow 1 has not, or not without eager execution.
(An expression that begins with a word, and a look for words, are many times faster than one with alternatives.)"""

_FOR_1 = rb"compat\.v1\s+as\s+tf\b|compat\s+import\s+v1\s+as\s+tf\b|tf\.compat\.v1\.disable_|\btf\.(?:contrib|placeholder|Session)\b"
"""What it does not say."""


def mentions_scopes(data: bytes) -> bool:
    """Whether a file may make TF1 variables or open TF1 scopes by its own words."""
    return _has_word(data) or (_names_tensorflow(data) and re.search(_OF_TF, data) is not None)


def makes_scopes(data: bytes) -> bool | None:
    """As ``mentions_scopes``; None where the file is a program for TensorFlow 2, which builds no graph."""
    names_it = _names_tensorflow(data)
    if (b"TF_USE_LEGACY_KERAS" in data or (names_it and _is_for_2(data))) and not re.search(_FOR_1, data):
        return None
    return _has_word(data) or (names_it and re.search(_OF_TF, data) is not None)


def _is_for_2(data: bytes) -> bool:
    return re.search(_ASKS_FOR_2, data) is not None or (any(word in data for word in _WORDS_OF_2) and re.search(_OF_2, data) is not None)


def _has_word(data: bytes) -> bool:
    for piece, words in _PIECES:
        if piece in data and (not words or any(word in data for word in words)):
            return True
    return False


def _names_tensorflow(data: bytes) -> bool:
    return b"tensorflow" in data or (b"tf." in data and re.search(_TF, data) is not None)


def starts_program(path: Path, data: bytes) -> bool:
    """Whether running a file as a script may do more than define things."""
    return b"__main__" in data or path.suffix == ".ipynb"
