"""Ask a provider within its limits: the day's budget, the pace, and what it says itself."""

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
    """Nothing more can be asked before the next UTC day; says for what one would wait."""


class Asker:
    """One process's questions to one provider; the limits hold for all processes together."""

    def __init__(
        self,
        provider: Provider,
        turns: GeocodeTurns,
        settings: GeocoderSettings,
        sleep: Callable[[float], None],
    ) -> None:
        self.questions = 0
        self._provider = provider
        self._turns = turns
        self._interval_s = settings.interval_s
        self._budget = settings.budget
        self._is_balance_known = False
        self._sleep = sleep

    def _read_balance(self) -> None:
        """Lower the budget to what the provider will still take today, where it says."""
        # Counted before the balance is: what others spend meanwhile must not count as left.
        spent = self._turns.taken_today()
        if spent >= self._budget:
            return
        self._wait_for_turn(cost=0)
        try:
            balance = self._provider.balance()
        except RateLimitedError as error:
            self._turns.block(error.period)
        except GeocoderFaultError:
            return  # the questions themselves will show whether it is well
        else:
            if balance is not None:
                self._budget = min(self._budget, spent + balance)

    def search(self, question: Question) -> list[Candidate]:
        """Return the provider's answer; a passing fault is tried again, a limit waited out.

        The first question asks for the provider's balance before.

        Raises:
            NothingLeftError: not before the next UTC day.
            GeocoderFaultError: it gave no usable answer, several times over.
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
                    problem = "it asks for nothing but patience"
                    raise GeocoderFaultError(self._provider.name, problem) from error
            except GeocoderFaultError as error:
                faults += 1
                if error.is_lasting or faults == _ATTEMPTS:
                    raise
                self._sleep(2.0**faults)

    def _wait_for_turn(self, cost: int = 1) -> None:
        """Return when a request may be sent; it counts as sent."""
        while True:
            turn = self._turns.claim(budget=self._budget, interval_s=self._interval_s, cost=cost)
            if turn.is_granted:
                return
            if turn.reason not in _WORTH_WAITING:
                raise NothingLeftError(turn.reason)
            self._sleep(min(turn.wait_s, _LONGEST_SLEEP_S))
