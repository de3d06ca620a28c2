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
