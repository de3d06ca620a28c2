"""Change files with damage in known places, so that the whole rows are known without reading.

A row is whole if neither its bytes nor the line end before it changed: the reader must find it,
whatever happened to its neighbours. There is one exception (docs/feed.md#files): a quote that the
damage left open in the row above may close at a value of this row that begins with a comma or a
line end.
"""

import csv
import gzip
import io
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.feed import HEADER

TOKENS = [
    *(b'"', b'""', b'"""', b'","', b'",', b',"', b",", b",,,,"),
    *(b"\n", b"\r", b"\r\n", b"\n\n", b"\0", b"\t", b"\\", b"\\N", b"\\.", b"\x1b[2J"),
    *(b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xf0\x9f\x9a\xa8"),
    *(b"EXPORT STOPPED", b"NaN", b"-1", b"1e999", b"99999999999", b"2026-02-30 25:00:00"),
    *(b"0001-01-01", b"infinity", b"x" * 3_000, b"9" * 200, b"'; DROP TABLE", b"=1+1"),
]


@dataclass
class Damaged:
    content: bytes
    whole: list[int]
    """The indexes of the rows that are whole."""


class Mutator:
    """Damages files of these rows; the random generator decides everything."""

    def __init__(self, rows: list[dict[str, str]], rng: random.Random) -> None:
        self.rows = rows
        self._rng = rng
        self._encoded = [encoded(row) for row in rows]
        self._damages: list[Callable[[list[bytes], int], set[int]]] = [
            self._flip,
            self._insert,
            self._insert,
            self._insert,
            self._delete,
            self._splice,
            self._repeat,
            self._join,
            self._replace_field,
            self._replace_field,
            self._swap_fields,
        ]

    def damaged(self) -> Damaged:
        """Return a file with one to four damaged places, and sometimes damage to the whole file."""
        rng, pieces = self._rng, list(self._encoded)
        touched: set[int] = set()
        for _ in range(rng.randint(1, 4)):
            index = rng.randrange(len(pieces))
            if len(pieces[index]) < 2:
                continue
            touched |= rng.choice(self._damages)(pieces, index)
        header = encoded(dict(zip(HEADER, HEADER, strict=True)))
        content = header + b"".join(pieces)
        whole = [
            index
            for index in range(len(pieces))
            if index not in touched and not (index - 1 in touched and self._may_close(index))
        ]
        chance = rng.random()
        if chance < 0.1 and b"\r" not in content:  # a legitimate form of the file
            content = content.replace(b"\n", b"\r\n")
            whole = [index for index in whole if self._encoded[index].count(b"\n") == 1]
        elif chance < 0.2:
            content = b"\xef\xbb\xbf" + content
        elif chance < 0.3:
            content = gzip.compress(content, 1)
        elif chance < 0.4:
            content, whole = self._damage_file(content), []
        return Damaged(content, whole)

    def _may_close(self, index: int) -> bool:
        return any(value.startswith((",", "\n")) for value in self.rows[index].values())

    def _damage_file(self, content: bytes) -> bytes:
        rng = self._rng
        packed = gzip.compress(content, 1)
        place = rng.randrange(len(packed))
        return rng.choice(
            [
                content[: rng.randrange(len(content))],
                packed[:place],
                packed[:place] + rng.randbytes(4) + packed[place + 4 :],
                packed + rng.randbytes(20),
                rng.randbytes(rng.randrange(2_000)),
                content[: rng.randrange(600)] + rng.choice(TOKENS) + content[rng.randrange(600) :],
                content.decode(errors="replace").encode("utf-16"),
                content.replace(b",", b";"),
            ]
        )

    def _flip(self, pieces: list[bytes], index: int) -> set[int]:
        place = self._rng.randrange(len(pieces[index]))
        pieces[index] = _put(pieces[index], place, place + 1, self._rng.randbytes(1))
        # Its last byte is the line end before the next row.
        return {index, index + (place == len(pieces[index]) - 1)}

    def _insert(self, pieces: list[bytes], index: int) -> set[int]:
        place = self._rng.randrange(len(pieces[index]))
        pieces[index] = _put(pieces[index], place, place, self._rng.choice(TOKENS))
        return {index}

    def _delete(self, pieces: list[bytes], index: int) -> set[int]:
        first, last = sorted(self._rng.choices(range(len(pieces[index])), k=2))
        pieces[index] = _put(pieces[index], first, last, b"")
        return {index}

    def _splice(self, pieces: list[bytes], index: int) -> set[int]:
        other = self._encoded[self._rng.randrange(len(pieces))]
        first, last = sorted(self._rng.choices(range(12, len(other)), k=2))  # not its id
        place = self._rng.randrange(len(pieces[index]))
        pieces[index] = _put(pieces[index], place, place, other[first:last])
        return {index}

    def _repeat(self, pieces: list[bytes], index: int) -> set[int]:
        pieces[index] = pieces[index][:-1] * self._rng.randint(2, 4) + b"\n"
        return {index}

    def _join(self, pieces: list[bytes], index: int) -> set[int]:
        pieces[index] = pieces[index].rstrip(b"\r\n")
        return {index, index + 1}

    def _replace_field(self, pieces: list[bytes], index: int) -> set[int]:
        row = dict(self.rows[index])
        value = self._rng.choice(TOKENS) * self._rng.randint(1, 3)
        row[self._rng.choice(HEADER[1:])] = value.decode(errors="replace")
        pieces[index] = encoded(row)
        return {index}

    def _swap_fields(self, pieces: list[bytes], index: int) -> set[int]:
        row = dict(self.rows[index])
        one, other = self._rng.sample(HEADER[1:], 2)
        row[one], row[other] = row.get(other, ""), row.get(one, "")
        pieces[index] = encoded(row)
        return {index}


def encoded(row: dict[str, str]) -> bytes:
    """Return the row as the exporter writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow([row.get(name, "") for name in HEADER])
    return text.getvalue().encode()


def _put(piece: bytes, first: int, last: int, new: bytes) -> bytes:
    return piece[:first] + new + piece[last:]
