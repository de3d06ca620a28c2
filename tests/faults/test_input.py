"""Thousands of damaged files: no crash, no lost undamaged row, bounded time and memory."""

import csv
import io
import json
import random
import re
import resource
import secrets
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fleettickets.config import Limits
from fleettickets.demo.sample_feed import FeedPlan, sample_files
from fleettickets.domain.change import Change
from fleettickets.errors import UnreadableFileError
from fleettickets.feed.parse import ChangeFile
from tests.support.feed import csv_of, row
from tests.support.figures import Cost, Fault, Note
from tests.support.hostile import FILES, LIMITS, MIB
from tests.support.mutations import Mutator, encoded
from tests.support.oracle import cleaned

SHORT, SOAK = 3_000, 100_000
FILES_OF_ROWS = 50
"""How many damaged files are made from the same rows."""

REFUSALS = re.compile(
    "is not UTF-8|is not a complete gzip|is not CSV|the header|is empty|the file was cut off"
    "|columns, over"
)
NAMES = ['Gate "B", near\nthe mall', '"The" Mall', "\nBlock C, Flat 4\n\n", "O'Neil & Sons", " — "]


def source_rows(rng: random.Random) -> Iterator[list[dict[str, str]]]:
    """Yield some rows of the sample feed, without end; each row has its own id."""
    plan = FeedPlan(dataset="inc", tickets=300, days=1, backlog_days=2, seed=7)
    rows = [
        fields
        for _, content in sample_files(plan)
        for fields in csv.DictReader(io.StringIO(content.decode(), newline=""))
        if not fields["ticket_id"].startswith("EXPORT") and fields["is_alarm"] == "false"
    ]
    while True:
        chosen = [dict(fields) for fields in rng.sample(rows, rng.randint(3, 9))]
        for fields in chosen:
            fields["ticket_id"] = uuid.UUID(int=rng.getrandbits(128)).hex[:12]
            if rng.random() < 0.4:
                fields["location_name"] = rng.choice(NAMES)
        yield chosen


def read(content: bytes) -> list[Change]:
    """Read a file, and check that its counts agree with its changes and rejects."""
    file = ChangeFile("key", io.BytesIO(content), key_at=None, limits=Limits())
    changes, rejected = [], 0
    for chunk in file.chunks():
        changes += chunk.changes
        rejected += sum(reject.severity == "reject" for reject in chunk.rejects)
    assert file.tally.rows_kept == len(changes)
    assert file.tally.rows_rejected == rejected
    lines = [change.line for change in changes]
    assert lines == sorted(set(lines))
    return changes


@pytest.mark.parametrize("seed", [0, 1, None])
def test_no_whole_row_is_lost_in_a_damaged_file(
    seed: int | None,
    note: Note,
    is_soak: bool,  # noqa: FBT001 - a fixture
) -> None:
    """A row is whole if its bytes are undamaged; this is determined without the reader.

    The last seed is random; a failure shows it, so that it can be run again.
    """
    seed = secrets.randbits(32) if seed is None else seed
    rng = random.Random(seed)
    files = (SOAK if is_soak else SHORT) // 2
    rows = whole = lost = doubled = 0
    reasons: list[str] = []
    sources = source_rows(rng)
    for number in range(files):
        if number % FILES_OF_ROWS == 0:
            mutator = Mutator(next(sources), rng)
            wanted = {fields["ticket_id"]: cleaned(fields) for fields in mutator.rows}
        damaged = mutator.damaged()
        rows += len(mutator.rows)
        try:
            changes = read(damaged.content)
        except UnreadableFileError as error:
            reasons.append(str(error))
            continue
        raws = [orjson.loads(change.raw) for change in changes]
        for index in damaged.whole:
            raw = wanted[mutator.rows[index]["ticket_id"]]
            times = raws.count(raw)
            whole, lost, doubled = whole + 1, lost + (times == 0), doubled + (times > 1)
            assert times == 1, (seed, number, raw, damaged.content)
    assert whole > rows / 4  # so that enough rows were checked; 60 seeds all gave 0.4 or more
    assert not [reason for reason in reasons if not REFUSALS.search(reason)]
    assert len(reasons) < files / 2
    name = f"damaged file read, seed {seed}: {len(reasons):,} refused, {whole:,} whole rows"
    note(Fault(name, files, lost, doubled))


pieces = st.text('",\n\r ab', max_size=10).map(lambda text: f"{text}\n".encode())


def test_junk_between_rows_costs_no_row(note: Note, is_soak: bool) -> None:  # noqa: FBT001 - a fixture
    count = lost = doubled = 0
    good = [encoded(row(f"GOOD{n}", location_name=NAMES[n])) for n in range(3)]

    @settings(
        max_examples=5_000 if is_soak else 300,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.lists(pieces, max_size=4), min_size=4, max_size=4))
    def check(junk: list[list[bytes]]) -> None:
        nonlocal count, lost, doubled
        count += 1
        content = b"".join(
            b"".join(between) + after for between, after in zip(junk, [*good, b""], strict=True)
        )
        try:
            changes = read(csv_of([]) + content)
        except UnreadableFileError as error:
            assert "the file was cut off" in str(error)  # noqa: PT017 - the only allowed error
            return
        ids = [i for change in changes if (i := change.ticket_id).startswith("GOOD")]
        lost += len({"GOOD0", "GOOD1", "GOOD2"} - set(ids))
        doubled += len(ids) - len(set(ids))
        assert ids == ["GOOD0", "GOOD1", "GOOD2"]

    check()
    note(Fault("junk between rows", count, lost, doubled))


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_takes_bounded_time_and_memory(
    name: str,
    tmp_path: Path,
    note: Note,
    is_soak: bool,  # noqa: FBT001 - a fixture
) -> None:
    """Quadratic work on quotes or columns would take hours; unbounded rows, too much memory."""
    mib, hostile = 8 if is_soak else 1, FILES[name]
    path = tmp_path / "file"
    path.write_bytes(hostile.make(mib))
    ended = subprocess.run(
        [sys.executable, "-m", "tests.support.hostile", str(path)],
        capture_output=True,
        check=False,
        preexec_fn=limit_memory,
        timeout=300,
    )

    assert ended.returncode == 0, ended.stderr.decode()
    outcome: dict[str, Any] = json.loads(ended.stdout)
    size_mib = path.stat().st_size / MIB
    note(Cost(name, size_mib, outcome["cpu_s"], outcome["peak_mib"]))
    assert outcome["peak_mib"] < 200
    assert outcome["cpu_s"] < 3 + 8 * mib
    assert outcome["rejects_kept"] <= LIMITS.max_rejects + 1
    assert bool(outcome["error"]) == hostile.is_refused, outcome["error"]
    if hostile.is_refused:  # as a whole, so it stays in the bucket
        return
    more = outcome["whole"] - hostile.whole(mib)
    note(Fault(f"made to cost: {name}", 1, max(0, -more), max(0, more)))
    assert more == 0
    assert outcome["rows_kept"] == outcome["whole"]
