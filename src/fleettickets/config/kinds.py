"""Kinds of settings: how a setting's text is read, and what to expect if it cannot be."""

import ipaddress
import re
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import SplitResult, urlsplit

T = TypeVar("T")

_LARGEST = 1_000_000
_HOST = re.compile(r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.ASCII)
_HOST_NAME = re.compile(r"(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)*(?!-)[a-z0-9-]{1,63}(?<!-)\.?", re.ASCII)
_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,62}", re.ASCII)
_REGION = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)", re.ASCII)
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+/?", re.ASCII)
_TRAVELS = {"estimate", "osrm", "valhalla"}
_WORDS = {"0": False, "false": False, "no": False, "1": True, "true": True, "yes": True}


class Kind(NamedTuple, Generic[T]):
    """``read`` raises ValueError for a text that it cannot use."""

    expected: str
    read: Callable[[str], T]
    unit: str = ""
    is_shown: bool = True
    """Whether an unusable text may stand in a message; a URL may hold a password."""


def whole(unit: str = "", *, factor: int = 1) -> Kind[int]:
    """Return the kind of whole numbers; the value is the number times the factor."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= _LARGEST):
            raise ValueError
        return int(text) * factor

    return Kind(f"a whole number from 1 to {_LARGEST:,}", read, unit)


def number(limit: float, unit: str = "") -> Kind[float]:
    """Return the kind of numbers from 0 to the limit."""

    def read(text: str) -> float:
        found = float(text)
        if not 0 <= found <= limit:
            raise ValueError
        return found

    return Kind(f"a number from 0 to {limit:g}", read, unit)


def count(limit: float, unit: str = "") -> Kind[int]:
    """Return the kind of numbers from 0 to the limit, whose fraction is cut off."""
    kind = number(limit, unit)
    return Kind(kind.expected, lambda text: int(kind.read(text)), unit)


def _read_flag(text: str) -> bool:
    if text.lower() not in _WORDS:
        raise ValueError
    return _WORDS[text.lower()]


def _split_http(text: str) -> SplitResult:
    url = urlsplit(text)
    if url.scheme not in {"http", "https"} or not url.hostname or url.port == 0:
        raise ValueError
    return url


def _read_plain(text: str) -> str:
    """Return a text that fits into an HTTP header; urlsplit ignores line ends."""
    if not (text.isascii() and text.isprintable()) or " " in text:
        raise ValueError
    return text


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError
        return text

    return read


def _read_endpoint(text: str) -> str:
    url = _split_http(_read_plain(text))
    if url.username is not None or url.query or url.fragment:
        raise ValueError
    host = url.hostname or ""
    if ":" in host:
        ipaddress.ip_address(host)
    elif not _HOST_NAME.fullmatch(host):
        raise ValueError
    return text


def _read_webhook(text: str) -> str:
    url = _split_http(_read_plain(text))
    if url.username is not None or url.fragment:
        raise ValueError
    return text


def _read_proxies(text: str) -> tuple[str, ...]:
    proxies = tuple(text.replace(",", " ").split())
    for address in proxies:
        # A network that holds every address would let any client claim any address.
        if ipaddress.ip_network(address).prefixlen == 0:
            raise ValueError
    return proxies


def _read_roles(text: str) -> tuple[str, ...]:
    roles = tuple(dict.fromkeys(role.strip() for role in text.split(",")))
    # Our own roles have exactly the rights that apply_grants.sql lists.
    if "" in roles or any(role.startswith("fleettickets_") for role in roles):
        raise ValueError
    return roles


def origin_of(url: str) -> str:
    """Return scheme and host of a URL, and nothing that could widen a Content-Security-Policy.

    Raises:
        ValueError: it is not an http:// or https:// URL of a plain host name.
    """
    parts = _split_http(url)
    host = parts.hostname or ""
    if not _HOST.fullmatch(host):
        raise ValueError
    return f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}"


def _read_style_url(text: str) -> str:
    if not text.startswith("/"):
        origin_of(text)
    return text


def _read_origins(text: str) -> tuple[str, ...]:
    return tuple(origin_of(url) for url in text.split())


def _read_whole_origins(text: str) -> tuple[str, ...]:
    if "*" in text:
        raise ValueError
    return _read_origins(text)


def _read_path(text: str) -> str:
    if not _PATH.fullmatch(text) or {".", ".."} & set(text.split("/")):
        raise ValueError
    return text.rstrip("/")


def _read_travel(text: str) -> str:
    if text not in _TRAVELS:
        raise ValueError(text)
    return text


TEXT = Kind("a text", str)
ACCESS_KEY = Kind("printable ASCII without spaces", _read_plain)
BUCKET = Kind("3 to 63 letters, digits, dots, hyphens and underscores", _matching(_BUCKET))
REGION = Kind("up to 63 letters, digits and hyphens", _matching(_REGION))
DATABASE = Kind("a postgresql:// URL or a keyword string of libpq", str, is_shown=False)
MEBIBYTES = whole("MiB", factor=1 << 20)
FLAG = Kind("true or false", _read_flag)
ENDPOINT = Kind(
    "http(s)://host[:port], its name of letters, digits and hyphens, without user, password or "
    "query (set RUSTFS_ACCESS_KEY and RUSTFS_SECRET_KEY)",
    _read_endpoint,
    is_shown=False,
)
WEBHOOK = Kind(
    "http(s)://host[:port]/path, without user, password or #fragment", _read_webhook, is_shown=False
)
PROXIES = Kind("addresses or networks of proxies, comma-separated", _read_proxies)
ROLES = Kind("names of roles other than fleettickets_…, comma-separated", _read_roles)
STYLE_URL = Kind("/path or http(s)://host/path", _read_style_url, is_shown=False)
ORIGINS = Kind("http(s)://host[:port], separated by spaces", _read_origins, is_shown=False)
WHOLE_ORIGINS = Kind(
    "http(s)://host[:port] without `*`, separated by spaces", _read_whole_origins, is_shown=False
)
PATH = Kind("/path of letters, digits, hyphens, dots, underscores and tildes", _read_path)
TRAVEL = Kind("estimate, osrm or valhalla", _read_travel)
