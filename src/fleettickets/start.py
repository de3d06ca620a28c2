"""How a process of ours starts and ends: a short run is mostly the loading of its libraries.

What they make while they load stays to the end, so a search for garbage among it finds none, and
there would be dozens of them, the last when the process ends (docs/decisions.md). A process that
lives on looks for garbage as any other, from the first time on.
"""

import gc
from importlib import import_module

_MANY = 100_000
"""New objects less freed ones until garbage is looked for the first time; the default is 700."""


def start(module: str, function: str, *args: str) -> int:
    """Load the module, call its function, and return the exit status that it returns."""
    usual = gc.get_threshold()

    def have_begun(phase: str, _: object) -> None:
        if phase == "stop":
            gc.callbacks.remove(have_begun)
            gc.freeze()
            gc.set_threshold(*usual)

    gc.callbacks.append(have_begun)
    gc.set_threshold(_MANY, *usual[1:])
    try:
        return int(getattr(import_module(module), function)(*args))
    finally:
        gc.freeze()


def fleettickets() -> int:
    """Run the ``fleettickets`` command."""
    return start("fleettickets.cli", "main")
