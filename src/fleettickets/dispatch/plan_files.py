"""A plan as a file: CSV, iCalendar, GPX or GeoJSON, from the document of a plan."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from fleettickets.domain.cells import inert

Document = dict[str, Any]

_COLUMNS = (
    "crew",
    "stop",
    "dataset",
    "ticket_id",
    "arrives_at",
    "starts_at",
    "ends_at",
    "latitude",
    "longitude",
    "travel_minutes",
    "late_minutes",
    "is_pinned",
    "reason",
)
_GPX_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx version="1.1" creator="fleettickets" xmlns="http://www.topografix.com/GPX/1/1">\n'
)
_FOLD_AT = 73
"""iCalendar lines are at most 75 bytes long, the blank that continues one included."""


def as_csv(plan: Document) -> str:
    """Return a row for each ticket; those that are left out have no crew but a reason."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for crew, number, stop in _stops(plan):
        for dataset, ticket in zip(stop["datasets"], stop["tickets"], strict=True):
            row = {**stop, "crew": inert(crew), "stop": number}
            writer.writerow(row | {"dataset": dataset, "ticket_id": inert(ticket)})
    for line in plan["unassigned"]:
        writer.writerow({**line, "ticket_id": inert(line["ticket_id"])})
    return out.getvalue()


def as_ics(plan: Document) -> str:
    """Return an iCalendar event for each stop (RFC 5545)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fleettickets//dispatch//EN"]
    made = _utc(plan.get("made_at") or plan["planned_from"])
    for crew, number, stop in _stops(plan):
        tickets = ", ".join(stop["tickets"])
        place = f"{stop['latitude']:.6f};{stop['longitude']:.6f}"
        uid = f"{plan['plan_on']}-{stop['datasets'][0]}-{stop['tickets'][0]}@fleettickets"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_ics_text(uid)}",
            f"DTSTAMP:{made}",
            f"DTSTART:{_utc(stop['starts_at'])}",
            f"DTEND:{_utc(stop['ends_at'])}",
            f"SUMMARY:{_ics_text(f'{crew} {number}: {tickets}')}",
            f"GEO:{place}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def as_gpx(plan: Document) -> str:
    """Return a route for each crew (GPX 1.1)."""
    parts = [_GPX_HEAD]
    for crew in plan["crews"]:
        if not crew["stops"]:
            continue
        parts.append(f"<rte><name>{_xml(crew['crew'])}</name>\n")
        for stop in crew["stops"]:
            at = datetime.fromisoformat(stop["starts_at"]).astimezone(UTC)
            parts.append(
                f'<rtept lat="{stop["latitude"]:.6f}" lon="{stop["longitude"]:.6f}">'
                f"<time>{at:%Y-%m-%dT%H:%M:%SZ}</time>"
                f"<name>{_xml(', '.join(stop['tickets']))}</name></rtept>\n"
            )
        parts.append("</rte>\n")
    return "".join([*parts, "</gpx>\n"])


def as_geojson(plan: Document) -> str:
    """Return a point for each stop, and a line for each crew that has two stops or more."""
    features: list[Document] = []
    for crew, number, stop in _stops(plan):
        place = [stop["longitude"], stop["latitude"]]
        shown = {key: stop[key] for key in stop if key not in {"latitude", "longitude"}}
        features.append(_feature("Point", place, {"crew": crew, "stop": number, **shown}))
    for crew in plan["crews"]:
        line = [[stop["longitude"], stop["latitude"]] for stop in crew["stops"]]
        if len(line) > 1:
            features.append(_feature("LineString", line, {"crew": crew["crew"]}))
    return json.dumps({"type": "FeatureCollection", "features": features}) + "\n"


FORMATS: dict[str, Callable[[Document], str]] = {
    "csv": as_csv,
    "ics": as_ics,
    "gpx": as_gpx,
    "geojson": as_geojson,
}


def _stops(plan: Document) -> Iterator[tuple[str, int, Document]]:
    for crew in plan["crews"]:
        for number, stop in enumerate(crew["stops"], 1):
            yield crew["crew"], number, stop


def _feature(kind: str, coordinates: list[Any], properties: Document) -> Document:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _utc(instant: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _ics_text(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r", " ").replace("\n", " ")


def _folded(line: str) -> Iterator[str]:
    """Yield the line in pieces that no reader cuts, each but the first after a blank."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _FOLD_AT:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += width
    yield piece


def _xml(text: str) -> str:
    # XML 1.0 has no place for control characters.
    return escape("".join(letter if letter.isprintable() else " " for letter in text))
