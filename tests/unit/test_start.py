"""The entry points, as processes: their output, and that they collect no garbage."""

import subprocess
import sys


def ran(*words: str) -> subprocess.CompletedProcess[str]:
    """Run Python without any setting."""
    return subprocess.run(
        [sys.executable, *words],
        env={"DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_error_is_printed_and_sets_the_exit_status() -> None:
    ended = ran("-m", "inc.import_inc")
    assert ended.returncode == 2
    assert "FT001" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_loading_collects_no_garbage_and_freezes_what_it_made() -> None:
    script = """
import gc, sys
from fleettickets.start import fleettickets
collections = lambda: sum(generation["collections"] for generation in gc.get_stats())
before = collections()
status = fleettickets()
print(collections() - before < 5, gc.get_freeze_count() > 50_000)
sys.exit(status)
"""
    ended = ran("-c", script, "import", "inc", "--apply")
    assert ended.returncode == 2
    assert ended.stdout.split() == ["True", "True"]


def test_a_long_process_collects_garbage_as_usual() -> None:
    script = """
import gc, sys
from fleettickets.start import start
usual = gc.get_threshold()
def work():
    loading = gc.get_threshold() == usual
    kept = [[] for _ in range(150_000)]
    print(loading, gc.get_threshold() == usual, len(gc.callbacks))
    return 0
sys.exit(start(work))
"""
    ended = ran("-c", script)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.split() == ["False", "True", "0"]
