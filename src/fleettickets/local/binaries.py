"""Find a PostgreSQL installation with PostGIS, and the account to run it."""

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
    f"PostgreSQL {_OLDEST} or later with PostGIS is not installed; run `make setup`, "
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
    """Return the newest PostgreSQL with PostGIS, or the one of this major version.

    Raises:
        LocalServerError: none is installed.
    """
    usable = [
        installed
        for installed in _installed()
        if installed.version >= _OLDEST
        and version in {None, installed.version}
        and _has_postgis(installed)
    ]
    if usable:
        return max(usable, key=lambda installed: installed.version)
    if version is None:
        raise LocalServerError("PostgreSQL", _MISSING)
    problem = (
        f"the data folder needs version {version}, which is not installed with PostGIS; "
        "install it, or delete the data folder"
    )
    raise LocalServerError("PostgreSQL", problem)


def unprivileged_account() -> pwd.struct_passwd | None:
    """Return the account that runs PostgreSQL if this process is root, else None."""
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
        # The client's development package has pg_config too, without a server.
        if (folder / "postgres").exists():
            version = re.search(r"\d+", _pg_config("pg_config", "--version"))
            yield Binaries(int(version.group()) if version else 0, folder)


def _has_postgis(installed: Binaries) -> bool:
    control = Path("extension/postgis.control")
    if (Path("/usr/share/postgresql") / str(installed.version) / control).exists():
        return True
    pg_config = installed.folder / "pg_config"
    return (
        pg_config.exists() and (Path(_pg_config(str(pg_config), "--sharedir")) / control).exists()
    )


def _pg_config(program: str, option: str) -> str:
    done = subprocess.run(  # noqa: S603 -- our own command line
        [program, option], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
