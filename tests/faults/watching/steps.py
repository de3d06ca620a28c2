"""Steps that the tests of watching share."""

import json
from collections import Counter
from contextlib import closing

import pytest
from prometheus_client.parser import text_string_to_metric_families

from fleettickets.api.database_metrics import DATASET_TROUBLES
from fleettickets.commands import imports, status
from fleettickets.store.connect import connect
from tests.support.feed import csv_of, row
from tests.support.imports import World
from tests.support.serving import client_of, serving
from tests.support.webhook import Webhook

Capsys = pytest.CaptureFixture[str]

GOOD = csv_of([row("T1"), row("T2")])


def execute(world: World, statement: str) -> None:
    with closing(connect(world.url)) as conn:
        conn.execute(statement.encode())


def import_inc() -> int:
    return imports.import_main("inc", ["--from-bucket", "--apply"])


def age_runs(world: World, minutes: int, dataset: str = "inc") -> None:
    execute(
        world,
        "UPDATE tickets.import_runs SET"
        f" started_at = started_at - interval '{minutes} minutes',"
        f" finished_at = finished_at - interval '{minutes} minutes' WHERE dataset = '{dataset}'",
    )


def troubles(capsys: Capsys) -> tuple[int, list[tuple[str | None, str]]]:
    """Return the exit status of `status --json` and its troubles."""
    capsys.readouterr()
    found = status.main(["--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["is_good"] is (found == 0)
    return found, [(trouble["dataset"], trouble["kind"]) for trouble in answer["troubles"]]


def counted(world: World) -> dict[tuple[str, str], float]:
    """Return the troubles in /metrics, without those that are 0."""
    with serving(world.url) as base, client_of(base) as client:
        families = list(text_string_to_metric_families(client.get("/metrics").text))
    [family] = [family for family in families if family.name == "fleettickets_troubles"]
    found = {(s.labels["dataset"], s.labels["kind"]): s.value for s in family.samples}
    assert len(found) == 2 * len(DATASET_TROUBLES) + 1  # of two datasets, and the geocoder's
    return {labels: value for labels, value in found.items() if value}


def cost(world: World, hook: Webhook) -> tuple[int, int]:
    """Return how many changes never arrived, and how often one arrived again."""
    received = Counter(hook.ids)
    changes = {alert_id for (alert_id,) in world.query("SELECT alert_id FROM tickets.alerts")}
    assert received.keys() <= changes
    return len(changes - received.keys()), received.total() - len(received)


def fail_files(world: World, count: int, *, error: str = "[FT101] " + 290 * "é") -> list[str]:
    """Add failed files to the ledger; return their keys."""
    execute(
        world,
        "INSERT INTO tickets.import_files (dataset, change_key, etag, state, source, bytes, error,"
        " run_id, seen_at) SELECT 'inc', 'automations/inc/changes/' || n || '.csv', 'x', 'failed',"
        f" 'bucket', 1, '{error}', min(run_id), now() + n * interval '1 second'"
        f" FROM tickets.import_runs, generate_series(1000, {999 + count}) AS n GROUP BY n",
    )
    return [f"automations/inc/changes/{number}.csv" for number in range(1000, 1000 + count)]


def subjects(hook: Webhook) -> list[str]:
    return [change["subject"] for body in hook.bodies for change in body["changes"]]


def make_all_due(world: World) -> None:
    execute(world, "UPDATE tickets.alerts SET next_try_at = '-infinity'")
