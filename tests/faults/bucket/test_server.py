"""What a bucket does to a run, injected before the real server: nothing is lost or doubled."""

import random
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, islice, repeat
from types import SimpleNamespace
from typing import Any

import pytest
from botocore import auth
from botocore.exceptions import EndpointConnectionError

from fleettickets.commands.imports import import_main
from fleettickets.config import BucketSettings
from fleettickets.errors import BucketError, ClockError
from fleettickets.feed import retries
from fleettickets.feed.bucket import Bucket
from fleettickets.local.postgres import PostgresServer
from fleettickets.local.sample_feed import FeedPlan, sample_files
from fleettickets.store.connect import connect
from tests.stream.test_runs import command, environ
from tests.support import s3_faults as s3
from tests.support.comparison import differences
from tests.support.dump import dump
from tests.support.figures import Fault as Figure
from tests.support.figures import Note
from tests.support.imports import World, fresh_world
from tests.support.oracle import Expected, expected_of
from tests.support.proxy import Exchange, Fault, Proxy, proxied

ROUNDS = 2
"""Of each fault in the long form: as a process of its own, then as a call, at another request."""

PAUSE_SHARE = 0.1
"""Of the real pauses, in the short form."""


@dataclass(frozen=True)
class Case:
    """A fault, and how the run that meets it ends."""

    operation: str
    fault: Fault
    times: int | None = None
    """None: until it is healed."""
    status: int = 0
    words: str = ""
    tries: tuple[int, int] = (1, 12)
    """The least and the most requests for the one thing that met the fault."""
    timeout_s: int = 20
    is_of_one: bool = False
    """Only one key meets it."""


def passing(operation: str, fault: Fault, times: int = 2) -> Case:
    return Case(operation, fault, times, tries=(times + 1, times + 1))


def once(operation: str, fault: Fault) -> Case:
    return passing(operation, fault, 1)


def lasting(operation: str, fault: Fault, status: int, words: str, **options: Any) -> Case:
    return Case(operation, fault, None, status, words, **({"tries": (2, 12)} | options))


def one(operation: str, fault: Fault, words: str, **options: Any) -> Case:
    return lasting(operation, fault, 1, words, is_of_one=True, **options)


ONE_TRY = (1, 1)
SLOW_DOWN, INTERNAL = s3.status(503, "SlowDown"), s3.status(500, "InternalError")
DENIED = s3.status(403, "AccessDenied")
BROKEN_SHAPES = {
    "XML that ends nowhere": s3.body_of(b"<ListBucketResult><Contents><Key>a"),
    "a web page": s3.body_of(b"<html><body>Sign in</body></html>", "text/html"),
    "a size that is no number": s3.body_of(
        b"<ListBucketResult><IsTruncated>false</IsTruncated><Contents>"
        b"<Key>a</Key><ETag>e</ETag><Size>many</Size></Contents></ListBucketResult>"
    ),
    "an empty body": s3.body_of(b""),
}
CASES = {
    # The listing.
    "listing: 503 SlowDown, twice": passing("list", SLOW_DOWN),
    "listing: 503 SlowDown, lasting": lasting("list", SLOW_DOWN, 3, "SlowDown", tries=(2, 6)),
    "listing: 500, twice": passing("list", INTERNAL),
    "listing: 500, lasting": lasting("list", INTERNAL, 3, "InternalError"),
    "listing: reset within the body": passing("list", s3.reset_within_body),
    "listing: cut body, right length": passing("list", s3.cut_body),
    "listing: ends within the head": passing("list", s3.end_within_head),
    "listing: headers without an end": lasting(
        "list", s3.drip_head, 3, "no whole answer", timeout_s=1
    ),
    "listing: no answer": lasting("list", s3.say_nothing, 3, "[FT201]", timeout_s=1),
    "listing: body without an end": lasting("list", s3.endless_body, 3, "over 16 MiB"),
    "listing: 403": lasting("list", DENIED, 2, "[FT001]", tries=ONE_TRY),
    "listing: clock skew": lasting(
        "list", s3.status(403, "RequestTimeTooSkewed"), 2, "[FT202]", tries=ONE_TRY
    ),
    "listing: redirect": lasting(
        "list", s3.redirect("http://127.0.0.1:9/"), 2, "[FT001]", tries=(1, 2)
    ),
    **{
        f"listing: {name}": lasting("list", fault, 3, "[FT201]")
        for name, fault in BROKEN_SHAPES.items()
    },
    "listing: pages out of order": Case("list", s3.pages(2, is_shuffled=True), tries=(2, 12)),
    "listing: pages that overlap": Case("list", s3.pages(3, overlap=1), tries=(2, 12)),
    "listing: one token for ever": lasting(
        "list", s3.page_for_ever(repeat("again")), 3, "has no end"
    ),
    "listing: one page for ever": lasting(
        "list", s3.page_for_ever(s3.new_tokens()), 3, "has no end", tries=(2, 110)
    ),
    "listing: truncated, no token": lasting(
        "list", s3.page_for_ever(repeat(None)), 3, "NextContinuationToken"
    ),
    # A file.
    "file: reset within the body": passing("get", s3.reset_within_body),
    "file: cut body, right length": passing("get", s3.cut_body),
    "file: shorter than listed": passing("get", s3.short_body),
    "file: ends within the head": passing("get", s3.end_within_head),
    "file: 503 SlowDown": passing("get", SLOW_DOWN),
    "file: 500": passing("get", INTERNAL),
    "one file: cut body, lasting": one("get", s3.cut_body, "bytes"),
    "one file: 500, lasting": one("get", INTERNAL, "InternalError"),
    "one file: 403, lasting": one("get", DENIED, "AccessDenied", tries=ONE_TRY),
    "one file: slow drip, lasting": one("get", s3.drip_body, "no whole answer", timeout_s=2),
    "one file: body without an end": one("get", s3.endless_body, "[FT101]", tries=ONE_TRY),
    # Archiving.
    "copy: error within a 200": once("copy", s3.error_within_success),
    "copy: error within a 200, lasting": lasting(
        "copy", s3.error_within_success, 1, "left for the next run"
    ),
    "copy: an empty 200": once("copy", s3.body_of(b"")),
    "copy: done, the answer lost": once("copy", s3.lose_answer),
    "head: 500": once("head", s3.status(500, "")),
    "delete: 500, lasting": lasting("delete", INTERNAL, 1, "left for the next run"),
    "delete: 403, lasting": lasting("delete", DENIED, 1, "left for the next run", tries=ONE_TRY),
    "delete: done, the answer lost": once("delete", s3.lose_answer),
}


