"""How a process of ours starts and ends: a short run is mostly the loading of its libraries.

What they make while they load stays to the end, so a search for garbage among it finds none, and
there would be dozens of them, the last when the process ends (docs/decisions.md).
"""

import gc
from importlib import import_module

_MANY = 100_000
"""New objects less freed ones until young garbage is looked for; the default is 700."""


def start(module: str, function: str, *args: str) -> int:
    """Load the module, call its function, and return the exit status that it returns."""
    gc.set_threshold(_MANY, *gc.get_threshold()[1:])
    try:
        return int(getattr(import_module(module), function)(*args))
    finally:
        gc.freeze()


def fleettickets() -> int:
    """Run the ``fleettickets`` command."""
    return start("fleettickets.cli", "main")
