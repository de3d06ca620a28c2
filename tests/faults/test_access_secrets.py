"""No output of any command contains a secret, on success or failure, at any level of logging."""

import base64
import json
import os
import secrets
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_plus

import httpx
import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from fleettickets.local.home import Home
from fleettickets.local.postgres import PostgresServer
from fleettickets.local.s3 import S3Server
from tests.support.buckets import fresh_bucket
from tests.support.databases import fresh_database
from tests.support.feed import csv_of, key, row
from tests.support.figures import Fault, Note
from tests.support.geocoder_server import KEY, UNKNOWN, GeocoderServer, geocoder_server
from tests.support.imports import World
from tests.support.reporting import migrated_template
from tests.support.serving import client_of, execute, make_token, wait_until
from tests.support.webhook import TOKEN, Webhook, webhook

IMPORT = ["import", "inc", "--from-bucket", "--apply", "--geocode-clusters", "--geocode-locations"]
# Logs everything of every library, as a person might who searches for a fault.
LOUD = "import logging; logging.basicConfig(level=logging.DEBUG); "
# A server sets up its own log, so its level must be changed after that.
LOUD_SERVER = """
import logging
from fleettickets.commands import serve
begin = serve.start_logging
def begin_loudly(secrets):
    begin(secrets)
    for name in (None, "psycopg.pool"):
        logging.getLogger(name).setLevel(logging.DEBUG)
serve.start_logging = begin_loudly
"""
COMMAND = "import sys; from fleettickets.cli import main; sys.exit(main(sys.argv[1:]))"


@dataclass
class Stage:
    """The servers and environment of the commands, and everything that they have written."""

    world: World
    environ: dict[str, str] = field(repr=False)
    geocoder: GeocoderServer
    hook: Webhook
    secrets: dict[str, str] = field(repr=False)
    server_logs: tuple[Path, ...]
    """The log files of PostgreSQL and SeaweedFS."""
    written: list[str] = field(default_factory=list, repr=False)
    runs: int = 0

    def run(self, *words: str, is_loud: bool = False, **changes: str) -> int:
        """Run a command and keep its output."""
        done = subprocess.run(
            [sys.executable, "-c", (LOUD if is_loud else "") + COMMAND, *words],
            env=self.environ | changes,
            capture_output=True,
            check=False,
            text=True,
            timeout=60,
        )
        self.written += [done.stdout, done.stderr]
        self.runs += 1
        return done.returncode

    def read_server_logs(self) -> None:
        """Keep the servers' logs since their start."""
        self.written += [path.read_text(errors="replace") for path in self.server_logs]

    def leaked(self) -> list[str]:
        """Return the names of the secrets that are in the output, in any encoding."""
        text = "\n".join(self.written)
        return [
            name
            for name, secret in self.secrets.items()
            if any(encoding in text for encoding in encodings(secret))
        ]


def encodings(secret: str) -> set[str]:
    """Return a secret as it appears in URLs, JSON, Python and headers."""
    in_urls = {secret, quote(secret), quote(secret, ""), quote_plus(secret)}
    escaped = {json.dumps(secret)[1:-1], repr(secret)[1:-1]}
    # In the Base64 of a longer text, only the middle does not depend on the neighbours.
    in_base64 = {
        base64.b64encode((pad * b"x") + secret.encode())[4:-4].decode() for pad in range(3)
    } - {""}
    return in_urls | escaped | in_base64


@pytest.fixture(scope="module")
def template(postgres_server: PostgresServer) -> Iterator[str]:
    with migrated_template(postgres_server.dsn) as name:
        yield name


