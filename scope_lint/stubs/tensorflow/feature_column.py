"""tf.feature_column: columns, and the two functions that make variables of them (recorded from TF 1.4 and 1.15).

``input_layer`` opens a scope for each column in the order of their names; only embeddings have a variable there (1.8 to 1.12 take no notice of
its ``trainable``). ``linear_model`` has weights for every column and one bias. Both put their variables into MODEL_VARIABLES too.
"""

import tensorflow as tf
from _scope_lint import incomplete, known, static_shape, tensor, unknown, version


class _Column(object):
    """A column: its name, and how many buckets (a categorical one) or values (a dense one) it has."""

    def __init__(self, name, buckets=None, size=None, keys=()):
        self.name = name
        self.key = keys[0] if keys else name
        self.num_buckets = buckets
        self.size = size
        self.keys = tuple(keys)

    @property
    def categorical(self):
        return not known(self.num_buckets) or self.num_buckets is not None

    @property
    def _var_scope_name(self):
        return self.name

    def scope_name(self):
        return self.name

    def dense(self, weight_collections, trainable):
        """The variables that the column needs to become a tensor of ``size`` values."""
        return []


class _Embedding(_Column):
    def __init__(self, name, source, dimension, trainable, shared=None):
        super(_Embedding, self).__init__(name, size=dimension, keys=source.keys)
        self.categorical_column = source
        self.dimension = dimension
        self.trainable = trainable
        self.shared = shared

    def scope_name(self):
        return self.shared or self.name

    def dense(self, weight_collections, trainable):
        if self.shared is not None:
            there = tf.get_collection(self.shared)
            if known(there) and there:
                return there
        made = tf.get_variable(
            "embedding_weights",
            shape=[self.categorical_column.num_buckets, self.dimension],
            dtype=tf.float32,
            trainable=self.trainable and (trainable or (1, 8) <= version < (1, 13)),
            collections=weight_collections,
        )
        if self.shared is not None:
            tf.add_to_collection(self.shared, made)
        return [made]


def _product(shape):
    if not known(shape):
        return unknown("the size of a column")
    total = 1
    for size in shape if isinstance(shape, (list, tuple)) else [shape]:
        total *= size
    return total


def _count(values, what):
    return len(values) if known(values) else unknown(what)


def numeric_column(key, shape=(1,), default_value=None, dtype=tf.float32, normalizer_fn=None):
    return _Column(key, size=_product(shape), keys=[key])


def bucketized_column(source_column, boundaries):
    buckets = _count(boundaries, "the number of boundaries") + 1
    return _Column(source_column.name + "_bucketized", buckets * source_column.size, buckets * source_column.size, source_column.keys)


def categorical_column_with_hash_bucket(key, hash_bucket_size, dtype=tf.string):
    return _Column(key, hash_bucket_size, keys=[key])


def categorical_column_with_identity(key, num_buckets, default_value=None):
    return _Column(key, num_buckets, keys=[key])


def categorical_column_with_vocabulary_list(key, vocabulary_list, dtype=None, default_value=-1, num_oov_buckets=0):
    return _Column(key, _count(vocabulary_list, "the size of a vocabulary") + num_oov_buckets, keys=[key])


def categorical_column_with_vocabulary_file(
    key, vocabulary_file, vocabulary_size=None, num_oov_buckets=0, default_value=None, dtype=tf.string
):
    size = unknown("the size of a vocabulary") if vocabulary_size is None else vocabulary_size
    return _Column(key, size + num_oov_buckets, keys=[key])


def weighted_categorical_column(categorical_column, weight_feature_key, dtype=tf.float32):
    name = "{}_weighted_by_{}".format(categorical_column.name, weight_feature_key)
    return _Column(name, categorical_column.num_buckets, keys=categorical_column.keys)


def crossed_column(keys, hash_bucket_size, hash_key=None):
    leaves = []
    for key in keys:
        if isinstance(key, _Crossed):
            leaves += key.leaves
        else:
            leaves.append(key.name if isinstance(key, _Column) else key)
    return _Crossed("_X_".join(sorted(leaves)), hash_bucket_size, leaves)


class _Crossed(_Column):
    def __init__(self, name, buckets, leaves):
        super(_Crossed, self).__init__(name, buckets, keys=leaves)
        self.leaves = list(leaves)


def indicator_column(categorical_column):
    return _Column(categorical_column.name + "_indicator", size=categorical_column.num_buckets, keys=categorical_column.keys)


