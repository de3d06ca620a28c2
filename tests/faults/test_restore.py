"""The restore drill of docs/deployment-and-operations.md, with the commands of that document."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.cli import main
from fleettickets.config import BucketSettings
from fleettickets.imports.datasets import DATASETS
from fleettickets.local.binaries import find_binaries
from fleettickets.local.postgres import PostgresServer, private_postgres
from fleettickets.store.connect import connect
from tests.stream.test_recorded_streams import SHIPPED, files_of
from tests.support.dispatching import decide_on_dispatch
from tests.support.disturbed import environ, fresh_world
from tests.support.feed import csv_of, key, row
from tests.support.figures import Fault, Note
from tests.support.imports import World
from tests.support.serving import execute
from tests.support.tickets import misplaced

DOCUMENT = Path(__file__).parents[2] / "docs" / "deployment-and-operations.md"
# Times, numbers of rows and runs, and counts of a run, which do not follow from the files.
IGNORED_COLUMNS = [
    *("ingested_at", "observed_at", "seen_at", "updated_at", "captured_at", "run_id", "reject_id"),
    *("noted_at", "attempts", "rows_inserted", "rows_updated", "rows_unchanged"),
]
# Tables that the drill loses or starts again, as the document says.
LOST_TABLES = {"import_runs", "data_versions", "schema_files", "alerts", "dispatch.positions"}

PASSWORD = "opensesame"  # noqa: S105 - of a private test server

Files = dict[str, bytes]


def blocks(heading: str) -> list[str]:
    """Return the command blocks under a heading, in order."""
    section = DOCUMENT.read_text().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def run(script: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def tables(url: str) -> dict[str, list[str]]:
    """Return every row of every table, as sorted text."""
    rows = {}
    with closing(connect(url)) as conn:
        names = conn.execute(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname IN ('tickets', 'dispatch')"
        )
        for schema, table in names.fetchall():
            name = table if schema == "tickets" else f"{schema}.{table}"
            if name not in LOST_TABLES:
                where = " WHERE state = 'applied'" if name == "import_files" else ""
                statement = sql.SQL("SELECT (to_jsonb(t) - %s::text[])::text FROM {} AS t{}")
                query = statement.format(sql.Identifier(schema, table), sql.SQL(where))
                rows[name] = sorted(text for (text,) in conn.execute(query, [IGNORED_COLUMNS]))
    return rows


def as_inc(files: Files) -> Files:
    return {key.replace("/crq/", "/inc/"): content for key, content in files.items()}


def with_logins(server: PostgresServer, dbname: str) -> dict[str, str]:
    """Create the document's logins on a server; return the URLs that its commands use."""
    admin = make_conninfo(server.dsn, dbname="postgres")
    with closing(connect(admin)) as conn:
        for login, role in (("importer", "ingest"), ("keeper", "owner")):
            name = sql.Identifier(login)
            conn.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(name))
            create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
            conn.execute(create.format(name, sql.Literal(PASSWORD)))
            grant = sql.SQL("GRANT {} TO {}")
            conn.execute(grant.format(sql.Identifier(f"fleettickets_{role}"), name))
    database = make_conninfo(server.dsn, dbname=dbname)
    return {
        "ADMIN_URL": admin,
        "NEW_URL": database,
        "KEEPER_URL": f"{database} user=keeper password={PASSWORD}",
        "DATABASE_URL": f"{database} user=importer password={PASSWORD}",
    }


