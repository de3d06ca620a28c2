"""What a report refuses, and in which words."""

import re
from datetime import datetime, timedelta

import psycopg
import pytest

from fleettickets.api.parameters import FilterQuery
from fleettickets.domain.dataset import EAT, KEY_TIME_FORMAT
from fleettickets.store.connect import Connection
from tests.support.reporting import ask

REFUSED = {
    "reporting.fn_dashboard('xyz')": "unknown dataset 'xyz'",
    "reporting.fn_dashboard(NULL)": "unknown dataset NULL",
    'reporting.fn_inc_dashboard(p_filters => \'{"colour": "red"}\')': "unknown filter 'colour'",
    "reporting.fn_inc_dashboard(p_filters => '{\"colour\": null}')": "unknown filter 'colour'",
    "reporting.fn_inc_dashboard(p_filters => '{\"team\": 7}')": "filter team must be a text",
    "reporting.fn_inc_dashboard(p_filters => '[\"team\"]')": "is not an object",
    "reporting.fn_inc_dashboard(p_team => 'A', p_filters => '{\"team\": \"B\"}')": "given twice",
    'reporting.fn_tickets_for_map(p_filters => \'{"colour": "red"}\')': "unknown filter 'colour'",
    "reporting.fn_export_tickets('inc', p_filters => '{\"a\": \"b\"}')": "unknown filter 'a'",
    "reporting.fn_closed_tile('inc', 0, 0, 0, p_filters => '{\"a\": \"b\"}')": "unknown filter 'a'",
    "reporting.fn_inc_dashboard(p_window => 'a while')": "unknown window 'a while'",
    "reporting.fn_inc_dashboard(p_window => '-1d')": "unknown window '-1d'",
    "reporting.fn_inc_dashboard(p_window => '0h')": "unknown window '0h'",
    "reporting.fn_inc_dashboard(p_window => '999999999999 years')": "unknown window",
    "reporting.fn_inc_dashboard(p_window => '24')": "unknown window '24'",
    "reporting.fn_inc_dashboard(p_window => ' -7.5 ')": "unknown window ' -7.5 '",
    "reporting.fn_inc_dashboard(p_window => '1 day ago')": "unknown window '1 day ago'",
    "reporting.fn_inc_dashboard(p_window => '101 years')": "unknown window '101 years'",
    "reporting.fn_inc_dashboard(p_window => '-178000000 years')": "unknown window",
    "reporting.fn_inc_dashboard(p_window => 'infinity')": "unknown window 'infinity'",
    "reporting.fn_inc_dashboard(p_window => 'NaN')": "unknown window 'NaN'",
    "reporting.fn_inc_dashboard(p_window => '1e400 days')": "unknown window '1e400 days'",
    "reporting.fn_inc_dashboard(p_window => $$7d'; DROP TABLE tickets.inc; --$$)": "unknown window",
    # The first of March 2024 less a month and plus 29 days: the same instant.
    (
        "reporting.fn_inc_dashboard(p_window => '1 mon -29 days', p_as_of => '2024-03-01 00:00+00')"
    ): "unknown window '1 mon -29 days'",
    "reporting.fn_inc_dashboard(p_from => '2026-06-02', p_to => '2026-06-01')": "is not before",
    "reporting.fn_inc_dashboard(p_from => '2026-06-02', p_to => '2026-06-02')": "is not before",
    "reporting.fn_inc_dashboard(p_from => '2026-06-01', p_as_of => '2026-05-01')": (
        "is not before p_as_of 2026-05-01"
    ),
    "reporting.fn_inc_dashboard(p_as_of => 'infinity')": "must be finite",
    "reporting.fn_inc_dashboard(p_as_of => '-infinity')": "must be finite",
    "reporting.fn_inc_dashboard(p_as_of => '3000-01-01')": "must be finite",
    "reporting.fn_inc_dashboard(p_as_of => '4714-11-24 00:00+00 BC')": "must be finite",
    "reporting.fn_inc_dashboard(p_from => '-infinity')": "must be finite",
    "reporting.fn_inc_dashboard(p_from => '0001-12-31 00:00+00 BC')": "must be finite",
    "reporting.fn_inc_dashboard(p_to => 'infinity')": "must be finite",
    "reporting.fn_inc_dashboard(p_to => '4714-11-24 00:00+00 BC')": "must be finite",
    "reporting.fn_inc_dashboard(p_to => '10000-01-01 00:00+00')": "must be finite",
    "reporting.fn_inc_dashboard(p_from => '0001-01-01 00:00+00', p_to => '0001-01-01 00:00+00')": (
        "is not before p_to"
    ),
    "reporting.fn_inc_dashboard(p_window => 'custom')": "'custom' needs p_from or p_to",
    "reporting.fn_inc_dashboard(p_window => ' Custom ')": "'custom' needs p_from or p_to",
    "reporting.fn_inc_dashboard(p_window => 'year')": "unknown window 'year'",
    "reporting.fn_inc_dashboard(p_window => 'yesterday')": "unknown window 'yesterday'",
    "reporting.fn_inc_dashboard(p_as_of => '0001-01-01 00:00+00')": "begins before the year 1",
    "reporting.fn_inc_dashboard(p_window => '99 years', p_as_of => '0099-12-31')": "the year 1",
    "reporting.fn_export_tickets('inc', 'all', p_window => 'custom')": "needs p_from or p_to",
    "reporting.fn_closed_tile('inc', 0, 0, 0, p_window => 'custom')": "needs p_from or p_to",
    "reporting.fn_dashboard($$inc; DROP TABLE tickets.inc$$)": "unknown dataset 'inc; DROP",
    "reporting.fn_tickets_for_map('xyz')": "unknown dataset 'xyz'",
    "reporting.fn_tickets_for_map(p_as_of => '9999-12-31')": "must be finite",
    "reporting.fn_open_sla('xyz')": "unknown dataset 'xyz'",
    "reporting.fn_open_sla('')": "unknown dataset ''",
    "reporting.fn_open_sla(NULL, 'infinity')": "must be finite",
    "reporting.fn_open_sla(NULL, '9999-12-31')": "must be finite",
    "reporting.fn_backlog('xyz')": "unknown dataset 'xyz'",
    "reporting.fn_backlog('inc', '2026-06-02', '2026-06-01')": "2026-06-02 is after p_to",
    "reporting.fn_backlog('inc', '2999-01-01')": "is after the content, which ends on 2026-06-25",
    "reporting.fn_backlog('inc', '0001-01-01')": "is more than 3660 days",
    "reporting.fn_backlog('inc', '-infinity')": "must be days from the year 1 on",
    "reporting.fn_backlog('inc', 'infinity')": "is after the content, which ends on 2026-06-25",
    "reporting.fn_backlog('inc', p_to => '-infinity')": "must be days from the year 1 on",
    "reporting.fn_backlog('inc', p_to => '4714-11-24 BC')": "must be days from the year 1 on",
    "reporting.fn_backlog('inc', '2016-06-17')": "is more than 3660 days",
    "reporting.fn_backlog(NULL)": "unknown dataset NULL",
    "reporting.fn_backlog_at('inc', NULL)": "p_at NULL is not a past instant",
    "reporting.fn_backlog_at('inc', '2999-01-01')": "is not a past instant of the content",
    "reporting.fn_backlog_at('inc', 'infinity')": "is not a past instant of the content",
    "reporting.fn_backlog_at('inc', '-infinity')": "is not a past instant of the content",
    "reporting.fn_backlog_at('inc', '4714-11-24 00:00+00 BC')": "is not a past instant",
    "reporting.fn_backlog_at('inc', '0001-01-01 00:00+03')": "is not a past instant of the content",
    "reporting.fn_backlog_at('inc', '2026-06-25 12:00:01+03')": "is not a past instant",
    "reporting.fn_team_closures('inc', '2026-06-02', '2026-06-01')": "is not before p_to",
    "reporting.fn_closures_by('inc', 'driver')": "unknown p_by 'driver'",
    "reporting.fn_closures_by('inc', NULL)": "unknown p_by NULL",
    "reporting.fn_closures_by('inc', p_period => 'month')": "unknown p_period 'month'",
    "reporting.fn_closures_by('nope')": "unknown dataset 'nope'",
    "reporting.fn_closures_by('inc', p_window => 'custom')": "needs p_from or p_to",
    "reporting.fn_closures_by('inc', p_from => '-infinity')": "must be finite",
    "reporting.fn_closures_by('inc', p_filters => '{\"a\": \"b\"}')": "unknown filter 'a'",
    "reporting.fn_export_closures('inc', p_by => '')": "unknown p_by ''",
    "reporting.fn_export_closures('inc', p_filters => '[]')": "is not an object",
    "reporting.fn_team_closures('inc', '-infinity')": "must be finite",
    "reporting.fn_team_closures('inc', p_to => '0001-01-15 00:00+00')": "before the year 1",
    "reporting.fn_team_closures('inc', p_to => '294276-12-31')": "must be finite",
    "reporting.fn_team_closures('inc', p_to => '4714-11-24 00:00+00 BC')": "must be finite",
    "reporting.fn_find_tickets('xyz', 'I1')": "unknown dataset 'xyz'",
    "reporting.fn_find_tickets('inc', ' I ')": "cannot look for 20 tickets of ' I '",
    "reporting.fn_find_tickets('inc', NULL)": "cannot look for 20 tickets of NULL",
    "reporting.fn_find_tickets('inc', 'I1', 51)": "cannot look for 51 tickets",
    "reporting.fn_filter_values('xyz')": "unknown dataset 'xyz'",
    "reporting.fn_export_tickets('inc', 'some')": "unknown state 'some'",
    "reporting.fn_export_tickets('inc', NULL)": "unknown state NULL",
    "reporting.fn_closed_tile('xyz', 0, 0, 0)": "unknown dataset 'xyz'",
    "reporting.fn_closed_tile('inc', 23, 0, 0)": "no tile 23/0/0",
    "reporting.fn_closed_tile('inc', 1, 2, 0)": "no tile 1/2/0",
    "reporting.fn_closed_tile('inc', 1, 0, -1)": "no tile 1/0/-1",
    "reporting.fn_closed_tile('inc', NULL, 0, 0)": "no tile",
    "reporting.fn_ticket_history('inc', 'I9')": "no ticket 'I9' in inc",
    "reporting.fn_ticket_history('inc', NULL)": "no ticket NULL in inc",
    "reporting.fn_ticket_history('xyz', 'I1')": "unknown dataset 'xyz'",
}

