"""Tokens of the HTTP API: stored as hashes, created and revoked by the schema's owner."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Literal, get_args

from psycopg.rows import class_row

from fleettickets.errors import TokenError
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query
from fleettickets.store.reader import ReaderConnection, ReaderPool, ReaderQuery

_FIND_TOKEN = ReaderQuery("find_token")
_ALLOW_WRITES = query("allow_writes")
_NOTE_TOKEN_USE = query("note_token_use")
_INSERT_TOKEN = query("insert_token")
_REVOKE_TOKEN = query("revoke_token")
_SELECT_TOKENS = query("select_tokens")

Role = Literal["tracker", "crew", "viewer", "dispatcher", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From viewer on, each may do everything that those before it may. A tracker only reports
positions, a crew only reads its own day and reports on it."""

_OF_CREWS = ("tracker", "crew")

TOKEN = re.compile(r"ft_[A-Za-z0-9_-]{43}", re.ASCII)
_NAME = re.compile(r"[^\W_][\w .@-]{0,63}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token in a list; it does not contain the secret."""

    name: str
    role: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_on: date | None
    is_live: bool


def hash_of(token: str) -> bytes:
    """Return the hash under which a token is stored."""
    return hashlib.sha256(token.encode()).digest()


def add_token(
    conn: Connection, name: str, role: Role, days: int | None, crew_id: int | None = None
) -> tuple[str, datetime | None]:
    """Return a new token, which is stored nowhere, and when it expires.

    Raises:
        TokenError: the name cannot be used, an unrevoked token has it, or its crew is missing.
    """
    if not _NAME.fullmatch(name):
        raise TokenError(name, "needs a name of 1 to 64 letters, digits and ` ._@-`")
    if (role == "crew" and crew_id is None) or (crew_id is not None and role not in _OF_CREWS):
        raise TokenError(name, "needs a crew if it has the role crew; a tracker's may have one")
    token = "ft_" + secrets.token_urlsafe(32)
    params = {
        "name": name,
        "role": role,
        "crew_id": crew_id,
        "token_hash": hash_of(token),
        "days": days,
    }
    found = conn.execute(_INSERT_TOKEN, params).fetchone()
    if found is None:
        raise TokenError(name, "already exists; revoke it first")
    return token, found[0]


def revoke_token(conn: Connection, name: str) -> None:
    """Revoke a token; servers refuse it from the next request on.

    Raises:
        TokenError: there is no such token.
    """
    if conn.execute(_REVOKE_TOKEN, {"name": name}).fetchone() is None:
        raise TokenError(name, "does not exist or is already revoked")


def list_tokens(conn: Connection) -> list[TokenLine]:
    """Return every token, revoked and expired ones too, the newest first."""
    return conn.cursor(row_factory=class_row(TokenLine)).execute(_SELECT_TOKENS).fetchall()


async def find_token(pool: ReaderPool, token_hash: bytes) -> bytes | None:
    """Return the live token that has this hash, as JSON, or None.

    Raises: as ReaderPool.run.
    """
    (token,) = await _FIND_TOKEN.fetch(pool, {"token_hash": token_hash})
    return None if token is None else bytes(token)


async def note_token_use(pool: ReaderPool, token_hash: bytes) -> None:
    """Keep the day of the token's last use.

    Raises: as ReaderPool.run; StoreError too if the server is a standby.
    """
    await pool.run(partial(_note_use, params={"token_hash": token_hash}))


async def _note_use(conn: ReaderConnection, params: dict[str, bytes]) -> None:
    async with conn.transaction():
        await conn.execute(_ALLOW_WRITES)
        await conn.execute(_NOTE_TOKEN_USE, params)