class Story:
    """The events before the loss: imports and people's decisions, in four parts."""

    def __init__(self, world: World, environment: dict[str, str]) -> None:
        self.world = world
        self.files = files_of(SHIPPED)
        self.environment = environment
        names = sorted(self.files)
        # In the third part, one file of the first part arrives late, and another is replaced.
        self.late, self.replaced = names[3], names[5]
        self.parts = [
            [name for name in names[:12] if name != self.late],
            names[12:24],
            [self.late],
            names[24:30],
        ]

    def part(self, number: int) -> None:
        files = {name: self.files[name] for name in self.parts[number]}
        if number == 2:
            files[self.replaced] = self.files[self.replaced].replace(b"open", b"OPEN")
        if number == len(self.parts) - 1:
            files[key(0, "crq")] = csv_of([row("T1", mttr="a while"), row("")])
        self.world.put(files | as_inc(files))
        for dataset in DATASETS.values():
            assert World(self.world.url, self.world.settings, dataset).run().is_good

    def do(self, words: str, *more: str, url: str = "DATABASE_URL") -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATABASE_URL", self.environment[url])
            assert main([*words.split(), *more]) == 0

    def decide(self, number: int) -> None:
        """Change everything that people can decide."""
        clusters = execute(self.world.url, "SELECT DISTINCT cluster FROM tickets.crq ORDER BY 1")
        first, second = (cluster for (cluster,) in clusters[:2])
        self.do("geocode set", "--", first, f"-1.{number}", "36.8")
        if number == 1:
            self.do("geocode set", "--", second, "-1.29", "36.7")
        else:
            self.do("geocode forget", "--", second)
        cluster, name = execute(
            self.world.url,
            "SELECT cluster, location_name FROM tickets.crq WHERE location_name IS NOT NULL"
            " ORDER BY ticket_id LIMIT 1",
        )[0]
        at = f"-1.2{number}", f"36.8{number}"
        self.do("geocode set --cluster", cluster, "--", name, *at)
        targets = "--target", f"{number}d", "--at-risk", "1h"
        self.do("sla set crq --cluster", first, *targets, url="KEEPER_URL")
        self.do(f"token add clerk-{number} --role viewer", url="KEEPER_URL")
        for table, columns in (
            ("place_aliases (kind, alias, replacement)", "('word', %s, 'x')"),
            ("geocode_days (provider, asked_on)", "(%s, '2026-06-25')"),
            ("geocode_pace (provider)", "(%s)"),
            (
                "suspect_coordinates (longitude, latitude, addresses, is_allowed)",
                "(length(%s), 1, 20, TRUE)",
            ),
        ):
            insert = f"INSERT INTO tickets.{table} VALUES {columns}"
            execute(self.world.url, insert, "x" * (20 + number))
        decide_on_dispatch(self.world.url, number)


def test_the_drill_restores_every_table(
    postgres_server: PostgresServer, s3_server: BucketSettings, tmp_path: Path, note: Note
) -> None:
    backup, decisions = blocks("Backups")
    roles, *restore = blocks("Restore drill")
    programs = f"{find_binaries().folder}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    with fresh_world(postgres_server.dsn, s3_server) as world:
        name = world.query("SELECT current_database()")[0][0]
        urls = with_logins(postgres_server, name)
        environment = environ(world) | urls | {"PATH": programs, "BACKUPS": str(tmp_path)}
        story = Story(world, environment)
        story.part(0)
        story.decide(1)
        run(backup, environment)
        story.part(1)
        story.decide(2)
        story.part(2)
        run(decisions, environment)
        story.part(3)
        before = tables(world.url)
        # The old server and its roles stay for other tests, but the drill does not use them.
        execute(postgres_server.dsn, f'DROP DATABASE "{name}" WITH (FORCE)')
        began = time.monotonic()
        with private_postgres(tmp_path / "new") as server:
            admin = make_conninfo(server.dsn, dbname="postgres")
            with closing(connect(admin)) as conn:
                conn.execute("DROP DATABASE fleettickets")
            run(roles, environment | {"ADMIN_URL": admin})
            environment |= with_logins(server, "fleettickets")
            for script in restore:
                output = run(script, environment)
            recovery_s = time.monotonic() - began
            after = tables(environment["NEW_URL"])
            with closing(connect(environment["NEW_URL"])) as conn:
                assert misplaced(conn) == []
                for dataset in DATASETS:
                    checked = conn.execute("SELECT * FROM tickets.check_tickets(%s)", [dataset])
                    assert checked.fetchall() == []

    assert "needs a person" not in output
    assert {name: len(rows) for name, rows in before.items() if not rows} == {}
    lost = {name: Counter(rows) - Counter(after[name]) for name, rows in before.items()}
    doubled = {name: Counter(rows) - Counter(before[name]) for name, rows in after.items()}
    rows_lost, rows_doubled = (
        sum(rows.total() for rows in by_table.values()) for by_table in (lost, doubled)
    )
    note(Fault("database lost, older dump restored", 1, rows_lost, rows_doubled, recovery_s))
    assert [name for name in lost if lost[name] or doubled[name]] == [], (lost, doubled)
