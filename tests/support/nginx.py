"""A real nginx on loopback, with the lines that docs/api.md gives for it."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from fleettickets.local.process import free_port
from tests.support.programs import installed

_DOCUMENT = Path(__file__).parents[2] / "docs/api.md"
_CONFIGURATION = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        {lines}
    }}
}}
"""
_START_S = 20


def documented_lines() -> str:
    """Return the part of a server block that the documentation gives."""
    [lines] = re.findall(r"```nginx\n(.*?)```", _DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    return str(lines)


@contextmanager
def nginx_before(address: str, folder: Path) -> Iterator[str]:
    """Yield the address of nginx in front of a server; skip the test if nginx is not installed."""
    program = installed("nginx", package="nginx-light")
    port = free_port()
    lines = documented_lines().replace("127.0.0.1:8080", urlsplit(address).netloc)
    assert urlsplit(address).netloc in lines
    file = folder / "nginx.conf"
    file.write_text(_CONFIGURATION.format(folder=folder, port=port, lines=lines))
    with subprocess.Popen([program, "-p", str(folder), "-c", str(file)]) as process:
        try:
            _wait(folder / "pid", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(path: Path, process: subprocess.Popen[bytes]) -> None:
    ends_at = time.monotonic() + _START_S
    while not (path.exists() and path.read_text().strip()):
        assert process.poll() is None, "nginx refuses its configuration"
        assert time.monotonic() < ends_at, "nginx does not start"
        time.sleep(0.02)
