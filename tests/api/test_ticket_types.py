"""The page learns the ticket types from /config.json."""

import httpx

from fleettickets.imports.datasets import DATASETS
from tests.support.serving import execute


def test_the_page_learns_every_ticket_type(api: httpx.Client) -> None:
    incidents, installations, *_ = api.get("/config.json").json()["datasets"]

    assert incidents == {
        "name": "inc",
        "title": "Incidents",
        "singular": "incident",
        "label": "INC",
        "symbol": "plain",
        "is_scheduled": False,
    }
    assert (installations["name"], installations["symbol"]) == ("crq", "plus")


def test_code_and_database_agree_on_the_ticket_types(shared_url: str) -> None:
    rows = execute(shared_url, "SELECT dataset, title, is_scheduled FROM tickets.datasets")

    registered = {(entry.name, entry.title, entry.is_scheduled) for entry in DATASETS.values()}
    assert set(rows) == registered
