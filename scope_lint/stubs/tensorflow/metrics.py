"""tf.metrics: each makes local variables in a scope of its name (recorded from TF 1.0 to 1.15).

The variables are made by tf.Variable, so that the op name scope is their prefix. Results are a value and an update.
"""

import tensorflow as tf
from _scope_lint import known, static_shape, tensor, unknown, version


def metric(name, default, variables, metrics_collections=None, updates_collections=None, shape=()):
    """``variables``: (name, shape, dtype) of each, in order; a name may lie in an inner scope."""
    with tf.variable_scope(name, default):
        for path, size, dtype in variables:
            inner, _, last = path.rpartition("/")
            if inner:
                with tf.variable_scope(None, inner):
                    _variable(last, size, dtype)
            else:
                _variable(last, size, dtype)
        value = tensor(list(shape), "float32", "value", "Select")
        update = tensor(list(shape), "float32", "update_op", "Select")
        if metrics_collections:
            tf.add_to_collections(metrics_collections, value)
        if updates_collections:
            tf.add_to_collections(updates_collections, update)
        return value, update


def _variable(name, size, dtype):
    collections = [tf.GraphKeys.LOCAL_VARIABLES]
    if version >= (1, 5):
        collections.append("metric_variables")
    tf.Variable(tf.zeros(size, dtype), trainable=False, name=name, collections=collections)


def _pair():
    return [("total", [], "float32"), ("count", [], "float32")]


def _confusion(num_thresholds):
    kinds = ["true_positives", "false_negatives", "true_negatives", "false_positives"]
    return [(kind, [num_thresholds], "float32") for kind in kinds]


def _per_class(num_classes):
    if version < (1, 6):
        return [("total_confusion_matrix", [num_classes, num_classes], "float64")]
    return [("total", [num_classes], "float32"), ("count", [num_classes], "float32")]


def _size(thresholds):
    return len(thresholds) if known(thresholds) else unknown("the number of thresholds")


def _shape(values):
    shape = static_shape(values)
    return unknown("the shape of a metric") if shape is None else shape


def _label(k, class_id):
    """``_at_2_class1`` for k and a class."""
    label = "_at_k" if k is None else "_at_%s" % k
    return label if class_id is None else "%s_class%s" % (label, class_id)


def _at_k(name, default, k, class_id, wrong, metrics_collections, updates_collections):
    label = _label(k, class_id)
    variables = [("true_positive" + label, [], "float64"), (wrong + label, [], "float64")]
    return metric(name, default + label, variables, metrics_collections, updates_collections)


def _average_at_k(name, k, metrics_collections, updates_collections):
    highest = "max_1" if version >= (1, 13) else "max"
    variables = [(highest, [], "float64"), ("total", [], "float64")]
    return metric(name, "average_precision" + _label(k, None), variables, metrics_collections, updates_collections)


