"""The OpenAPI document, held against the running server by schemathesis."""

import subprocess
import sys
from pathlib import Path

from tests.support.serving import make_token, serving

# A value that no ticket has is refused, and so is a window that ends before it begins: no schema
# can tell such values from others.
EXCLUDED = "positive_data_acceptance"
MOST_S = 55


def test_every_answer_is_as_documented(url: str, tmp_path: Path) -> None:
    admin = make_token(url, "schemathesis", "admin")
    (tmp_path / "schemathesis.toml").write_text("")  # no settings from above this folder
    with serving(url, is_loopback=False) as base:
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            "run",
            f"{base}/openapi.json",
            f"--header=Authorization: Bearer {admin}",
            "--checks=all",
            f"--exclude-checks={EXCLUDED}",
            "--exclude-path=/api/v1/events",  # it does not end; test_events reads it
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

    assert done.returncode == 0, done.stdout[-8_000:]
    assert "15 selected / 16 total" in done.stdout
