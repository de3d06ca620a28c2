"""Everything that fleettickets refuses, one class per decision a caller can make.

Each class has a stable ``code`` and a ``hint`` that says what to do; docs/errors.md lists them.
"""

from typing import ClassVar, Self


class FleetTicketsError(Exception):
    """Base of every error that fleettickets raises on purpose."""

    code: ClassVar[str] = "FT000"
    hint: str = ""
    exit_status: ClassVar[int] = 1
    """Of a command that this ends: 1 failed, 2 wrong usage or settings, 3 a server is away."""

    def __str__(self) -> str:
        return f"[{self.code}] {super().__str__()}" + (f" {self.hint}" if self.hint else "")


class SettingError(FleetTicketsError):
    """A setting is missing or cannot be used."""

    code = "FT001"
    exit_status = 2
    hint = "Set it in the environment; README.md lists every setting."

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}.")


class UnreadableFileError(FleetTicketsError):
    """A feed file that cannot be taken at all; it stays where it is and is tried again."""

    code = "FT101"
    hint = "Upload a corrected file under the same key; the next run takes it."

    def __init__(self, key: str, problem: str, line: int | None = None) -> None:
        super().__init__(f"{key}{f', line {line}' if line else ''}: {problem}.")
        self._parts = (key, problem, line)

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, int | None]]:
        """Travel between processes as the parts, not as the sentence."""
        return type(self), self._parts


class MissingArchiveError(FleetTicketsError):
    """A late file needs files that were applied before, and one of them is gone or altered."""

    code = "FT102"
    hint = (
        "Put the file back where it was applied from (processed/ in the bucket), then run again; "
        "after a change of buckets, run once with --reseed."
    )

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}.")


class BucketError(FleetTicketsError):
    """The bucket cannot be reached, listed, read or written."""

    code = "FT201"
    exit_status = 3
    hint = "Check RUSTFS_ENDPOINT, RUSTFS_BUCKET and the access key's rights."

    def __init__(self, what: str, problem: str, *, is_unanswered: bool = False) -> None:
        super().__init__(f"{what}: {problem}.")
        self.is_unanswered = is_unanswered
        """Whether the server gave no usable answer, for as long as was waited."""


class ClockError(FleetTicketsError):
    """The bucket's server refuses every request, because the clocks are too far apart."""

    code = "FT202"
    exit_status = 2
    hint = "Set this machine's clock, or the server's, by NTP; then run again."

    def __init__(self, what: str, server_time: str) -> None:
        super().__init__(
            f"{what}: its clock and this machine's differ too much, it says {server_time}."
        )


class StoreError(FleetTicketsError):
    """The database cannot be reached or refuses the work."""

    code = "FT301"
    exit_status = 3
    hint = "Check DATABASE_URL and the server's log."

    def __init__(self, what: str, problem: str) -> None:
        super().__init__(f"{what}: {problem}.")


class SchemaVersionError(FleetTicketsError):
    """The database's schema is not the one that this code was written for."""

    code = "FT302"
    exit_status = 2
    hint = "Run `fleettickets migrate`; if the schema is newer, deploy the newer code."

    def __init__(self, problem: str, hint: str | None = None) -> None:
        super().__init__(f"schema: {problem}.")
        if hint:
            self.hint = hint


class MigrationError(FleetTicketsError):
    """A migration cannot be applied; the database is as it was before it."""

    code = "FT303"
    hint = "Mend the cause, then run `fleettickets migrate` again."

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}.")


class LocalServerError(FleetTicketsError):
    """A private server of the embedded default cannot be installed, started or stopped."""

    code = "FT401"
    hint = "Look at the server's log under the data folder, or start afresh by deleting it."

    def __init__(self, server: str, problem: str) -> None:
        super().__init__(f"{server}: {problem}.")


class AddressRuleError(FleetTicketsError):
    """A row of tickets.place_aliases cannot be applied."""

    code = "FT501"
    exit_status = 2
    hint = "Correct the row, or set its is_active to false."

    def __init__(self, alias: str, problem: str) -> None:
        super().__init__(f"place alias {alias!r}: {problem}.")