TWINS = {
    "listing: 500, twice",
    "listing: ends within the head",
    "listing: XML that ends nowhere",
    "listing: a size that is no number",
    "listing: 403",
    "listing: one token for ever",
    "file: 500",
    "file: 503 SlowDown",
    "file: ends within the head",
    "one file: 500, lasting",
    "copy: done, the answer lost",
    "copy: error within a 200, lasting",
    "delete: 403, lasting",
}
"""In the long form only, because a neighbour tells nearly the same."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "name" in metafunc.fixturenames:
        is_soak = metafunc.config.getoption("--soak")
        metafunc.parametrize("name", [name for name in CASES if is_soak or name not in TWINS])


@pytest.fixture(scope="module")
def shared(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[World]:
    with fresh_world(postgres_server, s3_server) as world:
        yield world


@pytest.fixture
def world(shared: World) -> World:
    shared.empty()
    return shared


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Ten change files with 400 rows."""
    plan = FeedPlan(dataset="inc", tickets=120, days=2, backlog_days=1)
    return dict(islice(sample_files(plan), 10))


@pytest.fixture(scope="module")
def expected(files: dict[str, bytes]) -> Expected:
    return expected_of(files)


@pytest.fixture(scope="module")
def undisturbed(shared: World, files: dict[str, bytes]) -> dict[str, list[Any]]:
    """The tables after a run that nothing disturbed."""
    shared.empty()
    shared.put(files)
    assert shared.run().is_good
    return tables(shared)


@pytest.fixture
def proxy(world: World) -> Iterator[Proxy]:
    with proxied(world.settings) as running:
        yield running


@pytest.fixture(autouse=True)
def quick_pauses(monkeypatch: pytest.MonkeyPatch, is_soak: bool) -> None:  # noqa: FBT001 - a fixture
    if not is_soak:
        for name in ("_FIRST_PAUSE_S", "_FIRST_PAUSE_OF_BUSY_S"):
            monkeypatch.setattr(retries, name, getattr(retries, name) * PAUSE_SHARE)


def tables(world: World) -> dict[str, list[Any]]:
    with closing(connect(world.url)) as conn:
        return dump(conn)


@dataclass(frozen=True)
class Ended:
    status: int
    said: str


Run = Callable[..., Ended]


