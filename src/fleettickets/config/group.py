"""A group of settings is a frozen dataclass; each of its fields that is a setting is one line.

That line holds the setting's name, kind, meaning and default. Reading, ``--help`` and
docs/settings.md all come from it.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, ClassVar, Self, TypeVar, overload

from fleettickets.config.kinds import Kind
from fleettickets.errors import SettingError

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable."""

    name: str
    kind: Kind[Any]
    meaning: str
    default: str
    """In words, for people: with its unit, or what its absence means."""
    is_required: bool
    is_secret: bool

    def read(self, text: str) -> Any:  # noqa: ANN401 - the kind's value; the field has the type
        """Return the value that the text stands for.

        Raises:
            SettingError: the text cannot be used. The message shows neither a secret nor a URL.
        """
        try:
            return self.kind.read(text)
        except ValueError:
            is_shown = self.kind.is_shown and not self.is_secret
            raise self.refusal(text if is_shown else None) from None

    def refusal(self, got: str | None = None, *, expected: str = "") -> SettingError:
        """Return the error for a value; ``got`` is None if it must not be shown."""
        shown = "" if got is None else f", got {got!r}"
        return SettingError(self.name, f"expected {expected or self.kind.expected}{shown}")


@overload
def setting(
    name: str, kind: Kind[T], meaning: str, default: str = ..., *, is_secret: bool = ...
) -> T: ...
@overload
def setting(
    name: str, kind: Kind[T], meaning: str, *, unset: tuple[U, str], is_secret: bool = ...
) -> T | U: ...
def setting(  # noqa: PLR0913 - a line of the table
    name: str,
    kind: Kind[Any],
    meaning: str,
    default: str = "",
    *,
    unset: tuple[Any, str] | None = None,
    is_secret: bool = False,
) -> Any:
    """Return a field of a group.

    Args:
        name: The environment variable.
        kind: How its text is read.
        meaning: One phrase, for ``--help`` and docs/settings.md.
        default: The default as a text. Without it and ``unset`` the setting is required.
        unset: The value if the setting is absent, and what that means in words.
        is_secret: Keep it out of messages and of the group's repr.
    """
    value: Any = MISSING
    shown = "required"
    if unset is not None:
        value, shown = unset
    elif default:
        value, shown = kind.read(default), f"{default} {kind.unit}".rstrip()
    own = Setting(name, kind, meaning, shown, value is MISSING, is_secret)
    return field(default=value, repr=not is_secret, metadata={"setting": own})


class Group:
    """Base of every group."""

    __slots__ = ()
    title: ClassVar[str]

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Return the group as the environment sets it; a blank value counts as absent.

        Raises:
            SettingError: a setting is required and absent, or cannot be used.
        """
        values = {}
        for name, own in cls._settings():
            text = environ.get(own.name, "").strip()
            if text:
                values[name] = own.read(text)
            elif own.is_required:
                raise SettingError(own.name, "is not set")
        return cls(**values)

    @classmethod
    def settings(cls) -> list[Setting]:
        """Return the group's settings, in the order of its fields."""
        return [own for _, own in cls._settings()]

    @classmethod
    def setting(cls, field_name: str) -> Setting:
        """Return the setting that fills a field."""
        return dict(cls._settings())[field_name]

    @classmethod
    def default(cls, field_name: str) -> Any:  # noqa: ANN401 - the field has the type
        """Return the default of a field."""
        return cls.__dataclass_fields__[field_name].default  # type: ignore[attr-defined]

    @classmethod
    def _settings(cls) -> Iterator[tuple[str, Setting]]:
        own_fields: tuple[Field[Any], ...] = fields(cls)  # type: ignore[arg-type]
        for own in own_fields:
            if "setting" in own.metadata:
                yield own.name, own.metadata["setting"]
