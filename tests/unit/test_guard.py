"""Which answers are accepted, and the reason if none is."""

import pytest

from fleettickets.domain.place import Area, Candidate, Position, Question
from fleettickets.geocoding.guard import Bounds, find_stand_ins, judge

KENYA = Area(33.8, -4.8, 42.0, 5.6)
BOUNDS = Bounds(KENYA, "ke", 25_000)
CLUSTER = Position(36.77, -1.233)
NEAR = Position(36.78, -1.24)


def answer(name: str, position: Position = NEAR, **values: object) -> Candidate:
    return Candidate(**({"position": position, "name": name, "precision": "street"} | values))  # type: ignore[arg-type]


def verdict(
    text: str, *candidates: Candidate, near: Position | None = CLUSTER, is_cluster: bool = False
) -> object:
    judgement = judge(Question(text, near, 25_000, is_cluster), candidates, BOUNDS)
    return judgement.accepted.name if judgement.accepted else judgement.reason


@pytest.mark.parametrize(
    ("text", "candidate", "reason"),
    [
        ("church road", answer("Church Road", Position(34.75, -0.1)), "too_far: 257.5 km"),
        ("church road", answer("Church Road", Position(-71.06, 42.36)), "outside_area: 42.36"),
        ("church road", answer("Church Road", country="tz"), "outside_country: in tz"),
        ("church road", answer("Nairobi County", precision="county"), "name_mismatch"),
        ("nairobi county road", answer("Nairobi County", precision="county"), "too_coarse: the"),
        ("nairobi west road", answer("Nairobi", precision="city"), "too_coarse: the answer is a c"),
        ("bluebell court", answer("Sunrise Plaza"), "name_mismatch: the answer is 'Sunrise Plaza'"),
    ],
)
def test_an_answer_is_refused_with_its_reason(text: str, candidate: Candidate, reason: str) -> None:
    assert str(verdict(text, candidate)).startswith(reason)


@pytest.mark.parametrize(
    ("text", "candidate"),
    [
        ("church road", answer("Church Road")),
        ("chuch road", answer("Church Road")),
        ("bluebell apartments, kitisuru", answer("Kitisuru", precision="neighbourhood")),
        ("buruburu phase 5", answer("Buru Buru 5")),
        ("kitengela", answer("Kitengela", precision="city")),
        ("church road", answer("Church Road", country="ke")),
    ],
)
def test_an_answer_that_fits_is_accepted(text: str, candidate: Candidate) -> None:
    assert verdict(text, candidate) == candidate.name


def test_a_vague_position_is_accepted_only_within_its_reach() -> None:
    near, far = Position(36.77, -1.1), Position(36.77, -1.09)

    assert verdict("church road", answer("Church Road", near, reach=0.6)) == "Church Road"
    assert verdict("church road", answer("Church Road", far)) == "Church Road"
    assert verdict("church road", answer("Church Road", far, reach=0.6)) == (
        "too_far: 15.9 km from the cluster (limit 15 km)"
    )


def test_a_position_given_for_many_questions_that_do_not_name_it_is_a_stand_in() -> None:
    city, road = Position(36.8, -1.3), Position(36.9, -1.2)
    answers = [(f"{word} lane", "Nairobi", city) for word in ("church", "mill", "hill", "mill")]
    answers += [(text, "Ngong Road", road) for text in ("ngong road", "ngon road", "ngongroad")]
    answers += [("ngong road, nairobi", "Nairobi", city)]

    assert find_stand_ins(answers, 3) == {city: 3}
    assert find_stand_ins(answers, 4) == {}


def test_the_first_acceptable_answer_is_taken() -> None:
    far = answer("Church Road", Position(34.75, -0.1))

    assert verdict("church road", far, answer("Church Road East")) == "Church Road East"


def test_no_answer_is_no_match() -> None:
    assert verdict("church road") == "no_match"


def test_without_a_cluster_equal_names_far_apart_are_ambiguous() -> None:
    rongai = [answer("Rongai", Position(36.75, -1.39)), answer("Rongai", Position(35.86, -0.17))]

    assert verdict("rongai", *rongai, near=None) == "ambiguous: 2 places, up to 168 km apart"
    assert verdict("rongai", *rongai[:1], near=None) == "Rongai"


def test_without_a_cluster_a_lone_city_is_meant() -> None:
    hamlet = answer("Nakuru", Position(34.5, 0.5), precision="suburb")
    city = answer("Nakuru", Position(36.07, -0.28), precision="city")

    judgement = judge(Question("nakuru", None, 25_000, is_cluster=True), [hamlet, city], BOUNDS)

    assert judgement.accepted == city


def test_a_cluster_may_be_a_city_but_not_a_county() -> None:
    city, county = answer("Ruiru", precision="city"), answer("Ruiru", precision="county")

    assert verdict("ruiru", city, is_cluster=True) == "Ruiru"
    assert verdict("ruiru", county, is_cluster=True) == "too_coarse: the answer is a county"


def test_an_answer_at_another_cluster_is_refused() -> None:
    away = Position(36.77, -1.13)
    question = Question("church road", CLUSTER, 25_000, rivals=(Position(36.77, -1.12),))

    refused = judge(question, [answer("Church Road", away)], BOUNDS)
    assert refused.reason == "nearer_cluster: 11.5 km from the cluster, 1.1 km from another one"
    both = [answer("Church Road", away), answer("Church Road", NEAR)]
    assert judge(question, both, BOUNDS).accepted == both[1]
    alone = question._replace(rivals=())
    assert judge(alone, [answer("Church Road", away)], BOUNDS).accepted is not None


def test_an_address_that_names_another_cluster_is_there() -> None:
    kangemi = Position(36.74, -1.13)
    question = Question("bluebell court, kangemi", CLUSTER, 25_000, rivals=(kangemi,))

    assert judge(question, [answer("Kangemi", kangemi)], BOUNDS).accepted is not None


def test_between_two_clusters_an_answer_is_at_either() -> None:
    question = Question("church road", CLUSTER, 25_000, rivals=(Position(36.79, -1.24),))

    assert judge(question, [answer("Church Road", NEAR)], BOUNDS).accepted is not None


def test_the_middle_of_a_constituency_is_no_address() -> None:
    area = answer("Garsen", precision="suburb", is_area=True)

    assert verdict("garsen", area) == "too_coarse: the answer is a constituency"
    assert verdict("garsen", area, is_cluster=True) == "Garsen"
