"""Each documented answer of LocationIQ, over HTTP."""

import json
import logging
import traceback
from dataclasses import replace

import pytest

from fleettickets.domain.place import Candidate, Position, Question
from fleettickets.errors import (
    FleetTicketsError,
    GeocoderFaultError,
    GeocoderRefusedError,
    RateLimitedError,
)
from fleettickets.geocoding.locationiq import LocationIQ
from fleettickets.geocoding.settings import GeocoderSettings
from tests.support.geocoder_server import (
    DAY,
    INACTIVE_KEY,
    INVALID_KEY,
    KEY,
    MINUTE,
    NO_MATCH,
    NOT_ENABLED,
    RESTRICTED,
    SECOND,
    UNKNOWN,
    GeocoderServer,
    Reply,
    found,
    place,
    refused,
)

SLOW = ("slow", "slow head", "drip")
QUESTION = Question("kitisuru road", Position(36.77, -1.233), 25_000)


def ask(settings: GeocoderSettings, server: GeocoderServer, reply: Reply) -> list[Candidate]:
    server.replies = [reply]
    hasty = replace(settings, timeout_s=0.5) if reply in SLOW else settings
    return LocationIQ(hasty).search(QUESTION)


def test_a_request_has_the_documented_parameters(
    settings: GeocoderSettings, server: GeocoderServer
) -> None:
    ask(settings, server, NO_MATCH)

    assert server.searches == [
        {
            "key": KEY,
            "q": "kitisuru road",
            "format": "json",
            "matchquality": "1",
            "addressdetails": "1",
            "dedupe": "1",
            "limit": "5",
            "countrycodes": "ke,ug",
            "viewbox": "36.54512,-1.45783,36.99488,-1.00817",
            "bounded": "1",
        }
    ]


def test_places_are_read_with_their_match_quality(
    settings: GeocoderSettings, server: GeocoderServer
) -> None:
    number = place(
        display_name="104, Church Road, Nairobi, Kenya",
        matchquality={"matchcode": "fallback", "matchtype": "centroid", "matchlevel": "street"},
        address={},
    )

    assert ask(settings, server, found(place(), number)) == [
        Candidate(Position(36.77, -1.233), "Kitisuru", "neighbourhood", "ke"),
        Candidate(Position(36.77, -1.233), "Church Road", "street", None, is_exact=False),
    ]


