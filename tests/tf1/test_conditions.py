"""State that depends on conditions: variables, counts and flags after a branch on something unknown."""

from __future__ import annotations

from typing import Any

import pytest

from scope_lint.events import ErrorEvent, VariableEvent
from scope_lint.symbolic.conditions import Atom
from scope_lint.symbolic.names import SymStr, exact, join
from scope_lint.symbolic.unknown import Unknown
from tests.tf1.branches import branch, under
from tests.tf1.live import PlainHost, live

A = Atom("a", "a")
B = Atom("b", "b")


def variables(host: PlainHost) -> list[tuple[str, str]]:
    return [(str(e.name), e.status) for e in host.events if isinstance(e, VariableEvent)]


def errors(host: PlainHost) -> list[tuple[str, bool]]:
    return [(e.cause, e.definite) for e in host.events if isinstance(e, ErrorEvent)]


def test_variable_of_one_side_may_exist_after_it() -> None:
    tf, host, _ = live()
    branch(host, A, lambda: tf.get_variable("w", [1]))
    tf.get_variable("w", [1])
    assert variables(host) == [("w", "created"), ("w", "created")]  # the second is made only where the first was not
    assert errors(host) == [("exists", False)]


def test_variable_of_both_sides_surely_exists() -> None:
    tf, host, _ = live()
    branch(host, A, lambda: tf.get_variable("w", [1]), lambda: tf.get_variable("w", [1]))
    with pytest.raises(ValueError, match="w already exists"):
        tf.get_variable("w", [1])
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        tf.get_variable("w", [1])
    assert variables(host)[-1] == ("w", "reused")


def test_sides_do_not_see_each_other() -> None:
    tf, host, _ = live()
    branch(host, A, lambda: tf.get_variable("w", [1]), lambda: tf.get_variable("w", [2]))
    assert errors(host) == []
    assert variables(host) == [("w", "created"), ("w", "created")]


def test_the_same_condition_again_knows() -> None:
    tf, host, _ = live()
    branch(host, A, lambda: tf.get_variable("w", [1]))

    def again() -> None:
        with pytest.raises(ValueError, match="w already exists"):
            tf.get_variable("w", [1])

    under(host, A, True, again)
    under(host, A, False, lambda: tf.get_variable("w", [1]))
    assert errors(host) == []


def test_auto_reuse_of_what_may_exist() -> None:
    tf, host, _ = live()

    def make() -> Any:
        with tf.variable_scope("s", reuse=tf.AUTO_REUSE):
            return tf.get_variable("w", [1])

    branch(host, A, make)
    make()
    make()
    assert variables(host) == [("s/w", "created"), ("s/w", "unknown"), ("s/w", "reused")]


def test_reuse_of_what_may_exist_claims_nothing() -> None:
    tf, host, _ = live()
    branch(host, A, lambda: tf.get_variable("w", [1]))
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        tf.get_variable("w", [1])
        with pytest.raises(ValueError, match="v does not exist"):
            tf.get_variable("v", [1])


def test_reuse_in_a_tainted_graph_claims_nothing() -> None:
    tf, host, runtime = live()
    runtime.graph.tainted = True
    with tf.variable_scope("s", reuse=True):
        tf.get_variable("v", [1])
    assert variables(host) == [("s/v", "unknown")]
    assert errors(host) == []


def test_reuse_variables_on_one_side() -> None:
    tf, host, _ = live()
    tf.get_variable("w", [1])
    branch(host, A, lambda: tf.get_variable_scope().reuse_variables())
    tf.get_variable("w", [1])
    assert errors(host) == []
    assert variables(host)[-1] == ("w", "unknown")
    under(host, A, True, lambda: tf.get_variable("w", [1]))
    assert variables(host)[-1] == ("w", "reused")


def test_unknown_flag() -> None:
    tf, host, _ = live()
    flag = Unknown("reuse")
    with tf.variable_scope("s", reuse=flag):
        tf.get_variable("w", [1])
        tf.get_variable("w", [1])
    assert variables(host) == [("s/w", "unknown"), ("s/w", "unknown")]
    assert errors(host) == []


def test_unknown_name_is_the_same_where_it_is_the_same_unknown() -> None:
    tf, host, _ = live()
    name = join("layer_", Unknown("i"))
    tf.get_variable(name, [1])
    with pytest.raises(ValueError, match=r"layer_\{i\} already exists"):
        tf.get_variable(name, [1])
    tf.get_variable(join("layer_", Unknown("i")), [1])
    assert variables(host) == [("layer_{i}", "created"), ("layer_{i}", "created")]