# A value that no ticket has, and the filter that the answer names.
UNKNOWN = {
    "reporting.fn_inc_dashboard(p_status => 'opne')": "status",
    "reporting.fn_inc_dashboard('Nowhere')": "cluster",
    "reporting.fn_inc_dashboard(p_team => 'Nobody')": "team",
    "reporting.fn_inc_dashboard(p_owner => 'No one')": "owner",
    'reporting.fn_inc_dashboard(p_filters => \'{"team": "Nobody"}\')': "team",
    "reporting.fn_inc_dashboard(p_status => $$open' OR '1'='1$$)": "status",
    "reporting.fn_inc_dashboard($$' OR 1=1 --$$)": "cluster",
    "reporting.fn_inc_dashboard(p_team => '%%')": "team",
    "reporting.fn_inc_dashboard(p_owner => $$a') OR TRUE --$$)": "owner",
    "reporting.fn_crq_dashboard('Westlands')": "cluster",
    "reporting.fn_tickets_for_map(p_cluster => 'Nowhere')": "cluster",
    "reporting.fn_backlog('inc', p_cluster => 'Nowhere')": "cluster",
    "reporting.fn_backlog_at('inc', '2026-06-24', 'Nowhere')": "cluster",
    "reporting.fn_team_closures('inc', p_cluster => 'Nowhere')": "cluster",
}


