"""Convergence: the tables depend only on the files, not on how and when they arrived."""

from collections.abc import Mapping
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fleettickets.config import Limits
from fleettickets.store import suspects
from fleettickets.store.connect import connect
from tests.support.dump import dump
from tests.support.feed import Row, csv_of, key, row
from tests.support.imports import World
from tests.support.oracle import expected_of

pytestmark = pytest.mark.usefixtures("two_addresses_are_suspect")

STEPS = [None, "staged", "folded", "written", "committed", "checked", "copied", "archived"]

# Here, two addresses make a coordinate a stand-in, so A and B together always do.
PLACES = {
    "A": {"location_name": "Ngong Road", "longitude": "36.8", "latitude": "-1.3"},
    "B": {"location_name": "Mara Flats 7", "longitude": "36.80", "latitude": "-1.30"},
    "C": {"location_name": "Church Lane", "longitude": "36.7", "latitude": "-1.2"},
}

versions = st.builds(
    lambda ticket_id, status, team, closed, seen, updated, alarm: row(
        ticket_id,
        normalized_status=status,
        assigned_team=team,
        closed_at=closed if status == "closed" else "",
        last_seen_at=seen,
        source_updated_at=updated,
        is_alarm=alarm,
        **PLACES[ticket_id],
    ),
    st.sampled_from("ABC"),
    st.sampled_from(["open", "closed"]),
    st.sampled_from(["", "Team A", "Team B"]),
    st.sampled_from(["", "2026-06-24 10:00:00", "2026-06-24 11:00:00"]),
    st.sampled_from(["", "2026-06-25 06:00:00"]),  # changes the content, but no state
    st.sampled_from(["", "2026-06-24 12:00:00", "2026-06-25 07:00:00"]),  # later than some files
    st.sampled_from(["false"] * 5 + ["true"]),
)
streams = st.dictionaries(
    st.integers(0, 7).map(lambda n: key(20 * n)), st.lists(versions, max_size=4), min_size=2
)
# Versions that move away from a coordinate; only a geocoding run notices that (docs/geocoding.md).
moving = st.dictionaries(
    st.integers(0, 7).map(lambda n: key(20 * n)),
    st.lists(
        st.builds(
            lambda version, place: dict(version) | place,
            versions,
            st.sampled_from([*PLACES.values(), {"longitude": "", "latitude": ""}]),
        ),
        max_size=4,
    ),
    min_size=2,
)
property_settings = settings.get_profile("convergence")


def tables(world: World) -> dict[str, list[Any]]:
    with closing(connect(world.url)) as conn:
        return dump(conn)


def in_order(world: World, files: Mapping[str, bytes]) -> dict[str, list[Any]]:
    world.empty()
    world.put(files)
    assert world.run().is_good
    return tables(world)


@property_settings
@given(stream=streams, data=st.data())
def test_order_repeats_batching_and_crashes_do_not_matter(
    world: World, stream: dict[str, list[Row]], data: st.DataObject
) -> None:
    files = {name: csv_of(rows) for name, rows in stream.items()}
    undisturbed = in_order(world, files)
    arrivals = data.draw(st.permutations(sorted(files)), label="arrivals")
    arrivals += data.draw(st.lists(st.sampled_from(arrivals), max_size=2), label="repeats")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suspects, "_MOST_BROUGHT", data.draw(st.sampled_from([0, 9]), label="many"))
        disturbed(world, files, arrivals, data)

    assert tables(world) == undisturbed
    assert world.keys("automations/inc/changes/") == []
    assert len(world.keys("automations/inc/processed/")) == len(files)


def disturbed(
    world: World, files: Mapping[str, bytes], arrivals: list[str], data: st.DataObject
) -> None:
    """Let the files arrive in this order, in runs that are stopped, then finish with a full run."""
    world.empty()
    while arrivals:
        count = data.draw(st.integers(1, len(arrivals)), label="arrive together")
        now, arrivals = arrivals[:count], arrivals[count:]
        world.put({name: files[name] for name in now})
        limits = Limits(batch_files=data.draw(st.integers(1, 4), label="files in a batch"))
        world.run_stopped(data.draw(st.sampled_from(STEPS), label="stop at"), limits=limits)
    assert world.run().is_good


@property_settings
@given(stream=moving, data=st.data())
def test_after_a_geocoding_run_positions_depend_only_on_the_tickets(
    world: World, stream: dict[str, list[Row]], data: st.DataObject
) -> None:
    files = {name: csv_of(rows) for name, rows in stream.items()}
    in_order(world, files)
    undisturbed = after_a_geocoding_run(world)

    disturbed(world, files, data.draw(st.permutations(sorted(files)), label="arrivals"), data)

    assert after_a_geocoding_run(world) == undisturbed


