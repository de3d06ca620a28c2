"""The peers' environments: one locked dependency group each, of the project in ``peers``."""

import os
import shutil
import subprocess
from pathlib import Path

_PROJECT = Path(__file__).parent / "peers"
_INSTALL_TIMEOUT_S = 900


class UnavailableError(Exception):
    """A peer cannot run on this machine; the message says why."""


def install(group: str, folder: Path) -> Path:
    """Return the folder of the group's environment, created or updated.

    Raises:
        UnavailableError: uv is missing, or a package cannot be installed.
    """
    uv = shutil.which("uv")
    if uv is None:
        raise UnavailableError("uv is not installed")
    home = folder / group
    # Compile now, so that the first run is not slowed down.
    command = [uv, "sync", "--project", str(_PROJECT), "--locked", "--quiet"]
    try:
        done = subprocess.run(  # noqa: S603 -- our own command line
            [*command, "--compile-bytecode", "--only-group", group],
            env={**os.environ, "UV_PROJECT_ENVIRONMENT": str(home.resolve())},
            capture_output=True,
            text=True,
            check=False,
            timeout=_INSTALL_TIMEOUT_S,
        )
    except subprocess.TimeoutExpired as late:
        raise UnavailableError(
            f"its packages were not installed within {_INSTALL_TIMEOUT_S} s"
        ) from late
    if done.returncode != 0:
        raise UnavailableError(f"cannot be installed: {_last_line(done.stderr)}")
    return home


def program(home: Path, pattern: str) -> str:
    """Return the full path of the environment's program that matches the pattern.

    Raises:
        UnavailableError: the package has no program for this machine.
    """
    found = sorted(home.glob(pattern))
    if not found:
        raise UnavailableError("its package has no program for this machine")
    return str(found[0].absolute())


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1].strip()
