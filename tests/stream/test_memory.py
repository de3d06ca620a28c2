"""The memory of an import does not grow with the table."""

import tracemalloc
from contextlib import closing

from fleettickets.store.connect import connect
from tests.support.feed import csv_of, key, row
from tests.support.imports import World

TICKETS = 100_000
MAX_BYTES = 4 << 20


def test_rebuilding_every_history_does_not_hold_all_tickets_in_memory(world: World) -> None:
    world.put({key(0): csv_of([row("T1")]), key(20): csv_of([row("T2")])})
    world.run()
    with closing(connect(world.url)) as conn:
        conn.execute("SET session_replication_role = replica")
        conn.execute(
            "INSERT INTO tickets.inc"
            " (ticket_id, raw, content_hash, change_key, change_line, lifecycle)"
            " SELECT 'N' || n, '{}', gen_random_uuid(), 'k', n, 'waiting'"
            " FROM generate_series(1, %s) AS n",
            [TICKETS],
        )
    world.delete(world.keys("automations/inc/processed/"))
    world.put({key(0): csv_of([row("T1", owner="Ann")])})

    tracemalloc.start()
    try:
        assert world.run(is_reseed=True).is_good
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert world.query("SELECT owner FROM tickets.inc WHERE ticket_id = 'T1'") == [("Ann",)]
    assert peak < MAX_BYTES
