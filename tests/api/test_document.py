"""The running server's answers match the OpenAPI document; schemathesis compares them."""

import re
import subprocess
import sys
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from tests.support.serving import client_of, make_token, serving

# The server refuses a value that no ticket has, and a window that ends before it begins. A schema
# cannot express that.
EXCLUDED = "positive_data_acceptance"
MOST_S = 300
EVENTS = "/api/v1/events"
DISPATCH = "^/api/(v1/dispatch|v1/places/(position|wrong|edits/)|positions)/?"
# Half of the ids, searches and filters exist, so that real answers are compared too.
CONFIG = """
[dictionaries]
ids = { values = ["INC1", "INC2", "INC3", "INC/5 %2F", "CRQ1"] }
searches = { values = ["INC", "Mpaka", "CRQ1"] }
clusters = { values = ["Westlands", "Kilimani", ""] }
statuses = { values = ["open", "waiting", "closed"] }

[parameters]
"path.ticket_id" = { dictionary = "ids", probability = 0.5 }
"query.q" = { dictionary = "searches", probability = 0.5 }
"query.cluster" = { dictionary = "clusters", probability = 0.5 }
"query.status" = { dictionary = "statuses", probability = 0.5 }
"""


def test_every_answer_is_as_documented(url: str, tmp_path: Path) -> None:
    admin = make_token(url, "schemathesis", "admin")
    (tmp_path / "schemathesis.toml").write_text(CONFIG)
    # schemathesis tries a wrong token on every operation, all from one address.
    with serving(url, is_loopback=False, token_tries=10_000) as base:
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            "run",
            f"{base}/openapi.json",
            f"--header=Authorization: Bearer {admin}",
            "--checks=all",
            f"--exclude-checks={EXCLUDED}",
            f"--exclude-path={EVENTS}",  # it does not end; test_events reads it
            f"--exclude-path-regex={DISPATCH}",  # tests/dispatch and test_places call them
            "--phases=coverage,fuzzing",
            "--max-examples=8",
            "--workers=2",
            "--seed=20261123",
            "--continue-on-failure",
            "--request-timeout=10",
        ]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, check=False, text=True, timeout=MOST_S
        )
        with client_of(base, admin) as client:
            document = client.get("/openapi.json").json()["paths"]
            total = sum(map(len, document.values()))
            paths = {path for path in document if not re.match(DISPATCH, path)}
            answers = answered(client.get("/metrics").text)

    assert done.returncode == 0, done.stdout[-8_000:]
    assert f"{len(paths) - 1} selected / {total} total" in done.stdout
    assert "WARNINGS" not in done.stdout, done.stdout[-8_000:]
    # Every route answered, and only with statuses that are allowed.
    assert {route for route, status in answers if status in {"200", "204"}} >= paths - {EVENTS}
    assert {status for _, status in answers} <= {"200", "204", "304", "400", "401", "404", "405"}


def answered(metrics: str) -> set[tuple[str, str]]:
    """Return each route with each status that it was answered with."""
    return {
        (sample.labels["route"], sample.labels["status"])
        for family in text_string_to_metric_families(metrics)
        for sample in family.samples
        if sample.name == "fleettickets_requests_total"
    }
