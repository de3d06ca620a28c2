"""A database of the record's migrations is taken over with everything that it holds."""

import csv
import gzip
import io
from typing import Any

import pytest

from fleettickets.store.connect import Connection
from fleettickets.store.migrate import migrate
from tests.db.adopt.conftest import Place
from tests.support import earlier
from tests.support.feed import csv_of
from tests.support.neighbours import READER, THEIR_ANSWERS, ask_as, snapshot

ADOPTED = "automations/inc/changes/2026-06-22T15-50-39.adopted.csv.gz"


def rows(conn: Connection, statement: str) -> list[tuple[Any, ...]]:
    return conn.execute(statement.encode()).fetchall()


def theirs(conn: Connection) -> dict[Any, Any]:
    """Return every catalog row that is neither the earlier installation's nor ours."""
    schemas = {
        str(oid)
        for (oid,) in rows(
            conn,
            "SELECT oid FROM pg_namespace WHERE nspname IN ('tickets', 'tickets_before')",
        )
    }
    own = {
        str(oid)
        for (oid,) in rows(
            conn,
            "SELECT oid FROM pg_class WHERE relnamespace::regnamespace::text ~ '^tickets'"
            " UNION ALL SELECT oid FROM pg_type WHERE typnamespace::regnamespace::text ~ '^tickets'"
            " UNION ALL SELECT oid FROM pg_proc WHERE prosrc ~* 'tickets\\.'"
            " OR pronamespace::regnamespace::text ~ '^tickets'",
        )
    }
    mine = schemas | own
    return {
        key: row
        for key, row in snapshot(conn).items()
        if not mine & {key[1].split("/")[0], *_owners(row)}
    }


def _owners(row: Any) -> set[str]:
    names = ("connamespace", "ev_class", "tgrelid")
    return {str(row.get(name)) for name in names} if isinstance(row, dict) else set()


def test_nothing_of_the_neighbours_changes(place: Place, conn: Connection) -> None:
    before = theirs(conn)

    place.adopt()

    now = snapshot(conn)
    assert [(key, row) for key, row in before.items() if now.get(key) != row] == []
    for statement, answer in THEIR_ANSWERS.items():
        assert ask_as(conn, READER, statement) == answer
    assert ask_as(conn, READER, "SELECT tickets FROM v_open_by_cluster ORDER BY tickets") == [
        (2,),
        (2,),
    ]


def test_the_history_of_all_files_is_imported(place: Place, conn: Connection) -> None:
    place.adopt()

    assert rows(
        conn,
        "SELECT ticket_id, closed_at IS NOT NULL, change_key ~ 'adopted' FROM tickets.inc"
        " ORDER BY ticket_id",
    ) == [
        ("WOT0000001", True, False),
        ("WOT0000002", True, False),
        ("WOT0000003", True, False),
        ("WOT0000004", True, False),
        ("WOT0000005", False, False),
        ("WOT0000100", False, True),
        ("WOT0000101", True, True),
    ]
    assert rows(conn, "SELECT count(*) FROM tickets.crq") == [(2,)]
    kinds = "SELECT kind FROM tickets.ticket_events WHERE ticket_id = 'WOT0000004' ORDER BY kind"
    assert [kind for (kind,) in rows(conn, kinds)] == ["closed", "opened", "status"]


def test_what_no_file_holds_is_carried_over(place: Place, conn: Connection) -> None:
    place.adopt()

    assert rows(
        conn,
        "SELECT cluster, provider, precision, is_manual, geom IS NOT NULL"
        " FROM tickets.geo_clusters ORDER BY cluster",
    ) == [
        ("KILIMANI", "manual", "manual", True, True),
        ("MUIGAI INN", "locationiq", "suburb", False, True),
        ("NOWHERE", "locationiq", "none", False, False),
    ]
    assert rows(
        conn,
        "SELECT location_name, provider, precision, query, is_manual FROM tickets.geo_locations"
        " ORDER BY location_name",
    ) == [
        ("Muigai Inn, Gate 2", "locationiq", "building", "muigai inn, gate 2", False),
        ("Set By Hand", "manual", "manual", None, True),
    ]
    assert rows(
        conn,
        "SELECT ticket_id, geo_source, longitude FROM tickets.inc"
        " WHERE ticket_id IN ('WOT0000003', 'WOT0000004', 'WOT0000005') ORDER BY ticket_id",
    ) == [
        ("WOT0000003", "location", pytest.approx(36.951)),
        ("WOT0000004", "cluster", pytest.approx(36.78)),
        ("WOT0000005", "manual", pytest.approx(36.81)),
    ]


