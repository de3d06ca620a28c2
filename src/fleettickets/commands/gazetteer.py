"""Make a gazetteer for offline geocoding: ``fleettickets gazetteer build FILE.txt``."""

import argparse
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from fleettickets.errors import FleetTicketsError
from fleettickets.geocoding.gazetteer_file import read_geonames, read_stops, write_gazetteer

_GEONAMES = "GeoNames (https://www.geonames.org/), CC BY 4.0"


def main(argv: Sequence[str] | None = None, *, prog: str | None = None) -> int:
    """Run ``fleettickets gazetteer build``; return 0, or the exit status of what failed."""
    options = _parser(prog).parse_args(argv)
    try:
        return _build(options)
    except FleetTicketsError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status


def _parser(prog: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=prog or "fleettickets gazetteer")
    actions = parser.add_subparsers(dest="action", required=True)
    build = actions.add_parser(
        "build",
        help="make a gazetteer from a country's GeoNames dump",
        description="Make a gazetteer; GEOCODER_GAZETTEER then names it.",
    )
    build.add_argument("dump", type=Path, metavar="FILE.txt", help="as UG.txt from geonames.org")
    build.add_argument("--stops", type=Path, metavar="stops.txt", help="bus stops, as in GTFS")
    build.add_argument("--stops-source", default="bus stops", help="whom to name for them")
    build.add_argument("--output", type=Path, metavar="FILE", help="default: FILE.tsv.xz")
    return parser


def _build(options: argparse.Namespace) -> int:
    output = options.output or options.dump.with_suffix(".tsv.xz")
    stops = read_stops(options.stops) if options.stops else ()
    sources = [_GEONAMES] + ([options.stops_source] if options.stops else [])
    count = write_gazetteer(output, chain(read_geonames(options.dump), stops), "; ".join(sources))
    sys.stdout.write(f"{output}: {count} places; set GEOCODER_GAZETTEER={output}\n")
    return 0
