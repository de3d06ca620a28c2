"""A filter of the API needs one field; the functions get it by name or in ``p_filters``."""

import json

import pytest

from fleettickets.api.parameters import FilterQuery, MapQuery


def test_the_functions_own_filters_are_arguments_by_name() -> None:
    arguments = MapQuery(cluster="Westlands", owner="(none)", status="").arguments()

    assert arguments["cluster"] == "Westlands"
    assert arguments["owner"] == "(none)"
    assert arguments["status"] is None
    assert arguments.keys() - {"filters"} == {*FilterQuery.NAMED, "dataset", "as_of"}


def test_a_further_filter_goes_into_one_object(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FilterQuery, "NAMED", frozenset({"cluster", "status", "team"}))

    arguments = MapQuery(cluster="Westlands", owner="ann").arguments()

    assert "owner" not in arguments
    further = json.loads(arguments["filters"])
    assert further.keys() == FilterQuery.model_fields.keys() - FilterQuery.NAMED
    assert {name: value for name, value in further.items() if value is not None} == {"owner": "ann"}
    assert arguments["cluster"] == "Westlands"
