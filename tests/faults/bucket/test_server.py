"""A bucket server that is unavailable, busy, or refuses everything."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from botocore import auth

from tests.support.bucket_cases import SLOW_DOWN, Run, Scene
from tests.support.comparison import differences
from tests.support.figures import Fault as Figure
from tests.support.imports import World
from tests.support.proxy import Exchange, Proxy


def test_a_server_lost_during_a_run_is_not_flooded_with_retries(scene: Scene) -> None:
    """Requests are retried for as long as set; after that, the rest of the run fails at once."""
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

        assert ended.status == (3 if operation == "list" else 1), ended.output
        assert "[FT201]" in ended.output
        assert "Traceback" not in ended.output
        recovery_s = max(recovery_s, scene.recover())
    lost, doubled = differences(scene.world, scene.expected)
    scene.note(Figure("away in mid-run", len(moments), lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)


def test_a_busy_server_gets_no_more_requests_in_this_run(
    world: World, proxy: Proxy, run: Run, files: dict[str, bytes]
) -> None:
    world.put(files)
    proxy.inject("get", SLOW_DOWN)
    ended = run(FLEETTICKETS_RETRY_S="1")

    assert ended.status == 1
    assert ended.output.count("not asked for") >= len(files) - 4
    assert sum(n for (operation, _), n in proxy.seen.items() if operation == "get") <= 4 * 8


def test_a_wrong_key_is_refused_at_once_and_nothing_is_imported(scene: Scene) -> None:
    wrong = ({"RUSTFS_SECRET_KEY": "hunter2"}, {"RUSTFS_ACCESS_KEY": "hunter2"})
    lost, doubled, recovery_s = 0, 0, 0.0
    for changes in wrong:
        scene.refill()
        ended = scene.run(**changes)

        assert (ended.status, scene.proxy.tries("list")) == (2, 1)
        assert "[FT001]" in ended.output
        assert "hunter2" not in ended.output
        scene.assert_untouched()
        recovery_s = max(recovery_s, scene.recover())
        costs = differences(scene.world, scene.expected)
        lost, doubled = lost + costs[0], doubled + costs[1]
    scene.note(Figure("a wrong key (real refusal)", len(wrong), lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)


def test_a_wrong_clock_is_reported_with_its_remedy(
    scene: Scene, run_here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The requests are signed with a time in one hour, and the real server refuses them."""
    scene.refill()
    later = datetime.now(UTC) + timedelta(hours=1)
    with monkeypatch.context() as patch:
        patch.setattr(auth, "get_current_datetime", lambda: later)
        ended = run_here()

    assert (ended.status, scene.proxy.tries("list")) == (2, 1)
    assert re.search(r"\[FT202\].*differ too much.*Set this machine's clock", ended.output)
    scene.assert_untouched()
    recovery_s = scene.recover()
    lost, doubled = differences(scene.world, scene.expected)
    scene.note(Figure("clock an hour off (real refusal)", 1, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)
