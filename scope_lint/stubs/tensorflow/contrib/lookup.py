"""tf.contrib.lookup: tables have no variables; what is looked up has the shape of the keys (recorded from TF 1.4 and 1.15).

Ops stand in ``string_to_index`` and ``index_to_string`` while a table is made, then in ``hash_table_Lookup``.
"""

import collections

import tensorflow as tf
from _scope_lint import known, static_shape, tensor, unknown, version

HasherSpec = collections.namedtuple("HasherSpec", ["hasher", "key"])
FastHashSpec = HasherSpec("fasthash", None)


def StrongHashSpec(key):
    return HasherSpec("stronghash", key)


class TextFileIndex(object):
    WHOLE_LINE = -2
    LINE_NUMBER = -1


class TableInitializerBase(object):
    def __init__(self, key_dtype, value_dtype):
        self.key_dtype = tf.as_dtype(key_dtype) if known(key_dtype) else key_dtype
        self.value_dtype = tf.as_dtype(value_dtype) if known(value_dtype) else value_dtype

    def initialize(self, table):
        return tensor([], None, "table_init", "LookupTableImport", [])


class KeyValueTensorInitializer(TableInitializerBase):
    def __init__(self, keys, values, key_dtype=None, value_dtype=None, name=None):
        if version >= (1, 14):
            self._convert(keys, values, key_dtype, value_dtype)
        else:
            with tf.name_scope(name, "key_value_init"):
                self._convert(keys, values, key_dtype, value_dtype)
        super(KeyValueTensorInitializer, self).__init__(self._keys.dtype, self._values.dtype)

    def _convert(self, keys, values, key_dtype, value_dtype):
        self._keys = tf.convert_to_tensor(keys, dtype=key_dtype, name="keys")
        self._values = tf.convert_to_tensor(values, dtype=value_dtype, name="values")


class TextFileInitializer(TableInitializerBase):
    def __init__(
        self, filename, key_dtype, key_index, value_dtype, value_index, vocab_size=None, delimiter="\t", name=None, **kwargs
    ):
        super(TextFileInitializer, self).__init__(key_dtype, value_dtype)


class TextFileIdTableInitializer(TextFileInitializer):
    def __init__(
        self,
        filename,
        key_column_index=TextFileIndex.WHOLE_LINE,
        value_column_index=TextFileIndex.LINE_NUMBER,
        vocab_size=None,
        delimiter="\t",
        name="text_file_id_table_init",
        key_dtype=tf.string,
    ):
        TableInitializerBase.__init__(self, key_dtype, tf.int64)


class TextFileStringTableInitializer(TextFileInitializer):
    def __init__(
        self,
        filename,
        key_column_index=TextFileIndex.LINE_NUMBER,
        value_column_index=TextFileIndex.WHOLE_LINE,
        vocab_size=None,
        delimiter="\t",
        name="text_file_string_table_init",
    ):
        TableInitializerBase.__init__(self, tf.int64, tf.string)


class LookupInterface(object):
    """``inner``: what a value is beside a scalar."""

    def __init__(self, key_dtype, value_dtype, name, inner=()):
        self.key_dtype = tf.as_dtype(key_dtype) if known(key_dtype) else key_dtype
        self.value_dtype = tf.as_dtype(value_dtype) if known(value_dtype) else value_dtype
        self.name = name
        self._inner = inner

    def _result(self, shape, dtype, suffix, inputs):
        name = "%s_%s" % (self.name, suffix)
        with tf.name_scope(name):
            return tensor(shape, dtype, "LookupTable" + suffix, "LookupTable" + suffix, inputs)

    def size(self, name=None):
        return self._result([], "int64", "Size", [])

    def lookup(self, keys, name=None):
        if isinstance(keys, tf.SparseTensor):
            return tf.SparseTensor(keys.indices, self.lookup(keys.values), keys.dense_shape)
        if known(keys) and not isinstance(keys, tf.Tensor):
            keys = tf.convert_to_tensor(keys)
        shape = static_shape(keys)
        if shape is not None and self._inner is not None:
            shape = list(shape) + list(self._inner)
        elif self._inner is None:
            shape = None
        dtype = self.value_dtype.name if known(self.value_dtype) else None
        return self._result(shape, dtype, "Lookup", [keys])


class InitializableLookupTableBase(LookupInterface):
    def __init__(self, default_value, initializer, name="hash_table"):
        known_types = known(initializer) and isinstance(initializer, TableInitializerBase)
        key_dtype = initializer.key_dtype if known_types else unknown("the type of a table's keys")
        value_dtype = initializer.value_dtype if known_types else unknown("the type of a table's values")
        super(InitializableLookupTableBase, self).__init__(key_dtype, value_dtype, name)
        self.default_value = default_value
        self.initializer = initializer.initialize(self) if known_types else unknown("what initializes a table")
        self.init = self.initializer
        tf.add_to_collection(tf.GraphKeys.TABLE_INITIALIZERS, self.initializer)


