"""A published day of crews around Nairobi, tomorrow, with more work than time."""

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from fleettickets.commands.dispatch import main
from fleettickets.domain.crew_day import EAT
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from tests.support.databases import fresh_database
from tests.support.reporting import apply_given

NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel")
CENTRES = ((-1.268, 36.806), (-1.302, 36.872), (-1.221, 36.902), (-1.331, 36.759))
PLACES = ("Westlands", "South B", "Kasarani", "Karen")
HEADER = (
    "crew,team,skills,start_latitude,start_longitude,end_latitude,end_longitude,"
    "shift_start,shift_end,lunch_from,lunch_to,lunch_minutes,device"
)


class CrewsDay(NamedTuple):
    """A database with a planned day."""

    url: str
    day: str


def tomorrow() -> date:
    """Return tomorrow's day in East Africa Time: nothing of it has begun."""
    return datetime.now(EAT).date() + timedelta(days=1)


def crew_names(count: int) -> list[str]:
    """Return the crews' names; beyond the eighth they have numbers."""
    return [NAMES[n] if n < len(NAMES) else f"Crew {n + 1:03}" for n in range(count)]


def crews_csv(count: int, draw: random.Random) -> str:
    """Return a file of crews for ``dispatch crews import``."""
    lines = [HEADER]
    for n, name in enumerate(crew_names(count)):
        latitude, longitude = CENTRES[n % len(CENTRES)]
        north, east = draw.uniform(-0.02, 0.02), draw.uniform(-0.02, 0.02)
        at = f"{latitude + north:.4f},{longitude + east:.4f}"
        skills = ("splice;install", "splice", "")[n % 3]
        lunch = "12:00,14:00,45" if n % 2 == 0 else ",,"
        team = ("North", "South")[n % 2]
        lines.append(f"{name},{team},{skills},{at},{at},08:00,17:00,{lunch},{353000 + n}")
    return "\n".join(lines) + "\n"


def tickets_sql(count: int, draw: random.Random) -> str:
    """Return a script that fills ``given``: two incidents in three, the rest installations."""
    now = datetime.now(EAT).replace(tzinfo=None, microsecond=0)
    rows = []
    for n in range(count):
        place = draw.randrange(len(CENTRES))
        latitude, longitude = CENTRES[place]
        latitude += draw.gauss(0, 0.018)
        longitude += draw.gauss(0, 0.018)
        is_located = n != count - 1
        dataset, ticket = ("crq", f"CRQ{n:04}") if n % 3 == 2 else ("inc", f"INC{n:04}")
        created = now - timedelta(hours=draw.uniform(2, 60))
        at = f"'{latitude:.5f}', '{longitude:.5f}'" if is_located else "NULL, NULL"
        rows.append(
            f"('true', '{dataset}', '{now:%F %H:%M}', '{ticket}', '{PLACES[place]}',"
            f" '{created:%F %T}', '{('North', 'South')[n % 2]}', {at})"
        )
    return (
        "INSERT INTO given (is_actionable, dataset, file_at, ticket_id, cluster,"
        " created_at_service, assigned_team, latitude, longitude) VALUES\n" + ",\n".join(rows)
    )


def import_incident(url: str, ticket: str, folder: Path) -> None:
    """Import a file with one new incident in the first place."""
    now = datetime.now(EAT).replace(tzinfo=None, microsecond=0)
    latitude, longitude = CENTRES[0]
    with closing(connect(url)) as conn:
        apply_given(
            conn,
            "INSERT INTO given (is_actionable, dataset, file_at, ticket_id, cluster,"
            f" created_at_service, latitude, longitude) VALUES ('true', 'inc', '{now:%F %T}',"
            f" '{ticket}', '{PLACES[0]}', '{now:%F %T}', '{latitude}', '{longitude}')",
            folder / ticket,
        )


@contextmanager
def crews_day(
    server: PostgresServer, folder: Path, *, tickets: int = 48, crews: int = 4, iterations: int = 60
) -> Iterator[CrewsDay]:
    """Yield a database whose tomorrow is planned and published."""
    draw, day = random.Random(7), f"{tomorrow():%F}"
    with fresh_database(server.dsn) as url, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        with closing(connect(url)) as conn:
            migrate(conn)
            apply_given(conn, tickets_sql(tickets, draw), folder / "given")
        file = folder / "crews.csv"
        file.write_text(crews_csv(crews, draw), encoding="utf-8")
        run("crews", "import", str(file), "--weekdays", "1-7", "--apply")
        run("plan", "--date", day, "--apply", "--iterations", str(iterations))
        run("publish", "--date", day, "--yes")
        yield CrewsDay(url, day)


def run(*arguments: str) -> None:
    """Run ``fleettickets dispatch`` with these arguments."""
    assert main(list(arguments)) == 0