@pytest.mark.parametrize("call", REFUSED)
def test_a_slip_is_an_error_that_names_it(call: str, filled: Connection) -> None:
    with pytest.raises(psycopg.Error) as refused:
        ask(filled, f"SELECT {call}")

    expected = "P0002" if "no ticket" in REFUSED[call] else "22023"
    assert refused.value.sqlstate == expected
    assert REFUSED[call] in (refused.value.diag.message_primary or "")


@pytest.mark.parametrize("call", UNKNOWN)
def test_a_value_that_no_ticket_has_gives_an_empty_answer_that_names_the_filter(
    call: str, filled: Connection
) -> None:
    answer = ask(filled, f"SELECT {call}")

    assert answer["filters"]["unknown"] == [UNKNOWN[call]]


def test_an_unknown_filter_is_refused_with_the_names_of_those_that_there_are(
    filled: Connection,
) -> None:
    with pytest.raises(psycopg.Error) as refused:
        ask(filled, "SELECT reporting.fn_dashboard('inc', p_filters => '{\"colour\": \"red\"}')")

    names = ", ".join(sorted(FilterQuery.model_fields))
    assert refused.value.diag.message_hint == f"Expected one of: {names}."


@pytest.mark.parametrize(
    "named",
    ["p_team => 'B'", "p_status => 'OPEN'", "p_owner => '(none)'", "p_cluster => '(NONE)'"],
)
@pytest.mark.parametrize(
    "report", ["fn_dashboard('inc', ", "fn_inc_dashboard(", "fn_tickets_for_map('inc', "]
)
def test_a_filter_in_p_filters_is_the_one_of_its_own_name(
    named: str, report: str, filled: Connection
) -> None:
    name, value = named.removeprefix("p_").split(" => ")
    by_name = f"jsonb_build_object('{name}', {value})"

    answers = [
        ask(filled, f"SELECT reporting.{report}{arguments})")
        for arguments in (named, f"p_filters => {by_name}")
    ]

    assert answers[0] == answers[1]
    assert answers[0]["filters"][name] == value.strip("'")