def test_of_several_spellings_of_a_cluster_one_is_carried(place: Place, conn: Connection) -> None:
    conn.execute(
        "INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision) VALUES"
        " ('Kilimani', ST_SetSRID(ST_MakePoint(36.1, -1), 4326), 'locationiq', 'suburb'),"
        " (U&'nowhere\\200B', ST_SetSRID(ST_MakePoint(36.2, -1), 4326), 'locationiq', 'suburb'),"
        " (U&'\\200B', NULL, 'locationiq', 'none')"
    )

    assert place.adopt().is_good

    assert rows(
        conn,
        "SELECT tickets.name_key(cluster), is_manual, round(ST_X(geom)::numeric, 2)::text"
        " FROM tickets.geo_clusters ORDER BY 1",
    ) == [
        ("kilimani", True, "36.78"),
        ("muigai inn", False, "36.95"),
        ("nowhere", False, "36.20"),
    ]


def test_a_carried_closing_is_credited(place: Place, conn: Connection) -> None:
    conn.execute("ALTER TABLE tickets.closure_events ADD COLUMN IF NOT EXISTS owner text")
    conn.execute("UPDATE tickets.closure_events SET owner = 'jane' WHERE assigned_team = 'TEAM B'")

    place.adopt()

    assert rows(
        conn,
        "SELECT credit_team, credit_rule, credit_owner, owner_credit_rule"
        " FROM tickets.closure_events WHERE is_carried",
    ) == [("TEAM B", "sole_team", "jane", "sole_owner")]


def test_snapshots_and_closings_are_marked_as_carried(place: Place, conn: Connection) -> None:
    place.adopt()

    assert rows(
        conn,
        "SELECT snapshot_on::text, cluster, open_tickets, created, closed,"
        " carried_row ->> 'sla_breached' FROM tickets.inc_daily_snapshot"
        " WHERE is_carried ORDER BY snapshot_on, cluster",
    ) == [
        ("2026-06-16", "", 1, 7, 130, "10"),
        ("2026-06-16", "KILIMANI", 11, 0, 0, None),
        ("2026-06-16", "MUIGAI INN", 18, 0, 0, None),
        ("2026-06-17", "", 28, 5, 140, "8"),
    ]
    assert rows(
        conn,
        "SELECT ticket_id, closed_at::date::text, credit_team, mttr, change_key, change_line"
        " FROM tickets.closure_events WHERE is_carried",
    ) == [("WOT0000003", "2026-06-11", "TEAM B", 60, ADOPTED, -1)]
    assert rows(
        conn,
        "SELECT DISTINCT snapshot_on::text FROM tickets.inc_daily_snapshot WHERE NOT is_carried",
    ) == [("2026-06-22",)]
    days = rows(conn, "SELECT reporting.fn_backlog('inc', '2026-06-16', '2026-06-17') -> 'days'")[
        0
    ][0]
    assert [day["snapshot_open"] for day in days] == [30, 28]


def test_a_replay_changes_nothing_and_a_later_file_wins(place: Place, conn: Connection) -> None:
    place.adopt()
    state = (
        "SELECT t.ticket_id, t.raw, t.change_key, (SELECT array_agg(e.kind || e.change_key"
        " ORDER BY e.change_key, e.kind) FROM tickets.ticket_events AS e"
        " WHERE e.ticket_id = t.ticket_id), (SELECT array_agg(c.closed_at ORDER BY c.closed_at)"
        " FROM tickets.closure_events AS c WHERE c.ticket_id = t.ticket_id)"
        " FROM tickets.inc AS t ORDER BY t.ticket_id"
    )
    before = rows(conn, state)

    assert place.world.replay().is_good
    assert rows(conn, state) == before

    later = "automations/inc/changes/2026-06-23T08-00-00.csv"
    place.world.put({later: csv_of([earlier.closed("WOT0000100", "2026-06-23 07:00:00")])})
    assert place.world.run().is_good
    assert place.world.replay().is_good
    assert rows(
        conn, "SELECT change_key, closed_at IS NULL FROM tickets.inc WHERE ticket_id = 'WOT0000100'"
    ) == [(later, False)]
    kinds = "SELECT kind FROM tickets.ticket_events WHERE ticket_id = 'WOT0000100' ORDER BY kind"
    assert [kind for (kind,) in rows(conn, kinds)] == ["closed", "opened", "status"]


