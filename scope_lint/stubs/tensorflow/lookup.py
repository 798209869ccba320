"""tf.lookup."""

from .contrib.lookup import (  # noqa: F401
    HashTable,
    IdTableWithHashBuckets,
    KeyValueTensorInitializer,
    TextFileIndex,
    TextFileInitializer,
)


class StaticHashTable(HashTable):
    def __init__(self, initializer, default_value, name=None):
        super(StaticHashTable, self).__init__(initializer, default_value, name=name)


class StaticVocabularyTable(IdTableWithHashBuckets):
    def __init__(self, initializer, num_oov_buckets, lookup_key_dtype=None, name=None):
        table = None if initializer is None else HashTable(initializer, -1)
        super(StaticVocabularyTable, self).__init__(table, num_oov_buckets, name=name, key_dtype=lookup_key_dtype)
