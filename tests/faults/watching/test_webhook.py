"""Each change reaches the webhook once, also when it fails, refuses or is slow."""

import threading
from contextlib import closing
from functools import partial

import pytest

from fleettickets.commands import status
from fleettickets.store.alerts import take_changes
from fleettickets.store.connect import connect
from fleettickets.watching import notify as notifying
from fleettickets.watching.notify import notify
from tests.faults.watching.steps import (
    GOOD,
    Capsys,
    age_runs,
    cost,
    execute,
    fail_files,
    import_inc,
    make_all_due,
    subjects,
)
from tests.support.feed import key
from tests.support.figures import Fault, Note
from tests.support.imports import World
from tests.support.webhook import TOKEN, Webhook


def test_concurrent_processes_post_each_change_once(
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
    note(Fault("8 threads post one change", 2 * rounds, lost, doubled))


def at_once(count: int, world: World, hook: Webhook) -> None:
    gate = threading.Barrier(count)
    problems: list[str | None] = []

    def post() -> None:
        gate.wait()
        problems.append(notify(world.url, hook.url).problem)

    threads = [threading.Thread(target=post) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == count * [None]


def test_another_process_posts_what_a_dead_one_left(world: World, hook: Webhook) -> None:
    age_runs(world, 91)
    with closing(connect(world.url)) as conn:
        [alert] = take_changes(conn, 60)

    assert notify(world.url, hook.url).posted == 0
    execute(world, "UPDATE tickets.alerts SET next_try_at = now() - interval '1 second'")
    assert notify(world.url, hook.url).posted == 1
    assert hook.bodies[0]["changes"][0]["id"] == alert.alert_id


def test_a_lost_answer_makes_the_same_change_arrive_again(world: World, hook: Webhook) -> None:
    age_runs(world, 91)
    hook.fault = "drop"
    assert notify(world.url, hook.url).problem

    assert len(hook.ids) == 3
    assert len(set(hook.ids)) == 1  # the receiver recognises it
    assert len(set(hook.keys)) == 1  # and so does a proxy in front of it


def test_only_the_same_changes_have_the_same_key(world: World, hook: Webhook) -> None:
    def post_anew() -> list[str]:
        execute(world, "UPDATE tickets.alerts SET posted_at = NULL, next_try_at = '-infinity'")
        hook.bodies.clear()
        hook.keys.clear()
        notify(world.url, hook.url)
        return list(hook.keys)

    fail_files(world, 4)
    [both] = post_anew()
    assert [both] == post_anew()
    hook.max_bytes = 10_000
    halves = post_anew()
    assert halves == post_anew()
    assert len({both, *halves}) == 3
    # Another database could post the same ids.
    execute(world, "UPDATE tickets.alerts SET changed_at = changed_at + interval '1 microsecond'")
    assert not {both, *halves} & set(post_anew())


@pytest.mark.parametrize(
    ("fault", "asked", "again", "problem"),
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
def test_a_failing_webhook_does_not_fail_the_import(  # noqa: PLR0913, PLR0917 - cases and fixtures
    fault: str | int,
    asked: int,
    again: int,
    problem: str,
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
    assert out.err == f"webhook: {problem}; it will be retried\n"
    assert "applied=1 failed=0" in out.out
    assert TOKEN not in out.err + out.out
    assert (hook.asked, world.query("SELECT count(*) FROM tickets.inc")) == (asked, [(2,)])

    # Not retried at once, so that a webhook that is down costs each run little.
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
    note(Fault(f"webhook: {problem}", max(asked, 1), lost, doubled))


@pytest.mark.parametrize(("max_bytes", "posts"), [(None, 1), (20_000, 63), (5_000, 199)])
def test_a_receiver_with_a_size_limit_gets_every_change(
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


def test_a_single_change_that_is_too_long_is_shortened(world: World, hook: Webhook) -> None:
    [key] = fail_files(world, 1)
    hook.max_bytes = 2_000

    assert notify(world.url, hook.url) == notifying.Outcome(1)
    [change] = hook.bodies[0]["changes"]
    assert change["subject"] == key
    assert change["message"].startswith(f"{key} cannot be imported: [FT101] ")
    assert len(change["message"]) == 160
    assert hook.bodies[0]["text"] == f"raised: {change['message']}"


def test_a_refused_change_holds_up_no_other(world: World, hook: Webhook, note: Note) -> None:
    keys = fail_files(world, 100)
    bad = keys.pop(40)
    hook.refuses = lambda change: change["subject"] == bad
    problem = "it answered 400 to a single change"

    assert notify(world.url, hook.url) == notifying.Outcome(99, problem)
    assert subjects(hook) == keys
    assert hook.asked < 20
    age_runs(world, 91)
    assert notify(world.url, hook.url) == notifying.Outcome(1)
    assert hook.changes[99:] == [("raised", "import_overdue", "inc")]

    make_all_due(world)
    assert notify(world.url, hook.url) == notifying.Outcome(0, problem)
    hook.refuses = lambda _: False
    make_all_due(world)
    assert notify(world.url, hook.url) == notifying.Outcome(1)
    assert subjects(hook)[100:] == [bad]
    make_all_due(world)
    assert notify(world.url, hook.url) == notifying.Outcome()
    lost, doubled = cost(world, hook)
    assert (lost, doubled) == (0, 0)
    refused = hook.asked - len(hook.bodies)
    note(Fault("webhook: it answered 400 to one of 100 changes", refused, lost, doubled))


def test_a_receiver_that_refuses_everything_is_retried_later(world: World, hook: Webhook) -> None:
    keys = fail_files(world, 120)
    hook.status = 400
    for _ in range(3):
        assert notify(world.url, hook.url) == notifying.Outcome(0, "it answered 400")
        assert notify(world.url, hook.url) == notifying.Outcome()  # not at once
        make_all_due(world)
    assert hook.asked < 60

    hook.status = 204
    assert notify(world.url, hook.url) == notifying.Outcome(120)
    assert sorted(subjects(hook)) == keys


def test_a_slow_receiver_gets_the_rest_later(
    world: World, hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = fail_files(world, 120)
    monkeypatch.setattr(notifying, "_ROUND_S", 0.0)
    late = notifying.Outcome(0, "not everything could be posted within 0 s")
    assert notify(world.url, hook.url) == late
    assert hook.asked == 0
    monkeypatch.undo()
    make_all_due(world)
    assert notify(world.url, hook.url) == notifying.Outcome(120)
    assert subjects(hook) == keys


@pytest.mark.parametrize("error", ["[FT101] cut off", "[FT101] " + 290 * "x"])
def test_the_text_is_short_and_counts_the_rest(error: str, world: World, hook: Webhook) -> None:
    fail_files(world, 100, error=error)
    assert notify(world.url, hook.url) == notifying.Outcome(100)

    text = hook.bodies[0]["text"]
    *lines, more = text.splitlines()
    assert 1_400 < len(text) <= 2_000
    assert all(line.startswith("raised: automations/inc/changes/1") for line in lines)
    assert more == f"and {100 - len(lines)} more"


def test_a_trouble_that_ends_before_it_is_posted_is_posted_with_its_end(
    world: World, hook: Webhook
) -> None:
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
def test_an_unusable_address_is_reported_but_not_shown(
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
