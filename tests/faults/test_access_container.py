"""The containers: the rights that their files grant, and that the programs work with these."""

import os
import secrets
import shlex
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from fleettickets.config import BucketSettings, ServeSettings
from fleettickets.local.home import Home
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from tests.support.buckets import fresh_bucket
from tests.support.databases import fresh_database
from tests.support.feed import csv_of, key, row
from tests.support.imports import World
from tests.support.reporting import migrated_template
from tests.support.serving import client_of

REPO = Path(__file__).parents[2]
NOBODY = 65_534
# Run by the unprivileged process; searches for a folder that it can write to.
SEARCH = """
import os, sys
assert os.getuid() != 0 and os.getgroups() in ([], [os.getgid()])
status = dict(line.split(":\\t") for line in open("/proc/self/status") if ":\\t" in line)
assert int(status["CapEff"], 16) == int(status["CapBnd"], 16) == 0, status
assert status["NoNewPrivs"].strip() == "1"
places = ["/", "/tmp", "/var/tmp", "/dev/shm", "/etc", os.getcwd(), *sys.path]
open_to_write = set()
for place in filter(os.path.isdir, places):
    try:
        os.close(os.open(os.path.join(place, "probe"), os.O_CREAT | os.O_WRONLY))
        open_to_write.add(place)
    except OSError:
        pass
print(sorted(open_to_write))
"""


TMP = "/tmp"  # noqa: S108 - the jail's own


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    yaml = import_module("yaml")
    content: dict[str, Any] = yaml.safe_load((REPO / "compose.yaml").read_text())
    return content


def test_the_image_runs_as_a_numeric_user_other_than_root() -> None:
    text = (REPO / "Dockerfile").read_text().replace("\\\n", " ")
    words = [line.split(None, 1) for line in text.splitlines() if line and line[0] != "#"]
    last = max(number for number, (word, *_) in enumerate(words) if word == "FROM")
    users = [number for number, (word, *_) in enumerate(words) if word == "USER" and number > last]
    [(_, user)] = [words[number] for number in users]

    uid, gid = (int(part) for part in user.split(":"))
    assert min(uid, gid) > 0
    assert f"--uid {uid} " in text
    # After USER, nothing is copied or created, and the user does not change again.
    assert {word for word, *_ in words[users[0] + 1 :]} <= {"CMD", "ENTRYPOINT", "EXPOSE"}
    assert "chown" not in text
    assert "chmod" not in text
    assert not [words for words in words if words[0] == "ADD"]


