"""A small disk that fills up quickly: a tmpfs, which root may mount and enlarge later."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from fleettickets.local.binaries import unprivileged_account


def resize(folder: Path, megabytes: int) -> None:
    """Enlarge the disk, like an administrator who adds space."""
    _mount("-o", f"remount,size={megabytes}m", str(folder)).check_returncode()


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """Yield an empty folder on a disk of its own; skip the test if it cannot be mounted."""
    account = unprivileged_account()
    if account is None:
        pytest.skip("only root may mount a small disk")
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        mounted = _mount("-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", name)
        if mounted.returncode != 0:
            pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
        try:
            os.chown(folder, account.pw_uid, account.pw_gid)
            yield folder
        finally:
            subprocess.run(["/bin/umount", "--lazy", name], check=True)


def _mount(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["/bin/mount", *options], capture_output=True, text=True, check=False)