def test_unknown_name_may_be_the_missing_one() -> None:
    tf, host, _ = live()
    tf.get_variable(join("layer_", Unknown("i")), [1])
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        tf.get_variable("layer_3", [1])
        with pytest.raises(ValueError, match="other does not exist"):
            tf.get_variable("other", [1])
    assert variables(host) == [("layer_{i}", "created"), ("layer_3", "unknown")]


def test_unknown_scope_claims_no_clash() -> None:
    tf, host, _ = live()
    scope = Unknown("scope")
    for _ in range(2):
        with tf.variable_scope(scope, "block"):
            tf.get_variable("w", [1])
    assert errors(host) == []
    assert [name for name, _ in variables(host)] == ["{scope}/w", "{scope}/w"]


def test_names_of_ops_after_a_branch() -> None:
    tf, host, _ = live()
    branch(host, A, lambda: tf.constant(1.0, name="c"))
    name = tf.constant(1.0, name="c").op.name
    assert isinstance(name, SymStr) and str(name) == "c{n}"
    seen: list[Any] = []
    under(host, A, True, lambda: seen.append(tf.constant(1.0, name="c").op.name))
    assert seen == ["c_2"]


def test_names_of_ops_after_a_branch_whose_sides_agree() -> None:
    tf, host, _ = live()
    branch(host, A, lambda: tf.constant(1.0, name="c"), lambda: tf.constant(2.0, name="c"))
    assert tf.constant(1.0, name="c").op.name == "c_1"


def test_default_names_after_a_branch() -> None:
    tf, host, _ = live()

    def block() -> Any:
        with tf.variable_scope(None, "d") as scope:
            return scope.name

    branch(host, A, block)
    names: list[Any] = []
    under(host, A, True, lambda: names.append(block()))
    assert names == ["d_1"]
    branch(host, B, block, block)
    assert not exact(block())


def test_collections_after_a_branch() -> None:
    tf, host, _ = live()
    tf.get_variable("w", [1])
    branch(host, A, lambda: tf.get_variable("v", [1]), lambda: tf.get_variable("u", [1]))

    def names() -> list[str]:
        return [item.op.name for item in tf.trainable_variables()]

    found: list[list[str]] = []
    under(host, A, True, lambda: found.append(names()))
    under(host, A, False, lambda: found.append(names()))
    assert found == [["w", "v"], ["w", "u"]]


@pytest.mark.parametrize("shape", [[Unknown("n"), 3], Unknown("shape"), [None, Unknown("n")]])
def test_what_the_analysis_does_not_know_of_a_shape_is_no_error(shape: Any) -> None:
    tf, host, _ = live()
    if isinstance(shape, list) and None in shape:
        with pytest.raises(ValueError):
            tf.get_variable("w", shape)
        return
    tf.get_variable("w", shape)
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        tf.get_variable("w", [2, 3])
    assert errors(host) == []


def test_a_dimension_of_a_placeholder_is_not_known_to_tensorflow_either() -> None:
    tf, host, runtime = live()
    x = tf.placeholder(tf.float32, [None, 3])
    with pytest.raises(ValueError, match="initializer passed is not valid"):
        tf.get_variable("w", [x.get_shape()[0], 3])
    tf.get_variable("v", [x.get_shape()[1], 3])
    made = runtime.op("Mystery", shape=[None, 3], dtype="float32")
    tf.get_variable("u", [made.attribute("shape")[0], 3])
    assert [name for name, _ in variables(host)] == ["v", "u"]


def test_a_mismatch_is_possible_only_where_the_variable_may_be_another() -> None:
    tf, host, _ = live()
    branch(host, A, lambda: tf.get_variable("w", [1]), lambda: tf.get_variable("w", [2]))
    with tf.variable_scope(tf.get_variable_scope(), reuse=True):
        tf.get_variable("w", [2])
    assert errors(host) == [("shape", False)]


def test_unused_scopes_are_reported() -> None:
    tf, host, runtime = live()
    tf.variable_scope("a")
    with tf.name_scope("b"):
        pass
    runtime.finish()
    assert [type(e).__name__ for e in host.events] == ["ScopeEvent", "ScopeUnusedEvent"]
