"""``fleettickets migrate`` and ``run_migrations.py``: bring the schema up to date."""

import argparse
import sys
from contextlib import closing

from fleettickets.commands.runner import Command, Parser
from fleettickets.commands.session import open_session
from fleettickets.config import DatabaseSettings, MigrationSettings
from fleettickets.store.migrate import Patience, migrate, pending_changes
from fleettickets.store.schema import Plan


def _add_options(parser: Parser) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help="list what is pending; write nothing"
    )
    parser.add_argument(
        "--lock-timeout",
        type=float,
        default=Patience().lock_timeout_s,
        metavar="SECONDS",
        help="how long a statement waits for a lock before its file is retried "
        "(default: %(default)g)",
    )


def _run(options: argparse.Namespace) -> None:
    reported: list[str] = []

    def report(line: str) -> None:
        reported.append(line)
        _say(line)

    readers = MigrationSettings.from_env().reader_roles
    with closing(open_session()) as conn:
        if options.dry_run:
            _list(pending_changes(conn, readers=readers))
            return
        patience = Patience(lock_timeout_s=options.lock_timeout)
        migrate(conn, patience=patience, readers=readers, report=report)
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


main = Command(
    description="Bring the schema of the database at DATABASE_URL up to date.",
    add_options=_add_options,
    work=_run,
    settings=(DatabaseSettings, MigrationSettings),
)
