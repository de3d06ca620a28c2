"""Read Mapbox vector tiles (version 2.1 of their specification), as far as tests need it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_VARINT, _BYTES = 0, 2


@dataclass
class Layer:
    """A layer of points: each feature's properties, and its place in the tile."""

    name: str = ""
    extent: int = 4_096
    features: list[dict[str, Any]] = field(default_factory=list)
    points: list[tuple[int, int]] = field(default_factory=list)


def read_tile(content: bytes) -> list[Layer]:
    """Return the tile's layers."""
    return [_layer(value) for number, value in _fields(content) if number == 3]


def _layer(content: bytes) -> Layer:
    layer, keys, values, features = Layer(), [], [], []
    for number, value in _fields(content):
        if number == 1:
            layer.name = value.decode()
        elif number == 2:
            features.append(value)
        elif number == 3:
            keys.append(value.decode())
        elif number == 4:
            values.append(_value(value))
        elif number == 5:
            layer.extent = value
    for feature in features:
        parts = dict(_fields(feature))
        tags = list(_varints(parts.get(2, b"")))
        pairs = zip(tags[::2], tags[1::2], strict=True)
        layer.features.append({keys[key]: values[value] for key, value in pairs})
        command, x, y = _varints(parts[4])
        assert command == 9  # move to, once: a point
        layer.points.append((_zigzag(x), _zigzag(y)))
    return layer


def _value(content: bytes) -> Any:
    ((number, value),) = _fields(content)
    return value.decode() if number == 1 else _zigzag(value) if number == 6 else value


def _fields(content: bytes) -> Iterator[tuple[int, Any]]:
    at = 0
    while at < len(content):
        key, at = _varint(content, at)
        if key & 7 == _VARINT:
            value, at = _varint(content, at)
            yield key >> 3, value
        else:
            assert key & 7 == _BYTES
            size, at = _varint(content, at)
            yield key >> 3, content[at : at + size]
            at += size


def _varints(content: bytes) -> Iterator[int]:
    at = 0
    while at < len(content):
        value, at = _varint(content, at)
        yield value


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = content[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _zigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)
