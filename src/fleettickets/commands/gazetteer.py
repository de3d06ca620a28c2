"""Make a gazetteer for offline geocoding: ``fleettickets gazetteer build FILE.txt``."""

import argparse
import sys
from itertools import chain
from pathlib import Path

from fleettickets.commands.runner import Command, Parser
from fleettickets.geocoding.gazetteer_areas import (
    exchange_opposites,
    fill_counties,
    read_areas,
)
from fleettickets.geocoding.gazetteer_file import read_geonames, read_stops, write_gazetteer

_GEONAMES = "GeoNames (https://www.geonames.org/), CC BY 4.0"


def _add_options(parser: Parser) -> None:
    build = parser.actions("build")(
        "build",
        "make a gazetteer from a country's GeoNames dump, for GEOCODER_GAZETTEER",
        _build,
    )
    build.add_argument(
        "dump", type=Path, metavar="FILE.txt", help="such as UG.txt from geonames.org"
    )
    build.add_argument("--stops", type=Path, metavar="stops.txt", help="also bus stops, as in GTFS")
    build.add_argument("--stops-source", default="bus stops", help="the name of their source")
    build.add_argument(
        "--areas",
        type=Path,
        metavar="areas.csv",
        help="also areas, with the columns name, county, latitude and longitude",
    )
    build.add_argument("--areas-source", default="areas", help="the name of their source")
    build.add_argument("--output", type=Path, metavar="FILE", help="default: FILE.tsv.xz")


def _build(options: argparse.Namespace) -> None:
    output = options.output or options.dump.with_suffix(".tsv.xz")
    stops = read_stops(options.stops) if options.stops else ()
    areas = exchange_opposites(read_areas(options.areas)) if options.areas else ()
    sources = [_GEONAMES]
    sources += [options.stops_source] if options.stops else []
    sources += [options.areas_source] if options.areas else []
    places = fill_counties(chain(read_geonames(options.dump), stops, areas))
    count = write_gazetteer(output, places, "; ".join(sources))
    sys.stdout.write(f"{output}: {count} places; set GEOCODER_GAZETTEER={output}\n")


main = Command(
    description="Build a gazetteer for offline geocoding.",
    add_options=_add_options,
    work=lambda options: options.run(options),
    prog="fleettickets gazetteer",
)
