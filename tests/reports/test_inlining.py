"""The functions that say a rule once cost nothing: the planner puts them into what calls them."""

import pytest

from fleettickets.store.connect import Connection

WINDOW = "'2026-06-24', '2026-06-26'"
STATES = "'{open,waiting,closed}'"
FILTERS = """'{"cluster": "Westlands", "status": "open", "team": null, "owner": ""}'"""
SETS = {
    "a filter": f"SELECT * FROM tickets.filtered_tickets('inc', {FILTERS})",
    "shown tickets": f"SELECT * FROM tickets.shown_tickets('inc', {STATES}, {WINDOW}, {FILTERS})",
    "tickets in a box": (
        f"SELECT * FROM tickets.closed_in_box('inc', {WINDOW}, {FILTERS},"
        " public.st_makeenvelope(36, -2, 37, 0, 4326), NULL)"
    ),
    "flows": f"SELECT * FROM tickets.window_flows('inc', {WINDOW}, {FILTERS})",
    "closings": f"SELECT * FROM tickets.credited_closings('inc', {WINDOW})",
    "closings in figures": (
        "SELECT * FROM tickets.closure_figures("
        f"'inc', 'owner', 'week', {WINDOW}, '2026-06-25', {FILTERS})"
    ),
    "properties": (
        f"SELECT p AS p FROM tickets.shown_tickets('inc', {STATES}, {WINDOW}, {FILTERS}) AS t"
        " CROSS JOIN LATERAL tickets.ticket_properties(t, '2026-06-25') AS p"
    ),
}


def plan_of(conn: Connection, query: str) -> str:
    lines = conn.execute(f"EXPLAIN (VERBOSE) {query}".encode()).fetchall()
    return "\n".join(line for (line,) in lines)


@pytest.mark.parametrize("query", SETS.values(), ids=SETS)
def test_a_rule_is_planned_as_a_part_of_its_caller(query: str, filled: Connection) -> None:
    plan = plan_of(filled, query)

    assert "Function Scan" not in plan
    for scalar in (
        "is_wanted",
        "name_key",
        "ticket_sla_state",
        "sla_state(",
        "age_minutes(",
        "hours_open(",
    ):
        assert scalar not in plan


def test_a_filter_that_is_not_asked_for_leaves_no_condition(filled: Connection) -> None:
    plan = plan_of(filled, "SELECT ticket_id FROM tickets.filtered_tickets('inc', '{}')")

    assert "Filter" not in plan


def test_a_ticket_whose_deadline_is_not_read_is_planned_without_the_policy(
    filled: Connection,
) -> None:
    plan = plan_of(filled, f"SELECT ticket_id FROM tickets.filtered_tickets('inc', {FILTERS})")

    assert "sla_policy" not in plan
    assert "datasets" not in plan


def test_the_open_tickets_of_a_cluster_are_found_by_their_index(filled: Connection) -> None:
    # The open tickets are few among many.
    filled.execute(
        "INSERT INTO tickets.inc (ticket_id, raw, content_hash, change_key, change_line)"
        ' SELECT \'C\' || n, \'{"cluster": "Westlands", "closed_at": "2026-06-01 09:00:00"}\','
        " gen_random_uuid(), '', n FROM generate_series(1, 2000) AS n"
    )
    filled.execute("ANALYZE tickets.inc")
    filters = """'{"cluster": "Westlands"}'"""
    plan = plan_of(
        filled,
        f"SELECT ticket_id FROM tickets.shown_tickets('inc', '{{open}}', {WINDOW}, {filters})",
    )

    assert "inc_open_idx" in plan
    assert "= 'westlands'::text)" in plan
