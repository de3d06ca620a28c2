"""Faults of the bucket while a file is fetched."""

import time

from tests.support import s3_faults as s3
from tests.support.bucket_cases import (
    DENIED,
    INTERNAL,
    ONE_TRY,
    SLOW_DOWN,
    Run,
    Scene,
    one,
    passing,
)
from tests.support.comparison import differences
from tests.support.figures import Fault as Figure
from tests.support.figures import Note
from tests.support.imports import World
from tests.support.oracle import expected_of
from tests.support.proxy import Exchange, Proxy

CASES = {
    "file: reset within the body": passing("get", s3.reset_within_body),
    "file: cut body, right length": passing("get", s3.cut_body),
    "file: shorter than listed": passing("get", s3.short_body),
    "file: ends within the head": passing("get", s3.end_within_head),
    "file: 503 SlowDown": passing("get", SLOW_DOWN),
    "file: 500": passing("get", INTERNAL),
    "one file: cut body, lasting": one("get", s3.cut_body, "bytes"),
    "one file: 500, lasting": one("get", INTERNAL, "InternalError"),
    "one file: 403, lasting": one("get", DENIED, "AccessDenied", tries=ONE_TRY),
    "one file: slow drip, lasting": one("get", s3.drip_body, "no complete response", timeout_s=2),
    "one file: body without an end": one("get", s3.endless_body, "[FT101]", tries=ONE_TRY),
}
TWINS = {
    "file: 500",
    "file: 503 SlowDown",
    "file: ends within the head",
    "one file: 500, lasting",
}


def test_a_fault_ends_as_it_should_and_leaves_no_trace(case: str, scene: Scene) -> None:
    scene.suffer(case, CASES[case])


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
    assert f"{gone}: is gone" in ended.output

    proxy.heal()
    began = time.monotonic()
    assert run().status == 0
    recovery_s = time.monotonic() - began
    rest = expected_of({name: content for name, content in files.items() if name != gone})
    lost, doubled = differences(world, rest)
    note(Figure("object gone before the get", 1, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)
    assert world.query("SELECT count(*) FROM tickets.import_files WHERE state = 'failed'") == [(0,)]


def test_a_file_replaced_between_list_and_get_is_applied_as_fetched(
    world: World,
    proxy: Proxy,
    run: Run,
    files: dict[str, bytes],
    note: Note,
) -> None:
    """The ledger has the fetched version's ETag; the next run, which lists that ETag, moves it."""
    replaced, donor = sorted(files)[3], sorted(files)[4]
    world.put(files)

    def replace(exchange: Exchange) -> None:
        world.put({replaced: files[donor]})
        exchange.send(exchange.forward())

    wanted = expected_of(files | {replaced: files[donor]})
    proxy.inject("get", replace, key_end=replaced)
    assert run().status == 0
    assert world.keys(world.dataset.changes_prefix) == [replaced]
    assert differences(world, wanted) == (0, 0)

    proxy.heal()
    began = time.monotonic()
    assert run().status == 0
    recovery_s = time.monotonic() - began
    assert world.keys(world.dataset.changes_prefix) == []
    lost, doubled = differences(world, wanted)
    note(Figure("another ETag at the get", 1, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)
