"""Looks now and then whether something went wrong, and tells the webhook.

An import that died says nothing, and neither does the scheduler that was to start it; the server
is another process, and alive.
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
    """Tells of each change once, with every other process that looks (store/alerts.py)."""

    def __init__(self, database_url: str, settings: AlertSettings) -> None:
        self._database_url = database_url
        self._settings = settings
        self._looked_at = time.monotonic()

    @property
    def is_needed(self) -> bool:
        """Whether there is somebody to tell."""
        return self._settings.url is not None

    def unseen_s(self) -> float:
        """Return the seconds since a look last ended, or since the start before there was one."""
        return time.monotonic() - self._looked_at

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look and tell meanwhile, where there is somebody to tell; no end waits for a webhook."""
        is_over = Event()
        self._looked_at = time.monotonic()
        if self._settings.url is not None:
            # What such a thread leaves unfinished, the next one who looks tells.
            work = (self._settings.url, is_over)
            Thread(target=self._run, args=work, name="watchdog", daemon=True).start()
        try:
            yield
        finally:
            is_over.set()

    def _run(self, url: str, is_over: Event) -> None:
        told: str | None = None
        while not is_over.is_set():
            told = self._look(url, told)
            is_over.wait(self._settings.every_s)

    def _look(self, url: str, told: str | None) -> str | None:
        """Return what went wrong; it is logged once, not each minute."""
        try:
            outcome = notify(self._database_url, url, is_watcher=True)
        except Exception as error:  # noqa: BLE001 - the next look may be better; a dead thread tells nobody
            problem = f"it failed ({type(error).__name__})"
            if problem != told:  # the error's own words may quote the address
                trace = "".join(traceback.format_tb(error.__traceback__))
                log.error("the look: %s", problem, extra={"fields": {"traceback": trace}})  # noqa: TRY400
            return problem
        self._looked_at = time.monotonic()
        if outcome.posted:
            log.info("the webhook was told of %d changes", outcome.posted)
        if outcome.problem and outcome.problem != told:
            log.warning("the webhook was not told: %s", outcome.problem)
        return outcome.problem
