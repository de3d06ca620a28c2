"""Every error that fleettickets raises on purpose: one class for each decision of a caller.

Codes are stable. docs/errors.md is made from codes, docstrings and hints (``make bless``).
"""

from typing import ClassVar, Self


class FleetTicketsError(Exception):
    """Base of every error: the message begins with the subject, if there is one."""

    code: ClassVar[str] = "FT000"
    hint: str = ""
    exit_status: ClassVar[int] = 1
    """Of a command that ends with it: 1 failed, 2 wrong usage or settings, 3 not available."""

    def __init__(self, *parts: str, hint: str | None = None) -> None:
        super().__init__(": ".join(parts).rstrip(".") + ".")
        self.hint = hint or self.hint

    def __str__(self) -> str:
        return f"[{self.code}] {super().__str__()}" + (f" {self.hint}" if self.hint else "")


class SettingError(FleetTicketsError):
    """A setting or an option is missing or cannot be used."""

    code = "FT001"
    exit_status = 2
    hint = "Set it in the environment; docs/settings.md lists every setting."


class UnreadableFileError(FleetTicketsError):
    """A change file cannot be imported. It stays in place and is retried; other files continue."""

    code = "FT101"
    hint = "Upload a corrected file under the same key; the next run imports it."

    def __init__(self, key: str, problem: str, line: int | None = None, hint: str = "") -> None:
        super().__init__(f"{key}{f', line {line}' if line else ''}", problem, hint=hint)
        self._parts = (key, problem, line, hint)

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, int | None, str]]:
        """Travel between processes as the parts, not as the sentence."""
        return type(self), self._parts


class MissingArchiveError(FleetTicketsError):
    """A late file needs files that were applied before, and one of them is gone or altered."""

    code = "FT102"
    hint = "Restore it to its former place; after a change of buckets, use --reseed once."


class BucketError(FleetTicketsError):
    """The bucket cannot be reached, listed, read or written, or a local file cannot be read."""

    code = "FT201"
    exit_status = 3
    hint = "Check RUSTFS_ENDPOINT, RUSTFS_BUCKET and the access key's rights; then run again."

    def __init__(self, what: str, problem: str, *, is_unanswered: bool = False) -> None:
        super().__init__(what, problem)
        self.is_unanswered = is_unanswered  # no usable answer before the retries were used up


class ClockError(FleetTicketsError):
    """The bucket's server refuses every request, because the clocks differ too much."""

    code = "FT202"
    exit_status = 2
    hint = "Set this machine's clock, or the server's, by NTP; then run again."

    def __init__(self, what: str, server_time: str) -> None:
        super().__init__(f"{what}: its clock ({server_time}) and this machine's differ too much")


class StoreError(FleetTicketsError):
    """The database cannot be reached or refuses the work."""

    code = "FT301"
    exit_status = 3
    hint = "Check DATABASE_URL and the server's log."


class SchemaVersionError(FleetTicketsError):
    """The database's schema does not belong to this version of the code."""

    code = "FT302"
    exit_status = 2
    hint = "Run `fleettickets migrate`; if the schema is newer, deploy the newer code."

    def __init__(self, problem: str, hint: str | None = None) -> None:
        super().__init__("schema", problem, hint=hint)


class MigrationError(FleetTicketsError):
    """A migration cannot be applied. The database is as it was before that migration."""

    code = "FT303"
    hint = "Fix the cause, then run `fleettickets migrate` again."


class ReadOnlyError(StoreError):
    """The database is read-only: a standby, or set to be."""

    code = "FT304"
    exit_status = 2
    hint = "Set DATABASE_URL to the primary (?target_session_attrs=read-write), or allow writes."


class FullError(StoreError):
    """The database's disk, or this login's share of it, is full."""

    code = "FT305"
    hint = "Free or add space on the server; the next run applies what was not committed."


class LockedError(StoreError):
    """Another session held a lock for longer than FLEETTICKETS_LOCK_WAIT_S; it is named."""

    code = "FT306"
    hint = "Let it commit, or end it with pg_terminate_backend(pid); the next run continues."


class TimeLimitError(StoreError):
    """A time limit of the login, database or server ended a statement, or somebody cancelled it."""

    code = "FT307"
    hint = "Remove the limit (ALTER ROLE … SET statement_timeout = 0); the next run continues."


class MissingPostgisError(StoreError):
    """The database has no PostGIS, or its server cannot load it."""

    code = "FT308"
    exit_status = 2
    hint = "Install PostGIS on the server; restore what was dropped with it from a backup."


