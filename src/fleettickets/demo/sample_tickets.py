"""The changes of the sample feed, without end, in order of capture, and the row of each."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from heapq import heappop, heappush
from itertools import accumulate
from random import Random
from typing import NamedTuple

from fleettickets.demo.sample_lives import (
    DAY,
    HOUR,
    MINUTE,
    Life,
    Outage,
    Step,
    export_life,
    live_alarm,
    live_change,
    live_incident,
)
from fleettickets.demo.sample_places import (
    Cluster,
    Network,
    build_network,
    chance,
    invent_unit,
    pick,
    seeded,
)
from fleettickets.domain.change import KEPT_COLUMNS
from fleettickets.domain.dataset import EAT

SAMPLED = ("inc", "crq")
"""The ticket types that the sample feed can make."""
ROW_COLUMNS = KEPT_COLUMNS
"""The columns of ``row_of``, in its order."""

EPOCH = datetime(1970, 1, 1, tzinfo=EAT)

FIRST_NUMBER = {"inc": 700_001, "crq": 300_001}
ALARM_SHARE = {"inc": 0.25, "crq": 0.0}
BLANK_CLUSTER_SHARE = 0.01
BLANK_CREATED_SHARE = {"inc": 0.3, "crq": 0.03}
CHANGES_BY_HOUR = (1, 1, 1, 1, 1, 2, 4, 8, 10, 10, 9, 8, 7, 8, 8, 8, 8, 9, 10, 10, 8, 6, 3, 2)


class Ticket(NamedTuple):
    """The columns of a ticket that never change."""

    ticket_id: str
    cluster: str
    region: str
    location: str
    created_s: int
    first_seen_s: int
    is_alarm: bool


class Birth(NamedTuple):
    """The time and cluster in which a ticket begins."""

    born_s: int
    cluster: Cluster
    outage: Outage | None


class Origin(NamedTuple):
    """The values that determine the endless stream of changes."""

    dataset: str
    seed: int
    start_s: int
    tickets_a_day: float
    export_gap_s: int


Capture = tuple[int, int, Ticket, Step]
"""Time of the export, serial number, and the constant and the changing part of the row."""


def simulate(origin: Origin) -> Iterator[Capture]:
    """Yield (captured_s, serial, ticket, step) without end, ordered by the first two.

    Memory depends on the number of tickets alive at one time, not on the total.
    """
    network = build_network(origin.seed)
    waiting: list[Capture] = []
    serial = 0
    number = FIRST_NUMBER[origin.dataset]
    for rng, birth in _births(origin, network):
        while waiting and waiting[0][0] < birth.born_s:
            yield heappop(waiting)
        life = _live(rng, origin.dataset, birth)
        ticket = _describe(f"WOT{number:07}", birth.cluster, life)
        number += 1
        for step in export_life(life, origin.export_gap_s):
            heappush(waiting, (step.captured_s, serial, ticket, step))
            serial += 1


def _births(origin: Origin, network: Network) -> Iterator[tuple[Random, Birth]]:
    hour = origin.start_s // HOUR
    hour_cum_weights = tuple(accumulate(CHANGES_BY_HOUR[(hour + i) % 24] for i in range(24)))
    day = 0
    while True:
        rng = seeded(origin.seed, origin.dataset, day)
        start_s = origin.start_s + day * DAY
        count = int(origin.tickets_a_day * (day + 1)) - int(origin.tickets_a_day * day)
        births = _outage_births(rng, network, start_s, count) if origin.dataset == "inc" else []
        alone = count - len(births)
        for hours in rng.choices(range(24), cum_weights=hour_cum_weights, k=alone):
            born_s = start_s + hours * HOUR + int(rng.random() * HOUR)
            births.append(Birth(born_s, pick(rng, network.clusters, network.cum_weights), None))
        births.sort(key=lambda birth: birth.born_s)
        for birth in births:
            yield rng, birth
        day += 1


def _outage_births(rng: Random, network: Network, start_s: int, count: int) -> list[Birth]:
    """Draw outages; each causes many tickets of one cluster within 45 minutes."""
    births: list[Birth] = []
    for _ in range(count // 250):
        cut_s = start_s + rng.randrange(DAY - HOUR)
        outage = Outage(cut_s + rng.randint(2 * HOUR, 9 * HOUR))
        cluster = pick(rng, network.clusters, network.cum_weights)
        births += [
            Birth(cut_s + int(45 * MINUTE * rng.random() ** 2), cluster, outage)
            for _ in range(rng.randint(8, 60))
        ]
    return births


def _live(rng: Random, dataset: str, birth: Birth) -> Life:
    crews = birth.cluster.crews
    life = Life(rng, dataset, birth.born_s, is_alarm=chance(rng, ALARM_SHARE[dataset]))
    if life.is_alarm:
        live_alarm(life)
    elif dataset == "crq":
        live_change(life, crews)
    else:
        live_incident(life, crews, birth.outage)
    return life


def _describe(ticket_id: str, cluster: Cluster, life: Life) -> Ticket:
    rng = life.rng
    site = cluster.sites[int(rng.random() * len(cluster.sites))]
    is_created_blank = chance(rng, BLANK_CREATED_SHARE[life.dataset])
    return Ticket(
        ticket_id,
        "" if chance(rng, BLANK_CLUSTER_SHARE) else cluster.value,
        cluster.region.upper() if chance(rng, 0.2) else cluster.region,
        site.head + invent_unit(rng) + site.tail,
        0 if is_created_blank else life.born_s // MINUTE * MINUTE,
        life.steps[0].seen_s,
        life.is_alarm,
    )


def row_of(ticket: Ticket, step: Step) -> tuple[str, ...]:
    """Return the ``ROW_COLUMNS`` of one version of a ticket."""
    first_seen = stamp(ticket.first_seen_s)
    return (
        ticket.ticket_id,
        step.status,
        step.status,
        step.bucket,
        "true" if step.is_actionable else "false",
        ticket.cluster,
        ticket.region,
        ticket.location,
        step.team,
        step.owner,
        step.sla,
        step.mttr,
        stamp(ticket.created_s),
        stamp(step.scheduled_s),
        stamp(step.closed_s),
        first_seen,
        stamp(step.seen_s),
        first_seen,
        stamp(step.updated_s),
        "",
        "",
        "internet",
        "true" if ticket.is_alarm else "false",
        "true",
        "false",
    )


def stamp(at_s: int) -> str:
    """Return seconds since the EPOCH as the exporter writes a time; 0 is blank."""
    if not at_s:
        return ""
    day, second = divmod(at_s, DAY)
    return f"{date_text(day)} {_clock_text(second // MINUTE)}:{second % MINUTE:02}"


@lru_cache(maxsize=24 * 60)
def _clock_text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@lru_cache(maxsize=1024)
def date_text(day: int) -> str:
    """Return days since the EPOCH as a date."""
    return (EPOCH + timedelta(days=day)).strftime("%Y-%m-%d")
