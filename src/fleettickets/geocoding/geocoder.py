"""Geocoding: find trustworthy positions for places.

Clusters of open tickets come first, then the locations of actionable ones, newest first, then
clusters of closed tickets; each place is asked for once. An answer is stored before the next
question (ARCHITECTURE.md#positions).
"""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from fleettickets.domain.geocode_run import GeocodeReport, Task, by_place
from fleettickets.domain.place import Candidate, Place, Position, Question, StoredAnswer
from fleettickets.errors import GeocoderFaultError
from fleettickets.geocoding.asker import Asker, NothingLeftError
from fleettickets.geocoding.clusters import TWO_PLACES, Middle, find_middle, settle
from fleettickets.geocoding.guard import (
    AMBIGUOUS,
    DUPLICATE,
    NO_PLACE_WORDS,
    Bounds,
    Verdict,
    find_stand_ins,
    judge,
)
from fleettickets.geocoding.knowledge import Knowledge
from fleettickets.geocoding.provider import Provider
from fleettickets.geocoding.registry import make_provider
from fleettickets.geocoding.rivals import Rivals
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.geocoding.task_list import TEXT, TaskList
from fleettickets.store.connect import Connection
from fleettickets.store.geocode_turns import GeocodeTurns
from fleettickets.store.geocodes import Geocodes
from fleettickets.store.place_edit_log import label_places
from fleettickets.store.suspects import refresh_suspects

BULK = 500
# After this many unanswered questions in a row, the provider is taken to be unavailable, or to
# understand none.
_MAX_FAULTS = 3
_MAX_LASTING_FAULTS = 10
# A hit farther than this from the centre of the cluster's own tickets is another place.
_CENTRE_M = 5_000.0


