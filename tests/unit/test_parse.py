import csv
import gzip
import io
import random
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleettickets.config import Limits
from fleettickets.domain.change import Change, Reject
from fleettickets.domain.dataset import EAT
from fleettickets.domain.values import instant
from fleettickets.errors import UnreadableFileError
from fleettickets.feed import clean, parse
from fleettickets.feed.parse import ChangeFile, Tally
from tests.support.feed import HEADER, csv_of, key, row

MIB = 1 << 20


def read(content: bytes, max_bytes: int = 64 * MIB) -> tuple[list[Change], list[Reject], Tally]:
    at = datetime(2026, 6, 25, 6, 20, tzinfo=EAT)
    file = ChangeFile(
        key(20), io.BytesIO(content), key_at=at, limits=Limits(max_file_bytes=max_bytes)
    )
    chunks = list(file.chunks())
    changes = [change for chunk in chunks for change in chunk.changes]
    return changes, [reject for chunk in chunks for reject in chunk.rejects], file.tally


def raw(change: Change) -> dict[str, str | None]:
    loaded: dict[str, str | None] = orjson.loads(change.raw)
    return loaded


def refusal(content: bytes, max_bytes: int = 64 * MIB) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read(content, max_bytes)
    assert key(20) in str(caught.value)
    assert caught.value.hint in str(caught.value)
    return str(caught.value)


def test_a_row_is_stripped_cased_and_has_no_export_bookkeeping() -> None:
    [change], rejects, _ = read(
        csv_of([row(" T1 ", raw_status="on Site", week_start="x", owner=" ")])
    )

    assert rejects == []
    assert raw(change)["ticket_id"] == "T1"
    assert raw(change)["raw_status"] == "ON SITE"
    assert raw(change)["region"] == "nairobi"
    assert raw(change)["owner"] is None
    assert "week_start" not in raw(change)


def test_alarms_and_the_sentinel_are_dropped_and_counted() -> None:
    rows = [row("T1", is_alarm="TRUE"), {"ticket_id": "EXPORT STOPPED: row limit"}, row("T2")]
    changes, _, tally = read(csv_of(rows))

    assert [change.ticket_id for change in changes] == ["T2"]
    assert (tally.rows_read, tally.rows_kept, tally.rows_dropped) == (3, 1, 2)


def test_a_short_sentinel_is_dropped_not_rejected() -> None:
    _, rejects, tally = read(csv_of([row("T1")]) + b"EXPORT STOPPED: row limit reached\n")

    assert rejects == []
    assert tally.rows_dropped == 1


@pytest.mark.parametrize("change", [gzip.compress, lambda content: b"\xef\xbb\xbf" + content])
def test_gzip_and_byte_order_mark_are_read_whatever_the_name(
    change: Callable[[bytes], bytes],
) -> None:
    changes, _, _ = read(change(csv_of([row("T1")])))

    assert [c.ticket_id for c in changes] == ["T1"]


def test_columns_are_matched_by_name_and_extra_ones_are_kept() -> None:
    header = [*reversed(HEADER), "severity"]
    [change], _, tally = read(csv_of([row("T1", severity="high")], header))

    assert raw(change)["severity"] == "high"
    assert raw(change)["cluster"] == "Westlands"
    assert tally.extra_columns == ("severity",)


def test_the_order_of_the_header_does_not_change_the_content() -> None:
    rows = [row("T1", severity="high", colour="red")]
    [one], _, _ = read(csv_of(rows, [*HEADER, "severity", "colour"]))
    [other], _, _ = read(csv_of(rows, ["colour", "severity", *reversed(HEADER)]))

    assert one.content_hash == other.content_hash


def test_dropped_columns_may_be_absent() -> None:
    [change], _, _ = read(csv_of([row("T1")], HEADER[:25]))

    assert change.ticket_id == "T1"


def test_a_file_may_lack_a_typed_column_that_is_not_a_kept_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = (*clean.TYPED_COLUMNS, "reported_at")
    monkeypatch.setitem(vars(clean)["_READERS"], "reported_at", clean.Reader("a time", instant))
    monkeypatch.setattr("fleettickets.feed.clean.TYPED_COLUMNS", columns)
    monkeypatch.setattr("fleettickets.feed.blocks.TYPED_COLUMNS", columns)
    changes, _, _ = read(csv_of([row("T1"), row("T2")]))
    # An invalid value is left to the reader of single rows.
    [single], _, _ = read(csv_of([row("T1", mttr="soon")]))

    assert [change.invalid for change in changes] == [(), ()]
    assert single.invalid == ("mttr",)


