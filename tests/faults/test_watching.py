"""What goes wrong is seen in /metrics and `status`, and told to the webhook once."""

import json
import secrets
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.api.logs import JsonLines
from fleettickets.api.service import Scene
from fleettickets.commands import imports, replay, status
from fleettickets.config import AlertSettings, BucketSettings
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.alerts import take_changes
from fleettickets.store.connect import connect
from fleettickets.store.geocode_turns import GeocodeTurns
from fleettickets.store.ledger import Ledger
from fleettickets.watching import notify as notifying
from fleettickets.watching import watchdog
from fleettickets.watching.notify import notify
from fleettickets.watching.watchdog import Watchdog
from tests.support.buckets import fresh_bucket
from tests.support.databases import fresh_database
from tests.support.feed import csv_of, key, row
from tests.support.figures import Fault, Note
from tests.support.imports import World
from tests.support.proxy import Proxy, proxied
from tests.support.reporting import migrated_template
from tests.support.s3_faults import status as status_of
from tests.support.serving import client_of, serving, wait_until
from tests.support.webhook import TOKEN, Webhook, webhook

Capsys = pytest.CaptureFixture[str]

GOOD = csv_of([row("T1"), row("T2")])
ANEW = """
DO $$
BEGIN
    TRUNCATE tickets.alerts, tickets.geocode_days, tickets.geocode_pace;
    DELETE FROM tickets.watch_limits;
    INSERT INTO tickets.watch_limits (watched_from, watched_to) VALUES ('00:00', '24:00');
    UPDATE tickets.schema_files SET applied_at = now();
    INSERT INTO tickets.import_runs (dataset, source, state, finished_at)
    SELECT dataset, 'bucket', 'succeeded', now() FROM tickets.datasets;
END
$$
"""


