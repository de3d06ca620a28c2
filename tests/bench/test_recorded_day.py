"""The plan of a recorded day, from the part of the stream that ships."""

from datetime import date
from pathlib import Path

from benchmarks.dispatch.recorded import busiest_day, planned, rows_of, text_of, tickets_of

PART = Path(__file__).parents[1] / "fixtures/crq-2015q2-part.tar.xz"


def test_the_busiest_day_is_planned_the_same_each_time() -> None:
    rows = list(rows_of(PART))
    day = busiest_day(rows)
    assert day == "2015-04-08"
    tickets = tickets_of(rows, day)

    plan = planned(tickets, date.fromisoformat(day))

    shown = [key.ticket_id for crew in plan.crews for stop in crew.stops for key in stop.tickets]
    shown += [line.key.ticket_id for line in plan.unassigned]
    assert sorted(shown) == sorted(tickets)
    lines = list(text_of(plan))
    assert lines == list(text_of(planned(tickets, date.fromisoformat(day))))
    reasons = {line.reason for line in plan.unassigned}
    assert "no_position" in reasons  # the coordinate of the source that stands for none
    assert all(any(f"`{reason}`" in line for line in lines) for reason in reasons)