class GeocoderRefusedError(FleetTicketsError):
    """The provider refuses the key or the service; another question would fare no better."""

    code = "FT502"
    exit_status = 2
    hint = "Check GEOCODER_KEY, GEOCODER_URL and what the plan allows."

    def __init__(self, provider: str, problem: str) -> None:
        super().__init__(f"{provider}: {problem}.")


class GeocoderFaultError(FleetTicketsError):
    """The provider gives no usable answer to a question now; it may later."""

    code = "FT503"
    exit_status = 3
    hint = "What was answered is stored; run again later."

    def __init__(self, provider: str, problem: str, *, is_lasting: bool = False) -> None:
        super().__init__(f"{provider}: {problem}.")
        self.is_lasting = is_lasting
        """Whether the very same question would fare no better, while another may."""


class RateLimitedError(FleetTicketsError):
    """The provider asks for patience: ``second``, ``minute`` or ``day``."""

    code = "FT504"
    exit_status = 3
    hint = "Nothing is wrong; if it happens often, lower GEOCODER_BUDGET or GEOCODER_RATE."

    def __init__(self, provider: str, period: str) -> None:
        super().__init__(f"{provider}: too many requests this {period}.")
        self.period = period


class UnknownPlaceError(FleetTicketsError):
    """A place that was named by hand is not one place of any ticket."""

    code = "FT505"
    exit_status = 2
    hint = "Name it as the tickets do; add --cluster for a location that several clusters have."

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place!r}: {problem}.")


class GazetteerError(FleetTicketsError):
    """A gazetteer or a GeoNames dump cannot be read."""

    code = "FT506"
    exit_status = 2
    hint = "Give a country's file from GeoNames, unpacked, or one made by `gazetteer build`."

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}.")


class OutsideAreaError(FleetTicketsError):
    """A position set by hand lies outside of the service area."""

    code = "FT507"
    exit_status = 2
    hint = "Give the latitude first; tickets.geo_settings holds the area."

    def __init__(self, latitude: float, longitude: float) -> None:
        super().__init__(f"{latitude:.5f}, {longitude:.5f} lies outside of the service area.")


class BadRequestError(FleetTicketsError):
    """A request that cannot be answered as it is put."""

    code = "FT601"
    hint = "docs/api.md and /openapi.json list what each route takes."

    def __init__(self, message: str, details: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.details = details
        self.own_hint = hint or self.hint


class UnauthenticatedError(FleetTicketsError):
    """A request without a token, or with one that is unknown, revoked or expired."""

    code = "FT602"
    hint = "Send `Authorization: Bearer <token>`; `fleettickets token add` makes one."

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}.")


class ForbiddenError(FleetTicketsError):
    """The caller's role does not reach as far as the request."""

    code = "FT603"
    hint = "Ask an administrator for a token with that role."

    def __init__(self, needed: str) -> None:
        super().__init__(f"this needs the role {needed}.")


class NotFoundError(FleetTicketsError):
    """What a request names does not exist."""

    code = "FT604"
    hint = "Check the address; ids are spelled as the feed does."


class TooManyTriesError(FleetTicketsError):
    """An address has sent too many wrong tokens."""

    code = "FT605"
    hint = "Wait as long as Retry-After says."

    def __init__(self, retry_after_s: int) -> None:
        super().__init__("too many wrong tokens from this address.")
        self.retry_after_s = retry_after_s


class BusyError(FleetTicketsError):
    """The server has no room for the request now."""

    code = "FT606"
    exit_status = 3
    hint = "Ask again as Retry-After says; a narrower window or filter is answered sooner."

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}.")


class OpenAddressError(FleetTicketsError):
    """The API would ask everybody for a token, and nobody has one."""

    code = "FT607"
    exit_status = 2
    hint = "Make one with `fleettickets token add NAME --role viewer`, or serve on 127.0.0.1 alone."

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}, and the database has no live token.")


class TokenError(FleetTicketsError):
    """A token cannot be made or revoked."""

    code = "FT608"
    exit_status = 2
    hint = "`fleettickets token list` shows those that there are."

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"token {name!r} {problem}.")