@pytest.fixture(scope="module")
def shared_world(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[World]:
    with (
        migrated_template(postgres_server.dsn) as name,
        fresh_database(postgres_server.dsn, template=name) as url,
        fresh_bucket(s3_server) as settings,
    ):
        yield World(url, settings)


@pytest.fixture
def world(shared_world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A database in which an import of each type has just come through, and an empty bucket."""
    shared_world.empty()
    execute(shared_world, ANEW)
    settings = shared_world.settings
    for name, value in {
        "DATABASE_URL": shared_world.url,
        "RUSTFS_ENDPOINT": settings.endpoint,
        "RUSTFS_BUCKET": settings.bucket,
        "RUSTFS_ACCESS_KEY": settings.access_key,
        "RUSTFS_SECRET_KEY": settings.secret_key,
    }.items():
        monkeypatch.setenv(name, value)
    return shared_world


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Webhook]:
    """A webhook that the settings name."""
    monkeypatch.setattr(notifying, "_PAUSES_S", (0.01, 0.02))
    with webhook() as found:
        monkeypatch.setenv("ALERT_WEBHOOK_URL", found.url)
        yield found


def execute(world: World, statement: str) -> None:
    with closing(connect(world.url)) as conn:
        conn.execute(statement.encode())


def import_inc() -> int:
    return imports.import_main("inc", ["--from-bucket", "--apply"])


def age_runs(world: World, minutes: int, dataset: str = "inc") -> None:
    execute(
        world,
        "UPDATE tickets.import_runs SET"
        f" started_at = started_at - interval '{minutes} minutes',"
        f" finished_at = finished_at - interval '{minutes} minutes' WHERE dataset = '{dataset}'",
    )


def troubles(capsys: Capsys) -> tuple[int, list[tuple[str | None, str]]]:
    """Return the exit status of `status`, and what it tells a program."""
    capsys.readouterr()
    found = status.main(["--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["is_good"] is (found == 0)
    return found, [(trouble["dataset"], trouble["kind"]) for trouble in answer["troubles"]]


def counted(world: World) -> dict[tuple[str, str], float]:
    """Return what /metrics tells of troubles; those that are 0 are there, and left out here."""
    with serving(world.url) as base, client_of(base) as client:
        families = list(text_string_to_metric_families(client.get("/metrics").text))
    [family] = [family for family in families if family.name == "fleettickets_troubles"]
    found = {(s.labels["dataset"], s.labels["kind"]): s.value for s in family.samples}
    assert len(found) == 9  # four kinds of two datasets, and the geocoder's
    return {labels: value for labels, value in found.items() if value}


def cost(world: World, hook: Webhook) -> tuple[int, int]:
    """Return how many changes were never told, and how often one came again."""
    told = Counter(hook.ids)
    changes = {alert_id for (alert_id,) in world.query("SELECT alert_id FROM tickets.alerts")}
    assert told.keys() <= changes
    return len(changes - told.keys()), told.total() - len(told)


def test_where_all_is_well_nobody_is_told(world: World, hook: Webhook, capsys: Capsys) -> None:
    assert troubles(capsys) == (0, [])
    assert counted(world) == {}
    world.put({key(0): GOOD})
    assert import_inc() == 0
    assert status.main(["--notify"]) == 0
    assert hook.asked == 0


def test_an_overdue_import_is_told_once_and_its_end_too(
    world: World, hook: Webhook, capsys: Capsys, note: Note
) -> None:
    age_runs(world, 89)
    assert troubles(capsys) == (0, [])
    age_runs(world, 2)

    assert troubles(capsys) == (1, [("inc", "import_overdue")])
    assert counted(world) == {("inc", "import_overdue"): 1}
    for _ in range(3):
        assert status.main(["--notify"]) == 1
    assert hook.changes == [("raised", "import_overdue", "inc")]
    assert "No import of inc has come through since" in capsys.readouterr().out

    began = time.monotonic()
    assert import_inc() == 0
    assert import_inc() == 0
    assert hook.changes[1:] == [("cleared", "import_overdue", "inc")]
    assert troubles(capsys) == (0, [])
    note(Fault("import overdue", 1, *cost(world, hook), recovery_s=time.monotonic() - began))


def test_only_the_hours_in_which_imports_are_expected_count(world: World, capsys: Capsys) -> None:
    execute(
        world, "UPDATE tickets.watch_limits SET watched_to = '00:01', overdue_minutes = 3"
    )  # one minute a day
    age_runs(world, 3 * 1440 - 5)
    execute(world, "UPDATE tickets.watch_limits SET overdue_minutes = 4")
    assert troubles(capsys) == (0, [])
    age_runs(world, 2 * 1440)
    assert troubles(capsys) == (1, [("inc", "import_overdue")])


def test_an_import_that_never_came_is_overdue_too(world: World, capsys: Capsys) -> None:
    execute(world, "DELETE FROM tickets.import_runs WHERE dataset = 'crq'")
    assert troubles(capsys) == (0, [])
    execute(world, "UPDATE tickets.schema_files SET applied_at = now() - interval '91 minutes'")
    assert troubles(capsys) == (1, [("crq", "import_overdue")])


def import_local(folder: Path) -> int:
    file = folder / Path(key(20)).name
    file.write_bytes(GOOD)
    return imports.import_main("inc", ["--inc-csv", str(file), "--apply"])


def replay_all(_: Path) -> int:
    return replay.main(["inc"])


@pytest.mark.parametrize("work", [import_local, replay_all])
def test_what_looks_into_no_bucket_hides_no_dead_import(
    work: Callable[[Path], int], world: World, hook: Webhook, capsys: Capsys, tmp_path: Path
) -> None:
    world.put({key(0): GOOD})
    assert import_inc() == 0
    age_runs(world, 91)
    assert status.main(["--notify"]) == 1

    assert work(tmp_path) == 0
    assert world.query("SELECT state FROM tickets.import_runs ORDER BY run_id DESC LIMIT 1") == [
        ("succeeded",)
    ]
    assert troubles(capsys) == (1, [("inc", "import_overdue")])
    assert status.main(["--notify"]) == 1
    assert hook.changes == [("raised", "import_overdue", "inc")]
    assert import_inc() == 0
    assert hook.changes[1:] == [("cleared", "import_overdue", "inc")]


@pytest.mark.parametrize("work", [import_local, replay_all])
def test_what_looks_into_no_bucket_hides_no_failed_run(
    work: Callable[[Path], int],
    world: World,
    capsys: Capsys,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("FLEETTICKETS_RETRY_S", "1")
        patch.setenv("RUSTFS_ENDPOINT", "http://127.0.0.1:1")
        assert import_inc() == 3
    assert work(tmp_path) == 0
    assert world.query("SELECT count(*) FROM tickets.import_runs WHERE dataset = 'inc'") == [(3,)]
    assert troubles(capsys) == (1, [("inc", "run_failed")])
    assert import_inc() == 0
    assert troubles(capsys) == (0, [])


def test_a_seed_is_no_import_that_came(world: World, capsys: Capsys, tmp_path: Path) -> None:
    execute(world, "DELETE FROM tickets.import_runs WHERE dataset = 'inc'")
    execute(world, "UPDATE tickets.schema_files SET applied_at = now() - interval '91 minutes'")
    assert import_local(tmp_path) == 0
    assert troubles(capsys) == (1, [("inc", "import_overdue")])


def test_a_failed_file_is_told_once_and_hides_no_dead_import(
    world: World, hook: Webhook, capsys: Capsys
) -> None:
    world.put({key(0): GOOD, key(20): b"", key(40): b"not,a,header\n"})
    assert import_inc() == 1
    assert import_inc() == 1

    [body] = hook.bodies  # both files in one
    assert hook.changes == 2 * [("raised", "file_failed", "inc")]
    assert [change["subject"] for change in body["changes"]] == [key(20), key(40)]
    assert body["text"].count("\n") == 1
    assert body["text"].startswith(f"raised: {key(20)} cannot be taken: [FT101]")
    assert troubles(capsys) == (1, 2 * [("inc", "file_failed")])
    assert counted(world) == {("inc", "file_failed"): 2}

    # Only the files failed: the import is alive. When it dies, that is news.
    age_runs(world, 91)
    assert status.main(["--notify"]) == 1
    assert hook.changes[2:] == [("raised", "import_overdue", "inc")]

    world.put({key(20): GOOD, key(40): csv_of([row("T9")])})
    assert import_inc() == 0
    assert sorted(hook.changes[3:]) == [
        ("cleared", "file_failed", "inc"),
        ("cleared", "file_failed", "inc"),
        ("cleared", "import_overdue", "inc"),
    ]
    assert troubles(capsys) == (0, [])


def test_a_run_that_failed_is_seen_and_posted_only_if_none_comes_through(
    world: World, hook: Webhook, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLEETTICKETS_RETRY_S", "1")
    monkeypatch.setenv("RUSTFS_ENDPOINT", "http://127.0.0.1:1")
    assert import_inc() == 3
    assert troubles(capsys) == (1, [("inc", "run_failed")])
    assert counted(world) == {("inc", "run_failed"): 1}
    assert hook.asked == 0

    age_runs(world, 91)
    assert import_inc() == 3
    assert hook.changes == [("raised", "import_overdue", "inc")]


@pytest.fixture
def proxy(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    with proxied(world.settings) as running:
        monkeypatch.setenv("RUSTFS_ENDPOINT", running.settings.endpoint)
        monkeypatch.setenv("FLEETTICKETS_RETRY_S", "1")
        yield running


def test_a_server_that_answers_nothing_usable_is_no_fault_of_its_files(
    world: World, proxy: Proxy, hook: Webhook, capsys: Capsys
) -> None:
    world.put({key(minute): GOOD for minute in (0, 20, 40)})
    proxy.inject("get", status_of(500, "InternalError"))
    age_runs(world, 91)
    for _ in range(2):
        assert import_inc() == 1
        assert hook.changes == [("raised", "import_overdue", "inc")]  # none came through
        assert troubles(capsys) == (1, [("inc", "import_overdue"), ("inc", "run_failed")])

    assert import_inc() == 1  # it lasts: now it may be the files
    assert hook.changes[1:] == 3 * [("raised", "file_failed", "inc")]

    proxy.heal()
    assert import_inc() == 0
    assert len(hook.changes) == 8
    assert troubles(capsys) == (0, [])


def test_a_file_that_is_refused_once_is_told_when_it_lasts(
    world: World, proxy: Proxy, hook: Webhook, capsys: Capsys
) -> None:
    world.put({key(minute): GOOD for minute in (0, 20, 40)})
    proxy.inject("get", status_of(403, "AccessDenied"), key_end=key(20))
    age_runs(world, 91)
    for _ in range(2):  # in the second run, it is the only one that waits
        assert import_inc() == 1
        assert troubles(capsys) == (1, [("inc", "run_failed")])
    assert hook.asked == 0

    assert import_inc() == 1
    assert hook.changes == [("raised", "file_failed", "inc")]
    assert troubles(capsys) == (1, [("inc", "file_failed")])


def test_a_run_that_was_killed_is_seen(world: World, capsys: Capsys) -> None:
    with closing(connect(world.url)) as conn:
        ledger = Ledger(conn, "inc")
        assert ledger.try_lock()
        ledger.start_run("bucket")
        assert troubles(capsys) == (0, [])
    assert troubles(capsys) == (1, [("inc", "run_failed")])


@pytest.mark.parametrize(
    ("before", "now", "is_trouble"),
    [
        ((1_000, 1), (1_000, 9), False),  # few rows
        ((1_000, 1), (1_000, 15), True),  # grown
        ((1_000, 60), (1_000, 80), False),  # it was nearly as bad
        ((1_000, 60), (1_000, 120), True),  # and doubled
        ((1_000, 300), (1_000, 300), True),  # always too bad
        ((0, 0), (2_000, 19), False),  # under 1 %
        ((0, 0), (1_000, 10), True),
        ((1_000, 500), (0, 0), False),  # long ago
    ],
)
def test_a_growing_share_of_refused_rows(
    before: tuple[int, int],
    now: tuple[int, int],
    is_trouble: bool,  # noqa: FBT001 - a case's expected value
    world: World,
    capsys: Capsys,
) -> None:
    for number, (rows, rejected) in enumerate([before, now]):
        add_file(world, key(number), rows, rejected, days=0.5 if number else 2)

    expected = [("inc", "rejects_growing")] if is_trouble else []
    assert troubles(capsys) == (len(expected), expected)


def add_file(world: World, name: str, rows: int, rejected: int, *, days: float) -> None:
    """Note in the ledger a file that was applied so many days ago."""
    execute(
        world,
        "INSERT INTO tickets.import_files (dataset, change_key, etag, state, source, bytes,"
        " rows_read, rows_kept, rows_rejected, rows_unchanged, run_id, seen_at) SELECT"
        f" 'inc', '{name}', 'x', 'applied', 'bucket', 1, {rows}, {rows - rejected},"
        f" {rejected}, {rows - rejected}, min(run_id), now() - interval '{days} days'"
        " FROM tickets.import_runs",
    )


def test_a_share_that_wavers_at_its_limit_is_told_once(
    world: World, hook: Webhook, capsys: Capsys
) -> None:
    add_file(world, key(0), 1_000, 10, days=0.5)
    raised, cleared = ((state, "rejects_growing", "inc") for state in ("raised", "cleared"))
    for rejected, told in (
        (9, []),
        (10, [raised]),
        (9, [raised]),
        (8, [raised]),
        (10, [raised]),
        (7, [raised, cleared]),
        (9, [raised, cleared]),
        (10, [raised, cleared, raised]),
    ):
        execute(
            world,
            f"UPDATE tickets.import_files SET rows_rejected = {rejected},"
            f" rows_kept = rows_read - {rejected}, rows_unchanged = rows_read - {rejected}",
        )
        is_raised = bool(told) and told[-1] == raised
        status.main(["--notify"])
        capsys.readouterr()
        assert hook.changes == told
        assert troubles(capsys) == (int(is_raised), [("inc", "rejects_growing")] * is_raised)


def test_a_growing_share_is_told_by_the_import_that_brought_it(
    world: World, hook: Webhook, capsys: Capsys
) -> None:
    good = [row(f"T{number}") for number in range(80)]
    world.put({key(0): csv_of([*good, *(20 * [row("")])])})
    assert import_inc() == 0

    assert hook.changes == [("raised", "rejects_growing", "inc")]
    assert hook.bodies[0]["text"] == (
        "raised: 20.0 % of the rows of inc in the last 24 hours were refused (20 rows), 0.0 % in"
        " the 7 days before."
    )
    assert troubles(capsys) == (1, [("inc", "rejects_growing")])
    assert counted(world) == {("inc", "rejects_growing"): 1}
    execute(world, "UPDATE tickets.import_files SET seen_at = seen_at - interval '25 hours'")
    assert import_inc() == 0
    assert hook.changes[1:] == [("cleared", "rejects_growing", "inc")]


def test_a_spent_geocoding_budget_is_told(world: World, hook: Webhook, capsys: Capsys) -> None:
    with closing(connect(world.url)) as conn:
        turns = GeocodeTurns(conn, "locationiq")
        assert turns.claim(budget=2, interval_s=0).is_granted
        assert troubles(capsys) == (0, [])
        assert turns.claim(budget=2, interval_s=0).is_granted
        assert troubles(capsys) == (1, [(None, "geocoding_spent")])
        assert turns.claim(budget=3, interval_s=0).is_granted  # it was raised, and used up again
        assert turns.claim(budget=1, interval_s=0).reason == "budget"
    assert counted(world) == {("", "geocoding_spent"): 1}
    assert status.main(["inc"]) == 0  # not of this dataset
    assert status.main(["--notify"]) == 1
    assert "Beside the imports: needs a person" in capsys.readouterr().out
    assert hook.changes == [("raised", "geocoding_spent", None)]
    assert hook.bodies[0]["changes"][0]["subject"] == "locationiq"
    # The next day has a budget of its own.
    execute(world, "UPDATE tickets.geocode_days SET asked_on = asked_on - 1")
    assert status.main(["--notify"]) == 0
    assert hook.changes[1:] == [("cleared", "geocoding_spent", None)]


def test_a_provider_that_wants_no_more_today_is_told(world: World, capsys: Capsys) -> None:
    with closing(connect(world.url)) as conn:
        turns = GeocodeTurns(conn, "locationiq")
        turns.block("minute")
        assert troubles(capsys) == (0, [])
        turns.block("day")
        assert troubles(capsys) == (1, [(None, "geocoding_spent")])


def test_a_budget_of_none_is_no_trouble(world: World, capsys: Capsys) -> None:
    with closing(connect(world.url)) as conn:
        turns = GeocodeTurns(conn, "locationiq")
        assert turns.claim(budget=0, interval_s=0, cost=0).is_granted
    assert troubles(capsys) == (0, [])


def test_many_at_once_tell_each_change_once(
    world: World, hook: Webhook, request: pytest.FixtureRequest, note: Note
) -> None:
    rounds = 100 if request.getfixturevalue("is_soak") else 3
    for _ in range(rounds):
        age_runs(world, 91)
        at_once(8, world, hook)
        execute(world, "UPDATE tickets.import_runs SET finished_at = now()")
        at_once(8, world, hook)

    expected = [("raised", "import_overdue", "inc"), ("cleared", "import_overdue", "inc")]
    assert hook.changes == rounds * expected
    lost, doubled = cost(world, hook)
    assert (lost, doubled) == (0, 0)
    note(Fault("8 threads tell one change", 2 * rounds, lost, doubled))


def at_once(count: int, world: World, hook: Webhook) -> None:
    gate = threading.Barrier(count)
    problems: list[str | None] = []

    def tell() -> None:
        gate.wait()
        problems.append(notify(world.url, hook.url).problem)

    threads = [threading.Thread(target=tell) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == count * [None]


def test_who_dies_while_telling_is_stood_in_for(world: World, hook: Webhook) -> None:
    age_runs(world, 91)
    with closing(connect(world.url)) as conn:
        [alert] = take_changes(conn, 60)

    assert notify(world.url, hook.url).posted == 0
    execute(world, "UPDATE tickets.alerts SET next_try_at = now() - interval '1 second'")
    assert notify(world.url, hook.url).posted == 1
    assert hook.bodies[0]["changes"][0]["id"] == alert.alert_id


def test_an_answer_that_is_lost_has_the_same_change_told_again(world: World, hook: Webhook) -> None:
    age_runs(world, 91)
    hook.fault = "drop"
    assert notify(world.url, hook.url).problem

    assert len(hook.ids) == 3
    assert len(set(hook.ids)) == 1  # by which the receiver knows it
    assert len(set(hook.keys)) == 1  # and by which what stands before it does


def test_the_same_changes_come_under_the_same_key_and_others_under_another(
    world: World, hook: Webhook
) -> None:
    def tell_anew() -> list[str]:
        execute(world, "UPDATE tickets.alerts SET posted_at = NULL, next_try_at = '-infinity'")
        hook.bodies.clear()
        hook.keys.clear()
        notify(world.url, hook.url)
        return list(hook.keys)

    fail_files(world, 4)
    [both] = tell_anew()
    assert [both] == tell_anew()
    hook.max_bytes = 10_000
    halves = tell_anew()
    assert halves == tell_anew()
    assert len({both, *halves}) == 3
    # As another database would tell that counts alike.
    execute(world, "UPDATE tickets.alerts SET changed_at = changed_at + interval '1 microsecond'")
    assert not {both, *halves} & set(tell_anew())


@pytest.mark.parametrize(
    ("fault", "asked", "again", "said"),
    [
        (500, 3, 0, "it answered 500"),
        (429, 3, 0, "it answered 429"),
        (404, 1, 0, "it answered 404"),
        (307, 3, 0, "it answered 307"),
        ("garbage", 3, 0, "the connection failed (BadStatusLine)"),
        ("drop", 3, 3, "the connection failed (RemoteDisconnected)"),
        ("hang", 3, 3, "no answer within 0.2 s"),
        ("away", 0, 0, "the connection failed (ConnectionRefusedError)"),
    ],
)
def test_a_webhook_that_fails_fails_no_import(  # noqa: PLR0913, PLR0917 - cases and fixtures
    fault: str | int,
    asked: int,
    again: int,
    said: str,
    world: World,
    hook: Webhook,
    capsys: Capsys,
    monkeypatch: pytest.MonkeyPatch,
    note: Note,
) -> None:
    healed_post = notifying.post
    if fault == "hang":
        monkeypatch.setattr(notifying, "post", partial(healed_post, timeout_s=0.2))
    if isinstance(fault, int):
        hook.status = fault
    elif fault == "away":
        monkeypatch.setenv("ALERT_WEBHOOK_URL", f"http://127.0.0.1:1/{TOKEN}")
    else:
        hook.fault = fault
    age_runs(world, 91, "crq")
    world.put({key(0): GOOD})

    assert import_inc() == 0
    out = capsys.readouterr()
    assert out.err == f"webhook: {said}; tried again later\n"
    assert "applied=1 failed=0" in out.out
    assert TOKEN not in out.err + out.out
    assert (hook.asked, world.query("SELECT count(*) FROM tickets.inc")) == (asked, [(2,)])

    # Not at once, so that a webhook that is down costs each run little; then, in its turn.
    assert import_inc() == 0
    assert hook.asked == asked
    hook.status, hook.fault = 204, None
    monkeypatch.setattr(notifying, "post", healed_post)
    monkeypatch.setenv("ALERT_WEBHOOK_URL", hook.url)
    execute(world, "UPDATE tickets.alerts SET next_try_at = next_try_at - interval '2 minutes'")
    assert import_inc() == 0
    assert set(hook.changes) == {("raised", "import_overdue", "crq")}
    lost, doubled = cost(world, hook)
    assert (lost, doubled) == (0, again)
    note(Fault(f"webhook: {said}", max(asked, 1), lost, doubled))


def fail_files(world: World, count: int, *, error: str = "[FT101] " + 290 * "é") -> list[str]:
    """Note in the ledger so many files that cannot be taken; return their keys."""
    execute(
        world,
        "INSERT INTO tickets.import_files (dataset, change_key, etag, state, source, bytes, error,"
        " run_id, seen_at) SELECT 'inc', 'automations/inc/changes/' || n || '.csv', 'x', 'failed',"
        f" 'bucket', 1, '{error}', min(run_id), now() + n * interval '1 second'"
        f" FROM tickets.import_runs, generate_series(1000, {999 + count}) AS n GROUP BY n",
    )
    return [f"automations/inc/changes/{number}.csv" for number in range(1000, 1000 + count)]


def subjects(hook: Webhook) -> list[str]:
    return [change["subject"] for body in hook.bodies for change in body["changes"]]


def let_try_again(world: World) -> None:
    execute(world, "UPDATE tickets.alerts SET next_try_at = '-infinity'")


@pytest.mark.parametrize(("max_bytes", "posts"), [(None, 1), (20_000, 63), (5_000, 199)])
def test_a_receiver_that_takes_only_so_much_is_told_all(
    max_bytes: int | None, posts: int, world: World, hook: Webhook, note: Note
) -> None:
    keys = fail_files(world, 100)
    hook.max_bytes = max_bytes

    assert notify(world.url, hook.url) == notifying.Outcome(100)
    assert subjects(hook) == keys
    assert hook.asked <= posts
    refused = hook.asked - len(hook.bodies)
    age_runs(world, 91)
    assert notify(world.url, hook.url) == notifying.Outcome(1)
    assert hook.changes[100:] == [("raised", "import_overdue", "inc")]
    lost, doubled = cost(world, hook)
    assert (lost, doubled) == (0, 0)
    if max_bytes is not None:
        note(Fault(f"webhook: it answered 413 over {max_bytes:,} bytes", refused, lost, doubled))


def test_a_change_that_is_too_long_alone_is_told_shortened(world: World, hook: Webhook) -> None:
    [key] = fail_files(world, 1)
    hook.max_bytes = 2_000

    assert notify(world.url, hook.url) == notifying.Outcome(1)
    [change] = hook.bodies[0]["changes"]
    assert change["subject"] == key
    assert change["message"].startswith(f"{key} cannot be taken: [FT101] ")
    assert len(change["message"]) == 160
    assert hook.bodies[0]["text"] == f"raised: {change['message']}"


def test_a_change_that_no_receiver_takes_holds_up_no_other(
    world: World, hook: Webhook, note: Note
) -> None:
    keys = fail_files(world, 100)
    bad = keys.pop(40)
    hook.refuses = lambda change: change["subject"] == bad
    said = "it answered 400 to a change by itself"

    assert notify(world.url, hook.url) == notifying.Outcome(99, said)
    assert subjects(hook) == keys
    assert hook.asked < 20
    age_runs(world, 91)
    assert notify(world.url, hook.url) == notifying.Outcome(1)
    assert hook.changes[99:] == [("raised", "import_overdue", "inc")]

    let_try_again(world)
    assert notify(world.url, hook.url) == notifying.Outcome(0, said)
    hook.refuses = lambda _: False
    let_try_again(world)
    assert notify(world.url, hook.url) == notifying.Outcome(1)
    assert subjects(hook)[100:] == [bad]
    let_try_again(world)
    assert notify(world.url, hook.url) == notifying.Outcome()
    lost, doubled = cost(world, hook)
    assert (lost, doubled) == (0, 0)
    refused = hook.asked - len(hook.bodies)
    note(Fault("webhook: it answered 400 to one of 100 changes", refused, lost, doubled))


def test_a_receiver_that_refuses_everything_is_left_alone_and_told_later(
    world: World, hook: Webhook
) -> None:
    keys = fail_files(world, 120)
    hook.status = 400
    for _ in range(3):
        assert notify(world.url, hook.url) == notifying.Outcome(0, "it answered 400")
        assert notify(world.url, hook.url) == notifying.Outcome()  # not at once
        let_try_again(world)
    assert hook.asked < 60

    hook.status = 204
    assert notify(world.url, hook.url) == notifying.Outcome(120)
    assert sorted(subjects(hook)) == keys


def test_a_receiver_that_is_slow_is_told_the_rest_later(
    world: World, hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = fail_files(world, 120)
    monkeypatch.setattr(notifying, "_LOOK_S", 0.0)
    late = notifying.Outcome(0, "not all could be told within 0 s")
    assert notify(world.url, hook.url) == late
    assert hook.asked == 0
    monkeypatch.undo()
    let_try_again(world)
    assert notify(world.url, hook.url) == notifying.Outcome(120)
    assert subjects(hook) == keys


@pytest.mark.parametrize("error", ["[FT101] cut off", "[FT101] " + 290 * "x"])
def test_the_text_is_short_and_says_how_many_more_there_are(
    error: str, world: World, hook: Webhook
) -> None:
    fail_files(world, 100, error=error)
    assert notify(world.url, hook.url) == notifying.Outcome(100)

    text = hook.bodies[0]["text"]
    *lines, more = text.splitlines()
    assert 1_400 < len(text) <= 2_000
    assert all(line.startswith("raised: automations/inc/changes/1") for line in lines)
    assert more == f"and {100 - len(lines)} more"


def test_a_trouble_that_ends_untold_is_told_with_its_end(world: World, hook: Webhook) -> None:
    hook.status = 503
    age_runs(world, 91)
    assert notify(world.url, hook.url) == notifying.Outcome(0, "it answered 503")
    execute(world, "UPDATE tickets.import_runs SET finished_at = now()")
    hook.status = 200
    execute(world, "UPDATE tickets.alerts SET next_try_at = '-infinity'")

    assert notify(world.url, hook.url).posted == 2
    [body] = hook.bodies
    assert [change["state"] for change in body["changes"]] == ["raised", "cleared"]


@pytest.mark.parametrize("url", ["hooks.example/x", "ftp://x/y", "https://", "http://u:p@x/y"])
def test_an_address_that_cannot_be_used_is_said_without_being_shown(
    url: str, world: World, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.setenv("ALERT_WEBHOOK_URL", url)
    world.put({key(0): GOOD})

    assert import_inc() == 0
    assert status.main(["--notify"]) == 2
    errors = capsys.readouterr().err
    assert errors.count("[FT001] ALERT_WEBHOOK_URL") == 2
    assert url not in errors


def test_notify_without_an_address_is_misuse(world: World, capsys: Capsys) -> None:
    assert world.url
    assert status.main(["--notify"]) == 2
    assert "[FT001] ALERT_WEBHOOK_URL: is not set" in capsys.readouterr().err


@contextmanager
def login(dsn: str, *roles: str) -> Iterator[dict[str, str]]:
    name, password = f"watch_{secrets.token_hex(4)}", secrets.token_hex(8)
    user = sql.Identifier(name)
    with psycopg.connect(dsn, autocommit=True) as admin:
        create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
        admin.execute(create.format(user, sql.Literal(password)))
        for role in roles:
            admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), user))
        yield {"user": name, "password": password}
        admin.execute(sql.SQL("DROP ROLE {}").format(user))


def test_the_server_notices_an_import_that_is_dead(
    world: World, hook: Webhook, postgres_server: PostgresServer, note: Note
) -> None:
    alerts = AlertSettings(hook.url, every_s=1)
    roles = ("fleettickets_reader", "fleettickets_watcher")
    with login(postgres_server.dsn, *roles) as who:
        url = make_conninfo(world.url, **who)
        with serving(url, alerts=alerts), serving(url, alerts=alerts):  # in one process
            age_runs(world, 91)
            began = time.monotonic()
            wait_until(lambda: hook.bodies)
            noticed_s = time.monotonic() - began
            time.sleep(2.5)
            assert hook.changes == [("raised", "import_overdue", "inc")]
            execute(world, "UPDATE tickets.import_runs SET finished_at = now()")
            wait_until(lambda: len(hook.changes) == 2)
    assert noticed_s < 5
    lost, doubled = cost(world, hook)
    assert (lost, doubled) == (0, 0)
    name = "a dead import, noticed by two servers of one process"
    note(Fault(name, 1, lost, doubled, recovery_s=noticed_s))


def test_a_look_that_fails_is_seen_and_the_next_one_tells(
    world: World,
    hook: Webhook,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    failures: list[str] = []

    def fail(_: str, url: str, **_options: bool) -> notifying.Outcome:
        failures.append(url)
        raise KeyError(url)

    age_runs(world, 91)
    with monkeypatch.context() as patch:
        patch.setattr(watchdog, "notify", fail)
        with serving(world.url, alerts=AlertSettings(hook.url, every_s=1)) as base:
            wait_until(lambda: len(failures) == 3)
            assert unseen_s(base) > 1.5
            patch.undo()
            wait_until(lambda: hook.bodies)
            wait_until(lambda: unseen_s(base) < 1)
    assert hook.changes == [("raised", "import_overdue", "inc")]
    [record] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert record.getMessage() == "the look: it failed (KeyError)"
    shown = JsonLines().format(record)
    assert "in fail" in json.loads(shown)["traceback"]
    assert TOKEN not in shown


def unseen_s(base: str) -> float:
    """Return the seconds since the server's last look."""
    with client_of(base) as client:
        families = list(text_string_to_metric_families(client.get("/metrics").text))
    name = "fleettickets_watchdog_last_look_seconds"
    [sample] = [sample for family in families for sample in family.samples if sample.name == name]
    return sample.value


def test_a_reader_can_keep_nobody_from_being_told(
    world: World,
    hook: Webhook,
    postgres_server: PostgresServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    age_runs(world, 91)
    with login(postgres_server.dsn, "fleettickets_reader") as who:
        url = make_conninfo(world.url, **who)
        with closing(connect(url)) as conn:
            for call in ("sync_alerts()", "claim_alerts('1 day')", "settle_alerts('{1}', true)"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    conn.execute(f"SELECT tickets.{call}".encode())
        with Watchdog(url, AlertSettings(hook.url, every_s=1)).watching():
            wait_until(lambda: "GRANT fleettickets_watcher to it" in caplog.text)
    assert hook.asked == 0


def test_a_watcher_may_do_nothing_else(world: World, postgres_server: PostgresServer) -> None:
    with (
        login(postgres_server.dsn, "fleettickets_watcher") as who,
        closing(connect(make_conninfo(world.url, **who))) as conn,
    ):
        conn.execute("SELECT tickets.sync_alerts()")
        for statement in (
            "SELECT * FROM tickets.alerts",
            "SELECT * FROM tickets.inc",
            "SELECT * FROM tickets.find_troubles()",
            "SELECT reporting.fn_freshness()",
            "UPDATE tickets.watch_limits SET overdue_minutes = 9999",
            "SELECT tickets.capture_history()",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute(statement.encode())


def test_stopping_the_server_waits_for_no_webhook(world: World, hook: Webhook) -> None:
    hook.fault = "hang"
    age_runs(world, 91)
    with serving(world.url, alerts=AlertSettings(hook.url, every_s=1)):
        wait_until(lambda: hook.asked)
        began = time.monotonic()
    assert time.monotonic() - began < 4


def test_without_an_address_nobody_looks(world: World) -> None:
    age_runs(world, 91)
    with serving(world.url) as base, client_of(base) as client:
        time.sleep(0.5)
        assert "fleettickets_watchdog" not in client.get("/metrics").text
    assert world.query("SELECT count(*) FROM tickets.alerts") == [(0,)]
    assert Scene("").alerts == AlertSettings(None)


def test_the_command_line_exits_as_documented(world: World, tmp_path: Path) -> None:
    script = "import sys; from fleettickets.cli import main; sys.exit(main(['status']))"

    def run() -> int:
        return subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, check=False, capture_output=True
        ).returncode

    assert run() == 0
    age_runs(world, 91)
    assert run() == 1