def test_unable_to_geocode_is_a_final_no(
    settings: GeocoderSettings, server: GeocoderServer
) -> None:
    assert ask(settings, server, NO_MATCH) == []


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (INVALID_KEY, GeocoderRefusedError, "the key is wrong"),
        (INACTIVE_KEY, GeocoderRefusedError, "the key is not active"),
        (NOT_ENABLED, GeocoderRefusedError, "not enabled"),
        (RESTRICTED, GeocoderRefusedError, "access is restricted"),
        ((404, b"<html>"), GeocoderRefusedError, "has no such service"),
        (SECOND, RateLimitedError, "this second"),
        (MINUTE, RateLimitedError, "this minute"),
        (DAY, RateLimitedError, "this day"),
        (refused(429, "Slow down"), RateLimitedError, "this minute"),
        (refused(400, "Invalid Request"), GeocoderFaultError, "status 400"),
        (UNKNOWN, GeocoderFaultError, "status 500"),
        ((200, b"[" * (1 << 19)), GeocoderFaultError, "not a list of places"),
        ((302, b""), GeocoderFaultError, "status 302"),
        ((200, b'[{"lat": "-1.2'), GeocoderFaultError, "not a list of places"),
        ((200, b'{"lat": "-1.2"}'), GeocoderFaultError, "not a list of places"),
        (found({"lat": "-1.2"}), GeocoderFaultError, "without a position"),
        (found({"lat": "-91", "lon": "36"}), GeocoderFaultError, "off the globe"),
        ((200, b"[" + b" " * (2 << 20) + b"]"), GeocoderFaultError, "too long"),
        ("slow", GeocoderFaultError, "no complete answer within 0.5 s"),
        ("slow head", GeocoderFaultError, "no complete answer within 0.5 s"),
        ("drip", GeocoderFaultError, "no complete answer within 0.5 s"),
        ("cut", GeocoderFaultError, "the connection failed"),
    ],
)
def test_each_failure_raises_its_error(  # noqa: PLR0913, PLR0917 - fixtures and a table
    settings: GeocoderSettings,
    server: GeocoderServer,
    reply: Reply,
    kind: type[FleetTicketsError],
    words: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    with pytest.raises(kind, match=words) as caught:
        ask(settings, server, reply)

    shown = "".join(traceback.format_exception(caught.value))
    assert KEY not in shown + repr(caught.value) + caplog.text


def test_a_slow_server_is_abandoned_at_the_timeout(
    settings: GeocoderSettings, server: GeocoderServer
) -> None:
    with pytest.raises(GeocoderFaultError):
        ask(settings, server, "slow head")

    assert server.whole_heads == 0


def test_no_message_of_the_http_library_shows_the_key(
    settings: GeocoderSettings, server: GeocoderServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    assert [found.name for found in ask(settings, server, "odd head")] == ["Kitisuru"]

    assert "Failed to parse headers" in caplog.text
    assert "GET /v1/search?…" in caplog.text
    loggers = [  # including those of later versions
        logger
        for name, logger in logging.root.manager.loggerDict.items()
        if name.startswith("urllib3.") and isinstance(logger, logging.Logger)
    ]
    for logger in loggers:
        logger.error("asked for %s", f"https://x.example/v1/search?key={KEY}")
    assert caplog.text.count("x.example/v1/search?…") == len(loggers) > 1
    assert KEY not in caplog.text


@pytest.mark.parametrize(
    "odd",
    [
        {"matchquality": "exact", "address": "Kitisuru"},
        {"matchquality": None, "address": ["ke"]},
        {"display_name": "Kiti\0suru\ud800, Kenya", "matchquality": {}, "address": {}},
    ],
)
def test_malformed_parts_of_a_place_are_ignored(
    settings: GeocoderSettings, server: GeocoderServer, odd: dict[str, object]
) -> None:
    reply = 200, json.dumps([place(**odd)]).encode()

    assert ask(settings, server, reply) == [
        Candidate(Position(36.77, -1.233), "Kitisuru", "city", None, is_exact=False)
    ]


@pytest.mark.parametrize(("status", "is_lasting"), [(400, True), (414, True), (500, False)])
def test_only_a_fault_of_the_request_is_lasting(
    settings: GeocoderSettings, server: GeocoderServer, status: int, *, is_lasting: bool
) -> None:
    with pytest.raises(GeocoderFaultError) as caught:
        ask(settings, server, refused(status, "Invalid Request"))

    assert caught.value.is_lasting is is_lasting


def test_an_absent_server_is_a_fault(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    nowhere = GeocoderSettings("locationiq", "http://127.0.0.1:1/v1", KEY, timeout_s=0.5)

    with pytest.raises(GeocoderFaultError, match="the connection failed") as caught:
        LocationIQ(nowhere).search(QUESTION)

    assert KEY not in "".join(traceback.format_exception(caught.value)) + caplog.text


def test_the_key_is_in_no_repr(settings: GeocoderSettings) -> None:
    assert KEY not in repr(settings) + repr(LocationIQ(settings))


def test_the_balance_counts_the_day_and_the_bonus(
    settings: GeocoderSettings, server: GeocoderServer
) -> None:
    server.balance = (200, b'{"status": "ok", "balance": {"day": 12, "bonus": 3}}')

    assert LocationIQ(settings).balance() == 15


@pytest.mark.parametrize("reply", [UNKNOWN, (200, b"[]"), (200, b'{"balance": {"day": "x"}}')])
def test_a_balance_that_cannot_be_read_is_unknown(
    settings: GeocoderSettings, server: GeocoderServer, reply: Reply
) -> None:
    server.balance = reply

    assert LocationIQ(settings).balance() is None


def test_the_balance_refuses_a_wrong_key(
    settings: GeocoderSettings, server: GeocoderServer
) -> None:
    server.balance = INVALID_KEY

    with pytest.raises(GeocoderRefusedError):
        LocationIQ(settings).balance()
