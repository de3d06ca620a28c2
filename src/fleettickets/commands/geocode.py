"""``fleettickets geocode [review|set|forget]``: find positions for the places of tickets."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

from fleettickets.commands.runner import Command, Parser
from fleettickets.commands.session import open_session
from fleettickets.config import DatabaseSettings
from fleettickets.domain.geocode_run import GeocodeReport
from fleettickets.domain.place import Position, StoredAnswer
from fleettickets.errors import OutsideAreaError, UnknownPlaceError
from fleettickets.geocoding.address import AddressRules, clean_address
from fleettickets.geocoding.geocoder import Geocoder
from fleettickets.geocoding.registry import PROVIDERS
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store.connect import Connection
from fleettickets.store.failures import explained_troubles
from fleettickets.store.geocode_turns import GeocodeTurns
from fleettickets.store.geocodes import Geocodes
from fleettickets.store.migrate import held_schema
from fleettickets.store.place_rows import NamedPlace, ReviewedPlace

_SHOWN_QUESTIONS = 20


def geocode(*, clusters: bool, locations: bool, is_applied: bool) -> int:
    """Geocode with the environment's settings, for an import's flags; return 0 or 1."""
    settings = GeocoderSettings.from_env()
    with (
        closing(open_session()) as conn,
        explained_troubles("geocode", conn),
        held_schema(conn),
    ):
        return _run(conn, settings, clusters=clusters, locations=locations, is_applied=is_applied)


def _add_options(parser: Parser) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help="list the questions; send and write nothing"
    )
    parser.add_argument(
        "--budget",
        type=_whole_number,
        metavar="N",
        help="maximum requests in a UTC day, of all processes together (default: GEOCODER_BUDGET)",
    )
    meanings = "; ".join(f"{name}: {kind.meaning}" for name, kind in PROVIDERS.items())
    parser.add_argument(
        "--provider", choices=PROVIDERS, help=f"default: GEOCODER_PROVIDER. {meanings}"
    )
    parser.set_defaults(run=_run_open)
    add = parser.actions("review|set|forget", is_required=False)
    reviewing = add("review", "list the places without a position of their own, and why", _review)
    reviewing.add_argument(
        "--limit",
        type=_whole_number,
        default=100,
        metavar="N",
        help="list at most N (default: %(default)s)",
    )
    setting = add(
        "set", "set a place's position by hand; only another set or forget changes it", _set
    )
    _add_place(setting)
    setting.add_argument("latitude", type=_degrees(90), metavar="LAT")
    setting.add_argument("longitude", type=_degrees(180), metavar="LON")
    _add_place(add("forget", "delete a place's position; the next run looks it up again", _forget))


def _add_place(parser: Parser) -> None:
    parser.add_argument(
        "place", metavar="PLACE", help="a cluster or a location, as tickets have it"
    )
    parser.add_argument(
        "--cluster", help="the cluster of a location that several clusters have ('' for none)"
    )
    parser.add_argument(
        "--region", help="only the place of this region, if several have it ('' for none)"
    )


def _work(options: argparse.Namespace) -> int:
    with (
        closing(open_session()) as conn,
        explained_troubles("geocode", conn),
        held_schema(conn),
    ):
        status: int = options.run(conn, options)
        return status


def _whole_number(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _degrees(limit: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        degrees = float(text)
        if not abs(degrees) <= limit:
            raise ValueError(text)
        return degrees

    parse.__name__ = f"degrees up to {limit}"
    return parse


def _run_open(conn: Connection, options: argparse.Namespace) -> int:
    settings = GeocoderSettings.from_env(provider=options.provider)
    if options.budget is not None:
        settings = replace(settings, budget=options.budget)
    return _run(conn, settings, clusters=True, locations=True, is_applied=not options.dry_run)


def _run(
    conn: Connection,
    settings: GeocoderSettings,
    *,
    clusters: bool,
    locations: bool,
    is_applied: bool,
) -> int:
    geocoder = Geocoder(conn, settings)
    if is_applied:
        return _say_done(geocoder.run(clusters=clusters, locations=locations))
    report = geocoder.dry_run(clusters=clusters, locations=locations)
    left = settings.budget - GeocodeTurns(conn, report.provider).sent_today()
    return _say_planned(report, left)


def _say_planned(report: GeocodeReport, left: int) -> int:
    for kind, tasks in report.tasks.items():
        places = sum(len(task.places) for task in tasks)
        _say(f"{kind}s: would ask {report.provider} {len(tasks)} questions for {places} places")
        for task in tasks[:_SHOWN_QUESTIONS]:
            _say(f"  {task.text}" + (f" (in {task.cluster})" if task.cluster else ""))
        if len(tasks) > _SHOWN_QUESTIONS:
            _say(f"  and {len(tasks) - _SHOWN_QUESTIONS} more")
    _say(f"budget left this UTC day: {max(0, left)} requests")
    return 0


def _say_done(report: GeocodeReport) -> int:
    refused = ", ".join(f"{count} {reason}" for reason, count in sorted(report.refused.items()))
    _say(
        f"geocode: {report.questions} questions to {report.provider}: {report.located} places "
        f"located, {report.copied} known under another spelling"
        + (f", without a position: {refused}" if refused else "")
    )
    if report.stated:
        _say(f"geocode: {report.stated} addresses contain their coordinates")
    if report.strange_regions:
        names = ", ".join(repr(name) for name in sorted(report.strange_regions))
        _say(f"geocode: these regions name no place, so answers were not checked by them: {names}")
    for place, problem in report.contradictions.items():
        _say(f"geocode: cluster {place.cluster!r} is in two places: {problem.partition(': ')[2]}")
    if report.elsewhere:
        _say(f"geocode: {report.elsewhere} questions were left to another process")
    if report.stopped:
        _say(f"geocode: stopped until 00:00 UTC: {report.stopped}; the rest waits")
    for fault in report.faults:
        sys.stderr.write(f"left for the next run: {fault}\n")
    return 0 if report.is_good else 1


def _review(conn: Connection, options: argparse.Namespace) -> int:
    places = Geocodes(conn).review(options.limit)
    for place in places:
        _say(_describe(place))
    if not places:
        _say("every place that was looked up has a position of its own")
    return 0


def _describe(place: ReviewedPlace) -> str:
    around = [place.cluster if place.kind == "location" else None, place.region]
    where = f" (in {', '.join(filter(None, around))})" if any(around) else ""
    seen = ""
    if place.refused_latitude is not None and place.refused_longitude is not None:
        spot = f"{place.refused_latitude:.5f}, {place.refused_longitude:.5f}"
        seen = f"; the answer was {place.answer!r} at {spot}"
    name = " ".join(place.place.split())
    return (
        f"{place.kind} {name!r}{where}: {place.reason}{seen}; asked as {place.query!r}, "
        f"{place.open_tickets} open tickets"
    )


def _set(conn: Connection, options: argparse.Namespace) -> int:
    store = Geocodes(conn)
    position = Position(options.longitude, options.latitude)
    area = store.area()
    if area is not None and not area.holds(position):
        raise OutsideAreaError(position.latitude, position.longitude)
    rules = AddressRules.from_rows(store.aliases())
    named = _named(store, options, rules)
    answers = [(place.place, _manual(place, position, rules)) for place in named]
    store.save(named[0].kind, answers, is_by_hand=True)
    _say(f"set: {_describe_named(named)} at {position.latitude:.5f}, {position.longitude:.5f}")
    return 0


def _manual(place: NamedPlace, position: Position, rules: AddressRules) -> StoredAnswer:
    return StoredAnswer(_asked(place, rules), "manual", "manual", position, is_manual=True)


def _asked(place: NamedPlace, rules: AddressRules) -> str:
    address = place.location_name or place.cluster or ""
    return place.query or ", ".join(clean_address(address, rules))


def _forget(conn: Connection, options: argparse.Namespace) -> int:
    store = Geocodes(conn)
    named = _named(store, options, AddressRules.from_rows(store.aliases()))
    store.forget(named[0].kind, [place.place for place in named])
    _say(f"forgotten: {_describe_named(named)}")
    return 0


def _named(store: Geocodes, options: argparse.Namespace, rules: AddressRules) -> list[NamedPlace]:
    """Return the one place of that name, first as it was named, then in its other spellings.

    A spelling whose position was set to another one by hand is a place of its own.

    Raises:
        UnknownPlaceError: no place has the name, or locations of several clusters have it.
    """
    named = store.named(options.place, options.cluster, options.region)
    if not named:
        raise UnknownPlaceError(options.place, "no ticket has a cluster or location of that name")
    named = [place for place in named if place.kind == named[0].kind]
    clusters = sorted({place.cluster or "(none)" for place in named})
    is_location = named[0].kind == "location"
    if is_location and len(clusters) > 1:
        raise UnknownPlaceError(options.place, f"is in several clusters: {', '.join(clusters)}")
    text = _asked(named[0], rules)
    cluster = (named[0].cluster or "") if is_location else None
    alike = store.named(text, cluster, options.region) if text else []
    known = {place.place for place in named}
    return named + [
        place
        for place in alike
        if place.kind == named[0].kind
        and place.place not in known
        and (not place.is_manual or place.position == named[0].position)
    ]


def _describe_named(named: Sequence[NamedPlace]) -> str:
    tickets = sum(place.tickets for place in named)
    first = named[0]
    name = " ".join((first.location_name or first.cluster or "").split())
    more = f" and {len(named) - 1} other spellings" if len(named) > 1 else ""
    return f"{first.kind} {name!r}{more} ({tickets} tickets)"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


main = Command(
    description="Find positions for the places of open tickets; or review, set and forget "
    "positions (see their --help).",
    add_options=_add_options,
    work=_work,
    settings=(DatabaseSettings, GeocoderSettings),
    prog="fleettickets geocode",
)
