"""Looks now and then whether something went wrong, and tells the webhook.

An import that died says nothing, and neither does the scheduler that was to start it; the server
is another process, and alive.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from fleettickets.config import AlertSettings
from fleettickets.notify import notify

log = logging.getLogger(__name__)


class Watchdog:
    """Tells of each change once, with every other process that looks (store/alerts.py)."""

    def __init__(self, database_url: str, settings: AlertSettings) -> None:
        self._database_url = database_url
        self._settings = settings

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look and tell meanwhile, where there is somebody to tell; no end waits for a webhook."""
        is_over = Event()
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
            outcome = notify(self._database_url, url, is_watcher=True)
            if outcome.posted:
                log.info("the webhook was told of %d changes", outcome.posted)
            if outcome.problem and outcome.problem != told:  # once, not each minute
                log.warning("the webhook was not told: %s", outcome.problem)
            told = outcome.problem
            is_over.wait(self._settings.every_s)