@pytest.fixture
def stage(
    postgres_server: PostgresServer, template: str, s3_process: S3Server, tmp_path: Path
) -> Iterator[Stage]:
    with ExitStack() as stack:
        url = stack.enter_context(fresh_database(postgres_server.dsn, template=template))
        settings = stack.enter_context(fresh_bucket(s3_process.settings))
        geocoder = stack.enter_context(geocoder_server())
        hook = stack.enter_context(webhook())
        user, word = f"secret_{secrets.token_hex(4)}", f"p4 s/w:%r@d'{secrets.token_hex(8)}"
        role = sql.Identifier(user)
        admin = stack.enter_context(psycopg.connect(postgres_server.dsn, autocommit=True))
        create = sql.SQL(
            "CREATE ROLE {} LOGIN PASSWORD {} IN ROLE"
            " fleettickets_ingest, fleettickets_reader, fleettickets_watcher"
        )
        admin.execute(create.format(role, sql.Literal(word)))
        stack.callback(admin.execute, sql.SQL("DROP ROLE {}").format(role))
        at = conninfo_to_dict(url)
        yield Stage(
            World(url, settings),
            {
                "PATH": os.environ["PATH"],
                "HOME": str(tmp_path),
                "DATABASE_URL": f"postgresql://{user}:{quote(word, '')}@{at['host']}:{at['port']}"
                f"/{at['dbname']}",
                "RUSTFS_ENDPOINT": settings.endpoint,
                "RUSTFS_BUCKET": settings.bucket,
                "RUSTFS_ACCESS_KEY": settings.access_key,
                "RUSTFS_SECRET_KEY": settings.secret_key,
                "FLEETTICKETS_RETRY_S": "1",
                "GEOCODER_PROVIDER": "locationiq",
                "GEOCODER_URL": geocoder.url,
                "GEOCODER_KEY": KEY,
                "GEOCODER_RATE": "100",
                "ALERT_WEBHOOK_URL": hook.url,
                "FLEETTICKETS_ALERT_EVERY_S": "1",
            },
            geocoder,
            hook,
            {
                "database": word,
                "bucket": settings.secret_key,
                "geocoder": KEY,
                "webhook": TOKEN,
                "superuser": str(at["password"]),
            },
            (Home(postgres_server.home).log, Home(s3_process.home).log),
        )


def test_no_secret_is_in_any_log(
    stage: Stage, tmp_path: Path, request: pytest.FixtureRequest, note: Note
) -> None:
    loudness = (False, True) if request.getfixturevalue("is_soak") else (True,)
    for is_loud in loudness:
        succeed(stage, is_loud=is_loud)
        fail(stage, is_loud=is_loud)
        serve(stage, tmp_path / f"log {is_loud}", is_loud=is_loud)
    stage.read_server_logs()

    written = "\n".join(stage.written)
    for proof in (
        *("applied=1", "FT101", "FT201", "FT301", "webhook: ", "geocode: ", '"request"'),
        *("password authentication failed for user", "Starting SeaweedFS"),
    ):
        assert proof in written  # so the commands did all that they should
    assert "DEBUG" in written
    assert stage.leaked() == []
    note(Fault("runs whose logs were searched for secrets", stage.runs))


def succeed(stage: Stage, *, is_loud: bool) -> None:
    stage.world.put({key(int(is_loud)): csv_of([row("T1"), row("T2", cluster="Kilimani")])})
    execute(stage.world.url, "TRUNCATE tickets.geo_clusters, tickets.geo_locations")
    assert stage.run(*IMPORT, is_loud=is_loud) == 0
    assert stage.geocoder.searches
    assert stage.run("status", "--notify", "--json", is_loud=is_loud) == 0
    assert stage.run("replay", "inc", is_loud=is_loud) == 0
    assert stage.run("rejects", "inc", is_loud=is_loud) == 0
    keeper = {"DATABASE_URL": stage.world.url}
    assert stage.run("migrate", is_loud=is_loud, **keeper) == 0
    assert stage.run("token", "list", is_loud=is_loud, **keeper) == 0


