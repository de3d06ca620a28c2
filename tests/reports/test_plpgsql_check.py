"""plpgsql_check reads every function: types, unused variables, statements that cannot run."""

from fleettickets.store.connect import Connection

# What is said without cause, and why.
SPARED = {
    # The operator may create this view; the function asks for it first.
    ("dispatch.crew_positions()", 'relation "dispatch.tracker_positions" does not exist'),
    # Every name in their statements comes from the catalog or goes through format's %L and %I.
    *(
        (f"tickets.{name}", message)
        for name in (
            "apply_grants(text[],integer)",
            "build_datasets()",
            "check_tickets(text)",
            "find_unknown_verdicts()",
        )
        for message in (
            "the expression is not SQL injection safe",
            "text type variable is not sanitized",
        )
    ),
    # The dynamic statements return exactly these columns; tests/stream and tests/faults run them.
    *(
        (f"tickets.{function}", f'OUT variable "{name}" is maybe unmodified')
        for function, names in {
            "check_tickets(text)": ("ticket_id", "column_name", "stored", "derived"),
            "find_unknown_verdicts()": ("dataset", "word", "since"),
        }.items()
        for name in names
    ),
}


def test_every_function_passes(conn: Connection) -> None:
    conn.execute("CREATE EXTENSION plpgsql_check")
    problems = conn.execute(
        """
        SELECT p.oid::regprocedure::text, r.message, r.lineno, r.level
        FROM pg_proc AS p
        INNER JOIN pg_language AS l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
        LEFT JOIN LATERAL (
            SELECT t.tgrelid FROM pg_trigger AS t WHERE t.tgfoid = p.oid LIMIT 1
        ) AS t ON TRUE
        CROSS JOIN LATERAL plpgsql_check_function_tb(
            p.oid, coalesce(t.tgrelid, 0),
            performance_warnings => FALSE, extra_warnings => TRUE, security_warnings => TRUE
        ) AS r
        WHERE p.pronamespace = ANY('{tickets, reporting, dispatch}'::regnamespace[])
        """
    ).fetchall()

    assert [problem for problem in problems if problem[:2] not in SPARED] == []


def test_every_sql_function_runs_as_it_is_written(conn: Connection) -> None:
    """PostgreSQL checks the bodies of SQL functions when they are made, the migrator makes sure."""
    conn.execute("SET check_function_bodies = on")
    bodies = conn.execute(
        "SELECT pg_get_functiondef(p.oid) FROM pg_proc AS p"
        " INNER JOIN pg_language AS l ON l.oid = p.prolang AND l.lanname = 'sql'"
        " WHERE p.pronamespace = ANY('{tickets, reporting, dispatch}'::regnamespace[])"
    ).fetchall()
    assert bodies
    for (body,) in bodies:
        conn.execute(body.encode())
