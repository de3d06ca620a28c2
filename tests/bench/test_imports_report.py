"""The import benchmark's report: ratios, notes, and the document."""

from pathlib import Path

import pytest

from benchmarks.imports import report
from benchmarks.imports.oracle import Verdict
from benchmarks.imports.summaries import ratios, summarise
from tests.bench.samples import MACHINE, cells_of, sample


def test_the_table_holds_medians_and_ratios() -> None:
    samples = [
        *(sample("fleettickets", wall_s, kind="ours") for wall_s in (2.0, 9.0, 3.0)),
        sample("quick but failed", 1.0, status=1, problem="no key"),
        sample("quick but wrong", 1.0, verdict=Verdict(4, 5, 6)),
        sample("tool", 6.0),
        sample("script", 5.0, kind="script"),
        sample("floor: stage + upsert", 2.0, kind="floor"),
    ]
    ours, *_, floor = found = summarise(samples, "first")
    assert ours.wall_s == 3.0
    assert ratios(found, ours) == (1.5, 0.5)
    assert ratios(found, floor) == (1.0, 2.0 / 6.0)

    text = report.as_markdown(samples, {"sling": "uv is not installed"}, MACHINE)
    assert cells_of(text, "quick but wrong")[-3:] == ["4", "5", "6"]
    assert "quick but failed fails in 1 of 1 runs: `no key`" in text
    assert "sling did not run: uv is not installed" in text
    assert "Other processes" not in text

    disturbed = sample("tool", 10.0, case="step", others_cpu_s=1_000.0)
    assert (
        "Other processes used more than 10 % of the machine in 1 of 9 runs"
        in report.as_markdown([*samples, disturbed], {}, MACHINE)
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"verdict": Verdict(6_138, 0, 0)},
        {"verdict": Verdict(0, 1, 0)},
        {"verdict": Verdict(0, 0, 253_518)},
        {"verdict": None},
        {"status": 1},
    ],
)
def test_wrong_rows_are_not_a_baseline(changed: dict[str, object]) -> None:
    ours = sample("fleettickets", 6.0, kind="ours")
    spoilt = sample("sling", 3.0, **changed)
    floor = sample("floor: stage + upsert", 2.0, kind="floor", **changed)
    found = summarise([ours, spoilt, sample("dlt, ADBC", 4.0), floor], "first")
    assert ratios(found, found[0]) == (None, 6.0 / 4.0)

    text = report.as_markdown([ours, spoilt, floor], {}, MACHINE)
    assert cells_of(text, "fleettickets")[6:8] == ["", ""]


def test_one_round_with_wrong_rows_is_enough() -> None:
    rounds = [sample("sling", 3.0), sample("sling", 3.0, round=1, verdict=Verdict(1, 0, 0))]
    found = summarise(rounds, "first")
    assert ratios(found, found[0]).of_best_tool is None


def test_a_failure_to_fill_the_table_is_reported_with_its_reason() -> None:
    samples = [
        sample("sling", 9.0, case="base", rows=300_000, status=1, problem="no space left"),
        sample("sling", 9.0, case="base", rows=300_000, round=1),
        sample("dlt, ADBC", 9.0, case="base", rows=300_000),
        sample("dlt, ADBC", 1.0, case="nothing", rows=0),
    ]
    text = report.as_markdown(samples, {}, MACHINE)
    assert "sling fails in 1 of 2 rounds to fill the table of 300,000 rows" in text
    assert "`no space left`" in text
    assert text.count("fails") == 1


def test_the_tables_name_the_machine_first() -> None:
    text = report.as_markdown([sample("sling", 9.0)], {}, MACHINE)
    line = "Measured on 2026-11-26: AMD EPYC, 2 cores, 24 GiB of memory, PostgreSQL 15.18.\n\n"
    assert text.startswith(line)


def test_a_document_keeps_the_text_around_a_table(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text("before\n<!-- imports -->\nold\n<!-- /imports -->\nafter\n")
    report.put_between(document, "imports", "new\n")
    assert document.read_text() == "before\n<!-- imports -->\nnew\n<!-- /imports -->\nafter\n"
    with pytest.raises(ValueError, match="has no part growth"):
        report.put_between(document, "growth", "new\n")


def test_the_document_has_a_place_for_each_table() -> None:
    content = report.DOCUMENT.read_text()
    for name in ("machine", "imports", "growth", "serving", "page"):
        assert content.count(f"<!-- {name} -->\n") == content.count(f"<!-- /{name} -->") == 1
