"""Split a SQL script into statements, each with the line that it starts on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<space> \s+ | --[^\n]* )
    | (?P<comment> /\* )
    | (?P<quoted>
          [eE]'(?: [^'\\] | \\. | '' )*'
        | '(?: [^'] | '' )*'
        | "(?: [^"] | "" )*"
        | \$(?P<tag> (?: [^\W\d]\w* )? )\$ .*? \$(?P=tag)\$
      )
    | (?P<word> [^\W\d][\w$]* )
    | (?P<other> \d[\w$]* | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT_EDGE = re.compile(r"/\*|\*/")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement without its semicolon; ``words`` are its first four, in upper case."""

    text: str
    line: int
    words: tuple[str, ...]


def split_statements(script: str) -> list[Statement]:
    """Return the script's statements in order, without the comments between them.

    Like psql, it understands quotes, dollar quotes, nested comments, parentheses and the
    ``BEGIN ATOMIC … END`` bodies of SQL-standard functions. It leaves an unclosed quote or comment
    in place, so that PostgreSQL reports it.
    """
    found: list[Statement] = []
    words: list[str] = []
    start, parens, blocks = -1, 0, 0
    for kind, at, piece in _tokens(script):
        if piece == ";" and parens <= 0 and blocks == 0:
            if start >= 0:
                found.append(_statement(script, start, at, words))
            start, words, parens = -1, [], 0
            continue
        start = at if start < 0 else start
        parens += {"(": 1, ")": -1}.get(piece, 0)
        if kind == "word":
            words.append(piece.upper())
            blocks += _block_change(words, blocks)
    if start >= 0:
        found.append(_statement(script, start, len(script), words))
    return found


def _tokens(script: str) -> Iterator[tuple[str, int, str]]:
    at = 0
    while match := _TOKEN.match(script, at):
        at = match.end()
        if match.lastgroup == "comment" and (end := _comment_end(script, at)):
            at = end
        elif match.lastgroup != "space":
            yield match.lastgroup or "", match.start(), match.group()


def _comment_end(script: str, at: int) -> int | None:
    depth = 1
    while depth and (edge := _COMMENT_EDGE.search(script, at)):
        depth += 1 if edge.group() == "/*" else -1
        at = edge.end()
    return None if depth else at


def _block_change(words: list[str], blocks: int) -> int:
    if words[0] != "CREATE" or not {"FUNCTION", "PROCEDURE"} & set(words[1:4]):
        return 0
    if words[-1] == "BEGIN" or (words[-1] == "CASE" and blocks):
        return 1
    return -1 if words[-1] == "END" and blocks else 0


def _statement(script: str, start: int, end: int, words: list[str]) -> Statement:
    line = script.count("\n", 0, start) + 1
    return Statement(script[start:end].rstrip(), line, tuple(words[:4]))
