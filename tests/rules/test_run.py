"""One cause, one finding: assignment to rules, merging, order."""

from scope_lint.rules.run import findings_of
from tests.rules.made import Script, frame


def discriminator_twice(**fields: object) -> Script:
    script = Script(parameters={"m.py::discriminator": ("x", "reuse")}, **fields)
    script.variable("g/w", (1,), (9, "generator"))
    first = script.variable("d/w", (20,), (3, "discriminator"))
    script.variable("d/b", (20,), (4, "discriminator"))
    script.error("exists", "d/w", (21,), (3, "discriminator"), first=first)
    return script


def test_forty_variables_are_one_finding() -> None:
    (finding,) = findings_of([discriminator_twice().result()])
    assert (finding.code, finding.line, finding.variable, finding.count) == ("TFS301", 21, "d/w", 2)
    assert finding.certainty == "definite"
    assert "pass reuse=True here" in finding.message
    assert [f.line for f in finding.stack] == [21, 3]
    assert {r.line for r in finding.related} == {3, 20}


def test_the_same_from_two_entries_is_said_once() -> None:
    results = [discriminator_twice().result(), discriminator_twice(target="other.py").result()]
    assert len(findings_of(results)) == 1


def test_definite_beats_possible() -> None:
    sure, unsure = discriminator_twice().result(), discriminator_twice().result()
    unsure.events[-1].definite = False  # type: ignore[attr-defined]
    for results in ([sure, unsure], [unsure, sure]):
        (finding,) = findings_of(results)
        assert (finding.code, finding.certainty) == ("TFS301", "definite")


def test_caught_and_python_errors_are_no_findings() -> None:
    script = discriminator_twice()
    script.events[-1].caught = True  # type: ignore[attr-defined]
    script.error("other", "x", (30,), cause="python")
    assert findings_of([script.result()]) == []


def test_select_and_ignore() -> None:
    results = [discriminator_twice().result()]
    assert findings_of(results, select=["TFS1"]) == []
    assert findings_of(results, ignore=["TFS3"]) == []
    assert len(findings_of(results, select=["TFS3"])) == 1


def test_order_is_by_place() -> None:
    script = Script()
    for line in (9, 4, 7):
        script.error("invalid-name", f"a b{line}", (line,))
    assert [f.line for f in findings_of([script.result()])] == [4, 7, 9]


def test_second_instance_is_a_model_built_again() -> None:
    script = Script()
    first = script.variable("w", (40,), (8, "Model.__init__"))
    script.error("exists", "w", (41,), (8, "Model.__init__"), first=first)
    (finding,) = findings_of([script.result()])
    assert (finding.code, finding.line) == ("TFS310", 41)
    assert "Model is constructed a second time" in finding.message


def test_a_part_beside_others_is_no_model() -> None:
    script = Script()
    script.variable("other", (39,))
    first = script.variable("w", (40,), (8, "Layer.__init__"))
    script.error("exists", "w", (41,), (8, "Layer.__init__"), first=first)
    (finding,) = findings_of([script.result()])
    assert finding.code == "TFS301"


def test_a_loop_builds_the_model_again() -> None:
    script = Script()
    first = script.variable("w", frame(26, rounds=(0,)), (8, "build"))
    script.error("exists", "w", frame(26, rounds=(1,)), (8, "build"), first=first)
    (finding,) = findings_of([script.result()])
    assert (finding.code, finding.line) == ("TFS310", 26)


def test_a_chain_of_blocks_in_a_loop_is_no_model() -> None:
    script = Script()
    first = script.variable("b/w", frame(26, rounds=(0,)), (8, "block"))
    script.error("exists", "b/w", frame(26, rounds=(1,)), (8, "block"), first=first, upstream=("b/w",))
    (finding,) = findings_of([script.result()])
    assert finding.code == "TFS301"


def test_slots_under_a_reusing_root_name_the_call_that_set_it() -> None:
    script = Script()
    script.variable("w", (20,), (3, "score"))
    script.reuse("", (21,), (2, "score"))
    script.error("missing", "w/Adam/", (30,), via=("tf.train.optimizer.Optimizer.minimize",), reuse=True)
    (finding,) = findings_of([script.result()])
    assert (finding.code, finding.line) == ("TFS309", 30)
    assert (2, "reuse_variables() on the root scope never ends") in {(r.line, r.message) for r in finding.related}


def test_a_missing_variable_stands_where_reuse_is_asked_for() -> None:
    script = Script(parameters={"m.py::linear": ("x", "share")})
    scope = script.scope("linear", (16, "unroll"), (7, "linear"), reuse_argument=True, reuse=True)
    script.error("missing", "linear/w", (16, "unroll"), (8, "linear"), scopes=(scope,), reuse=True)
    (finding,) = findings_of([script.result()])
    assert (finding.code, finding.line) == ("TFS302", 16)
    assert [f.line for f in finding.stack] == [16, 8]


def test_a_variable_of_another_graph_is_said_to_be_there() -> None:
    script = Script()
    script.variable("w", (3,), graph=1)
    script.error("missing", "w", (5,), graph=2, reuse=True)
    (finding,) = findings_of([script.result()])
    assert "another graph" in finding.message


def test_every_cause_has_one_code() -> None:
    causes = {
        "invalid-name": "TFS108", "reuse-needs-name": "TFS305", "undefined-shape": "TFS306", "constant-initializer-shape": "TFS307",
        "cell-reuse": "TFS308", "duplicate-name": "TFS310", "no-variables": "TFS406", "no-such-tensor": "TFS502", "version": "TFS203",
        "partition": "TFS303", "template": "TFS312",
    }  # fmt: skip
    for cause, code in causes.items():
        script = Script()
        script.error("other", "w", (5,), cause=cause)
        assert [f.code for f in findings_of([script.result()])] == [code]


def test_a_captured_scope_names_where_it_came_to_reuse() -> None:
    script = Script(parameters={"m.py::encode": ("x", "reuse")})
    script.variable("encoder/w", (19,), (6, "encode"))
    script.scope("encoder", (20,), (5, "encode"), reuse_argument=True, reuse=True)
    fields = {"by_object": True, "object_name": "encoder", "object_reuse": True, "reuse": True, "reuse_argument": False}
    scope = script.scope("encoder", (21,), (11, "head"), **fields)
    script.error("missing", "encoder/head", (21,), (12, "head"), scopes=(scope,), reuse=True)
    (finding,) = findings_of([script.result()])
    assert (finding.code, finding.line) == ("TFS302", 11)
    assert "by its name" in finding.message
    assert 20 in {r.line for r in finding.related}