def embedding_column(
    categorical_column,
    dimension,
    combiner="mean",
    initializer=None,
    ckpt_to_load_from=None,
    tensor_name_in_ckpt=None,
    max_norm=None,
    trainable=True,
    use_safe_embedding_lookup=True,
):
    return _Embedding(categorical_column.name + "_embedding", categorical_column, dimension, trainable)


def shared_embedding_columns(
    categorical_columns,
    dimension,
    combiner="mean",
    initializer=None,
    shared_embedding_collection_name=None,
    ckpt_to_load_from=None,
    tensor_name_in_ckpt=None,
    max_norm=None,
    trainable=True,
    use_safe_embedding_lookup=True,
):
    shared = shared_embedding_collection_name or "_".join(sorted([c.name for c in categorical_columns])) + "_shared_embedding"
    return [_Embedding(c.name + "_shared_embedding", c, dimension, trainable, shared) for c in categorical_columns]


def make_parse_example_spec(feature_columns):
    return unknown("how examples are parsed")


def _sorted(feature_columns):
    """The columns by their names; None where they are not all known."""
    if known(feature_columns) and isinstance(feature_columns, _Column):
        feature_columns = [feature_columns]
    columns = list(feature_columns) if known(feature_columns) else [feature_columns]
    if not all([known(c) and isinstance(c, _Column) and known(c.name) for c in columns]):
        incomplete("feature columns that are not known")
        return None
    return sorted(columns, key=lambda c: c.name)


def _collections(weight_collections):
    found = list(weight_collections or [])
    for key in (tf.GraphKeys.GLOBAL_VARIABLES, tf.GraphKeys.MODEL_VARIABLES):
        if key not in found:
            found.append(key)
    return found


def _batch(features):
    """The first dimension of the features, as far as it is known."""
    shapes = [static_shape(x) for x in features.values()] if known(features) and isinstance(features, dict) else []
    known_sizes = [shape[0] for shape in shapes if shape]
    return known_sizes[0] if known_sizes else None


def input_layer(features, feature_columns, weight_collections=None, trainable=True, cols_to_vars=None, cols_to_output_tensors=None):
    columns = _sorted(feature_columns)
    if columns is None:
        return unknown("the input layer of columns that are not known")
    collections, batch, parts = _collections(weight_collections), _batch(features), []
    with tf.variable_scope(None, default_name="input_layer"):
        for column in columns:
            with tf.variable_scope(None, default_name=column.scope_name()):
                inputs = column.dense(collections, trainable) + _tensors(features)
                parts.append(tensor([batch, column.size], "float32", "Reshape", "Reshape", inputs))
        return tf.concat(parts, 1)


def _tensors(features):
    return [x for x in features.values() if isinstance(x, tf.Tensor)] if known(features) and isinstance(features, dict) else []


def _own_name(default):
    """The name that a layer takes: the next one that is free for a scope where it is made."""
    with tf.variable_scope(None, default_name=default) as scope:
        return scope.name.rpartition("/")[2]


def linear_model(
    features,
    feature_columns,
    units=1,
    sparse_combiner="sum",
    weight_collections=None,
    trainable=True,
    cols_to_vars=None,
):
    columns = _sorted(feature_columns)
    if columns is None:
        return unknown("the linear model of columns that are not known")
    collections, made = _collections(weight_collections), []
    if version < (1, 9):
        with tf.variable_scope(None, default_name="linear_model"):
            for column in columns:
                with tf.variable_scope(None, default_name=column.scope_name()):
                    made += _weights(column, units, collections, trainable)
            made.append(_bias(units, collections, trainable))
            return _weighted_sum(features, units, made)
    name = _own_name("linear_model")
    names = [_own_name(column.scope_name()) for column in columns]
    with tf.variable_scope(name, use_resource=True):
        for own, column in zip(names, columns):
            with tf.variable_scope(own):
                made += _weights(column, units, collections, trainable)
        made.append(_bias(units, collections, trainable))
        return _weighted_sum(features, units, made)


def _weights(column, units, collections, trainable):
    """The weights of a column, and the variables that a dense one has of its own: first until layers made the weights."""
    rows = column.num_buckets if column.categorical else column.size
    own = column.dense(collections, trainable) if version < (1, 9) else []
    initializer = tf.zeros_initializer()
    made = tf.get_variable("weights", [rows, units], initializer=initializer, trainable=trainable, collections=collections)
    return own + [made] if version < (1, 9) else [made] + column.dense(collections, trainable)


def _bias(units, collections, trainable):
    return tf.get_variable("bias_weights", [units], initializer=tf.zeros_initializer(), trainable=trainable, collections=collections)


def _weighted_sum(features, units, made):
    return tensor([_batch(features), units], "float32", "weighted_sum", "BiasAdd", made + _tensors(features))
