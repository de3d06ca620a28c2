"""The offline gazetteer: which places a name finds, and the files that it is built from."""

import lzma
from pathlib import Path

import pytest

from fleettickets.commands.gazetteer import main
from fleettickets.domain.place import Position, Question, distance_m
from fleettickets.errors import GazetteerError
from fleettickets.geocoding.gazetteer_file import (
    VAGUE_RANK,
    Entry,
    read_gazetteer,
    read_shipped,
)
from fleettickets.geocoding.gazetteer_search import Gazetteer

NAIROBI = Position(36.82, -1.29)
KISUMU = Position(34.76, -0.1)


def spot(east: float, north: float, centre: Position = NAIROBI) -> Position:
    return Position(centre.longitude + east, centre.latitude + north)


GAZETTEER = Gazetteer(
    [
        Entry(spot(0.05, 0), "neighbourhood", 0, ("Buru Buru", "Buruburu Estate")),
        Entry(spot(0.01, 0), "neighbourhood", 0, ("Majengo",)),
        Entry(spot(0.01, 0, KISUMU), "neighbourhood", 0, ("Majengo",)),
        Entry(spot(0.02, 0), "venue", 2, ("Kitisuru Estate",)),
        Entry(spot(0.02, 0.001), "suburb", 4, ("Kitisuru",)),
        Entry(spot(0.0, 0.0), "city", 0, ("Nairobi",)),
        Entry(spot(0.03, 0.01), "neighbourhood", 0, ("Kangemi",)),
        Entry(spot(0.04, 0.01), "suburb", VAGUE_RANK, ("Ruiru Creek",)),
        Entry(spot(0.2, 0), "suburb", VAGUE_RANK, ("Athi Creek",)),
        Entry(spot(0.2, 0.01), "suburb", 1, ("Athi Farm",)),
        Entry(spot(0.0, 0.01, KISUMU), "neighbourhood", 0, ("Central",)),
        Entry(spot(0.0, 0.02, KISUMU), "neighbourhood", 0, ("Kangeni",)),
        *[Entry(spot(0.5, 0.5), "street", 2, (f"Street {n} Road",)) for n in range(70)],
    ]
)


def first(text: str, near: Position | None = NAIROBI) -> tuple[str, Position] | None:
    hits = GAZETTEER.search(Question(text, near))
    return (hits[0].name, hits[0].position) if hits else None


def test_spaces_case_and_accents_do_not_matter() -> None:
    assert first("buruburu") == first("buru buru") == ("Buru Buru", spot(0.05, 0))


def test_among_equals_the_nearest_to_the_cluster_wins() -> None:
    assert first("majengo") == ("Majengo", spot(0.01, 0))
    assert first("majengo", KISUMU) == ("Majengo", spot(0.01, 0, KISUMU))


def test_a_place_is_found_among_other_words() -> None:
    assert first("bluebell apartments, kangemi") == ("Kangemi", spot(0.03, 0.01))
    assert first("zawadi court kangemi") == ("Kangemi", spot(0.03, 0.01))


def test_words_that_many_names_have_find_nothing_alone() -> None:
    assert first("road") is None
    assert first("kangemi road") == ("Kangemi", spot(0.03, 0.01))


def test_a_typo_is_forgiven_near_the_cluster_only() -> None:
    assert first("kangmei") == ("Kangemi", spot(0.03, 0.01))
    assert first("kangmei", KISUMU) is None
    assert first("kangmei", None) is None


def test_a_name_in_another_region_is_not_a_misspelling() -> None:
    assert first("kangeni", KISUMU) == ("Kangeni", spot(0.0, 0.02, KISUMU))
    assert first("kangeni") == ("Kangeni", spot(0.0, 0.02, KISUMU))


def test_the_nearby_part_of_a_name_is_meant() -> None:
    assert first("kangemi central") == ("Kangemi", spot(0.03, 0.01))
    assert first("kangemi central", KISUMU) == ("Central", spot(0.0, 0.01, KISUMU))


def test_a_vague_place_is_accepted_only_near_the_cluster() -> None:
    def are_accepted(text: str) -> list[bool]:
        question = Question(text, NAIROBI, 25_000)
        return [
            distance_m(NAIROBI, each.position) <= 25_000 * each.reach
            for each in GAZETTEER.search(question)
        ]

    assert are_accepted("ruiru creek") == [True]
    assert are_accepted("athi creek") == [False]
    assert are_accepted("athi farm") == [True]


