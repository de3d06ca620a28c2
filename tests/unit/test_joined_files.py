"""Files that were joined, and rows that are no ticket."""

import gzip
import io
from datetime import datetime

import pytest

from fleettickets.config import Limits
from fleettickets.domain.change import Change, Reject
from fleettickets.domain.dataset import EAT
from fleettickets.errors import UnreadableFileError
from fleettickets.feed.parse import ChangeFile, Tally
from tests.support.feed import HEADER, csv_of, key, row

BOM = b"\xef\xbb\xbf"
FIRST = csv_of([row("T1"), row("T2")])
REVERSED = [*reversed(HEADER)]
OTHER = csv_of([row("T3", cluster="Kilimani"), row("T4")])
TURNED = csv_of([row("T3", cluster="Kilimani"), row("T4")], REVERSED)
WIDER = csv_of([row("T3", cluster="Kilimani", colour="red"), row("T4")], ["colour", *HEADER])
SPACED = ",".join(HEADER).replace("_", " ").encode() + b"\n"
QUOTED = b",".join(b'"%s"' % name.encode() for name in HEADER) + b"\n" + OTHER.split(b"\n", 1)[1]


def read(content: bytes) -> tuple[list[Change], list[Reject], Tally]:
    at = datetime(2026, 6, 25, 6, 20, tzinfo=EAT)
    file = ChangeFile(key(20), io.BytesIO(content), key_at=at, limits=Limits())
    chunks = list(file.chunks())
    changes = [change for chunk in chunks for change in chunk.changes]
    return changes, [reject for chunk in chunks for reject in chunk.rejects], file.tally


@pytest.mark.parametrize(
    "content",
    [
        FIRST + OTHER,
        FIRST + TURNED,
        FIRST + WIDER,
        FIRST + BOM + OTHER,
        FIRST + BOM + TURNED,
        FIRST + QUOTED,
        FIRST + BOM + QUOTED,
        FIRST + b"\n" + TURNED,
        FIRST + OTHER.replace(b",", b", "),
        gzip.compress(FIRST) + gzip.compress(TURNED),
        gzip.compress(FIRST) + gzip.compress(BOM + OTHER),
        (FIRST + TURNED).replace(b"\n", b"\r\n"),
        FIRST + csv_of([]) + csv_of([]) + TURNED,
    ],
)
def test_a_repeated_header_is_read_as_a_header(content: bytes) -> None:
    changes, rejects, tally = read(content)

    assert [change.ticket_id for change in changes] == ["T1", "T2", "T3", "T4"]
    assert [change.cluster for change in changes] == [
        "Westlands",
        "Westlands",
        "Kilimani",
        "Westlands",
    ]
    assert rejects == []
    assert tally.rows_read == 4


@pytest.mark.parametrize(
    "content",
    [
        FIRST.rstrip(b"\n") + OTHER,
        FIRST.rstrip(b"\n") + QUOTED,
        FIRST + csv_of([row("T3")], HEADER[:20]),
        FIRST + csv_of([row("T3")], HEADER[1:]),
        FIRST + csv_of([row("T3")], [*HEADER, "owner"]),
        FIRST + OTHER.replace(b"\n", b",\n", 1),
        FIRST + OTHER.replace(b",", b";"),
        FIRST + OTHER.replace(b",", b"\t"),
        FIRST + OTHER.replace(b"ticket_id", b"TICKET_ID"),
        FIRST + SPACED,
        FIRST + SPACED.title(),
        FIRST + SPACED.replace(b" ", b"-"),
        FIRST + b",".join(b"'%s'" % name.encode() for name in HEADER) + b"\n",
        FIRST + b"# " + OTHER,
    ],
)
def test_a_repeated_header_that_cannot_be_used_refuses_the_file(content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"line \d+: the header"):
        read(content)


def test_a_header_after_many_rows_names_the_columns_below_it() -> None:
    many = [row(f"A{n}") for n in range(1_700)]
    changes, rejects, _ = read(csv_of(many) + TURNED + csv_of(many[:900]))

    assert len(changes) == 1_700 + 2 + 900
    assert {change.cluster for change in changes} == {"Westlands", "Kilimani"}
    assert rejects == []


@pytest.mark.parametrize(
    "character",
    [
        *("\ufeff", "\u200b", "\u200c", "\u200d", "\u200e", "\u202a", "\u2060", "\u2066", "\u00ad"),
        *("\u061c", "\u180e", "\u034f", "\u3164", "\ufe0f", "\x7f", "\x1b", "\U000e0041"),
    ],
)
@pytest.mark.parametrize("form", ["{}INC-1", "INC-1{}", "INC{}-1", " {} INC-1"])
def test_invisible_characters_of_an_id_make_no_double(character: str, form: str) -> None:
    [plain], _, _ = read(csv_of([row("INC-1")]))
    changes, rejects, _ = read(csv_of([row("A"), row(form.format(character)), row("B")]))

    assert [change.ticket_id for change in changes] == ["A", "INC-1", "B"]
    assert changes[1].content_hash == plain.content_hash
    assert rejects == []


