"""The cities of the sample feed: clusters, addresses as dispatchers type them, and crews."""

import csv
import gzip
import io
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")

SITES_A_PLACE = 5
LINE_BREAK_SHARE = 0.004

UNIT_FORMS = (" Hse B{}", " Hse No. {}", " Door {}", " #{}")
BUILDING_KINDS = ("Apts", "Apartments", "Court", "Heights", "Plaza", "Gardens", "House", "Hse")


class Site(NamedTuple):
    """An address; a ticket's house number is inserted between head and tail."""

    head: str
    tail: str


class Crew(NamedTuple):
    """A field team, and invented people who own its tickets."""

    team: str
    owners: tuple[str, ...]


class Cluster(NamedTuple):
    """A service cluster; ``value`` is the text in the feed's cluster column (QOA, PTMP: codes)."""

    value: str
    name: str
    code: str
    region: str
    sites: tuple[Site, ...]
    crews: tuple[Crew, ...]


class Network(NamedTuple):
    """The clusters of every city, with the cumulative weights for ``pick``."""

    clusters: tuple[Cluster, ...]
    cum_weights: tuple[int, ...]


def seeded(*parts: object) -> Random:
    """Return a random generator; the same parts give the same draws on every machine."""
    return Random("/".join(map(str, parts)))  # noqa: S311 (a simulation, not a secret)


def chance(rng: Random, share: float) -> bool:
    """Return True in this share of calls."""
    return rng.random() < share


def pick(rng: Random, options: Sequence[T], cum_weights: Sequence[int]) -> T:
    """Draw an option by cumulative weights, three times as fast as ``Random.choices``."""
    return options[bisect(cum_weights, rng.random() * cum_weights[-1])]


@lru_cache(maxsize=4)
def build_network(seed: int) -> Network:
    """Return the seed's network: real places, invented addresses and crews."""
    names = _group("invented_names.csv", "kind")
    places = _group("places.csv.gz", "cluster")
    clusters: list[Cluster] = []
    weights: list[int] = []
    for row in _read_table("clusters.csv"):
        rng = seeded(seed, "cluster", row["cluster"])
        sites = tuple(
            _invent_site(rng, row, place, rng.choice(names["building"])["name"])
            for place in places[row["cluster"]]
            for _ in range(SITES_A_PLACE)
        )
        crews = _invent_crews(rng, row["name"], names)
        clusters.append(
            Cluster(row["cluster"], row["name"], row["code"], row["region"], sites, crews)
        )
        weights.append(int(row["weight"]))
    return Network(tuple(clusters), tuple(accumulate(weights)))


def invent_unit(rng: Random) -> str:
    """Return a house or door number as people write it, after a space; often an empty string."""
    number = int(rng.random() * 40) + 1
    form = int(rng.random() * 2 * len(UNIT_FORMS))
    return UNIT_FORMS[form].format(number) if form < len(UNIT_FORMS) else ""


def _read_table(name: str) -> Iterator[dict[str, str]]:
    content = files("fleettickets.demo").joinpath("data", name).read_bytes()
    if name.endswith(".gz"):
        content = gzip.decompress(content)
    return csv.DictReader(io.StringIO(content.decode(), newline=""))


def _group(table: str, column: str) -> dict[str, list[dict[str, str]]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for row in _read_table(table):
        groups.setdefault(row[column], []).append(row)
    return groups


def _invent_crews(
    rng: Random, cluster_name: str, names: dict[str, list[dict[str, str]]]
) -> tuple[Crew, ...]:
    def invent_person() -> str:
        return f"{rng.choice(names['first'])['name']} {rng.choice(names['last'])['name']}"

    return tuple(
        Crew(f"Team {cluster_name} {letter}", tuple(invent_person() for _ in range(5)))
        for letter in "ABC"[: rng.randint(2, 3)]
    )


def _invent_site(
    rng: Random, cluster: dict[str, str], place: dict[str, str], building_name: str
) -> Site:
    code, name, number = cluster["code"], place["name"], rng.randint(1, 48)
    building = f"{building_name} {rng.choice(BUILDING_KINDS)}"
    road = name if name.endswith(("Road", "Rd", "Lane", "Drive")) else f"{name} Rd"
    head, tail = rng.choice(
        (
            (f"{code}-FAT-{number:02} {building}", f", {name}"),
            (f"{code}-FAT-{number} {building}", f", {name}, {cluster['name']}"),
            (f"{code} {name} Blk {rng.randint(1, 16)}", ""),
            (f"FDT {number:02} / {road}", ""),
            (f"{name} - {building}", ""),
            (f"OLT-{code}-{number % 6 + 1:02} {name}", ""),
            (f"{building}", f", {name}, {cluster['name']}"),
            (f"{name.upper()}  {code}_FAT{number}", f" {building}"),
            (f"Opp. {name}, {building}", f" {code}/FDT{number % 12 + 1:02}/FAT{number:02}"),
            (name, ""),
        )
    )
    if chance(rng, LINE_BREAK_SHARE):
        head += "\n"
    return Site(head, tail)