def test_a_city_comes_after_what_is_in_it() -> None:
    assert first("nairobi, kangemi") == ("Kangemi", spot(0.03, 0.01))


def test_the_shipped_gazetteer_knows_kenya() -> None:
    gazetteer = Gazetteer(read_shipped())
    hits = gazetteer.search(Question("qoa, spring valley stage", NAIROBI))

    assert hits[0].precision == "neighbourhood"
    assert gazetteer.search(Question("kisumu", None, is_cluster=True))[0].precision == "city"


def test_the_shipped_gazetteer_knows_towns_of_uganda() -> None:
    gazetteer = Gazetteer(read_shipped())
    [kampala, *_] = gazetteer.search(Question("kampala", None, is_cluster=True))

    assert (kampala.precision, kampala.position) == ("city", Position(32.58219, 0.31628))
    for town in ("kireka", "nansana", "bweyogerere", "kira", "entebbe", "jinja"):
        assert gazetteer.search(Question(town, None, is_cluster=True)), town


GEONAMES = (
    "1\tKampala\tKampala\tKampala,\u041a\u0430\u043c\u043f\u0430\u043b\u0430\t0.31628\t32.58219\tP\tPPLC\tUG\t\t37\t\t\t\t1680600"
    "\t\t1189\tAfrica/Kampala\t2024-01-01\n"
    "2\tBukoto Sub-Location\tBukoto\tBukoto\t0.35\t32.6\tA\tADMD\tUG\t\t37\t\t\t\t0"
    "\t\t1200\tAfrica/Kampala\t2024-01-01\n"
    "3\t\u041a\u0430\u043c\u043f\u0430\u043b\u0430\tx\t\t0.3\t32.5\tP\tPPL\tUG\t\t37\t\t\t\t0\t\t1200\tAfrica/Kampala\t2024-01-01\n"
)
STOPS = (
    "stop_id,stop_name,stop_lat,stop_lon\n"
    "1,Ntinda/Shell,0.3541,32.6112\n2,Ntinda/Shell,0.3542,32.6113\n"
)


def test_a_gazetteer_of_another_country_is_built_and_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dump, stops, output = tmp_path / "UG.txt", tmp_path / "stops.txt", tmp_path / "UG.tsv.xz"
    dump.write_text(GEONAMES, encoding="utf-8")
    stops.write_text(STOPS, encoding="utf-8")

    assert main(["build", str(dump), "--stops", str(stops), "--stops-source", "Taxis, CC0"]) == 0

    assert "3 places" in capsys.readouterr().out
    assert read_gazetteer(output) == [
        Entry(Position(32.58219, 0.31628), "city", 0, ("Kampala",)),
        Entry(Position(32.6, 0.35), "suburb", VAGUE_RANK, ("Bukoto",)),
        Entry(Position(32.6112, 0.3541), "neighbourhood", 1, ("Ntinda", "Shell")),
    ]
    assert (
        "GeoNames (https://www.geonames.org/), CC BY 4.0; Taxis, CC0"
        in lzma.decompress(output.read_bytes()).decode()
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1\tKampala\n", "line 1: expected 19 columns, got 2"),
        (GEONAMES.replace("0.31628", "north"), "line 1 has no position"),
        (GEONAMES.replace("0.31628", "91"), "line 1 is off the globe"),
    ],
)
def test_an_invalid_dump_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, problem: str
) -> None:
    dump = tmp_path / "UG.txt"
    dump.write_text(text, encoding="utf-8")

    assert main(["build", str(dump)]) == 2

    assert problem in capsys.readouterr().err
    assert not (tmp_path / "UG.tsv.xz").exists()


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"text",
        lzma.compress(b"\xff"),
        lzma.compress(b"a\tb"),
        lzma.compress(b"36\t-1\tpoint\t0\tX"),
    ],
)
def test_a_file_that_is_not_a_gazetteer_is_refused(tmp_path: Path, packed: bytes) -> None:
    file = tmp_path / "x.tsv.xz"
    file.write_bytes(packed)

    with pytest.raises(GazetteerError):
        read_gazetteer(file)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="No such file"):
        read_gazetteer(tmp_path / "none")
