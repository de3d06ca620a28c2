"""Run every benchmark: ``python -m benchmarks [NAME …]``."""

import runpy
import sys
from pathlib import Path

NAMES = sorted(
    file.stem for file in Path(__file__).parent.glob("*.py") if not file.stem.startswith("_")
)

if __name__ == "__main__":
    chosen = sys.argv[1:] or NAMES
    for name in chosen:
        if name not in NAMES:
            sys.exit(f"there is no benchmark {name!r}: {', '.join(NAMES)}")
    sys.argv = sys.argv[:1]
    for name in chosen:
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")