class HashTable(InitializableLookupTableBase):
    def __init__(self, initializer, default_value, shared_name=None, name=None):
        with tf.name_scope(name, "hash_table"):
            super(HashTable, self).__init__(default_value, initializer, (name or "hash_table").split("/")[-1])


class IdTableWithHashBuckets(LookupInterface):
    def __init__(self, table, num_oov_buckets, hasher_spec=FastHashSpec, name=None, key_dtype=None):
        own = name.rpartition("/")[2] if name else getattr(table, "name", "hash_table")
        super(IdTableWithHashBuckets, self).__init__(key_dtype or getattr(table, "key_dtype", tf.string), tf.int64, own)
        self._table = table
        self.initializer = table.initializer if table is not None else tf.no_op()
        self.init = self.initializer


class MutableHashTable(LookupInterface):
    def __init__(
        self, key_dtype, value_dtype, default_value, shared_name=None, name="MutableHashTable", checkpoint=True, **kwargs
    ):
        inner = static_shape(tf.convert_to_tensor(default_value, dtype=value_dtype))
        super(MutableHashTable, self).__init__(key_dtype, value_dtype, name, inner)

    def insert(self, keys, values, name=None):
        return tf.no_op("%s_lookup_table_insert" % self.name)

    def remove(self, keys, name=None):
        return tf.no_op("%s_lookup_table_remove" % self.name)

    def export(self, name=None):
        return unknown("the keys of a table"), unknown("the values of a table")


class MutableDenseHashTable(MutableHashTable):
    def __init__(
        self,
        key_dtype,
        value_dtype,
        default_value,
        empty_key,
        deleted_key=None,
        initial_num_buckets=None,
        shared_name=None,
        name="MutableDenseHashTable",
        checkpoint=True,
    ):
        super(MutableDenseHashTable, self).__init__(key_dtype, value_dtype, default_value, name=name)


def index_table_from_file(
    vocabulary_file=None,
    num_oov_buckets=0,
    vocab_size=None,
    default_value=-1,
    hasher_spec=FastHashSpec,
    key_dtype=tf.string,
    name=None,
    key_column_index=TextFileIndex.WHOLE_LINE,
    value_column_index=TextFileIndex.LINE_NUMBER,
    delimiter="\t",
):
    with tf.name_scope(name, "string_to_index"):
        table = HashTable(TextFileIdTableInitializer(vocabulary_file, key_dtype=key_dtype), default_value)
        return IdTableWithHashBuckets(table, num_oov_buckets, hasher_spec) if num_oov_buckets else table


def index_table_from_tensor(
    mapping=None, num_oov_buckets=0, default_value=-1, hasher_spec=FastHashSpec, dtype=tf.string, name=None, **kwargs
):
    mapping = kwargs.get("vocabulary_list", mapping)
    with tf.name_scope(name, "string_to_index"):
        keys = tf.convert_to_tensor(mapping)
        table = HashTable(TextFileIdTableInitializer("", key_dtype=keys.dtype), default_value)
        return IdTableWithHashBuckets(table, num_oov_buckets, hasher_spec) if num_oov_buckets else table


def index_to_string_table_from_file(
    vocabulary_file,
    vocab_size=None,
    default_value="UNK",
    name=None,
    key_column_index=TextFileIndex.LINE_NUMBER,
    value_column_index=TextFileIndex.WHOLE_LINE,
    delimiter="\t",
):
    with tf.name_scope(name, "index_to_string"):
        return HashTable(TextFileStringTableInitializer(vocabulary_file), default_value)


def index_to_string_table_from_tensor(mapping=None, default_value="UNK", name=None, **kwargs):
    mapping = kwargs.get("vocabulary_list", mapping)
    with tf.name_scope(name, "index_to_string"):
        tf.convert_to_tensor(mapping)
        return HashTable(TextFileStringTableInitializer(""), default_value)


string_to_index_table_from_file = index_table_from_file
string_to_index_table_from_tensor = index_table_from_tensor


def string_to_index(tensor, mapping, default_value=-1, name=None):
    return index_table_from_tensor(mapping=mapping, default_value=default_value).lookup(tensor)


def index_to_string(tensor, mapping, default_value="UNK", name=None):
    return index_to_string_table_from_tensor(mapping=mapping, default_value=default_value).lookup(tensor)
