"""A geocoding run with a clock that a test moves."""

from fleettickets.domain.geocode_run import GeocodeReport
from fleettickets.geocoding.geocoder import Geocoder
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store.connect import Connection
from tests.support.geocoder_server import (
    Reply,
    found,
    place,
)


class Clock:
    """Sleeps by moving the times in the database, and records how long."""

    def __init__(self, conn: Connection) -> None:
        self.conn = conn
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        if seconds > 0.01:  # longer than the pace of these tests
            self.slept.append(seconds)
        self.conn.execute(
            "UPDATE tickets.geocode_pace SET"
            " next_at = next_at - make_interval(secs => %(s)s),"
            " blocked_until = blocked_until - make_interval(secs => %(s)s)",
            {"s": seconds},
        )


def answer_everything(text: str) -> Reply:
    """Answer with a place of exactly the requested name."""
    return found(place(display_name=f"{text}, Nairobi, Kenya"))


def run(conn: Connection, settings: GeocoderSettings, clock: Clock) -> GeocodeReport:
    return Geocoder(conn, settings, sleep=clock.sleep).run()
