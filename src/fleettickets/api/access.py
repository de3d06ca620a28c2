"""Who sends a request, and what they may do.

A token in the Authorization header identifies the caller. A request without a token is accepted
only if all of this holds: the server listens on loopback only; the Host header is a loopback name
(a web page can make its own name resolve to this machine); no proxy forwarded the request; and the
database has never held a token.
"""

import hmac
import ipaddress
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import orjson

from fleettickets.api.throttle import Throttle
from fleettickets.api.versions import DataVersions, VersionReader
from fleettickets.errors import (
    BusyError,
    FleetTicketsError,
    StoreError,
    UnauthenticatedError,
)
from fleettickets.store.reader import ReaderPool
from fleettickets.store.tokens import ROLES, TOKEN, Role, find_token, hash_of, note_token_use

log = logging.getLogger(__name__)

_FORWARDED = re.compile(
    r"forwarded|via|x-forwarded-.*|x-(real|client|cluster-client|original)-.*|true-client-ip"
    r"|cf-.*|fly-.*|x-envoy-.*|x-amzn-.*|x-request-start"
)
"""Headers that only proxies send."""
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::\d+)?", re.ASCII | re.IGNORECASE)
_MAX_HOLDERS = 4_096
_INDEX_BYTES = 8


@dataclass(frozen=True, slots=True)
class Holder:
    """A live token, as the database had it at an access version."""

    token_hash: bytes
    name: str
    role: Role
    expires_at: datetime | None
    access_version: int
    crew_id: int | None = None
    """Whose day it shows, or whose position it reports."""

    def is_live(self, versions: DataVersions) -> bool:
        """Return whether the token is still live: it has not changed, and has not expired."""
        has_expired = self.expires_at is not None and self.expires_at <= datetime.now(UTC)
        return self.access_version == versions.access_version and not has_expired


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request, and the data's versions at that time."""

    role: Role
    versions: DataVersions
    holder: Holder | None = None

    @property
    def name(self) -> str | None:
        """Return the token's name; None if the caller is anonymous."""
        return self.holder.name if self.holder else None

    @property
    def may_export(self) -> bool:
        """Return whether the caller may download files: dispatchers may, and anonymous callers."""
        return self.holder is None or self.reaches("dispatcher")

    @property
    def may_decide(self) -> bool:
        """Return whether the caller may decide about the crews' days: as for ``may_export``."""
        return self.may_export

    @property
    def may_read(self) -> bool:
        """Return whether the caller may read the reports: crews and trackers may not."""
        return self.reaches("viewer")

    @property
    def may_watch(self) -> bool:
        """Return whether the caller may read the metrics: admins may, and anonymous callers."""
        return self.holder is None or self.reaches("admin")

    def reaches(self, role: Role) -> bool:
        """Return whether the caller's role is this one or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(role)


def is_loopback(host: str) -> bool:
    """Return whether an address, or the name in a Host header, is this machine's loopback."""
    match = _HOST.fullmatch(host.strip())
    name = match[1].strip("[]").lower() if match else host.strip()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class Gate:
    """Identifies callers. It remembers tokens until the access version changes."""

    def __init__(
        self,
        pool: ReaderPool,
        versions: VersionReader,
        throttle: Throttle,
        *,
        is_open_here: bool,
    ) -> None:
        self._pool = pool
        self._versions = versions
        self._is_open_here = is_open_here
        self._holders: dict[bytes, Holder] = {}
        self._noted_on: dict[bytes, date] = {}
        self._throttle = throttle

    async def admit(
        self, headers: Mapping[str, str], address: str, *, is_watching: bool = False
    ) -> Caller:
        """Return the caller; ``is_watching`` also admits known callers without the database.

        Raises:
            UnauthenticatedError: there is no token, or it is not live.
            TooManyTriesError: the address has sent too many wrong tokens.
            StoreError, BusyError: the database cannot check the token now.
        """
        credentials = headers.get("authorization")
        if credentials is None:
            return await self._admit_anonymous(headers, is_watching=is_watching)
        scheme, _, token = credentials.partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer":
            raise UnauthenticatedError("only bearer tokens are accepted")
        token_hash = hash_of(token)
        with self._throttle.trying(address, token_hash):
            holder = None
            if TOKEN.fullmatch(token):
                versions = await self._known_versions(is_watching=is_watching)
                holder = await self._find(token_hash, versions)
            if holder is None:
                raise UnauthenticatedError("the token is unknown, revoked or expired")
        await self._note_use(holder)
        return Caller(holder.role, versions, holder)

    async def is_still_admitted(self, caller: Caller) -> bool:
        """Return whether the caller of a long answer may still read it.

        Raises:
            StoreError, BusyError: the database cannot look up the token now.
        """
        versions = await self._versions.read()
        if caller.holder is None:
            return not versions.has_tokens
        return await self._find(caller.holder.token_hash, versions) is not None

    async def _known_versions(self, *, is_watching: bool) -> DataVersions:
        try:
            return await self._versions.read()
        except (StoreError, BusyError):
            if not is_watching or self._versions.last is None:
                raise
            return self._versions.last

    async def _admit_anonymous(self, headers: Mapping[str, str], *, is_watching: bool) -> Caller:
        is_local = is_loopback(headers.get("host", "")) and not any(
            _FORWARDED.fullmatch(name.lower()) for name in headers
        )
        if self._is_open_here and is_local:
            versions = await self._known_versions(is_watching=is_watching)
            if not versions.has_tokens:
                return Caller("viewer", versions)
        raise UnauthenticatedError("this request needs a token")

    async def _find(self, token_hash: bytes, versions: DataVersions) -> Holder | None:
        # The index is a part of the hash, which nobody can choose by guessing; the whole hash is
        # compared in constant time (docs/api.md#access).
        index = token_hash[:_INDEX_BYTES]
        holder = self._holders.get(index)
        if holder is not None and hmac.compare_digest(holder.token_hash, token_hash):
            if holder.is_live(versions):
                return holder
            del self._holders[index]
        text = await find_token(self._pool, token_hash)
        if text is None:
            return None
        row = orjson.loads(text)
        expires_at = row["expires_at"] and datetime.fromisoformat(row["expires_at"])
        holder = Holder(
            token_hash,
            row["name"],
            row["role"],
            expires_at,
            versions.access_version,
            row["crew_id"],
        )
        if len(self._holders) >= _MAX_HOLDERS:
            self._holders.clear()
        self._holders[index] = holder
        return holder

    async def _note_use(self, holder: Holder) -> None:
        today = datetime.now(UTC).date()
        if self._noted_on.get(holder.token_hash) == today:
            return
        if len(self._noted_on) >= _MAX_HOLDERS:
            self._noted_on.clear()
        self._noted_on[holder.token_hash] = today
        try:
            await note_token_use(self._pool, holder.token_hash)
        except FleetTicketsError as error:  # a standby cannot write, but can answer
            log.warning("cannot record that a token was used: %s", error)
