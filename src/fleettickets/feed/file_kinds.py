"""Name what a file is that cannot be read: another format, or another encoding."""

import codecs
import gzip
import zlib
from contextlib import suppress
from typing import BinaryIO, NamedTuple, cast

_GZIP = b"\x1f\x8b"
_KINDS = {
    b"PK\x03\x04": "a zip file or a spreadsheet; upload the CSV file, plain or gzip",
    b"PK\x05\x06": "an empty zip file; upload the CSV file, plain or gzip",
    b"BZh": "a bzip2 file; upload it plain or gzip",
    b"\xfd7zXZ\x00": "an xz file; upload it plain or gzip",
    b"\x28\xb5\x2f\xfd": "a zstd file; upload it plain or gzip",
    b"7z\xbc\xaf\x27\x1c": "a 7z file; upload the CSV file, plain or gzip",
    b"\x04\x22\x4d\x18": "an lz4 file; upload it plain or gzip",
    b"\x1f\x9d": "a file of compress; upload it plain or gzip",
    b"Rar!": "a rar file; upload the CSV file, plain or gzip",
    b"\xd0\xcf\x11\xe0": "a file of Microsoft Office; export it as CSV",
    b"%PDF-": "a PDF file; upload the CSV file, plain or gzip",
    b"PAR1": "a Parquet file; export it as CSV",
    b"SQLite format 3\0": "an SQLite file; export it as CSV",
    b"<": "HTML or XML, perhaps the page of a login or an error; upload the CSV file",
    b"{": "JSON; export it as CSV",
    b"[": "JSON; export it as CSV",
    b"\xef\xbb\xbf<": "HTML or XML, perhaps the page of a login or an error; upload the CSV file",
    b"\xff\xfe\x00\x00": "UTF-32; export it as UTF-8",
    b"\x00\x00\xfe\xff": "UTF-32; export it as UTF-8",
    b"\xff\xfe": "UTF-16; export it as UTF-8",
    b"\xfe\xff": "UTF-16; export it as UTF-8",
}
_HEAD_BYTES = 64
_BLOCK_BYTES = 1 << 16


class BadByte(NamedTuple):
    """The first byte of a file that is not UTF-8."""

    line: int
    column: int
    """In bytes, from 1."""
    value: int


def unpacked(stream: BinaryIO) -> BinaryIO:
    """Return the stream from its start, decompressed if it is gzip."""
    stream.seek(0)
    is_packed = stream.read(len(_GZIP)) == _GZIP
    stream.seek(0)
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb")) if is_packed else stream


def first_bytes(plain: BinaryIO) -> bytes:
    """Return the first bytes and go back; none if they cannot be read, which shows up later."""
    head = b""
    with suppress(OSError, EOFError, zlib.error):
        head = plain.read(_HEAD_BYTES)
    plain.seek(0)
    return head


def kind_of(head: bytes, *, is_packed: bool) -> str | None:
    """Return what the file is, if it begins like something else than a CSV file in UTF-8."""
    if is_packed and head.startswith(_GZIP):
        return "compressed twice with gzip; compress it once"
    for magic, kind in _KINDS.items():
        if head.startswith(magic):
            return kind
    for offset in (0, 1):
        if len(head) >= _HEAD_BYTES and head[offset::2] == bytes(_HEAD_BYTES // 2) and any(head):
            return "UTF-16 without a byte-order mark; export it as UTF-8"
    return None


def first_bad_byte(stream: BinaryIO) -> BadByte | None:
    """Return the first byte that is not UTF-8; None if it cannot be found."""
    plain = unpacked(stream)
    lines, in_line, pending = 1, 0, b""
    with suppress(OSError, EOFError, zlib.error):
        while block := plain.read(_BLOCK_BYTES):
            content = pending + block
            try:
                _, used = codecs.utf_8_decode(content, "strict", False)  # noqa: FBT003 - positional
            except UnicodeDecodeError as error:
                before = content[: error.start]
                start = before.rfind(b"\n") + 1
                column = len(before) - start + (0 if start else in_line) + 1
                return BadByte(lines + before.count(b"\n"), column, content[error.start])
            taken, pending = content[:used], content[used:]
            lines += taken.count(b"\n")
            end = taken.rfind(b"\n") + 1
            in_line = len(taken) - end if end else in_line + len(taken)
    if pending:
        return BadByte(lines, in_line + 1, pending[0])
    return None


def describe(bad: BadByte) -> str:
    """Return what the byte is, and which encoding it may belong to."""
    text = f"byte 0x{bad.value:02X} at column {bad.column}"
    with suppress(UnicodeDecodeError):
        shown = bytes([bad.value]).decode("cp1252")
        if shown.isprintable():
            return f"{text} ({shown!r} in Windows-1252); export it as UTF-8"
    return f"{text}; export it as UTF-8"