class Geocoder:
    """One run. It needs a connection of its own, in autocommit and not behind a pooler."""

    def __init__(
        self,
        conn: Connection,
        settings: GeocoderSettings,
        provider: Provider | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        limit_s: float = math.inf,
    ) -> None:
        self._settings = settings
        self._provider = provider or make_provider(settings)
        self._conn = conn
        self._store = Geocodes(conn, lifetime=settings.lifetime)
        turns = GeocodeTurns(conn, self._provider.name)
        end_at = time.monotonic() + limit_s
        self._asker = Asker(self._provider, turns, settings, sleep=sleep, end_at=end_at)
        self._radius_m = settings.max_km * 1000
        self._bounds = Bounds(self._store.area(), settings.country, self._radius_m)
        self._tasks = TaskList(self._store, self._provider.name, self._bounds.area)
        self._knowledge = Knowledge(self._provider, settings, self._tasks.rules)
        self.report = GeocodeReport(self._provider.name)
        """What the run has done so far, also if it raises an error."""
        self._home: Position | None = None
        self._rivals = Rivals([])
        self._ambiguous: list[Task] = []
        self._consecutive_faults = 0

    def dry_run(self, *, clusters: bool = True, locations: bool = True) -> GeocodeReport:
        """Return the questions that ``run`` would ask; neither ask nor write."""
        if clusters:
            tasks = self._tasks.clusters(with_closed=True)
            self.report.tasks["cluster"] = self._unknown(tasks)
        if locations:
            self.report.tasks["location"] = self._unknown(self._tasks.locations())
        return self.report

    def count_questions(self) -> int:
        """Return how many questions ``run`` would ask now."""
        clusters = self._tasks.clusters(with_closed=True)
        return len(self._unknown(clusters)) + len(self._unknown(self._tasks.locations()))

    def run(
        self, *, clusters: bool = True, locations: bool = True, checks_coordinates: bool = True
    ) -> GeocodeReport:
        """Ask and store until every place has an answer, or no more questions are allowed.

        An import has checked its coordinates already; checking all takes a second or two.

        Raises:
            GeocoderRefusedError: the provider refuses the key or the service.
            GeocoderFaultError: it fails for several questions in a row.
        """
        try:
            if checks_coordinates:
                refresh_suspects(self._conn)
            label_places(self._conn, self._tasks.clean)
            asked = self._tasks.clusters() if clusters else []
            if clusters:
                self._answer(asked)
                self._answer_from_home()
            if locations:
                self._tasks.learn_codes()
                tasks = self._tasks.locations()
                self._rivals = Rivals(self._store.cluster_positions())
                self._save_stated()
                self._answer(tasks)
            if clusters:
                self._answer(self._tasks.closed_clusters(asked))
                self._answer_from_home()
        except NothingLeftError as stop:
            self.report.stopped = str(stop)
        finally:
            self.report.questions = self._asker.questions
        return self.report

    def _unknown(self, tasks: list[Task]) -> list[Task]:
        known = self._known(tasks)
        return [task for task, answer in zip(tasks, known, strict=True) if not answer and task.text]

    def _known(self, tasks: Sequence[Task]) -> list[StoredAnswer | None]:
        if not tasks:
            return []
        asked = [(task.region, task.cluster, task.text) for task in tasks]
        return self._store.answers(tasks[0].kind, asked, self._provider.name)

    def _answer(self, tasks: list[Task]) -> None:
        for bulk in _bulks(tasks):
            self._asker.check_time()
            open_tasks = self._copy_known(bulk)
            if self._provider.is_metered:
                for task in open_tasks:
                    self._ask_alone(task)
            else:
                self._ask_together(open_tasks)

    def _copy_known(self, tasks: Sequence[Task]) -> list[Task]:
        """Store answers that need no question; return the other tasks."""
        open_tasks = []
        copies: list[tuple[Place, StoredAnswer]] = []
        nothing = StoredAnswer("", self._provider.name, "none", None, reason=NO_PLACE_WORDS)
        for task, known in zip(tasks, self._known(tasks), strict=True):
            if not task.text:
                self.report.refused[NO_PLACE_WORDS] += len(task.places)
                copies += by_place([(task, nothing)])
            elif known is not None:
                self.report.copied += len(task.places)
                copies += by_place([(task, known)])
            else:
                open_tasks.append(task)
        if copies:
            self._store.save(tasks[0].kind, copies)
        return open_tasks

    def _ask_together(self, tasks: Sequence[Task]) -> None:
        if tasks:
            self._save([(task, self._ask(task)) for task in tasks])

    def _ask_alone(self, task: Task) -> None:
        self._asker.check_time()
        with self._store.asking(task.kind, task.cluster, task.text, task.region) as is_mine:
            if not is_mine:
                self.report.elsewhere += 1
            # Another process may have stored the answer since the tasks were read.
            elif self._copy_known([task]):
                try:
                    answer = self._ask(task)
                except GeocoderFaultError as error:
                    self._count_fault(error)
                else:
                    self._consecutive_faults = 0
                    self._save([(task, answer)])

    def _count_fault(self, error: GeocoderFaultError) -> None:
        self.report.faults.append(str(error))
        self._consecutive_faults += 1
        limit = _MAX_LASTING_FAULTS if error.is_lasting else _MAX_FAULTS
        if self._consecutive_faults >= limit:
            raise error

    def _answer_from_home(self) -> None:
        """Ask again for clusters with ambiguous names: choose the place nearest to the others."""
        home = self._store.home()
        if home is not None and not self._provider.is_metered:
            tasks, self._ambiguous = self._ambiguous, []
            self._home = home
            self.report.refused -= Counter({AMBIGUOUS: sum(len(task.places) for task in tasks)})
            self._ask_together(
                [replace(task, near=self._store.home(task.region or "") or home) for task in tasks]
            )
            self._home = None

    def _ask(self, task: Task) -> StoredAnswer:
        is_cluster = task.kind == "cluster"
        is_centred = is_cluster and task.near is not None and self._home is None
        radius_m = min(_CENTRE_M, self._radius_m) if is_centred else self._radius_m
        region = self._knowledge.understand(task.region)
        if task.region and region is None:
            self.report.strange_regions.add(task.region)
        rivals = () if is_cluster else self._rivals.around(task.near, radius_m)
        question = Question(
            task.text, task.near, radius_m, is_cluster, region, task.landmarks, rivals
        )
        bounds = self._bounds._replace(limit_m=None if self._home else radius_m)
        # Whatever takes time comes before the question, so that its answer is stored at once.
        spots: list[list[Position]] = []
        is_free = is_cluster and not is_centred and self._home is None
        if is_free:
            names = self._store.places_of(task.places)
            spots = self._knowledge.spots(list(chain.from_iterable(names)), region)
        middle = find_middle(spots)
        candidates: Sequence[Candidate] = self._asker.search(question)
        if region is not None:
            candidates = self._knowledge.with_counties(candidates)
        verdict = (
            settle(question, candidates, bounds, spots, middle)
            if is_free
            else judge(question, candidates, bounds)
        )
        answer = self._stored(task, verdict, middle)
        if answer.position:
            self.report.places.update(task.places)
        else:
            reason = (answer.reason or "").partition(":")[0]
            self.report.refused[reason] += len(task.places)
            if reason == AMBIGUOUS and task.kind == "cluster":
                self._ambiguous.append(task)
        return answer

    def _stored(self, task: Task, verdict: Verdict, middle: Middle | None) -> StoredAnswer:
        own = self._provider.name
        if verdict.accepted is not None:
            found = verdict.accepted
            return StoredAnswer(task.text, own, found.precision, found.position, found.name)
        name, position = _name_and_position(verdict.refused)
        if task.kind == "cluster" and task.near is not None and self._home is None:
            # The centre of its tickets' own coordinates is better than nothing.
            reason = f"{own}: {verdict.reason}"
            return StoredAnswer(task.text, "feed", "suburb", task.near, name, reason, position)
        if middle is not None:
            if (verdict.reason or "").startswith(TWO_PLACES):
                self.report.contradictions |= dict.fromkeys(task.places, verdict.reason or "")
            reason = f"{own}: {verdict.reason}"
            at = middle.position
            return StoredAnswer(task.text, "places", "suburb", at, name, reason, position)
        return StoredAnswer(task.text, own, "none", None, name, verdict.reason, position)

    def _save(self, answers: Sequence[tuple[Task, StoredAnswer]]) -> None:
        kind = answers[0][0].kind
        with self._store.transaction():
            self._store.save(kind, by_place(answers))
            if kind == "location":
                self._refuse_stand_ins({a.position for _, a in answers if a.position})

    def _save_stated(self) -> None:
        """Store the coordinates that addresses contain, checked like a provider's answers."""
        stated = self._tasks.stated
        if stated:
            with self._store.transaction():
                self._store.save("location", stated)
                self._refuse_stand_ins({a.position for _, a in stated if a.position}, TEXT)
            self.report.stated = len(stated)

    def _refuse_stand_ins(self, positions: set[Position], provider: str | None = None) -> None:
        """Reject positions that many places share, also those trusted before."""
        own = provider or self._provider.name
        shared = self._store.answers_at(own, list(positions), DUPLICATE)
        counts = find_stand_ins(
            ((answer.query, answer.name, answer.position) for answer in shared),
            self._settings.max_duplicates,
        )
        refused = {
            answer.place: f"{DUPLICATE}: the answer to {counts[answer.position]} questions or more"
            for answer in shared
            if answer.position in counts
        }
        if refused:
            self._store.refuse(refused)
            self.report.refused[DUPLICATE] += len(refused.keys() & self.report.places)
            self.report.places -= refused.keys()


def _bulks(tasks: Sequence[Task]) -> Iterator[Sequence[Task]]:
    return (tasks[start : start + BULK] for start in range(0, len(tasks), BULK))


def _name_and_position(candidate: Candidate | None) -> tuple[str | None, Position | None]:
    return (candidate.name, candidate.position) if candidate else (None, None)