def test_line_numbers_are_right_after_a_quoted_newline() -> None:
    rows = [row("T1"), row("T2", location_name="Gate\nB"), row("T3")]
    changes, _, _ = read(csv_of(rows).replace(b"\n", b"\r\n"))

    assert [(c.ticket_id, c.line) for c in changes] == [("T1", 2), ("T2", 3), ("T3", 5)]


def test_rows_of_a_wrong_width_are_rejected_with_line_reason_and_row() -> None:
    content = csv_of([row("T1")]) + b"T2,open\n" + csv_of([row("T3")]).split(b"\n", 1)[1]
    changes, [reject], tally = read(content)

    assert [change.ticket_id for change in changes] == ["T1", "T3"]
    assert reject == Reject(3, "reject", None, "expected 32 fields, got 2", "T2,open")
    assert (tally.rows_read, tally.rows_rejected) == (3, 1)


def test_a_row_without_an_id_is_rejected() -> None:
    _, [reject], _ = read(csv_of([row("  ")]))

    assert (reject.column, reject.reason) == ("ticket_id", "is blank")


def test_a_stray_quote_costs_its_own_row_only() -> None:
    content = csv_of([row("T1"), row("T2", owner="MARK"), row("T3")]).replace(b"MARK", b'"a"b')
    changes, [reject], _ = read(content)

    assert [change.ticket_id for change in changes] == ["T1", "T3"]
    assert (reject.line, reject.reason.split(":")[0]) == (3, "is not CSV")
    assert '"a"b' in reject.raw_row


def test_invalid_values_are_null_with_a_warning_and_kept_in_raw() -> None:
    rows = [row("T1", mttr="soon", closed_at="2026-02-30 10:00:00", latitude="91", longitude="36")]
    [change], rejects, tally = read(csv_of(rows))

    assert (change.mttr, change.closed_at) == (None, None)
    assert set(change.invalid) == {"mttr", "closed_at", "latitude"}
    assert raw(change)["mttr"] == "soon"
    assert {(r.severity, r.column) for r in rejects} == {
        ("warning", "mttr"),
        ("warning", "closed_at"),
        ("warning", "latitude"),
    }
    assert (tally.rows_kept, tally.rows_rejected) == (1, 0)


def test_an_overlong_field_costs_its_row_only() -> None:
    rows = [row("T1"), row("T2", location_name="x" * 3 * MIB), row("T3", cluster="y" * 3000)]
    changes, rejects, _ = read(csv_of([*rows, row("T4")]))

    assert [change.ticket_id for change in changes] == ["T1", "T4"]
    assert [(reject.line, reject.column) for reject in rejects] == [
        (3, "location_name"),
        (4, "cluster"),
    ]
    assert len(rejects[0].raw_row) < 2 * MIB


def test_a_nul_byte_costs_its_row_only() -> None:
    changes, [reject], _ = read(csv_of([row("T1", owner="a\0b"), row("T2")]))

    assert [change.ticket_id for change in changes] == ["T2"]
    assert reject.column == "owner"
    assert "\0" not in reject.raw_row


def test_content_is_as_of_the_newest_update_before_the_files_time() -> None:
    rows = [
        row("T1", source_updated_at="2026-06-25 05:00:00"),
        row("T2", source_updated_at="2026-06-25 06:00:00"),
        row("T3", source_updated_at="2099-01-01 00:00:00"),
    ]
    _, _, tally = read(csv_of(rows))

    assert tally.content_as_of == datetime(2026, 6, 25, 6, tzinfo=EAT)


def test_a_file_with_only_a_header_has_no_rows() -> None:
    assert read(csv_of([]))[2] == Tally()


