"""The entry points, as processes: their output, and that they collect no garbage."""

import subprocess
import sys
from pathlib import Path

import fleettickets


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


def test_an_import_loads_no_library_of_the_server() -> None:
    script = """
import sys
import fleettickets.commands.imports
heavy = {"fastapi", "pydantic", "uvicorn", "prometheus_client", "rapidfuzz", "tqdm", "boto3"}
print(sorted(heavy & sys.modules.keys()))
"""
    ended = ran("-c", script)
    assert (ended.stdout, ended.stderr) == ("[]\n", "")


def test_every_import_is_visible_to_mypy_and_import_linter() -> None:
    for path in Path(fleettickets.__file__).parent.rglob("*.py"):
        assert "import_module" not in path.read_text(encoding="utf-8"), path
