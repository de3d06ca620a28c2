"""Settings, read from the environment once and handed down.

Secrets are left out of every repr.
"""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from fleettickets.errors import SettingError

_LARGEST = 1_000_000
_HOST = re.compile(r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.ASCII)


def required(environ: Mapping[str, str], name: str) -> str:
    """Return the setting's value.

    Raises:
        SettingError: it is absent or blank.
    """
    value = environ.get(name, "").strip()
    if not value:
        raise SettingError(name, "is not set")
    return value


@dataclass(frozen=True, slots=True)
class BucketSettings:
    """Where the change stream lies; any S3 server, addressed path-style."""

    endpoint: str
    bucket: str
    region: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    timeout_s: int = 60
    """How long a request may bring nothing: no whole answer, or no 256 KiB more of a file."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read ``RUSTFS_*``; region, bucket and timeout have defaults."""
        return cls(
            endpoint=_endpoint(required(environ, "RUSTFS_ENDPOINT")),
            bucket=environ.get("RUSTFS_BUCKET") or "isptickets",
            region=environ.get("RUSTFS_REGION") or "us-east-1",
            access_key=required(environ, "RUSTFS_ACCESS_KEY"),
            secret_key=required(environ, "RUSTFS_SECRET_KEY"),
            timeout_s=_count(environ, "RUSTFS_TIMEOUT_S", 60),
        )


def database_url(environ: Mapping[str, str] = os.environ) -> str:
    """Return ``DATABASE_URL``, a libpq URL or keyword string. It may hold a password.

    Raises:
        SettingError: it is absent or blank.
    """
    return required(environ, "DATABASE_URL")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the import takes at once."""

    max_file_bytes: int = 2 << 30
    """The largest change file, after decompression."""
    max_line_bytes: int = 16 << 20
    """The longest line; a file with a longer one is no CSV."""
    max_columns: int = 1_000
    max_rejects: int = 10_000
    """The most rejects and warnings that are kept of a file; all are counted."""
    batch_files: int = 2_000
    """The most files that are applied in one transaction."""
    batch_bytes: int = 128 << 20
    """The most bytes, as stored, that are applied in one transaction; one file may hold more."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read ``FLEETTICKETS_MAX_…`` and ``FLEETTICKETS_BATCH_FILES`` (README.md#settings)."""
        return cls(
            max_file_bytes=_count(environ, "FLEETTICKETS_MAX_FILE_MIB", 2048) << 20,
            max_line_bytes=_count(environ, "FLEETTICKETS_MAX_LINE_MIB", 16) << 20,
            max_columns=_count(environ, "FLEETTICKETS_MAX_COLUMNS", 1_000),
            max_rejects=_count(environ, "FLEETTICKETS_MAX_REJECTS", 10_000),
            batch_files=_count(environ, "FLEETTICKETS_BATCH_FILES", 2_000),
        )


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """What the HTTP API allows itself, and what the page is told."""

    pool_size: int = 8
    """The most reports that the database is asked for at once."""
    wait_s: int = 5
    """How long a request waits for its turn."""
    statement_timeout_s: int = 15
    export_timeout_s: int = 120
    cache_bytes: int = 64 << 20
    max_streams: int = 200
    """The most event streams at once; one address may hold half of them."""
    token_tries: int = 10
    """How many wrong tokens an address may send at once."""
    token_tries_a_minute: int = 10
    is_token_required: bool = False
    """Whether a token is needed on loopback too."""
    proxies: tuple[str, ...] = ()
    """Addresses of proxies whose X-Forwarded-For is believed."""
    map_style_url: str | None = None
    map_style_origins: tuple[str, ...] = ()
    """Where the style's own files come from: its origin, and what is set beside it."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read ``FLEETTICKETS_*`` and ``MAP_STYLE_*`` (docs/api.md#settings)."""
        style = environ.get("MAP_STYLE_URL", "").strip() or None
        origins = environ.get("MAP_STYLE_ORIGINS", "").split()
        if style and not style.startswith("/"):
            origins.insert(0, style)
        return cls(
            pool_size=_count(environ, "FLEETTICKETS_POOL_SIZE", 8),
            wait_s=_count(environ, "FLEETTICKETS_POOL_WAIT_S", 5),
            statement_timeout_s=_count(environ, "FLEETTICKETS_STATEMENT_TIMEOUT_S", 15),
            export_timeout_s=_count(environ, "FLEETTICKETS_EXPORT_TIMEOUT_S", 120),
            cache_bytes=_count(environ, "FLEETTICKETS_CACHE_MIB", 64) << 20,
            max_streams=_count(environ, "FLEETTICKETS_MAX_STREAMS", 200),
            is_token_required=_flag(environ, "FLEETTICKETS_REQUIRE_TOKEN"),
            token_tries=_count(environ, "FLEETTICKETS_TOKEN_TRIES", 10),
            token_tries_a_minute=_count(environ, "FLEETTICKETS_TOKEN_TRIES_A_MINUTE", 10),
            proxies=_proxies(environ.get("FLEETTICKETS_PROXIES", "")),
            map_style_url=style,
            map_style_origins=tuple(dict.fromkeys(_origin(text) for text in origins)),
        )


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """Where changes of what is wrong are told."""

    url: str | None = field(default=None, repr=False)
    """None: nowhere. It is a secret: whoever has it can post there."""
    every_s: int = 60
    """How often a server looks."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read ``ALERT_WEBHOOK_URL`` and ``FLEETTICKETS_ALERT_EVERY_S``.

        Raises:
            SettingError: one cannot be used. The message never shows the URL.
        """
        url = environ.get("ALERT_WEBHOOK_URL", "").strip() or None
        if url is not None:
            _check_webhook(url)
        return cls(url, _count(environ, "FLEETTICKETS_ALERT_EVERY_S", 60))


