"""Measure the offline gazetteer on places whose positions are known.

``python -m benchmarks.gazetteer [FOLDER]``; FOLDER contains kenya_ward_points.csv, and for two more
sets geonames_KE.txt and matatu_stops.txt. It defaults to ../shared/data/places.

Each place has its county as its region and its constituency as its cluster. Clusters are found
first, as a geocoding run finds them, then the places. A ward's point is the centre of its bounding
box, not of its population, and a constituency's middle the mean of its wards' points, so distances
are upper bounds.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks.gazetteer.labelled_sets import LabelledSet, cluster_middles, read_sets
from benchmarks.gazetteer.pipeline import Found, Locator, Outcome, count_classes
from benchmarks.gazetteer.seeded_rules import seeded_rules
from benchmarks.gazetteer.spellings import SPELLINGS
from fleettickets.domain.place import Position, distance_m
from fleettickets.geocoding.gazetteer_file import AREA_RANK, Entry, read_shipped

_FAR_M = 40_000.0
_NEAR_M = 5_000.0
_CLUSTER_M = 25_000.0
_HEADER = (
    "set            region   spelling      places  clusters  <25km  >40km|none"
    "  located  precise   <1km   <5km  >40km  places/s\n"
)


def main(folder: Path) -> int:
    """Print a line for each set, with the region and without it, then the precision classes."""
    if not (folder / "kenya_ward_points.csv").exists():
        sys.stdout.write(f"skipped: {folder} has no kenya_ward_points.csv\n")
        return 0
    wards, sets = read_sets(folder)
    middles = cluster_middles(wards)
    started = time.perf_counter()
    entries = read_shipped()
    sys.stdout.write(f"gazetteer read in {time.perf_counter() - started:.2f} s\n" + _HEADER)
    classes: list[tuple[str, Sequence[Found]]] = []
    for each in sets:
        known = [entry for entry in entries if each.may_answer(entry)]
        for region in ("given", "none"):
            outcome = _measure(known, each, middles, region=region)
            if region == "given":
                classes.append((each.name, outcome.found))
    _measure_variants(entries, sets[0], middles)
    _report_classes(classes)
    return 0


def _measure_variants(
    entries: Sequence[Entry], wards: LabelledSet, middles: dict[tuple[str, str], Position]
) -> None:
    """Print the wards of counties whose constituencies are held out, and other spellings."""
    counties = sorted({place.county for place in wards.places})
    held_out = set(counties[::2])
    places = [place for place in wards.places if place.county in held_out]
    known = [entry for entry in entries if entry.rank != AREA_RANK]
    for region in ("given", "none"):
        _measure(known, wards._replace(name="held out", places=places), middles, region=region)
    rng = Random(7)  # noqa: S311 - misspellings, not secrets
    for spelling, write in SPELLINGS.items():
        spelled = [place._replace(name=write(rng, place.name)) for place in wards.places]
        _measure(
            entries, wards._replace(places=spelled), middles, region="given", spelling=spelling
        )


def _measure(
    entries: Sequence[Entry],
    labelled: LabelledSet,
    middles: dict[tuple[str, str], Position],
    *,
    region: str,
    spelling: str = "plain",
) -> Outcome:
    locator = Locator(entries, seeded_rules(), is_region_given=region == "given")
    outcome = locator.locate(labelled.places)
    keys = {(place.county, place.cluster) for place in labelled.places}
    away = [_away_m(outcome, key, middles[key]) for key in keys]
    errors = [found.error_m for found in outcome.found if found.position]
    located = sum(found.is_located for found in outcome.found)
    sys.stdout.write(
        f"{labelled.name:13}  {region:6}  {spelling:11}  {len(labelled.places):7}"
        f"  {len(keys):8}  {_share(away, _CLUSTER_M)}  {sum(m > _FAR_M for m in away):10}"
        f"  {located / len(labelled.places):7.1%}  {len(errors) / len(labelled.places):7.1%}"
        f"  {_share(errors, 1_000)}  {_share(errors, _NEAR_M)}"
        f"  {sum(error > _FAR_M for error in errors) / max(1, len(errors)):5.2%}"
        f"  {outcome.places_a_second:8.0f}\n"
    )
    return outcome


def _away_m(outcome: Outcome, key: tuple[str, str], middle: Position) -> float:
    position = outcome.clusters.get(key)
    return distance_m(position, middle) if position else float("inf")


def _share(distances: Sequence[float], limit_m: float) -> str:
    return f"{sum(each < limit_m for each in distances) / max(1, len(distances)):5.1%}"


def _report_classes(sets: Sequence[tuple[str, Sequence[Found]]]) -> None:
    """Print how near the positions of each precision are, of all sets with their region."""
    sys.stdout.write("\nset            precision      places   <1km   <5km  <25km  90 % within\n")
    for name, found in sets:
        for precision, count in sorted(count_classes(found).items()):
            errors = sorted(
                each.error_m for each in found if each.position and each.precision == precision
            )
            sys.stdout.write(
                f"{name:13}  {precision:13}  {count:6}  {_share(errors, 1_000)}"
                f"  {_share(errors, _NEAR_M)}  {_share(errors, _CLUSTER_M)}"
                f"  {errors[int(0.9 * (len(errors) - 1))] / 1000:8.1f} km\n"
            )


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/places")))
