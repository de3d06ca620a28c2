"""Programs of the machine that a few tests need, and `make setup` does not install."""

import shutil

import pytest

# Those of an administrator may be outside the PATH.
_FOLDERS = "/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin"


def installed(name: str, package: str) -> str:
    """Return a program's path; skip the test, naming its Debian package, if it is not there."""
    program = shutil.which(name, path=_FOLDERS)
    if program is None:
        pytest.skip(f"{name} is not installed (Debian: {package})")
    return program
