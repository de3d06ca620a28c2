"""Run benchmarks: ``python -m benchmarks [NAME …]``; without a name, all of them.

Options may follow a single name: ``python -m benchmarks imports --quick``.
"""

import runpy
import sys
import traceback
from itertools import takewhile
from pathlib import Path

_FOLDER = Path(__file__).parent
NAMES = {
    **{file.stem: f"benchmarks.{file.stem}" for file in _FOLDER.glob("[!_]*.py")},
    **{
        file.parent.name: f"benchmarks.{file.parent.name}" for file in _FOLDER.glob("*/__main__.py")
    },
    "growth": "benchmarks.imports.growth",
}


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, or all in alphabetical order; return the worst exit status."""
    named = list(takewhile(lambda argument: not argument.startswith("-"), arguments))
    options = arguments[len(named) :]
    for name in named:
        if name not in NAMES:
            sys.exit(f"no benchmark {name!r}; expected one of {', '.join(sorted(NAMES))}")
    if options and len(named) != 1:
        sys.exit("options must follow the name of a single benchmark")
    return max(run(NAMES[name], options) for name in named or sorted(NAMES))


def run(module: str, options: list[str]) -> int:
    """Run one as if started by itself; return its exit status, or 1 if it crashes."""
    sys.argv[1:] = options
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if isinstance(ended.code, str):
            sys.stderr.write(f"{ended.code}\n")
            return 1
        return ended.code or 0
    except Exception:  # noqa: BLE001 - a crash in one must not stop the others
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
