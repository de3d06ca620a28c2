"""Faults of a bucket, and how a run with such a fault ends."""

import random
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from fleettickets.store.connect import connect
from tests.support import s3_faults as s3
from tests.support.comparison import differences
from tests.support.dump import dump
from tests.support.figures import Fault as Figure
from tests.support.figures import Note
from tests.support.imports import World
from tests.support.oracle import Expected
from tests.support.proxy import Fault, Proxy

ROUNDS = 2
"""Rounds of each fault in the long form: first in a process of its own, then as a call."""


@dataclass(frozen=True)
class Case:
    """A fault, and how a run with it ends."""

    operation: str
    fault: Fault
    times: int | None = None
    """How many requests meet the fault; None: until it is healed."""
    status: int = 0
    words: str = ""
    """What the run prints."""
    tries: tuple[int, int] = (1, 12)
    """The least and the most requests for the object that met the fault."""
    timeout_s: int = 20
    is_of_one: bool = False
    """Whether only one key meets it."""


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


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    status: int
    output: str


Run = Callable[..., Ended]


@dataclass(frozen=True)
class Scene:
    """A world behind a proxy, the files to apply, and the expected tables."""

    world: World
    proxy: Proxy
    run: Run
    files: Mapping[str, bytes]
    expected: Expected
    undisturbed: Mapping[str, list[Any]]
    note: Note
    is_soak: bool

    def refill(self) -> None:
        """Upload the files again, behind a healthy proxy."""
        self.world.empty()
        self.world.put(self.files)
        self.proxy.heal()

    def recover(self) -> float:
        """Heal, run again, and return the time until the tables were right."""
        self.proxy.heal()
        began = time.monotonic()
        ended = self.run()
        took_s = time.monotonic() - began
        assert ended.status == 0, ended.output
        self.assert_done()
        return took_s

    def assert_done(self) -> None:
        """Check that every file is applied and archived."""
        assert tables(self.world) == self.undisturbed
        assert self.world.keys(self.world.dataset.changes_prefix) == []

    def assert_untouched(self) -> None:
        """Check that no file was applied."""
        assert self.world.keys(self.world.dataset.changes_prefix) == sorted(self.files)
        assert self.world.query("SELECT count(*) FROM tickets.import_files") == [(0,)]
        assert self.world.query("SELECT count(*) FROM tickets.inc") == [(0,)]

    def suffer(self, name: str, case: Case) -> None:
        """Inject the fault; check how the run ends, and that the next one repairs everything."""
        rng = random.Random(name)
        injected, lost, doubled, recovery_s = 0, 0, 0, 0.0
        for _ in range(ROUNDS if self.is_soak else 1):
            self.refill()
            began = time.monotonic()
            injected += self._inject(case, rng)
            took_s = time.monotonic() - began
            if case.status == 0:  # the run survived the fault, so the next one has nothing to do
                self.assert_done()
                self.recover()
            else:
                took_s = self.recover()
            recovery_s = max(recovery_s, took_s)
            lacks, has_too_many = differences(self.world, self.expected)
            lost, doubled = lost + lacks, doubled + has_too_many
        self.note(Figure(name, injected, lost, doubled, recovery_s))
        assert (lost, doubled) == (0, 0)

    def _inject(self, case: Case, rng: random.Random) -> int:
        """Run with the fault once; return how often it was injected."""
        key_end = ""
        if case.operation != "list" and (case.times or case.is_of_one):
            prefix = self.world.dataset.changes_prefix
            key_end = rng.choice(sorted(self.files)).removeprefix(prefix)
        rule = self.proxy.inject(case.operation, case.fault, times=case.times, key_end=key_end)
        retry_s = 20 if case.times else 4 if self.is_soak else 1

        ended = self.run(RUSTFS_TIMEOUT_S=str(case.timeout_s), FLEETTICKETS_RETRY_S=str(retry_s))

        assert ended.status == case.status, ended.output
        assert case.words in ended.output
        assert "Traceback" not in ended.output
        assert rule.injected >= (case.times or 1)
        assert case.tries[0] <= self.proxy.tries(case.operation) <= case.tries[1]
        if case.is_of_one:
            assert "applied=9 failed=1" in ended.output
        return rule.injected


def tables(world: World) -> dict[str, list[Any]]:
    with closing(connect(world.url)) as conn:
        return dump(conn)
