"""The home folder of one private server, with its state file, log and data."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_LOG_TAIL_LINES = 12


@dataclass(frozen=True, slots=True)
class Home:
    """The folder in which one server keeps everything."""

    path: Path

    @property
    def data(self) -> Path:
        """The server's own data folder."""
        return self.path / "data"

    @property
    def log(self) -> Path:
        """The server's output since its last start."""
        return self.path / "server.log"

    def read_state(self) -> dict[str, str]:
        """Return the state that the last start wrote; empty before the first start."""
        try:
            content = json.loads((self.path / "state.json").read_bytes())
        except FileNotFoundError:
            return {}
        return {str(name): str(value) for name, value in content.items()}

    def write_state(self, state: Mapping[str, str]) -> None:
        """Replace the state in one step; only the owner can read it, because it holds secrets."""
        write_secret(self.path / "state.json", json.dumps(state))

    def log_tail(self) -> str:
        """Return the log's last lines."""
        try:
            lines = self.log.read_text(errors="replace").splitlines()
        except FileNotFoundError:
            return ""
        return "\n".join(lines[-_LOG_TAIL_LINES:])


def write_secret(path: Path, text: str) -> None:
    """Replace a file in one step; only its owner can read the new one."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    draft.replace(path)


@contextmanager
def locked(folder: Path, name: str) -> Iterator[None]:
    """Allow one start or stop of a server at a time; the kernel releases the lock after a kill."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
