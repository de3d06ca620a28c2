"""The rebuild of docs/deployment-and-operations.md, its commands as they are written there."""

import os
import sys
from contextlib import closing
from pathlib import Path

from psycopg.conninfo import make_conninfo

from fleettickets.config import BucketSettings
from fleettickets.local.binaries import find_binaries
from fleettickets.local.postgres import PostgresServer, private_postgres
from fleettickets.store.connect import connect
from tests.faults.test_restore import Story, blocks, run, tables, with_logins
from tests.support.disturbed import environ, fresh_world
from tests.support.serving import execute

ASKED_AGAIN = ("dispatch.travel_places", "dispatch.travel_times")
"""Answers of a routing service, which the dump of the decisions leaves out."""


def test_files_and_decisions_give_the_same_tables_in_a_new_database(
    postgres_server: PostgresServer, s3_server: BucketSettings, tmp_path: Path
) -> None:
    _, dump = blocks("Backups")
    create, *fill = blocks("Rebuild")
    programs = f"{find_binaries().folder}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    with fresh_world(postgres_server.dsn, s3_server) as world:
        name = world.query("SELECT current_database()")[0][0]
        environment = environ(world) | {"PATH": programs, "BACKUPS": str(tmp_path)}
        environment |= with_logins(postgres_server, name)
        story = Story(world, environment)
        for number in range(len(story.parts)):
            story.part(number)
            if number < 2:
                story.decide(number + 1)
        run(dump, environment)
        before = tables(world.url)
        execute(postgres_server.dsn, f'DROP DATABASE "{name}" WITH (FORCE)')
        with private_postgres(tmp_path / "new") as server:
            admin = make_conninfo(server.dsn, dbname="postgres")
            with closing(connect(admin)) as conn:
                conn.execute("DROP DATABASE fleettickets")
            new = make_conninfo(server.dsn, dbname="fleettickets")
            run(create, environment | {"ADMIN_URL": admin, "NEW_URL": new})
            environment |= with_logins(server, "fleettickets")
            for script in fill:
                run(script, environment)
            after = tables(environment["NEW_URL"])

    assert {name: len(rows) for name, rows in before.items() if not rows} == {}
    assert after == before | {name: [] for name in ASKED_AGAIN}
