"""A cluster is where its name and the places of its tickets are together."""

from fleettickets.domain.place import Candidate, Position, Question, distance_m
from fleettickets.geocoding.clusters import TWO_PLACES, find_middle, settle
from fleettickets.geocoding.guard import Bounds

NEAR_NAIROBI = Position(36.82, -1.29)
MOMBASA = Position(39.66, -4.05)
BOUNDS = Bounds(None, "", 25_000)


def likoni(at: Position, *, is_area: bool = False) -> Candidate:
    return Candidate(at, "Likoni", "neighbourhood", is_area=is_area)


def around(centre: Position, count: int) -> list[list[Position]]:
    return [[Position(centre.longitude + number / 100, centre.latitude)] for number in range(count)]


def test_too_few_places_say_nothing() -> None:
    assert find_middle([*around(MOMBASA, 2), []]) is None


def test_the_middle_is_where_most_places_may_be() -> None:
    names = [[*spots, NEAR_NAIROBI] for spots in around(MOMBASA, 4)] + [[Position(35, 1)]]

    middle = find_middle([*names[:3], [NEAR_NAIROBI, *names[3][:1]], names[4]])

    assert middle is not None
    assert (middle.places, middle.of) == (4, 5)


def test_places_that_lie_apart_have_no_middle() -> None:
    assert find_middle([[Position(34.0 + number, 0)] for number in range(6)]) is None


def test_the_name_that_the_places_confirm_is_the_clusters() -> None:
    places = around(MOMBASA, 4)
    verdict = settle(
        Question("likoni", is_cluster=True),
        [likoni(NEAR_NAIROBI), likoni(MOMBASA)],
        BOUNDS,
        places,
        find_middle(places),
    )

    assert verdict.accepted is not None
    assert distance_m(verdict.accepted.position, MOMBASA) < 5_000


def test_a_single_place_chooses_among_equal_names() -> None:
    verdict = settle(
        Question("likoni", is_cluster=True),
        [likoni(NEAR_NAIROBI), likoni(MOMBASA)],
        BOUNDS,
        around(MOMBASA, 1),
        None,
    )

    assert verdict.accepted == likoni(MOMBASA)


def test_without_places_the_area_of_that_name_chooses() -> None:
    area = likoni(Position(39.68, -4.07), is_area=True)

    verdict = settle(
        Question("likoni", is_cluster=True),
        [likoni(NEAR_NAIROBI), likoni(MOMBASA), area],
        BOUNDS,
        [],
        None,
    )

    assert verdict.accepted == likoni(MOMBASA)


def test_a_cluster_in_two_places_is_reported_with_both() -> None:
    places = around(MOMBASA, 5)

    verdict = settle(
        Question("likoni", is_cluster=True),
        [likoni(NEAR_NAIROBI)],
        BOUNDS,
        places,
        find_middle(places),
    )

    assert verdict.accepted is None
    assert verdict.refused == likoni(NEAR_NAIROBI)
    assert verdict.reason is not None
    assert verdict.reason.startswith(f"{TWO_PLACES}: its name is 4")
    assert "-4.05000, 39.68000, where 5 of 5 places of its tickets are" in verdict.reason
