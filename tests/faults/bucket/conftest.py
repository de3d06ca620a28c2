"""A bucket behind a proxy that injects faults, and the import command that uses it."""

import subprocess
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from fleettickets.commands.imports import import_main
from fleettickets.config import BucketSettings
from fleettickets.demo.sample_feed import FeedPlan, sample_files
from fleettickets.feed import retries
from fleettickets.local.postgres import PostgresServer
from tests.stream.test_runs import command, environ
from tests.support.bucket_cases import Ended, Run, Scene, tables
from tests.support.figures import Note
from tests.support.imports import World, fresh_world
from tests.support.oracle import Expected, expected_of
from tests.support.proxy import Proxy, proxied

PAUSE_SHARE = 0.1
"""The pauses of the short form, as a share of the real ones."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Take a module's CASES; only the long form includes those in TWINS, which add little."""
    if "case" in metafunc.fixturenames:
        left_out = set() if metafunc.config.getoption("--soak") else metafunc.module.TWINS
        names = [name for name in metafunc.module.CASES if name not in left_out]
        metafunc.parametrize("case", names)


@pytest.fixture(scope="package")
def shared(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[World]:
    with fresh_world(postgres_server, s3_server) as world:
        yield world


@pytest.fixture
def world(shared: World) -> World:
    shared.empty()
    return shared


@pytest.fixture(scope="package")
def files() -> dict[str, bytes]:
    """Ten change files with 400 rows."""
    plan = FeedPlan(dataset="inc", tickets=120, days=2, backlog_days=1)
    return dict(islice(sample_files(plan), 10))


@pytest.fixture(scope="package")
def expected(files: dict[str, bytes]) -> Expected:
    return expected_of(files)


@pytest.fixture(scope="package")
def undisturbed(shared: World, files: dict[str, bytes]) -> dict[str, list[Any]]:
    """The tables after a run without faults."""
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


@pytest.fixture
def environment(world: World, proxy: Proxy) -> dict[str, str]:
    return environ(world) | {
        "RUSTFS_ENDPOINT": proxy.settings.endpoint,
        "RUSTFS_TIMEOUT_S": "20",
        "FLEETTICKETS_RETRY_S": "20",
        "FLEETTICKETS_MAX_FILE_MIB": "32",
    }


@pytest.fixture
def run_here(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Run:
    """The import command through the proxy, in this process."""

    def run(**changes: str) -> Ended:
        with monkeypatch.context() as patch:
            for name, value in (environment | changes).items():
                patch.setenv(name, value)
            status = import_main("inc", ["--from-bucket", "--apply"])
        return Ended(status, "".join(capfd.readouterr()))

    return run


@pytest.fixture
def run(environment: dict[str, str], run_here: Run, is_soak: bool) -> Run:  # noqa: FBT001 - a fixture
    """The import command through the proxy; in the long form, the first call is a subprocess."""
    calls = 0

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

    def as_either(**changes: str) -> Ended:
        nonlocal calls
        calls += 1
        return (as_process if is_soak and calls == 1 else run_here)(**changes)

    return as_either


@pytest.fixture
def scene(  # noqa: PLR0913, PLR0917 - it combines all these fixtures
    world: World,
    proxy: Proxy,
    run: Run,
    files: dict[str, bytes],
    expected: Expected,
    undisturbed: dict[str, list[Any]],
    note: Note,
    is_soak: bool,  # noqa: FBT001 - a fixture
) -> Scene:
    return Scene(world, proxy, run, files, expected, undisturbed, note, is_soak)
