"""The plans of an import's statements stay good with little memory."""

from contextlib import closing

import pytest
from psycopg import sql

from fleettickets.store.connect import connect
from fleettickets.store.load import Stage
from fleettickets.store.queries import table_query
from tests.support.imports import World


@pytest.mark.parametrize("name", ["fold_changes", "forget_origins"])
def test_no_statement_scans_the_stage_for_each_row(world: World, name: str) -> None:
    with closing(connect(world.url)) as conn:
        Stage(conn, world.dataset)
        conn.execute(
            "INSERT INTO staged_changes (change_no, ticket_id, content_hash)"
            " SELECT n, n, gen_random_uuid() FROM generate_series(1, 5000) AS n"
        )
        conn.execute("INSERT INTO staged_rewinds SELECT ticket_id FROM staged_changes")
        conn.execute("ANALYZE staged_changes")
        conn.execute("ANALYZE staged_rewinds")
        conn.execute("SET work_mem = '64kB'")
        text = table_query(name).format(table=sql.Identifier("tickets", "inc")).as_string(conn)
        statement = text.rstrip().rstrip(";").rpartition(";")[2]
        params = {"dataset": "inc", "from_key": "k"} if "%(" in statement else None
        plan = conn.execute(f"EXPLAIN {statement}".encode(), params).fetchall()

    assert "Join" in str(plan)
    assert "SubPlan" not in str(plan)
