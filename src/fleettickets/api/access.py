"""Who asks, and what they may.

A token in the Authorization header says who. Without one, only a server that is bound to loopback
answers, only to a request that names it by a loopback name (a page elsewhere can have its own name
lead here), not through a proxy, and only as long as its database never held a token.
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
"""Headers that only a proxy sends."""
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::\d+)?", re.ASCII | re.IGNORECASE)
_MOST_HOLDERS = 4_096
_INDEX_BYTES = 8


@dataclass(frozen=True, slots=True)
class Holder:
    """A live token, as the database knew it at an access version."""

    token_hash: bytes
    name: str
    role: Role
    expires_at: datetime | None
    access_version: int

    def is_live(self, versions: DataVersions) -> bool:
        """Return whether what was known of it still holds."""
        is_over = self.expires_at is not None and self.expires_at <= datetime.now(UTC)
        return self.access_version == versions.access_version and not is_over


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and the data's versions when they asked."""

    role: Role
    versions: DataVersions
    holder: Holder | None = None

    @property
    def name(self) -> str | None:
        """Return the token's name; None: anonymous."""
        return self.holder.name if self.holder else None

    @property
    def may_export(self) -> bool:
        """Return whether files may be taken: by dispatchers, and on one's own machine."""
        return self.holder is None or self.reaches("dispatcher")

    @property
    def may_watch(self) -> bool:
        """Return whether the metrics may be read: by admins, and on one's own machine."""
        return self.holder is None or self.reaches("admin")

    def reaches(self, role: Role) -> bool:
        """Return whether the caller's role is this one or one above."""
        return ROLES.index(self.role) >= ROLES.index(role)


def is_loopback(host: str) -> bool:
    """Return whether an address or a name of a Host header means this machine."""
    match = _HOST.fullmatch(host.strip())
    name = match[1].strip("[]").lower() if match else host.strip()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class Gate:
    """Tells callers apart. What it knows of tokens holds until the access version changes."""

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
        self._noted: dict[bytes, date] = {}
        self._throttle = throttle

    async def admit(
        self, headers: Mapping[str, str], address: str, *, is_watching: bool = False
    ) -> Caller:
        """Return who asks. One who is watching is told apart by what was known before, if need be.

        Raises:
            UnauthenticatedError: nobody who may.
            TooManyTriesError: the address has sent too many wrong tokens.
            StoreError, BusyError: it cannot be told now.
        """
        sent = headers.get("authorization")
        if sent is None:
            return await self._admit_anonymous(headers, is_watching=is_watching)
        scheme, _, token = sent.partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer":
            raise UnauthenticatedError("only bearer tokens are taken")
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
        """Return whether the caller of a long answer may go on.

        Raises:
            StoreError, BusyError: it cannot be told now.
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
        is_near = is_loopback(headers.get("host", "")) and not any(
            _FORWARDED.fullmatch(name.lower()) for name in headers
        )
        if self._is_open_here and is_near:
            versions = await self._known_versions(is_watching=is_watching)
            if not versions.has_tokens:
                return Caller("viewer", versions)
        raise UnauthenticatedError("a token is needed")

    async def _find(self, token_hash: bytes, versions: DataVersions) -> Holder | None:
        # Found by a part of the hash, which no guess can be steered to; the rest is compared in
        # constant time (docs/api.md#access).
        index = token_hash[:_INDEX_BYTES]
        holder = self._holders.get(index)
        if holder is not None and hmac.compare_digest(holder.token_hash, token_hash):
            if holder.is_live(versions):
                return holder
            del self._holders[index]
        text = await find_token(self._pool, token_hash)
        if text is None:
            return None
        found = orjson.loads(text)
        expires_at = found["expires_at"] and datetime.fromisoformat(found["expires_at"])
        holder = Holder(
            token_hash, found["name"], found["role"], expires_at, versions.access_version
        )
        if len(self._holders) >= _MOST_HOLDERS:
            self._holders.clear()
        self._holders[index] = holder
        return holder

    async def _note_use(self, holder: Holder) -> None:
        today = datetime.now(UTC).date()
        if self._noted.get(holder.token_hash) == today:
            return
        if len(self._noted) >= _MOST_HOLDERS:
            self._noted.clear()
        self._noted[holder.token_hash] = today
        try:
            await note_token_use(self._pool, holder.token_hash)
        except FleetTicketsError as error:  # a standby cannot write; reading goes on
            log.warning("the use of a token was not noted: %s", error)