def test_an_id_of_nothing_visible_is_rejected() -> None:
    _, [reject], _ = read(csv_of([row("\u200b\ufeff")]))

    assert (reject.column, reject.reason) == ("ticket_id", "is blank")


@pytest.mark.parametrize("blanks", [b" ", b"   "])
def test_a_quote_after_spaces_is_a_quote(blanks: bytes) -> None:
    content = csv_of([row("INC-1", location_name="Gate B, near the mall"), row("INC-2")])
    spaced = content.replace(b"INC-1", blanks + b'"INC-1"').replace(
        b',"Gate', b"," + blanks + b'"Gate'
    )
    changes, rejects, _ = read(spaced)

    assert [change.ticket_id for change in changes] == ["INC-1", "INC-2"]
    assert '"location_name":"Gate B, near the mall"' in changes[0].raw
    assert rejects == []


@pytest.mark.parametrize("before", [b"\t", BOM, "\u00a0".encode()])
def test_an_id_that_keeps_its_quotes_is_rejected(before: bytes) -> None:
    content = csv_of([row("INC-1"), row("INC-2")]).replace(b"INC-1", before + b'"INC-1"')
    changes, [reject], _ = read(content)

    assert [change.ticket_id for change in changes] == ["INC-2"]
    assert (reject.line, reject.reason) == (2, "contains a quotation mark")


def test_blanks_of_any_kind_within_an_id_are_spaces() -> None:
    ids = [f"INC{blank}1" for blank in "\u00a0\u202f\u3000\u2028\u2029\x85\x0b\x0c\x1c\t"]
    changes, rejects, _ = read(csv_of(map(row, ids)))

    assert {change.ticket_id for change in changes} == {"INC 1"}
    assert len(changes) == len(ids)
    assert rejects == []


@pytest.mark.parametrize(
    ("ticket_id", "values"),
    [
        ("Total", {"mttr": "35.5"}),
        ("Total", {"normalized_status": "2", "is_alarm": "false"}),
        ("2 rows", {"bucket": "1,234", "mttr": "3:20"}),
        ("Average", {"latitude": "-1.2", "longitude": "36.8", "mttr": "95 %"}),
        ("GRAND TOTAL", row("")),
        ("Sub-total: 12", row("")),
        ("-----", dict.fromkeys(HEADER, "-----")),
        ("...", row("")),
    ],
)
def test_a_line_of_figures_or_dashes_is_no_ticket(ticket_id: str, values: dict[str, str]) -> None:
    content = csv_of([row("T1"), values | {"ticket_id": ticket_id}, row("TOTAL-1")])
    changes, [reject], _ = read(content)

    assert [change.ticket_id for change in changes] == ["T1", "TOTAL-1"]
    assert (reject.line, reject.column) == (3, "ticket_id")


@pytest.mark.parametrize("values", [{"is_actionable": "false"}, {"closed_at": "2026-06-25"}])
def test_a_row_that_says_one_thing_is_a_ticket(values: dict[str, str]) -> None:
    [change], rejects, _ = read(csv_of([{"ticket_id": "T1"} | values]))

    assert (change.ticket_id, rejects) == ("T1", [])


@pytest.mark.parametrize("text", ["Total: 2", "2 rows", "-- end --", "Exported by Jane"])
def test_a_row_with_nothing_but_an_id_is_no_ticket(text: str) -> None:
    content = csv_of([row("T1"), {"ticket_id": text, "department": "field"}, row("T2")])
    changes, [reject], tally = read(content)

    assert [change.ticket_id for change in changes] == ["T1", "T2"]
    assert (reject.line, reject.column) == (3, "ticket_id")
    assert tally.rows_rejected == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (BOM + BOM + FIRST, "the header begins with a second byte-order mark"),
        (b"\n" + FIRST, "line 1: the header is missing: the line is blank"),
        (b"\r\n" + FIRST, "line 1: the header is missing: the line is blank"),
        (BOM + b"  \n" + FIRST, "line 1: the header is missing: the line is blank"),
        (FIRST.replace(b"\n", b",\n", 1), "the header ends with 1 comma(s) too many"),
        (FIRST.replace(b"\n", b",,,\n"), "the header ends with 3 comma(s) too many"),
        (b"," + FIRST, "the header's column 1 has no name"),
        (
            FIRST.replace(b"cluster", "clus\u200bter".encode(), 1),
            "the header's name 'cluster' contains the invisible U+200B",
        ),
    ],
)
def test_what_is_wrong_with_a_header_is_named(content: bytes, problem: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(content)
    assert problem in str(caught.value)
