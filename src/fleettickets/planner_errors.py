"""The errors of planning the crews' day."""

from fleettickets.errors import FleetTicketsError


class PlanError(FleetTicketsError):
    """A plan cannot be made, or breaks a rule that the checker knows."""

    code = "FT701"
    hint = "Report it with the seed and the number of iterations; the plan was not stored."


class CrewFileError(FleetTicketsError):
    """A line of a file of crews cannot be used; nothing of the file was stored."""

    code = "FT702"
    exit_status = 2
    hint = "Correct the file (docs/dispatch.md#crews) and run the command again."

    def __init__(self, file: str, line: int, column: str | None, problem: str) -> None:
        where = f"{file}, line {line}" + (f", column {column}" if column else "")
        super().__init__(where, problem)


class UnknownDispatchError(FleetTicketsError):
    """A ticket, crew or plan that a dispatch command names does not exist."""

    code = "FT703"
    exit_status = 2
    hint = "`fleettickets dispatch show` lists crews and tickets as they are spelled."


class TravelError(FleetTicketsError):
    """The server of travel times gave no usable answer."""

    code = "FT704"
    exit_status = 3
    hint = "Check DISPATCH_TRAVEL_URL, or set DISPATCH_TRAVEL to estimate."


class DispatchRightsError(FleetTicketsError):
    """The server's login may not read or write the dispatchers' tables."""

    code = "FT705"
    exit_status = 3
    hint = "The server's login needs the role fleettickets_dispatcher (docs/api.md#dispatch)."


class ChangedError(FleetTicketsError):
    """Somebody else has changed what a decision is about since the caller read it."""

    code = "FT706"
    hint = "Read it again, and decide on what it is now."


class UnconfirmedError(FleetTicketsError):
    """A plan was made from tickets that are out of date, and publishing it was not confirmed."""

    code = "FT707"
    hint = "Plan again, or send `confirm: true` to publish it all the same."


class PreconditionError(FleetTicketsError):
    """A decision does not say on which state it rests."""

    code = "FT708"
    hint = "Send the `version` that you read in If-Match; `*` overwrites whatever there is."


class TooManyFixesError(FleetTicketsError):
    """A token sends more positions than it may."""

    code = "FT709"
    hint = "Send each device's position less often; FLEETTICKETS_FIXES_A_SECOND is the limit."


class TrackerError(FleetTicketsError):
    """The server of the trackers gave no usable answer."""

    code = "FT710"
    exit_status = 3
    hint = "Check the settings TRACKSOLID_… (docs/dispatch.md#where-the-crews-are)."


class TooOftenError(TrackerError):
    """The server of the trackers was asked too often."""

    code = "FT711"
    hint = "Ask less often; another program may use the same key."
