"""Spellings of numbers, times and truth values that exporters use."""

import pytest

from fleettickets.domain.spellings import usual_flag, usual_number, usual_time
from tests.support.feed import csv_of, key, row
from tests.support.imports import World

TIMES = {
    "2026-06-25T06:20:00.1234567": "2026-06-25 06:20:00.123457",
    "2026-06-25 06:20:00.123456789": "2026-06-25 06:20:00.123457",
    "2026-06-25 06:20:00,5": "2026-06-25 06:20:00.500000",
    "2026-06-25T06:20:00,1234567Z": "2026-06-25 06:20:00.123457Z",
    "2026-06-25 06:20:59.9999999": "2026-06-25 06:21:00",
    "2025-12-31 23:59:59.9999999+03:00": "2026-01-01 00:00:00+03:00",
    "20260625T062000": "2026-06-25 06:20:00",
    "20260625T062000Z": "2026-06-25 06:20:00Z",
    "20260625T0620+0300": "2026-06-25 06:20:00+0300",
    "20260625T062000,123": "2026-06-25 06:20:00.123000",
    "20260625 062000.123456789-03": "2026-06-25 06:20:00.123457-03",
    "20260625": "2026-06-25",
    "2026-06-25t06:20:00z": "2026-06-25 06:20:00Z",
}
NUMBERS = {
    "35.516666666666666": "35.516666667",
    "0.99999999999999": "1",
    "35.": "35",
    "35.0000000000": "35",
    "+35.5": "35.5",
    "-1.286389000000000000000001": "-1.286389",
    "9999999.4999999999": "9999999.5",
    ".5": "0.5",
}
FLAGS = {"1.0": "1", "0.0": "0", "1.00": "1"}
NOTHING = [
    "",
    "soon",
    "2026-06-2506:20",
    "2026-0625",
    "2026-06-25 06:20:00.",
    "1.5",
    "2026-02-30T1",
]


@pytest.mark.parametrize(("text", "usual"), TIMES.items())
def test_a_time_is_rewritten(text: str, usual: str) -> None:
    assert usual_time(text) == usual


@pytest.mark.parametrize(("text", "usual"), NUMBERS.items())
def test_a_number_is_rewritten(text: str, usual: str) -> None:
    assert usual_number(text) == usual


@pytest.mark.parametrize("text", [*NOTHING, "20260230T062000", "20260625T250000", "20260625T06"])
def test_other_texts_are_no_times(text: str) -> None:
    assert usual_time(text) is None


@pytest.mark.parametrize("text", ["", "soon", ".", "-.", "1.5.5", "1e3", "1,234.5"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert usual_number(text) is None


@pytest.mark.parametrize("text", ["", "soon", "1.5", "2.0", "1.", "10.0"])
def test_other_texts_are_no_flags(text: str) -> None:
    assert usual_flag(text) is None


def test_every_spelling_is_read_and_stored(world: World) -> None:
    """Nothing is warned of, and the tables hold the values."""
    given = [
        *({"closed_at": text, "normalized_status": "closed"} for text in TIMES),
        *({"mttr": text} for text in NUMBERS if text[0] != "-"),
        *({"is_actionable": text} for text in (*FLAGS, "Y", "n", "ON", "off", "yes\u200b")),
        {"latitude": "-1.286389000000000000000001", "longitude": "36.817223000000000000000001"},
    ]
    world.put({key(600): csv_of([row(f"T{n:02}", **values) for n, values in enumerate(given)])})

    assert world.run().is_good

    assert world.query("SELECT change_line, reason FROM tickets.import_rejects") == []
    assert world.query("SELECT * FROM tickets.check_tickets('inc')") == []
    assert world.query("SELECT count(closed_at), count(mttr), count(*) FROM tickets.inc") == [
        (len(TIMES), len(NUMBERS) - 1, len(given))
    ]
    [(first, second)] = world.query(
        "SELECT (SELECT closed_at = '2026-06-25 03:20:00.123457+00' FROM tickets.inc"
        " WHERE ticket_id = 'T00'), (SELECT closed_at = '2026-06-25 06:20:00.123457+00'"
        " FROM tickets.inc WHERE ticket_id = 'T03')"
    )
    assert (first, second) == (True, True)


def test_another_spelling_of_a_time_changes_nothing(world: World) -> None:
    world.put({key(0): csv_of([row("T1", closed_at="2026-06-25 06:00:00.500000")])})
    world.put({key(20): csv_of([row("T1", closed_at="20260625T060000,5")])})
    world.run()

    assert world.query("SELECT change_key FROM tickets.ticket_events WHERE kind = 'closed'") == [
        (key(0),)
    ]
    assert world.query("SELECT rows_unchanged FROM tickets.import_files ORDER BY change_key") == [
        (0,),
        (1,),
    ]


@pytest.mark.parametrize("text", ["1.0", "1.00", "Y", "y", "on", "ON", "true\ufeff"])
def test_an_alarm_is_dropped_however_it_is_marked(text: str, world: World) -> None:
    world.put({key(0): csv_of([row("T1", is_alarm=text), row("T2", is_alarm="0.0")])})
    world.run()

    assert world.query("SELECT ticket_id FROM tickets.inc") == [("T2",)]


@pytest.mark.parametrize(
    "name",
    [
        "Imara Daima",
        "IMARA DAIMA",
        "\t Imara Daima \r\n",
        "Ima\u200bra Daima\u00a0",
        "Imara  Daima",
        "Imara\u00a0Daima",
        "Imara\u2060 \u00a0 Daima",
    ],
)
def test_a_name_has_one_key_with_and_without_other_characters_than_ascii(
    name: str, world: World
) -> None:
    assert world.query(f"SELECT tickets.name_key(E'{name}')") == [("imara daima",)]


@pytest.mark.parametrize("bucket", ["Closed", " CLOSED "])
def test_a_contradiction_with_the_bucket_is_found_in_any_case(bucket: str, world: World) -> None:
    world.put({key(0): csv_of([row("T1", bucket=bucket, is_actionable="true")])})
    world.run()

    assert world.query("SELECT column_name FROM tickets.import_rejects") == [("is_actionable",)]
