"""What the service's own routes answer; contract/ has what the reporting functions answer."""

from typing import Literal

from pydantic import Field

from fleettickets.api.contract.base import Shape
from fleettickets.domain.dataset import Symbol


class Error(Shape):
    """Why a request was refused; the log and the commands use the same words."""

    code: str = Field(examples=["FT601"])
    """Stable; docs/errors.md lists every code."""
    message: str
    """What happened."""
    details: str | None
    """More about it."""
    hint: str | None
    """What to do about it."""


class Session(Shape):
    """Who the caller is, and what they may do."""

    role: Literal["viewer", "dispatcher", "admin"]
    """The caller's role."""
    is_anonymous: bool
    """Whether the request had no token."""
    name: str | None
    """The token's name; null: anonymous."""
    may_export: bool
    """Whether the caller may download files."""


class TicketType(Shape):
    """A ticket type, as the page presents it; the page's code names no type."""

    name: str = Field(examples=["inc"])
    """Its name in addresses."""
    title: str = Field(examples=["Incidents"])
    """The plural, as a title."""
    singular: str = Field(examples=["incident"])
    """One of its tickets, within a sentence."""
    label: str = Field(examples=["INC"])
    """A short name for a tab."""
    symbol: Symbol
    """The shape inside its map symbols."""
    is_scheduled: bool
    """Whether its tickets have appointments."""


class PageConfig(Shape):
    """What the page needs to know before it asks for a token."""

    map_style_url: str | None
    """A MapLibre style; null: the page's own."""
    version: str
    """The version of fleettickets."""
    may_export: bool
    """Whether the caller of this request may download files."""
    is_token_needed: bool
    """Whether other routes would refuse this request for want of a token."""
    datasets: list[TicketType]
    """In the order of the page's tabs."""


class Health(Shape):
    """The process answers, or the service is ready."""

    status: Literal["ok", "ready"]
