"""Landmarks, the order of an address's parts, and what names no place."""

import pytest

from benchmarks.gazetteer.seeded_rules import seeded_rules
from fleettickets.domain.place import Candidate, Position, Question, precision_class
from fleettickets.geocoding.address import clean_address, find_landmarks
from fleettickets.geocoding.gazetteer_file import Entry
from fleettickets.geocoding.gazetteer_search import Gazetteer

RULES = seeded_rules()
WESTLANDS = Position(36.80, -1.265)
KANGEMI = Position(36.744, -1.27)
GAZETTEER = Gazetteer(
    [
        Entry(Position(36.81, -1.26), "neighbourhood", 1, ("Shell",)),
        Entry(Position(36.85, -1.30), "neighbourhood", 1, ("Shell",)),
        Entry(KANGEMI, "neighbourhood", 0, ("Kangemi",)),
        Entry(Position(36.745, -1.271), "venue", 2, ("Kangemi Market",)),
        Entry(Position(36.79, -1.26), "venue", 2, ("Sarit Centre",)),
    ]
)


def best(address: str) -> Candidate | None:
    text = ", ".join(clean_address(address, RULES))
    question = Question(text, WESTLANDS, landmarks=find_landmarks(address, RULES))
    return next(iter(GAZETTEER.search(question)), None) if text else None


@pytest.mark.parametrize(
    "address",
    [
        "opposite shell, Kangemi",
        "Opp. Shell, Kangemi",
        "Kangemi, opposite Shell",
        "Kangemi near the Shell",
        "Shell, Kangemi",
    ],
)
def test_a_petrol_station_does_not_hide_the_suburb(address: str) -> None:
    found = best(address)

    assert found is not None
    assert found.position == KANGEMI


def test_a_chain_alone_names_no_place() -> None:
    assert best("opposite Shell") is None


def test_a_position_beside_a_landmark_is_called_so() -> None:
    found = best("behind Sarit Centre")

    assert found is not None
    assert precision_class(found.precision) == "landmark"


def test_a_part_inside_the_locality_is_the_finer_position() -> None:
    found = best("Kangemi Market, Kangemi")

    assert found is not None
    assert found.name == "Kangemi Market"


@pytest.mark.parametrize(
    "address",
    [
        "N/A",
        "n.a.",
        "NA",
        "none",
        "Kenya",
        "test",
        "TEST TICKET",
        "unknown",
        "0722 123456",
        "+256 772 123456",
        "https://maps.app.goo.gl/ParkPlaceXyz",
        "https://www.google.com/maps/place/Park+Place/data=abc",
        "-1.2921, 36.8219",
    ],
)
def test_what_names_no_place_has_no_words(address: str) -> None:
    assert clean_address(address, RULES) == ()


def test_such_words_are_left_out_beside_a_place() -> None:
    assert clean_address("Kangemi, Nairobi, Kenya", RULES) == ("kangemi", "nairobi")
    assert clean_address("Test Road", RULES) == ("test road",)
