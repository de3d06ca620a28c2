"""The peers' own environments: a dependency group each, of the project in ``peers``, locked."""

import os
import shutil
import subprocess
from pathlib import Path

_PROJECT = Path(__file__).parent / "peers"
_INSTALL_TIMEOUT_S = 900


class UnavailableError(Exception):
    """A peer that cannot be run on this machine; the message says why."""


def install(group: str, folder: Path) -> Path:
    """Return the folder of the group's environment, made or brought up to date.

    Raises:
        UnavailableError: uv is missing, or a package cannot be had.
    """
    uv = shutil.which("uv")
    if uv is None:
        raise UnavailableError("there is no uv")
    home = folder / group
    # Compiled at once, so that no first run pays for it.
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
        raise UnavailableError("its packages do not come") from late
    if done.returncode != 0:
        raise UnavailableError(f"cannot be installed: {_last_line(done.stderr)}")
    return home


def program(home: Path, pattern: str) -> str:
    """Return the full path of the one program in the environment that the pattern names.

    Raises:
        UnavailableError: the package has none for this machine.
    """
    found = sorted(home.glob(pattern))
    if not found:
        raise UnavailableError("its package holds no program for this machine")
    return str(found[0].absolute())


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1].strip()
