"""A third ticket type is a registry entry and a migration: API and page then show it.

The test makes these two edits in a copy of the package, whose page is the one already built.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import urllib3
from playwright.sync_api import Page, expect

import fleettickets
from fleettickets.local.postgres import PostgresServer
from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.views import click_middle, drawn
from tests.support.databases import fresh_database
from tests.support.feed import csv_of, key, row

MIGRATION = Path(__file__).parents[2] / "docs/another-type.sql"
END_OF_REGISTRY = ")\n\nDATASETS"
ENTRY = (
    '    Dataset("mnt", title="Maintenance", singular="maintenance job", symbol="dot",'
    " is_scheduled=True),\n"
)
AT = ("-1.26760", "36.81080")
ROWS = (
    row("M1", latitude=AT[0], longitude=AT[1], scheduled_at="2026-06-20 08:00:00"),
    row("M2", location_name="", cluster=""),
)


class PackageCopy(NamedTuple):
    """A copy of the package, and the environment that its commands run in."""

    environ: dict[str, str]

    def command(self, *words: str) -> list[str]:
        return [str(Path(sys.executable).with_name("fleettickets")), *words]

    def run(self, *words: str) -> None:
        done = subprocess.run(
            self.command(*words), env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def package_copy(postgres_server: PostgresServer, tmp_path: Path) -> Iterator[PackageCopy]:
    package = shutil.copytree(Path(fleettickets.__file__).parent, tmp_path / "fleettickets")
    registry = package / "imports/datasets.py"
    text = registry.read_text()
    assert END_OF_REGISTRY in text
    registry.write_text(text.replace(END_OF_REGISTRY, ENTRY + END_OF_REGISTRY))
    shutil.copy(MIGRATION, package / "sql/migrations/9000_add_mnt.sql")
    with fresh_database(postgres_server.dsn) as url:
        found = PackageCopy({**os.environ, "PYTHONPATH": str(tmp_path), "DATABASE_URL": url})
        found.run("migrate")
        file = tmp_path / Path(key(0)).name
        file.write_bytes(csv_of(ROWS))
        found.run("import", "mnt", "--mnt-csv", str(file), "--apply")
        yield found


@pytest.fixture
def address(package_copy: PackageCopy) -> Iterator[str]:
    """The address of a running server."""
    command = package_copy.command("serve", "--port", "0")
    with subprocess.Popen(
        command, env=package_copy.environ, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def ask(address: str, path: str) -> Any:
    answer = urllib3.request("GET", address + path)
    assert answer.status == 200, answer.data
    return answer.json()


def test_another_type_is_in_the_api_and_on_the_page(page: Page, address: str) -> None:
    types = {entry["name"]: entry for entry in ask(address, "/config.json")["datasets"]}
    assert list(types) == ["inc", "crq", "mnt"]
    assert types["mnt"]["title"] == "Maintenance"
    metrics = ask(address, "/api/v1/mnt/dashboard")["metrics"]
    assert (metrics["open"], metrics["unlocated"]) == (2, 1)
    assert metrics["schedule"]["overdue"] == 1

    page.goto(address)
    tabs = page.get_by_role("tablist", name="Tickets").get_by_role("tab")
    expect(tabs).to_have_text(["INC Incidents", "CRQ Installations", "MNT Maintenance", "All"])
    expect(tabs.last).to_have_attribute("title", "Incidents, installations and maintenance")
    tabs.nth(2).click()

    expect(page).to_have_url(re.compile("tab=mnt"))
    expect(page.get_by_test_id("open-count")).to_contain_text("2")
    expect(page.get_by_test_id("row")).to_have_count(2)
    expect(page.get_by_test_id("due-overdue")).to_contain_text("1")
    expect(page.get_by_test_id("freshness-mnt")).to_contain_text("MNT data as of")
    expect(page.locator(".legend")).to_contain_text("Maintenance job")


def test_its_tickets_are_on_the_map_and_among_all_types(page: Page, address: str) -> None:
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{address}/?tab=both&map=16/{AT[0]}/{AT[1]}")
    expect(page.get_by_test_id("list-count")).to_have_text("2 tickets")
    expect(page.get_by_test_id("blank-inc")).to_be_visible()
    # A plus of installations and a dot of maintenance.
    expect(page.locator(".legend .symbol path:nth-child(2)")).to_have_count(2)
    expect(page.locator('[data-ticket="mnt:M1"] .symbol path')).to_have_count(2)
    drawn(page)

    click_middle(page)

    detail = page.get_by_test_id("detail")
    expect(detail).to_contain_text("M1 maintenance job")
    expect(detail).to_contain_text("Appointment")
