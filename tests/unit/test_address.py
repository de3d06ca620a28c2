"""Addresses as dispatchers type them, and the text of the question for each."""

import pytest

from benchmarks.gazetteer.seeded_rules import seeded_rows, seeded_rules
from fleettickets.errors import AddressRuleError
from fleettickets.geocoding.address import AddressRules, clean_address, find_codes

RULES = seeded_rules()

EXAMPLES = [
    ("QOA", "quarry road"),
    ("PTMP", "pipeline"),
    ("QOA-FAT-12", "quarry road"),
    ("QOA-FAT-12 Bluebell Apts, Kitisuru", "bluebell apartments, kitisuru"),
    ("PTMP/FDT3/FAT02 Kwa Ndege stage", "kwa ndege stage"),
    ("FDT 07 / Kitisuru Rd", "kitisuru road"),
    ("OLT-QOA-02 Kitisuru", "kitisuru"),
    ("SPRING VALLEY  QOA_FAT12 Fahari Hse", "spring valley, fahari house"),
    ("Thome - Zawadi Court Hse B4", "thome, zawadi court"),
    (
        "WLD-FAT-03 Crystal Apts Hse No. 12, Kangemi, Westlands",
        "crystal apartments, kangemi, westlands",
    ),
    ("Jacaranda Gardens #12, Kahawa West, Kahawa", "jacaranda gardens, kahawa west, kahawa"),
    ("Umoja 1 Blk 3", "umoja 1"),
    ("Umoja Innercore stage, Mara Hse UMJ/FDT4/FAT09", "umoja innercore stage, mara house"),
    ("Buru Buru Phase 5", "buru buru phase 5"),
    ("Buruburu Ph 5 Court C, Hse 221", "buruburu phase 5"),
    ("Pole No. 1234, Lang'ata Rd", "langata road"),
    ("KPLC pole KP/1234 Lang'ata Road", "langata road"),
    ("Opp. Total Petrol Station, Ngong Rd", "total petrol station, ngong road"),
    ("Off Ngong Road, next to Prestige Plaza", "ngong road, prestige plaza"),
    ("3rd Floor, Westgate Mall, Mwanzi Rd", "westgate mall, mwanzi road"),
    ("Ground floor Sarit Center", "sarit centre"),
    ("L.R. No. 209/11234, Kiambu Rd", "kiambu road"),
    ("Plot 45/B Ruai", "ruai"),
    ("Flat 4B, Delta Apartments, Kileleshwa", "delta apartments, kileleshwa"),
    ("Apt C12 Elgon Court Kilimani", "elgon court kilimani"),
    ("Kasarani Mwiki Rd, Sunton", "kasarani mwiki road, sunton"),
    ("Githurai 45 stage", "githurai 45 stage"),
    ("Githurai 44", "githurai 44"),
    ("P.O. Box 1234-00100, Nairobi", "nairobi"),
    ("Call 0722 123 456, Donholm Phase 8", "donholm phase 8"),
    ("Hse 14 Baraka Hse, Kayole", "baraka house, kayole"),
    ("Murang'a Rd, Ngara", "muranga road, ngara"),
    ("St. Mary's School, Langata", "st marys school, langata"),
    ("St Marys Hospital", "st marys hospital"),
    ("104 Marlborough St  Boston  MA  02116", "104 marlborough street, boston, ma"),
    ("36 Harvard St  Charlestown  MA  02129", "36 harvard street, charlestown, ma"),
    ("1500 block CAMBIE SOLSQUA RD", "cambie solsqua road"),
    (
        "North of 116A AVE, South-West of TRANS CANADA HWY, East of LEEDER ST",
        "116a avenue, trans canada highway, leeder street",
    ),
    ("PLEASANT VALLEY RD", "pleasant valley road"),
    ("East of VAN RD", "van road"),
    ("North-South-East-West of WHISTLER QUARRY RD", "whistler quarry road"),
    ("13100 - 13200 block 245 RD, LSD 10 14 84 16 W6M", "245 road, lsd 10 14 84 16 w6m"),
    ("Kwa Njenga, Embakasi", "kwa njenga, embakasi"),
    ("Kwa Njenga,, ,Embakasi", "kwa njenga, embakasi"),
    ("Mlolongo -- Phase 3 -- Syokimau", "mlolongo, phase 3, syokimau"),
    ("Mlolongo/Syokimau", "mlolongo, syokimau"),
    ("M\u0169rang\u2019a", "muranga"),
    ("Café Déli, Moi Ave", "cafe deli, moi avenue"),
    ("(Near) Kenyatta Mkt, Golf Course Est", "kenyatta market, golf course estate"),
    ("House of Manji", "house of manji"),
    ("Block C, Greatwall Gardens, Athi River", "greatwall gardens, athi river"),
    ("TRM Drive, Roysambu", "trm drive, roysambu"),
    ("JKIA Cargo", "jkia cargo"),
    ("JN Juja Rd & Outer Ring Rd", "junction juja road, outer ring road"),
    ("KITISURU KITISURU", "kitisuru kitisuru"),
    ("Kitisuru, kitisuru", "kitisuru"),
    ("12", ""),
    ("FAT 12", ""),
    ("-", ""),
    ("PTMP Pipeline Blk 12", "pipeline"),
    ("Pipeline, PTMP", "pipeline"),
    ("fdt-PTMP-09 Taj Mall", "taj mall"),
    ("QOA Quarry Rd Blk 4", "quarry road"),
    ("Manhole MH-23 Outering Rd", "outering road"),
    ("Cabinet 12 Juja Rd Est", "juja road estate"),
    ("Eden Plaza, Suite 4-12, Kimathi St", "eden plaza, kimathi street"),
    ("Wing A, Silver Heights, Syokimau", "silver heights, syokimau"),
    ("Behind Naivas, Kahawa Sukari", "naivas, kahawa sukari"),
    ("ODF 3 Port 12 Rongai", "rongai"),
    ("GPON splitter 1:8 Kiserian", "kiserian"),
    ("Kitengela", "kitengela"),
    ("Karen Hardy, Dagoretti Rd Gate 3", "karen hardy, dagoretti road gate 3"),
    ("Crystal Plaza Hse A1, South B", "crystal plaza, south b"),
    ("Zone 4, Kisauni", "zone 4, kisauni"),
    ("-1.2921, 36.8219 Ruaka", "ruaka"),
    ("ROYSAMBU  THR_FAT4 Oasis Court", "roysambu, oasis court"),
    ("Runda Mumwe", "runda mumwe"),
    ("1st Avenue Parklands", "1st avenue parklands"),
    ("A104 Highway, Kinoo", "a104 highway, kinoo"),
    ("Kikuyu Rd House no 44b", "kikuyu road"),
    ("Estate: Nyayo Estate, Gate C, Court 120, Hse 14", "estate, nyayo estate, gate c, court 120"),
    ("Spring Valley Rd\nOff Lower Kabete Rd", "spring valley road, lower kabete road"),
    ("JKIA - Passenger Drop Off 2", "jkia, passenger drop off 2"),
    ("PTMP-FAT-04/2 Tassia Hill Apts", "tassia hill apartments"),
    ("Gate B, Fedha Estate", "gate b, fedha estate"),
    ("Tel: 0712345678 Utawala", "utawala"),
    ("KPLC Pole, Ruai Rd", "ruai road"),
    ("Saika Est Blk D", "saika estate"),
    ("Lang`ata Rd", "langata road"),
    ("MT. KENYA WAY", "mount kenya way"),
    ("Hse No A-12, Nyayo Est, Emb", "nyayo estate, emb"),
    ("OLT3-PON2 Kitisuru", "kitisuru"),
    ("XGPON 4/12 Kitisuru", "kitisuru"),
    ("QOA-12 Bluebell Apts", "bluebell apartments, quarry road"),
    ("ONU SN ALCLB1234567 Roysambu", "roysambu"),
    ("S/N: HWTC12345678 Kangemi", "kangemi"),
    ("MAC 00:1a:22:33:44:5f Kangemi", "kangemi"),
    ("VLAN 120 Roysambu", "roysambu"),
    ("Acc No. 123456, Kangemi", "kangemi"),
    ("Plot No. LR 209/1234 Industrial Area", "industrial area"),
    ("Snow Court, Ponda Rd", "snow court, ponda road"),
    ("Access Rd, Account House", "access road, account house"),
]


