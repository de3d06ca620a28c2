"""A geocoding run that is killed loses at most the question in flight."""

import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from random import Random

from fleettickets.store.connect import Connection, connect
from tests.support.geocoder_server import KEY, GeocoderServer, Reply, found, place
from tests.support.tickets import add_ticket, misplaced

PLACES = 500
KILLS, KILLS_OF_SOAK = 4, 20
BUDGET = 400
COMMAND = "import sys; from fleettickets.commands.geocode import main; sys.exit(main())"


def start(
    url: str, server: GeocoderServer, *options: str, rate: int = 200
) -> subprocess.Popen[str]:
    environ = os.environ | {
        "DATABASE_URL": url,
        "GEOCODER_URL": server.url,
        "GEOCODER_KEY": KEY,
        "GEOCODER_RATE": str(rate),
    }
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, *options],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def requests(conn: Connection) -> int:
    found = conn.execute("SELECT coalesce(sum(requests), 0) FROM tickets.geocode_days").fetchone()
    assert found
    return int(found[0])


def test_a_killed_run_loses_at_most_one_question(
    url: str, server: GeocoderServer, *, is_soak: bool
) -> None:
    wanted = KILLS_OF_SOAK if is_soak else KILLS
    rng = Random(1)
    repeated: list[str] = []
    with closing(connect(url)) as conn, closing(connect(url)) as watch:
        for number in range(PLACES):
            words = f"{'abcdefghij'[number % 10] * 4} {'klmnopqrst'[number // 10 % 10] * 4}"
            add_ticket(conn, f"t{number}", location_name=f"{words} {'uvwxy'[number // 100] * 4} Rd")

        def answer(text: str) -> Reply:
            stored = "SELECT FROM tickets.geo_locations WHERE query = %s"
            if watch.execute(stored, [text]).fetchone():
                repeated.append(text)
            time.sleep(0.005)
            return found(place(display_name=f"{text}, Nairobi, Kenya"))

        server.answer = answer
        kills = 0
        while kills < wanted:
            seen = len(server.searches)
            run = start(url, server, "--budget", str(BUDGET))
            while run.poll() is None and len(server.searches) == seen:
                time.sleep(0.005)
            time.sleep(rng.uniform(0.0, 0.08))
            kills += run.poll() is None
            run.kill()
            run.communicate()
            assert len(server.searches) <= requests(conn) <= BUDGET
        answered = conn.execute("SELECT count(*) FROM tickets.geo_locations").fetchone()
        assert answered
        lost = requests(conn) - answered[0] - 1  # the cluster's own
        assert 0 <= lost <= wanted

        last = start(url, server, "--budget", str(BUDGET))
        assert "stopped until 00:00 UTC: budget" in last.communicate()[0]
        assert len(server.searches) <= requests(conn) == BUDGET
        output = start(url, server, "--budget", "1000").communicate()[0]

        assert repeated == []
        assert sum(Counter(server.questions).values()) <= PLACES + 1 + wanted
        located = "SELECT count(*) FROM tickets.inc WHERE geo_source = 'location'"
        assert conn.execute(located).fetchone() == (PLACES,), output
        assert misplaced(conn) == []
        assert KEY not in output


def test_two_geocoders_at_once_share_the_questions(url: str, server: GeocoderServer) -> None:
    with closing(connect(url)) as conn:
        for number in range(60):
            words = f"{'abcdefghij'[number % 10] * 4} {'klmnop'[number // 10] * 4}"
            add_ticket(conn, f"t{number}", location_name=f"{words} Rd")
        server.answer = lambda text: found(place(display_name=f"{text}, Nairobi, Kenya"))

        runs = [start(url, server, "--budget", "61") for _ in range(2)]
        outputs = [run.communicate()[0] for run in runs]

        assert Counter(server.questions).most_common(1)[0][1] == 1
        assert len(server.questions) == 61, outputs
        assert misplaced(conn) == []


def test_two_geocoders_at_once_keep_one_pace(url: str, server: GeocoderServer) -> None:
    with closing(connect(url)) as conn:
        for number in range(19):
            add_ticket(conn, f"t{number}", location_name=f"{'abcdefghijklmnopqrs'[number] * 4} Rd")
    server.answer = lambda text: found(place(display_name=f"{text}, Nairobi, Kenya"))

    runs = [start(url, server, rate=8) for _ in range(2)]
    for run in runs:
        run.communicate()

    assert server.balances == 2
    assert len(server.times) == 20
    # Turns start after the first balance and are an eighth of a second apart. A question arrives
    # after its turn, however long it takes.
    turns = [min(server.balanced_at) + number / 8 for number in range(20)]
    assert all(at > turn for at, turn in zip(sorted(server.times), turns, strict=True))
