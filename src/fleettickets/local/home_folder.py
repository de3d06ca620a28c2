"""Choose a server's home: in the caller's folder, if the server's account can enter that."""

import hashlib
import pwd
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from fleettickets.errors import LocalServerError
from fleettickets.local.home import Home

# Holds the homes for folders that the unprivileged account cannot enter, such as those in /root.
_REACHABLE_FOLDER = Path("/var/lib/fleettickets")


def locate(folder: Path, name: str) -> Home:
    """Return the server's home, which may not exist yet."""
    at = folder.resolve() / name
    return Home(_reachable(at) if _is_linked(at) else at)


def create(
    folder: Path, name: str, account: pwd.struct_passwd | None, *, stop: Callable[[Home], object]
) -> Home:
    """Return the server's home, created if necessary; the folder holds it or a link to it.

    A linked home belongs to its link. If the link is missing, because someone deleted the folder,
    the old home's server is stopped, and the home is replaced by a new one.

    Raises:
        LocalServerError: the home is in the folder, but the account can no longer enter it.
    """
    at = folder.resolve() / name
    if _is_linked(at):
        return locate(folder, name)
    if at.is_symlink():
        at.unlink()  # copied from another folder, and points to that folder's home
    at.mkdir(mode=0o711 if account else 0o700, exist_ok=True)
    if account is None or _can_enter(at, account):
        return Home(at)
    if any(at.iterdir()):
        raise LocalServerError(name, f"the account {account.pw_name} can no longer enter {at}")
    at.rmdir()
    home = Home(_reachable(at))
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
    with suppress(OSError):  # it does not exist, or holds the homes of other folders
        _REACHABLE_FOLDER.rmdir()


def _reachable(at: Path) -> Path:
    return _REACHABLE_FOLDER / hashlib.sha256(bytes(at)).hexdigest()[:16]


def _is_linked(at: Path) -> bool:
    return at.is_symlink() and at.readlink() == _reachable(at) and at.exists()


def _can_enter(folder: Path, account: pwd.struct_passwd) -> bool:
    user, group = str(account.pw_uid), str(account.pw_gid)
    drop = ["setpriv", "--reuid", user, "--regid", group, "--clear-groups", "--"]
    test = subprocess.run([*drop, "test", "-x", str(folder)], check=False)  # noqa: S603 -- ours
    return test.returncode == 0
