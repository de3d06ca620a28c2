"""What a file is that cannot be read is named: by its line and byte, or its kind."""

import bz2
import gzip
import io
import lzma
import zipfile

import pytest

from fleettickets.config import Limits
from fleettickets.errors import UnreadableFileError
from fleettickets.feed.parse import ChangeFile
from tests.support.feed import csv_of, key, row

MANY = csv_of([row(f"T{n}") for n in range(3_000)])
NAMED = csv_of([row("T1"), row("T2", owner="Zoë")])


def zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("export.csv", content)
    return packed.getvalue()


def refusal(content: bytes) -> str:
    file = ChangeFile(key(0), io.BytesIO(content), key_at=None, limits=Limits())
    with pytest.raises(UnreadableFileError) as caught:
        list(file.chunks())
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (NAMED.decode().encode("cp1252"), "line 3: is not UTF-8: byte 0xEB at column"),
        (NAMED.decode().encode("cp1252"), "('ë' in Windows-1252)"),
        (MANY + NAMED.decode().encode("cp1252").split(b"\n", 1)[1], "line 3003: is not UTF-8"),
        (gzip.compress(NAMED.decode().encode("cp1252")), "line 3: is not UTF-8: byte 0xEB"),
        (csv_of([row("T1", owner="x")]).replace(b",x,", b",\x93x\x94,"), "byte 0x93 at column"),
        (csv_of([row("T1")]) + b"\xff", "line 3: is not UTF-8: byte 0xFF at column 1"),
        (csv_of([row("T1")]) + b"\xc3", "line 3: is not UTF-8: byte 0xC3 at column 1"),
        (NAMED.decode().encode("utf-16"), "is not UTF-8: it is UTF-16"),
        (NAMED.decode().encode("utf-16-le"), "it is UTF-16 without a byte-order mark"),
        (NAMED.decode().encode("utf-16-be"), "it is UTF-16 without a byte-order mark"),
        (b"\xfe\xff" + NAMED.decode().encode("utf-16-be"), "it is UTF-16"),
        (NAMED.decode().encode("utf-32"), "it is UTF-32"),
        (gzip.compress(NAMED.decode().encode("utf-16")), "it is UTF-16"),
        (zipped(NAMED), "it is a zip file"),
        (gzip.compress(zipped(NAMED)), "it is a zip file"),
        (bz2.compress(NAMED), "it is a bzip2 file"),
        (lzma.compress(NAMED), "it is an xz file"),
        (gzip.compress(gzip.compress(NAMED)), "it is compressed twice with gzip"),
        (b"\x04\x22\x4d\x18" + NAMED, "it is an lz4 file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is a file of Microsoft Office"),
        (b"%PDF-1.4\n", "it is a PDF file"),
        (b"PAR1\x15\x04", "it is a Parquet file"),
        (b"\x1f\x9d\x90", "it is a file of compress"),
        (b"<!DOCTYPE html><title>Log in</title>", "is not CSV: it is HTML or XML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "it is HTML or XML"),
        (b'[{"ticket_id": "T1"}]', "is not CSV: it is JSON"),
        (NAMED.decode().encode("gb18030"), "line 3: is not UTF-8: byte 0x81 at column"),
        (NAMED.decode().encode("mac-roman"), "line 3: is not UTF-8: byte 0x91 at column"),
    ],
)
def test_what_a_file_is_that_cannot_be_read_is_named(content: bytes, words: str) -> None:
    assert words in refusal(content)
    assert key(0) in refusal(content)


def test_the_column_of_a_bad_byte_counts_bytes() -> None:
    content = csv_of([row("T1")]).split(b"\n")[0] + b"\nT1,\xe9"

    assert "line 2: is not UTF-8: byte 0xE9 at column 4" in refusal(content)
