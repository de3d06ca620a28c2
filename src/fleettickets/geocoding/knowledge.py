"""What the gazetteer knows besides answering: regions, and where a cluster's places lie."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from fleettickets.domain.place import Candidate, Position, Question, Region
from fleettickets.geocoding.address import AddressRules, clean_address
from fleettickets.geocoding.clusters import MAX_PLACES, MIN_PLACES, spots_of
from fleettickets.geocoding.gazetteer_file import Entry, read_gazetteer, read_shipped
from fleettickets.geocoding.gazetteer_search import Gazetteer, shipped_gazetteer
from fleettickets.geocoding.provider import Provider
from fleettickets.geocoding.regions import Regions
from fleettickets.geocoding.settings import GeocoderSettings


class Knowledge:
    """The gazetteer beside a provider; it is loaded when something is asked of it."""

    def __init__(self, provider: Provider, settings: GeocoderSettings, rules: AddressRules) -> None:
        self._provider = provider
        self._file = settings.gazetteer
        self._rules = rules

    @cached_property
    def _entries(self) -> Sequence[Entry]:
        if isinstance(self._provider, Gazetteer):
            return self._provider.entries
        return read_gazetteer(self._file) if self._file else read_shipped()

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        own = self._provider
        if isinstance(own, Gazetteer):
            return own
        return Gazetteer(self._entries) if self._file else shipped_gazetteer()

    @cached_property
    def _regions(self) -> Regions:
        return Regions(self._entries, self._rules.regions)

    def understand(self, region: str | None) -> Region | None:
        """Return what a ticket's region means; None if it is blank or names no place."""
        return self._regions.understand(region) if region else None

    def with_counties(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Find the county of answers that lack it, by their address or else their position."""
        return [
            each
            if each.county
            else replace(each, county=self._regions.county_of(each.areas, each.position))
            for each in candidates
        ]

    def spots(self, names: Sequence[str], region: Region | None) -> list[list[Position]]:
        """Return, for each place of a cluster's tickets, where it may be; empty if they are few."""
        texts = {", ".join(clean_address(name, self._rules)) for name in names}
        asked = sorted(text for text in texts if text)[:MAX_PLACES]
        if len(asked) < MIN_PLACES:
            return []
        questions = [Question(text, region=region) for text in asked]
        return [spots_of(self._gazetteer.search(each), each) for each in questions]
