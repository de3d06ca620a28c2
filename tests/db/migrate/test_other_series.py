"""A database of the series of migrations before this one is refused, with what to do."""

import pytest

from fleettickets.commands.migration import main
from fleettickets.errors import SchemaVersionError
from fleettickets.store.connect import Connection
from fleettickets.store.migrate import check_schema, migrate
from tests.support.schemas import OLDER_SERIES, shipped_state, value

REFUSAL = r"has migrations/0044_refine_watching\.sql, of a series before migrations/0001_tickets_s"


@pytest.fixture
def older(conn: Connection) -> Connection:
    """A database whose record is one of the series that ended with 0044."""
    migrate(conn)
    conn.execute(OLDER_SERIES)
    return conn


def test_it_is_refused_and_left_as_it_is(older: Connection) -> None:
    before = shipped_state(older)

    with pytest.raises(SchemaVersionError, match=REFUSAL):
        migrate(older)
    with pytest.raises(SchemaVersionError, match=REFUSAL):
        check_schema(older)

    assert shipped_state(older) == before


def test_any_one_path_of_it_is_enough(older: Connection) -> None:
    older.execute("DELETE FROM tickets.schema_files WHERE path LIKE 'migrations/0001%'")

    with pytest.raises(SchemaVersionError, match=REFUSAL):
        migrate(older)


def test_the_command_says_how_the_database_is_rebuilt(
    older: Connection,
    empty_database: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_database)

    for arguments in ([], ["--dry-run"]):
        assert main(arguments) == 2
        message = capsys.readouterr().err
        assert message.startswith("[FT302] schema: the database has migrations/0044_refine_")
        for step in ("cannot be carried over", "dump its decisions", "create a new database"):
            assert step in message
        assert "`fleettickets replay`" in message
        assert "docs/deployment-and-operations.md#rebuild" in message
    assert value(older, "SELECT count(*) FROM tickets.inc") == 0
