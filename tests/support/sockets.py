"""The ports that processes listen on, as the kernel reports them."""

from pathlib import Path

_LISTENING = "0A"
_LOOPBACK = {"0100007F", "00000000000000000000000001000000"}


def listeners(pid: int) -> dict[int, bool]:
    """Return each TCP port that the process listens on, and whether only loopback reaches it."""
    inodes = {str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir()}
    found: dict[int, bool] = {}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            address, _, port = fields[1].partition(":")
            if fields[3] == _LISTENING and f"socket:[{fields[9]}]" in inodes:
                found[int(port, 16)] = found.get(int(port, 16), True) and address in _LOOPBACK
    return found
