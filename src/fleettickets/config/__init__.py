"""Settings, read from the environment once and handed down: each is one entry of a group.

The geocoder's group is in geocoding/settings.py; docs/settings.md lists them all.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from fleettickets.config import kinds
from fleettickets.config.group import Group, setting

_SECONDS = kinds.whole("s")
_NUMBER = kinds.whole()


@dataclass(frozen=True, slots=True)
class DatabaseSettings(Group):
    """Which database, and how long to wait for it."""

    title: ClassVar[str] = "Database"

    url: str = setting(
        "DATABASE_URL",
        kinds.DATABASE,
        "PostgreSQL 15 or later with PostGIS 3.3; a direct connection, not a transaction pooler",
        is_secret=True,
    )
    retry_s: int = setting(
        "FLEETTICKETS_RETRY_S",
        _SECONDS,
        "how long to retry a database or bucket that is unavailable",
        "30",
    )
    lock_wait_s: int = setting(
        "FLEETTICKETS_LOCK_WAIT_S",
        _SECONDS,
        "how long a statement waits for another session's lock",
        "300",
    )


@dataclass(frozen=True, slots=True)
class MigrationSettings(Group):
    """Who else may call the reports."""

    title: ClassVar[str] = "Migration"

    reader_roles: tuple[str, ...] = setting(
        "FLEETTICKETS_READER_ROLES",
        kinds.ROLES,
        "existing roles that every migrate lets call the functions of `reporting`, "
        "comma-separated; set it wherever migrate runs",
        unset=((), "none"),
    )


@dataclass(frozen=True, slots=True)
class BucketSettings(Group):
    """Where the change stream is; any S3 server, addressed path-style."""

    title: ClassVar[str] = "Bucket"

    endpoint: str = setting(
        "RUSTFS_ENDPOINT", kinds.ENDPOINT, "URL of the S3 server, addressed path-style"
    )
    access_key: str = setting(
        "RUSTFS_ACCESS_KEY",
        kinds.ACCESS_KEY,
        "a key that may list, read, write and delete in the bucket",
        is_secret=True,
    )
    secret_key: str = setting(
        "RUSTFS_SECRET_KEY", kinds.TEXT, "the secret that belongs to that key", is_secret=True
    )
    bucket: str = setting("RUSTFS_BUCKET", kinds.BUCKET, "name of the bucket", "isptickets")
    region: str = setting("RUSTFS_REGION", kinds.REGION, "region of the bucket", "us-east-1")
    timeout_s: int = setting(
        "RUSTFS_TIMEOUT_S",
        _SECONDS,
        "abandon a request after this long without a complete answer, or without 256 KiB more of a "
        "file",
        "60",
    )


@dataclass(frozen=True, slots=True)
class Limits(Group):
    """How large files and batches may be."""

    title: ClassVar[str] = "Import limits"

    max_file_bytes: int = setting(
        "FLEETTICKETS_MAX_FILE_MIB", kinds.MEBIBYTES, "largest change file, decompressed", "2048"
    )
    max_line_bytes: int = setting(
        "FLEETTICKETS_MAX_LINE_MIB",
        kinds.MEBIBYTES,
        "longest line; a file with a longer line is refused as not CSV",
        "16",
    )
    max_columns: int = setting(
        "FLEETTICKETS_MAX_COLUMNS", _NUMBER, "maximum columns in a file", "1000"
    )
    max_rejects: int = setting(
        "FLEETTICKETS_MAX_REJECTS",
        _NUMBER,
        "maximum rejects and warnings kept for a file; all are counted",
        "10000",
    )
    max_ahead_h: int = setting(
        "FLEETTICKETS_MAX_AHEAD_H",
        kinds.whole("h"),
        "how far a file's key may be ahead of this machine's clock; others are refused",
        "48",
    )
    batch_files: int = setting(
        "FLEETTICKETS_BATCH_FILES", _NUMBER, "maximum files applied in one transaction", "2000"
    )
    batch_bytes: int = 128 << 20
    """The most bytes, as stored, that are applied in one transaction; one file may hold more."""


@dataclass(frozen=True, slots=True)
class ServeSettings(Group):
    """Limits of the HTTP API, and what the page needs."""

    title: ClassVar[str] = "Server and map"

    pool_size: int = setting(
        "FLEETTICKETS_POOL_SIZE",
        _NUMBER,
        "maximum reports at once; three more connections serve versions and events, two files",
        "8",
    )
    wait_s: int = setting(
        "FLEETTICKETS_POOL_WAIT_S",
        _SECONDS,
        "how long a request waits for a connection before it is answered with 503",
        "5",
    )
    statement_timeout_s: int = setting(
        "FLEETTICKETS_STATEMENT_TIMEOUT_S", _SECONDS, "time limit for the query of a report", "15"
    )
    export_timeout_s: int = setting(
        "FLEETTICKETS_EXPORT_TIMEOUT_S", _SECONDS, "time limit for the query of a CSV file", "120"
    )
    cache_bytes: int = setting(
        "FLEETTICKETS_CACHE_MIB", kinds.MEBIBYTES, "memory for answers, compressed", "64"
    )
    max_streams: int = setting(
        "FLEETTICKETS_MAX_STREAMS",
        _NUMBER,
        "maximum event streams at once; one address may hold half of them",
        "200",
    )
    is_token_required: bool = setting(
        "FLEETTICKETS_REQUIRE_TOKEN",
        kinds.FLAG,
        "require a token on loopback too, as --require-token does; set it behind a proxy",
        "false",
    )
    token_tries: int = setting(
        "FLEETTICKETS_TOKEN_TRIES", _NUMBER, "wrong tokens that an address may send at once", "10"
    )
    token_tries_a_minute: int = setting(
        "FLEETTICKETS_TOKEN_TRIES_A_MINUTE",
        _NUMBER,
        "further wrong tokens that it may send in a minute",
        "10",
    )
    fixes_a_second: int = setting(
        "FLEETTICKETS_FIXES_A_SECOND",
        _NUMBER,
        "positions that a token may send in a second; five times as many at once",
        "20",
    )
    proxies: tuple[str, ...] = setting(
        "FLEETTICKETS_PROXIES",
        kinds.PROXIES,
        "addresses or networks of proxies whose X-Forwarded-For is believed, comma-separated; "
        "without them, all clients of a proxy count as one address",
        unset=((), "none"),
    )
    path: str = setting(
        "FLEETTICKETS_PATH",
        kinds.PATH,
        "path at which a proxy serves the page, if the proxy does not remove it from its requests",
        unset=("", "none"),
    )
    cors_origins: tuple[str, ...] = setting(
        "FLEETTICKETS_CORS_ORIGINS",
        kinds.WHOLE_ORIGINS,
        "other origins whose pages may read the answers, with a token",
        unset=((), "none"),
    )
    map_style_url: str | None = setting(
        "MAP_STYLE_URL",
        kinds.STYLE_URL,
        "a MapLibre style: a URL, or a path on this server",
        unset=(None, "the page's own"),
    )
    map_style_origins: tuple[str, ...] = setting(
        "MAP_STYLE_ORIGINS",
        kinds.ORIGINS,
        "further origins that the style loads from, separated by spaces",
        unset=((), "none"),
    )
    """The style's own origin is the first of them."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Return the group as the environment sets it.

        Raises:
            SettingError: a setting cannot be used.
        """
        # Without arguments, super() would look for the class from before slots were added.
        found = super(ServeSettings, cls).from_env(environ)
        if found.map_style_url is None or found.map_style_url.startswith("/"):
            return found
        origins = (kinds.origin_of(found.map_style_url), *found.map_style_origins)
        return replace(found, map_style_origins=tuple(dict.fromkeys(origins)))


@dataclass(frozen=True, slots=True)
class DispatchSettings(Group):
    """Where the planner asks for travel times."""

    title: ClassVar[str] = "Dispatch"

    travel: str = setting(
        "DISPATCH_TRAVEL",
        kinds.TRAVEL,
        "source of travel times: `estimate` (as the crow flies), `osrm` or `valhalla`",
        "estimate",
    )
    travel_url: str | None = setting(
        "DISPATCH_TRAVEL_URL",
        kinds.ENDPOINT,
        "address of the OSRM or Valhalla server",
        unset=(None, "none"),
    )
    travel_timeout_s: int = setting(
        "DISPATCH_TRAVEL_TIMEOUT_S", kinds.whole("s"), "longest wait for one of its answers", "30"
    )


@dataclass(frozen=True, slots=True)
class TracksolidSettings(Group):
    """Whose trackers ``dispatch positions --poll`` asks Tracksolid Pro about."""

    title: ClassVar[str] = "Tracksolid Pro"

    app_key: str = setting("TRACKSOLID_APP_KEY", kinds.ACCESS_KEY, "the application's key")
    app_secret: str = setting(
        "TRACKSOLID_APP_SECRET", kinds.TEXT, "the secret that belongs to it", is_secret=True
    )
    account: str = setting(
        "TRACKSOLID_ACCOUNT", kinds.TEXT, "the account whose devices are asked about"
    )
    password: str = setting(
        "TRACKSOLID_PASSWORD", kinds.TEXT, "its password; only its MD5 is sent", is_secret=True
    )
    url: str = setting(
        "TRACKSOLID_URL",
        kinds.WEBHOOK,
        "address of the region's API",
        "https://eu-open.tracksolidpro.com/route/rest",
    )
    timeout_s: int = setting("TRACKSOLID_TIMEOUT_S", _SECONDS, "longest wait for an answer", "30")


@dataclass(frozen=True, slots=True)
class AlertSettings(Group):
    """Where alerts are posted."""

    title: ClassVar[str] = "Alerts"

    url: str | None = setting(
        "ALERT_WEBHOOK_URL",
        kinds.WEBHOOK,
        "where to post alerts when they are raised and cleared "
        "(docs/deployment-and-operations.md#watching)",
        unset=(None, "no alerts"),
        is_secret=True,
    )
    every_s: int = setting(
        "FLEETTICKETS_ALERT_EVERY_S", _SECONDS, "how often `serve` looks for new alerts", "60"
    )