def test_rows_swallowed_by_an_unclosed_quote_are_read_again() -> None:
    rows = [row("T1"), row("T2", owner="MARK"), row("T3"), row("T4", owner='O"Neil'), row("T5")]
    changes, [reject], tally = read(csv_of(rows).replace(b"MARK", b'"x'))

    assert [(change.ticket_id, change.line) for change in changes] == [
        ("T1", 2),
        ("T3", 4),
        ("T4", 5),
        ("T5", 6),
    ]
    assert (reject.line, tally.rows_read, tally.rows_rejected) == (3, 5, 1)


def test_chunks_are_bounded_by_their_size_too() -> None:
    rows = [row(f"T{n}", location_name="x" * 90_000) for n in range(200)]
    at = datetime(2026, 6, 25, 6, 20, tzinfo=EAT)
    file = ChangeFile(key(20), io.BytesIO(csv_of(rows)), key_at=at, limits=Limits())

    assert max(len(chunk.changes) for chunk in file.chunks()) < 50


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (csv_of([row("T1"), row("T2", owner="a\nb")]).split(b"\nb")[0], "cut off"),
        (csv_of([row("Tü")]).decode().encode("latin-1"), "is not UTF-8"),
        (random.Random(1).randbytes(5000), ""),
        (b"\0" * 5000, "NUL byte"),
        (csv_of([row("T1")]).replace(b",", b";"), "separated by commas"),
        (csv_of([row("T1")], HEADER[1:]), "the header lacks ticket_id"),
        (csv_of([row("T1")], [*HEADER, "owner"]), "the header repeats 'owner'"),
        (gzip.compress(csv_of([row("T1")] * 100))[:-20], "gzip"),
        (b"\x1f\x8b" + b"x" * 100, "gzip"),
    ],
)
def test_an_unreadable_file_is_refused_as_a_whole(content: bytes, problem: str) -> None:
    assert problem in refusal(content)


def test_a_gzip_bomb_is_refused_before_it_fills_the_memory() -> None:
    assert "line over 16 MiB" in refusal(gzip.compress(b"x" * (32 * MIB), 1))
    rows = csv_of([row("T1")] * 1000)
    bomb = gzip.compress(rows + rows.split(b"\n", 1)[1] * 40, 1)
    assert "FLEETTICKETS_MAX_FILE_MIB" in refusal(bomb, max_bytes=MIB)


def marked(rows: list[dict[str, str]], **marks: str) -> bytes:
    """Return a file of these rows, with some words replaced by text that no exporter writes."""
    content = csv_of(rows)
    for word, mark in marks.items():
        content = content.replace(word.encode(), mark.encode())
    return content


@pytest.mark.parametrize(("first", "last"), [("OPENS", "OWNER"), ("OPENS", "PLACE")])
def test_rows_between_two_stray_quotes_are_read_again(first: str, last: str) -> None:
    """Between two stray quotes there can be a row of the right width, or of another."""
    rows = [
        row("T1", owner="OPENS"),
        row("T2"),
        row("T3"),
        row("T4"),
        row("T5", owner="OWNER", location_name="PLACE"),
        row("T6"),
    ]
    changes, rejects, tally = read(marked(rows, **{last: 'x"', first: '"x'}))

    assert [change.ticket_id for change in changes] == ["T2", "T3", "T4", "T5", "T6"]
    assert [(reject.line, reject.reason.split(":")[0]) for reject in rejects] == [(2, "is not CSV")]
    assert tally.rows_read == 6


def test_a_value_over_several_lines_is_not_a_stray_quote() -> None:
    names = ["a\n", "\na", "a\n\nb\n", '"a"\n"b"', 'a "b"\n, c', "a, b\nc, d", "\n,\n"]
    changes, rejects, _ = read(csv_of([row("T\n1", location_name=name) for name in names]))

    assert rejects == []
    assert [raw(change)["location_name"] for change in changes] == [n.strip() for n in names]


def test_a_wide_row_over_several_lines_is_one_reject() -> None:
    content = marked([row("T1", location_name="a\nb", owner="MARK"), row("T2")], MARK="x,y")
    changes, [reject], _ = read(content)

    assert [change.ticket_id for change in changes] == ["T2"]
    assert reject.reason == "expected 32 fields, got 33"


def test_a_file_cut_off_below_a_stray_quote_is_still_refused() -> None:
    rows = [row("T1", owner="MARK"), row("T2"), row("T3", location_name="a\nb")]

    assert "cut off" in refusal(marked(rows, MARK='"x').split(b"\nb")[0])


