"""The machine that the figures were measured on."""

import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from fleettickets.store.connect import Connection

# The settings that decide how durable and how fast a commit is.
_SETTINGS = (
    *("fsync", "synchronous_commit", "full_page_writes", "wal_level", "wal_compression"),
    *("shared_buffers", "work_mem", "maintenance_work_mem", "max_wal_size", "checkpoint_timeout"),
    *("autovacuum", "jit"),
)


def describe(conn: Connection) -> dict[str, str]:
    """Return the date (UTC) and the properties of machine and server, by name."""
    settings = conn.execute(
        "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY (%(names)s)"
        " ORDER BY name",
        {"names": list(_SETTINGS)},
    ).fetchall()
    version = conn.execute("SELECT current_setting('server_version')").fetchone()
    memory_gib = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{memory_gib:.0f} GiB",
        "kernel": platform.release(),
        "Python": platform.python_version(),
        "psycopg": psycopg.__version__,
        "PostgreSQL": str(version[0]) if version else "",
        "settings": ", ".join(f"{name} {value}" for name, value in settings),
    }


def line(described: Mapping[str, str]) -> str:
    """Return the sentence above each part of a document; parts may differ in their dates."""
    version = described["PostgreSQL"].partition(" ")[0]
    return (
        f"Measured on {described['date']}: {described['processor']}, {described['memory']} of"
        f" memory, PostgreSQL {version}."
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
