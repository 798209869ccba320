"""tf.nest (1.14 and later)."""

from .contrib.framework.nest import assert_same_structure, flatten, is_nested, map_structure, pack_sequence_as