@pytest.mark.parametrize(
    "call",
    [
        'reporting.fn_inc_dashboard(p_filters => \'{"team": null, "owner": ""}\')',
        "reporting.fn_inc_dashboard(p_status => 'RESOLVED')",
        "reporting.fn_inc_dashboard(p_status => 'waiting', p_team => 'A')",
        "reporting.fn_inc_dashboard('Westlands', p_window => '1 second')",
        "reporting.fn_inc_dashboard('', p_team => '', p_owner => '')",
        "reporting.fn_inc_dashboard(p_window => '36 hours', p_to => '2026-06-25 00:00+03')",
        "reporting.fn_inc_dashboard(p_as_of => '2030-01-01')",
        "reporting.fn_inc_dashboard(p_as_of => '1999-01-01')",
        "reporting.fn_inc_dashboard(p_as_of => '2999-12-31 23:00+00')",
        "reporting.fn_inc_dashboard(p_from => '0001-01-01 00:00+00', p_to => '9999-12-31')",
        "reporting.fn_inc_dashboard(p_to => '2999-01-01')",
        "reporting.fn_inc_dashboard(p_window => 'P1D')",
        "reporting.fn_inc_dashboard(p_window => ' 24:00 ')",
        "reporting.fn_backlog('inc', p_to => '2999-01-01')",
        "reporting.fn_backlog('inc', p_to => 'infinity')",
        "reporting.fn_backlog('inc', p_to => '0001-01-01')",
        "reporting.fn_backlog('inc', '2016-06-18')",
        "reporting.fn_backlog_at('inc', '0001-01-01 00:00+00')",
        "reporting.fn_team_closures('inc', '0001-01-01 00:00+00', '9999-12-31 23:59:59+00')",
        "reporting.fn_backlog('inc', '0001-01-01', '0001-01-02')",
        "reporting.fn_backlog_at('inc', '2026-06-25 12:00:00.999+03')",
    ],
)
def test_an_empty_answer_is_given_where_the_question_is_sound(
    call: str, filled: Connection
) -> None:
    answer = ask(filled, f"SELECT {call}")

    assert answer["freshness"]["dataset"] == "inc"
    assert not re.search(r"\d BC|\d{5,}-\d\d-\d\d|infinity", str(answer))