def after_a_geocoding_run(world: World) -> dict[str, list[Any]]:
    with closing(connect(world.url)) as conn:
        suspects.refresh_suspects(conn)
        return dump(conn)


@property_settings
@given(stream=streams, data=st.data())
def test_a_file_that_failed_and_was_corrected_later_leaves_no_trace(
    world: World, stream: dict[str, list[Row]], data: st.DataObject
) -> None:
    files = {name: csv_of(rows) for name, rows in stream.items()}
    undisturbed = in_order(world, files)
    broken = data.draw(st.sampled_from(sorted(files)), label="broken")

    world.empty()
    world.put(files | {broken: b"ticket_id,\xff\n"})
    assert [entry.change_key for entry in world.run().failed] == [broken]
    world.put({broken: files[broken]})
    assert world.run().is_good

    assert tables(world) == undisturbed


@property_settings
@given(stream=streams, data=st.data())
def test_a_new_version_of_a_file_replaces_the_old_one(
    world: World, stream: dict[str, list[Row]], data: st.DataObject
) -> None:
    files = {name: csv_of(rows) for name, rows in stream.items()}
    undisturbed = in_order(world, files)
    replaced = data.draw(st.sampled_from(sorted(files)), label="replaced")
    # Without coordinates, because a ticket that keeps one without a file would still count there.
    before = [
        dict(version) | {"longitude": "", "latitude": ""}
        for version in data.draw(st.lists(versions, max_size=4), label="before")
    ]
    later = data.draw(st.sets(st.sampled_from(sorted(files))), label="later") - {replaced}

    world.empty()
    first = {name: content for name, content in files.items() if name not in later}
    world.put(first | {replaced: csv_of(before)})
    world.run_stopped(data.draw(st.sampled_from(STEPS), label="stop at"))
    world.put({replaced: files[replaced]})
    assert world.run().is_good
    world.put({name: files[name] for name in later})
    assert world.run().is_good

    assert without_orphans(tables(world)) == undisturbed


def without_orphans(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Leave out tickets that only a replaced version held, because rows are never deleted."""
    return rows | {"inc": [ticket for ticket in rows["inc"] if ticket["change_key"]]}


@property_settings
@given(stream=streams, data=st.data())
def test_a_replay_keeps_right_tables_and_restores_lost_rows(
    world: World, stream: dict[str, list[Row]], data: st.DataObject
) -> None:
    undisturbed = in_order(world, {name: csv_of(rows) for name, rows in stream.items()})
    names = sorted(stream)
    first, last = sorted(data.draw(st.tuples(*[st.sampled_from(names)] * 2), label="range"))
    observed = world.query("SELECT * FROM tickets.ticket_events ORDER BY 1, 2, 3, 4, 5")
    ledger = world.query("SELECT * FROM tickets.import_files ORDER BY 1, 2")

    assert world.replay(first, last).is_good
    assert tables(world) == undisturbed
    assert world.query("SELECT * FROM tickets.ticket_events ORDER BY 1, 2, 3, 4, 5") == observed
    assert world.query("SELECT * FROM tickets.import_files ORDER BY 1, 2") == ledger

    world.forget_tables()
    assert world.replay().is_good
    assert tables(world) == undisturbed


@property_settings
@given(stream=streams)
def test_the_tables_equal_a_plain_dictionary(world: World, stream: dict[str, list[Row]]) -> None:
    files = {name: csv_of(rows) for name, rows in stream.items()}
    rows = in_order(world, files)
    expected = expected_of(files)

    assert {t["ticket_id"]: (t["raw"], t["change_key"], t["change_line"]) for t in rows["inc"]} == {
        ticket_id: (ticket.raw, ticket.change_key, ticket.change_line)
        for ticket_id, ticket in expected.tickets.items()
    }
    assert sorted(
        (e["ticket_id"], e["change_key"], e["change_line"], e["kind"])
        for e in rows["ticket_events"]
    ) == [event[:4] for event in expected.events]
    assert len(rows["closure_events"]) == len(expected.closures)


@property_settings
@given(stream=streams, data=st.data())
def test_a_dry_run_reports_exactly_what_apply_does(
    world: World, stream: dict[str, list[Row]], data: st.DataObject
) -> None:
    files = {name: csv_of(rows) for name, rows in stream.items()}
    first = data.draw(st.lists(st.sampled_from(sorted(files)), unique=True), label="first")
    world.empty()
    world.put({name: files[name] for name in first})
    world.run()
    world.put(files)
    before, keys_before = tables(world), world.keys()

    preview = world.dry_run()
    assert (tables(world), world.keys()) == (before, keys_before)
    report = world.run()

    assert sorted(preview.applied, key=repr) == sorted(report.applied, key=repr)
    assert (preview.failed, preview.archived) == (report.failed, report.archived)
