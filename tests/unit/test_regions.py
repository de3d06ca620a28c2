"""What a ticket's region means, and that answers outside of it are refused."""

import pytest

from benchmarks.gazetteer.seeded_rules import seeded_rules
from fleettickets.domain.place import Candidate, Position, Question
from fleettickets.geocoding.clusters import settle
from fleettickets.geocoding.gazetteer_file import Entry, read_shipped
from fleettickets.geocoding.gazetteer_search import Gazetteer
from fleettickets.geocoding.guard import Bounds, judge
from fleettickets.geocoding.regions import Regions

ENTRIES = read_shipped()
GAZETTEER = Gazetteer(ENTRIES)
REGIONS = Regions(ENTRIES, seeded_rules().regions)
MOMBASA = Position(39.66, -4.05)


@pytest.mark.parametrize(
    ("text", "counties"),
    [
        ("mombasa", {"Mombasa"}),
        ("MOMBASA COUNTY", {"Mombasa"}),
        ("msa", {"Mombasa"}),
        ("nairobi east", {"Nairobi"}),
        ("Nairobi North 2", {"Nairobi"}),
        ("murang'a", {"Murang'A"}),
        ("elgeyo/marakwet", {"Elegeyo-Marakwet"}),
        ("uasin gishu", {"Uasin Gishu"}),
        ("north eastern", {"Garissa", "Wajir", "Mandera"}),
        ("western", {"Kakamega", "Vihiga", "Bungoma", "Busia"}),
    ],
)
def test_a_region_is_a_county_a_city_or_a_part_of_one(text: str, counties: set[str]) -> None:
    region = REGIONS.understand(text)

    assert region is not None
    assert region.counties == counties


def test_a_city_reaches_into_the_neighbouring_counties() -> None:
    region = REGIONS.understand("nairobi west")

    assert region is not None
    assert region.admits("Kiambu", Position(36.78, -1.2))
    assert not region.admits("Mombasa", MOMBASA)


def test_a_place_without_a_county_is_in_a_region_by_its_position() -> None:
    region = REGIONS.understand("mombasa")

    assert region is not None
    assert region.admits(None, MOMBASA)
    assert not region.admits("", Position(32.58, 0.32))
    question = Question("entebbe")
    found = judge(question, GAZETTEER.search(question), Bounds(None, "", 25_000)).accepted
    assert found is not None
    assert found.county is None


def test_a_gazetteer_without_counties_has_no_regions_of_that_kind() -> None:
    old = Entry(MOMBASA, "county", 3, ("Mombasa",))

    assert Regions([old], {}).understand("mombasa") is None


@pytest.mark.parametrize("text", ["", None, "zone 3", "core network", "metro", "12"])
def test_what_names_no_place_is_no_region(text: str | None) -> None:
    assert REGIONS.understand(text) is None


@pytest.mark.parametrize(
    ("cluster", "region", "county"),
    [
        ("likoni", "mombasa", "Mombasa"),
        ("kangundo", "machakos", "Machakos"),
        ("mandera east", "mandera", "Mandera"),
        ("westlands", "nairobi", "Nairobi"),
    ],
)
def test_a_cluster_is_found_in_its_region(cluster: str, region: str, county: str) -> None:
    question = Question(cluster, is_cluster=True, region=REGIONS.understand(region))

    bounds = Bounds(None, "ke", 25_000)
    accepted = settle(question, GAZETTEER.search(question), bounds, [], None).accepted

    assert accepted is not None
    assert accepted.county == county


def test_an_answer_outside_the_region_is_refused() -> None:
    question = Question("likoni", region=REGIONS.understand("mombasa"))
    nairobi = Candidate(Position(36.85, -1.3), "Likoni Road", "street", county="Nairobi")

    verdict = judge(question, [nairobi], Bounds(None, "ke", 25_000))

    assert verdict.reason == "outside_region: in Nairobi, not in Mombasa"


def test_the_county_of_an_answer_follows_from_its_address_or_its_position() -> None:
    assert REGIONS.county_of(["Likoni", "Mombasa County"], Position(0, 0)) == "Mombasa"
    assert REGIONS.county_of(["Coast"], MOMBASA) == "Mombasa"
    assert REGIONS.county_of([], Position(-71.06, 42.36)) is None


def test_districts_of_a_gazetteer_are_regions_too() -> None:
    spot = Position(32.6, 0.3)
    regions = Regions(
        [
            Entry(spot, "county", 3, ("Central",), "Central"),
            Entry(spot, "county", 3, ("Wakiso",), "Central"),
        ],
        {},
    )
    wakiso = regions.understand("wakiso district")

    assert wakiso is not None
    assert wakiso.counties == {"Central"}
