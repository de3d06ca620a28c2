"""Notice that a lock of this session is not this session's any more.

A pooler that hands sessions out for one transaction each takes the lock with the first session and
releases it in another: it stays locked, and the work in between was not protected.
"""

from typing import Any

import psycopg

from fleettickets.errors import LockedError
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query
from fleettickets.store.session_marks import pooled

_IS_LOCK_HELD = query("is_lock_held")
_FIND_LEAKED_LOCK = query("find_leaked_lock")


def check_released(answer: psycopg.Cursor[tuple[Any, ...]]) -> None:
    """Check the answer to an unlock.

    Raises:
        SettingError: the session did not hold the lock.
    """
    found = answer.fetchone()
    if not (found and found[0]):
        raise pooled("the session lost a lock that it had")


def check_held(conn: Connection, dataset: str) -> None:
    """Check, in the transaction that is to be protected, that the session holds the dataset's lock.

    Raises:
        SettingError: it does not.
    """
    check_released(conn.execute(_IS_LOCK_HELD, {"dataset": dataset}))


def refuse_leaked_lock(conn: Connection, dataset: str) -> None:
    """Make sure that the session which holds the dataset's lock also runs an import.

    Raises:
        LockedError: it runs none, so nobody will release the lock.
    """
    found = conn.execute(_FIND_LEAKED_LOCK, {"dataset": dataset}).fetchone()
    if found is not None:
        problem = f"pid {found[0]} holds the lock of {dataset} and runs no import"
        hint = (
            "A pooler in transaction mode left it there: end it with pg_terminate_backend(pid), "
            "and set DATABASE_URL to the server itself."
        )
        raise LockedError("import", problem, hint=hint)