def fail(stage: Stage, *, is_loud: bool) -> None:
    password, secret = f"wrong-{stage.secrets['database']}", f"wrong-{stage.secrets['bucket']}"
    bad_key = f"pk.{secrets.token_hex(8)}"
    # The last of these changes with each round.
    stage.secrets |= {"password": password, "secret key": secret, f"wrong key {is_loud}": bad_key}
    url = stage.environ["DATABASE_URL"]
    right = quote(stage.secrets["database"], "")
    assert right in url
    stage.world.put({key(40): b""})  # fails, which must be posted
    execute(stage.world.url, "TRUNCATE tickets.geo_clusters, tickets.geo_locations, tickets.alerts")
    stage.hook.status = 500 if is_loud else 404
    stage.geocoder.replies = [UNKNOWN, "slow", "cut"]
    assert stage.run(*IMPORT, is_loud=is_loud, GEOCODER_TIMEOUT_S="0.3") == 1
    unreachable = f"http://127.0.0.1:1/{TOKEN}"
    faults: list[dict[str, str]] = [
        {"DATABASE_URL": url.replace(right, quote(password, "")), "ALERT_WEBHOOK_URL": unreachable},
        {"DATABASE_URL": url.replace(right, stage.secrets["database"])},
        {"RUSTFS_SECRET_KEY": secret, "ALERT_WEBHOOK_URL": f"nonsense {stage.hook.url}"},
        {"RUSTFS_ENDPOINT": f"http://me:{secret}@127.0.0.1:1"},
        {"RUSTFS_ENDPOINT": "http://127.0.0.1:1", "ALERT_WEBHOOK_URL": unreachable},
    ]
    execute(stage.world.url, "UPDATE tickets.alerts SET next_try_at = '-infinity'")
    for changes in faults:
        assert stage.run("import", "inc", "--apply", is_loud=is_loud, **changes) > 0
    stage.run("geocode", is_loud=is_loud, GEOCODER_KEY=bad_key)
    assert stage.run("migrate", is_loud=is_loud, DATABASE_URL=faults[0]["DATABASE_URL"]) > 0
    assert stage.run("serve", "--port", "0", is_loud=is_loud, DATABASE_URL="nonsense") == 2
    stage.geocoder.replies, stage.hook.status = [], 204
    stage.world.delete([key(40)])


def serve(stage: Stage, log: Path, *, is_loud: bool) -> None:
    """Serve right and wrong tokens, with a failing webhook, and lose the database connections."""
    mine = make_token(stage.world.url, f"mine {is_loud}", "admin")
    other = f"ft_{secrets.token_urlsafe(32)}"
    stage.secrets |= {
        f"token {is_loud}": mine,
        f"wrong token {is_loud}": other,
        f"token's end {is_loud}": mine[3:],
    }
    stage.hook.status = 500
    posts_before = stage.hook.asked
    execute(
        stage.world.url, "UPDATE tickets.alerts SET next_try_at = '-infinity', posted_at = NULL"
    )
    loud = LOUD + LOUD_SERVER if is_loud else ""
    command = [sys.executable, "-c", loud + COMMAND, "serve", "--port", "0"]
    stage.runs += 1
    with (
        log.open("wb") as stderr,
        subprocess.Popen(
            command, env=stage.environ, stdout=subprocess.PIPE, stderr=stderr
        ) as process,
    ):
        try:
            assert process.stdout is not None
            base = process.stdout.readline().decode().strip()
            bodies = responses(base, mine, other)
            wait_until(lambda: stage.hook.asked > posts_before)
            execute(
                stage.world.url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()",
            )
            bodies += responses(base, mine, other)
            wait_until(lambda: "could not post to the webhook" in log.read_text())
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
        finally:
            process.kill()
    stage.hook.status = 204
    execute(stage.world.url, "UPDATE tickets.api_tokens SET revoked_at = now()")
    levels = Counter(json.loads(line)["level"] for line in log.read_text().splitlines())
    assert (levels["debug"] > 0) is is_loud
    stage.written += [log.read_text(), *bodies]


def responses(base: str, mine: str, other: str) -> list[str]:
    """Return the responses to every kind of request, including the metrics."""
    bearer = {"authorization": f"Bearer {mine}"}
    with client_of(base) as client:
        answers: list[httpx.Response] = [
            client.get("/metrics", headers=bearer),
            client.get("/openapi.json", headers=bearer),
            client.get("/api/v1/session", headers=bearer),
            client.get("/api/v1/session", headers={"authorization": f"Bearer {other}"}),
            client.get("/api/v1/session", headers={"authorization": f"Basic {mine}"}),
            client.get("/config.json", headers=bearer),
            client.get("/api/v1/inc/dashboard?token=x", headers=bearer),
            client.get("/readyz"),
        ]
    return [f"{answer.headers} {answer.text}" for answer in answers]


def test_a_leaked_secret_would_be_found(stage: Stage) -> None:
    for name, secret in stage.secrets.items():
        for text in (secret, quote(secret, ""), repr(secret), f"{secret}@host"):
            stage.written = ["all is well", text]
            assert stage.leaked() == [name]
        stage.written = [base64.b64encode(f"user:{secret}!".encode()).decode()]
        assert stage.leaked() == [name]
    stage.written = ["all is well"]
    assert stage.leaked() == []
