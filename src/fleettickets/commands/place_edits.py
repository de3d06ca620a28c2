"""``fleettickets geocode review|set|wrong|forget|edits|undo``: what people know of positions."""

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence

from fleettickets.commands.runner import Parser
from fleettickets.domain.place import Position, StoredAnswer
from fleettickets.domain.screen import printable
from fleettickets.errors import OutsideAreaError, UnknownPlaceError
from fleettickets.geocoding.address import AddressRules, clean_address
from fleettickets.store.connect import Connection
from fleettickets.store.geocodes import Geocodes
from fleettickets.store.place_edit_log import editing, list_edits, undo
from fleettickets.store.place_rows import NamedPlace, PlaceEdit, ReviewedPlace


def add_by_hand(parser: Parser) -> None:
    """Add the subcommands."""
    add = parser.actions("review|set|wrong|forget|edits|undo", is_required=False)
    reviewing = add(
        "review",
        "list the places without a position of their own, and why: worst first",
        _review,
    )
    _add_limit(reviewing)
    setting = add(
        "set", "set a place's position by hand; only another set or forget changes it", _set
    )
    _add_place(setting)
    setting.add_argument("latitude", type=_degrees(90), metavar="LAT")
    setting.add_argument("longitude", type=_degrees(180), metavar="LON")
    wrong = add(
        "wrong", "reject a place's position; it has none until a person sets or forgets it", _reject
    )
    _add_place(wrong)
    _add_place(add("forget", "delete a place's position; the next run looks it up again", _forget))
    _add_limit(add("edits", "list what people did to positions, the newest first", _edits))
    undoing = add("undo", "undo an edit, in all spellings that it changed", _undo)
    undoing.add_argument("edit", type=whole_number, metavar="EDIT", help="its number in `edits`")
    _add_editor(undoing)


def _add_limit(parser: Parser) -> None:
    parser.add_argument(
        "--limit",
        type=whole_number,
        default=100,
        metavar="N",
        help="list at most N (default: %(default)s)",
    )


def _add_editor(parser: Parser) -> None:
    parser.add_argument(
        "--by", default=_user(), metavar="NAME", help="who knows it (default: %(default)s)"
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"


def _add_place(parser: Parser) -> None:
    parser.add_argument(
        "place", metavar="PLACE", help="a cluster or a location, as tickets have it"
    )
    parser.add_argument(
        "--cluster", help="the cluster of a location that several clusters have ('' for none)"
    )
    _add_editor(parser)
    parser.add_argument(
        "--region", help="only the place of this region, if several have it ('' for none)"
    )


def whole_number(text: str) -> int:
    """Return the number, for an option.

    Raises:
        ValueError: it is not a whole number, or negative.
    """
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


whole_number.__name__ = "whole number"


def _degrees(limit: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        degrees = float(text)
        if not abs(degrees) <= limit:
            raise ValueError(text)
        return degrees

    parse.__name__ = f"degrees up to {limit}"
    return parse


def _review(conn: Connection, options: argparse.Namespace) -> int:
    places = Geocodes(conn).review(options.limit)
    for place in places:
        say(_describe(place))
    if not places:
        say("every place that was looked up has a position of its own")
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
        place = f"{position.latitude:.5f}, {position.longitude:.5f}"
        raise OutsideAreaError(f"{place} lies outside the service area")
    rules = AddressRules.from_rows(store.aliases())
    named = _named(store, options, rules)
    answers = [(place.place, _manual(place, position, rules)) for place in named]
    with editing(conn, options.by):
        store.save(named[0].kind, answers, is_by_hand=True)
    say(f"set: {_describe_named(named)} at {position.latitude:.5f}, {position.longitude:.5f}")
    return 0


def _reject(conn: Connection, options: argparse.Namespace) -> int:
    store = Geocodes(conn)
    rules = AddressRules.from_rows(store.aliases())
    named = _named(store, options, rules)
    reason = f"wrong: {options.by}"
    answers = [
        (
            place.place,
            StoredAnswer(
                _asked(place, rules),
                "manual",
                "none",
                None,
                reason=reason,
                refused=place.position,
                is_manual=True,
            ),
        )
        for place in named
    ]
    with editing(conn, options.by):
        store.save(named[0].kind, answers, is_by_hand=True)
    say(f"rejected: {_describe_named(named)}")
    return 0


def _manual(place: NamedPlace, position: Position, rules: AddressRules) -> StoredAnswer:
    return StoredAnswer(_asked(place, rules), "manual", "manual", position, is_manual=True)


def _asked(place: NamedPlace, rules: AddressRules) -> str:
    address = place.location_name or place.cluster or ""
    return place.query or ", ".join(clean_address(address, rules))


def _forget(conn: Connection, options: argparse.Namespace) -> int:
    store = Geocodes(conn)
    named = _named(store, options, AddressRules.from_rows(store.aliases()))
    with editing(conn, options.by):
        store.forget(named[0].kind, [place.place for place in named])
    say(f"forgotten: {_describe_named(named)}")
    return 0


def _named(store: Geocodes, options: argparse.Namespace, rules: AddressRules) -> list[NamedPlace]:
    """Return the one place of that name, first as it was named, then in its other spellings.

    A spelling whose position was set to another one by hand is a place of its own.

    Raises:
        UnknownPlaceError: no place has the name, or locations of several clusters have it.
    """
    named = store.named(options.place, options.cluster, options.region)
    if not named:
        raise UnknownPlaceError(
            repr(options.place), "no ticket has a cluster or location of that name"
        )
    named = [place for place in named if place.kind == named[0].kind]
    clusters = sorted({place.cluster or "(none)" for place in named})
    is_location = named[0].kind == "location"
    if is_location and len(clusters) > 1:
        raise UnknownPlaceError(
            repr(options.place), f"is in several clusters: {', '.join(clusters)}"
        )
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


def _edits(conn: Connection, options: argparse.Namespace) -> int:
    for edit in list_edits(conn, options.limit):
        say(_describe_edit(edit))
    return 0


def _describe_edit(edit: PlaceEdit) -> str:
    name = " ".join((edit.location_name or edit.cluster or "").split())
    around = [edit.cluster if edit.location_name else None, edit.region]
    where = f" (in {', '.join(filter(None, around))})" if any(around) else ""
    return (
        f"{edit.edit_id}: {edit.edited_at:%Y-%m-%d %H:%M} UTC {edit.edited_by}: {edit.kind} "
        f"{name!r}{where}, {edit.spellings} spellings: "
        f"{_at(edit.was_latitude, edit.was_longitude)} -> "
        + ("wrong" if edit.is_wrong else _at(edit.latitude, edit.longitude))
        + (" (undone)" if edit.is_undone else "")
    )


def _at(latitude: float | None, longitude: float | None) -> str:
    if latitude is None or longitude is None:
        return "none"
    return f"{latitude:.5f}, {longitude:.5f}"


def _undo(conn: Connection, options: argparse.Namespace) -> int:
    restored = undo(conn, options.edit, options.by)
    say(f"undone: edit {options.edit}; {restored} spellings have their earlier position")
    return 0


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{printable(line)}\n")