@pytest.mark.parametrize(
    ("window", "hours"), [("24h", 24), ("7d", 168), ("30d", 720), ("90 minutes", 1.5)]
)
def test_a_window_ends_with_the_content(window: str, hours: float, filled: Connection) -> None:
    found = ask(filled, "SELECT reporting.fn_inc_dashboard(p_window => %s)", [window])
    as_of, begins, ends = (
        datetime.fromisoformat(found["filters"][name]) for name in ("as_of", "from", "to")
    )
    newest_file = found["freshness"]["source_max_key"].removesuffix(".csv")[-19:]
    named = datetime.strptime(newest_file, KEY_TIME_FORMAT).replace(tzinfo=EAT)

    assert as_of == datetime.fromisoformat(found["freshness"]["content_as_of"])
    assert as_of - begins == timedelta(hours=hours)
    # Over that, what is known from after it.
    assert as_of <= ends
    assert timedelta() <= ends - named <= timedelta(seconds=1)


def test_a_start_or_an_end_wins_over_a_length(filled: Connection) -> None:
    answer = ask(
        filled,
        "SELECT reporting.fn_inc_dashboard(p_window => '36 hours', p_to => '2026-06-25 00:00+03')",
    )

    ends = "2026-06-24T21:00:00+00:00"
    assert answer["window"] == {"name": "custom", "from": None, "to": ends, "asked": "36 hours"}
    assert (answer["filters"]["from"], answer["filters"]["to"]) == (None, ends)


@pytest.mark.parametrize("parameters", ["p_as_of => '2026-07-01'", "p_window => '24h'", ""])
def test_a_window_begins_before_it_ends(parameters: str, filled: Connection) -> None:
    window = ask(filled, f"SELECT reporting.fn_inc_dashboard({parameters}) -> 'filters'")
    assert window["from"] < window["to"]


def test_the_backlog_of_one_day_of_the_past_is_its_own(filled: Connection) -> None:
    days = ask(filled, "SELECT reporting.fn_backlog('inc', '2026-06-24', '2026-06-24') -> 'days'")
    assert [(d["day"], d["open"], d["created"], d["is_complete"]) for d in days] == [
        ("2026-06-24", 1, 1, True)
    ]


@pytest.mark.parametrize(
    ("window", "sides", "begins", "ends"),
    [
        ("week", "", "2026-06-22T00:00+03:00", "2026-06-29T00:00+03:00"),
        (" Month ", "", "2026-06-01T00:00+03:00", "2026-07-01T00:00+03:00"),
        (
            "week",
            ", p_from => '2026-06-20 00:00+03', p_to => '2026-06-21 00:00+03'",
            "2026-06-20T00:00+03:00",
            "2026-06-21T00:00+03:00",
        ),
        (
            "7d",
            ", p_to => '2026-06-21 00:00+03'",
            "2026-06-14T00:00+03:00",
            "2026-06-21T00:00+03:00",
        ),
        (
            "custom",
            ", p_to => '2026-06-21 00:00+03'",
            "2026-05-22T00:00+03:00",
            "2026-06-21T00:00+03:00",
        ),
    ],
)
def test_the_jobs_have_the_windows_of_the_dashboards(
    window: str, sides: str, begins: str, ends: str, filled: Connection
) -> None:
    call = f"SELECT reporting.fn_closures_by('inc', p_window => %s{sides}) -> 'filters'"
    found = ask(filled, call, [window])

    assert [datetime.fromisoformat(found[side]) for side in ("from", "to")] == [
        datetime.fromisoformat(at) for at in (begins, ends)
    ]
