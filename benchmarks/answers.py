"""Compare the read functions with those of an earlier revision.

``python -m benchmarks answers --against REVISION [--tickets INC CRQ] [--rounds N]``

Both revisions import the same sample feed into databases of one private server. The calls of both
alternate, so that a disturbance of the machine affects both. It prints the processor time of the
server's process (Linux: /proc) and the ratio of the medians; above 1.00, ours is slower.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from statistics import median

from benchmarks import say
from fleettickets.local.postgres import private_postgres
from fleettickets.local.scratch import fresh_database
from fleettickets.store.connect import Connection, connect

_ROOT = Path(__file__).parent.parent
_COMMAND = "from fleettickets.cli import main; raise SystemExit(main())"
_DAYS = 10
CALLS = (
    ("fn_inc_dashboard", "SELECT reporting.fn_inc_dashboard()"),
    ("  24 hours", "SELECT reporting.fn_inc_dashboard(p_window => '24h')"),
    ("  7 days", "SELECT reporting.fn_inc_dashboard(p_window => '7d')"),
    ("  30 days", "SELECT reporting.fn_inc_dashboard(p_window => '30 days')"),
    ("  of a cluster", "SELECT reporting.fn_inc_dashboard({cluster}, p_window => '24h')"),
    ("fn_crq_dashboard", "SELECT reporting.fn_crq_dashboard(p_window => '24h')"),
    ("fn_tickets_for_map", "SELECT reporting.fn_tickets_for_map()"),
    ("  of a cluster", "SELECT reporting.fn_tickets_for_map(p_cluster => {cluster})"),
    ("fn_backlog", "SELECT reporting.fn_backlog('inc')"),
    ("  of a cluster", "SELECT reporting.fn_backlog('inc', p_cluster => {cluster})"),
    ("fn_backlog_at, 3 days", "SELECT reporting.fn_backlog_at('inc', '2026-06-22 09:00+00')"),
    ("fn_team_closures", "SELECT reporting.fn_team_closures('inc')"),
    ("fn_freshness", "SELECT reporting.fn_freshness()"),
)


class Side:
    """A revision's database."""

    def __init__(self, conn: Connection, cluster: str) -> None:
        self._conn = conn
        self._cluster = cluster
        pid = conn.info.backend_pid
        self._stat = Path(f"/proc/{pid}/schedstat")

    def ask(self, call: str) -> float:
        """Return the milliseconds of the server's processor that the call took."""
        began = self._nanoseconds()
        self._conn.execute(f"{call.replace('{cluster}', self._cluster)}::text").fetchall()
        return (self._nanoseconds() - began) / 1e6

    def kilobytes(self, call: str) -> float:
        """Return the size of the answer."""
        statement = f"SELECT octet_length(({call.replace('{cluster}', self._cluster)})::text)"
        row = self._conn.execute(statement).fetchone()
        assert row is not None  # noqa: S101 - one function call
        return int(row[0]) / 1_000

    def _nanoseconds(self) -> int:
        return int(self._stat.read_text(encoding="ascii").split()[0])


def main(argv: Sequence[str] | None = None) -> None:
    """Print a line for each call."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks answers")
    parser.add_argument("--against", required=True, metavar="REVISION")
    parser.add_argument("--tickets", type=int, nargs=2, default=(114_000, 42_000))
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args(argv)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        earlier = stack.enter_context(_checked_out(options.against, folder / "earlier"))
        for name, count in zip(("inc", "crq"), options.tickets, strict=True):
            wanted = [f"--dataset={name}", f"--tickets={count}", f"--days={_DAYS}"]
            _run(_ROOT, {}, "sample", str(folder / name), *wanted)
        server = stack.enter_context(private_postgres(folder / "postgres"))
        ours, theirs = (
            stack.enter_context(_filled(tree, server.dsn, folder)) for tree in (_ROOT, earlier)
        )
        say(f"{'':24}{'ours':>10}{'theirs':>10}{'ratio':>8}")
        for name, call in CALLS:
            times = [(ours.ask(call), theirs.ask(call)) for _ in range(options.rounds)]
            own, other = (median(column) for column in zip(*times[2:], strict=True))
            sizes = f"{ours.kilobytes(call):>9,.0f}{theirs.kilobytes(call):>9,.0f} kB"
            say(f"{name:24}{own:>7,.1f} ms{other:>7,.1f} ms{own / other:>8.2f}{sizes}")


@contextmanager
def _checked_out(revision: str, folder: Path) -> Iterator[Path]:
    def git(*arguments: str) -> None:
        command = ["git", "-C", str(_ROOT), "worktree", *arguments]
        subprocess.run(command, check=True)  # noqa: S603 - the developer names the revision

    git("add", "--quiet", "--detach", str(folder), revision)
    try:
        yield folder
    finally:
        git("remove", "--force", str(folder))


@contextmanager
def _filled(tree: Path, dsn: str, feeds: Path) -> Iterator[Side]:
    """Yield a database that a revision has migrated and filled with the feed."""
    with fresh_database(dsn) as url, closing(connect(url)) as conn:
        environ = {"DATABASE_URL": url, "FLEETTICKETS_GEOCODE_S": "0"}
        _run(tree, environ, "migrate")
        for name in ("inc", "crq"):
            files = feeds / name / "automations" / name / "changes"
            _run(tree, environ, "import", name, f"--{name}-csv", str(files), "--apply")
        conn.execute("ANALYZE")
        cluster = conn.execute(
            "SELECT quote_literal(mode() WITHIN GROUP (ORDER BY cluster)) FROM tickets.inc"
        ).fetchone()
        assert cluster is not None  # noqa: S101 - an aggregate
        yield Side(conn, cluster[0])


def _run(tree: Path, environ: dict[str, str], *arguments: str) -> None:
    found = os.environ | {"PYTHONPATH": str(tree / "src")} | environ
    command = [sys.executable, "-c", _COMMAND, *arguments]
    done = subprocess.run(  # noqa: S603 - this repository's own code
        command, env=found, capture_output=True, check=False, text=True
    )
    if done.returncode:
        sys.exit(f"{tree}: {' '.join(arguments)}: {done.stderr[-2_000:]}")


if __name__ == "__main__":
    main()