class AdoptionError(FleetTicketsError):
    """The database does not hold what `fleettickets adopt` can take over, or not any more."""

    code = "FT309"
    exit_status = 2
    hint = "docs/moving-in.md describes what is recognised."


class PrivilegeError(StoreError):
    """The login of DATABASE_URL lacks a right that the work needs."""

    code = "FT310"
    exit_status = 2
    hint = "Run `fleettickets migrate` as an administrator: it grants again what was lost."


class LocalServerError(FleetTicketsError):
    """A private PostgreSQL or S3 server cannot be installed, started or stopped."""

    code = "FT401"
    hint = "Read the server's log under the data folder, or delete that folder to start again."


class AddressRuleError(FleetTicketsError):
    """A row of tickets.place_aliases cannot be applied."""

    code = "FT501"
    exit_status = 2
    hint = "Correct the row, or set its is_active to false."


class GeocoderRefusedError(FleetTicketsError):
    """The geocoding provider refuses the key or the service; any other request would fail too."""

    code = "FT502"
    exit_status = 2
    hint = "Check GEOCODER_KEY, GEOCODER_URL and your plan with the provider."


class GeocoderFaultError(FleetTicketsError):
    """The geocoding provider gave no usable answer; it may later."""

    code = "FT503"
    exit_status = 3
    hint = "Run again later; the answers received so far are stored."

    def __init__(self, provider: str, problem: str, *, is_lasting: bool = False) -> None:
        super().__init__(provider, problem)
        self.is_lasting = is_lasting
        """Whether the same question would fail again, while another may succeed."""


class RateLimitedError(FleetTicketsError):
    """The geocoding provider limits the requests of this ``second``, ``minute`` or ``day``."""

    code = "FT504"
    exit_status = 3
    hint = "Wait; if it happens often, lower GEOCODER_BUDGET or GEOCODER_RATE."

    def __init__(self, provider: str, period: str) -> None:
        super().__init__(provider, f"too many requests this {period}")
        self.period = period


class UnknownPlaceError(FleetTicketsError):
    """A place named on the command line is not exactly one place of the tickets."""

    code = "FT505"
    exit_status = 2
    hint = "Name it as the tickets do; add --cluster for a location that several clusters have."


class GazetteerError(FleetTicketsError):
    """A gazetteer or a GeoNames dump cannot be read."""

    code = "FT506"
    exit_status = 2
    hint = "Give a country's file from GeoNames, unpacked, or one made by `gazetteer build`."


class OutsideAreaError(FleetTicketsError):
    """A position set by hand lies outside the service area."""

    code = "FT507"
    exit_status = 2
    hint = "Give the latitude first; tickets.geo_settings holds the area."


class BadRequestError(FleetTicketsError):
    """A request has a parameter that is unknown, repeated or unusable."""

    code = "FT601"
    hint = "docs/api.md and /openapi.json list each route's parameters."

    def __init__(self, message: str, details: str | None = None, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.details = details


class UnauthenticatedError(FleetTicketsError):
    """A request has no token, or one that is unknown, revoked or expired."""

    code = "FT602"
    hint = "Send `Authorization: Bearer <token>`; `fleettickets token add` makes one."


class ForbiddenError(FleetTicketsError):
    """The caller's role does not allow the request."""

    code = "FT603"
    hint = "Ask an administrator for a token with that role."


class NotFoundError(FleetTicketsError):
    """What a request names does not exist."""

    code = "FT604"
    hint = "Check the address; ids are spelled as the feed does."


class TooManyTriesError(FleetTicketsError):
    """An address has sent too many wrong tokens."""

    code = "FT605"
    hint = "Wait for the time in Retry-After."

    def __init__(self, retry_after_s: int) -> None:
        super().__init__("too many wrong tokens from this address")
        self.retry_after_s = retry_after_s


class BusyError(FleetTicketsError):
    """The server has no room for a request now, or the database took too long."""

    code = "FT606"
    exit_status = 3
    hint = "Retry after the time in Retry-After; a narrower window or filter is faster."


class OpenAddressError(FleetTicketsError):
    """The server would require a token of every request, and no live token exists."""

    code = "FT607"
    exit_status = 2
    hint = "Make one with `fleettickets token add NAME --role viewer`, or serve on 127.0.0.1."

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}, and the database has no live token")


class TokenError(FleetTicketsError):
    """A token cannot be made or revoked."""

    code = "FT608"
    exit_status = 2
    hint = "`fleettickets token list` lists the tokens."

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"token {name!r} {problem}")
