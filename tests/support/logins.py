"""Roles that may log in, each for one test."""

import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql


@contextmanager
def login(server_dsn: str, member_of: str | None = None) -> Iterator[dict[str, str]]:
    """Yield user and password of a new role that may log in, and nothing else of its own."""
    name, password = f"login_{uuid.uuid4().hex}", secrets.token_hex()
    role = sql.Identifier(name)
    with psycopg.connect(server_dsn, autocommit=True) as admin:
        create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
        admin.execute(create.format(role, sql.Literal(password)))
        if member_of is not None:
            admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(member_of), role))
        yield {"user": name, "password": password}
        admin.execute(sql.SQL("DROP ROLE {}").format(role))
