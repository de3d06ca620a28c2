"""Report a run that is complete, then geocode the places without an answer.

The rows are committed, the files archived and the dataset's lock released before this begins, and
nothing here changes the run's exit status. The geocoder is loaded only when there is a question.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from fleettickets.commands.run_report import Geocoding, print_geocoding, print_json, print_lines
from fleettickets.commands.runner import Parser
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import FleetTicketsError
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.imports.pipeline import RunReport
from fleettickets.store.connect import Connection, limit_lock_wait
from fleettickets.store.failures import explained_troubles
from fleettickets.store.migrate import held_schema
from fleettickets.store.open_questions import has_questions


def add_no_geocode(parser: Parser) -> None:
    """Add ``--no-geocode``."""
    parser.add_argument(
        "--no-geocode",
        dest="is_geocoded",
        action="store_false",
        help="leave new places to the next run; by default the applied run is "
        f"followed by geocoding, for {GeocoderSettings.setting('import_s').name} seconds at most",
    )


def end_run(  # noqa: PLR0913 - what the command line says
    conn: Connection,
    dataset: Dataset,
    report: RunReport,
    *,
    is_applied: bool,
    is_json: bool,
    is_geocoded: bool,
    on_geocoding: Callable[[], None] = lambda: None,
) -> int:
    """Print what the run did or would do, and geocode; return the run's exit status.

    ``on_geocoding`` is called before the first question, if there is one. ``conn`` is used by
    nobody else and closed afterwards.
    """
    if not is_json:
        print_lines(dataset, report, is_applied=is_applied)
        sys.stdout.flush()
    found = None
    if is_applied and is_geocoded and not report.is_skipped:
        found = _geocode(conn, on_geocoding)
    if is_json:
        print_json(dataset, report, found, is_applied=is_applied)
    print_geocoding(found, is_json=is_json)
    return 0 if report.is_good else 1


def _geocode(conn: Connection, on_geocoding: Callable[[], None]) -> Geocoding | None:
    """Return what geocoding did, whatever became of it; None if the settings turn it off."""
    found = Geocoding()
    try:
        settings = GeocoderSettings.from_env()
        if not settings.import_s:
            return None
        with explained_troubles("geocode", conn):
            if has_questions(conn, settings.provider, settings.lifetime):
                found.left = None
                on_geocoding()
                _ask(conn, settings, found)
    except KeyboardInterrupt:
        found.problem = "interrupted"
    except FleetTicketsError as error:
        found.problem = str(error)
    except Exception as error:  # noqa: BLE001 - the import is complete, whatever happens here
        found.problem = f"{type(error).__name__}; `fleettickets geocode` shows where"
    return found


def _ask(conn: Connection, settings: GeocoderSettings, found: Geocoding) -> None:
    from fleettickets.geocoding.geocoder import Geocoder

    limit_s = settings.import_s
    limit_lock_wait(conn, limit_s)
    settings = replace(settings, timeout_s=min(settings.timeout_s, limit_s))
    with _sigterm_interrupts(), held_schema(conn):
        geocoder = Geocoder(conn, settings, limit_s=limit_s)
        try:
            geocoder.run(checks_coordinates=False)
        finally:
            found.add(geocoder.report)
            with suppress(Exception):  # of a lost connection; the first error is the one to report
                found.left = geocoder.count_questions()


@contextmanager
def _sigterm_interrupts() -> Iterator[None]:
    """Treat SIGTERM like Ctrl-C in the block."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
