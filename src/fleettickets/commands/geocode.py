"""``fleettickets geocode``: find positions for the places of tickets."""

import argparse
import sys
from contextlib import closing
from dataclasses import replace

from fleettickets.commands.place_edits import add_by_hand, say, whole_number
from fleettickets.commands.runner import Command, Parser
from fleettickets.commands.session import open_session
from fleettickets.config import DatabaseSettings
from fleettickets.domain.geocode_run import GeocodeReport
from fleettickets.domain.screen import printable
from fleettickets.geocoding.geocoder import Geocoder
from fleettickets.geocoding.registry import PROVIDERS
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store.connect import Connection
from fleettickets.store.failures import explained_troubles
from fleettickets.store.geocode_turns import GeocodeTurns
from fleettickets.store.migrate import held_schema

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
        type=whole_number,
        metavar="N",
        help="maximum requests in a UTC day, of all processes together (default: GEOCODER_BUDGET)",
    )
    meanings = "; ".join(f"{name}: {kind.meaning}" for name, kind in PROVIDERS.items())
    parser.add_argument(
        "--provider", choices=PROVIDERS, help=f"default: GEOCODER_PROVIDER. {meanings}"
    )
    parser.set_defaults(run=_run_open)
    add_by_hand(parser)


def _work(options: argparse.Namespace) -> int:
    with (
        closing(open_session()) as conn,
        explained_troubles("geocode", conn),
        held_schema(conn),
    ):
        status: int = options.run(conn, options)
        return status


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
        say(f"{kind}s: would ask {report.provider} {len(tasks)} questions for {places} places")
        for task in tasks[:_SHOWN_QUESTIONS]:
            say(f"  {task.text}" + (f" (in {task.cluster})" if task.cluster else ""))
        if len(tasks) > _SHOWN_QUESTIONS:
            say(f"  and {len(tasks) - _SHOWN_QUESTIONS} more")
    say(f"budget left this UTC day: {max(0, left)} requests")
    return 0


def _say_done(report: GeocodeReport) -> int:
    refused = ", ".join(f"{count} {reason}" for reason, count in sorted(report.refused.items()))
    say(
        f"geocode: {report.questions} questions to {report.provider}: {report.located} places "
        f"located, {report.copied} known under another spelling"
        + (f", without a position: {refused}" if refused else "")
    )
    if report.stated:
        say(f"geocode: {report.stated} addresses contain their coordinates")
    if report.strange_regions:
        names = ", ".join(repr(name) for name in sorted(report.strange_regions))
        say(f"geocode: these regions name no place, so answers were not checked by them: {names}")
    for place, problem in report.contradictions.items():
        say(f"geocode: cluster {place.cluster!r} is in two places: {problem.partition(': ')[2]}")
    if report.elsewhere:
        say(f"geocode: {report.elsewhere} questions were left to another process")
    if report.stopped:
        say(f"geocode: stopped until 00:00 UTC: {report.stopped}; the rest waits")
    for fault in report.faults:
        sys.stderr.write(f"left for the next run: {printable(fault)}\n")
    return 0 if report.is_good else 1


main = Command(
    description="Find positions for the places of open tickets; or review, set, reject and forget "
    "positions, list such edits and undo them (see their --help).",
    add_options=_add_options,
    work=_work,
    settings=(DatabaseSettings, GeocoderSettings),
    prog="fleettickets geocode",
)