@pytest.mark.parametrize(("address", "text"), EXAMPLES)
def test_an_address_is_reduced_to_the_words_that_name_places(address: str, text: str) -> None:
    assert ", ".join(clean_address(address, RULES)) == text


def test_cleaning_a_clean_address_changes_nothing() -> None:
    for _, text in EXAMPLES:
        assert ", ".join(clean_address(text, RULES)) == text


@pytest.mark.parametrize(
    ("address", "length"),
    [
        (" ".join(f"w{'a' * (number % 7)}" for number in range(500)), 200),
        (", ".join("x" * number for number in range(1, 60)), 200),
        ("x" * 5000, 200),
        ("Kitisuru, " + "x" * 5000, 8),
    ],
)
def test_an_overlong_address_is_cut_between_words(address: str, length: int) -> None:
    parts = clean_address(address, RULES)

    assert length - 30 <= len(", ".join(parts)) <= length
    words = set(address.replace(",", " ").lower().split()) | {"x" * 200}
    assert {word for part in parts for word in part.split()} <= words


def test_spellings_of_one_place_give_one_question() -> None:
    spellings = ["Kitisuru Rd", "KITISURU RD.", "QOA-FAT-3 Kitisuru Road", "Kitisuru rd, Hse 4"]

    assert {clean_address(spelling, RULES) for spelling in spellings} == {("kitisuru road",)}


def test_a_code_in_the_labels_of_one_cluster_is_found() -> None:
    places: list[tuple[str | None, str]] = [
        ("Westlands", f"WLD-FAT-{n} Church Rd") for n in range(5)
    ]
    places += [("Karen", f"OLT-KRN-{n} Hardy") for n in range(4)]
    places += [(name, "FDT-ABC Plaza") for name in "abcdef"]

    assert find_codes(places) == {"WLD": ("Westlands", 5)}


def test_a_found_code_is_no_part_of_the_place() -> None:
    rules = AddressRules.from_rows([*seeded_rows(), ("code", "WLD", "Westlands")])

    assert clean_address("WLD St. Austin's Blk 3", rules) == ("st austins", "westlands")


def test_an_invalid_pattern_is_reported() -> None:
    with pytest.raises(AddressRuleError, match=r"\[FT501\] place alias '\('"):
        AddressRules.from_rows([("pattern", "(", "")])


def test_an_unknown_kind_is_reported() -> None:
    with pytest.raises(AddressRuleError, match="'guess'"):
        AddressRules.from_rows([("guess", "x", "y")])
