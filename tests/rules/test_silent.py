"""Silent bugs: what is reported, and above all what is not."""

from typing import Any

from scope_lint.events import Argument, CallEvent, CollectionEvent, OpenScope, SaverEvent
from scope_lint.findings import Finding
from scope_lint.rules.run import findings_of
from tests.rules.made import Script, frame

AUTO = "AUTO_REUSE"


def codes(*scripts: Script) -> list[tuple[str, int]]:
    return [(f.code, f.line) for f in found(*scripts)]


def found(*scripts: Script) -> list[Finding]:
    return findings_of([script.result() for script in scripts])


def name_scope(name: str, line: int) -> OpenScope:
    return OpenScope("name_scope", name, name, True, frame(line))


def query(script: Script, scope: str, matched: tuple[str, ...], available: tuple[str, ...], **fields: Any) -> None:
    fields = {"key": "variables", "scope": scope, "matched": matched, "available": available, "complete": True, **fields}
    script._add(CollectionEvent, ((14,),), fields)


def test_a_query_for_a_name_scope() -> None:
    script = Script()
    script.variable("layer1/kernel", (8,), scopes=(name_scope("dnn", 7),), via=("tf.layers.core.dense",))
    query(script, "dnn", (), ("layer1/kernel",))
    (finding,) = found(script)
    assert (finding.code, finding.line, finding.variable) == ("TFS101", 7, "layer1/kernel")
    assert 14 in {r.line for r in finding.related} | {f.line for f in finding.stack}


def test_queries() -> None:
    for scope, matched, complete, expected in [
        ("critic", ("critic/w", "critic_target/w"), True, [("TFS406", 14)]),
        ("critic/", ("critic/w",), True, []),
        ("c", ("critic/w", "critic_target/w"), True, []),
        ("actor", (), True, [("TFS406", 14)]),
        ("actor", (), False, []),
    ]:
        script = Script()
        query(script, scope, matched, ("critic/w", "critic_target/w"), complete=complete)
        assert codes(script) == expected, scope
    script = Script()
    query(script, "actor", (), ())
    assert codes(script) == []


def tf_variables(reuse: Any, scope_entered: int, **fields: Any) -> Script:
    script = Script()
    scopes = [script.scope("q", (20 + i,), (12, "f"), reuse=reuse) for i in range(scope_entered)]
    for i in range(2):
        scope = scopes[min(i, len(scopes) - 1)]
        script.variable(
            "q/w" + "_1" * i, (20 + i,), (14, "f"), api="Variable", reuse=reuse if i else False, scopes=(scope,), requested="w", **fields
        )
    return script


def test_tf_variable_under_reuse() -> None:
    assert codes(tf_variables(True, 2)) == [("TFS401", 21)]
    assert codes(tf_variables(False, 2)) == []
    assert codes(tf_variables(True, 2, trainable=False)) == []


def test_keras_layers_under_reuse() -> None:
    assert codes(tf_variables(True, 2, via=("tf.keras.layers.Conv2D.__call__",))) == [("TFS405", 21)]


def test_auto_reuse_means_sharing_between_entries_only() -> None:
    between = Script()
    within = Script()
    for script, entries in ((between, 2), (within, 1)):
        scopes = []
        for i in range(entries):
            scopes.append(script.scope("q", (20 + i,), (12, "f"), reuse=AUTO, reuse_argument=AUTO))
            script.variable("v" * (i + 1), (20 + i,), (14, "f"), api="Variable", reuse=AUTO, scopes=(scopes[i],), requested="w")
    within.variable("vv", (21,), (14, "f"), api="Variable", reuse=AUTO, scopes=(scopes[0],), requested="w")
    assert codes(between) == [("TFS401", 21)]
    assert codes(within) == []


def siamese(upstream: Any = ((), ()), shape: tuple[int, ...] = (3, 3, 3, 4), entries: int = 1, **fields: Any) -> Script:
    script = Script(**fields)
    outer = [script.scope("s", (10, "main"), reuse=AUTO, reuse_argument=AUTO) for _ in range(entries)][-1]
    for i, name in enumerate(("conv2d", "conv2d_1")):
        inner = script.scope(
            f"s/{name}", (11 + i, "main"), (5, "embed"), by_user=False, requested=None, default_name="conv2d", used_default=True, reuse=AUTO
        )
        script.variable(
            f"s/{name}/kernel", (11 + i, "main"), (5, "embed"), via=("tf.layers.convolutional.conv2d",), shape=shape, reuse=AUTO,
            scopes=(outer, inner), requested="kernel", upstream=upstream[i],
        )  # fmt: skip
    return script


def test_unnamed_layers_side_by_side() -> None:
    assert codes(siamese((("Placeholder",), ("Placeholder_1",)))) == [("TFS110", 12)]
    assert codes(siamese((None, None))) == [("TFS110", 12)]


def test_unnamed_layers_that_are_meant() -> None:
    assert codes(siamese((("x",), ("x", "s/conv2d/kernel")))) == [], "one feeds the other"
    assert codes(siamese((("x",), ("x",)))) == [], "two heads on one input"
    assert codes(siamese((None, None), shape=(3, 3, 4, 4))) == [], "perhaps one feeds the other"
    assert codes(siamese((("a",), ("b",)), entries=2)) == [], "the scope is entered again to share"
    assert codes(siamese((("a",), ("b",)), arguments_known=False)) == [], "a function that nothing calls"


