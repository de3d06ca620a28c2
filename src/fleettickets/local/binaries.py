"""Find the PostgreSQL programs that can serve PostGIS, and the account that may run them."""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fleettickets.errors import LocalServerError

_OLDEST = 15
_DEBIAN = Path("/usr/lib/postgresql")
_MISSING = (
    f"no PostgreSQL {_OLDEST} or later with PostGIS on this machine; run `make setup`, "
    "or install the packages postgresql and postgresql-postgis"
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installed PostgreSQL."""

    version: int
    folder: Path

    def path(self, program: str) -> str:
        """Return the program's full path."""
        return str(self.folder / program)


def find_binaries(version: int | None = None) -> Binaries:
    """Return the newest PostgreSQL that has PostGIS, or the one of this major version.

    Raises:
        LocalServerError: there is none.
    """
    usable = [
        found
        for found in _installed()
        if found.version >= _OLDEST and version in {None, found.version} and _has_postgis(found)
    ]
    if usable:
        return max(usable, key=lambda found: found.version)
    if version is None:
        raise LocalServerError("PostgreSQL", _MISSING)
    problem = f"the data is of version {version}, which is no longer installed with PostGIS"
    raise LocalServerError("PostgreSQL", problem)


def unprivileged_account() -> pwd.struct_passwd | None:
    """Return the account to drop to, for PostgreSQL refuses root; None when not root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _installed() -> Iterator[Binaries]:
    for folder in _DEBIAN.glob("[0-9]*/bin"):
        if (folder / "postgres").exists():
            yield Binaries(int(folder.parent.name), folder)
    if shutil.which("pg_config"):
        folder = Path(_pg_config("pg_config", "--bindir"))
        # pg_config also comes with the client's headers, where no server is.
        if (folder / "postgres").exists():
            version = re.search(r"\d+", _pg_config("pg_config", "--version"))
            yield Binaries(int(version.group()) if version else 0, folder)


def _has_postgis(found: Binaries) -> bool:
    control = Path("extension/postgis.control")
    if (Path("/usr/share/postgresql") / str(found.version) / control).exists():
        return True
    own = found.folder / "pg_config"
    return own.exists() and (Path(_pg_config(str(own), "--sharedir")) / control).exists()


def _pg_config(program: str, option: str) -> str:
    done = subprocess.run(  # noqa: S603 -- our own command line
        [program, option], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
