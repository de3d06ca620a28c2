"""An empty database for each test of the migrator."""

import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from tests.support.schemas import MakeSchema, write_schema


@pytest.fixture
def empty_database(postgres_server: PostgresServer) -> Iterator[str]:
    server = postgres_server.dsn
    name = f"empty_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        yield make_conninfo(server, dbname=name)
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def make_schema(tmp_path: Path) -> MakeSchema:
    return lambda files: write_schema(tmp_path, files)


@pytest.fixture
def conn(empty_database: str) -> Iterator[Connection]:
    with closing(connect(empty_database)) as conn:
        yield conn


@pytest.fixture
def other(empty_database: str) -> Iterator[Connection]:
    with closing(connect(empty_database)) as conn:
        yield conn
