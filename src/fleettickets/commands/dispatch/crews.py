"""``dispatch crews import`` and ``dispatch rules``: crews from a file, the rules for jobs."""

import argparse
from pathlib import Path

from fleettickets.commands.dispatch.arguments import say
from fleettickets.commands.runner import Add
from fleettickets.dispatch.crew_file import COLUMNS, read_crews
from fleettickets.domain.screen import one_line
from fleettickets.planner_errors import CrewFileError
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_decisions import RuleLine, list_rules, save_crew


def add_actions(add: Add) -> None:
    """Add the actions."""
    add(
        "rules", "list the job rules, which are defaults, and how many tickets each catches", _rules
    )
    crews = add("crews", "import crews from a file", _import)
    add_crews = crews.actions("import")
    importing = add_crews("import", "add the crews of a CSV file, or change them", _import)
    importing.add_argument(
        "file", type=Path, metavar="FILE.csv", help=f"with the columns {', '.join(COLUMNS)}"
    )
    importing.add_argument("--apply", action="store_true", help="write; without it, only check")
    importing.add_argument(
        "--weekdays",
        type=_weekdays,
        default=[1, 2, 3, 4, 5, 6, 7],
        metavar="DAYS",
        help="the days of these shifts, 1 is Monday, such as 1-5 or 6,7 (default: every day)",
    )


def _weekdays(text: str) -> list[int]:
    days: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        try:
            days |= set(range(int(first), int(last or first) + 1))
        except ValueError:
            days.add(0)
    if not days or not days <= set(range(1, 8)):
        raise argparse.ArgumentTypeError(f"expected days from 1 to 7, got {text!r}")
    return sorted(days)


def _import(conn: Connection, options: argparse.Namespace) -> int:
    file: Path = options.file
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CrewFileError(str(file), line, None, "is not UTF-8") from None
    crews = read_crews(text.splitlines(keepends=True), str(file), options.weekdays)
    if not options.apply:
        say(f"{len(crews)} crews are valid; nothing was written: --apply writes them")
        return 0
    with conn.transaction():
        new = sum(save_crew(conn, crew) for crew in crews)
    say(f"{len(crews)} crews: {new} added, {len(crews) - new} changed")
    return 0


def _rules(conn: Connection, _options: argparse.Namespace) -> int:
    rules = list_rules(conn)
    for rule in rules:
        say(_describe(rule))
    defaults = sum(rule.tickets for rule in rules if rule.is_default)
    if defaults:
        say(f"note: {defaults} open tickets follow shipped defaults (docs/dispatch.md#rules)")
    return 0


def _describe(rule: RuleLine) -> str:
    if rule.rule_id is None:
        return f"{rule.tickets} open tickets that no rule catches"
    conditions = [f"{name} like {value}" for name, value in (rule.conditions or {}).items()]
    where = " and ".join([rule.dataset or "any type", *conditions])
    skills = f", skills {', '.join(rule.skills)}" if rule.skills else ""
    marks = "".join(
        [
            "  (shipped default)" if rule.is_default else "",
            "" if rule.is_active else "  (not active)",
        ]
    )
    return (
        one_line(
            f"{rule.position}. {where}: {rule.minutes} min, priority {rule.priority}{skills}: "
            f"{rule.tickets} open tickets"
        )
        + marks
    )