def retry_time_s(environ: Mapping[str, str] = os.environ) -> int:
    """Return for how long a server that is away is tried again, in seconds."""
    return _count(environ, "FLEETTICKETS_RETRY_S", 30)


def lock_wait_s(environ: Mapping[str, str] = os.environ) -> int:
    """Return for how long a statement waits for a lock of another session, in seconds."""
    return _count(environ, "FLEETTICKETS_LOCK_WAIT_S", 300)


def _count(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _LARGEST):
        raise SettingError(name, f"expected a whole number above 0, got {text!r}")
    return int(text)


def _flag(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name, "").strip().lower()
    if text not in {"", "0", "1", "false", "true", "no", "yes"}:
        raise SettingError(name, f"expected true or false, got {text!r}")
    return text in {"1", "true", "yes"}


def _proxies(text: str) -> tuple[str, ...]:
    """Return addresses and networks; one of everybody would let anybody claim any address."""
    found = tuple(text.replace(",", " ").split())
    for address in found:
        try:
            is_usable = ipaddress.ip_network(address).prefixlen > 0
        except ValueError:
            is_usable = False
        if not is_usable:
            problem = f"expected addresses or networks of proxies, got {address!r}"
            raise SettingError("FLEETTICKETS_PROXIES", problem)
    return found


def _endpoint(text: str) -> str:
    """Return the URL of an S3 server; the message never shows it, for it may hold a password."""
    try:
        url = urlsplit(text)
        is_usable = url.scheme in {"http", "https"} and bool(url.hostname) and url.port != 0
    except ValueError:
        is_usable = False
    if not is_usable:
        raise SettingError("RUSTFS_ENDPOINT", "expected http(s)://host[:port]")
    if url.username is not None or url.query or url.fragment:
        problem = "must hold no user or password; set RUSTFS_ACCESS_KEY and RUSTFS_SECRET_KEY"
        raise SettingError("RUSTFS_ENDPOINT", problem)
    return text


def _check_webhook(text: str) -> None:
    try:
        url = urlsplit(text)
        is_usable = url.scheme in {"http", "https"} and bool(url.hostname) and url.port != 0
    except ValueError:
        is_usable = False
    if not (is_usable and text.isascii() and text.isprintable() and " " not in text):
        raise SettingError("ALERT_WEBHOOK_URL", "expected http(s)://host[:port]/path")
    if url.username is not None or url.fragment:
        raise SettingError("ALERT_WEBHOOK_URL", "must hold no user, password or #fragment")


def _origin(text: str) -> str:
    """Return scheme and host of a URL, and nothing that could widen a Content-Security-Policy."""
    try:
        url = urlsplit(text)
        host, port = url.hostname or "", f":{url.port}" if url.port else ""
    except ValueError:
        host, port = "", ""
    if not _HOST.fullmatch(host) or url.scheme not in {"http", "https"}:
        raise SettingError("MAP_STYLE_URL", f"expected /path or http(s)://host/path, got {text!r}")
    return f"{url.scheme}://{host}{port}"