def fc_twice(upstream: tuple[str, ...]) -> Script:
    script = Script()
    scope = script.scope("net", (4,), reuse=AUTO, reuse_argument=AUTO)
    fields: dict[str, Any] = {"via": ("tf.layers.core.dense",), "reuse": AUTO, "scopes": (scope,)}
    first = script.variable("net/fc/kernel", (5,), upstream=("x",), **fields)
    script.variable("net/fc/kernel", (6,), upstream=upstream, status="reused", first=first, **fields)
    return script


def test_two_layers_in_a_row_share() -> None:
    assert codes(fc_twice(("x", "net/fc/kernel"))) == [("TFS404", 6)]
    assert codes(fc_twice(("y",))) == []


def test_doubled_prefix() -> None:
    script = Script()
    scope = script.scope("char/lut", (9,))
    script.variable("char/lut/char/lut/w", (11,), scopes=(scope,), requested="char/lut/w")
    script.variable("char/lut/lut/w", (12,), scopes=(scope,), requested="lut/w")
    assert codes(script) == [("TFS103", 11)]


def scope_by_name(text: str | None) -> Script:
    script = Script()
    script.scope("encoder", (3,))
    argument = Argument("name_or_scope", "str", "encoder", 0, text=text)
    script._add(CallEvent, ((6,),), {"api": "variable_scope", "arguments": (argument,)})
    outer = OpenScope("variable_scope", "decoder", "decoder", True, frame(5))
    inner = script.scope("decoder/encoder", (6,), scopes=(outer,))
    script.variable("decoder/encoder/w", (7,), scopes=(outer, inner))
    return script


def test_scope_entered_by_its_name() -> None:
    assert codes(scope_by_name("scope.name")) == [("TFS103", 6)]
    assert codes(scope_by_name("self.name")) == []
    assert codes(scope_by_name(None)) == []


def reuse_false(text: str | None) -> Script:
    script = Script()
    argument = Argument("reuse", "bool", False, None, text=text)
    script._add(CallEvent, ((7,),), {"api": "variable_scope", "arguments": (argument,)})
    scope = script.scope("a", (7,), reuse_argument=False, reuse=True, outer_reuse=True)
    script.variable("a/w", (8,), scopes=(scope,), status="reused", reuse=True)
    return script


def test_reuse_false_is_reported_where_it_is_written() -> None:
    assert codes(reuse_false("False")) == [("TFS403", 7)]
    assert codes(reuse_false("reuse")) == []


def test_root_reuse_leak() -> None:
    script = Script()
    first = script.variable("w", (20,), (4, "score"))
    script.reuse("", (21,), (3, "score"))
    script.variable("w", (21,), (4, "score"), status="reused", reuse=True, first=first)
    assert codes(script) == []
    script.variable("w", (22,), (9, "value"), status="reused", reuse=True, first=first)
    assert codes(script) == [("TFS402", 3)]


def test_an_error_explains_the_warning_about_its_cause() -> None:
    script = Script()
    first = script.variable("w", (20,), (4, "score"))
    script.reuse("", (21,), (3, "score"))
    script.variable("w", (22,), (9, "value"), status="reused", reuse=True, first=first)
    script.error("missing", "w/Adam/", (30,), via=("tf.train.optimizer.Optimizer.minimize",), reuse=True)
    assert codes(script) == [("TFS309", 30)]


def test_slash() -> None:
    script = Script()
    scope = script.scope("a/", (7,), requested="a/", outer_name="")
    script.variable("a//w", (8,), scopes=(scope,))
    script.variable("a//b", (9,), scopes=(scope,))
    (finding,) = found(script)
    assert (finding.code, finding.line, finding.variable, finding.count) == ("TFS105", 7, "a//w", 2)


def saver(script: Script, action: str, line: int, names: tuple[str, ...], **fields: Any) -> None:
    fields = {"action": action, "saver": line, "names": names, "complete": True, "target": "m.ckpt", **fields}
    script._add(SaverEvent, ((line,),), fields)


def test_checkpoints() -> None:
    script = Script()
    saver(script, "save", 20, ("net/w", "net/b"))
    saver(script, "restore", 32, ("w", "b"))
    (finding,) = found(script)
    assert (finding.code, finding.variable, finding.certainty, finding.count) == ("TFS501", "b", "definite", 2)
    for fields in ({"target": "other.ckpt"}, {"complete": False}, {"target": None}):
        script = Script()
        saver(script, "save", 20, ("net/w",))
        saver(script, "restore", 32, ("w",), **fields)
        assert codes(script) == []
    train, predict = Script(), Script(target="p.py")
    saver(train, "save", 20, ("net/w",))
    saver(predict, "restore", 32, ("w",))
    assert [(f.code, f.certainty) for f in found(train, predict)] == [("TFS501", "possible")]


def test_scope_not_entered_unless_it_escapes() -> None:
    from scope_lint.events import ScopeUnusedEvent

    for escaped in (False, True):
        script = Script()
        fields = {"kind": "variable_scope", "api": "variable_scope", "requested": "m", "escaped": escaped}
        script._add(ScopeUnusedEvent, ((3,),), fields)
        assert codes(script) == ([] if escaped else [("TFS106", 3)])


def test_arguments() -> None:
    for parameter, kind, position, expected in [
        ("default_name", "bool", 1, [("TFS107", 3)]),
        ("default_name", "str", 1, []),
        ("default_name", "unknown", 1, []),
        ("values", "list", 2, []),
    ]:
        script = Script()
        arguments = (Argument("name_or_scope", "str", "n", 0), Argument(parameter, kind, None, position))  # type: ignore[arg-type]
        script._add(CallEvent, ((3,),), {"api": "variable_scope", "arguments": arguments})
        assert codes(script) == expected
