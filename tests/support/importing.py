"""The import commands, on local files, with a geocoding provider."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fleettickets.commands.imports import import_main
from tests.support.feed import csv_of, key, row
from tests.support.geocoder_server import KEY, GeocoderServer


@dataclass(frozen=True)
class Importer:
    """Imports files of a folder into one database, and geocodes with one server."""

    folder: Path
    environ: dict[str, str] = field(repr=False)
    """What it is set to, beside this process's environment."""

    def command(
        self, dataset: str, *places: str, cluster: str = "Kitisuru", **values: str
    ) -> list[str]:
        """Write a file with a ticket at each place; return the words that import it."""
        folder = self.folder / dataset
        folder.mkdir(exist_ok=True)
        number = len(list(folder.iterdir()))
        tickets = [
            row(f"T{number}.{place}", cluster=cluster, location_name=place, **values)
            for place in places
        ]
        if tickets:
            (folder / Path(key(number, dataset)).name).write_bytes(csv_of(tickets))
        return [f"--{dataset}-csv", str(folder), "--apply"]

    def run(self, dataset: str, *places: str, options: tuple[str, ...] = (), **more: Any) -> int:
        """Import a ticket at each place in this process, whose environment is set already."""
        return import_main(dataset, [*self.command(dataset, *places, **more), *options])

    def start(self, dataset: str, *places: str, **changes: str) -> subprocess.Popen[str]:
        """Start a process that imports a ticket at each place."""
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                f"{dataset}.import_{dataset}",
                *self.command(dataset, *places),
                "--json",
            ],
            env=os.environ | self.environ | changes,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def geocoding_environ(url: str, server: GeocoderServer) -> dict[str, str]:
    """Return settings for a database, and for a server that may be asked at once and often."""
    return {
        "DATABASE_URL": url,
        "GEOCODER_URL": server.url,
        "GEOCODER_KEY": KEY,
        "GEOCODER_RATE": "1000",
        "FLEETTICKETS_GEOCODE_S": "100",
    }
