"""Connections with the dispatcher's role, for a server that acts for people."""

from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from psycopg.errors import InsufficientPrivilege
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout, TooManyRequests

from fleettickets.errors import BusyError
from fleettickets.planner_errors import DispatchRightsError
from fleettickets.store.connect import Connection, parameters_of, prepare_session
from fleettickets.store.failures import explain_request
from fleettickets.store.queries import query
from fleettickets.store.session_marks import PoolProblem

_BECOME_DISPATCHER = query("become_dispatcher")
_LOCK_WAIT_S = 5

Answer = TypeVar("Answer")


class DispatcherPool:
    """A few connections, each lent to one thread at a time."""

    def __init__(self, url: str, *, size: int, wait_s: float, statement_timeout_s: float) -> None:
        self.size = size
        self._problem = PoolProblem()
        self._statement_timeout = f"{statement_timeout_s:g}s"
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            kwargs=parameters_of(url) | {"autocommit": True},
            name="dispatch",
            min_size=0,
            max_size=size,
            timeout=wait_s,
            max_waiting=8 * size,
            max_idle=300,
            reconnect_timeout=2,
            configure=self._prepare,
            open=False,
        )

    def open(self) -> None:
        """Begin to lend connections."""
        self._pool.open()

    def close(self) -> None:
        """Close every connection."""
        self._pool.close(timeout=2)

    def run(self, work: Callable[[Connection], Answer], made_by: str = "") -> Answer:
        """Return what the work makes with a connection; ``made_by`` is who decides.

        Raises:
            DispatchRightsError: the login may not do this.
            BadRequestError, BusyError, StoreError, SchemaVersionError: as ReaderPool.run.
        """
        try:
            return self._run(work, made_by)
        except (PoolTimeout, TooManyRequests, PoolClosed) as error:
            if self._pool.get_stats().get("pool_size", 0) >= self.size:
                raise BusyError("every connection for dispatch is in use") from error
            raise self._problem.error() from error
        except InsufficientPrivilege as error:
            raise DispatchRightsError("dispatch", "the server's login lacks the rights") from error
        except psycopg.Error as error:
            raise explain_request(error) from error

    def _run(self, work: Callable[[Connection], Answer], made_by: str) -> Answer:
        for is_last in (False, True):
            with self._pool.connection() as conn:
                try:
                    _become_dispatcher(conn, made_by=made_by, timeout=self._statement_timeout)
                except psycopg.OperationalError:
                    # Opened before the server went away, like other idle ones perhaps.
                    if is_last:
                        raise
                else:
                    return work(conn)
            self._pool.check()
        raise AssertionError  # the loop returns or raises

    def _prepare(self, conn: Connection) -> None:
        with self._problem.noted():
            prepare_session(conn, _LOCK_WAIT_S)


def _become_dispatcher(conn: Connection, *, made_by: str, timeout: str) -> None:
    params: dict[str, Any] = {"made_by": made_by, "statement_timeout": timeout}
    conn.execute(_BECOME_DISPATCHER, params)