def test_a_file_that_shows_a_carried_closing_replaces_it(place: Place, conn: Connection) -> None:
    place.adopt()
    late = "automations/inc/changes/2026-06-12T08-00-00.csv"
    place.world.put({late: csv_of([earlier.closed("WOT0000003", "2026-06-11 20:00:00")])})

    assert place.world.run().is_good

    statement = (
        "SELECT change_key, is_carried FROM tickets.closure_events"
        " WHERE ticket_id = 'WOT0000003' AND closed_at = '2026-06-11 20:00+03'"
    )
    assert rows(conn, statement) == [(late, False)]


def test_the_adopted_file_holds_the_rows_as_they_came(place: Place) -> None:
    place.adopt()

    packed = place.world.get(ADOPTED.replace("/changes/", "/processed/"))
    found = list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode())))
    assert [row["ticket_id"] for row in found] == ["WOT0000100", "WOT0000101"]
    assert found[1]["mttr"] == "36.5"
    assert place.world.keys("automations/inc/changes/") == []


def test_the_old_names_answer_their_callers(place: Place, conn: Connection) -> None:
    place.adopt()

    for name in ("fn_inc_dashboard", "fn_crq_dashboard"):
        call = f"SELECT reporting.{name}(NULL, NULL, NULL, '2026-06-01+03', '2026-06-30+03')"
        [(answer,)] = ask_as(conn, READER, call)
        assert {"open", "closed", "metrics", "freshness"} <= answer.keys()
    [(answer,)] = ask_as(conn, READER, "SELECT reporting.fn_tickets_for_map()")
    assert answer["features"]
    statement = "SELECT ticket_id FROM tickets.inc_open_sla ORDER BY ticket_id"
    assert ask_as(conn, READER, statement) == [("WOT0000005",), ("WOT0000100",)]


def test_the_comparison_names_each_difference(place: Place) -> None:
    report = place.adopt()

    assert report.is_good
    [inc, crq] = report.comparisons
    found = {kind.kind: kind for kind in inc.kinds}
    totals = {
        name: kind.total for name, kind in found.items() if name.endswith(("_before", "_now"))
    }
    assert totals == {
        "tickets_before": 7,
        "tickets_now": 7,
        "open_before": 4,
        "open_now": 2,
        "closed_before": 3,
        "closed_now": 5,
        "positions_before": 7,
        "positions_now": 7,
    }
    assert found["no_longer_open"].ticket_ids == ["WOT0000002", "WOT0000004"]
    assert found["closed_since"].ticket_ids == ["WOT0000002", "WOT0000004"]
    assert found["position_moved"].total == len(found["position_moved"].ticket_ids) > 0
    assert {"missing", "new", "open_again"} & found.keys() == set()
    assert {kind.kind: kind.total for kind in crq.kinds}["tickets_now"] == 2


def test_what_is_closed_by_its_status_alone_counts_as_closed(
    place: Place, conn: Connection
) -> None:
    earlier.load(conn, "inc", [earlier.ticket("WOT0000102", **earlier.CLOSED)])

    [inc, _] = place.adopt().comparisons

    found = {kind.kind: kind for kind in inc.kinds}
    assert (found["closed_before"].total, found["closed_now"].total) == (3, 6)
    assert "WOT0000102" in found["closed_since"].ticket_ids


def test_another_migrate_has_nothing_to_do(place: Place, conn: Connection) -> None:
    place.adopt()

    assert not migrate(conn, readers=[READER])
