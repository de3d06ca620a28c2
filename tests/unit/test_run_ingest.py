"""``run_ingest.sh``: both imports run, and the script returns the higher exit status."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "run_ingest.sh"

PYTHON = """#!/bin/sh
echo "$@"
case "$2" in inc.*) exit "$INC" ;; *) exit "$CRQ" ;; esac
"""


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A folder with the script and a Python that only prints its arguments."""
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON)
    python.chmod(0o755)
    shutil.copy(SCRIPT, tmp_path)
    return tmp_path


def run(host: Path, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [host / SCRIPT.name, *options],
        env={"PATH": os.environ["PATH"]} | settings,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("inc", "crq", "worst"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (3, 1, 3), (1, 3, 3), (2, 0, 2)]
)
def test_both_run_and_the_higher_status_is_returned(
    host: Path, inc: int, crq: int, worst: int
) -> None:
    done = run(host, INC=str(inc), CRQ=str(crq))

    assert done.returncode == worst
    assert done.stdout.splitlines() == [
        "-m inc.import_inc --from-bucket --apply --no-geocode",
        "-m crq.import_crq --from-bucket --apply",
    ]


def test_options_reach_both_imports(host: Path) -> None:
    assert run(host, "--no-geocode", INC="0", CRQ="0").stdout.splitlines() == [
        "-m inc.import_inc --from-bucket --apply --no-geocode --no-geocode",
        "-m crq.import_crq --from-bucket --apply --no-geocode",
    ]


def test_every_schedule_geocodes_after_its_last_import() -> None:
    compose = (SCRIPT.parent / "compose.yaml").read_text(encoding="utf-8")

    first = "python -m inc.import_inc --from-bucket --apply --no-geocode\n"
    last = "python -m crq.import_crq --from-bucket --apply\n"
    assert 0 < compose.index(first) < compose.index(last)
    for name in ("GEOCODER_PROVIDER", "GEOCODER_URL", "GEOCODER_KEY"):
        assert f"      {name}:\n" in compose


def test_settings_come_from_the_named_file(host: Path) -> None:
    settings = host / "settings"
    settings.write_text("INC=0\nCRQ=3\n")

    assert run(host, FLEETTICKETS_ENV=str(settings)).returncode == 3


def test_a_missing_settings_file_is_a_wrong_setting(host: Path) -> None:
    done = run(host, FLEETTICKETS_ENV=str(host / "none"))

    assert done.returncode == 2
    assert not done.stdout
