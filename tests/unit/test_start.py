"""The entry points, as processes: what comes out, and that nothing is searched for garbage."""

import subprocess
import sys


def ran(*words: str) -> subprocess.CompletedProcess[str]:
    """Run Python where nothing is set."""
    return subprocess.run(
        [sys.executable, *words],
        env={"DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_exit_status_and_the_words_come_through() -> None:
    ended = ran("-m", "inc.import_inc")
    assert ended.returncode == 2
    assert "FT001" in ended.stderr
    assert "Traceback" not in ended.stderr


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
    ended = ran("-c", script, "import", "inc", "--apply")
    assert ended.returncode == 2
    assert ended.stdout.split() == ["True", "True"]


def test_a_long_process_looks_for_garbage_as_any_other() -> None:
    script = """
import gc, sys, types
from fleettickets.start import start
usual = gc.get_threshold()
def work():
    loading = gc.get_threshold() == usual
    kept = [[] for _ in range(150_000)]
    print(loading, gc.get_threshold() == usual, len(gc.callbacks))
    return 0
sys.modules["work"] = types.SimpleNamespace(work=work)
sys.exit(start("work", "work"))
"""
    ended = ran("-c", script)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.split() == ["False", "True", "0"]
