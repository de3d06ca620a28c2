"""A cluster that evidence puts in two places is reported with both, until a person decides."""

import pytest

from fleettickets.commands import status
from tests.faults.watching.steps import Capsys, counted, execute, import_inc, troubles
from tests.support.feed import csv_of, key, row
from tests.support.imports import World
from tests.support.webhook import Webhook

CLUSTER = """
INSERT INTO tickets.geo_clusters
    (region, cluster, geom, provider, precision, reason, answer, refused_geom)
VALUES ('nairobi', 'WESTLANDS', 'SRID=4326;POINT(36.8 -1.26)', 'places', 'area',
    'gazetteer: two_places: its name is 440 km from 5 places of its tickets', 'Westlands',
    'SRID=4326;POINT(39.6 -4)')
"""


@pytest.fixture(autouse=True)
def no_geocoding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLEETTICKETS_GEOCODE_S", "0")


def test_a_cluster_in_two_places_is_reported_with_both(
    world: World, hook: Webhook, capsys: Capsys
) -> None:
    world.put({key(0): csv_of([row("T1", cluster="Westlands", latitude="", longitude="")])})
    assert import_inc() == 0
    execute(world, CLUSTER)

    assert troubles(capsys) == (1, [("inc", "two_places")])
    assert counted(world) == {("inc", "two_places"): 1}
    assert status.main(["--notify"]) == 1
    shown = capsys.readouterr().out
    assert "WESTLANDS (nairobi) is in two places" in shown
    assert "around -1.26000, 36.80000" in shown
    assert "-4.00000, 39.60000" in shown

    execute(world, "SELECT tickets.set_place('Nairobi', 'Westlands', NULL, 36.81, -1.27, 'ann')")
    assert status.main(["--notify"]) == 0
    assert hook.changes[1:] == [("cleared", "two_places", "inc")]


def test_a_cluster_without_open_tickets_is_no_trouble(world: World, capsys: Capsys) -> None:
    world.put({key(0): csv_of([row("T1", cluster="Elsewhere", latitude="", longitude="")])})
    assert import_inc() == 0
    execute(world, CLUSTER)

    assert troubles(capsys) == (0, [])
