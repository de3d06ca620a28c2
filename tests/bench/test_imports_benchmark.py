"""The import benchmark on little data: its files, its oracle and its results."""

import json
import os
import runpy
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES
from benchmarks.__main__ import main as run_benchmarks
from benchmarks.imports import __main__ as imports_benchmark
from benchmarks.imports import machine, measure, report
from benchmarks.imports.cases import Expectations, Sample, Trial
from benchmarks.imports.competitors import Competitor, Kind, Start, competitors
from benchmarks.imports.environments import UnavailableError, install
from benchmarks.imports.feed import Feed, key_of, read_rows
from benchmarks.imports.oracle import compare, newest
from benchmarks.imports.world import World, lane
from fleettickets.demo.sample_feed import COLUMNS
from fleettickets.local import s3
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from tests.bench.samples import RIGHT, sample
from tests.support.databases import fresh_database

PLAIN_TABLE = Path(report.__file__).parent / "peers/plain_table.sql"


@pytest.fixture
def copied(postgres_server: PostgresServer, feed: Feed) -> Iterator[Connection]:
    """A database whose public.copied_inc contains every row of the load."""
    with fresh_database(postgres_server.dsn) as url, closing(connect(url)) as conn:
        conn.execute(PLAIN_TABLE.read_bytes())
        for file in feed.files("load"):
            with (
                conn.cursor() as cursor,
                cursor.copy("COPY public.copied_inc FROM STDIN (FORMAT csv, HEADER)") as copy,
            ):
                copy.write(file.read_bytes())
        yield conn


def trial_of(name: str, feed: Feed, world: World, home: Path) -> Trial:
    competitor = competitors(home)[name]()
    return Trial(competitor, 0, feed, Expectations(feed), world=world, home=home / "lane")


def rows_of(feed: Feed, part: str) -> list[dict[str, str]]:
    return [
        dict(zip(COLUMNS, row, strict=True))
        for file in feed.files(part)
        for row in read_rows(file.read_bytes())
    ]


def test_the_parts_are_consecutive_and_have_the_requested_sizes(feed: Feed) -> None:
    names = [
        file.name for part in ("load", "steps", "unchanged", "backlog") for file in feed.files(part)
    ]
    assert names == sorted(set(names))
    assert {part: len(rows_of(feed, part)) for part in feed.rows} == feed.rows
    assert feed.rows == {"load": 600, "base": 400, "steps": 20, "unchanged": 100, "backlog": 60}


def test_one_file_repeats_the_tables_content(feed: Feed) -> None:
    held = newest([*feed.files("base"), *feed.files("steps")])
    repeated = newest(feed.files("unchanged"))
    assert 95 <= sum(held.get(ticket_id) == digest for ticket_id, digest in repeated.items()) < 100


def test_the_import_leaves_right_rows(feed: Feed, world: World, tmp_path: Path) -> None:
    first, replay = trial_of("ours", feed, world, tmp_path).run(["first"])
    assert (first.status, first.verdict) == (0, RIGHT)
    assert (replay.status, replay.verdict) == (0, RIGHT)
    assert first.postgres_cpu_s > 0
    assert first.peak_bytes > 20 << 20


def test_the_import_can_be_measured_without_archiving(
    feed: Feed, world: World, tmp_path: Path
) -> None:
    competitor = competitors(tmp_path)["unarchived"]()
    files = {key_of(file): file.read_bytes() for file in feed.files("load")}
    with lane(world, tmp_path / "lane") as own:
        competitor.prepare(own)
        own.put(files.items())
        start = competitor.start(own)
        assert own.run(start.command, start.environ).status == 0
        left = s3.client(own.settings).list_objects_v2(Bucket=own.settings.bucket)["Contents"]
        assert {item["Key"] for item in left} == files.keys()
        with closing(connect(own.url)) as conn:
            assert compare(conn, competitor.relation, newest(feed.files("load"))) == RIGHT
    assert "unarchived" not in imports_benchmark._parser().parse_args([]).only


def test_the_floor_leaves_right_rows_in_a_filled_table(
    feed: Feed, world: World, tmp_path: Path
) -> None:
    samples = list(trial_of("upsert", feed, world, tmp_path).run(["step"]))
    assert [found.case for found in samples] == ["base", "nothing", "step", "unchanged", "backlog"]
    assert [(found.status, found.verdict) for found in samples] == [(0, RIGHT)] * 5


