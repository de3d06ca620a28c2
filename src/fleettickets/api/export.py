"""Rows as a CSV file for a spreadsheet: RFC 4180, UTF-8 with a byte-order mark, EAT times.

Text is made inert (domain/cells.py). Numbers need no such care: they come from typed columns.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo

from fleettickets.domain.cells import inert
from fleettickets.domain.dataset import EAT

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"

_BOM = "\N{BYTE ORDER MARK}"
_IN_A_NAME = re.compile(r"[^A-Za-z0-9.]+")


def header_line(model: type[BaseModel]) -> bytes:
    """Return the byte-order mark and the header; the model describes the rows."""
    columns = [_column(name, field) for name, field in model.model_fields.items()]
    return (_BOM + _lines([(*columns, "filters")])).encode()


def lines(rows: Sequence[Sequence[Any]], filters: Mapping[str, Any]) -> bytes:
    """Return rows of a function as lines; each ends with the filters."""
    description = inert(describe(filters))
    return _lines([(*map(_cell, row), description) for row in rows]).encode()


def describe(filters: Mapping[str, Any]) -> str:
    """Return the filters as one text."""
    return "; ".join(f"{name}={_word(value)}" for name, value in filters.items())


def file_name(dataset: str, filters: Mapping[str, Any], as_of: datetime) -> str:
    """Return a name made of dataset, filters and as-of, in plain characters."""
    given = [_word(value) for value in filters.values()]
    at = f"{as_of.astimezone(EAT):%Y-%m-%dT%H%M}-EAT"
    words = [_IN_A_NAME.sub("-", word).strip("-.")[:40] for word in [dataset, *given, "as-of", at]]
    return "_".join(filter(None, words)) + ".csv"


def _column(name: str, field: FieldInfo) -> str:
    is_time = AwareDatetime in (field.annotation, *get_args(field.annotation))
    return f"{name}_eat" if is_time else name


def _word(value: object) -> str:
    return f"{value.astimezone(EAT):%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else str(value)


def _cell(value: object) -> object:
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(EAT):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def _lines(rows: Sequence[Sequence[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