def accuracy(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return metric(name, "accuracy", _pair(), metrics_collections, updates_collections)


def auc(
    labels,
    predictions,
    weights=None,
    num_thresholds=200,
    metrics_collections=None,
    updates_collections=None,
    curve="ROC",
    name=None,
    summation_method="trapezoidal",
    thresholds=None,
):
    return metric(name, "auc", _confusion(num_thresholds), metrics_collections, updates_collections)


def average_precision_at_k(
    labels,
    predictions,
    k,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return _average_at_k(name, k, metrics_collections, updates_collections)


def false_negatives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return metric(name, "false_negatives", [("count", [], "float32")], metrics_collections, updates_collections)


def false_negatives_at_thresholds(
    labels,
    predictions,
    thresholds,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(
        name,
        "false_negatives",
        [("false_negatives", [_size(thresholds)], "float32")],
        metrics_collections,
        updates_collections,
    )


def false_positives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return metric(name, "false_positives", [("count", [], "float32")], metrics_collections, updates_collections)


def false_positives_at_thresholds(
    labels,
    predictions,
    thresholds,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(
        name,
        "false_positives",
        [("false_positives", [_size(thresholds)], "float32")],
        metrics_collections,
        updates_collections,
    )


def mean(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return metric(name, "mean", _pair(), metrics_collections, updates_collections)


def mean_absolute_error(
    labels,
    predictions,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(name, "mean_absolute_error", _pair(), metrics_collections, updates_collections)


def mean_cosine_distance(
    labels,
    predictions,
    dim,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(name, "mean_cosine_distance", _pair(), metrics_collections, updates_collections)


def mean_iou(
    labels,
    predictions,
    num_classes,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(
        name,
        "mean_iou",
        [("total_confusion_matrix", [num_classes, num_classes], "float64")],
        metrics_collections,
        updates_collections,
    )


def mean_per_class_accuracy(
    labels,
    predictions,
    num_classes,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(name, "mean_accuracy", _per_class(num_classes), metrics_collections, updates_collections)


def mean_relative_error(
    labels,
    predictions,
    normalizer,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(name, "mean_relative_error", _pair(), metrics_collections, updates_collections)


def mean_squared_error(
    labels,
    predictions,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(name, "mean_squared_error", _pair(), metrics_collections, updates_collections)


def mean_tensor(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return metric(
        name,
        "mean",
        [("total_tensor", _shape(values), "float32"), ("count_tensor", _shape(values), "float32")],
        metrics_collections,
        updates_collections,
    )


def percentage_below(values, threshold, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return metric(name, "percentage_below_threshold", _pair(), metrics_collections, updates_collections)


def precision(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return metric(
        name,
        "precision",
        [("true_positives/count", [], "float32"), ("false_positives/count", [], "float32")],
        metrics_collections,
        updates_collections,
    )


def precision_at_k(
    labels,
    predictions,
    k,
    class_id=None,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return _at_k(name, "precision", k, class_id, "false_positive", metrics_collections, updates_collections)


def precision_at_thresholds(
    labels,
    predictions,
    thresholds,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(
        name,
        "precision_at_thresholds",
        [("true_positives", [_size(thresholds)], "float32"), ("false_positives", [_size(thresholds)], "float32")],
        metrics_collections,
        updates_collections,
    )


def precision_at_top_k(
    labels,
    predictions_idx,
    k=None,
    class_id=None,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return _at_k(name, "precision", k, class_id, "false_positive", metrics_collections, updates_collections)


def recall(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return metric(
        name,
        "recall",
        [("true_positives/count", [], "float32"), ("false_negatives/count", [], "float32")],
        metrics_collections,
        updates_collections,
    )


def recall_at_k(
    labels,
    predictions,
    k,
    class_id=None,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return _at_k(name, "recall", k, class_id, "false_negative", metrics_collections, updates_collections)


def recall_at_thresholds(
    labels,
    predictions,
    thresholds,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(
        name,
        "recall_at_thresholds",
        [("true_positives", [_size(thresholds)], "float32"), ("false_negatives", [_size(thresholds)], "float32")],
        metrics_collections,
        updates_collections,
    )


def recall_at_top_k(
    labels,
    predictions_idx,
    k=None,
    class_id=None,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return _at_k(name, "recall", k, class_id, "false_negative", metrics_collections, updates_collections)


def root_mean_squared_error(
    labels,
    predictions,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(name, "root_mean_squared_error", _pair(), metrics_collections, updates_collections)


def sensitivity_at_specificity(
    labels,
    predictions,
    specificity,
    weights=None,
    num_thresholds=200,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(
        name, "sensitivity_at_specificity", _confusion(num_thresholds), metrics_collections, updates_collections
    )


def sparse_average_precision_at_k(
    labels,
    predictions,
    k,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return _average_at_k(name, k, metrics_collections, updates_collections)


def sparse_precision_at_k(
    labels,
    predictions,
    k,
    class_id=None,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return _at_k(name, "precision", k, class_id, "false_positive", metrics_collections, updates_collections)


def specificity_at_sensitivity(
    labels,
    predictions,
    sensitivity,
    weights=None,
    num_thresholds=200,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(
        name, "specificity_at_sensitivity", _confusion(num_thresholds), metrics_collections, updates_collections
    )


def true_negatives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return metric(name, "true_negatives", [("count", [], "float32")], metrics_collections, updates_collections)


def true_negatives_at_thresholds(
    labels,
    predictions,
    thresholds,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(
        name,
        "true_negatives",
        [("true_negatives", [_size(thresholds)], "float32")],
        metrics_collections,
        updates_collections,
    )


def true_positives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return metric(name, "true_positives", [("count", [], "float32")], metrics_collections, updates_collections)


def true_positives_at_thresholds(
    labels,
    predictions,
    thresholds,
    weights=None,
    metrics_collections=None,
    updates_collections=None,
    name=None,
):
    return metric(
        name,
        "true_positives",
        [("true_positives", [_size(thresholds)], "float32")],
        metrics_collections,
        updates_collections,
    )