@pytest.fixture
def run(
    world: World,
    proxy: Proxy,
    is_soak: bool,  # noqa: FBT001 - a fixture
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Run:
    """The command line through the proxy; the first time in the long form a process of its own."""
    calls = 0
    environment = environ(world) | {
        "RUSTFS_ENDPOINT": proxy.settings.endpoint,
        "RUSTFS_TIMEOUT_S": "20",
        "FLEETTICKETS_RETRY_S": "20",
        "FLEETTICKETS_MAX_FILE_MIB": "32",
    }

    def as_process(**changes: str) -> Ended:
        ended = subprocess.run(
            command("inc", "--from-bucket", "--apply"),
            env=environment | changes,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return Ended(ended.returncode, ended.stdout + ended.stderr)

    def as_call(**changes: str) -> Ended:
        with monkeypatch.context() as patch:
            for name, value in (environment | changes).items():
                patch.setenv(name, value)
            status = import_main("inc", ["--from-bucket", "--apply"])
        return Ended(status, "".join(capfd.readouterr()))

    def as_either(**changes: str) -> Ended:
        nonlocal calls
        calls += 1
        return (as_process if is_soak and calls == 1 else as_call)(**changes)

    return as_either


def recover(world: World, proxy: Proxy, run: Run, undisturbed: Mapping[str, list[Any]]) -> float:
    """Heal, run again, and return how long it took to the right tables."""
    proxy.heal()
    began = time.monotonic()
    ended = run()
    took_s = time.monotonic() - began
    assert ended.status == 0, ended.said
    assert tables(world) == undisturbed
    assert world.keys(world.dataset.changes_prefix) == []
    return took_s


def test_a_fault_ends_as_it_should_and_leaves_no_trace(  # noqa: PLR0913, PLR0917 - fixtures
    name: str,
    world: World,
    proxy: Proxy,
    run: Run,
    files: dict[str, bytes],
    expected: Expected,
    undisturbed: dict[str, list[Any]],
    note: Note,
    is_soak: bool,  # noqa: FBT001 - a fixture
) -> None:
    case = CASES[name]
    rng = random.Random(name)
    injected, lost, doubled, recovery_s = 0, 0, 0, 0.0
    for _ in range(ROUNDS if is_soak else 1):
        world.empty()
        world.put(files)
        proxy.heal()
        key_end = ""
        if case.operation != "list" and (case.times or case.is_of_one):
            key_end = rng.choice(sorted(files)).removeprefix(world.dataset.changes_prefix)
        rule = proxy.inject(case.operation, case.fault, times=case.times, key_end=key_end)

        retry_s = 20 if case.times else 4 if is_soak else 1
        ended = run(RUSTFS_TIMEOUT_S=str(case.timeout_s), FLEETTICKETS_RETRY_S=str(retry_s))

        assert ended.status == case.status, ended.said
        assert case.words in ended.said
        assert "Traceback" not in ended.said
        assert rule.injected >= (case.times or 1)
        assert case.tries[0] <= proxy.tries(case.operation) <= case.tries[1]
        if case.is_of_one:
            assert "applied=9 failed=1" in ended.said
        injected += rule.injected
        recovery_s = max(recovery_s, recover(world, proxy, run, undisturbed))
        lacks, has_too_many = differences(world, expected)
        lost, doubled = lost + lacks, doubled + has_too_many
    note(Figure(f"bucket, {name}", injected, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)


def test_a_server_that_goes_away_in_mid_run_is_not_hammered(  # noqa: PLR0913, PLR0917 - fixtures
    world: World,
    proxy: Proxy,
    run: Run,
    files: dict[str, bytes],
    expected: Expected,
    undisturbed: dict[str, list[Any]],
    note: Note,
) -> None:
    """It is asked for as long as set, and then the rest of the run is told at once."""
    recovery_s = 0.0
    moments = [("list", 0), ("get", 0), ("get", 5), ("copy", 0), ("delete", 4)]
    for operation, after in moments:
        world.empty()
        world.put(files)
        proxy.heal()

        def leave(exchange: Exchange) -> None:
            proxy.shut()
            exchange.reset()

        proxy.inject(operation, leave, after=after)
        began = time.monotonic()
        ended = run(FLEETTICKETS_RETRY_S="1")
        assert time.monotonic() - began < 30

        assert ended.status == (3 if operation == "list" else 1), ended.said
        assert "[FT201]" in ended.said
        assert "Traceback" not in ended.said
        recovery_s = max(recovery_s, recover(world, proxy, run, undisturbed))
    lost, doubled = differences(world, expected)
    note(Figure("bucket, away in mid-run", len(moments), lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)


def test_a_busy_server_is_left_alone_for_the_rest_of_the_run(
    world: World, proxy: Proxy, run: Run, files: dict[str, bytes]
) -> None:
    world.put(files)
    proxy.inject("get", SLOW_DOWN)
    ended = run(FLEETTICKETS_RETRY_S="1")

    assert ended.status == 1
    assert ended.said.count("not asked for") >= len(files) - 4
    assert sum(n for (operation, _), n in proxy.seen.items() if operation == "get") <= 4 * 8


def test_a_wrong_key_is_refused_at_once(world: World, proxy: Proxy, run: Run) -> None:
    for changes in ({"RUSTFS_SECRET_KEY": "hunter2"}, {"RUSTFS_ACCESS_KEY": "hunter2"}):
        proxy.heal()
        ended = run(**changes)

        assert (ended.status, proxy.tries("list")) == (2, 1)
        assert "[FT001]" in ended.said
        assert "hunter2" not in ended.said
    assert world.query("SELECT count(*) FROM tickets.inc") == [(0,)]


def test_a_wrong_clock_is_told_by_the_server_and_by_us(
    world: World, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, note: Note
) -> None:
    """The requests are signed an hour from now, straight to the real server."""
    world.put(files)
    bucket = Bucket(world.settings, world.dataset, retry_s=5)
    later = datetime.now(UTC) + timedelta(hours=1)
    with monkeypatch.context() as patch:
        patch.setattr(auth, "get_current_datetime", lambda: later)
        with pytest.raises(ClockError, match=r"FT202.*differ too much.*Set this machine's clock"):
            bucket.waiting()

    began = time.monotonic()
    assert len(bucket.waiting()) == len(files)
    note(Figure("bucket, clock an hour off (real refusal)", 1, 0, 0, time.monotonic() - began))


def test_an_object_that_disappears_before_it_is_fetched_fails_alone(
    world: World, proxy: Proxy, run: Run, files: dict[str, bytes], note: Note
) -> None:
    world.put(files)
    gone = sorted(files)[4]

    def lose(exchange: Exchange) -> None:
        world.delete([gone])
        exchange.send(exchange.forward())

    proxy.inject("get", lose, key_end=gone)
    ended = run()
    assert (ended.status, proxy.tries("get")) == (1, 1)
    assert f"{gone}: is gone" in ended.said

    proxy.heal()
    began = time.monotonic()
    assert run().status == 0
    recovery_s = time.monotonic() - began
    rest = expected_of({name: content for name, content in files.items() if name != gone})
    lost, doubled = differences(world, rest)
    note(Figure("bucket, object gone before the get", 1, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)
    assert world.query("SELECT count(*) FROM tickets.import_files WHERE state = 'failed'") == [(0,)]


def test_a_file_replaced_between_list_and_get_is_applied_as_it_was_got(
    world: World,
    proxy: Proxy,
    run: Run,
    files: dict[str, bytes],
    note: Note,
) -> None:
    """Its ETag is that of the answer; it is moved by the run that lists that one."""
    replaced, donor = sorted(files)[3], sorted(files)[4]
    world.put(files)

    def replace(exchange: Exchange) -> None:
        world.put({replaced: files[donor]})
        exchange.send(exchange.forward())

    proxy.inject("get", replace, key_end=replaced)
    assert run().status == 0
    assert world.keys(world.dataset.changes_prefix) == [replaced]

    proxy.heal()
    began = time.monotonic()
    assert run().status == 0
    recovery_s = time.monotonic() - began
    assert world.keys(world.dataset.changes_prefix) == []
    lost, doubled = differences(world, expected_of(files | {replaced: files[donor]}))
    note(Figure("bucket, another ETag at the get", 1, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)


def test_a_redirect_is_not_followed(world: World, proxy: Proxy, run: Run) -> None:
    with proxied(world.settings) as elsewhere:
        proxy.inject("list", s3.redirect(f"{elsewhere.settings.endpoint}/"))
        assert run().status == 2
        assert elsewhere.seen.total() == 0


def test_pauses_grow_and_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second at first, eight at most, each up to half shorter, for no longer than set."""
    now = 0.0
    slept: list[float] = []

    def sleep(pause_s: float) -> None:
        nonlocal now
        assert len(slept) < 100
        slept.append(pause_s)
        now += pause_s

    def fail(_: object) -> None:
        raise EndpointConnectionError(endpoint_url="http://127.0.0.1:9")

    monkeypatch.undo()
    clock = SimpleNamespace(sleep=sleep, monotonic=lambda: now)
    monkeypatch.setattr("fleettickets.feed.retries.time", clock)
    server = retries.Retries(retry_s=60, timeout_s=5)
    with pytest.raises(BucketError):
        server.ask("a", fail)

    assert sum(slept) == pytest.approx(60)
    longest = chain([0.5, 1, 2, 4], repeat(8.0))
    for pause_s, longest_s in zip(slept[:-1], longest, strict=False):
        assert longest_s / 2 <= pause_s <= longest_s
    with pytest.raises(BucketError, match="not asked for"):
        server.ask("b", partial(pytest.fail, "was asked"))
