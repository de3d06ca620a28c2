"""Reduce an address, as dispatchers type it, to the words that name places.

The rows of ``tickets.place_aliases`` say what is noise, which place a code stands for and what an
abbreviation means; this module applies them (docs/geocoding.md#addresses).
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fleettickets.errors import AddressRuleError

_QUOTES = str.maketrans(dict.fromkeys("'`\u2018\u2019\u02bc\u00b4", "") | {"_": "-"})
_SEPARATOR = re.compile(
    r"[,;|&\n\r\t()\[\]{}<>\"\u201c\u201d]|(?<!\d):|:(?!\d)|\s[-\u2013\u2014]+\s|\s{2,}"
)
# Links and what follows: they hold names that are no part of the address.
_LINK = re.compile(r"\b(?:https?://|www\.|geo:|maps\.app\.goo\.gl/|goo\.gl/)\S+")
_RELATION = re.compile(
    r"\b(?:opposite|opp\b\.?|near|nr\b\.?|next to|adjacent to|adj\b\.?|behind|beside|in front of"
    r"|close to|around|past)(?: to)?(?: the\b)? +([^,]+)"
)
_PART = re.compile(r"[,/\\]+")
_WORD = re.compile(r"[^\W_]+")
_LABEL = re.compile(
    r"\b(?:([A-Z]{2,5})[-_/](?:FAT|FDT|OLT|ODB)|(?:FAT|FDT|OLT|ODB)[-_/]([A-Z]{2,5})\b)"
)
_LABELS = {"FAT", "FDT", "OLT", "ODB"}

# Longer than any place's address; providers and a database index reject longer texts.
_MAX_LENGTH = 200
_MIN_SIGHTINGS = 5
_MIN_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class AddressRules:
    """The rows of ``tickets.place_aliases``, ready to be applied."""

    codes: Mapping[str, str]
    words: Mapping[str, str]
    suffixes: Mapping[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    regions: Mapping[str, str]

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str, str]]) -> "AddressRules":
        """Compile rows of (kind, alias, replacement), in the order in which patterns apply.

        Raises:
            AddressRuleError: a pattern is not a regular expression, or a kind is unknown.
        """
        texts: dict[str, dict[str, str]] = {"code": {}, "word": {}, "suffix": {}, "region": {}}
        patterns = []
        for kind, alias, replacement in rows:
            if kind == "pattern":
                patterns.append((_compile(alias), replacement))
            elif kind in texts:
                texts[kind][fold(alias)] = fold(replacement)
            else:
                raise AddressRuleError(f"place alias {alias!r}", f"its kind is {kind!r}")
        return cls(texts["code"], texts["word"], texts["suffix"], tuple(patterns), texts["region"])


def fold(text: str) -> str:
    """Return the text in lower case, without accents and apostrophes."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join([char for char in decomposed if not unicodedata.combining(char)])
    return text.translate(_QUOTES).lower()


def words_of(text: str) -> list[str]:
    """Return the text's words, folded."""
    return _WORD.findall(fold(text))


def clean_address(address: str, rules: AddressRules) -> tuple[str, ...]:
    """Return the parts of the address that name places, each in lower case, in their order.

    Codes are replaced by the places that they stand for, which come last. Addresses of the same
    place give equal parts. Empty if nothing names a place.
    """
    folded = _LINK.sub(",", fold(address))
    text = _SEPARATOR.sub(",", folded)
    for pattern, replacement in rules.patterns:
        text = pattern.sub(replacement, text)
    parts: list[str] = []
    context: list[str] = []
    for part in _PART.split(text):
        words = _expand(part, rules, context)
        if not all(word.isdigit() for word in words):
            parts.append(" ".join(words))
    if not parts and not context:
        # Nothing but a network label: its code is all there is.
        context = [rules.codes[word] for word in _WORD.findall(folded) if word in rules.codes]
    return tuple(_shorten(_distinct(parts + context)))


def find_landmarks(address: str, rules: AddressRules) -> frozenset[str]:
    """Return the parts of the cleaned address that follow *opposite*, *near* or *behind*."""
    text = _SEPARATOR.sub(",", fold(address))
    return frozenset(
        part for landmark in _RELATION.findall(text) for part in clean_address(landmark, rules)
    )


def find_codes(places: Iterable[tuple[str | None, str]]) -> dict[str, tuple[str, int]]:
    """Return the codes that network labels carry, each with its cluster and its sightings.

    Takes (cluster, address) of distinct places. ``WLD`` in ``WLD-FAT-12`` becomes the code of the
    cluster that nearly all labels with ``WLD`` belong to.
    """
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for cluster, address in places:
        for before, after in _LABEL.findall(address.upper()):
            code = before or after
            if cluster and code not in _LABELS:
                seen[code][cluster] += 1
    found = {}
    for code, clusters in seen.items():
        cluster, sightings = clusters.most_common(1)[0]
        if sightings >= _MIN_SIGHTINGS and sightings >= _MIN_SHARE * clusters.total():
            found[code] = (cluster, sightings)
    return found


def _compile(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.ASCII)
    except re.error as error:
        raise AddressRuleError(
            f"place alias {pattern!r}", f"is not a regular expression: {error}"
        ) from error


def _expand(part: str, rules: AddressRules, context: list[str]) -> list[str]:
    words: list[str] = []
    is_after_code = False
    for word in _WORD.findall(part):
        if place := rules.codes.get(word):
            context.append(place)
            is_after_code = True
            continue
        if is_after_code and word.isdigit():
            continue
        is_after_code = False
        words.append(rules.words.get(word) or (words and rules.suffixes.get(word)) or word)
    return words


def _distinct(parts: list[str]) -> list[str]:
    return [part for index, part in enumerate(parts) if part and part not in parts[:index]]


def _shorten(parts: list[str]) -> list[str]:
    """Cut the address before the first word that does not fit."""
    room = _MAX_LENGTH
    kept: list[str] = []
    for part in parts:
        if len(part) > room:
            start = part[:room].rpartition(" ")[0] or part[: 0 if kept else room]
            return [*kept, start] if start else kept
        kept.append(part)
        room -= len(part) + len(", ")
    return kept
