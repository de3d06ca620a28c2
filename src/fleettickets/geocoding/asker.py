"""Ask a provider within its limits: the day's budget, the pace and its own rate limits."""

import time
from collections.abc import Callable

from fleettickets.domain.place import Candidate, Question
from fleettickets.errors import GeocoderFaultError, RateLimitedError
from fleettickets.geocoding.provider import Provider
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store.geocode_turns import GeocodeTurns

_ATTEMPTS = 3
_LIMITS = 5
_LONGEST_SLEEP_S = 60.0
_WORTH_WAITING = {"pace", "second", "minute"}


class NothingLeftError(Exception):
    """This run may ask no more questions; the message names the limit.

    ``time``: the run's own time is over. ``budget``, ``day``: nothing more before the next UTC day.
    """


class Asker:
    """One process's questions to one provider; all processes together keep the limits.

    It asks until ``end_at``, in the seconds of ``time.monotonic``.
    """

    def __init__(
        self,
        provider: Provider,
        turns: GeocodeTurns,
        settings: GeocoderSettings,
        *,
        sleep: Callable[[float], None],
        end_at: float,
    ) -> None:
        self.questions = 0
        self._provider = provider
        self._turns = turns
        self._interval_s = settings.interval_s
        self._budget = settings.budget
        self._is_balance_known = False
        self._sleep = sleep
        self._end_at = end_at

    def has_time(self, needed_s: float = 0) -> bool:
        """Return whether the run will still have time after so many seconds."""
        return time.monotonic() + needed_s < self._end_at

    def check_time(self, needed_s: float = 0) -> None:
        """Make sure that the run will still have time after so many seconds.

        Raises:
            NothingLeftError: it will not.
        """
        if not self.has_time(needed_s):
            raise NothingLeftError("time")

    def _read_balance(self) -> None:
        """Lower the budget to what the provider still accepts today, if it reports that."""
        # Count before reading the balance, so that requests of others in between do not count as
        # still available.
        sent = self._turns.sent_today()
        if sent >= self._budget:
            return
        self._wait_for_turn(cost=0)
        try:
            balance = self._provider.balance()
        except RateLimitedError as error:
            self._turns.block(error.period)
        except GeocoderFaultError:
            return  # the first question will show whether the provider works
        else:
            if balance is not None:
                self._budget = min(self._budget, sent + balance)

    def search(self, question: Question) -> list[Candidate]:
        """Return the provider's answer; retry passing faults, and wait out rate limits.

        The first question reads the provider's balance beforehand.

        Raises:
            NothingLeftError: this run may ask no more questions.
            GeocoderFaultError: it gave no usable answer after several attempts.
            GeocoderRefusedError: it refuses the key or the service.
        """
        faults = limits = 0
        while True:
            if self._provider.is_metered:
                if not self._is_balance_known:
                    self._is_balance_known = True
                    self._read_balance()
                self._wait_for_turn()
            self.questions += 1
            try:
                return self._provider.search(question)
            except RateLimitedError as error:
                self._turns.block(error.period)
                limits += 1
                if limits == _LIMITS:
                    problem = f"still rate-limited after {_LIMITS} attempts"
                    raise GeocoderFaultError(self._provider.name, problem) from error
            except GeocoderFaultError as error:
                faults += 1
                pause_s = 2.0**faults
                if error.is_lasting or faults == _ATTEMPTS or not self.has_time(pause_s):
                    raise
                self._sleep(pause_s)

    def _wait_for_turn(self, cost: int = 1) -> None:
        """Wait until a request may be sent; it counts as sent."""
        while True:
            turn = self._turns.claim(budget=self._budget, interval_s=self._interval_s, cost=cost)
            if turn.is_granted:
                return
            if turn.reason not in _WORTH_WAITING:
                raise NothingLeftError(turn.reason)
            self.check_time(turn.wait_s)
            self._sleep(min(turn.wait_s, _LONGEST_SLEEP_S))
