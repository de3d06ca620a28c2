"""Credits are a function of the files, whatever order they came in."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fleettickets.store.connect import Connection, connect
from tests.support.reporting import (
    START,
    UPDATE_OFFSETS_H,
    empty,
    import_versions,
    optional,
    updated,
)

CREDITS = (
    "SELECT ticket_id, change_key, closed_at, assigned_team, longest_team, reassignments,"
    " credit_team, credit_rule, owner, credit_owner, owner_credit_rule"
    " FROM tickets.closure_events ORDER BY ticket_id, change_key"
)
DERIVED = (
    "SELECT c.ticket_id, c.change_key, c.closed_at, c.assigned_team, k.longest_team,"
    " k.reassignments, k.credit_team, k.credit_rule, c.owner, k.credit_owner, k.owner_credit_rule"
    " FROM tickets.closure_events AS c"
    " CROSS JOIN LATERAL tickets.closure_credit("
    "  c.dataset, c.ticket_id, c.change_key, c.change_line, c.closed_at) AS k"
    " ORDER BY c.ticket_id, c.change_key"
)
versions = st.lists(
    st.fixed_dictionaries(
        {
            "hour": st.integers(0, 9),
            "ticket_id": st.sampled_from(["T1", "T2"]),
            "normalized_status": st.sampled_from(["open", "open", "closed"]),
            "assigned_team": optional(st.sampled_from(["A", "B", "C"])),
            "owner": optional(st.sampled_from(["ann", "ben", "cat"])),
            "offset_h": UPDATE_OFFSETS_H,
        }
    ),
    max_size=14,
    unique_by=lambda version: (version["hour"], version["ticket_id"]),
)


def credits_after(conn: Connection, stream: list[dict[str, Any]], run_of: list[int]) -> Any:
    empty(conn)
    dated = [
        updated(
            {**version, "file_at": START + timedelta(hours=version["hour"]), "run": run_of[place]},
            version["offset_h"],
        )
        for place, version in enumerate(stream)
    ]
    with TemporaryDirectory() as folder:
        import_versions(conn, dated, Path(folder))
    found = conn.execute(CREDITS.encode()).fetchall()
    assert found == conn.execute(DERIVED.encode()).fetchall()
    return found


@settings(max_examples=30)
@given(stream=versions, data=st.data())
def test_files_that_come_late_change_no_credit(
    shared_database: str, stream: list[dict[str, Any]], data: st.DataObject
) -> None:
    # A file comes whole: its versions share a run.
    run_of_hour = data.draw(st.lists(st.integers(1, 3), min_size=10, max_size=10))
    late = [run_of_hour[version["hour"]] for version in stream]
    with closing(connect(shared_database)) as conn:
        in_order = credits_after(conn, stream, [1] * len(stream))
        assert credits_after(conn, stream, late) == in_order
