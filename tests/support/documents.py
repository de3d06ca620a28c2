"""The tables of docs/ that are generated from the models of the contract.

A document marks where a table belongs with ``<!-- generated: NAME -->`` and ``<!-- end -->``.
"""

import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from fleettickets.api import contract
from fleettickets.api.contract.base import ReportAnswer, Shape, Unit
from fleettickets.api.contract.tickets import Geometry
from tests.support.generated_docs import table

CHAPTERS = ("Feature", "Freshness", "Version", "Line")
"""The models that have a chapter of their own, which other tables link to."""
PART = re.compile(r"(<!-- generated: ([\w ]+) -->\n).*?(<!-- end -->\n)", re.DOTALL)
_NAMES: dict[Any, str] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "boolean",
    date: "date",
    AwareDatetime: "time",
    Geometry: "geometry",
}
_CONTAINERS: dict[Any, tuple[str, str]] = {list: ("array", "[]"), dict: ("object", ".*")}


class Kind(NamedTuple):
    """A type as the documents name it, with what lies below it."""

    name: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    below: type[Shape] | None = None
    steps: str = ""
    """What the paths of the keys below add: ``[]`` for an item, ``.*`` for any key."""


def models() -> dict[str, type[Shape]]:
    """Return every model of the contract by its name."""
    for module in pkgutil.iter_modules(contract.__path__, f"{contract.__name__}."):
        import_module(module.name)
    found: dict[str, type[Shape]] = {}
    kinds = [Shape]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        if kind.__module__.startswith(contract.__name__) and kind not in (Shape, ReportAnswer):
            found[kind.__name__] = kind
    return found


def generated(text: str, tables: Callable[[str], str]) -> str:
    """Return the document with each marked part made anew."""
    return PART.sub(lambda part: f"{part[1]}{tables(part[2])}{part[3]}", text)


def key_table(name: str) -> str:
    """Return the table of a model's keys."""
    return table(("key", "type", "unit", "meaning"), _rows(models()[name], ""))


def _rows(model: type[Shape], prefix: str) -> Iterator[tuple[str, ...]]:
    chapter = _chapter(model)
    skipped = chapter.model_fields if chapter and prefix else {}
    for name, field in model.model_fields.items():
        if name in skipped:
            continue
        path = f"{prefix}{field.alias or name}"
        kind = _kind_of_field(field)
        yield f"`{path}`", kind.name, kind.unit, _meaning(field, kind)
        if kind.below:
            yield from _rows(kind.below, f"{path}{kind.steps}.")


def _chapter(model: type[Shape]) -> type[Shape] | None:
    """Return the model, or that which it extends, if it has a chapter."""
    return next((base for base in model.__mro__ if base.__name__ in CHAPTERS), None)


def _meaning(field: FieldInfo, kind: Kind) -> str:
    assert field.description, field
    text = " ".join(field.description.split())
    if not kind.choices:
        return text
    listed = ", ".join(f"`{choice}`" for choice in kind.choices)
    return f"{text} {'One of' if len(kind.choices) > 1 else 'Always'} {listed}."


def _kind_of_field(field: FieldInfo) -> Kind:
    kind = _kind(field.annotation)
    units = [extra.name for extra in field.metadata if isinstance(extra, Unit)]
    return kind._replace(unit=units[0]) if units else kind


def _kind(annotation: Any) -> Kind:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation in _NAMES:
        return Kind(_NAMES[annotation])
    if origin is Annotated:
        units = [extra.name for extra in arguments[1:] if isinstance(extra, Unit)]
        return _kind(arguments[0])._replace(unit="".join(units))
    if origin in (Union, UnionType):
        [inner] = [_kind(argument) for argument in arguments if argument is not type(None)]
        return inner._replace(name=f"{inner.name} or null")
    if origin is Literal:
        return Kind("text", choices=arguments)
    if origin in _CONTAINERS:
        item, (name, steps) = _kind(arguments[-1]), _CONTAINERS[origin]
        return item._replace(name=f"{name} of {item.name}", steps=steps)
    return _kind_of_model(annotation)


def _kind_of_model(model: type[Shape]) -> Kind:
    if chapter := _chapter(model):
        link = f"[{chapter.__name__}](#{chapter.__name__.lower()})"
        return Kind(link, below=model)
    return Kind("object", below=model)