def test_our_containers_have_no_rights_and_a_read_only_file_system(compose: dict[str, Any]) -> None:
    image = (REPO / "Dockerfile").read_text()
    services: dict[str, dict[str, Any]] = compose["services"]
    ours = {name for name, service in services.items() if "build" in service}

    assert ours == {"make-bucket", "migrate", "importer", "map"}
    for name in ours | {"make-login"}:
        service = services[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "cap_add" not in service
        assert not service.get("privileged")
        assert service.get("volumes", []) == (["waiting:/var/tmp"] if name == "importer" else [])
        assert set(service.get("tmpfs", ())) <= {"/tmp"}  # noqa: S108 - the container's own
        assert int(service["user"].split(":")[0]) > 0
        if name in ours:
            assert f"USER {service['user']}\n" in image
    for service in services.values():
        assert service["security_opt"] == ["no-new-privileges:true"]
        for port in service.get("ports", ()):
            assert port.startswith("127.0.0.1:")
        assert not {"network_mode", "pid", "ipc", "devices"} & service.keys()


def test_no_secret_is_in_the_files(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if any(word in name for word in ("PASSWORD", "SECRET", "ACCESS_KEY", "WEBHOOK")):
                assert value.startswith("${"), name


def test_the_map_gets_the_addresses_of_its_proxies(compose: dict[str, Any]) -> None:
    name = "FLEETTICKETS_PROXIES"
    assert compose["services"]["map"]["environment"][name] == f"${{{name}:-}}"
    assert name in (REPO / "compose.yaml").read_text().partition("services:")[0]
    assert ServeSettings.from_env({name: ""}).proxies == ()


@pytest.fixture
def login_job(
    postgres_server: PostgresServer, world: World, compose: dict[str, Any]
) -> Iterator[tuple[list[str], dict[str, str]]]:
    """The command and environment of make-login, for a database that logs each statement."""
    assert world.url  # its migrations have created the roles that make-login grants
    service = compose["services"]["make-login"]
    with fresh_database(postgres_server.dsn) as url, closing(connect(url)) as admin:
        drop = "DROP ROLE IF EXISTS importer, reader"
        admin.execute(drop)  # the restore drill has logins of the same names
        target = {name: str(value) for name, value in conninfo_to_dict(url).items()}
        name = sql.Identifier(target["dbname"])
        admin.execute(sql.SQL("ALTER DATABASE {} SET log_statement = 'all'").format(name))
        environ = {
            "PATH": os.environ["PATH"],
            "PGHOST": target["host"],
            "PGPORT": target["port"],
            "PGUSER": target["user"],
            "PGPASSWORD": target["password"],
            "PGDATABASE": target["dbname"],
            "IMPORTER_PASSWORD": secrets.token_hex(8),
            "READER_PASSWORD": secrets.token_hex(8),
        }
        yield service["entrypoint"], service["environment"] | environ
        admin.execute(drop)


@pytest.mark.parametrize("is_refused", [False, True])
def test_no_password_of_a_login_is_in_the_servers_log(
    login_job: tuple[list[str], dict[str, str]],
    postgres_server: PostgresServer,
    *,
    is_refused: bool,
) -> None:
    command, environ = login_job
    target = make_conninfo(postgres_server.dsn, dbname=environ["PGDATABASE"])
    passwords = [environ["IMPORTER_PASSWORD"], environ["READER_PASSWORD"]]
    if is_refused:
        with closing(connect(target)) as admin:
            admin.execute("CREATE ROLE importer")
            name = sql.Identifier(environ["PGDATABASE"])
            query = sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on")
            admin.execute(query.format(name))

    done = subprocess.run(command, env=environ, capture_output=True, check=False, text=True)

    log = Home(postgres_server.home).log.read_text()
    assert (done.returncode != 0) is is_refused, done.stderr
    assert not any(password in log + done.stdout + done.stderr for password in passwords)
    if is_refused:
        assert "cannot execute ALTER ROLE in a read-only transaction" in log
        return
    for user, password in zip(("importer", "reader"), passwords, strict=True):
        with closing(connect(make_conninfo(target, user=user, password=password))) as conn:
            assert conn.execute("SELECT 1").fetchone() == (1,)


@pytest.fixture
def jail() -> list[str]:
    """A command prefix that runs a command as an unprivileged user on a read-only file system.

    The environment variable `TMPFS` names the only writable folder, or is empty for none.
    """
    needed = [Path(sys.base_prefix).resolve(), REPO]
    hidden = {ancestor for path in needed if (ancestor := _hidden(path))}
    tops = {*hidden, Path(TMP)}
    inside = [path for path in needed if any(path.is_relative_to(top) for top in tops)]
    lines = ["set -eu", "mount --make-rprivate /", "mount -t tmpfs -o mode=755 none /mnt"]
    for number, path in enumerate(inside):
        lines += [f"mkdir /mnt/{number}", f"mount --bind {shlex.quote(str(path))} /mnt/{number}"]
    lines += [f"mount -t tmpfs -o mode=755 none {shlex.quote(str(top))}" for top in sorted(hidden)]
    for number, path in enumerate(inside):
        target = shlex.quote(str(path))
        lines += [f"mkdir -p {target}", f"mount --bind /mnt/{number} {target}"]
    again = [
        f'case {target} in "$TMPFS"/*) mkdir -p {target}; mount --bind /mnt/{number} {target};'
        f" mount -o remount,bind,ro {target} ;; esac"
        for number, path in enumerate(inside)
        for target in [shlex.quote(str(path))]
    ]
    # Every mount separately, because mounts below do not inherit read-only.
    seal = 'mount -o remount,bind,ro "$target" 2>/dev/null || true'
    drop = f"setpriv --reuid {NOBODY} --regid {NOBODY} --clear-groups --no-new-privs"
    lines += [
        "while read -r _ target _; do",
        f"case $target in /proc*|/sys*) ;; *) {seal} ;; esac",
        "done </proc/self/mounts",
        'if [ -n "$TMPFS" ]; then mount -t tmpfs -o mode=1777 none "$TMPFS"',
        *again,
        "fi",
        f'exec {drop} --bounding-set=-all --inh-caps=-all -- "$@"',
    ]
    script = "\n".join(lines)
    command = ["unshare", "--mount", "sh", "-c", script, "jail"]
    trial = subprocess.run(
        [*command, sys.executable, "-c", "pass"],
        env={"PATH": os.environ["PATH"], "TMPFS": ""},
        cwd=REPO,
        capture_output=True,
        check=False,
        text=True,
    )
    if os.getuid() != 0 or "not permitted" in trial.stderr or "ermission" in trial.stderr:
        pytest.skip(f"mounts need root here: {trial.stderr.strip()}")
    assert trial.returncode == 0, trial.stderr
    return command


def _hidden(path: Path) -> Path | None:
    """Return the topmost folder of the path that other users may not enter."""
    folders = [*reversed(path.parents), path]
    return next((top for top in folders if not top.stat().st_mode & stat.S_IXOTH), None)


@pytest.fixture(scope="module")
def world(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[World]:
    with (
        migrated_template(postgres_server.dsn) as name,
        fresh_database(postgres_server.dsn, template=name) as url,
        fresh_bucket(s3_server) as settings,
    ):
        yield World(url, settings)


def environ_of(world: World, tmpfs: str) -> dict[str, str]:
    """Return the container's environment, without this process's."""
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "TMPFS": tmpfs,
        "PYTHONDONTWRITEBYTECODE": "1",
        "DATABASE_URL": world.url,
        "RUSTFS_ENDPOINT": world.settings.endpoint,
        "RUSTFS_BUCKET": world.settings.bucket,
        "RUSTFS_ACCESS_KEY": world.settings.access_key,
        "RUSTFS_SECRET_KEY": world.settings.secret_key,
    }


@pytest.mark.parametrize("tmpfs", ["", TMP])
def test_the_jail_restricts_rights_and_writing(jail: list[str], world: World, tmpfs: str) -> None:
    done = subprocess.run(
        [*jail, sys.executable, "-c", SEARCH],
        env=environ_of(world, tmpfs),
        cwd=REPO,
        capture_output=True,
        check=False,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == str([tmpfs] if tmpfs else [])


def test_an_import_works_with_the_importer_containers_rights(
    jail: list[str], world: World, compose: dict[str, Any]
) -> None:
    importer = compose["services"]["importer"]
    [(name, folder)] = [volume.split(":") for volume in importer["volumes"]]
    assert name in compose["volumes"]  # on disk, not the container's memory
    assert importer["environment"]["TMPDIR"] == folder
    assert "tmpfs" not in importer
    world.put({key(0): csv_of([row(f"T{number}") for number in range(500)])})

    done = subprocess.run(
        [*jail, sys.executable, "-m", "inc.import_inc", "--from-bucket", "--apply"],
        env=environ_of(world, folder) | {"TMPDIR": folder},
        cwd=REPO,
        capture_output=True,
        check=False,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert world.query("SELECT count(*) FROM tickets.inc") == [(500,)]
    assert world.keys("automations/inc/changes/") == []


@contextmanager
def served(command: list[str], environ: dict[str, str]) -> Iterator[str]:
    with subprocess.Popen(
        command, env=environ, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().decode().strip()
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
        finally:
            process.kill()


def test_the_map_works_with_its_containers_rights(
    jail: list[str], world: World, compose: dict[str, Any]
) -> None:
    assert "tmpfs" not in compose["services"]["map"]
    command = [*jail, str(Path(sys.executable).with_name("fleettickets")), "serve", "--port", "0"]
    with served(command, environ_of(world, "")) as base, client_of(base) as client:
        for address in (
            "/readyz",
            "/",
            "/api/v1/inc/dashboard",
            "/api/v1/inc/tickets.csv",
            "/tiles/inc/0/0/0.mvt",
            "/metrics",
        ):
            assert client.get(address).is_success or address.startswith("/tiles"), address