def test_every_reject_is_counted_and_the_first_ones_are_stored() -> None:
    content = csv_of([row("T1", mttr="soon")]) + b"x\n" * 50
    file = ChangeFile(key(0), io.BytesIO(content), key_at=None, limits=Limits(max_rejects=10))
    rejects = [reject for chunk in file.chunks() for reject in chunk.rejects]

    assert file.tally.rows_rejected == 50
    assert [reject.line for reject in rejects] == [*range(2, 12), 52]
    assert rejects[-1].reason == "41 more rejects and warnings were counted but not stored"


def test_limits_are_settings_that_their_messages_name() -> None:
    names = {
        "FLEETTICKETS_MAX_FILE_MIB": "2",
        "FLEETTICKETS_MAX_LINE_MIB": "1",
        "FLEETTICKETS_MAX_COLUMNS": "31",
        "FLEETTICKETS_MAX_REJECTS": "5",
    }
    limits = Limits.from_env(names)
    assert limits == Limits(
        max_file_bytes=2 * MIB, max_line_bytes=MIB, max_columns=31, max_rejects=5
    )
    for content, name in (
        (csv_of([row("T1")]), "FLEETTICKETS_MAX_COLUMNS"),
        (csv_of([], HEADER[:25]) + b"x" * 3 * MIB, "FLEETTICKETS_MAX_LINE_MIB"),
        (csv_of([row("T1")] * 15_000, HEADER[:25]), "FLEETTICKETS_MAX_FILE_MIB"),
    ):
        file = ChangeFile(key(0), io.BytesIO(content), key_at=None, limits=limits)
        with pytest.raises(UnreadableFileError, match=name):
            list(file.chunks())


fields = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.lists(fields, min_size=1, max_size=40), max_size=6))
def test_any_csv_after_a_good_header_is_counted_row_by_row(rows: Iterable[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    changes, rejects, tally = read(csv_of([]) + text.getvalue().encode())

    assert tally.rows_kept == len(changes)
    assert tally.rows_rejected == sum(reject.severity == "reject" for reject in rejects)


@given(st.binary(max_size=200))
def test_any_bytes_after_a_good_header_are_read_or_refused_with_a_message(tail: bytes) -> None:
    with suppress(UnreadableFileError):
        read(csv_of([row("T1")]) + tail)


ODD_ROWS = [
    row("T1"),
    row("T2", location_name="Gate, B\nnear the mall", raw_status="en route", region="Nairobi"),
    row("T3", is_alarm="TRUE"),
    row("T4", is_alarm="perhaps"),
    row("T5", mttr="soon"),
    row("T6", source_updated_at="2026-02-29 10:00:00"),
    row("T7", source_updated_at="2026-06-25T05:00:00+01:00", closed_at="2026-06-25"),
    row("T8", source_updated_at="2099-01-01 00:00:00", created_at_service=""),
    row("T9", latitude="91", longitude="36.8"),
    row("T10", owner="a\\b\tc", cluster="x" * 3000),
    row("T11", owner="a\0b"),
    row("EXPORT STOPPED"),
    row(" "),
]
SWALLOWED = [row("T12", owner="OPENS"), row("T13"), row("T14", owner="ENDS")]
ODD_PIECES = [
    *(csv_of([odd]).split(b"\n", 1)[1] for odd in ODD_ROWS),
    marked(SWALLOWED, OPENS='"x', ENDS='x"').split(b"\n", 1)[1],
]
pieces = st.one_of(
    st.sampled_from(ODD_PIECES),
    st.text('",\n\r ab', max_size=10).map(lambda text: f"{text}\n".encode()),
)


@given(st.lists(pieces, max_size=30), st.integers(1, 12))
def test_blocks_of_rows_equal_rows_read_one_by_one(content: list[bytes], block_lines: int) -> None:
    outcomes: list[object] = []
    for lines in (0, block_lines):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(parse, "BLOCK_LINES", lines)
            try:
                outcomes.append(read(csv_of([]) + b"".join(content)))
            except UnreadableFileError as error:
                outcomes.append(str(error))

    assert outcomes[0] == outcomes[1]
