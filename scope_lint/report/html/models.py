"""The scope tree of each model, with its variables, their shapes and places."""

from __future__ import annotations

import os
from collections.abc import Sequence

from scope_lint.findings import ErrorPrediction, VariablePrediction
from scope_lint.report.html.markup import Html, join, tag
from scope_lint.report.html.source import Listing
from scope_lint.report.text_names import status_text, totals
from scope_lint.report.tree import Node, shapes_in, tree_of
from scope_lint.report.words import parameters, place, plural, shape_text

OPEN = 300
"""Variables of a model up to which all of its scopes are open at first."""


def models_html(variables: Sequence[VariablePrediction], errors: Sequence[ErrorPrediction], listing: Listing) -> Html:
    """One section a target."""
    targets = dict.fromkeys([variable.target for variable in variables] + [error.target for error in errors])
    sections = []
    for target in targets:
        mine = [variable for variable in variables if variable.target == target]
        wrong = [error for error in errors if error.target == target]
        sections.append(tag(
            "section",
            tag("h3", target),
            tag("p", totals(mine, wrong), class_="totals"),
            join(_error(error, listing) for error in wrong),
            _tree(tree_of(mine), len(mine) <= OPEN, listing) if mine else "",
            class_="model",
        ))  # fmt: skip
    return join(sections)


def _tree(node: Node, opened: bool, listing: Listing) -> Html:
    return tag("ul", *(_item(name, item, opened, listing) for name, item in node.items()))


def _item(name: str, item: Node | VariablePrediction, opened: bool, listing: Listing) -> Html:
    if isinstance(item, dict):
        total, complete = parameters(shapes_in(item))
        size = tag("span", plural(total, "parameter"), class_="size") if complete else ""
        summary = tag("summary", tag("code", name), " ", size)
        return tag("li", tag("details", summary, _tree(item, opened, listing), open=opened), class_="scope")
    marks = [] if item.status == "created" and item.trainable is not False else [status_text(item)]
    marks += [] if item.certainty == "definite" or marks else ["possible"]
    content = [
        tag("code", name, class_="name"),
        tag("span", shape_text(item.shape), class_="shape"),
        tag("span", item.dtype or "?", class_="dtype"),
        *(tag("span", mark, class_="mark") for mark in marks),
        listing.place(item, place(os.path.basename(item.path), item.line, item.cell)),
    ]
    return tag("li", join(content, " "), class_="variable", data_name=item.name, title=f"{item.name}, {place(item.path, item.line, item.cell)}")


def _error(error: ErrorPrediction, listing: Listing) -> Html:
    certainty = "" if error.certainty == "definite" else " (possible)"
    message = error.message.removesuffix(" Originally defined at:")
    stack = tag("ol", *(
        tag("li", listing.place(frame), " in ", tag("code", frame.function), class_="step") for frame in error.stack
    ))  # fmt: skip
    calls = tag("details", tag("summary", "called through"), stack) if len(error.stack) > 1 else ""
    head = [tag("span", "error", class_="badge error"), " ", listing.place(error), f" {error.type}{certainty}: {message}"]
    listing.note(error, error.line, tag("div", f"{error.type}: {message}", class_="note error"))
    return tag("div", tag("p", *head), calls, class_="raised")
