"""``fleettickets sla set|unset|list``: how long tickets may stay open."""

import argparse
import re
import sys

from fleettickets.commands.runner import Command, Parser, UsageError
from fleettickets.commands.session import in_session
from fleettickets.config import DatabaseSettings
from fleettickets.store.connect import Connection
from fleettickets.store.sla_policy import (
    SlaTarget,
    list_sla_targets,
    set_sla_target,
    unset_sla_target,
)
from fleettickets.store.snapshot import named_datasets

_UNIT_MINUTES = {"": 1, "m": 1, "h": 60, "d": 24 * 60}
_MAX_MINUTES = 10 * 366 * 24 * 60


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
    # A blank name from a script would otherwise set the targets of the whole ticket type.
    if not text.strip():
        problem = "expected a cluster's name; leave it out for the whole ticket type"
        raise argparse.ArgumentTypeError(problem)
    return text


def _add_options(parser: Parser) -> None:
    add = parser.actions("set|unset|list")
    listing = add("list", "show the targets", _list)
    listing.add_argument("dataset", nargs="?", help="a ticket type, such as inc (default: all)")
    setting = add("set", "set the targets of a ticket type, or of one cluster", _set)
    setting.add_argument("dataset", help="a ticket type, such as inc")
    setting.add_argument(
        "--cluster", type=_cluster, help="only for this cluster, spelled as in the feed"
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
    unsetting = add(
        "unset", "remove a cluster's own targets, so that the ticket type's hold", _unset
    )
    unsetting.add_argument("dataset", help="a ticket type, such as inc")
    unsetting.add_argument("--cluster", type=_cluster, required=True)


def _work(options: argparse.Namespace) -> int | None:
    if options.run is _set and options.at_risk > options.target:
        raise UsageError("--at-risk must not be after --target")
    return in_session("sla", _run)(options)


def _run(conn: Connection, options: argparse.Namespace) -> int | None:
    known = [known.dataset for known in named_datasets(conn)]
    if options.dataset not in (None, *known):
        raise UsageError(f"unknown ticket type {options.dataset!r}, expected {', '.join(known)}")
    status: int | None = options.run(conn, options)
    return status


def _unset(conn: Connection, options: argparse.Namespace) -> int:
    if not unset_sla_target(conn, options.dataset, options.cluster):
        sys.stderr.write(f"{_name(options.dataset, options.cluster)} has no targets of its own\n")
        return 1
    sys.stdout.write(
        f"{_name(options.dataset, options.cluster)}: removed; the targets of {options.dataset} "
        "hold\n"
    )
    return 0


def _list(conn: Connection, options: argparse.Namespace) -> int:
    dataset: str | None = options.dataset
    targets = list_sla_targets(conn, dataset)
    if dataset is not None and not targets:
        sys.stderr.write(f"{dataset} has no policy: every ticket's state is unknown\n")
        return 1
    for name, cluster, target, at_risk, is_default, remark in targets:
        source = f"shipped default: {remark}" if remark else "shipped default"
        note = f"  ({source})" if is_default else ""
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


main = Command(
    description="Show or change how long tickets may stay open. TIME is 90m, 24h or 5d.",
    add_options=_add_options,
    work=_work,
    settings=(DatabaseSettings,),
)
