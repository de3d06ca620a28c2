"""Listen for changes as they are committed."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import psycopg

from fleettickets.errors import StoreError
from fleettickets.store.connect import (
    LOCK_WAIT_S,
    AsyncConnection,
    parameters_of,
    prepare_async_session,
)
from fleettickets.store.queries import query

_LISTEN = query("listen")
_PING = query("ping")
_SIGN_OF_LIFE_S = 30
"""How long a server may be silent before it is asked whether it still answers."""


async def hear_changes(url: str) -> AsyncGenerator[None]:
    """Yield once when listening has begun, and again after each commit that changed something.

    Changes before the first yield are not reported, so read the current state then.

    Raises:
        SettingError: other connections share the session.
        StoreError: the server cannot be reached, or is gone.
    """
    try:
        conn = await AsyncConnection.connect(**parameters_of(url), autocommit=True)
        async with conn:
            await prepare_async_session(conn, LOCK_WAIT_S)
            await conn.execute(_LISTEN)
            yield
            while True:
                async with aclosing(conn.notifies(timeout=_SIGN_OF_LIFE_S)) as notices:
                    async for _ in notices:
                        yield
                await conn.execute(_PING)
    except psycopg.Error as error:
        raise StoreError("listening", "the database cannot be reached") from error
