"""The folder of one private server: its state file, its log, its data."""

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
    """Where one server keeps everything it has."""

    path: Path

    @property
    def data(self) -> Path:
        """The folder that the server owns."""
        return self.path / "data"

    @property
    def log(self) -> Path:
        """What the server printed since its last start."""
        return self.path / "server.log"

    def read_state(self) -> dict[str, str]:
        """Return what the last start wrote; empty when there was none."""
        try:
            content = json.loads((self.path / "state.json").read_bytes())
        except FileNotFoundError:
            return {}
        return {str(name): str(value) for name, value in content.items()}

    def write_state(self, state: Mapping[str, str]) -> None:
        """Replace the state in one step; only its owner can read it, for it holds secrets."""
        write_secret(self.path / "state.json", json.dumps(state))

    def log_tail(self) -> str:
        """Return the log's last lines."""
        try:
            lines = self.log.read_text(errors="replace").splitlines()
        except FileNotFoundError:
            return ""
        return "\n".join(lines[-_LOG_TAIL_LINES:])


def write_secret(path: Path, text: str) -> None:
    """Replace a file in one step with one that only its owner can read."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    draft.replace(path)


@contextmanager
def locked(folder: Path, name: str) -> Iterator[None]:
    """Hold a server's lock: one start or stop at a time; the kernel frees it after a kill."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
