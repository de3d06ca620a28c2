"""A server that is away, busy, or refuses everything."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from botocore import auth

from fleettickets.errors import ClockError
from fleettickets.feed.bucket import Bucket
from tests.support.bucket_cases import SLOW_DOWN, Run, Scene
from tests.support.comparison import differences
from tests.support.figures import Fault as Figure
from tests.support.figures import Note
from tests.support.imports import World
from tests.support.proxy import Exchange, Proxy


def test_a_server_that_goes_away_in_mid_run_is_not_hammered(scene: Scene) -> None:
    """It is asked for as long as set, and then the rest of the run is told at once."""
    recovery_s = 0.0
    moments = [("list", 0), ("get", 0), ("get", 5), ("copy", 0), ("delete", 4)]
    for operation, after in moments:
        scene.refill()

        def leave(exchange: Exchange) -> None:
            scene.proxy.shut()
            exchange.reset()

        scene.proxy.inject(operation, leave, after=after)
        began = time.monotonic()
        ended = scene.run(FLEETTICKETS_RETRY_S="1")
        assert time.monotonic() - began < 30

        assert ended.status == (3 if operation == "list" else 1), ended.said
        assert "[FT201]" in ended.said
        assert "Traceback" not in ended.said
        recovery_s = max(recovery_s, scene.recover())
    lost, doubled = differences(scene.world, scene.expected)
    scene.note(Figure("away in mid-run", len(moments), lost, doubled, recovery_s))
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


def test_a_wrong_key_is_refused_at_once(world: World, proxy: Proxy, run: Run, note: Note) -> None:
    wrong = ({"RUSTFS_SECRET_KEY": "hunter2"}, {"RUSTFS_ACCESS_KEY": "hunter2"})
    for changes in wrong:
        proxy.heal()
        ended = run(**changes)

        assert (ended.status, proxy.tries("list")) == (2, 1)
        assert "[FT001]" in ended.said
        assert "hunter2" not in ended.said
    assert world.query("SELECT count(*) FROM tickets.inc") == [(0,)]
    note(Figure("a wrong key (real refusal)", len(wrong), 0, 0))


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
    note(Figure("clock an hour off (real refusal)", 1, 0, 0, time.monotonic() - began))
