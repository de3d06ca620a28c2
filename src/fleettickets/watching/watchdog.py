"""Check at intervals whether something went wrong, and post it to the webhook.

An import that died cannot report it, and neither can the scheduler that should have started it. The
server is another process, and still runs.
"""

import logging
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from fleettickets.config import AlertSettings
from fleettickets.watching.notify import notify

log = logging.getLogger(__name__)


class Watchdog:
    """Posts each change once, together with every other process that does (store/alerts.py)."""

    def __init__(self, database_url: str, settings: AlertSettings) -> None:
        self._database_url = database_url
        self._settings = settings
        self._checked_at = time.monotonic()

    @property
    def is_needed(self) -> bool:
        """Whether there is a webhook to post to."""
        return self._settings.url is not None

    def unchecked_s(self) -> float:
        """Return the seconds since a check last ended, or since the start before the first one."""
        return time.monotonic() - self._checked_at

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Check and post inside the block, if there is a webhook; leaving it waits for nothing."""
        is_over = Event()
        self._checked_at = time.monotonic()
        if self._settings.url is not None:
            # What the thread leaves unfinished, the next process that checks will post.
            work = (self._settings.url, is_over)
            Thread(target=self._run, args=work, name="watchdog", daemon=True).start()
        try:
            yield
        finally:
            is_over.set()

    def _run(self, url: str, is_over: Event) -> None:
        problem: str | None = None
        while not is_over.is_set():
            problem = self._check(url, problem)
            is_over.wait(self._settings.every_s)

    def _check(self, url: str, last_problem: str | None) -> str | None:
        """Return what went wrong; the same problem is logged once, not at each check."""
        try:
            outcome = notify(self._database_url, url, is_watcher=True)
        except Exception as error:  # noqa: BLE001 - the next check may succeed; a dead thread cannot
            problem = f"the watchdog's check failed ({type(error).__name__})"
            if problem != last_problem:  # the error's own message may quote the address
                trace = "".join(traceback.format_tb(error.__traceback__))
                log.error(problem, extra={"fields": {"traceback": trace}})  # noqa: TRY400
            return problem
        self._checked_at = time.monotonic()
        if outcome.posted:
            log.info("posted %d changes to the webhook", outcome.posted)
        if outcome.problem and outcome.problem != last_problem:
            log.warning("could not post to the webhook: %s", outcome.problem)
        return outcome.problem