def test_a_competitor_that_cannot_fill_the_table_has_no_further_runs(
    feed: Feed, world: World, tmp_path: Path
) -> None:
    command = Start(sys.executable, "-c", "raise SystemExit('error: no table for you')")
    failing = Competitor("sling", Kind.TOOL, lambda _: command, relation="public.inc")
    expected = Expectations(feed)
    trial = Trial(failing, 0, feed, expected, world=world, home=tmp_path / "lane")
    (base,) = trial.run(["step"])
    assert (base.case, base.status, base.problem) == ("base", 1, "error: no table for you")
    assert base.verdict == (0, len(expected.after("base")), 0)


def test_the_oracle_counts_each_kind_of_fault_once(copied: Connection, feed: Feed) -> None:
    expected = newest(feed.files("load"))
    versions = Counter(
        row["ticket_id"] for row in rows_of(feed, "load") if row["is_alarm"] == "false"
    )
    single = [ticket_id for ticket_id, count in versions.items() if count == 1]
    doubled = len(versions) - len(single)
    assert doubled > 0
    assert compare(copied, "public.copied_inc", expected) == (0, 0, doubled)

    of_ticket = "WHERE ticket_id = %(ticket_id)s"
    copied.execute(f"DELETE FROM copied_inc {of_ticket}", {"ticket_id": single[0]})
    copied.execute(f"UPDATE copied_inc SET mttr = -1 {of_ticket}", {"ticket_id": single[1]})
    assert compare(copied, "public.copied_inc", expected) == (1, 1, doubled)


def test_a_run_is_measured_with_its_children(tmp_path: Path) -> None:
    child = "held = bytearray(60 << 20); import time; time.sleep(0.3)"
    command = [
        sys.executable,
        "-c",
        f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])\nsys.exit(3)",
    ]
    servers = measure.Servers(os.getpid(), None)
    used = measure.run(command, {}, tmp_path, servers, lambda: None)
    assert used.status == 3
    assert used.wall_s > 0.3
    assert used.peak_bytes > 60 << 20


def test_a_peer_that_cannot_be_installed_is_skipped_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"cannot be installed: .*nobody"):
        install("nobody", tmp_path)


def test_benchmarks_run_by_name() -> None:
    assert NAMES["imports"] == "benchmarks.imports"
    assert NAMES["growth"] == "benchmarks.imports.growth"
    assert NAMES["serving"] == "benchmarks.serving"
    assert NAMES["page"] == "benchmarks.page"
    with pytest.raises(SystemExit, match="no benchmark 'import'"):
        run_benchmarks(["import"])
    with pytest.raises(SystemExit, match="single benchmark"):
        run_benchmarks(["--quick"])


def test_a_crashing_benchmark_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started = []

    def run_module(module: str, **_: object) -> None:
        started.append(module)
        if module == NAMES["growth"]:
            msg = "the import ends with 3"
            raise RuntimeError(msg)

    monkeypatch.setattr(runpy, "run_module", run_module)
    assert run_benchmarks(["growth", "imports"]) == 1
    assert started == [NAMES["growth"], NAMES["imports"]]
    assert "the import ends with 3" in capsys.readouterr().err


def test_a_crash_in_a_later_round_keeps_the_earlier_ones(
    feed: Feed,
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run(trial: Trial, _: Sequence[str]) -> Iterator[Sample]:
        if trial._round == 2:
            msg = "the server is gone"
            raise RuntimeError(msg)
        yield sample("floor: stage + upsert", 2.0 + trial._round, kind="floor")

    monkeypatch.setattr(imports_benchmark, "make_feed", lambda *_: feed)
    monkeypatch.setattr(imports_benchmark, "private_world", lambda _: nullcontext(world))
    monkeypatch.setattr(Trial, "run", run)
    with pytest.raises(RuntimeError, match="the server is gone"):
        imports_benchmark.main(["--folder", str(tmp_path), "--only", "upsert"])

    (saved,) = (tmp_path / "results").glob("*.json")
    content = json.loads(saved.read_bytes())
    assert [found["wall_s"] for found in content["samples"]] == [2.0, 3.0]
    printed = capsys.readouterr().out
    assert printed.startswith(f"{machine.line(content['machine'])}\n\n")
    assert "| 2.50 |" in " ".join(printed.split())
    assert saved.with_suffix(".md").read_text() == printed
