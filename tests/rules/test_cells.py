"""Notebooks: which cells can be run only once, and how findings speak of places in cells."""

from __future__ import annotations

import json
from pathlib import Path

from scope_lint import api
from scope_lint.findings import Finding

IMPORT = "import tensorflow as tf"
INPUT = "x = tf.placeholder(tf.float32, [None, 3])"


def findings(folder: Path, *cells: str) -> list[Finding]:
    """The findings in a notebook of these cells."""
    common: dict[str, object] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    made = [{**common, "source": source} for source in cells]
    path = folder / "net.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 2, "metadata": {}, "cells": made}), encoding="utf-8")
    return api.check([str(path)], api.Options(no_cache=True)).findings


def places(found: list[Finding]) -> list[tuple[str, str, int | None, int]]:
    return [(f.code, f.severity, f.cell, f.line) for f in found]


def test_a_cell_that_creates_variables_can_be_run_once(tmp_path: Path) -> None:
    found = findings(tmp_path, IMPORT, f"{INPUT}\ny = tf.layers.dense(x, 2, name='out')")
    assert places(found) == [("TFS310", "warning", 2, 2)]


def test_a_cell_that_resets_the_graph_can_be_run_again(tmp_path: Path) -> None:
    assert not findings(tmp_path, IMPORT, f"tf.reset_default_graph()\n{INPUT}\ny = tf.layers.dense(x, 2, name='out')")


def test_a_notebook_that_resets_the_graph_in_a_cell_before_is_left_alone(tmp_path: Path) -> None:
    assert not findings(tmp_path, IMPORT, "tf.reset_default_graph()", f"{INPUT}\ny = tf.layers.dense(x, 2, name='out')")


def test_a_layer_without_a_name_gets_another_one(tmp_path: Path) -> None:
    assert not findings(tmp_path, IMPORT, f"{INPUT}\ny = tf.layers.dense(x, 2)")


def test_one_finding_for_two_cells_that_clash_and_its_places_name_their_cells(tmp_path: Path) -> None:
    found = findings(tmp_path, IMPORT, "w = tf.get_variable('w', [3])", "w = tf.get_variable('w', [3])")
    assert places(found) == [("TFS301", "error", 3, 1)]
    assert "another call in line 1 of cell 2 creates it first" in found[0].message
