"""Where a server's home lies: in the caller's folder, if the server's account may enter there."""

import hashlib
import pwd
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from fleettickets.errors import LocalServerError
from fleettickets.local.home import Home

# Root's place for the homes of folders that the unprivileged account cannot reach, such as /root.
_ELSEWHERE = Path("/var/lib/fleettickets")


def locate(folder: Path, name: str) -> Home:
    """Return the server's home, which need not exist."""
    at = folder.resolve() / name
    return Home(_elsewhere(at) if _is_linked(at) else at)


def place(
    folder: Path, name: str, account: pwd.struct_passwd | None, *, stop: Callable[[Home], object]
) -> Home:
    """Return the server's home, created if need be; the folder holds it or a link to it.

    A home that lies elsewhere belongs to its link: where the link is gone, because someone deleted
    the folder, the home is stopped and deleted, and a new one made.

    Raises:
        LocalServerError: the home lies in the folder, and the account lost its way there.
    """
    at = folder.resolve() / name
    if _is_linked(at):
        return locate(folder, name)
    if at.is_symlink():
        at.unlink()  # copied along with another folder, whose home it names
    at.mkdir(mode=0o711 if account else 0o700, exist_ok=True)
    if account is None or _can_enter(at, account):
        return Home(at)
    if any(at.iterdir()):
        raise LocalServerError(name, f"the account {account.pw_name} cannot enter {at} any more")
    at.rmdir()
    home = Home(_elsewhere(at))
    if home.path.exists():
        stop(home)
        shutil.rmtree(home.path)
    home.path.mkdir(mode=0o711, parents=True)
    at.symlink_to(home.path)
    return home


def remove(folder: Path, name: str) -> None:
    """Delete the home of a stopped server, and its link if it has one."""
    home, at = locate(folder, name), folder.resolve() / name
    if home.path.exists():
        shutil.rmtree(home.path)
    if at.is_symlink():
        at.unlink()
    with suppress(OSError):  # absent, or others' homes are in it
        _ELSEWHERE.rmdir()


def _elsewhere(at: Path) -> Path:
    return _ELSEWHERE / hashlib.sha256(bytes(at)).hexdigest()[:16]


def _is_linked(at: Path) -> bool:
    return at.is_symlink() and at.readlink() == _elsewhere(at) and at.exists()


def _can_enter(folder: Path, account: pwd.struct_passwd) -> bool:
    user, group = str(account.pw_uid), str(account.pw_gid)
    drop = ["setpriv", "--reuid", user, "--regid", group, "--clear-groups", "--"]
    tried = subprocess.run([*drop, "test", "-x", str(folder)], check=False)  # noqa: S603 -- ours
    return tried.returncode == 0
