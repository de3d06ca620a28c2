"""The entry points, as processes: what comes out, and that nothing is searched for garbage."""

import subprocess
import sys


def test_the_exit_status_and_the_words_come_through() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "inc.import_inc"],
        env={"DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "FT001" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_loading_looks_for_no_garbage_and_leaves_none_to_look_through() -> None:
    script = """
import gc, sys
from fleettickets.start import start
looked = lambda: sum(generation["collections"] for generation in gc.get_stats())
before = looked()
status = start("fleettickets.cli", "main")
print(looked() - before < 5, gc.get_freeze_count() > 50_000)
sys.exit(status)
"""
    ran = subprocess.run(
        [sys.executable, "-c", script, "import", "inc", "--apply"],
        env={"DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stdout.split() == ["True", "True"]
