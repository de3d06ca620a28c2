"""The sample feed: the same plan gives the same bytes, and its tickets are realistic."""

import csv
import io
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from fleettickets.config import BucketSettings
from fleettickets.demo.live_feed import demo_feeds
from fleettickets.demo.sample_feed import (
    COLUMNS,
    SENTINEL,
    FeedPlan,
    all_files,
    bulk_plan,
    next_file,
    next_files,
    sample_files,
)
from fleettickets.domain.change import DROPPED_COLUMNS
from fleettickets.domain.dataset import Dataset
from fleettickets.imports.datasets import DATASETS

FIXTURE = Path(__file__).parents[1] / "fixtures" / "crq-2015q2-part.tar.xz"
KEY = re.compile(r"automations/(inc|crq)/changes/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.csv")
CLOSED = {"CLOSED COMPLETE", "CLOSED INCOMPLETE", "CLOSED SKIPPED"}
BOTH = pytest.mark.parametrize("dataset", ["inc", "crq"])

Row = dict[str, str]


def rows_of(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@cache
def feed(dataset: str) -> list[tuple[str, bytes]]:
    return list(sample_files(FeedPlan(dataset=dataset)))


@cache
def all_rows(dataset: str) -> list[Row]:
    return [row for _, content in feed(dataset) for row in rows_of(content)]


@cache
def ticket_rows(dataset: str) -> list[Row]:
    return [row for row in all_rows(dataset) if row["ticket_id"] != SENTINEL]


@cache
def histories(dataset: str) -> dict[str, list[Row]]:
    versions: dict[str, list[Row]] = defaultdict(list)
    for row in ticket_rows(dataset):
        versions[row["ticket_id"]].append(row)
    return versions


def share(flags: Iterable[bool]) -> float:
    counted = list(flags)
    return sum(counted) / len(counted)


def content_of(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in DROPPED_COLUMNS}


@BOTH
def test_the_same_plan_gives_the_same_bytes(dataset: str) -> None:
    assert list(sample_files(FeedPlan(dataset=dataset))) == feed(dataset)


def test_the_demo_has_only_the_types_of_the_sample_feed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another = Dataset("mnt")
    monkeypatch.setattr("fleettickets.demo.live_feed.DATASETS", {**DATASETS, "mnt": another})
    settings = BucketSettings("dbname=none", "key", "secret")
    monkeypatch.setattr("fleettickets.demo.live_feed.client", lambda _: None)
    stack: Any = SimpleNamespace(
        postgres=SimpleNamespace(dsn=""), s3=SimpleNamespace(settings=settings)
    )

    assert [feed.name for feed in demo_feeds(stack, tmp_path)] == ["inc", "crq"]


def test_another_seed_gives_another_feed() -> None:
    assert list(sample_files(FeedPlan(dataset="inc", seed=2))) != feed("inc")


@BOTH
def test_each_row_has_every_column_in_the_feeds_order(dataset: str) -> None:
    for _, content in feed(dataset):
        header, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
        assert header == list(COLUMNS)
        assert {len(row) for row in rows} == {len(COLUMNS)}


@BOTH
def test_a_baseline_is_followed_by_irregular_deltas(dataset: str) -> None:
    keys = [key for key, _ in feed(dataset)]
    times = [datetime.strptime(key[-23:-4], "%Y-%m-%dT%H-%M-%S") for key in keys]  # noqa: DTZ007
    gaps = [later - earlier for earlier, later in pairwise(times) if earlier.date() == later.date()]
    baseline, *deltas = [len(rows_of(content)) for _, content in feed(dataset)]

    assert all(KEY.fullmatch(key) for key in keys)
    assert keys == sorted(set(keys))
    assert {time.hour for time in times} <= set(range(6, 20))
    assert min(gaps) < timedelta(minutes=4) < timedelta(minutes=40) < max(gaps)
    assert len({gap.total_seconds() for gap in gaps}) > 0.8 * len(gaps)
    assert baseline > 0.75 * len(histories(dataset))
    assert (min(deltas), max(deltas)) < (2, 100)
    assert max(deltas) > 20


def test_the_last_file_is_at_or_before_until_in_the_exporters_day() -> None:
    night = FeedPlan(dataset="inc", until=datetime(2026, 3, 1, 23, 59, tzinfo=UTC))

    assert "2026-03-01T19" < [key for key, _ in sample_files(night)][-1][-23:] < "2026-03-01T20-00"


@BOTH
def test_there_are_about_as_many_tickets_as_planned(dataset: str) -> None:
    assert 1_980 <= len(histories(dataset)) <= 2_000


@BOTH
def test_the_content_lags_two_days_behind_the_newest_key(dataset: str) -> None:
    newest = max(datetime.fromisoformat(row["source_updated_at"]) for row in ticket_rows(dataset))
    lag = datetime.fromisoformat("2026-06-25 20:00:00") - newest

    assert timedelta(hours=47) < lag < timedelta(hours=52)


@BOTH
def test_a_closed_ticket_has_hours_and_a_verdict(dataset: str) -> None:
    closed = [row for row in ticket_rows(dataset) if row["normalized_status"] in CLOSED]

    for row in ticket_rows(dataset):
        is_closed = row["normalized_status"] in CLOSED
        assert bool(row["mttr"]) == is_closed
        assert row["sla_status"] in ({"Compliant", "Breached"} if is_closed else {""})
        if not is_closed and row["normalized_status"] != "CANCELLED":
            assert not row["closed_at"]
        assert not row["closed_at"] or row["closed_at"] >= row["created_at_service"]
    assert 0.0 < share(not row["closed_at"] for row in closed) < 0.04
    assert share("." in row["mttr"] and len(row["mttr"]) > 10 for row in closed) > 0.5


@BOTH
def test_the_lifecycle_is_in_the_bucket_and_in_is_actionable(dataset: str) -> None:
    signs = {(row["bucket"], row["is_actionable"]) for row in ticket_rows(dataset)}
    ended = {r["normalized_status"] for r in ticket_rows(dataset) if r["bucket"] == "closed"}
    newest = [v[-1] for v in histories(dataset).values() if v[-1]["is_alarm"] == "false"]
    actionable = sum(row["is_actionable"] == "true" for row in newest)
    waiting = sum((row["bucket"], row["is_actionable"]) == ("pending", "false") for row in newest)

    assert signs == {("pending", "true"), ("pending", "false"), ("closed", "false")}
    assert ended <= CLOSED | {"CANCELLED"}
    assert 0 < waiting < actionable < 0.15 * len(newest)
    assert all(row["normalized_status"] == row["raw_status"].upper() for row in newest)
    assert all(row["assigned_team"] and row["owner"] for row in newest)


@BOTH
def test_a_tickets_versions_are_in_order_and_keep_its_constant_columns(dataset: str) -> None:
    constant = ("cluster", "region", "location_name", "created_at_service", "first_seen_at")
    for versions in histories(dataset).values():
        for earlier, later in pairwise(versions):
            assert [earlier[name] for name in constant] == [later[name] for name in constant]
            assert earlier["last_seen_at"] <= later["last_seen_at"]
            assert earlier["source_updated_at"] <= later["source_updated_at"]
            if earlier["last_seen_at"] == later["last_seen_at"]:
                assert content_of(earlier) == content_of(later)


@BOTH
def test_some_tickets_come_again_unchanged_or_twice_in_a_file(dataset: str) -> None:
    pairs = [pair for versions in histories(dataset).values() for pair in pairwise(versions)]
    is_unchanged = [content_of(earlier) == content_of(later) for earlier, later in pairs]
    is_same_file = [a["source_s3_key"] == b["source_s3_key"] for a, b in pairs]

    assert 0.03 < share(is_unchanged) < 0.25
    assert 0.01 < share(is_same_file) < 0.2


def test_incidents_have_the_statuses_of_the_real_feed_and_are_reassigned_and_reopened() -> None:
    statuses = {row["normalized_status"] for row in ticket_rows("inc")}
    pairs = [pair for versions in histories("inc").values() for pair in pairwise(versions)]

    assert statuses == {
        *CLOSED,
        *("ACCEPTED", "ASSIGNED", "WORK IN PROGRESS", "PENDING", "CANCELLED"),
    }
    assert any(old["assigned_team"] != new["assigned_team"] for old, new in pairs)
    assert any(old["bucket"] == "closed" and new["bucket"] == "pending" for old, new in pairs)
    unready = [r for r in ticket_rows("inc") if r["is_actionable"] == "false"]
    assert {"ACCEPTED", "PENDING"} <= {r["normalized_status"] for r in unready}


def test_installations_are_rescheduled() -> None:
    pairs = [pair for versions in histories("crq").values() for pair in pairwise(versions)]
    moved = [
        old["scheduled_at"] != new["scheduled_at"] for old, new in pairs if old["scheduled_at"]
    ]

    assert 0.04 < share(moved) < 0.3


def test_flaws_are_as_frequent_as_in_the_recorded_feed() -> None:
    tickets = [versions[-1] for versions in histories("inc").values()]

    assert 0.25 < share(not row["created_at_service"] for row in tickets) < 0.35
    assert 0.2 < share(row["is_alarm"] == "true" for row in tickets) < 0.3
    assert 0.002 < share(not row["cluster"] for row in tickets) < 0.03
    assert not any(row["latitude"] or row["longitude"] for row in all_rows("inc"))


@BOTH
def test_ids_and_clusters_are_written_as_in_the_real_feed(dataset: str) -> None:
    clusters = {row["cluster"] for row in ticket_rows(dataset)}

    assert all(re.fullmatch(r"WOT\d{7}", ticket_id) for ticket_id in histories(dataset))
    assert all(cluster == cluster.upper() for cluster in clusters)
    assert {"MUIGAI INN", "WESTLANDS", "KONGOWEA", "KAMPALA", "QOA", "PTMP"} <= clusters
    regions = Counter(row["region"].lower() for row in ticket_rows(dataset))
    assert regions["kampala"] > 0
    assert regions["mombasa"] > regions["kampala"]
    assert not histories("inc").keys() & histories("crq").keys()


def test_a_cut_off_file_ends_with_the_sentinel_and_blanks() -> None:
    ends = [rows_of(content)[-1] for _, content in feed("inc")]
    sentinels = [row for row in ends if row["ticket_id"] == SENTINEL]

    assert 0.005 < len(sentinels) / len(ends) < 0.08
    assert len(sentinels) == len(all_rows("inc")) - len(ticket_rows("inc"))
    assert not any(value for row in sentinels for name, value in row.items() if name != "ticket_id")


def test_places_contain_network_codes() -> None:
    rows = ticket_rows("inc")

    assert share(bool(re.search(r"FAT|FDT|OLT", row["location_name"])) for row in rows) > 0.4


def test_the_feed_continues_after_its_end_without_a_gap() -> None:
    following = list(islice(next_files(FeedPlan(dataset="inc")), 3))

    keys = [key for key, _ in following]
    assert keys == sorted(keys)
    assert keys[0] > feed("inc")[-1][0]
    assert {key[-23:-13] for key in keys} <= {"2026-06-25", "2026-06-26"}
    assert next_file(FeedPlan(dataset="inc"), 2) == following[2]
    assert list(islice(all_files(FeedPlan(dataset="inc")), len(feed("inc")) + 3)) == [
        *feed("inc"),
        *following,
    ]
    later = islice(next_files(FeedPlan(dataset="inc")), 40)
    later_ids = {row["ticket_id"] for _, content in later for row in rows_of(content)}
    assert later_ids & histories("inc").keys()
    assert later_ids - histories("inc").keys()


@BOTH
def test_a_bulk_plan_gives_exactly_its_rows(dataset: str) -> None:
    plan = bulk_plan(dataset, file_count=12, rows_per_file=500)
    files = list(sample_files(plan))
    following = next(next_files(plan))

    assert [len(rows_of(content)) for _, content in files] == [500] * 12
    assert [key for key, _ in files] == sorted({key for key, _ in files})
    assert following[0] > files[-1][0]


def test_a_bulk_plan_spreads_a_tickets_versions_over_files() -> None:
    counts: dict[str, int] = defaultdict(int)
    for _, content in sample_files(bulk_plan(file_count=50, rows_per_file=200)):
        for ticket_id in {row["ticket_id"] for row in rows_of(content)}:
            counts[ticket_id] += 1

    assert 3_000 < len(counts) < 3_900
    assert sum(counts.values()) / len(counts) > 2


@pytest.mark.parametrize("size", [{"tickets": 0}, {"days": 0}, {"rows_per_file": -1}])
def test_an_empty_feed_is_refused(size: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least one ticket"):
        FeedPlan(dataset="inc", **size)  # type: ignore[arg-type]


def test_the_committed_part_of_the_recorded_stream_is_complete() -> None:
    with tarfile.open(FIXTURE) as archive:
        files = {
            member.name: rows_of(content.read())
            for member in archive
            if (content := archive.extractfile(member))
        }
    rows = [row for part in files.values() for row in part]

    assert len(files) == 80
    assert all(KEY.fullmatch(name) for name in files)
    assert len(rows) == 1_491
    assert sum(row["ticket_id"] == SENTINEL for row in rows) == 3
