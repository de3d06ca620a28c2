"""The command line of the SLA policy: ``fleettickets sla set|unset|list``."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from contextlib import closing

from fleettickets.config import database_url
from fleettickets.errors import FleetTicketsError
from fleettickets.store.connect import Connection, connect
from fleettickets.store.failures import explained_troubles
from fleettickets.store.migrate import check_schema
from fleettickets.store.sla_policy import (
    SlaTarget,
    list_sla_targets,
    set_sla_target,
    unset_sla_target,
)
from fleettickets.store.snapshot import named_datasets

_UNIT_MINUTES = {"": 1, "m": 1, "h": 60, "d": 24 * 60}
_MAX_MINUTES = 10 * 366 * 24 * 60


def main(argv: Sequence[str] | None = None, *, prog: str | None = None) -> int:
    """Change or show the policy in the database at ``DATABASE_URL``.

    Return 0, 1 where there is no such line, 2 when misused, else an error's exit status.
    """
    parser = _parser(prog)
    options = parser.parse_args(argv)
    if options.action == "set" and options.at_risk > options.target:
        parser.error("--at-risk must not be after --target")
    try:
        with closing(connect(database_url(os.environ))) as conn, explained_troubles("sla", conn):
            check_schema(conn)
            known = [known.dataset for known in named_datasets(conn)]
            if options.dataset not in (None, *known):
                parser.error(f"there is no dataset {options.dataset!r}, only {', '.join(known)}")
            return _run(conn, options)
    except FleetTicketsError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status


def minutes(text: str) -> int:
    """Return the minutes in ``90``, ``90m``, ``24h`` or ``5d``.

    Raises:
        argparse.ArgumentTypeError: it is none of these, or not between a minute and ten years.
    """
    match = re.fullmatch(r"(\d{1,8})([mhd]?)", text, re.ASCII)
    found = int(match[1]) * _UNIT_MINUTES[match[2]] if match else 0
    if not 0 < found <= _MAX_MINUTES:
        problem = f"expected minutes, or a number with m, h or d, such as 24h; got {text!r}"
        raise argparse.ArgumentTypeError(problem)
    return found


def _cluster(text: str) -> str:
    # Blank where a script meant to name one, it would stand for the whole dataset.
    if not text.strip():
        problem = "expected a cluster's name; leave it out for the whole dataset"
        raise argparse.ArgumentTypeError(problem)
    return text


def _parser(prog: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=prog, description="How long tickets may stay open: show it, or change it."
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="set|unset|list")
    listing = actions.add_parser("list", help="show the policy")
    listing.add_argument("dataset", nargs="?", help="inc or crq; all of them by default")
    setting = actions.add_parser("set", help="set a dataset's targets, or those of one cluster")
    setting.add_argument("dataset", help="inc or crq")
    setting.add_argument(
        "--cluster", type=_cluster, help="only for this cluster, spelled as the feed does"
    )
    setting.add_argument(
        "--target", type=minutes, required=True, metavar="TIME", help="age at which it is due"
    )
    setting.add_argument(
        "--at-risk",
        type=minutes,
        required=True,
        metavar="TIME",
        help="age at which it is at risk",
    )
    unsetting = actions.add_parser("unset", help="let the dataset's targets hold for a cluster")
    unsetting.add_argument("dataset", help="inc or crq")
    unsetting.add_argument("--cluster", type=_cluster, required=True)
    return parser


def _run(conn: Connection, options: argparse.Namespace) -> int:
    if options.action == "list":
        return _list(conn, options.dataset)
    if options.action == "set":
        return _set(conn, options)
    if not unset_sla_target(conn, options.dataset, options.cluster):
        sys.stderr.write(f"{_name(options.dataset, options.cluster)} has no targets of its own\n")
        return 1
    sys.stdout.write(f"{_name(options.dataset, options.cluster)}: as the dataset\n")
    return 0


def _list(conn: Connection, dataset: str | None) -> int:
    targets = list_sla_targets(conn, dataset)
    if dataset is not None and not targets:
        sys.stderr.write(f"{dataset} has no policy: every ticket's state is unknown\n")
        return 1
    for name, cluster, target, at_risk, is_default in targets:
        note = "  (shipped default)" if is_default else ""
        sys.stdout.write(
            f"{_name(name, cluster)}: target {_time(target)}, at risk {_time(at_risk)}{note}\n"
        )
    return 0


def _set(conn: Connection, options: argparse.Namespace) -> int:
    target = SlaTarget(options.dataset, options.cluster, options.target, options.at_risk)
    has_open_tickets = set_sla_target(conn, target)
    where = _name(options.dataset, options.cluster)
    sys.stdout.write(f"{where}: target {_time(options.target)}, at risk {_time(options.at_risk)}\n")
    if not has_open_tickets:
        sys.stdout.write(f"note: {where} has no open ticket now\n")
    return 0


def _name(dataset: str, cluster: str | None) -> str:
    return f"{dataset}, cluster {cluster}" if cluster else dataset


def _time(total: int) -> str:
    parts = [(total // 1440, "d"), (total % 1440 // 60, "h"), (total % 60, "m")]
    return " ".join(f"{count}{unit}" for count, unit in parts if count)
