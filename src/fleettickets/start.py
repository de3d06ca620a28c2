"""How a process of ours starts and ends: a short run is mostly the loading of its libraries.

Objects that are made while libraries load live until the process ends, so a garbage collection
among them frees nothing; without this module there would be dozens, the last at the end of the
process (docs/decisions.md). A process that lives on collects garbage as usual, from the first
collection on.
"""

import gc
from collections.abc import Callable

_MANY = 100_000
"""New objects, less freed ones, before the first collection; Python's default is 700."""


def start(work: Callable[[], int]) -> int:
    """Return the exit status of the work, which loads its own libraries."""
    usual = gc.get_threshold()

    def restore(phase: str, _: object) -> None:
        if phase == "stop":
            gc.callbacks.remove(restore)
            gc.freeze()
            gc.set_threshold(*usual)

    gc.callbacks.append(restore)
    gc.set_threshold(_MANY, *usual[1:])
    try:
        return work()
    finally:
        gc.freeze()


def fleettickets() -> int:
    """Run the ``fleettickets`` command."""

    def work() -> int:
        from fleettickets.cli import main

        return main()

    return start(work)


def import_changes(dataset: str) -> int:
    """Run the import of a ticket type, as ``python -m inc.import_inc`` does."""

    def work() -> int:
        from fleettickets.commands.imports import import_main

        return import_main(dataset)

    return start(work)
