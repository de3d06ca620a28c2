"""When the daily snapshots are taken, and by whom."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from fleettickets.store.connect import Connection, connect
from fleettickets.store.daily_history import capture_history

CAPTURED = (
    "SELECT cluster, open_tickets, captured_at FROM tickets.inc_daily_snapshot"
    " ORDER BY snapshot_on, cluster"
)
FORGET = "UPDATE tickets.import_meta SET metadata = metadata - 'is_captured'"


def fill(conn: Connection) -> None:
    conn.execute(
        "INSERT INTO tickets.import_meta (dataset, metadata)"
        " VALUES ('inc', '{\"content_as_of\": \"2026-06-25T09:00:00+00:00\"}')"
    )
    conn.execute(
        "INSERT INTO tickets.inc (ticket_id, raw, change_key, change_line)"
        " SELECT 'I' || n, jsonb_build_object("
        "  'ticket_id', 'I' || n, 'normalized_status', 'open', 'cluster', 'C' || n), '', 0"
        " FROM generate_series(1, 3) AS n"
    )


def test_a_capture_of_the_same_day_notes_its_time_and_one_of_nothing_new_does_not(
    conn: Connection,
) -> None:
    fill(conn)
    assert capture_history(conn) == 3
    first = conn.execute(CAPTURED.encode()).fetchall()
    assert capture_history(conn) == 0
    assert conn.execute(CAPTURED.encode()).fetchall() == first

    conn.execute(FORGET.encode())
    assert capture_history(conn) == 3
    again = conn.execute(CAPTURED.encode()).fetchall()
    assert [line[:2] for line in again] == [line[:2] for line in first]
    assert all(new[2] > old[2] for new, old in zip(again, first, strict=True))


def test_captures_at_one_time_follow_each_other(report_database: str, conn: Connection) -> None:
    fill(conn)
    with closing(connect(report_database)) as other, ThreadPoolExecutor(1) as pool:
        with conn.transaction():
            assert capture_history(conn) == 3
            waiting = pool.submit(capture_history, other)
            time.sleep(0.3)
            assert not waiting.done()
        assert waiting.result() == 0
