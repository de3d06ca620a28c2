"""Ask a provider within its limits: the day's budget, the pace, and what it says itself."""

from collections.abc import Callable

from fleettickets.domain.place import Candidate, Question
from fleettickets.errors import GeocoderFaultError, RateLimitedError
from fleettickets.geocode.provider import Provider
from fleettickets.geocode.settings import GeocoderSettings
from fleettickets.store.geocodes import Geocodes

_ATTEMPTS = 3
_LIMITS = 5
_LONGEST_SLEEP_S = 60.0
_WORTH_WAITING = {"pace", "second", "minute"}


class NothingLeftError(Exception):
    """Nothing more can be asked before the next UTC day; says for what one would wait."""


class Asker:
    """One process's questions to one provider; the limits hold for all processes together."""

    def __init__(
        self,
        provider: Provider,
        store: Geocodes,
        settings: GeocoderSettings,
        sleep: Callable[[float], None],
    ) -> None:
        self.questions = 0
        self._provider = provider
        self._store = store
        self._interval_s = settings.interval_s
        self._budget = settings.budget
        self._sleep = sleep

    def read_balance(self) -> None:
        """Lower the budget to what the provider will still take today, where it says.

        Raises:
            NothingLeftError: it has said that nothing more may be asked today.
            GeocoderRefusedError: it refuses the key.
        """
        if not self._provider.is_metered:
            return
        self._wait_for_turn(cost=0)
        try:
            balance = self._provider.balance()
        except RateLimitedError as error:
            self._store.block(self._provider.name, error.period)
        except GeocoderFaultError:
            return  # the questions themselves will show whether it is well
        else:
            if balance is not None:
                spent = self._store.requests_today(self._provider.name)
                self._budget = min(self._budget, spent + balance)

    def search(self, question: Question) -> list[Candidate]:
        """Return the provider's answer; a fault is tried again, a limit waited out.

        Raises:
            NothingLeftError: not before the next UTC day.
            GeocoderFaultError: it gave no usable answer, several times over.
            GeocoderRefusedError: it refuses the key or the service.
        """
        faults = limits = 0
        while True:
            if self._provider.is_metered:
                self._wait_for_turn()
            self.questions += 1
            try:
                return self._provider.search(question)
            except RateLimitedError as error:
                self._store.block(self._provider.name, error.period)
                limits += 1
                if limits == _LIMITS:
                    problem = "it asks for nothing but patience"
                    raise GeocoderFaultError(self._provider.name, problem) from error
            except GeocoderFaultError:
                faults += 1
                if faults == _ATTEMPTS:
                    raise
                self._sleep(2.0**faults)

    def _wait_for_turn(self, cost: int = 1) -> None:
        """Return when a request may be sent; it counts as sent."""
        while True:
            turn = self._store.claim(
                self._provider.name, budget=self._budget, interval_s=self._interval_s, cost=cost
            )
            if turn.is_granted:
                return
            if turn.reason not in _WORTH_WAITING:
                raise NothingLeftError(turn.reason)
            self._sleep(min(turn.wait_s, _LONGEST_SLEEP_S))
