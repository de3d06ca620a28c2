"""What the service's own routes answer; contract/ has what the reporting functions answer."""

from typing import Literal

from pydantic import Field

from fleettickets.api.contract.base import Shape


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


class PageConfig(Shape):
    """What the page must know before it asks for a token."""

    map_style_url: str | None
    version: str
    may_export: bool = Field(description="whether this request's own caller may")
    is_token_needed: bool = Field(description="whether this request would be refused elsewhere")


class Health(Shape):
    """The process is alive, or the service ready."""

    status: Literal["ok", "ready"]
