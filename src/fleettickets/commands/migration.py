"""The command line of the migrator: ``fleettickets migrate`` and ``run_migrations.py``."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing

from fleettickets.commands.session import open_session
from fleettickets.errors import FleetTicketsError
from fleettickets.store.migrate import Patience, migrate, pending_changes
from fleettickets.store.schema import Plan


def main(argv: Sequence[str] | None = None, *, prog: str | None = None) -> int:
    """Migrate the database at ``DATABASE_URL``; return an exit status."""
    options = _parser(prog).parse_args(argv)
    try:
        _run(options)
    except FleetTicketsError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status
    return 0


def _parser(prog: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=prog, description="Bring the schema of the database at DATABASE_URL up to date."
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="list what is pending; write nothing"
    )
    parser.add_argument(
        "--lock-timeout",
        type=float,
        default=Patience().lock_timeout_s,
        metavar="SECONDS",
        help="longest wait of a statement for a lock; its file is then tried again a few times",
    )
    return parser


def _run(options: argparse.Namespace) -> None:
    reported: list[str] = []

    def report(line: str) -> None:
        reported.append(line)
        _say(line)

    with closing(open_session()) as conn:
        if options.dry_run:
            _list(pending_changes(conn))
            return
        migrate(conn, patience=Patience(lock_timeout_s=options.lock_timeout), report=report)
    if not reported:
        _say("nothing to do")


def _list(plan: Plan) -> None:
    lines = [f"would apply {script.path}" for script in plan.migrations]
    lines += [f"would make {script.path}" for script in plan.definitions]
    lines += [f"would drop what {path} made" for path in plan.gone]
    for line in lines or ["nothing to do"]:
        _say(line)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
