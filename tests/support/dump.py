"""Everything that the import writes, without wall-clock times and run ids, in a fixed order."""

from typing import Any

from fleettickets.store.connect import Connection

_TABLES = {
    "inc": "to_jsonb(t) - 'ingested_at'",
    "ticket_events": "to_jsonb(t) - 'observed_at'",
    "closure_events": "to_jsonb(t) - 'observed_at'",
    "import_rejects": "to_jsonb(t) - 'observed_at' - 'reject_id' - 'run_id'",
    # Whether a run got as far as the day's snapshot depends on the run, like the snapshot.
    "import_meta": "(to_jsonb(t) - 'updated_at') #- '{metadata,is_captured}'",
    # What a file changed depends on what was there before; what it contained does not.
    "import_files": (
        "to_jsonb(t) - 'seen_at' - 'run_id' - 'attempts' - 'rows_inserted' - 'rows_updated'"
        " - 'rows_unchanged'"
    ),
}


def dump(conn: Connection, dataset: str = "inc") -> dict[str, list[Any]]:
    """Return the rows of every table of one dataset."""
    tables = {}
    for table, columns in _TABLES.items():
        name = dataset if table == "inc" else table
        where = "" if table == "inc" else f" WHERE dataset = '{dataset}'"
        if table == "import_files":
            where += " AND state = 'applied'"
        rows = conn.execute(f"SELECT {columns} FROM tickets.{name} AS t{where}".encode())
        tables[table] = sorted((row[0] for row in rows), key=repr)
    return tables
