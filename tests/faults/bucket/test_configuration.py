"""Settings of the bucket that cannot be used: FT001 and exit status 2, without any retry."""

import subprocess
import time
from pathlib import Path

import pytest

from fleettickets.config import BucketSettings
from fleettickets.errors import SettingError
from tests.stream.test_runs import command

WRONG = {
    "RUSTFS_BUCKET": [
        "s3://isptickets",
        "isp tickets",
        "isp\ntickets",
        "isp/tickets",
        "a",
        "ü" * 5,
    ],
    "RUSTFS_REGION": ["us east-1", "us-east-1\nx", "s3://us-east-1", "-us", "us_east"],
    "RUSTFS_ENDPOINT": [
        "http://rust_fs:9000",
        "http://rustfs:9000 /",
        "http://rust\nfs:9000",
        "s3://rustfs:9000",
        "http://-rustfs",
        "http://rust..fs",
        "http://rüstfs:9000",
        "http://rustfs:90000",
    ],
    "RUSTFS_ACCESS_KEY": ["a key", "a\nkey", "kéy"],
}
BROKEN_AWS = {
    "an unknown profile": {"AWS_PROFILE": "nobody"},
    "a configuration that cannot be parsed": {"AWS_CONFIG_FILE": "broken"},
    "a checksum that does not exist": {"AWS_REQUEST_CHECKSUM_CALCULATION": "maybe"},
    "a defaults mode that does not exist": {"AWS_DEFAULTS_MODE": "odd"},
}
# Used only by the tests that take a case from the package's fixture.
CASES = list(BROKEN_AWS)
TWINS: set[str] = set()


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in WRONG.items() for text in texts]
)
def test_a_setting_that_no_server_can_have_is_refused(name: str, text: str) -> None:
    good = {
        "RUSTFS_ENDPOINT": "http://rustfs:9000",
        "RUSTFS_ACCESS_KEY": "key",
        "RUSTFS_SECRET_KEY": "secret",
    }
    with pytest.raises(SettingError, match=name) as caught:
        BucketSettings.from_env(good | {name: text})
    assert "\n" not in str(caught.value)
    assert caught.value.exit_status == 2


@pytest.mark.parametrize(
    "endpoint", ["http://127.0.0.1:9000", "https://[::1]:9", "http://a-b.c", "https://S3.example./"]
)
def test_a_usual_endpoint_is_accepted(endpoint: str) -> None:
    settings = {"RUSTFS_ENDPOINT": endpoint, "RUSTFS_ACCESS_KEY": "k", "RUSTFS_SECRET_KEY": "s"}
    assert BucketSettings.from_env(settings).endpoint == endpoint


def test_a_wrong_setting_of_aws_ends_the_run_at_once(
    case: str, environment: dict[str, str], tmp_path: Path
) -> None:
    """In a process of its own, because botocore reads these settings once."""
    (tmp_path / "broken").write_text("[profile a\nregion = \n x y", encoding="utf-8")
    wrong = {
        name: text if text != "broken" else str(tmp_path / text)
        for name, text in BROKEN_AWS[case].items()
    }
    began = time.monotonic()
    ended = subprocess.run(
        command("inc", "--from-bucket", "--apply"),
        env=environment | wrong,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert ended.returncode == 2, ended.stderr
    assert "[FT001]" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert time.monotonic() - began < 15
