"""Schema 1 of the JSON, as one object on one line of output."""

from __future__ import annotations

from typing import Any

import msgspec

from scope_lint.findings import CheckReport, NamesReport
from scope_lint.report.clean import encodable


def check_json(report: CheckReport) -> str:
    """The findings, without what is for people only; ``cell`` stands in notebooks alone."""
    data: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(report, variables=[], overlay={}, stale=[]))
    data = _with_versions(data)
    del data["variables"], data["overlay"], data["known"], data["stale"]
    for finding in data["findings"]:
        del finding["help"], finding["count"], finding["remedy"]
        _without_cells(finding, finding["related"])
    return _encode(data)


def names_json(report: NamesReport) -> str:
    """The predictions; targets that were left out stand first among what is incomplete."""
    data = _with_versions(msgspec.to_builtins(report))
    data["incomplete"] = data.pop("left_out") + data["incomplete"]
    for prediction in data["variables"] + data["errors"]:
        _without_cells(prediction)
    return _encode(data)


def _with_versions(data: dict[str, Any]) -> dict[str, Any]:
    """``tf_version``, and where there are others among the files, ``tf_versions``: all of them."""
    versions = [data["tf_version"], *(other["version"] for other in data.pop("other_versions"))]
    del data["tf_version_from"]
    if len(set(versions)) == 1:
        return data
    return {"schema": data.pop("schema"), "tf_version": data.pop("tf_version"), "tf_versions": list(dict.fromkeys(versions)), **data}


def _without_cells(item: dict[str, Any], others: list[dict[str, Any]] | tuple[dict[str, Any], ...] = ()) -> None:
    for place in (item, *item["stack"], *others):
        if place["cell"] is None:
            del place["cell"]


def _encode(data: dict[str, Any]) -> str:
    try:
        return msgspec.json.encode(data).decode()
    except UnicodeEncodeError:
        return msgspec.json.encode(_encodable(data)).decode()


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return value
