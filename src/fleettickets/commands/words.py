"""``fleettickets words set|unset|list``: which words of a status say that a ticket is closed."""

import argparse
import sys
from collections.abc import Iterator, Sequence

from fleettickets.commands.runner import Command, Parser
from fleettickets.commands.session import in_session
from fleettickets.config import DatabaseSettings
from fleettickets.domain.screen import one_line
from fleettickets.store.connect import Connection
from fleettickets.store.status_words import (
    SeenStatus,
    list_status_words,
    list_statuses,
    set_status_words,
    unset_status_words,
)

_MEANINGS = (
    "open: not closed; negates: a phrase of closed tickets right after it is one of open tickets"
)


def _phrase(text: str) -> str:
    if not any(character.isalnum() for character in text):
        problem = f"expected one or more words, such as 'closed skipped'; got {text!r}"
        raise argparse.ArgumentTypeError(problem)
    return text


def _add_options(parser: Parser) -> None:
    add = parser.actions("set|unset|list")
    add("list", "show the words, and the statuses that have been seen", _list)
    setting = add("set", "set what a word or phrase says of a ticket", _set)
    setting.add_argument("phrase", type=_phrase, help="whole words, in any case")
    setting.add_argument("meaning", choices=("open", "closed", "negates"), help=_MEANINGS)
    setting.add_argument("--note", help="why, for those who read the list")
    unsetting = add("unset", "remove a word or phrase", _unset)
    unsetting.add_argument("phrase", type=_phrase, help="whole words, in any case")


def _run(conn: Connection, options: argparse.Namespace) -> int | None:
    status: int | None = options.run(conn, options)
    return status


def _list(conn: Connection, _: argparse.Namespace) -> int:
    for words in list_status_words(conn):
        source = "shipped default" if words.is_default else words.note
        note = f"  ({one_line(source)})" if source else ""
        sys.stdout.write(f"{words.phrase}: {words.meaning}{note}\n")
    statuses = list_statuses(conn)
    sys.stdout.write("\nstatuses seen:\n" if statuses else "\nno status has been seen yet\n")
    for status in statuses:
        sys.stdout.write(f"  {_described(status)}\n")
    return 0


def _set(conn: Connection, options: argparse.Namespace) -> int:
    changed = set_status_words(conn, options.phrase, options.meaning, options.note)
    sys.stdout.write(f"{one_line(options.phrase)}: {options.meaning}\n")
    sys.stdout.writelines(_consequences(changed))
    return 0


def _unset(conn: Connection, options: argparse.Namespace) -> int:
    changed = unset_status_words(conn, options.phrase)
    if changed is None:
        sys.stderr.write(f"{one_line(options.phrase)} is not in the list\n")
        return 1
    sys.stdout.write(f"{one_line(options.phrase)}: removed\n")
    sys.stdout.writelines(_consequences(changed))
    return 0


def _consequences(changed: Sequence[SeenStatus]) -> Iterator[str]:
    for status in changed:
        yield f"  {_described(status)}\n"
    for dataset in sorted({status.dataset for status in changed}):
        yield (
            f"note: the tickets of {dataset} follow; `fleettickets replay {dataset}` makes their "
            "history follow too\n"
        )


def _described(status: SeenStatus) -> str:
    meaning = status.meaning or "no rule knows it, or its words disagree; it counts as not closed"
    return f"{status.dataset}, status {one_line(status.status)!r}: {meaning}"


main = Command(
    description="Show or change which words of a status say that a ticket is closed. The phrases "
    "that a status holds must agree, but for those inside a longer one.",
    add_options=_add_options,
    work=in_session("words", _run),
    settings=(DatabaseSettings,),
)
